/* eigen - what directions a square matrix stretches and how much, and its inverse
 *
 * Small dense matrices, row by row, of IEEE doubles.  A symmetric matrix is turned until it is
 * diagonal (Jacobi's rotations, 1846); the largest eigenvalue of a matrix of positive numbers is
 * found by multiplying (von Mises), and is real and alone by Perron's theorem.
 */
#ifndef EIGEN_H
#define EIGEN_H

#include "base/mem.h"

/* All eigenvalues of a symmetric matrix, the largest first, and their vectors of length 1 as rows
 * of `vector` (null: not wanted), each with its largest component above 0.  The matrix is used up. */
void eigen_symmetric(double *matrix, size_t size, double *value, double *vector);

/* The largest eigenvalue of a matrix of positive numbers, with its vector, which sums to 1. */
double eigen_principal(struct mem *mem, const double *matrix, size_t size, double *vector);

/* The inverse in place and the determinant, by elimination with pivots; false, with the determinant 0,
 * where there is none. */
bool eigen_inverse(struct mem *mem, double *matrix, size_t size, double *determinant);

#endif
