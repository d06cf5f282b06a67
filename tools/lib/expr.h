/* expr - the language of conditions and formulas
 *
 *   value > 0 and unit = '亿元'
 *   region in ('330203', '330205') or not is_missing(note)
 *   abs(value - base) / base <= 0.05
 *
 * Operators from loose to tight: or, and, not, comparisons (= != < <= > >= in,
 * not in, =~, !~), + -, * /, unary -.  Texts stand in single or double quotes, a
 * doubled quote inside stands for one; names are letters, digits and _ (any
 * character beyond ASCII is a letter), other names stand in `backquotes`.
 *
 * Values are numbers, texts, truths, or missing.  A field is whatever it is used
 * as: beside a number, and in arithmetic, it is a number; otherwise a text.  Two
 * fields compare as numbers when both are numbers.  A field that is empty is
 * missing; a field that is needed as a number and is none counts as missing too
 * (is_number tells).  What touches a missing value is unknown, in Kleene's
 * three-valued logic: unknown and false is false, unknown or true is true, and
 * anything else stays unknown.  Unknown never passes.
 *
 * +, - and * are exact on decimals of up to 38 digits, / is rounded to a double
 * when it does not come out even; a result that needs more digits is missing.
 *
 * An expression is compiled once.  It holds no state between records.
 * expr_functions lists the functions; one row adds one.
 *
 * May include: every floor below.
 */
#ifndef EXPR_H
#define EXPR_H

#include "mem.h"
#include "num.h"

/* How an expression finds what its names mean.  The tool hands one in. */
struct expr_names {
    /* At compile time: the slot of a name; false when there is none such. */
    bool (*find)(void *state, struct str name, uint32_t *slot);
    /* At evaluation: the text behind a slot.  `now` is expr_test's. */
    struct str (*value)(void *now, uint32_t slot);
    void *state;
    const struct str *known;  /* all names, for "did you mean" */
    size_t knowns;
};

enum expr_kind { EXPR_MISSING, EXPR_NUMBER, EXPR_TEXT, EXPR_TRUTH };
enum expr_truth { EXPR_FALSE, EXPR_TRUE, EXPR_UNKNOWN };

struct expr_value {
    enum expr_kind kind;
    struct num number;
    struct str text;          /* points into the record or the expression */
    enum expr_truth truth;
};

struct expr;

/* Compiles; an error ends the run (code `expression`) with the position, a caret
 * line and, for a name or function, the near one.  `where` is the option or file
 * that it stood in.  `names` must live as long as the expression. */
struct expr *expr_compile(struct mem *mem, struct str text, const char *where, const struct expr_names *names);

/* Evaluates against `now`, which is handed to names->value.  Text results are good
 * as long as the texts behind the slots.  Allocates nothing. */
struct expr_value expr_value(const struct expr *expr, void *now);

/* The same as a condition. */
enum expr_truth expr_test(const struct expr *expr, void *now);

/* The names of a table's columns; `now` is then a const struct record *. */
struct columns;
struct expr_names expr_columns(const struct columns *columns);

/* The functions, for help and manuals: null after the last. */
struct expr_function_row {
    const char *name, *arguments, *help;
};
const struct expr_function_row *expr_function(size_t index);

#endif
