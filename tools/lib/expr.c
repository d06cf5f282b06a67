/* expr - see expr.h; this file holds the values and how they are computed, the
 * compiler is in expr_parse.c */
#include "column.h"
#include "expr_inside.h"
#include "str.h"

static struct expr_value missing(void)
{
    return (struct expr_value){.kind = EXPR_MISSING, .truth = EXPR_UNKNOWN};
}

static struct expr_value number(struct num value)
{
    return (struct expr_value){.kind = EXPR_NUMBER, .number = value};
}

static struct expr_value truth(enum expr_truth value)
{
    return (struct expr_value){.kind = EXPR_TRUTH, .truth = value};
}

static enum expr_truth truth_of(bool value)
{
    return value ? EXPR_TRUE : EXPR_FALSE;
}

/* A number as it is, a text that reads as one; false for everything else. */
static bool as_number(const struct expr_value *value, struct num *result)
{
    if (value->kind == EXPR_NUMBER) {
        *result = value->number;
        return true;
    }
    return value->kind == EXPR_TEXT && num_parse(value->text, result) == NUM_OK;
}

/* ---- operators ---- */

static enum expr_truth kleene_not(enum expr_truth a)
{
    return a == EXPR_UNKNOWN ? EXPR_UNKNOWN : a == EXPR_TRUE ? EXPR_FALSE : EXPR_TRUE;
}

static struct expr_value junction(const struct expr_node *node, void *now, enum expr_truth decisive)
{
    enum expr_truth left = expr_node_test(node->operand[0], now);
    if (left == decisive)
        return truth(left);
    enum expr_truth right = expr_node_test(node->operand[1], now);
    if (right == decisive)
        return truth(right);
    return truth(left == EXPR_UNKNOWN ? left : right);
}

static struct expr_value do_and(const struct expr_node *node, void *now)
{
    return junction(node, now, EXPR_FALSE);
}

static struct expr_value do_or(const struct expr_node *node, void *now)
{
    return junction(node, now, EXPR_TRUE);
}

static struct expr_value do_not(const struct expr_node *node, void *now)
{
    return truth(kleene_not(expr_node_test(node->operand[0], now)));
}

/* Orders two values; false when that is unknown. */
static bool order(const struct expr_value *a, const struct expr_value *b, int *result)
{
    if (a->kind == EXPR_MISSING || b->kind == EXPR_MISSING || a->kind == EXPR_TRUTH || b->kind == EXPR_TRUTH)
        return false;
    struct num left, right;
    bool numbers = as_number(a, &left) && as_number(b, &right);
    if (numbers)
        *result = num_compare(left, right);
    else if (a->kind == EXPR_NUMBER || b->kind == EXPR_NUMBER)
        return false;
    else
        *result = str_cmp(a->text, b->text);
    return true;
}

/* A literal text is compared as text, whatever it looks like: '007' is not 7. */
static bool order_nodes(const struct expr_node *node, void *now, int *result)
{
    struct expr_value a = expr_node_value(node->operand[0], now), b = expr_node_value(node->operand[1], now);
    bool literal = node->operand[0]->is_text || node->operand[1]->is_text;
    if (literal && a.kind == EXPR_TEXT && b.kind == EXPR_TEXT) {
        *result = str_cmp(a.text, b.text);
        return true;
    }
    return order(&a, &b, result);
}

#define COMPARISON(name, condition) \
    static struct expr_value name(const struct expr_node *node, void *now) \
    { \
        int order_of; \
        return order_nodes(node, now, &order_of) ? truth(truth_of(condition)) : truth(EXPR_UNKNOWN); \
    }
COMPARISON(do_equal, order_of == 0)
COMPARISON(do_unequal, order_of != 0)
COMPARISON(do_less, order_of < 0)
COMPARISON(do_at_most, order_of <= 0)
COMPARISON(do_more, order_of > 0)
COMPARISON(do_at_least, order_of >= 0)

