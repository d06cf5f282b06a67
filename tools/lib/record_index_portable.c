/* record_index_portable - the index in plain C, eight bytes at a time */
#include <endian.h>
#include <string.h>

#include "record_inside.h"
#include "str.h"

#define VECTOR

#include "record_index.inc"

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

static inline struct marks marks_at(const char *at, char delimiter)
{
    struct marks marks = {0};
    for (unsigned i = 0; i < WINDOW; i += 8) {
        uint64_t eight = eight_at(at + i);
        marks.delimiter |= zeros(eight ^ EACH(delimiter)) << i;
        marks.line_end |= zeros(eight ^ EACH('\n')) << i;
        marks.quote |= zeros(eight ^ EACH('"')) << i;
        marks.rare |= has_zero(eight) || has_zero(eight ^ EACH('\r'));
    }
    return marks;
}

static void rare_at(const char *at, uint64_t *cr, uint64_t *nul)
{
    for (unsigned i = 0; i < WINDOW; i += 8) {
        uint64_t eight = eight_at(at + i);
        *cr |= zeros(eight ^ EACH('\r')) << i;
        *nul |= zeros(eight) << i;
    }
}

static inline uint64_t prefix_xor(uint64_t mask)
{
    for (unsigned by = 1; by < WINDOW; by *= 2)
        mask ^= mask << by;
    return mask;
}

/* Three bytes from U+1000 to U+CFFF: most of what Chinese is written in. */
static inline bool three_plain(const unsigned char *byte)
{
    return byte[0] >= 0xe1 && byte[0] <= 0xec && (byte[1] & 0xc0) == 0x80 && (byte[2] & 0xc0) == 0x80;
}

/* A sequence that `to` cuts off is no trouble: the record goes on behind it. */
static inline bool cut_off(const char *base, uint32_t at, uint32_t to)
{
    bool wide = to - at < 4;
    for (; wide && at < to; at++)
        wide = (unsigned char)base[at] >= 0x80;
    return wide;
}

static uint32_t clean_to(const char *base, uint32_t from, uint32_t to)
{
    uint32_t at = from;
    while (at < to) {
        if (to - at >= 8 && !(eight_at(base + at) & EACH(0x80))) {
            at += 8;
        } else if (to - at >= 3 && three_plain((const unsigned char *)base + at)) {
            at += 3;
        } else {
            struct str some = {base + at, to - at < 4 ? to - at : 4};
            size_t good = str_utf8(some);
            if (!good)
                return cut_off(base, at, to) ? to : at;
            at += (uint32_t)good;
        }
    }
    return to;
}

static uint64_t lines(const char *at, size_t length)
{
    uint64_t count = 0;
    for (; length >= 8; at += 8, length -= 8)
        count += (uint64_t)__builtin_popcountll(zeros(eight_at(at) ^ EACH('\n')));
    while (length)
        count += at[--length] == '\n';
    return count;
}

const struct indexer index_portable = {pass, lines};
