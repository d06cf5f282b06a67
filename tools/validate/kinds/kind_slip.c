/* kind_slip - kind unit_slip: is a value off by a power of ten from its neighbors in time? */
#include <stdlib.h>

#include "base/str.h"
#include "kinds/kind.h"

struct slip {
    struct num spread;
};

static void slip_open(struct rules *rules, struct rule *rule)
{
    struct slip *own = mem_take(rules->mem, sizeof *own);
    if (!rule_number(rule, "spread", &own->spread))
        own->spread = (struct num){15, 1};
    if (num_compare(own->spread, num_of(1)) < 0 || num_compare(own->spread, num_of(3)) > 0)
        rule_wrong(rule, 0, "spread must be from 1 to 3");
    rule->own = own;
}

static int by_time(const void *a, const void *b)
{
    const struct cell *x = *(const struct cell *const *)a, *y = *(const struct cell *const *)b;
    int length = (x->period.last - x->period.first) - (y->period.last - y->period.first);
    int order = period_compare(x->period, y->period);
    return length < -3 || length > 3 ? length : order ? order : (x->serial > y->serial) - (x->serial < y->serial);
}

/* The power of ten that parts a value from another, when all but that the two are alike:
 * within the factor `spread`; 0 when they are alike, or not at all. */
static int slip_between(struct num value, struct num other, struct num spread)
{
    for (int by = -8; by <= 8; by++) {
        struct num moved, above, below;
        if (!num_shift(num_abs(value), -by, &moved) || !num_multiply(moved, spread, &above) ||
            !num_multiply(num_abs(other), spread, &below))
            continue;
        if (num_compare(above, num_abs(other)) >= 0 && num_compare(below, moved) >= 0)
            return by;
    }
    return 0;
}

static bool comparable(const struct cell *a, const struct cell *b)
{
    int length = (a->period.last - a->period.first) - (b->period.last - b->period.first);
    return length >= -3 && length <= 3 && str_eq(cell_of(a, OBSERVED_UNIT), cell_of(b, OBSERVED_UNIT)) &&
           num_sign(a->value) && num_sign(b->value);
}

/* Both neighbors in time say the same; at an end of the series the two nearest do. */
static void judge_slip(struct rules *rules, struct rule *rule, struct cell *const *row, size_t count, size_t i,
                       struct str key)
{
    const struct slip *own = rule->own;
    const struct cell *near[2] = {i ? row[i - 1] : count > 2 ? row[2] : NULL,
                                  i + 1 < count ? row[i + 1] : count > 2 ? row[count - 3] : NULL};
    if (!near[0] || !near[1] || !comparable(row[i], near[0]) || !comparable(row[i], near[1])) {
        rule_skip(rule);
        return;
    }
    int by = slip_between(row[i]->value, near[0]->value, own->spread);
    if (by == 0 || by != slip_between(row[i]->value, near[1]->value, own->spread)) {
        rule_pass(rule);
        return;
    }
    struct num right;
    struct failure verdict = {.cell = row[i], .key = key, .value = cell_of(row[i], OBSERVED_VALUE),
                              .member = (const struct cell *const *)&row[i], .members = 1};
    if (num_shift(row[i]->value, -by, &right))
        verdict.fix = verdict.expected = rule_text(rules, right);
    verdict.message = mem_format(rules->scratch, "%.*s in %.*s is about 10^%d times its neighbors %.*s and %.*s",
                                 STR_ARG(verdict.value), STR_ARG(cell_of(row[i], OBSERVED_PERIOD)), by,
                                 STR_ARG(cell_of(near[0], OBSERVED_VALUE)), STR_ARG(cell_of(near[1], OBSERVED_VALUE)));
    rule_fail(rules, rule, &verdict);
}

static void slip_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        size_t good = 0;
        for (size_t i = 0; i < block->cells; i++)
            if (block->cell[i]->state == CELL_GOOD && block->cell[i]->dated)
                block->cell[good++] = block->cell[i];
            else
                rule_unknown(rule);
        qsort(block->cell, good, sizeof(struct cell *), by_time);
        for (size_t i = 0; i < good; i++) {
            struct mem_mark mark = mem_mark(rules->scratch);
            struct str period = cell_of(block->cell[i], OBSERVED_PERIOD);
            judge_slip(rules, rule, block->cell, good, i, grouping_joined(rules, view->key, view->count, period));
            mem_rewind(rules->scratch, mark);
        }
    }
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_slip[] = {
    {"unit_slip", "a value is not off by a power of ten from its neighbors in time", "spread",
     "indicator,period,value", "region,indicator,caliber", true, slip_open, NULL, slip_settle},
    {0}};
