/* convert - a value from one unit into another, exactly or not at all
 *
 * Units of one dimension differ by a power of ten: the decimal point moves and every
 * digit stays.  亩 and 公顷, 斤 and 公斤 differ by a fraction: the result is exact where it
 * ends, otherwise rounded to the places that the catalogue states, and never without.
 */
#ifndef CONVERT_H
#define CONVERT_H

#include "meaning/unit.h"

enum convert {
    CONVERT_EXACT,
    CONVERT_ROUNDED,          /* to `places` */
    CONVERT_UNLIKE,           /* the units are of different kinds */
    CONVERT_ENDLESS           /* the result does not end, and `places` is negative; or it is too long */
};

/* Turns a number, which num_parse reads, from one unit into another; *value changes only
 * with CONVERT_EXACT and CONVERT_ROUNDED.  An empty one stays empty. */
enum convert convert_value(struct mem *mem, const struct unit *from, const struct unit *to, int places,
                           struct str *value);

/* A number, which num_parse reads, with its point moved `shift` places to the right: every
 * digit stays, and no exponent does.  An empty one stays empty. */
struct str convert_shift(struct mem *mem, struct str text, int shift);

#endif
