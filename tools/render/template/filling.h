/* filling - what the names of a template mean, and the Markdown that comes out
 *
 * First every name is looked for: in the rows of the sections around it, from the inside out, then
 * among the tables, then among what is set, then `no` (the number of the row in its section), `count`
 * (of the rows of the group) and `edition`.  up.NAME begins one section further out.  What is not found
 * is told with its place and the near name, and nothing is written.  Parts that the edition or the
 * choice of chapters scrolls out are not looked at.
 *
 * Then it is filled in.  A value never becomes markup: in the Markdown a mark of the private use area
 * stands for it (FILLING_VALUE, its number, FILLING_END), and for a directive a code block whose info
 * begins with FILLING_INSET; who has parsed the Markdown puts them in.
 */
#ifndef FILLING_H
#define FILLING_H

#include "document/document.h"
#include "template/braces.h"
#include "template/stock.h"

#define FILLING_INSET "\xee\x80\x80"
#define FILLING_VALUE "\xee\x80\x81"
#define FILLING_END "\xee\x80\x82"
#define FILLING_DROP "\xee\x80\x83"   /* put in so that Markdown sees a letter; dropped again */

/* Limits, told in words where they are met: rows looked at, times that sections are gone through, bytes. */
#define FILLING_ROWS 200000000u
#define FILLING_TURNS 2000000u
#define FILLING_BYTES ((size_t)32 << 20)

/* A name that is set. */
struct setting {
    struct str name, text;
};

/* A value in the Markdown. */
struct filled {
    struct str text, figure;  /* as people read it; the number behind it, or empty */
    bool told;                /* a sentence that a tool has said, whose numbers are figures */
    const struct citation *citation; /* or null */
};

/* A directive with what it was given. */
struct inset {
    const struct braces *node;
    const struct stock_table *table;
    struct table *rows;       /* those that were chosen; null without a table */
    struct str columns;       /* as --columns has them; empty: those of the kind */
    struct str chart, text;   /* kind; title, key */
    struct str caption, empty, own, x, y, by;
    struct str body;          /* Markdown with marks; of words plain lines */
};

struct filling {
    struct mem *mem;
    const struct scroll *scroll;
    struct stock *stock;
    const struct vocabulary *words;
    struct setting *setting;
    size_t settings;
    struct str chapters;      /* those that are in, parted by commas; empty: all */
    struct braces *split;     /* a section over the rows of one document; or null */
    struct filled *value;
    size_t values, value_room;
    struct inset *inset;
    size_t insets, inset_room;
    uint64_t rows, turns;     /* towards the limits */
};

/* Holds all names against the tables; mistakes are told by scroll_wrong. */
void filling_check(struct filling *filling, struct braces *first);

/* The groups of the split, in their order; without one a single group of no rows. */
struct filling_group {
    struct str **row;
    size_t rows;
};
struct filling_group *filling_groups(struct filling *filling, size_t *groups);

/* Fills in; `group` may be null.  Values and insets are numbered on from those that are there. */
struct str filling_text(struct filling *filling, const struct braces *first, const struct filling_group *group);

/* The same as plain text, values and all. */
struct str filling_plain(struct filling *filling, const struct braces *first, const struct filling_group *group);

#endif
