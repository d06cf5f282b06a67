/* num: reading, writing, rounding and arithmetic of single numbers, and doubles; by
 * table, and against GMP and the C library on random values. */
#include <criterion/criterion.h>
#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "values/num.h"

#include "chance.h"

/* ---- random values ---- */

static __int128 chance_mantissa(unsigned digits)
{
    __int128 value = 0;
    for (unsigned i = 0; i < digits; i++)
        value = value * 10 + (int)(chance() % 10);
    return chance() & 1 ? -value : value;
}

static struct num chance_num(void)
{
    return (struct num){chance_mantissa((unsigned)(chance() % 38 + 1)), (int32_t)(chance() % 60) - 20};
}

/* ---- exact values, by GMP ---- */

static void set_rational(mpq_t to, struct num value)
{
    char text[NUM_TEXT_MAX];
    size_t length = num_write(text, (struct num){value.mantissa, 0});
    text[length] = '\0';
    mpq_set_str(to, text, 10);
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned)abs(value.scale));
    if (value.scale > 0)
        mpz_set(mpq_denref(to), power);
    else
        mpz_mul(mpq_numref(to), mpq_numref(to), power);
    mpq_canonicalize(to);
    mpz_clear(power);
}

static const char *written(struct num value)
{
    static char text[4][NUM_TEXT_MAX + 1];
    static int turn;
    turn = (turn + 1) % 4;
    text[turn][num_write(text[turn], value)] = '\0';
    return text[turn];
}

static struct num parsed(const char *text)
{
    struct num value = {0, 0};
    cr_assert_eq(num_parse(str_of(text), &value), NUM_OK, "%s is a number", text);
    return value;
}

/* ---- reading ---- */

