/* html_grid - a document's table in a page */

#include "formats/html.h"

#include "base/str.h"
#include "view/sink.h"

static void put_shown(struct out *out, const struct shown *shown)
{
    if (shown->mark) {
        out_write(out, STR("<span aria-hidden=\"true\">"));
        sink_xml(out, shown->mark->mark);
        out_write(out, STR("</span> "));
    }
    if (shown->before.length && shown->text.length) {
        out_write(out, STR("<small>"));
        sink_xml(out, shown->before);
        out_write(out, STR("</small>"));
    }
    sink_xml(out, shown->text);
}

/* A cell with more than a line of text may wrap. */
static bool is_sentence(const struct shown *shown)
{
    return str_width(shown->text, 2) > 24;
}

static void put_cell(struct page *page, const struct doc_cell *cell, const struct grid_column *column, bool names,
                     bool strong)
{
    struct out *out = page->out;
    bool right = column->right;
    const struct shown *shown = &cell->shown;
    out_write(out, names ? STR("<th scope=\"row\"") : STR("<td"));
    if (shown->mark)
        out_format(out, " class=\"c k%d\"", shown->mark->order);
    else if (right || strong || shown->strong || is_sentence(shown))
        out_format(out, " class=\"%s%s%s\"", right ? "r" : is_sentence(shown) ? "t" : "",
                   strong || shown->strong ? " b" : "", names ? " w" : "");
    out_byte(out, '>');
    if (cell->link.length) {
        out_write(out, STR("<a href=\""));
        sink_xml(out, cell->link);
        out_write(out, STR("\">"));
    }
    if (str_eq(column->name, field_row[F_SERIES].name))
        html_spark(page, shown->text);
    put_shown(out, shown);
    out_write(out, cell->link.length ? STR("</a>") : (struct str){NULL, 0});
    out_write(out, names ? STR("</th>") : STR("</td>"));
}

/* The cell that names the row: the first that is on the left. */
static size_t naming_column(const struct grid *grid)
{
    for (size_t i = 0; i < grid->columns; i++)
        if (!grid->column[i].right)
            return i;
    return 0;
}

static void put_row(struct page *page, const struct grid *grid, size_t row, size_t naming)
{
    struct out *out = page->out;
    const struct citation *citation = grid->citation ? grid->citation[row] : NULL;
    out_write(out, STR("<tr"));
    if (citation) {
        struct str anchor = document_anchor(page->report->mem, citation->table, citation->row);
        out_write(out, STR(" id=\""));
        sink_xml(out, str_part(anchor, 1, anchor.length));
        out_byte(out, '"');
    }
    out_byte(out, '>');
    for (size_t i = 0; i < grid->columns; i++)
        put_cell(page, &grid->cell[row * grid->columns + i], &grid->column[i], i == naming,
                 grid->strong && grid->strong[row] && i == naming);
    out_write(out, STR("</tr>\n"));
}

static void put_head(struct out *out, const struct grid *grid)
{
    out_write(out, STR("<thead>\n<tr>"));
    for (size_t i = 0; i < grid->columns; i++) {
        out_format(out, "<th scope=\"col\"%s>", grid->column[i].right ? " class=\"r\"" : "");
        sink_xml(out, grid->column[i].head);
        out_write(out, STR("</th>"));
    }
    out_write(out, STR("</tr>\n</thead>\n<tbody>\n"));
}

void html_grid(struct page *page, const struct doc_block *block)
{
    const struct vocabulary *words = page->words;
    const struct grid *grid = block->grid;
    struct out *out = page->out;
    struct str title = grid->caption;
    if (block->number && title.length)
        title = vocabulary_fill(words, W_TABLE, "n", words_number(words, block->number), "text", grid->caption, NULL);
    if (grid->columns == 0 || grid->rows == 0) {
        html_paragraph(page, "meta", title);
        html_paragraph(page, "meta", word(words, W_NO_ROWS));
        return;
    }
    out_format(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%.*s\">\n<table>\n"
               "<caption id=\"%.*s\">", STR_ARG(block->anchor), STR_ARG(block->anchor));
    sink_xml(out, title);
    out_write(out, STR("</caption>\n"));
    put_head(out, grid);
    size_t naming = naming_column(grid);
    for (size_t row = 0; row < grid->rows; row++)
        put_row(page, grid, row, naming);
    out_write(out, STR("</tbody>\n</table>\n</div>\n"));
    for (size_t i = 0; i < grid->notes; i++)
        html_paragraph(page, "reading", grid->note[i]);
    if (grid->file.length == 0)
        return;
    out_write(out, STR("<p class=\"download\"><a download=\"download\" href=\""));
    sink_xml(out, grid->file);
    out_write(out, STR("\">"));
    sink_xml(out, vocabulary_fill(words, W_DOWNLOAD, "file", grid->file, NULL));
    out_write(out, STR("</a></p>\n"));
}
