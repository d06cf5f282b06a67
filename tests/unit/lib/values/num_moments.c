/* num: what is found from power sums and from all values, against published figures and
 * against exact rationals, in any order and split. */
#include <criterion/criterion.h>
#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "values/num.h"

#include "arena.h"
#include "chance.h"

TestSuite(num_moments, .init = open_mem, .fini = close_mem);

/* ---- power sums ---- */

struct sums {
    uint64_t count;
    struct num_sum x, x2, x3, x4, y, y2, xy;
};

static void add(struct sums *s, struct num x, struct num y)
{
    s->count++;
    num_sum_add_power(mem, &s->x, x, 1);
    num_sum_add_power(mem, &s->x2, x, 2);
    num_sum_add_power(mem, &s->x3, x, 3);
    num_sum_add_power(mem, &s->x4, x, 4);
    num_sum_add(mem, &s->y, y);
    num_sum_add_power(mem, &s->y2, y, 2);
    num_sum_add_product(mem, &s->xy, x, y);
}

static const char *shape(const struct sums *s, enum num_shape which, int places)
{
    struct num_moments m = {s->count, &s->x, &s->x2, &s->x3, &s->x4, &s->y, &s->y2, &s->xy};
    return mem_copy(mem, num_shape_text(mem, which, &m, places, NUM_HALF_UP)).at;
}

static size_t numbers(const char *text, struct num *into)
{
    struct str rest = str_of(text), piece;
    size_t count = 0;
    while (str_cut(&rest, ' ', &piece))
        cr_assert_eq(num_parse(piece, &into[count++]), NUM_OK, "%s", text);
    return count;
}

/* ---- published ---- */

enum { MOST = 64 };

/* The figures of Microsoft's help pages on SKEW, KURT, CORREL, COVARIANCE.S, GEOMEAN and
 * HARMEAN, with the places that stand there; the skewness and kurtosis of 1 to 10, 30
 * and 100 are COINr's. */
static const struct {
    const char *name, *x, *y, *want;
    enum num_shape which;
    int places;
} published[] = {
    {"SKEW", "3 4 5 2 3 4 5 6 4 7", NULL, "0.359543071", NUM_SKEWNESS, 9},
    {"KURT", "3 4 5 2 3 4 5 6 4 7", NULL, "-0.151799637", NUM_KURTOSIS, 9},
    {"COINr's skew", "1 2 3 4 5 6 7 8 9 10 30 100", NULL, "3.0632", NUM_SKEWNESS, 4},
    {"COINr's kurt", "1 2 3 4 5 6 7 8 9 10 30 100", NULL, "9.7414", NUM_KURTOSIS, 4},
    {"COINr's skew, treated", "1 2 3 4 5 6 7 8 9 10 30 30", NULL, "1.7120", NUM_SKEWNESS, 4},
    {"COINr's kurt, treated", "1 2 3 4 5 6 7 8 9 10 30 30", NULL, "1.8158", NUM_KURTOSIS, 4},
    {"one that lies out", "1 2 3 4 5 6 7 8 9 10 100", NULL, "3.2556", NUM_SKEWNESS, 4},
    {"one that lies out", "1 2 3 4 5 6 7 8 9 10 100", NULL, "10.7067", NUM_KURTOSIS, 4},
    {"CORREL", "3 2 4 5 6", "9 7 12 15 17", "0.997054", NUM_CORRELATION, 6},
    {"COVARIANCE.S", "2 4 8", "5 11 12", "9.666666667", NUM_COVARIANCE, 9},
    {"CV", "10 10 10 20 50", NULL, "0.8660", NUM_VARIATION, 4},
};

Test(num_moments, published_figures)
{
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        struct num x[MOST], y[MOST] = {{0, 0}};
        struct sums s = {0};
        size_t count = numbers(published[i].x, x);
        if (published[i].y)
            cr_assert_eq(numbers(published[i].y, y), count);
        for (size_t k = 0; k < count; k++)
            add(&s, x[k], y[k]);
        const char *got = shape(&s, published[i].which, published[i].places);
        cr_expect_str_eq(got, published[i].want, "%s is %s, want %s", published[i].name, got, published[i].want);
    }
}

