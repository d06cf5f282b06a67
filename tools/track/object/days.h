/* days - dates of tasks, and the time between them
 *
 * A date is a day, or a period of which the first day counts where something begins and the
 * last where something ends or is reported: "2023-06" is due on 2023-06-30.  Months are
 * counted between ends of months where both days are such, so from 2022-11-30 to 2023-06-30
 * it is 7, and from 2024-12-31 to 2027-06-30 it is 30.
 */
#ifndef DAYS_H
#define DAYS_H

#include "meaning/sheet.h"

/* A day that may be missing: days since 1970-01-01. */
struct day {
    int32_t number;
    bool known;
};

/* Reads a day or a period; `last` says which end of the period it is.  False for anything
 * else that is not empty, with *day untouched; the empty text is a day that is not known. */
bool day_read(struct str text, bool last, struct day *day);

/* A kind of sheet columns: a struct day, the last day of what is written. */
sheet_kind sheet_day_last;

/* "2023-06-30". */
struct str day_text(struct mem *mem, int32_t number);

/* Whole months from one day to the other, negative backwards. */
int day_months(int32_t from, int32_t to);

/* The day so many months on; the end of a month stays one.  Days that the month lacks are its
 * last.  Clipped to the calendar's years 1 to 9999. */
int32_t day_add_months(int32_t day, int64_t months);

#endif
