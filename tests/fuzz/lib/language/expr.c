/* Fuzz target: expressions.  What is compiled gives the same twice, a condition is what its
 * value says, and the laws of three-valued logic hold for it; what is refused has a place
 * in the text and a sentence. */
#include <stdlib.h>

#include "base/str.h"
#include "language/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct str names[] = {STR("v"), STR("b"), STR("u"), STR("n"), STR("码")};
static const struct str fields[] = {STR("12.50"), STR("-3"), STR("亿元"), STR(""), STR("007")};
enum { NAMES = sizeof names / sizeof *names };

static void check(bool holds)
{
    if (!holds)
        abort();
}

static bool find(void *state, struct str name, uint32_t *slot)
{
    (void)state;
    for (*slot = 0; *slot < NAMES; ++*slot)
        if (str_eq(names[*slot], name))
            return true;
    return false;
}

/* `now` is by how much the names are turned round: the series that prev and lag go back in. */
static struct str value(void *now, uint32_t slot)
{
    return fields[(slot + (uint32_t) * (int *)now) % NAMES];
}

static bool at(const void *now, struct expr_move move, void *then)
{
    int to = *(const int *)now + move.steps % 9 + 2 * (move.years % 9);
    memcpy(then, &to, sizeof to);
    return to >= 0 && to < NAMES;
}

static const struct expr_names resolver = {.find = find, .value = value, .at = at, .known = names, .knowns = NAMES};

/* The truth of `before TEXT behind`. */
static enum expr_truth truth_of(struct mem *mem, const char *before, struct str text, const char *behind)
{
    int now = 4;
    struct expr_fault fault;
    struct str whole = mem_format(mem, "%s%.*s%s", before, (int)text.length, text.at, behind);
    struct expr *expr = expr_parse(mem, whole, &resolver, &fault);
    if (expr)
        return expr_test(expr, &now);
    check(str_eq(fault.message, STR("too many levels")) || str_eq(fault.message, STR("too many items in a list")));
    return EXPR_UNKNOWN;
}

static void hold_laws(struct mem *mem, struct str text, enum expr_truth truth)
{
    enum expr_truth opposite = truth_of(mem, "not (", text, ")");
    if (truth_of(mem, "(", text, ")") != truth)
        return;               /* brackets were a level too many */
    check(truth == EXPR_UNKNOWN || opposite == EXPR_UNKNOWN || truth != opposite);
    check(truth_of(mem, "1 = 1 or (", text, ")") == EXPR_TRUE);
    check(truth_of(mem, "1 = 2 and (", text, ")") == EXPR_FALSE);
    check(truth_of(mem, "if(1 = 1, (", text, "), 1 = 2)") == truth);
    check(truth_of(mem, "if 1 = 2 then (", text, ")") == EXPR_TRUE);
}

static void look(const struct expr_node *node)
{
    struct expr_part part = expr_look(node);
    check(part.nature != EXPR_IS_NAME || part.slot < NAMES);
    for (size_t i = 0; i < part.operands; i++)
        look(part.operand[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 1000)
        return 0;
    struct mem *mem = mem_open();
    struct str text = {(const char *)data, size};
    struct expr_fault fault = {.at = SIZE_MAX};
    struct expr *expr = expr_parse(mem, text, &resolver, &fault);
    if (!expr)
        check(fault.at <= size && fault.message.length);
    for (int now = 0; expr && now < NAMES; now++) {
        struct expr_value one = expr_value(expr, &now), other = expr_value(expr, &now);
        check(one.kind == other.kind && one.kind <= EXPR_TRUTH);
        check(one.kind != EXPR_NUMBER || num_compare(one.number, other.number) == 0);
        check(expr_test(expr, &now) == (one.kind == EXPR_TRUTH ? one.truth : EXPR_UNKNOWN));
        check(one.kind != EXPR_NUMBER || expr_measure(expr, &now).known);
    }
    if (expr) {
        int now = 4;
        look(expr_root(expr));
        /* A NUL would end the texts that the laws are written with; only conditions have laws. */
        if (!memchr(data, 0, size) && expr_parse_condition(mem, text, &resolver, &fault))
            hold_laws(mem, text, expr_test(expr, &now));
    }
    mem_close(mem);
    return 0;
}
