/* chart_waterfall - what a whole is made of: each part begins where the one before it ends
 *
 * Of the output of decompose one breakdown is drawn: the effects of the whole where they add up to an item
 * `change`, else the parts of one item.  Any other table gives a bar a row and their exact sum.
 */

#include "charts/chart.h"

#include "base/str.h"
#include "charts/axis.h"
#include "view/figure.h"

const enum field needs_waterfall[] = {F_VALUE, FIELD_COUNT};

#define ROW PX(30)
#define COMPACT_ROW PX(48)
#define BARS PX(460)
#define MOST 40               /* bars; what follows is one bar */
#define TEXT PX(14)
#define SMALL PX(12)

struct bar {
    struct str name, text;
    struct num value, from, to;
};

struct fall {
    const struct view *view;
    const struct str *cells;  /* a row of the breakdown; null when there is none */
    struct bar *bar;
    size_t bars, drawn;       /* drawn: with what follows as one */
    struct bar whole;
    bool has_whole, apart, too_large; /* apart: the parts add up to something else */
    struct num sum;
    size_t others;            /* rows of other breakdowns or units */
};

static struct str cell(const struct view *view, const struct str *cells, enum field field)
{
    return table_get(view->table, cells, field);
}

/* ---- which rows ---- */

static bool same_breakdown(const struct view *view, const struct str *a, const struct str *b)
{
    static const enum field key[] = {F_REGION, F_INDICATOR, F_SINCE, F_PERIOD, F_METHOD};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (!str_eq(cell(view, a, key[i]), cell(view, b, key[i])))
            return false;
    return true;
}

static bool is_number(const struct view *view, const struct str *cells)
{
    struct num value;
    return num_parse(cell(view, cells, F_VALUE), &value) == NUM_OK;
}

/* A row of the breakdown that is drawn: that of the own region or indicator, else the first with a figure. */
static const struct str *chosen(const struct view *view, const struct chart_wish *wish)
{
    const struct table *table = view->table;
    for (int own = 1; own >= 0; own--)
        for (size_t i = 0; i < table->rows; i++)
            if (is_number(view, table_row(table, i)) && (!own || chart_is_own(view, table_row(table, i), wish)))
                return table_row_in(view->mem, table, i);
    return NULL;
}

/* Do the effects of the whole add up to its change? */
static bool of_effects(const struct view *view, const struct str *first, const struct chart_wish *wish)
{
    const struct table *table = view->table;
    bool change = false;
    size_t effects = 0;
    for (size_t i = 0; i < table->rows; i++) {
        const struct str *cells = table_row(table, i);
        if (!same_breakdown(view, first, cells) || cell(view, cells, F_PART).length)
            continue;
        change |= str_eq(cell(view, cells, F_ITEM), STR("change"));
        effects++;
    }
    return change && effects > 2 && !str_eq(wish->by, STR("part"));
}

/* The item whose parts are drawn: the one that is asked for, change, or the first. */
static struct str item_of(const struct view *view, const struct str *first, const struct chart_wish *wish)
{
    const struct table *table = view->table;
    const struct str wanted[] = {wish->own, STR("change")};
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
        for (size_t i = 0; i < table->rows; i++)
            if (wanted[k].length && same_breakdown(view, first, table_row(table, i)) &&
                str_eq(cell(view, table_row(table, i), F_ITEM), wanted[k]))
                return wanted[k];
    return cell(view, first, F_ITEM);
}

/* ---- bars ---- */

static struct str name_of(const struct view *view, const struct str *cells, bool effects, struct str x)
{
    bool chinese = view->words->chinese;
    if (effects)
        return word_under(view->words, "item.", cell(view, cells, F_ITEM));
    if (x.length)
        return word_for(view->words, cells[column_find(&view->table->columns, x)]);
    const enum field order[] = {chinese ? F_PART_ZH : F_PART_EN, chinese ? F_PART_EN : F_PART_ZH, F_PART};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (cell(view, cells, order[i]).length)
            return word_for(view->words, cell(view, cells, order[i]));
    struct str name = view_name(view, cells);
    return name.length || view->table->columns.count == 0 ? name : cells[0];
}

