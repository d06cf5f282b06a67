/* num - see num.h.  Average rates of growth: roots less 1.
 *
 * The root of a quotient is not known by its digits, but the floor of any multiple of it
 * is an integer root, which GMP has; from the floors follows the rest (num_figure.c). */
#include "values/num_gmp.h"

/* 100 * ((above / below)^(1 / steps) - 1), the quotient in whole numbers. */
struct growth {
    struct num_figure figure;
    mpz_t above, below;
    unsigned steps;
};

/* A multiple p / q of the root less that of 1; of the part that is cut off, the root's
 * own is lost where it is subtracted. */
static bool growth_floor(const struct num_figure *figure, long twos, long tens, mpz_t whole)
{
    const struct growth *growth = (const struct growth *)figure;
    mpz_t p, q, power, rest;
    mpz_init_set_ui(p, 1);
    mpz_init_set_ui(q, 1);
    mpz_inits(power, rest, NULL);
    num_gmp_scale(p, q, twos, tens + 2);
    mpz_pow_ui(power, p, growth->steps);
    mpz_mul(power, power, growth->above);
    mpz_fdiv_qr(power, rest, power, growth->below);
    bool exact = mpz_sgn(rest) == 0;
    exact = mpz_root(whole, power, growth->steps) && exact;
    mpz_sub(whole, whole, p);
    if (figure->negative) {
        mpz_neg(whole, whole);
        mpz_sub_ui(whole, whole, !exact);
    }
    mpz_fdiv_qr(whole, rest, whole, q);
    exact = exact && mpz_sgn(rest) == 0;
    mpz_clears(p, q, power, rest, NULL);
    return exact;
}

/* How large it is, from the first multiple that is 2 or more. */
static long growth_size(const struct num_figure *figure)
{
    long twos = 8;
    mpz_t whole;
    mpz_init(whole);
    for (; figure->floor(figure, twos, 0, whole), mpz_cmp_ui(whole, 2) < 0; twos *= 2)
        ;
    long size = (long)mpz_sizeinbase(whole, 2) - twos;
    mpz_clear(whole);
    return size;
}

static void growth_init(struct growth *growth, struct num above, struct num below, unsigned steps)
{
    num_gmp_begin();
    *growth = (struct growth){.figure = {.floor = growth_floor}, .steps = steps};
    mpz_inits(growth->above, growth->below, NULL);
    num_gmp_set(growth->above, num_magnitude(above.mantissa));
    num_gmp_set(growth->below, num_magnitude(below.mantissa));
    num_gmp_scale(growth->above, growth->below, 0, (long)below.scale - above.scale);
    int order = mpz_cmp(growth->above, growth->below);
    growth->figure.negative = order < 0;
    growth->figure.zero = order == 0;
    if (order)
        growth->figure.size = growth_size(&growth->figure);
}

double num_growth_double(struct num above, struct num below, unsigned steps)
{
    struct growth growth;
    growth_init(&growth, above, below, steps);
    double result = num_figure_double(&growth.figure);
    mpz_clears(growth.above, growth.below, NULL);
    return growth.figure.negative ? -result : result;
}

struct str num_growth_text(struct mem *mem, struct num above, struct num below, unsigned steps, int places,
                           enum num_rounding how)
{
    struct growth growth;
    growth_init(&growth, above, below, steps);
    struct str text = num_figure_text(mem, &growth.figure, places, how);
    mpz_clears(growth.above, growth.below, NULL);
    return text;
}
