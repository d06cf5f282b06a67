/* page - see page.h */
#include "base/diag.h"
#include "base/origin.h"
#include "base/str.h"
#include "base/voice.h"
#include "book/page.h"

struct page {
    const struct page_how *how;
    const struct extent *extent;
    struct writer *writer;
    struct mem *mem;          /* for the sheet */
    struct mem *scratch;      /* for a row */
    const char *file;         /* FILE!SHEET */
    bool *left_out;           /* by column of the area: hidden, and not asked for */
    struct grid_area area;    /* with all its ends */
    uint32_t columns;         /* of the area */
    uint32_t width;           /* of the table */
    uint32_t next;            /* the row to come */
    struct str *field;        /* of the row that is put together, from the area's first column */
    struct ink shown;       /* of the cell */
    const struct mask *general;
    size_t next_area;         /* of the sorted ones, the first that has not begun */
    struct cover *cover;      /* areas that the row is in; room for all */
    size_t covers;
    uint64_t covered;         /* values underneath merged cells */
};

/* An area that is being gone through, and the text of its first cell. */
struct cover {
    struct grid_area area;
    struct str text;
};

/* ---- telling ---- */

static struct place place_of(const struct page *page, uint32_t column, uint32_t row)
{
    char text[ORIGIN_CELL_MAX];
    size_t length = origin_write(text, column, row);
    return (struct place){.file = page->file,
                          .origin = mem_format(page->scratch, "%s!%.*s", page->file, (int)length, text)};
}

static void tell(struct page *page, enum diag_code code, const struct grid_cell *cell, uint32_t row, struct str value,
                 const char *sentence)
{
    struct finding finding = {.code = code, .place = place_of(page, cell->column, row), .value = value};
    finding.message = say(page->scratch, sentence, value);
    diag_tell(&finding);
}

/* ---- one cell ---- */

static struct str flag_text(struct str text)
{
    return str_eq(text, STR("0")) || str_eq(text, STR("false")) ? STR("FALSE") : STR("TRUE");
}

/* A date in words of ISO 8601 is a number under a format, like any other. */
static bool number_of(const struct page *page, const struct grid_cell *cell, struct stored *value)
{
    if (cell->kind == GRID_DATE)
        return serial_of_text(cell->text, page->how->workbook->from_1904, value);
    return stored_parse(cell->text, value);
}

/* Where no format says how a date is shown it is meant as it stands, without a midnight that nobody wrote. */
static struct str plain_date(struct str text)
{
    ptrdiff_t time = str_find(text, STR("T00:00:00"));
    return time < 0 ? text : str_part(text, 0, (size_t)time);
}

static struct str number_text(struct page *page, const struct grid_cell *cell, uint32_t row)
{
    struct ink *shown = &page->shown;
    struct stored value;
    const struct mask *mask = styles_mask(page->how->styles, cell->format);
    if (page->how->as == SHOWN_STORED || !number_of(page, cell, &value)) {
        if (page->how->as != SHOWN_STORED)
            tell(page, DIAG_CELL, cell, row, cell->text, N_("\"{1}\" is stored as a number and is none"));
        return cell->text;
    }
    if (cell->kind == GRID_DATE && !mask && page->how->as == SHOWN_MEANT)
        return plain_date(cell->text);
    if (value.point > STORED_CLEAN)
        tell(page, DIAG_DIGITS, cell, row, cell->text,
             N_("{1} is a number of more than 15 digits, which is more than a spreadsheet keeps; if it is a code, the "
             "last "
             "digits may be lost (format the column as text there, and type it anew)"));
    /* Most numbers have no format, and few digits. */
    if (!mask && value.count <= STORED_CLEAN && page->how->as == SHOWN_MEANT && cell->kind == GRID_NUMBER &&
        !memchr(cell->text.at, 'E', cell->text.length) && !memchr(cell->text.at, 'e', cell->text.length))
        return cell->text;
    enum shown_fault fault = shown_number(shown, mask ? mask : page->general, value, page->how->as,
                                          page->how->workbook->from_1904);
    if (fault == SHOWN_NO_DAY)
        tell(page, DIAG_CELL, cell, row, cell->text,
             N_("{1} has the format of a date, and is no day of the calendar; it is given as a number"));
    if (fault == SHOWN_NOTHING)
        tell(page, DIAG_HIDDEN, cell, row, cell->text, N_("the format shows nothing of the value {1}, which is given"));
    return (struct str){shown->at, shown->length};
}

