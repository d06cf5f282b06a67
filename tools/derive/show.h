/* show - the rows that go out: those that came, unchanged, then the new ones
 *
 * Nothing is written before all has been read, since a formula may turn out to be
 * unusable only then; until then the records are kept as the bytes they will be.
 * Columns that the input lacks and the new rows need (unit; reason, when asked for)
 * come last.
 */
#ifndef SHOW_H
#define SHOW_H

#include "frame/tool.h"
#include "panel.h"

struct show;

/* How new rows are written. */
struct showing {
    const uint32_t *dimension; /* columns that part series */
    uint32_t dimensions;
    bool only;                /* leave the input's rows out */
    bool reasons;             /* rows without a value too, and the column reason */
    enum num_rounding rounding;
};

struct show *show_open(struct job *job, const struct columns *columns, const struct showing *how);

/* Keeps a record of the input. */
void show_pass(struct show *show, const struct record *record);

/* Writes the header and the records that were kept. */
void show_begin(struct show *show);

/* Writes a new value of the series that `like` belongs to (region, dimensions, caliber),
 * with this many decimals or NUM_SHORTEST.  One without a value only when reasons are
 * asked for. */
void show_derived(struct show *show, const struct observation *like, struct str code, const struct derived *derived,
                  int places);

#endif
