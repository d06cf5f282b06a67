/* kind_row - kinds that judge a record by itself: row, key, code_valid, plan_target */
#include "base/str.h"
#include "kinds/kind.h"
#include "meaning/catalog.h"

/* ---- row ---- */

enum relation { EQUAL, AT_MOST, AT_LEAST, LESS, MORE };

struct condition {
    struct expr *whole;
    const struct expr_node *left, *right; /* when it is one comparison of figures: its sides */
    enum relation relation;
    struct str right_text;    /* of any comparison */
    uint32_t column;          /* that the left side is, or RECORD_WHOLE */
};

/* A text in quotes is compared as text, whatever it looks like. */
static bool is_text(struct expr_part part)
{
    return part.nature == EXPR_IS_LITERAL && !part.number;
}

void row_open(struct rules *rules, struct rule *rule)
{
    static const struct {
        const char *sign;
        enum relation relation;
    } signs[] = {{"<=", AT_MOST}, {">=", AT_LEAST}, {"==", EQUAL}, {"=", EQUAL}, {"<", LESS}, {">", MORE}};
    struct condition *own = mem_take(rules->mem, sizeof *own);
    rule->own = own;
    own->column = RECORD_WHOLE;
    own->whole = rule_condition(rules, rule, rule->text, &rules->names);
    struct expr_part whole = expr_look(expr_root(own->whole));
    for (size_t i = 0; whole.sign && i < sizeof signs / sizeof *signs; i++)
        if (str_eq(str_of(whole.sign), str_of(signs[i].sign))) {
            struct expr_part left = expr_look(whole.operand[0]);
            bool figures = !is_text(left) && !is_text(expr_look(whole.operand[1]));
            own->relation = signs[i].relation;
            own->right_text = whole.right;
            own->left = figures ? whole.operand[0] : NULL;
            own->right = whole.operand[1];
            own->column = left.nature == EXPR_IS_NAME ? left.slot : RECORD_WHOLE;
        }
    if (!own->left && rule->tolerant)
        rule_wrong(rule, 0, "a tolerance needs one comparison, such as a = b + c");
}

static bool near_enough(const struct rule *rule, enum relation relation, struct measure left,
                        struct measure right, struct measure *apart, struct num *within)
{
    struct num base = num_of(0);
    measure_decimal(right, &base);
    *apart = measure_subtract(left, right);
    *within = rule_allowed(rule, num_of(0), base);
    struct measure size = measure_sign(*apart) < 0 ? measure_negate(*apart) : *apart;
    int order = measure_sign(*apart);
    bool beyond = measure_compare(size, *within) > 0;
    return relation == EQUAL      ? !beyond
           : relation == AT_MOST  ? order <= 0 || !beyond
           : relation == AT_LEAST ? order >= 0 || !beyond
           : relation == LESS     ? order < 0
                                  : order > 0;
}

static bool tell_row(struct rules *rules, struct rule *rule, const struct record *record, struct measure left,
                     struct measure right, struct measure apart, struct num within)
{
    const struct condition *own = rule->own;
    struct mem *mem = rules->scratch;
    struct mem_mark mark = mem_mark(mem);
    struct failure verdict = rule_on(rules, rule, record, own->column);
    if (own->column != RECORD_WHOLE)
        verdict.value = record_field(record, own->column);
    if (own->left && left.known && right.known) {
        verdict.value = own->column == RECORD_WHOLE ? measure_write(mem, left, NUM_SHORTEST, NUM_HALF_UP)
                                                    : verdict.value;
        verdict.expected = measure_write(mem, right, NUM_SHORTEST, NUM_HALF_UP);
        verdict.imbalance = measure_write(mem, apart, NUM_SHORTEST, NUM_HALF_UP);
        verdict.tolerance = rule->tolerant ? num_text(mem, within) : STR("");
        verdict.message = mem_format(mem, "%.*s does not hold: %.*s on the left, %.*s on the right",
                                     STR_ARG(rule->text), STR_ARG(verdict.value), STR_ARG(verdict.expected));
    } else {
        verdict.expected = own->right_text.length ? own->right_text : rule->text;
        verdict.message = mem_format(mem, "%.*s does not hold", STR_ARG(rule->text));
    }
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(mem, mark);
    return !error;
}

