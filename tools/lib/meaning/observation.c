/* observation - see observation.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/origin.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/column.h"
#include "meaning/observation_inside.h"

/* ---- the columns, and the rows behind the words ---- */

const struct observed_row *observed_row(enum observed column)
{
    static const struct observed_row row[] = {
#define X(NAME, member, name, needed, part, coded, meaning) {STR(name), needed, OBSERVED_##part, coded, meaning},
        OBSERVATION_COLUMNS(X)
#undef X
    };
    return &row[column];
}

enum observed observed_find(struct str name)
{
    for (enum observed column = 0; column < OBSERVED_COUNT; column++)
        if (str_eq(name, observed_row(column)->name))
            return column;
    return OBSERVED_COUNT;
}

bool observed_parts(struct str name)
{
    static const struct str beside[] = {
#define X(name, column, ...) STR(column),
        OBSERVATION_FORESEEN(X)
#undef X
        STR("parts"), STR("of"), /* of a roll-up */
        STR(ORIGIN_COLUMN),      /* the cell of a workbook that it was taken from */
    };
    bool parts = observed_find(name) == OBSERVED_COUNT;
    for (size_t i = 0; i < sizeof beside / sizeof *beside && parts; i++)
        parts = !str_eq(name, beside[i]);
    return parts;
}

const struct observation_status_row *observation_status_row(enum observation_status status)
{
    static const struct observation_status_row row[STATUS_COUNT] = {
        [STATUS_NONE] = {'A', true, "normal"},
#define X(code, actual, meaning) [STATUS_##code] = {#code[0], actual, meaning},
        OBSERVATION_STATUSES(X)
#undef X
    };
    return &row[status];
}

const struct observation_bound_row *observation_bound_row(enum observation_bound bound)
{
    static const struct observation_bound_row row[BOUND_COUNT] = {
        [BOUND_NONE] = {"", "", 0, false},
#define X(name, word, sign, side, strict) [BOUND_##name] = {word, sign, side, strict},
        OBSERVATION_BOUNDS(X)
#undef X
    };
    return &row[bound];
}

static bool status_parse(struct str text, enum observation_status *status)
{
    *status = STATUS_NONE;
    if (text.length == 0)
        return true;
    for (int i = STATUS_NONE + 1; i < STATUS_COUNT; i++)
        if (text.length == 1 && text.at[0] == observation_status_row((enum observation_status)i)->code)
            *status = (enum observation_status)i;
    return *status != STATUS_NONE;
}

static bool bound_parse(struct str text, enum observation_bound *bound)
{
    for (int i = BOUND_NONE; i < BOUND_COUNT; i++)
        if (str_eq(text, str_of(observation_bound_row((enum observation_bound)i)->word))) {
            *bound = (enum observation_bound)i;
            return true;
        }
    return false;
}

struct observations {
    struct mem *mem;
    struct reader *reader;
    const struct observing *how;
    uint32_t at[OBSERVED_COUNT];
    struct observation *row;
    struct observation *buffer; /* in which rows are gathered, while a table is taken in stretches */
    size_t count, room;
    bool again;
    struct series *series;
    uint32_t series_count;
    uint64_t unread;
    struct group *heard;      /* the vintages that there are; null when nobody asks for one by name */
};

/* ---- vintages that were asked for by name ---- */

static bool is_name(const char *preference)
{
    return strcmp(preference, "latest") != 0 && strcmp(preference, "first") != 0;
}

/* Keeps which vintages there are, where one was asked for by name. */
static void hear_vintage(struct observations *all, const struct record *record)
{
    uint32_t at = all->at[OBSERVED_VINTAGE];
    struct str vintage = at == COLUMN_NONE ? (struct str){NULL, 0} : record_field(record, at);
    if (all->heard)
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
    return is_name(preference) && !group_find(all->heard, &name);
}

/* Tells the names that no row has: the end, where they are all that was asked for. */
static void check_names(struct observations *all)
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

/* ---- reading ---- */

static void unread(struct observations *all, enum observed column, struct str text, const char *what)
{
    struct place place = reader_place(all->reader, all->at[column]);
    enum diag_code strictly = column == OBSERVED_VALUE    ? DIAG_NUMBER
                              : column == OBSERVED_PERIOD ? DIAG_PERIOD
                                                          : DIAG_UNRESOLVED;
    diag_report(all->how->strict ? strictly : DIAG_OBSERVATION, &place, "\"%.*s\" %s; the value is not used",
                STR_ARG(text), voice_text(what));
    all->unread++;
}

