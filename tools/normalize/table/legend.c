/* legend - see legend.h */
#include "base/diag.h"
#include "base/str.h"
#include "io/text.h"
#include "table/legend.h"

/* A mark: its kind and its number; kind 0: none. */
struct mark {
    enum { NO_MARK, CIRCLED, BRACKETED, STARS, NOTED, RAISED, SIGN } kind;
    uint32_t number;          /* of SIGN: the character */
};

struct entry {
    struct mark mark;
    struct str text;          /* empty: two notes have the mark */
};

struct legend {
    struct mem *mem;
    struct entry *entry;
    size_t count, room;
};

struct legend *legend_open(struct mem *mem)
{
    struct legend *legend = mem_take(mem, sizeof *legend);
    *legend = (struct legend){.mem = mem};
    return legend;
}

/* ---- marks ---- */

static struct str from(struct str text, size_t at)
{
    return str_part(text, at, text.length);
}

/* Digits at the start, in either width; returns their bytes. */
static size_t digits(struct str text, uint32_t *number)
{
    struct str rest = text, before = text;
    *number = 0;
    for (size_t i = 0; rest.length && i < 3; before = rest, i++) {
        uint32_t rune = str_rune(&rest);
        uint32_t digit = rune >= 0xff10 && rune <= 0xff19 ? rune - 0xff10 : rune - '0';
        if (digit > 9)
            break;
        *number = 10 * *number + digit;
    }
    return text.length - before.length;
}

/* ¹² behind each other. */
static size_t raised(struct str text, uint32_t *number)
{
    static const char *const digit[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    size_t at = 0;
    *number = 0;
    for (uint32_t i = 0; i < 10; i++)
        if (str_starts(from(text, at), str_of(digit[i]))) {
            *number = 10 * *number + i;
            at += str_of(digit[i]).length;
            i = UINT32_MAX;   /* once more from the start */
        }
    return at;
}

/* 注, 注1, 见注1. */
static size_t noted(struct str text, uint32_t *number)
{
    size_t see = str_starts(text, STR("见")) ? STR("见").length : 0;
    if (!str_starts(from(text, see), STR("注")))
        return 0;
    size_t at = see + STR("注").length;
    return at + digits(from(text, at), number);
}

/* [1], 〔1〕, 【注1】, （见注1）; parentheses need the word. */
static size_t bracketed(struct str text, struct mark *mark)
{
    static const struct { const char *open, *close; bool bare; } kind[] = {
        {"[", "]", true}, {"［", "］", true}, {"〔", "〕", true}, {"【", "】", true}, {"(", ")", false}, {"（", "）", false}};
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
        size_t open = str_of(kind[i].open).length;
        if (!str_starts(text, str_of(kind[i].open)))
            continue;
        struct str inner = from(text, open);
        size_t word = noted(inner, &mark->number);
        size_t length = word ? word : kind[i].bare ? digits(inner, &mark->number) : 0;
        if (!length || !str_starts(from(inner, length), str_of(kind[i].close)))
            continue;
        mark->kind = word ? NOTED : BRACKETED;
        return open + length + str_of(kind[i].close).length;
    }
    return 0;
}

/* The mark that a text begins with: its length, 0 without one. */
static size_t mark_at(struct str text, struct mark *mark)
{
    struct str rest = text;
    uint32_t rune = text.length ? str_rune(&rest) : 0;
    size_t length = text.length - rest.length;
    *mark = (struct mark){NO_MARK, 0};
    if (rune >= 0x2460 && rune <= 0x2473) {
        *mark = (struct mark){CIRCLED, rune - 0x2460 + 1};
        return length;
    }
    if ((rune >= 0x2474 && rune <= 0x2487) || (rune >= 0x24f5 && rune <= 0x24fe) ||
        (rune >= 0x2776 && rune <= 0x2793) || rune == 0x2020 || rune == 0x2021 || rune == 0x203b) {
        *mark = (struct mark){SIGN, rune};
        return length;
    }
    if (rune == '*' || rune == 0xff0a) {
        struct mark more;
        *mark = (struct mark){STARS, 1};
        size_t behind = mark_at(rest, &more);
        if (more.kind != STARS)
            return length;
        mark->number += more.number;
        return length + behind;
    }
    if ((length = bracketed(text, mark)))
        return length;
    if ((length = raised(text, &mark->number))) {
        mark->kind = RAISED;
        return length;
    }
    length = digits(text, &mark->number);
    size_t close = str_starts(from(text, length), STR(")")) ? 1 : str_starts(from(text, length), STR("）")) ? 3 : 0;
    if (length && close) {
        mark->kind = RAISED;
        return length + close;
    }
    *mark = (struct mark){NO_MARK, 0};
    return 0;
}

/* ---- notes ---- */

