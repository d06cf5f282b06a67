/* num: exact sums and what is found from them, against GMP, in any order and split;
 * and the certified values of NIST's data sets for univariate statistics. */
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

TestSuite(num_sum, .init = open_mem, .fini = close_mem);

static struct num parsed(const char *text)
{
    struct num value = {0, 0};
    cr_assert_eq(num_parse(str_of(text), &value), NUM_OK, "%s is a number", text);
    return value;
}

/* Count, sum and sum of squares. */
struct moments {
    uint64_t count;
    struct num_sum sum, squares;
};

static void add(struct moments *moments, struct num value)
{
    moments->count++;
    num_sum_add(mem, &moments->sum, value);
    num_sum_add_product(mem, &moments->squares, value, value);
}

static const char *sum_text(const struct moments *m)
{
    return num_sum_text(mem, &m->sum).at;
}

static const char *mean(const struct moments *m, int places)
{
    return num_mean_text(mem, &m->sum, m->count, places, NUM_HALF_UP).at;
}

static const char *variance(const struct moments *m, int places)
{
    return num_variance_text(mem, &m->sum, &m->squares, m->count, 1, places, NUM_HALF_UP).at;
}

static const char *deviation(const struct moments *m, int places)
{
    return num_deviation_text(mem, &m->sum, &m->squares, m->count, 1, places, NUM_HALF_UP).at;
}

/* ---- by table ----
 *
 * The deviations were worked out with Python's decimal module to 120 digits. */

enum { MOST = 6 };
static const struct {
    const char *value[MOST];
    const char *sum, *mean, *mean2;     /* shortest, and to 2 places */
    const char *deviation;
} table[] = {
    {{"1", "9223372036854775808"}, "9223372036854775809", "4611686018427388000", "4611686018427387904.50",
     "6521908912666392000"},
    {{"1.10", "2.2"}, "3.30", "1.65", "1.65", "0.7778174593052023"},
    {{"1", "2"}, "3", "1.5", "1.50", "0.7071067811865476"},
    {{"1", "1", "1"}, "3", "1", "1.00", "0"},
    {{"0.1", "0.2"}, "0.3", "0.15", "0.15", "0.07071067811865475"},
    {{"2", "-2.00"}, "0.00", "0", "0.00", "2.8284271247461903"},
    {{"-0.004", "0"}, "-0.004", "-0.002", "0.00", "0.00282842712474619"},
    {{"-0.01", "0"}, "-0.01", "-0.005", "-0.01", "0.007071067811865475"},
    {{"2e3", "5"}, "2005", "1002.5", "1002.50", "1410.6780284671622"},
    {{"5e-3", "2e-3", "1"}, "1.007", "0.33566666666666667", "0.34", "0.5753314986452014"},
    {{"99999999999999999999999999999999999999", "99999999999999999999999999999999999999",
      "99999999999999999999999999999999999999"},
     "299999999999999999999999999999999999997", "1e+38", "99999999999999999999999999999999999999.00", "0"},
    {{"99999999999999999999999999999999999999", "99999999999999999999999999999999999999",
      "-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0.5"},
     "0.5", "0.1", "0.10", "1e+38"},
    {{"1e400", "-1e400", "1"}, "1", "0.3333333333333333", "0.33", "1e+400"},
    {{"1e308", "1e308"}, NULL, "1e+308", NULL, "0"},
    {{"1e308", "-1e308", "1e-10"}, "0.0000000001", "3.3333333333333335e-11", "0.00", "1e+308"},
    {{"1e400", "1e400"}, NULL, "1e+400", NULL, "0"},
    {{"1e400", "2e400"}, NULL, "1.5e+400", NULL, "7.0710678118654752e+399"},
    {{"1e-400", "2e-400"}, NULL, "1.5e-400", "0.00", "7.0710678118654752e-401"},
    {{"-1e-330", "-2e-330"}, NULL, "-1.5e-330", "0.00", "7.0710678118654752e-331"},
    {{"12345678901234567890.12345678901234567", "0.00000000000000001"}, "12345678901234567890.12345678901234568",
     "6172839450617284000", "6172839450617283945.06", "8729713269414648000"},
};

