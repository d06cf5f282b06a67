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

uint32_t section_cuts(struct mem *mem, const struct observations *observations, const struct section_codes *codes,
                      uint32_t dimensions, struct section_cut **cut)
{
    struct group *seen = group_open(dimensions + 1, sizeof(bool));
    struct str *key = mem_array(mem, dimensions + 1, sizeof *key);
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        for (uint32_t d = 0; d <= dimensions; d++)
            key[d] = observation_key(observations, i, d ? OBSERVED_OF_DIMENSION + d - 1 : OBSERVED_OF_INDICATOR);
        group_at(seen, key);
    }
    void **sorted = group_sorted(mem, seen);
    uint32_t cuts = 0;
    *cut = mem_array(mem, group_count(seen), sizeof **cut);
    for (uint32_t c = 0; c < codes->count; c++)
        for (uint32_t i = 0; i < group_count(seen); i++) {
            if (!str_eq(group_key(seen, sorted[i], 0), codes->code[c]))
                continue;
            struct str *dimension = dimensions ? mem_array(mem, dimensions, sizeof *dimension) : NULL;
            for (uint32_t d = 0; d < dimensions; d++)
                dimension[d] = mem_copy(mem, group_key(seen, sorted[i], d + 1));
            (*cut)[cuts++] = (struct section_cut){codes->code[c], dimension};
        }
    group_close(seen);
    return cuts;
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
    return section_open_cut(observations, region, regions, &(struct section_cut){indicator, NULL}, period, sign);
}

struct section section_open_cut(const struct observations *observations, const struct str *region, uint32_t regions,
                                const struct section_cut *cut, struct period period, int sign)
{
    struct section section = {.mem = mem_open(), .indicator = cut->indicator, .period = period, .regions = regions};
    size_t room = 0;
    section.start = mem_array(section.mem, (size_t)regions + 1, sizeof *section.start);
    for (uint32_t r = 0; r < regions; r++) {
        struct series series = observation_find_at(section.mem, observations, region[r], cut->indicator,
                                                   cut->dimension, period);
        section.start[r] = section.count;
        for (uint32_t i = 0; i < series.count; i++)
            take_row(&section, &series.row[i], r, &room);
    }
    section.start[regions] = section.count;
    sort_entrants(&section, sign);
    return section;
}
