/* chart_scatter - two figures of every row against each other, and the four quarters between two lines
 *
 * By itself it draws the satisfaction and the importance of a survey's quadrants; with x and y wished, any
 * two columns of figures.  The lines stand where the columns split_X and split_Y say in the first row that
 * says it, else at the medians.  Named are all points where few, else those farthest from where the lines
 * cross; a name stands beside its point where it touches no other, or not at all (the table has it).
 */

#include "charts/axis.h"
#include "charts/chart.h"

#include "base/str.h"
#include "compared/cross.h"
#include "values/quantile.h"
#include "view/figure.h"

const enum field needs_scatter[] = {FIELD_COUNT};

enum { POINTS_MOST = 2000, NAMED_MOST = 30 };

struct point {
    struct str name;
    struct num x, y;
    bool own;
    long at_x, at_y;
};

struct cloud {
    struct scene *scene;
    const struct view *view;
    uint32_t column[2];       /* x, y */
    struct point *point;
    size_t count, all;
    struct num line[2];       /* where the quarters meet */
    bool given, split;        /* by the table; at all */
    bool is_survey;
    struct axis axis[2];
};

/* ---- from the rows ---- */

static int by_size(const void *a, const void *b)
{
    return num_compare(*(const struct num *)a, *(const struct num *)b);
}

static bool median(const struct cloud *cloud, int way, struct num *result)
{
    struct num *value = mem_array(cloud->view->mem, cloud->count + 1, sizeof *value), sum;
    if (cloud->count == 0)
        return false;
    for (size_t i = 0; i < cloud->count; i++)
        value[i] = way ? cloud->point[i].y : cloud->point[i].x;
    qsort(value, cloud->count, sizeof *value, by_size);
    const struct quantile at = quantile_at(cloud->count, 1, 2, QUANTILE_DEFAULT);
    if (at.low == at.high) {
        *result = value[at.low];
        return true;
    }
    return num_add(value[at.low], value[at.high], &sum) &&
           num_divide(sum, num_of(2), (sum.scale > 0 ? sum.scale : 0) + 1, NUM_HALF_UP, result);
}

/* What the table says of its own lines. */
static bool given_line(const struct cloud *cloud, int way, struct num *result)
{
    const struct table *table = cloud->view->table;
    struct str name = mem_join(cloud->view->mem, STR("split_"), table->columns.name[cloud->column[way]]);
    uint32_t at = column_find(&table->columns, name);
    for (size_t i = 0; at != COLUMN_NONE && i < table->rows; i++)
        if (num_parse(table_cell(table, i, at), result) == NUM_OK)
            return true;
    return false;
}

static struct cloud cloud_of(const struct view *view, const struct chart_wish *wish)
{
    static const enum field x[] = {F_SATISFACTION, FIELD_COUNT}, y[] = {F_IMPORTANCE, FIELD_COUNT};
    const struct table *table = view->table;
    struct cloud cloud = {.view = view, .column = {chart_column(view, wish->x, x), chart_column(view, wish->y, y)}};
    if (cloud.column[0] == COLUMN_NONE || cloud.column[1] == COLUMN_NONE)
        return cloud;
    const struct row_label label = row_label_of(view, wish);
    cloud.is_survey = cloud.column[0] == table->at[F_SATISFACTION] && cloud.column[1] == table->at[F_IMPORTANCE];
    cloud.point = mem_array(view->mem, table->rows < POINTS_MOST ? table->rows + 1 : POINTS_MOST, sizeof *cloud.point);
    for (size_t i = 0; i < table->rows; i++) {
        struct point point = {0};
        if (num_parse(table_cell(table, i, cloud.column[0]), &point.x) != NUM_OK ||
            num_parse(table_cell(table, i, cloud.column[1]), &point.y) != NUM_OK || cloud.all++ >= POINTS_MOST)
            continue;
        const struct str *cells = table_row(table, i);
        point.name = row_label(view, &label, cells);
        point.own = chart_is_own(view, cells, wish) ||
                    (wish->own.length && (str_eq(point.name, wish->own) ||
                                          str_eq(table_get(table, cells, F_QUESTION), wish->own)));
        cloud.point[cloud.count++] = point;
    }
    cloud.given = given_line(&cloud, 0, &cloud.line[0]) && given_line(&cloud, 1, &cloud.line[1]);
    cloud.split = cloud.given || (median(&cloud, 0, &cloud.line[0]) && median(&cloud, 1, &cloud.line[1]));
    return cloud;
}

/* ---- what is found ---- */

