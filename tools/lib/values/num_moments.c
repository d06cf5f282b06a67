/* num - see num.h.  Figures from sums: means, ratios, variances, and the shape of a
 * distribution, each an exact quotient of integers (or the root of one) that is rounded
 * once.
 *
 * With n values, S1 to S4 the sums of their powers, and all of them whole numbers of
 * 10^-scale:
 *
 *   B = n S2 - S1^2                                   n times the sum of (x - mean)^2
 *   A = n^2 S3 - 3 n S1 S2 + 2 S1^3                   n^2 times that of (x - mean)^3
 *   C = n^3 S4 - 4 n^2 S1 S3 + 6 n S1^2 S2 - 3 S1^4   n^3 times that of (x - mean)^4 */
#include "values/num_gmp.h"

/* ---- means, ratios, variances ---- */

struct str num_wide_mean(struct mem *mem, const struct num_sum *sum, uint64_t count, int places, enum num_rounding how)
{
    struct num_quotient mean;
    num_quotient_init(&mean);
    num_gmp_set_sum(mean.above, sum);
    num_gmp_set(mean.below, count);
    num_gmp_scale(mean.above, mean.below, 0, -(long)sum->scale);
    struct str text = num_figure_text(mem, num_quotient_figure(&mean), places, how);
    num_quotient_release(&mean);
    return text;
}

struct str num_wide_ratio(struct mem *mem, const struct num_sum *a, const struct num_sum *b, int places,
                          enum num_rounding how)
{
    struct num_quotient ratio;
    num_quotient_init(&ratio);
    num_gmp_set_sum(ratio.above, a);
    num_gmp_set_sum(ratio.below, b);
    num_gmp_scale(ratio.above, ratio.below, 0, (long)b->scale - a->scale);
    struct str text = num_figure_text(mem, num_quotient_figure(&ratio), places, how);
    num_quotient_release(&ratio);
    return text;
}

/* A sum of the k-th powers, as a whole number of 10^-(k * scale). */
static void set_power_sum(mpz_t to, const struct num_sum *sum, int k, int32_t scale)
{
    num_gmp_set_sum(to, sum);
    num_gmp_raise(to, (unsigned long)(k * scale - sum->scale));
}

/* The scale at which all the sums are whole. */
static int32_t scale_of(const struct num_sum *const *power, int powers)
{
    int32_t scale = 0;
    for (int k = 1; k <= powers; k++)
        if (power[k - 1] && (power[k - 1]->scale + k - 1) / k > scale)
            scale = (power[k - 1]->scale + k - 1) / k;
    return scale;
}

/* B */
static void set_spread(mpz_t to, const mpz_t n, const mpz_t s1, const mpz_t s2)
{
    mpz_mul(to, n, s2);
    mpz_submul(to, s1, s1);
}

struct str num_wide_variance(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares, uint64_t count,
                             unsigned ddof, bool root, int places, enum num_rounding how)
{
    const struct num_sum *power[] = {sum, squares};
    int32_t scale = scale_of(power, 2);
    struct num_quotient spread;
    num_quotient_init(&spread);
    mpz_t n, s1, s2;
    mpz_inits(n, s1, s2, NULL);
    num_gmp_set(n, count);
    set_power_sum(s1, sum, 1, scale);
    set_power_sum(s2, squares, 2, scale);
    set_spread(spread.above, n, s1, s2);
    num_gmp_set(spread.below, (num_u128)count * (count - ddof));
    num_gmp_scale(spread.above, spread.below, 0, -2 * (long)scale);
    spread.root = root;
    struct str text = num_figure_text(mem, num_quotient_figure(&spread), places, how);
    num_quotient_release(&spread);
    mpz_clears(n, s1, s2, NULL);
    return text;
}

/* ---- shape ---- */

/* The sums as integers, and what is found from them.  `work` is for whoever comes. */
struct exact {
    mpz_t n, s[4], y, y2, xy, spread, work;
    int32_t scale, y_scale;
};

static void exact_init(struct exact *e, const struct num_moments *m)
{
    const struct num_sum *x[] = {m->x, m->x2, m->x3, m->x4}, *y[] = {m->y, m->y2};
    num_gmp_begin();
    mpz_inits(e->n, e->s[0], e->s[1], e->s[2], e->s[3], e->y, e->y2, e->xy, e->spread, e->work, NULL);
    e->scale = scale_of(x, 4);
    e->y_scale = scale_of(y, 2);
    if (m->xy && m->xy->scale > e->scale + e->y_scale)
        e->y_scale = m->xy->scale - e->scale;
    num_gmp_set(e->n, m->count);
    for (int k = 1; k <= 4; k++)
        if (x[k - 1])
            set_power_sum(e->s[k - 1], x[k - 1], k, e->scale);
    if (m->y)
        set_power_sum(e->y, m->y, 1, e->y_scale);
    if (m->y2)
        set_power_sum(e->y2, m->y2, 2, e->y_scale);
    if (m->xy) {
        num_gmp_set_sum(e->xy, m->xy);
        num_gmp_raise(e->xy, (unsigned long)(e->scale + e->y_scale - m->xy->scale));
    }
    set_spread(e->spread, e->n, e->s[0], e->s[1]);
}

