/* kind_formula - conditions on indicators of one region and period (formula), and on
 * the figures of a group (group) */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

/* ---- formula ---- */

struct formula {
    struct rules *rules;
    struct rule *rule;
    struct expr_names names;
    struct expr *expr;
    struct str *code;
    size_t codes, room;
    struct grouping *view;
};

/* What the expression is evaluated against. */
struct moment_of {
    const struct formula *formula;
    const struct str *key;
    struct period period;
    bool dated;
    uint32_t *found;          /* rows that were found */
};
_Static_assert(sizeof(struct moment_of) <= EXPR_NOW_MAX, "a moment fits into what expr keeps");

/* Every name is a code; whether there is such a code is asked by rule_code. */
static bool find_code(void *state, struct str name, uint32_t *slot)
{
    struct formula *formula = state;
    for (size_t i = 0; i < formula->codes; i++)
        if (str_eq(formula->code[i], name)) {
            *slot = (uint32_t)i;
            return true;
        }
    ptrdiff_t at = str_find(formula->rule->text, name);
    rule_code(formula->rules, formula->rule, NULL, mem_copy(formula->rules->mem, name), at < 0 ? 0 : (size_t)at + 1);
    formula->code = mem_grow(formula->rules->mem, formula->code, formula->codes, &formula->room,
                             sizeof *formula->code);
    formula->code[formula->codes] = mem_copy(formula->rules->mem, name);
    *slot = (uint32_t)formula->codes++;
    return true;
}

static struct expr_value figure(void *now, uint32_t slot, bool bare)
{
    const struct moment_of *moment = now;
    const struct formula *formula = moment->formula;
    const struct item *item = grouping_find(formula->view, moment->key, moment->dated ? &moment->period : NULL,
                                        formula->code[slot]);
    (void)bare;
    *moment->found += item != NULL;
    if (!item || item->doubled || item->cell->state > CELL_NIL)
        return (struct expr_value){.kind = EXPR_MISSING, .truth = EXPR_UNKNOWN};
    return expr_of_measure(measure_of(item->cell->state == CELL_NIL ? num_of(0) : cell_value(item->cell)));
}

static bool moved(const void *now, struct expr_move move, void *then)
{
    struct moment_of moment = *(const struct moment_of *)now;
    struct period period;
    if (!moment.dated || (move.steps && !period_step(moment.period, move.steps, &period)))
        return false;
    if (!move.steps)
        period = moment.period;
    if (move.years && !period_years_on(period, move.years, &period))
        return false;
    moment.period = period;
    memcpy(then, &moment, sizeof moment);
    return true;
}

static void formula_open(struct rules *rules, struct rule *rule)
{
    struct formula *formula = mem_take(rules->mem, sizeof *formula);
    *formula = (struct formula){.rules = rules, .rule = rule};
    formula->names = (struct expr_names){.find = find_code, .state = formula, .noun = N_("indicator"), .figure = figure,
                                         .at = moved};
    formula->expr = rule_condition(rules, rule, rule->text, &formula->names);
    rule->own = formula;
}

static void tell_formula(struct rules *rules, struct rule *rule, const struct grouping *view, const struct str *key)
{
    const struct formula *formula = rule->own;
    const struct cell **own = mem_array(rules->scratch, formula->codes, sizeof(struct cell *));
    struct str values = STR("");
    size_t members = 0;
    for (size_t i = 0; i < formula->codes; i++) {
        const struct item *item = grouping_find(view, key, NULL, formula->code[i]);
        if (!item)
            continue;
        own[members++] = item->cell;
        values = mem_format(rules->scratch, "%.*s%s%.*s=%.*s", STR_ARG(values), values.length ? " " : "",
                            STR_ARG(formula->code[i]), STR_ARG(cell_of(item->cell, OBSERVED_VALUE)));
    }
    struct failure verdict = {.cell = members ? own[0] : NULL,
                              .key = grouping_joined(rules, key, rule->by.count, STR("")), .expected = rule->text,
                              .member = own, .members = members};
    if (members)
        verdict.value = cell_of(own[0], OBSERVED_VALUE);
    verdict.message = say_format(rules->scratch, "%.*s does not hold for %.*s: %.*s", STR_ARG(rule->text),
                                 STR_ARG(verdict.key), STR_ARG(values));
    rule_fail(rules, rule, &verdict);
}

static void formula_settle(struct rules *rules, struct rule *rule)
{
    struct formula *formula = rule->own;
    struct grouping *view = formula->view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        uint32_t found = 0;
        struct moment_of moment = {formula, view->key, cell_period(block->cell[0]),
                                   cell_dated(block->cell[0]) && view->period_at != COLUMN_NONE, &found};
        enum expr_truth truth = expr_test(formula->expr, &moment);
        bool own = false;
        for (size_t i = 0; i < formula->codes && !own; i++)
            own = grouping_find(view, view->key, NULL, formula->code[i]) != NULL;
        if (truth == EXPR_FALSE && own)
            tell_formula(rules, rule, view, view->key);
        else if (own && truth == EXPR_TRUE)
            rule_pass(rule);
        else if (own)
            rule_unknown(rule);
    }
    grouping_close(view);
}

