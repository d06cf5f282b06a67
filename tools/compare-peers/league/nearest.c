/* nearest - see nearest.h */
#include "base/diag.h"
#include "base/str.h"
#include "frame/answer.h"
#include "league/nearest.h"
#include "values/num.h"

/* A distance with ten significant places behind the point. */
static struct str distance_text(struct mem *mem, double distance)
{
    struct num value;
    return num_from_double(distance, &value) ? num_text(mem, num_round(value, 10, NUM_HALF_UP)) : (struct str){NULL, 0};
}

static void write_head(struct writer *writer)
{
    NEAREST_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static void write_neighbour(struct writer *writer, struct mem *mem, const struct peers *peers,
                            const struct berth *berth, struct str group, const struct neighbour *n, uint32_t order,
                            uint32_t traits, double farthest)
{
    struct mem_mark mark = mem_mark(mem);
    struct str unit = peers->unit[berth->unit].code, peer = peers->unit[n->unit].code;
    NEAREST_COLUMNS(ANSWER_CELL)
    writer_end(writer);
    mem_rewind(mem, mark);
}

struct pools nearest_pools(struct mem *mem, const struct peers *peers, const struct pools *pools,
                           const struct traits *traits, enum trait_gap gap, uint32_t most, struct writer *writer)
{
    struct pool_builder *builder = pool_builder_open(mem, peers->count);
    bool *among = mem_array(mem, peers->count, sizeof *among);
    struct neighbour *neighbour = mem_array(mem, most, sizeof *neighbour);
    struct nearness **nearness = mem_array(mem, pools->count, sizeof *nearness);
    if (writer)
        write_head(writer);
    for (uint32_t b = 0; b < pools->berths; b++) {
        const struct berth *berth = &pools->berth[b];
        const struct pool *pool = &pools->row[berth->pool];
        double farthest;
        if (!nearness[berth->pool])
            nearness[berth->pool] = nearness_open(traits, pool, gap);
        uint32_t found = traits_nearest(nearness[berth->pool], berth->unit, neighbour, most, &farthest);
        memset(among, 0, peers->count * sizeof *among);
        for (uint32_t i = 0; i < found; i++) {
            among[neighbour[i].unit] = true;
            if (writer)
                write_neighbour(writer, mem, peers, berth, pool->group, &neighbour[i], i + 1, traits->count, farthest);
        }
        if (found == 0)
            diag_report(DIAG_TRAIT, NULL, "%.*s has no neighbour: nobody else is described by what it is described by",
                        STR_ARG(peers->unit[berth->unit].code));
        pool_builder_add(builder, pool->group, berth->unit, among);
    }
    for (uint32_t p = 0; p < pools->count; p++)
        if (nearness[p])
            nearness_close(nearness[p]);
    return pool_builder_close(builder);
}
