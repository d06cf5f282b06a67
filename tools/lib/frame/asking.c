/* asking - see asking.h */
#include <stddef.h>

#include "base/blocks.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"
#include "frame/asking.h"
#include "frame/gleaning.h"
#include "language/closed.h"
#include "language/expr.h"
#include "series/doubt.h"

/* ---- options ---- */

#define INTO(member) (void *)offsetof(struct asking, member)

const struct opt asking_options[] = {
    {'i', "indicators", "FILE", "the indicators: names, units, kinds, directions, decimals", OPT_TEXT,
     INTO(indicators_file), NULL},
    {'r', "regions", "FILE", "the regions: names, levels, parents", OPT_TEXT, INTO(regions_file), NULL},
    {0, "units", "FILE", "more units: columns unit, written, dimension, power", OPT_TEXT, INTO(units_file), NULL},
    {'w', "where", "EXPR", "use only records for which EXPR is true", OPT_TEXT, INTO(where), NULL},
    {0, "vintage", "NAME", "of several vintages take latest, first or NAME; repeat for preferences", OPT_EACH,
     INTO(vintage), NULL},
    {0, "known", "DATE", "leave out figures published later", OPT_PERIOD, INTO(known), NULL},
    {0, "as-of", "PERIOD", "leave out figures that end later; two: of a year and more, of shorter ones", OPT_TEXT,
     INTO(as_of), NULL},
    {'p', "places", "N", "decimals of results instead of all that are exact", OPT_COUNT, INTO(places), "0 to 30"},
    {0, "round", "RULE", "how halves are rounded", OPT_CHOICE, INTO(rounding), "up|even"},
    {0, "quantile-type", "N", "type of quartiles and percentiles; 7 unless told", OPT_COUNT, INTO(quantile_type),
     "1 to 9"},
    {0, "threads", "N", "work with N threads; all cores unless told", OPT_COUNT, INTO(threads), NULL},
    {0}};

_Static_assert(sizeof asking_options / sizeof *asking_options == ASKED_COUNT + 1, "a name for each option");

int asking_places(const struct asking *asking)
{
    return opt_given("places") ? (int)asking->places : NUM_SHORTEST;
}

enum num_rounding asking_rounding(const struct asking *asking)
{
    return str_eq(str_of(asking->rounding), STR("even")) ? NUM_HALF_EVEN : NUM_HALF_UP;
}

size_t asking_threads(const struct asking *asking)
{
    return asking->threads ? (size_t)asking->threads : blocks_cores();
}

/* ---- tables and input ---- */

static struct period read_period(struct mem *mem, struct str text)
{
    struct period period;
    if (!period_parse(text, &period))
        diag_fatal(DIAG_USAGE, NULL, "--as-of: \"%.*s\" %s", STR_ARG(text), period_why(mem, text));
    return period;
}

struct until asking_until(struct mem *mem, const char *as_of)
{
    struct str rest = str_of(as_of), word;
    str_cut(&rest, ',', &word);
    struct until until = {.year = read_period(mem, word)};
    until.part = str_cut(&rest, ',', &word) ? read_period(mem, word) : until.year;
    if (rest.length)
        diag_fatal(DIAG_USAGE, NULL, "--as-of takes one period, or two: of a year and more, and of shorter ones");
    return until;
}

void asking_begin(struct job *job, struct asking *asking)
{
    if (asking->indicators_file)
        asking->indicators = indicators_load(job->mem, job_table(job, asking->indicators_file));
    if (asking->regions_file)
        asking->regions = regions_load(job->mem, job_table(job, asking->regions_file));
    asking->how.indicators = asking->indicators;
    asking->how.vintage = asking->vintage.value;
    asking->how.vintages = asking->vintage.count;
    asking->how.known = asking->known.known ? &asking->known.value : NULL;
    if (asking->as_of) {
        asking->until = asking_until(job->mem, asking->as_of);
        asking->how.until = &asking->until;
    }
}

