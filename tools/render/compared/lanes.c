/* lanes - see lanes.h */

#include "compared/lanes.h"

#include "base/diag.h"
#include "base/str.h"
#include "charts/axis.h"
#include "compared/cross.h"
#include "view/figure.h"

#define SMALL PX(12)
#define TEXT PX(13)
#define FIGURE PX(84)         /* room for one that is printed */

/* ---- from the rows ---- */

static struct lane new_lane(const struct lanes *lanes, struct str name)
{
    struct mem *mem = lanes->view->mem;
    return (struct lane){name, false, mem_array(mem, lanes->stops + 1, sizeof(bool)),
                         mem_array(mem, lanes->stops + 1, sizeof(struct num)),
                         mem_array(mem, lanes->stops + 1, sizeof(struct str))};
}

static void take(struct mem *mem, struct lane *lane, size_t stop, struct str cell, struct str text)
{
    lane->known[stop] = num_parse(cell, &lane->value[stop]) == NUM_OK;
    lane->text[stop] = scene_fit(mem, text, FIGURE, TEXT, true);
}

/* Which way the lanes part: units of one indicator, or indicators of one unit. */
struct parted {
    enum field lane;
    struct cross_only only;   /* what all of them share */
};

static struct parted part(const struct view *view, struct lanes *lanes)
{
    const struct cross *cross = cross_of(view, F_REGION, F_INDICATOR, (struct cross_only){0});
    struct parted parted = {F_REGION, {.field = F_INDICATOR}};
    if (cross->down.count < 2 && cross->across.count > 1)
        parted = (struct parted){F_INDICATOR, {.field = F_REGION}};
    const struct cross_way *shared = parted.lane == F_REGION ? &cross->across : &cross->down;
    if (shared->count) {
        parted.only.text = shared->key[0];
        lanes->subject = shared->name[0];
        lanes->left_out = shared->count - 1;
    }
    return parted;
}

/* Two dates in one row: rank_since and rank; of several rows of a lane the latest. */
static void take_since(struct lanes *lanes, const struct parted *parted, const struct chart_wish *wish)
{
    const struct view *view = lanes->view;
    const struct table *table = view->table;
    const struct cross *cross = cross_of(view, parted->lane, FIELD_COUNT, parted->only);
    ptrdiff_t own = cross_own(cross, view, wish);
    lanes->stops = 2;
    lanes->ranks = true;
    lanes->too_many = cross->down.count > LANES_MOST;
    lanes->stop = mem_array(view->mem, 2, sizeof *lanes->stop);
    for (size_t i = 0; i < cross->down.count && !lanes->too_many; i++) {
        const struct str *cells = cross_at(cross, i, 0);
        struct str then = cells ? table_get(table, cells, F_RANK_SINCE) : (struct str){NULL, 0},
                   now = cells ? table_get(table, cells, F_RANK) : then;
        if (then.length == 0 && now.length == 0)
            continue;
        struct lane lane = new_lane(lanes, cross->down.name[i]);
        take(view->mem, &lane, 0, then, then);
        take(view->mem, &lane, 1, now, now);
        lane.own = (ptrdiff_t)i == own;
        lanes->stop[0] = figure_period(view->words, table_get(table, cells, F_SINCE));
        lanes->stop[1] = figure_period(view->words, table_get(table, cells, F_PERIOD));
        lanes->lane[lanes->count++] = lane;
    }
}

static void take_periods(struct lanes *lanes, const struct parted *parted, const struct chart_wish *wish, bool ends)
{
    static const enum field fields[] = {F_RANK, F_VALUE, FIELD_COUNT};
    const struct view *view = lanes->view;
    const struct cross *cross = cross_of(view, parted->lane, F_PERIOD, parted->only);
    uint32_t at = chart_column(view, wish->y, fields);
    size_t all = cross->across.count;
    lanes->ranks = at != COLUMN_NONE && at == view->table->at[F_RANK];
    lanes->stops = ends && all > 2 ? 2 : all;
    lanes->too_many = cross->down.count > LANES_MOST || lanes->stops > STOPS_MOST;
    if (lanes->too_many || at == COLUMN_NONE)
        return;
    ptrdiff_t own = cross_own(cross, view, wish);
    lanes->stop = mem_array(view->mem, lanes->stops + 1, sizeof *lanes->stop);
    for (size_t i = 0; i < cross->down.count; i++) {
        struct lane lane = new_lane(lanes, cross->down.name[i]);
        for (size_t k = 0; k < lanes->stops; k++) {
            size_t from = lanes->stops < all && k ? all - 1 : k;
            const struct str *cells = cross_at(cross, i, from);
            lanes->stop[k] = cross->across.name[from];
            if (cells)
                take(view->mem, &lane, k, cells[at], at == view->table->at[F_VALUE] ? view_value(view,
                                                                                                 cells) : cells[at]);
        }
        lane.own = (ptrdiff_t)i == own;
        lanes->lane[lanes->count++] = lane;
    }
}

