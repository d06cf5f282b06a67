/* kind_growth - the arithmetic of published parts: contribution, published_growth
 *
 * Growth at constant prices of the whole is that of the parts, weighted with their
 * values at the base: base = v / (1 + g).  From current values that is the usual
 * reconstruction; prices may move it, so such a rule is a query.  What rounding of the
 * parts can do is allowed for. */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

enum { PARTS = 50 };

struct part {
    struct str value, growth, rate;
};

struct contribution {
    struct str total;
    struct part part[PARTS];
    size_t parts, rates;
};

/* A known number of the block, and which row it was. */
static bool look_up(const struct grouping *view, const struct str *key, const struct period *period, struct str code,
                    struct num *value, const struct cell **cell)
{
    const struct item *item = grouping_find(view, key, period, code);
    *cell = item ? item->cell : NULL;
    if (!item || item->doubled || item->cell->state > CELL_NIL)
        return false;
    *value = item->cell->state == CELL_NIL ? num_of(0) : cell_value(item->cell);
    return true;
}

static void contribution_open(struct rules *rules, struct rule *rule)
{
    struct contribution *own = mem_take(rules->mem, sizeof *own);
    struct str rest = rule_option(rule, "parts", ""), rates = rule_option(rule, "rates", ""), piece;
    own->total = rule_option(rule, "total", NULL);
    while (str_cut(&rest, ',', &piece)) {
        struct part *part = &own->part[own->parts];
        if (own->parts++ == PARTS)
            rule_wrong(rule, 0, "more than %d parts", PARTS);
        if (!str_cut(&piece, ':', &part->value) || !piece.length)
            rule_wrong(rule, 0, "parts=VALUE:GROWTH,VALUE:GROWTH was expected");
        part->growth = piece;
        rule_code(rules, rule, NULL, part->value, 0);
        rule_code(rules, rule, NULL, part->growth, 0);
    }
    while (str_cut(&rates, ',', &piece)) {
        if (own->rates == own->parts)
            rule_wrong(rule, 0, "more rates than parts");
        own->part[own->rates++].rate = piece;
        rule_code(rules, rule, NULL, piece, 0);
    }
    if (own->parts < 2 || (!own->total.length && !own->rates))
        rule_wrong(rule, 0,
                   "a contribution needs parts=VALUE:GROWTH,VALUE:GROWTH and total=CODE, rates=CODE,CODE or both");
    if (own->total.length)
        rule_code(rules, rule, NULL, own->total, 0);
    rule->own = own;
}

/* The parts of one block, at the base and in growth. */
struct made {
    struct measure base[PARTS], gain[PARTS], base_sum, gain_sum;
    struct num slack;         /* half a unit of the coarsest growth, in points */
    const struct cell *member[2 * PARTS + 1];
    size_t members, there;
};

static bool make(const struct contribution *own, const struct grouping *view, const struct str *key, struct made *made)
{
    bool known = true;
    *made = (struct made){.base_sum = measure_of(num_of(0)), .gain_sum = measure_of(num_of(0)), .slack = num_of(0)};
    for (size_t i = 0; i < own->parts; i++) {
        struct num value, growth, factor;
        const struct cell *cell[2];
        bool good = look_up(view, key, NULL, own->part[i].value, &value, &cell[0]);
        good &= look_up(view, key, NULL, own->part[i].growth, &growth, &cell[1]);
        for (int k = 0; k < 2; k++)
            if (cell[k])
                made->member[made->members++] = cell[k];
        if (!good || !num_add(num_of(100), growth, &factor) || num_sign(factor) <= 0) {
            known = false;
            continue;
        }
        /* value / (1 + g) with g in percent; the gain is value less that. */
        made->base[i] = measure_shift(measure_divide(measure_of(value), measure_of(factor)), 2);
        made->gain[i] = measure_subtract(measure_of(value), made->base[i]);
        made->base_sum = measure_add(made->base_sum, made->base[i]);
        made->gain_sum = measure_add(made->gain_sum, made->gain[i]);
        if (num_compare(num_half_unit(growth), made->slack) > 0)
            made->slack = num_half_unit(growth);
    }
    made->there = made->members;
    return known && measure_sign(made->base_sum) > 0;
}

