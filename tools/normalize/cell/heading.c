/* heading - see heading.h */
#include "base/str.h"
#include "cell/heading.h"
#include "cell/mark.h"
#include "io/text.h"

/* Line ends inside a cell of a spreadsheet are for the eye. */
static struct str without_line_ends(struct mem *mem, struct str text, bool *did)
{
    if (!text.length || (!memchr(text.at, '\n', text.length) && !memchr(text.at, '\r', text.length)))
        return text;
    char *into = mem_take(mem, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != '\n' && text.at[i] != '\r')
            into[length++] = text.at[i];
    *did = true;
    return (struct str){into, length};
}

/* The brackets that the text ends with: where they open, and what is inside. */
static bool last_brackets(struct str text, size_t *open, struct str *inner)
{
    static const struct { struct str open, close; } kind[] = {{{"（", 3}, {"）", 3}}, {{"(", 1}, {")", 1}}};
    for (size_t i = 0; i < 2; i++) {
        if (!str_ends(text, kind[i].close))
            continue;
        size_t end = text.length - kind[i].close.length;
        for (size_t at = end; at-- > 0;)
            if (str_starts(str_part(text, at, text.length), kind[i].open)) {
                *open = at;
                *inner = str_part(text, at + kind[i].open.length, end - at - kind[i].open.length);
                return true;
            }
    }
    return false;
}

/* 单位：亿元 inside the brackets is 亿元. */
static struct str bare_unit(struct str inner)
{
    static const struct str word[] = {{"单位：", 9}, {"单位:", 7}, {"单位", 6}};
    for (size_t i = 0; i < 3; i++)
        if (str_starts(inner, word[i]))
            return text_trim(str_part(inner, word[i].length, inner.length));
    return text_trim(inner);
}

struct heading heading_read(struct mem *mem, const struct units *units, struct str text)
{
    struct heading heading = {.name = {NULL, 0}};
    struct str inner, marks;
    size_t open;
    unsigned did;

    text = text_fold(mem, text_trim(text), TEXT_HIDDEN | TEXT_BIDI, &did);
    heading.cleaned = did != 0;
    heading.name = text_trim(without_line_ends(mem, text, &heading.cleaned));
    heading.name = mark_split(heading.name, false, &heading.marks);
    if (last_brackets(heading.name, &open, &inner) && open > 0 &&
        unit_read(mem, units, bare_unit(inner), &heading.unit)) {
        heading.name = mark_split(text_trim(str_part(heading.name, 0, open)), false, &marks);
        if (marks.length)
            heading.marks = mem_format(mem, "%.*s%.*s", STR_ARG(marks), STR_ARG(heading.marks));
    }
    return heading;
}

struct str heading_key(struct mem *mem, struct str text)
{
    struct str folded = text_fold(mem, text_trim(text), TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI,
                                  NULL);
    char *into = mem_take(mem, folded.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < folded.length; i++) {
        char byte = folded.at[i];
        if (byte == ' ' || byte == '-' || byte == '\n' || byte == '\r')
            continue;
        into[length++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    }
    return (struct str){into, length};
}

/* How many bytes at the start of a text are digits, Arabic or Chinese. */
static size_t numeral(struct str text)
{
    static const char *const digit[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t at = 0, was;
    do {
        was = at;
        struct str rest = str_part(text, at, text.length);
        at += rest.length && str_is_digit(rest.at[0]);
        for (size_t i = 0; at == was && i < sizeof digit / sizeof *digit; i++)
            at += str_starts(rest, str_of(digit[i])) ? str_of(digit[i]).length : 0;
    } while (at > was);
    return at;
}

/* A number that counts rows: 1、 一、 1．, or 1. with something else than a digit behind. */
static size_t counted(struct str text)
{
    size_t at = numeral(text);
    struct str rest = str_part(text, at, text.length);
    if (at == 0)
        return 0;
    if (str_starts(rest, STR("、")) || str_starts(rest, STR("．")))
        return at + 3;
    bool point = rest.length > 1 && rest.at[0] == '.' && (rest.at[1] < '0' || rest.at[1] > '9');
    return point ? at + 1 : 0;
}

size_t heading_stub(struct str text)
{
    static const char *const word[] = {"其中：", "其中:", "其中", "#", "＃"};
    static const struct { struct str open, close; } kind[] = {{{"（", 3}, {"）", 3}}, {{"(", 1}, {")", 1}}};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_starts(text, str_of(word[i])))
            return str_of(word[i]).length;
    for (size_t i = 0; i < 2; i++) {
        ptrdiff_t close = str_starts(text, kind[i].open) ? str_find(text, kind[i].close) : -1;
        size_t inside = close < 0 ? 0 : (size_t)close - kind[i].open.length;
        if (inside && numeral(str_part(text, kind[i].open.length, inside)) == inside)
            return (size_t)close + kind[i].close.length;
    }
    return counted(text);
}
