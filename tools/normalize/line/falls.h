/* falls - figures that their name says are reductions: 单位GDP能耗降低率 3.1
 *
 * A yearly change is a signed number (steelyard-tables(5)): what fell by 3.1 % is -3.1.  Offices
 * also write the reduction itself, 3.1 below 降低率, and nothing in the cell tells the two apart.
 * So a row of the mapping does, sign,单位GDP能耗降低率,-: a figure is turned then, unless its
 * cell says itself that it fell (下降3.1%).  Without such a row a reduction that is mostly above
 * 0 is told, with the row that turns it; a row with + says that it is right as it stands.
 */
#ifndef FALLS_H
#define FALLS_H

#include "base/diag.h"
#include "figure/number_zh.h"
#include "meaning/catalog.h"
#include "names/mapping.h"
#include "names/names.h"

struct falls;

/* Figures that are turned live in `line`.  Null where neither the mapping nor the catalogue (or null) has
 * anything of that kind.  A row of the mapping that names no indicator of the catalogue ends the run. */
struct falls *falls_open(struct mem *mem, struct mem *line, const struct mapping *mapping,
                         const struct indicators *indicators, struct names *names);

/* Is what a row of the mapping calls a sign the name of an indicator? */
bool falls_is_name(struct str from);

/* Takes a figure of an indicator (its code, or the name that stands for one): turns it, or counts it. */
void falls_take(struct falls *falls, struct str code, struct str caliber, struct place place,
                struct number_zh *number);

/* Tells which reductions were mostly above 0.  Ends the falls; null is none. */
void falls_close(struct falls *falls);

#endif
