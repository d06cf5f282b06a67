/* observation_packed - rows kept packed, by number; see observation_inside.h */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "io/column.h"
#include "meaning/observation_inside.h"

/* What is said of a value in 32 bits: its scale, moved to be positive, its state, and whether it is kept as
 * text, since it is nothing that num_write writes, or has more digits than 64 bits hold. */
enum { SCALE_BITS = 10, SCALE_MOVED = 1 << (SCALE_BITS - 1), STATE_BITS = 3 };
#define AS_TEXT (1u << (SCALE_BITS + STATE_BITS))

/* A table in stretches begins its texts and keys anew when there are so many. */
enum { KEPT_ACROSS = 1 << 14 };

static const enum observed rare_column[RARE_COUNT] = {
    [RARE_UNIT] = OBSERVED_UNIT,       [RARE_STATUS] = OBSERVED_STATUS,   [RARE_QUALIFIER] = OBSERVED_QUALIFIER,
    [RARE_VINTAGE] = OBSERVED_VINTAGE, [RARE_CALIBER] = OBSERVED_CALIBER, [RARE_SOURCE] = OBSERVED_SOURCE,
    [RARE_NOTE] = OBSERVED_NOTE,       [RARE_VERIFIED] = OBSERVED_VERIFIED};

/* ---- arrays and texts ---- */

/* Room for one more in an array outside the arena. */
static void *grown(void *array, uint32_t count, uint32_t *room, size_t bytes)
{
    if (count < *room)
        return array;
    *room = *room ? *room + *room / 2 : 16;
    return mem_resize(array, *room * bytes);
}

static struct lexicon lexicon_open(void)
{
    struct lexicon lexicon = {.group = group_open(1, 1), .count = 1};
    group_at(lexicon.group, &(struct str){NULL, 0});
    lexicon.text = grown(NULL, 0, &lexicon.room, sizeof *lexicon.text);
    lexicon.text[0] = (struct str){NULL, 0};
    return lexicon;
}

static void lexicon_close(struct lexicon *lexicon)
{
    group_close(lexicon->group);
    mem_release(lexicon->text);
    *lexicon = (struct lexicon){0};
}

/* The number of a text; `same` is that which it is likely to have. */
static uint32_t lexicon_number(struct lexicon *lexicon, struct str text, uint32_t same)
{
    if (str_same(lexicon->text[same], text))
        return same;
    void *state = group_at(lexicon->group, &text);
    uint32_t number = group_index(lexicon->group, state);
    if (number < lexicon->count)
        return number;
    lexicon->text = grown(lexicon->text, lexicon->count, &lexicon->room, sizeof *lexicon->text);
    lexicon->text[lexicon->count++] = group_key(lexicon->group, state, 0);
    return number;
}

bool packed_period(struct observations *all, struct str text, uint32_t *number)
{
    struct period period;
    uint32_t last = all->count ? packed_row(all, all->count - 1)->period : 0;
    uint32_t before = all->periods.count, next = all->when[last].next;
    if (next && str_same(all->periods.text[next], text)) {
        *number = next;
        return true;
    }
    if (!group_find(all->periods.group, &text) &&
        !period_parse(text, &period))
        return false;
    *number = lexicon_number(&all->periods, text, next);
    if (*number == before) {
        all->when = grown(all->when, before, &all->when_room, sizeof *all->when);
        all->when[before] = (struct dated){period, 0};
    }
    all->when[last].next = *number;
    return *number != 0;
}

/* ---- the numbers of a part ---- */

/* Of each number in the part that in the whole, as far as it has been found. */
struct numbers {
    uint32_t *whole;
    uint32_t count, room;
};

struct joined {
    struct numbers text, period, lot;
};

static void add_number(struct numbers *numbers, uint32_t number)
{
    numbers->whole = grown(numbers->whole, numbers->count, &numbers->room, sizeof *numbers->whole);
    numbers->whole[numbers->count++] = number;
}

static void forget_numbers(struct joined *joined)
{
    if (joined)
        joined->text.count = joined->period.count = 0;
}

