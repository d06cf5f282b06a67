/* percentile - the value below which a share of the population lies, by weight
 *
 * Twelve rules that other programs use, one a row.  Where answers are few steps (1 to 5) they differ by a
 * whole step at most, on fine scales by next to nothing.  The interval is R. S. Woodruff's (JASA 47,
 * 1952): the share of those up to the value has an interval, and its ends are read off the same rule.
 */
#ifndef PERCENTILE_H
#define PERCENTILE_H

#include "estimate/linearize.h"

struct percentile_rule {
    const char *name, *help;
    double (*find)(const double *value, const double *weight, uint32_t count, double share);
};

/* The rows, the default first; null after the last.  The row of a word, or null. */
const struct percentile_rule *percentile_row(size_t i);
const struct percentile_rule *percentile_find(const char *name);

struct percentile {
    bool known;
    double value;
    double range[2];          /* an end is NaN where the interval of the share leaves 0 to 1 */
    double error;             /* half the width over the reach; NaN where an end is */
};

/* Of a base's y.  reach: how many standard errors of the share are taken to both sides. */
struct percentile percentile_of(const struct design *sample, const struct base *base, double share,
                                const struct percentile_rule *rule, double reach);

#endif
