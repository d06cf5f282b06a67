/* word_table - see word_table.h */

#include "office/word_table.h"

#include "base/str.h"
#include "office/emf.h"
#include "office/word_styles.h"
#include "view/sink.h"

/* Twips at both sides of a cell's text; and of a table, what Word allows. */
enum { BESIDE = 110, COLUMNS_MOST = 63 };

/* What a column of text wants at least and at most, and of a word or a figure what is never broken (what is
 * longer than a figure is a sentence, wherever it stands); in thousandths of an em, as all that is measured here. */
enum { TEXT_LEAST = 4000, TEXT_SQUEEZED = 2000, TEXT_MOST = 15000, WORD_MOST = 7000, FIGURE_MOST = 8000 };
enum { EM = 1000, MARK = 1500 };

/* A head up to that is not broken; what a column has that is empty and may be written into. */
enum { HEAD_MOST = 3200, TO_FILL_IN = 5000 };

/* How a grid is set on paper of a width. */
struct setting {
    const struct grid *grid;
    int size, width;          /* half points; twips */
    long *need;               /* of each column */
    size_t most;              /* columns of a piece beside the first */
    bool fits;                /* in one piece */
};

/* ---- what columns need ---- */

/* Word parts Chinese characters from others by a quarter of an em, which the text does not show. */
static long measure(struct str text, bool bold)
{
    long width = emf_width(text, EM * 10, bold);
    bool wide = false, letter = false;
    while (text.length) {
        uint32_t rune = str_rune(&text);
        bool now_wide = rune >= 0x2E80, now_letter = rune > ' ' && rune < 0x80;
        width += (wide && now_letter) || (letter && now_wide) ? EM / 4 : 0;
        wide = now_wide;
        letter = now_letter;
    }
    return width;
}

/* The longest stretch that is not broken: a word of Latin letters or digits, or two characters. */
static long longest_word(struct str text, bool bold)
{
    long longest = 0, now = 0;
    while (text.length) {
        struct str before = text;
        uint32_t rune = str_rune(&text);
        long width = measure((struct str){before.at, before.length - text.length}, bold);
        bool wide = rune >= 0x2E80;
        now = rune == ' ' || rune == '-' || rune == '/' ? 0 : wide ? 2 * EM : now + width;
        longest = now > longest ? now : longest;
        if (wide)
            now = 0;
    }
    return longest < WORD_MOST ? longest : WORD_MOST;
}

static long text_need(long widest, long least)
{
    long need = least < TEXT_LEAST ? least : widest / 6;
    need = need < least ? least : need > TEXT_MOST ? TEXT_MOST : need;
    return widest < need ? widest : need;
}

/* What a figure takes: "2019: 62.71" may stand in two lines. */
static long figure_width(const struct shown *shown, bool bold)
{
    ptrdiff_t at = str_find(shown->text, STR(": "));
    struct str figure = at < 0 ? shown->text : str_part(shown->text, (size_t)at + 2, shown->text.length);
    struct str before = at < 0 ? shown->before : str_part(shown->text, 0, (size_t)at + 1);
    long first = measure(before, bold), second = measure(figure, bold);
    return first > second ? first : second;
}

static long *needs_of(struct pen *pen, const struct grid *grid, long least)
{
    long *need = mem_array(pen->mem, grid->columns, sizeof *need);
    for (size_t i = 0; i < grid->columns; i++) {
        const struct grid_column *column = &grid->column[i];
        long widest = 0, figure = 0, unbroken = measure(column->head, true);
        unbroken = unbroken > HEAD_MOST || least < TEXT_LEAST ? longest_word(column->head, true) : unbroken;
        for (size_t row = 0; row < grid->rows; row++) {
            const struct shown *shown = &grid->cell[row * grid->columns + i].shown;
            bool bold = shown->strong || shown->mark || (grid->strong && grid->strong[row]);
            long width = column->right ? figure_width(shown, bold)
                                       : measure(shown->before, false) + measure(shown->text, bold) +
                                             (shown->mark ? MARK : 0);
            bool whole = width <= unbroken || ((column->right || shown->mark) && width <= FIGURE_MOST);
            long piece = whole ? 0 : longest_word(shown->text, bold);
            widest = width > widest ? width : widest;
            figure = whole && width > figure ? width : figure;
            unbroken = piece > unbroken ? piece : unbroken;
        }
        need[i] = column->right && widest <= FIGURE_MOST ? widest : text_need(widest, least);
        need[i] = need[i] > figure ? need[i] : figure;
        need[i] = need[i] > unbroken ? need[i] : unbroken;
        if (widest == 0 && grid->rows && need[i] < TO_FILL_IN && least == TEXT_LEAST)
            need[i] = TO_FILL_IN;
    }
    return need;
}

