/* cells - see cells.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "records/cells.h"

/* Rows and the texts of values are put into pieces of the arena of this size. */
enum { PIECE = 1 << 16 };

/* ---- a table ---- */

static struct cell_texts *open_texts(struct mem *mem);

struct cells *cells_open(struct mem *mem, const struct columns *columns)
{
    struct cells *cells = mem_take(mem, sizeof *cells);
    cells->mem = mem;
    cells->columns = columns;
    cells->slot = mem_array(mem, columns->count, sizeof *cells->slot);
    cells->texts = open_texts(mem);
    cells->texts->last = mem_array(mem, columns->count, sizeof *cells->texts->last);
    for (uint32_t i = 0; i < columns->count; i++)
        cells->slot[i] = COLUMN_NONE;
    for (uint32_t role = 0; role < CELL_ROLES; role++) {
        uint32_t column = cells->role[role] = column_find(columns, observed_row((enum observed)role)->name);
        cells->at[role] = COLUMN_NONE;
        if (column == COLUMN_NONE)
            continue;
        cells->slot[column] = cells->at[role] = role == OBSERVED_VALUE ? CELL_VALUE : cells->slots++;
    }
    return cells;
}

void cells_keep(struct cells *cells, uint32_t column)
{
    if (cells->slot[column] == COLUMN_NONE)
        cells->slot[column] = cells->slots++;
}

void cells_close(struct cells *cells)
{
    group_close(cells->texts->group);
    mem_release(cells->texts->text);
    mem_release(cells->texts->when);
    mem_release(cells->cell);
    mem_release(cells->run);
    mem_release(cells->origin);
}

/* Room for one more in an array outside the arena. */
static void *grown(void *array, size_t count, size_t *room, size_t bytes)
{
    if (count < *room)
        return array;
    *room = *room ? *room + *room / 2 : 64;
    return mem_resize(array, *room * bytes);
}

/* ---- texts ---- */

enum { LATELY = 1 << 13 };

static void add_text(struct cell_texts *texts, struct str text)
{
    if (texts->count == texts->room) {
        texts->room = texts->room ? texts->room + texts->room / 2 : 64;
        texts->text = mem_resize(texts->text, texts->room * sizeof *texts->text);
        texts->when = mem_resize(texts->when, texts->room * sizeof *texts->when);
    }
    texts->text[texts->count] = text;
    texts->when[texts->count++] = (struct cell_when){0};
}

static struct cell_texts *open_texts(struct mem *mem)
{
    struct cell_texts *texts = mem_take(mem, sizeof *texts);
    texts->group = group_open(1, 1);
    texts->lately = mem_array(mem, LATELY, sizeof *texts->lately);
    group_at(texts->group, &(struct str){NULL, 0});
    add_text(texts, (struct str){NULL, 0});
    return texts;
}

/* The number of a text, which is kept from now on; `same` is that which it is likely to have. */
static uint32_t number_of(struct cell_texts *texts, struct str text, uint32_t same)
{
    if (str_eq(texts->text[same], text))
        return same;
    void *state = group_at(texts->group, &text);
    uint32_t number = group_index(texts->group, state);
    if (number == texts->count)
        add_text(texts, group_key(texts->group, state, 0));
    return number;
}

bool cells_find(const struct cells *cells, struct str text, uint32_t *number)
{
    const struct cell_texts *texts = cells->texts;
    uint32_t *lately = &texts->lately[((uintptr_t)text.at >> 3) % LATELY];
    if (!str_eq(texts->text[*lately], text)) {
        const void *state = group_find(texts->group, &text);
        if (!state)
            return false;
        *lately = group_index(texts->group, state);
    }
    *number = *lately;
    return true;
}

uint32_t cell_value_number(const struct cell *cell)
{
    return number_of(cell->of->texts, cell_of(cell, OBSERVED_VALUE), 0);
}

/* The number of a period's canonical text, or of the text itself where it is none. */
static uint32_t period_number(struct cell_texts *texts, uint32_t number)
{
    if (texts->when[number].asked)
        return texts->when[number].canonical;
    struct cell_when when = {.asked = true, .canonical = number, .next = texts->when[number].next};
    when.dated = period_parse(texts->text[number], &when.period);
    if (when.dated) {
        char canonical[PERIOD_TEXT_MAX];
        struct str text = {canonical, period_write(canonical, when.period)};
        when.canonical = number_of(texts, text, number);
        texts->when[when.canonical] = when;
    }
    texts->when[number] = when;
    return when.canonical;
}

/* ---- rows ---- */

static struct str kept_value(struct cells *cells, struct str text)
{
    if (text.length > cells->text_left) {
        cells->text_left = text.length > PIECE ? text.length : PIECE;
        cells->text_room = mem_take(cells->mem, cells->text_left);
    }
    if (!text.length)
        return STR("");
    struct str kept = {cells->text_room, text.length};
    memcpy(cells->text_room, text.at, text.length);
    cells->text_room += text.length;
    cells->text_left -= text.length;
    return kept;
}

