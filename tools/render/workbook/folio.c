/* folio - see folio.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "workbook/folio_inside.h"
#include "workbook/harmless.h"

struct style {
    struct style_wish wish;
    lxw_format *format;
};

/* ---- telling ---- */

static _Noreturn void refuse(const char *why)
{
    diag_fatal(DIAG_WRITE, NULL, "cannot assemble the workbook in %s: %s", scratch_folder(NULL), why);
}

void folio_expect(lxw_error error)
{
    if (error != LXW_NO_ERROR)
        refuse(lxw_strerror(error));
}

/* ---- the workbook ---- */

struct folio *folio_open(const char *file, const char *font, bool constant)
{
    struct mem *mem = mem_open();
    struct folio *folio = mem_take(mem, sizeof *folio);
    *folio = (struct folio){.mem = mem, .scratch = mem_open(), .file = file, .font = font};
    folio->assembled = scratch_open(mem, scratch_folder(NULL));
    if (folio->assembled < 0)
        refuse(voice_text("no file can be made there (TMPDIR names another folder)"));
    lxw_workbook_options options = {.constant_memory = constant, .use_zip64 = LXW_FALSE,
                                    .tmpdir = (char *)mem_copy(mem, str_of(scratch_folder(NULL))).at};
    struct str path = mem_format(mem, "/proc/self/fd/%d", folio->assembled);
    folio->book = workbook_new_opt(path.at, &options);
    if (!folio->book)
        refuse(voice_text("memory ran out"));
    return folio;
}

void folio_about(struct folio *folio, struct str title, struct str comments, int64_t made)
{
    bool cut;
    lxw_doc_properties about = {
        .title = (char *)harmless_text(folio->mem, str_part(title, 0, str_utf8(str_part(title, 0, 250))), &cut).at,
        .comments = (char *)harmless_text(folio->mem, comments, &cut).at,
        .author = (char *)(uintptr_t)"steelyard render",
        .created = (time_t)made,
    };
    folio_expect(workbook_set_properties(folio->book, &about));
}

/* A property holds 255 characters. */
void folio_property(struct folio *folio, const char *key, struct str value)
{
    bool cut;
    value = str_part(value, 0, 240);
    value = str_part(value, 0, str_utf8(value));
    if (value.length)
        folio_expect(workbook_set_custom_property_string(folio->book, key, harmless_text(folio->mem, value, &cut).at));
}

void folio_close(struct folio *folio, struct out *out)
{
    folio_expect(workbook_close(folio->book));
    if (folio_lost())
        refuse(voice_error(folio_lost()));
    out_file(out, folio->assembled, scratch_folder(NULL));
    mem_close(folio->scratch);
    mem_close(folio->mem);
}

/* ---- sheets ---- */

const char *folio_name(struct folio *folio, struct str wanted, struct str otherwise)
{
    folio->name = mem_grow(folio->mem, folio->name, folio->names, &folio->room, sizeof *folio->name);
    struct str name = harmless_name(folio->mem, wanted, otherwise, folio->name, folio->names);
    folio->name[folio->names++] = name;
    return name.at;
}

struct pane *folio_pane(struct folio *folio, struct str wanted, struct str otherwise)
{
    struct pane *pane = mem_take(folio->mem, sizeof *pane);
    const char *name = folio_name(folio, wanted, otherwise);
    *pane = (struct pane){.folio = folio, .name = str_of(name), .sheet = workbook_add_worksheet(folio->book, name)};
    if (!pane->sheet)
        refuse(name);
    worksheet_gridlines(pane->sheet, LXW_HIDE_ALL_GRIDLINES);
    return pane;
}

struct str pane_name(const struct pane *pane)
{
    return pane->name;
}

void pane_hide(struct pane *pane)
{
    worksheet_hide(pane->sheet);
}

void pane_first(struct pane *pane)
{
    worksheet_activate(pane->sheet);
    worksheet_set_first_sheet(pane->sheet);
}

