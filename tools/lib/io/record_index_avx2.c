/* record_index_avx2 - the index with AVX2, 32 bytes at a time
 *
 * Built with the same flags as everything else: the functions say themselves which
 * instructions they use, and index_best asks the machine before it hands them out.
 */
#include "io/record_inside.h"

#if defined __x86_64__

#include <immintrin.h>
#include <string.h>

#define VECTOR __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")))

#include "io/record_index.inc"

typedef __m256i bytes;
enum { WIDTH = 32 };

VECTOR static inline bytes load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

VECTOR static inline bytes each(int byte)
{
    return _mm256_set1_epi8((char)byte);
}

VECTOR static inline bytes table(const unsigned char *entry)
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)entry));
}

VECTOR static inline bytes look_up(bytes entries, bytes at)
{
    return _mm256_shuffle_epi8(entries, at);
}

VECTOR static inline bytes half(bytes all)
{
    return _mm256_srli_epi16(all, 4) & each(0x0f);
}

VECTOR static inline bytes earlier(const char *at, bytes last, bytes now, int by)
{
    (void)last, (void)now;    /* loading again costs less than shifting across the halves */
    return load(at - by);
}

VECTOR static inline bytes above(bytes all, bytes limit)
{
    return _mm256_subs_epu8(all, limit);
}

VECTOR static inline bool any(bytes all)
{
    return !_mm256_testz_si256(all, all);
}

VECTOR static inline bool any_high(bytes all)
{
    return _mm256_movemask_epi8(all) != 0;
}

#include "io/record_utf8.inc"

VECTOR static inline bytes equal(bytes all, char byte)
{
    return _mm256_cmpeq_epi8(all, each(byte));
}

VECTOR static inline uint64_t where(const char *at, char byte)
{
    uint32_t low = (uint32_t)_mm256_movemask_epi8(equal(load(at), byte));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(equal(load(at + WIDTH), byte));
    return low | (uint64_t)high << 32;
}

VECTOR static inline bool is_rare(const char *at)
{
    bytes low = load(at), high = load(at + WIDTH);
    return any(equal(low, '\0') | equal(low, '\r') | equal(high, '\0') | equal(high, '\r'));
}

VECTOR static inline unsigned bits_set(uint64_t mask)
{
    return (unsigned)__builtin_popcountll(mask);
}

/* A carryless product with all ones adds up, without carries, all bits below each bit. */
VECTOR static inline uint64_t prefix_xor(uint64_t mask)
{
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)mask), _mm_set1_epi8((char)0xff), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

/* For each byte the numbers of its bits that are set, lowest first. */
#define BELOW(byte, bit) __builtin_popcount((byte) & ((1 << (bit)) - 1))
#define WHEN(byte, nth, bit) ((byte) >> (bit) & 1 && BELOW(byte, bit) == (nth) ? (bit) : 0)
#define NTH(byte, nth) \
    (WHEN(byte, nth, 1) + WHEN(byte, nth, 2) + WHEN(byte, nth, 3) + WHEN(byte, nth, 4) + WHEN(byte, nth, 5) + \
     WHEN(byte, nth, 6) + WHEN(byte, nth, 7))
#define ROW(byte) \
    {NTH(byte, 0), NTH(byte, 1), NTH(byte, 2), NTH(byte, 3), NTH(byte, 4), NTH(byte, 5), NTH(byte, 6), NTH(byte, 7)}
#define ROWS_4(byte) ROW(byte), ROW((byte) + 1), ROW((byte) + 2), ROW((byte) + 3)
#define ROWS_16(byte) ROWS_4(byte), ROWS_4((byte) + 4), ROWS_4((byte) + 8), ROWS_4((byte) + 12)
#define ROWS_64(byte) ROWS_16(byte), ROWS_16((byte) + 16), ROWS_16((byte) + 32), ROWS_16((byte) + 48)
static const unsigned char set_bits[256][8] = {ROWS_64(0), ROWS_64(64), ROWS_64(128), ROWS_64(192)};

/* Eight are written for each byte of the mask, and those that mean nothing written over:
 * that costs less than a branch for each, which nobody can foresee. */
VECTOR static inline void flatten(uint32_t *into, uint32_t offset, uint64_t mask)
{
    bytes start = _mm256_set1_epi32((int)offset);
#pragma GCC unroll 8
    for (int i = 0; i < WINDOW; i += 8) {
        unsigned byte = mask >> i & 0xff;
        bytes bits = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)set_bits[byte]));
        _mm256_storeu_si256((__m256i *)(void *)into, _mm256_add_epi32(bits, start));
        start = _mm256_add_epi32(start, _mm256_set1_epi32(8));
        into += __builtin_popcount(byte);
    }
}

static bool able(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
}

const struct indexer index_avx2 = {"avx2", able, pass, lines};

#else

static bool unable(void)
{
    return false;
}

const struct indexer index_avx2 = {"avx2", unable, NULL, NULL};

#endif
