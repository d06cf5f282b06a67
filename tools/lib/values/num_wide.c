/* num - see num.h.  Integers without limit, by GMP: what 128 bits cannot hold.
 *
 * A sum keeps its limbs in the arena, in a block that is replaced by a larger one when
 * it is full.  GMP's own integers live only inside one call. */
#include <float.h>
#include <pthread.h>
#include <string.h>

#include "values/num_gmp.h"

_Static_assert(GMP_LIMB_BITS == 64 && GMP_NAIL_BITS == 0, "limbs of 64 bits");

/* The largest that is added at once: a product of four numbers below 10^38, raised by
 * the distance of the scales of such products (-1600 to 1752), makes 10^3504: 11,640
 * bits, 182 limbs.  A sum that is merged may be 2^64 times as large. */
enum { LIMBS_MOST = 192, FACTORS = 4, LIMBS_FIRST = 8 };

/* An integer: |size| limbs are used, the sign of size is the number's. */
struct num_wide {
    int32_t size;
    uint32_t room;
    mp_limb_t limb[];
};

/* One that is only being added. */
struct addend {
    mp_size_t size;           /* never negative */
    bool negative;
    mp_limb_t limb[LIMBS_MOST];
};

static mp_size_t limbs_of(const struct num_wide *wide)
{
    return wide->size < 0 ? -wide->size : wide->size;
}

/* ---- sums ---- */

/* The sum's integer with room for `limbs`, made when there is none. */
static struct num_wide *wide_of(struct mem *mem, struct num_sum *sum, mp_size_t limbs)
{
    struct num_wide *wide = sum->wide;
    if (wide && wide->room >= (size_t)limbs)
        return wide;
    uint32_t room = wide ? wide->room : LIMBS_FIRST;
    while (room < (size_t)limbs)
        room *= 2;
    struct num_wide *larger = mem_take(mem, sizeof *larger + room * sizeof *larger->limb);
    if (wide) {
        larger->size = wide->size;
        memcpy(larger->limb, wide->limb, (size_t)limbs_of(wide) * sizeof *wide->limb);
    }
    larger->room = room;
    sum->wide = larger;
    return larger;
}

/* Adds limbs without sign to those of `wide`, which has room for one more than either. */
static void add_limbs(struct num_wide *wide, const mp_limb_t *limb, mp_size_t b, bool negative)
{
    mp_size_t a = limbs_of(wide);
    mp_limb_t *own = wide->limb;
    bool swapped = a < b || (a == b && mpn_cmp(own, limb, a) < 0);
    if (b == 0)
        return;
    if (a == 0) {
        memcpy(own, limb, (size_t)b * sizeof *own);
        wide->size = (int32_t)(negative ? -b : b);
        return;
    }
    mp_size_t size = swapped ? b : a;
    if ((wide->size < 0) == negative) {
        mp_limb_t carry = swapped ? mpn_add(own, limb, b, own, a) : mpn_add(own, own, a, limb, b);
        if (carry)
            own[size++] = carry;
    } else {
        if (swapped)
            mpn_sub(own, limb, b, own, a);
        else
            mpn_sub(own, own, a, limb, b);
        while (size && own[size - 1] == 0)
            size--;
        negative = swapped ? negative : wide->size < 0;
    }
    wide->size = (int32_t)(negative ? -size : size);
}

static void add_wide(struct mem *mem, struct num_sum *sum, const struct addend *addend)
{
    mp_size_t own = sum->wide ? limbs_of(sum->wide) : 0;
    struct num_wide *wide = wide_of(mem, sum, (own > addend->size ? own : addend->size) + 1);
    add_limbs(wide, addend->limb, addend->size, addend->negative);
}

/* limbs *= 10^by; the new number of them, at most by / 19 + 1 more. */
static mp_size_t raise_limbs(mp_limb_t *limb, mp_size_t size, unsigned by)
{
    for (unsigned step; size && by; by -= step) {
        step = by < 19 ? by : 19;
        mp_limb_t carry = mpn_mul_1(limb, limb, size, num_ten[step]);
        if (carry)
            limb[size++] = carry;
    }
    return size;
}

void num_wide_raise(struct mem *mem, struct num_sum *sum, unsigned by)
{
    mp_size_t size = limbs_of(sum->wide);
    struct num_wide *wide = wide_of(mem, sum, size + (mp_size_t)(by / 19) + 1);
    size = raise_limbs(wide->limb, size, by);
    wide->size = (int32_t)(wide->size < 0 ? -size : size);
}

