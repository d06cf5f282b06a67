/* styles - see styles.h */
#include "base/diag.h"
#include "base/str.h"
#include "book/styles.h"

struct code {
    uint32_t number;
    struct str text;
};

struct format {
    uint32_t number;          /* of its code */
    uint32_t indent;
    const struct mask *mask;
    bool asked;
};

struct styles {
    struct mem *mem;
    struct code *code;        /* of the workbook's own */
    struct format *format;
    size_t codes, formats, code_room, format_room;
    const struct workbook *lost; /* which names formats and has none; else null */
    bool inside;              /* in the list of the cells' formats: others are of named styles */
};

static void on_start(void *state, const char *name, const char *const *attribute)
{
    struct styles *styles = state;
    const char *code = markup_attribute(attribute, "formatCode");
    if (strcmp(name, "cellXfs") == 0) {
        styles->inside = true;
    } else if (strcmp(name, "numFmt") == 0 && code) {
        styles->code = mem_grow(styles->mem, styles->code, styles->codes, &styles->code_room, sizeof *styles->code);
        styles->code[styles->codes++] = (struct code){markup_number(attribute, "numFmtId", UINT32_MAX),
                                                      mem_copy(styles->mem, str_of(code))};
    } else if (strcmp(name, "xf") == 0 && styles->inside) {
        styles->format = mem_grow(styles->mem, styles->format, styles->formats, &styles->format_room,
                                  sizeof *styles->format);
        styles->format[styles->formats++] = (struct format){.number = markup_number(attribute, "numFmtId", 0)};
    } else if (strcmp(name, "alignment") == 0 && styles->inside && styles->formats) {
        uint32_t indent = markup_number(attribute, "indent", 0);
        styles->format[styles->formats - 1].indent = indent < 250 ? indent : 250;
    }
}

static void on_end(void *state, const char *name)
{
    if (strcmp(name, "cellXfs") == 0)
        ((struct styles *)state)->inside = false;
}

struct styles *styles_open(const struct workbook *workbook, bool needed)
{
    struct styles *styles = mem_take(workbook->mem, sizeof *styles);
    styles->mem = workbook->mem;
    struct part *part = workbook->styles.length ? part_open(workbook->package, workbook->styles) : NULL;
    styles->lost = needed && workbook->styles.length && !part ? workbook : NULL;
    if (part)
        markup_read(workbook->mem, part, &(struct markup_ear){.start = on_start, .end = on_end, .state = styles});
    return styles;
}

/* The workbook's own codes go before those that every workbook has. */
static struct str code_of(const struct styles *styles, uint32_t number)
{
    for (size_t i = 0; i < styles->codes; i++)
        if (styles->code[i].number == number)
            return styles->code[i].text;
    return str_of(mask_builtin(number));
}

/* A cell has a format that nobody knows: a share would be read as a number a hundred times as small. */
static _Noreturn void miss(const struct workbook *workbook)
{
    struct place place = {.file = package_file(workbook->package)};
    diag_fatal(DIAG_WORKBOOK, &place, "the formats of the cells are not in the file: it has no part %.*s (--as stored "
               "goes without them, and has 0.041 where a cell shows 4.1%%)", STR_ARG(workbook->styles));
}

const struct mask *styles_mask(struct styles *styles, uint32_t number)
{
    if (styles->lost && number)
        miss(styles->lost);
    if (number >= styles->formats)
        return NULL;
    struct format *format = &styles->format[number];
    if (!format->asked) {
        const struct mask *mask = mask_read(styles->mem, code_of(styles, format->number));
        const struct mask_section *first = &mask->section[0];
        format->mask = mask->sections == 1 && first->kind == MASK_IS_GENERAL && first->tokens == 1 ? NULL : mask;
        format->asked = true;
    }
    return format->mask;
}

uint32_t styles_indent(const struct styles *styles, uint32_t format)
{
    if (styles->lost && format)
        miss(styles->lost);
    return format < styles->formats ? styles->format[format].indent : 0;
}
