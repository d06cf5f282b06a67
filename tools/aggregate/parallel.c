/* parallel - see parallel.h */
#include <pthread.h>
#include <stdatomic.h>

#include "parallel.h"
#include "spread.h"

enum { THREADS = 64, PIECES_EACH = 8 };

/* What the threads have in common: the pieces, of which each takes the next that is left,
 * and where groups go when they are many. */
struct pool {
    const struct reader *whole;
    uint32_t part;
    struct piece piece[THREADS * PIECES_EACH];
    size_t pieces;
    atomic_size_t next;
    atomic_bool failed;
    struct spread *spread;
    struct worker *worker;
    size_t workers;
};

struct worker {
    pthread_t thread;
    bool started;
    struct pool *pool;
    struct mem *mem;
    struct groups *table;
    struct lane *lane;
    uint64_t records, bytes;  /* taken in; of `bytes`, those of earlier pieces */
    uint64_t start;           /* where the records of this piece begin */
    /* while tables are merged */
    struct mem *kept;         /* what the groups that it merges keep */
    void **missing;           /* groups that the first table has not */
    size_t missed, missed_room;
};

/* All workers at once, the last of them in this thread. */
static void run(struct pool *pool, void *(*work)(void *worker))
{
    for (size_t i = pool->workers; i-- > 0;) {
        struct worker *worker = &pool->worker[i];
        worker->started = i && pthread_create(&worker->thread, NULL, work, worker) == 0;
        if (!worker->started)
            work(worker);
    }
    for (size_t i = 1; i < pool->workers; i++)
        if (pool->worker[i].started)
            pthread_join(pool->worker[i].thread, NULL);
}

/* ---- reading ---- */

/* How many records there are in all is told from how many there were so far. */
static void consider(struct worker *worker, const struct batch *batch)
{
    const struct pool *pool = worker->pool;
    uint64_t bytes = worker->bytes + reader_offset(batch->reader, &batch->record[0]) - worker->start;
    double share = (double)bytes / (double)(pool->piece[pool->pieces - 1].to - pool->piece[0].from);
    if (bytes)
        spread_consider(pool->spread, worker->table, (double)worker->records / share);
}

/* Takes a batch in; false when it cannot go on. */
static bool take_batch(struct worker *worker, struct batch *batch)
{
    struct spread *spread = worker->pool->spread;
    struct groups *table = worker->table;
    worker->records += batch->wants;
    if (!spread_used(spread)) {
        groups_take(table, batch, 0, batch->wants);
        consider(worker, batch);
        return !batch->faults && !groups_over(table);
    }
    bool good = group_count(table->group) == 0 || spread_pour(spread, worker->lane, table);
    batch->room = SPREAD_BATCH;
    return spread_take(spread, worker->lane, batch) && good && !batch->faults;
}

/* Takes in one piece; false at any trouble. */
static bool take_piece(struct worker *worker, struct batch *batch, struct piece piece)
{
    struct reader *reader = reader_open_piece(worker->mem, worker->pool->whole, piece);
    bool good = true;
    batch->reader = reader;
    for (bool first = true; good && groups_choose(worker->table, batch); first = false) {
        if (first)
            worker->start = reader_offset(reader, &batch->record[0]);
        good = take_batch(worker, batch);
    }
    worker->bytes += piece.to - piece.from;
    good = good && !reader_stuck(reader);
    reader_close(reader);
    return good;
}

static void *take_pieces(void *argument)
{
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    struct batch batch = groups_batch(worker->table, NULL, pool->part, SPREAD_BATCH);
    size_t i;
    batch.room = GROUPS_BATCH;
    worker->lane = lane_open(worker->table);
    while (!atomic_load(&pool->failed) && (i = atomic_fetch_add(&pool->next, 1)) < pool->pieces)
        if (!take_piece(worker, &batch, pool->piece[i]))
            atomic_store(&pool->failed, true);
    return NULL;
}

/* ---- merging ---- */

/* Keys of groups, as many as are looked for together. */
struct looking {
    struct str *key;
    void *group[SPREAD_BATCH], *found[SPREAD_BATCH];
    size_t count;
};

