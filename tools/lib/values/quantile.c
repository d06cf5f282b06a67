/* quantile - see quantile.h */
#include "values/quantile.h"

/* What a type does when the place falls on a value's own step (the discontinuous
 * types), or that it goes on evenly (the continuous ones). */
enum step { LOWER, MIDDLE, EVEN, SMOOTH };

/* The place counted from 1 is n p + m, where m = (fixed + slope p) / 24. */
static const struct type {
    int fixed, slope;
    enum step step;
} type_row[QUANTILE_TYPES + 1] = {
    [1] = {0, 0, LOWER},
    [2] = {0, 0, MIDDLE},
    [3] = {-12, 0, EVEN},
    [4] = {0, 0, SMOOTH},
    [5] = {12, 0, SMOOTH},
    [6] = {0, 24, SMOOTH},
    [7] = {24, -24, SMOOTH},
    [8] = {8, 8, SMOOTH},
    [9] = {9, 6, SMOOTH},
};

/* Place counted from 1, kept inside the list, as a position from 0. */
static size_t position(__int128 place, size_t count)
{
    return place < 1 ? 0 : place > (__int128)count ? count - 1 : (size_t)place - 1;
}

/* In lowest terms, so that what is multiplied by them keeps room. */
static struct quantile reduced(struct quantile at)
{
    int64_t a = at.whole, b = at.low == at.high ? 0 : at.part;
    at.part = b;
    while (b) {
        int64_t rest = a % b;
        a = b, b = rest;
    }
    at.part /= a, at.whole /= a;
    return at;
}

struct quantile quantile_at(size_t count, int64_t above, int64_t below, int type)
{
    const struct type *row = &type_row[type];
    __int128 whole = (__int128)24 * below;
    __int128 place =
        (__int128)24 * (__int128)count * above + (__int128)row->fixed * below + (__int128)row->slope * above;
    __int128 step = place < 0 ? -1 : place / whole; /* the only negative place is above -1 */
    __int128 part = place - step * whole;

    if (row->step != SMOOTH) {
        bool on_step = part == 0;
        part = 1, whole = 1;
        if (on_step && (row->step == LOWER || (row->step == EVEN && step % 2 == 0)))
            part = 0;
        else if (on_step && row->step == MIDDLE)
            whole = 2;
        if (part == whole)
            step++, part = 0, whole = 1;
    }
    return reduced((struct quantile){position(step, count), position(step + (part > 0), count), (int64_t)part,
                                     (int64_t)whole});
}