static void settle_figure(struct rules *rules, struct rule *rule, const struct cell *cell, struct num published,
                          struct measure computed, struct measure within, struct str key, struct made *made,
                          const char *sentence)
{
    struct measure apart = measure_subtract(measure_of(published), computed);
    struct measure size = measure_sign(apart) < 0 ? measure_negate(apart) : apart;
    if (!computed.known || !within.known || !size.known) {
        rule_unknown(rule);
        return;
    }
    if (measure_order(size, within) <= 0) {
        rule_pass(rule);
        return;
    }
    int places = (published.scale > 0 ? published.scale : 0) + 2;
    made->member[made->there] = cell;
    struct failure verdict = {.cell = cell, .key = key, .value = cell_of(cell, OBSERVED_VALUE),
                              .expected = measure_write(rules->scratch, computed, places, NUM_HALF_UP),
                              .imbalance = measure_write(rules->scratch, apart, places, NUM_HALF_UP),
                              .tolerance = measure_write(rules->scratch, within, places, NUM_HALF_UP),
                              .member = made->member, .members = made->there + 1};
    verdict.message = say_format(rules->scratch, sentence, STR_ARG(verdict.value), STR_ARG(key),
                                 STR_ARG(verdict.expected), STR_ARG(verdict.imbalance), STR_ARG(verdict.tolerance));
    rule_fail(rules, rule, &verdict);
}

static struct measure allowed(const struct rule *rule, struct measure rounding, struct num base)
{
    return rule->tolerant ? measure_of(rule_allowed(rule, num_of(0), base)) : rounding;
}

static void settle_total(struct rules *rules, struct rule *rule, const struct grouping *view, const struct str *key,
                         struct made *made, bool known)
{
    const struct contribution *own = rule->own;
    struct num published, within;
    const struct cell *cell;
    bool good = look_up(view, key, NULL, own->total, &published, &cell);
    if (!cell || !made->there)
        return;
    if (!good || !known) {
        rule_unknown(rule);
        return;
    }
    num_add(made->slack, num_half_unit(published), &within);
    struct measure computed = measure_shift(measure_divide(made->gain_sum, made->base_sum), 2);
    settle_figure(rules, rule, cell, published, computed, allowed(rule, measure_of(within), published),
                  grouping_joined(rules, key, view->count, own->total), made,
                  N_("growth %.*s was published for %.*s; the parts give %.*s, apart by %.*s, allowed %.*s"));
}

/* The share of part i in the growth is (s g) / G; half a unit of g and of G move it by
 * 100 s slack / G and by the rate itself times slack / G. */
static void settle_rate(struct rules *rules, struct rule *rule, const struct grouping *view, const struct str *key,
                        struct made *made, bool known, size_t i)
{
    const struct contribution *own = rule->own;
    struct num published;
    const struct cell *cell;
    bool good = look_up(view, key, NULL, own->part[i].rate, &published, &cell);
    if (!cell || !made->there)
        return;
    if (!good || !known || measure_sign(made->gain_sum) == 0) {
        rule_unknown(rule);
        return;
    }
    struct measure rate = measure_shift(measure_divide(made->gain[i], made->gain_sum), 2);
    struct measure share = measure_shift(measure_divide(made->base[i], made->base_sum), 2);
    struct measure growth = measure_shift(measure_divide(made->gain_sum, made->base_sum), 2);
    growth = measure_sign(growth) < 0 ? measure_negate(growth) : growth;
    struct measure size = measure_sign(rate) < 0 ? measure_negate(rate) : rate;
    struct measure moved = measure_divide(measure_multiply(measure_add(share, size), measure_of(made->slack)), growth);
    struct measure within = measure_add(moved, measure_of(num_half_unit(published)));
    settle_figure(rules, rule, cell, published, rate, allowed(rule, within, published),
                  grouping_joined(rules, key, view->count, own->part[i].rate), made,
                  N_("a contribution of %.*s was published for %.*s; the parts give %.*s, apart by %.*s, "
                     "allowed %.*s"));
}

