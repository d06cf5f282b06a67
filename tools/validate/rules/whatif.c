/* whatif - see whatif.h */
#include "base/str.h"
#include "rules/whatif.h"

struct whatif {
    struct mem *mem, *scratch; /* of the trial at hand, as a run of the rules has them */
    size_t asked;
    const struct cell *cell;  /* the one asked about last, by which rule, */
    const struct rule *except;
    uint64_t *fails;          /* and how many items of each rule fail around it as it is */
    struct group **near;      /* by rule, made when it is asked: struct near by the columns of `by` but for the period,
                                 and the indicator */
    uint32_t rules;
};

/* Rows of a rule that stand together, as they came. */
struct near {
    struct cell **cell;
    size_t cells, room;
};

static struct whatif *open(struct rules *rules)
{
    struct whatif *whatif = mem_take(rules->mem, sizeof *whatif);
    whatif->mem = mem_open();
    whatif->scratch = mem_open();
    whatif->fails = mem_array(rules->mem, rules->count, sizeof *whatif->fails);
    whatif->near = mem_array(rules->mem, rules->count, sizeof *whatif->near);
    whatif->rules = rules->count;
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

/* What a row of a rule stands together by, where its value enters the items of a group or a series alone. */
static void near_key(const struct rules *rules, const struct rule *rule, const struct cell *cell, struct str *key)
{
    for (uint32_t i = 0; i < rule->by.count; i++)
        key[i] = rule->by.at[i] == rules->cells->role[OBSERVED_PERIOD]
                     ? STR("") : cell_text(rules->cells, cell, rule->by.at[i]);
    key[rule->by.count] = rule->kind->reach == REACH_SERIES ? cell_of(cell, OBSERVED_INDICATOR) : STR("");
}

/* The rows around a cell of such a rule.  Asked a thousand times, so they are found by their key. */
static struct near near_of(const struct rules *rules, const struct rule *rule, const struct cell *cell)
{
    struct group **near = &rules->whatif->near[rule - rules->rule];
    struct str key[RULE_BY_MAX + 1];
    if (!*near) {
        *near = group_open(rule->by.count + 1, sizeof(struct near));
        for (size_t i = 0; i < rule->cells; i++) {
            near_key(rules, rule, rule->cell[i], key);
            struct near *row = group_at(*near, key);
            row->cell = mem_grow(rules->mem, row->cell, row->cells, &row->room, sizeof(struct cell *));
            row->cell[row->cells++] = rule->cell[i];
        }
    }
    near_key(rules, rule, cell, key);
    const struct near *found = group_find(*near, key);
    return found ? *found : (struct near){0};
}

/* The same where a value may enter items of its whole indicator, region or group. */
static struct near all_around(const struct rules *rules, const struct rule *rule, const struct cell *cell)
{
    struct near around = {.cell = mem_array(rules->whatif->mem, rule->cells, sizeof(struct cell *))};
    for (size_t i = 0; i < rule->cells; i++)
        if (together(rules, rule, rule->cell[i], cell))
            around.cell[around.cells++] = rule->cell[i];
    return around;
}

/* How many items of a rule across rows fail among what stands together with the cell. */
static uint64_t fails_around(const struct rules *rules, const struct rule *rule, const struct cell *cell)
{
    struct mem *mem = rules->whatif->mem;
    struct mem_mark mark = mem_mark(mem), scratch = mem_mark(rules->whatif->scratch);
    struct near around =
        rule->kind->reach == REACH_WIDE ? all_around(rules, rule, cell) : near_of(rules, rule, cell);
    struct rules trial = *rules;
    struct rule copy = *rule;
    bool own = false;
    trial.mem = mem;
    trial.scratch = rules->whatif->scratch;
    trial.setting.trial = true;
    copy.cell = around.cell;
    copy.cells = around.cells;
    copy.fails = 0;
    for (size_t i = 0; i < around.cells && !own; i++)
        own = around.cell[i] == cell;
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
    struct cell *changed = (struct cell *)(uintptr_t)cell;
    struct num before = cell_value(cell);
    struct str written = cell_of(cell, OBSERVED_VALUE);
    cell_set(changed, (struct str){text, num_write(text, value)}, value);
    bool broken = breaks(rules, except, cell);
    cell_set(changed, written, before);
    return broken;
}

void whatif_close(struct whatif *whatif)
{
    if (!whatif)
        return;
    for (uint32_t i = 0; i < whatif->rules; i++)
        group_close(whatif->near[i]);
    mem_close(whatif->mem);
    mem_close(whatif->scratch);
}