static const struct {
    const char *x;
    const char *geometric, *harmonic;
    int places;
} means[] = {
    {"3 4 4 5 7 8 11", "5.476987", "5.028376", 6},
    /* exact figures, and those that end in a half */
    {"2 8", "4", "3.2", NUM_SHORTEST},
    {"2 8", "4", "3", 0},
    {"1 3", "2", "2", 0},
    {"2.25 4", "3", "2.88", NUM_SHORTEST},
    {"0.25 9", "2", "0", 0},
    {"6.25", "6.3", "6.3", 1},
    {"0.5", "1", "1", 0},
    {"1 1.00 1.0", "1", "1", NUM_SHORTEST},
    {"1 2 4", "2", "1.7142857142857142", NUM_SHORTEST},
    {"1e-400 1e400", "1", "2e-400", NUM_SHORTEST},
    {"1e-399 1e-397", "1e-398", "1.9801980198019802e-399", NUM_SHORTEST},
    {"1e398 1e400", "1e+399", "1.9801980198019802e+398", NUM_SHORTEST},
    {"1e400", NULL, NULL, 2},
    {"99999999999999999999999999999999999999", "99999999999999999999999999999999999999.00",
     "99999999999999999999999999999999999999.00", 2},
    {"1234.5", "1000", "1000", -3},
    {"1500", "2000", "2000", -3},
    {"0.001 0.004", "0", "0", 0},
    {"0.001 0.004", "0.0020", "0.0016", 4},
    {"0.9999999999999999999999999 0.9999999999999999999999999", "1", "1", 0},
    {"0.4999999999999999999999999 0.4999999999999999999999999", "0", "0", 0},
};

Test(num_moments, geometric_and_harmonic_means)
{
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        struct num x[MOST];
        size_t count = numbers(means[i].x, x);
        const char *geometric = num_geometric_text(mem, x, count, means[i].places, NUM_HALF_UP).at;
        const char *harmonic = num_harmonic_text(mem, x, count, means[i].places, NUM_HALF_UP).at;
        if (!means[i].geometric) {
            cr_expect(strlen(geometric) == 404 && strcmp(geometric, harmonic) == 0, "of one value it is the value");
            continue;
        }
        cr_expect_str_eq(geometric, means[i].geometric, "geometric mean of %s is %s", means[i].x, geometric);
        cr_expect_str_eq(harmonic, means[i].harmonic, "harmonic mean of %s is %s", means[i].x, harmonic);
    }
    struct num two[] = {{1, 0}, {3, 0}};
    cr_expect_str_eq(num_harmonic_text(mem, two, 2, 0, NUM_HALF_EVEN).at, "2", "1.5 to even");
    struct num half[] = {{5, 1}, {5, 1}};
    cr_expect_str_eq(num_geometric_text(mem, half, 2, 0, NUM_HALF_EVEN).at, "0", "0.5 to even");
}

Test(num_moments, means_of_a_million_values)
{
    enum { COUNT = 1000000 };
    struct num *x = mem_array(mem, COUNT, sizeof *x);
    for (size_t i = 0; i < COUNT; i++)
        x[i] = (struct num){(int64_t)i + 1, 0};
    /* the root of COUNT factorial, by Stirling's series; COUNT over the harmonic number */
    const char *geometric = num_geometric_text(mem, x, COUNT, NUM_SHORTEST, NUM_HALF_UP).at;
    const char *harmonic = num_harmonic_text(mem, x, COUNT, NUM_SHORTEST, NUM_HALF_UP).at;
    long double n = COUNT, logs = n * logl(n) - n + logl(2 * 3.14159265358979323846264338L * n) / 2 + 1 / (12 * n);
    long double sum = logl(n) + 0.57721566490153286060651209L + 1 / (2 * n) - 1 / (12 * n * n);
    cr_expect(fabsl(strtold(geometric, NULL) / expl(logs / n) - 1) < 1e-15L, "%s", geometric);
    cr_expect(fabsl(strtold(harmonic, NULL) / (n / sum) - 1) < 1e-15L, "%s", harmonic);
    /* exact, although the product has millions of digits: 3 with a 1 and a 9 among them */
    for (size_t i = 0; i < COUNT; i++)
        x[i] = (struct num){3, 0};
    x[0] = (struct num){1, 0};
    x[COUNT - 1] = (struct num){9, 0};
    cr_expect_str_eq(num_geometric_text(mem, x, COUNT, NUM_SHORTEST, NUM_HALF_UP).at, "3");
}

