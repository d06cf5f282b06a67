/* spool - the records, set aside until it is known which of them an error dooms
 *
 * A rule across rows is judged at the end, when the records have passed.  With
 * --rejects they are therefore copied into a file of the folder for temporary files
 * (TMPDIR, or /tmp), which has no name and is gone when the run ends, however it
 * ends; it takes as many bytes as the input.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include "io/record.h"

struct spool;

/* Opens the file for records with this header. */
struct spool *spool_open(struct mem *mem, const struct record *header, char delimiter);

/* Sets a record aside; `line` is where it stood.  Records count from 1. */
void spool_add(struct spool *spool, const struct record *record, uint64_t line);

/* Says that a record goes to the rejects, and why; any number of times, up to 20 are
 * kept. */
void spool_doom(struct spool *spool, uint64_t ordinal, struct str rule, struct str reason);

/* Hands every record out again, in order, to `good` or, with its line and reasons, to
 * `bad`. */
struct spool_sink {
    void (*good)(void *state, const struct record *record);
    void (*bad)(void *state, const struct record *record, uint64_t line, struct str rules, struct str reasons);
    void *state;
};
void spool_finish(struct spool *spool, const struct spool_sink *sink);

/* Gives the file back; after spool_finish or instead of it. */
void spool_close(struct spool *spool);

#endif
