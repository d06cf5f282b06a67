/* kind_row - kinds that judge a record by itself: row, key */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

/* ---- row ---- */

enum relation { EQUAL, AT_MOST, AT_LEAST, LESS, MORE };

struct condition {
    struct expr *whole;
    const struct expr_node *left, *right; /* when it is one comparison of figures: its sides */
    enum relation relation;
    struct str right_text;    /* of a comparison whose left side is that column */
    struct condition *kept;   /* the same for kept rows; null in itself */
    struct expr *kept_when;
    uint32_t column;          /* that the condition is about: that its left side is, or the only one that it
                                 names; or RECORD_WHOLE */
};

/* A text in quotes is compared as text, whatever it looks like. */
static bool is_text(struct expr_part part)
{
    return part.nature == EXPR_IS_LITERAL && !part.number;
}

/* The one column that the part names; *several where it names two. */
static void find_column(const struct expr_node *node, uint32_t *column, bool *several)
{
    struct expr_part part = expr_look(node);
    if (part.nature == EXPR_IS_NAME) {
        *several |= *column != RECORD_WHOLE && *column != part.slot;
        *column = part.slot;
    }
    for (size_t i = 0; i < part.operands; i++)
        find_column(part.operand[i], column, several);
}

/* What the condition says, compiled for records or for kept rows. */
static struct condition *condition_of(struct rules *rules, struct expr *whole)
{
    static const struct {
        const char *sign;
        enum relation relation;
    } signs[] = {{"<=", AT_MOST}, {">=", AT_LEAST}, {"==", EQUAL}, {"=", EQUAL}, {"<", LESS}, {">", MORE}};
    struct condition *own = mem_take(rules->mem, sizeof *own);
    *own = (struct condition){.whole = whole, .column = RECORD_WHOLE};
    struct expr_part root = expr_look(expr_root(whole));
    for (size_t i = 0; root.sign && i < sizeof signs / sizeof *signs; i++)
        if (str_eq(str_of(root.sign), str_of(signs[i].sign))) {
            struct expr_part left = expr_look(root.operand[0]);
            bool figures = !is_text(left) && !is_text(expr_look(root.operand[1]));
            own->relation = signs[i].relation;
            own->left = figures ? root.operand[0] : NULL;
            own->right = root.operand[1];
            if (left.nature == EXPR_IS_NAME) {
                own->right_text = root.right;
                own->column = left.slot;
            }
        }
    bool several = false;
    if (own->column == RECORD_WHOLE)
        find_column(expr_root(whole), &own->column, &several);
    if (several)
        own->column = RECORD_WHOLE;
    return own;
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
        /* Where the left side is the column, its field is what stands there and the right side what
         * should; of a figure made of the column the whole condition says what should be. */
        struct str here = own->right_text.length ? verdict.value
                                                 : measure_write(mem, left, NUM_SHORTEST, NUM_HALF_UP);
        struct str there = measure_write(mem, right, NUM_SHORTEST, NUM_HALF_UP);
        bool made = own->column != RECORD_WHOLE && !own->right_text.length;
        verdict.value = made ? verdict.value : here;
        verdict.expected = made ? rule->text : there;
        verdict.imbalance = measure_write(mem, apart, NUM_SHORTEST, NUM_HALF_UP);
        verdict.tolerance = rule->tolerant ? num_text(mem, within) : STR("");
        verdict.message = say_format(mem, "%.*s does not hold: %.*s on the left, %.*s on the right",
                                     STR_ARG(rule->text), STR_ARG(here), STR_ARG(there));
    } else {
        verdict.expected = own->right_text.length ? own->right_text : rule->text;
        verdict.message = say_format(mem, "%.*s does not hold", STR_ARG(rule->text));
    }
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(mem, mark);
    return !error;
}

/* Does it hold for what `now` is, and how far are its sides apart? */
static enum expr_truth test(const struct rule *rule, const struct condition *own, void *now, struct measure side[2],
                            struct measure *apart, struct num *within)
{
    enum expr_truth truth = rule->tolerant ? EXPR_UNKNOWN : expr_test(own->whole, now);
    if (own->left && truth != EXPR_TRUE) {
        side[0] = expr_part_measure(own->left, now);
        side[1] = expr_part_measure(own->right, now);
    }
    if (!side[0].known || !side[1].known)
        return truth;
    bool holds = near_enough(rule, own->relation, side[0], side[1], apart, within);
    return !rule->tolerant ? truth : holds ? EXPR_TRUE : EXPR_FALSE;
}