static void add_bar(struct fall *fall, size_t *room, struct str name, struct str text)
{
    struct bar bar = {.name = name, .text = text};
    if (num_parse(text, &bar.value) != NUM_OK)
        return;
    fall->bar = mem_grow(fall->view->mem, fall->bar, fall->bars, room, sizeof *fall->bar);
    fall->bar[fall->bars++] = bar;
}

static void take_breakdown(struct fall *fall, const struct chart_wish *wish)
{
    const struct view *view = fall->view;
    const struct table *table = view->table;
    bool effects = of_effects(view, fall->cells, wish);
    struct str item = effects ? STR("change") : item_of(view, fall->cells, wish);
    size_t room = 0;
    for (size_t i = 0; i < table->rows; i++) {
        const struct str *cells = table_row(table, i);
        bool whole = cell(view, cells, F_PART).length == 0, asked = str_eq(cell(view, cells, F_ITEM), item);
        if (!same_breakdown(view, fall->cells, cells))
            fall->others++;
        else if (whole && asked) {
            fall->whole = (struct bar){.name = word(view->words, W_WATERFALL_WHOLE),
                                       .text = cell(view, cells, F_VALUE)};
            fall->has_whole = num_parse(fall->whole.text, &fall->whole.value) == NUM_OK;
            fall->cells = table_row_in(view->mem, table, i);
        } else if (effects ? whole : !whole && asked)
            add_bar(fall, &room, name_of(view, cells, effects, wish->x), cell(view, cells, F_VALUE));
    }
}

static void take_rows(struct fall *fall, const struct chart_wish *wish)
{
    const struct view *view = fall->view;
    static const enum field value[] = {F_VALUE, FIELD_COUNT};
    uint32_t at = chart_column(view, wish->y, value);
    size_t room = 0;
    for (size_t i = 0; i < view->table->rows; i++) {
        const struct str *cells = table_row(view->table, i);
        if (str_eq(cell(view, cells, F_UNIT), cell(view, fall->cells, F_UNIT)))
            add_bar(fall, &room, name_of(view, cells, false, wish->x), cells[at]);
        else
            fall->others++;
    }
}

/* Running sums, exact; what follows the first MOST is one bar. */
static void add_up(struct fall *fall)
{
    struct mem *mem = fall->view->mem;
    struct num at = num_of(0), rest = num_of(0);
    fall->drawn = fall->bars > MOST + 1 ? MOST + 1 : fall->bars;
    for (size_t i = MOST; fall->drawn < fall->bars && i < fall->bars; i++)
        fall->too_large |= !num_add(rest, fall->bar[i].value, &rest);
    if (fall->drawn < fall->bars)
        fall->bar[MOST] = (struct bar){
            .name = vocabulary_fill(fall->view->words, W_WATERFALL_REST, "n",
                                    words_number(fall->view->words, (long long)(fall->bars - MOST)), NULL),
            .text = num_text(mem, rest), .value = rest};
    for (size_t i = 0; i < fall->drawn && !fall->too_large; i++) {
        fall->bar[i].from = at;
        fall->too_large = !num_add(at, fall->bar[i].value, &at);
        fall->bar[i].to = at;
    }
    fall->sum = at;
    fall->apart = fall->has_whole && num_compare(fall->whole.value, at) != 0;
    if (!fall->has_whole)
        fall->whole = (struct bar){.name = word(fall->view->words, W_WATERFALL_WHOLE), .text = num_text(mem, at),
                                   .value = at};
    fall->whole.to = fall->whole.value;
}

static struct fall fall_of(const struct view *view, const struct chart_wish *wish)
{
    struct fall fall = {.view = view, .cells = chosen(view, wish)};
    if (fall.cells == NULL)
        return fall;
    if (table_has(view->table, F_ITEM) && table_has(view->table, F_PART) && wish->y.length == 0)
        take_breakdown(&fall, wish);
    else
        take_rows(&fall, wish);
    add_up(&fall);
    return fall;
}

/* ---- what it says ---- */

static struct str figure(const struct fall *fall, struct str text, bool sign, bool unit)
{
    const struct view *view = fall->view;
    struct str called = view_unit(view, fall->cells);
    struct num value;
    bool plus = sign && num_parse(text, &value) == NUM_OK && num_sign(value) > 0;
    text = figure_text(view->mem, text, figure_places(cell(view, fall->cells, F_DECIMALS)), view->thousands);
    text = plus ? mem_format(view->mem, "+%.*s", STR_ARG(text)) : text;
    return unit && called.length ? vocabulary_fill(view->words, W_GAP_UNIT, "n", text, "unit", called, NULL) : text;
}

