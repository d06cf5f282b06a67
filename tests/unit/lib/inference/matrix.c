/* Inverses and eigenvalues of small matrices: what is known by hand, and laws on random ones. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "inference/matrix.h"

enum { SIZE = 6 };

static unsigned seed = 7;

static double chance(void)
{
    seed = seed * 1103515245u + 12345;
    return (double)(seed >> 8) / (1 << 24) - 0.5;
}

/* A' A of a random A with `rows` rows, which stand well apart: positive, of that rank. */
static void make(double *at, size_t rows)
{
    double a[SIZE * SIZE];
    for (size_t i = 0; i < SIZE * SIZE; i++)
        a[i] = chance() + 3 * (i % SIZE == i / SIZE);
    for (size_t i = 0; i < SIZE; i++)
        for (size_t j = 0; j < SIZE; j++) {
            at[i * SIZE + j] = 0;
            for (size_t k = 0; k < rows; k++)
                at[i * SIZE + j] += a[k * SIZE + i] * a[k * SIZE + j];
        }
}

static void multiply(const double *a, const double *b, double *into)
{
    for (size_t i = 0; i < SIZE; i++)
        for (size_t j = 0; j < SIZE; j++) {
            into[i * SIZE + j] = 0;
            for (size_t k = 0; k < SIZE; k++)
                into[i * SIZE + j] += a[i * SIZE + k] * b[k * SIZE + j];
        }
}

/* A generalized inverse G of any rank has A G A = A. */
Test(matrix, invert)
{
    for (int round = 0; round < 200; round++)
        for (size_t rank = 1; rank <= SIZE; rank++) {
            double a[SIZE * SIZE], g[SIZE * SIZE], half[SIZE * SIZE], whole[SIZE * SIZE];
            make(a, rank);
            memcpy(g, a, sizeof g);
            cr_expect(matrix_invert(g, SIZE) == rank);
            multiply(a, g, half);
            multiply(half, a, whole);
            for (size_t i = 0; i < SIZE * SIZE; i++)
                cr_expect(fabs(whole[i] - a[i]) < 1e-9, "rank %zu: %g", rank, whole[i] - a[i]);
        }
}

Test(matrix, by_hand)
{
    double a[] = {2, 1, 1, 2}, one[] = {1, 0, 0, 1}, value[2], x[] = {1, 2}, product[2];
    matrix_times(a, x, 2, product);
    cr_expect(product[0] == 4 && product[1] == 5 && matrix_form(x, a, x, 2) == 14);
    cr_assert(matrix_eigenvalues(a, one, 2, value));
    cr_expect(fabs(fmax(value[0], value[1]) - 3) < 1e-14 && fabs(fmin(value[0], value[1]) - 1) < 1e-14);
    double zero[] = {1, 1, 1, 1}, other[] = {1, 0, 0, 1};
    cr_expect(!matrix_eigenvalues(other, zero, 2, value), "below the line it must be positive");
}

/* Of B^-1 A: their sum is its trace, the sum of their squares the trace of its square. */
Test(matrix, eigenvalues)
{
    for (int round = 0; round < 200; round++) {
        double a[SIZE * SIZE], b[SIZE * SIZE], g[SIZE * SIZE], m[SIZE * SIZE], square[SIZE * SIZE], value[SIZE];
        double sum = 0, squares = 0;
        make(a, SIZE);
        make(b, SIZE);
        for (size_t i = 0; i < SIZE; i++)
            b[i * SIZE + i] += 0.5;
        memcpy(g, b, sizeof g);
        matrix_invert(g, SIZE);
        multiply(g, a, m);
        multiply(m, m, square);
        cr_assert(matrix_eigenvalues(a, b, SIZE, value));
        for (size_t i = 0; i < SIZE; i++) {
            sum += value[i] - m[i * SIZE + i];
            squares += value[i] * value[i] - square[i * SIZE + i];
        }
        cr_expect(fabs(sum) < 1e-10 && fabs(squares) < 1e-10);
    }
}
