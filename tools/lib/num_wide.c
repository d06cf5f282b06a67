/* num - see num.h.  Integers without limit, by GMP: what 128 bits cannot hold.
 *
 * Sums keep their limbs in the arena, in blocks that are large enough for every sum
 * there can be, so nothing grows and nothing is left to be released.  GMP's own
 * integers live only inside one call, and get their memory from mem, so that
 * exhaustion ends the run as everywhere. */
#include <float.h>
#include <gmp.h>
#include <math.h>
#include <string.h>
#include <threads.h>

#include "num_inside.h"

_Static_assert(GMP_LIMB_BITS == 64 && GMP_NAIL_BITS == 0, "limbs of 64 bits");

/* The largest sum: products below 10^76, raised by the distance of the scales of
 * products (from -800 to 876) make 10^1752, 5821 bits; 2^64 of them 5885 bits, 92
 * limbs.  What is added is one product, the same without the 64 bits. */
enum { LIMBS = 96 };

/* An integer: |size| limbs are used, the sign of size is the number's. */
struct num_wide {
    int32_t size;
    mp_limb_t limb[LIMBS];
};

/* ---- sums ---- */

static struct num_wide *wide_of(struct mem *mem, struct num_sum *sum)
{
    if (!sum->wide)
        sum->wide = mem_take(mem, sizeof *sum->wide);
    return sum->wide;
}

/* to += by */
static void add_wide(struct num_wide *to, const struct num_wide *by)
{
    mp_size_t a = to->size < 0 ? -to->size : to->size, b = by->size < 0 ? -by->size : by->size;
    const mp_limb_t *x = to->limb, *y = by->limb;
    bool negative = to->size < 0;
    if (b == 0)
        return;
    if (a < b || (a == b && mpn_cmp(x, y, a) < 0)) {
        const mp_limb_t *limb = x;
        mp_size_t size = a;
        x = y, a = b, negative = by->size < 0;
        y = limb, b = size;
    }
    if ((to->size < 0) == (by->size < 0) || b == 0) {
        mp_limb_t carry = b ? mpn_add(to->limb, x, a, y, b) : 0;
        if (!b)
            memmove(to->limb, x, (size_t)a * sizeof *x);
        if (carry)
            to->limb[a++] = carry;
    } else {
        mpn_sub(to->limb, x, a, y, b);
        while (a && to->limb[a - 1] == 0)
            a--;
    }
    to->size = (int32_t)(negative ? -a : a);
}

static void multiply_limb(struct num_wide *wide, mp_limb_t by)
{
    mp_size_t size = wide->size < 0 ? -wide->size : wide->size;
    if (!size)
        return;
    mp_limb_t carry = mpn_mul_1(wide->limb, wide->limb, size, by);
    if (carry)
        wide->limb[size++] = carry;
    wide->size = (int32_t)(wide->size < 0 ? -size : size);
}

void num_wide_raise(struct num_wide *wide, unsigned by)
{
    for (; by > 19; by -= 19)
        multiply_limb(wide, num_ten[19]);
    multiply_limb(wide, num_ten[by]);
}

void num_wide_add(struct mem *mem, struct num_sum *sum, num_u128 a, num_u128 b, bool negative, unsigned shift)
{
    struct num_wide *wide = wide_of(mem, sum), product = {0, {0}};
    mp_limb_t left[2] = {(mp_limb_t)a, (mp_limb_t)(a >> 64)}, right[2] = {(mp_limb_t)b, (mp_limb_t)(b >> 64)};
    mpn_mul_n(product.limb, left, right, 2);
    mp_size_t size = 4;
    while (size && product.limb[size - 1] == 0)
        size--;
    product.size = (int32_t)(negative ? -size : size);
    num_wide_raise(&product, shift);
    add_wide(wide, &product);
}

void num_wide_merge(struct mem *mem, struct num_sum *sum, const struct num_wide *other, unsigned shift)
{
    struct num_wide raised = *other;
    num_wide_raise(&raised, shift);
    add_wide(wide_of(mem, sum), &raised);
}

