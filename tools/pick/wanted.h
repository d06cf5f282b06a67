/* wanted - a list of columns as --columns and --take have it, against the columns that there are
 *
 *   COLUMN           that column
 *   COLUMN=NAME      the same under another name
 *   -COLUMN          not that one
 *   *                all that the list does not name, in their order
 *
 * A list that only leaves out begins with a * that nobody has to write.  A name that holds one of
 * these marks stands in double quotes.
 */
#ifndef WANTED_H
#define WANTED_H

#include "io/column.h"

struct wanted_list {
    struct {
        uint32_t at;          /* among the columns that there are */
        struct str name;      /* what it is called from now on */
    } *column;
    uint32_t count;
};

/* Reads a list that the option `why` has ("--take").  `but`: positions that * does not mean.  A column that
 * is not there ends the run; one name for two columns is told, each, and then ends it. */
struct wanted_list wanted_read(struct mem *mem, const struct columns *columns, struct str list, const char *why,
                          const struct choice *but);

/* Takes a name off the front of *rest, up to a byte that `ends` has; false when it begins with the mark, which is
 * then taken off too.  A mark in quotes is part of the name. */
bool wanted_name(struct mem *mem, struct str *rest, const char *ends, char mark, struct str *name);

/* Ends the run when several of the names are one. */
void wanted_refuse_double(const struct str *name, uint32_t count, const char *remedy);

#endif
