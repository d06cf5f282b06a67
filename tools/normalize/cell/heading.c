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

/* Every kind of brackets that people write units in. */
static const struct { struct str open, close; } bracket[] = {
    {{"（", 3}, {"）", 3}}, {{"(", 1}, {")", 1}}, {{"【", 3}, {"】", 3}}, {{"[", 1}, {"]", 1}}, {{"［", 3}, {"］", 3}},
    {{"〔", 3}, {"〕", 3}}, {{"〖", 3}, {"〗", 3}}, {{"{", 1}, {"}", 1}}, {{"｛", 3}, {"｝", 3}}};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* A pair of brackets: where it opens, what is inside, and where it has closed.  Forms may be mixed: （亿元). */
struct pair {
    size_t open, end;
    struct str inner;
};

static size_t opening(struct str text, size_t at)
{
    for (size_t i = 0; i < LENGTH(bracket); i++)
        if (str_starts(str_part(text, at, text.length), bracket[i].open))
            return bracket[i].open.length;
    return 0;
}

static size_t closing(struct str text, size_t end)
{
    for (size_t i = 0; i < LENGTH(bracket); i++)
        if (str_ends(str_part(text, 0, end), bracket[i].close))
            return bracket[i].close.length;
    return 0;
}

/* The last pair that ends at or before `end`. */
static bool pair_before(struct str text, size_t end, struct pair *pair)
{
    size_t close = 0;
    while (end > 0 && !(close = closing(text, end)))
        end--;
    for (size_t at = end - (end ? close : 0); end && at-- > 0;) {
        size_t open = opening(text, at);
        if (!open)
            continue;
        *pair = (struct pair){at, end, str_part(text, at + open, end - close - at - open)};
        return true;
    }
    return false;
}

/* 单位：亿元 inside the brackets is 亿元. */
static struct str bare_unit(struct str inner)
{
    static const struct str word[] = {{"单位：", 9}, {"单位:", 7}, {"单位", 6}, {"計量単位：", 15}, {"単位：", 9}, {"単位:", 7}};
    for (size_t i = 0; i < LENGTH(word); i++)
        if (str_starts(inner, word[i]))
            return text_trim(str_part(inner, word[i].length, inner.length));
    return text_trim(inner);
}

bool heading_is_brackets(struct str text, struct str *inner)
{
    struct pair pair;
    if (!pair_before(text, text.length, &pair) || pair.open || pair.end < text.length)
        return false;
    *inner = bare_unit(pair.inner);
    return true;
}

/* The unit that is one of several remarks in brackets, as in （亿元，当年价）: *rest is the others.
 * Two units are none. */
static bool unit_of_remarks(struct mem *mem, const struct units *units, struct str inner, struct unit *unit,
                            struct str *rest)
{
    static const char *const sign[] = {"，", ",", "；", ";", "、"};
    size_t from = 0, found = 0, parts = 0;
    struct str parted = STR("");
    *rest = (struct str){NULL, 0};
    for (size_t at = 0; at <= inner.length; at++) {
        size_t length = at == inner.length;
        for (size_t i = 0; i < LENGTH(sign) && !length; i++)
            if (str_starts(str_part(inner, at, inner.length), str_of(sign[i])))
                length = str_of(sign[i]).length;
        if (!length)
            continue;
        struct str part = text_trim(str_part(inner, from, at - from)), before = parted;
        struct unit read;
        parts++;
        from = at + length;
        parted = str_part(inner, at, length);
        if (part.length && unit_read(mem, units, bare_unit(part), &read)) {
            *unit = read;
            found++;
        } else
            *rest = !rest->length ? part : mem_format(mem, "%.*s%.*s%.*s", STR_ARG(*rest), STR_ARG(before),
                                                      STR_ARG(part));
        at += length - 1;
    }
    if (found != 1 || parts < 2)
        *unit = (struct unit){.text = {NULL, 0}};
    return found == 1 && parts > 1;
}

