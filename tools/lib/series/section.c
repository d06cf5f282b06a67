/* section - see section.h */
#include <stdlib.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "series/section.h"

/* ---- what the data have ---- */

uint32_t section_regions(struct mem *mem, const struct observations *observations, struct str **region)
{
    uint32_t count = 0;
    size_t room = 0;
    *region = NULL;
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        struct str code = observation_key(observations, i, OBSERVED_OF_REGION);
        if (count && str_eq((*region)[count - 1], code))
            continue;
        *region = mem_grow(mem, *region, count, &room, sizeof **region);
        (*region)[count++] = code;
    }
    return count;
}

static int by_code(const void *left, const void *right)
{
    return str_cmp(*(const struct str *)left, *(const struct str *)right);
}

/* All codes, each once, as they first appear. */
static struct group *gather_codes(const struct observations *observations)
{
    struct group *seen = group_open(1, sizeof(struct str));
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        struct str code = observation_key(observations, i, OBSERVED_OF_INDICATOR);
        *(struct str *)group_at(seen, &code) = code;
    }
    return seen;
}

struct section_codes section_codes(struct mem *mem, const struct observations *observations,
                                   const struct indicators *catalog)
{
    struct group *seen = gather_codes(observations);
    struct section_codes codes = {.code = mem_array(mem, group_count(seen), sizeof *codes.code),
                                  .stranger = mem_array(mem, group_count(seen), sizeof *codes.stranger)};
    struct group_walk walk = {0};
    while (group_next(seen, &walk)) {
        struct str code = *(struct str *)walk.state;
        if (!catalog)
            codes.code[codes.count++] = code;
        else if (!indicators_find(catalog, code))
            codes.stranger[codes.strangers++] = code;
    }
    if (codes.count)
        qsort(codes.code, codes.count, sizeof *codes.code, by_code);
    for (uint32_t i = 0; catalog && i < catalog->count; i++) {
        const struct str *code = group_find(seen, &catalog->row[i].code);
        if (code)
            codes.code[codes.count++] = *code;
    }
    group_close(seen);
    return codes;
}

/* ---- one indicator at one period ---- */

void section_close(struct section *section)
{
    mem_close(section->mem);
    *section = (struct section){0};
}

/* An entrant on its way to its place: `from` is its number by region, then caliber, so that ties keep that
 * order; `key` its value as a whole number, where all have one. */
struct runner {
    int64_t key;
    uint32_t from;
    const struct entrant *entrant;
};