static const struct {
    const char *text;
    enum num_verdict verdict;
    const char *want;         /* as written back; null: as it came */
} reading[] = {
    {"0", NUM_OK, NULL},
    {"1", NUM_OK, NULL},
    {"-1", NUM_OK, NULL},
    {"+1", NUM_OK, "1"},
    {"007", NUM_OK, "7"},
    {"-007.50", NUM_OK, "-7.50"},
    {"1234.5678", NUM_OK, NULL},
    {"-1234.5678", NUM_OK, NULL},
    {"12345678", NUM_OK, NULL},
    {"123456789", NUM_OK, NULL},
    {"1234567.8", NUM_OK, NULL},
    {"12345678.9", NUM_OK, NULL},
    {"123456789.0123456", NUM_OK, NULL},
    {"1234567890.123456", NUM_OK, NULL},
    {"1.23456789012345", NUM_OK, NULL},
    {"12345678901234567890.12", NUM_OK, NULL},
    {"1.10", NUM_OK, NULL},
    {".5", NUM_OK, "0.5"},
    {"5.", NUM_OK, "5"},
    {"-.5", NUM_OK, "-0.5"},
    {"-5.", NUM_OK, "-5"},
    {"+.5", NUM_OK, "0.5"},
    {"-0", NUM_OK, "0"},
    {"-0.00", NUM_OK, "0.00"},
    {"0000000000000000000000000000000000000000000000001", NUM_OK, "1"},
    {"0.0000000000000000000000000000000000000000000000001", NUM_OK, "1e-49"},
    {"99999999999999999999999999999999999999", NUM_OK, NULL},
    {"-99999999999999999999999999999999999999", NUM_OK, NULL},
    {"9999999999999999999.9999999999999999999", NUM_OK, NULL},
    {"100000000000000000000000000000000000000", NUM_OK, NULL},
    {"-123000000000000000000000000000000000000000000", NUM_OK, "-1.2300000000000000000000000000000000000e+44"},
    {"100000000000000000000000000000000000001", NUM_LONG, NULL},
    {"1000000000000000000000000000000000000000000000.5", NUM_LONG, NULL},
    {"0.123456789012345678901234567890123456789", NUM_LONG, NULL},
    {"0.123456789012345678901234567890123456780", NUM_OK, "0.12345678901234567890123456789012345678"},
    {"1.00000000000000000000000000000000000000", NUM_OK, "1.0000000000000000000000000000000000000"},
    {"10000000000000000000000000000000000000000e400", NUM_RANGE, NULL},
    {"10000000000000000000000000000000000000000e-10", NUM_OK, "1000000000000000000000000000000.0000000"},
    {"9223372036854775807", NUM_OK, NULL},
    {"9223372036854775808", NUM_OK, NULL},
    {"18446744073709551615", NUM_OK, NULL},
    {"18446744073709551616", NUM_OK, NULL},
    {"1e3", NUM_OK, "1000"},
    {"1E3", NUM_OK, "1000"},
    {"1.5e+3", NUM_OK, "1500"},
    {"1.5e-3", NUM_OK, "0.0015"},
    {"-2.50e1", NUM_OK, "-25.0"},
    {"1e000000000000000000003", NUM_OK, "1000"},
    {"1e40", NUM_OK, "10000000000000000000000000000000000000000"},
    {"1e41", NUM_OK, "1e+41"},
    {"1.50e41", NUM_OK, "1.50e+41"},
    {"1e-40", NUM_OK, "0.0000000000000000000000000000000000000001"},
    {"1e-41", NUM_OK, "1e-41"},
    {"1e400", NUM_OK, "1e+400"},
    {"-1e-400", NUM_OK, "-1e-400"},
    {"1e401", NUM_RANGE, NULL},
    {"1e-401", NUM_RANGE, NULL},
    {"0e401", NUM_RANGE, NULL},
    {"1e99999999999999999999", NUM_RANGE, NULL},
    {"9.9999999999999999999999999999999999999e-400", NUM_OK, NULL},
    {"0.00000000000000000000000000000000000000000001e-400", NUM_RANGE, NULL},
    {"", NUM_EMPTY, NULL},
    {" ", NUM_TEXT, NULL},
    {"-", NUM_TEXT, NULL},
    {"+", NUM_TEXT, NULL},
    {".", NUM_TEXT, NULL},
    {"-.", NUM_TEXT, NULL},
    {"..", NUM_TEXT, NULL},
    {"1..2", NUM_TEXT, NULL},
    {"1.2.3", NUM_TEXT, NULL},
    {"1.2345678.9", NUM_TEXT, NULL},
    {"--1", NUM_TEXT, NULL},
    {"+-1", NUM_TEXT, NULL},
    {"1-", NUM_TEXT, NULL},
    {"e5", NUM_TEXT, NULL},
    {".e5", NUM_TEXT, NULL},
    {"1e", NUM_TEXT, NULL},
    {"1e+", NUM_TEXT, NULL},
    {"1e5.0", NUM_TEXT, NULL},
    {"1 ", NUM_TEXT, NULL},
    {" 1", NUM_TEXT, NULL},
    {"1234567890123456 ", NUM_TEXT, NULL},
    {"12345678 ", NUM_TEXT, NULL},
    {"1,000", NUM_TEXT, NULL},
    {"1_000", NUM_TEXT, NULL},
    {"0x10", NUM_TEXT, NULL},
    {"1f", NUM_TEXT, NULL},
    {"NaN", NUM_TEXT, NULL},
    {"nan", NUM_TEXT, NULL},
    {"inf", NUM_TEXT, NULL},
    {"-Infinity", NUM_TEXT, NULL},
    {"12x4", NUM_TEXT, NULL},
    {"12345x78", NUM_TEXT, NULL},
    {"１２３", NUM_TEXT, NULL},
    {"1２", NUM_TEXT, NULL},
    {"12／", NUM_TEXT, NULL},
    {"5%", NUM_TEXT, NULL},
    {"1/", NUM_TEXT, NULL},
    {"1:", NUM_TEXT, NULL},
    {"\xFA\xFF", NUM_TEXT, NULL},
    {"1\xFF", NUM_TEXT, NULL},
    {"12345678\xFA", NUM_TEXT, NULL},
    {"\xFA""12345678", NUM_TEXT, NULL},
};

/* As a field among others the text is read the same, whatever stands before it; and
 * num_is_written agrees with writing it. */
static void check_field(const char *text, size_t length)
{
    enum { BEFORE = 16 };
    char *field = malloc(BEFORE + length);
    for (size_t i = 0; i < BEFORE; i++)
        field[i] = "0123456789.-,\n\xff"[chance() % 15];
    memcpy(field + BEFORE, text, length);
    struct num want = {77, 7}, value = {77, 7};
    enum num_verdict verdict = num_parse((struct str){text, length}, &want);
    cr_assert_eq(num_parse_field((struct str){field + BEFORE, length}, &value), verdict, "%.*s", (int)length, text);
    cr_assert(value.mantissa == want.mantissa && value.scale == want.scale, "%.*s", (int)length, text);
    char plain[NUM_TEXT_MAX];
    if (verdict == NUM_OK)
        cr_assert_eq(num_is_written((struct str){text, length}, value),
                     str_eq((struct str){text, length}, (struct str){plain, num_write(plain, value)}), "%.*s",
                     (int)length, text);
    free(field);
}

