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

/* A group of series on its way to be a cut: how many they are, and behind whose seats its own stand. */
struct gathered {
    uint32_t seats, from;
};

/* The group of each series, by indicator and dimensions; counts the seats of each. */
static struct gathered **gather_cuts(struct mem *mem, const struct observations *observations, uint32_t dimensions,
                                     struct group *seen)
{
    uint32_t count = observation_series_count(observations);
    struct gathered **of = mem_array(mem, count, sizeof *of);
    struct str *key = mem_array(mem, dimensions + 1, sizeof *key);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t d = 0; d <= dimensions; d++)
            key[d] = observation_key(observations, i, d ? OBSERVED_OF_DIMENSION + d - 1 : OBSERVED_OF_INDICATOR);
        of[i] = group_at(seen, key);
        of[i]->seats++;
    }
    return of;
}

/* The seats of all groups, one group behind the other; series come by region, so each group's do. */
static void take_seats(const struct observations *observations, struct group *seen, struct gathered *const *of,
                       uint32_t *series, uint32_t *seated)
{
    uint32_t count = observation_series_count(observations), from = 0, region = 0;
    struct group_walk walk = {0};
    while (group_next(seen, &walk)) {
        struct gathered *cut = walk.state;
        cut->from = from;
        from += cut->seats;
        cut->seats = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        region += i && !str_eq(observation_key(observations, i, OBSERVED_OF_REGION),
                               observation_key(observations, i - 1, OBSERVED_OF_REGION));
        series[of[i]->from + of[i]->seats] = i;
        seated[of[i]->from + of[i]->seats++] = region;
    }
}

uint32_t section_cuts(struct mem *mem, const struct observations *observations, const struct section_codes *codes,
                      uint32_t dimensions, struct section_cut **cut)
{
    struct group *seen = group_open(dimensions + 1, sizeof(struct gathered));
    struct gathered **of = gather_cuts(mem, observations, dimensions, seen);
    uint32_t *series = mem_array(mem, observation_series_count(observations), sizeof *series);
    uint32_t *region = mem_array(mem, observation_series_count(observations), sizeof *region);
    take_seats(observations, seen, of, series, region);
    void **sorted = group_sorted(mem, seen);
    uint32_t cuts = 0;
    *cut = mem_array(mem, group_count(seen), sizeof **cut);
    for (uint32_t c = 0; c < codes->count; c++)
        for (uint32_t i = 0; i < group_count(seen); i++) {
            const struct gathered *from = sorted[i];
            if (!str_eq(group_key(seen, from, 0), codes->code[c]))
                continue;
            struct str *dimension = dimensions ? mem_array(mem, dimensions, sizeof *dimension) : NULL;
            for (uint32_t d = 0; d < dimensions; d++)
                dimension[d] = mem_copy(mem, group_key(seen, from, d + 1));
            (*cut)[cuts++] = (struct section_cut){codes->code[c], dimension, series + from->from,
                                                 region + from->from, from->seats};
        }
    group_close(seen);
    return cuts;
}

/* ---- one indicator at one period ---- */

void section_close(struct section *section)
{
    if (section->owned)
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

/* Sorts by key, bytes from the last on; those in which all keys are alike are passed over.  `spare` has room for as
 * many. */
static struct runner *sort_by_bytes(struct runner *runner, struct runner *spare, uint32_t count)
{
    enum { BYTE = 8, BYTES = 8, VALUES = 1 << BYTE };
    uint32_t at[BYTES][VALUES] = {0};
    for (uint32_t i = 0; i < count; i++)
        for (int b = 0; b < BYTES; b++)
            at[b][((uint64_t)runner[i].key ^ (uint64_t)1 << 63) >> b * BYTE & (VALUES - 1)]++;
    for (int b = 0; b < BYTES; b++) {
        uint32_t *to = at[b], before = 0;
        if (to[((uint64_t)runner[0].key ^ (uint64_t)1 << 63) >> b * BYTE & (VALUES - 1)] == count)
            continue;
        for (int v = 0; v < VALUES; v++) {
            uint32_t these = to[v];
            to[v] = before;
            before += these;
        }
        for (uint32_t i = 0; i < count; i++)
            spare[to[((uint64_t)runner[i].key ^ (uint64_t)1 << 63) >> b * BYTE & (VALUES - 1)]++] = runner[i];
        struct runner *sorted = spare;
        spare = runner;
        runner = sorted;
    }
    return runner;
}

/* So many are sorted faster by their bytes. */
enum { MANY = 256 };

/* Puts the entrants, which stand by region, in order of merit, and notes where each went. */
static void sort_entrants(struct section *section, int sign)
{
    struct mem *mem = section->mem;
    struct runner *room = mem_resize(NULL, (2 * (size_t)section->count + 1) * sizeof *room), *runner = room;
    struct entrant *sorted = mem_array(mem, section->count, sizeof *sorted);
    section->place = mem_array(mem, section->count, sizeof *section->place);
    for (uint32_t i = 0; i < section->count; i++)
        runner[i] = (struct runner){0, i, &section->entrant[i]};
    bool whole = find_keys(runner, section->count, sign);
    if (whole && section->count >= MANY)
        runner = sort_by_bytes(runner, runner + section->count, section->count);
    else if (whole)
        qsort(runner, section->count, sizeof *runner, by_key);
    else
        qsort_r(runner, section->count, sizeof *runner, by_value, &sign);
    for (uint32_t i = 0; i < section->count; i++) {
        sorted[i] = *runner[i].entrant;
        section->place[runner[i].from] = i;
    }
    section->entrant = sorted;
    mem_release(room);
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

/* Takes the rows of a region, the next one. */
static void take_region(struct section *section, struct series series, uint32_t region, size_t *room)
{
    for (uint32_t i = 0; i < series.count; i++)
        take_row(section, &series.row[i], region, room);
    section->start[region + 1] = section->count;
}

static struct section opened(struct mem *mem, struct str indicator, struct period period, uint32_t regions)
{
    struct section section = {.mem = mem, .indicator = indicator, .period = period, .regions = regions};
    section.start = mem_array(section.mem, (size_t)regions + 1, sizeof *section.start);
    return section;
}

struct section section_open(const struct observations *observations, const struct str *region, uint32_t regions,
                            struct str indicator, struct period period, int sign)
{
    struct section section = opened(mem_open(), indicator, period, regions);
    size_t room = 0;
    section.owned = true;
    for (uint32_t r = 0; r < regions; r++)
        take_region(&section, observation_find_at(section.mem, observations, region[r], indicator, NULL, period), r,
                    &room);
    sort_entrants(&section, sign);
    return section;
}

struct section section_open_cut(struct mem *mem, const struct observations *observations, uint32_t regions,
                                const struct section_cut *cut, struct period period, int sign)
{
    struct section section = opened(mem, cut->indicator, period, regions);
    uint32_t *from = mem_array(mem, (size_t)cut->seats + 1, sizeof *from);
    const struct observation *row = observation_across(mem, observations, cut->series, cut->seats, period, from);
    size_t room = from[cut->seats];
    section.entrant = mem_array(mem, room, sizeof *section.entrant);
    for (uint32_t r = 0, s = 0; r < regions; r++) {
        struct series series = {0};
        if (s < cut->seats && cut->region[s] == r) {
            series = (struct series){row + from[s], from[s + 1] - from[s]};
            s++;
        }
        take_region(&section, series, r, &room);
    }
    sort_entrants(&section, sign);
    return section;
}
