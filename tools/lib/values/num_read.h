/* num_read - a part of num.h: plain decimals of up to 15 characters, which nearly all cells
 * are, read without a branch on how long they are or where their point stands
 *
 * Nobody can foresee those, and a branch that was foreseen wrongly costs more than all
 * that is done here.  In a header, so that it becomes part of its callers' loops. */
#ifndef NUM_READ_H
#define NUM_READ_H

#include "base/str.h"

#if defined __SSE2__

#include <emmintrin.h>

/* STR_ROOM bytes with all bits set, then twice as many with none: loaded from
 * [STR_ROOM - n] on, the first n bytes of a vector are set. */
extern const unsigned char num_window[3 * STR_ROOM];
static inline __m128i num_first_bytes(int count)
{
    return _mm_loadu_si128((const __m128i *)(const void *)(num_window + STR_ROOM - count));
}

/* The value of sixteen digits, one in each byte: pairs, fours, eights, all. */
static inline int64_t num_sixteen_digits(__m128i digit)
{
    __m128i tens = _mm_and_si128(digit, _mm_set1_epi16(0xFF)), ones = _mm_srli_epi16(digit, 8);
    __m128i pairs = _mm_add_epi16(_mm_mullo_epi16(tens, _mm_set1_epi16(10)), ones);
    __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
    __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
    return (int64_t)((both & UINT32_MAX) * 100000000 + (both >> 32));
}

/* Reads the last `length` (1 to 15) of the 16 bytes before `end`; the others may be
 * anything.  False when they are not digits with at most one point among them. */
static inline bool num_read_digits(const char *end, size_t length, int64_t *mantissa, int32_t *scale)
{
    __m128i text = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(const void *)(end - 16)), _mm_set1_epi8('0'));
    __m128i digit = _mm_andnot_si128(num_first_bytes(16 - (int)length), text);

    /* where the last point stands, from 1, and 0 when there is none.  What stands before it
     * moves up by a byte.  A second point stays, and is no digit. */
    __m128i points = _mm_cmpeq_epi8(digit, _mm_set1_epi8('.' - '0'));
    int point = 31 - __builtin_clz((unsigned)_mm_movemask_epi8(points) << 1 | 1);
    __m128i before = _mm_slli_si128(_mm_and_si128(digit, num_first_bytes(point - 1)), 1);
    digit = _mm_or_si128(_mm_andnot_si128(num_first_bytes(point), digit), before);

    *mantissa = num_sixteen_digits(digit);
    *scale = -point & 15;
    __m128i small = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    return _mm_movemask_epi8(small) == 0xFFFF && length > (point > 0);
}

#else

/* No such way: all go the general one. */
static inline bool num_read_digits(const char *end, size_t length, int64_t *mantissa, int32_t *scale)
{
    (void)end, (void)length, (void)mantissa, (void)scale;
    return false;
}

#endif

#endif
