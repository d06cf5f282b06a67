/* serial - days as a spreadsheet counts them
 *
 * Day 1 is 1900-01-01, and so that a mistake of 1983 stays as it was day 60 is 1900-02-29,
 * which never was; from day 61 on the count is right.  A workbook may count from 1904
 * instead, where day 0 is 1904-01-01.  The part of a day behind the point is the time.
 */
#ifndef SERIAL_H
#define SERIAL_H

#include "show/stored.h"

struct serial {
    int year, month, day;     /* day 0 of January 1900 is day 0 */
    int weekday;              /* 0: Sunday */
    int hour, minute, second;
    int milli;
    int64_t seconds;          /* since day 0, for times that go on beyond 24 hours */
    bool real;                /* is there such a day?  Not 1900-01-00, not 1900-02-29 */
};

/* Reads a count of days; `fine` keeps parts of a second, otherwise they are rounded.  False
 * for what is before day 0 or after the year 9999. */
bool serial_read(const struct stored *value, bool from_1904, bool fine, struct serial *serial);

/* The count of a date written as YYYY-MM-DD, perhaps with a time behind T, as workbooks of
 * the strict kind have it.  False when it is none. */
bool serial_of_text(struct str text, bool from_1904, struct stored *value);

#endif
