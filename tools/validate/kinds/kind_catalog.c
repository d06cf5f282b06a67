/* kind_catalog - kinds that hold a record against what is known of plans and regions:
 * plan_target, code_valid */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"
#include "meaning/catalog.h"

/* ---- plan_target ---- */

static const char *const target_column[] = {"indicator",  "base_period",  "base_value", "target_period",
                                            "target_kind", "target_value", "target_text", "op"};
enum { T_INDICATOR, T_BASE, T_BASE_VALUE, T_PERIOD, T_KIND, T_VALUE, T_TEXT, T_OP, T_COLUMNS };

/* What a printed target says about its kind: a sign, and the words of kinds that it
 * allows. */
static const struct notation {
    const char *sign;
    bool first;               /* only at the start */
    const char *kinds;
} notations[] = {
    {"[", false, "cumulative_change_min|cumulative_reduction_min|cumulative_sum_min|cumulative_sum_max"},
    {"［", false, "cumulative_change_min|cumulative_reduction_min|cumulative_sum_min|cumulative_sum_max"},
    {"左右", false, "level_about"},
    {"年均", true, "avg_growth_min|relative_to"},
    {"≥", true, "level_min|level_min_keep|avg_growth_min"},
    {"≤", true, "level_max|level_max_keep"},
    {"<", true, "level_max|level_max_keep"},
    {">", true, "level_min|level_min_keep|avg_growth_min"},
    {"高于", true, "relative_to|level_min|level_min_keep"}};

struct target_rule {
    uint32_t at[T_COLUMNS];
};

static void target_open(struct rules *rules, struct rule *rule)
{
    struct target_rule *own = mem_take(rules->mem, sizeof *own);
    for (int i = 0; i < T_COLUMNS; i++)
        own->at[i] = column_find(rules->setting.columns, str_of(target_column[i]));
    rule->own = own;
}

static bool listed(const char *words, struct str word)
{
    struct str rest = str_of(words), piece;
    while (str_cut(&rest, '|', &piece))
        if (str_eq(piece, word))
            return true;
    return false;
}

/* 1 for a level to be reached or held from below, -1 from above, 0 for other targets. */
static int side_of(const struct target_kind_row *kind)
{
    return kind->aim == AIM_LEVEL || kind->aim == AIM_KEEP ? target_op_row(kind->op)->sign : 0;
}

static const char *fault_of(const struct rules *rules, const struct str text[T_COLUMNS], int *column,
                            const char **expected)
{
    struct period base, target;
    struct num from, to;
    const struct target_kind_row *kind = target_kind_row(target_kind_find(text[T_KIND]));
    int side = side_of(kind);
    *column = T_PERIOD;
    if (text[T_BASE].length && period_parse(text[T_BASE], &base) && period_parse(text[T_PERIOD], &target) &&
        target.last <= base.last) {
        *expected = N_("a period after the base");
        return N_("the target's period is not after its base");
    }
    *column = T_KIND;
    const struct indicator *indicator =
        rules->setting.indicators ? indicators_find(rules->setting.indicators, text[T_INDICATOR]) : NULL;
    if (indicator && side && indicator->direction != DIRECTION_RANGE && indicator->direction != DIRECTION_NONE &&
        direction_row(indicator->direction)->sign != side) {
        *expected = direction_row(indicator->direction)->sign > 0 ? "level_min" : "level_max";
        return N_("the target's side is not the indicator's direction");
    }
    for (size_t i = 0; text[T_TEXT].length && i < sizeof notations / sizeof *notations; i++) {
        ptrdiff_t at = str_find(text[T_TEXT], str_of(notations[i].sign));
        if (at < 0 || (notations[i].first && at > 0))
            continue;
        *expected = notations[i].kinds;
        if (!listed(notations[i].kinds, text[T_KIND]))
            return N_("the printed target is of another kind");
        break;
    }
    bool strict = str_eq(text[T_OP], STR("gt")) || str_eq(text[T_OP], STR("lt"));
    *column = T_VALUE;
    *expected = N_("a value on the better side of the base");
    return side && kind->aim != AIM_KEEP && num_parse(text[T_BASE_VALUE], &from) == NUM_OK &&
                   num_parse(text[T_VALUE], &to) == NUM_OK && num_compare(to, from) * side < (strict ? 0 : 1)
               ? N_("the base has met the target already")
               : NULL;
}

