/* column - finding columns by name, once
 *
 * The header is read into a list of names; tools turn every name they were given
 * into a position before the first record, so the inner loop sees only integers.
 * A name that is not there ends the run with the nearest one as a hint.
 */
#ifndef COLUMN_H
#define COLUMN_H

#include "io/record.h"

#define COLUMN_NONE UINT32_MAX

/* The names of a table's columns, in order; they live as long as the arena. */
struct columns {
    struct mem *mem;
    const char *file;         /* for messages */
    struct str *name;
    uint32_t *order;          /* positions in the order of their names, for finding */
    uint32_t count;
    bool loose;               /* names may be empty or repeated: column_labels */
};

/* The reader's header.  Empty and repeated names end the run (header-empty,
 * header-double). */
struct columns column_header(struct mem *mem, const struct reader *reader);

/* The same as it stands, for who tells of such names and goes on by position.  A name that
 * several columns have still ends the run when it is asked for. */
struct columns column_labels(struct mem *mem, const struct reader *reader);

/* A list of names that did not come with a header; they must differ and live as long
 * as the result. */
struct columns column_names(struct mem *mem, const char *file, struct str *name, uint32_t count);

/* The position of a name, from 0, or COLUMN_NONE. */
uint32_t column_find(const struct columns *columns, struct str name);

/* The first position of a name that more than one column may have, or COLUMN_NONE;
 * `alone` (may be null) tells whether it is the only one. */
uint32_t column_first(const struct columns *columns, struct str name, bool *alone);

/* The position of a name that must be there.  `why` says who needs it, as in
 * "--by" or "assess": no column "regoin" (--by); did you mean "region"? */
uint32_t column_need(const struct columns *columns, struct str name, const char *why);

/* Tells that a name is not there, and goes on; it ends the run where the header shows that
 * the table is not the one that was meant, so that every further name would be missing too. */
void column_missing(const struct columns *columns, struct str name, const char *why);

/* What the table, or the name, seems to be where a column is missing, as a part of a sentence:
 * "its fields are parted by ";": say -d ';'", "the first line looks like data ...".  Empty where
 * nothing shows it.  `near`: some column has a name that is near, which is likelier than some of
 * this.  `whole`: it is true of the header, and not of this one name. */
struct str column_astray(const struct columns *columns, struct str name, bool near, bool *whole);

/* Tells that column `at`, which nobody reads, has nearly the name of one that is missing: code `passed-over`.
 * Near is one letter in names of up to `shortest` letters, else two; in tables that have columns of their own,
 * such as name_en beside name_zh, those of COLUMN_NEAR_SHORT are short.  `line`: that of the header. */
enum { COLUMN_NEAR_SHORT = 7 };
void column_hold_near(const struct columns *columns, uint32_t at, uint64_t line, struct str missing, size_t shortest);

/* What parts the fields of a table that seems to have one column, as such a part of a sentence;
 * empty where its header holds nothing that would part them. */
struct str column_parted(const struct columns *columns);

/* Takes a name of a column off the front of *rest, up to the first byte that `ends` has, where
 * *rest then begins (nowhere, when it was the last).  A name that holds such a byte stands in double
 * quotes, a quote in it doubled, as in CSV: "GDP, real".  A quote that is never closed, or behind which
 * something else stands, is part of the name. */
struct str column_name(struct mem *mem, struct str *rest, const char *ends);

/* The same with a list of names parted by commas: false when nothing is left. */
bool column_cut(struct mem *mem, struct str *list, struct str *name);

/* A set of chosen positions. */
struct choice {
    uint32_t *at;
    uint32_t count;
};

/* The positions of a comma-separated list of names, all of which must be there;
 * a name twice is an error. */
struct choice column_choose(struct mem *mem, const struct columns *columns, struct str list, const char *why);

#endif
