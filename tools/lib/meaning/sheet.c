/* sheet - see sheet.h */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/text.h"
#include "meaning/sheet.h"

struct sheet {
    struct mem *mem;
    struct reader *reader;
    const struct sheet_form *form;
    struct columns columns;
    struct sheet_column *column; /* the form's, each with a name */
    uint32_t *at;             /* where each stands in the file, or COLUMN_NONE */
    struct str *last;         /* the text of each that was kept last */
    const struct record *record; /* the current row */
    uint64_t rows;            /* that were read */
    uint32_t mistakes, mistakes_before; /* in all; in the rows before the current one */
    struct group *seen;       /* keys asked about, each with its line; null: none yet */
};

/* ---- the header ---- */

/* Finds column `i`; false when it is needed and not there, which is told. */
static bool find(struct sheet *sheet, uint32_t i)
{
    struct sheet_column *column = &sheet->column[i];
    *column = sheet->form->column[i];
    if (!column->name && sheet->columns.count)
        column->name = sheet->columns.name[0].at;
    struct str name = str_of(column->name);
    sheet->at[i] = column_find(&sheet->columns, name);
    if (sheet->at[i] != COLUMN_NONE || column->need == SHEET_MAY)
        return true;
    column_missing(&sheet->columns, name, sheet->form->why);
    return false;
}

/* Does the form name column `at` of the file, or take any?  If not, that is told. */
static bool is_welcome(const struct sheet *sheet, uint32_t at)
{
    const struct place place = {.file = sheet->columns.file, .line = 1};
    for (uint32_t i = 0; i < sheet->form->columns; i++)
        if (sheet->at[i] == at)
            return true;
    if (sheet->form->stranger)
        diag_report(sheet->form->code, &place, sheet->form->stranger, STR_ARG(sheet->columns.name[at]));
    return !sheet->form->stranger;
}

/* A column that the form does not name, and nearly names. */
static void hold_near(const struct sheet *sheet)
{
    for (uint32_t i = 0; i < sheet->columns.count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < sheet->form->columns; k++)
            known |= sheet->at[k] == i;
        for (uint32_t k = 0; !known && k < sheet->form->columns; k++)
            if (sheet->at[k] == COLUMN_NONE)
                column_hold_near(&sheet->columns, i, 1, str_of(sheet->column[k].name), COLUMN_NEAR_SHORT);
    }
}

/* A table beside the input on its way through text: closed when it has been read to its end. */
struct beside {
    struct decoding *decoding; /* null from then on */
};

static size_t read_beside(void *state, char *into, size_t room)
{
    struct beside *beside = state;
    size_t length = beside->decoding ? text_read(beside->decoding, into, room) : 0;
    if (!length && beside->decoding) {
        text_close(beside->decoding);
        beside->decoding = NULL;
    }
    return length;
}

static struct reader *open_reader(struct mem *mem, const char *file, const struct reading *how, bool again)
{
    struct beside *beside = mem_take(mem, sizeof *beside);
    beside->decoding = text_open(mem, file, &(struct text_how){.beside = true, .quiet = again});
    return reader_open_source(mem, (struct source){read_beside, beside, file}, how);
}

struct reader *sheet_reader(struct mem *mem, const char *file, size_t block, bool again)
{
    return open_reader(mem, file, &(struct reading){.block = block, .beside = true}, again);
}

struct reader *sheet_reader_digest(struct mem *mem, const char *file, size_t block)
{
    return open_reader(mem, file, &(struct reading){.block = block, .beside = true, .digest = true}, false);
}

struct sheet *sheet_open(struct mem *mem, struct reader *reader, const struct sheet_form *form)
{
    struct sheet *sheet = mem_take(mem, sizeof *sheet);
    *sheet = (struct sheet){.mem = mem, .reader = reader, .form = form, .columns = column_header(mem, reader)};
    sheet->at = mem_array(mem, form->columns, sizeof *sheet->at);
    sheet->column = mem_array(mem, form->columns, sizeof *sheet->column);
    sheet->last = mem_array(mem, form->columns, sizeof *sheet->last);
    bool whole = true;
    for (uint32_t i = 0; i < form->columns; i++)
        whole &= find(sheet, i);
    for (uint32_t i = 0; i < sheet->columns.count; i++)
        whole &= is_welcome(sheet, i);
    if (!whole)
        diag_stop();
    hold_near(sheet);
    return sheet;
}

