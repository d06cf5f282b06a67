/* kind_series - one period beside another: previous, same_period, ratio, growth,
 * difference, unit_slip */
#include <stdlib.h>

#include "base/str.h"
#include "kinds/balance.h"
#include "kinds/kind.h"

static bool usable(const struct item *item)
{
    return item && !item->doubled && item->cell->state <= CELL_NIL;
}

static struct num value_of(const struct item *item)
{
    return item->cell->state == CELL_NIL ? num_of(0) : item->cell->value;
}

/* With all its places when they are few, else with four. */
static struct str brief(struct rules *rules, struct measure measure)
{
    struct num value;
    bool few = measure_decimal(measure, &value) && value.scale <= 4;
    return measure_write(rules->scratch, measure, few ? NUM_SHORTEST : 4, NUM_HALF_UP);
}

/* ---- previous, same_period ---- */

struct before {
    struct str now, then;     /* codes */
    bool year;
};

void before_open(struct rules *rules, struct rule *rule)
{
    struct before *own = mem_take(rules->mem, sizeof *own);
    const char *fault;
    size_t at;
    struct balance *balance = balance_parse(rules->mem, rule->text, &at, &fault);
    if (!balance)
        rule_wrong(rule, at, "%s", fault);
    const struct balance_term *term = balance->term;
    if (balance->terms != 2 || balance->relation != BALANCE_EQUAL || term[0].sign < 0 || term[1].sign < 0 ||
        term[0].table.length || term[1].table.length)
        rule_wrong(rule, 1, "one code, = and another were expected");
    *own = (struct before){term[0].code, term[1].code, str_eq(str_of(rule->kind->name), STR("same_period"))};
    rule_code(rules, rule, NULL, own->now, term[0].at);
    rule_code(rules, rule, NULL, own->then, term[1].at);
    rule->own = own;
}

static void tell_before(struct rules *rules, struct rule *rule, const struct cell *now, const struct cell *then,
                        struct num imbalance, struct num within, struct str key)
{
    const struct before *own = rule->own;
    struct failure verdict = {.cell = now, .key = key, .value = cell_of(now, ROLE_VALUE),
                              .expected = cell_of(then, ROLE_VALUE), .imbalance = rule_text(rules, imbalance),
                              .tolerance = rule_text(rules, within), .fix = cell_of(then, ROLE_VALUE),
                              .member = (const struct cell *const[]){now, then}, .members = 2};
    verdict.message = mem_format(rules->scratch, "%.*s says %.*s; %.*s of %.*s was reported as %.*s (line %llu)",
                                 STR_ARG(own->now), STR_ARG(verdict.value), STR_ARG(own->then),
                                 STR_ARG(cell_of(then, ROLE_PERIOD)), STR_ARG(verdict.expected),
                                 (unsigned long long)then->line);
    rule_fail(rules, rule, &verdict);
}

void before_settle(struct rules *rules, struct rule *rule)
{
    const struct before *own = rule->own;
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        struct period period;
        struct num imbalance;
        const struct item *now = grouping_find(view, view->key, NULL, own->now), *then = NULL;
        if (!now)
            continue;
        if (block->cell[0]->dated && rule_before(block->cell[0]->period, own->year, &period))
            then = grouping_find(view, view->key, &period, own->then);
        if (!then) {
            rule_skip(rule);
        } else if (!usable(now) || !usable(then) || !num_subtract(value_of(now), value_of(then), &imbalance)) {
            rule_unknown(rule);
        } else {
            /* Two displayed figures of one number: each may be half a unit off. */
            struct num both[] = {value_of(now), value_of(then)};
            bool alike = both[0].scale == both[1].scale;
            struct num within = rule_allowed(rule, alike ? num_of(0) : rule_half_units(both, 2), both[1]);
            if (num_compare(num_abs(imbalance), within) <= 0)
                rule_pass(rule);
            else
                tell_before(rules, rule, now->cell, then->cell, imbalance, within,
                            grouping_joined(rules, view->key, view->count, STR("")));
        }
    }
    grouping_close(view);
}

/* ---- limits that a figure stays in ---- */

struct range {
    struct num least, most;
    bool has_least, has_most;
};

