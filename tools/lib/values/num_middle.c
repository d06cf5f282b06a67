/* num - see num.h.  The geometric and the harmonic mean.
 *
 * Neither has a short exact form: a root of the n-th degree, a sum of n reciprocals.
 * So what is asked about them (is the figure at least this large?) is first answered
 * in some hundreds of bits, with a bound on what was cut off, and only where that
 * leaves it open, in all bits there are.  Logarithms only say where to begin. */
#include <math.h>

#include "values/num_gmp.h"

/* ---- the values, each once ---- */

struct different {
    __int128 mantissa;        /* > 0 */
    int32_t scale;
    uint64_t times;
};

static struct different *different_values(struct mem *mem, const struct num *value, size_t count, size_t *kinds)
{
    struct different *different = mem_array(mem, count, sizeof *different);
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && num_compare(value[i], value[i - 1]) == 0) {
            different[last - 1].times++;
            continue;
        }
        different[last++] = (struct different){value[i].mantissa, value[i].scale, 1};
    }
    *kinds = last;
    return different;
}

static const long double log2_ten = 3.321928094887362347870319429489390176L;

static long double log2_of(const struct different *one)
{
    return log2l((long double)one->mantissa) - one->scale * log2_ten;
}

static long size_of(long double logarithm)
{
    return (long)floorl(logarithm) + 1;
}

/* ---- numbers to so many bits ---- */

/* mantissa * 2^exponent, or more by less than `doubt` times 2^(1 - bits) of it.  With 0
 * bits nothing is ever cut off. */
struct rough {
    mpz_t mantissa;
    long exponent;
    uint64_t doubt;
};

static void rough_init(struct rough *rough, unsigned long value)
{
    mpz_init_set_ui(rough->mantissa, value);
    rough->exponent = 0;
    rough->doubt = 0;
}

/* The two errors and that of the cut multiply to at most their sum and one more: while
 * doubt is far below 2^(bits / 2), what is of second order is below 2^(1 - bits). */
static void rough_multiply(struct rough *to, const struct rough *a, const struct rough *b, size_t bits)
{
    uint64_t doubt = a->doubt + b->doubt + (a->doubt && b->doubt);
    to->exponent = a->exponent + b->exponent;
    mpz_mul(to->mantissa, a->mantissa, b->mantissa);
    size_t size = mpz_sizeinbase(to->mantissa, 2);
    if (bits && size > bits) {
        mp_bitcnt_t cut = size - bits;
        if (mpz_scan1(to->mantissa, 0) < cut)
            doubt += 2;
        mpz_fdiv_q_2exp(to->mantissa, to->mantissa, cut);
        to->exponent += (long)cut;
    }
    to->doubt = doubt;
}

/* to = base^times; base is lost. */
static void rough_power(struct rough *to, struct rough *base, uint64_t times, size_t bits)
{
    mpz_set_ui(to->mantissa, 1);
    to->exponent = 0;
    to->doubt = 0;
    for (; times; times >>= 1) {
        if (times & 1)
            rough_multiply(to, to, base, bits);
        if (times > 1)
            rough_multiply(base, base, base, bits);
    }
}

enum { LESS = -1, EQUAL, MORE, OPEN };

/* Is a certainly more than b, whatever is behind their doubts? */
static bool surely_more(const mpz_t a, const mpz_t b, uint64_t b_doubt, size_t bits)
{
    mpz_t left, right;
    mpz_init(left);
    mpz_init_set(right, b);
    mpz_mul_2exp(left, a, bits ? bits - 1 : 0);
    mpz_mul_2exp(right, b, bits ? bits - 1 : 0);
    mpz_addmul_ui(right, b, b_doubt);
    bool more = mpz_cmp(left, right) > 0;
    mpz_clears(left, right, NULL);
    return more;
}

static int rough_compare(const struct rough *a, const struct rough *b, size_t bits)
{
    long a_top = (long)mpz_sizeinbase(a->mantissa, 2) + a->exponent;
    long b_top = (long)mpz_sizeinbase(b->mantissa, 2) + b->exponent;
    if (a_top > b_top + 1 || b_top > a_top + 1)
        return a_top > b_top ? MORE : LESS;
    long low = a->exponent < b->exponent ? a->exponent : b->exponent;
    mpz_t left, right;
    mpz_inits(left, right, NULL);
    mpz_mul_2exp(left, a->mantissa, (mp_bitcnt_t)(a->exponent - low));
    mpz_mul_2exp(right, b->mantissa, (mp_bitcnt_t)(b->exponent - low));
    int order = surely_more(left, right, b->doubt, bits)           ? MORE
                : surely_more(right, left, a->doubt, bits)         ? LESS
                : !a->doubt && !b->doubt && !mpz_cmp(left, right)  ? EQUAL
                                                                   : OPEN;
    mpz_clears(left, right, NULL);
    return order;
}

/* ---- the geometric mean ---- */

static const size_t bits_of_level[] = {256, 2048, 0};
enum { LEVELS = sizeof bits_of_level / sizeof *bits_of_level };

