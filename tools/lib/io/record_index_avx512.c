/* record_index_avx512 - the index with AVX-512, 64 bytes at a time
 *
 * A comparison gives its mask at once, and compressing the numbers 0 to 63 by a mask
 * writes all offsets without a loop.
 */
#include "io/record_inside.h"

#if defined __x86_64__

#include <immintrin.h>
#include <string.h>

#define VECTOR \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))
#define OWN_FLATTEN_RECORDS

#include "io/record_index.inc"

typedef __m512i bytes;
enum { WIDTH = 64 };

VECTOR static inline bytes load(const char *at)
{
    return _mm512_loadu_si512(at);
}

VECTOR static inline bytes each(int byte)
{
    return _mm512_set1_epi8((char)byte);
}

VECTOR static inline bytes table(const unsigned char *entry)
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)entry));
}

VECTOR static inline bytes look_up(bytes entries, bytes at)
{
    return _mm512_shuffle_epi8(entries, at);
}

VECTOR static inline bytes half(bytes all)
{
    return _mm512_srli_epi16(all, 4) & each(0x0f);
}

/* Loading again would cross two cache lines each time.  (A macro: the distance must be a
 * constant even where nothing is inlined.) */
#define earlier(at, last, now, by) ((void)(at), _mm512_alignr_epi8(now, _mm512_alignr_epi64(now, last, 6), 16 - (by)))

VECTOR static inline bytes above(bytes all, bytes limit)
{
    return _mm512_subs_epu8(all, limit);
}

VECTOR static inline bool any(bytes all)
{
    return _mm512_test_epi8_mask(all, all) != 0;
}

VECTOR static inline bool any_high(bytes all)
{
    return _mm512_movepi8_mask(all) != 0;
}

#include "io/record_utf8.inc"

VECTOR static inline uint64_t where(const char *at, char byte)
{
    return _mm512_cmpeq_epi8_mask(load(at), each(byte));
}

VECTOR static inline bool is_rare(const char *at)
{
    return (where(at, '\0') | where(at, '\r')) != 0;
}

VECTOR static inline unsigned bits_set(uint64_t mask)
{
    return (unsigned)__builtin_popcountll(mask);
}

VECTOR static inline uint64_t prefix_xor(uint64_t mask)
{
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)mask), _mm_set1_epi8((char)0xff), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

VECTOR static inline void flatten(uint32_t *into, uint32_t offset, uint64_t mask)
{
    static const char number[WINDOW] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    bytes found = _mm512_maskz_compress_epi8(mask, load(number));
    bytes start = _mm512_set1_epi32((int)offset);
    bytes first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found));
    _mm512_storeu_si512(into, _mm512_add_epi32(first, start));
    unsigned count = bits_set(mask);
    if (__builtin_expect(count > 16, 0)) {
        unsigned char rest[WINDOW];
        _mm512_storeu_si512(rest, found);
        for (unsigned i = 16; i < count; i++)
            into[i] = offset + rest[i];
    }
}

VECTOR static inline void flatten_records(uint32_t *into, uint32_t offset, uint64_t ends, uint64_t records)
{
    flatten(into, offset, _pext_u64(records, ends));
}

static bool able(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
}

const struct indexer index_avx512 = {"avx512", able, pass, lines};

#else

static bool unable(void)
{
    return false;
}

const struct indexer index_avx512 = {"avx512", unable, NULL, NULL};

#endif
