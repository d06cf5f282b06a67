/* sorter - puts in order what may not fit into memory
 *
 * Entries (a key and what belongs to it) go in one by one and come out in the byte
 * order of their keys, equal keys in the order in which they went in.  What exceeds
 * the memory is written to sorted runs in temporary files that have no name, so
 * nothing stays behind however the run ends.  A full disk ends the run with status 2.
 */
#ifndef SORTER_H
#define SORTER_H

#include "base/mem.h"

struct sorter;

/* Opens; `memory` bytes of entries are held before they are written away (at least
 * 64 KiB), `folder` is where: null means TMPDIR, or /tmp. */
struct sorter *sorter_open(struct mem *mem, size_t memory, const char *folder);

/* Takes in an entry; both texts are copied and may hold any byte.  An entry must be
 * below 4 GiB. */
void sorter_add(struct sorter *sorter, struct str key, struct str value);

/* The next entry in order, good until the next call; false at the end.  After the first
 * of these nothing can be added. */
bool sorter_next(struct sorter *sorter, struct str *key, struct str *value);

/* Closes the files and frees the memory; once is needed, twice is allowed. */
void sorter_close(struct sorter *sorter);

/* ---- for tests ---- */

/* Was anything written to a file? */
bool sorter_spilled(const struct sorter *sorter);

#endif