static struct str text_of_shared(struct page *page, const struct grid_cell *cell, uint32_t row)
{
    struct stored number;
    struct str text = {NULL, 0};
    bool found = stored_parse(cell->text, &number) && number.whole && !number.negative && number.point < 10 &&
                 shared_text_find(page->how->texts, (uint32_t)stored_double(&number), &text);
    if (!found)
        tell(page, DIAG_CELL, cell, row, cell->text, N_("the text number {1} is not in the workbook; the cell is left "
                                                     "blank"));
    return text;
}

/* Two spaces for each step. */
static struct str indented(struct page *page, const struct grid_cell *cell, struct str text)
{
    struct ink *shown = &page->shown;
    uint32_t steps = page->how->indents ? styles_indent(page->how->styles, cell->format) : 0;
    if (!steps || !text.length || text.length > SHOWN_MAX / 2)
        return text;
    struct str was = text.at == shown->at ? mem_copy(page->scratch, text) : text;
    shown->length = 0;
    while (steps--)
        shown_put(shown, STR("  "));
    shown_put(shown, was);
    return (struct str){shown->at, shown->length};
}

static struct str cell_text(struct page *page, const struct grid_cell *cell, uint32_t row)
{
    struct str text = cell->text;
    const struct mask *mask;
    switch (cell->kind) {
    case GRID_NUMBER:
    case GRID_DATE:
        return number_text(page, cell, row);
    case GRID_FLAG:
        return flag_text(text);
    case GRID_ERROR:
        tell(page, DIAG_CELL, cell, row, text, N_("the cell holds the error {1}"));
        return text;
    case GRID_LOST:
        tell(page, DIAG_CELL, cell, row, text,
             N_("the cell has a formula whose result is not stored, and is left blank; open the workbook in a "
             "spreadsheet program and save it"));
        return text;
    case GRID_BLANK:
        return (struct str){NULL, 0};
    case GRID_SHARED:
        text = text_of_shared(page, cell, row);
        break;
    case GRID_TEXT:
        break;
    }
    mask = page->how->as == SHOWN_STORED ? NULL : styles_mask(page->how->styles, cell->format);
    return indented(page, cell, mask ? shown_text(&page->shown, mask, text) : text);
}

/* ---- merged cells ---- */

static void take_covers(struct page *page, uint32_t row)
{
    const struct extent *extent = page->extent;
    size_t kept = 0;
    for (size_t i = 0; i < page->covers; i++)
        if (page->cover[i].area.last_row >= row)
            page->cover[kept++] = page->cover[i];
    page->covers = kept;
    for (; page->next_area < extent->areas && extent->merged[page->next_area].first_row <= row; page->next_area++)
        if (extent->merged[page->next_area].last_row >= row)
            page->cover[page->covers++] = (struct cover){extent->merged[page->next_area], {NULL, 0}};
}

/* Its first cell, which may stand outside the area that is written. */
static bool begins_cover(struct page *page, const struct grid_cell *cell, uint32_t row, struct cover **cover)
{
    for (size_t i = 0; i < page->covers; i++)
        if (page->cover[i].area.first_row == row && page->cover[i].area.first_column == cell->column) {
            *cover = &page->cover[i];
            return true;
        }
    return false;
}