static int by_key(const void *left, const void *right)
{
    const struct runner *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static int by_value(const void *left, const void *right, void *sign)
{
    const struct runner *a = left, *b = right;
    int order = num_compare(b->entrant->row->value, a->entrant->row->value) * *(int *)sign;
    return order ? order : (a->from > b->from) - (a->from < b->from);
}

/* The values as whole numbers at one scale, the better the smaller; false where one does not fit. */
static bool find_keys(struct runner *runner, uint32_t count, int sign)
{
    static const int64_t most = INT64_MAX / 10;
    int32_t scale = INT32_MIN;
    for (uint32_t i = 0; i < count; i++)
        scale = runner[i].entrant->row->value.scale > scale ? runner[i].entrant->row->value.scale : scale;
    for (uint32_t i = 0; i < count; i++) {
        struct num value = runner[i].entrant->row->value;
        for (; value.scale < scale && value.mantissa >= -most && value.mantissa <= most; value.scale++)
            value.mantissa *= 10;
        if (value.scale < scale || value.mantissa < -most || value.mantissa > most)
            return false;
        runner[i].key = -(int64_t)value.mantissa * sign;
    }
    return true;
}

/* Puts the entrants, which stand by region, in order of merit, and notes where each went. */
static void sort_entrants(struct section *section, int sign)
{
    struct mem *mem = section->mem;
    struct runner *runner = mem_resize(NULL, (section->count + 1) * sizeof *runner);
    struct entrant *sorted = mem_array(mem, section->count, sizeof *sorted);
    section->place = mem_array(mem, section->count, sizeof *section->place);
    for (uint32_t i = 0; i < section->count; i++)
        runner[i] = (struct runner){0, i, &section->entrant[i]};
    if (find_keys(runner, section->count, sign))
        qsort(runner, section->count, sizeof *runner, by_key);
    else
        qsort_r(runner, section->count, sizeof *runner, by_value, &sign);
    for (uint32_t i = 0; i < section->count; i++) {
        sorted[i] = *runner[i].entrant;
        section->place[runner[i].from] = i;
    }
    section->entrant = sorted;
    mem_release(runner);
}

/* Takes a row of the period: an entrant, or what is to be known of a region that has none. */
static void take_row(struct section *section, const struct observation *row, uint32_t region, size_t *room)
{
    if (row->state == OBSERVATION_GOOD && !observation_bound_row(row->bound)->side) {
        section->entrant = mem_grow(section->mem, section->entrant, section->count, room, sizeof *section->entrant);
        section->entrant[section->count++] = (struct entrant){row, region};
    } else if (row->state == OBSERVATION_CONFLICT) {
        if (!section->conflict)
            section->conflict = mem_array(section->mem, section->regions, sizeof *section->conflict);
        section->conflict[region] = row;
    } else if (row->status == STATUS_Q) {
        if (!section->suppressed)
            section->suppressed = mem_array(section->mem, section->regions, sizeof *section->suppressed);
        section->suppressed[region] = true;
    }
}

struct section section_open(const struct observations *observations, const struct str *region, uint32_t regions,
                            struct str indicator, struct period period, int sign)
{
    struct section section = {.mem = mem_open(), .indicator = indicator, .period = period, .regions = regions};
    size_t room = 0;
    section.start = mem_array(section.mem, (size_t)regions + 1, sizeof *section.start);
    for (uint32_t r = 0; r < regions; r++) {
        struct series series = observation_find_at(section.mem, observations, region[r], indicator, NULL, period);
        section.start[r] = section.count;
        for (uint32_t i = 0; i < series.count; i++)
            take_row(&section, &series.row[i], r, &room);
    }
    section.start[regions] = section.count;
    sort_entrants(&section, sign);
    return section;
}

/* ---- who is compared ---- */

/* The entrants that are in question: the region's own and its peers', in all their calibers. */
struct picked {
    const struct entrant **entrant;
    uint32_t count;
    bool plain;               /* all are of the plain caliber */
};

/* How many regions have an entrant, of one caliber where that is given; `seen` has room for a
 * mark of each. */
static uint32_t count_regions(const struct picked *picked, const struct str *caliber, char *seen, uint32_t room)
{
    uint32_t regions = 0;
    memset(seen, 0, room);
    for (uint32_t i = 0; i < picked->count; i++) {
        char *mark = &seen[picked->entrant[i]->region];
        if (*mark || (caliber && !str_eq(picked->entrant[i]->row->caliber, *caliber)))
            continue;
        *mark = 1;
        regions++;
    }
    return regions;
}

static struct picked pick(struct mem *mem, const struct section *section, uint32_t region, const bool *among,
                          const struct str *caliber)
{
    struct picked picked = {.entrant = mem_array(mem, section->count, sizeof *picked.entrant), .plain = true};
    for (uint32_t i = 0; i < section->count; i++) {
        const struct entrant *entrant = &section->entrant[i];
        if (caliber && !str_eq(entrant->row->caliber, *caliber))
            continue;
        if (among && !among[entrant->region] && entrant->region != region)
            continue;
        picked.plain &= entrant->row->caliber.length == 0;
        picked.entrant[picked.count++] = entrant;
    }
    return picked;
}

/* The caliber of the comparison; false when none is common to all. */
static bool find_caliber(struct mem *mem, const struct section *section, const struct picked *picked, uint32_t region,
                         struct str *caliber)
{
    *caliber = (struct str){NULL, 0};
    if (picked->plain)
        return true;
    char *seen = mem_take(mem, section->regions);
    uint32_t regions = count_regions(picked, NULL, seen, section->regions);
    if (count_regions(picked, caliber, seen, section->regions) == regions)
        return true;
    for (uint32_t i = 0; i < picked->count; i++)
        if (region == SECTION_NOBODY || picked->entrant[i]->region == region) {
            *caliber = picked->entrant[i]->row->caliber;
            if (count_regions(picked, caliber, seen, section->regions) == regions)
                return true;
        }
    return false;
}

static struct str caliber_name(struct mem *mem, const struct observation *row)
{
    return row->caliber.length ? row->caliber : say(mem, "the plain one");
}

/* The row that others are held against: the region's own; of nobody's the best one. */
static const struct observation *model_of(const struct picked *picked, uint32_t region)
{
    for (uint32_t i = 0; i < picked->count; i++)
        if (region == SECTION_NOBODY || picked->entrant[i]->region == region)
            return picked->entrant[i]->row;
    return NULL;
}

static void refuse_calibers(struct mem *mem, const struct picked *picked, const struct observation *model,
                            struct members *members)
{
    const struct observation *other = picked->entrant[0]->row;
    for (uint32_t i = 0; i < picked->count; i++)
        if (!str_eq(picked->entrant[i]->row->caliber, model->caliber))
            other = picked->entrant[i]->row;
    members->refused = say(mem, "unlike calibers: no caliber is common to all ({1}, {2})", caliber_name(mem, model),
                           caliber_name(mem, other));
    members->culprit = other;
}

static void refuse_units(struct mem *mem, struct members *members)
{
    const struct observation *model = members->own ? members->own : members->peer[0];
    for (uint32_t i = 0; i < members->count; i++) {
        const struct observation *peer = members->peer[i];
        if (str_eq(peer->unit, model->unit) || peer->unit.length == 0 || model->unit.length == 0)
            continue;
        members->refused = say(mem, "unlike units: {1} in {2}, {3} in {4}", model->region, model->unit, peer->region,
                               peer->unit);
        members->culprit = peer;
        return;
    }
}

static uint32_t count_peers(const struct section *section, uint32_t region, const bool *among)
{
    uint32_t count = 0;
    for (uint32_t r = 0; r < section->regions; r++)
        count += r != region && (!among || among[r]);
    return count;
}

struct members section_members(struct mem *mem, const struct section *section, uint32_t region, const bool *among,
                               const struct str *caliber)
{
    struct picked picked = pick(mem, section, region, among, caliber);
    struct members members = {.peer = mem_array(mem, picked.count, sizeof *members.peer),
                              .peer_region = mem_array(mem, picked.count, sizeof *members.peer_region)};
    struct str chosen = caliber ? *caliber : (struct str){NULL, 0};
    const struct observation *model = model_of(&picked, region);
    if (model && !caliber && !find_caliber(mem, section, &picked, region, &chosen))
        refuse_calibers(mem, &picked, model, &members);
    if (region != SECTION_NOBODY)
        members.own = model;
    for (uint32_t i = 0; i < picked.count; i++) {
        const struct entrant *entrant = picked.entrant[i];
        if (!str_eq(entrant->row->caliber, chosen))
            continue;
        if (entrant->region == region) {
            members.own = entrant->row;
            continue;
        }
        members.peer_region[members.count] = entrant->region;
        members.peer[members.count++] = entrant->row;
    }
    members.missing = count_peers(section, region, among) - members.count;
    if (model && !members.refused.length)
        refuse_units(mem, &members);
    return members;
}
