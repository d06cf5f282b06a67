/* distribution - see distribution.h */
#include <float.h>
#include <math.h>

#include "inference/distribution.h"

enum { ROUNDS = 100 };

double normal_above(double value)
{
    return 0.5 * erfc(value * M_SQRT1_2);
}

/* Halley's rule from formula 26.2.23 of M. Abramowitz and I. Stegun, "Handbook of
 * Mathematical Functions" (1964), which is right to 0.00045. */
double normal_value(double share)
{
    if (share > 0.5)
        return -normal_value(1 - share);
    double root = sqrt(-2 * log(share));
    double value = (2.515517 + root * (0.802853 + root * 0.010328)) /
                       (1 + root * (1.432788 + root * (0.189269 + root * 0.001308))) - root;
    for (int i = 0; i < 2; i++) {
        double error = (normal_above(-value) - share) * sqrt(2 * M_PI) * exp(value * value / 2);
        value -= error / (1 + value * error / 2);
    }
    return value;
}

/* ---- Student's t, by the incomplete beta function ---- */

static double log_gamma(double value)
{
    int sign;
    return lgamma_r(value, &sign);
}

static double beyond_zero(double value)
{
    return fabs(value) < DBL_MIN ? DBL_MIN : value;
}

/* The continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions,
 * which converges fast for x < (a + 1) / (a + b + 2), by Lentz's method. */
static double beta_fraction(double a, double b, double x)
{
    double above = 1, below = 0, result = 1;
    for (int i = 1; i <= ROUNDS * ROUNDS; i++) {
        int m = i / 2;
        double term = i % 2 ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
                            : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        below = 1 / beyond_zero(1 + term * below);
        above = beyond_zero(1 + term / above);
        result *= above * below;
        if (fabs(above * below - 1) < DBL_EPSILON)
            break;
    }
    return 1 / result;
}

/* The regularized incomplete beta function; `rest` is 1 - x. */
static double beta_share(double a, double b, double x, double rest)
{
    if (x <= 0)
        return 0;
    double factor = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log(rest));
    if (x < (a + 1) / (a + b + 2))
        return factor * beta_fraction(a, b, x) / a;
    return 1 - factor * beta_fraction(b, a, rest) / b;
}

double student_above(double value, double freedom)
{
    if (value < 0)
        return 1 - student_above(-value, freedom);
    double square = value * value, whole = freedom + square;
    if (!isfinite(whole))
        return 0;
    return 0.5 * beta_share(freedom / 2, 0.5, freedom / whole, square / whole);
}

/* The density at `value`. */
static double student_density(double value, double freedom)
{
    double half = (freedom + 1) / 2;
    return exp(log_gamma(half) - log_gamma(freedom / 2) - half * log1p(value * value / freedom)) / sqrt(M_PI * freedom);
}

/* Newton's rule on the logarithm of the tail, which is nearly straight far out; kept
 * between what is known to be too small and too large. */
double student_value(double share, double freedom)
{
    double tail = share < 0.5 ? share : 1 - share, sign = share < 0.5 ? -1 : 1;
    double least = 0, most = INFINITY, value = -normal_value(tail);
    for (int i = 0; i < ROUNDS && tail < 0.5; i++) {
        double above = student_above(value, freedom);
        if (above > tail)
            least = value;
        else
            most = value;
        double next = value + log(above / tail) * above / student_density(value, freedom);
        if (!(next >= least && next <= most))
            next = isinf(most) ? 2 * value : (least + most) / 2;
        if (fabs(next - value) <= 2 * DBL_EPSILON * next)
            return sign * next;
        value = next;
    }
    return sign * value;
}

/* ---- beta, chi-square and F ---- */

double beta_below(double value, double a, double b)
{
    if (value <= 0)
        return 0;
    if (value >= 1)
        return 1;
    if (a <= 0 || b <= 0)
        return a <= 0;
    return beta_share(a, b, value, 1 - value);
}

/* Newton's rule, kept between what is known to be too small and too large. */
double beta_value(double share, double a, double b)
{
    if (a <= 0 || b <= 0)
        return a > 0;
    double least = 0, most = 1, value = a / (a + b);
    double scale = log_gamma(a + b) - log_gamma(a) - log_gamma(b);
    for (int i = 0; i < 4 * ROUNDS; i++) {
        double error = beta_below(value, a, b) - share;
        *(error < 0 ? &least : &most) = value;
        double density = exp(scale + (a - 1) * log(value) + (b - 1) * log1p(-value));
        double next = value - error / density;
        if (!(next > least && next < most))
            next = (least + most) / 2;
        if (fabs(next - value) <= DBL_EPSILON * next)
            return next;
        value = next;
    }
    return value;
}

/* The regularized incomplete gamma function's upper part: the series 8.7.1 of the NIST Digital Library of
 * Mathematical Functions below a + 1, the continued fraction 8.9.2 by Lentz's method beyond. */
static double gamma_rest(double a, double x)
{
    double factor = exp(a * log(x) - x - log_gamma(a));
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (int i = 1; i <= ROUNDS * ROUNDS && term > sum * DBL_EPSILON / 4; i++)
            sum += term *= x / (a + i);
        return 1 - factor * sum;
    }
    double b = x + 1 - a, above = INFINITY, below = 1 / b, result = below;
    for (int i = 1; i <= ROUNDS * ROUNDS; i++) {
        double term = -i * (i - a);
        b += 2;
        below = 1 / beyond_zero(b + term * below);
        above = beyond_zero(b + term / above);
        result *= above * below;
        if (fabs(above * below - 1) < DBL_EPSILON)
            break;
    }
    return factor * result;
}

double chi_square_above(double value, double freedom)
{
    return value <= 0 ? 1 : gamma_rest(freedom / 2, value / 2);
}

double fisher_above(double value, double freedom, double below)
{
    double whole = below + freedom * value;
    if (value <= 0)
        return 1;
    return isfinite(whole) ? beta_share(below / 2, freedom / 2, below / whole, freedom * value / whole) : 0;
}
