/* tool - the frame that every tool stands in
 *
 * tool_main does what no author should have to remember: it parses the command
 * line, answers --help, --version, --describe, --list and --completion, makes the arena,
 * runs the tool, commits the output, writes the provenance line and returns the
 * exit status.  SIGPIPE keeps its default, so "| head" ends a pipeline quietly;
 * SIGXFSZ is ignored, so that a file at the limit of its size is a write that fails.
 * setlocale is never called.
 *
 * Options of the whole suite, one meaning everywhere:
 *   -d --delimiter, --tsv, -o --output, -q --quiet, -v --verbose, --messages,
 *   --skip-bad, --allow-empty, --provenance, --describe, --list, --completion,
 *   -h --help, -V --version
 *
 * Every module may be included below this floor.
 */
#ifndef TOOL_H
#define TOOL_H

#include "files/folder.h"
#include "frame/opt.h"
#include "io/column.h"
#include "io/record.h"

/* A column that the tool needs or makes, for --describe. */
struct tool_column {
    const char *direction;    /* "in" or "out" */
    const char *column;       /* a name, or words such as "the --by columns" */
    const char *need;         /* "required", "optional", "always", "when asked"; null: this is no further
                                 column but says what the tool takes the one above of that name for */
    const char *meaning;
};

/* For OBSERVATION_COLUMNS (meaning/observation.h): the rows of a tool that reads observations. */
#define TOOL_OBSERVED(NAME, member, column, needed, part, coded, meaning) \
    {"in", column, needed ? "required" : "optional", meaning},

/* A word that an option or a table of the tool takes, for --list. */
struct tool_item {
    const char *name;
    const char *shape;        /* what stands behind it; shown where the tool's list has such a column */
    const char *meaning;
};

/* The words of one kind: rows that end with nulls, or a function that gives the i-th of those
 * that stand in a module and is false after the last. */
struct tool_words {
    const char *kind;
    const struct tool_item *row;
    bool (*item)(size_t i, struct tool_item *item);
};

/* All of them, and what the columns are called: kind, name, shape (null: there is none),
 * meaning. */
struct tool_list {
    const char *header[4];
    const struct tool_words *words; /* ends with a row of nulls */
};

/* A run: what tool_main hands to the tool. */
struct job {
    struct mem *mem;          /* the run's arena */
    const char *const *file;  /* operands */
    size_t files;
    const char *output;       /* what -o says; null for standard output */
    char delimiter;           /* in and out */
    bool verbose;
    struct reading reading;   /* filled from the suite's options; may be changed before job_reader */
    struct reader *reader;    /* set by job_reader */
    struct digest *digest;    /* of the input, for a tool that reads it otherwise than as CSV in UTF-8 */
    uint64_t records;         /* read from files before the reader's */
    struct writer *writer;    /* set by job_writer */
    struct out *out;          /* set by job_out */
    struct folder *folder;    /* that the tool committed: it appears with the outputs; null: there is none */
};

struct tool {
    const char *name;
    const char *purpose;      /* one sentence, lower case start, no full stop */
    const char *operands;     /* "[FILE]..." */
    const char *in, *out;     /* what goes in and what comes out */
    const char *const *example;
    const struct opt *option;
    const struct tool_column *column; /* ends with a row of nulls */
    const struct tool_list *list;
    void (*list_of)(struct job *job); /* --list with operands: what is in them to choose from; null: they are
                                         passed over */
    void (*run)(struct job *job);
};

/* The whole life of a tool, from argv to the exit status: 0, 1 or 2. */
int tool_main(const struct tool *tool, int argc, char **argv);

/* The operands (or standard input) as one table.  When standard input is a
 * terminal and there is no operand, prints the usage and ends with status 2. */
struct reader *job_reader(struct job *job);

/* Says that the input is a part of a whole and where it begins there, as --at has it; null: it is a whole.  Before
 * job_reader. */
void job_at(struct job *job, const char *at);

/* Another table that an option names ("--targets FILE"), read with the suite's
 * rules but never from the operands, never skipping bad records, and with its own
 * delimiter: --delimiter is for the input and the output. */
struct reader *job_table(struct job *job, const char *file);

/* Where the result goes (-o or standard output), as bytes or as CSV rows. */
struct out *job_out(struct job *job);
struct writer *job_writer(struct job *job);

#endif
