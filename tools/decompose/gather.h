/* gather - the figures that a method needs, taken from the observations
 *
 * A sum with a hole is no sum: where one figure is missing the parts of a region are not
 * gathered, and the reason names it.  Units side by side are those that have all they
 * need; the others are counted, and named, in a note.
 */
#ifndef GATHER_H
#define GATHER_H

#include "figures.h"
#include "league.h"

/* What is to be gathered, the same for all regions. */
struct gather {
    struct mem *mem;          /* for what lives as long as one answer */
    const struct figures *figures;
    const struct league *league;
    const struct decomposition *method;
    const char *pattern[ROLE_COUNT]; /* null: that role was not given */
    const char *factor[METHODS_FACTORS];
    uint32_t factors;
    struct str reference;     /* the region; empty: all of the league together */
    const struct period *period; /* those that the method looks at, in order */
    const struct str *period_text;
    uint32_t periods;

    struct num *reference_value; /* of gather_reference: of part i at period t at [t * parts + i] */
    struct str reference_reason; /* why there are none, or empty */
};

/* What came of it. */
struct gather_result {
    struct basis basis;       /* with the reason where there is no answer */
    struct str unit;          /* of the values; empty where they have none */
    int scale;                /* most places of a value */
    const struct observation *unlike; /* a row whose unit differs, or null */
    uint32_t count;           /* parts or units that there are */
    struct str note;          /* who is left out, or empty */
};

/* Does the method need this role of what was given? */
bool gather_wants(const struct gather *ask, enum taken_for role);

/* Finds the values of the reference, in `keep`, which must live as long as the gather. */
void gather_reference(struct gather *ask, struct mem *keep);

/* Gathers the parts of a region into a task that begins as zero bytes but for its breakdown. */
bool gather_parts(const struct gather *ask, struct str region, struct parts_task *task, struct gather_result *got);

/* The same of the league's units, with their groups. */
bool gather_units(const struct gather *ask, struct units_task *task, struct gather_result *got);

#endif
