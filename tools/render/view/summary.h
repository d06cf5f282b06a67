/* summary - what a view says in one sentence, counted from its rows
 *
 * The sentence is of the form that the national mid-term report uses: how many
 * indicators, how many of each class, then their names; what cannot be judged is
 * named apart and never folded into a class or dropped.  Binding and
 * anticipatory indicators are counted apart.
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "view/view.h"

/* A class that occurs, with what belongs to it. */
struct class_tally {
    const struct mark *mark;
    long count;
    struct str names;         /* joined, of as many rows as are named */
    struct class_row {
        struct str name;
        struct row_place place;
    } *row;                   /* those, in the order of the names */
    size_t rows;
};

struct summary {
    struct str lead;          /* without a full stop; empty for a plain table */
    struct str heading;       /* of its section, and what its chart shows: found in the rows; may be empty */
    struct str finding;
    struct str *group;        /* binding, anticipatory: a sentence each */
    size_t groups;
    struct class_tally *tally;      /* best first, what cannot be judged last */
    size_t tallies;
};

/* Reads the view's kept rows. */
struct summary summary_of(struct view *view);

/* What the sentence says of one class: 4项提前实现. */
struct str summary_counted(const struct view *view, const struct class_tally *tally);

/* The sentence's list alone: 4项提前实现、5项快于预期. */
struct str summary_list(const struct view *view, const struct class_tally *tally, size_t tallies);

/* Up to when the data goes, how much of the time has passed, and by when figures were published. */
struct str summary_meta(const struct view *view);

#endif
