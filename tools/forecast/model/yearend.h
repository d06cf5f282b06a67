/* yearend - the whole year, when only its first months are known
 *
 * Sums and quotients of decimals, exact as long as measure.h is; nothing is fitted.  What is
 * done by hand everywhere, and printed with its range: the share that the same months had of
 * earlier years, last year's rest, last year's growth.
 */
#ifndef YEAREND_H
#define YEAREND_H

#include "values/measure.h"

/* ---- what is known of a year ---- */

/* A value of some months of one year, 1 to 12, both inside: a month, a quarter, January to
 * February that was published as one, January to May. */
struct yearend_part {
    int first, last;
    struct num value;
};

/* The sum of the months first to last, from the fewest parts that give it, added and taken
 * away: January to June is two quarters, or the year less its second half.  Nothing is
 * divided: what has no parts of its own, such as a February that came with its January, is
 * not to be had.  False then, or where the sum has more than 38 digits. */
bool yearend_sum(const struct yearend_part *part, size_t count, int first, int last, struct num *sum);

/* A year of which all is known: up to the same month, and whole. */
struct yearend_year {
    struct num to_date, full;
};

/* ---- amounts ---- */

struct yearend_range {
    struct measure mean, least, most; /* what the earlier years had: shares, or differences */
    struct measure estimate, low, high; /* what that makes of this year */
};

/* By the shares of the years given, oldest first: the mean share, and the range that the
 * smallest and the largest of them span.  Not known where an amount is not above 0, or of no
 * years. */
struct yearend_range yearend_by_shares(struct num to_date, const struct yearend_year *year, size_t years);

/* By the share of all those years together. */
struct measure yearend_by_sums(struct num to_date, const struct yearend_year *year, size_t years);

/* As last year grew, which is the share of last year alone; and with last year's rest. */
struct measure yearend_by_growth(struct num to_date, struct yearend_year last);
struct measure yearend_by_rest(struct num to_date, struct yearend_year last);

/* Growth so far, in percent. */
struct measure yearend_growth(struct num to_date, struct yearend_year last);

/* What is left to do for a whole year of `goal`, and by how many percent last year's rest must
 * grow for it. */
struct measure yearend_left(struct num to_date, struct measure goal);
struct measure yearend_needed(struct num to_date, struct yearend_year last, struct measure goal);

/* ---- rates of growth, in percent ---- */

/* A rate up to this month is no share of a year's.  By the differences, in points, between
 * the whole years' rates and those up to the same month. */
struct yearend_range yearend_by_differences(struct num to_date, const struct yearend_year *year, size_t years);

/* ---- for tests ---- */

/* The rate of the months that are left, so that the whole year has `goal`: these months had
 * `share` (0 to 1) of last year. */
struct measure yearend_rate_needed(struct num to_date, struct measure share, struct num goal);

#endif
