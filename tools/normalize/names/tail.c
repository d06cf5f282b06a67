/* tail - see tail.h */
#include "base/str.h"
#include "names/tail.h"

/* What may have been done to a cell beside its thousands. */
#define RULES (NUMBER_UNIT | NUMBER_SPACE | NUMBER_HIDDEN | NUMBER_WIDTH | NUMBER_DASH | NUMBER_HAN)

bool tail_is_unit(struct mem *mem, const struct units *units, struct str tail)
{
    static const struct str time[] = {{"年", 3}, {"季", 3}, {"月", 3}, {"日", 3}};
    struct unit unit;
    for (size_t i = 0; i < sizeof time / sizeof *time; i++)
        if (str_starts(tail, time[i]))
            return false;
    return unit_read(mem, units, tail, &unit);
}

/* Could its beginning or its end belong to the number, or a further number be in it? */
static bool is_apart(struct str tail)
{
    unsigned char first = (unsigned char)tail.at[0], last = (unsigned char)tail.at[tail.length - 1];
    for (size_t i = 0; i < tail.length; i++)
        if (str_is_digit(tail.at[i]))
            return false;
    return last != '-' && (first >= 0x80 || first == '%' || first == ' ' || (first | 0x20) - (unsigned)'a' < 26);
}

/* A value and its unit.  What the number's own sign and width have done to the cell cannot
 * be told from what its end has, so there must be none of it. */
static bool is_mere_unit(const struct number_quick *quick, const struct number_zh *n)
{
    return n->verdict == NUMBER_VALUE && str_eq(n->value, (struct str){quick->text, quick->length}) &&
           quick->text[0] != '-' && !(quick->rules & ~(unsigned)NUMBER_THOUSANDS) && n->rules & NUMBER_UNIT &&
           !(n->rules & ~(unsigned)(RULES | NUMBER_THOUSANDS)) && !n->status.length && !n->qualifier.length &&
           !n->caliber.length && !n->note.length && !n->first.length && !n->second.length;
}

void tail_keep(struct verdicts *tails, struct mem *mem, const struct numbers *how, const struct number_quick *quick,
               const struct number_zh *number)
{
    if (how->numerals || how->pairs || how->quotients || !quick->tail.length)
        return;
    if (is_mere_unit(quick, number) && is_apart(quick->tail) && tail_is_unit(mem, how->units, quick->tail) &&
        !verdicts_find(tails, quick->tail))
        verdicts_keep(tails, &(struct verdict){.found = quick->tail, .text = number->unit.text, .unit = number->unit,
                                               .rules = number->rules & RULES, .scale = number->scale});
}

bool tail_fits(const struct verdict *tail, const struct number_quick *quick, const struct unit *column)
{
    int shift;
    if (tail->scale && (int)quick->length + tail->scale > NUMBER_MAGNITUDE_MAX)
        return false;
    return !column->text.length || str_eq(tail->unit.text, column->text) || unit_shift(&tail->unit, column, &shift);
}
