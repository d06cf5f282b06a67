/* The recursion on paper, starts, and a search that a finer one does not better. */
#include <criterion/criterion.h>
#include <math.h>

#include "model/smooth.h"

static const double five[] = {100, 110, 121, 129, 142};

static double ahead(const struct smooth *smooth, unsigned step)
{
    return smooth->level + smooth->slope * smooth_damped(smooth->weights.phi, step);
}

/* alpha 0.8, beta 0.2: the textbook's start, and the one before the first value. */
Test(smooth, starts)
{
    const struct smooth_weights straight = {0.8, 0.2, 1, 0}, bent = {0.8, 0.2, 0.9, 0}, level = {0.5, 0, 1, 0};
    struct smooth smooth = smooth_from_first(straight, true, five, 5);
    cr_expect_float_eq(ahead(&smooth, 1), 151.735936, 1e-9);
    cr_expect_eq(smooth.errors, 4);
    smooth = smooth_from_first(bent, true, five, 5);
    cr_expect_float_eq(ahead(&smooth, 1), 148.116399196, 1e-9);
    smooth = smooth_from_before(straight, true, five, 5);
    cr_expect_float_eq(ahead(&smooth, 1), 150.5426, 5e-5);
    cr_expect_eq(smooth.errors, 5);
    smooth = smooth_from_first(level, false, five, 3);
    cr_expect_float_eq(smooth.level, 113, 1e-12, "100, 105, 113");
    cr_expect_float_eq(smooth.squares, 10 * 10 + 16 * 16, 1e-12);
}

/* With alpha = 0 nothing is smoothed: the best start is the straight line by least squares. */
Test(smooth, the_best_start)
{
    const struct smooth_weights still = {0, 0, 1, 0}, some = {0.4, 0.3, 0.9, 0}, all = {1, 1, 1, 0};
    struct smooth smooth = smooth_from_squares(still, true, five, 5);
    cr_expect_float_eq(ahead(&smooth, 1), 151.3, 1e-9);
    cr_expect_float_eq(smooth.squares, 4.3, 1e-9);
    smooth = smooth_from_squares(still, false, five, 5);
    cr_expect_float_eq(smooth.level, 120.4, 1e-9, "without a slope the mean");
    /* A start a little beside it is worse. */
    struct smooth best = smooth_from_squares(some, true, five, 5);
    for (int k = 0; k < 4; k++) {
        struct smooth beside = smooth_from_squares(some, true, five, 5), again = {.weights = some};
        /* What the best start was, found by undoing: run backwards. */
        for (size_t i = 5; i-- > 0;) {
            double error = (five[i] - beside.level) / (1 - some.alpha);
            double slope = (beside.slope - some.alpha * some.beta * error) / some.phi;
            beside.level = five[i] - error - some.phi * slope;
            beside.slope = slope;
        }
        again.level = beside.level + (k == 0) * 0.5 - (k == 1) * 0.5;
        again.slope = beside.slope + (k == 2) * 0.5 - (k == 3) * 0.5;
        smooth_run(&again, five, 5);
        cr_expect(again.squares > best.squares, "%g, %g", again.squares, best.squares);
    }
    smooth = smooth_from_squares(all, true, five, 5);
    cr_expect(isfinite(smooth.level) && isfinite(smooth.slope));
}

/* Series from a small generator: no place of a fine grid is better than what the search found. */
Test(smooth, search)
{
    unsigned state = 3;
    for (int round = 0; round < 20; round++) {
        double value[12];
        for (int i = 0; i < 12; i++) {
            state = state * 1103515245u + 12345u;
            value[i] = i * (round % 4) + (double)(state >> 20) / 400 + (i > 0 && round % 2 ? value[i - 1] / 2 : 0);
        }
        struct smooth level = smooth_search(false, false, value, 12), slope = smooth_search(true, false, value, 12),
                      damped = smooth_search(true, true, value, 12);
        for (int a = 0; a <= 40; a++) {
            const struct smooth_weights one = {a / 40.0, 0, 1, 0};
            double there = smooth_from_squares(one, false, value, 12).squares;
            cr_expect(level.squares <= there * 1.0001, "alpha %g", one.alpha);
            for (int b = 0; b <= 40; b++) {
                struct smooth_weights two = {a / 40.0, b / 40.0, 1, 0};
                there = smooth_from_squares(two, true, value, 12).squares;
                cr_expect(slope.squares <= there * 1.01, "%g, %g", two.alpha, two.beta);
                two.phi = 0.8 + a * 0.0045;
                there = smooth_from_squares(two, true, value, 12).squares;
                cr_expect(damped.squares <= there * 1.01, "%g, %g, %g", two.alpha, two.beta, two.phi);
            }
        }
    }
}

Test(smooth, further_ahead)
{
    const struct smooth_weights level = {0.3, 0, 1, 0}, slope = {0.8, 0.2, 1, 0}, damped = {0.8, 0.2, 0.5, 0};
    cr_expect_float_eq(smooth_damped(1, 4), 4, 0);
    cr_expect_float_eq(smooth_damped(0.5, 3), 0.875, 1e-12);
    cr_expect_float_eq(smooth_damped(0.9, 2), 1.71, 1e-12);
    cr_expect_float_eq(smooth_breadth(level, 1), 1, 0);
    cr_expect_float_eq(smooth_breadth(level, 5), sqrt(1 + 4 * 0.09), 1e-12);
    cr_expect_float_eq(smooth_breadth(slope, 3), sqrt(1 + 0.96 * 0.96 + 1.12 * 1.12), 1e-12);
    cr_expect_float_eq(smooth_breadth(damped, 3), sqrt(1 + 0.88 * 0.88 + 0.92 * 0.92), 1e-12);
}
