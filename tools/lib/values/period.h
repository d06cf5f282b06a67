/* period - the calendar of statistics, after SDMX
 *
 *   2022  2022-S1  2022-Q2  2022-06  2022-W05  2022-06-30
 *   2022-01-01/P5M   January to May     2021-01-01/P5Y   2021 to 2025
 *
 * A period is a first day and a last day.  A span that is a standard period has
 * one canonical form, that period's own: 2022-01-01/P3M is 2022-Q1, P6M from
 * January 2022-S1, P12M 2022.  Other spans are written with the largest unit that
 * measures them: P5Y, P5M, P10D.  Years run from 1 to 9999, proleptic Gregorian;
 * weeks are those of ISO 8601 (Monday to Sunday, numbered in the year of their
 * Thursday).  Other people's spellings (2022年上半年) are normalize's business.
 */
#ifndef PERIOD_H
#define PERIOD_H

#include "base/mem.h"

/* In order of length; SPAN is any other run of whole months or days. */
enum period_grain {
    PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR, PERIOD_SPAN
};

struct period {
    int32_t first, last;      /* days since 1970-01-01, both inside the period */
    enum period_grain grain;
};

/* A period and the text that it came as; not known where there was none. */
struct span {
    struct str text;
    struct period value;
    bool known;
};

/* Until when figures count: those of a year and more to the end of one period, shorter ones to that of another. */
struct until {
    struct period year, part;
};

/* The one of the two that a figure of this period goes by; does it end in time? */
struct period until_of(const struct until *until, struct period period);
bool until_allows(const struct until *until, struct period period);

/* Reads the forms above, strictly; false for anything else, with *period untouched.
 * A duration is PnY, PnM or PnYnM from the first day of a month, PnW or PnD from any
 * day; no leading zeros, no spaces. */
bool period_parse(struct str text, struct period *period);

/* What is said of a text that is no period, in the language in use: "is no period such as
 * 2022, 2022-Q2, 2022-06 or 2022-01-01/P5M", and of 2022年3月 " (did you mean 2022-03?)". */
const char *period_why(struct mem *mem, struct str text);

/* Writes the canonical form; returns the length. */
#define PERIOD_TEXT_MAX 32
size_t period_write(char into[PERIOD_TEXT_MAX], struct period period);

/* The same as a text in `mem`. */
struct str period_text(struct mem *mem, struct period period);

/* The period with these days, given its canonical grain. */
struct period period_of_days(int32_t first, int32_t last);

/* A year; `months` months from `month` (1..12) of a year.  The caller keeps to the
 * years 1 to 9999; outside them the result is the day 1970-01-01. */
struct period period_year(int year);
struct period period_months(int year, int month, int months);

/* By last day, then by first day (so a shorter period comes after a longer one
 * with the same end); negative, 0 or positive. */
int period_compare(struct period a, struct period b);

/* Is a wholly inside b? */
bool period_inside(struct period a, struct period b);

/* The period of the same length, `steps` lengths later (negative: earlier): 2022-06
 * and -12 is 2021-06, 2022-01-01/P5M and -1 is 2021-08-01/P5M.  False out of range,
 * or for a span that is not of whole months. */
bool period_step(struct period period, int steps, struct period *result);

/* The same days `years` years later (negative: earlier), a week by its number: for
 * growth on the same period last year.  False where that year has no 29 February or
 * no week 53. */
bool period_years_on(struct period period, int years, struct period *result);

/* The period of the grain that holds it: month to quarter, half, year; a period of
 * that grain is its own.  False when it does not lie inside one. */
bool period_coarsen(struct period period, enum period_grain grain, struct period *result);

/* The month that ends on a day, or the year where `years` and it is 31 December: a point in time is the
 * period that it ends.  False for a day on which no month ends, and for what is no day. */
bool period_ended(struct period day, bool years, struct period *ended);

/* Months between the ends of two periods (b later is positive): from the end of 2020
 * to the end of June 2023 it is 30.  Ends within a month count by whole months
 * elapsed, the last day of a month being the month's end. */
int period_months_between(struct period a, struct period b);

/* Calendar year in which the period ends; its length in whole months, 0 for days,
 * weeks and spans of days. */
int period_end_year(struct period period);
int period_length_months(struct period period);

/* Day number of a date, and back; false for a date that the calendar does not have. */
bool period_day(int year, int month, int day, int32_t *number);
void period_date(int32_t number, int *year, int *month, int *day);

#endif
