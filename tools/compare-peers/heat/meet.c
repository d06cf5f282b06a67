/* meet - see meet.h */
#include <stdlib.h>

#include "base/str.h"
#include "heat/meet.h"
#include "series/basis.h"

/* ---- the pool's entrants in order of merit ---- */

/* An entrant of the pool. */
struct starter {
    const struct observation *row;
    uint32_t slot;
    struct num merit;         /* the value, or the distance from the corridor */
};

struct field {
    struct starter *starter;
    uint32_t count;
};

static int by_place(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static int by_distance(const void *left, const void *right)
{
    const struct starter *a = left, *b = right;
    int order = num_compare(a->merit, b->merit);
    return order ? order : (a->slot > b->slot) - (a->slot < b->slot);
}

/* The places in the section of all entrants of the pool, rising: those of each member, put in order. */
static uint32_t *find_places(struct mem *mem, const struct pool *pool, const struct section *section,
                             const bool *withheld, uint32_t *count)
{
    uint32_t room = 0;
    for (uint32_t s = 0; s < pool->count; s++)
        room += section->start[pool->member[s] + 1] - section->start[pool->member[s]];
    uint32_t *place = mem_array(mem, room, sizeof *place);
    *count = 0;
    for (uint32_t s = 0; s < pool->count; s++) {
        uint32_t region = pool->member[s];
        if (withheld && withheld[region])
            continue;
        for (uint32_t i = section->start[region]; i < section->start[region + 1]; i++)
            place[(*count)++] = section->place[i];
    }
    qsort(place, *count, sizeof *place, by_place);
    return place;
}

/* All places of the section where the pool is all or most of it: they need no sorting. */
static uint32_t *walk_places(struct mem *mem, const struct pool *pool, const struct section *section,
                             const bool *withheld, uint32_t *count)
{
    uint32_t *place = mem_array(mem, section->count, sizeof *place);
    bool *member = mem_array(mem, section->regions, sizeof *member);
    for (uint32_t s = 0; s < pool->count; s++)
        member[pool->member[s]] = !(withheld && withheld[pool->member[s]]);
    *count = 0;
    for (uint32_t i = 0; i < section->count; i++)
        if (member[section->entrant[i].region])
            place[(*count)++] = i;
    return place;
}

static struct field field_of(struct mem *mem, const struct pool *pool, const struct section *section,
                             const bool *withheld, const struct manner_of_merit *manner)
{
    struct field field = {0};
    bool small = pool->count < section->regions / 8;
    uint32_t *place = (small ? find_places : walk_places)(mem, pool, section, withheld, &field.count);
    uint32_t *slot_of = small ? NULL : mem_array(mem, section->regions, sizeof *slot_of);
    for (uint32_t s = 0; slot_of && s < pool->count; s++)
        slot_of[pool->member[s]] = s;
    field.starter = mem_array(mem, field.count, sizeof *field.starter);
    for (uint32_t i = 0; i < field.count; i++) {
        const struct entrant *entrant = &section->entrant[place[i]];
        struct num value = entrant->row->value;
        field.starter[i] = (struct starter){entrant->row, slot_of ? slot_of[entrant->region]
                                                                  : pool_slot(pool, entrant->region),
                                            manner->corridor ? corridor_distance(manner->corridor, value) : value};
    }
    if (manner->corridor && field.count)
        qsort(field.starter, field.count, sizeof *field.starter, by_distance);
    return field;
}

/* ---- heats ---- */

static bool runs_in(const struct heat *heat, const struct observation *row)
{
    return str_eq(heat->caliber, row->caliber) &&
           (heat->unit.length == 0 || row->unit.length == 0 || str_eq(heat->unit, row->unit));
}

/* The heats that there are: calibers by units of measure; the unit that nobody told only where no
 * other is told in the caliber. */
static void find_heats(struct mem *mem, struct meet *meet, const struct field *field, const struct str *caliber)
{
    size_t room = 0;
    for (uint32_t i = 0; i < field->count; i++) {
        const struct observation *row = field->starter[i].row;
        if (caliber && !str_eq(row->caliber, *caliber))
            continue;
        uint32_t h = 0;
        while (h < meet->heats && !(str_eq(meet->heat[h].caliber, row->caliber) &&
                                    (str_eq(meet->heat[h].unit, row->unit) || row->unit.length == 0 ||
                                     meet->heat[h].unit.length == 0)))
            h++;
        if (h == meet->heats) {
            meet->heat = mem_grow(mem, meet->heat, meet->heats, &room, sizeof *meet->heat);
            meet->heat[meet->heats++] = (struct heat){.caliber = row->caliber, .unit = row->unit};
        } else if (meet->heat[h].unit.length == 0)
            meet->heat[h].unit = row->unit;
    }
}

static uint32_t *no_places(struct mem *mem, uint32_t count)
{
    uint32_t *at = mem_array(mem, count, sizeof *at);
    memset(at, 0xff, count * sizeof *at);
    return at;
}

/* The greater of a half unit and that of a value. */
static struct num coarser(struct num half, struct num value)
{
    struct num other = num_half_unit(value);
    return num_compare(other, half) > 0 ? other : half;
}

static void fill_heat(struct mem *mem, struct heat *heat, const struct field *field, const struct pool *pool,
                      const struct manner_of_merit *manner)
{
    struct basis basis = {0};
    struct num *value = mem_array(mem, field->count, sizeof *value);
    heat->row = mem_array(mem, field->count, sizeof *heat->row);
    heat->slot = mem_array(mem, field->count, sizeof *heat->slot);
    heat->at = no_places(mem, pool->count);
    for (uint32_t i = 0; i < field->count; i++) {
        const struct starter *starter = &field->starter[i];
        if (!runs_in(heat, starter->row))
            continue;
        basis_inherit(&basis, starter->row);
        heat->scale = starter->row->value.scale > heat->scale ? starter->row->value.scale : heat->scale;
        heat->coarsest = coarser(heat->coarsest, starter->row->value);
        value[heat->count] = starter->merit;
        heat->row[heat->count] = starter->row;
        heat->slot[heat->count] = starter->slot;
        heat->at[starter->slot] = heat->count++;
    }
    heat->verified = basis_verified(&basis);
    heat->unverified = basis_unverified(&basis);
    heat->approx = basis.approx;
    heat->ladder = rungs_open(mem, value, heat->count, manner->corridor ? -1 : manner->sign, manner->type);
}

/* The ladders of those who have a value in both periods. */
static void look_back(struct mem *mem, struct heat *heat, const struct field *then, const struct pool *pool)
{
    struct num *now_value = mem_array(mem, heat->count, sizeof *now_value);
    struct num *then_value = mem_array(mem, heat->count, sizeof *then_value);
    heat->now_at = no_places(mem, pool->count);
    heat->then_at = no_places(mem, pool->count);
    for (uint32_t i = 0; i < then->count; i++) {
        const struct starter *starter = &then->starter[i];
        if (!runs_in(heat, starter->row) || heat->at[starter->slot] == HEAT_NONE)
            continue;
        then_value[heat->both] = starter->merit;
        heat->then_at[starter->slot] = heat->both++;
    }
    uint32_t both = 0;
    for (uint32_t i = 0; i < heat->count; i++)
        if (heat->then_at[heat->slot[i]] != HEAT_NONE) {
            now_value[both] = heat->ladder.value[i];
            heat->now_at[heat->slot[i]] = both++;
        }
    heat->now = rungs_open(mem, now_value, both, heat->ladder.sign, heat->ladder.type);
    heat->then = rungs_open(mem, then_value, both, heat->ladder.sign, heat->ladder.type);
}

/* Who has a value, whose is hidden, whose are two. */
static void count_members(struct meet *meet, const struct section *section, const bool *withheld)
{
    const struct pool *pool = meet->pool;
    for (uint32_t s = 0; s < pool->count; s++) {
        uint32_t region = pool->member[s];
        bool hidden = (withheld && withheld[region]) || (section->suppressed && section->suppressed[region]);
        meet->hidden += hidden;
        meet->present += !hidden && section->start[region + 1] > section->start[region];
        meet->conflicts += section->conflict && section->conflict[region];
    }
}

struct meet meet_open(struct mem *mem, const struct pool *pool, const struct sections *figures,
                      const struct manner_of_merit *manner)
{
    struct meet meet = {.pool = pool};
    struct field now = field_of(mem, pool, &figures->now, figures->withheld, manner);
    struct field then = {0};
    if (figures->then.mem)
        then = field_of(mem, pool, &figures->then, figures->withheld_then, manner);
    count_members(&meet, &figures->now, figures->withheld);
    find_heats(mem, &meet, &now, manner->caliber);
    for (uint32_t h = 0; h < meet.heats; h++) {
        fill_heat(mem, &meet.heat[h], &now, pool, manner);
        if (figures->then.mem)
            look_back(mem, &meet.heat[h], &then, pool);
    }
    return meet;
}

/* Is a heat rather taken than another that the unit could run in too? */
static bool is_rather(const struct heat *heat, const struct heat *other)
{
    if (heat->count != other->count)
        return heat->count > other->count;
    int order = str_cmp(heat->caliber, other->caliber);
    return order ? order < 0 : str_cmp(heat->unit, other->unit) < 0;
}

const struct heat *meet_heat(const struct meet *meet, uint32_t slot)
{
    const struct heat *best = NULL;
    for (uint32_t h = 0; h < meet->heats; h++)
        if (meet->heat[h].at[slot] != HEAT_NONE && (!best || is_rather(&meet->heat[h], best)))
            best = &meet->heat[h];
    return best;
}
