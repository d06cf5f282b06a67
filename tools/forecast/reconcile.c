/* reconcile - see reconcile.h */
#include <math.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "reconcile.h"

struct kept {
    struct observation like;
    struct prediction prediction;
    int places;
    bool summed;              /* its parts, if it has any, have been added up */
};

/* What is known, by region, indicator, dimensions, caliber and period. */
struct known {
    struct num value;
};

struct slot_of {
    uint32_t at;              /* of a prediction, counted from 1 */
};

struct reconcile {
    struct mem *mem;
    const struct regions *regions;
    const struct indicators *indicators;
    bool take;
    uint32_t dimensions;
    struct kept *kept;
    size_t count, room;
    struct group *known;      /* struct known */
    struct group *found;      /* struct slot_of, by the same key and the model's caliber */
    struct str *key;
};

enum { KEY_REGION, KEY_INDICATOR, KEY_CALIBER, KEY_PERIOD, KEY_DIMENSIONS };

struct reconcile *reconcile_open(struct mem *mem, const struct regions *regions, const struct indicators *indicators,
                                 bool take, uint32_t dimensions)
{
    struct reconcile *reconcile = mem_take(mem, sizeof *reconcile);
    *reconcile = (struct reconcile){.mem = mem, .regions = regions, .indicators = indicators, .take = take,
                                    .dimensions = dimensions};
    reconcile->key = mem_array(mem, KEY_DIMENSIONS + dimensions, sizeof *reconcile->key);
    reconcile->known = group_open(KEY_DIMENSIONS + dimensions, sizeof(struct known));
    reconcile->found = group_open(KEY_DIMENSIONS + dimensions, sizeof(struct slot_of));
    return reconcile;
}

/* The key of a figure like this one, with another period or caliber. */
static const struct str *key_of(struct reconcile *reconcile, const struct observation *like, struct str caliber,
                                struct str period)
{
    struct str *key = reconcile->key;
    key[KEY_REGION] = like->region;
    key[KEY_INDICATOR] = like->indicator;
    key[KEY_CALIBER] = caliber;
    key[KEY_PERIOD] = period;
    for (uint32_t i = 0; i < reconcile->dimensions; i++)
        key[KEY_DIMENSIONS + i] = like->dimension[i];
    return key;
}

void reconcile_know(struct reconcile *reconcile, struct series series, struct str caliber)
{
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        if (row->state != OBSERVATION_GOOD || observation_bound_row(row->bound)->side || !str_eq(row->caliber, caliber))
            continue;
        struct known *known = group_at(reconcile->known, key_of(reconcile, row, caliber, row->period_text));
        known->value = row->value;
    }
}

void reconcile_keep(void *state, const struct observation *like, const struct prediction *prediction, int places)
{
    struct reconcile *reconcile = state;
    reconcile->kept = mem_grow(reconcile->mem, reconcile->kept, reconcile->count, &reconcile->room,
                               sizeof *reconcile->kept);
    reconcile->kept[reconcile->count] = (struct kept){.like = *like, .prediction = *prediction, .places = places};
    struct str period = period_text(reconcile->mem, prediction->period);
    struct slot_of *slot = group_at(reconcile->found, key_of(reconcile, like, prediction->caliber, period));
    slot->at = (uint32_t)++reconcile->count;
}

/* ---- parts ---- */

static bool adds_up(const struct reconcile *reconcile, struct str code)
{
    const struct indicator *indicator = reconcile->indicators ? indicators_find(reconcile->indicators, code) : NULL;
    if (!indicator)
        return false;
    return indicator->rollup.kind == ROLLUP_SUM ||
           (indicator->rollup.kind == ROLLUP_NONE && (indicator->kind == KIND_FLOW || indicator->kind == KIND_STOCK));
}

static bool next_region(const struct reconcile *reconcile, uint32_t *row, struct str *code)
{
    if (*row == CATALOG_NONE)
        return false;
    *code = reconcile->regions->row[*row].code;
    *row = reconcile->regions->row[*row].next_sibling;
    return true;
}

static bool next_indicator(const struct reconcile *reconcile, uint32_t *row, struct str *code)
{
    if (*row == CATALOG_NONE)
        return false;
    *code = reconcile->indicators->row[*row].code;
    *row = reconcile->indicators->row[*row].next_sibling;
    return true;
}

/* A whole and those of its parts that were foretold for the same period in the same way. */
struct parts {
    struct kept **part;
    size_t count;
    bool by_region;
    uint32_t first;           /* row of the first part in its table */
};

static bool next_part(const struct reconcile *reconcile, const struct parts *parts, uint32_t *row,
                      struct observation *like)
{
    return parts->by_region ? next_region(reconcile, row, &like->region)
                            : next_indicator(reconcile, row, &like->indicator);
}