Test(num, reads_what_is_a_number_and_says_why_not)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof reading / sizeof *reading; i++) {
        const char *text = reading[i].text;
        struct num value = {77, 7};
        enum num_verdict verdict = num_parse(str_of(text), &value);
        cr_expect_eq(verdict, reading[i].verdict, "\"%s\": verdict %d, want %d", text, verdict, reading[i].verdict);
        if (verdict == NUM_OK)
            cr_expect_str_eq(written(value), reading[i].want ? reading[i].want : text, "\"%s\" gives %s", text,
                             written(value));
        else
            cr_expect(value.mantissa == 77 && value.scale == 7, "\"%s\" leaves the value alone", text);
        check_field(text, strlen(text));
        cr_expect(*num_why(mem, verdict, str_of(text)), "\"%s\" has a reason", text);
    }
    struct num value;
    cr_expect_eq(num_parse((struct str){"1\0", 2}, &value), NUM_TEXT, "a NUL is no digit");
    mem_close(mem);
}

/* What people write in place of a number, and what they are told. */
Test(num, says_what_may_be_meant)
{
    static const struct {
        const char *text, *hint;
    } cases[] = {
        {"1,234.5", " (did you mean 1234.5?)"}, {"１２．５", " (did you mean 12.5?)"},
        {"1 234", " (did you mean 1234?)"},
        {"12.3%", " (did you mean 12.3, with the unit \"%\" in a column of its own?)"},
        {"12亿元", " (did you mean 12, with the unit \"亿元\" in a column of its own?)"},
        {"≥9", " (did you mean 9, with ge in a column of its own: op of a target, qualifier of an observation?)"},
        {"-", " (a figure that is missing is an empty field)"}, {"12x4", ""}, {"1o", ""}, {"many", ""}, {"≥9%", ""},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(num_why(mem, NUM_TEXT, str_of(cases[i].text)),
                         mem_format(mem, "is not a number%s", cases[i].hint).at, "\"%s\"", cases[i].text);
    mem_close(mem);
}

/* Plain digit by digit, without any of num's haste. */
static bool plain_reading(const char *text, size_t length, uint64_t *mantissa, int *scale)
{
    size_t at = 0, digits = 0;
    bool negative = at < length && text[at] == '-';
    at += negative;
    *mantissa = 0;
    *scale = 0;
    bool point = false;
    for (; at < length; at++) {
        if (text[at] == '.' && !point) {
            point = true;
        } else if (text[at] >= '0' && text[at] <= '9') {
            *mantissa = *mantissa * 10 + (uint64_t)(text[at] - '0');
            *scale += point;
            digits++;
        } else {
            return false;
        }
    }
    if (negative)
        *mantissa = -*mantissa;
    return digits > 0;
}

Test(num, short_texts_are_read_as_digit_by_digit)
{
    static const char any[] = "0123456789012345678901234567890123456789....--+:/ x";
    for (int turn = 0; turn < 400000; turn++) {
        size_t length = chance() % 18 + 1;
        /* exactly as long as the text, so that reading beyond it is seen */
        char *text = malloc(length);
        size_t kinds = chance() % 3 ? 10 + chance() % 30 : sizeof any - 1;
        for (size_t i = 0; i < length; i++)
            text[i] = any[chance() % kinds];
        if (chance() % 2)
            text[chance() % length] = '.';
        if (chance() % 4 == 0)
            text[0] = '-';
        uint64_t mantissa;
        int scale;
        struct num value = {0, 0};
        bool want = plain_reading(text, length, &mantissa, &scale);
        if (text[0] != '+') {
            enum num_verdict verdict = num_parse((struct str){text, length}, &value);
            cr_assert_eq(verdict == NUM_OK, want, "%.*s", (int)length, text);
            cr_assert(!want || ((uint64_t)value.mantissa == mantissa && value.scale == scale), "%.*s", (int)length,
                      text);
        }
        check_field(text, length);
        free(text);
    }
}

Test(num, exponents_are_read_the_same_as_fields)
{
    static const char any[] = "00012345678.e-+";
    char text[26];
    for (int turn = 0; turn < 400000; turn++) {
        size_t length = chance() % sizeof text + 1;
        for (size_t i = 0; i < length; i++)
            text[i] = any[chance() % (sizeof any - 1)];
        if (length > 4)
            text[length - 2 - chance() % 3] = 'e';
        check_field(text, length);
    }
}

Test(num, what_was_written_is_read_back)
{
    for (int turn = 0; turn < 100000; turn++) {
        struct num value = {chance_mantissa((unsigned)(chance() % 39)), (int32_t)(chance() % 839) - 400};
        struct num back = {0, 0};
        char text[NUM_TEXT_MAX];
        size_t length = num_write(text, value);
        cr_assert(length <= NUM_TEXT_MAX);
        enum num_verdict verdict = num_parse((struct str){text, length}, &back);
        cr_assert_eq(verdict, NUM_OK, "%.*s: %d", (int)length, text, verdict);
        cr_assert_eq(num_compare(value, back), 0, "%.*s", (int)length, text);
        cr_assert(value.scale < 0 || back.scale == value.scale, "%.*s keeps its scale", (int)length, text);
    }
}

/* ---- rounding ---- */

static const struct {
    const char *value;
    int places;
    const char *up, *even;
} rounding[] = {
    {"2.675", 2, "2.68", "2.68"},
    {"2.665", 2, "2.67", "2.66"},
    {"-2.665", 2, "-2.67", "-2.66"},
    {"-0.5", 0, "-1", "0"},
    {"0.5", 0, "1", "0"},
    {"1.5", 0, "2", "2"},
    {"2.5", 0, "3", "2"},
    {"-0.4", 0, "0", "0"},
    {"-0.04", 1, "0.0", "0.0"},
    {"0.4999999999999999999", 0, "0", "0"},
    {"1.005", 2, "1.01", "1.00"},
    {"12345", -3, "12000", "12000"},
    {"12500", -3, "13000", "12000"},
    {"-500", -3, "-1000", "0"},
    {"499", -3, "0", "0"},
    {"1.1", 3, "1.100", "1.100"},
    {"7", 2, "7.00", "7.00"},
    {"1e3", 1, "1000.0", "1000.0"},
    {"99999999999999999999999999999999999999", 1, "99999999999999999999999999999999999999",
     "99999999999999999999999999999999999999"},
    {"9.9999999999999999999999999999999999999", 36, "10.000000000000000000000000000000000000",
     "10.000000000000000000000000000000000000"},
    {"1e-400", 2, "0.00", "0.00"},
    {"1e400", -400, "1e+400", "1e+400"},
    {"1e400", 2, "1e+400", "1e+400"},
};

Test(num, rounds_on_the_decimal_text)
{
    for (size_t i = 0; i < sizeof rounding / sizeof *rounding; i++) {
        struct num value = parsed(rounding[i].value);
        const char *up = written(num_round(value, rounding[i].places, NUM_HALF_UP));
        const char *even = written(num_round(value, rounding[i].places, NUM_HALF_EVEN));
        cr_expect_str_eq(up, rounding[i].up, "%s to %d: %s", rounding[i].value, rounding[i].places, up);
        cr_expect_str_eq(even, rounding[i].even, "%s to %d, half even: %s", rounding[i].value, rounding[i].places,
                         even);
    }
}

/* ---- arithmetic ---- */

static const struct {
    const char *a;
    char sign;
    const char *b, *want;     /* null: needs more than 38 digits, or nothing to divide by */
} sums[] = {
    {"1.10", '+', "2.2", "3.30"},
    {"0.1", '+', "0.2", "0.3"},
    {"1e3", '+', "0.5", "1000.5"},
    {"1", '-', "1.00", "0.00"},
    {"-0.5", '-', "0.5", "-1.0"},
    {"99999999999999999999999999999999999999", '+', "1", "100000000000000000000000000000000000000"},
    {"99999999999999999999999999999999999999", '+', "2", NULL},
    {"99999999999999999999999999999999999999", '+', "0.00", "99999999999999999999999999999999999999"},
    {"99999999999999999999999999999999999999", '-', "99999999999999999999999999999999999998", "1"},
    {"99999999999999999999999999999999999999", '+', "99999999999999999999999999999999999999", NULL},
    {"1e400", '+', "1", NULL},
    {"1e400", '-', "1e400", "0"},
    {"1.5", '*', "-2.5", "-3.75"},
    {"0.10", '*', "0.10", "0.0100"},
    {"12345678901234567890", '*', "1000000000", "12345678901234567890000000000"},
    {"9999999999999999999", '*', "9999999999999999999", "99999999999999999980000000000000000001"},
    {"99999999999999999999", '*', "99999999999999999999", NULL},
    {"50000000000000000000", '*', "20000000000000000000000000", "1e+45"},
    {"1e300", '*', "1e300", NULL},
    {"1e-300", '*', "1e-300", NULL},
    {"0e300", '*', "1e300", "0"},
    {"1", '/', "3", "0.3333"},
    {"2", '/', "3", "0.6667"},
    {"-2", '/', "3", "-0.6667"},
    {"1", '/', "-20000", "-0.0001"},
    {"1", '/', "-20001", "0.0000"},
    {"1", '/', "0", NULL},
    {"1", '/', "0.000", NULL},
    {"1e400", '/', "1e400", "1.0000"},
    {"1e400", '/', "3e399", "3.3333"},
    {"1e400", '/', "1", "1e+400"},
    {"99999999999999999999999999999999999999", '/', "3", "33333333333333333333333333333333333333"},
    {"99999999999999999999999999999999999998", '/', "3", NULL},
};

static bool compute(struct num a, char sign, struct num b, struct num *result)
{
    switch (sign) {
    case '+': return num_add(a, b, result);
    case '-': return num_subtract(a, b, result);
    case '*': return num_multiply(a, b, result);
    default: return num_divide(a, b, 4, NUM_HALF_UP, result);
    }
}

Test(num, adds_subtracts_multiplies_divides)
{
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct num result = {77, 7};
        bool fits = compute(parsed(sums[i].a), sums[i].sign, parsed(sums[i].b), &result);
        cr_expect_eq(fits, sums[i].want != NULL, "%s %c %s: %d", sums[i].a, sums[i].sign, sums[i].b, fits);
        if (fits && sums[i].want)
            cr_expect_str_eq(written(result), sums[i].want, "%s %c %s = %s", sums[i].a, sums[i].sign, sums[i].b,
                             written(result));
        if (!fits)
            cr_expect(result.mantissa == 77 && result.scale == 7, "%s %c %s leaves the result alone", sums[i].a,
                      sums[i].sign, sums[i].b);
    }
}

