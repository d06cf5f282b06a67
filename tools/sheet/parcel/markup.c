/* markup - see markup.h */
#include <expat.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "parcel/markup.h"

enum {
    BLOCK = 128 * 1024,
    SILENT_MOST = 128,        /* blocks without an event: 16 MiB of one tag */
    DEPTH_MOST = 256
};

struct markup {
    XML_Parser parser;
    const struct markup_ear *ear;
    const char *refused;      /* why reading was stopped */
    int depth;
    bool heard;
};

static void stop(struct markup *markup, const char *why)
{
    markup->refused = why;
    XML_StopParser(markup->parser, XML_FALSE);
}

/* Without a prefix. */
static const char *local(const char *name)
{
    for (const char *at = name; *at; at++)
        if (*at == ':')
            name = at + 1;
    return name;
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attribute)
{
    struct markup *markup = data;
    markup->heard = true;
    if (++markup->depth > DEPTH_MOST)
        stop(markup, N_("has more than 256 levels, as no workbook has"));
    else if (markup->ear->start)
        markup->ear->start(markup->ear->state, local(name), (const char *const *)attribute);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct markup *markup = data;
    markup->heard = true;
    markup->depth--;
    if (markup->ear->end)
        markup->ear->end(markup->ear->state, local(name));
}

static void XMLCALL on_text(void *data, const XML_Char *at, int length)
{
    struct markup *markup = data;
    markup->heard = true;
    if (markup->ear->text)
        markup->ear->text(markup->ear->state, at, (size_t)length);
}

static void XMLCALL on_comment(void *data, const XML_Char *text)
{
    (void)text;
    ((struct markup *)data)->heard = true;
}

static void XMLCALL on_instruction(void *data, const XML_Char *target, const XML_Char *text)
{
    (void)target, (void)text;
    ((struct markup *)data)->heard = true;
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *outer, const XML_Char *public,
                               int internal)
{
    (void)name, (void)outer, (void)public, (void)internal;
    stop(data, N_("has a document type (DOCTYPE), which no workbook has: it could unfold without end, or ask for other "
                  "files; where does the file come from?"));
}

static _Noreturn void fail(const struct markup *markup, struct part *part)
{
    struct place place = {.file = part_place(part), .line = XML_GetCurrentLineNumber(markup->parser),
                          .column = (uint32_t)XML_GetCurrentColumnNumber(markup->parser) + 1};
    if (markup->refused)
        diag_fatal(DIAG_WORKBOOK, &place, "this part of the workbook %s", voice_text(markup->refused));
    diag_fatal(DIAG_WORKBOOK, &place, "this part of the workbook is not well-formed XML: %s",
               XML_ErrorString(XML_GetErrorCode(markup->parser)));
}

static void read_part(struct markup *markup, struct part *part)
{
    int silent = 0;
    for (size_t got = 1; got;) {
        void *block = XML_GetBuffer(markup->parser, BLOCK);
        if (!block)
            diag_fatal(DIAG_MEMORY, NULL, "out of memory: %zu bytes could not be had", (size_t)BLOCK);
        got = part_read(part, block, BLOCK);
        markup->heard = false;
        if (XML_ParseBuffer(markup->parser, (int)got, got == 0) != XML_STATUS_OK)
            fail(markup, part);
        silent = markup->heard ? 0 : silent + 1;
        if (silent > SILENT_MOST) {
            markup->refused = N_("has a tag or a comment of more than 16 MiB, as no workbook has");
            fail(markup, part);
        }
    }
}

void markup_read(struct mem *mem, struct part *part, const struct markup_ear *ear)
{
    struct markup *markup = mem_take(mem, sizeof *markup);
    *markup = (struct markup){.ear = ear};
    markup->parser = XML_ParserCreate(NULL);
    if (!markup->parser)
        diag_fatal(DIAG_MEMORY, NULL, "out of memory: %zu bytes could not be had", (size_t)BLOCK);
    XML_SetUserData(markup->parser, markup);
    XML_SetElementHandler(markup->parser, on_start, on_end);
    XML_SetCharacterDataHandler(markup->parser, on_text);
    XML_SetCommentHandler(markup->parser, on_comment);
    XML_SetProcessingInstructionHandler(markup->parser, on_instruction);
    XML_SetStartDoctypeDeclHandler(markup->parser, on_doctype);
    read_part(markup, part);
    XML_ParserFree(markup->parser);
    part_close(part);
}

const char *markup_attribute(const char *const *attribute, const char *name)
{
    for (; *attribute; attribute += 2)
        if (strcmp(attribute[0], name) == 0 || strcmp(local(attribute[0]), name) == 0)
            return attribute[1];
    return NULL;
}

bool markup_flag(const char *const *attribute, const char *name)
{
    const char *value = markup_attribute(attribute, name);
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

uint32_t markup_number(const char *const *attribute, const char *name, uint32_t otherwise)
{
    const char *value = markup_attribute(attribute, name);
    uint32_t number = 0;
    if (!value || !*value || strlen(value) > 9)
        return otherwise;
    for (; *value; value++) {
        if (!str_is_digit(*value))
            return otherwise;
        number = number * 10 + (uint32_t)(*value - '0');
    }
    return number;
}