Test(num_moments, what_has_no_answer)
{
    static const char *const x[] = {"5", "5 5", "5 5 5 5", "-1 1"};
    static const struct {
        enum num_shape which;
        const char *want[4];
    } row[] = {
        {NUM_VARIATION, {"", "0", "0", ""}}, {NUM_SKEWNESS, {"", "", "", ""}},     {NUM_KURTOSIS, {"", "", "", ""}},
        {NUM_COVARIANCE, {"", "0", "0", "2"}}, {NUM_CORRELATION, {"", "", "", "1"}},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (size_t k = 0; k < 4; k++) {
            struct num value[MOST];
            struct sums s = {0};
            size_t count = numbers(x[k], value);
            for (size_t v = 0; v < count; v++)
                add(&s, value[v], value[v]);
            cr_expect_str_eq(shape(&s, row[i].which, NUM_SHORTEST), row[i].want[k], "shape %zu of %s", i, x[k]);
        }
}

/* ---- against exact rationals ---- */

static void set_rational(mpq_t to, struct num value)
{
    char text[NUM_TEXT_MAX + 1];
    text[num_write(text, (struct num){value.mantissa, 0})] = '\0';
    mpq_set_str(to, text, 10);
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned)abs(value.scale));
    mpz_mul(value.scale > 0 ? mpq_denref(to) : mpq_numref(to), value.scale > 0 ? mpq_denref(to) : mpq_numref(to),
            power);
    mpq_canonicalize(to);
    mpz_clear(power);
}

static void raise(mpq_t value, unsigned long power)
{
    mpz_pow_ui(mpq_numref(value), mpq_numref(value), power);
    mpz_pow_ui(mpq_denref(value), mpq_denref(value), power);
}

/* Is `got` the double nearest to the root of `degree` of `exact` (with the sign of the
 * root apart)? */
static bool nearest(const mpq_t exact, unsigned long degree, bool negative, const char *text)
{
    double got = strtod(text, NULL);
    if (got == 0)
        return mpq_sgn(exact) == 0;
    if ((got < 0) != negative)
        return false;
    got = fabs(got);
    bool right = true;
    for (int side = -1; side <= 1; side += 2) {
        mpq_t edge, next;
        mpq_inits(edge, next, NULL);
        mpq_set_d(edge, got);
        mpq_set_d(next, nextafter(got, side * INFINITY));
        mpq_add(edge, edge, next);
        mpq_div_2exp(edge, edge, 1);
        raise(edge, degree);
        int order = mpq_cmp(exact, edge);
        uint64_t bits;
        memcpy(&bits, &got, sizeof bits);
        if (order * side > 0 || (order == 0 && (bits & 1)))
            right = false;
        mpq_clears(edge, next, NULL);
    }
    return right;
}

static struct num figure(int kind)
{
    switch (kind % 5) {
    case 0: return (struct num){(int64_t)(chance() % 100000000) + 1, (int32_t)(chance() % 5)};
    case 1: return (struct num){(int64_t)(chance() % 2000) + 1, 1};
    case 2: return (struct num){(int64_t)(chance() >> 2) + 1, (int32_t)(chance() % 10)};
    case 3: return (struct num){(__int128)(chance() >> 1) * (int64_t)(chance() >> 2) + 1,
                                (int32_t)(chance() % 60) - 20};
    default: return (struct num){(int64_t)(chance() % 4) + 1, 0};
    }
}

/* The sum over the values of (x - mean of x)^a (y - mean of y)^b. */
static void central(mpq_t to, mpq_t *x, mpq_t *y, unsigned count, unsigned long a, unsigned long b)
{
    mpq_t mean_x, mean_y, term, other;
    mpq_inits(mean_x, mean_y, term, other, NULL);
    for (unsigned i = 0; i < count; i++) {
        mpq_add(mean_x, mean_x, x[i]);
        mpq_add(mean_y, mean_y, y[i]);
    }
    mpq_set_ui(term, count, 1);
    mpq_div(mean_x, mean_x, term);
    mpq_div(mean_y, mean_y, term);
    mpq_set_ui(to, 0, 1);
    for (unsigned i = 0; i < count; i++) {
        mpq_sub(term, x[i], mean_x);
        raise(term, a);
        mpq_sub(other, y[i], mean_y);
        raise(other, b);
        mpq_mul(term, term, other);
        mpq_add(to, to, term);
    }
    mpq_clears(mean_x, mean_y, term, other, NULL);
}