static struct expr_value do_in(const struct expr_node *node, void *now)
{
    enum expr_truth found = EXPR_FALSE;
    for (size_t i = 1; i < node->operands && found != EXPR_TRUE; i++) {
        const struct expr_node pair = {.operand = (const struct expr_node *[]){node->operand[0], node->operand[i]}};
        int order_of;
        if (!order_nodes(&pair, now, &order_of))
            found = EXPR_UNKNOWN;
        else if (order_of == 0)
            found = EXPR_TRUE;
    }
    return truth(found);
}

static struct expr_value do_match(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    if (value.kind != EXPR_TEXT)
        return truth(EXPR_UNKNOWN);
    enum match_verdict verdict = match_test(node->pattern, value.text);
    return truth(verdict == MATCH_YES ? EXPR_TRUE : verdict == MATCH_NO ? EXPR_FALSE : EXPR_UNKNOWN);
}

typedef bool arithmetic(struct num a, struct num b, struct num *result);

/* An even division is exact; another is rounded once, as a double. */
static bool divide(struct num a, struct num b, struct num *result)
{
    struct num exact, back;
    if (num_sign(b) == 0)
        return false;
    if (num_divide(a, b, 20, NUM_HALF_UP, &exact) && num_multiply(exact, b, &back) && num_compare(back, a) == 0) {
        *result = exact;
        return true;
    }
    double left, right;
    return num_to_double(a, &left) && num_to_double(b, &right) && right != 0 && num_from_double(left / right, result);
}

static struct expr_value compute(const struct expr_node *node, void *now, arithmetic *how)
{
    struct expr_value a = expr_node_value(node->operand[0], now), b = expr_node_value(node->operand[1], now);
    struct num left, right, result;
    if (as_number(&a, &left) && as_number(&b, &right) && how(left, right, &result))
        return number(result);
    return missing();
}

static struct expr_value do_add(const struct expr_node *node, void *now)
{
    return compute(node, now, num_add);
}

static struct expr_value do_subtract(const struct expr_node *node, void *now)
{
    return compute(node, now, num_subtract);
}

static struct expr_value do_multiply(const struct expr_node *node, void *now)
{
    return compute(node, now, num_multiply);
}

static struct expr_value do_divide(const struct expr_node *node, void *now)
{
    return compute(node, now, divide);
}

static struct expr_value do_negate(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    struct num a;
    return as_number(&value, &a) ? number(num_negate(a)) : missing();
}

static struct expr_value do_literal(const struct expr_node *node, void *now)
{
    (void)now;
    return node->literal;
}

static struct expr_value do_name(const struct expr_node *node, void *now)
{
    struct str text = node->names->value(now, node->slot);
    if (!text.length)
        return missing();
    return (struct expr_value){.kind = EXPR_TEXT, .text = text};
}

const struct expr_operator expr_operators[EXPR_OPERATORS] = {
    [EXPR_OR] = {do_or},           [EXPR_AND] = {do_and},           [EXPR_NOT] = {do_not},
    [EXPR_EQUAL] = {do_equal},     [EXPR_UNEQUAL] = {do_unequal},   [EXPR_LESS] = {do_less},
    [EXPR_AT_MOST] = {do_at_most}, [EXPR_MORE] = {do_more},         [EXPR_AT_LEAST] = {do_at_least},
    [EXPR_IN] = {do_in},           [EXPR_MATCH] = {do_match},       [EXPR_ADD] = {do_add},
    [EXPR_SUBTRACT] = {do_subtract}, [EXPR_MULTIPLY] = {do_multiply}, [EXPR_DIVIDE] = {do_divide},
    [EXPR_NEGATE] = {do_negate},   [EXPR_LITERAL] = {do_literal},   [EXPR_NAME] = {do_name},
};

/* ---- functions ---- */

static struct expr_value is_missing(const struct expr_node *node, void *now)
{
    return truth(truth_of(expr_node_value(node->operand[0], now).kind == EXPR_MISSING));
}

static struct expr_value is_number(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    struct num unused;
    return truth(truth_of(as_number(&value, &unused)));
}

