/* html_figure - a chart in a page: wide and compact, in pieces that paper holds
 *
 * The style sheet says which of the two is seen, and where a piece has its head again.
 */

#include "formats/html.h"

#include "charts/curve.h"
#include "formats/svg.h"
#include "view/sink.h"

/* A chart is written in pieces that a sheet of paper holds, the wide one and the compact one each in a
 * box of its own; the style sheet says which is seen.  Pieces after the first have their head as a
 * picture of its own, which is seen only where the piece begins a page or a column. */
struct drawing {
    const struct drawn *drawn;
    struct str title;
    bool compact;
    size_t each, rows;        /* of a piece, of all of them */
};

/* Rows of the wide picture that a sheet of A4 holds across, below a heading: its width and what is left
 * of its height are in pixels of 1/96 inch, and a picture that is wider is made smaller. */
static size_t rows_of_a_sheet(const struct page *page, const struct drawn *drawn, size_t rows)
{
    enum { SHEET_WIDTH = 1017, SHEET_HEIGHT = 575, HEAD = 38 };
    struct mem_mark mark = mem_mark(page->report->mem);
    struct scene *scene = scene_new(page->report->mem);
    if (drawn->chart->row == 0)
        return rows > 1 ? rows : 1;
    const struct chart_how how = {.all = rows, .head = true, .wish = drawn->wish};
    drawn->chart->draw(scene, drawn->view, drawn->summary, &how);
    long width = scene->width / PX(1), height = SHEET_HEIGHT;
    mem_rewind(page->report->mem, mark);
    if (width > SHEET_WIDTH)
        height = height * width / SHEET_WIDTH;
    long fit = (height - HEAD) / drawn->chart->row;
    return fit > 1 ? (size_t)fit : 1;
}

static void put_svg(struct page *page, const struct drawing *drawing, const struct chart_how *how, size_t piece)
{
    struct mem *mem = page->report->mem;
    const struct vocabulary *words = page->words;
    const struct drawn *drawn = drawing->drawn;
    struct mem_mark mark = mem_mark(mem);
    struct scene *scene = scene_new(mem);
    drawn->chart->draw(scene, drawn->view, drawn->summary, how);
    if (piece && how->to > how->from) /* the first has told of all */
        scene->description = mem_format(mem, "%.*s \xe2\x80\xa6 %.*s",
                                        STR_ARG(view_name(drawn->view, table_row(drawn->view->table, how->from))),
                                        STR_ARG(view_name(drawn->view, table_row(drawn->view->table, how->to - 1))));
    else
        scene->description = vocabulary_fill(words, W_DESC_TABLE, "text", scene->description, NULL);
    const struct svg_frame frame = {
        .prefix = mem_format(mem, "figure%d%s-%zu", page->figures, drawing->compact ? "-compact" : "", piece + 1),
        .classes = how->head ? STR("again") : (struct str){NULL, 0},
        .language = word(words, W_LANGUAGE_TAG),
        .hidden = how->head,
    };
    svg_write(page->out, scene, &frame);
    mem_rewind(mem, mark);
}

static void put_pieces(struct page *page, const struct drawing *drawing)
{
    const struct vocabulary *words = page->words;
    size_t each = drawing->each, pieces = drawing->rows > each ? (drawing->rows + each - 1) / each : 1;
    out_format(page->out, "<div class=\"%s\">\n", drawing->compact ? "compact" : "wide");
    for (size_t piece = 0; piece < pieces; piece++) {
        size_t from = piece * each, to = from + each < drawing->rows ? from + each : drawing->rows;
        struct chart_how how = {.from = from, .to = to, .all = drawing->rows, .compact = drawing->compact,
                                .title = drawing->title, .bare = piece > 0, .wish = drawing->drawn->wish};
        struct chart_how head = how;
        head.head = true;
        head.bare = false;
        if (pieces > 1)
            how.title = vocabulary_fill(words, W_CHART_PART, "text", drawing->title, "n",
                                        words_number(words, (long long)piece + 1), "m",
                                        words_number(words, (long long)pieces), NULL);
        out_write(page->out, STR("<div class=\"piece\">\n"));
        if (piece > 0)
            put_svg(page, drawing, &head, piece);
        put_svg(page, drawing, &how, piece);
        out_write(page->out, STR("</div>\n"));
    }
    out_write(page->out, STR("</div>\n"));
}

void html_figure(struct page *page, const struct drawn *drawn)
{
    const struct vocabulary *words = page->words;
    bool whole = drawn->chart->row == 0; /* it says itself what it has left out */
    size_t all = drawn->view->table->rows, rows = whole || all < CHART_ROWS_MOST ? all : CHART_ROWS_MOST;
    struct str text = drawn->title.length ? drawn->title
                                          : chart_title(drawn->chart, drawn->view, drawn->summary, &drawn->wish);
    struct str title = vocabulary_fill(words, W_FIGURE, "n", words_number(words, ++page->figures), "text", text, NULL);
    out_write(page->out, STR("<figure>\n<figcaption>"));
    sink_xml(page->out, title);
    out_write(page->out, STR("</figcaption>\n"));
    put_pieces(page, &(struct drawing){drawn, title, false, rows_of_a_sheet(page, drawn, rows), rows});
    put_pieces(page, &(struct drawing){drawn, title, true, whole ? rows + 1 : rows > 3 ? (rows + 1) / 2 : 3, rows});
    if (rows < all)
        html_paragraph(page, "reading", vocabulary_fill(words, W_CHART_CUT, "m", words_number(words, (long long)rows),
                                                        "n", words_number(words, (long long)all), NULL));
    html_paragraph(page, "reading", word(words, drawn->chart->reading));
    if (drawn->chart->caution != WORD_COUNT)
        html_paragraph(page, "reading", word(words, drawn->chart->caution));
    out_write(page->out, STR("</figure>\n"));
}

void html_spark(struct page *page, struct str series)
{
    struct scene *scene = curve_cell(page->report->mem, series, PX(96), PX(28), GOOD);
    const struct svg_frame frame = {.language = word(page->words, W_LANGUAGE_TAG), .hidden = true};
    if (scene->first)
        svg_write(page->out, scene, &frame);
}
