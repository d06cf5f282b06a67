/* eigen - see eigen.h */
#include <float.h>
#include <math.h>
#include <string.h>

#include "steps/eigen.h"

enum { SWEEPS = 100, ROUNDS = 10000 };

/* ---- symmetric ---- */

/* Turns rows and columns p and q of the matrix so that the element where they cross becomes 0; the
 * same turn of the vectors. */
static void turn(double *matrix, double *vector, size_t size, size_t p, size_t q)
{
    double apq = matrix[p * size + q];
    if (apq == 0)
        return;
    double theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * apq);
    double t = copysign(1, theta) / (fabs(theta) + sqrt(theta * theta + 1));
    double cosine = 1 / sqrt(t * t + 1), sine = t * cosine;
    for (size_t k = 0; k < size; k++) {
        double a = matrix[k * size + p], b = matrix[k * size + q];
        matrix[k * size + p] = cosine * a - sine * b;
        matrix[k * size + q] = sine * a + cosine * b;
    }
    for (size_t k = 0; k < size; k++) {
        double a = matrix[p * size + k], b = matrix[q * size + k];
        matrix[p * size + k] = cosine * a - sine * b;
        matrix[q * size + k] = sine * a + cosine * b;
        if (vector) {
            a = vector[p * size + k], b = vector[q * size + k];
            vector[p * size + k] = cosine * a - sine * b;
            vector[q * size + k] = sine * a + cosine * b;
        }
    }
}

static void swap_rows(double *vector, size_t size, size_t a, size_t b)
{
    for (size_t k = 0; k < size; k++) {
        double kept = vector[a * size + k];
        vector[a * size + k] = vector[b * size + k];
        vector[b * size + k] = kept;
    }
}

/* The largest component of a vector is to be above 0. */
static void face_up(double *vector, size_t size)
{
    size_t largest = 0;
    for (size_t k = 1; k < size; k++)
        if (fabs(vector[k]) > fabs(vector[largest]))
            largest = k;
    double sign = vector[largest] < 0 ? -1 : 1;
    for (size_t k = 0; k < size; k++)
        vector[k] *= sign;
}

static void order(double *value, double *vector, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        size_t best = i;
        for (size_t k = i + 1; k < size; k++)
            if (value[k] > value[best])
                best = k;
        double kept = value[i];
        value[i] = value[best];
        value[best] = kept;
        if (vector) {
            swap_rows(vector, size, i, best);
            face_up(vector + i * size, size);
        }
    }
}

void eigen_symmetric(double *matrix, size_t size, double *value, double *vector)
{
    if (vector) {
        memset(vector, 0, size * size * sizeof *vector);
        for (size_t i = 0; i < size; i++)
            vector[i * size + i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        double off = 0, on = 0;
        for (size_t i = 0; i < size; i++) {
            on += matrix[i * size + i] * matrix[i * size + i];
            for (size_t j = i + 1; j < size; j++)
                off += matrix[i * size + j] * matrix[i * size + j];
        }
        if (off <= DBL_EPSILON * DBL_EPSILON * on)
            break;
        for (size_t p = 0; p < size; p++)
            for (size_t q = p + 1; q < size; q++)
                turn(matrix, vector, size, p, q);
    }
    for (size_t i = 0; i < size; i++)
        value[i] = matrix[i * size + i];
    order(value, vector, size);
}

/* ---- positive ---- */

double eigen_principal(struct mem *mem, const double *matrix, size_t size, double *vector)
{
    double *next = mem_array(mem, size, sizeof *next), total = 0;
    for (size_t i = 0; i < size; i++)
        vector[i] = 1 / (double)size;
    for (int round = 0; round < ROUNDS; round++) {
        double moved = 0;
        total = 0;
        for (size_t i = 0; i < size; i++) {
            next[i] = 0;
            for (size_t j = 0; j < size; j++)
                next[i] += matrix[i * size + j] * vector[j];
            total += next[i];
        }
        for (size_t i = 0; i < size; i++) {
            moved = fmax(moved, fabs(next[i] / total - vector[i]));
            vector[i] = next[i] / total;
        }
        if (moved <= DBL_EPSILON)
            break;
    }
    return total;
}

/* ---- inverse ---- */

bool eigen_inverse(struct mem *mem, double *matrix, size_t size, double *determinant)
{
    double *inverse = mem_array(mem, size * size, sizeof *inverse);
    for (size_t i = 0; i < size; i++)
        inverse[i * size + i] = 1;
    *determinant = 1;
    for (size_t c = 0; c < size; c++) {
        size_t pivot = c;
        for (size_t r = c + 1; r < size; r++)
            if (fabs(matrix[r * size + c]) > fabs(matrix[pivot * size + c]))
                pivot = r;
        double top = matrix[pivot * size + c];
        *determinant *= pivot == c ? top : -top;
        if (fabs(top) < 1e-13) {
            *determinant = 0;
            return false;
        }
        swap_rows(matrix, size, c, pivot);
        swap_rows(inverse, size, c, pivot);
        for (size_t k = 0; k < size; k++) {
            matrix[c * size + k] /= top;
            inverse[c * size + k] /= top;
        }
        for (size_t r = 0; r < size; r++) {
            double factor = r == c ? 0 : matrix[r * size + c];
            for (size_t k = 0; k < size && factor != 0; k++) {
                matrix[r * size + k] -= factor * matrix[c * size + k];
                inverse[r * size + k] -= factor * inverse[c * size + k];
            }
        }
    }
    memcpy(matrix, inverse, size * size * sizeof *matrix);
    return true;
}
