/* figure - numbers and periods as a person reads them
 *
 * Text in, text out: rounding is half away from zero on the decimal text, and a
 * text that is no number comes back as it is.  Places come from the indicator's
 * catalogue, never from the value's own digits; FIGURE_OWN keeps those.
 */
#ifndef FIGURE_H
#define FIGURE_H

#include "values/num.h"
#include "view/vocabulary.h"

#define FIGURE_OWN INT32_MIN

/* The `decimals` cell as places: FIGURE_OWN when it is empty or no small number. */
int figure_places(struct str decimals);

/* Rounded to places; `thousands` parts the digits of 10000 and more by commas. */
struct str figure_text(struct mem *mem, struct str text, int places, bool thousands);

/* As above but never with fewer places than it came with: for targets and bases,
 * which are given and not measured. */
struct str figure_given(struct mem *mem, struct str text, int places, bool thousands);

/* As figure_text, but beside limits that decide something (texts; what is no number is none):
 * places are added until the figure stands on that side of each on which the text itself does. */
struct str figure_beside(struct mem *mem, struct str text, int places, bool thousands, const struct str *limit,
                         size_t limits);

/* The places for a computed figure that would be shown with `places`: one more where it lies in the middle.  0.3685 may
 * have been 0.36848 before it was written: 36.85 % is right in any case, 36.9 % is not. */
int figure_untied(struct num value, int places);

/* A ratio (0.2104) in percent with one place ("21.0%"), beside 0 and the whole: 0.9996 is "99.96%". */
struct str figure_percent(struct mem *mem, struct str ratio);

/* The same without a trailing ".0": 40%. */
struct str figure_percent_brief(struct mem *mem, struct str ratio);

/* A percentage (0 to 100) with one place, beside 0 and 100; a difference of two with its sign: +0.4. */
struct str figure_share(struct mem *mem, struct str text);
struct str figure_points(struct mem *mem, struct str text);

/* What was estimated: three places, or three digits of what is small (0.0123), never more than it came with. */
struct str figure_statistic(struct mem *mem, struct str text, bool thousands);

/* A difference without its sign, which becomes *sign, with the unit it has as a difference: points
 * for percentages.  It is beside 0: what differs is never shown as nothing. */
struct str figure_gap(const struct vocabulary *words, struct str gap, struct str unit, int places, bool thousands,
                      int *sign);

/* Where a ratio lies when 1 is `span`, rounded to a whole number and held within +-1000
 * spans; false when it is no number. */
bool figure_ratio(struct str ratio, long span, long *at);

/* The place between two numbers that are known already. */
long figure_between(struct num value, struct num low, struct num high, long span);

/* A period in words: 2022年上半年, first half of 2022; what is none comes back. */
struct str figure_period(const struct vocabulary *words, struct str period);

/* Is the text one of the words that programs write where they have no number: NaN, inf? */
bool figure_is_none(struct str text);

/* SOURCE_DATE_EPOCH in seconds; below 0 when it is not set. */
int64_t figure_epoch(void);

/* SOURCE_DATE_EPOCH as a date; empty when it is not set. */
struct str figure_date(const struct vocabulary *words);

/* The same as a moment of ISO 8601: 2022-12-26T08:00:00Z. */
struct str figure_moment(struct mem *mem);

/* Numbers by value, before texts in byte order, the empty text last. */
int figure_compare(struct str a, struct str b);

/* ---- for tests ---- */

/* The same of a value between low (0) and high (span); false also when these are equal. */
bool figure_scale(struct str value, struct str low, struct str high, long span, long *at);

#endif
