/* chart_multiples - many series as small panels: one time for all, a scale for each
 *
 * A panel for each indicator, with a line for each of its regions; a table of one indicator has a panel for
 * each region; the column `by` parts rows otherwise.  Five panels stand beside each other on a page, two on a
 * telephone.
 */

#include "charts/chart.h"

#include "base/str.h"
#include "charts/plot.h"
#include "view/figure.h"

const enum field needs_multiples[] = {F_PERIOD, F_VALUE, FIELD_COUNT};

#define MOST 30               /* panels: five by six */
#define PLOT PX(92)
#define HEAD PX(42)
#define WIDTH PX(212)         /* of a panel on a page */
#define GAP PX(18)
#define FOOT PX(26)

struct cell {
    struct str key;
    struct curve **line;
    size_t lines, room;
};

struct plate {
    struct curve_set set;
    struct event_list events;
    struct cell *cell;
    size_t cells;             /* all of them; MOST are drawn */
};

static struct str key_of(const struct plate *plate, const struct curve *one, const struct chart_wish *wish)
{
    enum field field = plate->set.many_indicators ? F_INDICATOR : F_REGION;
    return wish->by.length ? one->by : table_get(one->view->table, one->cells, field);
}

static struct plate plate_of(const struct view *view, const struct chart_wish *wish)
{
    const struct curve_from from = {.view = view, .targets = chart_more(wish, "targets"),
                                     .forecast = chart_more(wish, "forecast"), .by = wish->by, .own = wish->own};
    struct plate plate = {.set = curve_read(&from), .events = events_read(chart_more(wish, "events"))};
    size_t room = 0;
    for (size_t i = 0; i < plate.set.count; i++) {
        struct curve *one = &plate.set.series[i];
        struct str key = key_of(&plate, one, wish);
        size_t k = 0;
        while (k < plate.cells && !str_eq(plate.cell[k].key, key))
            k++;
        if (k == plate.cells) {
            plate.cell = mem_grow(view->mem, plate.cell, plate.cells, &room, sizeof *plate.cell);
            plate.cell[plate.cells++] = (struct cell){.key = key};
        }
        struct cell *cell = &plate.cell[k];
        cell->line = mem_grow(view->mem, cell->line, cell->lines, &cell->room, sizeof *cell->line);
        cell->line[cell->lines++] = one;
    }
    return plate;
}

/* The line that a panel is about: the own one, else the only one; or null. */
static const struct curve *subject(const struct cell *cell)
{
    for (size_t i = 0; i < cell->lines; i++)
        if (cell->line[i]->own || cell->lines == 1)
            return cell->line[i];
    return NULL;
}

/* ---- what it says ---- */

struct str find_multiples(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    struct plate plate = plate_of(view, wish);
    const struct vocabulary *words = view->words;
    long long count[] = {0, 0, 0, 0};
    static const enum word what[] = {W_MULTIPLES_UP, W_MULTIPLES_DOWN, W_MULTIPLES_LEVEL, W_PEERS_UNKNOWN};
    struct str list = {NULL, 0};
    if (view->kind->has_truth && summary->lead.length)
        return summary->lead;
    for (size_t i = 0; i < plate.cells; i++) {
        const struct curve *one = subject(&plate.cell[i]);
        const struct curve_point *first = one ? curve_first(one) : NULL, *last = one ? curve_last(one) : NULL;
        int order = first == last ? 0 : num_compare(last->value, first->value);
        count[first == last ? 3 : order > 0 ? 0 : order < 0 ? 1 : 2]++;
    }
    for (size_t i = 0; i < sizeof count / sizeof *count; i++)
        if (count[i])
            list = words_join(words, list, word(words, W_JOIN),
                              vocabulary_fill(words, what[i], "n", words_number(words, count[i]), NULL));
    return vocabulary_fill(words, W_MULTIPLES_FOUND, "n", words_number(words, (long long)plate.cells), "list", list,
                           NULL);
}

/* ---- drawing ---- */

static struct str heading(const struct plate *plate, const struct cell *cell, const struct chart_wish *wish)
{
    const struct curve *first = cell->line[0];
    if (wish->by.length && cell->key.length)
        return word_for(first->view->words, cell->key);
    return plate->set.many_indicators ? curve_indicator(first) : curve_region(first);
}

static struct plot panel_of(struct scene *scene, const struct view *view, const struct plate *plate, size_t i)
{
    return (struct plot){.scene = scene, .view = view, .line = plate->cell[i].line, .lines = plate->cell[i].lines,
                          .set = &plate->set, .events = &plate->events, .height = PLOT, .small = true};
}

