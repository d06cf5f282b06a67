/* kind_series - one period beside another: previous, same_period, ratio, growth,
 * difference */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/balance.h"
#include "kinds/kind.h"

static bool usable(const struct item *item)
{
    return item && !item->doubled && item->cell->state <= CELL_NIL;
}

static struct num value_of(const struct item *item)
{
    return item->cell->state == CELL_NIL ? num_of(0) : cell_value(item->cell);
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

static void before_open(struct rules *rules, struct rule *rule)
{
    struct before *own = mem_take(rules->mem, sizeof *own);
    const char *fault;
    size_t at;
    struct balance *balance = balance_parse(rules->mem, rule->text, &at, &fault);
    if (!balance)
        rule_wrong(rule, at, "%s", voice_text(fault));
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
    struct failure verdict = {.cell = now, .key = key, .value = cell_of(now, OBSERVED_VALUE),
                              .expected = cell_of(then, OBSERVED_VALUE), .imbalance = rule_text(rules, imbalance),
                              .tolerance = rule_text(rules, within), .fix = cell_of(then, OBSERVED_VALUE),
                              .member = (const struct cell *const[]){now, then}, .members = 2};
    verdict.message = say_format(rules->scratch, "%.*s says %.*s; %.*s of %.*s was reported as %.*s (line %llu)",
                                 STR_ARG(own->now), STR_ARG(verdict.value), STR_ARG(own->then),
                                 STR_ARG(cell_of(then, OBSERVED_PERIOD)), STR_ARG(verdict.expected),
                                 (unsigned long long)cell_place(then).line);
    rule_fail(rules, rule, &verdict);
}

static void before_settle(struct rules *rules, struct rule *rule)
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
        if (cell_dated(block->cell[0]) && rule_before(cell_period(block->cell[0]), own->year, &period))
            then = grouping_find(view, view->key, &period, own->then);
        if (!then) {
            rule_skip(rule);
        } else if (!usable(now) || !usable(then) || !num_subtract(value_of(now), value_of(then), &imbalance)) {
            rule_unknown(rule);
        } else {
            /* Two displayed figures of one number: each may be half a unit off. */
            struct num both[] = {value_of(now), value_of(then)};
            bool alike = num_compare(num_half_unit(both[0]), num_half_unit(both[1])) == 0;
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
    verdict.message = say_format(rules->scratch, "%s is %.*s, expected %.*s", what,
                                 STR_ARG(brief(rules, figure)), STR_ARG(verdict.expected));
    rule_fail(rules, rule, &verdict);
}

/* ---- ratio ---- */

struct ratio {
    struct str of, to;
    struct range range;
};

static void ratio_open(struct rules *rules, struct rule *rule)
{
    struct ratio *own = mem_take(rules->mem, sizeof *own);
    *own = (struct ratio){rule_option(rule, "of", NULL), rule_option(rule, "to", NULL), read_range(rule)};
    if (!own->of.length || !own->to.length)
        rule_wrong(rule, 0, "a ratio needs of=CODE and to=CODE");
    rule_code(rules, rule, NULL, own->of, 0);
    rule_code(rules, rule, NULL, own->to, 0);
    rule->own = own;
}

static void ratio_settle(struct rules *rules, struct rule *rule)
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
        if (!ratio.known) {
            rule_unknown(rule);
        } else if (inside(&own->range, ratio)) {
            rule_pass(rule);
        } else {
            struct failure verdict = {.cell = of->cell, .value = cell_of(of->cell, OBSERVED_VALUE),
                                      .key = grouping_joined(rules, view->key, view->count, STR("")),
                                      .member = (const struct cell *const[]){of->cell, to->cell}, .members = 2};
            struct str what = mem_format(rules->scratch, "%.*s / %.*s", STR_ARG(own->of), STR_ARG(own->to));
            tell_range(rules, rule, &own->range, ratio, verdict, what.at);
        }
    }
    grouping_close(view);
}

bool kind_is_ratio(const struct rule *rule)
{
    return rule->kind->settle == ratio_settle;
}

bool kind_ratio_limit(const struct rule *rule, bool most, struct num *limit)
{
    const struct range *range = &((const struct ratio *)rule->own)->range;
    *limit = most ? range->most : range->least;
    return most ? range->has_most : range->has_least;
}

struct str kind_ratio_code(const struct rule *rule, size_t which)
{
    const struct ratio *own = rule->own;
    return which ? own->to : own->of;
}

/* ---- growth, difference ---- */

struct change {
    struct range range;
    bool year, percent;
};

