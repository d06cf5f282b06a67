/* xlsx - a workbook: cover, remarks, a sheet for each table, charts, the input rows
 *
 * After the workbooks of statistical offices: the cover says what this is, up to when the figures go
 * and what they were made from, and leads to the sheets; no cell is merged, numbers are numbers, codes are
 * texts, letters of doubt stand in a column of their own, color is never alone.
 *
 * A table that has more rows than are looked at ahead is written in constant memory.
 */
#include "sheets/xlsx.h"

#include "base/str.h"
#include "formats/remarks.h"
#include "values/period.h"
#include "view/figure.h"

enum { NAME_CELLS = 26, TEXT_CELLS = 90, SECONDS_OF_A_DAY = 86400 };

struct cover {
    struct pane *pane;
    struct folio *folio;
    const struct report *report;
    uint32_t row;
    const struct style *label, *text, *link;
};

/* ---- when it was made ---- */

/* The last day of the latest period of the figures, so that the same data make the same bytes. */
static int64_t made_at(const struct report *report)
{
    int64_t seconds = figure_epoch();
    const int32_t earliest = 3652;               /* 1980-01-01, where the format's archive begins */
    int32_t last = earliest;
    for (size_t p = 0; p < report->parts && seconds < 0; p++) {
        const struct table *table = report->part[p].view->table;
        struct period period;
        for (size_t i = 0; table->kept && i < table->rows; i++)
            if (period_parse(table_get(table, table_row(table, i), F_PERIOD), &period) && period.last > last)
                last = period.last;
    }
    return seconds >= 0 ? seconds : (int64_t)last * SECONDS_OF_A_DAY;
}

static struct str cut_offs(const struct report *report)
{
    struct str all = {NULL, 0};
    for (size_t p = 0; p < report->parts; p++) {
        struct str known = xlsx_known(report, report->part[p].view);
        if (known.length && str_find(all, known) < 0)
            all = words_join(report->words, all, all.length ? STR(" / ") : (struct str){NULL, 0}, known);
    }
    return all;
}

static void put_about(struct folio *folio, const struct report *report)
{
    folio_about(folio, report_title(report), vocabulary_fill(report->words, W_MADE_BY, "version",
                                                             STR(STEELYARD_VERSION), NULL), made_at(report));
    folio_property(folio, "steelyard", STR(STEELYARD_VERSION));
    folio_property(folio, "cut-off", cut_offs(report));
    for (size_t p = 0; p < report->parts; p++) {
        const struct part *part = &report->part[p];
        folio_property(folio, mem_format(report->mem, "sha256 %zu", p + 1).at, part->digest);
    }
}

/* ---- the cover ---- */

static void put_line(struct cover *cover, struct str label, struct str text)
{
    if (text.length == 0)
        return;
    if (xlsx_lines(text, TEXT_CELLS) > 1)
        pane_height(cover->pane, cover->row, xlsx_lines(text, TEXT_CELLS));
    pane_text(cover->pane, cover->row, 0, label, cover->label);
    pane_text(cover->pane, cover->row++, 1, text, cover->text);
}

static void put_inputs(struct cover *cover)
{
    for (size_t p = 0; p < cover->report->parts; p++) {
        const struct part *part = &cover->report->part[p];
        const char *file = part->view->table->columns.file, *slash = file ? strrchr(file, '/') : NULL;
        struct str name = str_of(slash ? slash + 1 : file && strcmp(file, "-") != 0 ? file : "<stdin>");
        struct str text = mem_format(cover->report->mem, "%.*s  sha256 %.*s", (int)name.length, name.at,
                                     (int)part->digest.length, part->digest.length ? part->digest.at : "");
        put_line(cover, p ? (struct str){NULL, 0} : word(cover->report->words, W_INPUTS), text);
    }
}

static void put_contents(struct cover *cover, const struct xlsx_sheet *sheet, size_t sheets, const struct pane *remarks)
{
    const struct vocabulary *words = cover->report->words;
    pane_text(cover->pane, cover->row++, 0, word(words, W_BOOK_CONTENTS), cover->label);
    if (remarks)
        pane_link(cover->pane, cover->row++, 0, remarks, cover->link);
    for (size_t i = 0; i < sheets; i++) {
        const struct summary *summary = &sheet[i].part->summary;
        struct str what = summary->heading.length ? summary->heading : pane_name(sheet[i].pane);
        struct str rows = words_number(words, (long long)(sheet[i].row - sheet[i].head - 1));
        pane_link(cover->pane, cover->row, 0, sheet[i].pane, cover->link);
        pane_text(cover->pane, cover->row++, 1,
                  vocabulary_fill(words, W_PLAIN_FOUND, "text", what, "n", rows, NULL),
                  cover->text);
    }
    for (size_t i = 0; i < sheets; i++)
        if (sheet[i].raw)
            pane_link(cover->pane, cover->row++, 0, sheet[i].raw, cover->link);
}

