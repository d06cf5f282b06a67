/* num - see num.h.  From an exact figure to its text: whatever is known of a figure is
 * asked as the floor of it times a power of two or ten, and whether that is exact; from
 * this alone follow its rounding to places and the double nearest to it. */
#include <float.h>
#include <math.h>

#include "values/num_gmp.h"

/* ---- rounding ---- */

/* Twice the figure is cut off, and the last bit seen. */
void num_figure_round(const struct num_figure *figure, long places, enum num_rounding how, mpz_t whole)
{
    bool exact = figure->floor(figure, 1, places, whole);
    bool half = mpz_odd_p(whole);
    mpz_fdiv_q_2exp(whole, whole, 1);
    if (half && (!exact || how == NUM_HALF_UP || mpz_odd_p(whole)))
        mpz_add_ui(whole, whole, 1);
}

/* whole * 2^exponent, plus a little when not exact, as the nearest double.  whole has 60 to 64 bits, more than a
 * double keeps. */
static double nearest_double(uint64_t whole, bool exact, long exponent)
{
    int bits = 64 - __builtin_clzll(whole);
    long top = bits + exponent;         /* the value is below 2^top */
    long kept = top > -1022 ? 53 : 53 - (-1021 - top);
    if (kept < 0)
        return 0;
    long drop = bits - kept;
    uint64_t high = drop < 64 ? whole >> drop : 0, half = (uint64_t)1 << (drop - 1);
    uint64_t rest = drop < 64 ? whole & (2 * half - 1) : whole;
    if (rest > half || (rest == half && (!exact || (high & 1))))
        high++;
    return ldexp((double)high, (int)(exponent + drop));
}

double num_figure_double(const struct num_figure *figure)
{
    if (figure->zero)
        return 0;
    mpz_t whole;
    mpz_init(whole);
    long twos = 62 - figure->size;      /* the floor has 60 to 64 bits */
    bool exact = figure->floor(figure, twos, 0, whole);
    double result = nearest_double(mpz_get_ui(whole), exact, -twos);
    mpz_clear(whole);
    return result;
}

/* ---- texts ---- */

/* 17 digits and an exponent, for what no double holds. */
static struct str far_text(struct mem *mem, const struct num_figure *figure)
{
    enum { DIGITS = 17 };
    long exponent = figure->size * 30103 / 100000 + 2;     /* not too small: the first digit is found from above */
    mpz_t whole, limit;
    mpz_inits(whole, limit, NULL);
    mpz_ui_pow_ui(limit, 10, DIGITS - 1);
    do
        num_figure_round(figure, DIGITS - 1 - exponent, NUM_HALF_UP, whole);
    while (mpz_cmp(whole, limit) < 0 && exponent--);
    int32_t scale = DIGITS - 1;
    while (scale > 0 && mpz_divisible_ui_p(whole, 10)) {
        mpz_divexact_ui(whole, whole, 10);
        scale--;
    }
    struct str digits = num_gmp_text(mem, whole, scale);
    mpz_clears(whole, limit, NULL);
    return mem_format(mem, "%s%se%+ld", figure->negative ? "-" : "", digits.at, exponent);
}

struct str num_figure_text(struct mem *mem, const struct num_figure *figure, int places, enum num_rounding how)
{
    if (places != NUM_SHORTEST) {
        mpz_t whole;
        mpz_init(whole);
        num_figure_round(figure, places, how, whole);
        if (figure->negative)
            mpz_neg(whole, whole);
        struct str text = num_gmp_text(mem, whole, places);
        mpz_clear(whole);
        return text;
    }
    double value = num_figure_double(figure);
    if (value > DBL_MAX || (value < DBL_MIN && !figure->zero))
        return far_text(mem, figure);
    char text[NUM_TEXT_MAX];
    return mem_copy(mem, (struct str){text, num_write_double(text, figure->negative ? -value : value)});
}

/* ---- quotients ---- */

static bool quotient_floor(const struct num_figure *figure, long twos, long tens, mpz_t whole)
{
    const struct num_quotient *quotient = (const struct num_quotient *)figure;
    long times = quotient->root ? 2 : 1;
    mpz_t below, rest;
    mpz_inits(below, rest, NULL);
    mpz_set(whole, quotient->above);
    mpz_set(below, quotient->below);
    num_gmp_scale(whole, below, times * twos, times * tens);
    mpz_fdiv_qr(whole, rest, whole, below);
    bool exact = mpz_sgn(rest) == 0;
    if (quotient->root) {
        mpz_sqrtrem(whole, rest, whole);
        exact &= mpz_sgn(rest) == 0;
    }
    mpz_clears(below, rest, NULL);
    return exact;
}

void num_quotient_init(struct num_quotient *quotient)
{
    num_gmp_begin();
    mpz_inits(quotient->above, quotient->below, NULL);
    quotient->figure = (struct num_figure){.floor = quotient_floor};
    quotient->root = false;
}

const struct num_figure *num_quotient_figure(struct num_quotient *quotient)
{
    struct num_figure *figure = &quotient->figure;
    figure->negative = figure->negative != (mpz_sgn(quotient->above) * mpz_sgn(quotient->below) < 0);
    figure->zero = mpz_sgn(quotient->above) == 0;
    mpz_abs(quotient->above, quotient->above);
    mpz_abs(quotient->below, quotient->below);
    figure->size = (long)mpz_sizeinbase(quotient->above, 2) - (long)mpz_sizeinbase(quotient->below, 2);
    if (quotient->root)
        figure->size /= 2;
    return figure;
}

void num_quotient_release(struct num_quotient *quotient)
{
    mpz_clears(quotient->above, quotient->below, NULL);
}

/* ---- average rates of growth ----
 *
 * The root of a quotient is not known by its digits, but the floor of any multiple of it
 * is an integer root, which GMP has; from the floors follows the rest. */

/* Powers of ten up to this one are exact in 64 bits. */
enum { WIDE_TENS = 27 };

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

/* The wide format of the C library finds nearly all of them: five roundings and two functions, each good to a few
 * units of its last place, leave less than 2^-58 of the rate open where the quotient lies between these two; and where
 * both ends of that round to one double, that is it.  False where they do not, or the format is no wider than double
 * (as it is under valgrind, whatever float.h says). */
static bool growth_soon(struct num above, struct num below, unsigned steps, double *rate)
{
    static const long double least = -0.5L, most = 3, open = 0x1p-58L;
    volatile long double one = 1;
    struct num change;
    if (LDBL_MANT_DIG < 64 || (one + 0x1p-63L) - one != 0x1p-63L || !num_subtract(above, below, &change))
        return false;
    int tens = below.scale - change.scale;
    if (tens < -WIDE_TENS || tens > WIDE_TENS || !num_sign(change))
        return false;
    long double power = 1, quotient = (long double)change.mantissa / (long double)below.mantissa;
    for (int i = tens < 0 ? -tens : tens; i > 0; i--)
        power *= 10;
    quotient = tens < 0 ? quotient / power : quotient * power;
    if (!(quotient > least && quotient < most))
        return false;
    long double near = 100 * expm1l(log1pl(quotient) / steps);
    *rate = (double)(near * (1 - open));
    return *rate == (double)(near * (1 + open));
}

double num_growth_double(struct num above, struct num below, unsigned steps)
{
    double rate;
    if (growth_soon(above, below, steps, &rate))
        return rate;
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
