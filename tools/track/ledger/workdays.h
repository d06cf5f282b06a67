/* workdays - days on which offices work
 *
 * Monday to Friday, but for the days of a table that says otherwise: date, working (yes or no).
 * Holidays that are moved make working days of some Saturdays and Sundays.
 */
#ifndef WORKDAYS_H
#define WORKDAYS_H

#include "io/record.h"

struct workdays;

/* Reads the table and closes its reader; a null reader has Mondays to Fridays alone. */
struct workdays *workdays_load(struct mem *mem, struct reader *reader);

/* How many working days there are after the first day, up to and with the second; 0 where that
 * is not later. */
int32_t workdays_after(const struct workdays *workdays, int32_t from, int32_t to);

/* Does the table say anything of the years of both days?  Of years that it leaves out Mondays to
 * Fridays are a guess. */
bool workdays_know(const struct workdays *workdays, int32_t from, int32_t to);

#endif
