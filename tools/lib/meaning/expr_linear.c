/* expr_linear - conditions that are sums of names times numbers; see expr.h */
#include "base/str.h"
#include "meaning/expr_inside.h"

static bool is(const struct expr_node *node, enum expr_operation operation)
{
    return node->compute == expr_operators[operation].compute;
}

/* A number that stands there as one, however it is made; false for anything with a name. */
static bool constant(const struct expr_node *node, struct num *value)
{
    struct num a, b;
    if (is(node, EXPR_LITERAL) && node->literal.kind == EXPR_NUMBER) {
        *value = node->literal.number;
        return true;
    }
    if (is(node, EXPR_NEGATE) && constant(node->operand[0], &a)) {
        *value = num_negate(a);
        return true;
    }
    if (node->operands != 2 || !constant(node->operand[0], &a) || !constant(node->operand[1], &b))
        return false;
    return is(node, EXPR_ADD)        ? num_add(a, b, value)
           : is(node, EXPR_SUBTRACT) ? num_subtract(a, b, value)
           : is(node, EXPR_MULTIPLY) ? num_multiply(a, b, value)
                                     : is(node, EXPR_DIVIDE) && measure_decimal(measure_quotient(a, b), value);
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
static bool add(struct expr_linear *form, const struct expr_node *node, struct num factor)
{
    struct num value, inverse;
    if (is(node, EXPR_NAME))
        return add_name(form, node->slot, factor);
    if (constant(node, &value))
        return num_multiply(value, factor, &value) && num_add(form->constant, value, &form->constant);
    if (is(node, EXPR_NEGATE))
        return add(form, node->operand[0], num_negate(factor));
    if (is(node, EXPR_ADD) || is(node, EXPR_SUBTRACT))
        return add(form, node->operand[0], factor) &&
               add(form, node->operand[1], is(node, EXPR_ADD) ? factor : num_negate(factor));
    if (is(node, EXPR_MULTIPLY))
        for (size_t i = 0; i < 2; i++)
            if (constant(node->operand[i], &value))
                return num_multiply(value, factor, &value) && add(form, node->operand[1 - i], value);
    if (is(node, EXPR_DIVIDE) && constant(node->operand[1], &value))
        return measure_decimal(measure_quotient(num_of(1), value), &inverse) &&
               num_multiply(inverse, factor, &value) && add(form, node->operand[0], value);
    return false;
}

static bool gather(const struct expr_node *node, struct expr_linear *form, size_t most, size_t *count)
{
    if (is(node, EXPR_AND))
        return gather(node->operand[0], form, most, count) && gather(node->operand[1], form, most, count);
    if (!node->sign || *count == most)
        return false;
    struct expr_linear *own = &form[(*count)++];
    *own = (struct expr_linear){.sign = node->sign, .constant = num_of(0)};
    return add(own, node->operand[0], num_of(1)) && add(own, node->operand[1], num_of(-1)) && own->terms;
}

size_t expr_linear(const struct expr *expr, struct expr_linear *form, size_t most)
{
    size_t count = 0;
    return gather(expr->root, form, most, &count) ? count : 0;
}