struct lanes lanes_of(const struct view *view, const struct chart_wish *wish, bool ends)
{
    struct lanes lanes = {.view = view, .lane = mem_array(view->mem, LANES_MOST, sizeof *lanes.lane)};
    const struct parted parted = part(view, &lanes);
    if (ends && table_has(view->table, F_RANK_SINCE) && wish->y.length == 0)
        take_since(&lanes, &parted, wish);
    else
        take_periods(&lanes, &parted, wish, ends);
    return lanes;
}

/* ---- what is found ---- */

static bool both_ends(const struct lanes *lanes, const struct lane *lane)
{
    return lanes->stops > 1 && lane->known[0] && lane->known[lanes->stops - 1];
}

/* How much better it stands at the end: above 0 gained. */
static int gained(const struct lanes *lanes, const struct lane *lane)
{
    int more = num_compare(lane->value[lanes->stops - 1], lane->value[0]);
    return lanes->ranks ? -more : more;
}

static bool step_of(const struct lanes *lanes, const struct lane *lane, struct num *step)
{
    if (!both_ends(lanes, lane))
        return false;
    struct num first = lane->value[0], last = lane->value[lanes->stops - 1];
    return lanes->ranks ? num_subtract(first, last, step) : num_subtract(last, first, step);
}

#define NAMED 3
#define SUBJECT_CELLS 40

/* A name that a title has room for. */
static struct str short_of(const struct lanes *lanes, const struct lane *lane)
{
    return scene_fit(lanes->view->mem, lane->name, PX(160), PX(12), false);
}

/* Who stood before the own one and stands behind it (way 1), or the other way round (way -1). */
static struct str passed(const struct lanes *lanes, const struct lane *own, int way, long *count)
{
    const struct vocabulary *words = lanes->view->words;
    size_t last = lanes->stops - 1;
    struct str names = {NULL, 0};
    *count = 0;
    for (size_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->lane[i];
        if (lane == own || !both_ends(lanes, lane) ||
            num_compare(lane->value[0], own->value[0]) * way >= 0 ||
            num_compare(lane->value[last], own->value[last]) * way <= 0)
            continue;
        if (++*count <= NAMED)
            names = words_join(words, names, word(words, W_JOIN), short_of(lanes, lane));
    }
    if (*count > NAMED)
        names = vocabulary_fill(words, W_NAMES_MORE, "names", names, "n", words_number(words, *count), NULL);
    return names;
}

/* "name rose from rank 5 to rank 3". */
static struct str moved(const struct lanes *lanes, const struct lane *lane, enum word id)
{
    const struct vocabulary *words = lanes->view->words;
    struct str from = lane->text[0], to = lane->text[lanes->stops - 1];
    if (lanes->ranks) {
        from = vocabulary_fill(words, W_RANK_SAID, "n", from, NULL);
        to = vocabulary_fill(words, W_RANK_SAID, "n", to, NULL);
    }
    return vocabulary_fill(words, id, "name", short_of(lanes, lane), "from", from, "to", to, NULL);
}

static struct str own_found(const struct lanes *lanes, const struct lane *own)
{
    const struct vocabulary *words = lanes->view->words;
    long overtaken, by;
    struct str won = passed(lanes, own, 1, &overtaken), lost = passed(lanes, own, -1, &by);
    int sign = gained(lanes, own);
    struct str text = moved(lanes, own, sign > 0 ? W_LANES_UP : sign < 0 ? W_LANES_DOWN : W_LANES_LEVEL);
    if (lanes->ranks && overtaken)
        text = words_join(words, text, word(words, W_CLAUSE_JOIN),
                          vocabulary_fill(words, W_LANES_WON, "names", won, NULL));
    if (lanes->ranks && by)
        text = words_join(words, text, word(words, W_CLAUSE_JOIN),
                          vocabulary_fill(words, W_LANES_LOST, "names", lost, NULL));
    return text;
}

