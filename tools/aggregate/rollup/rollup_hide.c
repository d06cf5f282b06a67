/* rollup_hide - small counts, and figures that a few make up, are not shown, nor what would give them away
 *
 * A figure is part of a whole among regions (those below one) and, where it adds up, of one among
 * periods (those of the next longer one).  Their totals are taken to be known, so enough others are
 * hidden that nobody can bound a hidden figure more closely than stated: a small count by 1 and the
 * threshold, one that few make up by its rule's distance (veil.h).  All that is hidden has one reason:
 * which of it is small would itself be something to start from. */
#include <limits.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "rollup/rollup_inside.h"
#include "rollup/veil.h"

/* What parts a whole has: regions, or periods. */
enum line_kind { LINE_REGIONS, LINE_PERIODS };

/* The wholes of one indicator and its dimensions; their veil has a figure for each. */
struct fabric {
    struct whole **cell;
    size_t cells, room;
    struct group *lines;      /* key: kind, place, period; state: number of the line from 1 */
    struct str *name;         /* of each line */
    size_t names, name_room;
    struct mem *mem;
};

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
static bool is_count(const struct roll *roll, const struct whole *cell, int *power)
{
    enum indicator_kind kind = cell->about ? cell->about->kind : KIND_NONE;
    return (kind == KIND_STOCK || kind == KIND_FLOW || kind == KIND_NONE) &&
           rollup_unit_counts(roll->scratch, roll->units, cell->unit, power);
}

static bool is_small(const struct roll *roll, const struct whole *cell)
{
    struct num threshold;
    int power;
    return roll->hides && shown(cell) && is_count(roll, cell, &power) && num_sign(cell->value) > 0 &&
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

/* ---- figures of a veil ---- */

/* Tenths, hundredths: how many places all counts and amounts have. */
static int places_of(const struct roll *roll, const struct fabric *fabric)
{
    int places = 0, power;
    for (size_t i = 0; i < fabric->cells; i++) {
        const struct whole *cell = fabric->cell[i];
        int own = cell->value.scale - (is_count(roll, cell, &power) ? power : 0);
        places = own > places ? own : places;
    }
    return places;
}

/* A number in the smallest unit that any has; beyond what can be subtracted from it is all one. */
static int64_t scaled(struct num value, int by)
{
    enum { MOST = 17 };
    struct num whole;
    if (!num_shift(value, by, &whole))
        return 0;
    whole = num_round(whole, 0, NUM_HALF_UP);
    struct num most = {1, -MOST};
    return num_compare(whole, most) > 0 ? 100000000000000000 : num_compare(whole, num_negate(most)) < 0 ? 0
                                                              : (int64_t)num_round(whole, 0, NUM_HALF_UP).mantissa;
}

/* The line that a cell stands in, from 0; -1: in none. */
static int32_t line_of(struct roll *roll, struct fabric *fabric, const struct whole *cell, enum line_kind kind)
{
    struct str place;
    struct period period;
    char text[PERIOD_TEXT_MAX];
    if (!adds_up(cell, kind) || !whole_of(roll, cell, kind, &place, &period))
        return -1;
    const struct str key[] = {kind == LINE_REGIONS ? STR("regions") : STR("periods"), place,
                              (struct str){text, period_write(text, period)}};
    uint32_t *number = group_at(fabric->lines, key);
    if (!*number) {
        fabric->name = mem_grow(roll->scratch, fabric->name, fabric->names, &fabric->name_room, sizeof *fabric->name);
        fabric->name[fabric->names] = mem_format(roll->scratch, "%.*s %.*s", STR_ARG(place), STR_ARG(key[2]));
        *number = (uint32_t)++fabric->names;
    }
    return (int32_t)*number - 1;
}

/* The largest whole count below the threshold. */
static struct num below(struct num threshold)
{
    struct num most = num_round(threshold, 0, NUM_HALF_UP);
    while (num_compare(most, threshold) >= 0)
        num_subtract(most, num_of(1), &most);
    return most;
}

/* What can be known of a cell, and how much room it needs when it is hidden for its own sake. */
static struct veil_figure figure_of(struct roll *roll, struct fabric *fabric, const struct whole *cell, int places)
{
    int power = 0;
    bool counts = is_count(roll, cell, &power), small = is_small(roll, cell);
    int by = places + (counts ? power : 0);
    struct veil_figure figure = {
        .line = {line_of(roll, fabric, cell, LINE_REGIONS), line_of(roll, fabric, cell, LINE_PERIODS)},
        .floor = counts ? scaled(num_of(1), places) : 0, .value = scaled(cell->value, by),
        .hidden = cell->state == WHOLE_HIDDEN || small || cell->dominated};
    figure.sensitive = figure.hidden;
    figure.low = figure.floor;
    figure.high = roll->hides ? scaled(below(roll->suppress), places) : figure.floor + 1;
    if (cell->state == WHOLE_HIDDEN)
        figure.value = figure.floor;        /* nobody here knows it either */
    if (cell->dominated && !small) {
        figure.low = figure.value - scaled(cell->around, by);
        figure.low = figure.low < figure.floor ? figure.floor : figure.low;
        figure.high = figure.value + scaled(cell->around, by);
    }
    if (figure.high < figure.value)
        figure.high = figure.value;
    return figure;
}

/* ---- totals that are rows themselves ---- */

/* The row of the whole whose parts are in a line, where it is shown and could be hidden too. */
static ptrdiff_t total_of(const struct roll *roll, const struct fabric *fabric, int32_t line)
{
    for (size_t i = 0; i < fabric->cells; i++) {
        const struct whole *cell = fabric->cell[i];
        struct str name = mem_format(roll->scratch, "%.*s %.*s", STR_ARG(cell->region),
                                     STR_ARG(period_text(roll->scratch, cell->period)));
        if (shown(cell) && str_eq(name, fabric->name[line]))
            return (ptrdiff_t)i;
    }
    return -1;
}

/* The total of an exposed line goes too where it is a row; true when there was such a total. */
static bool hide_totals(const struct roll *roll, const struct fabric *fabric, struct veil *veil)
{
    bool changed = false;
    int64_t width = 1;
    for (size_t i = 0; i < veil->figures; i++)
        if (veil->figure[i].sensitive && veil->figure[i].high - veil->figure[i].low > width)
            width = veil->figure[i].high - veil->figure[i].low;
    for (size_t line = 0; line < veil->lines; line++) {
        ptrdiff_t at = veil->exposed[line] ? total_of(roll, fabric, (int32_t)line) : -1;
        if (at < 0 || veil->figure[at].hidden)
            continue;
        struct veil_figure *total = &veil->figure[at];
        total->hidden = total->sensitive = changed = true;
        total->low = total->value - width < total->floor ? total->floor : total->value - width;
        total->high = total->value + width;
    }
    return changed;
}

/* A line with one figure alone says nothing: what else is in the sum, nobody knows here. */
static void drop_single(const struct fabric *fabric, struct veil *veil)
{
    uint32_t *count = mem_array(fabric->mem, veil->lines + 1, sizeof *count);
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < veil->figures; i++)
            for (int side = 0; side < 2; side++) {
                int32_t *line = &veil->figure[i].line[side];
                if (*line < 0)
                    continue;
                if (turn == 0)
                    count[*line]++;
                else if (count[*line] < 2)
                    *line = -1;
            }
}

