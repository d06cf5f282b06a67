/* whatif - see whatif.h */
#include "base/str.h"
#include "rules/whatif.h"

struct whatif {
    struct mem *mem, *scratch; /* of the trial at hand, as a run of the rules has them */
    size_t asked;
    const struct cell *cell;  /* the one asked about last, by which rule, */
    const struct rule *except;
    uint64_t *fails;          /* and how many items of each rule fail around it as it is */
};

static struct whatif *open(struct rules *rules)
{
    struct whatif *whatif = mem_take(rules->mem, sizeof *whatif);
    whatif->mem = mem_open();
    whatif->scratch = mem_open();
    whatif->fails = mem_array(rules->mem, rules->count, sizeof *whatif->fails);
    return whatif;
}

/* Codes, names and periods are kept once, so that equal ones are the same text. */
static bool same(struct str a, struct str b)
{
    return a.at == b.at;
}

static bool together(const struct rules *rules, const struct rule *rule, const struct cell *a, const struct cell *b)
{
    bool alike = true;
    if (same(cell_of(a, OBSERVED_INDICATOR), cell_of(b, OBSERVED_INDICATOR)) ||
        same(cell_of(a, OBSERVED_REGION), cell_of(b, OBSERVED_REGION)))
        return true;
    for (uint32_t i = 0; i < rule->by.count && alike; i++)
        alike = same(cell_text(rules->cells, a, rule->by.at[i]), cell_text(rules->cells, b, rule->by.at[i]));
    return alike;
}

/* How many items of a rule across rows fail among what stands together with the cell. */
static uint64_t fails_around(const struct rules *rules, const struct rule *rule, const struct cell *cell)
{
    struct mem *mem = rules->whatif->mem;
    struct mem_mark mark = mem_mark(mem), scratch = mem_mark(rules->whatif->scratch);
    struct rules trial = *rules;
    struct rule copy = *rule;
    bool own = false;
    trial.mem = mem;
    trial.scratch = rules->whatif->scratch;
    trial.setting.trial = true;
    copy.cell = mem_array(mem, rule->cells, sizeof(struct cell *));
    copy.cells = copy.fails = 0;
    for (size_t i = 0; i < rule->cells; i++)
        if (together(rules, rule, rule->cell[i], cell)) {
            copy.cell[copy.cells++] = rule->cell[i];
            own |= rule->cell[i] == cell;
        }
    if (own)
        copy.kind->settle(&trial, &copy);
    mem_rewind(mem, mark);
    mem_rewind(rules->whatif->scratch, scratch);
    return copy.fails;
}

static bool looks_at_values(const struct rule *rule)
{
    return rule_across(rule->kind) && str_find(str_of(rule->kind->needs), STR("value")) >= 0;
}

/* With the other value in the cell. */
static bool breaks(struct rules *rules, const struct rule *except, const struct cell *cell)
{
    const struct whatif *whatif = rules->whatif;
    struct str text = cell_of(cell, OBSERVED_VALUE);
    if (rules->setting.fits && !rules->setting.fits(rules->setting.state, text))
        return true;
    for (uint32_t i = 0; i < rules->count; i++) {
        struct rule *rule = &rules->rule[i];
        if (rule->at && rule->at(rules, rule, cell) == EXPR_FALSE)
            return true;
        if (rule != except && looks_at_values(rule) && fails_around(rules, rule, cell) > whatif->fails[i])
            return true;
    }
    return false;
}

bool whatif_breaks(struct rules *rules, const struct rule *except, const struct cell *cell, struct num value)
{
    struct whatif *whatif = rules->whatif = rules->whatif ? rules->whatif : open(rules);
    char text[NUM_TEXT_MAX];
    if (whatif->asked++ >= WHATIF_MOST)
        return true;
    bool again = whatif->cell == cell && whatif->except == except;
    for (uint32_t i = 0; i < rules->count && !again; i++)
        if (&rules->rule[i] != except && looks_at_values(&rules->rule[i]))
            whatif->fails[i] = fails_around(rules, &rules->rule[i], cell);
    whatif->cell = cell;
    whatif->except = except;
    struct cell *changed = (struct cell *)(uintptr_t)cell, before = *cell;
    struct str written = cell_of(cell, OBSERVED_VALUE);
    changed->value = value;
    changed->text[OBSERVED_VALUE] = (struct str){text, num_write(text, value)};
    bool broken = breaks(rules, except, cell);
    changed->text[OBSERVED_VALUE] = written;
    *changed = before;
    return broken;
}

void whatif_close(struct whatif *whatif)
{
    if (!whatif)
        return;
    mem_close(whatif->mem);
    mem_close(whatif->scratch);
}
