/* rollup_gather - which figures make up a whole; see rollup_inside.h
 *
 * A region's figure of a period is there itself, or is made of shorter periods, or of
 * the regions below it.  Each way is tried in this order, and the first in which nothing
 * is missing is taken; otherwise, where --min-coverage lets it, the one with the largest
 * share. */
#include <string.h>

#include "base/str.h"
#include "base/voice.h"
#include "rollup/rollup_inside.h"

enum { OLDS_DEEP = 8 };       /* how far regions that went up into one another are followed */

/* What a shorter period of a region is made of. */
enum tile { TILE_ITSELF, TILE_BELOW };

/* The lengths of period that another may be made of. */
static const struct grain {
    enum period_grain grain;
    const char *noun;
} grains[] = {{PERIOD_HALF, N_("halves")}, {PERIOD_QUARTER, N_("quarters")}, {PERIOD_MONTH, N_("months")},
              {PERIOD_DAY, N_("days")}};

/* ---- collecting ---- */

static void append_row(const struct roll *roll, struct gathering *into, uint32_t row)
{
    into->row = mem_grow(roll->scratch, into->row, into->count, &into->room, sizeof *into->row);
    into->row[into->count++] = row;
}

const struct observation *gather_row(const struct roll *roll, const struct gathering *found, size_t i)
{
    return observed_whole(roll->scratch, roll->observations, found->row[i]);
}

struct num gather_value(const struct roll *roll, const struct gathering *found, size_t i)
{
    return observed_value(roll->observations, found->row[i]);
}

/* The figures of a part become those of the whole; its steps do not. */
static void append(const struct roll *roll, struct gathering *into, const struct gathering *part)
{
    while (into->room < into->count + part->count)
        into->row = mem_grow(roll->scratch, into->row, into->room, &into->room, sizeof *into->row);
    if (part->count)
        memcpy(into->row + into->count, part->row, part->count * sizeof *part->row);
    into->count += part->count;
    into->partial |= part->partial;
    into->absent += part->absent;
    into->below += part->below;
    into->hidden_name = into->hidden ? into->hidden_name : part->hidden_name;
    into->hidden += part->hidden;
    into->hidden_known += part->hidden_known;
    into->trouble = into->trouble.length ? into->trouble : part->trouble;
}

static bool enough(const struct roll *roll, uint32_t there, uint32_t of)
{
    struct num needed;
    if (there == of)
        return there > 0;
    return there && num_multiply(roll->coverage, num_of(of), &needed) && num_compare(num_of(there), needed) >= 0;
}

static bool complete(const struct gathering *gathering)
{
    return gathering->of && gathering->there == gathering->of && !gathering->partial;
}

/* Of two ways the one that lacks less; the first where they are equal. */
static void keep_better(struct gathering *best, const struct gathering *other)
{
    if (!other->of || complete(best))
        return;
    if (!best->of || complete(other) || (uint64_t)other->there * best->of > (uint64_t)best->there * other->of)
        *best = *other;
}

/* Counts a step; with a part when it is there. */
static void count_step(const struct roll *roll, struct gathering *into, const struct gathering *part, struct str name)
{
    into->of++;
    into->some |= part->some;
    if (part->of && enough(roll, part->there, part->of)) {
        into->there++;
        append(roll, into, part);
        into->partial |= part->there < part->of;
        return;
    }
    into->partial = true;
    if (!into->missing.length)
        into->missing = roll_think(roll, part->some ? N_("{1} is not complete") : N_("{1} is missing"), name);
}

/* ---- the row itself ---- */

enum { LATELY = 1 << 12 };    /* series of the regions of a whole, found once for all its periods */

void gather_begin(struct roll *roll)
{
    roll->lately = mem_array(roll->mem, LATELY, sizeof *roll->lately);
    roll->tiles = mem_array(roll->mem, sizeof grains / sizeof *grains, sizeof *roll->tiles);
}

