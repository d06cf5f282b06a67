/* observation_vintage - rows in order, and one row for each figure; see observation_inside.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/column.h"
#include "meaning/observation_inside.h"

/* ---- vintages that were asked for by name ---- */

bool vintage_is_name(const char *preference)
{
    return strcmp(preference, "latest") != 0 && strcmp(preference, "first") != 0;
}

void vintage_hear(struct observations *all, const struct record *record)
{
    uint32_t at = all->at[OBSERVED_VINTAGE];
    struct str vintage = at == COLUMN_NONE ? (struct str){NULL, 0} : record_field(record, at);
    group_at(all->heard, &vintage);
}

/* "; did you mean ...": a vintage of the table, or latest or first.  A word may be cut short,
 * and what normalize calls "last" is "latest" too. */
static struct str near_vintage(const struct observations *all, const char *name)
{
    if (strcmp(name, "last") == 0)
        return near_hint(all->mem, STR("latest"));
    struct str *known = mem_array(all->mem, (size_t)group_count(all->heard) + 2, sizeof *known);
    size_t count = 0;
    known[count++] = STR("latest");
    known[count++] = STR("first");
    for (struct group_walk walk = {0}; group_next(all->heard, &walk);)
        known[count++] = group_key(all->heard, walk.state, 0);
    for (size_t i = 0; i < count; i++)
        if (*name && str_starts(known[i], str_of(name)))
            return near_hint(all->mem, known[i]);
    return nearest_hint(all->mem, str_of(name), known, count);
}

/* Is it a name, and does no row have it? */
static bool is_missing(const struct observations *all, const char *preference)
{
    struct str name = str_of(preference);
    return vintage_is_name(preference) && !group_find(all->heard, &name);
}

void vintage_check_names(struct observations *all)
{
    size_t missing = 0;
    struct place place = {.file = reader_place(all->reader, RECORD_WHOLE).file};
    if (!all->heard)
        return;
    for (size_t i = 0; i < all->how->vintages && group_count(all->heard); i++)
        missing += is_missing(all, all->how->vintage[i]);
    for (size_t i = 0; i < all->how->vintages && missing; i++) {
        const char *name = all->how->vintage[i];
        if (missing == all->how->vintages)
            diag_fatal(DIAG_NO_VINTAGE, &place, "no row has the vintage \"%s\"%.*s", name,
                       STR_ARG(near_vintage(all, name)));
        if (is_missing(all, name))
            diag_report(DIAG_PREFERENCE, &place, "no row has the vintage \"%s\"%.*s", name,
                        STR_ARG(near_vintage(all, name)));
    }
    group_close(all->heard);
    all->heard = NULL;
}

/* ---- one of several vintages ---- */

/* Are all vintages of a figure dates or periods?  Then these order them. */
static bool dated(const struct observation *row, size_t count)
{
    struct period period;
    for (size_t i = 0; i < count; i++)
        if (!period_parse(row[i].vintage, &period))
            return false;
    return true;
}

/* Is the first of two rows of one figure the later vintage? */
static bool later(const struct observation *a, const struct observation *b, bool by_date)
{
    struct period when_a, when_b;
    if (!by_date || !period_parse(a->vintage, &when_a) || !period_parse(b->vintage, &when_b))
        return a->record > b->record;
    int order = period_compare(when_a, when_b);
    return order ? order > 0 : a->record > b->record;
}

/* What a row says of its figure: nothing, that there is none, its value. */
enum saying { SAYS_NOTHING, SAYS_NONE, SAYS_VALUE };

static enum saying saying(const struct observation *row)
{
    if (row->state == OBSERVATION_GOOD)
        return SAYS_VALUE;
    bool none = row->status != STATUS_F && !observation_status_row(row->status)->actual;
    return row->state == OBSERVATION_MISSING && none ? SAYS_NONE : SAYS_NOTHING;
}

/* The first vintage is the first with a value.  The latest is the latest that says something,
 * and of rows of one vintage the one with a value. */
static bool better(const struct observation *a, const struct observation *b, bool by_date, bool first)
{
    enum saying of_a = saying(a), of_b = saying(b);
    if (first && (of_a == SAYS_VALUE) != (of_b == SAYS_VALUE))
        return of_a == SAYS_VALUE;
    if (first)
        return later(b, a, by_date);
    if ((of_a == SAYS_NOTHING) != (of_b == SAYS_NOTHING) || (of_a != of_b && str_eq(a->vintage, b->vintage)))
        return of_a > of_b;
    return later(a, b, by_date);
}

