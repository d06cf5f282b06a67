/* xlsx_cell - a number where the cell shows one, else the text that it shows
 *
 * What a person is to see is decided by the view.  Where that is the cell's own number, rounded,
 * with perhaps a sign or a percent sign around it, the cell is that number under a format that
 * shows just this; anything else is the text.  So figures can be computed with, and look as they do
 * on a page.  Where the digit that is rounded away is a lone 5 programs differ (0.145 as 14 % or 15 %),
 * and the number goes in rounded.
 */
#include "sheets/xlsx.h"

#include "base/str.h"
#include "view/figure.h"

/* A figure as it is shown: "≥95.0" is 95.0 with one place behind "≥". */
struct seen {
    struct str before, after;
    struct num value;
    int places;
    bool percent, grouped;
};

/* The number that a column made of several shows; FIELD_COUNT where there is none. */
static enum field source_of(const struct view_column *column)
{
    static const struct { enum field made, of; } from[] = {
        {F_BASE, F_BASE_VALUE}, {F_TARGET, F_TARGET_VALUE}, {F_ACTUAL, F_VALUE}};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++)
        if (column->at == COLUMN_NONE && from[i].made == column->field)
            return from[i].of;
    return FIELD_COUNT;
}

static struct str raw_of(const struct view *view, const struct str *cells, const struct view_column *column)
{
    enum field field = source_of(column);
    if (column->at != COLUMN_NONE)
        return cells[column->at];
    if (field == F_VALUE && view_aim(view, cells) == AIM_TOTAL && table_has(view->table, F_CUMULATIVE))
        field = F_CUMULATIVE;
    return field == FIELD_COUNT ? (struct str){NULL, 0} : table_get(view->table, cells, field);
}

/* Words of letters in a format make other programs take the cell for a date. */
static bool may_surround(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.at[i] | 32) >= 'a' && (text.at[i] | 32) <= 'z')
            return false;
    return text.length <= 24 && str_find(text, STR("\"")) < 0 && str_find(text, STR("\\")) < 0;
}

/* Takes a shown text to pieces; the first row of digits that is not a period's is the number. */
static bool read_seen(struct str text, struct seen *seen)
{
    char digits[NUM_TEXT_MAX];
    size_t from = text.length, length = 0, to;
    for (to = text.length; to > 0 && !str_is_digit(text.at[to - 1]); to--)
        ;
    from = to;
    while (from > 0 && (str_is_digit(text.at[from - 1]) || text.at[from - 1] == '.' || text.at[from - 1] == ','))
        from--;
    if (from > 0 && text.at[from - 1] == '-')
        from--;
    *seen = (struct seen){.before = str_part(text, 0, from), .after = str_part(text, to, text.length)};
    for (size_t i = from; i < to; i++) {
        seen->grouped |= text.at[i] == ',';
        if (text.at[i] != ',' && length < sizeof digits)
            digits[length++] = text.at[i];
    }
    seen->percent = str_starts(seen->after, STR("%"));
    if (seen->percent)
        seen->after = str_part(seen->after, 1, seen->after.length);
    if (num_parse((struct str){digits, length}, &seen->value) != NUM_OK)
        return false;
    seen->places = seen->value.scale > 0 ? seen->value.scale : 0;
    return seen->places <= XLSX_PLACES && may_surround(seen->before) && may_surround(seen->after);
}

/* Is what is shown the number itself, rounded?  *value is then what goes into the cell. */
static bool is_rounded(const struct seen *seen, struct num number, struct num *value)
{
    struct num shifted = number, finer;
    int by = seen->percent ? 2 : 0;
    if (!num_shift(number, by, &shifted))
        return false;
    struct num rounded = num_round(shifted, seen->places, NUM_HALF_UP);
    if (num_compare(rounded, seen->value) != 0)
        return false;
    finer = num_round(shifted, seen->places + 1, NUM_HALF_UP);
    bool tie = num_compare(finer, shifted) == 0 && finer.scale == seen->places + 1 && finer.mantissa % 10 != 0 &&
               finer.mantissa % 5 == 0;
    *value = number;
    return !tie || num_shift(rounded, -by, value);
}

static struct str quoted(struct mem *mem, struct str text)
{
    return text.length ? mem_join(mem, STR("\""), text, STR("\"")) : text;
}

/* The code that shows a number in that way: "≥"0.0, #,##0, 0.0% */
static struct str code_of(struct mem *mem, const struct seen *seen, bool has_sign)
{
    static const char zeros[] = "00000000000000000000";
    struct str whole = seen->grouped ? STR("#,##0") : STR("0");
    struct str places = seen->places ? mem_format(mem, ".%.*s", seen->places, zeros) : (struct str){NULL, 0};
    struct str code = mem_join(mem, quoted(mem, seen->before), whole, places, seen->percent ? STR("%") : STR(""),
                               quoted(mem, seen->after));
    return has_sign ? mem_join(mem, STR("+"), code, STR(";-"), code, STR(";"), code) : code;
}