struct units *asking_units(struct job *job, const struct asking *asking)
{
    return units_open(job->mem, asking->units_file ? job_table(job, asking->units_file) : NULL);
}

/* The condition of --where, or null. */
static struct expr *condition(struct job *job, const struct asking *asking, const struct columns *columns,
                              struct expr_names *names)
{
    *names = expr_columns(columns);
    if (!asking->where)
        return NULL;
    struct expr *where = expr_compile_condition(job->mem, str_of(asking->where), "--where", names);
    expr_hold_words(job->mem, where, closed_observed, NULL, "--where", NULL);
    return where;
}

/* Tells the words of verified that are none, as they come. */
struct hearing {
    struct doubt_ear ear;
    uint32_t at;              /* the column, or COLUMN_NONE */
};

static struct hearing hearing_of(const struct columns *columns)
{
    return (struct hearing){.at = column_find(columns, observed_row(OBSERVED_VERIFIED)->name)};
}

static void hear(struct hearing *hearing, struct job *job, const struct record *record)
{
    if (hearing->at == COLUMN_NONE || !doubt_strange(record_field(record, hearing->at)))
        return;
    struct place place = reader_place(job->reader, hearing->at);
    doubt_hear(&hearing->ear, job->mem, &place, record_field(record, hearing->at));
}

static bool counts(struct expr *where, const struct record *record)
{
    return !where || expr_test(where, (void *)(uintptr_t)record) == EXPR_TRUE;
}

/* So many records are fetched at once, so that their lines are counted together. */
enum { BATCH = 128 };

/* The lines of a batch's records, and the place of the first. */
static struct place find_places(struct reader *reader, const struct record *record, size_t count, uint64_t *line)
{
    reader_point(reader, record, 0, count);
    struct place first = reader_place(reader, RECORD_WHOLE);
    reader_lines(reader, record, count, line);
    return first;
}

struct observations *asking_observations(struct job *job, struct asking *asking,
                                         void (*seen)(void *state, const struct record *record), void *state)
{
    struct reader *reader = job->reader ? job->reader : job_reader(job);
    struct columns columns = column_header(job->mem, reader);
    aside_columns(&columns, 1);
    struct expr_names names;
    struct expr *where = condition(job, asking, &columns, &names);
    struct observations *observations = observation_open(job->mem, reader, &asking->how);
    struct hearing hearing = hearing_of(&columns);
    struct record record[BATCH];
    uint64_t line[BATCH];
    bool any = false;
    if (!seen && !where)
        gleaning_take(observations, reader, hearing.at, asking->readers);
    for (size_t count; (count = reader_batch(reader, record, BATCH));) {
        struct place place = find_places(reader, record, count, line);
        for (size_t i = 0; i < count; i++, place.record++) {
            place.line = line[i];
            reader_point(reader, record, i, count);
            if (seen)
                seen(state, &record[i]);
            if (!counts(where, &record[i]))
                continue;
            any = true;
            hear(&hearing, job, &record[i]);
            observation_take_at(observations, &record[i], &place);
        }
    }
    if (where && !any && reader_records(reader))
        aside_where(&columns, asking->where);
    observation_settle(observations);
    aside_unknown(job->mem, observations, asking->indicators, asking->how.place.length ? NULL : asking->regions);
    return observations;
}

/* ---- a series at a time ---- */

/* Which series a record is of: its key, and those that were. */
struct stretch {
    uint32_t *at;             /* the columns of the key */
    struct str *key;
    uint32_t arity;
    struct group *keys;
    void *last;               /* the state of the current one, null before the first */
};

