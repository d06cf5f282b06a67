/* parting - by what records are parted, and what the file of a key is called
 *
 * A key is a text of each column that --by names, or the first characters of it.  The file's name says the key and
 * is safe everywhere: letters, digits, "-", "_", "." inside and all beyond ASCII stand as they are, other bytes
 * as %20; texts of several columns are parted by "+".  Where two names would be one, because only the case
 * of letters differs or because a long one was cut, the later has "~2" behind it; the empty key is "empty~1".
 */
#ifndef PARTING_H
#define PARTING_H

#include "base/group.h"
#include "frame/opt.h"
#include "io/column.h"

struct parting;

/* What the --by options say, COLUMN[:LENGTH],..., held against the header; mistakes end the run. */
struct parting *parting_open(struct mem *mem, const struct columns *columns, const struct opt_list *by);

/* How many columns there are. */
uint32_t parting_columns(const struct parting *keys);

/* The state in `group`, added on first sight, of each of up to PARTING_MOST records of a batch. */
enum { PARTING_MOST = 256 };
void parting_each(struct parting *keys, struct group *group, const struct record *record, size_t count, void **state);

/* A name of a file, with its ending, that no other key has had.  Lives as long as `mem`. */
const char *parting_file(struct parting *keys, const struct group *of, const void *state);

/* Forgets which names were given. */
void parting_close(struct parting *keys);

#endif
