/* grid - see grid.h */
#include "base/diag.h"
#include "base/origin.h"
#include "base/str.h"
#include "base/voice.h"
#include "book/grid.h"
#include "book/rich_text.h"

struct grid {
    const struct workbook *workbook;
    const struct worksheet *sheet;
    const struct grid_ear *ear;
    bool inside;              /* between <sheetData> and its end */
    struct grid_row row;      /* the last one begun */
    struct grid_cell *cell;   /* its cells; texts are offsets into `bytes` until the row ends */
    size_t cells_room;
    uint32_t column;          /* of the last cell */
    struct rich_text value;   /* of the cell that is open */
    char *bytes;
    size_t length, room;
    bool valued, inlined;     /* in <v>, in <is> */
    bool has_value;
};

static struct place place_of(const struct grid *grid, uint32_t column)
{
    struct place place = {.file = grid_file(grid->workbook, grid->sheet)};
    char text[ORIGIN_CELL_MAX];
    size_t length = origin_write(text, column ? column : 1, grid->row.number ? grid->row.number : 1);
    place.origin = mem_format(grid->workbook->mem, "%s!%.*s", place.file, (int)length, text);
    return place;
}

/* ---- references ---- */

/* Letters of a column at the front of *rest, 0 without any. */
static uint32_t take_column(struct str *rest)
{
    uint32_t column = 0;
    if (rest->length && rest->at[0] == '$')
        *rest = str_part(*rest, 1, rest->length);
    for (; rest->length && column <= GRID_COLUMNS; *rest = str_part(*rest, 1, rest->length)) {
        char c = rest->at[0] & ~0x20;
        if (c < 'A' || c > 'Z')
            break;
        column = column * 26 + (uint32_t)(c - 'A' + 1);
    }
    return column;
}

static uint32_t take_row(struct str *rest)
{
    uint32_t row = 0;
    if (rest->length && rest->at[0] == '$')
        *rest = str_part(*rest, 1, rest->length);
    for (; rest->length && str_is_digit(rest->at[0]) && row <= GRID_ROWS; *rest = str_part(*rest, 1, rest->length))
        row = row * 10 + (uint32_t)(rest->at[0] - '0');
    return row;
}

bool grid_area_parse(struct str text, struct grid_area *area)
{
    struct str rest = text;
    area->first_column = take_column(&rest);
    area->first_row = take_row(&rest);
    if (!area->first_column && !area->first_row)
        return false;
    area->last_column = area->first_column;
    area->last_row = area->first_row;
    if (rest.length && rest.at[0] == ':') {
        rest = str_part(rest, 1, rest.length);
        area->last_column = take_column(&rest);
        area->last_row = take_row(&rest);
    }
    return !rest.length && area->first_column <= GRID_COLUMNS && area->last_column <= GRID_COLUMNS &&
           area->first_row <= GRID_ROWS && area->last_row <= GRID_ROWS &&
           (!area->last_column || area->first_column <= area->last_column) &&
           (!area->last_row || area->first_row <= area->last_row);
}

/* ---- rows and cells ---- */

static _Noreturn void refuse(const struct grid *grid, uint32_t column, const char *what)
{
    struct place place = place_of(grid, column);
    diag_fatal(DIAG_WORKBOOK, &place, "%s", voice_text(what));
}

static void begin_row(struct grid *grid, const char *const *attribute)
{
    uint32_t number = markup_number(attribute, "r", grid->row.number + 1);
    bool flat = markup_flag(attribute, "customHeight") && markup_attribute(attribute, "ht") &&
                strcmp(markup_attribute(attribute, "ht"), "0") == 0;
    if (number <= grid->row.number)
        refuse(grid, 0, N_("the rows of the sheet are out of order behind this one; open it in the program that made "
                           "it, and save it anew"));
    if (number > GRID_ROWS)
        refuse(grid, 0, N_("the sheet goes on beyond row 1048576"));
    grid->row = (struct grid_row){.number = number, .hidden = markup_flag(attribute, "hidden") || flat};
    grid->column = 0;
    grid->length = 0;
}

