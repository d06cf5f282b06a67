/* filled - see filled.h */
#include "base/diag.h"
#include "base/origin.h"
#include "base/str.h"
#include "book/filled.h"

/* A column of the form, from the second of its sheet on: the first has the numbers of the rows. */
struct asked {
    struct str name, head;
};

struct filled {
    struct page_how how;
    struct mem *mem;
    struct str version, schema, digest, sheet, example;
    struct asked *asked;
    size_t count, room;
    bool listing;             /* reading the hidden sheet: the columns have begun */
    const struct worksheet *worksheet;
    struct writer *writer;
    uint32_t head_row;        /* where it was; then where it is */
    bool begun;               /* the heads were found */
    uint32_t odd_column;      /* of the first head that is not as it was, 0: none was looked at */
    struct str odd;
};

static struct place place_of(const struct filled *filled, uint32_t column, uint32_t row)
{
    char cell[ORIGIN_CELL_MAX];
    const char *file = grid_file(filled->how.workbook, filled->worksheet);
    size_t length = origin_write(cell, column, row);
    return (struct place){.file = file,
                          .origin = mem_format(filled->mem, "%s!%.*s", file, (int)length, cell)};
}

/* ---- the hidden sheet ---- */

static struct str kept(const struct filled *filled, const struct str *field, uint32_t fields, uint32_t at)
{
    return at < fields ? mem_copy(filled->mem, field[at]) : (struct str){NULL, 0};
}

/* "head row" is a number of a few digits. */
static uint32_t row_of(struct str text)
{
    uint32_t row = 0;
    for (size_t i = 0; i < text.length && i < 7 && str_is_digit(text.at[i]); i++)
        row = row * 10 + (uint32_t)(text.at[i] - '0');
    return row;
}

static void take_hidden(void *state, uint32_t row, const struct str *field, uint32_t fields)
{
    struct filled *filled = state;
    struct str key = fields ? field[0] : (struct str){NULL, 0}, text = kept(filled, field, fields, 1);
    const struct { struct str key; struct str *into; } pairs[] = {
        {STR("steelyard form"), &filled->version}, {STR("schema"), &filled->schema}, {STR("sha256"), &filled->digest},
        {STR("sheet"), &filled->sheet}, {STR("example"), &filled->example}};
    (void)row;
    if (filled->listing && key.length) {
        filled->asked = mem_grow(filled->mem, filled->asked, filled->count, &filled->room, sizeof *filled->asked);
        filled->asked[filled->count++] = (struct asked){kept(filled, field, fields, 0), text};
        return;
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_eq(key, pairs[i].key))
            *pairs[i].into = text;
    if (str_eq(key, STR("head row")))
        filled->head_row = row_of(text);
    filled->listing |= str_eq(key, STR("name"));
}

/* The sheet of the form, or the only one that can be seen, should it have another name now. */
static const struct worksheet *find_sheet(const struct filled *filled)
{
    const struct workbook *workbook = filled->how.workbook;
    const struct worksheet *named = workbook_sheet(workbook, filled->sheet), *only = NULL;
    size_t seen = 0;
    for (uint32_t i = 0; i < workbook->sheets; i++)
        if (workbook->sheet[i].kind == SHEET_GRID && workbook->sheet[i].state == SHEET_VISIBLE) {
            only = &workbook->sheet[i];
            seen++;
        }
    return named && named->kind == SHEET_GRID ? named : seen == 1 ? only : NULL;
}

struct filled *filled_open(const struct page_how *how)
{
    const struct workbook *workbook = how->workbook;
    const struct place place = {.file = package_file(workbook->package)};
    const struct worksheet *hidden = workbook_sheet(workbook, STR("_form"));
    struct filled *filled = mem_take(workbook->mem, sizeof *filled);
    *filled = (struct filled){.how = *how, .mem = workbook->mem};
    if (!hidden || hidden->kind != SHEET_GRID)
        diag_fatal(DIAG_WORKBOOK, &place, "is no form: it has no sheet \"_form\", which render --form makes");
    filled->how.hidden = true;
    filled->how.take = take_hidden;
    filled->how.state = filled;
    page_write(&filled->how, hidden, extent_read(workbook, hidden), NULL);
    if (!str_eq(filled->version, STR("1")) || !filled->count || !filled->head_row)
        diag_fatal(DIAG_WORKBOOK, &place, "is a form that cannot be read: its sheet \"_form\" is not as render --form "
                   "makes it");
    filled->worksheet = find_sheet(filled);
    if (!filled->worksheet)
        diag_fatal(DIAG_WORKBOOK, &place, "is a form without its sheet \"%.*s\"", STR_ARG(filled->sheet));
    return filled;
}

