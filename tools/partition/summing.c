/* summing - see summing.h */
#include <pthread.h>

#include "base/blocks.h"
#include "summing.h"

enum {
    QUEUE = 64,               /* pieces that are lent at a time; who lends more waits */
    WORTH = 8,                /* so many are worth waking the thread for */
    SPARE = 512               /* pieces that are kept to be given back */
};

struct lent {
    struct digest *digest;
    struct str piece;
    bool back;
};

struct summing {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    bool runs, ends;
    struct lent queue[QUEUE];
    size_t lent, summed;      /* how many ever */
    char *spare[SPARE];
    size_t spares;
};

static void give_back(struct summing *summing, const struct lent *lent)
{
    if (lent->back && summing->spares < SPARE)
        summing->spare[summing->spares++] = (char *)(uintptr_t)lent->piece.at;
}

static void *sum(void *argument)
{
    struct summing *summing = argument;
    pthread_mutex_lock(&summing->lock);
    for (;;) {
        while (summing->summed == summing->lent && !summing->ends)
            pthread_cond_wait(&summing->changed, &summing->lock);
        if (summing->summed == summing->lent)
            break;
        struct lent lent = summing->queue[summing->summed % QUEUE];
        pthread_mutex_unlock(&summing->lock);
        digest_add(lent.digest, lent.piece);
        pthread_mutex_lock(&summing->lock);
        give_back(summing, &lent);
        summing->summed++;
        pthread_cond_broadcast(&summing->changed);
    }
    pthread_mutex_unlock(&summing->lock);
    return NULL;
}

struct summing *summing_open(struct mem *mem)
{
    struct summing *summing = mem_take(mem, sizeof *summing);
    pthread_mutex_init(&summing->lock, NULL);
    pthread_cond_init(&summing->changed, NULL);
    summing->runs = blocks_cores() > 1 && pthread_create(&summing->thread, NULL, sum, summing) == 0;
    return summing;
}

void summing_lend(struct summing *summing, struct digest *digest, struct str piece, bool back)
{
    struct lent lent = {digest, piece, back};
    if (!summing->runs) {
        digest_add(digest, piece);
        give_back(summing, &lent);
        return;
    }
    pthread_mutex_lock(&summing->lock);
    while (summing->lent - summing->summed == QUEUE)
        pthread_cond_wait(&summing->changed, &summing->lock);
    summing->queue[summing->lent++ % QUEUE] = lent;
    if (summing->lent - summing->summed == WORTH)
        pthread_cond_broadcast(&summing->changed);
    pthread_mutex_unlock(&summing->lock);
}

char *summing_take(struct summing *summing)
{
    pthread_mutex_lock(&summing->lock);
    char *piece = summing->spares ? summing->spare[--summing->spares] : NULL;
    pthread_mutex_unlock(&summing->lock);
    return piece;
}

void summing_wait(struct summing *summing)
{
    pthread_mutex_lock(&summing->lock);
    pthread_cond_broadcast(&summing->changed);
    while (summing->summed < summing->lent)
        pthread_cond_wait(&summing->changed, &summing->lock);
    pthread_mutex_unlock(&summing->lock);
}

void summing_close(struct summing *summing)
{
    pthread_mutex_lock(&summing->lock);
    summing->ends = true;
    pthread_cond_broadcast(&summing->changed);
    pthread_mutex_unlock(&summing->lock);
    if (summing->runs)
        pthread_join(summing->thread, NULL);
    pthread_cond_destroy(&summing->changed);
    pthread_mutex_destroy(&summing->lock);
}