static struct lately *rows_of(const struct roll *roll, const struct gather_want *want, struct str region)
{
    struct str indicator = roll_indicator(roll, region, want->indicator);
    struct lately *lately = &roll->lately[((uintptr_t)region.at >> 4) % LATELY];
    bool same = lately->region == region.at && lately->indicator == indicator.at &&
                lately->dimension == want->dimension && region.at && !want->fleeting;
    if (!same)
        *lately = (struct lately){want->fleeting ? NULL : region.at, indicator.at, want->dimension,
                                  observed_of(roll->scratch, roll->observations, region, indicator, want->dimension),
                                  0};
    return lately;
}

/* The first of its rows that is not before a period: often behind the one that was found last. */
static uint32_t find_from(const struct roll *roll, struct lately *lately, struct period period)
{
    return lately->near = observed_near(roll->observations, lately->rows, period, lately->near);
}

/* Where a region's row of a period stands: true, and its number. */
static bool find_row(const struct roll *roll, const struct gather_want *want, struct str region, struct period period,
                     uint32_t *number)
{
    struct lately *lately = rows_of(roll, want, region);
    uint32_t at = observed_near(roll->observations, lately->rows, period, lately->near);
    bool there = at < lately->rows.rows &&
                 period_compare(observed_when(roll->observations, lately->rows, at), period) == 0;
    if (there) {
        lately->near = at;
        *number = observed_number(roll->observations, lately->rows, at);
    }
    return there;
}

const struct observation *gather_itself(const struct roll *roll, const struct gather_want *want, struct str region,
                                        struct period period)
{
    uint32_t number;
    return find_row(roll, want, region, period, &number) ? observed_whole(roll->scratch, roll->observations, number)
                                                         : NULL;
}

static struct str row_name(const struct roll *roll, const struct observation *row)
{
    return mem_format(roll->scratch, "%.*s %.*s", STR_ARG(row->region), STR_ARG(row->period_text));
}

/* A row that says there is no value: absent and below the unit are answers, suppressed is one
 * that stays so, anything else is missing. */
static bool take_valueless(const struct roll *roll, struct gathering *into, const struct observation *row,
                           uint32_t number)
{
    struct num value;
    if (row->status == STATUS_M) {
        into->absent++;
    } else if (row->status == STATUS_N) {
        into->below++;
    } else if (row->status == STATUS_Q) {
        into->hidden_name = into->hidden ? into->hidden_name : row_name(roll, row);
        into->hidden++;
        if (num_parse(row->value_text, &value) == NUM_OK) {
            into->hidden_known++;
            append_row(roll, into, number);
        }
    } else {
        return false;
    }
    return true;
}

/* What a region has for a period itself. */
static struct gathering itself(const struct roll *roll, const struct gather_want *want, struct str region,
                               struct period period)
{
    struct gathering found = {0};
    uint32_t number;
    if (!find_row(roll, want, region, period, &number))
        return found;
    if (observed_plain(roll->observations, number)) {
        found = (struct gathering){.some = true, .there = 1, .of = 1};
        append_row(roll, &found, number);
        return found;
    }
    const struct observation *row = observed_whole(roll->scratch, roll->observations, number);
    if (row->state == OBSERVATION_MISSING && !take_valueless(roll, &found, row, number))
        return (struct gathering){0};
    found.some = true;
    found.there = found.of = 1;
    if (row->state == OBSERVATION_MISSING)
        return found;
    if (row->state != OBSERVATION_GOOD && row->state != OBSERVATION_FORECAST)
        found.trouble = roll_think(roll,
                                   row->state == OBSERVATION_CONFLICT ? N_("{1} has two values")
                                                                      : N_("{1} cannot be read"),
                                   row_name(roll, row));
    else if (observation_bound_row(row->bound)->side)
        found.trouble = roll_think(roll, "{1} is only a bound ({2}{3})", row_name(roll, row),
                                   str_of(observation_bound_row(row->bound)->sign), row->value_text);
    else
        append_row(roll, &found, number);
    return found;
}

/* The same on an earlier day for the extent that it has on the day `as_of`: with the regions
 * that went up into it since. */
