/* rollup_hide - small counts are not shown, nor what would give them away
 *
 * A count above 0 and below the threshold is suppressed.  Where it is the only one among
 * the parts of a whole (the regions below one, for an amount also the periods of the next
 * longer one), whoever has the whole could subtract, so the smallest of the other parts
 * goes too, until no whole has exactly one suppressed part. */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "rollup/rollup_inside.h"

/* The parts of one whole, as far as they are cells. */
struct line {
    uint32_t hidden;
    struct whole *only;        /* the hidden one */
    struct whole *smallest;    /* of those shown; null when there is none */
};

/* What parts a whole has: regions, or periods. */
enum line_kind { LINE_REGIONS, LINE_PERIODS };

static bool adds_up(const struct whole *cell, enum line_kind kind)
{
    if (!cell->about || cell->about->rollup.kind != ROLLUP_SUM)
        return false;
    struct rollup_way way = rollup_way(cell->about);
    return (kind == LINE_REGIONS ? way.region : way.period) == STEP_SUM;
}

static bool shown(const struct whole *cell)
{
    return (cell->state == WHOLE_MADE || cell->state == WHOLE_AS_IT_CAME) && cell->known;
}

static void suppress(struct whole *cell, struct str reason)
{
    cell->state = WHOLE_HIDDEN;
    cell->status = STATUS_Q;
    cell->text = cell->qualifier = (struct str){NULL, 0};
    cell->known = false;
    cell->reason = reason;
}

/* A count is a stock or a flow, made here or not; what no catalogue knows may be one. */
static bool is_small(const struct roll *roll, const struct whole *cell)
{
    struct num threshold;
    int power;
    enum indicator_kind kind = cell->about ? cell->about->kind : KIND_NONE;
    return shown(cell) && (kind == KIND_STOCK || kind == KIND_FLOW || kind == KIND_NONE) &&
           rollup_unit_counts(roll->scratch, roll->units, cell->unit, &power) && num_sign(cell->value) > 0 &&
           num_shift(roll->suppress, -power, &threshold) && num_compare(cell->value, threshold) < 0;
}

/* The whole that the cell is a part of; false when there is none. */
static bool whole_of(const struct roll *roll, const struct whole *cell, enum line_kind kind, struct str *place,
                     struct period *period)
{
    static const enum period_grain next[] = {
        [PERIOD_DAY] = PERIOD_MONTH, [PERIOD_WEEK] = PERIOD_YEAR, [PERIOD_MONTH] = PERIOD_QUARTER,
        [PERIOD_QUARTER] = PERIOD_HALF, [PERIOD_HALF] = PERIOD_YEAR, [PERIOD_YEAR] = PERIOD_YEAR,
        [PERIOD_SPAN] = PERIOD_SPAN};
    *place = cell->region;
    *period = cell->period;
    enum period_grain coarser = next[cell->period.grain];
    if (kind == LINE_PERIODS)
        return coarser != cell->period.grain && period_coarsen(cell->period, coarser, period);
    uint32_t region = territory_at(roll->territory, cell->region, cell->period.last);
    if (region == REGION_NONE)
        return false;
    *place = territory_version(roll->territory, region)->parent;
    return place->length > 0;
}

static void enter(struct roll *roll, struct group *lines, struct whole *cell, enum line_kind kind)
{
    struct str place;
    struct period period;
    char text[PERIOD_TEXT_MAX];
    if (!adds_up(cell, kind) || !whole_of(roll, cell, kind, &place, &period))
        return;
    roll->key[0] = place;
    roll->key[1] = roll_indicator(roll, place, cell->indicator);
    for (uint32_t i = 0; i < roll->dimensions; i++)
        roll->key[2 + i] = cell->dimension[i];
    roll->key[2 + roll->dimensions] = (struct str){text, period_write(text, period)};
    struct line *line = group_at(lines, roll->key);
    if (cell->state == WHOLE_HIDDEN) {
        line->hidden++;
        line->only = cell;
    } else if (shown(cell) && num_sign(cell->value) != 0 &&
               (!line->smallest || num_compare(num_abs(cell->value), num_abs(line->smallest->value)) < 0)) {
        line->smallest = cell;
    }
}

/* One pass over all wholes of a kind; true when something was suppressed. */
static bool protect(struct roll *roll, enum line_kind kind)
{
    struct group *lines = group_open(roll->dimensions + 3, sizeof(struct line));
    struct group_walk walk = {0};
    bool changed = false;
    for (size_t i = 0; i < roll->count; i++)
        enter(roll, lines, roll->cell[i], kind);
    while (group_next(lines, &walk)) {
        const struct line *line = walk.state;
        if (line->hidden != 1 || !line->smallest || line->smallest->state == WHOLE_HIDDEN)
            continue;
        suppress(line->smallest, roll_say(roll, "suppressed: with the whole it would give away {1} {2}",
                                          line->only->region, period_text(roll->scratch, line->only->period)));
        changed = true;
    }
    group_close(lines);
    return changed;
}

void hide_small(struct roll *roll)
{
    char text[NUM_TEXT_MAX];
    struct str limit = {text, num_write(text, roll->suppress)};
    for (size_t i = 0; roll->hides && i < roll->count; i++)
        if (is_small(roll, roll->cell[i]))
            suppress(roll->cell[i], roll_say(roll, "suppressed: below {1}", limit));
    bool changed = true;
    while (changed) {
        changed = protect(roll, LINE_REGIONS);
        changed |= protect(roll, LINE_PERIODS);
    }
}
