/* figures - which observation is meant by a role, a region, a part and a period
 *
 * Parts are the values of a column, other indicators, or other regions:
 *
 *   column      the role's indicator, in the rows that have the part in the column; the whole
 *               has the total's word there
 *   indicator   the part's code; of other roles the pattern with {code} filled in: "{code}_growth"
 *   region      the role's indicator in the region that is the part
 *   nothing     the one part is the region itself
 *
 * A figure that is not there, or cannot be used, leaves its reason in the basis.  Status M (no
 * such thing) is a part that does not exist, and counts as 0.
 */
#ifndef FIGURES_H
#define FIGURES_H

#include "method/methods.h"
#include "series/panel.h"

enum figures_by { FIGURES_NOTHING, FIGURES_COLUMN, FIGURES_INDICATOR, FIGURES_REGION };

struct figures {
    struct mem *mem;
    const struct panel *panel;
    enum figures_by by;
    const struct str *part;   /* codes */
    uint32_t parts;
    struct str total;         /* what the whole has in the column */
    struct str of;            /* the indicator at hand */
    struct str caliber;
};

/* The code that a pattern means for a part, or for BREAKDOWN_WHOLE; null is the value itself. */
struct str figures_code(const struct figures *figures, const char *pattern, uint32_t part);

/* The series of a part; null when there is none. */
const struct strand *figures_strand(const struct figures *figures, const char *pattern, struct str region,
                                    uint32_t part);

/* Has the region a series of any part of the indicator at hand? */
bool figures_any(const struct figures *figures, struct str region);

/* How a figure is called in reasons: what tells it from others of the same table. */
struct str figures_name(const struct figures *figures, const char *pattern, struct str region, uint32_t part);

/* Takes the figure of a period; false, with the reason in the basis, when there is none.  `row` is
 * the observation, null where it stands for a part that does not exist. */
bool figures_take(const struct figures *figures, const char *pattern, struct str region, uint32_t part,
                  struct period period, struct basis *basis, struct num *value, const struct observation **row);

/* All periods that the values of the indicator have in any of the regions, in order. */
uint32_t figures_periods(const struct figures *figures, const struct str *region, uint32_t regions,
                         struct period **into);

/* Is it of the same length as the other, and of the same part of the year where it is a span? */
bool figures_alike(struct period one, struct period other);

#endif
