/* sense - what a cell of a region, an indicator, a period or a unit means
 *
 * The verdict depends on the text and on what the user has given, on nothing else in the
 * line: so it is kept (verdict.h).  Each function returns the kept one, or `room` filled
 * where it cannot be kept; it is good until the next one for the same column.
 */
#ifndef SENSE_H
#define SENSE_H

#include "cell/period_zh.h"
#include "meaning/unit.h"
#include "names/mapping.h"
#include "names/names.h"
#include "names/verdict.h"
#include "table/role.h"

/* What verdicts are kept on: the cells of the roles up to the unit, and what stands behind
 * numbers (tail.h). */
enum { VERDICTS_TAIL = ROLE_UNIT + 1, VERDICTS_COUNT };

/* What cells are read by, and what is known of them by now. */
struct sensing {
    struct mem *scratch;      /* for a line */
    const struct mapping *mapping;
    const struct units *units;
    struct names *names;
    struct periods periods;
    int epoch;                /* 1900 or 1904: a spreadsheet's days are periods; 0: they are not */
    struct verdicts verdicts[VERDICTS_COUNT]; /* on the cells of regions, indicators, periods, units; of values
                                 those that are signs for a missing figure: the text is the status */
    uint64_t forgotten;       /* how often verdicts were */
};

/* Readies what is kept between lines, and frees it. */
void sense_begin(struct sensing *sensing);
void sense_end(struct sensing *sensing);

/* Between lines: forgets the verdicts where no more can be kept. */
void sense_renew(struct sensing *sensing);

/* With the code of the region: by the mapping, by its name, or as a code of the list. */
const struct verdict *sense_region(struct sensing *sensing, struct str found, struct verdict *room);

/* An empty cell is no unit, and that is no fault. */
const struct verdict *sense_unit(struct sensing *sensing, struct str found, struct verdict *room);

/* With the row of the catalogue, and the unit that the name carries in brackets. */
const struct verdict *sense_indicator(struct sensing *sensing, struct str found, struct verdict *room);

/* `year` stands in for one that is not named, 0: none; a `header` is no serial number. */
const struct verdict *sense_period(struct sensing *sensing, struct str found, int year, bool header,
                                   struct verdict *room);

/* A period as the mapping and the grammar read it, in its canonical form; false with
 * the reason. */
bool sense_period_text(struct mem *mem, const struct mapping *mapping, const struct periods *how, struct str text,
                       int year, struct str *canonical, struct str *why);

/* 3.30205E+11: has a spreadsheet made a number of a code, and lost its end? */
bool sense_is_ruined(struct str text);

#endif
