/* rollup_region - the regions as they were on a day
 *
 * A row of the regions is a version of a region: its code, level and parent from valid_from
 * to valid_to.  Where a region went up into another one, `successor` names that.  The extent
 * of a region as it stands on a later day is, on an earlier one, the version that its code
 * had then, together with the regions that have gone up into it since: 鄞州 as of 2016 was
 * 鄞州 and 江东 in 2015.
 *
 * Without a table of regions each code is a region that always was.
 */
#ifndef ROLLUP_REGION_H
#define ROLLUP_REGION_H

#include "meaning/catalog.h"

#define REGION_NONE UINT32_MAX

struct version {
    struct str code, level, parent, successor;
    int32_t from, to;         /* days, both inside */
    uint32_t next_same, next_child, next_old; /* in the lists of its code, its parent, its successor */
};

struct territory;

/* The versions of a table, which may be null.  Two versions of a code on one day are a
 * mistake that ends the run. */
struct territory *territory_open(struct mem *mem, const struct regions *regions);
void territory_close(struct territory *territory);

/* The version of a number that one of these functions gave. */
const struct version *territory_version(const struct territory *territory, uint32_t version);

/* Is the code known?  Without a table every code is, from now on. */
bool territory_knows(struct territory *territory, struct str code);

/* The version of a code on a day, or REGION_NONE. */
uint32_t territory_at(const struct territory *territory, struct str code, int32_t day);

/* The lists: versions that name the code as their parent, or as their successor; the next of
 * each stands in the version. */
uint32_t territory_children(const struct territory *territory, struct str code);
uint32_t territory_olds(const struct territory *territory, struct str code);

/* Was the version there on that day? */
bool version_holds(const struct version *version, int32_t day);

/* The version at `level` above the region, or the region itself, on a day; with an empty
 * level the region itself.  A region that has gone up into another by then counts as that.
 * `was` is a day on which it was there.  REGION_NONE when there is none. */
uint32_t territory_home(const struct territory *territory, struct str code, int32_t was, int32_t day, struct str level);

#endif
