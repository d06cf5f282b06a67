/* expr - see expr.h; this file holds the values and how they are computed, the
 * compiler is in expr_parse.c, the functions are in expr_function.c */
#include "base/str.h"
#include "io/column.h"
#include "language/expr_inside.h"

struct expr_value expr_missing(void)
{
    return (struct expr_value){.kind = EXPR_MISSING, .truth = EXPR_UNKNOWN};
}

struct expr_value expr_number(struct num value)
{
    return (struct expr_value){.kind = EXPR_NUMBER, .number = value};
}

struct expr_value expr_truth_value(enum expr_truth truth)
{
    return (struct expr_value){.kind = EXPR_TRUTH, .truth = truth};
}

static enum expr_truth truth_of(bool value)
{
    return value ? EXPR_TRUE : EXPR_FALSE;
}

static bool is_quotient(const struct expr_value *value)
{
    return value->kind == EXPR_NUMBER && value->below.mantissa != 0;
}

struct expr_value expr_of_measure(struct measure measure)
{
    struct num rounded;
    if (!measure.known)
        return expr_missing();
    if (measure.exact && measure.below.mantissa == 1 && measure.below.scale == 0)
        return expr_number(measure.above);
    if (measure.exact)
        return (struct expr_value){.kind = EXPR_NUMBER, .number = measure.above, .below = measure.below};
    return num_from_double(measure.number, &rounded) ? expr_number(rounded) : expr_missing();
}

/* A plain decimal: a number as it is, a text that reads as one. */
static bool as_decimal(const struct expr_value *value, struct num *result)
{
    if (value->kind == EXPR_NUMBER && !is_quotient(value)) {
        *result = value->number;
        return true;
    }
    return value->kind == EXPR_TEXT && num_parse(value->text, result) == NUM_OK;
}

bool expr_as_measure(const struct expr_value *value, struct measure *result)
{
    struct num decimal;
    if (is_quotient(value))
        *result = measure_quotient(value->number, value->below);
    else if (as_decimal(value, &decimal))
        *result = measure_of(decimal);
    else
        return false;
    return true;
}

bool expr_as_number(const struct expr_value *value, struct num *result)
{
    if (!is_quotient(value))
        return as_decimal(value, result);
    struct measure measure = measure_quotient(value->number, value->below);
    return measure_decimal(measure, result) || num_from_double(measure_near(measure), result);
}

/* ---- operators ---- */

static enum expr_truth kleene_not(enum expr_truth a)
{
    return a == EXPR_UNKNOWN ? EXPR_UNKNOWN : a == EXPR_TRUE ? EXPR_FALSE : EXPR_TRUE;
}

static enum expr_truth test_node(const struct expr_node *node, void *now)
{
    struct expr_value value = node->compute(node, now);
    return value.kind == EXPR_TRUTH ? value.truth : EXPR_UNKNOWN;
}

static struct expr_value junction(const struct expr_node *node, void *now, enum expr_truth decisive)
{
    enum expr_truth left = test_node(node->operand[0], now);
    if (left == decisive)
        return expr_truth_value(left);
    enum expr_truth right = test_node(node->operand[1], now);
    if (right == decisive)
        return expr_truth_value(right);
    return expr_truth_value(left == EXPR_UNKNOWN ? left : right);
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
    return expr_truth_value(kleene_not(test_node(node->operand[0], now)));
}

/* Where the condition is unknown, the branches decide if they agree. */
static struct expr_value do_choice(const struct expr_node *node, void *now)
{
    static const struct expr_value holds = {.kind = EXPR_TRUTH, .truth = EXPR_TRUE};
    enum expr_truth which = test_node(node->operand[0], now);
    bool other = node->operands > 2;
    if (which == EXPR_TRUE)
        return expr_node_value(node->operand[1], now);
    struct expr_value second = other ? expr_node_value(node->operand[2], now) : holds;
    if (which == EXPR_FALSE)
        return second;
    struct expr_value first = expr_node_value(node->operand[1], now);
    bool agree = first.kind == EXPR_TRUTH && second.kind == EXPR_TRUTH && first.truth == second.truth;
    return agree ? first : expr_missing();
}

/* Orders two values; false when that is unknown. */
static bool order(const struct expr_value *a, const struct expr_value *b, int *result)
{
    if (a->kind == EXPR_MISSING || b->kind == EXPR_MISSING || a->kind == EXPR_TRUTH || b->kind == EXPR_TRUTH)
        return false;
    struct num left, right;
    struct measure whole, part;
    if (as_decimal(a, &left) && as_decimal(b, &right))
        *result = num_compare(left, right);
    else if ((is_quotient(a) || is_quotient(b)) && expr_as_measure(a, &whole) && expr_as_measure(b, &part))
        *result = measure_order(whole, part);
    else if (a->kind == EXPR_NUMBER || b->kind == EXPR_NUMBER)
        return false;
    else
        *result = str_cmp(a->text, b->text);
    return true;
}

