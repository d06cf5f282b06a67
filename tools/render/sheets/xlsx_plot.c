/* xlsx_plot - the chart of a table that officials can go on editing
 *
 * Drawn by the program itself from the cells of the sheet: bars for the completion of indicators, a
 * radar for the places among peers, lines for series.  A table that none of them fits has none.
 */
#include "sheets/xlsx.h"

#include "base/str.h"
#include "values/period.h"

enum { BARS_MOST = 60, AXES_LEAST = 3, AXES_MOST = 8, LINES_MOST = 8, POINTS_LEAST = 3 };

static bool find_column(const struct xlsx_sheet *sheet, enum form form, enum field field, uint32_t *at)
{
    for (size_t i = 0; i < sheet->columns; i++) {
        const struct view_column *column = sheet->column[i].column;
        if (column->form == form && (field == FIELD_COUNT || column->field == field)) {
            *at = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static void put(const struct xlsx_sheet *sheet, enum plot plot, struct str title, const char *code,
                const struct plotted *series, size_t count)
{
    const struct plotting plotting = {.plot = plot, .title = title, .code = str_of(code), .series = series,
                                      .count = count};
    const struct report *report = sheet->report;
    struct str name = vocabulary_fill(report->words, W_CHART_SHEET, "text", pane_name(sheet->pane), NULL);
    folio_chart(sheet->folio, name, word(report->words, W_CHART_SHEET_NAME), &plotting);
}

static struct str title_of(const struct xlsx_sheet *sheet, enum word otherwise)
{
    const struct summary *summary = &sheet->part->summary;
    return summary->finding.length ? summary->finding : word(sheet->report->words, otherwise);
}

static void plot_completion(const struct xlsx_sheet *sheet, uint32_t names, uint32_t values)
{
    const struct view *view = sheet->part->view;
    size_t rows = view->table->rows < BARS_MOST ? view->table->rows : BARS_MOST;
    struct str *color = mem_array(sheet->report->mem, rows, sizeof *color);
    for (size_t i = 0; i < rows; i++) {
        struct str class = table_get(view->table, table_row(view->table, i), F_CLASS);
        const struct mark *mark = vocabulary_mark(view->words, class);
        color[i] = mark ? mark->color : (struct str){NULL, 0};
    }
    const struct plotted bars = {.name = sheet->column[values].column->head, .pane = sheet->pane, .names = names,
                                 .values = values, .first_row = sheet->head + 1,
                                 .last_row = sheet->head + (uint32_t)rows, .color = color};
    put(sheet, PLOT_BAR, title_of(sheet, W_INDICATORS_TITLE), "0%", &bars, 1);
}

static void plot_places(const struct xlsx_sheet *sheet, uint32_t names, uint32_t values)
{
    size_t rows = sheet->part->view->table->rows;
    const struct plotted line = {.name = sheet->column[values].column->head, .pane = sheet->pane, .names = names,
                                 .values = values, .first_row = sheet->head + 1,
                                 .last_row = sheet->head + (uint32_t)rows};
    enum plot plot = rows >= AXES_LEAST && rows <= AXES_MOST ? PLOT_RADAR : PLOT_BAR;
    if (rows <= BARS_MOST)
        put(sheet, plot, title_of(sheet, W_STRIP_TITLE), "0%", &line, 1);
}

/* Do two rows belong to one series: everything but the period, the figure and what is told of it is the same? */
static bool same_series(const struct table *table, const struct str *a, const struct str *b)
{
    return str_eq(table_get(table, a, F_REGION), table_get(table, b, F_REGION)) &&
           str_eq(table_get(table, a, F_INDICATOR), table_get(table, b, F_INDICATOR)) &&
           str_eq(table_get(table, a, F_UNIT), table_get(table, b, F_UNIT)) &&
           str_eq(table_get(table, a, F_CALIBER), table_get(table, b, F_CALIBER));
}

static struct str series_name(const struct view *view, const struct str *cells)
{
    struct str code = table_get(view->table, cells, F_INDICATOR);
    struct str name = directory_name(view->names, F_INDICATOR, code, view->words->chinese);
    struct str region = table_get(view->table, cells, F_REGION);
    struct str place = directory_name(view->names, F_REGION, region, view->words->chinese);
    return words_join(view->words, place.length ? place : region, STR(" "), name.length ? name : code);
}

/* The axis has the periods of the first series: another has the same ones, each once and in order. */
static bool fits_axis(const struct table *table, size_t first, size_t count, size_t i)
{
    struct str period = table_cell(table, first + i, table->at[F_PERIOD]);
    struct period now, before;
    if (i >= count || !str_eq(period, table_cell(table, i, table->at[F_PERIOD])))
        return false;
    return i == 0 || (period_parse(period, &now) &&
                      period_parse(table_cell(table, first + i - 1, table->at[F_PERIOD]), &before) &&
                      before.first < now.first);
}

/* Rows of a series stand together in a table of observations: where the next begins; 0 where they cannot be
 * lines of one chart. */
static size_t series_end(const struct xlsx_sheet *sheet, const struct str *first, size_t from, size_t count)
{
    const struct table *table = sheet->part->view->table;
    size_t i = 0;
    for (; from + i < table->rows && same_series(table, first, table_row(table, from + i)); i++)
        if (!fits_axis(table, from, from ? count : table->rows, i))
            return 0;
    return i < POINTS_LEAST || (from && i != count) ? 0 : from + i;
}

static void plot_series(const struct xlsx_sheet *sheet, uint32_t periods, uint32_t values)
{
    const struct view *view = sheet->part->view;
    const struct table *table = view->table;
    struct plotted line[LINES_MOST];
    struct str unit = table_get(table, table_row(table, 0), F_UNIT);
    size_t count = 0, length = 0;
    for (size_t from = 0, to; from < table->rows; from = to) {
        const struct str *first = table_row_in(sheet->report->mem, table, from);
        to = series_end(sheet, first, from, length);
        if (to == 0 || count == LINES_MOST || !str_eq(table_get(table, first, F_UNIT), unit))
            return;
        length = from ? length : to;
        line[count++] = (struct plotted){.name = series_name(view, first), .pane = sheet->pane, .names = periods,
                                         .values = values, .first_row = sheet->head + 1 + (uint32_t)from,
                                         .last_row = sheet->head + (uint32_t)to};
    }
    put(sheet, PLOT_LINE, pane_name(sheet->pane), NULL, line, count);
}

void xlsx_plot(const struct xlsx_sheet *sheet)
{
    const struct view *view = sheet->part->view;
    uint32_t names, values;
    if (!view->table->kept || view->table->rows == 0)
        return;
    if (find_column(sheet, FORM_PERCENT, F_COMPLETION, &values) && find_column(sheet, FORM_NAME, FIELD_COUNT, &names))
        plot_completion(sheet, names, values);
    else if (find_column(sheet, FORM_PERCENT, F_PERCENTILE_RANK, &values) &&
             find_column(sheet, FORM_NAME, FIELD_COUNT, &names))
        plot_places(sheet, names, values);
    else if (find_column(sheet, FORM_PERIOD, F_PERIOD, &names) && find_column(sheet, FORM_VALUE, F_VALUE, &values))
        plot_series(sheet, names, values);
}
