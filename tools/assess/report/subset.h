/* subset - the same chain on some of the indicators alone
 *
 * A table lists them, one a row: their codes in the column indicator, or where that is empty
 * their names in the column name, which the table of indicators knows.  Where both are given,
 * the name must be one of that indicator's.
 */
#ifndef SUBSET_H
#define SUBSET_H

#include "io/record.h"
#include "meaning/catalog.h"

struct subset;

/* Reads the table and closes the reader.  `indicators` may be null; what no target is about is
 * a mistake: a subset must not shrink for a slip of the pen. */
struct subset *subset_load(struct mem *mem, struct reader *reader, const struct indicators *indicators,
                           const struct targets *targets);

/* Ends what subset_load began; null is allowed. */
void subset_close(struct subset *subset);

/* Is the indicator one of them?  A null subset has all. */
bool subset_has(const struct subset *subset, struct str indicator);

#endif