/* What the text of a shape must be near to: the square where it is a root. */
static void definition(mpq_t to, enum num_shape which, mpq_t *x, mpq_t *y, unsigned n, bool *negative)
{
    mpq_t second, work, factor;
    mpq_inits(second, work, factor, NULL);
    central(second, x, y, n, 2, 0);
    switch (which) {
    case NUM_VARIATION:                   /* sum d^2 / (n - 1) / mean^2 */
        for (unsigned i = 0; i < n; i++)
            mpq_add(work, work, x[i]);
        *negative = mpq_sgn(work) < 0;
        mpq_mul(work, work, work);
        mpq_div(to, second, work);
        mpq_set_ui(factor, n * n, n - 1);
        break;
    case NUM_SKEWNESS:                    /* n / ((n - 1) (n - 2)) sum d^3 / s^3, squared */
        central(to, x, y, n, 3, 0);
        *negative = mpq_sgn(to) < 0;
        mpq_mul(to, to, to);
        raise(second, 3);
        mpq_div(to, to, second);
        mpq_set_ui(factor, n * n * (n - 1), (n - 2) * (n - 2));
        break;
    /* n (n + 1) / ((n - 1) (n - 2) (n - 3)) sum d^4 / s^4 - 3 (n - 1)^2 / ((n - 2) (n - 3)) */
    case NUM_KURTOSIS:
        central(to, x, y, n, 4, 0);
        mpq_mul(second, second, second);
        mpq_div(to, to, second);
        mpq_set_ui(factor, n * (n + 1) * (n - 1), (n - 2) * (n - 3));
        mpq_canonicalize(factor);
        mpq_mul(to, to, factor);
        mpq_set_ui(factor, 3 * (n - 1) * (n - 1), (n - 2) * (n - 3));
        mpq_canonicalize(factor);
        mpq_sub(to, to, factor);
        *negative = mpq_sgn(to) < 0;
        mpq_abs(to, to);
        mpq_set_ui(factor, 1, 1);
        break;
    case NUM_COVARIANCE:
        central(to, x, y, n, 1, 1);
        *negative = mpq_sgn(to) < 0;
        mpq_abs(to, to);
        mpq_set_ui(factor, 1, n - 1);
        break;
    case NUM_CORRELATION:
        central(to, x, y, n, 1, 1);
        *negative = mpq_sgn(to) < 0;
        mpq_mul(to, to, to);
        mpq_div(to, to, second);
        central(second, x, y, n, 0, 2);
        mpq_div(to, to, second);
        mpq_set_ui(factor, 1, 1);
        break;
    }
    mpq_canonicalize(factor);
    mpq_mul(to, to, factor);
    mpq_clears(second, work, factor, NULL);
}

Test(num_moments, shapes_are_correctly_rounded)
{
    enum { N = 9 };
    mpq_t x[N], y[N], want;
    mpq_init(want);
    for (unsigned i = 0; i < N; i++)
        mpq_inits(x[i], y[i], NULL);
    for (int turn = 0; turn < 2000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        unsigned count = (unsigned)(chance() % (N - 4)) + 5;
        struct sums s = {0};
        for (unsigned i = 0; i < count; i++) {
            struct num a = figure(turn), b = figure(turn / 5);
            if (chance() & 1)
                a = num_negate(a);
            if (i == 0)
                a.mantissa += 5;          /* not all alike */
            if (i == 0)
                b.mantissa += 5;
            add(&s, a, b);
            set_rational(x[i], a);
            set_rational(y[i], b);
        }
        for (enum num_shape which = NUM_VARIATION; which <= NUM_CORRELATION; which++) {
            bool root = which == NUM_VARIATION || which == NUM_SKEWNESS || which == NUM_CORRELATION, negative;
            const char *got = shape(&s, which, NUM_SHORTEST);
            if (!*got)                    /* no spread, or a mean of 0 */
                continue;
            definition(want, which, x, y, count, &negative);
            cr_assert(nearest(want, root ? 2 : 1, negative, got), "turn %d, shape %d: %s", turn, which, got);
        }
        mem_rewind(mem, mark);
    }
    for (unsigned i = 0; i < N; i++)
        mpq_clears(x[i], y[i], NULL);
    mpq_clear(want);
}

static int by_value(const void *a, const void *b)
{
    return num_compare(*(const struct num *)a, *(const struct num *)b);
}

