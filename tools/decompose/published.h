/* published - what was computed from published figures, held against what was published itself
 *
 * A check and no verdict: growth of parts is rounded, bases are made again, and accounts are
 * revised.  What is further away than rounding explains is told as a warning, and both stand
 * in the answer.
 */
#ifndef PUBLISHED_H
#define PUBLISHED_H

#include "gather.h"

struct published_ask {
    const struct gather *gather;
    struct str region;
    bool tolerant;            /* was a tolerance given? */
    double tolerance;         /* in points; else one unit of the last place for growth, 1 for rates */
};

/* Adds what was published of the whole's growth, and of the parts' contributions, with the
 * difference of what the breakdown has (items points and rate), as far as there is any. */
void published_compare(const struct published_ask *ask, struct breakdown *breakdown);

#endif
