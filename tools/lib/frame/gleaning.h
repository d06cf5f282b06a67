/* gleaning - observations of one large file, read by several threads
 *
 * The file is cut into pieces (reader_slice), each thread takes the records of one into a part of the table
 * (observation_open_part), and parts join the table in the order of the file: it is the same as if one thread had
 * read it.  From the first piece on in which something is to be told, be it a cell that cannot be read or a blank
 * line, the rest is left to the caller.
 */
#ifndef GLEANING_H
#define GLEANING_H

#include "io/record.h"
#include "meaning/observation.h"

/* Takes as many records of the reader, which has handed out none yet, as can be taken so; it goes on behind them.
 * `verified` is the column whose words are told where they are none, or COLUMN_NONE. */
void gleaning_take(struct observations *observations, struct reader *reader, uint32_t verified, size_t threads);

#endif
