/* flag - letters that offices put behind a figure: 12.3 b, 33.7 bu, 12.3 [p]
 *
 * Those of Eurostat and of the British statistical service, which are its own where a user's
 * table of signs (symbol.h) has none.  What has no code of SDMX is kept in the note.
 */
#ifndef FLAG_H
#define FLAG_H

#include "cell/symbol.h"

/* The flags that end a text, a space before them or brackets around them: how many bytes of the
 * text are before; its length where it ends in none.  *flags is their letters; *status that of
 * the first that has one, or empty. */
size_t flag_split(struct mem *mem, const struct symbols *symbols, struct str text, struct str *flags,
                  struct str *status);

#endif