/* Who gained most and who lost most. */
static struct str most_found(const struct lanes *lanes)
{
    const struct vocabulary *words = lanes->view->words;
    const struct lane *up = NULL, *down = NULL;
    struct num most = {0}, least = {0}, step;
    for (size_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->lane[i];
        if (!step_of(lanes, lane, &step))
            continue;
        if (!up || num_compare(step, most) > 0) {
            up = lane;
            most = step;
        }
        if (!down || num_compare(step, least) < 0) {
            down = lane;
            least = step;
        }
    }
    struct str text = {NULL, 0};
    if (!up)
        return text;
    if (num_sign(most) > 0)
        text = moved(lanes, up, W_LANES_UP);
    if (num_sign(least) < 0)
        text = words_join(words, text, word(words, W_CLAUSE_JOIN), moved(lanes, down, W_LANES_DOWN));
    return text.length ? text : word(words, W_LANES_SAME);
}

struct str lanes_found(const struct lanes *lanes)
{
    const struct lane *own = NULL;
    for (size_t i = 0; i < lanes->count; i++)
        if (lanes->lane[i].own && both_ends(lanes, &lanes->lane[i]))
            own = &lanes->lane[i];
    struct str text = own ? own_found(lanes, own) : most_found(lanes);
    if (text.length == 0 || lanes->subject.length == 0 || str_width(lanes->subject, 2) > SUBJECT_CELLS)
        return text;
    return vocabulary_fill(lanes->view->words, W_STATE, "what", lanes->subject, "how", text, NULL);
}

/* ---- the picture ---- */

struct field_of_lanes {
    struct scene *scene;
    const struct lanes *lanes;
    struct num low, high;     /* values at the bottom and at the top; ranks the other way round */
    long left, pitch, top, height; /* x of the first stop, and from one to the next */
    long names_left, names_right; /* room for them */
    bool dots;
};

static long x_of(const struct field_of_lanes *at, size_t stop)
{
    return at->left + at->pitch * (long)stop;
}

static long y_of(const struct field_of_lanes *at, struct num value)
{
    if (num_compare(at->low, at->high) == 0)
        return at->top + at->height / 2;
    long up = figure_between(value, at->low, at->high, at->height);
    return at->lanes->ranks ? at->top + up : at->top + at->height - up;
}

static struct str color_of(const struct field_of_lanes *at, const struct lane *lane)
{
    if (!lane->own)
        return EDGE;
    int sign = both_ends(at->lanes, lane) ? gained(at->lanes, lane) : 0;
    struct str class = sign > 0 ? STR("achieved") : sign < 0 ? STR("lagging") : STR("on_track");
    return vocabulary_mark(at->lanes->view->words, class)->color;
}

static bool reach(struct field_of_lanes *at)
{
    bool known = false;
    for (size_t i = 0; i < at->lanes->count; i++)
        for (size_t k = 0; k < at->lanes->stops; k++)
            if (at->lanes->lane[i].known[k])
                axis_reach(&at->low, &at->high, &known, at->lanes->lane[i].value[k]);
    if (known && at->lanes->ranks)
        axis_reach(&at->low, &at->high, &known, num_of(1));
    return known;
}

/* From stop to stop; over a stop without a value the line is dashed. */
static void draw_lane(const struct field_of_lanes *at, const struct lane *lane)
{
    struct paint paint = {.stroke = color_of(at, lane), .width = lane->own ? 350 : 120};
    ptrdiff_t before = -1;
    for (size_t k = 0; k < at->lanes->stops; k++) {
        if (!lane->known[k])
            continue;
        if (before >= 0) {
            paint.dash = (size_t)before + 1 < k ? PX(4) : 0;
            scene_line(at->scene, x_of(at, (size_t)before), y_of(at, lane->value[before]), x_of(at, k),
                       y_of(at, lane->value[k]), paint);
        }
        before = (ptrdiff_t)k;
    }
}

static void draw_dots(const struct field_of_lanes *at, const struct lane *lane)
{
    struct str color = color_of(at, lane);
    for (size_t k = 0; k < at->lanes->stops; k++) {
        if (!lane->known[k])
            continue;
        long x = x_of(at, k), y = y_of(at, lane->value[k]);
        bool numbered = at->dots && at->lanes->ranks && lane->text[k].length < 4;
        scene_dot(at->scene, x, y, numbered ? PX(9) : PX(4),
                  (struct paint){.fill = lane->own ? color : PAPER, .stroke = lane->own ? PAPER : EDGE, .width = 130});
        if (numbered)
            scene_text(at->scene, x, y + PX(4), lane->text[k],
                       (struct lettering){.size = PX(11), .bold = lane->own, .anchor = ANCHOR_MIDDLE,
                                          .color = lane->own ? PAPER : INK});
    }
}