bool row_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct condition *own = rule->own;
    void *now = (void *)(uintptr_t)record;
    struct measure left = {0}, right = {0}, apart = {0};
    struct num within = num_of(0);
    enum expr_truth truth = rule->tolerant ? EXPR_UNKNOWN : expr_test(own->whole, now);
    if (own->left && truth != EXPR_TRUE) {
        left = expr_part_measure(own->left, now);
        right = expr_part_measure(own->right, now);
    }
    if (left.known && right.known) {
        bool holds = near_enough(rule, own->relation, left, right, &apart, &within);
        if (rule->tolerant)
            truth = holds ? EXPR_TRUE : EXPR_FALSE;
    }
    if (truth == EXPR_FALSE)
        return tell_row(rules, rule, record, left, right, apart, within);
    if (truth == EXPR_TRUE)
        rule_pass(rule);
    else
        return rule_undecided(rules, rule, record, own->whole);
    return true;
}

/* ---- key ---- */

struct first {
    uint64_t line;
    const char *file;
};

void key_open(struct rules *rules, struct rule *rule)
{
    struct str rest = rule->text, name;
    const struct columns *columns = rules->setting.columns;
    bool all = str_eq(str_trim(rest), STR("*"));
    rule->by.at = mem_array(rules->mem, columns->count + RULE_BY_MAX, sizeof *rule->by.at);
    rule->by.count = 0;
    for (uint32_t i = 0; all && i < columns->count; i++)
        rule->by.at[rule->by.count++] = i;
    while (!all && str_cut(&rest, ',', &name)) {
        if (rule->by.count == RULE_BY_MAX)
            rule_wrong(rule, 0, "more than %d columns", RULE_BY_MAX);
        name = str_trim(name);
        rule->by.at[rule->by.count++] = rule_column(rules, rule, name,
                                                     str_runes(str_part(rule->text, 0,
                                                                        (size_t)(name.at - rule->text.at))) + 1);
    }
    if (!rule->by.count)
        rule_wrong(rule, 0, "a key needs the names of its columns in expr, or * for all");
    rule->grouped = true;
    rule->own = mem_array(rules->mem, rule->by.count, sizeof(struct str));
    rule->group = group_open(rule->by.count, sizeof(struct first));
}

bool key_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    struct str *text = rule->own;
    size_t bytes = 0;
    for (uint32_t i = 0; i < rule->by.count; i++) {
        text[i] = record_field(record, rule->by.at[i]);
        bytes += text[i].length;
    }
    if (bytes == 0) {
        rule_unknown(rule);
        return true;
    }
    struct place place = reader_place(rules->reader, RECORD_WHOLE);
    struct first *first = group_at(rule->group, text);
    if (!first->line) {
        *first = (struct first){place.line, place.file};
        rule_pass(rule);
        return true;
    }
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure verdict = rule_on(rules, rule, record, RECORD_WHOLE);
    verdict.value = verdict.key;
    verdict.column = rule->text;
    verdict.expected = STR("a key that did not come before");
    verdict.message = mem_format(rules->scratch, "%.*s stood first on line %llu%s%s", STR_ARG(verdict.key),
                                 (unsigned long long)first->line, first->file == place.file ? "" : " of ",
                                 first->file == place.file ? "" : first->file);
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

/* ---- code_valid ---- */

enum { NEAR_MOST = 1000 };

void code_open(struct rules *rules, struct rule *rule)
{
    if (!rules->setting.regions)
        rule_wrong(rule, 0, "code_valid needs the list of regions (--regions FILE)");
    uint32_t *column = mem_take(rules->mem, sizeof *column);
    *column = rule_column(rules, rule, rule_option(rule, "column", "region"), 0);
    rule->own = column;
}