/* ---- GMP's own integers ---- */

static void *take_memory(size_t bytes)
{
    return mem_resize(NULL, bytes);
}

static void *resize_memory(void *at, size_t before, size_t bytes)
{
    (void)before;
    return mem_resize(at, bytes);
}

static void release_memory(void *at, size_t bytes)
{
    (void)bytes;
    mem_release(at);
}

static void set_memory(void)
{
    mp_set_memory_functions(take_memory, resize_memory, release_memory);
}

/* Called first by every function here that makes an integer of GMP's. */
static void begin(void)
{
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, set_memory);
}

static void set_magnitude(mpz_t to, num_u128 value)
{
    mp_limb_t limb[2] = {(mp_limb_t)value, (mp_limb_t)(value >> 64)};
    mpz_import(to, 2, -1, sizeof *limb, 0, 0, limb);
}

static void set_mantissa(mpz_t to, __int128 value)
{
    set_magnitude(to, num_magnitude(value));
    if (value < 0)
        mpz_neg(to, to);
}

/* The whole sum, in units of 10^-scale. */
static void set_sum(mpz_t to, const struct num_sum *sum)
{
    set_mantissa(to, sum->mantissa);
    if (sum->wide) {
        mpz_t wide;
        mpz_add(to, to, mpz_roinit_n(wide, sum->wide->limb, sum->wide->size));
    }
}

static void raise_by(mpz_t value, unsigned by)
{
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, by);
    mpz_mul(value, value, power);
    mpz_clear(power);
}

/* value as 128 bits; false when it has more than 38 digits. */
static bool get_mantissa(const mpz_t value, __int128 *mantissa)
{
    if (mpz_sizeinbase(value, 2) > 127)
        return false;
    mp_limb_t limb[2] = {0, 0};
    mpz_export(limb, NULL, -1, sizeof *limb, 0, 0, value);
    num_u128 magnitude = (num_u128)limb[1] << 64 | limb[0];
    if (magnitude >= num_power(NUM_DIGITS))
        return false;
    *mantissa = mpz_sgn(value) < 0 ? -(__int128)magnitude : (__int128)magnitude;
    return true;
}

/* Takes zeros off the end until 38 digits hold what is left, and then the rest of
 * those that are not places. */
static bool get_num(mpz_t value, int32_t scale, struct num *result)
{
    __int128 mantissa = 0;
    int32_t before = scale;
    bool fits = get_mantissa(value, &mantissa);
    while (mpz_sgn(value) && (!fits || scale > NUM_SCALE_MAX || (scale < before && scale < 0))) {
        if (!mpz_divisible_ui_p(value, 10))
            break;
        mpz_divexact_ui(value, value, 10);
        scale--;
        fits = get_mantissa(value, &mantissa);
    }
    if (mpz_sgn(value) == 0)
        scale = scale > NUM_SCALE_MAX ? NUM_SCALE_MAX : scale < 0 ? 0 : scale;
    if (!fits || scale > NUM_SCALE_MAX || scale < NUM_SCALE_MIN)
        return false;
    *result = (struct num){mantissa, scale};
    return true;
}

int num_wide_sign(const struct num_sum *sum)
{
    begin();
    mpz_t total;
    mpz_init(total);
    set_sum(total, sum);
    int sign = mpz_sgn(total);
    mpz_clear(total);
    return sign;
}

bool num_wide_value(const struct num_sum *sum, struct num *value)
{
    begin();
    mpz_t total;
    mpz_init(total);
    set_sum(total, sum);
    bool fits = get_num(total, sum->scale, value);
    mpz_clear(total);
    return fits;
}

/* The text of value * 10^-scale, with all its places. */
static struct str plain_text(struct mem *mem, const mpz_t value, int32_t scale)
{
    size_t digits = mpz_sizeinbase(value, 10) + 2;
    char *digit = mem_take(mem, digits);
    mpz_get_str(digit, 10, value);
    bool negative = *digit == '-';
    size_t length = strlen(digit) - negative;
    char *text = mem_take(mem, digits + (size_t)(scale < 0 ? -scale : scale) + 3), *at = text;
    if (negative)
        *at++ = '-';
    at = num_put_plain(at, digit + negative, length, scale);
    *at = '\0';
    return (struct str){text, (size_t)(at - text)};
}

