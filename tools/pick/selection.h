/* selection - which columns are written, and by which rows are told apart or sorted
 *
 * --columns chooses and renames.  Names in --distinct and --sort are those of the result or, where it has none such,
 * those of the columns that there were to choose from.
 */
#ifndef SELECTION_H
#define SELECTION_H

#include "sorting.h"
#include "joined.h"
#include "wanted.h"

struct picked {
    struct wanted_list shown;
    bool whole;               /* the record as it came, nothing else */
    struct choice distinct;   /* positions in the rows; none: rows are not held against each other */
    struct choice sort;
    struct sorting_key *key;    /* for each of sort */
};

/* Null lists: all columns; nothing told apart; nothing sorted. */
struct picked selection_make(const struct joined *joined, const char *shown, const char *distinct, const char *sort);

/* Writes the header; a row. */
void selection_header(const struct picked *selection, const struct record *header, struct writer *writer);
void selection_row(const struct picked *selection, const struct joined_row *row, struct writer *writer);

#endif