bool code_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct regions *regions = rules->setting.regions;
    uint32_t column = *(uint32_t *)rule->own;
    struct str code = record_field(record, column), successor = STR("");
    struct period period;
    if (!code.length || !period_parse(record_field(record, rules->cells->role[ROLE_PERIOD]), &period)) {
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
    struct str when = record_field(record, rules->cells->role[ROLE_PERIOD]);
    verdict.value = code;
    /* To look for a near one takes as long as all the rest. */
    struct str near = !rows.count && rule->fails < NEAR_MOST ? regions_near(regions, code) : STR("");
    verdict.fix = rows.count ? successor : regions_find(regions, near) ? near : STR("");
    verdict.expected = mem_format(rules->scratch, "a code of %s that is valid in %.*s", regions->file, STR_ARG(when));
    if (rows.count)
        verdict.message = mem_format(rules->scratch, "the code %.*s was not valid in %.*s%s%.*s", STR_ARG(code),
                                     STR_ARG(when), successor.length ? "; its successor is " : "",
                                     STR_ARG(successor));
    else
        verdict.message = mem_format(rules->scratch, "no region has the code %.*s", STR_ARG(code));
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

/* ---- plan_target ---- */

static const char *const target_column[] = {"indicator",  "base_period",  "base_value", "target_period",
                                            "target_kind", "target_value", "target_text"};
enum { T_INDICATOR, T_BASE, T_BASE_VALUE, T_PERIOD, T_KIND, T_VALUE, T_TEXT, T_COLUMNS };

/* What a printed target says about its kind: a sign, and the words of kinds that it
 * allows. */
static const struct notation {
    const char *sign;
    bool first;               /* only at the start */
    const char *kinds;
} notations[] = {
    {"[", false, "cumulative_change_min|cumulative_reduction_min"},
    {"［", false, "cumulative_change_min|cumulative_reduction_min"},
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

void target_open(struct rules *rules, struct rule *rule)
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

/* 1 for a target to be reached from below, -1 from above, 0 for others. */
static int side_of(struct str kind)
{
    return str_starts(kind, STR("level_min")) ? 1 : str_starts(kind, STR("level_max")) ? -1 : 0;
}

static const char *fault_of(const struct rules *rules, const struct str text[T_COLUMNS], int *column,
                            const char **expected)
{
    struct period base, target;
    struct num from, to;
    int side = side_of(text[T_KIND]);
    *column = T_PERIOD;
    if (text[T_BASE].length && period_parse(text[T_BASE], &base) && period_parse(text[T_PERIOD], &target) &&
        target.last <= base.last) {
        *expected = "a period after the base";
        return "the target's period is not after its base";
    }
    *column = T_KIND;
    const struct indicator *indicator =
        rules->setting.indicators ? indicators_find(rules->setting.indicators, text[T_INDICATOR]) : NULL;
    if (indicator && side && indicator->direction != DIRECTION_RANGE && indicator->direction != DIRECTION_NONE &&
        direction_row(indicator->direction)->sign != side) {
        *expected = direction_row(indicator->direction)->sign > 0 ? "level_min" : "level_max";
        return "the target's side is not the indicator's direction";
    }
    for (size_t i = 0; text[T_TEXT].length && i < sizeof notations / sizeof *notations; i++) {
        ptrdiff_t at = str_find(text[T_TEXT], str_of(notations[i].sign));
        if (at < 0 || (notations[i].first && at > 0))
            continue;
        *expected = notations[i].kinds;
        if (!listed(notations[i].kinds, text[T_KIND]))
            return "the printed target is of another kind";
        break;
    }
    bool keep = str_ends(text[T_KIND], STR("_keep"));
    *column = T_VALUE;
    *expected = "a value on the better side of the base";
    return side && !keep && num_parse(text[T_BASE_VALUE], &from) == NUM_OK &&
                   num_parse(text[T_VALUE], &to) == NUM_OK && num_compare(to, from) * side < 0
               ? "the base has met the target already"
               : NULL;
}

bool target_each(struct rules *rules, struct rule *rule, const struct record *record)
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
    verdict.expected = str_of(expected);
    verdict.message = mem_format(rules->scratch, "%s: base %.*s in %.*s, target %.*s %.*s in %.*s%s%.*s", fault,
                                 STR_ARG(text[T_BASE_VALUE]), STR_ARG(text[T_BASE]), STR_ARG(text[T_KIND]),
                                 STR_ARG(text[T_VALUE]), STR_ARG(text[T_PERIOD]),
                                 text[T_TEXT].length ? ", printed as " : "", STR_ARG(text[T_TEXT]));
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}
