/* shipped - templates that come with the program */
#ifndef SHIPPED_H
#define SHIPPED_H

#include "base/mem.h"

/* The i-th, and what it makes; false behind the last. */
bool shipped_row(size_t i, const char **name, const char **what);

/* The file of a shipped template, in the language in use or the first one that there is; null where
 * none has that name. */
const char *shipped_file(struct mem *mem, struct str name);

/* ; did you mean "slip"? */
struct str shipped_hint(struct mem *mem, struct str name);

#endif