/* ---- telling ---- */

/* The column of a name in the file, or COLUMN_NONE. */
static uint32_t column_at(const struct sheet *sheet, const char *name)
{
    for (uint32_t i = 0; name && i < sheet->form->columns; i++)
        if (strcmp(sheet->column[i].name, name) == 0)
            return sheet->at[i];
    return name ? column_find(&sheet->columns, str_of(name)) : COLUMN_NONE;
}

bool sheet_has(const struct sheet *sheet, const char *name)
{
    return column_at(sheet, name) != COLUMN_NONE;
}

struct str sheet_other(const struct sheet *sheet, const char *name)
{
    uint32_t at = column_at(sheet, name);
    return at == COLUMN_NONE ? (struct str){NULL, 0} : record_field(sheet->record, at);
}

struct place sheet_place(const struct sheet *sheet, const char *name)
{
    uint32_t at = column_at(sheet, name);
    return reader_place(sheet->reader, at == COLUMN_NONE ? RECORD_WHOLE : at);
}

uint64_t sheet_line(const struct sheet *sheet)
{
    return sheet_place(sheet, NULL).line;
}

static void tell(struct sheet *sheet, const struct place *place, const char *format, va_list list)
{
    diag_report_list(sheet->form->code, place, format, list);
    sheet->mistakes++;
}

void sheet_wrong(struct sheet *sheet, const char *name, const char *format, ...)
{
    struct place place = sheet_place(sheet, name);
    va_list list;
    va_start(list, format);
    tell(sheet, &place, format, list);
    va_end(list);
}

void sheet_wrong_row(struct sheet *sheet, uint32_t row, uint64_t line, const char *format, ...)
{
    struct place place = {.file = sheet->columns.file, .line = line, .record = (uint64_t)row + 1};
    va_list list;
    va_start(list, format);
    tell(sheet, &place, format, list);
    va_end(list);
}

void sheet_wrong_table(struct sheet *sheet, const char *format, ...)
{
    struct place place = {.file = sheet->columns.file};
    va_list list;
    va_start(list, format);
    tell(sheet, &place, format, list);
    va_end(list);
}

void sheet_spoil(struct sheet *sheet)
{
    sheet->mistakes++;
}

/* ---- kinds ---- */

/* Plans, regions and periods are mostly those of the row before, and then share its text. */
void sheet_text(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct str *last = &sheet->last[column - sheet->column];
    if (!last->at || !str_eq(*last, text))
        *last = mem_copy(sheet->mem, text);
    *(struct str *)member = *last;
}

void sheet_trimmed(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    sheet_text(sheet, column, str_trim(text), member);
}

void sheet_bare(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    sheet_text(sheet, column, text_trim(text), member);
}

static bool parse(struct sheet *sheet, const struct sheet_column *column, struct str text, struct num *into)
{
    enum num_verdict verdict = num_parse(text, into);
    if (verdict != NUM_OK)
        sheet_wrong(sheet, column->name, "\"%.*s\" %s", STR_ARG(text), num_why(sheet->mem, verdict, text));
    return verdict == NUM_OK;
}

void sheet_number(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    parse(sheet, column, text, member);
}

void sheet_figure(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct figure *figure = member;
    if (text.length == 0)
        return;
    sheet_text(sheet, column, text, &figure->text);
    figure->known = parse(sheet, column, text, &figure->value);
}

void sheet_span(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct span *span = member;
    if (text.length == 0)
        return;
    sheet_text(sheet, column, text, &span->text);
    span->known = period_parse(text, &span->value);
    if (!span->known)
        sheet_wrong(sheet, column->name, "\"%.*s\" %s", STR_ARG(text), period_why(sheet->mem, text));
}

