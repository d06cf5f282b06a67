/* kind_mixed - kind mixed: a series is of one caliber, unit and vintage */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

static const enum observed mixable[] = {OBSERVED_CALIBER, OBSERVED_UNIT, OBSERVED_VINTAGE};
static const char *const sentence[] = {N_("the series %.*s mixes calibers: \"%.*s\" in %.*s, \"%.*s\" in %.*s"),
                                       N_("the series %.*s mixes units: \"%.*s\" in %.*s, \"%.*s\" in %.*s"),
                                       N_("the series %.*s mixes vintages: \"%.*s\" in %.*s, \"%.*s\" in %.*s")};
enum { MIXABLE = 3 };

static void mixed_open(struct rules *rules, struct rule *rule)
{
    bool *wanted = mem_array(rules->mem, MIXABLE, sizeof *wanted);
    struct str rest = rule_option(rule, "columns", "caliber,unit"), piece;
    while (str_cut(&rest, ',', &piece)) {
        size_t i = 0;
        while (i < MIXABLE && !str_eq(piece, observed_row(mixable[i])->name))
            i++;
        if (i == MIXABLE)
            rule_wrong(rule, 0, "columns=%.*s is none of caliber, unit, vintage", STR_ARG(piece));
        rule_column(rules, rule, piece, 0);
        wanted[i] = true;
    }
    rule->own = wanted;
}

static void one_sort(struct rules *rules, struct rule *rule, const struct block *block, struct str key, int which)
{
    const struct cell *first = NULL, *other = NULL;
    size_t silent = 0;
    for (size_t i = 0; i < block->cells && !other; i++) {
        struct str word = cell_of(block->cell[i], mixable[which]);
        silent += word.length == 0;
        if (word.length && !first)
            first = block->cell[i];
        else if (word.length && !str_eq(word, cell_of(first, mixable[which])))
            other = block->cell[i];
    }
    /* What says nothing may be of any sort. */
    if (!other && first && silent)
        rule_unknown(rule);
    else if (!other)
        rule_pass(rule);
    if (!other)
        return;
    struct str was = cell_of(first, mixable[which]), is = cell_of(other, mixable[which]);
    struct failure verdict = {.cell = other, .column = observed_row(mixable[which])->name, .key = key, .value = is,
                              .expected = was, .member = (const struct cell *const *)block->cell,
                              .members = block->cells};
    verdict.message = say_format(rules->scratch, sentence[which], STR_ARG(key), STR_ARG(was),
                                 STR_ARG(cell_of(first, OBSERVED_PERIOD)), STR_ARG(is),
                                 STR_ARG(cell_of(other, OBSERVED_PERIOD)));
    rule_fail(rules, rule, &verdict);
}

static void mixed_settle(struct rules *rules, struct rule *rule)
{
    const bool *wanted = rule->own;
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view))) {
        struct str joined = grouping_joined(rules, view->key, view->count, STR(""));
        for (int i = 0; i < MIXABLE; i++)
            if (wanted[i])
                one_sort(rules, rule, block, joined, i);
    }
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_mixed[] = {
    {"mixed", N_("a series is of one caliber, unit and vintage"), "columns", "indicator,period", "region,indicator",
     true, mixed_open, NULL, mixed_settle, REACH_WIDE},
    {0}};