static struct gathering extent(const struct roll *roll, const struct gather_want *want, struct str region,
                               struct period period, int32_t as_of, int deep)
{
    struct gathering found = {.noun = roll->places};
    if (territory_at(roll->territory, region, period.last) != REGION_NONE) {
        struct gathering own = itself(roll, want, region, period);
        count_step(roll, &found, &own, region);
    }
    uint32_t old = deep < OLDS_DEEP ? territory_olds(roll->territory, region) : REGION_NONE;
    while (old != REGION_NONE) {
        const struct version *version = territory_version(roll->territory, old);
        if (!version_holds(version, as_of)) {
            struct gathering part = extent(roll, want, version->code, period, as_of, deep + 1);
            if (part.of)          /* it, or what went up into it, was there then */
                count_step(roll, &found, &part, version->code);
        }
        old = version->next_old;
    }
    if (!complete(&found))        /* half of what a region was is not the region: nothing relaxes this */
        found.there = 0;
    return found;
}

/* ---- shorter periods ---- */

/* The first tile of a grain in a period, or the last. */
static struct period tile_at(struct period period, enum period_grain grain, bool last)
{
    int32_t day = last ? period.last : period.first;
    struct period tile = period_of_days(day, day);
    period_coarsen(tile, grain, &tile);
    return tile;
}

/* All of them, or the last alone: as for the region before, if the period is the same. */
static const struct tiles *tiles_of(const struct roll *roll, struct period period, const struct grain *grain, bool last)
{
    struct tiles *tiles = &roll->tiles[grain - grains];
    if (tiles->count && period_compare(tiles->of, period) == 0 && tiles->last == last)
        return tiles;
    tiles->of = period;
    tiles->last = last;
    tiles->count = 0;
    struct period tile = tile_at(period, grain->grain, last);
    do {
        size_t count = tiles->count++;
        tiles->period = mem_grow(roll->mem, tiles->period, count, &tiles->room, sizeof *tiles->period);
        tiles->name = mem_grow(roll->mem, tiles->name, count, &tiles->names, sizeof *tiles->name);
        tiles->period[count] = tile;
        tiles->name[count].length = period_write(tiles->name[count].text, tile);
    } while (tile.last < period.last && period_step(tile, 1, &tile));
    return tiles;
}

static struct gathering below(const struct roll *roll, const struct gather_want *want, uint32_t region,
                              struct period period, bool shorter);

/* Where the region has been one all the time and each tile is a plain row of it, as mostly: these rows. */
static bool of_plain(const struct roll *roll, const struct gather_want *want, const struct version *version,
                     const struct tiles *tiles, struct gathering *found)
{
    uint32_t count = (uint32_t)tiles->count;
    if (version->from > tiles->period[0].last || version->to < tiles->period[count - 1].last ||
        territory_olds(roll->territory, version->code) != REGION_NONE)
        return false;
    struct lately *lately = rows_of(roll, want, version->code);
    uint32_t from = find_from(roll, lately, tiles->period[0]);
    if (lately->rows.rows - from < count)
        return false;
    uint32_t *row = mem_array(roll->scratch, count, sizeof *row);
    if (observed_in_step(roll->observations, lately->rows, from, tiles->period, count, row) < count)
        return false;
    lately->near = from + count - 1;
    *found = (struct gathering){.row = row, .count = count, .room = count, .there = count, .of = count, .some = true,
                                .noun = found->noun};
    return true;
}

/* The period put together from those of one grain. */
static struct gathering of_grain(const struct roll *roll, const struct gather_want *want, uint32_t region,
                                 struct period period, const struct grain *grain, enum tile from)
{
    struct gathering found = {.noun = grain->noun};
    const struct version *version = territory_version(roll->territory, region);
    const struct tiles *tiles = tiles_of(roll, period, grain, want->last);
    if (from == TILE_ITSELF && of_plain(roll, want, version, tiles, &found))
        return found;
    for (size_t i = 0; i < tiles->count; i++) {
        struct period tile = tiles->period[i];
        struct gathering part = from == TILE_ITSELF ? extent(roll, want, version->code, tile, period.last, 0)
                                                    : below(roll, want, region, tile, false);
        count_step(roll, &found, &part, (struct str){tiles->name[i].text, tiles->name[i].length});
    }
    return found;
}

