/* nearest - pools of the nearest
 *
 * Of pools by any rule it makes pools of a unit and its nearest members each, and writes down
 * how near they are.  Distances are told as they are and rebased, so that the farthest member of the
 * unit's pool is 1.
 */
#ifndef NEAREST_H
#define NEAREST_H

#include "io/record.h"
#include "league/traits.h"

/* name, what stands there, how it is found.  In scope: mem, unit and peer (regions' codes), n (a struct neighbour),
 * order, traits, farthest. */
#define NEAREST_COLUMNS(X) \
    X(region, "the unit", unit) \
    X(order, "1 is the nearest", mem_whole(mem, order)) \
    X(peer, "who it is", peer) \
    X(distance, "Euclidean, of the standardised variables", distance_text(mem, n->distance)) \
    X(rebased, "the same where the farthest of all that might be peers is 1", \
      distance_text(mem, farthest > 0 ? n->distance / farthest : 0)) \
    X(shared, "variables that both have", mem_whole(mem, n->shared)) \
    X(variables, "variables that there are", mem_whole(mem, traits)) \
    X(group, "the group that they were found in", group)

/* The pools of each unit and its `most` nearest.  `writer` gets a row for each of these neighbours; null: none
 * are written. */
struct pools nearest_pools(struct mem *mem, const struct peers *peers, const struct pools *pools,
                           const struct traits *traits, enum trait_gap gap, uint32_t most, struct writer *writer);

#endif
