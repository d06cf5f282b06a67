/* number_zh_inside - a cell on its way, for the files of number_zh
 *
 * Each part of the grammar takes what it knows off c->rest and puts what it says into
 * c->number; it returns false with the refusal filled.
 */
#ifndef NUMBER_ZH_INSIDE_H
#define NUMBER_ZH_INSIDE_H

#include "figure/number_zh.h"

struct utterance {
    struct mem *mem;
    const struct numbers *how;
    struct str found;         /* trimmed, as it came */
    struct str rest;          /* what is not yet read */
    struct number_zh *number;
    bool negative, change, fall, quotient;
    struct str money, money_sign; /* the currency that stands before the number, and as it stands there */
    bool spoken;              /* were words taken off? */
};

/* Refuses the cell: `why` continues "the cell ...".  Always false. */
bool number_refuse(struct number_zh *number, struct str why);

/* Without spaces at both ends. */
struct str number_bare(struct str text);

/* Is there an Arabic digit? */
bool number_has_digit(struct str text);

/* What a word does. */
bool number_take_word(struct utterance *c, const struct word *w);

/* Is it a unit of shares or of points, which changes have? */
bool number_is_rate(const struct unit *unit);

/* ---- what stands behind the digits: number_zh_behind.c ---- */

/* 200多亿立方米: a word between the digits and the unit, or behind the scale word. */
bool number_take_more(struct utterance *c);

/* 五元三毛, 5元3角2分: the parts of a yuan are made its decimals. */
bool number_take_coins(struct utterance *c);

/* Words and brackets at the end. */
bool number_take_back(struct utterance *c);

/* What is left between the digits and the words behind: a unit, a scale word, nothing. */
bool number_take_unit(struct utterance *c, const struct unit *column);

/* A change: its sign, its bound seen from the other side, and where it may stand. */
bool number_take_change(struct utterance *c, const struct unit *column);

/* ---- ranges and ratios: number_zh_pair.c ---- */

/* 6%-7%, 6～7万, 1:2.3.  *taken tells whether it was one. */
bool number_take_pair(struct utterance *c, const struct unit *column, bool *taken);

#endif
