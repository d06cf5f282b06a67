/* spread - see spread.h */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "spread.h"

/* MANY groups no longer fit into the caches nearest to a processor. */
enum { MANY = 32768, WORTH_MERGING = 32, PARTS_EACH = 8, PARTS_MOST = 64 };

struct part {
    pthread_mutex_t lock;
    struct groups table;
    struct mem *mem;
};

struct spread {
    struct part *part;
    uint32_t parts;           /* a power of two */
    atomic_bool used, over;
};

/* A batch in the order of the parts. */
struct lane {
    struct batch dealt;
    struct head **group;      /* spread_pour: what dealt.wanted means */
    struct str *key;
    uint8_t *part;            /* of each key before it is dealt */
    size_t start[PARTS_MOST + 1];
};

struct spread *spread_open(const struct groups *like, size_t threads)
{
    struct spread *spread = mem_take(like->mem, sizeof *spread);
    for (spread->parts = 1; spread->parts < threads * PARTS_EACH && spread->parts < PARTS_MOST;)
        spread->parts *= 2;
    spread->part = mem_array(like->mem, spread->parts, sizeof *spread->part);
    for (uint32_t i = 0; i < spread->parts; i++) {
        struct part *part = &spread->part[i];
        pthread_mutex_init(&part->lock, NULL);
        part->mem = mem_open();
        groups_init(&part->table, part->mem, like->request, &like->columns);
        part->table.share = spread->parts;
    }
    return spread;
}

struct lane *lane_open(const struct groups *table)
{
    struct lane *lane = mem_take(table->mem, sizeof *lane);
    lane->dealt = groups_batch(table, NULL, 0, SPREAD_BATCH);
    lane->group = mem_array(table->mem, SPREAD_BATCH, sizeof *lane->group);
    lane->key = mem_array(table->mem, (size_t)SPREAD_BATCH * table->key.count, sizeof *lane->key);
    lane->part = mem_take(table->mem, SPREAD_BATCH);
    return lane;
}

bool spread_used(const struct spread *spread)
{
    return atomic_load_explicit(&spread->used, memory_order_relaxed);
}

/* With many records for each group, merging costs less than dealing. */
void spread_consider(struct spread *spread, const struct groups *table, double all)
{
    double groups = group_count(table->group);
    if (groups >= MANY && all < WORTH_MERGING * groups)
        atomic_store(&spread->used, true);
}

/* ---- dealing ---- */

/* Sorts keys by their parts; `wanted` is what each of them is of. */
static void deal(const struct spread *spread, struct lane *lane, const struct str *key, const uint32_t *wanted,
                 size_t count)
{
    uint32_t arity = spread->part->table.key.count;
    size_t next[PARTS_MOST], sum = 0;
    memset(lane->start, 0, sizeof lane->start);
    for (size_t i = 0; i < count; i++) {
        lane->part[i] = (uint8_t)(group_key_hash(key + i * arity, arity) & (spread->parts - 1));
        lane->start[lane->part[i]]++;
    }
    for (uint32_t p = 0; p <= spread->parts; p++) {
        size_t many = p < spread->parts ? lane->start[p] : 0;
        lane->start[p] = sum;
        if (p < spread->parts)
            next[p] = sum;
        sum += many;
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = next[lane->part[i]]++;
        lane->dealt.wanted[at] = wanted[i];
        for (uint32_t k = 0; k < arity; k++)
            lane->dealt.key[at * arity + k] = key[i * arity + k];
    }
}

/* What is done with what was dealt to a part. */
typedef void action(struct lane *lane, struct groups *table, size_t from, size_t to);

static void act_on_part(struct spread *spread, struct lane *lane, uint32_t p, action *act)
{
    struct part *part = &spread->part[p];
    act(lane, &part->table, lane->start[p], lane->start[p + 1]);
    if (groups_over(&part->table))
        atomic_store(&spread->over, true);
    pthread_mutex_unlock(&part->lock);
}

/* First the parts where nobody is, then those that are left. */
static bool act_on_parts(struct spread *spread, struct lane *lane, action *act)
{
    uint64_t left = 0;
    for (uint32_t p = 0; p < spread->parts; p++) {
        if (lane->start[p] == lane->start[p + 1])
            continue;
        if (pthread_mutex_trylock(&spread->part[p].lock) == 0)
            act_on_part(spread, lane, p, act);
        else
            left |= (uint64_t)1 << p;
    }
    for (; left; left &= left - 1) {
        uint32_t p = (uint32_t)__builtin_ctzll(left);
        pthread_mutex_lock(&spread->part[p].lock);
        act_on_part(spread, lane, p, act);
    }
    return !atomic_load_explicit(&spread->over, memory_order_relaxed);
}

/* ---- records and groups in ---- */

static void take(struct lane *lane, struct groups *table, size_t from, size_t to)
{
    groups_take(table, &lane->dealt, from, to);
}

bool spread_take(struct spread *spread, struct lane *lane, struct batch *batch)
{
    struct batch *dealt = &lane->dealt;
    dealt->reader = batch->reader;
    dealt->part = batch->part;
    dealt->record = batch->record;
    dealt->count = batch->count;
    deal(spread, lane, batch->key, batch->wanted, batch->wants);
    bool good = act_on_parts(spread, lane, take);
    batch->faults += dealt->faults;
    return good;
}

static void absorb(struct lane *lane, struct groups *table, size_t from, size_t to)
{
    struct batch *dealt = &lane->dealt;
    group_at_each(table->group, dealt->key + from * table->key.count, to - from, dealt->group + from);
    for (size_t i = from; i < to; i++)
        groups_absorb_group(table, table->kept, dealt->group[i], lane->group[dealt->wanted[i]]);
}

bool spread_pour(struct spread *spread, struct lane *lane, struct groups *table)
{
    struct groups_walk walk = {0};
    uint32_t number[SPREAD_BATCH];
    bool good = true;
    for (size_t count = SPREAD_BATCH; count == SPREAD_BATCH;) {
        struct str *key = lane->key;
        for (count = 0; count < SPREAD_BATCH && groups_next(table, &walk); count++) {
            number[count] = (uint32_t)count;
            lane->group[count] = walk.group;
            for (uint32_t k = 0; k < table->key.count; k++)
                *key++ = group_key(table->group, walk.group, k);
        }
        deal(spread, lane, lane->key, number, count);
        good &= act_on_parts(spread, lane, absorb);
    }
    struct part *first = &spread->part[0];
    pthread_mutex_lock(&first->lock);
    groups_take_kept(&first->table, table);
    pthread_mutex_unlock(&first->lock);
    return good;
}

void spread_close(struct spread *spread, struct groups *table)
{
    for (uint32_t i = 0; i < spread->parts; i++) {
        struct part *part = &spread->part[i];
        if (table && spread_used(spread))
            groups_take_over(table, &part->table);
        groups_release(&part->table);
        pthread_mutex_destroy(&part->lock);
        mem_close(part->mem);
    }
}
