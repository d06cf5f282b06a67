/* logbook - a table of its own beside the output: a change log, notes, findings, counts
 *
 * The caller writes rows with `writer` and says at the end that all is well; until then
 * nothing stands at the path, so a run that ends early leaves no half of a table.
 */
#ifndef LOGBOOK_H
#define LOGBOOK_H

#include "io/record.h"

struct logbook {
    struct out *out;
    struct writer *writer;    /* null: none is kept */
};

/* Opens a table with these columns, parted by commas; a null path keeps none. */
struct logbook logbook_open(struct mem *mem, const char *path, char delimiter, const char *columns);

/* Writes what is buffered and puts the file in place; nothing where none is kept. */
void logbook_close(struct logbook *book);

#endif
