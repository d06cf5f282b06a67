/* split - a table of parts, rounded so that what is printed adds up to the last digit
 *
 * Every sum is rounded by itself; the parts are then rounded up or down so that they make
 * their sum as printed, those with the largest remainders up (the method of largest
 * remainders, also called Hamilton's).  Where parts stand in rows and in columns the sums
 * of both hold: a unit of the last place goes from one column to another in the row where
 * that costs least, by shortest paths (controlled rounding: B. D. Causey, L. H. Cox and
 * L. R. Ernst, "Applications of transportation theory to statistical problems", JASA 80,
 * 1985; here with the least squared error).  A part is then less than one unit from its
 * exact value wherever the sums of the rows are decimals of these places, as changes of
 * printed figures are, and less than two otherwise.
 *
 * What comes in has SPLIT_GUARD places more than what goes out.
 */
#ifndef SPLIT_H
#define SPLIT_H

#include "values/num.h"

enum { SPLIT_GUARD = 6 };

/* Members that are given, then those that split_round fills. */
struct split {
    uint32_t rows, columns;
    const struct num *cell;   /* rows x columns, row by row */
    const struct num *row_sum; /* exact sums of the rows; null: those of the cells */
    int places;
    enum num_rounding how;

    struct num *part;         /* the cells, rounded */
    struct num *across, *down; /* sums of the rows, and of the columns, rounded */
    struct num sum;           /* of all */
};

/* Rounds it; false, with nothing filled, when numbers of 38 digits do not hold a sum. */
bool split_round(struct mem *mem, struct split *split);

#endif
