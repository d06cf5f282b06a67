/* crew - several threads look at the pieces of a file, as long as nothing is wrong
 *
 * Each thread takes the next piece of the file, holds its records against the schema
 * and keeps their bytes; the caller's thread passes the pieces on in their order.
 * It is done on trust: a piece may have been cut wrongly.  At the first piece in
 * which anything at all is wrong the threads stop, and the caller reads on alone from
 * where that piece began, so that everything is told in its order and place.  Memory
 * grows with the threads, not with the file.
 */
#ifndef CREW_H
#define CREW_H

#include "records/checks.h"
#include "records/keys.h"

/* Reads on in `reader` with up to `threads` threads and passes records without fault on to
 * `writer` (null: nowhere); counts what is missing in the checks' tallies.  Where there are
 * `keys` (else null) the caller's thread holds the pieces against them, in their order.  Returns
 * how many records that were; the reader goes on behind them. */
uint64_t crew_run(struct reader *reader, const struct schema *schema, const struct checks *checks, struct keys *keys,
                  struct writer *writer, size_t threads);

#endif
