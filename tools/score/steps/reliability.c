/* reliability - see reliability.h */
#include <math.h>
#include <string.h>

#include "steps/eigen.h"
#include "steps/reliability.h"
#include "steps/sample.h"

/* Of covariances (or correlations): how much of the sum's variance is shared. */
static double alpha(const double *covariance, size_t parts)
{
    double own = 0, all = 0, k = (double)parts;
    for (size_t i = 0; i < parts; i++)
        for (size_t j = 0; j < parts; j++) {
            all += covariance[i * parts + j];
            own += i == j ? covariance[i * parts + j] : 0;
        }
    return parts > 1 && all > 0 ? k / (k - 1) * (1 - own / all) : NAN;
}

/* Partial correlations come from the inverse; adequacy is the share of the squares that is not theirs. */
static void find_adequacy(const double *correlation, const double *inverse, size_t parts, struct reliability *into)
{
    double plain = 0, partial = 0;
    for (size_t i = 0; i < parts; i++) {
        double own = 0, rest = 0;
        for (size_t j = 0; j < parts; j++) {
            if (i == j)
                continue;
            double r = correlation[i * parts + j];
            double q = inverse[i * parts + j] / sqrt(inverse[i * parts + i] * inverse[j * parts + j]);
            own += r * r;
            rest += q * q;
        }
        into->adequacies[i] = own / (own + rest);
        plain += own;
        partial += rest;
    }
    into->adequacy = plain / (plain + partial);
}

/* The share of a chi-square distribution that lies above: the upper incomplete gamma function by its
 * series, or far out by its continued fraction (NIST DLMF 8.11.4 and 8.9.2). */
static double chi_square_above(double value, double freedom)
{
    double a = freedom / 2, x = value / 2, scale;
    int sign;
    if (x <= 0)
        return 1;
    scale = exp(a * log(x) - x - lgamma_r(a, &sign));
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (int k = 1; k < 10000 && term > sum * 1e-17; k++)
            sum += term *= x / (a + k);
        return 1 - scale * sum;
    }
    double b = x + 1 - a, c = 1e300, d = 1 / b, result = d;
    for (int k = 1; k < 10000; k++) {
        double above = -k * (k - a), step;
        b += 2;
        d = 1 / (above * d + b);
        c = b + above / c;
        step = c * d;
        result *= step;
        if (fabs(step - 1) < 1e-16)
            break;
    }
    return scale * result;
}

struct reliability reliability_of(struct mem *mem, const double *const *column, size_t parts, size_t units)
{
    struct reliability into = {NAN, NAN, NAN, mem_array(mem, parts, sizeof(double)), NAN, NAN, NAN};
    double *correlation = mem_array(mem, parts * parts, sizeof *correlation), determinant, k = (double)parts;
    double *covariance = mem_array(mem, parts * parts, sizeof *covariance);
    for (size_t i = 0; i < parts; i++) {
        into.adequacies[i] = NAN;
        for (size_t j = 0; j < parts; j++) {
            struct sample one = sample_of(column[i], units), other = sample_of(column[j], units);
            double r = i == j && one.square > 0 ? 1 : sample_pearson(column[i], column[j], units);
            if (isnan(r))
                return into;
            correlation[i * parts + j] = r;
            covariance[i * parts + j] = r * sample_deviation(&one) * sample_deviation(&other);
        }
    }
    into.alpha = alpha(covariance, parts);
    into.alpha_standardized = alpha(correlation, parts);
    memcpy(covariance, correlation, parts * parts * sizeof *covariance);
    if (units <= parts || !eigen_inverse(mem, covariance, parts, &determinant) || determinant <= 0)
        return into;
    find_adequacy(correlation, covariance, parts, &into);
    into.sphericity = -((double)units - 1 - (2 * k + 5) / 6) * log(determinant);
    into.freedom = k * (k - 1) / 2;
    into.chance = chi_square_above(into.sphericity, into.freedom);
    return into;
}