static bool target_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct target_rule *own = rule->own;
    struct str text[T_COLUMNS];
    struct period period;
    int column;
    const char *expected = "";
    for (int i = 0; i < T_COLUMNS; i++)
        text[i] = own->at[i] == COLUMN_NONE ? STR("") : record_field(record, own->at[i]);
    if (!period_parse(text[T_PERIOD], &period) || !text[T_KIND].length) {
        rule_unknown(rule);
        return true;
    }
    const char *fault = fault_of(rules, text, &column, &expected);
    if (!fault) {
        rule_pass(rule);
        return true;
    }
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure verdict = rule_on(rules, rule, record, own->at[column]);
    verdict.value = text[column];
    verdict.expected = voice_str(expected);
    struct str printed = STR("");
    if (text[T_TEXT].length)
        printed = say_format(rules->scratch, ", printed as %.*s", STR_ARG(text[T_TEXT]));
    verdict.message = say_format(rules->scratch, "%s: base %.*s in %.*s, target %.*s %.*s in %.*s%.*s",
                                 voice_text(fault), STR_ARG(text[T_BASE_VALUE]), STR_ARG(text[T_BASE]),
                                 STR_ARG(text[T_KIND]), STR_ARG(text[T_VALUE]), STR_ARG(text[T_PERIOD]),
                                 STR_ARG(printed));
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

/* ---- code_valid ---- */

enum { NEAR_MOST = 1000 };

static void code_open(struct rules *rules, struct rule *rule)
{
    if (!rules->setting.regions)
        rule_wrong(rule, 0, "code_valid needs the list of regions (--regions FILE)");
    uint32_t *column = mem_take(rules->mem, sizeof *column);
    *column = rule_column(rules, rule, rule_option(rule, "column", "region"), 0);
    rule->own = column;
}

static bool code_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct regions *regions = rules->setting.regions;
    uint32_t column = *(uint32_t *)rule->own;
    struct str code = record_field(record, column), successor = STR("");
    struct period period;
    if (!code.length || !period_parse(record_field(record, rules->cells->role[OBSERVED_PERIOD]), &period)) {
        rule_unknown(rule);
        return true;
    }
    const struct candidates rows = regions_coded(regions, code);
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct region *row = &regions->row[rows.row[i]];
        successor = row->successor.length ? row->successor : successor;
        if (region_valid(row, period.first, period.last)) {
            rule_pass(rule);
            return true;
        }
    }
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure verdict = rule_on(rules, rule, record, column);
    struct str when = record_field(record, rules->cells->role[OBSERVED_PERIOD]);
    verdict.value = code;
    /* To look for a near one takes as long as all the rest. */
    struct str near = !rows.count && rule->fails < NEAR_MOST ? regions_near(regions, code) : STR("");
    verdict.fix = rows.count ? successor : regions_find(regions, near) ? near : STR("");
    verdict.expected = say_format(rules->scratch, "a code of %s that is valid in %.*s", regions->file, STR_ARG(when));
    if (successor.length)
        successor = say_format(rules->scratch, "; its successor is %.*s", STR_ARG(successor));
    if (rows.count)
        verdict.message = say_format(rules->scratch, "the code %.*s was not valid in %.*s%.*s", STR_ARG(code),
                                     STR_ARG(when), STR_ARG(successor));
    else
        verdict.message = say_format(rules->scratch, "no region has the code %.*s", STR_ARG(code));
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

/* ---- the rows ---- */

const struct rule_kind kinds_catalog[] = {
    {"plan_target", N_("a row of a targets table is consistent in itself"), "", "target_kind,base_period,target_period",
     "plan,indicator,region,target_period", true, target_open, target_each, NULL, REACH_WIDE},
    {"code_valid", N_("a region's code is valid at the row's period"), "column", "period", "region,indicator,period",
     true, code_open, code_each, NULL, REACH_WIDE},
    {0}};
