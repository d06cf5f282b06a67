/* kind_balance - kind balance: sums in printed notation, within a block of rows */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/balance.h"
#include "kinds/kind.h"
#include "kinds/remedy.h"
#include "rules/whatif.h"

struct sum {
    struct balance *balance;
    struct cells **table;     /* by term; null: the input */
    struct grouping **view;
};

static void balance_open(struct rules *rules, struct rule *rule)
{
    struct sum *sum = mem_take(rules->mem, sizeof *sum);
    const char *fault;
    size_t at;
    sum->balance = balance_parse(rules->mem, rule->text, &at, &fault);
    if (!sum->balance)
        rule_wrong(rule, at, "%s", voice_text(fault));
    sum->table = mem_array(rules->mem, sum->balance->terms, sizeof(struct cells *));
    sum->view = mem_array(rules->mem, sum->balance->terms, sizeof(struct grouping *));
    for (size_t i = 0; i < sum->balance->terms; i++) {
        const struct balance_term *term = &sum->balance->term[i];
        if (term->table.length)
            sum->table[i] = rule_table(rules, rule, term->table, term->at);
        rule_code(rules, rule, sum->table[i], term->code, term->at);
    }
    rule->own = sum;
}

/* What one block holds of the sum. */
struct reading_of {
    const struct cell *cell[BALANCE_TERMS];
    struct num value[BALANCE_TERMS];
    size_t there;             /* rows of the input */
    bool known;
    struct num left, right;
};

static void read_term(const struct sum *sum, size_t i, const struct str *key, struct reading_of *reading)
{
    const struct balance_term *term = &sum->balance->term[i];
    const struct item *item = grouping_find(sum->view[i], key, NULL, term->code);
    struct num *side = term->right ? &reading->right : &reading->left;
    reading->cell[i] = item ? item->cell : NULL;
    if (!item) {
        reading->known = false;
        return;
    }
    reading->there += sum->table[i] == NULL;
    reading->value[i] = item->cell->state == CELL_NIL ? num_of(0) : cell_value(item->cell);
    bool usable = !item->doubled && (item->cell->state == CELL_GOOD || item->cell->state == CELL_NIL);
    struct num signed_value = term->sign < 0 ? num_negate(reading->value[i]) : reading->value[i];
    reading->known &= usable && num_add(*side, signed_value, side);
}

/* A row of the block that the sum leaves out and that is just what is missing. */
static const struct cell *left_out(const struct rules *rules, const struct sum *sum, const struct block *block,
                                   struct num imbalance, bool balanced)
{
    const struct cell *found = NULL;
    (void)rules;
    for (size_t i = 0; !balanced && i < block->cells; i++) {
        const struct cell *cell = block->cell[i];
        bool used = cell->state != CELL_GOOD || num_sign(cell_value(cell)) == 0 ||
                    num_compare(cell_value(cell), imbalance) != 0;
        for (size_t k = 0; k < sum->balance->terms && !used; k++)
            used = str_eq(sum->balance->term[k].code, cell_of(cell, OBSERVED_INDICATOR)) && !sum->table[k];
        if (used)
            continue;
        if (found)
            return NULL;
        found = cell;
    }
    return found;
}

/* ---- the one change ---- */

/* A group in which a sum does not hold, and the rules that a change must not break. */
struct neighbors {
    struct rules *rules;
    struct rule *rule;
    const struct cell *const *cell; /* by term */
    const struct str *key;
};

static bool names(const struct balance *balance, struct str code)
{
    for (size_t i = 0; i < balance->terms; i++)
        if (str_eq(balance->term[i].code, code))
            return true;
    return false;
}

/* Does a rule that shares a code with this one hold when a code has this value?  What is
 * not known, or stands in another table, says nothing against it. */
static bool holds_with(const struct rule *rule, const struct balance *failing, const struct grouping *view,
                       const struct str *key, struct str code, struct num value)
{
    const struct balance *balance = ((const struct sum *)rule->own)->balance;
    struct num values[BALANCE_TERMS], side[2] = {num_of(0), num_of(0)}, imbalance;
    bool concerned = false;
    for (size_t i = 0; i < balance->terms; i++) {
        const struct balance_term *term = &balance->term[i];
        const struct item *item = grouping_find(view, key, NULL, term->code);
        bool own = str_eq(term->code, code);
        concerned |= names(failing, term->code);
        if (term->table.length || !item || item->doubled || item->cell->state > CELL_NIL)
            return true;
        values[i] = own ? value : item->cell->state == CELL_NIL ? num_of(0) : cell_value(item->cell);
        if (!num_add(side[term->right], term->sign < 0 ? num_negate(values[i]) : values[i], &side[term->right]))
            return true;
    }
    if (!concerned || !num_subtract(side[0], side[1], &imbalance))
        return true;
    struct num within = rule_allowed(rule, rule_half_units(values, balance->terms), side[1]);
    return balance_holds(balance->relation, num_sign(imbalance), num_compare(num_abs(imbalance), within) > 0);
}

static bool others_hold(void *state, size_t term, struct num value)
{
    const struct neighbors *near = state;
    const struct sum *sum = near->rule->own;
    struct rules *rules = near->rules;
    const struct cell *cell = near->cell[term];
    if (rules->may_change && !sum->table[term] &&
        !rules->may_change(rules->change_state, near->rule, sum->view[term], near->key,
                           sum->balance->term[term].code))
        return false;
    for (uint32_t i = 0; i < near->rules->count && !sum->table[term]; i++) {
        const struct rule *other = &near->rules->rule[i];
        if (other != near->rule && other->kind == near->rule->kind && rule_alike(other, near->rule) &&
            !holds_with(other, sum->balance, sum->view[term], near->key, sum->balance->term[term].code, value))
            return false;
    }
    return sum->table[term] || !whatif_breaks(rules, near->rule, cell, value);
}

