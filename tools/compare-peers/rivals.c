/* rivals - see rivals.h */
#include <stdlib.h>

#include "base/str.h"
#include "base/voice.h"
#include "rivals.h"

static int by_merit(const void *left, const void *right, void *sign)
{
    const struct entrant *a = left, *b = right;
    int order = num_compare(b->row->value, a->row->value) * *(int *)sign;
    if (!order)
        order = str_cmp(a->unit->code, b->unit->code);
    return order ? order : str_cmp(a->row->caliber, b->row->caliber);
}

void rivals_close(struct rivals *field)
{
    mem_close(field->mem);
    *field = (struct rivals){0};
}

struct rivals rivals_open(const struct observations *observations, const struct peers *peers, struct str indicator,
                        struct period period, int sign)
{
    struct rivals field = {.mem = mem_open(), .indicator = indicator, .period = period};
    size_t room = 0;
    for (uint32_t u = 0; u < peers->count; u++) {
        struct series series = observation_find(observations, peers->unit[u].code, indicator);
        for (uint32_t i = 0; i < series.count; i++) {
            const struct observation *row = &series.row[i];
            if (period_compare(row->period, period) != 0 || row->state != OBSERVATION_GOOD ||
                observation_bound_row(row->bound)->side)
                continue;
            field.entrant = mem_grow(field.mem, field.entrant, field.count, &room, sizeof *field.entrant);
            field.entrant[field.count++] = (struct entrant){&peers->unit[u], row};
        }
    }
    if (field.count)
        qsort_r(field.entrant, field.count, sizeof *field.entrant, by_merit, &sign);
    return field;
}

/* How many units the entrants are: all, or those with a row in one caliber.  `seen` has a byte for
 * each unit. */
static uint32_t count_units(const struct entrant *entrant, uint32_t count, const struct str *caliber,
                            const struct peers *peers, char *seen)
{
    uint32_t units = 0;
    memset(seen, 0, peers->count);
    for (uint32_t i = 0; i < count; i++) {
        char *mark = &seen[entrant[i].unit - peers->unit];
        if (*mark || (caliber && !str_eq(entrant[i].row->caliber, *caliber)))
            continue;
        *mark = 1;
        units++;
    }
    return units;
}

/* The caliber of the comparison; false when none is common to all. */
static bool find_caliber(struct mem *mem, const struct entrant *entrant, uint32_t count, const struct peers *peers,
                         const struct peer *unit, struct str *caliber)
{
    char *seen = mem_take(mem, peers->count);
    uint32_t units = count_units(entrant, count, NULL, peers, seen);
    *caliber = (struct str){NULL, 0};
    if (count_units(entrant, count, caliber, peers, seen) == units)
        return true;
    for (uint32_t i = 0; i < count; i++)
        if (entrant[i].unit == unit) {
            *caliber = entrant[i].row->caliber;
            if (count_units(entrant, count, caliber, peers, seen) == units)
                return true;
        }
    return false;
}

static struct str caliber_name(struct mem *mem, const struct observation *row)
{
    return row->caliber.length ? row->caliber : say(mem, "the plain one");
}

/* Refuses calibers that are not common, and units of measure that differ. */
static void refuse_unlike(struct mem *mem, struct members *members)
{
    const struct observation *own = members->own;
    for (uint32_t i = 0; own && i < members->count; i++) {
        const struct observation *peer = members->peer[i];
        if (str_eq(peer->unit, own->unit) || peer->unit.length == 0 || own->unit.length == 0)
            continue;
        members->refused = say(mem, "unlike units: {1} in {2}, {3} in {4}", own->region, own->unit, peer->region,
                               peer->unit);
        members->culprit = peer;
        return;
    }
}

/* The unit and its peers among the entrants, in all their calibers. */
static uint32_t pick(struct mem *mem, const struct rivals *field, const struct peers *peers, const struct peer *unit,
                     const struct str *caliber, struct entrant **picked)
{
    uint32_t count = 0;
    *picked = mem_array(mem, field->count, sizeof **picked);
    for (uint32_t i = 0; i < field->count; i++) {
        const struct entrant *entrant = &field->entrant[i];
        if (caliber && !str_eq(entrant->row->caliber, *caliber))
            continue;
        if (entrant->unit == unit || peers_are(peers, unit, entrant->unit))
            (*picked)[count++] = *entrant;
    }
    return count;
}

static uint32_t count_peers(const struct peers *peers, const struct peer *unit)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < peers->count; i++)
        count += peers_are(peers, unit, &peers->unit[i]);
    return count;
}

struct members rivals_members(struct mem *mem, const struct rivals *field, const struct peers *peers,
                             const struct peer *unit, const struct str *caliber)
{
    struct members members = {0};
    struct str chosen = caliber ? *caliber : (struct str){NULL, 0};
    struct entrant *picked;
    uint32_t count = pick(mem, field, peers, unit, caliber, &picked);
    for (uint32_t i = 0; i < count && !members.own; i++)
        if (picked[i].unit == unit)
            members.own = picked[i].row;
    if (members.own && !caliber && !find_caliber(mem, picked, count, peers, unit, &chosen)) {
        const struct observation *other = picked[0].row;
        for (uint32_t i = 0; i < count; i++)
            if (!str_eq(picked[i].row->caliber, members.own->caliber))
                other = picked[i].row;
        members.refused = say(mem, "unlike calibers: no caliber is common to all ({1}, {2})",
                              caliber_name(mem, members.own),
                              caliber_name(mem, other));
        members.culprit = other;
    }
    members.peer = mem_array(mem, count, sizeof *members.peer);
    members.peer_unit = mem_array(mem, count, sizeof *members.peer_unit);
    for (uint32_t i = 0; i < count; i++) {
        if (!str_eq(picked[i].row->caliber, chosen))
            continue;
        if (picked[i].unit == unit) {
            members.own = picked[i].row;
            continue;
        }
        members.peer_unit[members.count] = (uint32_t)(picked[i].unit - peers->unit);
        members.peer[members.count++] = picked[i].row;
    }
    members.missing = count_peers(peers, unit) - members.count;
    if (!members.refused.length)
        refuse_unlike(mem, &members);
    return members;
}