static void contribution_settle(struct rules *rules, struct rule *rule)
{
    const struct contribution *own = rule->own;
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct made *made = mem_take(rules->mem, sizeof *made);
    struct block *block;
    while ((block = grouping_next(view))) {
        bool known = make(own, view, view->key, made);
        if (own->total.length)
            settle_total(rules, rule, view, view->key, made, known);
        for (size_t i = 0; i < own->rates; i++)
            settle_rate(rules, rule, view, view->key, made, known, i);
    }
    grouping_close(view);
}

/* ---- published_growth ---- */

struct growth {
    struct str level, growth;
    bool year;
};

static void growth_open(struct rules *rules, struct rule *rule)
{
    struct growth *own = mem_take(rules->mem, sizeof *own);
    *own = (struct growth){rule_option(rule, "level", NULL), rule_option(rule, "growth", NULL),
                           rule_word(rule, "lag", "year|previous") == 0};
    if (!own->level.length || !own->growth.length)
        rule_wrong(rule, 0, "published_growth needs level=CODE and growth=CODE");
    rule_code(rules, rule, NULL, own->level, 0);
    rule_code(rules, rule, NULL, own->growth, 0);
    rule->own = own;
}

/* now / then as growth in percent; half a unit of both levels moves it by about
 * 100 (h + r H) / then, where r is the ratio. */
static void judge_growth(struct rules *rules, struct rule *rule, const struct grouping *view, const struct str *key,
                         const struct block *block, struct made *made)
{
    const struct growth *own = rule->own;
    struct num published, now, then = num_of(0);
    struct period before;
    const struct cell *cell, *cell_now, *cell_then = NULL;
    bool good = look_up(view, key, NULL, own->growth, &published, &cell);
    if (!cell)
        return;
    good &= look_up(view, key, NULL, own->level, &now, &cell_now);
    bool dated = cell_dated(block->cell[0]) && rule_before(cell_period(block->cell[0]), own->year, &before);
    good &= dated && look_up(view, key, &before, own->level, &then, &cell_then);
    bool falls = cell_now && cell_then && good && num_sign(then) <= 0;
    if (falls)
        rule_tell_unjudged(rules, rule, grouping_joined(rules, key, view->count, own->growth), 1, 1,
                           N_("the earlier value is not above 0, so there is no growth"));
    if (!cell_now || !cell_then || falls) {
        rule_skip(rule);
        return;
    }
    if (!good) {
        rule_unknown(rule);
        return;
    }
    struct measure ratio = measure_quotient(now, then);
    struct measure computed = measure_shift(measure_subtract(ratio, measure_of(num_of(1))), 2);
    struct measure halves = measure_add(measure_of(num_half_unit(now)),
                                        measure_multiply(ratio, measure_of(num_half_unit(then))));
    struct measure within = measure_shift(measure_divide(halves, measure_of(then)), 2);
    within = measure_add(within, measure_of(num_half_unit(published)));
    made->member[0] = cell_now;
    made->member[1] = cell_then;
    made->there = 2;
    settle_figure(rules, rule, cell, published, computed, allowed(rule, within, published),
                  grouping_joined(rules, key, view->count, own->growth), made,
                  N_("growth %.*s was published for %.*s; the levels give %.*s, apart by %.*s, allowed %.*s"));
}

static void growth_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct made *made = mem_take(rules->mem, sizeof *made);
    struct block *block;
    while ((block = grouping_next(view)))
        judge_growth(rules, rule, view, view->key, block, made);
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_growth[] = {
    {"contribution", N_("the growth of parts, weighted, gives the growth of the whole"), "total,parts,rates",
     "indicator,value", "region,period,caliber", false, contribution_open, NULL, contribution_settle, REACH_GROUP},
    {"published_growth", N_("a published growth is that of the published levels"), "level,growth,lag",
     "indicator,period,value", "region,period,caliber", false, growth_open, NULL, growth_settle, REACH_GROUP},
    {0}};
