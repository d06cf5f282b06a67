/* table - rows from a reader, one at a time or all at once */

#include "view/table.h"

#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"

#define LITERAL(text) {"" text, sizeof text - 1}

const struct field_row field_row[FIELD_COUNT] = {
#define FIELD(id, name, form, numeric, head) [F_##id] = {LITERAL(name), FORM_##form, numeric, head},
#include "view/fields.def"
#undef FIELD
};

struct str field_head(enum field field)
{
    return str_of(voice_text_in(field_row[field].name.at, field_row[field].head));
}

/* Does the name say too little outside the kinds of tables that have the field as their own? */
static bool is_own_alone(enum field field)
{
    return field >= F_CLASS_IS && field <= F_COVERAGE_EQUAL;
}

enum field field_find(struct str name)
{
    for (enum field made = F_NUMBER; made < FIELD_COUNT; made++)
        if (str_eq(field_row[made].name, name))
            return made;
    enum field field = 0;
    while (field < F_NUMBER && (is_own_alone(field) || !str_eq(field_row[field].name, name)))
        field++;
    return field < F_NUMBER ? field : FIELD_COUNT;
}

/* Positions of the known columns. */
static void find_known(struct table *table)
{
    for (enum field field = 0; field < FIELD_COUNT; field++)
        table->at[field] = COLUMN_NONE;
    for (uint32_t i = 0; i < table->columns.count; i++)
        for (enum field field = 0; field < FIELD_COUNT; field++)
            if (str_eq(field_row[field].name, table->columns.name[i]))
                table->at[field] = i;
}

struct table *table_open(struct mem *mem, struct reader *reader, const char *file)
{
    struct table *table = mem_take(mem, sizeof *table);
    table->mem = mem;
    table->reader = reader;
    if (reader_header(reader)) {
        table->columns = column_header(mem, reader);
        aside_parted(&table->columns);
    } else {
        table->columns = (struct columns){.file = file};
    }
    find_known(table);
    table->now = mem_array(mem, (size_t)table->columns.count + 1, sizeof *table->now);
    return table;
}

/* ---- rows that are kept ---- */

/* The lengths of the cells, seven bits a byte from the lowest on and the last below 128; then the cells. */
struct packed_row {
    uint32_t file, line;
    unsigned char bytes[];
};

/* Cells of a row, and behind them where it stands: a length that is no text. */
struct opened {
    const struct packed_row *of;
    struct str *cells;
};

static size_t length_bytes(size_t length)
{
    size_t bytes = 1;
    while (length >= 128) {
        length /= 128;
        bytes++;
    }
    return bytes;
}

static const unsigned char *take_length(const unsigned char *at, size_t *length)
{
    unsigned shift = 0;
    *length = 0;
    while (*at >= 128) {
        *length |= (size_t)(*at++ & 127) << shift;
        shift += 7;
    }
    *length |= (size_t)*at++ << shift;
    return at;
}

static const struct packed_row *pack(struct mem *mem, const struct str *cells, uint32_t count, struct row_place place)
{
    size_t room = sizeof(struct packed_row);
    for (uint32_t i = 0; i < count; i++)
        room += length_bytes(cells[i].length) + cells[i].length;
    struct packed_row *row = mem_take(mem, room);
    row->file = (uint32_t)place.file;
    row->line = (uint32_t)place.line;
    unsigned char *at = row->bytes;
    for (uint32_t i = 0; i < count; i++) {
        size_t length = cells[i].length;
        for (; length >= 128; length /= 128)
            *at++ = (unsigned char)(length % 128 + 128);
        *at++ = (unsigned char)length;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (cells[i].length)
            memcpy(at, cells[i].at, cells[i].length);
        at += cells[i].length;
    }
    return row;
}

static struct str place_cell(struct row_place place)
{
    return (struct str){NULL, place.file << 32 | (place.line & UINT32_MAX)};
}

static void unpack(const struct packed_row *row, uint32_t count, struct str *cells)
{
    const unsigned char *at = row->bytes;
    for (uint32_t i = 0; i < count; i++)
        at = take_length(at, &cells[i].length);
    for (uint32_t i = 0; i < count; i++) {
        cells[i].at = cells[i].length ? (const char *)at : NULL;
        at += cells[i].length;
    }
    cells[count] = place_cell((struct row_place){row->file, row->line});
}

struct str table_cell_of(const struct packed_row *row, uint32_t count, uint32_t at)
{
    const unsigned char *byte = row->bytes;
    size_t before = 0, own = 0, length;
    for (uint32_t i = 0; i < count; i++) {
        byte = take_length(byte, &length);
        before += i < at ? length : 0;
        own = i == at ? length : own;
    }
    return own ? (struct str){(const char *)byte + before, own} : (struct str){NULL, 0};
}

struct str table_cell(const struct table *table, size_t i, uint32_t at)
{
    return table->made ? table->made[i][at] : table_cell_of(table->packed[i], table->columns.count, at);
}

const struct str *table_row(const struct table *table, size_t i)
{
    if (table->made)
        return table->made[i];
    struct opened *opened = &table->opened[i % TABLE_OPEN];
    if (opened->of != table->packed[i])
        unpack(table->packed[i], table->columns.count, opened->cells);
    opened->of = table->packed[i];
    return opened->cells;
}

const struct str *table_row_in(struct mem *mem, const struct table *table, size_t i)
{
    struct str *cells = mem_array(mem, (size_t)table->columns.count + 1, sizeof *cells);
    if (table->made)
        return table->made[i];
    unpack(table->packed[i], table->columns.count, cells);
    return cells;
}