Test(num, agrees_with_exact_rationals)
{
    mpq_t a, b, want, got;
    mpq_inits(a, b, want, got, NULL);
    int fitted = 0;
    for (int turn = 0; turn < 100000; turn++) {
        struct num x = chance_num(), y = chance_num(), result;
        if (chance() % 4 == 0)
            y = (struct num){x.mantissa / 100, x.scale - 2};
        set_rational(a, x);
        set_rational(b, y);
        int order = mpq_cmp(a, b);
        cr_assert_eq(num_compare(x, y), (order > 0) - (order < 0), "%s and %s", written(x), written(y));
        for (int kind = 0; kind < 3; kind++) {
            if (!compute(x, "+-*"[kind], y, &result))
                continue;
            (kind == 0 ? mpq_add : kind == 1 ? mpq_sub : mpq_mul)(want, a, b);
            set_rational(got, result);
            cr_assert(mpq_equal(want, got), "%s %c %s = %s", written(x), "+-*"[kind], written(y), written(result));
            fitted++;
        }
    }
    cr_assert(fitted > 100000, "most sums fit: %d", fitted);
    mpq_clears(a, b, want, got, NULL);
}

/* What does not fit really has more than 38 digits, however written. */
Test(num, refuses_only_what_is_too_long)
{
    mpq_t a, b, want;
    mpz_t power;
    mpq_inits(a, b, want, NULL);
    mpz_init(power);
    int refused = 0;
    for (int turn = 0; turn < 50000; turn++) {
        struct num x = chance_num(), y = chance_num(), result;
        if (num_sign(x) == 0 || num_sign(y) == 0)
            continue;
        for (int kind = 0; kind < 3; kind++) {
            if (compute(x, "+-*"[kind], y, &result))
                continue;
            set_rational(a, x);
            set_rational(b, y);
            (kind == 0 ? mpq_add : kind == 1 ? mpq_sub : mpq_mul)(want, a, b);
            /* as an integer without zeros at the end */
            mpz_ui_pow_ui(power, 10, 200);
            mpz_mul(power, power, mpq_numref(want));
            mpz_divexact(power, power, mpq_denref(want));
            while (mpz_divisible_ui_p(power, 10))
                mpz_divexact_ui(power, power, 10);
            mpz_abs(power, power);
            cr_assert(mpz_sizeinbase(power, 10) >= 38, "%s %c %s", written(x), "+-*"[kind], written(y));
            refused++;
        }
    }
    cr_assert(refused > 1000);
    mpz_clear(power);
    mpq_clears(a, b, want, NULL);
}

