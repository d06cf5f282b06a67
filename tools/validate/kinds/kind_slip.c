/* kind_slip - kind unit_slip: is a value off by a power of ten from its neighbors in time? */
#include <stdlib.h>

#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"
#include "rules/whatif.h"

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

/* A row in its series. */
struct moment {
    const struct cell *cell;
    int days;                 /* from its first to its last; of rows of nearly one length, the fewest */
};

/* So many days more or less are no other length: February is a month too. */
enum { SAME_LENGTH = 3 };

static int by_days(const void *a, const void *b)
{
    return ((const struct moment *)a)->days - ((const struct moment *)b)->days;
}

static int by_time(const void *a, const void *b)
{
    const struct moment *x = a, *y = b;
    int order = period_compare(cell_period(x->cell), cell_period(y->cell));
    if (x->days != y->days)
        return x->days - y->days;
    return order ? order : (x->cell->serial > y->cell->serial) - (x->cell->serial < y->cell->serial);
}

/* The rows by their length, those of one length by time.  Nearly the same is no order (5, 8
 * and 11 days), so lengths are made the same first, from the shortest on. */
static void sort_moments(struct moment *row, size_t count)
{
    qsort(row, count, sizeof *row, by_days);
    for (size_t i = 1; i < count; i++)
        if (row[i].days - row[i - 1].days <= SAME_LENGTH)
            row[i].days = row[i - 1].days;
    qsort(row, count, sizeof *row, by_time);
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

static bool comparable(const struct moment *a, const struct moment *b)
{
    return a->days == b->days && str_eq(cell_of(a->cell, OBSERVED_UNIT), cell_of(b->cell, OBSERVED_UNIT)) &&
           num_sign(cell_value(a->cell)) && num_sign(cell_value(b->cell));
}

/* Both neighbors in time say the same; at an end of the series the two nearest do. */
static void judge_slip(struct rules *rules, struct rule *rule, const struct moment *row, size_t count, size_t i,
                       struct str key)
{
    const struct slip *own = rule->own;
    const struct cell *cell = row[i].cell;
    const struct moment *near[2] = {i ? &row[i - 1] : count > 2 ? &row[2] : NULL,
                                    i + 1 < count ? &row[i + 1] : count > 2 ? &row[count - 3] : NULL};
    if (!near[0] || !near[1] || !comparable(&row[i], near[0]) || !comparable(&row[i], near[1])) {
        rule_skip(rule);
        return;
    }
    const struct cell *side[2] = {near[0]->cell, near[1]->cell};
    int by = slip_between(cell_value(cell), cell_value(side[0]), own->spread);
    if (by == 0 || by != slip_between(cell_value(cell), cell_value(side[1]), own->spread)) {
        rule_pass(rule);
        return;
    }
    struct num right;
    struct failure verdict = {.cell = cell, .key = key, .value = cell_of(cell, OBSERVED_VALUE), .member = &cell,
                              .members = 1};
    if (num_shift(cell_value(cell), -by, &right)) {
        verdict.expected = rule_text(rules, right);
        if (!rules->setting.trial && !whatif_breaks(rules, rule, cell, right))
            verdict.fix = verdict.expected;
    }
    verdict.message = say_format(rules->scratch, "%.*s in %.*s is about 10^%d times its neighbors %.*s and %.*s",
                                 STR_ARG(verdict.value), STR_ARG(cell_of(cell, OBSERVED_PERIOD)), by,
                                 STR_ARG(cell_of(side[0], OBSERVED_VALUE)), STR_ARG(cell_of(side[1], OBSERVED_VALUE)));
    rule_fail(rules, rule, &verdict);
}

static void slip_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        struct moment *row = mem_array(rules->scratch, block->cells, sizeof *row);
        size_t good = 0;
        for (size_t i = 0; i < block->cells; i++) {
            const struct cell *cell = block->cell[i];
            if (cell->state == CELL_GOOD && cell_dated(cell))
                row[good++] = (struct moment){cell, cell_period(cell).last - cell_period(cell).first};
            else
                rule_unknown(rule);
        }
        sort_moments(row, good);
        for (size_t i = 0; i < good; i++) {
            struct mem_mark mark = mem_mark(rules->scratch);
            struct str period = cell_of(row[i].cell, OBSERVED_PERIOD);
            judge_slip(rules, rule, row, good, i, grouping_joined(rules, view->key, view->count, period));
            mem_rewind(rules->scratch, mark);
        }
    }
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_slip[] = {
    {"unit_slip", N_("a value is not off by a power of ten from its neighbors in time"), "spread",
     "indicator,period,value", "region,indicator,caliber", true, slip_open, NULL, slip_settle, REACH_WIDE},
    {0}};