/* Half points of type as twips, and what stands beside a text. */
static int twips_of(const struct setting *setting, size_t column)
{
    return (int)(setting->need[column] * setting->size / 100 + BESIDE);
}

/* The columns of the piece that begins with `from`; every further piece has the first column too. */
static size_t piece_end(const struct setting *setting, size_t from)
{
    const struct grid *grid = setting->grid;
    long room = setting->width - (from ? twips_of(setting, 0) : 0);
    size_t to = from;
    while (to < grid->columns && to - from < setting->most + !from && (to == from || room >= twips_of(setting, to)))
        room -= twips_of(setting, to++);
    return to;
}

static struct setting setting_of(struct pen *pen, const struct grid *grid, long *need, bool across, bool small)
{
    struct setting setting = {.grid = grid, .need = need, .most = COLUMNS_MOST - 1,
                              .size = layout_size(pen->layout, small ? P_SMALL_TEXT : P_TABLE_TEXT),
                              .width = paper_width(layout_paper(pen->layout, across))};
    setting.fits = piece_end(&setting, 0) == grid->columns;
    return setting;
}

bool word_table_is_wide(struct pen *pen, const struct grid *grid)
{
    struct mem_mark mark = mem_mark(pen->mem);
    bool fits = setting_of(pen, grid, needs_of(pen, grid, TEXT_LEAST), false, true).fits;
    mem_rewind(pen->mem, mark);
    return !fits;
}

/* ---- widths ---- */

struct strip {
    const struct setting *setting;
    size_t *column;           /* of the grid */
    int *width;               /* twips */
    size_t columns;
    bool small;
};

/* The share of each, raised to what it needs; what that takes is taken from those that have more. */
static void share_out(struct strip *piece)
{
    const struct setting *setting = piece->setting;
    long shares = 0, total = 0, spare = 0;
    for (size_t i = 0; i < piece->columns; i++)
        shares += setting->grid->column[piece->column[i]].share + 1;
    for (size_t i = 0; i < piece->columns; i++) {
        int need = twips_of(setting, piece->column[i]);
        long share = (setting->grid->column[piece->column[i]].share + 1) * setting->width / shares;
        piece->width[i] = share > need ? (int)share : need;
        total += piece->width[i];
        spare += piece->width[i] - need;
    }
    long over = total - setting->width, taken = 0, gone = 0;
    for (size_t i = 0; over > 0 && spare > 0 && i < piece->columns; i++) {
        int need = twips_of(setting, piece->column[i]);
        gone += piece->width[i] - need;
        long upto = (over < spare ? over : spare) * gone / spare;
        piece->width[i] -= (int)(upto - taken);
        taken = upto;
    }
    for (size_t i = 0; over > spare && i < piece->columns; i++) /* one column that is too wide for all paper */
        piece->width[i] = setting->width / (int)piece->columns;
}

static struct strip cut_piece(struct pen *pen, const struct setting *setting, size_t from, size_t to)
{
    struct strip piece = {.setting = setting, .columns = to - from + (from > 0)};
    piece.column = mem_array(pen->mem, piece.columns, sizeof *piece.column);
    piece.width = mem_array(pen->mem, piece.columns, sizeof *piece.width);
    for (size_t i = 0; i < piece.columns; i++)
        piece.column[i] = from ? (i ? from + i - 1 : 0) : i;
    share_out(&piece);
    return piece;
}

/* ---- the table ---- */