Test(num, divides_rounded_once)
{
    mpq_t a, b, error, half;
    mpq_inits(a, b, error, half, NULL);
    for (int turn = 0; turn < 50000; turn++) {
        struct num x = chance_num(), y = chance_num(), result;
        int places = (int)(chance() % 12) - 3;
        if (num_sign(y) == 0 || !num_divide(x, y, places, NUM_HALF_UP, &result))
            continue;
        set_rational(a, x);
        set_rational(b, y);
        mpq_div(a, a, b);
        set_rational(error, result);
        mpq_sub(error, a, error);
        mpq_abs(error, error);
        set_rational(half, (struct num){5, places + 1});
        cr_assert(mpq_cmp(error, half) <= 0, "%s / %s to %d places is %s", written(x), written(y), places,
                  written(result));
    }
    mpq_clears(a, b, error, half, NULL);
}

Test(num, moves_the_point)
{
    struct num result;
    cr_assert(num_shift(parsed("36.57"), 4, &result));
    cr_assert_str_eq(written(result), "365700");
    cr_assert(num_shift(parsed("3657"), -2, &result));
    cr_assert_str_eq(written(result), "36.57");
    cr_assert(num_shift(parsed("36.57"), -3, &result));
    cr_assert_str_eq(written(result), "0.03657");
    cr_assert_not(num_shift(parsed("1e400"), 401, &result));
    cr_assert_not(num_shift(parsed("1e-400"), -100, &result));
    cr_assert_str_eq(written(num_abs(parsed("-1.50"))), "1.50");
    cr_assert_str_eq(written(num_negate(num_of(INT64_MIN))), "9223372036854775808");
    cr_assert_eq(num_sign(parsed("-0.0")), 0);
}

