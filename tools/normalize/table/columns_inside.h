/* columns_inside - a table's columns while they are found, for the files of columns */
#ifndef COLUMNS_INSIDE_H
#define COLUMNS_INSIDE_H

#include "cell/heading.h"
#include "table/columns.h"
#include "table/headed.h"

/* Named groups of --columns-like. */
enum { COLUMNS_PARTS_MOST = 64 };

/* What is known of each column, by its number. */
struct finding_columns {
    const struct shape *shape;
    struct raw_table *table;
    const struct header *header;
    struct heading *heading;  /* the joined text bared */
    struct role_guess *guess;
    struct headed *head;        /* of those that are none of observations */
    struct peek_column *peek;
    int year;                 /* stands in for one that headings lack; 0: none may */
    bool named;               /* does a column or a constant name the indicator, */
    bool dated;               /* and the period, */
    bool placed;              /* and the region? */
};

/* Does a column, a constant or a line above say it? */
bool columns_said(const struct finding_columns *f, enum role role);

/* Makes columns of figures rows, where their headings say what they are. */
void columns_widen(struct finding_columns *f);

/* Refuses what cannot be, names what is missing, and tells what stays aside. */
void columns_judge(struct finding_columns *f);

/* Where a column's header stands. */
struct place columns_place(const struct raw_table *table, uint32_t column);

#endif
