/* column - see column.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/column.h"

static int by_name(const void *a, const void *b, void *names)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    int order = str_cmp(((const struct str *)names)[left], ((const struct str *)names)[right]);
    return order ? order : (left > right) - (left < right);
}

/* Sorted, so that a table of a million columns is not walked for each name. */
static void put_in_order(struct mem *mem, struct columns *columns)
{
    columns->order = mem_array(mem, columns->count, sizeof *columns->order);
    for (uint32_t i = 0; i < columns->count; i++)
        columns->order[i] = i;
    qsort_r(columns->order, columns->count, sizeof *columns->order, by_name, columns->name);
}

static _Noreturn void refuse_double(const struct columns *columns, uint32_t before, uint32_t after)
{
    struct place place = {.file = columns->file, .line = 1, .column = after + 1, .name = columns->name[after]};
    diag_fatal(DIAG_HEADER_DOUBLE, &place, "columns %u and %u are both called \"%.*s\"", before + 1, after + 1,
               STR_ARG(place.name));
}

static void refuse_faults(const struct columns *columns)
{
    struct place place = {.file = columns->file, .line = 1};
    for (uint32_t i = 0; i < columns->count; i++) {
        place.column = i + 1;
        if (!columns->name[i].length)
            diag_fatal(DIAG_HEADER_EMPTY, &place, "column %u has no name", i + 1);
    }
    for (uint32_t i = 1; i < columns->count; i++) {
        uint32_t before = columns->order[i - 1], after = columns->order[i];
        if (str_eq(columns->name[before], columns->name[after]))
            refuse_double(columns, before, after);
    }
}

struct columns column_labels(struct mem *mem, const struct reader *reader)
{
    const struct record *header = reader_header(reader);
    struct columns columns = {.mem = mem, .file = reader_place(reader, RECORD_WHOLE).file, .loose = true};
    if (!header)
        return columns;
    columns.name = mem_array(mem, header->count, sizeof *columns.name);
    columns.count = header->count;
    for (uint32_t i = 0; i < header->count; i++)
        columns.name[i] = mem_copy(mem, record_field(header, i));
    put_in_order(mem, &columns);
    return columns;
}

struct columns column_header(struct mem *mem, const struct reader *reader)
{
    struct columns columns = column_labels(mem, reader);
    refuse_faults(&columns);
    columns.loose = false;
    return columns;
}

struct columns column_names(struct mem *mem, const char *file, struct str *name, uint32_t count)
{
    struct columns columns = {.mem = mem, .file = file, .name = name, .count = count};
    put_in_order(mem, &columns);
    return columns;
}

uint32_t column_first(const struct columns *columns, struct str name, bool *alone)
{
    uint32_t low = 0, high = columns->count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (str_cmp(columns->name[columns->order[middle]], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < columns->count && str_eq(columns->name[columns->order[low]], name);
    if (alone)
        *alone = low + 1 >= columns->count || !str_eq(columns->name[columns->order[low + 1]], name);
    return found ? columns->order[low] : COLUMN_NONE;
}

uint32_t column_find(const struct columns *columns, struct str name)
{
    bool alone;
    uint32_t at = column_first(columns, name, &alone);
    if (at != COLUMN_NONE && !alone && columns->loose) {
        uint32_t second = at + 1;
        while (!str_eq(columns->name[second], name))
            second++;
        refuse_double(columns, at, second);
    }
    return at;
}

void column_missing(const struct columns *columns, struct str name, const char *why)
{
    struct place place = {.file = columns->file, .line = 1};
    bool whole = false;
    ptrdiff_t near = near_find(name, columns->name, columns->count);
    struct str astray = column_astray(columns, name, near >= 0, &whole);
    struct str hint = astray.length ? mem_format(columns->mem, "; %.*s", STR_ARG(astray))
                                    : near_hint(columns->mem, near < 0 ? STR("") : columns->name[near]);
    diag_report(DIAG_COLUMN, &place, "no column \"%.*s\" (%s)%.*s", STR_ARG(name), voice_text(why), STR_ARG(hint));
    if (whole)
        diag_stop();
}

uint32_t column_need(const struct columns *columns, struct str name, const char *why)
{
    uint32_t at = column_find(columns, name);
    if (at != COLUMN_NONE)
        return at;
    column_missing(columns, name, why);
    diag_stop();
}

/* ---- lists of names ---- */

/* What stands in the quotes at the front of the text, and where it goes on behind them; false when no
 * quote is closed before the end or one of `ends`. */
static bool take_quoted(struct mem *mem, struct str text, const char *ends, struct str *name, size_t *behind)
{
    if (!text.length || text.at[0] != '"')
        return false;
    char *copy = mem_take(mem, text.length);
    size_t at = 1, length = 0;
    for (; at < text.length; copy[length++] = text.at[at++])
        if (text.at[at] == '"' && (++at >= text.length || text.at[at] != '"')) {
            *name = (struct str){copy, length};
            *behind = at;
            return at == text.length || strchr(ends, text.at[at]);
        }
    return false;
}

struct str column_name(struct mem *mem, struct str *rest, const char *ends)
{
    struct str text = *rest, name;
    size_t length = 0;
    if (!take_quoted(mem, text, ends, &name, &length)) {
        while (length < text.length && !strchr(ends, text.at[length]))
            length++;
        name = str_part(text, 0, length);
    }
    *rest = length < text.length ? str_part(text, length, SIZE_MAX) : (struct str){NULL, 0};
    return name;
}

bool column_cut(struct mem *mem, struct str *list, struct str *name)
{
    if (!list->length)
        return false;
    *name = column_name(mem, list, ",");
    *list = str_part(*list, 1, SIZE_MAX);
    return true;
}

struct choice column_choose(struct mem *mem, const struct columns *columns, struct str list, const char *why)
{
    size_t room = 1;
    for (size_t i = 0; i < list.length; i++)
        room += list.at[i] == ',';
    struct choice choice = {mem_array(mem, room, sizeof *choice.at), 0};
    struct str name;
    while (column_cut(mem, &list, &name)) {
        uint32_t at = column_need(columns, name, why);
        for (uint32_t i = 0; i < choice.count; i++)
            if (choice.at[i] == at)
                diag_fatal(DIAG_USAGE, NULL, "%s names column \"%.*s\" twice", voice_text(why), STR_ARG(name));
        choice.at[choice.count++] = at;
    }
    return choice;
}