static void find_parts(struct reconcile *reconcile, const struct kept *whole, struct parts *parts)
{
    struct observation like = whole->like;
    struct str period = period_text(reconcile->mem, whole->prediction.period);
    size_t room = 0;
    for (uint32_t row = parts->first; next_part(reconcile, parts, &row, &like);) {
        const struct str *key = key_of(reconcile, &like, whole->prediction.caliber, period);
        const struct slot_of *slot = group_find(reconcile->found, key);
        if (!slot || !reconcile->kept[slot->at - 1].prediction.value.known)
            continue;
        parts->part = mem_grow(reconcile->mem, parts->part, parts->count, &room, sizeof *parts->part);
        parts->part[parts->count++] = &reconcile->kept[slot->at - 1];
    }
}

/* Did the same parts add up to the whole in the last period for which it is known? */
static bool added_up(struct reconcile *reconcile, const struct kept *whole, const struct parts *parts)
{
    struct str last = period_text(reconcile->mem, whole->prediction.last), caliber = whole->like.caliber;
    const struct known *known = group_find(reconcile->known, key_of(reconcile, &whole->like, caliber, last));
    double sum = 0, one, total, half = 0.5;
    if (!known || !num_to_double(known->value, &total))
        return false;
    for (size_t i = 0; i < parts->count; i++) {
        const struct kept *part = parts->part[i];
        const struct known *value = group_find(reconcile->known, key_of(reconcile, &part->like, caliber, last));
        if (!value || !num_to_double(value->value, &one) || !str_eq(part->prediction.unit, whole->prediction.unit))
            return false;
        sum += one;
    }
    for (int i = 0; i < whole->places; i++)
        half /= 10;
    return fabs(sum - total) <= half * (double)(parts->count + 1) * 1.000001;
}

/* ---- wholes ---- */

static void tell(const struct kept *whole, struct str sentence)
{
    struct place place = observation_place(&whole->like);
    char period[PERIOD_TEXT_MAX];
    size_t length = period_write(period, whole->prediction.period);
    diag_report(DIAG_TOTAL, &place, "%.*s %.*s %.*s: %.*s", STR_ARG(whole->like.region),
                STR_ARG(whole->like.indicator), (int)length, period, STR_ARG(sentence));
}

static void compare(struct reconcile *reconcile, struct kept *whole, const struct parts *parts)
{
    struct mem *mem = reconcile->mem;
    struct measure sum = measure_of(num_of(0));
    struct str many = mem_format(mem, "%zu", parts->count);
    struct prediction *prediction = &whole->prediction;
    for (size_t i = 0; i < parts->count; i++)
        sum = measure_add(sum, parts->part[i]->prediction.value);
    struct str parts_text = measure_text(mem, sum, whole->places);
    struct str whole_text = measure_text(mem, prediction->value, whole->places);
    struct str sentence = str_eq(parts_text, whole_text)
                              ? say(mem, "its {1} parts add up to it", many)
                              : say(mem, "foretold by itself it is {1}, its {2} parts add up to {3}", whole_text, many,
                                    parts_text);
    if (!str_eq(parts_text, whole_text))
        tell(whole, sentence);
    prediction->reason = voice_join(mem, prediction->reason, sentence);
    if (!reconcile->take)
        return;
    *prediction = (struct prediction){.period = prediction->period, .caliber = prediction->caliber,
                                      .scenario = prediction->scenario, .unit = prediction->unit, .value = sum,
                                      .model = STR("sum-of-parts"), .used = parts->count, .last = prediction->last,
                                      .reason = prediction->reason, .target = prediction->target};
    prediction->target.outlook = prediction->target.goal.length ? OUTLOOK_UNCLEAR : OUTLOOK_NONE;
}

/* Sums a whole up, after those of its parts that are wholes themselves. */
static void sum_up(struct reconcile *reconcile, struct kept *whole)
{
    const struct region *region = reconcile->regions ? regions_find(reconcile->regions, whole->like.region) : NULL;
    const struct indicator *indicator =
        reconcile->indicators ? indicators_find(reconcile->indicators, whole->like.indicator) : NULL;
    bool ways[] = {region && region->first_child != CATALOG_NONE && adds_up(reconcile, whole->like.indicator),
                   indicator && indicator->first_child != CATALOG_NONE && indicator->rollup.kind == ROLLUP_SUM};
    if (whole->summed || !whole->prediction.value.known)
        return;
    whole->summed = true;
    for (int way = 0; way < 2; way++) {
        struct parts parts = {.by_region = way == 0};
        if (!ways[way])
            continue;
        parts.first = way == 0 ? region->first_child : indicator->first_child;
        find_parts(reconcile, whole, &parts);
        if (parts.count < 2 || !added_up(reconcile, whole, &parts))
            continue;
        for (size_t i = 0; i < parts.count; i++)
            sum_up(reconcile, parts.part[i]);
        compare(reconcile, whole, &parts);
        return;
    }
}

void reconcile_finish(struct reconcile *reconcile, foretell_take *take, void *state)
{
    for (size_t i = 0; i < reconcile->count; i++)
        sum_up(reconcile, &reconcile->kept[i]);
    for (size_t i = 0; i < reconcile->count; i++)
        take(state, &reconcile->kept[i].like, &reconcile->kept[i].prediction, reconcile->kept[i].places);
    group_close(reconcile->known);
    group_close(reconcile->found);
}
