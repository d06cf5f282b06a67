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

enum field field_find(struct str name)
{
    enum field field = 0;
    while (field < FIELD_COUNT && !str_eq(field_row[field].name, name))
        field++;
    return field;
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
    for (enum field field = 0; field < FIELD_COUNT; field++)
        table->at[field] = COLUMN_NONE;
    for (uint32_t i = 0; i < table->columns.count; i++) {
        enum field field = field_find(table->columns.name[i]);
        if (field < FIELD_COUNT)
            table->at[field] = i;
    }
    table->now = mem_array(mem, table->columns.count, sizeof *table->now);
    return table;
}

void table_keep(struct table *table)
{
    if (table->kept)
        return;
    size_t room = 0;
    const struct record *record;
    while ((record = reader_next(table->reader))) {
        table->row = mem_grow(table->mem, table->row, table->rows, &room, sizeof *table->row);
        struct str *cells = mem_array(table->mem, record->count, sizeof *cells);
        for (uint32_t i = 0; i < record->count; i++)
            cells[i] = mem_copy(table->mem, record_field(record, i));
        table->row[table->rows++] = cells;
    }
    table->kept = true;
    table_rewind(table);
}

const struct str *table_next(struct table *table)
{
    if (table->kept) {
        if (table->next == table->rows)
            return NULL;
        table->number = ++table->next;
        return table->row[table->next - 1];
    }
    const struct record *record = table->reader ? reader_next(table->reader) : NULL;
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