static void tell_exposed(const struct fabric *fabric, const struct veil *veil, const struct whole *cell)
{
    for (size_t line = 0; line < veil->lines; line++)
        if (veil->exposed[line])
            diag_report(DIAG_EXPOSED, NULL, "%.*s of %.*s would with the other totals give away what is hidden among "
                        "its parts, and hiding more of them does not help: do not publish it",
                        STR_ARG(cell->indicator), STR_ARG(fabric->name[line]));
}

/* ---- one fabric ---- */

/* Is there anything to hide? */
static bool hides_any(const struct roll *roll, const struct fabric *fabric)
{
    for (size_t i = 0; i < fabric->cells; i++) {
        const struct whole *cell = fabric->cell[i];
        if (cell->state == WHOLE_HIDDEN || cell->dominated || is_small(roll, cell))
            return true;
    }
    return false;
}

static void draw(struct roll *roll, struct fabric *fabric)
{
    struct mem *mem = roll->scratch;
    if (!hides_any(roll, fabric))
        return;
    int places = places_of(roll, fabric);
    fabric->lines = group_open(3, sizeof(uint32_t));
    fabric->mem = mem;
    struct veil veil = {.figures = fabric->cells, .figure = mem_array(mem, fabric->cells, sizeof *veil.figure)};
    for (size_t i = 0; i < fabric->cells; i++)
        veil.figure[i] = figure_of(roll, fabric, fabric->cell[i], places);
    veil.lines = fabric->names;
    drop_single(fabric, &veil);
    veil_draw(mem, &veil);
    while (hide_totals(roll, fabric, &veil))
        veil_draw(mem, &veil);
    tell_exposed(fabric, &veil, fabric->cell[0]);
    struct str reason = roll->rules
                            ? roll_say(roll, "suppressed: small, made up by few, or needed to hide one that is")
                        : roll->hides ? roll_say(roll, "suppressed: below {1} or needed to hide one that is",
                                                 num_text(roll->mem, roll->suppress))
                                      : roll_say(roll, "suppressed: needed to hide one that is");
    for (size_t i = 0; i < fabric->cells; i++)
        if (veil.figure[i].hidden && fabric->cell[i]->state != WHOLE_HIDDEN)
            suppress(fabric->cell[i], reason);
    group_close(fabric->lines);
}

void hide_small(struct roll *roll)
{
    struct group *fabrics = group_open(roll->dimensions + 1, sizeof(struct fabric));
    struct group_walk walk = {0};
    struct mem_mark mark = mem_mark(roll->scratch);
    for (size_t i = 0; i < roll->count; i++) {
        struct whole *cell = roll->cell[i];
        if (!shown(cell) && cell->state != WHOLE_HIDDEN)
            continue;
        roll->key[0] = roll->of_indicators ? STR("") : cell->indicator;
        for (uint32_t k = 0; k < roll->dimensions; k++)
            roll->key[1 + k] = cell->dimension[k];
        struct fabric *fabric = group_at(fabrics, roll->key);
        fabric->cell = mem_grow(roll->scratch, fabric->cell, fabric->cells, &fabric->room, sizeof(struct whole *));
        fabric->cell[fabric->cells++] = cell;
    }
    while (group_next(fabrics, &walk))
        draw(roll, walk.state);
    group_close(fabrics);
    mem_rewind(roll->scratch, mark);
}