/* A gap in words is the signed number here: what is ahead and what behind can be added up. */
static struct str signed_text(const struct view *view, const struct str *cells, const struct view_column *column)
{
    struct str raw = cells[column->at];
    int places = column->form == FORM_GAP ? figure_places(table_get(view->table, cells, F_DECIMALS)) : FIGURE_OWN;
    const struct str nothing = STR("0");
    return figure_beside(view->mem, raw, places, view->thousands, &nothing, 1);
}

static bool begins_with_zero(struct str cell)
{
    return cell.length > 1 && cell.at[0] == '0' && str_is_digit(cell.at[1]);
}

size_t xlsx_lines(struct str text, size_t cells)
{
    size_t lines = 0, room = cells + cells / 20 + 1; /* the column is a little wider than its cells */
    struct str line;
    while (str_cut(&text, '\n', &line))
        lines += (str_width(line, 2) + room - 1) / room + (line.length == 0);
    return lines ? lines : 1;
}

static void put_text(struct xlsx_sheet *sheet, struct xlsx_column *to, uint32_t at, struct str text,
                     const struct style *style)
{
    size_t width = str_width(text, 2);
    to->width = width > to->width ? width : to->width;
    bool one = width <= to->widest && !memchr(text.at ? text.at : "", '\n', text.length);
    size_t lines = one ? 1 : xlsx_lines(text, to->widest);
    sheet->lines = lines > sheet->lines ? lines : sheet->lines;
    pane_text(sheet->pane, sheet->row, at, text, style);
}

/* A class has its mark before its word, and its color. */
static void put_class(struct xlsx_sheet *sheet, struct xlsx_column *to, uint32_t at, const struct shown *shown)
{
    const struct style_wish wish = {.look = LOOK_CELL, .color = shown->mark->color, .strong = true};
    struct str text = mem_join(sheet->mem, shown->mark->mark, STR(" "), shown->text);
    put_text(sheet, to, at, text, folio_style(sheet->folio, &wish));
}

static bool put_number(struct xlsx_sheet *sheet, struct xlsx_column *to, uint32_t at, struct str raw, struct str text,
                       bool has_sign)
{
    struct seen seen;
    struct num number, value;
    if (begins_with_zero(raw) || num_parse(raw, &number) != NUM_OK || !read_seen(text, &seen) ||
        !is_rounded(&seen, number, &value))
        return false;
    if (!folio_holds(value)) {
        sheet->long_figures++;
        return false;
    }
    bool plain = !seen.before.length && !seen.after.length && !seen.percent && !seen.grouped && !has_sign;
    const struct style *style = plain ? to->number[seen.places] : NULL;
    if (!style) {
        const struct style_wish wish = {.look = LOOK_CELL, .right = true, .code = code_of(sheet->mem, &seen, has_sign)};
        style = folio_style(sheet->folio, &wish);
    }
    if (plain)
        to->number[seen.places] = style;
    size_t width = str_width(text, 2) + has_sign;
    to->width = width > to->width ? width : to->width;
    pane_number(sheet->pane, sheet->row, at, value, style);
    return true;
}

void xlsx_cell(struct xlsx_sheet *sheet, size_t column, const struct str *cells)
{
    struct xlsx_column *to = &sheet->column[column];
    const struct view *view = sheet->part->view;
    const struct view_column *from = to->column;
    uint32_t at = (uint32_t)column;
    struct num number;
    struct str raw = raw_of(view, cells, from);
    bool gap = (from->form == FORM_GAP || from->form == FORM_CHANGE) && from->at != COLUMN_NONE;
    if (to->figures && figure_is_none(raw)) {
        sheet->no_figures++;
        pane_blank(sheet->pane, sheet->row, at, to->text);
        return;
    }
    struct shown shown = view_show(view, cells, from);
    if (shown.mark) {
        put_class(sheet, to, at, &shown);
        return;
    }
    struct str text = gap ? signed_text(view, cells, from)
                      : shown.before.length ? mem_join(sheet->mem, shown.before, shown.text) : shown.text;
    bool ratio = from->form == FORM_PERCENT || (from->form == FORM_ESTIMATE && view->usual.shares);
    if (to->figures && ratio && text.length && !str_ends(text, STR("%")))
        text = mem_join(sheet->mem, text, STR("%")); /* the cell holds the ratio, whatever the head says */
    if (to->figures && from->form == FORM_TEXT && num_parse(raw, &number) == NUM_OK && number.scale < 0)
        text = num_text(sheet->mem, number);         /* 1e5 */
    if (!to->figures || !put_number(sheet, to, at, raw, text, gap))
        put_text(sheet, to, at, text, to->text);
}