/* A little more, for typefaces in which a character is wider than the digit that columns are measured by. */
void pane_width(struct pane *pane, uint32_t column, size_t cells)
{
    enum { WIDEST = 250 };
    double width = (double)(cells < WIDEST - 30 ? cells : WIDEST - 30) * 1.05 + 1.5;
    lxw_row_col_options hidden = {.hidden = cells == 0};
    folio_expect(worksheet_set_column_opt(pane->sheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL, &hidden));
}

void pane_height(struct pane *pane, uint32_t row, size_t lines)
{
    enum { POINTS = 14, MOST = 409 };
    double points = (double)lines * POINTS + 2;
    folio_expect(worksheet_set_row(pane->sheet, row, points < MOST ? points : MOST, NULL));
}

void pane_freeze(struct pane *pane, uint32_t row, uint32_t column)
{
    worksheet_freeze_panes(pane->sheet, row, (lxw_col_t)column);
}

void pane_repeat(struct pane *pane, uint32_t row)
{
    folio_expect(worksheet_repeat_rows(pane->sheet, row, row));
}

void pane_head(struct pane *pane, uint32_t row, uint32_t last_row, uint32_t first_column, uint32_t last_column)
{
    lxw_col_t first = (lxw_col_t)first_column, last = (lxw_col_t)last_column;
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(range, row, first, last_row, last);
    pane_repeat(pane, row);
    folio_expect(worksheet_autofilter(pane->sheet, row, first, last_row, last));
    folio_expect(worksheet_ignore_errors(pane->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

void pane_paper(struct pane *pane, bool landscape)
{
    enum { A4 = 9 };
    worksheet_set_paper(pane->sheet, A4);
    if (landscape)
        worksheet_set_landscape(pane->sheet);
    worksheet_fit_to_pages(pane->sheet, 1, 0);
    worksheet_set_margins(pane->sheet, 0.5, 0.5, 0.6, 0.7);
    worksheet_center_horizontally(pane->sheet);
    folio_expect(worksheet_set_footer(pane->sheet, "&L&9&A&R&9&P / &N"));
}

void pane_protect(struct pane *pane)
{
    lxw_protection may = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE};
    worksheet_protect(pane->sheet, NULL, &may);
}

/* ---- styles ---- */

#define INK 0x1a1a1a
#define LINE 0xbfbfbf

static const struct {
    uint32_t color, fill;     /* fill 0: none */
    double size;
    bool bold, italic, bordered, wrapped, open, underlined;
} looks[LOOK_COUNT] = {
    [LOOK_CELL] = {INK, 0, 10, .bordered = true},
    [LOOK_TITLE] = {INK, 0, 15, .bold = true},
    [LOOK_NOTE] = {.color = 0x5b6168, .size = 9},
    [LOOK_HEAD] = {INK, 0xdce6f1, 10, .bold = true, .bordered = true, .wrapped = true},
    [LOOK_LABEL] = {INK, 0, 10, .bold = true},
    [LOOK_TEXT] = {INK, 0, 10, .wrapped = true},
    [LOOK_LINK] = {0x1f4e79, 0, 10, .underlined = true},
    [LOOK_GIVEN] = {INK, 0xf2f2f2, 10, .bordered = true},
    [LOOK_OPEN] = {INK, 0xfffbe6, 10, .bordered = true, .open = true},
    [LOOK_EXAMPLE] = {0x5b6168, 0xf7f7f7, 10, .italic = true, .bordered = true},
};

uint32_t folio_color(struct str text, uint32_t otherwise)
{
    uint32_t color = 0;
    for (size_t i = 1; i < text.length; i++) {
        char digit = text.at[i];
        color = color * 16 + (uint32_t)(str_is_digit(digit) ? digit - '0' : (digit | 32) - 'a' + 10);
    }
    return text.length == 7 ? color : otherwise;
}

static lxw_format *make_format(struct folio *folio, const struct style_wish *wish)
{
    lxw_format *format = workbook_add_format(folio->book);
    if (!format)
        refuse(voice_text("memory ran out"));
    bool head = wish->look == LOOK_HEAD;
    format_set_font_name(format, folio->font);
    format_set_font_size(format, looks[wish->look].size);
    format_set_font_color(format, folio_color(wish->color, looks[wish->look].color));
    if (looks[wish->look].bold || wish->strong)
        format_set_bold(format);
    if (looks[wish->look].italic)
        format_set_italic(format);
    if (looks[wish->look].underlined)
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    if (looks[wish->look].fill)
        format_set_bg_color(format, looks[wish->look].fill);
    if (looks[wish->look].bordered) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, LINE);
    }
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(format, head ? LXW_ALIGN_CENTER : wish->right ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    if (looks[wish->look].wrapped || wish->wrap)
        format_set_text_wrap(format);
    if (wish->code.length)
        format_set_num_format(format, wish->code.at);
    if (looks[wish->look].open)
        format_set_unlocked(format);
    return format;
}

const struct style *folio_style(struct folio *folio, const struct style_wish *wish)
{
    for (size_t i = 0; i < folio->styles; i++) {
        const struct style_wish *other = &folio->style[i]->wish;
        if (other->look == wish->look && other->right == wish->right && other->wrap == wish->wrap &&
            other->strong == wish->strong && str_eq(other->code, wish->code) && str_eq(other->color, wish->color))
            return folio->style[i];
    }
    struct style *style = mem_take(folio->mem, sizeof *style);
    style->wish = *wish;
    style->wish.code = mem_copy(folio->mem, wish->code);
    style->format = make_format(folio, &style->wish);
    folio->style = mem_grow(folio->mem, folio->style, folio->styles, &folio->style_room, sizeof *folio->style);
    folio->style[folio->styles++] = style;
    return style;
}

/* ---- cells ---- */

/* How a person finds the cell: B7. */
static struct place place_of(const struct pane *pane, uint32_t row, uint32_t column)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    struct mem *mem = pane->folio->scratch;
    lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
    return (struct place){.file = mem_format(mem, "%s!%.*s!%s", pane->folio->file, STR_ARG(pane->name), cell).at};
}