/* Of the record fetched last; its file becomes known. */
static struct row_place place_of(struct table *table)
{
    struct place place = reader_place(table->reader, RECORD_WHOLE);
    if (table->files == 0 || strcmp(table->file[table->files - 1], place.file) != 0) {
        const char **file = mem_array(table->mem, table->files + 1, sizeof *file);
        if (table->files)
            memcpy(file, table->file, table->files * sizeof *file);
        file[table->files++] = place.file;
        table->file = file;
    }
    return (struct row_place){table->files - 1, place.line};
}

/* For the rows that are unpacked at a time. */
static void make_room(struct table *table)
{
    size_t open = table->rows < TABLE_OPEN ? table->rows : TABLE_OPEN, cells = (size_t)table->columns.count + 1;
    table->opened = mem_array(table->mem, open, sizeof *table->opened);
    for (size_t i = 0; i < open; i++)
        table->opened[i].cells = mem_array(table->mem, cells, sizeof *table->opened[i].cells);
}

static bool keep_next(struct table *table)
{
    const struct record *record = table->reader ? reader_next(table->reader) : NULL;
    if (record == NULL)
        return false;
    table->packed = mem_grow(table->mem, table->packed, table->rows, &table->room, sizeof *table->packed);
    for (uint32_t i = 0; i < record->count; i++)
        table->now[i] = record_field(record, i);
    table->packed[table->rows++] = pack(table->mem, table->now, record->count, place_of(table));
    return true;
}

void table_keep(struct table *table)
{
    if (table->kept)
        return;
    while (keep_next(table))
        ;
    make_room(table);
    table->kept = true;
    table_rewind(table);
}

bool table_look(struct table *table, size_t rows)
{
    while (!table->kept && table->rows < rows)
        if (!keep_next(table))
            table_keep(table);
    if (!table->kept)
        make_room(table);
    return table->kept;
}

const struct str *table_came(struct table *table, size_t i)
{
    if (table->made)
        return table->made[i];
    unpack(table->came ? table->came[i] : table->packed[i], table->columns.count, table->now);
    return table->now;
}

void table_edit(struct table *table, const bool *kept, void (*edit)(const struct table *table, struct str *cells))
{
    struct str *cells = mem_array(table->mem, (size_t)table->columns.count + 1, sizeof *cells);
    struct str *name = mem_array(table->mem, table->columns.count, sizeof *name);
    uint32_t count = 0;
    for (size_t row = 0; row < table->rows; row++) {
        unpack(table->packed[row], table->columns.count, cells);
        struct row_place place = table_place(table, cells);
        edit(table, cells);
        count = 0;
        for (uint32_t i = 0; i < table->columns.count; i++)
            if (kept[i])
                cells[count++] = cells[i];
        table->packed[row] = pack(table->mem, cells, count, place);
    }
    count = 0;
    for (uint32_t i = 0; i < table->columns.count; i++)
        if (kept[i])
            name[count++] = table->columns.name[i];
    table->columns = column_names(table->mem, table->columns.file, name, count);
    find_known(table);
    make_room(table);
}

void table_widen(struct table *table, const struct str *name, uint32_t count)
{
    uint32_t before = table->columns.count;
    struct str *cells = mem_array(table->mem, (size_t)before + count + 1, sizeof *cells);
    struct str *all = mem_array(table->mem, (size_t)before + count, sizeof *all);
    for (size_t row = 0; row < table->rows; row++) {
        unpack(table->packed[row], before, cells);
        struct row_place place = table_place(table, cells);
        memset(cells + before, 0, count * sizeof *cells);
        table->packed[row] = pack(table->mem, cells, before + count, place);
    }
    for (uint32_t i = 0; i < before + count; i++)
        all[i] = i < before ? table->columns.name[i] : name[i - before];
    table->columns = column_names(table->mem, table->columns.file, all, before + count);
    find_known(table);
    make_room(table);
}

struct table *table_bare(struct mem *mem, const char *file, const struct str *name, uint32_t count)
{
    struct table *table = mem_take(mem, sizeof *table);
    struct str *all = mem_array(mem, count, sizeof *all);
    memcpy(all, name, count * sizeof *all);
    *table = (struct table){.mem = mem, .columns = column_names(mem, file, all, count), .kept = true};
    table->now = mem_array(mem, (size_t)count + 1, sizeof *table->now);
    find_known(table);
    make_room(table);
    return table;
}

struct table *table_some(struct mem *mem, const struct table *table, const size_t *row, size_t rows)
{
    struct table *some = mem_take(mem, sizeof *some);
    *some = *table;
    some->mem = mem;
    some->rows = rows;
    if (table->made)
        some->made = mem_array(mem, rows, sizeof *some->made);
    else
        some->packed = mem_array(mem, rows, sizeof *some->packed);
    for (size_t i = 0; i < rows; i++) {
        if (table->made)
            some->made[i] = table->made[row[i]];
        else
            some->packed[i] = table->packed[row[i]];
    }
    make_room(some);
    table_rewind(some);
    return some;
}

struct row_place table_place(const struct table *table, const struct str *cells)
{
    if (table->made)
        return (struct row_place){0, 0};
    size_t both = cells[table->columns.count].length;
    return (struct row_place){both >> 32, both & UINT32_MAX};
}

/* ---- one after the other ---- */

const struct str *table_next(struct table *table)
{
    if (table->next < table->rows) {
        table->number = ++table->next;
        if (table->made)
            return table->made[table->next - 1];
        unpack(table->packed[table->next - 1], table->columns.count, table->now);
        return table->now;
    }
    const struct record *record = table->reader && !table->kept ? reader_next(table->reader) : NULL;
    if (record == NULL)
        return NULL;
    for (uint32_t i = 0; i < record->count; i++)
        table->now[i] = record_field(record, i);
    table->number++;
    return table->now;
}

void table_rewind(struct table *table)
{
    table->next = 0;
    table->number = 0;
}