/* The best row by one preference; null when none is of that vintage. */
static struct observation *prefer(struct observation *row, size_t count, const char *preference)
{
    bool first = strcmp(preference, "first") == 0, named = vintage_is_name(preference);
    bool by_date = dated(row, count);
    struct observation *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (!named || str_eq(row[i].vintage, str_of(preference)))
            if (!best || better(&row[i], best, by_date, first))
                best = &row[i];
    return best;
}

/* Another row of the same vintage with another value makes both worthless. */
static void refuse_conflict(struct observations *all, struct observation *row, size_t count, struct observation *taken)
{
    for (size_t i = 0; i < count; i++) {
        const struct observation *other = &row[i];
        if (other == taken || other->state != OBSERVATION_GOOD || taken->state != OBSERVATION_GOOD ||
            !str_eq(other->vintage, taken->vintage) || num_compare(other->value, taken->value) == 0)
            continue;
        struct place place = observation_place(taken->record > other->record ? taken : other);
        diag_report(all->how->strict ? DIAG_UNRESOLVED : DIAG_OBSERVATION, &place,
                    "%.*s %.*s %.*s has two values of one vintage, %.*s in line %llu and %.*s in line %llu; "
                    "neither is used",
                    STR_ARG(taken->region), STR_ARG(taken->indicator), STR_ARG(taken->period_text),
                    STR_ARG(other->value_text), (unsigned long long)other->line, STR_ARG(taken->value_text),
                    (unsigned long long)taken->line);
        taken->state = OBSERVATION_CONFLICT;
        all->unread++;
    }
}

static void tell_left(const struct observation *row, size_t count, const struct observation *taken)
{
    for (size_t i = 0; i < count; i++) {
        struct place place = observation_place(&row[i]);
        if (&row[i] != taken)
            diag_report(DIAG_VINTAGE, &place, "%.*s %.*s %.*s: left %.*s (%.*s), took %.*s (%.*s) of line %llu",
                        STR_ARG(taken->region), STR_ARG(taken->indicator), STR_ARG(taken->period_text),
                        STR_ARG(row[i].value_text), STR_ARG(row[i].vintage), STR_ARG(taken->value_text),
                        STR_ARG(taken->vintage), (unsigned long long)taken->line);
    }
}

/* Tells that the row which was taken takes back a value. */
static void tell_withdrawn(const struct observation *row, size_t count, const struct observation *taken)
{
    const struct observation *value = NULL;
    if (saying(taken) != SAYS_NONE)
        return;
    bool by_date = dated(row, count);
    for (size_t i = 0; i < count; i++)
        if (saying(&row[i]) == SAYS_VALUE && (!value || later(&row[i], value, by_date)))
            value = &row[i];
    struct place place = observation_place(taken);
    if (value)
        diag_report(DIAG_WITHDRAWN, &place,
                    "%.*s %.*s %.*s: %.*s (%.*s) of line %llu is taken back by a later vintage (%.*s, status %.*s); "
                    "there is no value",
                    STR_ARG(taken->region), STR_ARG(taken->indicator), STR_ARG(taken->period_text),
                    STR_ARG(value->value_text), STR_ARG(value->vintage), (unsigned long long)value->line,
                    STR_ARG(taken->vintage), STR_ARG(taken->status_text));
}

/* The row that stands for a figure with these vintages, or null when no preference finds one. */
static const struct observation *choose(struct observations *all, struct observation *row, size_t count)
{
    struct observation *taken = NULL;
    for (size_t i = 0; i < all->how->vintages && !taken; i++)
        taken = prefer(row, count, all->how->vintage[i]);
    if (all->how->vintages == 0)
        taken = prefer(row, count, "latest");
    if (!taken)
        return NULL;
    if (count > 1) {
        refuse_conflict(all, row, count, taken);
        tell_withdrawn(row, count, taken);
        tell_left(row, count, taken);
    }
    return taken;
}

/* Is a single row taken whatever its vintage is called? */
static bool takes_any(const struct observing *how)
{
    bool any = how->vintages == 0;
    for (size_t i = 0; i < how->vintages; i++)
        any |= !vintage_is_name(how->vintage[i]);
    return any;
}

/* The rows from `from` to `to` are one figure: keeps one of them at most, at `kept`. */
static uint32_t keep_one(struct observations *all, uint32_t from, uint32_t to, uint32_t kept)
{
    if (to - from == 1 && takes_any(all->how)) {
        all->order[kept] = all->order[from];
        return kept + 1;
    }
    struct mem_mark mark = mem_mark(all->mem);
    struct series figure = packed_unpack(all->mem, all, all->order + from, to - from);
    const struct observation *taken = choose(all, (struct observation *)figure.row, figure.count);
    if (taken) {
        uint32_t row = all->order[from + (taken - figure.row)];
        if (taken->state == OBSERVATION_CONFLICT)
            packed_set_state(all, row, OBSERVATION_CONFLICT);
        all->order[kept] = row;
    }
    mem_rewind(all->mem, mark);
    return kept + (taken != NULL);
}