/* No row that ends in the period is before this. */
static struct period first_within(struct period period)
{
    return (struct period){INT32_MIN, period.first, PERIOD_DAY};
}

/* The grains of the rows that the region, or one that went up into it, has in the period: a bit for each. */
static unsigned grains_in(const struct roll *roll, const struct gather_want *want, struct str region,
                          struct period period, int deep)
{
    unsigned there = 0;
    struct lately *lately = rows_of(roll, want, region);
    struct observed_rows rows = lately->rows;
    for (uint32_t i = find_from(roll, lately, first_within(period)); i < rows.rows; i++) {
        struct period when = observed_when(roll->observations, rows, i);
        if (when.last > period.last)
            break;
        there |= period_inside(when, period) ? 1u << when.grain : 0;
    }
    for (uint32_t old = deep < OLDS_DEEP ? territory_olds(roll->territory, region) : REGION_NONE; old != REGION_NONE;
         old = territory_version(roll->territory, old)->next_old)
        there |= grains_in(roll, want, territory_version(roll->territory, old)->code, period, deep + 1);
    return there;
}

/* Did another region go up into this one within the period?  Then its own rows are not all. */
static bool took_in(const struct roll *roll, struct str region, struct period period, int deep)
{
    uint32_t old = deep < OLDS_DEEP ? territory_olds(roll->territory, region) : REGION_NONE;
    while (old != REGION_NONE) {
        const struct version *version = territory_version(roll->territory, old);
        if (!version_holds(version, period.last) &&
            (version->to >= period.first || took_in(roll, version->code, period, deep + 1)))
            return true;
        old = version->next_old;
    }
    return false;
}

/* How many rows, each beginning on the day after another, lead from the period's first day to
 * the end of row `i`; 0 when none do.  `links` has this for the rows before it. */
static uint32_t links_to(const struct roll *roll, struct series series, uint32_t i, struct period period,
                         const uint32_t *links, uint32_t *before)
{
    const struct observation *row = &series.row[i];
    bool usable = (row->state == OBSERVATION_GOOD || row->state == OBSERVATION_FORECAST) &&
                  territory_at(roll->territory, row->region, row->period.last) != REGION_NONE;
    uint32_t most = row->period.first == period.first;
    *before = i;
    if (!usable || observation_bound_row(row->bound)->side || !period_inside(row->period, period) ||
        (most && row->period.last == period.last))
        return 0;
    for (uint32_t k = 0; k < i; k++)
        if (links[k] >= most && links[k] && series.row[k].period.last + 1 == row->period.first) {
            most = links[k] + 1;
            *before = k;
        }
    return most;
}

/* A series' rows from the first to the last that end within a period. */
static struct observed_rows rows_within(const struct roll *roll, const struct gather_want *want, struct str region,
                                        struct period period)
{
    struct lately *lately = rows_of(roll, want, region);
    struct observed_rows rows = lately->rows;
    uint32_t from = find_from(roll, lately, first_within(period)), to = from;
    while (to < rows.rows && observed_when(roll->observations, rows, to).last <= period.last)
        to++;
    return (struct observed_rows){rows.from + from, to - from};
}

/* The period put together from periods of several lengths without a gap: January and
 * February in one, then months.  Of several such chains the one with the most links. */
