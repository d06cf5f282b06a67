/* rule - see rule.h: outcomes, tolerances, and rows that belong together */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "rules/rule.h"

/* ---- the outcome of an item ---- */

void rule_pass(struct rule *rule)
{
    rule->passes++;
}

void rule_unknown(struct rule *rule)
{
    rule->unknown++;
}

void rule_skip(struct rule *rule)
{
    rule->not_evaluated++;
}

void rule_tell_unjudged(struct rules *rules, const struct rule *rule, struct str key, size_t count, size_t of,
                        const char *why)
{
    if (!rules->setting.trial)
        diag_report(DIAG_NOT_JUDGED, &rule->place, "rule \"%.*s\": %zu of %zu in %.*s not judged: %s",
                    STR_ARG(rule->id), count, of, STR_ARG(key.length ? key : voice_str("the table")), voice_text(why));
}

static struct place place_of(const struct rules *rules, const struct failure *verdict)
{
    const struct cell *cell = verdict->cell;
    struct place place = verdict->place;
    if (cell) {
        uint32_t column = rules->cells->role[OBSERVED_VALUE];
        place = (struct place){.file = cell->file, .line = cell->line, .record = cell->record,
                               .origin = cell->origin, .before = cell->before};
        if (column != COLUMN_NONE && cell->ordinal && !verdict->column.length) {
            place.column = column + 1;
            place.name = rules->setting.columns->name[column];
        }
    }
    if (verdict->column.length)
        place.name = verdict->column;
    return place;
}

static void doom(struct rules *rules, const struct rule *rule, const struct failure *verdict, struct str reason)
{
    const struct rules_setting *setting = &rules->setting;
    if (!setting->doom)
        return;
    if (verdict->cell && verdict->cell->ordinal)
        setting->doom(setting->state, verdict->cell->ordinal, rule->id, reason);
    for (size_t i = 0; i < verdict->members; i++)
        if (verdict->member[i] != verdict->cell && verdict->member[i]->ordinal)
            setting->doom(setting->state, verdict->member[i]->ordinal, rule->id, reason);
}

/* By severity. */
static const enum diag_code code_of[] = {
    [DIAG_HINT] = DIAG_RULE_HINT, [DIAG_WARNING] = DIAG_RULE_QUERY, [DIAG_ERROR] = DIAG_RULE};

bool rule_heard(const struct rules *rules, const struct rule *rule)
{
    return !rules->setting.trial &&
           (rules->setting.explain || findings_wanted(rules->setting.findings, code_of[rule->severity]));
}

void rule_fail_unheard(struct rules *rules, struct rule *rule, uint64_t count)
{
    rule->fails += count;
    if (!rules->setting.trial)
        findings_count(rules->setting.findings, code_of[rule->severity], count);
}

bool rule_fail(struct rules *rules, struct rule *rule, const struct failure *verdict)
{
    struct mem *mem = rules->scratch;
    struct mem_mark mark = mem_mark(mem);
    if (rules->setting.trial) {
        rule->fails++;
        return false;
    }
    bool error = rule->severity == DIAG_ERROR;
    struct str sentence, message = verdict->message;
    struct finding finding = {.code = code_of[rule->severity], .rule = rule->id, .place = place_of(rules, verdict),
                              .key = verdict->key, .value = verdict->value, .expected = verdict->expected,
                              .imbalance = verdict->imbalance, .tolerance = verdict->tolerance, .fix = verdict->fix};
    if (rule->message.length)
        message = message.length ? say_format(mem, "%.*s (%.*s)", STR_ARG(rule->message), STR_ARG(message))
                                 : rule->message;
    if (rules->setting.explain &&
        explanations_find(rules->setting.explain, mem, rule->id, verdict->key, error, &sentence)) {
        finding.code = DIAG_ACCEPTED;
        finding.message = say_format(mem, "%.*s; accepted: %.*s", STR_ARG(message), STR_ARG(sentence));
        rule->accepted++;
        findings_tell(rules->setting.findings, &finding);
        mem_rewind(mem, mark);
        return false;
    }
    rule->fails++;
    finding.message = message;
    findings_tell(rules->setting.findings, &finding);
    if (error && rule_across(rule->kind))
        doom(rules, rule, verdict, message);
    mem_rewind(mem, mark);
    return error;
}

