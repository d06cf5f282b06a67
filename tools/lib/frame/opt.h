/* opt - the shape of a command line
 *
 * A tool has one table of options.  A row says everything that is true of an
 * option, and parsing, usage, --help, what TAB offers and the list that the
 * manual page is checked against all come from it.
 *
 * Long options may be shortened while they stay unique, take their value after
 * "=" or as the next argument, and may stand after operands; "--" ends them.
 * Short flags may be joined (-qv).  A wrong option ends the run with status 2
 * and the near one as a hint.
 */
#ifndef OPT_H
#define OPT_H

#include "base/mem.h"
#include "values/num.h"
#include "values/period.h"

enum opt_kind {
    OPT_FLAG,                 /* bool: true when given */
    OPT_TEXT,                 /* const char *: the last one given wins */
    OPT_EACH,                 /* struct opt_list: may be repeated, all are kept in order */
    OPT_COUNT,                /* uint64_t: a whole number */
    OPT_SIZE,                 /* uint64_t: bytes, with K, M or G */
    OPT_CHAR,                 /* char: one ASCII character, or \t */
    OPT_CHOICE,               /* const char *: one word of `choices` */
    OPT_PERIOD,               /* struct span: a period as period.h has them */
    OPT_SHARE,                /* struct num: a number from 0 to 1 */
    OPT_GROUP,                /* no option, but options of a table that tools share: `to` is a struct opt_group */
    OPT_TITLE                 /* no option, but what --help prints above those that follow: `help` */
};

/* What an OPT_EACH gathers. */
struct opt_list {
    const char **value;
    size_t count;
};

struct opt {
    char letter;              /* 0: none */
    const char *name;         /* null ends the table */
    const char *argument;     /* what the value is called in help; null for flags */
    const char *help;         /* one line, no full stop */
    enum opt_kind kind;
    void *to;                 /* where the value goes; in a shared table (void *)offsetof(...) in the group's struct */
    const char *choices;      /* OPT_CHOICE: words parted by '|'; OPT_COUNT: "1 to 9", or null for any number */
};

/* Those options of a shared table that a tool has, and its own struct for their values. */
struct opt_group {
    const struct opt *row;    /* ends like any table; at most 32 */
    uint32_t wanted;          /* bit i: row i */
    void *into;
};

/* What help prints around the table. */
struct opt_page {
    const char *name;         /* the program */
    const char *purpose;      /* one sentence */
    const char *operands;     /* "[FILE]..." */
    const char *in, *out;     /* what goes in and what comes out, a sentence each */
    const char *const *example; /* two commands that run on the samples; null ends */
};

/* Parses argv against one or two tables (the tool's own, the suite's; either may
 * be null), stores values, and returns the operands.  An option of the tool's own that is called as one of the suite's
 * stands in its place. */
struct opt_list opt_parse(struct mem *mem, const struct opt *own, const struct opt *suite, int argc, char **argv);

/* Was this option, by its long name, given in the parse before? */
bool opt_given(const char *name);

/* Tells (no-effect) of an option that was given to a run that does not use it; `serves` says what it is for,
 * in words of the command line. */
void opt_serves(const char *name, bool used, const char *serves);

/* Called with a name; `whole`: it is of a folder that is replaced whole. */
typedef void opt_file(void *state, const char *name, bool whole);

/* Calls use with every name of a file or folder that the parse before stored: the values of options
 * whose argument is called FILE, DIR, STEM (of several files), SITE or FOLDER (folders that are
 * replaced whole), also in NAME=FILE. */
void opt_files(const struct opt *own, const struct opt *suite, opt_file *use, void *state);

/* Prints help in full; the option table as "--name" or "-l --name ARGUMENT" lines
 * for the manual lint. */
struct out;
void opt_help(struct out *out, const struct opt_page *page, const struct opt *own, const struct opt *suite);
void opt_table(struct out *out, const struct opt *own, const struct opt *suite);

/* The options of both tables in order, those of groups among them; null behind the last. */
const struct opt *opt_row(const struct opt *own, const struct opt *suite, size_t index);

#endif