/* ↑2 behind the own name, so that its color is not all that tells which way it went. */
static struct str arrow_of(const struct field_of_lanes *at, const struct lane *lane)
{
    struct mem *mem = at->lanes->view->mem;
    struct num step;
    if (!lane->own || !step_of(at->lanes, lane, &step) || !num_sign(step))
        return (struct str){NULL, 0};
    struct str arrow = num_sign(step) > 0 ? STR("\xe2\x86\x91") : STR("\xe2\x86\x93");
    struct num whole = num_round(num_abs(step), 0, NUM_HALF_UP); /* ranks are */
    return at->lanes->ranks && num_compare(whole, num_of(1000)) < 0 ? mem_join(mem, arrow, num_text(mem, whole))
           : arrow;
}

static void draw_names(const struct field_of_lanes *at, bool right)
{
    const struct lanes *lanes = at->lanes;
    struct scene *scene = at->scene;
    size_t stop = right ? lanes->stops - 1 : 0, count = 0;
    struct label *label = mem_array(scene->mem, lanes->count + 1, sizeof *label);
    long room = right ? at->names_right : at->names_left, beside = at->dots ? PX(14) : PX(9), widest = 0;
    for (size_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->lane[i];
        long wide = at->dots && lanes->ranks ? 0 : scene_measure(lane->text[stop], TEXT, lane->own) + PX(7);
        widest = wide > widest ? wide : widest;
        if (lane->known[stop])
            label[count++] = (struct label){y_of(at, lane->value[stop]), i};
    }
    labels_apart(label, count, PX(16), at->top, at->top + at->height);
    for (size_t i = 0; i < count; i++) {
        const struct lane *lane = &lanes->lane[label[i].of];
        struct str arrow = right ? arrow_of(at, lane) : (struct str){NULL, 0};
        long x = right ? x_of(at, stop) + beside : x_of(at, 0) - beside, y = label[i].at + PX(5);
        long arrowed = arrow.length ? scene_measure(arrow, TEXT, true) + PX(5) : 0;
        struct lettering type = {.size = TEXT, .bold = lane->own, .anchor = ANCHOR_END,
                                 .color = lane->own ? color_of(at, lane) : INK};
        if (widest)
            scene_text(scene, right ? x + widest - PX(7) : x, y, lane->text[stop], type);
        x += right ? widest : -widest;
        type.anchor = right ? ANCHOR_START : ANCHOR_END;
        struct str name = scene_fit(scene->mem, lane->name, room - widest - arrowed - beside, TEXT, lane->own);
        if (room < widest + arrowed + beside) /* figures of many digits leave none for the arrow */
            arrow = (struct str){NULL, 0};
        scene_text(scene, x, y, name, type);
        scene_text(scene, x + scene_measure(name, TEXT, lane->own) + PX(5), y, arrow, type);
    }
}

/* What dates find room: the last and, from it backwards, those that keep their distance. */
static void draw_stops(const struct field_of_lanes *at, long y)
{
    const struct lanes *lanes = at->lanes;
    long room = at->scene->width;
    for (size_t k = lanes->stops; k-- > 0;) {
        long wide = scene_measure(lanes->stop[k], SMALL, true), x = x_of(at, k);
        if (x + wide / 2 > at->scene->width)
            x = at->scene->width - wide / 2;
        if (x - wide / 2 < 0)
            x = wide / 2;
        scene_line(at->scene, x_of(at, k), at->top - PX(10), x_of(at, k), at->top + at->height + PX(10),
                   (struct paint){.stroke = HAIR, .width = PX(1)});
        if (x + wide / 2 > room)
            continue;
        scene_text(at->scene, x, y, lanes->stop[k],
                   (struct lettering){.size = SMALL, .bold = true, .anchor = ANCHOR_MIDDLE});
        room = x - wide / 2 - PX(8);
    }
}

