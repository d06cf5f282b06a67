/* expr_inside - what the compiler and the evaluator of expr share; not for others
 *
 * A compiled expression is a tree of nodes.  Each node carries the function that
 * computes it, so that evaluation is one indirect call a node.
 */
#ifndef EXPR_INSIDE_H
#define EXPR_INSIDE_H

#include "base/match.h"
#include "language/expr.h"

enum expr_operation {
    EXPR_OR, EXPR_AND, EXPR_NOT, EXPR_EQUAL, EXPR_UNEQUAL, EXPR_LESS, EXPR_AT_MOST, EXPR_MORE, EXPR_AT_LEAST,
    EXPR_IN, EXPR_MATCH, EXPR_ADD, EXPR_SUBTRACT, EXPR_MULTIPLY, EXPR_DIVIDE, EXPR_NEGATE, EXPR_CHOICE, EXPR_LITERAL,
    EXPR_NAME, EXPR_OPERATORS
};

struct expr_node {
    struct expr_value (*compute)(const struct expr_node *node, void *now);
    enum expr_nature nature;
    const struct expr_node **operand;
    size_t operands;
    size_t at;                /* where in the text it begins */
    struct str name;          /* as it is written, backquotes and all */
    const char *sign;         /* of a comparison, and what stands behind it */
    struct str right;
    bool is_text;             /* a literal in quotes: compares as text */
    struct expr_value literal;
    uint32_t slot;
    const struct expr_names *names;
    struct match *pattern;
};

struct expr {
    const struct expr_node *root;
};

struct expr_operator {
    struct expr_value (*compute)(const struct expr_node *node, void *now);
    enum expr_nature nature;
};
extern const struct expr_operator expr_operators[EXPR_OPERATORS];

struct expr_function {
    struct expr_function_row row;
    size_t least, most;       /* arguments */
    enum expr_nature nature;
    struct expr_value (*compute)(const struct expr_node *node, void *now);
};

/* A value as a measure; false for everything that is no number. */
bool expr_as_measure(const struct expr_value *value, struct measure *result);

/* A number as it is, a text that reads as one, a quotient as its nearest double. */
bool expr_as_number(const struct expr_value *value, struct num *result);

/* The values that there are. */
struct expr_value expr_missing(void);
struct expr_value expr_number(struct num value);
struct expr_value expr_truth_value(enum expr_truth truth);

/* The functions in order; null after the last. */
const struct expr_function *expr_function_at(size_t index);

/* The value of a node. */
struct expr_value expr_node_value(const struct expr_node *node, void *now);

#endif
