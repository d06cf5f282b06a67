/* panel - see panel.h */
#include <stdlib.h>

#include "base/group.h"
#include "base/str.h"
#include "series/panel.h"

struct panel {
    struct mem *mem;
    struct strand *came;      /* those of the observations, by number; without rows until they are found */
    struct mem *rows;         /* of the strands that came and were found */
    struct mem_mark rows_begin;
    struct strand **found;    /* these */
    size_t founds, found_room;
    const struct observations *observations;
    uint32_t dimensions;
    struct group *added;      /* key: region, dimensions, indicator */
    struct group *codes;      /* key: indicator */
    struct str **subject;     /* found when they are asked for */
    size_t subjects, room;
    bool has_subjects;
    struct str *key;          /* room for a key, and for its numbers */
    uint32_t *numbers;
    struct str *code;
    size_t code_count, code_room;
};

static struct str *key_of(const struct panel *panel, struct str region, const struct str *dimension,
                          struct str indicator)
{
    panel->key[0] = region;
    for (uint32_t i = 0; i < panel->dimensions; i++)
        panel->key[1 + i] = dimension[i];
    panel->key[1 + panel->dimensions] = indicator;
    return panel->key;
}

/* The key of the i-th series of the observations. */
static struct str *key_of_series(const struct panel *panel, uint32_t i)
{
    panel->key[0] = observation_key(panel->observations, i, OBSERVED_OF_REGION);
    for (uint32_t k = 0; k < panel->dimensions; k++)
        panel->key[1 + k] = observation_key(panel->observations, i, OBSERVED_OF_DIMENSION + k);
    panel->key[1 + panel->dimensions] = observation_key(panel->observations, i, OBSERVED_OF_INDICATOR);
    return panel->key;
}

static bool same_subject(const struct panel *panel, const struct str *subject, const struct str *key)
{
    for (uint32_t i = 0; i <= panel->dimensions; i++)
        if (!str_eq(subject[i], key[i]))
            return false;
    return true;
}

static void note_subject(struct panel *panel, const struct str *key)
{
    struct str *subject = mem_array(panel->mem, 1 + panel->dimensions, sizeof *subject);
    for (uint32_t i = 0; i <= panel->dimensions; i++)
        subject[i] = key[i];
    panel->subject = mem_grow(panel->mem, panel->subject, panel->subjects, &panel->room, sizeof *panel->subject);
    panel->subject[panel->subjects++] = subject;
}

static int by_subject(const void *left, const void *right, void *dimensions)
{
    const struct str *a = *(struct str *const *)left, *b = *(struct str *const *)right;
    int order = 0;
    for (uint32_t i = 0; i <= *(const uint32_t *)dimensions && !order; i++)
        order = str_cmp(a[i], b[i]);
    return order;
}

/* The subjects of all series, each once. */
static void find_subjects(struct panel *panel)
{
    const struct observations *observations = panel->observations;
    struct group *seen = group_open(1 + panel->dimensions, 1);
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        const struct str *key = key_of_series(panel, i);
        uint32_t before = group_count(seen);
        if (panel->subjects && same_subject(panel, panel->subject[panel->subjects - 1], key))
            continue;
        group_at(seen, key);
        if (group_count(seen) > before)
            note_subject(panel, key);
    }
    group_close(seen);
    panel->has_subjects = true;
    if (panel->subjects)
        qsort_r(panel->subject, panel->subjects, sizeof *panel->subject, by_subject, &panel->dimensions);
}

static void note_code(struct panel *panel, struct str code)
{
    uint32_t before = group_count(panel->codes);
    group_at(panel->codes, &code);
    if (group_count(panel->codes) == before)
        return;
    panel->code = mem_grow(panel->mem, panel->code, panel->code_count, &panel->code_room, sizeof *panel->code);
    panel->code[panel->code_count++] = code;
}

struct panel *panel_open(struct mem *mem, const struct observations *observations, uint32_t dimensions)
{
    struct panel *panel = mem_take(mem, sizeof *panel);
    panel->mem = mem;
    panel->rows = mem_open();
    panel->rows_begin = mem_mark(panel->rows);
    panel->observations = observations;
    panel->dimensions = dimensions;
    panel->added = group_open(dimensions + 2, sizeof(struct strand));
    panel->codes = group_open(1, 1);
    panel->key = mem_array(mem, dimensions + 2, sizeof *panel->key);
    panel->numbers = mem_array(mem, dimensions + 2, sizeof *panel->numbers);
    panel->came = mem_array(mem, observation_series_count(observations), sizeof *panel->came);
    for (uint32_t i = 0; i < observation_series_count(observations); i++)
        note_code(panel, observation_key(observations, i, OBSERVED_OF_INDICATOR));
    return panel;
}

void panel_close(struct panel *panel)
{
    group_close(panel->added);
    group_close(panel->codes);
    mem_close(panel->rows);
}

