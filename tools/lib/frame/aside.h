/* aside - what a tool of observations leaves aside, told in the same words by all of them
 *
 * Nothing is left out in silence: a code that a table beside the observations does not have,
 * with the near one and the number of rows; a column whose name is nearly that of a column of
 * observations, and is therefore not read; a condition that no record fulfils; a table of
 * a header alone.  They are warnings and do not change the exit status by themselves
 * (--exit-status unknown=3 does).
 */
#ifndef ASIDE_H
#define ASIDE_H

#include "io/column.h"
#include "meaning/catalog.h"
#include "meaning/observation.h"

/* Each indicator and each region of the observations that its table has not: code `unknown`,
 * at the first row that has it.  A null table knows nothing and is not asked. */
void aside_unknown(struct mem *mem, const struct observations *observations, const struct indicators *indicators,
                   const struct regions *regions);

/* Each column that is none of observations and has a name within two letters of one that is
 * not there and need not be: code `passed-over`. */
void aside_columns(const struct columns *columns);

/* A table of one column whose name holds another delimiter, where no column is asked for that would
 * be missed: code `passed-over`. */
void aside_parted(const struct columns *columns);

/* No record fulfils --where: code `no-record`. */
void aside_where(const struct columns *columns, const char *where);

/* A header alone: code `no-record`. */
void aside_bare(const char *file);

#endif