static struct entry *find(const struct legend *legend, struct mark mark)
{
    for (size_t i = 0; i < legend->count; i++)
        if (legend->entry[i].mark.kind == mark.kind && legend->entry[i].mark.number == mark.number)
            return &legend->entry[i];
    return NULL;
}

/* Without colons before it and semicolons behind. */
static struct str bare(struct str text)
{
    static const char *const sign[] = {"：", ":", "；", ";", "、", "．", "."};
    text = text_trim(text);
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (str_starts(text, str_of(sign[i])))
            return bare(from(text, str_of(sign[i]).length));
    for (size_t i = 2; i < 4; i++)
        if (str_ends(text, str_of(sign[i])))
            return bare(str_part(text, 0, text.length - str_of(sign[i]).length));
    return text;
}

static void add(struct legend *legend, struct mark mark, struct str text)
{
    struct entry *same = find(legend, mark);
    text = bare(text);
    if (same) {
        if (!str_eq(same->text, text))
            same->text = (struct str){NULL, 0};
        return;
    }
    if (!text.length)
        return;
    legend->entry = mem_grow(legend->mem, legend->entry, legend->count, &legend->room, sizeof *legend->entry);
    legend->entry[legend->count++] = (struct entry){mark, mem_copy(legend->mem, text)};
}

/* May a mark stand here, in the middle of a line?  Circled ones anywhere, others behind
 * the end of a note. */
static bool may_begin(struct str before, struct mark mark)
{
    before = text_trim(before);
    return mark.kind == CIRCLED || !before.length || str_ends(before, STR("；")) || str_ends(before, STR(";")) ||
           str_ends(before, STR("。"));
}

/* 注： and 说明： before the first mark; the word with a number (注1：) is a mark itself. */
static size_t heading(struct str text, struct mark *mark)
{
    static const char *const word[] = {"说明", "备注", "注释", "附注"};
    *mark = (struct mark){NO_MARK, 0};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_starts(text, str_of(word[i])))
            return str_of(word[i]).length;
    size_t length = noted(text, &mark->number);
    mark->kind = length ? NOTED : NO_MARK;
    return length;
}

void legend_line(struct legend *legend, struct str text)
{
    struct mark mark, next;
    text = text_trim(text);
    size_t start = heading(text, &mark);
    while (start < text.length && (str_starts(from(text, start), STR("：")) || str_starts(from(text, start), STR(":"))))
        start += text.at[start] == ':' ? 1 : 3;
    for (size_t at = start, length; at < text.length; at += length ? length : 1) {
        length = mark_at(from(text, at), &next);
        if (!length || !may_begin(str_part(text, start, at - start), next)) {
            length = 0;
            continue;
        }
        if (mark.kind != NO_MARK)
            add(legend, mark, str_part(text, start, at - start));
        mark = next;
        start = at + length;
    }
    if (mark.kind != NO_MARK)
        add(legend, mark, from(text, start));
}

/* ---- marks in notes ---- */

/* Is the piece nothing but marks? */
static bool is_marks(struct str piece)
{
    struct mark mark;
    size_t length;
    for (piece = text_trim(piece); piece.length && (length = mark_at(piece, &mark));
         piece = text_trim(from(piece, length)))
        ;
    return !piece.length;
}

static struct str join(struct mem *mem, struct str text, struct str more)
{
    return text.length ? mem_format(mem, "%.*s；%.*s", STR_ARG(text), STR_ARG(more)) : more;
}

struct str legend_resolve(struct mem *mem, const struct legend *legend, struct str note, struct str *unexplained)
{
    static const struct str sign = {"；", 3};
    struct str rest = note, resolved = {NULL, 0};
    *unexplained = (struct str){NULL, 0};
    while (rest.length) {
        ptrdiff_t end = str_find(rest, sign);
        struct str piece = str_part(rest, 0, end < 0 ? rest.length : (size_t)end);
        rest = end < 0 ? STR("") : from(rest, (size_t)end + sign.length);
        if (!is_marks(piece)) {
            resolved = join(mem, resolved, piece);
            continue;
        }
        struct mark mark;
        for (piece = text_trim(piece); piece.length;) {
            size_t length = mark_at(piece, &mark);
            const struct entry *entry = find(legend, mark);
            struct str written = str_part(piece, 0, length), text = entry ? entry->text : (struct str){NULL, 0};
            if (!text.length && !unexplained->length)
                *unexplained = written;
            text = mem_format(mem, "%.*s%.*s", STR_ARG(written), STR_ARG(text));
            if (!resolved.length || str_find(resolved, text) < 0)
                resolved = join(mem, resolved, text);
            piece = text_trim(from(piece, length));
        }
    }
    return str_eq(resolved, note) ? note : resolved;
}