void panel_rest(struct panel *panel)
{
    for (size_t i = 0; i < panel->founds; i++)
        panel->found[i]->series = (struct series){0};
    panel->found = NULL;
    panel->founds = panel->found_room = 0;
    mem_rewind(panel->rows, panel->rows_begin);
}

static bool has_break(struct series series)
{
    for (uint32_t i = 0; i < series.count; i++)
        if (series.row[i].status == STATUS_B)
            return true;
    return false;
}

void panel_add(struct panel *panel, struct strand strand)
{
    const struct observation *row = strand.series.row;
    strand.breaks = strand.breaks || has_break(strand.series);
    *(struct strand *)group_at(panel->added, key_of(panel, row->region, row->dimension, row->indicator)) = strand;
    note_code(panel, row->indicator);
}

/* The strand of a series that came, with its rows. */
static const struct strand *came(struct panel *panel, uint32_t i)
{
    struct strand *strand = &panel->came[i];
    if (strand->series.row)
        return strand;
    strand->series = observation_series(panel->rows, panel->observations, i);
    strand->breaks = has_break(strand->series);
    panel->found = mem_grow(panel->rows, panel->found, panel->founds, &panel->found_room, sizeof *panel->found);
    panel->found[panel->founds++] = strand;
    return strand;
}

const struct strand *panel_find(const struct panel *panel, struct str region, const struct str *dimension,
                                struct str indicator)
{
    struct strand *added = group_count(panel->added)
                               ? group_find(panel->added, key_of(panel, region, dimension, indicator)) : NULL;
    if (added)
        return added;
    uint32_t i = observation_number(panel->observations, region, indicator, dimension, panel->numbers);
    /* Unpacking changes nothing that can be seen. */
    return i == OBSERVED_NO_SERIES ? NULL : came((struct panel *)panel, i);
}

const struct strand *panel_strand(const struct panel *panel, uint32_t i)
{
    struct strand *added = group_count(panel->added) ? group_find(panel->added, key_of_series(panel, i)) : NULL;
    return added ? added : came((struct panel *)panel, i);
}

bool panel_knows(const struct panel *panel, struct str indicator)
{
    return group_find(panel->codes, &indicator) != NULL;
}

uint32_t panel_codes(const struct panel *panel, const struct str **code)
{
    *code = panel->code;
    return (uint32_t)panel->code_count;
}

uint32_t panel_subjects(struct panel *panel)
{
    if (!panel->has_subjects)
        find_subjects(panel);
    return (uint32_t)panel->subjects;
}

const struct str *panel_subject(const struct panel *panel, uint32_t i)
{
    return panel->subject[i];
}

/* ---- inside a strand ---- */

const struct observation *strand_at(const struct strand *strand, struct period period, struct str caliber)
{
    const struct observation *row = observation_at(strand->series, period);
    const struct observation *end = strand->series.row + strand->series.count;
    for (; row && row < end && period_compare(row->period, period) == 0; row++)
        if (str_eq(row->caliber, caliber))
            return row;
    return NULL;
}

bool strand_take(const struct strand *strand, struct period period, struct str caliber, struct str what,
                 struct basis *basis, const struct observation **row)
{
    *row = strand ? strand_at(strand, period, caliber) : NULL;
    const struct observation *other = strand && !*row ? observation_at(strand->series, period) : NULL;
    if (other) {
        struct observation elsewhere = *other;
        elsewhere.state = OBSERVATION_CALIBERS;
        return basis_take(basis, &elsewhere, period, what);
    }
    return basis_take(basis, *row, period, what);
}

struct measure strand_value(const struct strand *strand, const struct observation *row)
{
    return strand->derived ? strand->derived[row - strand->series.row].value : measure_of(row->value);
}

bool strand_breaks(const struct strand *strand, struct str caliber, struct period one, struct period other)
{
    int order = period_compare(one, other);
    struct period from = order < 0 ? one : other, to = order < 0 ? other : one;
    if (!strand->breaks)
        return false;
    for (uint32_t i = 0; i < strand->series.count; i++) {
        const struct observation *row = &strand->series.row[i];
        int after = period_compare(row->period, from);
        if (row->status == STATUS_B && str_eq(row->caliber, caliber) && (after > 0 || (order == 0 && after == 0)) &&
            period_compare(row->period, to) <= 0)
            return true;
    }
    return false;
}

bool strand_has(const struct strand *strand, struct str caliber)
{
    for (uint32_t i = 0; strand && i < strand->series.count; i++)
        if (str_eq(strand->series.row[i].caliber, caliber))
            return true;
    return false;
}

uint32_t strand_calibers(const struct strand *strand, struct str *into, uint32_t room)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < strand->series.count; i++) {
        struct str caliber = strand->series.row[i].caliber;
        bool known = false;
        for (uint32_t k = 0; k < count && !known; k++)
            known = str_eq(into[k], caliber);
        if (!known && count < room)
            into[count++] = caliber;
    }
    return count;
}
