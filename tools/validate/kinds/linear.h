/* linear - can a system of linear inequalities hold?
 *
 * Small systems over exact decimals, by Fourier-Motzkin elimination: unknowns are
 * eliminated one by one, and what is left is true or false.  For the question of
 * Fellegi and Holt (JASA 71, 1976): which few values, if they were free, would let all
 * rules hold?
 */
#ifndef LINEAR_H
#define LINEAR_H

#include "values/num.h"

enum { LINEAR_UNKNOWNS = 6, LINEAR_ROWS = 400 };

/* sum of factor[i] * x[i] + constant >= 0, or > 0 when strict */
struct linear_row {
    int64_t factor[LINEAR_UNKNOWNS];
    struct num constant;
    bool strict;
};

enum linear_answer { LINEAR_NO, LINEAR_YES, LINEAR_TOO_LARGE };

/* Where an unknown may lie. */
struct linear_range {
    bool has_low, has_high;
    bool above, below;        /* the ends themselves are not in it */
    struct num low, high;
};

/* Can all rows hold at once?  `row` has room for LINEAR_ROWS and is used up.  `range`, if
 * not null, gets the range of the one unknown when there is one and its factors are 1
 * and -1. */
enum linear_answer linear_solve(struct linear_row *row, size_t rows, size_t unknowns, struct linear_range *range);

#endif
