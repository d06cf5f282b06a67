/* pool - see pool.h */
#include "base/group.h"
#include "base/str.h"
#include "league/pool.h"

struct pool_builder {
    struct mem *mem;
    uint32_t units;
    struct group *seen;       /* number of the pool, plus one, by the group's name and its members as bytes */
    struct pools pools;
    size_t room, berth_room;
};

struct pool_builder *pool_builder_open(struct mem *mem, uint32_t units)
{
    struct pool_builder *builder = mem_take(mem, sizeof *builder);
    *builder = (struct pool_builder){.mem = mem, .units = units, .seen = group_open(2, sizeof(uint32_t))};
    return builder;
}

static struct pool pool_of(struct mem *mem, struct str group, const bool *among, uint32_t units)
{
    struct pool pool = {.group = group};
    for (uint32_t u = 0; u < units; u++)
        pool.count += among[u];
    pool.member = mem_array(mem, pool.count, sizeof *pool.member);
    for (uint32_t u = 0, slot = 0; u < units; u++)
        if (among[u])
            pool.member[slot++] = u;
    return pool;
}

void pool_builder_add(struct pool_builder *builder, struct str group, uint32_t unit, bool *among)
{
    struct pools *pools = &builder->pools;
    among[unit] = true;
    const struct str key[] = {group, {(const char *)among, builder->units * sizeof *among}};
    uint32_t *number = group_at(builder->seen, key);
    if (!*number) {
        pools->row = mem_grow(builder->mem, pools->row, pools->count, &builder->room, sizeof *pools->row);
        pools->row[pools->count++] = pool_of(builder->mem, group, among, builder->units);
        *number = pools->count;
    }
    pools->berth = mem_grow(builder->mem, pools->berth, pools->berths, &builder->berth_room,
                              sizeof *pools->berth);
    pools->berth[pools->berths++] = (struct berth){unit, *number - 1,
                                                       pool_slot(&pools->row[*number - 1], unit)};
}

struct pools pool_builder_close(struct pool_builder *builder)
{
    group_close(builder->seen);
    return builder->pools;
}

struct pools pools_open(struct mem *mem, const struct peers *peers, const struct peer *only)
{
    struct pool_builder *builder = pool_builder_open(mem, peers->count);
    bool *among = mem_array(mem, peers->count, sizeof *among);
    for (uint32_t u = 0; u < peers->count; u++) {
        const struct peer *unit = &peers->unit[u];
        if (unit->pacesetter || (only && unit != only))
            continue;
        for (uint32_t g = 0; g < (unit->groups ? unit->groups : 1); g++) {
            uint32_t group = unit->groups ? unit->group[g] : 0;
            peers_among(peers, unit, group, among);
            pool_builder_add(builder, peers->group[group], u, among);
        }
    }
    return pool_builder_close(builder);
}

uint32_t pool_slot(const struct pool *pool, uint32_t unit)
{
    uint32_t low = 0, high = pool->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pool->member[middle] == unit)
            return middle;
        if (pool->member[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}