static struct range read_range(const struct rule *rule)
{
    struct range range = {0};
    struct num limit;
    range.has_least = rule_number(rule, "min", &range.least);
    range.has_most = rule_number(rule, "max", &range.most);
    if (rule->kind->scoped && rule_number(rule, "limit", &limit)) {
        if (num_sign(limit) < 0)
            rule_wrong(rule, 0, "limit must not be negative");
        range = (struct range){num_negate(limit), limit, true, true};
    }
    if (!range.has_least && !range.has_most)
        rule_wrong(rule, 0, "%s needs min=NUMBER or max=NUMBER", rule->kind->name);
    if (range.has_least && range.has_most && num_compare(range.least, range.most) > 0)
        rule_wrong(rule, 0, "min is above max");
    return range;
}

static bool inside(const struct range *range, struct measure figure)
{
    return (!range->has_least || measure_compare(figure, range->least) >= 0) &&
           (!range->has_most || measure_compare(figure, range->most) <= 0);
}

static struct str range_text(struct rules *rules, const struct range *range)
{
    struct str least = range->has_least ? rule_text(rules, range->least) : STR("");
    struct str most = range->has_most ? rule_text(rules, range->most) : STR("");
    return mem_format(rules->scratch, "%.*s..%.*s", STR_ARG(least), STR_ARG(most));
}

static void tell_range(struct rules *rules, struct rule *rule, const struct range *range, struct measure figure,
                       struct failure verdict, const char *what)
{
    bool low = range->has_least && measure_compare(figure, range->least) < 0;
    struct measure limit = measure_of(low ? range->least : range->most);
    verdict.expected = range_text(rules, range);
    verdict.imbalance = brief(rules, measure_subtract(figure, limit));
    verdict.message = mem_format(rules->scratch, "%s is %.*s, expected %.*s", what,
                                 STR_ARG(brief(rules, figure)), STR_ARG(verdict.expected));
    rule_fail(rules, rule, &verdict);
}

/* ---- ratio ---- */

struct ratio {
    struct str of, to;
    struct range range;
};

void ratio_open(struct rules *rules, struct rule *rule)
{
    struct ratio *own = mem_take(rules->mem, sizeof *own);
    *own = (struct ratio){rule_option(rule, "of", NULL), rule_option(rule, "to", NULL), read_range(rule)};
    if (!own->of.length || !own->to.length)
        rule_wrong(rule, 0, "a ratio needs of=CODE and to=CODE");
    rule_code(rules, rule, NULL, own->of, 0);
    rule_code(rules, rule, NULL, own->to, 0);
    rule->own = own;
}

bool ratio_limit(const struct rule *rule, bool most, struct num *limit)
{
    const struct range *range = &((const struct ratio *)rule->own)->range;
    *limit = most ? range->most : range->least;
    return most ? range->has_most : range->has_least;
}

struct str ratio_code(const struct rule *rule, size_t which)
{
    const struct ratio *own = rule->own;
    return which ? own->to : own->of;
}

void ratio_settle(struct rules *rules, struct rule *rule)
{
    const struct ratio *own = rule->own;
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        const struct item *of = grouping_find(view, view->key, NULL, own->of),
                          *to = grouping_find(view, view->key, NULL, own->to);
        if (!of && !to)
            continue;
        struct measure ratio = {0};
        if (usable(of) && usable(to) && num_sign(value_of(to)) == 0) {
            rule_skip(rule);
            continue;
        }
        if (usable(of) && usable(to))
            ratio = measure_divide(measure_of(value_of(of)), measure_of(value_of(to)));
        struct failure verdict = {.key = grouping_joined(rules, view->key, view->count, STR(""))};
        if (!ratio.known) {
            rule_unknown(rule);
        } else if (inside(&own->range, ratio)) {
            rule_pass(rule);
        } else {
            verdict.cell = of->cell;
            verdict.value = cell_of(of->cell, ROLE_VALUE);
            verdict.member = (const struct cell *const[]){of->cell, to->cell};
            verdict.members = 2;
            struct str what = mem_format(rules->scratch, "%.*s / %.*s", STR_ARG(own->of), STR_ARG(own->to));
            tell_range(rules, rule, &own->range, ratio, verdict, what.at);
        }
    }
    grouping_close(view);
}

