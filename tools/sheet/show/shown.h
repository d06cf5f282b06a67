/* shown - what a cell shows, as text
 *
 * The value that is stored and the format code of its cell together say what a reader of
 * the workbook sees: 0.053 under 0.0% is 5.3%.  There are three answers:
 *
 *   MEANT   what the cell shows, with all the decimals that are stored: the format says
 *           what the figure is (a percentage, ten thousands, a month), and rounds nothing.
 *           0.05349 under 0.0% is 5.349%; 123456 under 0!.0,"万" is 12.3456万; a day under
 *           yyyy"年"m"月" is 2022-01.  Without thousands commas and padding, the minus always
 *           as one; never with fewer decimals than are shown: 5 under 0.0 is 5.0.  Dates are
 *           ISO 8601 with just as much as is shown; one without a year stays as it is shown
 *   SHOWN   the characters that are shown in a column that is wide enough, rounded
 *   STORED  the bytes that are stored
 */
#ifndef SHOWN_H
#define SHOWN_H

#include "show/mask.h"
#include "show/serial.h"

enum shown_as { SHOWN_MEANT, SHOWN_SHOWN, SHOWN_STORED };

enum { SHOWN_MAX = 4096 };    /* bytes; nothing longer comes of a code and a number */

/* A text that is put together. */
struct ink {
    char at[SHOWN_MAX];
    size_t length;
};

/* What there may be to say about it. */
enum shown_fault {
    SHOWN_FINE,
    SHOWN_NO_DAY,             /* a date format, and no day of the calendar: the stored number is given */
    SHOWN_NOTHING             /* the format shows nothing: the number is given */
};

/* A number under a format, into `shown`. */
enum shown_fault shown_number(struct ink *shown, const struct mask *mask, struct stored value, enum shown_as as,
                              bool from_1904);

/* A text under a format: mostly the text itself, which is then returned. */
struct str shown_text(struct ink *shown, const struct mask *mask, struct str text);

/* ---- inside ---- */

/* Adds a text, as much of it as there is room for. */
void shown_put(struct ink *shown, struct str text);

/* A section of dates: in characters, or, for MEANT, as ISO 8601 where it has a year and no
 * words of its own.  False when the value is no day. */
bool shown_date(struct ink *shown, const struct mask_section *section, const struct stored *value,
                enum shown_as as, bool from_1904);

/* A whole number in Chinese characters of a kind (1: 一百二十, 2: 壹佰贰拾, 3: full-width digits);
 * `by_digit` says each digit for itself: 二〇二二. */
void shown_ideographs(struct ink *shown, struct str digits, int kind, bool by_digit);

#endif