static struct gathering of_chain(const struct roll *roll, const struct gather_want *want, struct str region,
                                 struct period period)
{
    struct gathering found = {.noun = N_("periods")};
    struct observed_rows rows = rows_within(roll, want, region, period);
    struct series series = observed_unpack(roll->scratch, roll->observations, rows, 0, rows.rows);
    uint32_t *links = mem_array(roll->scratch, series.count, sizeof *links), end = series.count;
    uint32_t *before = mem_array(roll->scratch, series.count, sizeof *before);
    for (uint32_t i = 0; i < series.count; i++) {
        links[i] = links_to(roll, series, i, period, links, &before[i]);
        if (links[i] && series.row[i].period.last == period.last && (end == series.count || links[i] > links[end]))
            end = i;
    }
    if (end == series.count)
        return found;
    found.there = found.of = links[end];
    for (uint32_t i = end;; i = before[i]) {
        append_row(roll, &found, observed_number(roll->observations, rows, i));
        if (before[i] == i)
            return found;
    }
}

static struct gathering shorter_periods(const struct roll *roll, const struct gather_want *want, uint32_t region,
                                        struct period period, enum tile from)
{
    struct gathering best = {0};
    struct str code = territory_version(roll->territory, region)->code;
    unsigned there = from == TILE_ITSELF ? grains_in(roll, want, code, period, 0) : 0;
    for (size_t i = 0; i < sizeof grains / sizeof *grains && !complete(&best); i++) {
        if (grains[i].grain >= period.grain)
            continue;
        if (from == TILE_ITSELF && !(there >> grains[i].grain & 1))
            continue;
        if (from == TILE_BELOW && grains[i].grain == PERIOD_DAY)
            continue;
        struct gathering found = of_grain(roll, want, region, period, &grains[i], from);
        keep_better(&best, &found);
    }
    if (there && want->adds && !complete(&best) && !took_in(roll, code, period, 0)) {
        struct gathering found = of_chain(roll, want, code, period);
        if (found.of)
            best = found;
    }
    return best;
}

/* ---- regions below ---- */

/* A region that ended in between without a successor: nobody says whose its share is. */
static bool dissolved(const struct version *version, struct period period)
{
    return version->to >= period.first && version->to < period.last && !version->successor.length;
}

/* All regions directly below, as they are at the period's end. */
static struct gathering below(const struct roll *roll, const struct gather_want *want, uint32_t region,
                              struct period period, bool shorter)
{
    struct gathering found = {.noun = roll->places};
    uint32_t child = territory_children(roll->territory, territory_version(roll->territory, region)->code);
    while (child != REGION_NONE) {
        const struct version *version = territory_version(roll->territory, child);
        struct gathering part = {0};
        if (version_holds(version, period.last)) {
            if (shorter)
                part = gather_part(roll, want, child, period);
            else
                part = itself(roll, want, version->code, period);
            if (!part.of && !shorter)
                part = below(roll, want, child, period, false);
            count_step(roll, &found, &part, version->code);
        } else if (shorter && !want->last && roll->over_periods && dissolved(version, period) &&
                   territory_at(roll->territory, version->code, period.last) == REGION_NONE) {
            count_step(roll, &found, &part, roll_think(roll, "the successor of {1}", version->code));
        }
        child = version->next_child;
    }
    return found;
}

/* ---- the ways ---- */

struct gathering gather_part(const struct roll *roll, const struct gather_want *want, uint32_t region,
                             struct period period)
{
    const struct version *version = territory_version(roll->territory, region);
    struct gathering best = itself(roll, want, version->code, period), other;
    if (!complete(&best) && roll->over_periods) {
        other = shorter_periods(roll, want, region, period, TILE_ITSELF);
        keep_better(&best, &other);
    }
    if (!complete(&best) && roll->over_regions) {
        other = below(roll, want, region, period, true);
        keep_better(&best, &other);
    }
    return best;
}

struct gathering gather_whole(const struct roll *roll, const struct gather_want *want, uint32_t region,
                              struct period period)
{
    struct gathering best = {0}, other;
    if (roll->over_regions)
        best = below(roll, want, region, period, true);
    if (!complete(&best) && roll->over_regions && roll->over_periods && !want->last) {
        other = shorter_periods(roll, want, region, period, TILE_BELOW);
        keep_better(&best, &other);
    }
    if (!complete(&best) && roll->over_periods) {
        other = shorter_periods(roll, want, region, period, TILE_ITSELF);
        keep_better(&best, &other);
    }
    return best;
}