/* ---- doubles ---- */

static const struct {
    double value;
    const char *want;
} doubles[] = {
    {0.0, "0"},
    {-0.0, "0"},
    {0.1, "0.1"},
    {-0.1, "-0.1"},
    {0.3, "0.3"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3, "0.3333333333333333"},
    {100, "100"},
    {1e20, "100000000000000000000"},
    {123456789012345680000.0, "123456789012345680000"},
    {1e21, "1e+21"},
    {1.5e300, "1.5e+300"},
    {1e-6, "0.000001"},
    {1.5e-7, "1.5e-7"},
    {9007199254740993.0, "9007199254740992"},
    {5e-324, "5e-324"},
    {2.2250738585072014e-308, "2.2250738585072014e-308"},
    {1.7976931348623157e308, "1.7976931348623157e+308"},
    {2e-44, "2e-44"},
    {9.5, "9.5"},
    {INFINITY, ""},
    {-INFINITY, ""},
    {NAN, ""},
};

Test(num, writes_the_shortest_text_of_a_double)
{
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++) {
        char text[NUM_TEXT_MAX + 1];
        text[num_write_double(text, doubles[i].value)] = '\0';
        cr_expect_str_eq(text, doubles[i].want, "%a gives %s", doubles[i].value, text);
        struct num value;
        bool finite = num_from_double(doubles[i].value, &value);
        double back = -1;
        cr_expect_eq(finite, isfinite(doubles[i].value), "%a", doubles[i].value);
        cr_expect(!finite || (num_to_double(value, &back) && back == doubles[i].value), "%a comes back as %a",
                  doubles[i].value, back);
    }
}

/* Significant digits of a text. */
static int significant(const char *text)
{
    int digits = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text == '.' || *text == '-' || (*text == '0' && digits == 0))
            continue;
        digits++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return digits - zeros;
}

static double chance_double(int turn)
{
    uint64_t bits = chance();
    double value;
    switch (turn % 5) {
    case 0: return (double)(int64_t)(bits >> 20) / 10000;      /* like a figure */
    case 1: bits &= ~(uint64_t)0 << (bits % 53); break;         /* few bits: borders, powers of two */
    case 2: bits &= ~((uint64_t)0x7FE << 52); break;            /* the smallest */
    default: break;
    }
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : 1;
}