static void exact_release(struct exact *e)
{
    mpz_clears(e->n, e->s[0], e->s[1], e->s[2], e->s[3], e->y, e->y2, e->xy, e->spread, e->work, NULL);
}

/* to *= n - less */
static void multiply_count(mpz_t to, const struct exact *e, unsigned less)
{
    mpz_t factor;
    mpz_init(factor);
    mpz_sub_ui(factor, e->n, less);
    mpz_mul(to, to, factor);
    mpz_clear(factor);
}

/* The root of n B / ((n - 1) S1^2), with the sign of S1. */
static void set_variation(struct exact *e, struct num_quotient *q)
{
    mpz_mul(q->above, e->n, e->spread);
    mpz_mul(q->below, e->s[0], e->s[0]);
    multiply_count(q->below, e, 1);
    q->figure.negative = mpz_sgn(e->s[0]) < 0;
    q->root = true;
}

/* The root of n (n - 1) A^2 / ((n - 2)^2 B^3), with the sign of A. */
static void set_skewness(struct exact *e, struct num_quotient *q)
{
    mpz_mul(q->above, e->n, e->n);
    mpz_mul(q->above, q->above, e->s[2]);
    mpz_mul(e->work, e->n, e->s[0]);
    mpz_mul(e->work, e->work, e->s[1]);
    mpz_submul_ui(q->above, e->work, 3);
    mpz_pow_ui(e->work, e->s[0], 3);
    mpz_addmul_ui(q->above, e->work, 2);
    q->figure.negative = mpz_sgn(q->above) < 0;
    mpz_mul(q->above, q->above, q->above);
    multiply_count(q->above, e, 0);
    multiply_count(q->above, e, 1);
    mpz_pow_ui(q->below, e->spread, 3);
    multiply_count(q->below, e, 2);
    multiply_count(q->below, e, 2);
    q->root = true;
}

/* C into q->above. */
static void set_fourth(struct exact *e, struct num_quotient *q)
{
    mpz_mul(q->above, e->n, e->s[3]);
    mpz_mul(e->work, e->s[0], e->s[2]);
    mpz_submul_ui(q->above, e->work, 4);
    mpz_mul(q->above, q->above, e->n);
    mpz_mul(e->work, e->s[0], e->s[0]);
    mpz_mul(e->work, e->work, e->s[1]);
    mpz_addmul_ui(q->above, e->work, 6);
    mpz_mul(q->above, q->above, e->n);
    mpz_pow_ui(e->work, e->s[0], 4);
    mpz_submul_ui(q->above, e->work, 3);
}

/* (n - 1) ((n + 1) C - 3 (n - 1) B^2) / ((n - 2) (n - 3) B^2) */
static void set_kurtosis(struct exact *e, struct num_quotient *q)
{
    set_fourth(e, q);
    mpz_add_ui(e->work, e->n, 1);
    mpz_mul(q->above, q->above, e->work);
    mpz_mul(q->below, e->spread, e->spread);
    mpz_mul_ui(e->work, q->below, 3);
    multiply_count(e->work, e, 1);
    mpz_sub(q->above, q->above, e->work);
    multiply_count(q->above, e, 1);
    multiply_count(q->below, e, 2);
    multiply_count(q->below, e, 3);
}

/* (n Sxy - Sx Sy) / (n (n - 1)) */
static void set_covariance(struct exact *e, struct num_quotient *q)
{
    mpz_mul(q->above, e->n, e->xy);
    mpz_submul(q->above, e->s[0], e->y);
    mpz_set(q->below, e->n);
    multiply_count(q->below, e, 1);
    num_gmp_scale(q->above, q->below, 0, -(long)e->scale - e->y_scale);
}

/* The root of (n Sxy - Sx Sy)^2 / (Bx By), with the sign of what is squared. */
static void set_correlation(struct exact *e, struct num_quotient *q)
{
    mpz_mul(q->above, e->n, e->xy);
    mpz_submul(q->above, e->s[0], e->y);
    q->figure.negative = mpz_sgn(q->above) < 0;
    mpz_mul(q->above, q->above, q->above);
    set_spread(e->work, e->n, e->y, e->y2);
    mpz_mul(q->below, e->spread, e->work);
    q->root = true;
}

static const struct {
    void (*set)(struct exact *e, struct num_quotient *q);
    unsigned least;           /* values */
} shapes[] = {
    [NUM_VARIATION] = {set_variation, 2},
    [NUM_SKEWNESS] = {set_skewness, 3},
    [NUM_KURTOSIS] = {set_kurtosis, 4},
    [NUM_COVARIANCE] = {set_covariance, 2},
    [NUM_CORRELATION] = {set_correlation, 2},
};

struct str num_shape_text(struct mem *mem, enum num_shape shape, const struct num_moments *moments, int places,
                          enum num_rounding how)
{
    if (moments->count < shapes[shape].least)
        return (struct str){NULL, 0};
    struct exact exact;
    struct num_quotient quotient;
    struct str text = {NULL, 0};
    exact_init(&exact, moments);
    num_quotient_init(&quotient);
    shapes[shape].set(&exact, &quotient);
    if (mpz_sgn(quotient.below))
        text = num_figure_text(mem, num_quotient_figure(&quotient), places, how);
    num_quotient_release(&quotient);
    exact_release(&exact);
    return text;
}
