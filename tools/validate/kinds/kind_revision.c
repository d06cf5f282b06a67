/* kind_revision - kind revision: a figure against that of the last delivery */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

struct revision {
    struct num limit;
    bool limited;
};

static void revision_open(struct rules *rules, struct rule *rule)
{
    struct revision *own = mem_take(rules->mem, sizeof *own);
    if (!rules->setting.previous)
        rule_wrong(rule, 0, "kind revision needs the last delivery (--previous FILE)");
    own->limited = rule_number(rule, "limit", &own->limit);
    if (own->limited && num_sign(own->limit) < 0)
        rule_wrong(rule, 0, "limit must not be negative");
    rule->own = own;
}

static void tell(struct rules *rules, struct rule *rule, const struct cell *now, const struct cell *before,
                 struct str key)
{
    const struct revision *own = rule->own;
    struct mem *mem = rules->scratch;
    struct str was = cell_of(before, OBSERVED_VALUE);
    struct place place = cell_place(before);
    struct failure verdict = {.cell = now, .place = {.file = place.file, .line = place.line}, .key = key,
                              .expected = was, .member = &now, .members = now ? 1 : 0};
    if (!now) {
        verdict.message = say_format(mem, "%.*s was %.*s in the last delivery and is not in this one", STR_ARG(key),
                                     STR_ARG(was));
    } else {
        struct num apart = num_of(0);
        num_subtract(cell_value(now), cell_value(before), &apart);
        verdict.value = cell_of(now, OBSERVED_VALUE);
        verdict.imbalance = rule_text(rules, apart);
        verdict.tolerance = mem_format(mem, "%.*s%%", STR_ARG(rule_text(rules, own->limit)));
        verdict.message = say_format(mem, "%.*s was %.*s in the last delivery and is now %.*s, more than %.*s %% apart",
                                     STR_ARG(key), STR_ARG(was), STR_ARG(verdict.value),
                                     STR_ARG(rule_text(rules, own->limit)));
    }
    rule_fail(rules, rule, &verdict);
}

static void judge(struct rules *rules, struct rule *rule, const struct cell *now, const struct cell *before,
                  struct str key)
{
    const struct revision *own = rule->own;
    struct num apart;
    if (now && (now->state != CELL_GOOD || before->state != CELL_GOOD)) {
        rule_unknown(rule);
        return;
    }
    if (!now) {
        tell(rules, rule, now, before, key);
        return;
    }
    if (!num_subtract(cell_value(now), cell_value(before), &apart)) {
        rule_unknown(rule);
        return;
    }
    if (num_sign(apart) == 0) {
        rule_pass(rule);
        return;
    }
    struct measure size = measure_shift(measure_divide(measure_of(num_abs(apart)),
                                                       measure_of(num_abs(cell_value(before)))), 2);
    if (!own->limited || (size.known && measure_compare(size, own->limit) <= 0))
        rule_pass(rule);
    else if (!size.known)
        rule_skip(rule); /* no percentage of 0 */
    else
        tell(rules, rule, now, before, key);
}

/* Every figure of the last delivery that falls under the rule, once. */
static void revision_settle(struct rules *rules, struct rule *rule)
{
    const struct cells *before = rules->setting.previous;
    struct grouping *now = grouping_open(rules, rule, NULL), *then = grouping_open(rules, rule, before);
    const struct item *was;
    struct str key[RULE_BY_MAX + 1];
    for (uint32_t k = 0; (was = grouping_item(then, k, key)); k++) {
        struct mem_mark mark = mem_mark(rules->scratch);
        struct str code = key[then->count];
        bool concerned = rule->scopes == 0;
        for (size_t i = 0; i < rule->scopes && !concerned; i++)
            concerned = str_eq(rule->scope[i], code);
        const struct item *item = grouping_find(now, key, NULL, code);
        struct str joined = grouping_joined(rules, key, then->count, code);
        if (concerned && !was->doubled && (!item || !item->doubled))
            judge(rules, rule, item ? item->cell : NULL, was->cell, joined);
        else if (concerned)
            rule_unknown(rule);
        mem_rewind(rules->scratch, mark);
    }
    grouping_close(now);
    grouping_close(then);
}

/* ---- the rows ---- */

const struct rule_kind kinds_revision[] = {
    {"revision", N_("a figure is near that of the last delivery, and still there"), "limit", "indicator,period,value",
     "region,period,caliber", true, revision_open, NULL, revision_settle, REACH_WIDE},
    {0}};
