/* delimiter - what parts the cells of a file */
#ifndef DELIMITER_H
#define DELIMITER_H

#include "base/mem.h"

/* What most of the first lines hold outside quotes: a comma, a tab, a semicolon; where
 * none has any of these, perhaps a full-width comma, which the sieve makes a plain one.  Where
 * the user has `told`, that one. */
char delimiter_of(struct str head, bool told, char told_delimiter, bool *wide_comma);

/* The head with plain commas for full-width ones, where that is asked for; in `mem`. */
struct str delimiter_narrow(struct mem *mem, struct str head, bool wide_comma);

#endif
