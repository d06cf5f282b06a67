/* rule - see rule.h: outcomes, tolerances, keys */
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
        place = cell_place(cell);
        if (column != COLUMN_NONE && cell_ordinal(cell) && !verdict->column.length) {
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
    if (verdict->cell && cell_ordinal(verdict->cell))
        setting->doom(setting->state, cell_ordinal(verdict->cell), rule->id, reason);
    for (size_t i = 0; i < verdict->members; i++)
        if (verdict->member[i] != verdict->cell && cell_ordinal(verdict->member[i]))
            setting->doom(setting->state, cell_ordinal(verdict->member[i]), rule->id, reason);
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

/* ---- keys and periods ---- */

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
