/* row - see row.h: how an observation is written */
#include "base/str.h"
#include "io/text.h"
#include "line/row_inside.h"

struct str row_cell(const struct row *r, uint32_t column)
{
    return column < r->record->count ? record_field(r->record, column) : STR("");
}

struct str row_filled(const struct row *r, uint32_t column)
{
    struct str cell = text_trim(row_cell(r, column));
    return r->by->fill && (!cell.length || fill_is_ditto(cell)) ? fill_cell(r->by->fill, column) : STR("");
}

/* Is the field what its cell says?  Then it is written as the bytes that came. */
static bool is_same(const struct row *r, enum role role)
{
    uint32_t at = r->table->at[role];
    return at < r->record->count && str_eq(row_cell(r, at), r->field[role]);
}

/* A tidy record whose every field stands as it came. */
static bool is_unchanged(const struct row *r)
{
    if (!r->table->tidy || r->by->fill || r->record->count != r->table->count)
        return false;
    for (int a = 0; a < ADDED_COUNT; a++)
        if (r->by->added[a])
            return false;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (!is_same(r, (enum role)role))
            return false;
    return true;
}

/* What --columns-like has found in the header of the observation. */
static struct str more_of(const struct row *r, uint32_t i)
{
    return r->column && r->column->more ? r->column->more[i] : STR("");
}

/* The row as texts, for another form than the tidy one. */
static void write_to_ends(const struct row *r)
{
    struct str *field = r->by->row;
    uint32_t count = 0;
    for (int role = 0; role < ROLE_COUNT; role++)
        field[count++] = r->field[role];
    for (int a = 0; a < ADDED_COUNT; a++)
        if (r->by->added[a])
            field[count++] = r->added[a];
    for (uint32_t i = 0; i < r->table->other.count; i++) {
        struct str above = row_filled(r, r->table->other.at[i]);
        field[count++] = above.length ? above : row_cell(r, r->table->other.at[i]);
    }
    for (uint32_t i = 0; i < r->table->mores; i++)
        field[count++] = more_of(r, i);
    ends_row(r->by->ends, field, r->table->file, r->line);
}

void row_observation(const struct row *r)
{
    struct writer *writer = r->by->writer;
    if (r->by->draft && r->by->shown++ >= LOOK_ROWS)
        return;
    if (r->by->ends) {
        write_to_ends(r);
        return;
    }
    if (is_unchanged(r)) {
        writer_record(writer, r->record);
        return;
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        if (is_same(r, (enum role)role))
            writer_same(writer, r->record, r->table->at[role]);
        else
            writer_field(writer, r->field[role]);
    for (int a = 0; a < ADDED_COUNT; a++)
        if (r->by->added[a])
            writer_field(writer, r->added[a]);
    for (uint32_t i = 0; i < r->table->other.count; i++) {
        uint32_t at = r->table->other.at[i];
        struct str above = row_filled(r, at);
        if (above.length)
            writer_field(writer, above);
        else if (at < r->record->count)
            writer_same(writer, r->record, at);
        else
            writer_field(writer, STR(""));
    }
    for (uint32_t i = 0; i < r->table->mores; i++)
        writer_field(writer, more_of(r, i));
    writer_end(writer);
}