static struct stretch open_stretch(struct job *job, const struct asking *asking, const struct columns *columns)
{
    const struct observing *how = &asking->how;
    struct stretch stretch = {.arity = 2 + how->dimensions};
    stretch.at = mem_array(job->mem, stretch.arity, sizeof *stretch.at);
    stretch.key = mem_array(job->mem, stretch.arity, sizeof *stretch.key);
    stretch.at[0] = column_find(columns, how->place.length ? how->place : STR("region"));
    stretch.at[1] = column_find(columns, STR("indicator"));
    for (uint32_t i = 0; i < how->dimensions; i++)
        stretch.at[2 + i] = how->dimension[i];
    stretch.keys = group_open(stretch.arity, 1);
    return stretch;
}

/* Does another series begin with this record? */
static bool begins(struct stretch *stretch, struct job *job, const struct record *record)
{
    bool same = stretch->last != NULL;
    for (uint32_t i = 0; i < stretch->arity; i++) {
        stretch->key[i] = record_field(record, stretch->at[i]);
        same = same && str_eq(stretch->key[i], group_key(stretch->keys, stretch->last, i));
    }
    if (same)
        return false;
    uint32_t before = group_count(stretch->keys);
    stretch->last = group_at(stretch->keys, stretch->key);
    if (group_count(stretch->keys) > before)
        return true;
    struct place place = reader_place(job->reader, RECORD_WHOLE);
    diag_fatal(DIAG_SHAPE, &place, "%.*s %.*s stands further above too: the table is not grouped by series",
               STR_ARG(stretch->key[0]), STR_ARG(stretch->key[1]));
}

void asking_each(struct job *job, struct asking *asking, void (*seen)(void *state, const struct record *record),
                 void (*each)(void *state, const struct observations *observations), void *state)
{
    struct reader *reader = job->reader ? job->reader : job_reader(job);
    struct columns columns = column_header(job->mem, reader);
    aside_columns(&columns, 1);
    struct expr_names names;
    struct expr *where = condition(job, asking, &columns, &names);
    struct mem *own = mem_open(); /* comes back with each series; the job's does not, where what is made may last */
    struct observations *observations = observation_open(own, reader, &asking->how);
    struct stretch stretch = open_stretch(job, asking, &columns);
    observation_restart(observations);
    struct hearing hearing = hearing_of(&columns);
    struct mem_mark mark = mem_mark(own);
    for (const struct record *record; (record = reader_next(reader));) {
        bool first = stretch.last == NULL;
        if (begins(&stretch, job, record) && !first) {
            observation_settle(observations);
            aside_unknown(own, observations, asking->indicators, asking->regions);
            each(state, observations);
            observation_restart(observations);
            mem_rewind(own, mark);
        }
        if (seen)
            seen(state, record);
        if (!counts(where, record))
            continue;
        hear(&hearing, job, record);
        observation_take(observations, record);
    }
    observation_settle(observations);
    aside_unknown(own, observations, asking->indicators, asking->regions);
    each(state, observations);
    observation_end(observations);
    observation_close(observations);
    group_close(stretch.keys);
    mem_close(own);
}

/* ---- words that mean a row ---- */

static bool is_known(const struct asking_known *known, struct str code)
{
    for (size_t i = 0; i < known->count; i++)
        if (str_eq(known->code[i], code))
            return true;
    return false;
}

/* What a word may mean of what is known, each code once. */
struct meaning {
    struct mem *mem;
    struct str *code;
    size_t count, room;
};

static void add_name(struct meaning *meaning, struct str name)
{
    meaning->code = mem_grow(meaning->mem, meaning->code, meaning->count, &meaning->room, sizeof *meaning->code);
    meaning->code[meaning->count++] = name;
}

static void may_mean(struct meaning *meaning, struct str code)
{
    for (size_t i = 0; i < meaning->count; i++)
        if (str_eq(meaning->code[i], code))
            return;
    add_name(meaning, code);
}

/* What is said of a word that names several of what is known; or one that is elsewhere. */
static struct str names_several(struct mem *mem, struct str word, struct str list)
{
    return say_format(mem, "\"%.*s\" may be %.*s; give the code", STR_ARG(word), STR_ARG(list));
}

