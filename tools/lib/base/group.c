/* group - see group.h
 *
 * Groups lie one behind the other in chunks of 1 MiB, never moved: the state, then
 * a head, then the key (the lengths of its fields, then their bytes).  A slot knows
 * a group by its place in units of 16 bytes, counted through all chunks, so 32 bits
 * reach 64 GiB.  A group larger than a chunk gets several chunks in one piece. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/group.h"
#include "base/str.h"

/* A run of slots that chance does not make: at this load no more than a third of it is
 * to be expected among 10^9 groups.  (The test of what happens then sets its own.) */
#ifndef LONG_RUN
#define LONG_RUN 512
#endif

enum {
    UNIT = 16,
    CHUNK_BYTES = 1 << 20,
    CHUNK_UNITS = CHUNK_BYTES / UNIT,
    FIRST_SLOTS = 256,
    SECRETS = 6,
    LENGTH_FAR = 255          /* a field's length, if longer, stands in four bytes behind this one */
};

/* Empty while `at` is 0: no group begins at the very first unit. */
struct slot {
    uint32_t hash;
    uint32_t at;
};

/* What stands behind a state. */
struct head {
    uint32_t index;
    uint32_t key_bytes;
};

struct chunk {
    char *base;
    size_t used;
    bool owned;               /* false for what continues the chunk before */
};

struct group {
    struct slot *slot;
    uint32_t mask;            /* number of slots - 1 */
    uint32_t count;
    uint32_t full;            /* when count reaches it, the slots are doubled */
    uint32_t arity;
    size_t state_bytes;       /* rounded up, for a head to stand behind it */
    struct chunk *chunk;
    uint32_t chunks, chunk_room;
    uint32_t drawn;           /* how often secrets were drawn */
    bool may_redraw;          /* once for each number of slots */
    uint64_t secret[SECRETS];
};

/* ---- hashing ---- */

