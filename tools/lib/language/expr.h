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
 * if A then B else C, or if(A, B, C), is B where A holds and C where it does not;
 * without a C it is a condition that holds wherever A does not.  Where A is unknown
 * the two branches decide when they agree (both hold, or both do not), and otherwise
 * it is unknown.  What follows then and else reaches as far as it can.
 *
 * Values are numbers, texts, truths, or missing.  A field is whatever it is used
 * as: beside a number, and in arithmetic, it is a number; otherwise a text.  Two
 * fields compare as numbers when both are numbers.  A field that is empty is
 * missing; a field that is needed as a number and is none counts as missing too
 * (is_number tells).  What touches a missing value is unknown, in Kleene's
 * three-valued logic: unknown and false is false, unknown or true is true, and
 * anything else stays unknown.  Unknown never passes.
 *
 * +, - and * are exact on decimals of up to 38 digits; a result that needs more is
 * missing.  / makes a quotient that stays exact through further steps and is
 * compared without rounding; where a result is asked for as a decimal and does not
 * come out even, it is the nearest double.
 *
 * A name may hold points (gdp.yoy).  Names may be series: then prev(x), lag(x, n)
 * and same_period(x) give x at another period, whatever expression x is, provided
 * that the tool says how to get there.
 *
 * An expression is compiled once.  It holds no state between records.
 * expr_function lists the functions; one row adds one.
 */
#ifndef EXPR_H
#define EXPR_H

#include "base/diag.h"
#include "base/mem.h"
#include "values/measure.h"
#include "values/num.h"

enum expr_kind { EXPR_MISSING, EXPR_NUMBER, EXPR_TEXT, EXPR_TRUTH };
enum expr_truth { EXPR_FALSE, EXPR_TRUE, EXPR_UNKNOWN };

struct expr_value {
    enum expr_kind kind;
    struct num number;
    union {
        struct str text;      /* points into the record or the expression */
        struct num below;     /* inside an expression: a quotient, when not 0 */
    };
    enum expr_truth truth;
};

/* The value that a measure is, for `figure` below. */
struct expr_value expr_of_measure(struct measure measure);

/* A number of periods, and of years, to go forward (negative: back). */
struct expr_move {
    int steps, years;
};

/* A `now` that `at` has made must fit into this many bytes. */
#define EXPR_NOW_MAX 96

/* How an expression finds what its names mean.  The tool hands one in. */
struct expr_names {
    /* At compile time: the slot of a name; false when there is none such. */
    bool (*find)(void *state, struct str name, uint32_t *slot);
    /* At evaluation: the text behind a slot.  `now` is expr_test's. */
    struct str (*value)(void *now, uint32_t slot);
    void *state;
    const struct str *known;  /* all names, for "did you mean" */
    size_t knowns;
    /* The rest may be left out. */
    const char *noun;         /* what a name is called in messages; "column" when null */
    /* At evaluation, in place of `value`: the number behind a slot; `bare` when its unit
     * is to be left aside, as number(x) asks. */
    struct expr_value (*figure)(void *now, uint32_t slot, bool bare);
    /* At evaluation, for series: fills `then` with what `now` is at another period; false
     * when there is no such period.  Null: the names have no past. */
    bool (*at)(const void *now, struct expr_move move, void *then);
};

struct expr;

/* What is wrong with an expression: the code (`expression` or `pattern`), the byte of
 * it from 0, and a sentence with the near name where a name is at fault. */
struct expr_fault {
    enum diag_code code;
    size_t at;
    struct str message;
    struct str hint;          /* how what other languages write there is written here, to end the message with */
};

/* Compiles a text from a file; an error ends the run with the place there and in
 * characters, and a caret line on a terminal.  `names` must live as long as the expression. */
struct expr *expr_compile(struct mem *mem, struct str text, const struct place *place, const struct expr_names *names);

/* The same for what must be a condition: a figure, a text or a name alone is a mistake.
 * The first gives null with *fault filled where it is wrong; what the second compiles stood
 * in an option. */
struct expr *expr_parse_condition(struct mem *mem, struct str text, const struct expr_names *names,
                                  struct expr_fault *fault);