static struct str is_elsewhere(struct mem *mem, struct str word, struct str list, const char *where)
{
    return say_format(mem, "\"%.*s\" is %.*s, and not in %s", STR_ARG(word), STR_ARG(list), voice_text(where));
}

/* Full names come before what else a region is called: 朝阳市 is one city, 朝阳 also four districts. */
static struct meaning regions_meant(struct mem *mem, struct str word, const struct regions *regions,
                                    const struct asking_known *known)
{
    struct meaning meaning = {.mem = mem};
    struct candidates named = regions ? regions_named(regions, word) : (struct candidates){NULL, 0};
    if (is_known(known, word))
        may_mean(&meaning, word);
    for (uint32_t i = 0; i < named.count && !is_known(known, word); i++)
        if (is_known(known, regions->row[named.row[i]].code))
            may_mean(&meaning, regions->row[named.row[i]].code);
    for (size_t i = 0; regions && !meaning.count && i < known->count; i++) {
        const struct region *row = regions_find(regions, known->code[i]);
        if (row && byname_fits(mem, regions, row, word))
            may_mean(&meaning, row->code);
    }
    return meaning;
}

static struct str regions_listed(struct mem *mem, const struct regions *regions, const struct meaning *meaning)
{
    const struct region **row = mem_array(mem, meaning->count, sizeof *row);
    for (size_t i = 0; i < meaning->count; i++)
        row[i] = regions_find(regions, meaning->code[i]);
    return byname_list(mem, regions, row, meaning->count);
}

/* The codes that are known, and what they are called, for the near word. */
static struct meaning known_names(struct mem *mem, const struct regions *regions, const struct asking_known *known)
{
    struct meaning names = {.mem = mem};
    for (size_t i = 0; i < known->count; i++) {
        const struct region *row = regions ? regions_find(regions, known->code[i]) : NULL;
        add_name(&names, known->code[i]);
        if (!row)
            continue;
        add_name(&names, row->name_zh);
        add_name(&names, row->name_en);
        add_name(&names, row->short_name);
        struct str form[BYNAME_FORMS];
        size_t forms = byname_forms(mem, row->name_zh, form);
        for (size_t k = 0; k < forms; k++)
            add_name(&names, form[k]);
    }
    return names;
}

struct str asking_meant(struct mem *mem, struct str word, const struct regions *regions,
                        const struct asking_known *known, struct str *why, bool *abroad)
{
    struct meaning meaning = regions_meant(mem, word, regions, known), elsewhere = {.mem = mem};
    *abroad = false;
    if (meaning.count == 1)
        return meaning.code[0];
    if (meaning.count) {
        *why = names_several(mem, word, regions_listed(mem, regions, &meaning));
        return (struct str){NULL, 0};
    }
    for (uint32_t i = 0; regions && i < regions->count; i++)
        if (byname_fits(mem, regions, &regions->row[i], word) || str_eq(regions->row[i].code, word))
            may_mean(&elsewhere, regions->row[i].code);
    *abroad = elsewhere.count > 0;
    if (*abroad) {
        *why = is_elsewhere(mem, word, regions_listed(mem, regions, &elsewhere), known->where);
        return (struct str){NULL, 0};
    }
    struct meaning names = known_names(mem, regions, known);
    struct str hint = nearest_hint(mem, word, names.code, names.count);
    *why = say_format(mem, "region \"%.*s\" is not in %s%.*s", STR_ARG(word), voice_text(known->where),
                      STR_ARG(hint.length || regions ? hint : voice_str("; --regions FILE knows the names of codes")));
    return (struct str){NULL, 0};
}

struct str asking_region(struct mem *mem, const char *option, const char *word, const struct regions *regions,
                         const struct asking_known *known)
{
    struct str why;
    bool abroad;
    struct str code = asking_meant(mem, str_of(word), regions, known, &why, &abroad);
    if (!code.length)
        diag_fatal(DIAG_USAGE, NULL, "%s: %.*s", option, STR_ARG(why));
    return code;
}

