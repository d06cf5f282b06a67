/* ahp - weights from pairwise comparisons: how many times one part counts more than another
 *
 * T. L. Saaty, "The Analytic Hierarchy Process" (1980).  The weights are the principal eigenvector of
 * the matrix.  Comparisons that contradict each other are found by the consistency ratio CR = CI / RI,
 * CI = (lambda - n) / (n - 1), RI the mean index of random matrices; 0.1 or more is too much.  The
 * weights stand all the same: what is to be done about it is the judges' affair.
 *
 * The table is the square matrix as people keep it: the first column has the codes, the others are
 * called by them; 3 and 1/3 are how cells are written.  A cell may be empty where the one across the
 * diagonal is not.  What is not reciprocal is refused; 0.33 beside 3 is taken for a third that
 * was rounded.
 */
#ifndef AHP_H
#define AHP_H

#include "base/mem.h"
#include "io/record.h"

enum { AHP_MOST = 64 };

struct comparison {
    struct str *code;
    size_t size;
    double *matrix;           /* row by row */
    double *weight;           /* sums to 1 */
    double *by_rows;          /* the same by the geometric means of the rows */
    double lambda, index, ratio; /* lambda_max, CI, CR; CR is NAN where no RI is known: above 10 */
    struct place place;       /* where the table is */
};

#define AHP_LIMIT 0.1

/* Reads a matrix and finds all of it.  Mistakes are told and end the run. */
struct comparison ahp_read(struct mem *mem, struct reader *reader);

/* ---- for tests ---- */

/* Finds weights, lambda and ratios of a matrix that is filled. */
void ahp_solve(struct mem *mem, struct comparison *comparison);

#endif