/* The root, of degree `degree`, of the product of different[i]^times * 10^-scales. */
struct geometric {
    struct num_figure figure;
    const struct different *different;
    size_t kinds;
    uint64_t degree;
    long scales;
    long double logarithm;    /* about log2 of the mean */
};

/* The product of some of the mantissas, with their times. */
static void product(struct rough *to, const struct different *different, size_t kinds, size_t bits)
{
    struct rough other;
    rough_init(&other, 0);
    if (kinds == 1) {
        num_gmp_set(other.mantissa, (num_u128)different->mantissa);
        rough_power(to, &other, different->times, bits);
    } else {
        product(to, different, kinds / 2, bits);
        product(&other, different + kinds / 2, kinds - kinds / 2, bits);
        rough_multiply(to, to, &other, bits);
    }
    mpz_clear(other.mantissa);
}

/* The mean times 2^twos * 10^tens against whole numbers: both to the power of `degree`. */
struct trial {
    const struct geometric *g;
    long twos, tens;
    struct rough right[LEVELS], left_tens[LEVELS];
    bool ready[LEVELS];
};

static void trial_prepare(struct trial *trial, size_t level)
{
    const struct geometric *g = trial->g;
    size_t bits = bits_of_level[level];
    long degree = (long)g->degree, tens = trial->tens * degree - g->scales;
    struct rough ten, power;
    rough_init(&ten, 10);
    rough_init(&power, 1);
    rough_init(&trial->right[level], 1);
    rough_init(&trial->left_tens[level], 1);
    product(&trial->right[level], g->different, g->kinds, bits);
    rough_power(&power, &ten, (uint64_t)(tens < 0 ? -tens : tens), bits);
    if (tens < 0)
        rough_multiply(&trial->left_tens[level], &trial->left_tens[level], &power, bits);
    else
        rough_multiply(&trial->right[level], &trial->right[level], &power, bits);
    trial->right[level].exponent += trial->twos * degree;
    trial->ready[level] = true;
    mpz_clears(ten.mantissa, power.mantissa, NULL);
}

/* whole against the mean: LESS, EQUAL or MORE. */
static int trial_of(struct trial *trial, const mpz_t whole)
{
    int order = OPEN;
    if (mpz_sgn(whole) == 0)
        return LESS;
    for (size_t level = 0; level < LEVELS && order == OPEN; level++) {
        size_t bits = bits_of_level[level];
        struct rough left, base;
        if (!trial->ready[level])
            trial_prepare(trial, level);
        rough_init(&left, 1);
        rough_init(&base, 1);
        mpz_set(base.mantissa, whole);
        rough_power(&left, &base, trial->g->degree, bits);
        rough_multiply(&left, &left, &trial->left_tens[level], bits);
        order = rough_compare(&left, &trial->right[level], bits);
        mpz_clears(left.mantissa, base.mantissa, NULL);
    }
    return order;
}

static void trial_release(struct trial *trial)
{
    for (size_t level = 0; level < LEVELS; level++)
        if (trial->ready[level])
            mpz_clears(trial->right[level].mantissa, trial->left_tens[level].mantissa, NULL);
}

/* About 2^logarithm. */
static void set_about(mpz_t to, long double logarithm)
{
    enum { BITS = 62 };
    long beyond = logarithm > BITS ? (long)floorl(logarithm) - BITS : 0;
    mpz_set_ui(to, logarithm < 0 ? 0 : (unsigned long)exp2l(logarithm - beyond));
    mpz_mul_2exp(to, to, (mp_bitcnt_t)beyond);
}

/* From an estimate up or down, in steps that double, until the figure lies between two
 * whole numbers, which then close in on it.  *low ends as the floor. */
static bool close_in(struct trial *trial, mpz_t low)
{
    mpz_t high, step, middle;
    mpz_inits(high, step, middle, NULL);
    mpz_set(high, low);
    mpz_set_ui(step, 1);
    int order = trial_of(trial, low);
    bool up = order == LESS;
    while (order == (up ? LESS : MORE)) {
        mpz_set(up ? low : high, up ? high : low);
        if (up)
            mpz_add(high, high, step);
        else if (mpz_cmp(low, step) > 0)
            mpz_sub(low, low, step);
        else
            mpz_set_ui(low, 0);
        mpz_mul_2exp(step, step, 1);
        order = trial_of(trial, up ? high : low);
    }
    if (order == EQUAL && up)
        mpz_set(low, high);
    mpz_sub(step, high, low);
    while (order != EQUAL && mpz_cmp_ui(step, 1) > 0) {
        mpz_add(middle, low, high);
        mpz_fdiv_q_2exp(middle, middle, 1);
        order = trial_of(trial, middle);
        mpz_set(order == MORE ? high : low, middle);
        mpz_sub(step, high, low);
    }
    mpz_clears(high, step, middle, NULL);
    return order == EQUAL;
}

static bool geometric_floor(const struct num_figure *figure, long twos, long tens, mpz_t whole)
{
    struct trial trial = {.g = (const struct geometric *)figure, .twos = twos, .tens = tens};
    set_about(whole, trial.g->logarithm + twos + tens * log2_ten);
    bool exact = close_in(&trial, whole);
    trial_release(&trial);
    return exact;
}