/* The unit in brackets, wherever they stand: the last ones that hold one.  The name goes on without. */
static bool unit_in_brackets(struct mem *mem, const struct units *units, struct heading *heading)
{
    struct str name = heading->name, rest;
    struct pair pair;
    for (size_t end = name.length; end && pair_before(name, end, &pair); end = pair.open) {
        struct str before = text_trim(str_part(name, 0, pair.open)),
                   behind = text_trim(str_part(name, pair.end, name.length));
        if (!before.length)
            return false;
        struct str inner = text_fold(mem, bare_unit(pair.inner), TEXT_WIDE, NULL);
        if (!unit_read(mem, units, inner, &heading->unit)) {
            if (!unit_of_remarks(mem, units, pair.inner, &heading->unit, &rest))
                continue;
            struct str open = str_part(name, pair.open, opening(name, pair.open));
            struct str close = str_part(name, pair.end - closing(name, pair.end), closing(name, pair.end));
            before = mem_format(mem, "%.*s%.*s%.*s%.*s", STR_ARG(before), STR_ARG(open), STR_ARG(rest), STR_ARG(close));
        }
        heading->name = behind.length ? mem_format(mem, "%.*s%.*s", STR_ARG(before), STR_ARG(behind)) : before;
        return true;
    }
    return false;
}

/* 产值:亿元 and 产值_亿元; but gdp_t is a code, whatever t may be. */
static bool unit_behind_sign(struct mem *mem, const struct units *units, struct heading *heading)
{
    static const char *const sign[] = {"：", ":", "_", "＿"};
    struct str name = heading->name;
    for (size_t at = name.length; at-- > 1;)
        for (size_t i = 0; i < LENGTH(sign); i++) {
            struct str behind = str_part(name, at, name.length);
            if (!str_starts(behind, str_of(sign[i])))
                continue;
            behind = text_trim(str_part(behind, str_of(sign[i]).length, behind.length));
            bool latin = behind.length && (behind.at[0] & 0x80) == 0 && behind.at[0] != '%';
            if (!behind.length || latin || !unit_read(mem, units, behind, &heading->unit))
                return false;
            heading->name = text_trim(str_part(name, 0, at));
            return heading->name.length > 0;
        }
    return false;
}

/* 万当量, 元/当量: a scale word before something, or two parts of which one is a unit. */
static bool looks_like_unit(struct mem *mem, const struct units *units, struct str text)
{
    struct unit unit;
    size_t scale = unit_scale_length(text);
    ptrdiff_t slash = str_find(text, STR("/"));
    if (scale && scale < text.length && !str_starts(str_part(text, scale, text.length), STR("以")))
        return true;
    return slash > 0 && (unit_read(mem, units, str_part(text, 0, (size_t)slash), &unit) ||
                         unit_read(mem, units, str_part(text, (size_t)slash + 1, text.length), &unit));
}

/* What the last brackets hold where a unit is written that nobody knows. */
static struct str unread_unit(struct mem *mem, const struct units *units, struct str name)
{
    struct pair pair;
    if (!pair_before(name, name.length, &pair) || !pair.open || !looks_like_unit(mem, units, bare_unit(pair.inner)))
        return (struct str){NULL, 0};
    return bare_unit(pair.inner);
}

struct heading heading_read(struct mem *mem, const struct units *units, struct str text)
{
    struct heading heading = {.name = {NULL, 0}};
    struct str marks;
    unsigned did;

    text = text_fold(mem, text_trim(text), TEXT_HIDDEN | TEXT_BIDI, &did);
    heading.cleaned = did != 0;
    heading.name = text_trim(without_line_ends(mem, text, &heading.cleaned));
    heading.name = mark_split(heading.name, false, &heading.marks);
    if (unit_in_brackets(mem, units, &heading) || unit_behind_sign(mem, units, &heading)) {
        heading.name = mark_split(heading.name, false, &marks);
        if (marks.length)
            heading.marks = mem_format(mem, "%.*s%.*s", STR_ARG(marks), STR_ARG(heading.marks));
    } else
        heading.unread = unread_unit(mem, units, heading.name);
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