/* In which quarter: 0 neither, 1 right, 2 above, 3 both; what lies on a line counts as beyond it. */
static int quarter(const struct cloud *cloud, const struct point *point)
{
    return (num_compare(point->x, cloud->line[0]) >= 0 ? 1 : 0) + (num_compare(point->y, cloud->line[1]) >= 0 ? 2 : 0);
}

static struct str found(const struct cloud *cloud)
{
    const struct vocabulary *words = cloud->view->words;
    struct str names = {NULL, 0};
    long in[4] = {0};
    if (!cloud->split || cloud->count < 2)
        return names;
    for (size_t i = 0; i < cloud->count; i++) {
        const struct point *point = &cloud->point[i];
        if (++in[quarter(cloud, point)] <= 3 && quarter(cloud, point) == 2)
            names = words_join(words, names, word(words, W_JOIN),
                               scene_fit(cloud->view->mem, point->name, PX(160), PX(12), false));
    }
    struct str n = words_number(words, (long long)cloud->count);
    if (!cloud->is_survey)
        return vocabulary_fill(words, W_SCATTER_FOUND, "n", n, "m", words_number(words, in[3]), "k",
                               words_number(words, in[0]), NULL);
    if (in[2] > 3)
        names = vocabulary_fill(words, W_NAMES_MORE, "names", names, "n", words_number(words, in[2]), NULL);
    return in[2] ? vocabulary_fill(words, W_SCATTER_CONCENTRATE, "names", names, NULL) : word(words, W_SCATTER_NONE);
}

/* ---- names beside points ---- */

struct box {
    long left, top, right, bottom;
};

struct boxes {
    struct box *box;
    size_t count;
    struct box frame;
};

static bool is_free(const struct boxes *taken, struct box box, size_t but)
{
    if (box.left < taken->frame.left || box.right > taken->frame.right || box.top < taken->frame.top ||
        box.bottom > taken->frame.bottom)
        return false;
    for (size_t i = 0; i < taken->count; i++) {
        const struct box *other = &taken->box[i];
        if (i != but && box.left < other->right && other->left < box.right && box.top < other->bottom &&
            other->top < box.bottom)
            return false;
    }
    return true;
}

#define NAME PX(12)

/* Right of the point, left of it, above or below it: where there is room first. */
static bool place_name(struct boxes *taken, const struct point *point, size_t own_box, struct str name, bool bold,
                       struct spot *spot)
{
    long wide = scene_measure(name, NAME, bold), x = point->at_x, y = point->at_y;
    const struct spot at[] = {{x + PX(8), y + PX(4)}, {x - PX(8) - wide, y + PX(4)}, {x - wide / 2, y - PX(9)},
                              {x - wide / 2, y + PX(18)}, {x + PX(6), y - PX(7)}, {x + PX(6), y + PX(16)}};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        const struct box box = {at[i].x - PX(2), at[i].y - PX(11), at[i].x + wide + PX(2), at[i].y + PX(4)};
        if (!is_free(taken, box, own_box))
            continue;
        taken->box[taken->count++] = box;
        *spot = at[i];
        return true;
    }
    return false;
}

/* How far a point is from where the lines meet, in shares of the axes. */
static long apart(const struct cloud *cloud, const struct point *point)
{
    long x = point->at_x - axis_at(&cloud->axis[0], cloud->line[0]),
         y = point->at_y - axis_at(&cloud->axis[1], cloud->line[1]);
    return (x / 10) * (x / 10) + (y / 10) * (y / 10);
}

/* The own point first, then the farthest. */
static size_t *named_first(const struct cloud *cloud)
{
    size_t *order = mem_array(cloud->view->mem, cloud->count + 1, sizeof *order), kept = 0;
    for (size_t i = 0; i < cloud->count; i++) {
        const struct point *point = &cloud->point[i];
        size_t at = kept;
        while (at > 0 && !cloud->point[order[at - 1]].own &&
               (point->own || apart(cloud, point) > apart(cloud, &cloud->point[order[at - 1]])))
            at--;
        if (at >= NAMED_MOST)
            continue;
        if (kept < NAMED_MOST)
            kept++;
        for (size_t k = kept - 1; k > at; k--)
            order[k] = order[k - 1];
        order[at] = i;
    }
    return order;
}

static const enum word corner[] = {W_QUADRANT_CONCENTRATE, W_QUADRANT_KEEP, W_QUADRANT_LOW, W_QUADRANT_OVERKILL};

