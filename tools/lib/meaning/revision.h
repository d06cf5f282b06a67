/* revision - which of several versions of a target is the one to judge by
 *
 * Rows of one plan, indicator, region, target period and kind that differ in vintage are one
 * target that was changed: the latest version that was known counts, and the first one stands
 * beside it.  A vintage is a date or a period (2022-12-01, 2022); without one a version is
 * older than all that have one, and of two that are no dates the later row is the later
 * version.  A change of the kind is another target.
 */
#ifndef REVISION_H
#define REVISION_H

#include "meaning/catalog.h"

/* A target as it is judged. */
struct revision {
    const struct target *now;
    const struct target *original; /* the same where it was never changed */
};

struct revisions {
    struct revision *row;     /* in the order in which the targets first stand in the file */
    uint32_t count;
};

/* Chooses among the targets what was known by the end of `known`; null: all that is.  Versions
 * that were not known yet are told as hints, and a target of which none was, as a note. */
struct revisions revisions_find(struct mem *mem, const struct targets *targets, const struct period *known);

#endif