struct expr *expr_compile_condition(struct mem *mem, struct str text, const char *option,
                                    const struct expr_names *names);

/* The list of words that a name's text is always one of; null: it may be any text. */
struct sheet_words;
typedef const struct sheet_words *expr_closed(void *state, struct str name);

/* Warns of each word that a condition holds such a name against by =, !=, in or a pattern, and that it never has: the
 * condition is good, but does not ask what somebody meant.  It stood in an option, or (null) at a place.  `closed` is
 * handed `state`; null: all names may be any text. */
void expr_hold_words(struct mem *mem, const struct expr *expr, expr_closed *closed, void *state, const char *option,
                     const struct place *place);

/* Evaluates a condition against `now`, which is handed to names->value.  Allocates nothing. */
enum expr_truth expr_test(const struct expr *expr, void *now);

/* Where that is EXPR_UNKNOWN: does a pattern stop at its limit on one of the texts that it is
 * held against?  Then nothing is missing, and who judges data must not let them pass as
 * incomplete. */
bool expr_stopped(const struct expr *expr, void *now);

/* expr_value as a measure: exact where expr_value has rounded to a double.  Not known
 * where the value is missing or no number. */
struct measure expr_measure(const struct expr *expr, void *now);

/* The names of a table's columns; `now` is then a const struct record *. */
struct columns;
struct expr_names expr_columns(const struct columns *columns);

/* The functions, for help and manuals: null after the last. */
struct expr_function_row {
    const char *name, *arguments, *help;
    bool series;              /* needs names that are series */
};
const struct expr_function_row *expr_function(size_t index);

/* The same of those that have a meaning for a record: without those over series. */
const struct expr_function_row *expr_record_function(size_t index);

/* ---- looking at an expression from outside ---- */

/* What a part does with its operands, as far as units are concerned. */
enum expr_nature {
    EXPR_IS_LITERAL,
    EXPR_IS_NAME,
    EXPR_IS_BARE,             /* number(x): a name without its unit */
    EXPR_IS_ALIKE,            /* +, mean: operands are of one sort, and so is the result */
    EXPR_IS_FIRST,            /* prev, abs: the result is of the first operand's sort */
    EXPR_IS_SCALED,           /* round: likewise, but it depends on the unit's scale */
    EXPR_IS_PRODUCT,
    EXPR_IS_QUOTIENT,
    EXPR_IS_CHOICE,           /* if with else: the first operand is a truth, the others are alike */
    EXPR_IS_CONDITION,        /* operands are of one sort, the result is a truth */
    EXPR_IS_TRUTH,            /* a truth whose operands are free */
    EXPR_IS_OTHER             /* a number without a unit; operands are free */
};

/* A part of an expression: its nature, a literal's number, a name's slot, a comparison's sign
 * (else null) and the text behind it. */
struct expr_node;
struct expr_part {
    enum expr_nature nature;
    const struct expr_node *const *operand;
    size_t operands;
    uint32_t slot;
    bool number;              /* a literal that is a number */
    struct num literal;
    const char *sign;
    struct str right;
};
const struct expr_node *expr_root(const struct expr *expr);
struct expr_part expr_look(const struct expr_node *node);

/* A comparison of sums: factor * name + ... + constant SIGN 0, the sign as it is written. */
enum { EXPR_LINEAR_TERMS = 60 };
struct expr_linear {
    struct {
        uint32_t slot;
        struct num factor;
    } term[EXPR_LINEAR_TERMS];
    size_t terms;
    struct num constant;
    const char *sign;
};

/* The comparisons that a condition consists of, joined by `and`; 0 where one is no such sum, or there
 * are more than `most`. */
size_t expr_linear(const struct expr *expr, struct expr_linear *form, size_t most);

/* What expr_measure is to the whole. */
struct measure expr_part_measure(const struct expr_node *node, void *now);

/* ---- for tests ---- */

/* As expr_compile; null with *fault filled when it is wrong. */
struct expr *expr_parse(struct mem *mem, struct str text, const struct expr_names *names, struct expr_fault *fault);

/* Evaluates against `now`.  Text results are good as long as the texts behind the slots.
 * Allocates nothing. */
struct expr_value expr_value(const struct expr *expr, void *now);

#endif