void sheet_whole(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    const struct sheet_range *range = column->about;
    int *into = member;
    struct num value;
    double whole = 0;
    if (text.length == 0 && range->empty <= range->most) {
        *into = range->empty;
        return;
    }
    if (num_parse(text, &value) == NUM_OK && value.scale <= 0 && num_to_double(value, &whole) &&
        whole >= range->least && whole <= range->most)
        *into = (int)whole;
    else
        sheet_wrong(sheet, column->name, range->wrong, STR_ARG(text));
}

int sheet_word_find(const struct sheet_words *words, struct str text)
{
    for (int i = 0; i < words->count; i++)
        if (str_eq(text, words->word[i]))
            return i;
    return -1;
}

/* "flwo" is none of stock, flow, ...; did you mean "flow"? */
void sheet_wrong_word(struct sheet *sheet, const char *name, struct str text, const struct sheet_words *words)
{
    struct str list = {NULL, 0};
    for (int i = 0; i < words->count; i++)
        if (words->word[i].length)
            list = mem_format(sheet->mem, "%.*s%s%.*s", STR_ARG(list), list.length ? voice_text(", ") : "",
                              STR_ARG(words->word[i]));
    sheet_wrong(sheet, name, "\"%.*s\" is none of %.*s%.*s", STR_ARG(text), STR_ARG(list),
                STR_ARG(nearest_hint(sheet->mem, text, words->word, (size_t)words->count)));
}

void sheet_word(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    int found = sheet_word_find(column->about, text);
    if (found < 0)
        sheet_wrong_word(sheet, column->name, text, column->about);
    else
        *(int *)member = found;
}

/* ---- rows ---- */

bool sheet_next(struct sheet *sheet, void *row)
{
    const struct sheet_form *form = sheet->form;
    const struct record *record = reader_next(sheet->reader);
    if (!record)
        return false;
    sheet->record = record;
    sheet->rows++;
    sheet->mistakes_before = sheet->mistakes;
    memset(row, 0, form->bytes);
    for (uint32_t i = 0; i < form->columns; i++) {
        const struct sheet_column *column = &sheet->column[i];
        struct str text = sheet->at[i] == COLUMN_NONE ? STR("") : record_field(record, sheet->at[i]);
        if (column->need == SHEET_FULL && text.length == 0)
            sheet_wrong(sheet, column->name, "column \"%s\" is empty", column->name);
        else
            column->kind(sheet, column, text, (char *)row + column->offset);
    }
    return true;
}

void sheet_close(struct sheet *sheet)
{
    struct place place = {.file = sheet->columns.file};
    group_close(sheet->seen);
    if (sheet->mistakes > 1)
        diag_fatal(sheet->form->code, &place,
                   voice_plural("%u mistake in this table, so nothing is computed with it",
                                "%u mistakes in this table, so nothing is computed with it", sheet->mistakes),
                   sheet->mistakes);
    if (sheet->mistakes)
        diag_stop();
    if (!sheet->rows && reader_header(sheet->reader))
        diag_report(DIAG_NO_RECORD, &place, "the header stands alone: there is no record below it");
    reader_close(sheet->reader);
}

/* ---- the current row, and those before it ---- */

struct mem *sheet_mem(const struct sheet *sheet)
{
    return sheet->mem;
}

const char *sheet_file(const struct sheet *sheet)
{
    return sheet->columns.file;
}

uint32_t sheet_mistakes(const struct sheet *sheet)
{
    return sheet->mistakes;
}

bool sheet_sound(const struct sheet *sheet)
{
    return sheet->mistakes == sheet->mistakes_before;
}

uint64_t sheet_before(struct sheet *sheet, uint64_t line, const struct str *key, uint32_t texts)
{
    if (!sheet->seen)
        sheet->seen = group_open(texts, sizeof(uint64_t));
    uint64_t *seen = group_at(sheet->seen, key), before = *seen;
    *seen = line;
    return before;
}
