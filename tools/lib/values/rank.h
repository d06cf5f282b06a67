/* rank - what stands at a place of a sorted list that nobody sorts
 *
 * Two neighbours in the order of many integers are found by counting: the values are
 * spread over buckets of equal width, and only the bucket that holds the place is looked
 * at again.  Each round takes at least five bits off the distance between the smallest
 * and the largest, so whatever the values are, the time grows with their number and
 * with nothing else.
 */
#ifndef RANK_H
#define RANK_H

#include <stddef.h>
#include <stdint.h>

/* Places in the sorted list, from 0: low == high, or neighbours. */
struct ranks {
    size_t low, high;
};

/* The values at those places, low <= high < count; the list stays as it is.  `least` and
 * `most` bound the values; `room` holds as many as the list. */
void rank_find(const int64_t *value, size_t count, int64_t least, int64_t most, struct ranks at, int64_t *room,
               int64_t result[2]);

#endif
