/* book - the accounts of assess --explain, as a page shows them
 *
 * The rows of a table of the kind account, gathered: an account for each answer, with its
 * name and its class, and its steps, each with its result as the report prints the column that
 * has it.  So a figure is found in the book as it stands in the report.
 */
#ifndef BOOK_H
#define BOOK_H

#include "view/view.h"

/* What a step is, which decides where it is shown. */
enum step_kind { STEP_PLAIN, STEP_ALTERNATIVE, STEP_METHOD };

struct book_step {
    const struct str *cells;
    enum step_kind kind;
    enum field field;         /* of the column that has the result; FIELD_COUNT: of none */
    struct str printed;       /* the result as the report prints it; the result itself where it prints none */
    struct str place;         /* FILE:LINE, the file as the book calls it; or empty */
};

struct book_account {
    const struct str *cells;  /* its first row */
    const struct str *answer; /* the answer as it can be seen in its steps: cells for the view `answers` */
    struct str name;          /* of the indicator, in the language in use, and what tells it from others */
    const struct mark *class; /* or null */
    struct book_step *step;
    size_t steps;
};

/* A file that steps come from: without its folder where no other has that name. */
struct book_file {
    struct str file, called;
    long rows;                /* that steps come from, each as often as it is cited */
};

struct book {
    const struct view *view;
    const struct view *answers; /* a view of the accounts' answers: a row for each, a cell for each known column */
    struct book_file *file;
    size_t files;
    struct book_account *account;
    size_t accounts;
};

/* Gathers a view whose rows are kept. */
struct book *book_open(const struct view *view);

/* The first step that has this column, or null. */
const struct book_step *book_step(const struct book_account *account, enum field field);

/* What a step is called in the language in use. */
struct str book_called(const struct book *book, const struct book_step *step);

/* A formula with its names in the language in use. */
struct str book_formula(const struct view *view, struct str formula);

#endif