static void put_frame(struct pen *pen, const struct strip *piece, struct str caption)
{
    struct out *out = pen->out;
    int width = 0;
    for (size_t i = 0; i < piece->columns; i++)
        width += piece->width[i];
    out_format(out, "<w:tbl><w:tblPr><w:tblStyle w:val=\"" STYLE_TABLE "\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
               "<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" "
               "w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>", width);
    if (caption.length) {
        out_write(out, STR("<w:tblCaption"));
        pen_attribute(pen, "w:val", caption, 200);
        out_write(out, STR("/>"));
    }
    out_write(out, STR("</w:tblPr><w:tblGrid>"));
    for (size_t i = 0; i < piece->columns; i++)
        out_format(out, "<w:gridCol w:w=\"%d\"/>", piece->width[i]);
    out_write(out, STR("</w:tblGrid>\n"));
}

static void begin_cell(struct pen *pen, int width, struct str style)
{
    struct out *out = pen->out;
    out_write(out, STR("<w:tc><w:tcPr><w:tcW w:w=\""));
    out_write(out, mem_whole(pen->mem, width));
    out_write(out, STR("\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\""));
    out_write(out, style);
    out_write(out, STR("\"/></w:pPr>"));
}

static void put_head(struct pen *pen, const struct strip *piece)
{
    struct str style = str_of(paragraph_style[piece->small ? P_SMALL_HEAD : P_TABLE_HEAD].id);
    out_write(pen->out, STR("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
    for (size_t i = 0; i < piece->columns; i++) {
        begin_cell(pen, piece->width[i], style);
        pen_text(pen, piece->setting->grid->column[piece->column[i]].head, 0, (struct str){NULL, 0});
        out_write(pen->out, STR("</w:p></w:tc>"));
    }
    out_write(pen->out, STR("</w:tr>\n"));
}

static void put_cell(struct pen *pen, const struct doc_cell *cell, bool strong)
{
    const struct shown *shown = &cell->shown;
    if (shown->mark) {
        pen_text(pen, mem_join(pen->mem, shown->mark->mark, STR(" ")), RUN_STRONG, shown->mark->color);
        pen_text(pen, shown->text, RUN_STRONG, shown->mark->color);
        return;
    }
    if (shown->before.length && shown->text.length)
        pen_text(pen, shown->before, 0, STR("#595f66"));
    pen_linked(pen, shown->text, strong || shown->strong ? RUN_STRONG : 0, cell->link);
}

static void put_row(struct pen *pen, const struct strip *piece, size_t row)
{
    const struct grid *grid = piece->setting->grid;
    const struct citation *citation = grid->citation && piece->column[0] == 0 ? grid->citation[row] : NULL;
    bool strong = grid->strong && grid->strong[row];
    struct mem_mark mark = mem_mark(pen->mem);
    out_write(pen->out, STR("<w:tr><w:trPr><w:cantSplit/></w:trPr>"));
    for (size_t i = 0; i < piece->columns; i++) {
        size_t column = piece->column[i];
        enum paragraph paragraph = grid->column[column].right ? piece->small ? P_SMALL_FIGURE : P_TABLE_FIGURE
                                   : piece->small ? P_SMALL_TEXT : P_TABLE_TEXT;
        begin_cell(pen, piece->width[i], str_of(paragraph_style[paragraph].id));
        if (i == 0)
            pen_place_row(pen, citation);
        put_cell(pen, &grid->cell[row * grid->columns + column], strong);
        out_write(pen->out, STR("</w:p></w:tc>"));
    }
    out_write(pen->out, STR("</w:tr>\n"));
    mem_rewind(pen->mem, mark);
}

/* ---- caption, pieces, notes ---- */

/* The words of a caption with its number between them. */
void word_caption(struct pen *pen, enum word id, long number, struct str text, struct str anchor,
                  const struct paragraph_extra *extra)
{
    const struct vocabulary *words = pen->document->words;
    if (text.length == 0)
        return;
    struct str all = vocabulary_fill(words, id, "n", STR("\x01"), "text", text, NULL);
    ptrdiff_t at = str_find(all, STR("\x01"));
    pen_begin(pen, P_CAPTION, extra);
    pen_place(pen, anchor);
    if (at >= 0) {
        pen_text(pen, str_part(all, 0, (size_t)at), 0, (struct str){NULL, 0});
        if (anchor.length == 0) /* a further piece: Word would count it */
            pen_text(pen, words_number(words, number), 0, (struct str){NULL, 0});
        else
            pen_field(pen, id == W_TABLE ? "SEQ Table \\* ARABIC" : "SEQ Figure \\* ARABIC",
                      words_number(words, number));
        all = str_part(all, (size_t)at + 1, all.length);
    }
    pen_text(pen, all, 0, (struct str){NULL, 0});
    pen_end(pen);
}

static size_t pieces_of(const struct setting *setting)
{
    size_t pieces = 0;
    for (size_t from = 0; from < setting->grid->columns; pieces++)
        from = piece_end(setting, from);
    return pieces;
}

/* The first setting that holds all columns in one piece; else the smallest, its pieces about as wide as each
 * other. */
static struct setting best_setting(struct pen *pen, const struct grid *grid, bool *small)
{
    struct setting setting = setting_of(pen, grid, needs_of(pen, grid, TEXT_LEAST), pen->across, false);
    *small = !setting.fits;
    if (!setting.fits)
        setting = setting_of(pen, grid, setting.need, pen->across, true);
    if (!setting.fits)
        setting = setting_of(pen, grid, needs_of(pen, grid, TEXT_SQUEEZED), pen->across, true);
    size_t pieces = pieces_of(&setting);
    if (pieces > 1)
        setting.most = (grid->columns - 1 + pieces - 1) / pieces;
    return setting;
}

static struct str piece_caption(struct pen *pen, const struct grid *grid, size_t number, size_t pieces)
{
    const struct vocabulary *words = pen->document->words;
    if (pieces < 2 || grid->caption.length == 0)
        return grid->caption;
    return vocabulary_fill(words, W_CHART_PART, "text", grid->caption, "n", words_number(words, (long long)number), "m",
                           words_number(words, (long long)pieces), NULL);
}

static void put_piece(struct pen *pen, const struct strip *piece, struct str caption)
{
    put_frame(pen, piece, caption);
    put_head(pen, piece);
    for (size_t row = 0; row < piece->setting->grid->rows; row++)
        put_row(pen, piece, row);
    out_write(pen->out, STR("</w:tbl>\n"));
}

/* What follows begins a page: a line behind a table that fills its page would make a blank one. */
static bool page_ends(const struct doc_block *block)
{
    return block->next && block->next->role == ROLE_ANNEX && block->grid->rows && block->grid->columns;
}

void word_table(struct pen *pen, const struct doc_block *block)
{
    const struct grid *grid = block->grid;
    bool small = false;
    const struct setting setting = best_setting(pen, grid, &small);
    size_t pieces = pieces_of(&setting);
    if (pieces == 0)
        word_caption(pen, W_TABLE, block->number, grid->caption, block->anchor, NULL);
    for (size_t from = 0, number = 1; number <= pieces; number++) {
        size_t to = piece_end(&setting, from);
        struct strip piece = cut_piece(pen, &setting, from, to);
        struct str caption = piece_caption(pen, grid, number, pieces);
        piece.small = small;
        if (caption.length)
            word_caption(pen, W_TABLE, block->number, caption, number == 1 ? block->anchor : (struct str){NULL, 0},
                         NULL);
        else
            pen_line(pen, P_TABLE_END, (struct str){NULL, 0});
        put_piece(pen, &piece, caption);
        if (number < pieces || (grid->notes == 0 && !page_ends(block)))
            pen_line(pen, P_TABLE_END, (struct str){NULL, 0});
        from = to;
    }
    if (grid->rows == 0 || grid->columns == 0)
        pen_line(pen, P_NOTE, vocabulary_fill(pen->document->words, W_NO_ROWS, NULL));
    for (size_t i = 0; i < grid->notes; i++)
        pen_line(pen, P_NOTE, grid->note[i]);
}
