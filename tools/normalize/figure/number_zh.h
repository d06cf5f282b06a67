/* number_zh - what a cell of a Chinese statistical table says: value, unit, status ...
 *
 * A cell such as 预计36.57亿元①, ≥95% or 下降29.8% is taken apart into the value, the
 * unit, the status, the qualifier and a note, each for its own column.  Nothing is
 * computed but a shifted decimal point: values are strings of digits throughout, and
 * 1.10 keeps its places.
 *
 * The reader knows a grammar, not a style: footnote marks and brackets off, words of
 * words.def before the number, a sign, digits (in groups of three or not at all), a
 * scale word or a unit, words behind.  Every byte must be accounted for.  What is not
 * is refused with a reason, and so is what could mean two things: 1,23 and 12,34
 * (groups), 0,123 (a decimal comma?), ▲5 and (5) (a negative number, or not, by the
 * book's own convention: numbers_sign says so), two numbers in a cell, a change in a
 * column of levels, a unit against the column's.
 */
#ifndef NUMBER_ZH_H
#define NUMBER_ZH_H

#include "cell/symbol.h"
#include "cell/word.h"
#include "meaning/unit.h"

/* What can be done to a cell: name, the word in the change log, what it means. */
#define NUMBER_RULES(X) \
    X(SPACE, "space", "spaces around or inside a number taken out") \
    X(HIDDEN, "hidden", "invisible characters taken out") \
    X(WIDTH, "width", "full-width characters made narrow") \
    X(DASH, "dash", "a dash or minus sign made a hyphen") \
    X(FOOTNOTE, "footnote", "footnote marks moved to the note") \
    X(THOUSANDS, "thousands", "separators of thousands taken out") \
    X(POINT, "point", "a decimal comma or a middle dot made a decimal point, or a last point dropped") \
    X(UNIT, "unit", "the unit moved to its own column") \
    X(SCALE, "scale", "a scale word joined to the column's unit, or the point moved by it") \
    X(SIGN, "sign", "a sign in words, in brackets or behind the number put before it") \
    X(BOUND, "bound", "a bound moved to the qualifier") \
    X(STATUS, "status", "a word for the status moved to its own column") \
    X(CUMULATIVE, "cumulative", "the brackets of a five-year total moved to the caliber") \
    X(MULTIPLE, "multiple", "a growth by n times made n hundred percent") \
    X(WORDS, "words", "words around the number taken off; the cell is kept in the note") \
    X(PAIR, "pair", "a range or ratio taken apart") \
    X(NUMERAL, "numeral", "Chinese numerals made digits") \
    X(QUOTIENT, "quotient", "a fraction or ratio divided out, or a share made a part of 1") \
    X(HAN, "traditional", "traditional characters made simplified") \
    X(BINARY, "binary-digits", "digits that a binary fraction left behind taken off") \
    X(MISSING, "missing", "a sign for a missing figure made a status")

enum number_rule {
#define X(name, word, meaning) NUMBER_##name##_BIT,
    NUMBER_RULES(X)
#undef X
    NUMBER_RULE_COUNT
};

#define X(name, word, meaning) NUMBER_##name = 1 << NUMBER_##name##_BIT,
enum number_rules { NUMBER_RULES(X) };
#undef X

/* What the reader goes by.  Begins as zero bytes but for units and symbols. */
struct numbers {
    const struct units *units;
    const struct symbols *symbols;
    bool numerals;            /* are Chinese numerals read? */
    bool pairs;               /* are ranges and ratios taken apart? */
    char decimal;             /* --decimal-mark: ',' or '.'; 0: it was not said, and is a point */
    bool quotients;           /* are fractions and ratios one number, and shares (12.3%) parts of 1? */
    char triangle, open_triangle, brackets; /* what ▲, △ and (5) mean: '-', '+', or 0: refused */
    char fallen[3], risen;    /* likewise of ▼, ▽ and ↓, and of ↑ */
};

/* How many digits the figure of a number with a scale word may have before its point. */
#define NUMBER_MAGNITUDE_MAX 18

struct number_zh {
    enum { NUMBER_VALUE, NUMBER_NONE, NUMBER_REFUSED } verdict;
    struct str value;         /* a number that num_parse reads; empty unless NUMBER_VALUE */
    struct unit unit;         /* the cell's own, or the column's */
    struct str status, qualifier, caliber, note; /* empty: the cell says nothing of it */
    struct str first, second; /* of a range or a ratio, as the qualifier says; the value is empty */
    int scale;                /* the power of ten of the scale word that the cell's unit begins with; 0: none */
    bool change;              /* a word before it says which way it went: 增长, 下降 */
    unsigned rules;           /* what was done, a sum of enum number_rules */
    struct str why;           /* NUMBER_REFUSED: a sentence that continues "the cell ..." */
};

/* Reads a cell; `column` is the unit that holds for the column, its text empty when
 * there is none.  Texts point into the cell, the tables or the arena.  True unless
 * refused. */
bool number_zh_read(struct mem *mem, const struct numbers *how, struct str cell, const struct unit *column,
                    struct number_zh *number);

/* Is it written as a number plainly, so that nothing is to be done? */
bool number_is_plain(struct str text);

/* The rules of a sum, as the log names them: "width+thousands". */
struct str number_rules_text(struct mem *mem, unsigned rules);

#endif
