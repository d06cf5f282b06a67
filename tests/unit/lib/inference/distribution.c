/* Quantiles and tails of the normal, t, beta, chi-square and F: closed forms, and what they give with many digits. */
#include <criterion/criterion.h>
#include <math.h>

#include "inference/distribution.h"

static void near(const char *what, double got, double want, double tolerance)
{
    cr_expect(fabs(got - want) <= tolerance * fabs(want), "%s: %.15g, not %.15g", what, got, want);
}

Test(distribution, normal)
{
    near("80 %", normal_value(0.9), 1.2815515655446004, 1e-14);
    near("95 %", normal_value(0.975), 1.959963984540054, 1e-14);
    near("99 %", normal_value(0.995), 2.5758293035489004, 1e-14);
    near("far out", normal_value(1e-10), -6.361340902404056, 1e-13);
    near("above 2", normal_above(2), 0.02275013194817921, 1e-13);
    near("above 10", normal_above(10), 7.619853024160527e-24, 1e-12);
    cr_expect(normal_above(0) == 0.5 && fabs(normal_value(0.5)) < 1e-15);
    for (double share = 0.001; share < 1; share += 0.001)
        near("there and back", 1 - normal_above(normal_value(share)), share, 1e-12);
}

/* With 1 and with 2 degrees of freedom t has a closed form: tan, and a root. */
Test(distribution, student)
{
    for (double share = 0.01; share < 0.995; share += 0.01) {
        double off = 2 * share - 1;
        cr_expect_float_eq(student_value(share, 1), tan(M_PI * off / 2), 1e-11, "1, %g", share);
        cr_expect_float_eq(student_value(share, 2), off * sqrt(2 / (1 - off * off)), 1e-11, "2, %g", share);
    }
    /* Even degrees of freedom have a finite sum, bisected with 50 digits. */
    near("95 %, 4", student_value(0.975, 4), 2.776445105197794357, 1e-13);
    near("95 %, 10", student_value(0.975, 10), 2.228138851986274748, 1e-13);
    near("80 %, 10", student_value(0.9, 10), 1.372183641110335627, 1e-13);
    near("99.9 %, 30", student_value(0.9995, 30), 3.645958635042021816, 1e-12);
    near("95 %, 60", student_value(0.975, 60), 2.000297822014260504, 1e-13);
    near("far out", student_value(1e-10, 1), -1 / tan(M_PI * 1e-10), 1e-10);
    cr_expect(fabs(student_value(0.5, 7)) < 1e-15);
}

Test(distribution, tails)
{
    near("a tail is no rest of one", student_above(1e8, 1), atan(1e-8) / M_PI, 1e-12);
    near("below", student_above(-1, 1), 0.75, 1e-14);
    near("nearly normal", student_above(2, 1e9), normal_above(2), 1e-6);
    cr_expect(student_above(1e200, 3) == 0 && student_above(0, 4) == 0.5);
    cr_expect(student_above(INFINITY, 4) == 0 && student_above(-INFINITY, 4) == 1);
    for (double freedom = 1; freedom < 200; freedom += 3.7)
        for (double share = 0.51; share < 1; share += 0.03)
            near("there and back", 1 - student_above(student_value(share, freedom), freedom), share, 1e-12);
}

/* Whole shapes have finite sums: at least a of a + b - 1 trials. */
Test(distribution, beta)
{
    near("uniform", beta_below(0.3, 1, 1), 0.3, 1e-14);
    near("a power", beta_below(0.3, 4, 1), pow(0.3, 4), 1e-13);
    near("the other end", beta_below(0.3, 1, 4), 1 - pow(0.7, 4), 1e-13);
    near("2, 3", beta_below(0.3, 2, 3), 6 * 0.09 * 0.49 + 4 * 0.027 * 0.7 + 0.0081, 1e-13);
    cr_expect(beta_below(0, 2, 3) == 0 && beta_below(1, 2, 3) == 1);
    cr_expect(beta_value(0.025, 0, 5) == 0 && beta_value(0.975, 5, 0) == 1, "a shape of 0");
    cr_expect(beta_below(0.3, 0, 5) == 1 && beta_below(0.3, 5, 0) == 0, "all of it at one end");
    for (double a = 0.5; a < 400; a *= 1.7)
        for (double b = 0.5; b < 400; b *= 2.3)
            for (double share = 0.005; share < 1; share += 0.09)
                near("there and back", beta_below(beta_value(share, a, b), a, b), share, 1e-9);
}

/* Two degrees of freedom are exp(-x / 2), four (1 + x / 2) of that; and one is a squared normal. */
Test(distribution, chi_square)
{
    for (double x = 0.01; x < 60; x *= 1.4) {
        near("2", chi_square_above(x, 2), exp(-x / 2), 1e-12);
        near("4", chi_square_above(x, 4), (1 + x / 2) * exp(-x / 2), 1e-12);
        near("1", chi_square_above(x, 1), 2 * normal_above(sqrt(x)), 1e-10);
    }
    cr_expect(chi_square_above(0, 3) == 1);
}

/* With one above the line F is a squared t; with two it is a power; with many below it is chi-square. */
Test(distribution, fisher)
{
    for (double x = 0.01; x < 60; x *= 1.4) {
        near("t squared", fisher_above(x, 1, 7), 2 * student_above(sqrt(x), 7), 1e-11);
        near("2 above", fisher_above(x, 2, 9), pow(1 + 2 * x / 9, -4.5), 1e-11);
        near("many below", fisher_above(x, 3, 1e9), chi_square_above(3 * x, 3), 1e-5);
    }
    cr_expect(fisher_above(0, 3, 4) == 1 && fisher_above(INFINITY, 3, 4) == 0);
}
