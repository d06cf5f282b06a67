/* sense - what a cell of a region, an indicator, a period or a unit means
 *
 * The verdict depends on the text and on what the user has given, on nothing else in the
 * line: so it is kept (verdict.h).  Each function returns the kept one, or `room` filled
 * where it cannot be kept; it is good until the next one for the same column.
 */
#ifndef SENSE_H
#define SENSE_H

#include "line/row.h"

/* With the code of the region: by the mapping, by its name, or as a code of the list. */
const struct verdict *sense_region(struct rows *rows, struct str found, struct verdict *room);

/* An empty cell is no unit, and that is no fault. */
const struct verdict *sense_unit(struct rows *rows, struct str found, struct verdict *room);

/* With the row of the catalogue, and the unit that the name carries in brackets. */
const struct verdict *sense_indicator(struct rows *rows, struct str found, struct verdict *room);

/* `year` stands in for one that is not named, 0: none; a `header` is no serial number. */
const struct verdict *sense_period(struct rows *rows, struct str found, int year, bool header, struct verdict *room);

/* A period as the mapping and the grammar read it, in its canonical form; false with
 * the reason. */
bool sense_period_text(struct mem *mem, const struct mapping *mapping, const struct periods *how, struct str text, int year,
                       struct str *canonical, struct str *why);

/* 3.30205E+11: has a spreadsheet made a number of a code, and lost its end? */
bool sense_is_ruined(struct str text);

#endif