/* Turns the texts of a row into what they say; false when one cannot be read. */
static bool understand(struct observations *all, struct observation *row)
{
    bool good = true;
    enum num_verdict verdict = num_parse(row->value_text, &row->value);
    if (verdict != NUM_OK && verdict != NUM_EMPTY) {
        unread(all, OBSERVED_VALUE, row->value_text, num_why(all->mem, verdict, row->value_text));
        good = false;
    }
    if (!status_parse(row->status_text, &row->status)) {
        unread(all, OBSERVED_STATUS, row->status_text,
               N_("is no observation status (A, E, P, I, B, U, F, O, L, M, N, Q)"));
        good = false;
    }
    if (!bound_parse(row->qualifier, &row->bound)) {
        unread(all, OBSERVED_QUALIFIER, row->qualifier, N_("is no qualifier (ge, gt, le, lt, approx)"));
        good = false;
    }
    if (!good)
        row->state = OBSERVATION_UNREADABLE;
    else if (row->status == STATUS_F && verdict == NUM_OK)
        row->state = OBSERVATION_FORECAST;
    else if (verdict == NUM_EMPTY || !observation_status_row(row->status)->actual)
        row->state = OBSERVATION_MISSING;
    return good;
}

/* Was the figure published by the day that the caller goes back to? */
static bool published(const struct observations *all, const struct record *record)
{
    struct period when;
    if (!all->how->known)
        return true;
    struct str region = record_field(record, all->at[OBSERVED_REGION]);
    struct str indicator = record_field(record, all->at[OBSERVED_INDICATOR]);
    struct str period = record_field(record, all->at[OBSERVED_PERIOD]);
    struct str value = record_field(record, all->at[OBSERVED_VALUE]);
    struct str vintage = record_field(record, all->at[OBSERVED_VINTAGE]);
    struct place place = reader_place(all->reader, all->at[OBSERVED_VINTAGE]);
    if (!period_parse(vintage, &when))
        diag_report(DIAG_UNDATED, &place, "%.*s %.*s %.*s: left %.*s, whose vintage \"%.*s\" is no date",
                    STR_ARG(region), STR_ARG(indicator), STR_ARG(period), STR_ARG(value), STR_ARG(vintage));
    else if (when.last > all->how->known->last)
        diag_report(DIAG_VINTAGE, &place, "%.*s %.*s %.*s: left %.*s (%.*s), which was not known yet", STR_ARG(region),
                    STR_ARG(indicator), STR_ARG(period), STR_ARG(value), STR_ARG(vintage));
    else
        return true;
    return false;
}

/* The texts of the dimensions; those of the row before when they are the same. */
static const struct str *dimensions(const struct observations *all, const struct record *record,
                                    const struct observation *before)
{
    uint32_t count = all->how->dimensions;
    bool same = before != NULL;
    if (!count)
        return NULL;
    for (uint32_t i = 0; i < count && same; i++)
        same = str_eq(record_field(record, all->how->dimension[i]), before->dimension[i]);
    if (same)
        return before->dimension;
    struct str *text = mem_array(all->mem, count, sizeof *text);
    for (uint32_t i = 0; i < count; i++)
        text[i] = mem_copy(all->mem, record_field(record, all->how->dimension[i]));
    return text;
}

/* The text of a column, nothing where there is no such column; that of the row before when
 * it is the same. */
static struct str take_text(const struct observations *all, const struct record *record, uint32_t column,
                            const struct str *before)
{
    struct str text = column == COLUMN_NONE ? (struct str){NULL, 0} : record_field(record, column);
    return text.length == 0 ? text : before && str_eq(*before, text) ? *before : mem_copy(all->mem, text);
}

/* Is the record's series wanted?  That of the row before was. */
static bool is_wanted(const struct observations *all, struct str region, struct str indicator)
{
    const struct observation *before = all->count ? &all->row[all->count - 1] : NULL;
    return !all->how->wanted || (before && str_eq(before->indicator, indicator) && str_eq(before->region, region)) ||
           all->how->wanted(all->how->state, region, indicator);
}

