/* blocks - pieces of work that several threads do and one takes in their order
 *
 * Blocks are numbered.  Each thread makes the next one that nobody makes yet, into a
 * place of its own; the thread that called takes them from those places one after the
 * other, and makes some itself while it would have to wait.  There are a few more
 * places than threads, so memory does not grow with the blocks.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

struct blocks {
    size_t count;
    size_t threads;           /* this one among them; at least 1, at most BLOCKS_THREADS */
    void **maker;             /* one for each thread */
    void **place;             /* BLOCKS_PLACES(threads) of them */
    void (*make)(void *maker, size_t block, void *place); /* in any thread, several at a time */
    void (*take)(void *state, size_t block, void *place); /* in this one, in order */
    void *state;
};

#define BLOCKS_PLACES(threads) (2 * (threads) + 1)
enum { BLOCKS_THREADS = 64 };

/* How many processors this process may run on, at least 1: so many threads are worth having. */
size_t blocks_cores(void);

/* Makes and takes all blocks. */
void blocks_run(const struct blocks *blocks);

#endif