Test(num_moments, means_are_correctly_rounded)
{
    mpq_t product, reciprocals, one;
    mpq_inits(product, reciprocals, one, NULL);
    for (int turn = 0; turn < 3000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct num value[20];
        unsigned count = (unsigned)(chance() % 19) + 1;
        mpq_set_ui(product, 1, 1);
        mpq_set_ui(reciprocals, 0, 1);
        for (unsigned i = 0; i < count; i++) {
            value[i] = figure(turn);
            set_rational(one, value[i]);
            mpq_mul(product, product, one);
            mpq_inv(one, one);
            mpq_add(reciprocals, reciprocals, one);
        }
        qsort(value, count, sizeof *value, by_value);
        const char *geometric = num_geometric_text(mem, value, count, NUM_SHORTEST, NUM_HALF_UP).at;
        const char *harmonic = num_harmonic_text(mem, value, count, NUM_SHORTEST, NUM_HALF_UP).at;
        cr_assert(nearest(product, count, false, geometric), "turn %d: geometric mean %s", turn, geometric);
        mpq_set_ui(one, count, 1);
        mpq_div(reciprocals, one, reciprocals);
        cr_assert(nearest(reciprocals, 1, false, harmonic), "turn %d: harmonic mean %s", turn, harmonic);
        /* and to places: floor(mean * 100 + 1/2), by its powers; kind 3 has more digits than a number */
        struct num rounded;
        if (turn % 5 != 3)
            cr_assert_eq(num_parse(num_geometric_text(mem, value, count, 2, NUM_HALF_UP), &rounded), NUM_OK);
        for (int side = -1; side <= 1 && turn % 5 != 3; side += 2) {
            struct num edge;
            cr_assert(num_add(rounded, (struct num){5 * side, 3}, &edge));
            set_rational(one, edge);
            raise(one, count);
            int order = mpq_cmp(product, one);
            cr_assert(num_sign(edge) < 0 || order * side < 0 || (order == 0 && side < 0), "turn %d: to 2 places", turn);
        }
        mem_rewind(mem, mark);
    }
    mpq_clears(product, reciprocals, one, NULL);
}

/* ---- order and split ---- */

static void merge(struct sums *to, const struct sums *from)
{
    to->count += from->count;
    num_sum_merge(mem, &to->x, &from->x);
    num_sum_merge(mem, &to->x2, &from->x2);
    num_sum_merge(mem, &to->x3, &from->x3);
    num_sum_merge(mem, &to->x4, &from->x4);
    num_sum_merge(mem, &to->y, &from->y);
    num_sum_merge(mem, &to->y2, &from->y2);
    num_sum_merge(mem, &to->xy, &from->xy);
}

Test(num_moments, order_and_split_do_not_matter)
{
    enum { COUNT = 50 };
    struct num x[COUNT], y[COUNT];
    for (int turn = 0; turn < 300; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct sums whole = {0};
        for (size_t i = 0; i < COUNT; i++) {
            x[i] = figure(turn);
            if (turn % 7 == 0)
                x[i].scale = (int32_t)(chance() % 839) - 400;
            if (i % 2)                    /* what overflows in one order cancels in another */
                x[i] = num_negate(x[i - 1]);
            y[i] = figure(turn + 1);
            add(&whole, x[i], y[i]);
        }
        for (int order = 0; order < 4; order++) {
            struct sums part[3] = {{0}};
            for (size_t i = COUNT - 1; i > 0; i--) {
                size_t k = chance() % (i + 1);
                struct num a = x[i], b = y[i];
                x[i] = x[k], y[i] = y[k];
                x[k] = a, y[k] = b;
            }
            for (size_t i = 0; i < COUNT; i++)
                add(&part[chance() % 3], x[i], y[i]);
            merge(&part[1], &part[0]);
            merge(&part[2], &part[1]);
            cr_assert_str_eq(num_sum_text(mem, &part[2].x3).at, num_sum_text(mem, &whole.x3).at);
            cr_assert_str_eq(num_sum_text(mem, &part[2].x4).at, num_sum_text(mem, &whole.x4).at);
            for (enum num_shape which = NUM_VARIATION; which <= NUM_CORRELATION; which++)
                for (int places = 0; places < 9; places += 4)
                    cr_assert_str_eq(shape(&part[2], which, places), shape(&whole, which, places), "shape %d", which);
        }
        mem_rewind(mem, mark);
    }
}
