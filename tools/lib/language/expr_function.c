/* expr_function - the functions of expr, one row each */
#include "base/str.h"
#include "base/voice.h"
#include "language/expr_inside.h"

static struct expr_value operand(const struct expr_node *node, size_t i, void *now)
{
    return expr_node_value(node->operand[i], now);
}

static struct expr_value truth_of(bool value)
{
    return expr_truth_value(value ? EXPR_TRUE : EXPR_FALSE);
}

/* ---- of any value ---- */

static struct expr_value is_missing(const struct expr_node *node, void *now)
{
    return truth_of(operand(node, 0, now).kind == EXPR_MISSING);
}

static struct expr_value is_number(const struct expr_node *node, void *now)
{
    struct expr_value value = operand(node, 0, now);
    struct num unused;
    return truth_of(expr_as_number(&value, &unused));
}

/* The number of characters (code points). */
static struct expr_value length(const struct expr_node *node, void *now)
{
    struct expr_value value = operand(node, 0, now);
    if (value.kind != EXPR_TEXT)
        return value.kind == EXPR_MISSING ? expr_number(num_of(0)) : expr_missing();
    return expr_number(num_of((int64_t)str_runes(value.text)));
}

static struct expr_value starts(const struct expr_node *node, void *now)
{
    struct expr_value text = operand(node, 0, now), start = operand(node, 1, now);
    if (text.kind != EXPR_TEXT || start.kind != EXPR_TEXT)
        return expr_truth_value(EXPR_UNKNOWN);
    return truth_of(str_starts(text.text, start.text));
}

/* ---- of numbers ---- */

static struct expr_value absolute(const struct expr_node *node, void *now)
{
    struct expr_value value = operand(node, 0, now);
    struct measure a;
    if (!expr_as_measure(&value, &a))
        return expr_missing();
    return expr_of_measure(measure_sign(a) < 0 ? measure_negate(a) : a);
}

/* A whole number from -most to most. */
static bool whole(const struct expr_value *value, int most, int *result)
{
    struct num number;
    if (!expr_as_number(value, &number) || num_compare(num_abs(number), num_of(most)) > 0)
        return false;
    struct num rounded = num_round(number, 0, NUM_HALF_UP);
    *result = (int)rounded.mantissa;
    return num_compare(rounded, number) == 0;
}

static struct expr_value rounded(const struct expr_node *node, void *now)
{
    struct expr_value value = operand(node, 0, now);
    struct measure a;
    struct num decimal;
    int places = 0;
    if (!expr_as_measure(&value, &a))
        return expr_missing();
    if (node->operands > 1) {
        struct expr_value second = operand(node, 1, now);
        if (!whole(&second, 30, &places))
            return expr_missing();
    }
    if (measure_decimal(a, &decimal))
        return expr_number(num_round(decimal, places, NUM_HALF_UP));
    return num_divide(a.above, a.below, places, NUM_HALF_UP, &decimal) ? expr_number(decimal) : expr_missing();
}

static struct expr_value extreme(const struct expr_node *node, void *now, int sign)
{
    struct measure best = {0}, a;
    for (size_t i = 0; i < node->operands; i++) {
        struct expr_value value = operand(node, i, now);
        if (!expr_as_measure(&value, &a))
            return expr_missing();
        if (i == 0 || measure_order(a, best) * sign > 0)
            best = a;
    }
    return expr_of_measure(best);
}

static struct expr_value least(const struct expr_node *node, void *now)
{
    return extreme(node, now, -1);
}

static struct expr_value most(const struct expr_node *node, void *now)
{
    return extreme(node, now, 1);
}

static struct measure total(const struct expr_node *node, void *now)
{
    struct measure all = measure_of(num_of(0)), a;
    for (size_t i = 0; i < node->operands; i++) {
        struct expr_value value = operand(node, i, now);
        if (!expr_as_measure(&value, &a))
            return (struct measure){0};
        all = measure_add(all, a);
    }
    return all;
}