/* One record into one row; a text that is the same as in the row before is shared. */
void observation_take(struct observations *all, const struct record *record)
{
    struct str region = record_field(record, all->at[OBSERVED_REGION]);
    struct str indicator = record_field(record, all->at[OBSERVED_INDICATOR]);
    hear_vintage(all, record);
    if (!is_wanted(all, region, indicator))
        return;
    if (!published(all, record))
        return;
    struct str period_text = record_field(record, all->at[OBSERVED_PERIOD]);
    struct period period;
    if (!period_parse(period_text, &period)) {
        unread(all, OBSERVED_PERIOD, period_text, period_why(all->mem, period_text));
        return;
    }
    if (all->count == all->room) {
        all->room = all->room ? 2 * all->room : 1024;
        all->row = mem_resize(all->row, all->room * sizeof *all->row);
    }
    struct observation *row = &all->row[all->count];
    const struct observation *before = all->count ? row - 1 : NULL;
    memset(row, 0, sizeof *row);
#define X(NAME, member, ...) \
    row->member = take_text(all, record, all->at[OBSERVED_##NAME], before ? &before->member : NULL);
    OBSERVATION_COLUMNS(X)
#undef X
    struct place place = reader_place(all->reader, RECORD_WHOLE);
    row->period = period;
    row->file = place.file;
    row->line = place.line;
    row->record = place.record;
    row->vintages = 1;
    row->dimension = dimensions(all, record, before);
    all->count++;
    understand(all, row);
}

/* ---- one of several vintages ---- */

static int by_series(const struct observation *a, const struct observation *b, uint32_t dimensions)
{
    int order = str_cmp(a->region, b->region);
    if (!order)
        order = str_cmp(a->indicator, b->indicator);
    for (uint32_t i = 0; i < dimensions && !order && a->dimension != b->dimension; i++)
        order = str_cmp(a->dimension[i], b->dimension[i]);
    return order;
}

static int by_key(const struct observation *a, const struct observation *b, uint32_t dimensions)
{
    int order = by_series(a, b, dimensions);
    if (!order)
        order = period_compare(a->period, b->period);
    return order ? order : str_cmp(a->caliber, b->caliber);
}

static int by_key_and_record(const void *left, const void *right, void *dimensions)
{
    const struct observation *a = left, *b = right;
    int order = by_key(a, b, *(const uint32_t *)dimensions);
    return order ? order : (a->record > b->record) - (a->record < b->record);
}

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
    bool first = strcmp(preference, "first") == 0, named = is_name(preference);
    bool by_date = dated(row, count);
    struct observation *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (!named || str_eq(row[i].vintage, str_of(preference)))
            if (!best || better(&row[i], best, by_date, first))
                best = &row[i];
    return best;
}

struct str observation_as_written(struct mem *mem, const struct observation *row)
{
    return mem_format(mem, "%s%.*s", observation_bound_row(row->bound)->sign, STR_ARG(row->value_text));
}

struct place observation_place(const struct observation *row)
{
    return (struct place){.file = row->file, .line = row->line, .record = row->record};
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
    taken->vintages = (uint32_t)count;
    if (count > 1) {
        refuse_conflict(all, row, count, taken);
        tell_withdrawn(row, count, taken);
        tell_left(row, count, taken);
    }
    return taken;
}

/* Tables mostly come in order: then there is nothing to sort, nor memory for it to be had. */
static void sort_rows(struct observations *all)
{
    uint32_t count = all->how->dimensions;
    size_t i = 1;
    while (i < all->count && by_key_and_record(&all->row[i - 1], &all->row[i], &count) <= 0)
        i++;
    if (i < all->count)
        qsort_r(all->row, all->count, sizeof *all->row, by_key_and_record, &count);
}

/* Days that are ends of periods become these, before it is asked which rows are of one figure. */
static void settle_points(struct observations *all)
{
    uint32_t count = all->how->dimensions;
    for (size_t from = 0, to; from < all->count; from = to) {
        bool days = false;
        for (to = from; to < all->count && by_series(&all->row[from], &all->row[to], count) == 0; to++)
            days |= all->row[to].period.grain == PERIOD_DAY;
        if (days && observation_points(all->how, &all->row[from], to - from))
            qsort_r(&all->row[from], to - from, sizeof *all->row, by_key_and_record, &count);
    }
}

/* Sorts the rows and keeps one for each figure.  The buffer that they were gathered in becomes
 * the arena's, unless further stretches are gathered in it: then what is kept moves into the arena. */
static void settle(struct observations *all)
{
    uint32_t count = all->how->dimensions;
    sort_rows(all);
    settle_points(all);
    size_t kept = 0;
    for (size_t from = 0, to; from < all->count; from = to) {
        for (to = from + 1; to < all->count && by_key(&all->row[from], &all->row[to], count) == 0;)
            to++;
        const struct observation *taken = choose(all, &all->row[from], to - from);
        if (taken)
            all->row[kept++] = *taken;
    }
    all->count = kept;
    if (!all->again) {
        all->row = mem_resize(all->row, kept * sizeof *all->row);
        mem_keep(all->mem, all->row);
        return;
    }
    all->buffer = all->row;
    all->row = mem_array(all->mem, kept, sizeof *all->row);
    if (kept)
        memcpy(all->row, all->buffer, kept * sizeof *all->row);
}

/* Where each series begins and ends. */
static void divide(struct observations *all)
{
    size_t room = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (i && by_series(&all->row[i], &all->row[i - 1], all->how->dimensions) == 0) {
            all->series[all->series_count - 1].count++;
            continue;
        }
        all->series = mem_grow(all->mem, all->series, all->series_count, &room, sizeof *all->series);
        all->series[all->series_count++] = (struct series){&all->row[i], 1};
    }
}