static void draw_head(struct scene *scene, const struct plate *plate, const struct cell *cell,
                      const struct chart_wish *wish, long x, long y, long width)
{
    const struct view *view = cell->line[0]->view;
    const struct mark *mark = vocabulary_mark(view->words, table_get(view->table, cell->line[0]->cells, F_CLASS));
    long room = width - (mark ? PX(18) : 0);
    if (mark)
        chart_mark(scene, x + PX(6), y + PX(9), mark);
    scene_text(scene, x + width - room, y + PX(14),
               scene_fit(scene->mem, heading(plate, cell, wish), room, PX(12), true),
               (struct lettering){.size = PX(12), .bold = true});
    scene_text(scene, x, y + PX(29),
               scene_fit(scene->mem, view_unit(view, cell->line[0]->cells), width, PX(11), false),
               (struct lettering){.size = PX(11), .color = DIM});
}

/* How many stand beside each other: three at least, so that a title has room. */
static size_t beside_of(const struct plate *plate, const struct chart_how *how)
{
    return how->compact ? 2 : plate->cells > 5 ? 5 : plate->cells < 3 ? 3 : plate->cells;
}

/* Panels beside each other; returns the y behind the last row of them. */
static long draw_panels(struct scene *scene, const struct view *view, const struct chart_how *how,
                        const struct plate *plate, long x, long y, const int32_t days[2])
{
    size_t count = plate->cells < MOST ? plate->cells : MOST, beside = beside_of(plate, how);
    long gap = GAP, width = (scene->width - 2 * x + gap) / (long)beside - gap, left = 0, right = 0;
    struct plot *panel = mem_array(scene->mem, count, sizeof *panel);
    for (size_t i = 0; i < count; i++) {
        panel[i] = panel_of(scene, view, plate, i);
        panel[i].top = y + HEAD + (long)(i / beside) * (HEAD + PLOT + FOOT);
        plot_measure(&panel[i], PX(70));
        left = panel[i].left > left ? panel[i].left : left;
        right = panel[i].right > right ? panel[i].right : right;
    }
    left = left > width / 3 ? width / 3 : left;
    for (size_t i = 0; i < count; i++) {
        long from = x + (long)(i % beside) * (width + gap);
        panel[i].calendar = calendar_over(days[0], days[1], from + left, width - left - right, PX(44));
        panel[i].left = left;
        panel[i].right = right;
        draw_head(scene, plate, &plate->cell[i], &how->wish, from, panel[i].top - HEAD, width);
        plot_draw(&panel[i]);
    }
    return y + (long)((count + beside - 1) / beside) * (HEAD + PLOT + FOOT);
}

void draw_multiples(struct scene *scene, const struct view *view, const struct summary *summary,
                    const struct chart_how *how)
{
    struct plate plate = plate_of(view, &how->wish);
    const struct lettering type = {.size = PX(12), .color = DIM};
    long x = how->compact ? 0 : how->alone ? PX(24) : PX(4);
    int32_t days[2];
    bool known = false;
    scene->title = how->title;
    scene->width = how->compact ? PX(360) : (long)beside_of(&plate, how) * (WIDTH + GAP) - GAP + 2 * x;
    for (size_t i = 0; i < plate.cells && i < MOST; i++) {
        int32_t first, last;
        if (!plot_days(plate.cell[i].line, plate.cell[i].lines, &plate.events, &first, &last))
            continue;
        days[0] = !known || first < days[0] ? first : days[0];
        days[1] = !known || last > days[1] ? last : days[1];
        known = true;
    }
    if (!known) {
        chart_instead(scene, view, how, word(view->words, W_CHART_EMPTY));
        return;
    }
    long y = chart_top(scene, how, scene->width);
    y = draw_panels(scene, view, how, &plate, x, y + PX(4), days);
    y = plot_events(scene, view, &plate.events, x, y + PX(14), scene->width - 2 * x);
    if (plate.cells > MOST)
        y = scene_lines(scene, x, y, scene->width - 2 * x, PX(18),
                        vocabulary_fill(view->words, W_MULTIPLES_CUT, "n",
                                        words_number(view->words, (long long)(plate.cells - MOST)), NULL), type);
    if (plate.set.left_out)
        y = scene_lines(scene, x, y, scene->width - 2 * x, PX(18),
                        vocabulary_fill(view->words, W_LINE_LEFT_OUT, "n",
                                        words_number(view->words, (long long)plate.set.left_out), NULL), type);
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_MULTIPLES, "n",
                                          words_number(view->words, (long long)plate.cells), "text",
                                          find_multiples(view, summary, &how->wish), NULL));
    scene->height = chart_foot(scene, chart_find(STR("multiples")), view, how,
                               y - (how->alone ? PX(22) : PX(10)), scene->width) + PX(4);
}