static struct expr_value sum(const struct expr_node *node, void *now)
{
    return expr_of_measure(total(node, now));
}

static struct expr_value mean(const struct expr_node *node, void *now)
{
    struct measure count = measure_of(num_of((int64_t)node->operands));
    return expr_of_measure(measure_divide(total(node, now), count));
}

/* A number as it is printed, whatever its unit. */
static struct expr_value number(const struct expr_node *node, void *now)
{
    const struct expr_node *name = node->operand[0];
    if (name->nature == EXPR_IS_NAME && name->names->figure)
        return name->names->figure(now, name->slot, true);
    struct expr_value value = expr_node_value(name, now);
    struct measure a;
    return expr_as_measure(&value, &a) ? expr_of_measure(a) : expr_missing();
}

/* ---- of series: the operand at another period ---- */

enum { FARTHEST = 100000 };

static struct expr_value moved(const struct expr_node *node, void *now, struct expr_move move)
{
    _Alignas(max_align_t) char then[EXPR_NOW_MAX];
    return node->names->at(now, move, then) ? operand(node, 0, then) : expr_missing();
}

static struct expr_value before(const struct expr_node *node, void *now)
{
    return moved(node, now, (struct expr_move){.steps = -1});
}

static struct expr_value lag(const struct expr_node *node, void *now)
{
    struct expr_value second = operand(node, 1, now);
    int steps;
    return whole(&second, FARTHEST, &steps) ? moved(node, now, (struct expr_move){.steps = -steps}) : expr_missing();
}

static struct expr_value same_period(const struct expr_node *node, void *now)
{
    int years = 1;
    if (node->operands > 1) {
        struct expr_value second = operand(node, 1, now);
        if (!whole(&second, FARTHEST, &years))
            return expr_missing();
    }
    return moved(node, now, (struct expr_move){.years = -years});
}

/* ---- the rows ---- */

static const struct expr_function functions[] = {
    {{"is_missing", "x", N_("true when x is empty"), false}, 1, 1, EXPR_IS_TRUTH, is_missing},
    {{"is_number", "x", N_("true when x is a number"), false}, 1, 1, EXPR_IS_TRUTH, is_number},
    {{"abs", "x", N_("x without its sign"), false}, 1, 1, EXPR_IS_FIRST, absolute},
    {{"round", "x [, places]", N_("x rounded half away from zero"), false}, 1, 2, EXPR_IS_SCALED, rounded},
    {{"length", "x", N_("number of characters"), false}, 1, 1, EXPR_IS_OTHER, length},
    {{"min", "x, ...", N_("the smallest; missing when one is missing"), false}, 1, 64, EXPR_IS_ALIKE, least},
    {{"max", "x, ...", N_("the largest; missing when one is missing"), false}, 1, 64, EXPR_IS_ALIKE, most},
    {{"sum", "x, ...", N_("the sum; missing when one is missing"), false}, 1, 64, EXPR_IS_ALIKE, sum},
    {{"mean", "x, ...", N_("the arithmetic mean; missing when one is missing"), false}, 1, 64, EXPR_IS_ALIKE, mean},
    {{"number", "x", N_("x as a number, without its unit"), false}, 1, 1, EXPR_IS_BARE, number},
    {{"starts", "x, start", N_("true when x begins with start"), false}, 2, 2, EXPR_IS_TRUTH, starts},
    {{"prev", "x", N_("x in the period before, of the same length"), true}, 1, 1, EXPR_IS_FIRST, before},
    {{"lag", "x, n", N_("x n periods earlier"), true}, 2, 2, EXPR_IS_FIRST, lag},
    {{"same_period", "x [, years]", N_("x in the same period a year (or so many) earlier"), true}, 1, 2, EXPR_IS_FIRST,
     same_period},
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

const struct expr_function_row *expr_record_function(size_t index)
{
    const struct expr_function_row *row;
    for (size_t i = 0; (row = expr_function(i)); i++)
        if (!row->series && index-- == 0)
            return row;
    return NULL;
}