static void release_numbers(struct joined *joined)
{
    if (!joined)
        return;
    mem_release(joined->text.whole);
    mem_release(joined->period.whole);
    mem_release(joined->lot.whole);
}

/* ---- the table ---- */

static void open_texts(struct observations *all)
{
    all->texts = lexicon_open();
    all->periods = lexicon_open();
    all->when = grown(all->when, 0, &all->when_room, sizeof *all->when);
    all->when[0] = (struct dated){0};
    all->lots = group_open(1, sizeof(struct lot));
}

static void close_texts(struct observations *all)
{
    lexicon_close(&all->texts);
    lexicon_close(&all->periods);
    group_close(all->lots);
}

void packed_open(struct observations *all)
{
    for (int i = 0; i < RARE_COUNT; i++) {
        uint32_t at = all->at[rare_column[i]];
        all->rare[i] = at == COLUMN_NONE ? RARE_ABSENT : (uint8_t)all->row_texts;
        if (at != COLUMN_NONE)
            all->text_at[all->row_texts++] = at;
    }
    all->row_bytes = sizeof(struct packed_row) + all->row_texts * sizeof(uint32_t);
    all->parts = OBSERVED_OF_DIMENSION + all->how->dimensions;
    all->key = mem_array(all->mem, all->parts, sizeof *all->key);
    open_texts(all);
}

void packed_clear(struct observations *all)
{
    for (uint32_t i = 0; i < all->mets && !all->part; i++)
        *all->lot[all->met[i]] = (struct lot){0};
    all->count = all->runs = all->mets = 0;
    if (all->texts.count < KEPT_ACROSS && all->periods.count < KEPT_ACROSS && group_count(all->lots) < KEPT_ACROSS)
        return;
    memset(all->key, 0, all->parts * sizeof *all->key);
    forget_numbers(all->joined);
    close_texts(all);
    open_texts(all);
}

void packed_close(struct observations *all)
{
    for (uint32_t i = 0; i < all->blocks; i++)
        mem_release(all->block[i]);
    mem_release(all->block);
    mem_release(all->run);
    mem_release(all->when);
    mem_release(all->lot);
    mem_release(all->met);
    mem_release(all->lot_key);
    mem_release(all->order);
    release_numbers(all->joined);
    close_texts(all);
}

/* ---- a row comes ---- */

bool packed_goes_on(const struct observations *all, struct str region, struct str indicator)
{
    return all->mets && str_same(all->texts.text[all->key[OBSERVED_OF_INDICATOR]], indicator) &&
           str_same(all->texts.text[all->key[OBSERVED_OF_REGION]], region);
}

static struct str part_of(const struct observations *all, const struct record *record, uint32_t part)
{
    return record_field(record, part == OBSERVED_OF_REGION      ? all->at[OBSERVED_REGION]
                                : part == OBSERVED_OF_INDICATOR ? all->at[OBSERVED_INDICATOR]
                                                                : all->how->dimension[part - OBSERVED_OF_DIMENSION]);
}

/* The number of a series that gets another row; it is met with the first, in each stretch. */
static uint32_t meet_lot(struct observations *all, const uint32_t *key)
{
    uint32_t before = group_count(all->lots);
    struct lot *lot = group_at(all->lots, &(struct str){(const char *)key, all->parts * sizeof *key});
    uint32_t number = group_index(all->lots, lot);
    if (number == before) {
        all->lot = grown(all->lot, number, &all->lot_room, sizeof *all->lot);
        all->lot[number] = lot;
    }
    if (number == before || (all->again && lot->rows == 0)) {
        all->met = grown(all->met, all->mets, &all->met_room, sizeof *all->met);
        all->met[all->mets++] = number;
    }
    return number;
}

/* The number of a series in a part, which the whole will look up. */
static uint32_t note_lot(struct observations *all)
{
    for (uint32_t i = 0; i < all->parts; i++) {
        uint32_t at = all->mets * all->parts + i;
        all->lot_key = grown(all->lot_key, at, &all->lot_key_room, sizeof *all->lot_key);
        all->lot_key[at] = all->key[i];
    }
    return all->mets++;
}

