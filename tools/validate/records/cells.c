/* cells - see cells.h */
#include "base/group.h"
#include "base/str.h"
#include "records/cells.h"

struct cells *cells_open(struct mem *mem, const struct columns *columns)
{
    struct cells *cells = mem_take(mem, sizeof *cells);
    cells->mem = mem;
    cells->columns = columns;
    cells->slot = mem_array(mem, columns->count, sizeof *cells->slot);
    for (uint32_t i = 0; i < columns->count; i++)
        cells->slot[i] = COLUMN_NONE;
    for (uint32_t role = 0; role < CELL_ROLES; role++) {
        cells->role[role] = column_find(columns, observed_row((enum observed)role)->name);
        if (cells->role[role] != COLUMN_NONE)
            cells->slot[cells->role[role]] = role;
    }
    cells->slots = CELL_ROLES;
    cells->texts = group_open(1, 1);
    return cells;
}

void cells_keep(struct cells *cells, uint32_t column)
{
    if (cells->slot[column] == COLUMN_NONE)
        cells->slot[column] = cells->slots++;
}

/* Codes come again and again and are kept once; values do not. */
static struct str kept(struct cells *cells, struct str text, bool value)
{
    if (value)
        return mem_copy(cells->mem, text);
    return text.length ? group_key(cells->texts, group_at(cells->texts, &text), 0) : (struct str){NULL, 0};
}

static enum cell_state state_of(const struct cell *cell, struct num *value)
{
    struct str text = cell_of(cell, OBSERVED_VALUE), status = cell_of(cell, OBSERVED_STATUS);
    if (str_eq(status, STR("M")))
        return CELL_NIL;
    if (!text.length || (status.length == 1 && strchr("OLNQ", *status.at)))
        return CELL_MISSING;
    if (num_parse(text, value) != NUM_OK)
        return CELL_UNREADABLE;
    return cell_of(cell, OBSERVED_QUALIFIER).length ? CELL_BOUND : CELL_GOOD;
}

struct cell *cells_add(struct cells *cells, const struct record *record, const struct reader *reader, uint64_t ordinal)
{
    struct place place = reader_place(reader, RECORD_WHOLE);
    struct cell *cell = mem_take(cells->mem, sizeof *cell);
    *cell = (struct cell){.text = mem_array(cells->mem, cells->slots, sizeof *cell->text), .file = place.file,
                          .line = place.line, .record = place.record, .before = place.before,
                          .serial = cells->count + 1, .ordinal = ordinal};
    if (place.origin.length)
        cell->origin = mem_copy(cells->mem, place.origin);
    for (uint32_t i = 0; i < cells->columns->count && i < record->count; i++)
        if (cells->slot[i] != COLUMN_NONE)
            cell->text[cells->slot[i]] = kept(cells, record_field(record, i), cells->slot[i] == OBSERVED_VALUE);
    char canonical[PERIOD_TEXT_MAX];
    cell->dated = period_parse(cell->text[OBSERVED_PERIOD], &cell->period);
    if (cell->dated)
        cell->text[OBSERVED_PERIOD] =
            kept(cells, (struct str){canonical, period_write(canonical, cell->period)}, false);
    cell->state = state_of(cell, &cell->value);
    cells->cell = mem_grow(cells->mem, cells->cell, cells->count, &cells->room, sizeof(struct cell *));
    cells->cell[cells->count++] = cell;
    return cell;
}

struct cells *cells_read(struct mem *mem, struct str name, struct reader *reader)
{
    struct columns *columns = mem_take(mem, sizeof *columns);
    *columns = column_header(mem, reader);
    struct cells *cells = cells_open(mem, columns);
    cells->name = name;
    for (uint32_t i = 0; i < columns->count; i++)
        cells_keep(cells, i);
    const struct record *record;
    while ((record = reader_next(reader)))
        cells_add(cells, record, reader, 0);
    reader_close(reader);
    return cells;
}

int cell_vintage(const struct cell *a, const struct cell *b)
{
    struct period of_a, of_b;
    if (str_eq(cell_of(a, OBSERVED_VINTAGE), cell_of(b, OBSERVED_VINTAGE)))
        return 0;
    if (period_parse(cell_of(a, OBSERVED_VINTAGE), &of_a) && period_parse(cell_of(b, OBSERVED_VINTAGE), &of_b))
        return period_compare(of_a, of_b);
    return a->serial > b->serial ? 1 : -1;
}

struct str cell_text(const struct cells *cells, const struct cell *cell, uint32_t column)
{
    return cell->text[cells->slot[column]];
}

void cells_close(struct cells *cells)
{
    group_close(cells->texts);
}