void pane_text(struct pane *pane, uint32_t row, uint32_t column, struct str text, const struct style *style)
{
    struct mem_mark mark = mem_mark(pane->folio->scratch);
    bool cut;
    struct str harmless = harmless_text(pane->folio->scratch, text, &cut);
    if (cut) {
        struct place place = place_of(pane, row, column);
        diag_report(DIAG_CUT_TEXT, &place, "a text of %zu characters is cut behind the %d that a cell holds",
                    str_runes(text), HARMLESS_TEXT);
    }
    if (harmless.length)
        folio_expect(worksheet_write_string(pane->sheet, row, (lxw_col_t)column, harmless.at, style->format));
    else
        pane_blank(pane, row, column, style);
    mem_rewind(pane->folio->scratch, mark);
}

void pane_number(struct pane *pane, uint32_t row, uint32_t column, struct num value, const struct style *style)
{
    double number;
    if (num_to_double(value, &number))
        folio_expect(worksheet_write_number(pane->sheet, row, (lxw_col_t)column, number, style->format));
}

void pane_blank(struct pane *pane, uint32_t row, uint32_t column, const struct style *style)
{
    folio_expect(worksheet_write_blank(pane->sheet, row, (lxw_col_t)column, style->format));
}

void pane_link(struct pane *pane, uint32_t row, uint32_t column, const struct pane *to, const struct style *style)
{
    struct mem_mark mark = mem_mark(pane->folio->scratch);
    struct str address = mem_format(pane->folio->scratch, "internal:'%.*s'!A1", STR_ARG(to->name));
    folio_expect(worksheet_write_url_opt(pane->sheet, row, (lxw_col_t)column, address.at, style->format, to->name.at,
                                         NULL));
    mem_rewind(pane->folio->scratch, mark);
}

/* Neither so large nor so small that a program would make 0 or an error of it. */
bool folio_holds(struct num value)
{
    enum { FARTHEST = 300 };
    __int128 mantissa = value.mantissa < 0 ? -value.mantissa : value.mantissa;
    int digits = 0, scale = value.scale;
    for (; mantissa && mantissa % 10 == 0; mantissa /= 10)
        scale--;
    for (; mantissa; mantissa /= 10)
        digits++;
    return digits <= FOLIO_DIGITS && scale < FARTHEST && digits - scale < FARTHEST;
}
