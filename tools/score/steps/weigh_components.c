/* weigh_components - what the correlations of indicators have in common: see weigh.h */
#include <math.h>
#include <string.h>

#include "steps/eigen.h"
#include "steps/sample.h"
#include "steps/weigh.h"

enum { ROUNDS = 10000 };

/* ---- varimax ---- */

/* The angle by which two columns of loadings are turned (H. F. Kaiser, "The varimax criterion for
 * analytic rotation in factor analysis", Psychometrika 23, 1958). */
static double angle_of(const double *loading, size_t parts, size_t factors, size_t p, size_t q)
{
    double a = 0, b = 0, c = 0, d = 0, n = (double)parts;
    for (size_t k = 0; k < parts; k++) {
        double x = loading[k * factors + p], y = loading[k * factors + q];
        double u = x * x - y * y, v = 2 * x * y;
        a += u;
        b += v;
        c += u * u - v * v;
        d += 2 * u * v;
    }
    return atan2(d - 2 * a * b / n, c - (a * a - b * b) / n) / 4;
}

static void turn(double *loading, size_t parts, size_t factors, size_t p, size_t q, double angle)
{
    double cosine = cos(angle), sine = sin(angle);
    for (size_t k = 0; k < parts; k++) {
        double *x = &loading[k * factors + p], *y = &loading[k * factors + q], kept = *x;
        *x = cosine * kept + sine * *y;
        *y = cosine * *y - sine * kept;
    }
}

/* Each row divided by the root of its communality while it is turned, as Kaiser has it. */
static void varimax(double *loading, const double *communality, size_t parts, size_t factors)
{
    for (size_t i = 0; i < parts * factors; i++)
        loading[i] /= sqrt(communality[i / factors]);
    for (int round = 0; round < ROUNDS; round++) {
        double most = 0;
        for (size_t p = 0; p < factors; p++)
            for (size_t q = p + 1; q < factors; q++) {
                double angle = angle_of(loading, parts, factors, p, q);
                most = fmax(most, fabs(angle));
                turn(loading, parts, factors, p, q, angle);
            }
        if (most < 1e-14)
            break;
    }
    for (size_t i = 0; i < parts * factors; i++)
        loading[i] *= sqrt(communality[i / factors]);
}

/* ---- components ---- */

static bool correlate(struct mem *mem, const double *const *column, size_t parts, size_t units,
                      struct components *components)
{
    components->correlation = mem_array(mem, parts * parts, sizeof(double));
    for (size_t i = 0; i < parts; i++)
        for (size_t j = 0; j < parts; j++) {
            double r = i == j ? 1 : sample_pearson(column[i], column[j], units);
            struct sample sample = sample_of(column[i], units);
            if (isnan(r) || sample.least == sample.most)
                return false;
            components->correlation[i * parts + j] = r;
        }
    return true;
}

static void find_weights(struct mem *mem, const double *vector, size_t parts, struct components *components)
{
    size_t kept = components->kept;
    double *loading = mem_array(mem, parts * kept, sizeof *loading), sum = 0;
    for (size_t k = 0; k < parts; k++) {
        for (size_t f = 0; f < kept; f++) {
            loading[k * kept + f] = vector[f * parts + k] * sqrt(components->eigenvalue[f]);
            components->communality[k] += loading[k * kept + f] * loading[k * kept + f];
        }
        components->first[k] = vector[k] * vector[k];
    }
    varimax(loading, components->communality, parts, kept);
    for (size_t k = 0; k < parts; k++) {
        for (size_t f = 0; f < kept; f++)
            components->turned[k] = fmax(components->turned[k], loading[k * kept + f] * loading[k * kept + f]);
        sum += components->turned[k];
    }
    for (size_t k = 0; k < parts; k++)
        components->turned[k] /= sum;
}

bool weigh_components(struct mem *mem, const double *const *column, size_t parts, size_t units,
                      struct components *components)
{
    *components = (struct components){0};
    if (!correlate(mem, column, parts, units, components))
        return false;
    double *matrix = mem_array(mem, parts * parts, sizeof *matrix);
    double *vector = mem_array(mem, parts * parts, sizeof *vector);
    memcpy(matrix, components->correlation, parts * parts * sizeof *matrix);
    components->eigenvalue = mem_array(mem, parts, sizeof(double));
    components->first = mem_array(mem, parts, sizeof(double));
    components->communality = mem_array(mem, parts, sizeof(double));
    components->turned = mem_array(mem, parts, sizeof(double));
    eigen_symmetric(matrix, parts, components->eigenvalue, vector);
    for (size_t k = 0; k < parts; k++)
        if (fabs(components->eigenvalue[k]) < 1e-12 * components->eigenvalue[0])
            components->eigenvalue[k] = 0; /* what rounding leaves of one that is none */
    while (components->kept < parts && components->eigenvalue[components->kept] > 1)
        components->kept++;
    if (components->kept == 0)
        components->kept = 1;
    find_weights(mem, vector, parts, components);
    return true;
}
