/* matrix - small symmetric matrices: solved, and their eigenvalues
 *
 * IEEE doubles, row by row: element (i, j) of a matrix of `size` is at[i * size + j].  For the tens of
 * rows that calibration and tests of tables have, not for thousands.
 */
#ifndef MATRIX_H
#define MATRIX_H

#include "base/mem.h"

/* Puts a generalized inverse in the place of a symmetric matrix that has no negative eigenvalue: rows
 * that depend on those before them are left out, and are zeros in the result.  Returns the rank. */
size_t matrix_invert(double *at, size_t size);

/* a times x, a symmetric or not, into `product`, which is neither. */
void matrix_times(const double *a, const double *x, size_t size, double *product);

/* x' a y. */
double matrix_form(const double *x, const double *a, const double *y, size_t size);

/* The eigenvalues of below^-1 above: both symmetric, `below` with positive ones alone.  False where it has
 * others.  Both are used up. */
bool matrix_eigenvalues(double *above, double *below, size_t size, double *value);

#endif