static void absorb_found(struct worker *worker, struct looking *looking)
{
    struct groups *into = worker->pool->worker->table;
    group_find_each(into->group, looking->key, looking->count, looking->found);
    for (size_t i = 0; i < looking->count; i++) {
        if (looking->found[i]) {
            groups_absorb_group(into, worker->kept, looking->found[i], looking->group[i]);
            continue;
        }
        worker->missing = mem_grow(worker->mem, worker->missing, worker->missed, &worker->missed_room, sizeof(void *));
        worker->missing[worker->missed++] = looking->group[i];
    }
    looking->count = 0;
}

/* Looks for this worker's share of all groups in the first table. */
static void *merge_share(void *argument)
{
    struct worker *worker = argument;
    struct pool *pool = worker->pool;
    uint32_t arity = worker->table->key.count, share = (uint32_t)(worker - pool->worker);
    struct looking looking = {.key = mem_array(worker->mem, (size_t)SPREAD_BATCH * arity, sizeof *looking.key)};
    worker->kept = mem_open();
    for (size_t i = 1; i < pool->workers; i++) {
        const struct group *group = pool->worker[i].table->group;
        struct group_walk walk = {0};
        while (group_next(group, &walk)) {
            struct str *key = looking.key + looking.count * arity;
            for (uint32_t k = 0; k < arity; k++)
                key[k] = group_key(group, walk.state, k);
            if (group_key_hash(key, arity) % pool->workers != share)
                continue;
            looking.group[looking.count++] = walk.state;
            if (looking.count == SPREAD_BATCH)
                absorb_found(worker, &looking);
        }
    }
    absorb_found(worker, &looking);
    return NULL;
}

/* The groups of all tables into the first: those that it has by all threads, each those of
 * its share of the keys, so that no group is changed by two; the few others alone. */
static void merge(struct pool *pool)
{
    struct groups *table = pool->worker->table;
    run(pool, merge_share);
    for (size_t w = 0; w < pool->workers; w++) {
        struct worker *worker = &pool->worker[w];
        for (size_t i = 0; i < worker->missed; i++) {
            for (uint32_t k = 0; k < table->key.count; k++)
                table->key_text[k] = group_key(table->group, worker->missing[i], k);
            groups_absorb_group(table, table->kept, groups_group(table, table->key_text), worker->missing[i]);
        }
    }
    for (size_t w = 0; w < pool->workers; w++) {
        groups_keep(table, pool->worker[w].kept);
        if (w)
            groups_take_kept(table, pool->worker[w].table);
    }
}

/* ---- all of it ---- */

/* The first worker fills the caller's table. */
static void prepare(struct pool *pool, struct groups *table)
{
    pool->worker = mem_array(table->mem, pool->workers, sizeof *pool->worker);
    pool->spread = spread_open(table, pool->workers);
    for (size_t i = 0; i < pool->workers; i++) {
        struct worker *worker = &pool->worker[i];
        *worker = (struct worker){.pool = pool, .mem = i ? mem_open() : table->mem, .table = table};
        if (i) {
            worker->table = mem_take(worker->mem, sizeof *table);
            groups_init(worker->table, worker->mem, table->request, &table->columns);
        }
        worker->table->share = pool->workers;
    }
}

static void put_together(struct pool *pool)
{
    if (!spread_used(pool->spread)) {
        merge(pool);
        return;
    }
    for (size_t i = 0; i < pool->workers; i++)
        if (group_count(pool->worker[i].table->group))
            spread_pour(pool->spread, pool->worker[i].lane, pool->worker[i].table);
}

bool parallel_fill(struct groups *table, struct reader *reader, uint32_t part)
{
    struct pool pool = {.whole = reader, .part = part};
    size_t threads = table->request->threads < THREADS ? table->request->threads : THREADS;
    pool.pieces = threads > 1 ? reader_cut(reader, threads * PIECES_EACH, pool.piece) : 0;
    if (!pool.pieces)
        return false;
    pool.workers = threads < pool.pieces ? threads : pool.pieces;
    prepare(&pool, table);
    run(&pool, take_pieces);
    bool good = !pool.failed;
    if (good)
        put_together(&pool);
    spread_close(pool.spread, good ? table : NULL);
    for (size_t i = 1; i < pool.workers; i++) {
        groups_release(pool.worker[i].table);
        mem_close(pool.worker[i].mem);
    }
    table->share = 1;
    if (!good)
        groups_empty(table);
    return good;
}