/* The series of a record, added when it is new. */
static uint32_t lot_of(struct observations *all, const struct record *record)
{
    bool same = all->mets > 0;
    for (uint32_t i = 0; i < all->parts; i++) {
        uint32_t number = lexicon_number(&all->texts, part_of(all, record, i), all->key[i]);
        same &= number == all->key[i];
        all->key[i] = number;
    }
    if (same)
        return all->last;
    return all->last = all->part ? note_lot(all) : meet_lot(all, all->key);
}

/* The line of the row behind that of its run: a new one where file or step is another. */
static uint32_t line_of(struct observations *all, const struct place *place)
{
    struct run *run = all->runs ? &all->run[all->runs - 1] : NULL;
    if (run && run->file == place->file && place->line - run->line == place->record - run->record &&
        place->line - run->line <= UINT32_MAX)
        return (uint32_t)(place->line - run->line);
    all->run = grown(all->run, all->runs, &all->run_room, sizeof *all->run);
    all->run[all->runs++] = (struct run){place->file, place->line, place->record, all->count};
    return 0;
}

static struct packed_row *room_for_row(struct observations *all)
{
    if (all->count == UINT32_MAX)
        diag_fatal(DIAG_SHAPE, NULL, "more than %u rows are too many for one table; --where leaves some out",
                   UINT32_MAX);
    if (all->count / BLOCK_ROWS == all->blocks) {
        all->block = grown(all->block, all->blocks, &all->block_room, sizeof *all->block);
        all->block[all->blocks++] = mem_resize(NULL, BLOCK_ROWS * all->row_bytes);
    }
    return packed_row(all, all->count);
}

/* Its next row is of this period. */
static void join_lot(const struct observations *all, struct lot *lot, uint32_t number)
{
    struct period before = all->when[lot->latest].period, period = all->when[number].period;
    lot->uneven |= period.grain == PERIOD_DAY || (lot->rows && before.last >= period.last);
    lot->latest = number;
    lot->rows++;
}

void packed_add(struct observations *all, const struct record *record, const struct place *place,
                const struct taken *row)
{
    struct packed_row *into = room_for_row(all);
    uint32_t lot = lot_of(all, record);
    const struct packed_row *before = all->count ? packed_row(all, all->count - 1) : NULL;
    bool plain = row->value_text.length && row->state != OBSERVATION_UNREADABLE &&
                 row->value.mantissa == (int64_t)row->value.mantissa && num_is_written(row->value_text, row->value);
    uint64_t value = plain ? (uint64_t)row->value.mantissa : lexicon_number(&all->texts, row->value_text, 0);
    uint32_t about = plain ? (uint32_t)(row->value.scale + SCALE_MOVED) : AS_TEXT;
    *into = (struct packed_row){.low = (uint32_t)value, .high = (uint32_t)(value >> 32), .line = line_of(all, place),
                                .lot = lot, .period = row->period,
                                .about = about | (uint32_t)row->state << SCALE_BITS};
    if (!all->part)
        join_lot(all, all->lot[lot], row->period);
    for (uint32_t i = 0; i < all->row_texts; i++)
        into->text[i] = lexicon_number(&all->texts, record_field(record, all->text_at[i]),
                                       before ? before->text[i] : 0);
    all->count++;
}

/* ---- a part joins ---- */

/* Finds the whole's numbers of what came since the part joined last. */
static void find_numbers(struct observations *whole, const struct observations *part, struct joined *joined)
{
    while (joined->text.count < part->texts.count)
        add_number(&joined->text, lexicon_number(&whole->texts, part->texts.text[joined->text.count], 0));
    while (joined->period.count < part->periods.count) {
        uint32_t own = joined->period.count, before = whole->periods.count;
        uint32_t number = lexicon_number(&whole->periods, part->periods.text[own], 0);
        if (number == before) {
            whole->when = grown(whole->when, before, &whole->when_room, sizeof *whole->when);
            whole->when[before] = (struct dated){part->when[own].period, 0};
        }
        add_number(&joined->period, number);
    }
    for (joined->lot.count = 0; joined->lot.count < part->mets;) {
        const uint32_t *key = part->lot_key + (size_t)joined->lot.count * part->parts;
        for (uint32_t i = 0; i < whole->parts; i++)
            whole->key[i] = joined->text.whole[key[i]];
        add_number(&joined->lot, meet_lot(whole, whole->key));
    }
}