Test(num_sum, sums_means_and_deviations)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
        for (size_t k = 0; k < MOST && table[i].value[k]; k++)
            add(&m, parsed(table[i].value[k]));
        const char *name = table[i].value[0];
        if (table[i].sum)
            cr_expect_str_eq(sum_text(&m), table[i].sum, "%s...: sum %s", name, sum_text(&m));
        cr_expect_str_eq(mean(&m, NUM_SHORTEST), table[i].mean, "%s...: mean %s", name, mean(&m, NUM_SHORTEST));
        if (table[i].mean2)
            cr_expect_str_eq(mean(&m, 2), table[i].mean2, "%s...: mean %s", name, mean(&m, 2));
        cr_expect_str_eq(deviation(&m, NUM_SHORTEST), table[i].deviation, "%s...: deviation %s, want %s", name,
                         deviation(&m, NUM_SHORTEST), table[i].deviation);
    }
}

Test(num_sum, digits_have_no_end)
{
    struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
    add(&m, parsed("1e400"));
    add(&m, parsed("1e-400"));
    const char *text = sum_text(&m);
    cr_assert_eq(strlen(text), 401 + 1 + 400);
    cr_assert_eq(text[0], '1');
    cr_assert_eq(text[401], '.');
    cr_assert_eq(text[801], '1');
    cr_assert_eq(strspn(text + 1, "0"), 400);
    cr_assert_eq(num_sum_sign(&m.sum), 1);
    add(&m, parsed("-1e400"));
    struct num value;
    cr_assert(num_sum_value(&m.sum, &value), "1e-400 is a number again");
    cr_assert_eq(num_compare(value, parsed("1e-400")), 0);
    add(&m, parsed("-2e-400"));
    cr_assert_eq(num_sum_sign(&m.sum), -1);
}

Test(num_sum, ten_million_tenths)
{
    struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
    struct num tenth = parsed("0.1");
    for (int i = 0; i < 10000000; i++)
        add(&m, tenth);
    cr_assert_str_eq(sum_text(&m), "1000000.0");
    cr_assert_str_eq(mean(&m, NUM_SHORTEST), "0.1");
    cr_assert_str_eq(deviation(&m, NUM_SHORTEST), "0");
}

/* Naive formulas in doubles give 0 or a negative variance here. */
Test(num_sum, small_variance_of_large_values)
{
    struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
    for (int i = 0; i < 1000000; i++)
        add(&m, (struct num){(__int128)10000000000 + i % 10, 1});
    /* 10^6 / (10^6 - 1) * 0.0825 */
    cr_assert_str_eq(variance(&m, NUM_SHORTEST), "0.0825000825000825");
    cr_assert_str_eq(variance(&m, 10), "0.0825000825");
}

Test(num_sum, quotients_that_have_no_answer)
{
    struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
    struct num_sum zero = {0, 3, NULL};
    add(&m, parsed("5"));
    cr_assert_eq(num_variance_text(mem, &m.sum, &m.squares, 1, 1, 2, NUM_HALF_UP).length, 0);
    cr_assert_eq(num_deviation_text(mem, &m.sum, &m.squares, 1, 1, 2, NUM_HALF_UP).length, 0);
    cr_assert_str_eq(num_deviation_text(mem, &m.sum, &m.squares, 1, 0, 2, NUM_HALF_UP).at, "0.00");
    cr_assert_eq(num_ratio_text(mem, &m.sum, &zero, 2, NUM_HALF_UP).length, 0);
    cr_assert_str_eq(num_ratio_text(mem, &zero, &m.sum, 2, NUM_HALF_UP).at, "0.00");
    cr_assert_str_eq(num_ratio_text(mem, &zero, &m.sum, NUM_SHORTEST, NUM_HALF_UP).at, "0");
}

/* ---- rounding half ---- */