/* What lies underneath goes; in its place comes the text of the first cell, or nothing. */
static void lay_cover(struct page *page, const struct cover *cover, uint32_t row)
{
    const struct grid_area *area = &cover->area;
    uint32_t from = area->first_column, to = area->last_column;
    bool first = area->first_row == row;
    from = from > page->area.first_column ? from : page->area.first_column;
    to = to < page->area.last_column ? to : page->area.last_column;
    for (uint32_t column = from; column <= to; column++) {
        struct str *field = &page->field[column - page->area.first_column];
        if (first && column == area->first_column)
            continue;
        page->covered += field->length > 0;
        *field = cover->text;
    }
}

/* ---- rows ---- */

static void write_origin(struct page *page, uint32_t row)
{
    char first[ORIGIN_CELL_MAX], last[ORIGIN_CELL_MAX];
    size_t one = origin_write(first, page->area.first_column, row);
    size_t other = origin_write(last, page->area.first_column + page->width - 1, row);
    writer_field(page->writer, mem_format(page->scratch, "%s!%.*s:%.*s", page->file, (int)one, first, (int)other,
                                          last));
}

static void write_row(struct page *page, uint32_t row)
{
    uint32_t written = 0;
    if (page->how->take) {
        page->how->take(page->how->state, row, page->field, page->columns);
        return;
    }
    if (page->how->origin)
        write_origin(page, row);
    for (uint32_t i = 0; i < page->columns; i++) {
        if (page->left_out[i] && !page->how->origin)
            continue;
        writer_field(page->writer, page->field[i]);
        written++;
    }
    for (; written < page->width; written++)
        writer_field(page->writer, (struct str){NULL, 0});
    writer_end(page->writer);
}

/* A text that is good until the row has been written. */
static struct str kept_text(const struct page *page, struct str text)
{
    return text.at == page->shown.at ? mem_copy(page->scratch, text) : text;
}

static void fill_fields(struct page *page, uint32_t row, const struct grid_row *given)
{
    bool outside = row < page->area.first_row;
    memset(page->field, 0, page->columns * sizeof *page->field);
    for (uint32_t i = 0; given && i < given->cells; i++) {
        const struct grid_cell *cell = &given->cell[i];
        uint32_t at = cell->column - page->area.first_column;
        bool wanted = !outside && cell->column >= page->area.first_column && at < page->columns && !page->left_out[at];
        struct cover *cover = NULL;
        bool begins = page->how->fill_merged && begins_cover(page, cell, row, &cover);
        if (!wanted && !begins)
            continue;
        struct str text = kept_text(page, cell_text(page, cell, row));
        if (wanted)
            page->field[at] = text;
        if (begins)
            cover->text = mem_copy(page->mem, text);
    }
}

/* A row that is not in the file is one of blank cells, and merged areas may lie on it. */
static void pass_row(struct page *page, uint32_t row, const struct grid_row *given)
{
    struct mem_mark mark = mem_mark(page->scratch);
    take_covers(page, row);
    fill_fields(page, row, given);
    for (size_t i = 0; i < page->covers; i++)
        lay_cover(page, &page->cover[i], row);
    if (row >= page->area.first_row && (page->how->hidden || !(given ? given->hidden : page->extent->others_hidden)))
        write_row(page, row);
    mem_rewind(page->scratch, mark);
}

static void on_row(void *state, const struct grid_row *row)
{
    struct page *page = state;
    for (; page->next < row->number && page->next <= page->area.last_row; page->next++)
        pass_row(page, page->next, NULL);
    if (row->number <= page->area.last_row)
        pass_row(page, row->number, row);
    page->next = row->number + 1;
}

/* ---- the sheet ---- */

/* The part that is asked for, as far as there are values. */
static struct grid_area area_of(const struct page_how *how, const struct extent *extent)
{
    struct grid_area area = how->area;
    area.first_row = area.first_row ? area.first_row : 1;
    area.first_column = area.first_column ? area.first_column : 1;
    if (!area.last_row || area.last_row > extent->rows)
        area.last_row = extent->rows;
    if (!area.last_column || area.last_column > extent->columns)
        area.last_column = extent->columns;
    return area;
}

