/* xlsx_table - the sheet of a table: title, what is to be known, heads, rows
 *
 * The same place in every sheet: the title in A1, below it what the figures are, in row 4 the heads.
 * No cell is merged, so the table can be sorted, filtered and read by other programs as it stands.
 */
#include "sheets/xlsx.h"

#include "base/diag.h"
#include "base/str.h"
#include "view/figure.h"
#include "base/voice.h"

enum { HEAD_ROW = 3, WIDEST = 30, SENTENCE_WIDEST = 44, HEAD_WIDEST = 12, NARROWEST = 5 };

/* ---- columns ---- */

/* Letters of doubt stand in a column of their own, also beside a table that has only the words they come from. */
static bool needs_marks(const struct view *view)
{
    const struct view_column marks = {.form = FORM_MARKS, .field = F_MARKS, .at = COLUMN_NONE};
    for (size_t i = 0; i < view->columns; i++)
        if (view->column[i].form == FORM_MARKS)
            return false;
    return view->table->kept && view->table->rows && !view_shows_nothing(view, &marks, NULL);
}

static void open_columns(struct xlsx_sheet *sheet)
{
    const struct view *view = sheet->part->view;
    const struct report *report = sheet->report;
    bool marked = needs_marks(view);
    sheet->columns = view->columns + marked;
    sheet->column = mem_array(report->mem, sheet->columns, sizeof *sheet->column);
    for (size_t i = 0; i < sheet->columns; i++) {
        struct xlsx_column *column = &sheet->column[i];
        struct view_column *made = i < view->columns ? NULL : mem_take(report->mem, sizeof *made);
        if (made)
            *made = view_column_of(view, F_MARKS);
        column->column = made ? made : &view->column[i];
        column->figures = column->column->figure || column->column->numeric ||
                          (view->kind->workbook && column->column->right);
        const struct style_wish wish = {.look = LOOK_CELL, .right = column->column->right,
                                        .wrap = view->table->kept && !column->column->right};
        column->text = folio_style(sheet->folio, &wish);
        bool wordy = column->column->form == FORM_SENTENCE || column->column->field == F_SOURCE ||
                     column->column->field == F_NOTE;
        column->widest = wordy ? SENTENCE_WIDEST : WIDEST;
        size_t head = str_width(column->column->head, 2);
        column->width = head < HEAD_WIDEST ? head : HEAD_WIDEST;
    }
}

static void refuse_width(const struct xlsx_sheet *sheet)
{
    const struct place place = {.file = sheet->part->view->table->columns.file};
    if (sheet->columns > FOLIO_COLUMNS)
        diag_fatal(DIAG_LIMIT, &place, "the table has %zu columns, and a sheet holds %d: --columns names those that "
                   "are wanted", sheet->columns, FOLIO_COLUMNS);
}

/* ---- above the rows ---- */

struct str xlsx_known(const struct report *report, const struct view *view)
{
    struct str text = {NULL, 0}, none = {NULL, 0};
    const struct usual *usual = &view->usual;
    if (usual->until.length)
        text = vocabulary_fill(report->words, W_AS_OF, "period", usual->until, NULL);
    if (usual->known.length) {
        struct str known = vocabulary_fill(report->words, W_KNOWN, "date", usual->known, NULL);
        text = text.length ? words_join(report->words, text, word(report->words, W_SENTENCE_JOIN), known) : known;
    }
    if (usual->time_progress.length && view->kind->has_truth) {
        struct str share = figure_percent(report->mem, usual->time_progress);
        share = vocabulary_fill(report->words, W_TIME_PROGRESS, "percent", share, NULL);
        text = words_join(report->words, text, text.length ? word(report->words, W_SENTENCE_JOIN) : none, share);
    }
    return text;
}

static void put_above(struct xlsx_sheet *sheet)
{
    const struct report *report = sheet->report;
    const struct part *part = sheet->part;
    const struct style_wish title = {.look = LOOK_TITLE}, note = {.look = LOOK_NOTE};
    struct str heading = part->summary.heading.length ? part->summary.heading : pane_name(sheet->pane);
    struct str known = xlsx_known(report, part->view), see = word(report->words, W_SEE_NOTES);
    pane_text(sheet->pane, 0, 0, heading, folio_style(sheet->folio, &title));
    known = known.length ? words_join(report->words, known, word(report->words, W_SENTENCE_JOIN), see) : see;
    pane_text(sheet->pane, 1, 0, known, folio_style(sheet->folio, &note));
}

