/* nowhere - a file that cannot be opened, and which one may be meant
 *
 * Ends the run with the system's reason (status 2, code open) and, where nothing of that name
 * is there, with what is likely: a file of the same folder whose name is near, an option whose
 * hyphens an editor has turned into a dash, a list where a table is expected, the rest of a list that was
 * cut at a space.
 */
#ifndef NOWHERE_H
#define NOWHERE_H

#include "base/mem.h"

/* To be called while errno says why `file` could not be opened. */
_Noreturn void nowhere_stop(struct mem *mem, const char *file);

#endif