/* No name lies on the two lines or on what the corners are called. */
static void take_lines(const struct cloud *cloud, struct box frame, struct boxes *taken)
{
    if (!cloud->split)
        return;
    long x = axis_at(&cloud->axis[0], cloud->line[0]), y = axis_at(&cloud->axis[1], cloud->line[1]);
    taken->box[taken->count++] = (struct box){x, frame.top, x + 1, frame.bottom};
    taken->box[taken->count++] = (struct box){frame.left, y, frame.right, y + 1};
    for (int i = 0; i < 4 && cloud->is_survey; i++) {
        long wide = scene_measure(word(cloud->view->words, corner[i]), PX(11), false) + PX(10);
        long left = i % 2 ? frame.right - wide : frame.left, top = i < 2 ? frame.top : frame.bottom - PX(22);
        taken->box[taken->count++] = (struct box){left, top, left + wide, top + PX(22)};
    }
}

static void draw_names(const struct cloud *cloud, struct box frame)
{
    struct scene *scene = cloud->scene;
    struct boxes taken = {mem_array(scene->mem, cloud->count + NAMED_MOST + 6, sizeof(struct box)), cloud->count,
                          frame};
    const size_t *order = named_first(cloud);
    for (size_t i = 0; i < cloud->count; i++) {
        long x = cloud->point[i].at_x, y = cloud->point[i].at_y;
        taken.box[i] = (struct box){x - PX(4), y - PX(4), x + PX(4), y + PX(4)};
    }
    take_lines(cloud, frame, &taken);
    for (size_t i = 0; i < cloud->count && i < NAMED_MOST; i++) {
        const struct point *point = &cloud->point[order[i]];
        struct str name = scene_fit(scene->mem, point->name, PX(150), NAME, point->own);
        struct spot spot;
        if (place_name(&taken, point, order[i], name, point->own, &spot))
            scene_text(scene, spot.x, spot.y, name, (struct lettering){.size = NAME, .bold = point->own});
    }
}

/* ---- the picture ---- */

static bool scale(struct cloud *cloud, int way, size_t ticks)
{
    struct num low = {0}, high = {0};
    bool known = false;
    for (size_t i = 0; i < cloud->count; i++)
        axis_reach(&low, &high, &known, way ? cloud->point[i].y : cloud->point[i].x);
    if (known && cloud->split)
        axis_reach(&low, &high, &known, cloud->line[way]);
    return known && axis_over(&cloud->axis[way], low, high, ticks);
}

static struct str axis_name(const struct cloud *cloud, int way)
{
    struct str name = cloud->view->table->columns.name[cloud->column[way]];
    enum field field = field_find(name);
    return field < FIELD_COUNT ? field_head(field) : word_for(cloud->view->words, name);
}

static void draw_frame(const struct cloud *cloud, struct box frame)
{
    struct scene *scene = cloud->scene;
    const struct axis *x = &cloud->axis[0], *y = &cloud->axis[1];
    const struct paint hair = {.stroke = HAIR, .width = PX(1)};
    long taken = 0;
    for (size_t i = 0; i < y->ticks; i++) {
        long at = axis_at(y, axis_tick(y, i));
        scene_line(scene, frame.left, at, frame.right, at, hair);
        scene_text(scene, frame.left - PX(6), at + PX(4),
                   scene_fit(scene->mem, axis_text(y, cloud->view, i), frame.left - PX(8), PX(11), false),
                   (struct lettering){.size = PX(11), .anchor = ANCHOR_END, .color = DIM});
    }
    for (size_t i = 0; i < x->ticks; i++) {
        long at = axis_at(x, axis_tick(x, i));
        struct str text = axis_text(x, cloud->view, i);
        long wide = scene_measure(text, PX(11), false);
        scene_line(scene, at, frame.top, at, frame.bottom, hair);
        if (at - wide / 2 < taken || at + wide / 2 > scene->width)
            continue;
        scene_text(scene, at, frame.bottom + PX(16), text,
                   (struct lettering){.size = PX(11), .anchor = ANCHOR_MIDDLE, .color = DIM});
        taken = at + wide / 2 + PX(6);
    }
    const struct lettering name = {.size = NAME, .bold = true};
    struct lettering end = name;
    end.anchor = ANCHOR_END;
    scene_text(scene, frame.left, frame.top - PX(10),
               scene_fit(scene->mem, mem_join(scene->mem, STR("\xe2\x86\x91 "), axis_name(cloud, 1)),
                         frame.right - frame.left, NAME, true), name);
    scene_text(scene, frame.right, frame.bottom + PX(34),
               scene_fit(scene->mem, mem_join(scene->mem, axis_name(cloud, 0), STR(" \xe2\x86\x92")),
                         frame.right - frame.left, NAME, true), end);
}