struct str asking_listed(struct sheet *sheet, const char *column, struct str word, const struct regions *regions,
                         const struct asking_known *known, bool more)
{
    struct str why;
    bool abroad;
    struct str code = asking_meant(sheet_mem(sheet), str_trim(word), regions, known, &why, &abroad);
    if (!code.length && !(abroad && more))
        sheet_wrong(sheet, column, "%.*s", STR_ARG(why));
    return code;
}

/* gdp GDP, gdp1 一产增加值 */
static struct str indicators_listed(struct mem *mem, const struct indicators *indicators, const struct meaning *meaning)
{
    struct str text = {NULL, 0};
    for (size_t i = 0; i < meaning->count; i++) {
        const struct indicator *row = indicators_find(indicators, meaning->code[i]);
        struct str name = row->name_zh.length && (voice_is("zh") || !row->name_en.length) ? row->name_zh : row->name_en;
        text = mem_format(mem, "%.*s%s%.*s %.*s", STR_ARG(text), i ? voice_text(", ") : "", STR_ARG(row->code),
                          STR_ARG(name));
    }
    return text;
}

struct str asking_indicator(struct mem *mem, const char *option, const char *word, const struct indicators *indicators,
                            const struct asking_known *known)
{
    struct candidates named = indicators ? indicators_named(indicators, str_of(word)) : (struct candidates){NULL, 0};
    struct meaning meaning = {.mem = mem}, elsewhere = {.mem = mem}, names = {.mem = mem};
    if (is_known(known, str_of(word)))
        return str_of(word);
    for (uint32_t i = 0; i < named.count; i++) {
        struct str code = indicators->row[named.row[i]].code;
        may_mean(is_known(known, code) ? &meaning : &elsewhere, code);
    }
    if (meaning.count == 1)
        return meaning.code[0];
    if (meaning.count)
        diag_fatal(DIAG_USAGE, NULL, "%s: %.*s", option,
                   STR_ARG(names_several(mem, str_of(word), indicators_listed(mem, indicators, &meaning))));
    if (elsewhere.count)
        diag_fatal(DIAG_USAGE, NULL, "%s: %.*s", option,
                   STR_ARG(is_elsewhere(mem, str_of(word), indicators_listed(mem, indicators, &elsewhere),
                                        known->where)));
    for (size_t i = 0; i < known->count; i++) {
        const struct indicator *row = indicators ? indicators_find(indicators, known->code[i]) : NULL;
        add_name(&names, known->code[i]);
        if (row) {
            add_name(&names, row->name_zh);
            add_name(&names, row->name_en);
            add_name(&names, row->short_name);
        }
    }
    diag_fatal(DIAG_USAGE, NULL, "%s: indicator \"%s\" is not in %s%.*s", option, word, voice_text(known->where),
               STR_ARG(nearest_hint(mem, str_of(word), names.code, names.count)));
}

void asking_level(struct mem *mem, const char *option, struct str level, const struct regions *regions)
{
    struct str *known = mem_array(mem, regions->count, sizeof *known);
    for (uint32_t i = 0; i < regions->count; i++) {
        known[i] = regions->row[i].level;
        if (str_eq(known[i], level))
            return;
    }
    diag_fatal(DIAG_USAGE, NULL, "%s: %s has no level \"%.*s\"%.*s", option, regions->file, STR_ARG(level),
               STR_ARG(nearest_hint(mem, level, known, regions->count)));
}

void asking_change(const struct span *since, const struct span *period)
{
    if (since->known && period->known && period_compare(since->value, period->value) >= 0)
        diag_fatal(DIAG_USAGE, NULL, "--since %.*s is not before --period %.*s", STR_ARG(since->text),
                   STR_ARG(period->text));
}
