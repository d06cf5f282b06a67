/* emit - the rows that go out: those that came, unchanged, then the new ones
 *
 * Nothing is written before all has been read, since a formula may turn out to be
 * unusable only then; until then the records are kept as the bytes they will be.
 * Columns that the input lacks and the new rows need (unit; reason, when asked for)
 * come last.
 */
#ifndef EMIT_H
#define EMIT_H

#include "frame/tool.h"
#include "series/panel.h"

struct emit;

/* How new rows are written. */
struct emitting {
    const uint32_t *dimension; /* columns that part series */
    uint32_t dimensions;
    bool only;                /* leave the input's rows out */
    bool reasons;             /* rows without a value too, and the column reason */
    enum num_rounding rounding;
};

/* Rows for the output of the job, after records with these columns. */
struct emit *emit_open(struct job *job, const struct columns *columns, const struct emitting *how);

/* Keeps a record of the input. */
void emit_pass(struct emit *show, const struct record *record);

/* Writes the header and the records that were kept. */
void emit_begin(struct emit *show);

/* Writes a new value of the series that `like` belongs to (region, dimensions, caliber),
 * with this many decimals or NUM_SHORTEST.  One without a value only when reasons are
 * asked for. */
void emit_derived(struct emit *show, const struct observation *like, struct str code, const struct derived *derived,
                  int places);

#endif