static enum grid_kind kind_of(const char *type)
{
    static const struct {
        const char *type;
        enum grid_kind kind;
    } row[] = {{"n", GRID_NUMBER}, {"s", GRID_SHARED}, {"str", GRID_TEXT}, {"inlineStr", GRID_TEXT}, {"b", GRID_FLAG},
               {"e", GRID_ERROR}, {"d", GRID_DATE}};
    for (size_t i = 0; type && i < sizeof row / sizeof *row; i++)
        if (strcmp(row[i].type, type) == 0)
            return row[i].kind;
    return GRID_NUMBER;
}

static void begin_cell(struct grid *grid, const char *const *attribute)
{
    const char *where = NULL, *type = NULL;
    uint32_t column = grid->column + 1, format = 0;
    for (; *attribute; attribute += 2) {
        const char *name = attribute[0];
        if (name[0] && name[1])
            continue;
        if (name[0] == 'r')
            where = attribute[1];
        else if (name[0] == 't')
            type = attribute[1];
        else if (name[0] == 's')
            format = markup_number(attribute, "s", 0);
    }
    if (where) {
        struct str rest = str_of(where);
        column = take_column(&rest);
        if (!column || take_row(&rest) != grid->row.number || rest.length)
            refuse(grid, grid->column + 1, N_("a cell says that it stands elsewhere than in its row; open the "
                                              "workbook in the program that made it, and save it anew"));
    }
    if (column <= grid->column)
        refuse(grid, column, N_("the cell comes twice, or after one to its right; open the workbook in the program "
                                "that made it, and save it anew"));
    if (column > GRID_COLUMNS)
        refuse(grid, grid->column, N_("the sheet goes on beyond column XFD"));
    grid->column = column;
    grid->cell = mem_grow(grid->workbook->mem, grid->cell, grid->row.cells, &grid->cells_room, sizeof *grid->cell);
    grid->cell[grid->row.cells++] =
        (struct grid_cell){.column = column, .format = format, .kind = kind_of(type)};
    rich_text_begin(&grid->value);
    grid->has_value = false;
}

/* The text of a cell goes behind those of the row's others. */
static void end_cell(struct grid *grid)
{
    struct grid_cell *cell = &grid->cell[grid->row.cells - 1];
    if (!grid->has_value && !grid->value.length)
        cell->kind = cell->formula ? GRID_LOST : GRID_BLANK;
    if (cell->kind == GRID_NUMBER && !grid->value.length)
        cell->kind = cell->formula ? GRID_LOST : GRID_BLANK;
    cell->text = (struct str){(const char *)(uintptr_t)grid->length, grid->value.length};
    if (!grid->value.length)
        return;
    if (grid->length + grid->value.length > grid->room) {
        grid->room = 2 * grid->room + grid->value.length + 4096;
        grid->bytes = mem_resize(grid->bytes, grid->room);
    }
    memcpy(grid->bytes + grid->length, grid->value.at, grid->value.length);
    grid->length += grid->value.length;
}

static void end_row(struct grid *grid)
{
    grid->row.cell = grid->cell;
    for (uint32_t i = 0; i < grid->row.cells; i++)
        grid->cell[i].text.at = grid->cell[i].text.length ? grid->bytes + (uintptr_t)grid->cell[i].text.at : NULL;
    if (grid->ear->row)
        grid->ear->row(grid->ear->state, &grid->row);
    grid->row.cells = 0;
}

/* ---- events ---- */