/* Which one change would do, and leave the other sums of the group whole? */
static void suggest(struct rules *rules, struct rule *rule, const struct block *block, const struct str *key,
                    const struct reading_of *reading, struct num imbalance, struct num within,
                    struct failure *verdict)
{
    const struct sum *sum = rule->own;
    struct neighbors near = {rules, rule, reading->cell, key};
    struct remedy_term term[BALANCE_TERMS];
    struct str right;
    const char *what;
    for (size_t i = 0; i < sum->balance->terms; i++) {
        const struct balance_term *own = &sum->balance->term[i];
        term[i] = (struct remedy_term){cell_of(reading->cell[i], OBSERVED_VALUE), reading->value[i],
                                       own->right ? -own->sign : own->sign};
    }
    ptrdiff_t at = remedy_find(rules->scratch, term, sum->balance->terms, imbalance, within,
                               &(struct remedy_law){others_hold, &near}, &right, &what);
    const struct cell *missing = left_out(rules, sum, block, imbalance, false);
    if (at >= 0 && !missing) {
        const struct cell *cell = reading->cell[at];
        struct str code = cell_of(cell, OBSERVED_INDICATOR);
        verdict->cell = cell;
        verdict->value = cell_of(cell, OBSERVED_VALUE);
        verdict->fix = right;
        verdict->message = say_format(rules->scratch, "%.*s; with %.*s for %.*s in %.*s it holds (%s)",
                                      STR_ARG(verdict->message), STR_ARG(right), STR_ARG(verdict->value),
                                      STR_ARG(code), what);
    } else if (at < 0 && missing) {
        struct str code = cell_of(missing, OBSERVED_INDICATOR);
        verdict->fix = mem_format(rules->scratch, "+%.*s", STR_ARG(code));
        verdict->message = say_format(rules->scratch, "%.*s; %.*s, which the sum leaves out, is just that",
                                      STR_ARG(verdict->message), STR_ARG(code));
    }
}

static void tell(struct rules *rules, struct rule *rule, const struct sum *sum, const struct block *block,
                 const struct str *key, const struct reading_of *reading, struct num imbalance, struct num within)
{
    struct str left = rule_text(rules, reading->left), right = rule_text(rules, reading->right);
    const struct cell *first = reading->cell[0];
    const struct cell *own[BALANCE_TERMS];
    size_t members = 0;
    for (size_t i = 0; i < sum->balance->terms; i++)
        if (!sum->table[i])
            own[members++] = reading->cell[i];
    struct failure verdict = {.cell = first, .key = grouping_joined(rules, key, rule->by.count, STR("")), .value = left,
                              .expected = right, .imbalance = rule_text(rules, imbalance),
                              .tolerance = rule_text(rules, within), .member = own, .members = members};
    verdict.message = say_format(rules->scratch, "%.*s does not hold for %.*s: %.*s on the left, %.*s on the right, "
                                 "apart by %.*s, allowed %.*s", STR_ARG(rule->text), STR_ARG(verdict.key),
                                 STR_ARG(left), STR_ARG(right), STR_ARG(verdict.imbalance),
                                 STR_ARG(verdict.tolerance));
    if (sum->balance->relation == BALANCE_EQUAL && !rules->setting.trial)
        suggest(rules, rule, block, key, reading, imbalance, within, &verdict);
    rule_fail(rules, rule, &verdict);
}

static void judge(struct rules *rules, struct rule *rule, const struct sum *sum, const struct block *block,
                  const struct str *key)
{
    struct reading_of reading = {.known = true};
    struct num imbalance;
    for (size_t i = 0; i < sum->balance->terms; i++)
        read_term(sum, i, key, &reading);
    if (!reading.there)
        return;
    if (!reading.known || !num_subtract(reading.left, reading.right, &imbalance)) {
        rule_unknown(rule);
        return;
    }
    struct num within = rule_allowed(rule, rule_half_units(reading.value, sum->balance->terms), reading.right);
    if (balance_holds(sum->balance->relation, num_sign(imbalance), num_compare(num_abs(imbalance), within) > 0))
        rule_pass(rule);
    else
        tell(rules, rule, sum, block, key, &reading, imbalance, within);
}

static void balance_settle(struct rules *rules, struct rule *rule)
{
    struct sum *sum = rule->own;
    struct grouping *own = grouping_open(rules, rule, NULL);
    for (size_t i = 0; i < sum->balance->terms; i++)
        sum->view[i] = sum->table[i] ? grouping_open(rules, rule, sum->table[i]) : own;
    struct block *block;
    while ((block = grouping_next(own)))
        judge(rules, rule, sum, block, own->key);
    for (size_t i = 0; i < sum->balance->terms; i++)
        if (sum->table[i])
            grouping_close(sum->view[i]);
    grouping_close(own);
}

const struct balance *kind_balance(const struct rule *rule)
{
    return rule->kind->settle == balance_settle ? ((const struct sum *)rule->own)->balance : NULL;
}

/* ---- the rows ---- */

const struct rule_kind kinds_balance[] = {
    {"balance", N_("a sum in printed notation holds: 01=02+03"), NULL, "indicator,value", "region,period,caliber",
     false, balance_open, NULL, balance_settle, REACH_GROUP},
    {0}};
