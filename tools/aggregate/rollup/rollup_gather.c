/* rollup_gather - which figures make up a whole; see rollup_inside.h
 *
 * A region's figure of a period is there itself, or is made of shorter periods, or of
 * the regions below it.  Each way is tried in this order, and the first in which nothing
 * is missing is taken; otherwise, where --min-coverage lets it, the one with the largest
 * share. */
#include "base/str.h"
#include "base/voice.h"
#include "rollup/rollup_inside.h"

enum { OLDS_DEEP = 8 };       /* how far regions that went up into one another are followed */

/* What a shorter period of a region is made of. */
enum tile { TILE_ITSELF, TILE_BELOW };

/* ---- collecting ---- */

static void append_row(const struct roll *roll, struct gathering *into, const struct observation *row)
{
    into->row = mem_grow(roll->scratch, into->row, into->count, &into->room, sizeof(const struct observation *));
    into->row[into->count++] = row;
}

/* The figures of a part become those of the whole; its steps do not. */
static void append(const struct roll *roll, struct gathering *into, const struct gathering *part)
{
    for (size_t i = 0; i < part->count; i++)
        append_row(roll, into, part->row[i]);
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
}

static struct observed_rows rows_of(const struct roll *roll, const struct gather_want *want, struct str region)
{
    struct str indicator = roll_indicator(roll, region, want->indicator);
    struct lately *lately = &roll->lately[((uintptr_t)region.at >> 4) % LATELY];
    bool same = lately->region == region.at && lately->indicator == indicator.at &&
                lately->dimension == want->dimension && region.at && !want->fleeting;
    if (!same)
        *lately = (struct lately){want->fleeting ? NULL : region.at, indicator.at, want->dimension,
                                  observed_of(roll->scratch, roll->observations, region, indicator, want->dimension)};
    return lately->rows;
}

const struct observation *gather_itself(const struct roll *roll, const struct gather_want *want, struct str region,
                                        struct period period)
{
    struct observed_rows rows = rows_of(roll, want, region);
    uint32_t at = observed_at(roll->observations, rows, period);
    return at < rows.rows ? observed_unpack(roll->scratch, roll->observations, rows, at, 1).row : NULL;
}

static struct str row_name(const struct roll *roll, const struct observation *row)
{
    return mem_format(roll->scratch, "%.*s %.*s", STR_ARG(row->region), STR_ARG(row->period_text));
}

/* A row that says there is no value: absent and below the unit are answers, suppressed is one
 * that stays so, anything else is missing. */
static bool take_valueless(const struct roll *roll, struct gathering *into, const struct observation *row)
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
            append_row(roll, into, row);
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
    const struct observation *row = gather_itself(roll, want, region, period);
    if (!row || (row->state == OBSERVATION_MISSING && !take_valueless(roll, &found, row)))
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
        append_row(roll, &found, row);
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

static const struct grain {
    enum period_grain grain;
    const char *noun;
} grains[] = {{PERIOD_HALF, N_("halves")}, {PERIOD_QUARTER, N_("quarters")}, {PERIOD_MONTH, N_("months")},
              {PERIOD_DAY, N_("days")}};

/* The first tile of a grain in a period, or the last. */
static struct period tile_at(struct period period, enum period_grain grain, bool last)
{
    int32_t day = last ? period.last : period.first;
    struct period tile = period_of_days(day, day);
    period_coarsen(tile, grain, &tile);
    return tile;
}

static struct gathering below(const struct roll *roll, const struct gather_want *want, uint32_t region,
                              struct period period, bool shorter);

/* The period put together from those of one grain. */
static struct gathering of_grain(const struct roll *roll, const struct gather_want *want, uint32_t region,
                                 struct period period, const struct grain *grain, enum tile from)
{
    struct gathering found = {.noun = grain->noun};
    struct period tile = tile_at(period, grain->grain, want->last);
    do {
        struct str code = territory_version(roll->territory, region)->code;
        struct gathering part = from == TILE_ITSELF ? extent(roll, want, code, tile, period.last, 0)
                                                    : below(roll, want, region, tile, false);
        count_step(roll, &found, &part, period_text(roll->scratch, tile));
    } while (tile.last < period.last && period_step(tile, 1, &tile));
    return found;
}

/* Does the region, or one that went up into it, have a row of this grain in the period? */
static bool has_grain(const struct roll *roll, const struct gather_want *want, struct str region, struct period period,
                      enum period_grain grain, int deep)
{
    struct observed_rows rows = rows_of(roll, want, region);
    for (uint32_t i = 0; i < rows.rows; i++) {
        struct period when = observed_when(roll->observations, rows, i);
        if (when.grain == grain && period_inside(when, period))
            return true;
    }
    for (uint32_t old = deep < OLDS_DEEP ? territory_olds(roll->territory, region) : REGION_NONE; old != REGION_NONE;
         old = territory_version(roll->territory, old)->next_old)
        if (has_grain(roll, want, territory_version(roll->territory, old)->code, period, grain, deep + 1))
            return true;
    return false;
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
static struct series rows_within(const struct roll *roll, const struct gather_want *want, struct str region,
                                 struct period period)
{
    struct observed_rows rows = rows_of(roll, want, region);
    uint32_t from = 0;
    while (from < rows.rows && observed_when(roll->observations, rows, from).last < period.first)
        from++;
    uint32_t to = from;
    while (to < rows.rows && observed_when(roll->observations, rows, to).last <= period.last)
        to++;
    return observed_unpack(roll->scratch, roll->observations, rows, from, to - from);
}

/* The period put together from periods of several lengths without a gap: January and
 * February in one, then months.  Of several such chains the one with the most links. */
static struct gathering of_chain(const struct roll *roll, const struct gather_want *want, struct str region,
                                 struct period period)
{
    struct gathering found = {.noun = N_("periods")};
    struct series series = rows_within(roll, want, region, period);
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
        append_row(roll, &found, &series.row[i]);
        if (before[i] == i)
            return found;
    }
}

static struct gathering shorter_periods(const struct roll *roll, const struct gather_want *want, uint32_t region,
                                        struct period period, enum tile from)
{
    struct gathering best = {0};
    struct str code = territory_version(roll->territory, region)->code;
    for (size_t i = 0; i < sizeof grains / sizeof *grains && !complete(&best); i++) {
        if (grains[i].grain >= period.grain)
            continue;
        if (from == TILE_ITSELF && !has_grain(roll, want, code, period, grains[i].grain, 0))
            continue;
        if (from == TILE_BELOW && grains[i].grain == PERIOD_DAY)
            continue;
        struct gathering found = of_grain(roll, want, region, period, &grains[i], from);
        keep_better(&best, &found);
    }
    if (from == TILE_ITSELF && want->adds && !complete(&best) && !took_in(roll, code, period, 0)) {
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
