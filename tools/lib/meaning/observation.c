/* observation - see observation.h */
#include "base/diag.h"
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

bool observation_read_status(struct str text, enum observation_status *status)
{
    *status = STATUS_NONE;
    if (text.length == 0)
        return true;
    for (int i = STATUS_NONE + 1; i < STATUS_COUNT; i++)
        if (text.length == 1 && text.at[0] == observation_status_row((enum observation_status)i)->code)
            *status = (enum observation_status)i;
    return *status != STATUS_NONE;
}

bool observation_read_bound(struct str text, enum observation_bound *bound)
{
    for (int i = BOUND_NONE; i < BOUND_COUNT; i++)
        if (str_eq(text, str_of(observation_bound_row((enum observation_bound)i)->word))) {
            *bound = (enum observation_bound)i;
            return true;
        }
    return false;
}

/* ---- reading ---- */

static void unread(struct observations *all, enum observed column, struct str text, const char *what)
{
    if (all->part) {
        all->stuck = true;
        return;
    }
    struct place place = reader_place(all->reader, all->at[column]);
    enum diag_code strictly = column == OBSERVED_VALUE    ? DIAG_NUMBER
                              : column == OBSERVED_PERIOD ? DIAG_PERIOD
                                                          : DIAG_UNRESOLVED;
    diag_report(all->how->strict ? strictly : DIAG_OBSERVATION, &place, "\"%.*s\" %s; the value is not used",
                STR_ARG(text), voice_text(what));
    all->unread++;
}

/* The text of a column, nothing where there is no such column. */
static struct str field(const struct observations *all, const struct record *record, enum observed column)
{
    return all->at[column] == COLUMN_NONE ? (struct str){NULL, 0} : record_field(record, all->at[column]);
}

/* Reads value, status and qualifier; what cannot be read is told. */
static void understand(struct observations *all, const struct record *record, struct taken *row)
{
    struct str status_text = field(all, record, OBSERVED_STATUS), qualifier = field(all, record, OBSERVED_QUALIFIER);
    enum observation_status status = STATUS_NONE;
    enum observation_bound bound;
    bool good = true;
    enum num_verdict verdict = num_parse_field(row->value_text, &row->value);
    if (verdict != NUM_OK && verdict != NUM_EMPTY) {
        unread(all, OBSERVED_VALUE, row->value_text, num_why(all->mem, verdict, row->value_text));
        good = false;
    }
    if (status_text.length && !observation_read_status(status_text, &status)) {
        unread(all, OBSERVED_STATUS, status_text, N_("is no observation status (A, E, P, I, B, U, F, O, L, M, N, Q)"));
        good = false;
    }
    if (qualifier.length && !observation_read_bound(qualifier, &bound)) {
        unread(all, OBSERVED_QUALIFIER, qualifier, N_("is no qualifier (ge, gt, le, lt, approx)"));
        good = false;
    }
    if (!good)
        row->state = OBSERVATION_UNREADABLE;
    else if (status == STATUS_F && verdict == NUM_OK)
        row->state = OBSERVATION_FORECAST;
    else if (verdict == NUM_EMPTY || !observation_status_row(status)->actual)
        row->state = OBSERVATION_MISSING;
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

/* Is the record's series wanted?  That of the row before was. */
static bool is_wanted(const struct observations *all, struct str region, struct str indicator)
{
    return packed_goes_on(all, region, indicator) ||
           all->how->wanted(all->how->state, region, indicator);
}

void observation_take_at(struct observations *all, const struct record *record, const struct place *place)
{
    struct str period = record_field(record, all->at[OBSERVED_PERIOD]);
    struct taken row = {.value_text = record_field(record, all->at[OBSERVED_VALUE])};
    if (all->heard)
        vintage_hear(all, record);
    if (all->how->wanted && !is_wanted(all, record_field(record, all->at[OBSERVED_REGION]),
                                       record_field(record, all->at[OBSERVED_INDICATOR])))
        return;
    if (!published(all, record))
        return;
    if (!packed_period(all, period, &row.period)) {
        unread(all, OBSERVED_PERIOD, period, period_why(all->mem, period));
        return;
    }
    if (all->how->until && !until_allows(all->how->until, all->when[row.period].period)) {
        if (!all->too_late++)
            all->late = reader_place(all->reader, all->at[OBSERVED_PERIOD]);
        return;
    }
    understand(all, record, &row);
    packed_add(all, record, place, &row);
}

void observation_take(struct observations *all, const struct record *record)
{
    struct place place = reader_place(all->reader, RECORD_WHOLE);
    observation_take_at(all, record, &place);
}

/* ---- opening and closing ---- */

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
        all->heard = vintage_is_name(how->vintage[i]) ? group_open(1, 1) : NULL;
    if (how->known && reader_header(reader))
        column_need(&columns, observed_row(OBSERVED_VINTAGE)->name, "--known");
    packed_open(all);
    return all;
}

/* ---- in parts ---- */

/* What is told of rows that can be used is told by the whole alone, and who is asked for what is wanted may keep
 * something of the answer. */
bool observation_can_part(const struct observations *all)
{
    const struct observing *how = all->how;
    return !all->heard && !how->known && !how->until && !how->wanted;
}

struct observations *observation_open_part(struct mem *mem, const struct observations *whole)
{
    struct observations *part = mem_take(mem, sizeof *part);
    *part = (struct observations){.mem = mem, .how = whole->how, .part = true};
    memcpy(part->at, whole->at, sizeof part->at);
    packed_open(part);
    return part;
}

bool observation_stuck(const struct observations *part)
{
    return part->stuck;
}

void observation_join(struct observations *whole, struct observations *part, const struct place *first)
{
    packed_join(whole, part, first);
    packed_clear(part);
}

void observation_drop(struct observations *part)
{
    part->stuck = false;
    packed_clear(part);
}

/* What only the whole table can tell. */
static void tell_whole(struct observations *all)
{
    vintage_check_names(all);
    if (all->too_late)
        diag_report(DIAG_CUT_OFF, &all->late,
                    voice_plural("%llu figure ends after --as-of and is left out",
                                 "%llu figures end after --as-of and are left out", all->too_late),
                    (unsigned long long)all->too_late);
}

void observation_settle(struct observations *all)
{
    if (!all->again)
        tell_whole(all);
    vintage_settle(all);
}

void observation_restart(struct observations *all)
{
    all->again = true;
    packed_clear(all);
}

void observation_end(struct observations *all)
{
    tell_whole(all);
}

void observation_close(struct observations *all)
{
    group_close(all->heard);
    packed_close(all);
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