/* Of what the breakdown is. */
static struct str subject(const struct fall *fall)
{
    const struct view *view = fall->view;
    struct str name = view_name(view, fall->cells), period = cell(view, fall->cells, F_PERIOD),
               since = cell(view, fall->cells, F_SINCE);
    if (name.length == 0 || !table_has(view->table, F_PART))
        return word(view->words, W_WATERFALL_WHOLE);
    if (period.length)
        name = words_join(view->words, name, STR(" "),
                          since.length ? vocabulary_fill(view->words, W_TARGET_RANGE, "low",
                                                         figure_period(view->words, since), "high",
                                                         figure_period(view->words, period), NULL)
                                       : figure_period(view->words, period));
    return name;
}

static struct str found(const struct fall *fall)
{
    const struct bar *high = NULL, *low = NULL;
    const struct vocabulary *words = fall->view->words;
    if (fall->bars == 0 || fall->too_large)
        return (struct str){NULL, 0};
    int way = num_sign(fall->whole.value) < 0 ? -1 : 1;
    for (size_t i = 0; i < fall->drawn; i++) {
        const struct bar *bar = &fall->bar[i];
        if (num_sign(bar->value) * way > 0 && (high == NULL || num_compare(bar->value, high->value) * way > 0))
            high = bar;
        if (num_sign(bar->value) * way < 0 && (low == NULL || num_compare(bar->value, low->value) * way < 0))
            low = bar;
    }
    struct str whole = figure(fall, fall->whole.text, false, true), text = subject(fall);
    if (high == NULL)
        return vocabulary_fill(words, W_STATE, "what", text, "how", whole, NULL);
    text = vocabulary_fill(words, W_WATERFALL_FOUND, "text", text, "n", whole, "high", high->name, "highest",
                           figure(fall, high->text, true, false), NULL);
    return low == NULL ? text : vocabulary_fill(words, W_WATERFALL_FOUND_AGAINST, "text", text, "low", low->name,
                                                "lowest", figure(fall, low->text, true, false), NULL);
}

struct str find_waterfall(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)summary;
    struct fall fall = fall_of(view, wish);
    return found(&fall);
}

/* ---- drawing ---- */

struct slide {
    struct scene *scene;
    const struct fall *fall;
    struct axis axis;
    long left, name_room, row;
    bool compact;
};

static void draw_bar(const struct slide *at, const struct bar *bar, long y, bool whole, bool last)
{
    struct scene *scene = at->scene;
    long from = axis_at(&at->axis, bar->from), to = axis_at(&at->axis, bar->to);
    long middle = y + (at->compact ? PX(32) : ROW / 2), low = from < to ? from : to, high = from < to ? to : from;
    int sign = num_sign(bar->value);
    struct str color = whole ? INK : sign < 0 ? POOR : GOOD;
    long name = at->compact ? at->axis.length + PX(10) : at->name_room;
    scene_text(scene, at->left, at->compact ? y + PX(15) : middle + PX(5),
               scene_fit(scene->mem, bar->name, name, TEXT, whole), (struct lettering){.bold = whole});
    scene_rect(scene, low, middle - PX(8), high > low ? high - low : PX(1), PX(16), (struct paint){.fill = color});
    if (!last && !at->compact)
        scene_line(scene, to, middle + PX(8), to, middle - PX(8) + at->row,
                   (struct paint){.stroke = EDGE, .width = PX(1)});
    scene_text(scene, high + PX(6), middle + PX(5), figure(at->fall, bar->text, !whole, false),
               (struct lettering){.size = SMALL, .bold = true, .color = color});
}

static bool scale(struct slide *at, long from, long length)
{
    const struct fall *fall = at->fall;
    struct num low = num_of(0), high = low;
    bool known = true;
    for (size_t i = 0; i < fall->drawn; i++)
        axis_reach(&low, &high, &known, fall->bar[i].to);
    axis_reach(&low, &high, &known, fall->whole.value);
    at->axis.from = from;
    at->axis.length = length;
    return !fall->too_large && axis_over(&at->axis, low, high, 12);
}

