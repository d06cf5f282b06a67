/* corridor - a range that values are to be in, where neither more nor less is better
 *
 * It is a target of kind range, or of kind level_about with its tolerance (2 % of the target where none is
 * told).  Values are then placed by their distance from it, of which less is better; inside it there is none.
 */
#ifndef CORRIDOR_H
#define CORRIDOR_H

#include "meaning/catalog.h"

struct corridor {
    struct num low, high;
};

/* An indicator's: of the region's own target, else the one that the targets of all others agree on.  False where there
 * is none, or where they disagree, which is told, or else, where `mute` is not null, sets that.  `targets` may be null,
 * and the region empty. */
bool corridor_find(const struct targets *targets, struct str indicator, struct str region, struct corridor *corridor,
                   bool *mute);

/* The distance of a value from the corridor, 0 inside it. */
struct num corridor_distance(const struct corridor *corridor, struct num value);

#endif