struct str num_wide_text(struct mem *mem, const struct num_sum *sum)
{
    begin();
    mpz_t total;
    mpz_init(total);
    set_sum(total, sum);
    struct str text = plain_text(mem, total, sum->scale);
    mpz_clear(total);
    return text;
}

/* ---- quotients ---- */

/* A quotient or the square root of one, on its way to a text.  above >= 0, below > 0. */
struct quotient {
    mpz_t above, below;
    bool negative, root;
};

static void quotient_init(struct quotient *quotient)
{
    begin();
    mpz_init(quotient->above);
    mpz_init(quotient->below);
    quotient->negative = quotient->root = false;
}

static void quotient_release(struct quotient *quotient)
{
    mpz_clear(quotient->above);
    mpz_clear(quotient->below);
}

/* Multiplies the quotient by 10^by (a root under its sign, by 10^(2 * by)). */
static void quotient_raise(struct quotient *quotient, int by)
{
    if (quotient->root)
        by *= 2;
    if (by >= 0)
        raise_by(quotient->above, (unsigned)by);
    else
        raise_by(quotient->below, (unsigned)-by);
}

/* floor of the quotient or root into `whole`; is it exact? */
static bool quotient_floor(const struct quotient *quotient, mpz_t whole)
{
    mpz_t rest;
    mpz_init(rest);
    mpz_fdiv_qr(whole, rest, quotient->above, quotient->below);
    bool exact = mpz_sgn(rest) == 0;
    if (quotient->root) {
        mpz_sqrtrem(whole, rest, whole);
        exact &= mpz_sgn(rest) == 0;
    }
    mpz_clear(rest);
    return exact;
}

/* The quotient rounded to an integer: its double is cut off and the last bit seen. */
static void quotient_round(struct quotient *quotient, enum num_rounding how, mpz_t whole)
{
    mpz_mul_ui(quotient->above, quotient->above, quotient->root ? 4 : 2);
    bool exact = quotient_floor(quotient, whole);
    bool half = mpz_odd_p(whole);
    mpz_fdiv_q_2exp(whole, whole, 1);
    if (half && (!exact || how == NUM_HALF_UP || mpz_odd_p(whole)))
        mpz_add_ui(whole, whole, 1);
}

/* whole * 2^exponent, plus a little when not exact, as the nearest double. */
static double nearest_double(uint64_t whole, bool exact, long exponent)
{
    if (whole == 0)
        return 0;
    int bits = 64 - __builtin_clzll(whole);
    long top = bits + exponent;         /* the value is below 2^top */
    long kept = top > -1022 ? 53 : 53 - (-1021 - top);
    if (kept < 0)
        return 0;
    long drop = bits - kept;
    if (drop <= 0)
        return ldexp((double)whole, (int)exponent);
    uint64_t high = drop < 64 ? whole >> drop : 0, half = (uint64_t)1 << (drop - 1);
    uint64_t rest = drop < 64 ? whole & (2 * half - 1) : whole;
    if (rest > half || (rest == half && (!exact || (high & 1))))
        high++;
    return ldexp((double)high, (int)(exponent + drop));
}

/* The nearest double; changes the quotient. */
static double quotient_double(struct quotient *quotient)
{
    if (mpz_sgn(quotient->above) == 0)
        return 0;
    long size = (long)mpz_sizeinbase(quotient->above, 2) - (long)mpz_sizeinbase(quotient->below, 2);
    /* so that floor has 61 to 63 bits */
    long shift = quotient->root ? (124 - size) / 2 : 62 - size;
    long moved = quotient->root ? 2 * shift : shift;
    if (moved >= 0)
        mpz_mul_2exp(quotient->above, quotient->above, (mp_bitcnt_t)moved);
    else
        mpz_mul_2exp(quotient->below, quotient->below, (mp_bitcnt_t)-moved);
    mpz_t whole;
    mpz_init(whole);
    bool exact = quotient_floor(quotient, whole);
    double result = nearest_double(mpz_get_ui(whole), exact, -shift);
    mpz_clear(whole);
    return result;
}