struct failure rule_on(struct rules *rules, const struct rule *rule, const struct record *record, uint32_t column)
{
    const struct keys *keys = rules->setting.keys;
    struct str key = keys ? keys_text(rules->scratch, keys, record) : STR("");
    struct failure verdict = {.place = reader_place(rules->reader, column)};
    struct str *part = mem_array(rules->scratch, rule->by.count, sizeof *part);
    for (uint32_t i = 0; i < rule->by.count; i++)
        part[i] = record_field(record, rule->by.at[i]);
    if (rule->by.count && (rule->grouped || !key.length))
        key = grouping_joined(rules, part, rule->by.count, STR(""));
    if (!key.length)
        key = mem_format(rules->scratch, "record %llu", (unsigned long long)verdict.place.record);
    verdict.key = key;
    return verdict;
}

bool rule_undecided(struct rules *rules, struct rule *rule, const struct record *record, const struct expr *expr)
{
    if (!expr_stopped(expr, (void *)(uintptr_t)record)) {
        if (rule->kind->each)
            rule_unknown(rule);
        return true;
    }
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure verdict = rule_on(rules, rule, record, RECORD_WHOLE);
    struct str text = expr == rule->when ? voice_str("the condition in when") : rule->text;
    verdict.expected = text;
    verdict.message = say_format(rules->scratch, "%.*s was not decided: a pattern was not held against a text to the "
                                 "end, which is too long or takes too many steps", STR_ARG(text));
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

/* ---- arithmetic ---- */

struct num rule_half_units(const struct num *value, size_t count)
{
    struct num sum = num_of(0);
    for (size_t i = 0; i < count; i++) {
        num_add(sum, num_half_unit(value[i]), &sum);
    }
    return sum;
}

struct num rule_allowed(const struct rule *rule, struct num rounding, struct num base)
{
    struct num share = num_of(0);
    if (rule->leeway.kind == LEEWAY_ABSOLUTE)
        return rule->leeway.amount;
    if (rule->leeway.kind == LEEWAY_RELATIVE)
        return num_multiply(num_abs(base), rule->leeway.amount, &share) ? share : num_of(0);
    return rounding;
}

struct str rule_text(struct rules *rules, struct num value)
{
    return num_text(rules->scratch, value);
}

/* ---- rows that belong together ---- */

static struct str *key_of(struct grouping *view, const struct cell *cell, struct str *key)
{
    for (uint32_t i = 0; i < view->count; i++)
        key[i] = view->by[i] == COLUMN_NONE ? STR("") : cell_text(view->cells, cell, view->by[i]);
    key[view->count] = cell_of(cell, OBSERVED_INDICATOR);
    return key;
}

/* The later of two rows for one figure takes its place; without vintages that differ
 * nothing tells them apart. */
static void put(struct item *item, struct cell *cell)
{
    if (!item->cell) {
        item->cell = cell;
        return;
    }
    int order = cell_vintage(cell, item->cell);
    if (order == 0 && !(cell->state == item->cell->state && num_compare(cell->value, item->cell->value) == 0))
        item->doubled = true;
    if (order > 0)
        *item = (struct item){cell, false};
}

/* Keys of some rows, one behind the other: of their blocks, and with the indicator. */
enum { TOGETHER = 32 };
struct key_room {
    struct str *block, *item;
};

static void grouping_add(struct grouping *view, const struct key_room *room, struct cell *const *cell, size_t count)
{
    struct mem *mem = view->rules->mem;
    void *found[TOGETHER];
    for (size_t i = 0; i < count; i++) {
        struct str *key = key_of(view, cell[i], room->item + i * (view->count + 1));
        for (uint32_t k = 0; k < view->count; k++)
            room->block[i * view->count + k] = key[k];
    }
    group_at_each(view->block, room->block, count, found);
    for (size_t i = 0; i < count; i++) {
        struct block *block = found[i];
        block->cell = mem_grow(mem, block->cell, block->cells, &block->room, sizeof(struct cell *));
        block->cell[block->cells++] = cell[i];
    }
    group_at_each(view->item, room->item, count, found);
    for (size_t i = 0; i < count; i++)
        put(found[i], cell[i]);
}

struct grouping *grouping_open(struct rules *rules, struct rule *rule, const struct cells *cells)
{
    struct mem *mem = rules->mem;
    bool own = cells == NULL;
    struct grouping *view = mem_take(mem, sizeof *view);
    uint32_t *by = mem_array(mem, rule->by.count, sizeof *by);
    *view = (struct grouping){.rules = rules, .cells = own ? rules->cells : cells, .by = by, .count = rule->by.count,
                          .period_at = COLUMN_NONE};
    for (uint32_t i = 0; i < rule->by.count; i++) {
        struct str name = rules->setting.columns->name[rule->by.at[i]];
        by[i] = own ? rule->by.at[i] : column_find(cells->columns, name);
        if (str_eq(name, STR("period")))
            view->period_at = i;
    }
    view->block = group_open(view->count, sizeof(struct block));
    view->item = group_open(view->count + 1, sizeof(struct item));
    struct cell **cell = own ? rule->cell : cells->cell;
    size_t rows = own ? rule->cells : cells->count;
    struct mem_mark mark = mem_mark(rules->scratch);
    struct key_room room = {mem_array(rules->scratch, TOGETHER * (view->count + 1), sizeof *room.block),
                            mem_array(rules->scratch, TOGETHER * (view->count + 1), sizeof *room.item)};
    for (size_t i = 0; i < rows; i += TOGETHER)
        grouping_add(view, &room, cell + i, rows - i < TOGETHER ? rows - i : TOGETHER);
    mem_rewind(rules->scratch, mark);
    return view;
}

bool rule_alike(const struct rule *a, const struct rule *b)
{
    bool same = a->by.count == b->by.count && a->when == b->when;
    for (uint32_t i = 0; same && i < a->by.count; i++)
        same = a->by.at[i] == b->by.at[i];
    return same;
}

void grouping_close(struct grouping *view)
{
    group_close(view->block);
    group_close(view->item);
}

const struct item *grouping_find(const struct grouping *view, const struct str *key, const struct period *period,
                             struct str code)
{
    struct str full[RULE_BY_MAX + 1];
    char text[PERIOD_TEXT_MAX];
    for (uint32_t i = 0; i < view->count; i++)
        full[i] = view->by[i] == COLUMN_NONE ? STR("") : key[i];
    if (period && view->period_at != COLUMN_NONE)
        full[view->period_at] = (struct str){text, period_write(text, *period)};
    full[view->count] = code;
    return group_find(view->item, full);
}

struct block *grouping_next(struct grouping *view)
{
    if (!view->key) {
        view->key = mem_array(view->rules->mem, view->count, sizeof *view->key);
        view->mark = mem_mark(view->rules->scratch);
    }
    mem_rewind(view->rules->scratch, view->mark);
    if (!group_next(view->block, &view->walk))
        return NULL;
    for (uint32_t i = 0; i < view->count; i++)
        view->key[i] = group_key(view->block, view->walk.state, i);
    return view->walk.state;
}

struct str grouping_joined(struct rules *rules, const struct str *key, uint32_t count, struct str last)
{
    struct str part[2 * RULE_BY_MAX + 2];
    size_t parts = 0;
    while (count && !key[count - 1].length)
        count--;
    for (uint32_t i = 0; i < count; i++) {
        part[parts++] = i ? STR("|") : STR("");
        part[parts++] = key[i];
    }
    part[parts++] = count && last.length ? STR("|") : STR("");
    part[parts++] = last;
    return mem_join_list(rules->scratch, part, parts);
}

bool rule_before(struct period period, bool year, struct period *before)
{
    /* A span to date has no other before it than that of another year. */
    bool to_date = period.grain == PERIOD_SPAN;
    return year || to_date ? period_years_on(period, -1, before) : period_step(period, -1, before);
}
