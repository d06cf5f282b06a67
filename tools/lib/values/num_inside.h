/* num_inside - what the files of num share; nobody else includes it
 *
 *   num.c         reading, writing, arithmetic of single numbers in 128 bits
 *   num_why.c     what a text that is no number may be meant as
 *   num_sum.c     exact sums, and the quotients of sums where 128 bits hold them
 *   num_double.c  doubles: their shortest text, and the nearest one to a quotient
 *   num_gmp.h     integers without limit (GMP): whatever the others cannot hold
 */
#ifndef NUM_INSIDE_H
#define NUM_INSIDE_H

#include "values/num.h"

typedef unsigned __int128 num_u128;

enum {
    NUM_DIGITS = 38,          /* of a mantissa */
    NUM_SCALE_MIN = -400,
    NUM_SCALE_MAX = 438,
    NUM_PLAIN = 40            /* a first digit farther from the point needs an exponent */
};

/* 10^0 to 10^19; 10^by for by up to 38. */
extern const uint64_t num_ten[20];
static inline num_u128 num_power(unsigned by)
{
    return by < 20 ? (num_u128)num_ten[by] : (num_u128)num_ten[19] * num_ten[by - 19];
}

/* The value without its sign. */
static inline num_u128 num_magnitude(__int128 value)
{
    return value < 0 ? -(num_u128)value : (num_u128)value;
}

/* How many digits; 1 for 0. */
unsigned num_count_digits(uint64_t value);

/* Writes the digits of a value so that they end before `end`; returns where they begin. */
char *num_digits_before(char *end, num_u128 value);

/* Writes a number without sign from its digits (no leading zeros but for 0 itself)
 * and scale: plainly, with all places.  Returns the end.  `into` must hold
 * length + |scale| + 2 bytes. */
char *num_put_plain(char *into, const char *digit, size_t length, int32_t scale);

/* The quotient of two integers, rounded to an integer. */
num_u128 num_divide_rounded(num_u128 a, num_u128 b, enum num_rounding how);

/* The nearest double to a / b, or to its square root, when that can be told from 106
 * bits; false when it is too close to call (or is itself half way). b > 0. */
bool num_quotient_double(num_u128 a, num_u128 b, bool root, double *result);

/* sqrt(a / b) * 10^places rounded to an integer, when 106 bits tell. */
bool num_root_places(num_u128 a, num_u128 b, int places, uint64_t *result);

/* ---- integers without limit ---- */

/* Adds +-(the product of up to four factors) * 10^shift to what the sum holds beyond its
 * 128 bits. */
void num_wide_add(struct mem *mem, struct num_sum *sum, const num_u128 *factor, unsigned factors, bool negative,
                  unsigned shift);

/* Adds another sum's, times 10^shift. */
void num_wide_merge(struct mem *mem, struct num_sum *sum, const struct num_wide *other, unsigned shift);

/* Multiplies it, which must be there, by 10^by. */
void num_wide_raise(struct mem *mem, struct num_sum *sum, unsigned by);

/* The faces of num.h for sums and values of any size. */
int num_wide_sign(const struct num_sum *sum);
bool num_wide_value(const struct num_sum *sum, struct num *value);
struct str num_wide_text(struct mem *mem, const struct num_sum *sum);
struct str num_wide_mean(struct mem *mem, const struct num_sum *sum, uint64_t count, int places, enum num_rounding how);
struct str num_wide_ratio(struct mem *mem, const struct num_sum *a, const struct num_sum *b, int places,
                          enum num_rounding how);
struct str num_wide_variance(struct mem *mem, const struct num_sum *sum, const struct num_sum *squares, uint64_t count,
                             unsigned ddof, bool root, int places, enum num_rounding how);
bool num_wide_multiply(struct num a, struct num b, struct num *result);
bool num_wide_divide(struct num a, struct num b, int places, enum num_rounding how, struct num *result);
bool num_wide_double(struct num value, double *result);

/* Fills the table by which shortest texts are found: the highest 128 bits of 10^k, rounded up,
 * for k from `first` on. */
struct num_bits {
    uint64_t high, low;
};
void num_wide_powers(struct num_bits *table, int first, int count);

#endif