/* 17 digits and an exponent, for what no double holds. */
static struct str far_text(struct mem *mem, struct quotient *quotient)
{
    enum { DIGITS = 17 };
    int exponent = (int)mpz_sizeinbase(quotient->above, 10) - (int)mpz_sizeinbase(quotient->below, 10);
    if (quotient->root)
        exponent /= 2;
    exponent += 2;            /* not too small: the first digit is found from above */
    mpz_t whole, limit;
    mpz_inits(whole, limit, NULL);
    mpz_ui_pow_ui(limit, 10, DIGITS - 1);
    struct quotient scaled;
    quotient_init(&scaled);
    do {
        mpz_set(scaled.above, quotient->above);
        mpz_set(scaled.below, quotient->below);
        scaled.root = quotient->root;
        quotient_raise(&scaled, DIGITS - 1 - exponent);
        quotient_round(&scaled, NUM_HALF_UP, whole);
    } while (mpz_cmp(whole, limit) < 0 && exponent--);
    quotient_release(&scaled);
    int32_t scale = DIGITS - 1;
    while (scale > 0 && mpz_divisible_ui_p(whole, 10)) {
        mpz_divexact_ui(whole, whole, 10);
        scale--;
    }
    struct str digits = plain_text(mem, whole, scale);
    mpz_clears(whole, limit, NULL);
    return mem_format(mem, "%s%se%+d", quotient->negative ? "-" : "", digits.at, exponent);
}

/* The text that was asked for; changes the quotient. */
static struct str quotient_text(struct mem *mem, struct quotient *quotient, int places, enum num_rounding how)
{
    if (places != NUM_SHORTEST) {
        mpz_t whole;
        mpz_init(whole);
        quotient_raise(quotient, places);
        quotient_round(quotient, how, whole);
        if (quotient->negative)
            mpz_neg(whole, whole);
        struct str text = plain_text(mem, whole, places);
        mpz_clear(whole);
        return text;
    }
    struct quotient copy;
    quotient_init(&copy);
    mpz_set(copy.above, quotient->above);
    mpz_set(copy.below, quotient->below);
    copy.root = quotient->root;
    double value = quotient_double(&copy);
    quotient_release(&copy);
    if (value > DBL_MAX || (value < DBL_MIN && mpz_sgn(quotient->above)))
        return far_text(mem, quotient);
    char text[NUM_TEXT_MAX];
    return mem_copy(mem, (struct str){text, num_write_double(text, quotient->negative ? -value : value)});
}

struct str num_wide_mean(struct mem *mem, const struct num_sum *sum, uint64_t count, int places, enum num_rounding how)
{
    struct quotient mean;
    quotient_init(&mean);
    set_sum(mean.above, sum);
    mean.negative = mpz_sgn(mean.above) < 0;
    mpz_abs(mean.above, mean.above);
    set_magnitude(mean.below, count);
    quotient_raise(&mean, -sum->scale);
    struct str text = quotient_text(mem, &mean, places, how);
    quotient_release(&mean);
    return text;
}

struct str num_wide_ratio(struct mem *mem, const struct num_sum *a, const struct num_sum *b, int places,
                          enum num_rounding how)
{
    struct quotient ratio;
    quotient_init(&ratio);
    set_sum(ratio.above, a);
    set_sum(ratio.below, b);
    ratio.negative = mpz_sgn(ratio.above) * mpz_sgn(ratio.below) < 0;
    mpz_abs(ratio.above, ratio.above);
    mpz_abs(ratio.below, ratio.below);
    quotient_raise(&ratio, b->scale - a->scale);
    struct str text = quotient_text(mem, &ratio, places, how);
    quotient_release(&ratio);
    return text;
}