static void change_open(struct rules *rules, struct rule *rule)
{
    struct change *own = mem_take(rules->mem, sizeof *own);
    *own = (struct change){read_range(rule), rule_word(rule, "lag", "year|previous") == 0,
                           str_eq(str_of(rule->kind->name), STR("growth"))};
    rule->own = own;
}

/* A row, the item of its figure, and that of the period before it, or null. */
static void judge_change(struct rules *rules, struct rule *rule, const struct grouping *view, const struct cell *cell,
                         const struct item *now, const struct item *then)
{
    const struct change *own = rule->own;
    const struct str *key = view->key;
    struct str code = cell_of(cell, OBSERVED_INDICATOR);
    if (now && now->cell != cell && !now->doubled)
        return; /* an earlier vintage */
    if (!then) {
        rule_skip(rule);
        return;
    }
    if (!usable(now) || !usable(then)) {
        rule_unknown(rule);
        return;
    }
    struct measure change = measure_subtract(measure_of(value_of(now)), measure_of(value_of(then)));
    if (own->percent && num_sign(value_of(then)) <= 0) {
        rule_skip(rule);
        rule_tell_unjudged(rules, rule, grouping_joined(rules, key, view->count, code), 1, 1,
                           N_("the earlier value is not above 0, so there is no growth"));
        return;
    }
    if (own->percent)
        change = measure_shift(measure_divide(change, measure_of(value_of(then))), 2);
    if (!change.known) {
        rule_unknown(rule);
        return;
    }
    if (inside(&own->range, change)) {
        rule_pass(rule);
        return;
    }
    struct failure verdict = {.cell = cell, .key = grouping_joined(rules, key, view->count, code),
                              .value = cell_of(cell, OBSERVED_VALUE), .member = &cell, .members = 1};
    struct str what = say_format(rules->scratch,
                                 own->percent ? N_("the change from %.*s (%.*s) to %.*s (%.*s) in percent")
                                              : N_("the change from %.*s (%.*s) to %.*s (%.*s)"),
                                 STR_ARG(cell_of(then->cell, OBSERVED_VALUE)),
                                 STR_ARG(cell_of(then->cell, OBSERVED_PERIOD)),
                                 STR_ARG(verdict.value), STR_ARG(cell_of(cell, OBSERVED_PERIOD)));
    tell_range(rules, rule, &own->range, change, verdict, what.at);
}

/* Some rows of a block, at most GROUPING_TOGETHER. */
static void judge_changes(struct rules *rules, struct rule *rule, const struct grouping *view, struct cell *const *cell,
                          size_t count)
{
    const struct change *own = rule->own;
    const struct item *now[GROUPING_TOGETHER], *then[GROUPING_TOGETHER];
    struct period before[GROUPING_TOGETHER];
    const struct period *when[GROUPING_TOGETHER];
    grouping_find_rows(view, cell, count, NULL, now);
    for (size_t i = 0; i < count; i++)
        when[i] = cell_dated(cell[i]) && rule_before(cell_period(cell[i]), own->year, &before[i]) ? &before[i] : NULL;
    grouping_find_rows(view, cell, count, when, then);
    for (size_t i = 0; i < count; i++) {
        struct mem_mark mark = mem_mark(rules->scratch);
        judge_change(rules, rule, view, cell[i], now[i], then[i]);
        mem_rewind(rules->scratch, mark);
    }
}

static void change_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view)))
        for (size_t i = 0; i < block->cells; i += GROUPING_TOGETHER)
            judge_changes(rules, rule, view, block->cell + i,
                          block->cells - i < GROUPING_TOGETHER ? block->cells - i : GROUPING_TOGETHER);
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_series[] = {
    {"previous", N_("A = B: this period's A is the B of the period before"), NULL, "indicator,period,value",
     "region,period,caliber", false, before_open, NULL, before_settle, REACH_GROUP},
    {"same_period", N_("A = B: this year's A is last year's B"), NULL, "indicator,period,value",
     "region,period,caliber", false, before_open, NULL, before_settle, REACH_GROUP},
    {"ratio", N_("one indicator as a share of another stays in a range"), "of,to,min,max", "indicator,value",
     "region,period,caliber", false, ratio_open, NULL, ratio_settle, REACH_GROUP},
    {"growth", N_("the change from an earlier period, in percent, stays in a range"), "min,max,limit,lag",
     "indicator,period,value", "region,period,caliber", true, change_open, NULL, change_settle, REACH_SERIES},
    {"difference", N_("the change from an earlier period, in the unit itself, stays in a range"), "min,max,limit,lag",
     "indicator,period,value", "region,period,caliber", true, change_open, NULL, change_settle, REACH_SERIES},
    {0}};