void num_wide_add(struct mem *mem, struct num_sum *sum, const num_u128 *factor, unsigned factors, bool negative,
                  unsigned shift)
{
    struct addend addend;
    mp_limb_t part[2 * FACTORS];
    addend.negative = negative;
    addend.limb[0] = 1;
    addend.size = 1;
    for (unsigned i = 0; i < factors; i++) {
        mp_limb_t limb[2] = {(mp_limb_t)factor[i], (mp_limb_t)(factor[i] >> 64)};
        mp_size_t size = limb[1] ? 2 : 1;
        memcpy(part, addend.limb, (size_t)addend.size * sizeof *part);
        if (addend.size >= size)
            mpn_mul(addend.limb, part, addend.size, limb, size);
        else
            mpn_mul(addend.limb, limb, size, part, addend.size);
        addend.size += size;
        addend.size -= addend.limb[addend.size - 1] == 0;
    }
    addend.size = raise_limbs(addend.limb, addend.size, shift);
    add_wide(mem, sum, &addend);
}

void num_wide_merge(struct mem *mem, struct num_sum *sum, const struct num_wide *other, unsigned shift)
{
    struct addend addend;
    addend.size = limbs_of(other);
    addend.negative = other->size < 0;
    memcpy(addend.limb, other->limb, (size_t)addend.size * sizeof *addend.limb);
    addend.size = raise_limbs(addend.limb, addend.size, shift);
    add_wide(mem, sum, &addend);
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

void num_gmp_begin(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_memory);
}

void num_gmp_set(mpz_t to, num_u128 value)
{
    mp_limb_t limb[2] = {(mp_limb_t)value, (mp_limb_t)(value >> 64)};
    mpz_import(to, 2, -1, sizeof *limb, 0, 0, limb);
}

static void set_mantissa(mpz_t to, __int128 value)
{
    num_gmp_set(to, num_magnitude(value));
    if (value < 0)
        mpz_neg(to, to);
}

void num_gmp_set_sum(mpz_t to, const struct num_sum *sum)
{
    set_mantissa(to, sum->mantissa);
    if (sum->wide) {
        mpz_t wide;
        mpz_add(to, to, mpz_roinit_n(wide, sum->wide->limb, sum->wide->size));
    }
}

void num_gmp_raise(mpz_t value, unsigned long by)
{
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, by);
    mpz_mul(value, value, power);
    mpz_clear(power);
}

void num_gmp_scale(mpz_t above, mpz_t below, long twos, long tens)
{
    if (twos >= 0)
        mpz_mul_2exp(above, above, (mp_bitcnt_t)twos);
    else
        mpz_mul_2exp(below, below, (mp_bitcnt_t)-twos);
    if (tens >= 0)
        num_gmp_raise(above, (unsigned long)tens);
    else
        num_gmp_raise(below, (unsigned long)-tens);
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
    num_gmp_begin();
    mpz_t total;
    mpz_init(total);
    num_gmp_set_sum(total, sum);
    int sign = mpz_sgn(total);
    mpz_clear(total);
    return sign;
}

bool num_wide_value(const struct num_sum *sum, struct num *value)
{
    num_gmp_begin();
    mpz_t total;
    mpz_init(total);
    num_gmp_set_sum(total, sum);
    bool fits = get_num(total, sum->scale, value);
    mpz_clear(total);
    return fits;
}

struct str num_gmp_text(struct mem *mem, const mpz_t value, int32_t scale)
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
    num_gmp_begin();
    mpz_t total;
    mpz_init(total);
    num_gmp_set_sum(total, sum);
    struct str text = num_gmp_text(mem, total, sum->scale);
    mpz_clear(total);
    return text;
}

/* ---- single numbers ---- */

bool num_wide_multiply(struct num a, struct num b, struct num *result)
{
    num_gmp_begin();
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
    struct num_quotient quotient;
    num_quotient_init(&quotient);
    mpz_t whole;
    mpz_init(whole);
    set_mantissa(quotient.above, a.mantissa);
    set_mantissa(quotient.below, b.mantissa);
    const struct num_figure *figure = num_quotient_figure(&quotient);
    num_figure_round(figure, (long)places - a.scale + b.scale, how, whole);
    if (figure->negative)
        mpz_neg(whole, whole);
    bool fits = get_num(whole, places, result);
    mpz_clear(whole);
    num_quotient_release(&quotient);
    return fits;
}

bool num_wide_double(struct num value, double *result)
{
    struct num_quotient quotient;
    num_quotient_init(&quotient);
    set_mantissa(quotient.above, value.mantissa);
    mpz_set_ui(quotient.below, 1);
    num_gmp_scale(quotient.above, quotient.below, 0, -(long)value.scale);
    double magnitude = num_figure_double(num_quotient_figure(&quotient));
    num_quotient_release(&quotient);
    if (magnitude > DBL_MAX)
        return false;
    *result = value.mantissa < 0 ? -magnitude : magnitude;
    return true;
}

void num_wide_powers(struct num_bits *table, int first, int count)
{
    num_gmp_begin();
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
