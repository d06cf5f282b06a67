/* chance - numbers by chance, the same ones in every run */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdint.h>

static uint64_t chance_seed = 88172645463325252u;

/* The next one: 64 bits, never 0. */
static inline uint64_t chance(void)
{
    chance_seed ^= chance_seed << 13;
    chance_seed ^= chance_seed >> 7;
    return chance_seed ^= chance_seed << 17;
}

#endif