/* A literal text is compared as text, whatever it looks like: '007' is not 7. */
static bool order_nodes(const struct expr_node *node, void *now, int *result)
{
    struct expr_value a = expr_node_value(node->operand[0], now), b;
    if (a.kind == EXPR_MISSING)
        return false;
    b = expr_node_value(node->operand[1], now);
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
        return expr_truth_value(order_nodes(node, now, &order_of) ? truth_of(condition) : EXPR_UNKNOWN); \
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
    return expr_truth_value(found);
}

static struct expr_value do_match(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    if (value.kind != EXPR_TEXT)
        return expr_truth_value(EXPR_UNKNOWN);
    enum match_verdict verdict = match_test(node->pattern, value.text);
    return expr_truth_value(verdict == MATCH_YES ? EXPR_TRUE : verdict == MATCH_NO ? EXPR_FALSE : EXPR_UNKNOWN);
}

typedef bool arithmetic(struct num a, struct num b, struct num *result);
typedef struct measure measuring(struct measure a, struct measure b);

/* Plain decimals go the short way (null: there is none), quotients the long one. */
static struct expr_value compute(const struct expr_node *node, void *now, arithmetic *plainly, measuring *how)
{
    struct expr_value a = expr_node_value(node->operand[0], now), b = expr_node_value(node->operand[1], now);
    struct num left, right, result;
    struct measure whole, part;
    if (plainly && as_decimal(&a, &left) && as_decimal(&b, &right))
        return plainly(left, right, &result) ? expr_number(result) : expr_missing();
    if (!expr_as_measure(&a, &whole) || !expr_as_measure(&b, &part))
        return expr_missing();
    return expr_of_measure(how(whole, part));
}

static struct expr_value do_add(const struct expr_node *node, void *now)
{
    return compute(node, now, num_add, measure_add);
}

static struct expr_value do_subtract(const struct expr_node *node, void *now)
{
    return compute(node, now, num_subtract, measure_subtract);
}

static struct expr_value do_multiply(const struct expr_node *node, void *now)
{
    return compute(node, now, num_multiply, measure_multiply);
}

static struct expr_value do_divide(const struct expr_node *node, void *now)
{
    return compute(node, now, NULL, measure_divide);
}

static struct expr_value do_negate(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node->operand[0], now);
    struct measure a;
    return expr_as_measure(&value, &a) ? expr_of_measure(measure_negate(a)) : expr_missing();
}

static struct expr_value do_literal(const struct expr_node *node, void *now)
{
    (void)now;
    return node->literal;
}

static struct expr_value do_name(const struct expr_node *node, void *now)
{
    if (node->names->figure)
        return node->names->figure(now, node->slot, false);
    struct str text = node->names->value(now, node->slot);
    if (!text.length)
        return expr_missing();
    return (struct expr_value){.kind = EXPR_TEXT, .text = text};
}

const struct expr_operator expr_operators[EXPR_OPERATORS] = {
    [EXPR_OR] = {do_or, EXPR_IS_TRUTH},
    [EXPR_AND] = {do_and, EXPR_IS_TRUTH},
    [EXPR_NOT] = {do_not, EXPR_IS_TRUTH},
    [EXPR_EQUAL] = {do_equal, EXPR_IS_CONDITION},
    [EXPR_UNEQUAL] = {do_unequal, EXPR_IS_CONDITION},
    [EXPR_LESS] = {do_less, EXPR_IS_CONDITION},
    [EXPR_AT_MOST] = {do_at_most, EXPR_IS_CONDITION},
    [EXPR_MORE] = {do_more, EXPR_IS_CONDITION},
    [EXPR_AT_LEAST] = {do_at_least, EXPR_IS_CONDITION},
    [EXPR_IN] = {do_in, EXPR_IS_CONDITION},
    [EXPR_MATCH] = {do_match, EXPR_IS_TRUTH},
    [EXPR_ADD] = {do_add, EXPR_IS_ALIKE},
    [EXPR_SUBTRACT] = {do_subtract, EXPR_IS_ALIKE},
    [EXPR_MULTIPLY] = {do_multiply, EXPR_IS_PRODUCT},
    [EXPR_DIVIDE] = {do_divide, EXPR_IS_QUOTIENT},
    [EXPR_CHOICE] = {do_choice, EXPR_IS_CHOICE},
    [EXPR_NEGATE] = {do_negate, EXPR_IS_FIRST},
    [EXPR_LITERAL] = {do_literal, EXPR_IS_LITERAL},
    [EXPR_NAME] = {do_name, EXPR_IS_NAME},
};

/* ---- evaluation ---- */

struct expr_value expr_node_value(const struct expr_node *node, void *now)
{
    return node->compute(node, now);
}

struct expr_value expr_value(const struct expr *expr, void *now)
{
    struct expr_value value = expr_node_value(expr->root, now);
    struct num number;
    if (!is_quotient(&value))
        return value;
    return expr_as_number(&value, &number) ? expr_number(number) : expr_missing();
}

struct measure expr_part_measure(const struct expr_node *node, void *now)
{
    struct expr_value value = expr_node_value(node, now);
    struct measure measure;
    return expr_as_measure(&value, &measure) ? measure : (struct measure){0};
}