/* ---- growth, difference ---- */

struct change {
    struct range range;
    bool year, percent;
};

void change_open(struct rules *rules, struct rule *rule)
{
    struct change *own = mem_take(rules->mem, sizeof *own);
    *own = (struct change){read_range(rule), rule_word(rule, "lag", "year|previous") == 0,
                           str_eq(str_of(rule->kind->name), STR("growth"))};
    rule->own = own;
}

static void judge_change(struct rules *rules, struct rule *rule, const struct grouping *view, const struct cell *cell,
                         const struct str *key)
{
    const struct change *own = rule->own;
    struct str code = cell_of(cell, ROLE_INDICATOR);
    struct period before;
    const struct item *now = grouping_find(view, key, NULL, code), *then = NULL;
    if (now && now->cell != cell && !now->doubled)
        return; /* an earlier vintage */
    if (cell->dated && rule_before(cell->period, own->year, &before))
        then = grouping_find(view, key, &before, code);
    if (!then) {
        rule_skip(rule);
        return;
    }
    if (!usable(now) || !usable(then)) {
        rule_unknown(rule);
        return;
    }
    struct measure change = measure_subtract(measure_of(value_of(now)), measure_of(value_of(then)));
    if (own->percent && num_sign(value_of(then)) == 0) {
        rule_skip(rule);
        return;
    }
    if (own->percent)
        change = measure_shift(measure_divide(change, measure_of(num_abs(value_of(then)))), 2);
    if (!change.known) {
        rule_unknown(rule);
        return;
    }
    if (inside(&own->range, change)) {
        rule_pass(rule);
        return;
    }
    struct failure verdict = {.cell = cell, .key = grouping_joined(rules, key, view->count, code),
                              .value = cell_of(cell, ROLE_VALUE), .member = &cell, .members = 1};
    struct str what = mem_format(rules->scratch, "the change from %.*s (%.*s) to %.*s (%.*s)%s",
                                 STR_ARG(cell_of(then->cell, ROLE_VALUE)), STR_ARG(cell_of(then->cell, ROLE_PERIOD)),
                                 STR_ARG(verdict.value), STR_ARG(cell_of(cell, ROLE_PERIOD)),
                                 own->percent ? " in percent" : "");
    tell_range(rules, rule, &own->range, change, verdict, what.at);
}

void change_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        for (size_t i = 0; i < block->cells; i++) {
            struct mem_mark mark = mem_mark(rules->scratch);
            judge_change(rules, rule, view, block->cell[i], view->key);
            mem_rewind(rules->scratch, mark);
        }
    }
    grouping_close(view);
}

/* ---- unit_slip ---- */

struct slip {
    struct num spread;
};

void slip_open(struct rules *rules, struct rule *rule)
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
    return length >= -3 && length <= 3 && str_eq(cell_of(a, ROLE_UNIT), cell_of(b, ROLE_UNIT)) &&
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
    struct failure verdict = {.cell = row[i], .key = key, .value = cell_of(row[i], ROLE_VALUE),
                              .member = (const struct cell *const *)&row[i], .members = 1};
    if (num_shift(row[i]->value, -by, &right))
        verdict.fix = verdict.expected = rule_text(rules, right);
    verdict.message = mem_format(rules->scratch, "%.*s in %.*s is about 10^%d times its neighbors %.*s and %.*s",
                                 STR_ARG(verdict.value), STR_ARG(cell_of(row[i], ROLE_PERIOD)), by,
                                 STR_ARG(cell_of(near[0], ROLE_VALUE)), STR_ARG(cell_of(near[1], ROLE_VALUE)));
    rule_fail(rules, rule, &verdict);
}

void slip_settle(struct rules *rules, struct rule *rule)
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
            struct str period = cell_of(block->cell[i], ROLE_PERIOD);
            judge_slip(rules, rule, block->cell, good, i, grouping_joined(rules, view->key, view->count, period));
            mem_rewind(rules->scratch, mark);
        }
    }
    grouping_close(view);
}