const struct expr *kind_formula(const struct rule *rule, const struct str **code)
{
    const struct formula *formula = rule->kind->settle == formula_settle ? rule->own : NULL;
    if (formula)
        *code = formula->code;
    return formula ? formula->expr : NULL;
}

/* ---- group ---- */

static const char *const figure_name[] = {"count", "sum", "mean", "min", "max"};
enum { COUNT, SUM, MEAN, MIN, MAX, FIGURES };

struct group_rule {
    struct expr_names names;
    struct expr *expr;
};

struct figures {
    struct measure value[FIGURES];
};

static bool find_figure(void *state, struct str name, uint32_t *slot)
{
    (void)state;
    for (uint32_t i = 0; i < FIGURES; i++)
        if (str_eq(name, str_of(figure_name[i]))) {
            *slot = i;
            return true;
        }
    return false;
}

static struct expr_value figure_of(void *now, uint32_t slot, bool bare)
{
    (void)bare;
    return expr_of_measure(((const struct figures *)now)->value[slot]);
}

static void group_rule_open(struct rules *rules, struct rule *rule)
{
    struct group_rule *own = mem_take(rules->mem, sizeof *own);
    struct str *known = mem_array(rules->mem, FIGURES, sizeof *known);
    for (int i = 0; i < FIGURES; i++)
        known[i] = str_of(figure_name[i]);
    own->names = (struct expr_names){.find = find_figure, .known = known, .knowns = FIGURES,
                                     .noun = N_("figure of a group"), .figure = figure_of};
    own->expr = rule_condition(rules, rule, rule->text, &own->names);
    rule->own = own;
}

/* A missing value makes the sum, mean, min and max unknown, but not the count. */
static struct figures figures(const struct block *block)
{
    struct figures figures = {0};
    struct num sum = num_of(0), least = num_of(0), most = num_of(0);
    size_t known = 0;
    bool whole = true;
    for (size_t i = 0; i < block->cells; i++) {
        const struct cell *cell = block->cell[i];
        if (cell->state > CELL_NIL || !num_add(sum, cell_value(cell), &sum)) {
            whole = false;
            continue;
        }
        least = !known || num_compare(cell_value(cell), least) < 0 ? cell_value(cell) : least;
        most = !known || num_compare(cell_value(cell), most) > 0 ? cell_value(cell) : most;
        known++;
    }
    figures.value[COUNT] = measure_of(num_of((int64_t)known));
    if (!whole || !known)
        return figures;
    figures.value[SUM] = measure_of(sum);
    figures.value[MEAN] = measure_quotient(sum, num_of((int64_t)known));
    figures.value[MIN] = measure_of(least);
    figures.value[MAX] = measure_of(most);
    return figures;
}

static void group_rule_settle(struct rules *rules, struct rule *rule)
{
    const struct group_rule *own = rule->own;
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        struct figures all = figures(block);
        enum expr_truth truth = expr_test(own->expr, &all);
        struct failure verdict = {.cell = block->cell[0],
                                  .key = grouping_joined(rules, view->key, view->count, STR("")),
                                  .expected = rule->text, .member = (const struct cell *const *)block->cell,
                                  .members = block->cells};
        struct str sum = measure_write(rules->scratch, all.value[SUM], NUM_SHORTEST, NUM_HALF_UP);
        struct str count = measure_write(rules->scratch, all.value[COUNT], NUM_SHORTEST, NUM_HALF_UP);
        if (sum.length)
            sum = say_format(rules->scratch, ", sum %.*s", STR_ARG(sum));
        verdict.message = mem_format(rules->scratch,
                                     voice_plural("%.*s does not hold for %.*s: %.*s value%.*s",
                                                  "%.*s does not hold for %.*s: %.*s values%.*s",
                                                  str_eq(count, STR("1")) ? 1 : 2),
                                     STR_ARG(rule->text), STR_ARG(verdict.key), STR_ARG(count), STR_ARG(sum));
        if (truth == EXPR_FALSE)
            rule_fail(rules, rule, &verdict);
        else if (truth == EXPR_TRUE)
            rule_pass(rule);
        else
            rule_unknown(rule);
    }
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_formula[] = {
    {"formula", N_("a condition on indicators, at this period and others"), NULL, "indicator,value",
     "region,period,caliber", false, formula_open, NULL, formula_settle, REACH_GROUP},
    {"group", N_("a condition on sum, mean, min, max or count of each group"), NULL, "value", "indicator,period", true,
     group_rule_open, NULL, group_rule_settle, REACH_GROUP},
    {0}};
