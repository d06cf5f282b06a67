/* blocks - see blocks.h */
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "base/blocks.h"

/* Block b stands in place b modulo their number, from when it is begun until it is taken. */
struct work {
    const struct blocks *blocks;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next, taken;       /* the next block to begin; how many were taken */
    bool made[BLOCKS_PLACES(BLOCKS_THREADS)];
};

struct hand {
    struct work *work;
    void *maker;
    pthread_t thread;
};

size_t blocks_cores(void)
{
    cpu_set_t ours;
    long cores = sched_getaffinity(0, sizeof ours, &ours) == 0 ? CPU_COUNT(&ours) : sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (size_t)cores : 1;
}

static size_t place_of(const struct blocks *blocks, size_t block)
{
    return block % BLOCKS_PLACES(blocks->threads);
}

static bool can_begin(const struct work *work)
{
    return work->next < work->blocks->count && work->next < work->taken + BLOCKS_PLACES(work->blocks->threads);
}

/* Makes the next block; the lock is held before and after, but not meanwhile. */
static void make_next(struct work *work, void *maker)
{
    const struct blocks *blocks = work->blocks;
    size_t block = work->next++, place = place_of(blocks, block);
    pthread_mutex_unlock(&work->lock);
    blocks->make(maker, block, blocks->place[place]);
    pthread_mutex_lock(&work->lock);
    work->made[place] = true;
    pthread_cond_broadcast(&work->changed);
}

static void *make_all(void *argument)
{
    struct hand *hand = argument;
    struct work *work = hand->work;
    pthread_mutex_lock(&work->lock);
    while (work->next < work->blocks->count) {
        if (can_begin(work))
            make_next(work, hand->maker);
        else
            pthread_cond_wait(&work->changed, &work->lock);
    }
    pthread_mutex_unlock(&work->lock);
    return NULL;
}

static void take_all(struct work *work)
{
    const struct blocks *blocks = work->blocks;
    pthread_mutex_lock(&work->lock);
    while (work->taken < blocks->count) {
        size_t place = place_of(blocks, work->taken);
        if (work->made[place]) {
            pthread_mutex_unlock(&work->lock);
            blocks->take(blocks->state, work->taken, blocks->place[place]);
            pthread_mutex_lock(&work->lock);
            work->made[place] = false;
            work->taken++;
            pthread_cond_broadcast(&work->changed);
        } else if (can_begin(work)) {
            make_next(work, blocks->maker[0]);
        } else {
            pthread_cond_wait(&work->changed, &work->lock);
        }
    }
    pthread_mutex_unlock(&work->lock);
}

void blocks_run(const struct blocks *blocks)
{
    struct work work = {.blocks = blocks, .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    struct hand hand[BLOCKS_THREADS];
    size_t started = 1;
    for (; started < blocks->threads; started++) {
        hand[started] = (struct hand){.work = &work, .maker = blocks->maker[started]};
        if (pthread_create(&hand[started].thread, NULL, make_all, &hand[started]) != 0)
            break;            /* the others do its part */
    }
    take_all(&work);
    for (size_t i = 1; i < started; i++)
        pthread_join(hand[i].thread, NULL);
    pthread_mutex_destroy(&work.lock);
    pthread_cond_destroy(&work.changed);
}
