/* stock - the tables that a template speaks of, by their names
 *
 * A template names them in its front matter, with files below its own folder, and the command line
 * puts others in their place.  One is read when it is first needed, whole, and what the edition must
 * not have is out of it before anybody sees it.
 */
#ifndef STOCK_H
#define STOCK_H

#include "template/edition.h"
#include "template/scroll.h"
#include "view/view.h"

struct stock_table {
    struct str name;
    const char *file;         /* null: nobody said which */
    const struct scroll *scroll;  /* where the front matter names it; or null */
    const char *at;
    struct table *table;      /* null until it is open */
    struct str **row;         /* its rows; behind their cells stand where they come from and their number */
    size_t rows;
    const struct view *view;  /* its columns in words */
    struct withheld withheld;
    bool missable, told;      /* it need not have a file; it was told that it has none */
    struct str *spare;        /* columns that it need not have */
    uint32_t spares;
};

struct stock {
    struct mem *mem;
    struct vocabulary *words;
    struct directory *names;
    const struct edition_rules *rules;
    enum edition edition;
    struct reader *input;     /* for the table whose file is "-"; or null */
    size_t block;
    struct stock_table *table;
    size_t tables, room;
};

/* Adds a table, or changes the file of one that is there. */
void stock_add(struct stock *stock, struct str name, const char *file, const struct scroll *scroll, const char *at);

/* Columns that it need not have, parted by commas, which are then empty; * stands for the table itself. */
void stock_spare(struct stock *stock, struct str name, struct str list);

/* The one of that name, not opened; or null. */
struct stock_table *stock_find(const struct stock *stock, struct str name);

/* Reads it, if that is not done yet; a file that cannot be read ends the run. */
void stock_open(struct stock *stock, struct stock_table *table);

/* A column by its name, real or made of several; `field` is FIELD_COUNT and `at` COLUMN_NONE where there
 * is none. */
struct view_column stock_column(const struct stock_table *table, struct str name);
bool stock_has(const struct view_column *column);

/* A cell as the data have it, and as people read it. */
struct str stock_raw(const struct stock_table *table, const struct str *cells, const struct view_column *column);
struct str stock_shown(const struct stock_table *table, const struct str *cells, const struct view_column *column);

/* The number of a row in the table, from 1, and where its figures come from. */
uint64_t stock_number(const struct stock_table *table, const struct str *cells);
const struct citation *stock_citation(struct mem *mem, const struct stock_table *table, const struct str *cells,
                                      struct str column);

/* The same of the i-th row of a table that stock_some has made of some of its rows. */
uint64_t stock_numbered(const struct stock_table *table, const struct table *some, size_t i);

/* Some of its rows as a table of their own. */
struct table *stock_some(struct mem *mem, const struct stock_table *table, struct str **row, size_t rows);

/* Sorts them by a list of columns as --sort has it. */
void stock_sort(const struct stock *stock, const struct stock_table *table, struct str **row, size_t rows,
                struct str list);

#endif
