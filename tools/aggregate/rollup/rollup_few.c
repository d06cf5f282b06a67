/* rollup_few - is a sum made up by so few that it tells of one of them?  See rollup_inside.h
 *
 * (n,k): the n largest make up more than k percent.  p%: what is left beside the two largest is less
 * than p percent of the largest, so that the second could estimate the first that closely.  How far from
 * the figure its bounds must stay is each rule's own distance.  After A. Hundepool et al., Statistical
 * Disclosure Control (2012), 4.2: from memory of the book, the formulas worked anew. */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "rollup/rollup_inside.h"

static struct num number_of(const char *option, struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || num_sign(value) <= 0 || num_compare(value, num_of(100)) > 0)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is no number above 0 and up to 100", option, STR_ARG(text));
    return value;
}

void few_begin(struct roll *roll)
{
    const struct rollup_ask *ask = roll->ask;
    roll->few = mem_array(roll->mem, ask->dominance->count + 1, sizeof *roll->few);
    for (size_t i = 0; i < ask->dominance->count; i++) {
        struct str rest = str_of(ask->dominance->value[i]), count;
        if (!str_cut(&rest, ':', &count) || !rest.length)
            diag_fatal(DIAG_USAGE, NULL, "--dominance: \"%s\" is not N:K, such as 1:80 or 2:85",
                       ask->dominance->value[i]);
        struct num n = number_of("--dominance", count);
        roll->few[roll->rules++] = (struct few){(int)num_round(n, 0, NUM_HALF_UP).mantissa,
                                                number_of("--dominance", rest)};
    }
    if (ask->p_percent)
        roll->few[roll->rules++] = (struct few){0, number_of("--p-percent", str_of(ask->p_percent))};
}

static int by_size(const void *a, const void *b)
{
    return num_compare(*(const struct num *)b, *(const struct num *)a);
}

/* The sum of some, from the largest on. */
static struct num sum_of(const struct num *part, size_t from, size_t to)
{
    struct num sum = num_of(0);
    for (size_t i = from; i < to; i++)
        num_add(sum, part[i], &sum);
    return sum;
}

/* How far the figure's bounds must stay from it; false where the rule does not hold of it. */
static bool few_make(const struct few *few, const struct num *part, size_t parts, struct num *around)
{
    struct num all = sum_of(part, 0, parts), left, share;
    if (!few->largest) {
        struct num rest = sum_of(part, 2, parts);
        return num_multiply(part[0], few->percent, &share) && num_shift(share, -2, &share) &&
               num_compare(rest, share) < 0 && num_subtract(share, rest, around);
    }
    size_t count = (size_t)few->largest < parts ? (size_t)few->largest : parts;
    struct num largest = sum_of(part, 0, count);
    if (!num_multiply(all, few->percent, &share) || !num_shift(share, -2, &share) || num_compare(largest, share) <= 0 ||
        !num_shift(largest, 2, &largest) || !num_divide(largest, few->percent, largest.scale + 12, NUM_HALF_UP, &left))
        return false;
    return num_subtract(left, all, around);
}

void few_judge(const struct roll *roll, struct whole *cell, const struct gathering *found)
{
    struct mem *mem = roll->scratch;
    if (!roll->rules)
        return;
    struct num *part = mem_array(mem, found->count + 2, sizeof *part), around;
    struct group *places = group_open(1, sizeof(uint32_t));
    size_t parts = 0;
    for (size_t i = 0; i < found->count; i++) {
        const struct observation *row = gather_row(roll, found, i);
        uint32_t *at = group_at(places, &row->region);
        if (!*at)
            *at = (uint32_t)++parts;
        num_add(part[*at - 1], row->value, &part[*at - 1]);
    }
    group_close(places);
    for (size_t i = 0; i < parts; i++)
        part[i] = num_abs(part[i]);
    qsort(part, parts, sizeof *part, by_size);
    for (size_t i = 0; i < roll->rules && parts && num_sign(part[0]); i++)
        if (few_make(&roll->few[i], part, parts, &around)) {
            bool first = !cell->dominated || num_compare(around, cell->around) > 0;
            cell->around = first ? around : cell->around;
            cell->dominated = true;
        }
}