struct str num_geometric_text(struct mem *mem, const struct num *value, size_t count, int places,
                              enum num_rounding how)
{
    struct geometric g = {.figure = {.floor = geometric_floor}};
    struct different *different = different_values(mem, value, count, &g.kinds);
    uint64_t divisor = 0;
    num_gmp_begin();
    for (size_t i = 0; i < g.kinds; i++)
        divisor = (uint64_t)num_common_divisor((__int128)divisor, (__int128)different[i].times);
    g.different = different;
    g.degree = count / divisor;
    for (size_t i = 0; i < g.kinds; i++) {
        different[i].times /= divisor;
        g.scales += (long)different[i].times * different[i].scale;
        g.logarithm += (long double)different[i].times / (long double)g.degree * log2_of(&different[i]);
    }
    g.figure.size = size_of(g.logarithm);
    return num_figure_text(mem, &g.figure, places, how);
}

/* ---- the harmonic mean ---- */

struct harmonic {
    struct num_figure figure;
    const struct different *different;
    size_t kinds, count;
    long shift;               /* the reciprocals are taken in units of 2^-shift */
};

/* times * 10^scale / mantissa */
static void set_reciprocal(mpz_t above, mpz_t below, const struct different *one)
{
    num_gmp_set(above, one->times);
    num_gmp_set(below, (num_u128)one->mantissa);
    num_gmp_scale(above, below, 0, one->scale);
}

/* The sum of some reciprocals, exactly. */
static void exact_sum(mpq_t to, const struct different *different, size_t kinds)
{
    if (kinds == 1) {
        set_reciprocal(mpq_numref(to), mpq_denref(to), different);
        mpq_canonicalize(to);
        return;
    }
    mpq_t other;
    mpq_init(other);
    exact_sum(to, different, kinds / 2);
    exact_sum(other, different + kinds / 2, kinds - kinds / 2);
    mpq_add(to, to, other);
    mpq_clear(other);
}

/* The sum in units of 2^-shift; each reciprocal loses less than one of them. */
static void rough_sum(mpz_t to, const struct harmonic *h)
{
    mpz_t above, below;
    mpz_inits(above, below, NULL);
    mpz_set_ui(to, 0);
    for (size_t i = 0; i < h->kinds; i++) {
        set_reciprocal(above, below, &h->different[i]);
        num_gmp_scale(above, below, h->shift, 0);
        mpz_fdiv_q(above, above, below);
        mpz_add(to, to, above);
    }
    mpz_clears(above, below, NULL);
}

/* floor(count * 2^twos * 10^tens / sum); is it exact? */
static bool divide_count(const struct harmonic *h, const mpz_t sum, long twos, long tens, mpz_t whole)
{
    mpz_t below;
    mpz_init_set(below, sum);
    mpz_set_ui(whole, h->count);
    num_gmp_scale(whole, below, twos, tens);
    bool exact = mpz_divisible_p(whole, below);
    mpz_fdiv_q(whole, whole, below);
    mpz_clear(below);
    return exact;
}

static bool harmonic_floor(const struct num_figure *figure, long twos, long tens, mpz_t whole)
{
    const struct harmonic *h = (const struct harmonic *)figure;
    mpz_t sum, least;
    mpz_inits(sum, least, NULL);
    rough_sum(sum, h);
    divide_count(h, sum, h->shift + twos, tens, whole);
    mpz_add_ui(sum, sum, h->kinds);
    divide_count(h, sum, h->shift + twos, tens, least);
    bool exact = false;
    if (mpz_cmp(least, whole) != 0) {
        mpq_t whole_sum;
        mpq_init(whole_sum);
        exact_sum(whole_sum, h->different, h->kinds);
        mpz_mul_ui(sum, mpq_denref(whole_sum), h->count);
        mpz_set(least, mpq_numref(whole_sum));
        num_gmp_scale(sum, least, twos, tens);
        exact = mpz_divisible_p(sum, least);
        mpz_fdiv_q(whole, sum, least);
        mpq_clear(whole_sum);
    }
    mpz_clears(sum, least, NULL);
    return exact;
}

struct str num_harmonic_text(struct mem *mem, const struct num *value, size_t count, int places,
                             enum num_rounding how)
{
    enum { BITS = 256 };
    struct harmonic h = {.figure = {.floor = harmonic_floor}, .count = count};
    struct different *different = different_values(mem, value, count, &h.kinds);
    long double largest = -INFINITY, sum = 0;
    num_gmp_begin();
    h.different = different;
    for (size_t i = 0; i < h.kinds; i++)
        largest = fmaxl(largest, log2l((long double)different[i].times) - log2_of(&different[i]));
    for (size_t i = 0; i < h.kinds; i++)
        sum += exp2l(log2l((long double)different[i].times) - log2_of(&different[i]) - largest);
    h.shift = BITS - (long)largest;
    h.figure.size = size_of(log2l((long double)count) - largest - log2l(sum));
    return num_figure_text(mem, &h.figure, places, how);
}
