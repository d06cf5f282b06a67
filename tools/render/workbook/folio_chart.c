/* folio_chart - charts that the program draws itself, from cells; see folio_inside.h */
#include "base/diag.h"
#include "base/str.h"
#include "workbook/folio_inside.h"
#include "workbook/harmless.h"

enum { TITLE_SIZE = 12, LABEL_SIZE = 9, GRID = 0xd9d9d9 };

/* Told apart in gray and by those who see no red or green. */
static const uint32_t series_color[] = {0x1f4e79, 0xb54708, 0x5b6168, 0x2f72a8, 0x7a1f00, 0x6a4c93, 0x00796b, 0x9e7700};
enum { COLORS = sizeof series_color / sizeof *series_color };

static uint8_t type_of(enum plot plot)
{
    return plot == PLOT_BAR ? LXW_CHART_BAR : plot == PLOT_LINE ? LXW_CHART_LINE : LXW_CHART_RADAR;
}

/* Each bar in the color of its class. */
static void color_points(struct folio *folio, lxw_chart_series *series, const struct plotted *from)
{
    size_t count = from->last_row - from->first_row + 1;
    lxw_chart_fill *fill = mem_array(folio->mem, count, sizeof *fill);
    lxw_chart_point *point = mem_array(folio->mem, count, sizeof *point);
    lxw_chart_point **points = mem_array(folio->mem, count + 1, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        fill[i].color = folio_color(from->color[i], series_color[0]);
        point[i].fill = &fill[i];
        points[i] = &point[i];
    }
    folio_expect(chart_series_set_points(series, points));
}

static void add_series(struct folio *folio, lxw_chart *chart, const struct plotting *plotting, size_t i)
{
    const struct plotted *from = &plotting->series[i];
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_line line = {.color = series_color[i % COLORS], .width = 2};
    lxw_chart_fill fill = {.color = series_color[i % COLORS]};
    lxw_chart_font font = {.size = LABEL_SIZE};
    const char *sheet = from->pane->name.at;
    bool cut;
    chart_series_set_categories(series, sheet, from->first_row, (lxw_col_t)from->names, from->last_row,
                                (lxw_col_t)from->names);
    chart_series_set_values(series, sheet, from->first_row, (lxw_col_t)from->values, from->last_row,
                            (lxw_col_t)from->values);
    chart_series_set_name(series, harmless_text(folio->mem, from->name, &cut).at);
    if (plotting->plot == PLOT_BAR) {
        chart_series_set_fill(series, &fill);
        chart_series_set_labels(series);
        chart_series_set_labels_font(series, &font);
        if (plotting->code.length)
            chart_series_set_labels_num_format(series, plotting->code.at);
        if (from->color)
            color_points(folio, series, from);
    } else {
        chart_series_set_line(series, &line);
        chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
        chart_series_set_marker_size(series, 5);
        chart_series_set_marker_fill(series, &fill);
    }
}

/* Lying bars have their names on the axis that stands; the first row of the table is on top, as there. */
static void set_axes(lxw_chart *chart, const struct plotting *plotting)
{
    lxw_chart_font font = {.size = LABEL_SIZE};
    lxw_chart_line faint = {.color = GRID, .width = 0.75};
    bool lying = plotting->plot == PLOT_BAR;
    lxw_chart_axis *names = lying ? chart->y_axis : chart->x_axis, *values = lying ? chart->x_axis : chart->y_axis;
    chart_axis_set_num_font(names, &font);
    chart_axis_set_num_font(values, &font);
    if (lying) {
        chart_axis_set_reverse(names);
        chart_axis_set_crossing_max(names);
        chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
        chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    }
    chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_major_gridlines_set_line(values, &faint);
    if (plotting->code.length)
        chart_axis_set_num_format(values, plotting->code.at);
}

void folio_chart(struct folio *folio, struct str wanted, struct str otherwise, const struct plotting *plotting)
{
    lxw_chartsheet *sheet = workbook_add_chartsheet(folio->book, folio_name(folio, wanted, otherwise));
    lxw_chart *chart = workbook_add_chart(folio->book, type_of(plotting->plot));
    lxw_chart_font font = {.size = TITLE_SIZE, .bold = LXW_TRUE};
    bool cut;
    if (!sheet || !chart)
        diag_fatal(DIAG_MEMORY, NULL, "memory ran out");
    for (size_t i = 0; i < plotting->count; i++)
        add_series(folio, chart, plotting, i);
    chart_title_set_name(chart, harmless_text(folio->mem, plotting->title, &cut).at);
    chart_title_set_name_font(chart, &font);
    set_axes(chart, plotting);
    if (plotting->count > 1)
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    else
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chartsheet_set_landscape(sheet);
    chartsheet_set_paper(sheet, 9);
    folio_expect(chartsheet_set_chart(sheet, chart));
}
