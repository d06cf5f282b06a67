/* suppose - what falls, or stands, when something were otherwise
 *
 * --what-if OBJECT:COLUMN=VALUE changes a field of an object as if the table had said so: start,
 * due, done_on, progress, stage or status.  Reports of that object no longer speak against it.
 * Then all is found once more, and what differs is told cell by cell.
 */
#ifndef SUPPOSE_H
#define SUPPOSE_H

#include "frame/opt.h"
#include "object/objects.h"

/* Makes the changes; a wrong one ends the run. */
void suppose_apply(struct objects *objects, const struct opt_list *movement);

/* Tells, of the two rows of an answer, which cells differ: about, code, name, column, was, is. */
void suppose_header(struct writer *writer);
void suppose_differences(struct writer *writer, struct str about, struct str code, struct str name,
                         const struct str *column, const struct str *was, const struct str *is, size_t columns);

#endif
