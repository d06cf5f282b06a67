/* scroll - text of templates, places in it, and text that grows */

#include "template/scroll.h"

#include "io/text.h"

/* What is told so far, of all scrolls. */
static uint64_t mistakes;

/* ---- reading ---- */

static bool is_kept_back(uint32_t rune)
{
    return rune == 0 || (rune >= 0xe000 && rune <= 0xe00f);
}

static void refuse_kept_back(const struct scroll *scroll)
{
    struct str rest = scroll->text;
    while (rest.length) {
        const char *at = rest.at;
        if (is_kept_back(str_rune(&rest))) {
            struct place place = scroll_place(scroll, at);
            diag_fatal(DIAG_TEMPLATE, &place, "a character of the private use area, U+E000 to U+E00F, or NUL stands "
                       "here; templates keep these for themselves: take it out");
        }
    }
}

/* Lines end in LF alone, and the last one ends too. */
static struct str unix_lines(struct mem *mem, struct str text)
{
    char *into = mem_take(mem, text.length + 2);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != '\r')
            into[length++] = text.at[i];
    if (length && into[length - 1] != '\n')
        into[length++] = '\n';
    return (struct str){into, length};
}

struct scroll *scroll_of(struct mem *mem, const char *file, struct str text)
{
    struct scroll *scroll = mem_take(mem, sizeof *scroll);
    *scroll = (struct scroll){.mem = mem, .file = file, .text = unix_lines(mem, text)};
    return scroll;
}

struct scroll *scroll_read(struct mem *mem, const char *file)
{
    const struct text_how how = {.beside = true};
    struct decoding *decoding = text_open(mem, file, &how);
    struct heap heap = {.mem = mem};
    char block[4096];
    size_t got;
    while ((got = text_read(decoding, block, sizeof block)) > 0) {
        heap_add(&heap, (struct str){block, got});
        if (heap.length > SCROLL_BYTES)
            diag_fatal(DIAG_TEMPLATE, &(struct place){.file = file}, "the file is larger than 4 MiB, which no "
                       "template is");
    }
    struct scroll *scroll = scroll_of(mem, file, heap_text(&heap));
    refuse_kept_back(scroll);
    return scroll;
}

/* ---- places ---- */

struct place scroll_place(const struct scroll *scroll, const char *at)
{
    struct place place = {.file = scroll->file, .line = 1};
    const char *line = scroll->text.at;
    if (at < line || at > line + scroll->text.length)
        return (struct place){.file = scroll->file};
    for (const char *i = line; i < at; i++)
        if (*i == '\n') {
            place.line++;
            line = i + 1;
        }
    place.column = (uint32_t)str_runes((struct str){line, (size_t)(at - line)}) + 1;
    return place;
}

void scroll_wrong(const struct scroll *scroll, const char *at, const char *format, ...)
{
    struct place place = scroll_place(scroll, at);
    va_list list;
    va_start(list, format);
    diag_report_list(DIAG_TEMPLATE, &place, format, list);
    va_end(list);
    mistakes++;
}

void scroll_stop(void)
{
    if (mistakes)
        diag_stop();
}

struct str scroll_safe(struct mem *mem, struct str text)
{
    enum { NAME_RUNES = 120 };
    static const char unsafe[] = "/\\:*?\"<>|";
    struct heap heap = {.mem = mem};
    for (int i = 0; text.length && i < NAME_RUNES; i++) {
        struct str before = text;
        uint32_t rune = str_rune(&text);
        bool bad = rune < 0x20 || rune == 0x7f || rune == 0xfffd || (rune < 0x80 && strchr(unsafe, (int)rune)) ||
                   (rune >= 0x200b && rune <= 0x200f) || (rune >= 0x202a && rune <= 0x202e);
        if (i == 0 && rune == '.')
            heap_add(&heap, STR("_"));      /* no hidden file, and ".md" keeps its end */
        heap_add(&heap, bad ? STR("_") : str_part(before, 0, before.length - text.length));
    }
    return heap.length ? heap_text(&heap) : STR("_");
}

/* ---- text that grows ---- */

void heap_add(struct heap *heap, struct str text)
{
    if (text.length > heap->room - heap->length) {
        size_t room = heap->room * 2 + text.length + 256;
        char *more = mem_take(heap->mem, room);
        if (heap->length)
            memcpy(more, heap->at, heap->length);
        heap->at = more;
        heap->room = room;
    }
    if (text.length)
        memcpy(heap->at + heap->length, text.at, text.length);
    heap->length += text.length;
}

struct str heap_text(const struct heap *heap)
{
    return (struct str){heap->at, heap->length};
}