static long widest_name(const struct fall *fall)
{
    long widest = scene_measure(fall->whole.name, TEXT, true);
    for (size_t i = 0; i < fall->drawn; i++) {
        long width = scene_measure(fall->bar[i].name, TEXT, false);
        widest = width > widest ? width : widest;
    }
    return widest < PX(280) ? widest : PX(280);
}

static long widest_figure(const struct fall *fall)
{
    long widest = scene_measure(figure(fall, fall->whole.text, false, false), SMALL, true);
    for (size_t i = 0; i < fall->drawn; i++) {
        long width = scene_measure(figure(fall, fall->bar[i].text, true, false), SMALL, true);
        widest = width > widest ? width : widest;
    }
    return widest + PX(10);
}

static long draw_notes(struct scene *scene, const struct fall *fall, long x, long y, long width)
{
    const struct vocabulary *words = fall->view->words;
    const struct lettering type = {.size = SMALL, .color = DIM};
    if (fall->apart)
        y = scene_lines(scene, x, y + PX(18), width, PX(18),
                        vocabulary_fill(words, W_WATERFALL_APART, "n",
                                        figure(fall, num_text(fall->view->mem, fall->sum), false, false), "m",
                                        figure(fall, fall->whole.text, false, false), NULL), type) - PX(18);
    if (fall->others)
        y = scene_lines(scene, x, y + PX(18), width, PX(18),
                        vocabulary_fill(words, W_WATERFALL_OTHERS, "n",
                                        words_number(words, (long long)fall->others), NULL), type) - PX(18);
    return y;
}

static void draw_bars(struct slide *at, long y)
{
    struct scene *scene = at->scene;
    const struct fall *fall = at->fall;
    long right = at->axis.from + at->axis.length, zero = axis_at(&at->axis, num_of(0));
    for (size_t i = 0; i <= fall->drawn; i++) { /* on a telephone names stand between the bars */
        long top = y + at->row * (long)i;
        scene_line(scene, zero, top + (at->compact ? PX(20) : 0), zero, top + at->row,
                   (struct paint){.stroke = RULE, .width = PX(1)});
    }
    for (size_t i = 0; i < fall->drawn; i++, y += at->row)
        draw_bar(at, &fall->bar[i], y, false, i + 1 == fall->drawn);
    scene_line(scene, at->left, y, right, y, (struct paint){.stroke = INK, .width = 120});
    draw_bar(at, &fall->whole, y, true, true);
}

void draw_waterfall(struct scene *scene, const struct view *view, const struct summary *summary,
                    const struct chart_how *how)
{
    (void)summary;
    struct fall fall = fall_of(view, &how->wish);
    struct slide at = {.scene = scene, .fall = &fall, .left = how->compact ? 0 : how->alone ? PX(24) : PX(4),
                       .row = how->compact ? COMPACT_ROW : ROW, .compact = how->compact};
    scene->title = how->title;
    scene->width = PX(360);
    if (fall.bars) {
        long figures = widest_figure(&fall);
        at.name_room = widest_name(&fall);
        long from = how->compact ? PX(1) : at.left + at.name_room + PX(16);
        if (!how->compact)
            scene->width = from + BARS + figures + at.left;
        if (!scale(&at, from, scene->width - from - figures - at.left))
            fall.bars = 0;
    }
    if (fall.bars == 0) {
        chart_instead(scene, view, how, word(view->words, W_CHART_EMPTY));
        return;
    }
    long y = chart_top(scene, how, scene->width);
    struct str unit = view_unit(view, fall.cells);
    struct str head = words_join(view->words, subject(&fall), STR(" · "), unit);
    scene_text(scene, at.left, y + PX(18), scene_fit(scene->mem, head, scene->width - 2 * at.left, PX(13), true),
               (struct lettering){.size = PX(13), .bold = true});
    draw_bars(&at, y + PX(28));
    y = draw_notes(scene, &fall, at.left, y + PX(28) + at.row * (long)(fall.drawn + 1), scene->width - 2 * at.left);
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_WATERFALL, "n",
                                          words_number(view->words, (long long)fall.bars), "text", found(&fall),
                                          NULL));
    scene->height = chart_foot(scene, chart_find(STR("waterfall")), view, how, y, scene->width) + PX(4);
}
