/* digits - see digits.h */
#include "base/str.h"
#include "base/voice.h"
#include "figure/digits.h"

#define DIGITS_MAX 38         /* what num holds */

/* Digits on their way. */
struct reading {
    struct str rest;
    char *into;
    size_t length;
    struct digits *digits;
};

/* What may part thousands: its length in bytes, 0 for anything else. */
static size_t separator(struct str text)
{
    if (text.length && (text.at[0] == ',' || text.at[0] == '\'' || text.at[0] == ' '))
        return 1;
    return str_starts(text, STR("’")) ? 3 : 0;
}

/* Groups of four, counted by 万, only when there are two of them: 1,2345 may be a slip. */
static bool are_thousands(size_t first, size_t size, size_t groups)
{
    return (size == 3 && first <= 3) || (size == 4 && groups > 1 && first <= 4);
}

/* Digits up to something else, with separators of thousands. */
static const char *take_whole(struct reading *r)
{
    size_t group = 0, groups = 0, first = 0, size = 0;
    struct str mark = {NULL, 0};

    for (;; groups++) {
        for (group = 0; group < r->rest.length && str_is_digit(r->rest.at[group]); group++)
            r->into[r->length++] = r->rest.at[group];
        r->rest = str_part(r->rest, group, r->rest.length);
        if (groups == 0)
            first = group;
        else if (groups == 1)
            size = group;
        if (groups && group != size)
            return N_("has groups of digits of different lengths");
        size_t s = separator(r->rest);
        if (s == 0 || r->rest.length == s || !str_is_digit(r->rest.at[s]) || group == 0)
            break;
        if (mark.length && !str_eq(mark, str_part(r->rest, 0, s)))
            return N_("has two kinds of separators");
        mark = str_part(r->rest, 0, s);
        r->rest = str_part(r->rest, s, r->rest.length);
    }
    if (groups && (!are_thousands(first, size, groups) || r->into[0] == '0'))
        return N_("has groups of digits that are not thousands: a decimal comma (--decimal-mark), a slip, or two "
                  "numbers?");
    r->digits->spaces = groups && str_eq(mark, STR(" "));
    r->digits->thousands = groups && !r->digits->spaces;
    return NULL;
}

/* The point and what follows it. */
static void take_fraction(struct reading *r)
{
    static const struct str dot = {"·", 2};
    size_t point = str_starts(r->rest, STR(".")) ? 1 : 0;
    if (!point && str_starts(r->rest, dot) && r->rest.length > dot.length && str_is_digit(r->rest.at[dot.length])) {
        point = dot.length;
        r->digits->point = true;
    }
    if (!point)
        return;
    size_t at = r->length, i = point;
    r->into[r->length++] = '.';
    for (; i < r->rest.length && str_is_digit(r->rest.at[i]); i++)
        r->into[r->length++] = r->rest.at[i];
    if (i == point) {
        r->length = at;
        r->digits->point = true;
    }
    r->rest = str_part(r->rest, i, r->rest.length);
}

const char *digits_read(struct mem *mem, struct str text, struct digits *digits)
{
    struct reading r = {.rest = text, .into = mem_take(mem, text.length + 1), .digits = digits};
    size_t significant = 0;
    *digits = (struct digits){.zero = true};
    const char *why = take_whole(&r);
    if (why)
        return why;
    take_fraction(&r);
    for (size_t i = 0; i < r.length; i++) {
        digits->zero = digits->zero && (r.into[i] == '0' || r.into[i] == '.');
        significant += str_is_digit(r.into[i]) && !digits->zero;
    }
    if (significant > DIGITS_MAX)
        return N_("has more than 38 digits");
    if (r.length == 0 || (r.length == 1 && r.into[0] == '.'))
        return N_("is no number");
    digits->value = (struct str){r.into, r.length};
    digits->length = text.length - r.rest.length;
    return NULL;
}
