/* standard - the schema of observations, which nobody has to write
 *
 * What steelyard-tables(5) says of a table of observations, as a Table Schema for the columns
 * that a table has: a region, an indicator, a period and a value must be there, others of an
 * observation may, and any column beside them parts series.  Together with caliber and vintage
 * those are the key.
 */
#ifndef STANDARD_H
#define STANDARD_H

#include "io/column.h"

/* What --schema calls it. */
#define STANDARD_NAME "observations"

/* The schema's text. */
struct str standard_schema(struct mem *mem, const struct columns *columns);

#endif