static long names_room(const struct lanes *lanes, bool dots, long most)
{
    long room = PX(40);
    for (size_t i = 0; i < lanes->count; i++) {
        const struct lane *lane = &lanes->lane[i];
        long wide = scene_measure(lane->name, TEXT, lane->own) + (lane->own ? PX(50) : PX(24)), figure = 0;
        for (size_t k = 0; k < lanes->stops && !dots; k++) {
            long one = scene_measure(lane->text[k], TEXT, lane->own) + PX(7);
            figure = one > figure ? one : figure;
        }
        wide += figure;
        room = wide > room ? wide : room;
    }
    return room < most ? room : most;
}

static void lay_out(struct field_of_lanes *at, const struct chart_how *how)
{
    const struct lanes *lanes = at->lanes;
    long edge = how->compact ? 0 : how->alone ? PX(24) : PX(4), wide = PX(20);
    long gaps = (long)(lanes->stops > 1 ? lanes->stops - 1 : 1), rows = (long)lanes->count;
    for (size_t k = 0; k < lanes->stops; k++) {
        long text = scene_measure(lanes->stop[k], SMALL, true);
        wide = text > wide ? text : wide;
    }
    at->names_left = at->names_right = names_room(lanes, at->dots && lanes->ranks, how->compact ? PX(112) : PX(230));
    if (how->compact && lanes->stops > 2)
        at->names_left = PX(16);
    at->left = edge + at->names_left;
    at->pitch = lanes->stops < 3 ? PX(230) : wide + PX(12) > PX(64) ? wide + PX(12) : PX(64);
    if (lanes->stops > 12 && !how->compact)
        at->pitch = PX(34);
    if (how->compact)
        at->pitch = (PX(360) - at->left - at->names_right) / gaps;
    at->scene->width = how->compact ? PX(360) : at->left + at->pitch * gaps + at->names_right + edge;
    struct num last = num_round(at->high, 0, NUM_HALF_UP);
    if (lanes->ranks && num_compare(last, num_of(2 * LANES_MOST)) < 0 && num_compare(last, num_of(rows)) > 0)
        rows = (long)last.mantissa;
    at->height = (rows > 1 ? rows - 1 : 1) * (rows > 30 ? PX(18) : PX(26));
    if (!lanes->ranks && at->height < PX(200))
        at->height = PX(200);
}

static void tell(const struct lanes *lanes, const char *chart)
{
    const struct place place = {.file = lanes->view->table->columns.file};
    if (lanes->left_out)
        diag_report(DIAG_DRAWN, &place, "the chart %s draws \"%.*s\", the first in the table; others, %zu in number, "
                    "each need a table of their own", chart, STR_ARG(lanes->subject), lanes->left_out);
}

static struct str why_not(const struct lanes *lanes, bool known)
{
    const struct vocabulary *words = lanes->view->words;
    if (lanes->too_many)
        return vocabulary_fill(words, W_TOO_MANY_LANES, "n", words_number(words, LANES_MOST), "m",
                               words_number(words, STOPS_MOST), NULL);
    return lanes->stops < 2 ? word(words, W_ONE_DATE) : !known ? word(words, W_NOTHING_TO_DRAW) : (struct str){NULL, 0};
}

void lanes_draw(struct scene *scene, const struct lanes *lanes, const struct chart_how *how, const char *chart,
                bool dots)
{
    struct field_of_lanes at = {.scene = scene, .lanes = lanes, .dots = dots};
    const struct vocabulary *words = lanes->view->words;
    struct str why = why_not(lanes, !lanes->too_many && reach(&at));
    scene->title = how->title;
    if (why.length) {
        chart_instead(scene, lanes->view, how, why);
        return;
    }
    if (!how->head && !how->compact)
        tell(lanes, chart);
    lay_out(&at, how);
    chart_describe(scene, vocabulary_fill(words, W_DESC_LANES, "n", words_number(words, (long long)lanes->count),
                                          "from", lanes->stop[0], "to", lanes->stop[lanes->stops - 1], "text",
                                          lanes_found(lanes), NULL));
    long y = chart_top(scene, how, scene->width) + PX(18);
    at.top = y + PX(24);
    draw_stops(&at, y);
    for (int own = 0; own < 2; own++) /* the own line over all others */
        for (size_t i = 0; i < lanes->count; i++)
            if (lanes->lane[i].own == own) {
                draw_lane(&at, &lanes->lane[i]);
                draw_dots(&at, &lanes->lane[i]);
            }
    if (at.names_left > PX(16))
        draw_names(&at, false);
    draw_names(&at, true);
    scene->height = chart_foot(scene, chart_find(str_of(chart)), lanes->view, how, at.top + at.height + PX(14),
                               scene->width) + PX(6);
}