Test(num_sum, halves_go_as_told)
{
    static const struct {
        const char *a, *b;
        int places;
        const char *up, *even;
    } half[] = {
        {"2.5", "2.5", 0, "3", "2"},        {"-2.5", "-2.5", 0, "-3", "-2"},     {"1.25", "1.25", 1, "1.3", "1.2"},
        {"0.5", "0.5", 0, "1", "0"},        {"-0.5", "-0.5", 0, "-1", "0"},      {"1500", "1500", -3, "2000", "2000"},
        {"2500", "2500", -3, "3000", "2000"}, {"1", "2", 0, "2", "2"},           {"-1", "-2", 0, "-2", "-2"},
        {"2.675", "2.675", 2, "2.68", "2.68"}, {"1e400", "1e400", -400, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
        struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
        add(&m, parsed(half[i].a));
        add(&m, parsed(half[i].b));
        const char *up = num_mean_text(mem, &m.sum, 2, half[i].places, NUM_HALF_UP).at;
        const char *even = num_mean_text(mem, &m.sum, 2, half[i].places, NUM_HALF_EVEN).at;
        if (!half[i].up) {
            cr_expect(strlen(up) == 401 && !strcmp(up, even), "a mean of 401 digits");
            continue;
        }
        cr_expect_str_eq(up, half[i].up, "%s, %s: %s", half[i].a, half[i].b, up);
        cr_expect_str_eq(even, half[i].even, "%s, %s, even: %s", half[i].a, half[i].b, even);
    }
    /* deviations that are exactly half: of 0 and 5 over n, 2.5; of 0 and 1, 0.5 */
    static const struct {
        const char *b, *up, *even;
        int places;
    } root[] = {{"5", "3", "2", 0}, {"1", "1", "0", 0}, {"3", "2", "2", 0}, {"0.1", "0.1", "0.0", 1},
                {"0.3", "0.2", "0.2", 1}};
    for (size_t i = 0; i < sizeof root / sizeof *root; i++) {
        struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
        add(&m, parsed("0"));
        add(&m, parsed(root[i].b));
        cr_expect_str_eq(num_deviation_text(mem, &m.sum, &m.squares, 2, 0, root[i].places, NUM_HALF_UP).at, root[i].up);
        cr_expect_str_eq(num_deviation_text(mem, &m.sum, &m.squares, 2, 0, root[i].places, NUM_HALF_EVEN).at,
                         root[i].even);
    }
}

/* ---- order and split ---- */

static struct num chance_num(int kind)
{
    __int128 value = 0;
    unsigned digits = (unsigned)(chance() % (kind ? 38 : 12) + 1);
    for (unsigned i = 0; i < digits; i++)
        value = value * 10 + (int)(chance() % 10);
    int32_t scale = (int32_t)(chance() % (kind == 2 ? 839 : kind ? 40 : 5)) - (kind == 2 ? 400 : 0);
    return (struct num){chance() & 1 ? -value : value, scale};
}

static struct moments merged(const struct num *value, size_t count)
{
    struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
    if (count < 4 || chance() % 4 == 0) {
        for (size_t i = 0; i < count; i++)
            add(&m, value[i]);
        return m;
    }
    size_t cut = chance() % count;
    struct moments left = merged(value, cut), right = merged(value + cut, count - cut);
    struct moments *to = chance() & 1 ? &left : &right, *from = to == &left ? &right : &left;
    to->count += from->count;
    num_sum_merge(mem, &to->sum, &from->sum);
    num_sum_merge(mem, &to->squares, &from->squares);
    return *to;
}

Test(num_sum, order_and_split_do_not_matter)
{
    enum { COUNT = 60 };
    struct num value[COUNT];
    for (int turn = 0; turn < 600; turn++) {
        struct mem_mark mark = mem_mark(mem);
        for (size_t i = 0; i < COUNT; i++) {
            value[i] = chance_num(turn % 3);
            /* what overflows in one order cancels in another */
            if (i % 2 && chance() % 3)
                value[i] = num_negate(value[i - 1]);
        }
        struct moments first = merged(value, COUNT);
        for (int order = 0; order < 5; order++) {
            for (size_t i = COUNT - 1; i > 0; i--) {
                size_t k = chance() % (i + 1);
                struct num swap = value[i];
                value[i] = value[k];
                value[k] = swap;
            }
            struct moments again = merged(value, COUNT);
            cr_assert_eq(again.count, first.count);
            cr_assert_str_eq(sum_text(&again), sum_text(&first));
            cr_assert_str_eq(num_sum_text(mem, &again.squares).at, num_sum_text(mem, &first.squares).at);
            cr_assert_eq(num_sum_sign(&again.sum), num_sum_sign(&first.sum));
            for (int places = -2; places < 8; places += 3) {
                cr_assert_str_eq(mean(&again, places), mean(&first, places));
                cr_assert_str_eq(deviation(&again, places), deviation(&first, places));
            }
            cr_assert_str_eq(mean(&again, NUM_SHORTEST), mean(&first, NUM_SHORTEST));
            cr_assert_str_eq(deviation(&again, NUM_SHORTEST), deviation(&first, NUM_SHORTEST));
        }
        mem_rewind(mem, mark);
    }
}

/* ---- against exact rationals ---- */

static void set_power(mpz_t to, int by)
{
    mpz_ui_pow_ui(to, 10, (unsigned)by);
}

static void set_rational(mpq_t to, struct num value)
{
    char text[NUM_TEXT_MAX + 1];
    text[num_write(text, (struct num){value.mantissa, 0})] = '\0';
    mpq_set_str(to, text, 10);
    mpz_t power;
    mpz_init(power);
    set_power(power, abs(value.scale));
    if (value.scale > 0)
        mpz_set(mpq_denref(to), power);
    else
        mpz_mul(mpq_numref(to), mpq_numref(to), power);
    mpq_canonicalize(to);
    mpz_clear(power);
}

/* A plain decimal text as a rational. */
static void set_text(mpq_t to, const char *text)
{
    char digits[4096];
    size_t length = 0, places = 0;
    bool point = false;
    for (const char *at = text; *at; at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        digits[length++] = *at;
        places += point;
    }
    digits[length] = '\0';
    mpq_set_str(to, digits, 10);
    set_power(mpq_denref(to), (int)places);
    mpq_canonicalize(to);
}

/* The double nearest to a rational (or its root), by trying its neighbours: |x - y| is
 * compared through exact rationals; `exact` is squared when a root is meant. */
static bool nearest(const mpq_t exact, bool root, double got)
{
    mpq_t edge;
    mpq_init(edge);
    bool right = true;
    for (int side = -1; side <= 1; side += 2) {
        double next = nextafter(got, side * INFINITY);
        mpq_t a;
        mpq_init(a);
        mpq_set_d(edge, got);
        mpq_set_d(a, next);
        mpq_add(edge, edge, a);
        mpq_div_2exp(edge, edge, 1);      /* half way to the neighbour */
        int sign = mpq_sgn(edge);
        if (root)
            mpq_mul(edge, edge, edge);
        int order = mpq_cmp(exact, edge);
        if (root && sign < 0)
            order = 1;
        uint64_t bits;
        memcpy(&bits, &got, sizeof bits);
        if (side < 0 ? order < 0 : order > 0)
            right = false;
        if (order == 0 && (bits & 1))
            right = false;
        mpq_clear(a);
    }
    mpq_clear(edge);
    return right;
}

/* Is |exact - text| at most half a unit of the last of `places`?  (A root: the same of
 * the squares.) */
static bool rounded(const mpq_t exact, bool root, const char *text, int places)
{
    mpq_t low, high, half;
    mpq_inits(low, high, half, NULL);
    set_text(low, text);
    mpq_set(high, low);
    set_rational(half, (struct num){5, places + 1});
    mpq_sub(low, low, half);
    mpq_add(high, high, half);
    if (root) {
        if (mpq_sgn(low) > 0)
            mpq_mul(low, low, low);
        mpq_mul(high, high, high);
    }
    bool right = mpq_cmp(exact, low) >= 0 && mpq_cmp(exact, high) <= 0;
    mpq_clears(low, high, half, NULL);
    return right;
}

static struct num figure(int kind)
{
    switch (kind % 6) {
    case 0: return (struct num){(int64_t)(chance() % 100000000), (int32_t)(chance() % 5)};
    case 1: return (struct num){(int64_t)(chance() % 2000) - 1000, 1};
    case 2: return (struct num){(int64_t)(chance() >> 2), (int32_t)(chance() % 10)};
    case 3: return (struct num){(__int128)1000000000000 + (int64_t)(chance() % 3), 3};
    case 4: return (struct num){(int64_t)(chance() % 4), 0};
    default: return chance_num(1);
    }
}

Test(num_sum, means_and_deviations_are_correctly_rounded)
{
    mpq_t sum, squares, value, n, m;
    mpq_inits(sum, squares, value, n, m, NULL);
    for (int turn = 0; turn < 30000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct moments moments = {0, {0, 0, NULL}, {0, 0, NULL}};
        unsigned count = (unsigned)(chance() % 9 + 2);
        mpq_set_ui(sum, 0, 1);
        mpq_set_ui(squares, 0, 1);
        for (unsigned i = 0; i < count; i++) {
            struct num x = figure(turn);
            add(&moments, x);
            set_rational(value, x);
            mpq_add(sum, sum, value);
            mpq_mul(value, value, value);
            mpq_add(squares, squares, value);
        }
        set_text(value, sum_text(&moments));
        cr_assert(mpq_equal(value, sum), "sum %s", sum_text(&moments));
        set_text(value, num_sum_text(mem, &moments.squares).at);
        cr_assert(mpq_equal(value, squares));

        mpq_set_ui(n, count, 1);
        mpq_div(m, sum, n);
        cr_assert(nearest(m, false, strtod(mean(&moments, NUM_SHORTEST), NULL)), "mean %s",
                  mean(&moments, NUM_SHORTEST));
        int places = (int)(chance() % 8);
        cr_assert(rounded(m, false, mean(&moments, places), places), "mean %s", mean(&moments, places));

        mpq_mul(value, sum, sum);
        mpq_mul(squares, squares, n);
        mpq_sub(value, squares, value);
        mpq_div(value, value, n);
        mpq_set_ui(n, count - 1, 1);
        mpq_div(value, value, n);
        cr_assert(nearest(value, false, strtod(variance(&moments, NUM_SHORTEST), NULL)), "variance %s",
                  variance(&moments, NUM_SHORTEST));
        cr_assert(rounded(value, false, variance(&moments, places), places), "variance %s", variance(&moments, places));
        if (mpq_sgn(value))
            cr_assert(nearest(value, true, strtod(deviation(&moments, NUM_SHORTEST), NULL)), "deviation %s",
                      deviation(&moments, NUM_SHORTEST));
        cr_assert(rounded(value, true, deviation(&moments, places), places), "deviation %s",
                  deviation(&moments, places));
        mem_rewind(mem, mark);
    }
    mpq_clears(sum, squares, value, n, m, NULL);
}

Test(num_sum, ratios_are_correctly_rounded)
{
    mpq_t a, b;
    mpq_inits(a, b, NULL);
    for (int turn = 0; turn < 30000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct num x = figure(turn), y = figure(turn / 6);
        if (num_sign(y) == 0)
            continue;
        struct num_sum above = {0, 0, NULL}, below = {0, 0, NULL};
        num_sum_add(mem, &above, x);
        num_sum_add(mem, &below, y);
        set_rational(a, x);
        set_rational(b, y);
        mpq_div(a, a, b);
        const char *text = num_ratio_text(mem, &above, &below, NUM_SHORTEST, NUM_HALF_UP).at;
        if (mpq_sgn(a))
            cr_assert(nearest(a, false, strtod(text, NULL)), "%s", text);
        text = num_ratio_text(mem, &above, &below, turn % 9, NUM_HALF_UP).at;
        cr_assert(rounded(a, false, text, turn % 9), "%s", text);
        mem_rewind(mem, mark);
    }
    mpq_clears(a, b, NULL);
}

/* ---- NIST Statistical Reference Datasets, univariate ----
 *
 * The NumAcc sets are given by construction on their pages; mean and standard
 * deviation are certified exact. */

static const struct {
    const char *name, *once, *low, *high;
    int pairs;
    const char *mean, *deviation, *sum;
} nist[] = {
    {"NumAcc1", "10000002", "10000001", "10000003", 1, "10000002", "1", "30000006"},
    {"NumAcc2", "1.2", "1.1", "1.3", 500, "1.2", "0.1", "1201.2"},
    {"NumAcc3", "1000000.2", "1000000.1", "1000000.3", 500, "1000000.2", "0.1", "1001000200.2"},
    {"NumAcc4", "10000000.2", "10000000.1", "10000000.3", 500, "10000000.2", "0.1", "10010000200.2"},
};

Test(num_sum, certified_values_of_nist)
{
    for (size_t i = 0; i < sizeof nist / sizeof *nist; i++) {
        struct moments m = {0, {0, 0, NULL}, {0, 0, NULL}};
        add(&m, parsed(nist[i].once));
        for (int k = 0; k < nist[i].pairs; k++) {
            add(&m, parsed(nist[i].low));
            add(&m, parsed(nist[i].high));
        }
        cr_expect_str_eq(sum_text(&m), nist[i].sum, "%s: sum %s", nist[i].name, sum_text(&m));
        cr_expect_str_eq(mean(&m, NUM_SHORTEST), nist[i].mean, "%s: mean %s", nist[i].name, mean(&m, NUM_SHORTEST));
        cr_expect_str_eq(deviation(&m, NUM_SHORTEST), nist[i].deviation, "%s: deviation %s", nist[i].name,
                         deviation(&m, NUM_SHORTEST));
    }
}