struct observations *observation_open(struct mem *mem, struct reader *reader, const struct observing *how)
{
    struct observations *all = mem_take(mem, sizeof *all);
    struct columns columns = column_header(mem, reader);
    *all = (struct observations){.mem = mem, .reader = reader, .how = how};
    for (enum observed i = 0; i < OBSERVED_COUNT; i++) {
        struct str name = i == OBSERVED_REGION && how->place.length ? how->place : observed_row(i)->name;
        bool needed = observed_row(i)->needed && reader_header(reader);
        all->at[i] = needed ? column_need(&columns, name, N_("observations have one")) : column_find(&columns, name);
    }
    for (size_t i = 0; i < how->vintages && !all->heard; i++)
        all->heard = is_name(how->vintage[i]) ? group_open(1, 1) : NULL;
    if (how->known && reader_header(reader))
        column_need(&columns, observed_row(OBSERVED_VINTAGE)->name, "--known");
    return all;
}

void observation_settle(struct observations *all)
{
    if (!all->again)
        check_names(all);
    settle(all);
    divide(all);
}

void observation_end(struct observations *all)
{
    check_names(all);
    mem_release(all->buffer);
    all->buffer = NULL;
}

void observation_restart(struct observations *all)
{
    all->again = true;
    all->row = all->buffer;
    all->buffer = NULL;
    if (!all->row)
        all->room = 0;
    all->count = 0;
    all->series = NULL;
    all->series_count = 0;
}

struct observations *observation_load(struct mem *mem, struct reader *reader, const struct observing *how)
{
    struct observations *all = observation_open(mem, reader, how);
    const struct record *record;
    while ((record = reader_next(reader)))
        observation_take(all, record);
    observation_settle(all);
    return all;
}

/* ---- asking ---- */

uint32_t observation_series_count(const struct observations *observations)
{
    return observations->series_count;
}

struct series observation_series(const struct observations *observations, uint32_t i)
{
    return observations->series[i];
}

struct series observation_find(const struct observations *observations, struct str region, struct str indicator)
{
    uint32_t low = 0, high = observations->series_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct observation *row = observations->series[middle].row;
        int order = str_cmp(row->region, region);
        if (!order)
            order = str_cmp(row->indicator, indicator);
        if (order == 0)
            return observations->series[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct series){NULL, 0};
}

static bool all_in_caliber(struct series series, struct str caliber)
{
    for (uint32_t i = 0; i < series.count; i++)
        if (!str_eq(series.row[i].caliber, caliber))
            return false;
    return true;
}

struct series observation_in_caliber(struct mem *mem, struct series series, struct str caliber)
{
    if (all_in_caliber(series, caliber))
        return series;
    struct observation *row = mem_array(mem, series.count, sizeof *row);
    uint32_t count = 0;
    for (uint32_t from = 0, to; from < series.count; from = to, count++) {
        const struct observation *taken = NULL;
        for (to = from; to < series.count && period_compare(series.row[to].period, series.row[from].period) == 0; to++)
            if (str_eq(series.row[to].caliber, caliber))
                taken = &series.row[to];
        row[count] = taken ? *taken : series.row[from];
        if (!taken)
            row[count].state = OBSERVATION_CALIBERS;
    }
    return (struct series){row, count};
}

const struct observation *observation_at(struct series series, struct period period)
{
    uint32_t low = 0, high = series.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (period_compare(series.row[middle].period, period) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < series.count && period_compare(series.row[low].period, period) == 0 ? &series.row[low] : NULL;
}

uint64_t observation_unread(const struct observations *observations)
{
    return observations->unread;
}
