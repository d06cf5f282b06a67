/* noise - how far two figures may be apart by chance or by rounding alone
 *
 * A printed figure may be half a unit of its last place from what it was rounded from, and
 * an estimate has a standard error, where the table has a column `se` for it.  Two figures
 * differ beyond noise when they are further apart than both roundings together and than
 * `factor` standard errors of their difference (independent: the root of the sum of squares).
 * A gap that is not is shown with a caution, and a rank with the ranks that are open to it.
 */
#ifndef NOISE_H
#define NOISE_H

#include "base/group.h"
#include "heat/meet.h"

enum { NOISE_KEYS = 5 };      /* texts of a key before the columns of --by */

struct noise {
    struct group *error;      /* standard errors by region, indicator, period, caliber, vintage and the columns of
                                 --by; null: no column */
    struct str *key;          /* room for such a key */
    uint32_t dimensions;
    double factor;            /* how many standard errors; 1.96 for 95 % */
};

/* Are two figures of a heat, by their rows, no further apart than noise? */
bool noise_covers(const struct noise *noise, const struct observation *one, const struct observation *other);

/* Is a gap of a figure to a number that is taken as it is (a median) no more than the figure's noise? */
bool noise_covers_gap(const struct noise *noise, const struct observation *row, struct measure gap);

/* The best and the worst rank that noise leaves open: those that are better beyond noise are before it,
 * those that are worse beyond noise behind it. */
struct open_ranks {
    uint32_t best, worst;
};
struct open_ranks noise_ranks(const struct noise *noise, const struct heat *heat, uint32_t at);

#endif
