/* filling_plan - what filling found the names of a template to be: between its two files */
#ifndef FILLING_PLAN_H
#define FILLING_PLAN_H

#include "language/expr.h"
#include "template/filling.h"
#include "template/filters.h"

/* The sections around a place, from the inside out. */
struct scope {
    const struct stock_table *table;
    bool grouped;             /* one turn is a group of rows */
    struct view_column *by;
    size_t bys;
    const struct scope *up;
};

/* The same while it is filled in. */
struct frame {
    const struct scope *scope;
    struct str **row;         /* one row, or a group */
    size_t rows;
    uint64_t turn;            /* from 1 */
    const struct frame *up;
};

/* What names mean in a condition. */
struct naming {
    const struct filling *filling;
    const struct stock_table *table; /* whose rows are asked; null: those of the sections around */
    const struct scope *scope;
};

/* A choice of rows. */
struct selection {
    const struct stock_table *table;
    const struct expr *where; /* or null */
    struct naming naming;
    struct expr_names names;
    struct str sort;          /* empty: as they are */
    bool by_count, count_down;
    uint64_t top;             /* 0: all */
    struct view_column *by;
    size_t bys;
};

enum reference { REFERENCE_COLUMN, REFERENCE_TABLE, REFERENCE_SETTING, REFERENCE_NUMBER, REFERENCE_COUNT,
                 REFERENCE_EDITION, REFERENCE_NOTHING };

/* What the checker scrolls at a node. */
struct plan {
    enum reference reference;
    int depth;                /* sections out */
    struct view_column column; /* of REFERENCE_COLUMN, perhaps of REFERENCE_TABLE */
    struct selection *selection;
    const struct scope *scope; /* inside a section over a table */
    const struct setting *setting;
    const struct filter **filter;
    size_t filters;
    bool figure, told;        /* a dash was told */
    const struct expr *condition; /* of an if without a table */
    struct naming naming;
    struct expr_names names;
    struct str columns;       /* of a directive */
};

/* `now` of a condition. */
struct moment_of {
    const struct filling *filling;
    const struct str *cells;
    const struct frame *frame;
};

/* Is what stands in the node in this edition, and in this choice of chapters? */
bool filling_is_in(const struct filling *filling, const struct braces *node);

#endif