static bool row_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct condition *own = rule->own;
    struct measure side[2] = {{0}}, apart = {0};
    struct num within = num_of(0);
    enum expr_truth truth = test(rule, own, (void *)(uintptr_t)record, side, &apart, &within);
    if (truth == EXPR_FALSE)
        return tell_row(rules, rule, record, side[0], side[1], apart, within);
    if (truth == EXPR_TRUE)
        rule_pass(rule);
    else
        return rule_undecided(rules, rule, record, own->whole);
    return true;
}

static enum expr_truth row_at(struct rules *rules, struct rule *rule, const struct cell *cell)
{
    const struct condition *own = rule->own;
    struct kept_row now = {rules->cells, cell};
    struct measure side[2] = {{0}}, apart;
    struct num within;
    return rule_concerns(rules, rule, own->kept_when, cell) ? test(rule, own->kept, &now, side, &apart, &within)
                                                            : EXPR_UNKNOWN;
}

static void row_open(struct rules *rules, struct rule *rule)
{
    struct condition *own = condition_of(rules, rule_condition(rules, rule, rule->text, &rules->names));
    rule->own = own;
    rule->at = row_at;
    if (!own->left && rule->tolerant)
        rule_wrong(rule, 0, "a tolerance needs one comparison, such as a = b + c");
    own->kept = condition_of(rules, rule_kept_condition(rules, rule, rule->text));
    if (rule->when_text.length)
        own->kept_when = rule_kept_condition(rules, rule, rule->when_text);
}

const struct expr *kind_bound(const struct rules *rules, const struct rule *rule, const struct cell *cell)
{
    const struct condition *own = rule->kind->each == row_each ? rule->own : NULL;
    return own && rule_concerns(rules, rule, own->kept_when, cell) ? own->kept->whole : NULL;
}

/* ---- key ---- */

struct first {
    uint64_t line;
    const char *file;
};

static void key_open(struct rules *rules, struct rule *rule)
{
    struct str rest = rule->text, name;
    size_t place;
    const struct columns *columns = rules->setting.columns;
    bool all = str_eq(str_trim(rest), STR("*"));
    rule->by.at = mem_array(rules->mem, columns->count + RULE_BY_MAX, sizeof *rule->by.at);
    rule->by.count = 0;
    for (uint32_t i = 0; all && i < columns->count; i++)
        rule->by.at[rule->by.count++] = i;
    while (!all && rule_name(rules, rule, &rest, &name, &place)) {
        if (rule->by.count == RULE_BY_MAX)
            rule_wrong(rule, 0, "more than %d columns", RULE_BY_MAX);
        rule->by.at[rule->by.count++] = rule_column(rules, rule, name, place);
    }
    if (!rule->by.count)
        rule_wrong(rule, 0, "a key needs the names of its columns in expr, or * for all");
    rule->grouped = true;
    rule->own = mem_array(rules->mem, rule->by.count, sizeof(struct str));
    rule->group = group_open(rule->by.count, sizeof(struct first));
}

static bool key_each(struct rules *rules, struct rule *rule, const struct record *record)
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
    verdict.expected = voice_str("a key that did not come before");
    verdict.message = first->file == place.file
                          ? say_format(rules->scratch, "%.*s stood first on line %llu", STR_ARG(verdict.key),
                                       (unsigned long long)first->line)
                          : say_format(rules->scratch, "%.*s stood first on line %llu of %s", STR_ARG(verdict.key),
                                       (unsigned long long)first->line, first->file);
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

/* ---- the rows ---- */

const struct rule_kind kinds_row[] = {
    {"row", N_("a condition on the columns of a record"), NULL, "", "region,indicator,period", true, row_open, row_each,
     NULL, REACH_WIDE},
    {"key", N_("the columns in expr (* for all), together, are there once"), NULL, "", "", true, key_open, key_each,
     NULL, REACH_WIDE},
    {0}};