static struct expr_value absolute(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    struct num a;
    return as_number(&value, &a) ? number(num_abs(a)) : missing();
}

static struct expr_value rounded(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    struct num a, places = num_of(0);
    if (!as_number(&value, &a))
        return missing();
    if (node->operands > 1) {
        struct expr_value second = expr_node_value(node->operand[1], now);
        if (!as_number(&second, &places) || num_compare(num_abs(places), num_of(30)) > 0)
            return missing();
    }
    return number(num_round(a, (int)num_round(places, 0, NUM_HALF_UP).mantissa, NUM_HALF_UP));
}

/* The number of characters (code points). */
static struct expr_value length(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    if (value.kind != EXPR_TEXT)
        return value.kind == EXPR_MISSING ? number(num_of(0)) : missing();
    int64_t count = 0;
    for (struct str rest = value.text; rest.length; count++)
        str_rune(&rest);
    return number(num_of(count));
}

static struct expr_value extreme(const struct expr_node *node, void *now, int sign)
{
    struct num best = num_of(0), a;
    for (size_t i = 0; i < node->operands; i++) {
        struct expr_value value = expr_node_value(node->operand[i], now);
        if (!as_number(&value, &a))
            return missing();
        if (i == 0 || num_compare(a, best) * sign > 0)
            best = a;
    }
    return number(best);
}

static struct expr_value least(const struct expr_node *node, void *now)
{
    return extreme(node, now, -1);
}

static struct expr_value most(const struct expr_node *node, void *now)
{
    return extreme(node, now, 1);
}

static struct expr_value starts(const struct expr_node *node, void *now)
{
    struct expr_value text = expr_node_value(node->operand[0], now), start = expr_node_value(node->operand[1], now);
    if (text.kind != EXPR_TEXT || start.kind != EXPR_TEXT)
        return truth(EXPR_UNKNOWN);
    return truth(truth_of(str_starts(text.text, start.text)));
}

static const struct expr_function functions[] = {
    {{"is_missing", "x", "true when x is empty"}, 1, 1, is_missing},
    {{"is_number", "x", "true when x is a number"}, 1, 1, is_number},
    {{"abs", "x", "x without its sign"}, 1, 1, absolute},
    {{"round", "x [, places]", "x rounded half away from zero"}, 1, 2, rounded},
    {{"length", "x", "number of characters"}, 1, 1, length},
    {{"min", "x, ...", "the smallest; missing when one is missing"}, 1, 64, least},
    {{"max", "x, ...", "the largest; missing when one is missing"}, 1, 64, most},
    {{"starts", "x, start", "true when x begins with start"}, 2, 2, starts},
};

const struct expr_function *expr_function_at(size_t index)
{
    return index < sizeof functions / sizeof *functions ? &functions[index] : NULL;
}

const struct expr_function_row *expr_function(size_t index)
{
    const struct expr_function *function = expr_function_at(index);
    return function ? &function->row : NULL;
}

/* ---- evaluation ---- */

struct expr_value expr_node_value(const struct expr_node *node, void *now)
{
    return node->compute(node, now);
}

enum expr_truth expr_node_test(const struct expr_node *node, void *now)
{
    struct expr_value value = node->compute(node, now);
    return value.kind == EXPR_TRUTH ? value.truth : EXPR_UNKNOWN;
}

struct expr_value expr_value(const struct expr *expr, void *now)
{
    return expr_node_value(expr->root, now);
}

enum expr_truth expr_test(const struct expr *expr, void *now)
{
    return expr_node_test(expr->root, now);
}

/* ---- names of columns ---- */

static bool find_column(void *state, struct str name, uint32_t *slot)
{
    *slot = column_find(state, name);
    return *slot != COLUMN_NONE;
}

static struct str column_value(void *now, uint32_t slot)
{
    return record_field(now, slot);
}

struct expr_names expr_columns(const struct columns *columns)
{
    return (struct expr_names){find_column, column_value, (void *)(uintptr_t)columns, columns->name, columns->count};
}
