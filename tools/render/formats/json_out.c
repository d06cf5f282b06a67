/* json - an array of objects, one a row, after RFC 8259
 *
 * Cells are strings, so that a code such as 001 stays one.  A numeric column
 * (fields.def, or --numbers) writes what is a JSON number as it came, digit for
 * digit, an empty cell as null, and anything else as a string.
 */

#include "formats/format.h"

#include "base/str.h"
#include "view/sink.h"

static size_t digits(struct str text, size_t from)
{
    size_t n = from;
    while (n < text.length && str_is_digit(text.at[n]))
        n++;
    return n - from;
}

/* RFC 8259: -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)? */
static bool json_number(struct str text)
{
    size_t at = text.length && text.at[0] == '-', whole = digits(text, at);
    if (whole == 0 || (whole > 1 && text.at[at] == '0'))
        return false;
    at += whole;
    if (at < text.length && text.at[at] == '.') {
        size_t part = digits(text, at + 1);
        if (part == 0)
            return false;
        at += part + 1;
    }
    if (at < text.length && (text.at[at] == 'e' || text.at[at] == 'E')) {
        at++;
        if (at < text.length && (text.at[at] == '+' || text.at[at] == '-'))
            at++;
        size_t exponent = digits(text, at);
        if (exponent == 0)
            return false;
        at += exponent;
    }
    return at == text.length;
}

static void put_cell(struct out *out, const struct view_column *column, struct str cell)
{
    if (column->numeric && cell.length == 0)
        out_write(out, STR("null"));
    else if (column->numeric && json_number(cell))
        out_write(out, cell);
    else
        sink_json(out, cell);
}

void write_json(struct report *report)
{
    struct view *view = report->part[0].view;
    struct out *out = report->out;
    const struct str *cells;
    const char *before = "";
    out_byte(out, '[');
    while ((cells = table_next(view->table))) {
        struct mem_mark mark = mem_mark(report->mem);
        out_format(out, "%s\n{", before);
        for (size_t i = 0; i < view->columns; i++) {
            if (i)
                out_byte(out, ',');
            sink_json(out, view->column[i].name);
            out_byte(out, ':');
            put_cell(out, &view->column[i], view_show(view, cells, &view->column[i]).text);
        }
        out_byte(out, '}');
        before = ",";
        mem_rewind(report->mem, mark);
    }
    out_write(out, STR("\n]\n"));
}
