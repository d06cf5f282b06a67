/* mask - the format code of a number, taken to pieces
 *
 * A code such as #,##0.0_);(#,##0.0) or [$-804]yyyy"年"m"月" has up to four sections parted by
 * semicolons, for positive, negative, zero and text, or under conditions in brackets; each
 * is a row of tokens.  A section is a date when it has a letter of dates outside quotes, a
 * number when it has a place for digits, and words where it has neither.  The exclamation
 * mark is a backslash, as the Chinese program has it: 0!.0,"万" shows 123456 as 12.3万.
 *
 * Of what a section of numbers does to a value all is counted here: by which power of ten
 * it scales (% and trailing commas, and the written-out point of 0\.0,), how many digits it
 * shows, what stands around them.
 */
#ifndef MASK_H
#define MASK_H

#include "show/stored.h"

enum {
    MASK_SECTIONS = 4,
    MASK_TOKENS = 96,
    MASK_CODE_MAX = 1024      /* bytes; a longer code is taken as General */
};

enum mask_token_kind {
    MASK_WORDS,               /* `text` as it is */
    MASK_PAD,                 /* room as wide as a character */
    MASK_DIGIT,               /* a place for a digit: `letter` is 0, # or ? */
    MASK_POINT, MASK_COMMA, MASK_PERCENT,
    MASK_EXPONENT,            /* `letter` is + or -, and more digits follow */
    MASK_SLASH,               /* of a fraction */
    MASK_GENERAL, MASK_TEXT,
    MASK_DATE,                /* `letter` y m d h s a(weekday) e g, or M for minutes; `count` of them */
    MASK_ELAPSED,             /* the same in brackets: h, M, s beyond their bounds */
    MASK_PART,                /* parts of a second, `count` digits */
    MASK_NOON                 /* AM/PM, A/P or 上午/下午: `text` is the code's */
};

struct mask_token {
    enum mask_token_kind kind;
    char letter;
    int count;
    struct str text;
};

enum mask_kind { MASK_IS_WORDS, MASK_IS_GENERAL, MASK_IS_NUMBER, MASK_IS_FRACTION, MASK_IS_DATE, MASK_IS_TEXT };

struct mask_section {
    enum mask_kind kind;
    struct mask_token *token;
    int tokens;
    char comparison;          /* 0, or '<', '>', '=', 'l' for <=, 'g' for >=, '!' for <> */
    double limit;
    int ideographs;           /* 1 to 3 of [DBNum1] and so on; 0: none */
    bool unused;              /* an empty section, which shows nothing */
    /* Of numbers: */
    int power;                /* of ten by which the value is scaled */
    int whole, places, exponent; /* places for digits before and behind the point, of the exponent */
    int least_whole, least_places; /* those that are always there: 0 */
    int written_point;        /* of the first, so many stand behind a point that is mere text; 0: there is none */
    bool grouped;
};

struct mask {
    struct mask_section section[MASK_SECTIONS];
    int sections;
    bool text_last;           /* the last of them is for text */
};

/* Takes a code to pieces; what it points to is the code's.  A code that is none (too long,
 * an open quote) is General. */
const struct mask *mask_read(struct mem *mem, struct str code);

/* The section for a number, and whether the sign is its own affair, so that it is shown
 * without one. */
const struct mask_section *mask_for_number(const struct mask *mask, const struct stored *value, bool *unsigned_);

/* The section for text, or null where text is shown as it is. */
const struct mask_section *mask_for_text(const struct mask *mask);

/* The code that a number stands for where the workbook has none of it: 10 is 0.00%.  Null for
 * what is none.  27 to 36 and 50 to 58 are as the Chinese program has them. */
const char *mask_builtin(unsigned number);

#endif