static void join_row(struct observations *whole, const struct packed_row *row, const struct joined *joined,
                     const struct place *place)
{
    struct packed_row *into = room_for_row(whole);
    uint64_t value = (uint64_t)row->high << 32 | row->low;
    if (row->about & AS_TEXT)
        value = joined->text.whole[value];
    uint32_t lot = joined->lot.whole[row->lot], period = joined->period.whole[row->period];
    *into = (struct packed_row){.low = (uint32_t)value, .high = (uint32_t)(value >> 32), .line = line_of(whole, place),
                                .lot = lot, .period = period, .about = row->about};
    for (uint32_t i = 0; i < whole->row_texts; i++)
        into->text[i] = joined->text.whole[row->text[i]];
    join_lot(whole, whole->lot[lot], period);
    whole->last = lot;
    whole->count++;
}

void packed_join(struct observations *whole, struct observations *part, const struct place *first)
{
    if (!part->joined)
        part->joined = mem_take(part->mem, sizeof *part->joined);
    find_numbers(whole, part, part->joined);
    for (uint32_t r = 0, row = 0; r < part->runs; r++) {
        const struct run *run = &part->run[r];
        uint32_t end = r + 1 < part->runs ? run[1].row : part->count;
        for (; row < end; row++) {
            const struct packed_row *from = packed_row(part, row);
            struct place place = {.file = first->file, .line = first->line + run->line + from->line - 1,
                                  .record = first->record + run->record + from->line - 1};
            join_row(whole, from, part->joined, &place);
        }
    }
    if (part->count)
        for (uint32_t i = 0; i < whole->parts; i++)
            whole->key[i] = packed_key(whole, whole->last, i);
}

/* ---- a row is looked at ---- */

bool packed_find_text(const struct observations *all, struct str text, uint32_t *number)
{
    const void *state = group_find(all->texts.group, &text);
    *number = state ? group_index(all->texts.group, state) : 0;
    return state != NULL;
}

uint32_t packed_key(const struct observations *all, uint32_t lot, uint32_t part)
{
    uint32_t number;
    memcpy(&number, group_key(all->lots, all->lot[lot], 0).at + part * sizeof number, sizeof number);
    return number;
}

static struct str key_text(const struct observations *all, uint32_t lot, uint32_t part)
{
    return all->texts.text[packed_key(all, lot, part)];
}

/* The run that a row is of. */
static const struct run *run_of(const struct observations *all, uint32_t row)
{
    uint32_t low = 0, high = all->runs;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (all->run[middle].row <= row)
            low = middle;
        else
            high = middle;
    }
    return &all->run[low];
}

struct num packed_value(const struct observations *all, uint32_t row)
{
    const struct packed_row *from = packed_row(all, row);
    int64_t value = (int64_t)((uint64_t)from->high << 32 | from->low);
    struct num read = {0};
    if (!(from->about & AS_TEXT))
        return (struct num){value, (int32_t)(from->about & ((1u << SCALE_BITS) - 1)) - SCALE_MOVED};
    num_parse(all->texts.text[value], &read);
    return read;
}

enum observation_state packed_state(const struct observations *all, uint32_t row)
{
    return packed_row(all, row)->about >> SCALE_BITS & ((1u << STATE_BITS) - 1);
}

static void unpack_value(struct mem *mem, const struct observations *all, uint32_t row, struct observation *into)
{
    const struct packed_row *from = packed_row(all, row);
    into->state = packed_state(all, row);
    into->value = packed_value(all, row);
    into->value_text = from->about & AS_TEXT ? all->texts.text[(uint64_t)from->high << 32 | from->low]
                                             : num_text(mem, into->value);
}