/* ---- in order ---- */

static int by_key(const void *left, const void *right, void *state)
{
    const struct observations *all = state;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = 0;
    for (uint32_t part = 0; part < all->parts && !order; part++) {
        uint32_t one = packed_key(all, a, part), other = packed_key(all, b, part);
        order = one == other ? 0 : str_cmp(all->texts.text[one], all->texts.text[other]);
    }
    return order;
}

/* The order of two rows of a series, those of one figure being equal. */
static int by_figure(const struct observations *all, uint32_t a, uint32_t b)
{
    uint32_t one = packed_said(all, a, RARE_CALIBER), other = packed_said(all, b, RARE_CALIBER);
    int order = period_compare(packed_when(all, a), packed_when(all, b));
    return order || one == other ? order : str_cmp(all->texts.text[one], all->texts.text[other]);
}

static int by_figure_and_record(const void *left, const void *right, void *state)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = by_figure(state, a, b);
    return order ? order : (a > b) - (a < b);
}

/* Tables mostly come in order: then there is nothing to sort. */
static void sort_numbers(uint32_t *number, uint32_t count, int (*compare)(const void *, const void *, void *),
                         struct observations *all)
{
    uint32_t i = 1;
    while (i < count && compare(&number[i - 1], &number[i], all) <= 0)
        i++;
    if (i < count)
        qsort_r(number, count, sizeof *number, compare, all);
}

/* Puts the numbers of all rows behind each other, series by series. */
static void gather_rows(struct observations *all)
{
    uint32_t from = 0;
    for (uint32_t i = 0; i < all->mets; i++) {
        struct lot *lot = all->lot[all->met[i]];
        lot->from = from;
        from += lot->rows;
        lot->rows = 0;
    }
    if (all->order_room < all->count)
        all->order = mem_resize(all->order, (all->order_room = all->count) * sizeof *all->order);
    for (uint32_t row = 0; row < all->count; row++) {
        struct lot *lot = all->lot[packed_row(all, row)->lot];
        all->order[lot->from + lot->rows++] = row;
    }
}

/* Days that are ends of periods become these, before it is asked which rows are of one figure. */
static void settle_points(struct observations *all, const struct lot *lot)
{
    bool days = false;
    for (uint32_t i = 0; i < lot->rows; i++)
        days |= packed_when(all, all->order[lot->from + i]).grain == PERIOD_DAY;
    if (!days)
        return;
    struct mem_mark mark = mem_mark(all->mem);
    struct series series = packed_unpack(all->mem, all, all->order + lot->from, lot->rows);
    if (observation_points(all->how, (struct observation *)series.row, series.count)) {
        for (uint32_t i = 0; i < series.count; i++)
            if (period_compare(series.row[i].period, packed_when(all, all->order[lot->from + i])) != 0)
                packed_set_period(all, all->order[lot->from + i], series.row[i].period);
        sort_numbers(all->order + lot->from, lot->rows, by_figure_and_record, all);
    }
    mem_rewind(all->mem, mark);
}

/* Puts the rows of a series in order and keeps one for each figure, from `kept` on; returns where the next begins. */
static uint32_t settle_lot(struct observations *all, const struct lot *lot, uint32_t kept)
{
    uint32_t end = lot->from + lot->rows;
    sort_numbers(all->order + lot->from, lot->rows, by_figure_and_record, all);
    settle_points(all, lot);
    for (uint32_t from = lot->from, to; from < end; from = to) {
        for (to = from + 1; to < end && by_figure(all, all->order[from], all->order[to]) == 0;)
            to++;
        kept = keep_one(all, from, to, kept);
    }
    return kept;
}

void vintage_settle(struct observations *all)
{
    uint32_t kept = 0, series = 0;
    bool any = takes_any(all->how);
    sort_numbers(all->met, all->mets, by_key, all);
    gather_rows(all);
    for (uint32_t i = 0; i < all->mets; i++) {
        struct lot *lot = all->lot[all->met[i]];
        uint32_t begun = kept;
        if (lot->uneven || !any)
            kept = settle_lot(all, lot, kept);
        else {
            memmove(all->order + kept, all->order + lot->from, lot->rows * sizeof *all->order);
            kept += lot->rows;
        }
        *lot = (struct lot){.rows = kept - begun, .from = begun, .number = series};
        if (lot->rows)
            all->met[series++] = all->met[i];
    }
    all->mets = series;
}
