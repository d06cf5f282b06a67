/* Whatever the number of threads, blocks are taken in order, each once and as it was made. */
#include <criterion/criterion.h>

#include "base/blocks.h"

enum { MOST = 500, UNEVEN = 7 };

struct taken {
    size_t next;
    bool wrong;
};

/* Some blocks take much longer than others. */
static void make(void *maker, size_t block, void *place)
{
    size_t *count = maker, *sum = place;
    *sum = block;
    for (size_t i = 0; i < (block % UNEVEN == 0 ? 20000u : 20u); i++)
        *sum = *sum * 31 + block;
    ++*count;
}

static void take(void *state, size_t block, void *place)
{
    struct taken *taken = state;
    size_t right, count = 0;
    make(&count, block, &right);
    taken->wrong = taken->wrong || block != taken->next || *(size_t *)place != right;
    taken->next++;
}

Test(blocks, in_order_whatever_the_threads)
{
    static const size_t threads[] = {1, 2, 3, 8, BLOCKS_THREADS}, counts[] = {0, 1, 2, 5, MOST};
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            size_t made[BLOCKS_THREADS] = {0}, sum[BLOCKS_PLACES(BLOCKS_THREADS)], total = 0;
            void *maker[BLOCKS_THREADS], *place[BLOCKS_PLACES(BLOCKS_THREADS)];
            struct taken taken = {0, false};
            for (size_t i = 0; i < threads[t]; i++)
                maker[i] = &made[i];
            for (size_t i = 0; i < BLOCKS_PLACES(threads[t]); i++)
                place[i] = &sum[i];
            blocks_run(&(struct blocks){counts[c], threads[t], maker, place, make, take, &taken});
            for (size_t i = 0; i < threads[t]; i++)
                total += made[i];
            cr_expect(!taken.wrong && taken.next == counts[c] && total == counts[c],
                      "%zu blocks by %zu threads: %zu taken, %zu made", counts[c], threads[t], taken.next, total);
        }
}