static void start_in_row(struct grid *grid, const char *name, const char *const *attribute)
{
    if (grid->inlined) {
        rich_text_start(&grid->value, name, attribute);
    } else if (strcmp(name, "c") == 0) {
        begin_cell(grid, attribute);
    } else if (strcmp(name, "v") == 0) {
        grid->valued = grid->has_value = true;
        grid->value.inside = true;
    } else if (strcmp(name, "row") == 0) {
        begin_row(grid, attribute);
    } else if (strcmp(name, "f") == 0 && grid->row.cells) {
        grid->cell[grid->row.cells - 1].formula = true;
    } else if (strcmp(name, "is") == 0) {
        grid->inlined = grid->has_value = true;
    }
}

static void tell_columns(struct grid *grid, const char *const *attribute)
{
    uint32_t first = markup_number(attribute, "min", 0), last = markup_number(attribute, "max", first);
    const char *width = markup_attribute(attribute, "width");
    bool hidden = markup_flag(attribute, "hidden") || (width && strcmp(width, "0") == 0);
    last = last > GRID_COLUMNS ? GRID_COLUMNS : last;
    if (grid->ear->columns && first && first <= last)
        grid->ear->columns(grid->ear->state, first, last, hidden);
}

static void on_start(void *state, const char *name, const char *const *attribute)
{
    struct grid *grid = state;
    struct grid_area area;
    if (grid->inside) {
        start_in_row(grid, name, attribute);
    } else if (strcmp(name, "sheetData") == 0) {
        grid->inside = true;
    } else if (strcmp(name, "col") == 0) {
        tell_columns(grid, attribute);
    } else if (strcmp(name, "sheetFormatPr") == 0) {
        if (grid->ear->hidden_rows && markup_flag(attribute, "zeroHeight"))
            grid->ear->hidden_rows(grid->ear->state);
    } else if (strcmp(name, "mergeCell") == 0 && grid->ear->merged) {
        if (grid_area_parse(str_of(markup_attribute(attribute, "ref")), &area) && area.first_row && area.first_column &&
            area.last_row && area.last_column)
            grid->ear->merged(grid->ear->state, &area);
    }
}

static void on_text(void *state, const char *at, size_t length)
{
    struct grid *grid = state;
    if (!grid->valued && !grid->inlined)
        return;
    if (!rich_text_add(&grid->value, at, length))
        refuse(grid, grid->column, N_("the cell has more than 16 MiB of text, as no cell has"));
}

static void on_end(void *state, const char *name)
{
    struct grid *grid = state;
    if (!grid->inside)
        return;
    if (strcmp(name, "is") == 0) {
        grid->inlined = false;
    } else if (grid->inlined) {
        rich_text_end(&grid->value, name);
    } else if (strcmp(name, "c") == 0 && grid->row.cells) {
        end_cell(grid);
    } else if (strcmp(name, "v") == 0) {
        grid->valued = grid->value.inside = false;
        if (grid->value.length)
            grid->value.length = rich_text_decode(grid->value.at, grid->value.length);
    } else if (strcmp(name, "row") == 0) {
        end_row(grid);
    } else if (strcmp(name, "sheetData") == 0) {
        grid->inside = false;
    }
}

void grid_read(const struct workbook *workbook, const struct worksheet *sheet, const struct grid_ear *ear)
{
    struct grid grid = {.workbook = workbook, .sheet = sheet, .ear = ear};
    struct place place = {.file = package_file(workbook->package)};
    struct part *part = part_open(workbook->package, sheet->path);
    if (!part)
        diag_fatal(DIAG_WORKBOOK, &place, "the sheet \"%.*s\" is not in the file: it has no part %.*s",
                   STR_ARG(sheet->name), STR_ARG(sheet->path));
    markup_read(workbook->mem, part, &(struct markup_ear){on_start, on_end, on_text, &grid});
    mem_release(grid.bytes);
    rich_text_close(&grid.value);
}

const char *grid_file(const struct workbook *workbook, const struct worksheet *sheet)
{
    return mem_format(workbook->mem, "%s!%.*s", package_file(workbook->package), STR_ARG(sheet->name)).at;
}
