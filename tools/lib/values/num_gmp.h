/* num_gmp - what the files of num that use GMP share; nobody else includes it
 *
 *   num_wide.c     sums beyond 128 bits, and single numbers
 *   num_figure.c   from an exact figure to its text: rounding, and the nearest double;
 *                  average rates of growth: roots less 1
 *   num_moments.c  figures that are quotients of sums, and square roots of those
 *   num_middle.c   figures that need every value: geometric and harmonic mean
 */
#ifndef NUM_GMP_H
#define NUM_GMP_H

#include <gmp.h>

#include "values/num_inside.h"

/* Called first by every function that makes an integer of GMP's: their memory comes
 * from mem, so that exhaustion ends the run as everywhere. */
void num_gmp_begin(void);

/* to = value; to = the whole sum, in units of 10^-scale; value *= 10^by. */
void num_gmp_set(mpz_t to, num_u128 value);
void num_gmp_set_sum(mpz_t to, const struct num_sum *sum);
void num_gmp_raise(mpz_t value, unsigned long by);

/* above / below *= 2^twos * 10^tens, either of which may be negative. */
void num_gmp_scale(mpz_t above, mpz_t below, long twos, long tens);

/* The text of value * 10^-scale, with all its places. */
struct str num_gmp_text(struct mem *mem, const mpz_t value, int32_t scale);

/* ---- figures ---- */

/* A figure that is known exactly, though not by its digits. */
struct num_figure {
    /* floor(|figure| * 2^twos * 10^tens); is that exact? */
    bool (*floor)(const struct num_figure *figure, long twos, long tens, mpz_t whole);
    long size;                /* 2^(size-2) < |figure| < 2^(size+2) */
    bool negative, zero;
};

/* |figure| * 10^places rounded to an integer; the nearest double to |figure|; the text
 * that num.h promises of a quotient. */
void num_figure_round(const struct num_figure *figure, long places, enum num_rounding how, mpz_t whole);
double num_figure_double(const struct num_figure *figure);
struct str num_figure_text(struct mem *mem, const struct num_figure *figure, int places, enum num_rounding how);

/* A quotient of integers, or its square root: the caller sets above and below (which
 * is not 0) with their signs, and root; num_quotient_figure then makes the figure.  A
 * root is negative where figure.negative was set before. */
struct num_quotient {
    struct num_figure figure;
    mpz_t above, below;
    bool root;
};
void num_quotient_init(struct num_quotient *quotient);
const struct num_figure *num_quotient_figure(struct num_quotient *quotient);
void num_quotient_release(struct num_quotient *quotient);

#endif
