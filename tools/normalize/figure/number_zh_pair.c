/* number_zh - see number_zh.h: ranges and ratios */
#include "base/str.h"
#include "base/voice.h"
#include "figure/number_zh_inside.h"
#include "values/num.h"

/* ---- ranges and ratios ---- */

/* Where two numbers are parted, and by what: a dash or 至 makes a range, a colon a
 * ratio.  False unless there is just one such place behind the first digit. */
static bool find_parting(struct str text, size_t *at, struct str *word, bool *ratio)
{
    static const struct { struct str word; bool ratio; } parting[] = {
        {{"-", 1}, false}, {{"~", 1}, false}, {{"〜", 3}, false}, {{"至", 3}, false}, {{"到", 3}, false},
        {{":", 1}, true},  {{"∶", 3}, true},  {{"︰", 3}, true}};
    size_t found = 0;
    for (size_t i = 1; i < text.length; i++)
        for (size_t k = 0; k < sizeof parting / sizeof *parting; k++)
            if (str_starts(str_part(text, i, text.length), parting[k].word)) {
                *at = i;
                *word = parting[k].word;
                *ratio = parting[k].ratio;
                found++;
            }
    return found == 1;
}

/* Only a number, perhaps with its unit. */
static bool read_part(const struct utterance *c, struct str text, const struct unit *column, struct number_zh *part)
{
    struct numbers how = *c->how;
    how.pairs = how.quotients = false;
    return number_zh_read(c->mem, &how, text, column, part) && part->verdict == NUMBER_VALUE &&
           !part->qualifier.length && !part->status.length && !part->caliber.length && !part->note.length;
}

/* What stands behind the last digit. */
static struct str behind_digits(struct str text)
{
    size_t from = text.length;
    while (from && !str_is_digit(text.at[from - 1]))
        from--;
    return str_part(text, from, text.length);
}

/* 6%-7%, 6～7万, 1:2.3.  *taken tells whether it was one; false when one was refused. */
bool number_take_pair(struct utterance *c, const struct unit *column, bool *taken)
{
    struct number_zh first, second, *n = c->number;
    struct num low, high;
    struct str word;
    size_t at;
    bool ratio = false;
    *taken = false;
    if (!c->how->pairs || !number_has_digit(c->rest) || !find_parting(c->rest, &at, &word, &ratio))
        return true;
    struct str left = number_bare(str_part(c->rest, 0, at)),
               right = number_bare(str_part(c->rest, at + word.length, c->rest.length));
    if (ratio && (column->text.length || c->how->quotients))
        return true;          /* it has no unit, or is to be divided */
    if (number_is_plain(left)) /* 6-7万: what stands behind the second is the first's too */
        left = mem_format(c->mem, "%.*s%.*s", STR_ARG(left), STR_ARG(behind_digits(right)));
    if (!read_part(c, right, column, &second) || !read_part(c, left, column, &first))
        return true;
    if (!str_eq(first.unit.text, second.unit.text) || (ratio && (first.rules | second.rules) & NUMBER_UNIT))
        return number_refuse(n, voice_str("holds two numbers with units that do not fit"));
    if (num_parse(first.value, &low) != NUM_OK || num_parse(second.value, &high) != NUM_OK ||
        (!ratio && num_compare(low, high) > 0))
        return number_refuse(n, voice_str("is a range that falls"));
    *taken = true;
    n->rules |= first.rules | second.rules | NUMBER_PAIR;
    n->first = first.value;
    n->second = second.value;
    n->value = STR("");
    n->qualifier = ratio ? STR("ratio") : STR("range");
    n->unit = ratio ? (struct unit){.text = STR("")} : second.unit;
    return true;
}
