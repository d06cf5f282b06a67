/* normalize - the values of an indicator on a scale that all indicators share
 *
 * After OECD/JRC, "Handbook on Constructing Composite Indicators" (2008), and the programs of the JRC.
 * On every scale but those of ranks from 1 more is better: an indicator of which less is better is
 * turned round, and its targets and goalposts with it.  Scales that are ratios are turned over
 * instead (least / value).
 *
 * What a scale rests on (least, most, mean, spread) comes from the base: the values themselves, those of
 * one period, or of all.  Where the base is another, values may lie outside of it.
 */
#ifndef NORMALIZE_H
#define NORMALIZE_H

#include "table/manner.h"

/* What somebody set for an indicator at a period. */
struct goalpost {
    double low, high, target; /* NAN where they are not given */
    bool logarithm;           /* all are compared as logarithms */
};

/* What is normalised: the units of one indicator at one period. */
struct scaling {
    const double *value;      /* NAN: none */
    size_t count;
    const double *base;       /* what the scale rests on */
    size_t base_count;
    int sign;                 /* 1: more is better; -1: less is */
    const struct goalpost *goal; /* null: none was given */
    size_t reference;         /* the unit that a method measures from */
    const double *before;     /* the units a period earlier; null: there is none */
    const double *middle, *swing; /* over all periods of each unit: mean, and mean distance from it */
    double *room;             /* for as many values as the base has */
    struct mem *mem;          /* for a stretch of work */
};

/* The ways there are. */
extern const struct manners normalize_methods;

/* Puts the values onto the scale.  Null, or why that cannot be done, as text to be translated: then
 * `into` is all NAN. */
const char *normalize_values(const struct pick *how, const struct scaling *scaling, double *into);

/* Which way is better on this scale: 1 up, -1 down (ranks, of which 1 is best). */
int normalize_better(const struct pick *how);

/* The ends of the scale for values inside the base; false where it has none. */
bool normalize_ends(const struct pick *how, double ends[2]);

/* Are values outside the ends set to them, whatever else is asked? */
bool normalize_clips(const struct pick *how);

/* Does it need a goalpost or a target; other periods? */
bool normalize_asks_goal(const struct pick *how);
bool normalize_asks_periods(const struct pick *how);

#endif
