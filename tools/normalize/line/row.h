/* row - one line of a raw table becomes observations
 *
 * What holds for the line (region, unit, source ...) is read once; then each cell
 * with a value makes an observation.  Whatever cannot be read is left as it was found,
 * told with its place, and makes the run end with status 1; whatever is changed is a
 * row of the log.
 */
#ifndef ROW_H
#define ROW_H

#include "figure/number_zh.h"
#include "line/ends.h"
#include "line/falls.h"
#include "line/sense.h"
#include "first/look.h"
#include "table/fill.h"
#include "table/outline.h"
#include "table/raw_table.h"

/* What lines are read by. */
struct rows {
    struct mem *mem;          /* for the run */
    struct mem *scratch;      /* for a line: rewound by row_write */
    struct numbers numbers;
    struct sensing sensing;   /* how regions, indicators, periods and units are read */
    struct changes *changes;
    bool added[ADDED_COUNT];  /* columns that are written behind those of observations */
    struct fill *fill;        /* of the table being read; null: nothing is filled */
    struct outline *outline;  /* --outline; null: none */
    struct writer *writer;
    struct draft *draft;      /* a first look: what is open is taken here, and no more than LOOK_ROWS rows are
                                 written; or null */
    uint32_t shown;           /* how many were */
    struct ends *ends;        /* where rows go instead of straight to the writer; or null */
    struct str *row;          /* room for a row that goes to the ends */
    struct str constant[ROLE_COUNT]; /* from --set and the mapping; periods already read */
    struct falls *falls;      /* reductions that are turned, or counted where they stand above 0; or null */
    bool signs_have_digits;   /* may what looks like a number be a sign for a missing figure? */
    bool words_are_goals;     /* what is no number below a target goes on without a word: --to targets */
    bool told_status;         /* the log says already that plain numbers are A */
    bool short_doubles;       /* write 66.400000000000006 as 66.4 */
    uint64_t dusty;           /* how many such figures there were, */
    struct place dust;        /* where the first, */
    struct str dust_text;     /* and what it was */
    const struct raw_table *told_unit; /* the table whose unit line was complained of */
};

/* Reads a record of the table's body and writes its observations. */
void row_write(struct rows *rows, const struct raw_table *table, const struct reader *reader,
               const struct record *record);

/* Takes note of a line that only names what follows it: for the outline. */
void row_section(struct rows *rows, const struct record *record);

#endif
