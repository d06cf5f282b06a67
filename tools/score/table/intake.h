/* intake - observations laid out as a cube: units by indicators and periods
 *
 * Of each indicator and period the usable values are taken (no bounds, no forecasts) that are in the
 * caliber and the unit of measure of most; each of the others is told and does not count.  An indicator of
 * which no more than half are alike is out at that period.  One with a denominator is divided by it, at the
 * same period and unit.  Texts of rows live as long as the observations.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "series/section.h"
#include "table/cube.h"
#include "table/hierarchy.h"

struct intake {
    struct str *region;       /* the units, in byte order */
    uint32_t units;
    struct period *period;    /* in order of time */
    uint32_t periods;
    bool *shown;              /* of each whether it is asked for, and not only what others rest on */
    struct cube observed, denominated;
    const struct observation **row; /* [(column * periods + period) * units + unit]; null: none */
    const struct observation **below; /* the denominators' rows, likewise; null: none, or none needed */
};

/* The periods for which an indicator of the tree has a row, in order of time; returns how many. */
uint32_t intake_periods(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                        struct period **into);

/* Lays out; region, units, period and periods must be filled. */
void intake_values(struct mem *mem, const struct observations *observations, const struct hierarchy *tree,
                   struct intake *gathered);

/* The row of a value, or null. */
static inline const struct observation *intake_row(const struct intake *gathered, uint32_t column, uint32_t period,
                                                     uint32_t unit)
{
    return gathered->row[((size_t)column * gathered->periods + period) * gathered->units + unit];
}

/* The row of its denominator, or null. */
static inline const struct observation *intake_below(const struct intake *gathered, uint32_t column,
                                                       uint32_t period, uint32_t unit)
{
    return gathered->below[((size_t)column * gathered->periods + period) * gathered->units + unit];
}

#endif
