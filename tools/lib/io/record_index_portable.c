/* record_index_portable - the index in plain C, eight bytes at a time */
#include <endian.h>
#include <string.h>

#include "base/str.h"
#include "io/record_inside.h"

#define VECTOR

#include "io/record_index.inc"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (unsigned char)(byte))

/* Eight bytes, the first one lowest. */
static inline uint64_t eight_at(const char *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    return le64toh(eight);
}

/* Bit i is set where byte i of `eight` is zero: the high bit of each byte tells, and
 * the multiplication gathers the eight of them in the top byte. */
static inline uint64_t zeros(uint64_t eight)
{
    uint64_t nonzero = ((eight & EACH(0x7f)) + EACH(0x7f)) | eight;
    return ((~nonzero & EACH(0x80)) >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline bool has_zero(uint64_t eight)
{
    return ((eight - EACH(1)) & ~eight & EACH(0x80)) != 0;
}

static inline uint64_t where(const char *at, char byte)
{
    uint64_t mask = 0;
    for (unsigned i = 0; i < WINDOW; i += 8)
        mask |= zeros(eight_at(at + i) ^ EACH(byte)) << i;
    return mask;
}

static inline bool is_rare(const char *at)
{
    bool rare = false;
    for (unsigned i = 0; i < WINDOW; i += 8) {
        uint64_t eight = eight_at(at + i);
        rare |= has_zero(eight) || has_zero(eight ^ EACH('\r'));
    }
    return rare;
}

static inline uint64_t prefix_xor(uint64_t mask)
{
    for (unsigned by = 1; by < WINDOW; by *= 2)
        mask ^= mask << by;
    return mask;
}

/* By adding neighbours; a machine that has an instruction for it is met by the others. */
static inline unsigned bits_set(uint64_t mask)
{
    mask -= mask >> 1 & EACH(0x55);
    mask = (mask & EACH(0x33)) + (mask >> 2 & EACH(0x33));
    return (unsigned)(((mask + (mask >> 4)) & EACH(0x0f)) * EACH(1) >> 56);
}

/* The number of the lowest bit set; any number when none is. */
static inline uint32_t lowest(uint64_t mask)
{
    return mask ? (uint32_t)__builtin_ctzll(mask) : 0;
}

/* Twelve are written whether there are as many or not: see flatten_records. */
static inline void flatten(uint32_t *into, uint32_t offset, uint64_t mask)
{
    unsigned count = bits_set(mask);
    for (unsigned i = 0; i < 12; i++, mask &= mask - 1)
        into[i] = offset + lowest(mask);
    for (unsigned i = 12; __builtin_expect(i < count, 0); i++, mask &= mask - 1)
        into[i] = offset + lowest(mask);
}

/* Three bytes from U+1000 to U+CFFF: most of what Chinese is written in. */
static inline bool three_plain(const unsigned char *byte)
{
    return byte[0] >= 0xe1 && byte[0] <= 0xec && (byte[1] & 0xc0) == 0x80 && (byte[2] & 0xc0) == 0x80;
}

static uint32_t clean_to(const char *base, uint32_t from, uint32_t to)
{
    uint32_t at = from, whole = from + (uint32_t)whole_length(base + from, to - from);
    while (at < whole) {
        if (whole - at >= 8 && !(eight_at(base + at) & EACH(0x80))) {
            at += 8;
        } else if (whole - at >= 3 && three_plain((const unsigned char *)base + at)) {
            at += 3;
        } else {
            struct str some = {base + at, whole - at < 4 ? whole - at : 4};
            size_t good = str_utf8(some);
            if (!good)
                return at;
            at += (uint32_t)good;
        }
    }
    return to;
}

static bool able(void)
{
    return true;
}

const struct indexer index_portable = {"portable", able, pass, lines};

const struct indexer *index_best(void)
{
    static const struct indexer *const indexer[] = {&index_avx512, &index_avx2, &index_portable};
    size_t i = 0;
    while (!indexer[i]->able())
        i++;
    return indexer[i];
}