static void put_cover(struct cover *cover, const struct xlsx_sheet *sheet, size_t sheets, const struct pane *remarks)
{
    const struct report *report = cover->report;
    const struct style_wish title = {.look = LOOK_TITLE};
    const struct summary *summary = &report->part[0].summary;
    struct str name = report_title(report), date = figure_date(report->words);
    pane_text(cover->pane, cover->row, 0, name.length ? name : pane_name(sheet[0].pane),
              folio_style(cover->folio, &title));
    cover->row += 2;
    if (report->title.length)
        put_line(cover, word(report->words, W_IN_SHORT), summary->lead);
    for (size_t i = 0; i < summary->groups; i++)
        put_line(cover, (struct str){NULL, 0}, summary->group[i]);
    put_line(cover, word(report->words, W_CUT_OFF), cut_offs(report));
    put_inputs(cover);
    put_line(cover, word(report->words, W_MADE), STR("steelyard render " STEELYARD_VERSION));
    if (date.length)
        put_line(cover, (struct str){NULL, 0}, date);
    cover->row++;
    put_contents(cover, sheet, sheets, remarks);
    pane_width(cover->pane, 0, NAME_CELLS);
    pane_width(cover->pane, 1, TEXT_CELLS);
    pane_paper(cover->pane, true);
    pane_first(cover->pane);
}

/* ---- remarks ---- */

static void put_remarks(struct pane *pane, struct folio *folio, const struct report *report,
                        const struct remarks *remarks)
{
    const struct style_wish title = {.look = LOOK_TITLE}, label = {.look = LOOK_LABEL}, text = {.look = LOOK_TEXT};
    uint32_t row = 2;
    pane_text(pane, 0, 0, word(report->words, W_NOTES_HEAD), folio_style(folio, &title));
    for (size_t i = 0; i < remarks->remarks; i++) {
        const struct footnote *remark = &remarks->remark[i];
        size_t lines = xlsx_lines(remark->text, NAME_CELLS + TEXT_CELLS);
        row += remark->list == 0 && i > 0;
        if (lines > 1)
            pane_height(pane, row, lines);
        pane_text(pane, row++, 0, remark->text, folio_style(folio, remark->list ? &text : &label));
    }
    if (remarks->remarks == 0)
        pane_text(pane, row++, 0, word(report->words, W_NOTE_CELLS), folio_style(folio, &text));
    pane_width(pane, 0, NAME_CELLS + TEXT_CELLS);
    pane_paper(pane, true);
}

/* ---- the workbook ---- */

/* What a sheet is called: by its --data, or by what its table is. */
static struct str wanted_name(const struct report *report, const struct part *part)
{
    enum word id = !part->view->kind->chart ? W_PLAIN_HEAD
                   : part->view->kind->has_truth ? W_PROGRESS_HEAD : W_PEERS_HEAD;
    return part->name.length ? part->name : word(report->words, id);
}

static bool is_large(const struct report *report)
{
    for (size_t p = 0; p < report->parts; p++)
        if (!report->part[p].view->table->kept)
            return true;
    return false;
}

static void open_sheets(struct folio *folio, const struct report *report, struct xlsx_sheet *sheet)
{
    struct str otherwise = word(report->words, W_PLAIN_HEAD);
    for (size_t p = 0; p < report->parts; p++)
        sheet[p] = (struct xlsx_sheet){.report = report, .folio = folio, .part = &report->part[p], .mem = report->mem,
                                       .pane = folio_pane(folio, wanted_name(report, &report->part[p]), otherwise)};
}

static void open_raw(struct folio *folio, const struct report *report, struct xlsx_sheet *sheet)
{
    struct str otherwise = word(report->words, W_RAW);
    for (size_t p = 0; p < report->parts && report->raw; p++)
        sheet[p].raw = folio_pane(folio, words_join(report->words, otherwise, STR(" "), report->part[p].name),
                                  otherwise);
}

void write_xlsx(struct report *report)
{
    bool chinese = report->words->chinese;
    struct folio *folio = folio_open(out_name(report->out), chinese ? "宋体" : "Calibri", is_large(report));
    const struct style_wish label = {.look = LOOK_LABEL}, text = {.look = LOOK_TEXT}, link = {.look = LOOK_LINK};
    struct cover cover = {.folio = folio, .report = report, .label = folio_style(folio, &label),
                          .text = folio_style(folio, &text), .link = folio_style(folio, &link),
                          .pane = folio_pane(folio, word(report->words, W_COVER), STR("Cover"))};
    struct pane *remarks_pane = folio_pane(folio, word(report->words, W_NOTES_HEAD), STR("Notes"));
    struct xlsx_sheet *sheet = mem_array(report->mem, report->parts, sizeof *sheet);
    struct remarks remarks = remarks_of(report);
    open_sheets(folio, report, sheet);
    open_raw(folio, report, sheet);
    for (size_t p = 0; p < report->parts; p++) {
        xlsx_table(&sheet[p]);
        if (!report->part[p].digest.length && report->part[p].reader)
            report->part[p].digest = reader_digest(report->mem, report->part[p].reader);
        xlsx_plot(&sheet[p]);
    }
    put_remarks(remarks_pane, folio, report, &remarks);
    put_cover(&cover, sheet, report->parts, remarks_pane);
    put_about(folio, report);
    folio_close(folio, report->out);
}