static void put_heads(struct xlsx_sheet *sheet)
{
    const struct style_wish head = {.look = LOOK_HEAD};
    const struct style *style = folio_style(sheet->folio, &head);
    sheet->head = HEAD_ROW;
    for (size_t i = 0; i < sheet->columns; i++)
        pane_text(sheet->pane, sheet->head, (uint32_t)i, sheet->column[i].column->head, style);
    sheet->row = sheet->head + 1;
    pane_height(sheet->pane, sheet->head, 2);
}

/* ---- rows ---- */

static void put_raw(struct xlsx_sheet *sheet, uint32_t row, const struct str *cells, const struct style *style)
{
    const struct table *table = sheet->part->view->table;
    for (uint32_t i = 0; i < table->columns.count; i++)
        pane_text(sheet->raw, row, i, cells[i], style);
}

static void refuse_rows(const struct xlsx_sheet *sheet)
{
    const struct place place = {.file = sheet->part->view->table->columns.file};
    if (sheet->row == FOLIO_ROWS)
        diag_fatal(DIAG_LIMIT, &place, "the table has more rows than the %d that a sheet holds; render a part of it",
                   FOLIO_ROWS);
}

static void put_row(struct xlsx_sheet *sheet, const struct str *cells)
{
    refuse_rows(sheet);
    sheet->lines = 0;
    for (size_t k = 0; k < sheet->columns; k++)
        xlsx_cell(sheet, k, cells);
    if (sheet->lines > 1 && sheet->part->view->table->kept)
        pane_height(sheet->pane, sheet->row, sheet->lines);
    sheet->row++;
}

/* The rows as they came go beside those of a table that streams, and behind those of one that is kept,
 * which may have been sorted. */
static void put_rows(struct xlsx_sheet *sheet)
{
    const struct view *view = sheet->part->view;
    struct table *table = view->table;
    const struct style_wish text = {.look = LOOK_CELL, .code = STR("@")};
    const struct style *raw = sheet->raw ? folio_style(sheet->folio, &text) : NULL;
    const struct str *cells;
    uint32_t row = 1;
    if (raw)
        put_raw(sheet, 0, table->columns.name, raw);
    while ((cells = table_next(table))) {
        struct mem_mark mark = mem_mark(view->mem);
        put_row(sheet, cells);
        if (raw && !table->kept)
            put_raw(sheet, row++, cells, raw);
        mem_rewind(view->mem, mark);
    }
    for (size_t i = 0; raw && table->kept && i < table->rows; i++)
        put_raw(sheet, row++, table_came(table, i), raw);
}

static void put_widths(struct xlsx_sheet *sheet)
{
    for (size_t i = 0; i < sheet->columns; i++) {
        size_t width = sheet->column[i].width;
        size_t widest = sheet->column[i].widest;
        pane_width(sheet->pane, (uint32_t)i, width > widest ? widest : width < NARROWEST ? NARROWEST : width);
    }
    for (uint32_t i = 0; sheet->raw && i < sheet->part->view->table->columns.count; i++)
        pane_width(sheet->raw, i, HEAD_WIDEST);
}

/* ---- what became of figures ---- */

static void tell(const struct xlsx_sheet *sheet)
{
    const struct place place = {.file = sheet->part->view->table->columns.file};
    if (sheet->long_figures)
        diag_report(DIAG_DIGITS, &place,
                    voice_plural("%llu figure of more than 15 digits, which no spreadsheet keeps, is written as text",
                                 "%llu figures of more than 15 digits, which no spreadsheet keeps, are written as "
                                 "texts", sheet->long_figures),
                    (unsigned long long)sheet->long_figures);
    if (sheet->no_figures)
        diag_report(DIAG_NUMBER, &place,
                    voice_plural("%llu cell of a column of figures holds NaN or the like, which is no number, and is "
                                 "left empty",
                                 "%llu cells of columns of figures hold NaN or the like, which is no number, and are "
                                 "left empty", sheet->no_figures),
                    (unsigned long long)sheet->no_figures);
}

void xlsx_table(struct xlsx_sheet *sheet)
{
    open_columns(sheet);
    refuse_width(sheet);
    put_above(sheet);
    put_heads(sheet);
    put_rows(sheet);
    put_widths(sheet);
    if (sheet->columns) {
        pane_head(sheet->pane, sheet->head, sheet->row > sheet->head + 1 ? sheet->row - 1 : sheet->head + 1, 0,
                  (uint32_t)sheet->columns - 1);
        pane_freeze(sheet->pane, sheet->head + 1, 0);
    }
    pane_paper(sheet->pane, true);
    if (sheet->raw)
        pane_freeze(sheet->raw, 1, 0);
    tell(sheet);
}