struct measure expr_measure(const struct expr *expr, void *now)
{
    return expr_part_measure(expr->root, now);
}

enum expr_truth expr_test(const struct expr *expr, void *now)
{
    return test_node(expr->root, now);
}

static bool stopped(const struct expr_node *node, void *now)
{
    struct expr_value value = node->pattern ? expr_node_value(node->operand[0], now) : expr_missing();
    bool found = value.kind == EXPR_TEXT && match_test(node->pattern, value.text) == MATCH_LIMIT;
    for (size_t i = 0; !found && i < node->operands; i++)
        found = stopped(node->operand[i], now);
    return found;
}

bool expr_stopped(const struct expr *expr, void *now)
{
    return stopped(expr->root, now);
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
    return (struct expr_names){.find = find_column, .value = column_value, .state = (void *)(uintptr_t)columns,
                               .known = columns->name, .knowns = columns->count};
}

/* ---- looking at an expression ---- */

const struct expr_node *expr_root(const struct expr *expr)
{
    return expr->root;
}

struct expr_part expr_look(const struct expr_node *node)
{
    return (struct expr_part){.nature = node->nature, .operand = node->operand, .operands = node->operands,
                              .slot = node->slot, .literal = node->literal.number, .sign = node->sign,
                              .right = node->right,
                              .number = node->nature == EXPR_IS_LITERAL && node->literal.kind == EXPR_NUMBER};
}

/* ---- sums of names times numbers ---- */

static bool is_node(const struct expr_node *node, enum expr_operation operation)
{
    return node->compute == expr_operators[operation].compute;
}

/* A number that stands there as one, however it is made; false for anything with a name. */
static bool constant_of(const struct expr_node *node, struct num *value)
{
    struct num a, b;
    if (is_node(node, EXPR_LITERAL) && node->literal.kind == EXPR_NUMBER) {
        *value = node->literal.number;
        return true;
    }
    if (is_node(node, EXPR_NEGATE) && constant_of(node->operand[0], &a)) {
        *value = num_negate(a);
        return true;
    }
    if (node->operands != 2 || !constant_of(node->operand[0], &a) || !constant_of(node->operand[1], &b))
        return false;
    return is_node(node, EXPR_ADD)        ? num_add(a, b, value)
           : is_node(node, EXPR_SUBTRACT) ? num_subtract(a, b, value)
           : is_node(node, EXPR_MULTIPLY) ? num_multiply(a, b, value)
                                     : is_node(node, EXPR_DIVIDE) && measure_decimal(measure_quotient(a, b), value);
}

static bool add_name(struct expr_linear *form, uint32_t slot, struct num factor)
{
    for (size_t i = 0; i < form->terms; i++)
        if (form->term[i].slot == slot)
            return num_add(form->term[i].factor, factor, &form->term[i].factor);
    if (form->terms == EXPR_LINEAR_TERMS)
        return false;
    form->term[form->terms].slot = slot;
    form->term[form->terms++].factor = factor;
    return true;
}

/* factor * node, added to the form. */
static bool add_linear(struct expr_linear *form, const struct expr_node *node, struct num factor)
{
    struct num value, inverse;
    if (is_node(node, EXPR_NAME))
        return add_name(form, node->slot, factor);
    if (constant_of(node, &value))
        return num_multiply(value, factor, &value) && num_add(form->constant, value, &form->constant);
    if (is_node(node, EXPR_NEGATE))
        return add_linear(form, node->operand[0], num_negate(factor));
    if (is_node(node, EXPR_ADD) || is_node(node, EXPR_SUBTRACT))
        return add_linear(form, node->operand[0], factor) &&
               add_linear(form, node->operand[1], is_node(node, EXPR_ADD) ? factor : num_negate(factor));
    if (is_node(node, EXPR_MULTIPLY))
        for (size_t i = 0; i < 2; i++)
            if (constant_of(node->operand[i], &value))
                return num_multiply(value, factor, &value) && add_linear(form, node->operand[1 - i], value);
    if (is_node(node, EXPR_DIVIDE) && constant_of(node->operand[1], &value))
        return measure_decimal(measure_quotient(num_of(1), value), &inverse) &&
               num_multiply(inverse, factor, &value) && add_linear(form, node->operand[0], value);
    return false;
}

static bool gather_linear(const struct expr_node *node, struct expr_linear *form, size_t most, size_t *count)
{
    if (is_node(node, EXPR_AND))
        return gather_linear(node->operand[0], form, most, count) && gather_linear(node->operand[1], form, most, count);
    if (!node->sign || *count == most)
        return false;
    struct expr_linear *own = &form[(*count)++];
    *own = (struct expr_linear){.sign = node->sign, .constant = num_of(0)};
    return add_linear(own, node->operand[0], num_of(1)) && add_linear(own, node->operand[1], num_of(-1)) && own->terms;
}

size_t expr_linear(const struct expr *expr, struct expr_linear *form, size_t most)
{
    size_t count = 0;
    return gather_linear(expr->root, form, most, &count) ? count : 0;
}