/* The two lines, and in the survey's corners what its quadrants are called. */
static void draw_quarters(const struct cloud *cloud, struct box frame)
{
    struct scene *scene = cloud->scene;
    const struct vocabulary *words = cloud->view->words;
    const struct paint line = {.stroke = RULE, .width = 120, .dash = PX(5)};
    if (!cloud->split)
        return;
    long x = axis_at(&cloud->axis[0], cloud->line[0]), y = axis_at(&cloud->axis[1], cloud->line[1]);
    scene_line(scene, x, frame.top, x, frame.bottom, line);
    scene_line(scene, frame.left, y, frame.right, y, line);
    for (int i = 0; i < 4 && cloud->is_survey; i++) {
        bool right = i % 2;
        scene_text(scene, right ? frame.right - PX(6) : frame.left + PX(6),
                   i < 2 ? frame.top + PX(16) : frame.bottom - PX(7),
                   scene_fit(scene->mem, word(words, corner[i]), (frame.right - frame.left) / 2, PX(11), false),
                   (struct lettering){.size = PX(11), .anchor = right ? ANCHOR_END : ANCHOR_START, .color = DIM});
    }
}

static void draw_cloud(struct cloud *cloud, const struct chart_how *how)
{
    struct scene *scene = cloud->scene;
    long edge = how->compact ? 0 : how->alone ? PX(24) : PX(4);
    scene->width = how->compact ? PX(360) : PX(680);
    long top = chart_top(scene, how, scene->width) + PX(30);
    long left = edge + axis_width(&cloud->axis[1], cloud->view, PX(11)) + PX(10);
    left = left > scene->width / 2 ? scene->width / 2 : left;
    const struct box frame = {left, top, scene->width - edge - PX(4), top + (how->compact ? PX(300) : PX(400))};
    cloud->axis[0].from = frame.left;
    cloud->axis[0].length = frame.right - frame.left;
    cloud->axis[1].from = frame.bottom;
    cloud->axis[1].length = frame.top - frame.bottom;
    draw_frame(cloud, frame);
    draw_quarters(cloud, frame);
    for (int own = 0; own < 2; own++)
        for (size_t i = 0; i < cloud->count; i++) {
            struct point *point = &cloud->point[i];
            if (point->own != own)
                continue;
            point->at_x = axis_at(&cloud->axis[0], point->x);
            point->at_y = axis_at(&cloud->axis[1], point->y);
            bool marked = own || (cloud->is_survey && cloud->split && quarter(cloud, point) == 2);
            struct str class = cloud->is_survey && quarter(cloud, point) == 2 ? STR("lagging") : STR("achieved");
            scene_dot(scene, point->at_x, point->at_y, own ? PX(6) : PX(4),
                      (struct paint){.fill = marked ? vocabulary_mark(cloud->view->words, class)->color : PAPER,
                                     .stroke = marked ? PAPER : EDGE, .width = 150});
        }
    draw_names(cloud, frame);
    scene->height = chart_foot(scene, chart_find(STR("scatter")), cloud->view, how, frame.bottom + PX(38),
                               scene->width) +
                    PX(6);
}

void draw_scatter(struct scene *scene, const struct view *view, const struct summary *summary,
                  const struct chart_how *how)
{
    struct cloud cloud = cloud_of(view, &how->wish);
    const struct vocabulary *words = view->words;
    (void)summary;
    cloud.scene = scene;
    scene->title = how->title;
    if (cloud.column[0] == COLUMN_NONE || cloud.column[1] == COLUMN_NONE)
        chart_instead(scene, view, how, word(words, W_SCATTER_NEEDS));
    else if (cloud.all > POINTS_MOST)
        chart_instead(scene, view, how, vocabulary_fill(words, W_TOO_MANY_ROWS, "n", words_number(words, POINTS_MOST),
                                                        "m",
                                                        words_number(words, (long long)cloud.all), NULL));
    else if (cloud.count == 0 || !scale(&cloud, 0, 6) || !scale(&cloud, 1, 6))
        chart_instead(scene, view, how, word(words, W_NOTHING_TO_DRAW));
    else {
        chart_describe(scene, vocabulary_fill(words, W_DESC_SCATTER, "n", words_number(words, (long long)cloud.count),
                                              "x",
                                              axis_name(&cloud, 0), "y", axis_name(&cloud, 1), "text", found(&cloud),
                                              NULL));
        draw_cloud(&cloud, how);
    }
}

struct str find_scatter(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    const struct cloud cloud = cloud_of(view, wish);
    (void)summary;
    return found(&cloud);
}
