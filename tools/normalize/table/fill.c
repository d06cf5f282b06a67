/* fill - see fill.h */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "io/text.h"
#include "table/fill.h"

bool fill_is_ditto(struct str cell)
{
    static const char *const ditto[] = {"〃", "同上", "同前", "″", "〞", "”", "ditto"};
    for (size_t i = 0; i < sizeof ditto / sizeof *ditto; i++)
        if (str_eq(cell, str_of(ditto[i])))
            return true;
    return false;
}

/* A column, and what stood in it last. */
struct fill_column {
    uint32_t at;
    char *text;               /* a buffer of its own, since it outlives the line */
    size_t length, room;
};

struct fill {
    struct fill_column *column;
    size_t count;
};

struct fill *fill_open(struct mem *mem, const struct raw_table *table, struct str list)
{
    struct fill *fill = mem_take(mem, sizeof *fill);
    struct str name;
    size_t room = 0;
    while (column_cut(mem, &list, &name)) {
        uint32_t at = raw_table_column(mem, table, name);
        struct place place = {.file = table->file, .line = table->line};
        if (at == COLUMN_NONE)
            diag_fatal(DIAG_COLUMN, &place, "--fill-down: no column \"%.*s\" that may repeat what is above",
                       STR_ARG(name));
        fill->column = mem_grow(mem, fill->column, fill->count, &room, sizeof *fill->column);
        fill->column[fill->count++] = (struct fill_column){.at = at};
    }
    return fill;
}

void fill_close(struct fill *fill)
{
    for (size_t i = 0; fill && i < fill->count; i++)
        mem_release(fill->column[i].text);
}

static void keep(struct fill_column *column, struct str text)
{
    if (text.length > column->room)
        column->text = mem_resize(column->text, column->room = 2 * text.length);
    memcpy(column->text, text.at, text.length);
    column->length = text.length;
}

void fill_line(struct fill *fill, const struct record *record)
{
    bool anew = false;
    for (size_t i = 0; i < fill->count; i++) {
        struct fill_column *column = &fill->column[i];
        struct str cell = text_trim(column->at < record->count ? record_field(record, column->at) : STR(""));
        if (fill_is_ditto(cell))
            cell = STR("");
        if (anew)
            column->length = 0;
        anew = anew || (cell.length && !str_eq(cell, (struct str){column->text, column->length}));
        if (cell.length)
            keep(column, cell);
    }
}

struct str fill_cell(const struct fill *fill, uint32_t at)
{
    for (size_t i = 0; i < fill->count; i++)
        if (fill->column[i].at == at)
            return (struct str){fill->column[i].text, fill->column[i].length};
    return STR("");
}
