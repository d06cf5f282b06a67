/* csv - the cells as they came, for another program or for a spreadsheet
 *
 * Cells are never altered, but with --guard, which puts an apostrophe before
 * texts that a spreadsheet would take for a formula; numbers such as -5 are left.
 */

#include "formats/format.h"

#include "base/str.h"
#include "values/num.h"
#include "view/sink.h"

static bool formula(struct str cell)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    struct num value;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(cell, str_of(starts[i])))
            return num_parse(cell, &value) != NUM_OK;
    return false;
}

void csv_cell(struct out *out, struct str cell, char delimiter, bool only)
{
    if (!str_needs_quotes(cell, delimiter) && !(only && cell.length == 0)) {
        out_write(out, cell);
        return;
    }
    out_byte(out, '"');
    while (cell.length) {
        ptrdiff_t quote = str_find(cell, STR("\""));
        size_t length = quote < 0 ? cell.length : (size_t)quote + 1;
        out_write(out, str_part(cell, 0, length));
        if (quote >= 0)
            out_byte(out, '"');
        cell = str_part(cell, length, cell.length);
    }
    out_byte(out, '"');
}

static void put_cell(const struct report *report, struct str cell, bool only)
{
    if (report->guard && formula(cell))
        cell = mem_format(report->mem, "'%.*s", STR_ARG(cell));
    csv_cell(report->out, cell, report->delimiter, only);
}

static void end_row(const struct report *report)
{
    out_write(report->out, report->crlf ? STR("\r\n") : STR("\n"));
}

void write_csv(struct report *report)
{
    struct view *view = report->part[0].view;
    const struct str *cells;
    if (report->bom)
        out_write(report->out, STR("\xEF\xBB\xBF"));
    for (size_t i = 0; i < view->columns; i++) {
        if (i)
            out_byte(report->out, report->delimiter);
        put_cell(report, view->column[i].name, view->columns == 1);
    }
    if (view->columns)
        end_row(report);
    while ((cells = table_next(view->table))) {
        struct mem_mark mark = mem_mark(report->mem);
        for (size_t i = 0; i < view->columns; i++) {
            if (i)
                out_byte(report->out, report->delimiter);
            put_cell(report, view_show(view, cells, &view->column[i]).text, view->columns == 1);
        }
        end_row(report);
        mem_rewind(report->mem, mark);
    }
}
