/* impute - what stands in for a value that is not there
 *
 * Nothing is filled in unless it is asked for, and what was filled in is marked to the end.
 */
#ifndef IMPUTE_H
#define IMPUTE_H

#include "table/cube.h"
#include "table/manner.h"

/* The ways there are; the last ones look at other periods of the same unit. */
extern const struct manners impute_methods;

/* Fills a cube in place.  `group` gives each unit's group by number, 0 for none (null: nobody
 * told).  A value for which there is nothing to go by stays out. */
void impute_cube(struct mem *mem, const struct pick *how, const struct cube *cube, const uint32_t *group);

/* Is it by the unit's other indicators, so that all must be on one scale first?  Does it ask for
 * groups, for other periods? */
bool impute_is_late(const struct pick *how);
bool impute_asks_groups(const struct pick *how);
bool impute_asks_periods(const struct pick *how);

#endif
