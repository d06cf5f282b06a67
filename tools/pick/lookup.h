/* lookup - another table, found by a key
 *
 * The table is read once.  What is kept of a row is what was asked for: its key and the texts of the
 * columns that are taken, in one piece of memory: 24 bytes, 4 for each text, and the texts; a key costs
 * 60 to 90 bytes besides.  Texts are compared byte for byte, so 01 and 1 are two keys.  A key whose
 * columns are all empty is none: it finds nothing, and a row that has it is never found.
 *
 * Rows of one key that agree in all that is taken are one row.  Where they differ, `several` says
 * what counts; under LOOKUP_REFUSE nothing is taken, and the key is told (code `several`) with the places of
 * two rows, once, when it is asked for.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "frame/tool.h"
#include "io/column.h"
#include "io/record.h"

enum lookup_several { LOOKUP_REFUSE, LOOKUP_FIRST, LOOKUP_LAST, LOOKUP_EACH };

struct lookup_ask {
    const char *file;
    const char *on;           /* OURS or OURS=THEIRS, parted by commas */
    const char *take;         /* as in wanted.h; null: nothing */
    const char *where;        /* which rows there are; null: all */
    const struct opt_list *spread; /* COLUMN:VALUE[=NAME] */
    const char *over;         /* the texts that --spread makes columns of; null: those that come */
    enum lookup_several several;
};

struct lookup;
struct lookup_row;

/* Reads the table.  `input`: the columns that keys are looked up for. */
struct lookup *lookup_open(struct job *job, const struct lookup_ask *ask, const struct columns *input);

/* Frees what grew outside the arena. */
void lookup_close(struct lookup *lookup);

/* The columns that it gives: what they are called, and where those of a key stand in the input. */
const struct str *lookup_names(const struct lookup *lookup, uint32_t *count);
struct choice lookup_key(const struct lookup *lookup);

/* What was found for a key, good until that of the next one is asked for. */
struct lookup_match {
    const struct lookup_row *row; /* the first, or only, row; null: none is taken */
    const struct str *spread; /* the texts of the columns of --spread */
    bool known;               /* the table has the key, whether something is taken or not */
};

/* Looks keys up, one behind the other: what there is for each, null for none.  Many at once are faster than
 * each for itself (base/group.h). */
void lookup_find(const struct lookup *lookup, const struct str *key, size_t count, void **found);

/* What is taken for a key for which that was found. */
struct lookup_match lookup_match(struct lookup *lookup, void *found, const struct str *key);

/* The next row of the same key under LOOKUP_EACH; null behind the last. */
const struct lookup_row *lookup_next(const struct lookup_row *row);

/* The text in column `i` of lookup_names; empty where there is none. */
struct str lookup_text(const struct lookup *lookup, const struct lookup_match *match, uint32_t i);

/* ---- what it does not have ---- */

/* A row of the input whose key the table has not. */
void lookup_miss(struct lookup *lookup, const struct str *key, const struct place *place);

/* Tells them: each key once, at its first place, with the number of rows and the near key; with `refused` as errors
 * (code `no-match`), else as warnings (`unknown`).  The empty key, which many rows may rightly have, is then a note
 * (`no-key`). */
void lookup_tell(struct lookup *lookup, bool refused);

#endif
