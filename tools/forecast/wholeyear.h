/* wholeyear - the year that has begun, from what its first months were
 *
 * For flows: months, quarters, half-years and years to date (2023-S1, 2023-01-01/P5M) are added and
 * taken away until the same first months of this year and of earlier ones are known; January and
 * February may have come as one.  What those months were of the earlier years makes this year.
 * For growth: the rate to date is kept, and the range is that of what the rest of earlier years
 * did to it.  A level at a point in time has no year to date.
 */
#ifndef WHOLEYEAR_H
#define WHOLEYEAR_H

#include "meaning/observation.h"
#include "meaning/unit.h"
#include "prediction.h"

/* name, word, is it for flows, what it is */
#define WHOLEYEAR_WAYS(X) \
    X(SHARES, "shares", N_("the mean share that these months had of earlier years")) \
    X(SUMS, "sums", N_("the share that they had of all those years together")) \
    X(GROWTH, "growth", N_("last year, grown as it has so far")) \
    X(REST, "rest", N_("what there is, and last year's rest"))

#define X(name, ...) WHOLEYEAR_##name,
enum wholeyear_way { WHOLEYEAR_WAYS(X) WHOLEYEAR_COUNT };
#undef X

/* The word of a way, and what it is, in English. */
const char *wholeyear_word(enum wholeyear_way way);
const char *wholeyear_help(enum wholeyear_way way);

struct wholeyear_ask {
    struct mem *mem;
    const struct units *units;
    enum indicator_kind kind;
    enum wholeyear_way way;
    size_t years;             /* at most so many earlier years */
    struct str unit;          /* to answer in; empty: that of the first figure of the year */
    const struct figure *goal; /* what the year is to be, for what is needed of the rest; null: nothing */
};

/* Is there more to know of that year than nothing: a part of it that begins with January? */
bool wholeyear_begun(struct series series, struct str caliber, struct period year, enum indicator_kind kind);

/* A figure from January on that is below the one before it, which no flow that only comes in can be; and the
 * sentence that says so. */
struct wholeyear_fall {
    const struct observation *row;
    struct str why;
};

/* Those of the year, and of the earlier years that it may be made by, oldest first. */
size_t wholeyear_falls(const struct wholeyear_ask *ask, struct series series, struct str caliber, struct period year,
                       struct wholeyear_fall **into);

/* The prediction for a year that has begun.  False, with a reason in it, where there is none. */
bool wholeyear_find(const struct wholeyear_ask *ask, struct series series, struct str caliber, struct period year,
                    struct prediction *prediction);

#endif
