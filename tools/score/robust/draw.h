/* draw - numbers by chance that come again with the same seed, on any machine
 *
 * xoshiro256++ of D. Blackman and S. Vigna (2018), filled by splitmix64.
 */
#ifndef DRAW_H
#define DRAW_H

#include <stdint.h>

struct draw {
    uint64_t state[4];
};

/* Begins a sequence; seeds that are near give sequences that are not. */
struct draw draw_open(uint64_t seed);

/* The next 64 bits. */
static inline uint64_t draw_bits(struct draw *draw)
{
    uint64_t *s = draw->state, sum = s[0] + s[3], result = ((sum << 23) | (sum >> 41)) + s[0], kept = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= kept;
    s[3] = (s[3] << 45) | (s[3] >> 19);
    return result;
}

/* The next number from 0 up to but not 1, in steps of 2^-53. */
static inline double draw_share(struct draw *draw)
{
    return (double)(draw_bits(draw) >> 11) * 0x1p-53;
}

#endif