struct str filled_digest(const struct filled *filled)
{
    return filled->digest;
}

struct str filled_schema(const struct filled *filled)
{
    return filled->schema;
}

/* ---- the rows ---- */

static struct str text_at(const struct str *field, uint32_t fields, size_t at)
{
    return at < fields ? field[at] : (struct str){NULL, 0};
}

/* Are all heads here?  Which is not, is kept for the row where they should be. */
static bool is_head(struct filled *filled, uint32_t row, const struct str *field, uint32_t fields)
{
    for (uint32_t i = 0; i < filled->count; i++) {
        struct str head = text_at(field, fields, i + 1);
        if (str_eq(str_trim(head), str_trim(filled->asked[i].head)))
            continue;
        if (row == filled->head_row) {
            filled->odd_column = i + 2;
            filled->odd = mem_copy(filled->mem, head);
        }
        return false;
    }
    return true;
}

static void write_row(struct filled *filled, uint32_t row, const struct str *field, uint32_t fields, bool head)
{
    char first[ORIGIN_CELL_MAX], last[ORIGIN_CELL_MAX];
    struct mem_mark mark = mem_mark(filled->mem);
    if (filled->how.origin) {
        size_t one = origin_write(first, 2, row), other = origin_write(last, (uint32_t)filled->count + 1, row);
        writer_field(filled->writer, mem_format(filled->mem, "%s!%.*s:%.*s",
                                                grid_file(filled->how.workbook, filled->worksheet), (int)one, first,
                                                (int)other, last));
    }
    for (uint32_t i = 0; i < filled->count; i++)
        writer_field(filled->writer, head ? filled->asked[i].name : text_at(field, fields, i + 1));
    writer_end(filled->writer);
    mem_rewind(filled->mem, mark);
}

static void tell_beside(const struct filled *filled, uint32_t row, const struct str *field, uint32_t fields)
{
    for (uint32_t i = (uint32_t)filled->count + 1; i < fields; i++) {
        struct place place = place_of(filled, i + 1, row);
        if (field[i].length)
            diag_report(DIAG_PASSED_OVER, &place, "\"%.*s\" stands beside the columns of the form, and is not read",
                        STR_ARG(field[i]));
    }
}

static void take_row(void *state, uint32_t row, const struct str *field, uint32_t fields)
{
    struct filled *filled = state;
    bool blank = true;
    if (!filled->begun) {
        filled->begun = is_head(filled, row, field, fields);
        if (filled->begun)
            write_row(filled, row, field, fields, true);
        return;
    }
    if (str_eq(text_at(field, fields, 0), filled->example))
        return;
    for (uint32_t i = 1; i <= filled->count; i++)
        blank &= text_at(field, fields, i).length == 0;
    if (!blank)
        write_row(filled, row, field, fields, false);
    tell_beside(filled, row, field, fields);
}

void filled_write(struct filled *filled, struct writer *writer)
{
    const struct workbook *workbook = filled->how.workbook;
    filled->writer = writer;
    filled->how.take = take_row;
    page_write(&filled->how, filled->worksheet, extent_read(workbook, filled->worksheet), NULL);
    uint32_t column = filled->odd_column ? filled->odd_column : 2;
    struct place place = place_of(filled, column, filled->head_row);
    if (!filled->begun)
        diag_fatal(DIAG_SHAPE, &place, "the head \"%.*s\" of the form is not here, but \"%.*s\": columns were moved or "
                   "renamed; the form must be as it was sent", STR_ARG(filled->asked[column - 2].head),
                   STR_ARG(filled->odd));
}