Test(num, doubles_come_back_and_no_shorter_text_does)
{
    for (int turn = 0; turn < 100000; turn++) {
        double value = chance_double(turn);
        char text[NUM_TEXT_MAX + 1], shorter[40];
        text[num_write_double(text, value)] = '\0';
        cr_assert_eq(strtod(text, NULL), value, "%a gives %s", value, text);
        int digits = significant(text);
        if (value == 0)
            continue;
        cr_assert(digits <= 17, "%s", text);
        snprintf(shorter, sizeof shorter, "%.*e", digits - 1, value);
        /* of the texts of this length it is the nearest: the one that printf rounds to */
        if (strtod(shorter, NULL) == value)
            cr_assert_eq(strtod(shorter, NULL), strtod(text, NULL));
        if (digits > 1) {
            snprintf(shorter, sizeof shorter, "%.*e", digits - 2, value);
            cr_assert_neq(strtod(shorter, NULL), value, "%s is not the shortest: %s", text, shorter);
        }
        struct num number;
        double back;
        cr_assert(num_from_double(value, &number) && num_to_double(number, &back) && back == value, "%s", text);
    }
}

Test(num, nearest_double_is_that_of_the_c_library)
{
    for (int turn = 0; turn < 100000; turn++) {
        struct num value = {chance_mantissa((unsigned)(chance() % 38 + 1)), (int32_t)(chance() % 839) - 400};
        double got = 0, want = strtod(written((struct num){value.mantissa, 0}), NULL);
        char text[NUM_TEXT_MAX + 16];
        snprintf(text, sizeof text, "%se%d", written((struct num){value.mantissa, 0}), -value.scale);
        want = strtod(text, NULL);
        bool fits = num_to_double(value, &got);
        cr_assert_eq(fits, isfinite(want), "%s", text);
        cr_assert(!fits || got == want, "%s: %a, want %a", text, got, want);
    }
}

/* Half a unit of the last place that is printed, at least of one. */
Test(num, half_a_unit)
{
    static const char *const row[][2] = {{"1.25", "0.005"}, {"-1.2", "0.05"}, {"7", "0.5"}, {"0.000", "0.0005"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        cr_expect(num_compare(num_half_unit(parsed(row[i][0])), parsed(row[i][1])) == 0, "%s", row[i][0]);
}

/* Both ways to a text: into a buffer, and to where it stays. */
Test(num, texts_are_the_same_both_ways)
{
    struct mem *mem = mem_open();
    static const uint64_t edge[] = {0, 1, 9, 10, 11, 99, 100, 101, 12345, 999999999, 1000000000, 9999999999999999999u,
                                    10000000000000000000u, UINT64_MAX};
    for (size_t i = 0; i < sizeof edge / sizeof *edge; i++)
        for (int32_t scale = -3; scale < 25; scale++)
            for (int sign = -1; sign <= 1; sign += 2) {
                struct num value = {sign * (__int128)edge[i], scale};
                char text[NUM_TEXT_MAX];
                struct str written = {text, num_write(text, value)}, kept = num_text(mem, value);
                cr_expect(str_eq(written, kept), "%s", kept.at);
            }
    mem_close(mem);
}

/* The short ways of sums, products and orders, beside what they stand for. */
Test(num, small_numbers_go_the_short_way)
{
    static const __int128 edge[] = {0, 1, -1, 7, -10, INT64_MAX, INT64_MIN, (__int128)INT64_MAX + 1,
                                    -(__int128)UINT64_MAX};
    enum { EDGES = sizeof edge / sizeof *edge };
    for (size_t i = 0; i < EDGES; i++)
        for (size_t k = 0; k < EDGES; k++)
            for (int32_t by = -20; by <= 20; by++) {
                struct num a = {edge[i], 0}, b = {edge[k], by}, sum, back, product;
                if (!num_add(a, b, &sum) || !num_subtract(sum, b, &back))
                    continue;
                cr_expect(num_compare(back, a) == 0, "%zu %zu %d", i, k, by);
                cr_expect(num_compare(sum, a) == (edge[k] > 0) - (edge[k] < 0));
                cr_expect(num_compare(a, b) == -num_compare(b, a));
                if (num_multiply(a, b, &product))
                    cr_expect(num_sign(product) == num_sign(a) * num_sign(b));
            }
}
