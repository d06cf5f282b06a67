/* record_index_avx2 - the index with AVX2, 32 bytes at a time, and the choice at run time
 *
 * Built everywhere with the same flags: the functions say themselves which
 * instructions they use, and index_best asks the machine before it hands them out.
 */
#include <string.h>

#include "record_inside.h"

#if defined __x86_64__

#include <immintrin.h>

#define VECTOR __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))

#include "record_index.inc"

VECTOR static inline __m256i load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

VECTOR static inline uint64_t bits(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

VECTOR static inline uint64_t where(__m256i low, __m256i high, char byte)
{
    __m256i each = _mm256_set1_epi8(byte);
    return bits(_mm256_cmpeq_epi8(low, each), _mm256_cmpeq_epi8(high, each));
}

VECTOR static inline struct marks marks_at(const char *at, char delimiter)
{
    __m256i low = load(at), high = load(at + 32);
    __m256i nul = _mm256_setzero_si256(), cr = _mm256_set1_epi8('\r');
    __m256i rare_low = _mm256_or_si256(_mm256_cmpeq_epi8(low, nul), _mm256_cmpeq_epi8(low, cr));
    __m256i rare_high = _mm256_or_si256(_mm256_cmpeq_epi8(high, nul), _mm256_cmpeq_epi8(high, cr));
    __m256i rare = _mm256_or_si256(rare_low, rare_high);
    return (struct marks){where(low, high, delimiter), where(low, high, '\n'), where(low, high, '"'),
                          !_mm256_testz_si256(rare, rare)};
}

VECTOR static void rare_at(const char *at, uint64_t *cr, uint64_t *nul)
{
    __m256i low = load(at), high = load(at + 32);
    *cr = where(low, high, '\r');
    *nul = where(low, high, '\0');
}

/* A carryless product with all ones adds up, without carries, all bits below each bit. */
VECTOR static inline uint64_t prefix_xor(uint64_t mask)
{
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)mask), _mm_set1_epi8((char)0xff), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

/* ---- UTF-8: the lookup method of Keiser and Lemire, "Validating UTF-8 In Less
 * Than One Instruction Per Byte", Software: Practice and Experience 51 (2021) ----
 *
 * Each way in which two neighbouring bytes can be wrong has a bit.  Three tables,
 * looked up by the high and low half of the first byte and the high half of the
 * second, tell which ways remain possible; what all three agree on is an error.
 * That a third and fourth byte follow where they must is checked beside. */
enum {
    SHORT = 1 << 0,           /* a first byte, then no continuation */
    LONG = 1 << 1,            /* ASCII, then a continuation */
    OVERLONG_3 = 1 << 2,      /* e0, then 80..9f */
    LARGE = 1 << 3,           /* f4, then 90..bf; f5 and more */
    SURROGATE = 1 << 4,       /* ed, then a0..bf */
    OVERLONG_2 = 1 << 5,      /* c0 or c1 */
    LARGE_1000 = 1 << 6,      /* f5 and more, then 80..8f */
    OVERLONG_4 = 1 << 6,      /* f0, then 80..8f */
    TWO = 1 << 7,             /* two continuations: right only as third or fourth byte */
    ANY_LOW = SHORT | LONG | TWO,
};

#define TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))
#define B(flags) (char)(flags)

VECTOR static inline __m256i high_half(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0f));
}

/* Nonzero bytes where a sequence goes wrong.  Reads three bytes before `at`. */
VECTOR static inline __m256i wrong_at(const char *at)
{
    const __m256i first_high =
        TABLE(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, B(TWO), B(TWO), B(TWO), B(TWO), SHORT | OVERLONG_2,
              SHORT, SHORT | OVERLONG_3 | SURROGATE, SHORT | LARGE | LARGE_1000 | OVERLONG_4);
    const __m256i first_low =
        TABLE(B(ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), B(ANY_LOW | OVERLONG_2), B(ANY_LOW), B(ANY_LOW),
              B(ANY_LOW | LARGE), B(ANY_LOW | LARGE | LARGE_1000), B(ANY_LOW | LARGE | LARGE_1000),
              B(ANY_LOW | LARGE | LARGE_1000), B(ANY_LOW | LARGE | LARGE_1000), B(ANY_LOW | LARGE | LARGE_1000),
              B(ANY_LOW | LARGE | LARGE_1000), B(ANY_LOW | LARGE | LARGE_1000), B(ANY_LOW | LARGE | LARGE_1000),
              B(ANY_LOW | LARGE | LARGE_1000 | SURROGATE), B(ANY_LOW | LARGE | LARGE_1000),
              B(ANY_LOW | LARGE | LARGE_1000));
    const __m256i second_high =
        TABLE(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
              B(LONG | OVERLONG_2 | TWO | OVERLONG_3 | LARGE_1000 | OVERLONG_4),
              B(LONG | OVERLONG_2 | TWO | OVERLONG_3 | LARGE), B(LONG | OVERLONG_2 | TWO | SURROGATE | LARGE),
              B(LONG | OVERLONG_2 | TWO | SURROGATE | LARGE), SHORT, SHORT, SHORT, SHORT);
    __m256i now = load(at), before = load(at - 1);
    __m256i pair = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(first_high, high_half(before)),
                         _mm256_shuffle_epi8(first_low, _mm256_and_si256(before, _mm256_set1_epi8(0x0f)))),
        _mm256_shuffle_epi8(second_high, high_half(now)));
    __m256i third = _mm256_subs_epu8(load(at - 2), _mm256_set1_epi8(0xe0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(load(at - 3), _mm256_set1_epi8((char)(0xf0 - 0x80)));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(must, pair);
}

/* Are all of `length` bytes ASCII that no cut-off sequence stands before?  (A cut-off
 * sequence shows in the last three bytes; they are looked at with the rest.) */
VECTOR static inline bool all_ascii(const char *at)
{
    __m256i any = _mm256_or_si256(_mm256_or_si256(load(at), load(at + 32)), load(at - 3));
    return _mm256_movemask_epi8(any) == 0;
}

/* Where sequences go wrong in 64 bytes. */
VECTOR static inline uint64_t wrong_bits(const char *at)
{
    __m256i none = _mm256_setzero_si256();
    return ~bits(_mm256_cmpeq_epi8(wrong_at(at), none), _mm256_cmpeq_epi8(wrong_at(at + 32), none));
}

VECTOR static uint32_t clean_to(const char *base, uint32_t from, uint32_t to)
{
    uint32_t at = from;
    for (; to - at >= WINDOW; at += WINDOW)
        if (!all_ascii(base + at) && wrong_bits(base + at))
            return at;
    if (at < to) {
        char window[32 + WINDOW] = {0};
        memcpy(window, base + at - 32, 32 + (to - at));
        if (wrong_bits(window + 32) & ((UINT64_C(1) << (to - at)) - 1))
            return at;
    }
    return to;
}

VECTOR static uint64_t lines(const char *at, size_t length)
{
    uint64_t count = 0;
    for (; length >= WINDOW; at += WINDOW, length -= WINDOW)
        count += (uint64_t)__builtin_popcountll(where(load(at), load(at + 32), '\n'));
    while (length)
        count += at[--length] == '\n';
    return count;
}

static const struct indexer index_avx2 = {pass, lines};

const struct indexer *index_best(void)
{
    bool able = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
    return able ? &index_avx2 : &index_portable;
}

#else

const struct indexer *index_best(void)
{
    return &index_portable;
}

#endif