uint32_t page_width(const struct page_how *how, const struct extent *extent)
{
    struct grid_area area = area_of(how, extent);
    uint32_t width = 0;
    for (uint32_t column = area.first_column; column <= area.last_column; column++)
        width += how->hidden || how->origin || !extent_hides_column(extent, column);
    return width > how->width ? width : how->width;
}

/* One value far away makes a table of blanks that no disk may hold. */
static void refuse_desert(const struct page *page)
{
    enum { LEAST = 50000000, SHARE = 1000 };
    struct place place = {.file = page->file};
    char text[ORIGIN_CELL_MAX];
    uint64_t all = (uint64_t)page->columns * (page->area.last_row - page->area.first_row + 1);
    if (all < LEAST || page->extent->cells > all / SHARE)
        return;
    size_t length = origin_write(text, page->area.last_column, page->area.last_row);
    diag_fatal(DIAG_WORKBOOK, &place, "the sheet goes as far as %.*s, and %llu of these %llu cells have a value; say "
                                      "which "
               "of them are meant (--range A1:H200)", (int)length, text, (unsigned long long)page->extent->cells,
               (unsigned long long)all);
}

static void tell_hidden(const struct page *page)
{
    const struct extent *extent = page->extent;
    struct place place = {.file = page->file};
    uint32_t columns = extent_count(&extent->hidden_columns, extent->columns);
    uint32_t rows = extent_count(&extent->hidden_rows, extent->rows);
    if (page->how->hidden)
        return;
    if (rows)
        diag_report(DIAG_HIDDEN, &place,
                    voice_plural("%lu row is hidden and left out: %.*s (--hidden takes it)",
                                 "%lu rows are hidden and left out: %.*s (--hidden takes them)", rows),
                    (unsigned long)rows, STR_ARG(extent_words(page->mem, &extent->hidden_rows, false)));
    if (columns)
        diag_report(DIAG_HIDDEN, &place,
                    voice_plural("%lu column is hidden and left out: %.*s (--hidden takes it)",
                                 "%lu columns are hidden and left out: %.*s (--hidden takes them)", columns),
                    (unsigned long)columns, STR_ARG(extent_words(page->mem, &extent->hidden_columns, true)));
}

static void tell_covered(const struct page *page)
{
    struct place place = {.file = page->file};
    if (page->covered)
        diag_report(DIAG_HIDDEN, &place,
                    voice_plural("%llu value lies underneath merged cells, where nobody sees it, and is left out",
                                 "%llu values lie underneath merged cells, where nobody sees them, and are left out",
                                 page->covered), (unsigned long long)page->covered);
}

void page_write(const struct page_how *how, const struct worksheet *sheet, const struct extent *extent,
                struct writer *writer)
{
    struct mem *mem = how->workbook->mem;
    struct page page = {.how = how, .extent = extent, .writer = writer, .mem = mem, .scratch = mem_open(), .next = 1,
                        .file = grid_file(how->workbook, sheet)};
    page.area = area_of(how, extent);
    if (page.area.last_column >= page.area.first_column && page.area.last_row >= page.area.first_row) {
        page.columns = page.area.last_column - page.area.first_column + 1;
        page.width = page_width(how, extent);
        refuse_desert(&page);
        page.general = mask_read(mem, STR("General"));
        page.field = mem_array(mem, page.columns, sizeof *page.field);
        page.left_out = mem_array(mem, page.columns, sizeof *page.left_out);
        for (uint32_t i = 0; i < page.columns; i++)
            page.left_out[i] = !how->hidden && extent_hides_column(extent, page.area.first_column + i);
        page.cover = mem_array(mem, extent->areas, sizeof *page.cover);
        grid_read(how->workbook, sheet, &(struct grid_ear){.row = on_row, .state = &page});
        tell_hidden(&page);
        tell_covered(&page);
    }
    mem_close(page.scratch);
}
