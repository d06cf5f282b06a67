/* lookup_spread - columns out of rows: a column for each text of one, with the cells of another */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "lookup_inside.h"
#include "sorting.h"

/* ---- what was asked ---- */

/* NAME holds {COLUMN} once, for the text; without NAME a column is called as the text. */
static void read_pattern(struct lookup *lookup, struct spread *spread, struct str name)
{
    struct str place = mem_join(lookup->mem, STR("{"), lookup->columns.name[spread->at], STR("}"));
    if (!name.length)
        name = place;
    ptrdiff_t at = str_find(name, place);
    if (at < 0)
        diag_fatal(DIAG_USAGE, NULL, "--spread: \"%.*s\" would be the name of all new columns: it lacks %.*s",
                   STR_ARG(name), STR_ARG(place));
    spread->before = str_part(name, 0, (size_t)at);
    spread->after = str_part(name, (size_t)at + place.length, SIZE_MAX);
}

static uint32_t *slot_at(struct lookup *lookup, struct spread *spread, struct str text)
{
    uint32_t *slot = group_at(spread->slot, &text);
    if (!*slot)
        *slot = ++lookup->slots;
    return slot;
}

static void read_spread(struct lookup *lookup, struct spread *spread, struct str text)
{
    struct str rest = text, name = column_name(lookup->mem, &rest, ":");
    if (rest.length < 2)
        diag_fatal(DIAG_USAGE, NULL, "--spread: \"%.*s\" is no COLUMN:VALUE or COLUMN:VALUE=NAME", STR_ARG(text));
    spread->at = column_need(&lookup->columns, name, "--spread");
    rest = str_part(rest, 1, SIZE_MAX);
    spread->value = column_need(&lookup->columns, column_name(lookup->mem, &rest, "="), "--spread");
    read_pattern(lookup, spread, str_part(rest, 1, SIZE_MAX));
    spread->slot = group_open(1, sizeof(uint32_t));
    struct str over = str_of(lookup->ask->over), word;
    while (column_cut(lookup->mem, &over, &word))
        slot_at(lookup, spread, word);
}

void lookup_spread_begin(struct lookup *lookup)
{
    lookup->spreads = lookup->ask->spread->count;
    lookup->spread = mem_array(lookup->mem, lookup->spreads, sizeof *lookup->spread);
    for (size_t i = 0; i < lookup->spreads; i++)
        read_spread(lookup, &lookup->spread[i], str_of(lookup->ask->spread->value[i]));
}

/* ---- the rows ---- */

static void add_cell(struct lookup *lookup, struct lookup_key *key, uint32_t slot, struct str text, uint64_t line)
{
    struct lookup_cell *cell = mem_take(lookup->mem, sizeof *cell);
    *cell = (struct lookup_cell){.line = line, .slot = slot, .text = mem_copy(lookup->mem, text)};
    if (key->cell)
        key->last_cell->next = cell;
    else
        key->cell = cell;
    key->last_cell = cell;
}

void lookup_spread_row(struct lookup *lookup, const struct record *record, struct lookup_key *key, uint64_t line)
{
    for (size_t i = 0; i < lookup->spreads; i++) {
        struct spread *spread = &lookup->spread[i];
        struct str text = record_field(record, spread->at);
        if (!text.length) {
            spread->blank_line = spread->blank++ ? spread->blank_line : line;
            continue;
        }
        const uint32_t *slot = lookup->ask->over ? group_find(spread->slot, &text) : slot_at(lookup, spread, text);
        if (slot)
            add_cell(lookup, key, *slot - 1, record_field(record, spread->value), line);
    }
}

/* ---- names and order of the columns ---- */

static void tell_blank(const struct lookup *lookup, const struct spread *spread)
{
    struct place place = {.file = lookup->ask->file, .line = spread->blank_line, .column = spread->at + 1};
    if (spread->blank)
        diag_report(DIAG_DROPPED, &place, "rows without \"%.*s\", whose \"%.*s\" is therefore in no column: %lu",
                    STR_ARG(lookup->columns.name[spread->at]), STR_ARG(lookup->columns.name[spread->value]),
                    (unsigned long)spread->blank);
}

void lookup_spread_end(struct lookup *lookup)
{
    uint32_t column = lookup->taken.count;
    lookup->column_of = mem_array(lookup->mem, lookup->slots, sizeof *lookup->column_of);
    lookup->spread_cell = mem_array(lookup->mem, lookup->slots, sizeof(struct lookup_cell *));
    lookup->spread_text = mem_array(lookup->mem, lookup->slots, sizeof *lookup->spread_text);
    for (size_t i = 0; i < lookup->spreads; i++) {
        const struct spread *spread = &lookup->spread[i];
        uint32_t count = 0;
        struct str *text = mem_array(lookup->mem, group_count(spread->slot), sizeof *text);
        struct group_walk walk = {0};
        while (group_next(spread->slot, &walk))
            text[count++] = group_key(spread->slot, walk.state, 0);
        if (!lookup->ask->over)
            sorting_texts(lookup->mem, text, count);
        for (uint32_t k = 0; k < count; k++) {
            const uint32_t *slot = group_find(spread->slot, &text[k]);
            lookup->column_of[*slot - 1] = column - lookup->taken.count;
            lookup->name[column++] = mem_join(lookup->mem, spread->before, text[k], spread->after);
        }
        tell_blank(lookup, spread);
        group_close(spread->slot);
    }
}