static struct cell *room_for_row(struct cells *cells)
{
    size_t bytes = sizeof(struct cell) + cells->slots * sizeof(uint32_t);
    bytes += -bytes % _Alignof(struct cell);
    if (cells->count == UINT32_MAX)
        diag_fatal(DIAG_SHAPE, NULL, "more than %u rows are too many for one table; --where leaves some out",
                   UINT32_MAX);
    if (bytes > cells->row_left) {
        cells->row_left = bytes > PIECE ? bytes : PIECE;
        cells->row_room = mem_take(cells->mem, cells->row_left);
    }
    struct cell *cell = (struct cell *)(void *)cells->row_room;
    cells->row_room += bytes;
    cells->row_left -= bytes;
    cells->cell = grown(cells->cell, cells->count, &cells->room, sizeof(struct cell *));
    cells->cell[cells->count++] = cell;
    cell->of = cells;
    cell->serial = (uint32_t)cells->count;
    return cell;
}

static void keep_origin(struct cells *cells, uint32_t serial, struct str origin)
{
    size_t had = cells->origins;
    while (cells->origins < serial)
        cells->origin = grown(cells->origin, cells->origins, &cells->origins, sizeof *cells->origin);
    if (cells->origins > had)
        memset(cells->origin + had, 0, (cells->origins - had) * sizeof *cells->origin);
    cells->origin[serial - 1] = mem_copy(cells->mem, origin);
}

/* Rows mostly stand one behind the other: then nothing is kept of where they stand. */
static void keep_place(struct cells *cells, uint32_t serial, const struct place *place, uint64_t ordinal)
{
    const struct cell_run *run = cells->runs ? &cells->run[cells->runs - 1] : NULL;
    uint64_t step = run ? serial - run->serial : 0;
    if (place->origin.length)
        keep_origin(cells, serial, place->origin);
    if (run && run->file == place->file && place->line - run->line == step && place->record - run->record == step &&
        ordinal == (run->ordinal ? run->ordinal + step : 0) && place->before == run->before)
        return;
    cells->run = grown(cells->run, cells->runs, &cells->run_room, sizeof *cells->run);
    cells->run[cells->runs++] =
        (struct cell_run){place->file, place->line, place->record, ordinal, place->before, serial};
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

void cell_set(struct cell *cell, struct str text, struct num value)
{
    cell->written = text.at;
    cell->length = (uint32_t)text.length;
    cell->mantissa = (int64_t)value.mantissa;
    cell->scale = (int16_t)value.scale;
    cell->wide = cell->mantissa != value.mantissa || cell->scale != value.scale;
}

struct num cell_wide_value(const struct cell *cell)
{
    struct num value = {0};
    num_parse(cell_of(cell, OBSERVED_VALUE), &value);
    return value;
}

/* The number that a row's text in a slot is likely to have: that of the row before, or of a period that of the one
 * which came after it last. */
static uint32_t likely(const struct cells *cells, uint32_t slot)
{
    const struct cell_texts *texts = cells->texts;
    return slot == cells->at[OBSERVED_PERIOD] ? texts->when[texts->last[slot]].next : texts->last[slot];
}

/* What the next row goes by; the period becomes the canonical one. */
static void follow(struct cells *cells, struct cell *cell)
{
    struct cell_texts *texts = cells->texts;
    uint32_t period = cells->at[OBSERVED_PERIOD];
    if (period != COLUMN_NONE) {
        texts->when[texts->last[period]].next = cell->number[period];
        texts->last[period] = cell->number[period];
        cell->number[period] = period_number(texts, cell->number[period]);
    }
    for (uint32_t i = 0; i < cells->slots; i++)
        if (i != period)
            texts->last[i] = cell->number[i];
}

struct cell *cells_add(struct cells *cells, const struct record *record, const struct reader *reader, uint64_t ordinal)
{
    struct place place = reader_place(reader, RECORD_WHOLE);
    struct cell *cell = room_for_row(cells);
    struct num value = {0};
    keep_place(cells, cell->serial, &place, ordinal);
    for (uint32_t i = 0; i < cells->columns->count && i < record->count; i++) {
        uint32_t slot = cells->slot[i];
        if (slot == CELL_VALUE)
            cell_set(cell, kept_value(cells, record_field(record, i)), value);
        else if (slot != COLUMN_NONE)
            cell->number[slot] = number_of(cells->texts, record_field(record, i), likely(cells, slot));
    }
    follow(cells, cell);
    cell->state = (uint8_t)state_of(cell, &value);
    cell_set(cell, cell_of(cell, OBSERVED_VALUE), value);
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

/* ---- a row is looked at ---- */

/* The run that it is of. */
static const struct cell_run *run_of(const struct cell *cell)
{
    size_t low = 0, high = cell->of->runs;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (cell->of->run[middle].serial <= cell->serial)
            low = middle;
        else
            high = middle;
    }
    return &cell->of->run[low];
}

struct place cell_place(const struct cell *cell)
{
    const struct cell_run *run = run_of(cell);
    uint32_t step = cell->serial - run->serial;
    struct place place = {.file = run->file, .line = run->line + step, .record = run->record + step,
                          .before = run->before};
    place.origin = cell->serial <= cell->of->origins ? cell->of->origin[cell->serial - 1] : (struct str){NULL, 0};
    return place;
}

uint64_t cell_ordinal(const struct cell *cell)
{
    const struct cell_run *run = run_of(cell);
    return run->ordinal ? run->ordinal + (cell->serial - run->serial) : 0;
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
