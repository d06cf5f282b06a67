/* term - an aligned table for a terminal
 *
 * Widths are display cells: a Chinese character takes two, a combining mark none,
 * and what fonts disagree on (≥ · Ⅲ) one or two as told.  Frame, marks and bars
 * are ASCII unless asked otherwise, so the table also lives in a mail.  Nothing
 * is cut: where the line is too short, the bars are left out and the widest texts
 * go on in the next line.
 * All rows are kept, since widths are known only at the end.
 */

#include "formats/format.h"

#include "base/str.h"
#include "view/figure.h"
#include "view/wrap.h"

#define BAR_CELLS 20
#define COMFORTABLE 24
#define NARROWEST 10
#define GAP 2

/* One cell, harmless; `rest` is what its next lines show. */
struct box {
    struct plain rest;
    const struct mark *mark;
    bool strong, dim;
};

struct raster {
    struct report *report;
    struct view *view;
    size_t *width;
    struct box *box;          /* of one row after the other */
    size_t rows;
};

static size_t width_of(const struct raster *grid, struct plain text)
{
    return str_width(text.text, grid->report->ambiguous);
}

/* ---- color ---- */

static int hex(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

/* A color's part, 0 to 255: "#rrggbb", which words has checked. */
static int part_of(struct str color, size_t at)
{
    return hex(color.at[at]) * 16 + hex(color.at[at + 1]);
}

/* The nearest of the terminal's own colors: its user has made those readable. */
static const char *code_of(struct str color)
{
    int red = part_of(color, 1), green = part_of(color, 3), blue = part_of(color, 5);
    if (red > blue + 40 && red > green + 40)
        return green >= 0x40 ? "33" : "31";
    if (green > red + 40 && green > blue + 20)
        return "32";
    return blue > red + 40 ? "34" : "";
}

static void put_styled(const struct raster *grid, struct plain text, const struct box *box)
{
    struct out *out = grid->report->out;
    const char *code = box->mark ? code_of(box->mark->color) : "";
    bool bold = box->strong, any = bold || box->dim || *code;
    if (!grid->report->colored || !any || text.text.length == 0) {
        out_plain(out, text);
        return;
    }
    out_format(out, "\033[%s%s%sm", bold ? "1" : box->dim ? "2" : "", (bold || box->dim) && *code ? ";" : "", code);
    out_plain(out, text);
    out_write(out, STR("\033[0m"));
}

static void put_spaces(struct out *out, size_t count)
{
    while (count--)
        out_byte(out, ' ');
}

/* ---- cells ---- */

static void repeat(char *into, size_t *length, struct str piece, long count)
{
    while (count-- > 0) {
        memcpy(into + *length, piece.at, piece.length);
        *length += piece.length;
    }
}

/* ######|##......: bar, schedule tick, and > or < where the bar goes on. */
static struct str bar_of(const struct raster *grid, const struct str *cells)
{
    const struct table *table = grid->view->table;
    bool unicode = grid->report->unicode;
    long length, tick = -1;
    if (!figure_ratio(table_get(table, cells, F_COMPLETION), BAR_CELLS, &length))
        return view_held(grid->view, cells);
    if (!figure_ratio(table_get(table, cells, F_TIME_PROGRESS), BAR_CELLS, &tick))
        tick = -1;
    char *into = mem_take(grid->report->mem, (BAR_CELLS + 3) * 4);
    size_t at = 0;
    struct str full = unicode ? STR("█") : STR("#"), empty = unicode ? STR("░") : STR(".");
    repeat(into, &at, length < 0 ? STR("<") : STR(" "), 1);
    for (long i = 0; i < BAR_CELLS; i++)
        repeat(into, &at, i == tick ? (unicode ? STR("│") : STR("|")) : i < length ? full : empty, 1);
    repeat(into, &at, tick >= BAR_CELLS ? (unicode ? STR("│") : STR("|")) : length > BAR_CELLS ? STR(">") : STR(" "),
           1);
    return (struct str){into, at};
}

static struct box box_of(const struct raster *grid, const struct str *cells, const struct view_column *column)
{
    struct mem *mem = grid->report->mem;
    if (column->form == FORM_BAR)
        return (struct box){.rest = plain_of(mem, bar_of(grid, cells)),
                            .mark = vocabulary_mark(grid->report->words, table_get(grid->view->table, cells, F_CLASS))};
    struct shown shown = view_show(grid->view, cells, column);
    struct str text = shown.text;
    if (shown.mark) {
        struct str mark = grid->report->unicode ? shown.mark->mark : shown.mark->ascii;
        text = mem_format(mem, "%.*s %.*s", STR_ARG(mark), STR_ARG(text));
    } else if (shown.before.length && text.length)
        text = mem_format(mem, "%.*s%.*s", STR_ARG(shown.before), STR_ARG(text));
    return (struct box){.rest = plain_of(mem, text), .mark = shown.mark, .strong = shown.strong};
}

static void fill_grid(struct raster *grid)
{
    struct view *view = grid->view;
    size_t rows = view->table->rows;
    grid->width = mem_array(grid->report->mem, view->columns, sizeof *grid->width);
    grid->box = mem_array(grid->report->mem, (rows + 1) * view->columns, sizeof *grid->box);
    for (size_t i = 0; i < view->columns; i++)
        grid->box[i] = (struct box){.rest = plain_of(grid->report->mem, view->column[i].head), .dim = true};
    const struct str *cells;
    for (grid->rows = 1; (cells = table_next(view->table)); grid->rows++)
        for (size_t i = 0; i < view->columns; i++)
            grid->box[grid->rows * view->columns + i] = box_of(grid, cells, &view->column[i]);
    for (size_t i = 0; i < grid->rows * view->columns; i++) {
        size_t *width = &grid->width[i % view->columns], needed = width_of(grid, grid->box[i].rest);
        *width = needed > *width ? needed : *width;
    }
}

/* ---- too wide ---- */

static size_t total_width(const struct raster *grid)
{
    size_t sum = 0;
    for (size_t i = 0; i < grid->view->columns; i++)
        sum += grid->width[i] + (i ? GAP : 0);
    return sum;
}

/* May the column be made narrower than its widest text? */
static bool gives_way(const struct view_column *column)
{
    return !(column->right && column->form != FORM_TARGET) && column->form != FORM_BAR && column->form != FORM_CLASS;
}

/* The line's width when no column that gives way is wider than `cap`. */
static size_t capped_width(const struct raster *grid, size_t cap)
{
    size_t sum = 0;
    for (size_t i = 0; i < grid->view->columns; i++) {
        bool cut = gives_way(&grid->view->column[i]) && grid->width[i] > cap;
        sum += (cut ? cap : grid->width[i]) + (i ? GAP : 0);
    }
    return sum;
}

/* Takes cells from the widest text columns until the line fits or all are as narrow
 * as `least`.  The cap is found by halving, not cell by cell: a column may be as wide
 * as the largest field. */
static void narrow(struct raster *grid, size_t least)
{
    size_t wanted = grid->report->width, low = least, high = least;
    for (size_t i = 0; i < grid->view->columns; i++)
        high = grid->width[i] > high ? grid->width[i] : high;
    while (low < high) {
        size_t cap = high - (high - low) / 2;
        if (capped_width(grid, cap) <= wanted)
            low = cap;
        else
            high = cap - 1;
    }
    size_t total = capped_width(grid, low), spare = total < wanted ? wanted - total : 0;
    for (size_t i = grid->view->columns; i-- > 0;) {
        if (!gives_way(&grid->view->column[i]) || grid->width[i] <= low)
            continue;
        grid->width[i] = low + (spare > 0);
        spare -= spare > 0;
    }
}

/* The bars repeat two figures as a picture: on a short line they go first. */
static void drop_bars(struct view *view)
{
    size_t kept = 0;
    for (size_t i = 0; i < view->columns; i++)
        if (view->column[i].form != FORM_BAR)
            view->column[kept++] = view->column[i];
    view->columns = kept;
    table_rewind(view->table);
}

static void fit(struct raster *grid)
{
    fill_grid(grid);
    if (grid->report->width == 0)
        return;
    narrow(grid, COMFORTABLE);
    if (total_width(grid) > grid->report->width) {
        drop_bars(grid->view);
        fill_grid(grid);
        narrow(grid, NARROWEST);
    }
}

/* Takes what fits into `room` cells off the front of the text, to where a line may
 * end if there is such a place. */
static struct plain take_line(const struct raster *grid, struct plain *text, size_t room)
{
    struct str rest = text->text;
    size_t fits = 0, may_break = 0, used = 0;
    while (rest.length) {
        struct str rune = rest;
        str_rune(&rest);
        rune.length -= rest.length;
        used += str_width(rune, grid->report->ambiguous);
        if (fits && used > room)
            break;
        fits += rune.length;
        if (fits < text->text.length && wrap_may_break(text->text, fits))
            may_break = fits;
    }
    if (fits < text->text.length && may_break)
        fits = may_break;
    struct plain line = plain_part(*text, 0, fits);
    *text = plain_part(*text, fits, SIZE_MAX);
    if (text->text.length == 0)
        return line;
    *text = plain_trim(*text);
    return plain_trim(line);
}

/* ---- lines ---- */

static void put_row(const struct raster *grid, struct box *box)
{
    const struct view *view = grid->view;
    struct out *out = grid->report->out;
    bool more = true;
    while (more) {
        size_t owed = 0;
        more = false;
        for (size_t i = 0; i < view->columns; i++) {
            struct plain line = take_line(grid, &box[i].rest, grid->width[i]);
            size_t width = width_of(grid, line), spare = grid->width[i] > width ? grid->width[i] - width : 0;
            owed += i ? GAP : 0;
            if (view->column[i].right)
                owed += spare;
            if (line.text.length) {
                put_spaces(out, owed);
                put_styled(grid, line, &box[i]);
                owed = 0;
            } else
                owed += width;
            if (!view->column[i].right)
                owed += spare;
            more |= box[i].rest.text.length > 0;
        }
        out_byte(out, '\n');
    }
}

static void put_rule(const struct raster *grid)
{
    for (size_t i = 0; i < grid->view->columns; i++) {
        put_spaces(grid->report->out, i ? GAP : 0);
        for (size_t k = 0; k < grid->width[i]; k++)
            out_byte(grid->report->out, '-');
    }
    out_byte(grid->report->out, '\n');
}

static void put_text(const struct raster *grid, struct str text, bool strong)
{
    const struct box style = {.strong = strong};
    struct plain rest = plain_of(grid->report->mem, text);
    while (rest.text.length) {
        struct plain line = grid->report->width ? take_line(grid, &rest, grid->report->width) : rest;
        rest = grid->report->width ? rest : plain_part(rest, 0, 0);
        put_styled(grid, line, &style);
        out_byte(grid->report->out, '\n');
    }
}

static void put_above(const struct raster *grid)
{
    const struct report *report = grid->report;
    const struct summary *summary = &report->part[0].summary;
    struct str title = report_title(report);
    put_text(grid, title, true);
    if (report->title.length)
        put_text(grid, summary->lead, false);
    for (size_t i = 0; i < summary->groups; i++)
        put_text(grid, summary->group[i], false);
    if (title.length)
        out_byte(report->out, '\n');
}

/* The classes with their marks, which is also the key to them. */
static void put_below(const struct raster *grid)
{
    const struct report *report = grid->report;
    const struct summary *summary = &report->part[0].summary;
    if (summary->tallies)
        out_byte(report->out, '\n');
    for (size_t i = 0; i < summary->tallies; i++) {
        const struct class_tally *tally = &summary->tally[i];
        struct str mark = report->unicode ? tally->mark->mark : tally->mark->ascii, text = tally->mark->text;
        const struct box style = {.mark = tally->mark, .strong = true};
        put_spaces(report->out, i ? 3 : 0);
        put_styled(grid, plain_of(report->mem, mem_format(report->mem, "%.*s %.*s %ld", STR_ARG(mark), STR_ARG(text),
                                                          tally->count)), &style);
    }
    if (summary->tallies)
        out_byte(report->out, '\n');
    struct str note[VIEW_NOTES];
    size_t notes = view_notes(grid->view, true, note);
    for (size_t i = 0; i < notes; i++) {
        if (i == 0)
            out_byte(report->out, '\n');
        put_text(grid, note[i], false);
    }
    if (grid->view->left_out == 0)
        return;
    out_byte(report->out, '\n');
    put_text(grid, vocabulary_fill(report->words, W_ROWS_LEFT, "n",
                              words_number(report->words, (long long)(grid->view->left_out + grid->rows - 1)), "m",
                              words_number(report->words, (long long)grid->rows - 1), NULL), false);
}

void write_term(struct report *report)
{
    if (report->document) {
        md_document(report, true);
        return;
    }
    struct raster grid = {.report = report, .view = report->part[0].view};
    if (grid.view->columns == 0)
        return;
    fit(&grid);
    put_above(&grid);
    put_row(&grid, grid.box);
    put_rule(&grid);
    for (size_t row = 1; row < grid.rows; row++)
        put_row(&grid, grid.box + row * grid.view->columns);
    put_below(&grid);
}