/* All but what the rows of a series share: region, indicator, dimensions. */
static void unpack_own(struct mem *mem, const struct observations *all, uint32_t row, struct observation *into)
{
    const struct run *run = run_of(all, row);
    const struct packed_row *from = packed_row(all, row);
    struct str *const text[RARE_COUNT] = {
        [RARE_UNIT] = &into->unit,       [RARE_STATUS] = &into->status_text, [RARE_QUALIFIER] = &into->qualifier,
        [RARE_VINTAGE] = &into->vintage, [RARE_CALIBER] = &into->caliber,    [RARE_SOURCE] = &into->source,
        [RARE_NOTE] = &into->note,       [RARE_VERIFIED] = &into->verified};
    for (int c = 0; c < RARE_COUNT; c++)
        if (all->rare[c] != RARE_ABSENT)
            *text[c] = all->texts.text[from->text[all->rare[c]]];
    into->period = all->when[from->period].period;
    into->period_text = all->periods.text[from->period];
    into->file = run->file;
    into->line = run->line + from->line;
    into->record = run->record + from->line;
    if (into->status_text.length)
        observation_read_status(into->status_text, &into->status);
    if (into->qualifier.length)
        observation_read_bound(into->qualifier, &into->bound);
    unpack_value(mem, all, row, into);
}

static void unpack_key(struct mem *mem, const struct observations *all, uint32_t lot, struct observation *into)
{
    into->region = key_text(all, lot, OBSERVED_OF_REGION);
    into->indicator = key_text(all, lot, OBSERVED_OF_INDICATOR);
    if (!all->how->dimensions)
        return;
    struct str *dimension = mem_array(mem, all->how->dimensions, sizeof *dimension);
    for (uint32_t i = 0; i < all->how->dimensions; i++)
        dimension[i] = key_text(all, lot, OBSERVED_OF_DIMENSION + i);
    into->dimension = dimension;
}

struct series packed_unpack(struct mem *mem, const struct observations *all, const uint32_t *row, uint32_t count)
{
    struct observation *into = mem_array(mem, count, sizeof *into);
    if (count)
        unpack_key(mem, all, packed_row(all, row[0])->lot, &into[0]);
    for (uint32_t i = 0; i < count; i++) {
        into[i].region = into[0].region;
        into[i].indicator = into[0].indicator;
        into[i].dimension = into[0].dimension;
        unpack_own(mem, all, row[i], &into[i]);
    }
    return (struct series){into, count};
}

struct observation *packed_unpack_each(struct mem *mem, const struct observations *all, const uint32_t *row,
                                       uint32_t count)
{
    enum { AHEAD = 16 };
    struct observation *into = mem_array(mem, count, sizeof *into);
    for (uint32_t i = 0; i < count; i++) {
        if (i + AHEAD < count)
            packed_prefetch(all, row[i + AHEAD]);
        unpack_key(mem, all, packed_row(all, row[i])->lot, &into[i]);
        unpack_own(mem, all, row[i], &into[i]);
    }
    return into;
}

void packed_set_period(struct observations *all, uint32_t row, struct period period)
{
    uint32_t *number = &packed_row(all, row)->period, before = all->periods.count;
    struct str text = all->periods.text[*number];
    struct mem_mark mark = mem_mark(all->mem);
    /* No text of a period has such an end, so this is another entry. */
    struct str key = mem_format(all->mem, "%.*s=%d", STR_ARG(text), (int)period.grain);
    *number = lexicon_number(&all->periods, key, 0);
    mem_rewind(all->mem, mark);
    if (*number < before)
        return;
    all->when = grown(all->when, before, &all->when_room, sizeof *all->when);
    all->when[before] = (struct dated){period, 0};
    all->periods.text[before] = text;
}

void packed_set_state(struct observations *all, uint32_t row, enum observation_state state)
{
    uint32_t *about = &packed_row(all, row)->about;
    *about = (*about & ~(((1u << STATE_BITS) - 1) << SCALE_BITS)) | (uint32_t)state << SCALE_BITS;
}
