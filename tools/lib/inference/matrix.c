/* matrix - see matrix.h */
#include <float.h>
#include <math.h>

#include "inference/matrix.h"

enum { SWEEPS = 60 };

/* A row of which less than this share is left when those before it are taken out depends on them. */
#define DEPENDENT 1e-11

/* ---- the inverse ---- */

/* J. H. Goodnight's sweep (The American Statistician 33, 1979) of row and column k. */
static void sweep(double *at, size_t size, size_t k)
{
    double pivot = at[k * size + k];
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < size && i != k; j++)
            if (j != k)
                at[i * size + j] -= at[i * size + k] * at[k * size + j] / pivot;
    for (size_t i = 0; i < size; i++)
        if (i != k) {
            at[i * size + k] /= pivot;
            at[k * size + i] /= -pivot;
        }
    at[k * size + k] = 1 / pivot;
}

size_t matrix_invert(double *at, size_t size)
{
    size_t rank = 0;
    double *own = mem_resize(NULL, (size + 1) * sizeof *own);
    for (size_t k = 0; k < size; k++)
        own[k] = at[k * size + k];
    for (size_t k = 0; k < size; k++) {
        if (at[k * size + k] > own[k] * DEPENDENT) {
            sweep(at, size, k);
            rank++;
            continue;
        }
        /* Depends on the rows before: out of all that follows. */
        for (size_t i = 0; i < size; i++)
            at[i * size + k] = at[k * size + i] = 0;
    }
    mem_release(own);
    return rank;
}

void matrix_times(const double *a, const double *x, size_t size, double *product)
{
    for (size_t i = 0; i < size; i++) {
        product[i] = 0;
        for (size_t j = 0; j < size; j++)
            product[i] += a[i * size + j] * x[j];
    }
}

double matrix_form(const double *x, const double *a, const double *y, size_t size)
{
    double sum = 0;
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < size; j++)
            sum += x[i] * a[i * size + j] * y[j];
    return sum;
}

/* ---- eigenvalues ---- */

/* Puts the lower triangle of Cholesky's factor in its place. */
static bool factor(double *at, size_t size)
{
    for (size_t j = 0; j < size; j++)
        for (size_t i = j; i < size; i++) {
            double rest = at[i * size + j];
            for (size_t k = 0; k < j; k++)
                rest -= at[i * size + k] * at[j * size + k];
            if (i == j && !(rest > 0))
                return false;
            at[i * size + j] = i == j ? sqrt(rest) : rest / at[j * size + j];
        }
    return true;
}

/* L^-1 on the left of each column. */
static void solve_columns(const double *lower, double *at, size_t size)
{
    for (size_t j = 0; j < size; j++)
        for (size_t i = 0; i < size; i++) {
            double rest = at[i * size + j];
            for (size_t k = 0; k < i; k++)
                rest -= lower[i * size + k] * at[k * size + j];
            at[i * size + j] = rest / lower[i * size + i];
        }
}

static void transpose(double *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < i; j++) {
            double kept = at[i * size + j];
            at[i * size + j] = at[j * size + i];
            at[j * size + i] = kept;
        }
}

/* Jacobi's rotation that makes (p, q) zero. */
static void rotate(double *at, size_t size, size_t p, size_t q)
{
    double off = at[p * size + q];
    double theta = (at[q * size + q] - at[p * size + p]) / (2 * off);
    double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    for (size_t i = 0; i < size; i++) {
        double a = at[i * size + p], b = at[i * size + q];
        at[i * size + p] = c * a - s * b;
        at[i * size + q] = s * a + c * b;
    }
    for (size_t i = 0; i < size; i++) {
        double a = at[p * size + i], b = at[q * size + i];
        at[p * size + i] = c * a - s * b;
        at[q * size + i] = s * a + c * b;
    }
}

bool matrix_eigenvalues(double *above, double *below, size_t size, double *value)
{
    if (!factor(below, size))
        return false;
    solve_columns(below, above, size);
    transpose(above, size);
    solve_columns(below, above, size);
    for (int round = 0; round < SWEEPS; round++) {
        double off = 0, on = 0;
        for (size_t i = 0; i < size; i++) {
            on += fabs(above[i * size + i]);
            for (size_t j = 0; j < i; j++)
                off += fabs(above[i * size + j]);
        }
        if (off <= on * DBL_EPSILON)
            break;
        for (size_t p = 0; p < size; p++)
            for (size_t q = p + 1; q < size; q++)
                if (above[p * size + q] != 0)
                    rotate(above, size, p, q);
    }
    for (size_t i = 0; i < size; i++)
        value[i] = above[i * size + i];
    return true;
}