struct str num_wide_variance(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares, uint64_t count,
                             unsigned ddof, bool root, int places, enum num_rounding how)
{
    struct quotient spread;
    quotient_init(&spread);
    mpz_t total, n;
    mpz_inits(total, n, NULL);
    set_magnitude(n, count);
    set_sum(total, sum);
    set_sum(spread.above, squares);
    /* both in units of the smaller of 10^-squares->scale and 10^-(2 * sum->scale) */
    int32_t scale = squares->scale > 2 * sum->scale ? squares->scale : 2 * sum->scale;
    raise_by(spread.above, (unsigned)(scale - squares->scale));
    mpz_mul(total, total, total);
    raise_by(total, (unsigned)(scale - 2 * sum->scale));
    mpz_mul(spread.above, spread.above, n);
    mpz_sub(spread.above, spread.above, total);
    if (mpz_sgn(spread.above) < 0)
        mpz_set_ui(spread.above, 0);
    set_magnitude(spread.below, (num_u128)count * (count - ddof));
    raise_by(spread.below, (unsigned)scale);
    mpz_clears(total, n, NULL);
    spread.root = root;
    struct str text = quotient_text(mem, &spread, places, how);
    quotient_release(&spread);
    return text;
}

/* ---- single numbers ---- */

bool num_wide_multiply(struct num a, struct num b, struct num *result)
{
    begin();
    mpz_t left, right;
    mpz_inits(left, right, NULL);
    set_mantissa(left, a.mantissa);
    set_mantissa(right, b.mantissa);
    mpz_mul(left, left, right);
    bool fits = get_num(left, a.scale + b.scale, result);
    mpz_clears(left, right, NULL);
    return fits;
}

bool num_wide_divide(struct num a, struct num b, int places, enum num_rounding how, struct num *result)
{
    struct quotient quotient;
    quotient_init(&quotient);
    mpz_t whole;
    mpz_init(whole);
    set_magnitude(quotient.above, num_magnitude(a.mantissa));
    set_magnitude(quotient.below, num_magnitude(b.mantissa));
    quotient_raise(&quotient, places - a.scale + b.scale);
    quotient_round(&quotient, how, whole);
    if ((a.mantissa < 0) != (b.mantissa < 0))
        mpz_neg(whole, whole);
    bool fits = get_num(whole, places, result);
    mpz_clear(whole);
    quotient_release(&quotient);
    return fits;
}

bool num_wide_double(struct num value, double *result)
{
    struct quotient quotient;
    quotient_init(&quotient);
    set_magnitude(quotient.above, num_magnitude(value.mantissa));
    mpz_set_ui(quotient.below, 1);
    quotient_raise(&quotient, -value.scale);
    double magnitude = quotient_double(&quotient);
    quotient_release(&quotient);
    if (magnitude > DBL_MAX)
        return false;
    *result = value.mantissa < 0 ? -magnitude : magnitude;
    return true;
}

void num_wide_powers(struct num_bits *table, int first, int count)
{
    begin();
    mpz_t power, rest;
    mpz_inits(power, rest, NULL);
    for (int i = 0; i < count; i++) {
        int k = first + i;
        mpz_ui_pow_ui(power, 10, (unsigned)(k < 0 ? -k : k));
        long size = (long)mpz_sizeinbase(power, 2);
        if (k >= 0 && size <= 128) {
            mpz_mul_2exp(power, power, (mp_bitcnt_t)(128 - size));
        } else if (k >= 0) {
            mpz_cdiv_q_2exp(power, power, (mp_bitcnt_t)(size - 128));
        } else {
            /* 2^(size-1) < 10^-k < 2^size, so 2^(127+size) / 10^-k has 128 bits */
            mpz_set_ui(rest, 1);
            mpz_mul_2exp(rest, rest, (mp_bitcnt_t)(127 + size));
            mpz_cdiv_q(power, rest, power);
        }
        mpz_fdiv_q_2exp(rest, power, 64);
        table[i].high = mpz_get_ui(rest);
        mpz_fdiv_r_2exp(rest, power, 64);
        table[i].low = mpz_get_ui(rest);
    }
    mpz_clears(power, rest, NULL);
}
