/* headed - what a heading says, wherever it stands
 *
 * A heading is one cell or several that were merged, and each says a part of what its figures
 * are: a period (2022年, 2021-2025, 1-6月 below 2022年), a region of the list, an indicator with
 * its unit (人口【千人】), a measure (同比±%, 累计, 目标, 占比), or two of these in one
 * (2022年GDP（亿元）, 产值累计值).  Periods are read as cells of periods are.
 */
#ifndef HEADED_H
#define HEADED_H

#include "table/raw_table.h"

enum { HEADED_PARTS_MOST = 8 };

struct headed {
    struct str period, region, indicator; /* texts, to be read as cells of these columns; or empty */
    struct unit unit;         /* of the indicator, or the measure's own */
    struct gloss measure;
    bool measured;            /* is there a word that measures? */
    bool known;               /* the indicator is one of the catalogue or of the mapping */
    struct str why;           /* why something that looks like a period is none; or empty */
};

/* Reads the parts of a heading, from the top down; `year` stands in for one that columns or
 * constants name, 0: none do.  What belongs to the run's arena or the parts. */
struct headed headed_read(const struct shape *shape, const struct str *part, uint32_t parts, int year);

/* The same of what a row of the mapping calls a column: a heading whose parts stand behind
 * slashes (GDP（亿元）/2022年), or COLUMN=VALUE parted by semicolons (period=2022;region=330200).
 * What it leaves unsaid is what `found`, the table's own heading, says. */
struct headed headed_read_name(const struct shape *shape, struct str name, int year, const struct headed *found);

/* Is the text a period for the mapping or by itself, or nearly (*why says what is wrong)? */
bool headed_is_period(const struct shape *shape, struct str text, int year, struct str *period, struct gloss *measure,
                    struct str *why);

#endif
