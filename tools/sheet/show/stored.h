/* stored - a number of a workbook as the digits that are stored
 *
 * A workbook stores a number as text, mostly as the 17 digits that a double needs:
 * 66.400000000000006 was typed as 66.4.  Spreadsheets compute and show 15 digits and no
 * more, so what stands behind the fifteenth is dust and is rounded off; only a whole
 * number that is written out has all its digits meant, and keeps them.
 *
 * Moving the point and rounding (half away from zero, on the digits) are exact; nothing
 * here is a binary number.
 */
#ifndef STORED_H
#define STORED_H

#include "base/mem.h"

enum {
    STORED_DIGITS = 64,      /* at most, but for zeros behind them; more of them are no number */
    STORED_CLEAN = 15,       /* digits that a spreadsheet computes with */
    STORED_TEXT_MAX = 1024   /* what stored_write needs at most, with up to 100 places asked for */
};

struct stored {
    bool negative;
    bool whole;               /* was written out without point and exponent */
    int point;                /* digits before the point; may be negative, or more than there are */
    int count;                /* how many digits; 0 is zero */
    char digit[STORED_DIGITS]; /* '0' to '9'; neither the first nor the last is 0 */
};

/* Reads a stored number: sign, digits, point, exponent of up to three digits. */
bool stored_parse(struct str text, struct stored *value);

/* Takes the dust off.  A whole number that was written out is left as it is. */
void stored_clean(struct stored *value);

/* Multiplies by a power of ten. */
void stored_shift(struct stored *value, int places);

/* Keeps so many decimals, or so many digits in all, rounding half away from zero. */
void stored_round(struct stored *value, int places);
void stored_keep(struct stored *value, int digits);

/* Decimals that it has. */
int stored_places(const struct stored *value);

/* Writes it without an exponent, with at least so many digits before the point and so many
 * decimals; a minus where it is negative and not zero.  Returns the length. */
size_t stored_write(char into[STORED_TEXT_MAX], const struct stored *value, int whole, int places);

/* The number as a double, for limits and times of day. */
double stored_double(const struct stored *value);

#endif
