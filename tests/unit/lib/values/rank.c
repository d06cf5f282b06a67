/* What is found by counting is what stands there after sorting. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "values/rank.h"

enum { MOST = 5000 };

static uint64_t state = 88172645463325252u;

static uint64_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

static int64_t any(void)
{
    return (int64_t)next_random();
}

static int64_t small(void)
{
    return (int64_t)(next_random() % 10) - 5;
}

static int64_t same(void)
{
    return -7;
}

/* Most lie near to each other, a few as far out as there are numbers. */
static int64_t far_out(void)
{
    uint64_t r = next_random();
    return r % 97 == 0 ? (r & 1 ? INT64_MAX : INT64_MIN) : (int64_t)(r % 1000);
}

/* As many of each size in bits: what is spread evenly by the first bucket is not by others. */
static int64_t skew(void)
{
    uint64_t r = next_random();
    return (int64_t)(r >> (r % 63 + 1)) * (r & 64 ? 1 : -1);
}

static const struct {
    const char *name;
    int64_t (*draw)(void);
} kinds[] = {{"any", any}, {"small", small}, {"same", same}, {"far out", far_out}, {"skew", skew}};

static int by_value(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void hold_against_sorting(const char *name, int64_t (*draw)(void), size_t count, bool near_bounds)
{
    static int64_t value[MOST], sorted[MOST], room[MOST], before[MOST];
    for (size_t i = 0; i < count; i++)
        value[i] = sorted[i] = before[i] = draw();
    qsort(sorted, count, sizeof *sorted, by_value);
    int64_t least = near_bounds ? sorted[0] : INT64_MIN, most = near_bounds ? sorted[count - 1] : INT64_MAX;
    size_t step = count < 64 ? 1 : count / 37;
    for (size_t low = 0; low < count; low += step) {
        for (size_t high = low; high < count && high <= low + 1; high++) {
            int64_t found[2];
            rank_find(value, count, least, most, (struct ranks){low, high}, room, found);
            cr_assert(found[0] == sorted[low] && found[1] == sorted[high],
                      "%s: places %zu and %zu of %zu: %lld and %lld", name, low, high, count, (long long)found[0],
                      (long long)found[1]);
        }
    }
    cr_expect(memcmp(value, before, count * sizeof *value) == 0, "%s: the list stays as it was", name);
}

Test(rank, as_after_sorting)
{
    static const size_t large[] = {100, 127, 128, 129, 1000, 4096, MOST};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (size_t count = 1; count < 40; count++)
            hold_against_sorting(kinds[k].name, kinds[k].draw, count, true);
        for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
            hold_against_sorting(kinds[k].name, kinds[k].draw, large[i], true);
            hold_against_sorting(kinds[k].name, kinds[k].draw, large[i], false);
        }
    }
}
