/* sheaf - see sheaf.h */
#include "object/sheaf.h"
#include "base/str.h"
#include "frame/aside.h"

const struct str *sheaf_keep(struct mem *mem, const struct record *record)
{
    struct str *cell = mem_array(mem, record->count, sizeof *cell);
    size_t bytes = 0;
    for (uint32_t i = 0; i < record->count; i++)
        bytes += record_field(record, i).length;
    char *to = mem_take(mem, bytes + STR_ROOM);
    to += STR_ROOM;
    for (uint32_t i = 0; i < record->count; i++) {
        struct str text = record_field(record, i);
        cell[i] = (struct str){to, text.length};
        if (text.length)
            memcpy(to, text.at, text.length);
        to += text.length;
    }
    return cell;
}

struct sheaf *sheaf_load(struct mem *mem, struct reader *reader, const char *needed, const char *known,
                         const char *why)
{
    struct sheaf *rows = mem_take(mem, sizeof *rows);
    rows->columns = column_header(mem, reader);
    struct str rest = str_of(needed), name;
    while (str_cut(&rest, ',', &name))
        column_need(&rows->columns, name, why);
    if (known)
        aside_near(&rows->columns, 1, known);
    const struct record *record;
    size_t room = 0, line_room = 0;
    while ((record = reader_next(reader))) {
        rows->cell = mem_grow(mem, (void *)rows->cell, rows->count, &room, sizeof *rows->cell);
        rows->line = mem_grow(mem, rows->line, rows->count, &line_room, sizeof *rows->line);
        rows->cell[rows->count] = sheaf_keep(mem, record);
        rows->line[rows->count++] = reader_place(reader, RECORD_WHOLE).line;
    }
    if (reader_is_bare(reader))
        aside_bare(rows->columns.file);
    reader_close(reader);
    return rows;
}

struct str sheaf_field(const struct sheaf *rows, uint32_t row, const char *column)
{
    uint32_t at = column_find(&rows->columns, str_of(column));
    return at == COLUMN_NONE ? (struct str){NULL, 0} : str_trim(rows->cell[row][at]);
}

struct place sheaf_place(const struct sheaf *rows, uint32_t row, const char *column)
{
    struct place place = {.file = rows->columns.file, .line = rows->line[row]};
    uint32_t at = column ? column_find(&rows->columns, str_of(column)) : COLUMN_NONE;
    if (at != COLUMN_NONE) {
        place.column = at + 1;
        place.name = rows->columns.name[at];
    }
    return place;
}

/* ---- what comes along ---- */

static bool is_among(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

struct along sheaf_along(struct mem *mem, const struct sheaf *rows, const struct str *own, size_t owns)
{
    uint32_t *at = mem_array(mem, (size_t)rows->columns.count + 1, sizeof *at);
    struct along along = {at, 0};
    for (uint32_t i = 0; i < rows->columns.count; i++)
        if (!is_among(own, owns, rows->columns.name[i]))
            at[along.count++] = i;
    return along;
}

void sheaf_along_head(const struct sheaf *rows, struct along along, struct writer *writer)
{
    for (uint32_t i = 0; i < along.count; i++)
        writer_field(writer, rows->columns.name[along.at[i]]);
}

void sheaf_along_cells(const struct sheaf *rows, uint32_t row, struct along along, struct writer *writer)
{
    for (uint32_t i = 0; i < along.count; i++)
        writer_field(writer, rows->cell[row][along.at[i]]);
}