static void draw_secrets(uint64_t secret[SECRETS])
{
    size_t bytes = SECRETS * sizeof *secret;
    if (getrandom(secret, bytes, 0) != (ssize_t)bytes) {
        /* no system call for it: the clock and an address, which is better than nothing */
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        uint64_t x = (uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 30 ^ (uint64_t)(uintptr_t)&now;
        for (size_t i = 0; i < SECRETS; i++)
            secret[i] = x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9u + i;
    }
    secret[5] |= 1;
}

static inline uint64_t fold(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t load8(const char *at)
{
    uint64_t value;
    memcpy(&value, at, 8);
    return value;
}

static inline uint64_t load4(const char *at)
{
    uint32_t value;
    memcpy(&value, at, 4);
    return value;
}

/* One field: whole pieces of 16 bytes, then the last 16 or fewer together with the
 * length, which is multiplied by a secret so that no text can make up for it. */
static inline uint64_t hash_field(const uint64_t *secret, uint64_t hash, struct str text)
{
    const char *at = text.at;
    size_t length = text.length;
    uint64_t a = 0, b = 0;
    for (; length > 16; at += 16, length -= 16)
        hash = fold(load8(at) ^ secret[3], load8(at + 8) ^ secret[4] ^ hash);
    if (length >= 8) {
        a = load8(at);
        b = load8(at + length - 8);
    } else if (length >= 4) {
        a = load4(at);
        b = load4(at + length - 4);
    } else if (length) {
        a = (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[length / 2] << 8 |
            (unsigned char)at[length - 1];
    }
    return fold(a ^ secret[1] ^ text.length * secret[5], b ^ secret[2] ^ hash);
}

static inline uint32_t hash_fields(const uint64_t *secret, const struct str *key, uint32_t arity)
{
    uint64_t hash = secret[0];
    for (uint32_t i = 0; i < arity; i++)
        hash = hash_field(secret, hash, key[i]);
    return (uint32_t)fold(hash ^ secret[3], secret[5]);
}

static inline uint32_t hash_key(const struct group *group, const struct str *key)
{
    return hash_fields(group->secret, key, group->arity);
}

static uint64_t process_secret[SECRETS];

static void draw_for_process(void)
{
    draw_secrets(process_secret);
}

uint32_t group_key_hash(const struct str *key, uint32_t arity)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, draw_for_process);
    return hash_fields(process_secret, key, arity);
}

uint32_t group_text_hash(struct str text)
{
    return group_key_hash(&text, 1);
}

/* ---- groups in chunks ---- */

static inline char *entry_at(const struct group *group, uint32_t at)
{
    return group->chunk[at / CHUNK_UNITS].base + (size_t)(at % CHUNK_UNITS) * UNIT;
}

static inline const struct head *head_of(const struct group *group, const void *state)
{
    return (const struct head *)((const char *)state + group->state_bytes);
}

static size_t round_up(size_t bytes, size_t to)
{
    return (bytes + to - 1) / to * to;
}

static size_t entry_bytes(const struct group *group, size_t key_bytes)
{
    return round_up(group->state_bytes + sizeof(struct head) + key_bytes, UNIT);
}

/* So many bytes, or where they are beyond what can be counted more than anybody has: asking for
 * that ends the run. */
static size_t countable(bool counts, size_t bytes)
{
    return counts ? bytes : SIZE_MAX / 2;
}

/* Adds as many chunks, in one piece, as `bytes` need. */
static void add_chunks(struct group *group, size_t bytes)
{
    size_t pieces = (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES;
    bool counts = pieces <= UINT32_MAX / CHUNK_UNITS - group->chunks;   /* up to 64 GiB */
    char *base = mem_resize(NULL, countable(counts, pieces * CHUNK_BYTES));
    while (group->chunks + pieces > group->chunk_room) {
        group->chunk_room = group->chunk_room ? group->chunk_room * 2 : 8;
        group->chunk = mem_resize(group->chunk, group->chunk_room * sizeof *group->chunk);
    }
    for (size_t i = 0; i < pieces; i++)
        group->chunk[group->chunks++] = (struct chunk){base + i * CHUNK_BYTES, 0, i == 0};
}

static size_t length_bytes(size_t length)
{
    return length < LENGTH_FAR ? 1 : 5;
}

static char *put_length(char *to, size_t length)
{
    if (length < LENGTH_FAR) {
        *to = (char)length;
        return to + 1;
    }
    uint32_t far = (uint32_t)length;
    *to = (char)LENGTH_FAR;
    memcpy(to + 1, &far, sizeof far);
    return to + 5;
}

static inline const char *get_length(const char *from, size_t *length)
{
    *length = (unsigned char)*from;
    if (*length < LENGTH_FAR)
        return from + 1;
    uint32_t far;
    memcpy(&far, from + 1, sizeof far);
    *length = far;
    return from + 5;
}

/* Lays out a new group and returns its place. */
static uint32_t add_entry(struct group *group, const struct str *key)
{
    size_t key_bytes = 0;
    for (uint32_t i = 0; i < group->arity; i++)
        key_bytes += length_bytes(key[i].length) + key[i].length;
    size_t bytes = countable(key_bytes <= UINT32_MAX, entry_bytes(group, key_bytes));
    /* the chunk that is being filled: behind a group of several chunks a new one begins */
    struct chunk *chunk = group->chunks ? &group->chunk[group->chunks - 1] : NULL;
    if (!chunk || !chunk->owned || chunk->used + bytes > CHUNK_BYTES) {
        uint32_t first = group->chunks;
        add_chunks(group, first ? bytes : bytes + UNIT);
        chunk = &group->chunk[first];
        chunk->used = first ? 0 : UNIT;
    }
    uint32_t number = (uint32_t)(chunk - group->chunk);
    char *state = chunk->base + chunk->used;
    uint32_t at = number * CHUNK_UNITS + (uint32_t)(chunk->used / UNIT);
    chunk->used += bytes;

    memset(state, 0, group->state_bytes);
    struct head head = {group->count, (uint32_t)key_bytes};
    char *to = memcpy(state + group->state_bytes, &head, sizeof head);
    to += sizeof head;
    for (uint32_t i = 0; i < group->arity; i++)
        to = put_length(to, key[i].length);
    for (uint32_t i = 0; i < group->arity; i++) {
        if (key[i].length)
            memcpy(to, key[i].at, key[i].length);
        to += key[i].length;
    }
    return at;
}

static inline bool has_key(const struct group *group, const char *state, const struct str *key)
{
    const char *length_at = state + group->state_bytes + sizeof(struct head), *bytes = length_at;
    size_t length;
    for (uint32_t i = 0; i < group->arity; i++) {
        bytes = get_length(bytes, &length);
        if (length != key[i].length)
            return false;
    }
    for (uint32_t i = 0; i < group->arity; i++) {
        if (!str_same_bytes(bytes, key[i].at, key[i].length))
            return false;
        bytes += key[i].length;
    }
    return true;
}

struct str group_key(const struct group *group, const void *state, uint32_t field)
{
    const char *at = (const char *)state + group->state_bytes + sizeof(struct head);
    size_t length, before = 0, own = 0;
    for (uint32_t i = 0; i < group->arity; i++) {
        at = get_length(at, &length);
        if (i < field)
            before += length;
        else if (i == field)
            own = length;
    }
    return (struct str){at + before, own};
}

uint32_t group_index(const struct group *group, const void *state)
{
    return head_of(group, state)->index;
}

size_t group_bytes(const struct group *group)
{
    return (size_t)group->chunks * CHUNK_BYTES + ((size_t)group->mask + 1) * sizeof *group->slot;
}

uint32_t group_count(const struct group *group)
{
    return group->count;
}

/* ---- the slots ---- */

/* Room for that many slots, the new ones empty. */
static struct slot *more_slots(struct slot *slot, uint64_t before, uint64_t slots)
{
    slot = mem_resize(slot, countable(slots <= UINT32_MAX, slots * sizeof *slot));
    memset(slot + before, 0, (slots - before) * sizeof *slot);
    return slot;
}

static void set_full(struct group *group)
{
    uint64_t slots = (uint64_t)group->mask + 1;
    group->full = (uint32_t)(slots / 8 * 5);
}

/* Puts a group that is not there yet into the first free slot; returns how many were taken. */
static uint32_t put_slot(struct group *group, struct slot new)
{
    uint32_t run = 0, i = new.hash & group->mask;
    for (; group->slot[i].at; run++)
        i = (i + 1) & group->mask;
    group->slot[i] = new;
    return run;
}

/* The new slots are put behind the old.  Then each group is taken out and put in again, one
 * run after the other, each from its first slot on: it finds its place no later than where
 * it was, or among the new slots, so that nothing is passed over that is yet to move. */
static void double_slots(struct group *group)
{
    uint64_t slots = (uint64_t)group->mask + 1, first = 0;
    group->slot = more_slots(group->slot, slots, slots * 2);
    group->mask = (uint32_t)(slots * 2 - 1);
    set_full(group);
    group->may_redraw = true;
    while (group->slot[first].at)
        first++;
    for (uint64_t i = 1; i < slots; i++) {
        struct slot *slot = &group->slot[(first + i) & (slots - 1)], moved = *slot;
        *slot = (struct slot){0};
        if (moved.at)
            put_slot(group, moved);
    }
}

/* Lays the same slots out anew, with other secrets. */
static void redraw(struct group *group)
{
    struct str *key = mem_resize(NULL, ((size_t)group->arity + 1) * sizeof *key);
    uint64_t slots = (uint64_t)group->mask + 1;
    group->may_redraw = false;
    draw_secrets(group->secret);
    group->drawn++;
    memset(group->slot, 0, slots * sizeof *group->slot);
    struct group_walk walk = {NULL, 0, 0};
    while (group_next(group, &walk)) {
        for (uint32_t i = 0; i < group->arity; i++)
            key[i] = group_key(group, walk.state, i);
        size_t unit = (size_t)((char *)walk.state - group->chunk[walk.chunk].base) / UNIT;
        put_slot(group, (struct slot){hash_key(group, key), walk.chunk * CHUNK_UNITS + (uint32_t)unit});
    }
    mem_release(key);
}

struct group *group_open(uint32_t arity, size_t state_bytes)
{
    struct group *group = mem_resize(NULL, sizeof *group);
    *group = (struct group){.arity = arity, .state_bytes = round_up(state_bytes, _Alignof(struct head)),
                            .mask = FIRST_SLOTS - 1, .may_redraw = true};
    group->slot = more_slots(NULL, 0, FIRST_SLOTS);
    set_full(group);
    draw_secrets(group->secret);
    return group;
}

void group_close(struct group *group)
{
    if (!group)
        return;
    for (uint32_t i = 0; i < group->chunks; i++)
        if (group->chunk[i].owned)
            mem_release(group->chunk[i].base);
    mem_release(group->chunk);
    mem_release(group->slot);
    mem_release(group);
}

/* ---- finding ---- */

static inline char *find(const struct group *group, uint32_t hash, const struct str *key, uint32_t *run)
{
    uint32_t i = hash & group->mask;
    for (*run = 0; group->slot[i].at; ++*run) {
        if (group->slot[i].hash == hash) {
            char *state = entry_at(group, group->slot[i].at);
            if (has_key(group, state, key))
                return state;
        }
        i = (i + 1) & group->mask;
    }
    return NULL;
}

static void *add(struct group *group, uint32_t hash, const struct str *key, uint32_t run)
{
    if (group->count >= group->full)
        double_slots(group);
    if (run > LONG_RUN && group->may_redraw) {
        redraw(group);
        hash = hash_key(group, key);
    }
    uint32_t at = add_entry(group, key);
    group->count++;
    put_slot(group, (struct slot){hash, at});
    return entry_at(group, at);
}

static void *at_hashed(struct group *group, uint32_t hash, const struct str *key)
{
    uint32_t run;
    void *state = find(group, hash, key, &run);
    return state ? state : add(group, hash, key, run);
}

void *group_at(struct group *group, const struct str *key)
{
    return at_hashed(group, hash_key(group, key), key);
}

void *group_find(const struct group *group, const struct str *key)
{
    uint32_t run;
    return find(group, hash_key(group, key), key, &run);
}

/* ---- finding many ---- */

enum { TOGETHER = 64, LINE = 64, SHORT_KEY = 32 };

/* Asks the processor for a group's state and, if short, its key. */
static inline void prefetch_group(const struct group *group, const char *state)
{
    size_t bytes = group->state_bytes + sizeof(struct head) + SHORT_KEY;
    for (size_t at = 0; at < bytes; at += LINE)
        __builtin_prefetch(state + at, 1);
}

void group_prefetch(const struct group *group, const void *state)
{
    prefetch_group(group, state);
}

/* The first group with this hash, whose key is nearly always the one wanted; or null. */
static inline char *guess(const struct group *group, uint32_t hash)
{
    uint32_t i = hash & group->mask;
    for (; group->slot[i].at; i = (i + 1) & group->mask)
        if (group->slot[i].hash == hash)
            return entry_at(group, group->slot[i].at);
    return NULL;
}

/* A key costs two cache misses, its slot and its group.  Both are asked for all keys
 * before the first is compared. */
static void guess_some(const struct group *group, const struct str *key, size_t count, uint32_t *hash, void **state)
{
    const struct group own = *group;      /* so that nothing of it is read again after each store */
    for (size_t i = 0; i < count; i++) {
        hash[i] = hash_key(&own, key + i * own.arity);
        __builtin_prefetch(&own.slot[hash[i] & own.mask]);
    }
    for (size_t i = 0; i < count; i++)
        if ((state[i] = guess(&own, hash[i])))
            prefetch_group(&own, state[i]);
}

/* What has to be added may draw new secrets: then the hashes of those behind it are of no
 * use, but what was guessed of them is right. */
static void at_some(struct group *group, const struct str *key, size_t count, void **state)
{
    uint32_t hash[TOGETHER], drawn = group->drawn, arity = group->arity;
    guess_some(group, key, count, hash, state);
    for (size_t i = 0; i < count; i++, key += arity)
        if (!state[i] || !has_key(group, state[i], key))
            state[i] = at_hashed(group, drawn == group->drawn ? hash[i] : hash_key(group, key), key);
}

void group_at_each(struct group *group, const struct str *key, size_t count, void **state)
{
    for (; count > TOGETHER; count -= TOGETHER, key += TOGETHER * group->arity, state += TOGETHER)
        at_some(group, key, TOGETHER, state);
    at_some(group, key, count, state);
}

static void find_some(const struct group *group, const struct str *key, size_t count, void **state)
{
    uint32_t hash[TOGETHER], run;
    guess_some(group, key, count, hash, state);
    for (size_t i = 0; i < count; i++, key += group->arity)
        if (state[i] && !has_key(group, state[i], key))
            state[i] = find(group, hash[i], key, &run);
}

void group_find_each(const struct group *group, const struct str *key, size_t count, void **state)
{
    for (; count > TOGETHER; count -= TOGETHER, key += TOGETHER * group->arity, state += TOGETHER)
        find_some(group, key, TOGETHER, state);
    find_some(group, key, count, state);
}

/* ---- walking ---- */

bool group_next(const struct group *group, struct group_walk *walk)
{
    if (walk->state)
        walk->at += entry_bytes(group, head_of(group, walk->state)->key_bytes);
    else if (walk->chunk == 0 && walk->at == 0)
        walk->at = UNIT;
    while (walk->chunk < group->chunks && walk->at >= group->chunk[walk->chunk].used) {
        if (walk->chunk + 1 == group->chunks)
            break;            /* more groups may follow here */
        walk->chunk++;
        walk->at = 0;
    }
    if (walk->chunk >= group->chunks || walk->at >= group->chunk[walk->chunk].used) {
        walk->state = NULL;
        return false;
    }
    walk->state = group->chunk[walk->chunk].base + walk->at;
    return true;
}

static int by_key(const void *a, const void *b, void *context)
{
    const struct group *group = context;
    const void *const *left = a, *const *right = b;
    int order = 0;
    for (uint32_t i = 0; i < group->arity && order == 0; i++)
        order = str_cmp(group_key(group, *left, i), group_key(group, *right, i));
    return order;
}

void group_sort(const struct group *group, void **state, size_t count)
{
    if (count)
        qsort_r(state, count, sizeof *state, by_key, (void *)(uintptr_t)group);
}

void **group_sorted(struct mem *mem, const struct group *group)
{
    void **state = mem_array(mem, group->count, sizeof *state);
    struct group_walk walk = {NULL, 0, 0};
    for (size_t i = 0; group_next(group, &walk); i++)
        state[i] = walk.state;
    group_sort(group, state, group->count);
    return state;
}
