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

#include "base/diag.h"
#include "io/column.h"
#include "meaning/catalog.h"
#include "meaning/observation.h"

/* Codes as they come, from any table: each that its own table beside has not is told when the last has come
 * (code `unknown`), with the first place and the number of rows.  A null table knows nothing and is not
 * asked; what is empty is no code.  aside_close tells and ends it. */
struct aside;
struct aside *aside_open(struct mem *mem, const struct indicators *indicators, const struct regions *regions);
void aside_code(struct aside *aside, enum observed column, struct str code, const struct place *place, uint64_t times);
void aside_close(struct aside *aside);

/* The sentence alone, for a tool to which such a code is an error: `region "q" is in no row of
 * regions.csv; did you mean ...`; without the near word where a message of the code that it is `heard`
 * as would not be shown. */
struct str aside_sentence(struct mem *mem, enum observed column, struct str code, const struct indicators *indicators,
                          const struct regions *regions, enum diag_code heard);

/* Each indicator and each region of the observations that its table has not: code `unknown`,
 * at the first row that has it.  A null table knows nothing and is not asked. */
void aside_unknown(struct mem *mem, const struct observations *observations, const struct indicators *indicators,
                   const struct regions *regions);

/* Each column that is none of observations and has a name within two letters of one that is
 * not there and need not be: code `passed-over`.  `line`: that of the header. */
void aside_columns(const struct columns *columns, uint64_t line);

/* The same of another table: `known` names all columns that are read, parted by commas; a column of up to 7 letters
 * is near within one of them, since tables have columns of their own such as name_en. */
void aside_near(const struct columns *columns, uint64_t line, const char *known);

/* A table of one column whose name holds another delimiter, where no column is asked for that would
 * be missed: code `passed-over`. */
void aside_parted(const struct columns *columns);

/* No record fulfils --where: code `no-record`. */
void aside_where(const struct columns *columns, const char *where);

/* A header alone: code `no-record`. */
void aside_bare(const char *file);

#endif
