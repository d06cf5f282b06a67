/* asking - see asking.h */
#include <stddef.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/asking.h"
#include "meaning/expr.h"

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
    {'p', "places", "N", "decimals of results instead of all that are exact", OPT_COUNT, INTO(places), "0 to 30"},
    {0, "round", "RULE", "how halves are rounded", OPT_CHOICE, INTO(rounding), "up|even"},
    {0, "quantile-type", "N", "type of quartiles and percentiles; 7 unless told", OPT_COUNT, INTO(quantile_type),
     "1 to 9"},
    {0, "threads", "N", "read a file with N threads; all cores unless told", OPT_COUNT, INTO(threads), NULL},
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
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return asking->threads ? (size_t)asking->threads : cores > 0 ? (size_t)cores : 1;
}

/* ---- tables and input ---- */

void asking_begin(struct job *job, struct asking *asking)
{
    if (asking->indicators_file)
        asking->indicators = indicators_load(job->mem, job_table(job, asking->indicators_file));
    if (asking->regions_file)
        asking->regions = regions_load(job->mem, job_table(job, asking->regions_file));
    asking->how.vintage = asking->vintage.value;
    asking->how.vintages = asking->vintage.count;
    asking->how.known = asking->known.known ? &asking->known.value : NULL;
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
    return asking->where ? expr_compile_condition(job->mem, str_of(asking->where), "--where", names) : NULL;
}

static bool counts(struct expr *where, const struct record *record)
{
    return !where || expr_test(where, (void *)(uintptr_t)record) == EXPR_TRUE;
}

struct observations *asking_observations(struct job *job, struct asking *asking,
                                         void (*seen)(void *state, const struct record *record), void *state)
{
    struct reader *reader = job->reader ? job->reader : job_reader(job);
    struct columns columns = column_header(job->mem, reader);
    struct expr_names names;
    struct expr *where = condition(job, asking, &columns, &names);
    struct observations *observations = observation_open(job->mem, reader, &asking->how);
    for (const struct record *record; (record = reader_next(reader));) {
        if (seen)
            seen(state, record);
        if (counts(where, record))
            observation_take(observations, record);
    }
    observation_settle(observations);
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
    struct expr_names names;
    struct expr *where = condition(job, asking, &columns, &names);
    struct observations *observations = observation_open(job->mem, reader, &asking->how);
    struct stretch stretch = open_stretch(job, asking, &columns);
    observation_restart(observations);
    struct mem_mark mark = mem_mark(job->mem);
    for (const struct record *record; (record = reader_next(reader));) {
        bool first = stretch.last == NULL;
        if (begins(&stretch, job, record) && !first) {
            observation_settle(observations);
            each(state, observations);
            observation_restart(observations);
            mem_rewind(job->mem, mark);
        }
        if (seen)
            seen(state, record);
        if (counts(where, record))
            observation_take(observations, record);
    }
    observation_settle(observations);
    each(state, observations);
    observation_end(observations);
    group_close(stretch.keys);
}

/* ---- words that mean a row ---- */

static bool is_known(const struct asking_known *known, struct str code)
{
    for (size_t i = 0; i < known->count; i++)
        if (str_eq(known->code[i], code))
            return true;
    return false;
}

/* The code that is meant: `named` is how many codes have the word as a name, and `code` the
 * first of them. */
static bool meant(const struct asking_known *known, struct str word, uint32_t named, struct str *code)
{
    if (is_known(known, word))
        *code = word;
    else if (named != 1 || !is_known(known, *code))
        return false;
    return true;
}

/* What is near the word: a code that is known, else what the table has. */
static struct str near(const struct asking_known *known, struct str word, struct str in_table)
{
    ptrdiff_t nearest = near_find(word, known->code, known->count);
    return nearest >= 0 ? known->code[nearest] : in_table;
}

struct str asking_region(struct mem *mem, const char *option, const char *word, const struct regions *regions,
                         const struct asking_known *known)
{
    struct candidates named = regions ? regions_named(regions, str_of(word)) : (struct candidates){NULL, 0};
    struct str code = named.count ? regions->row[named.row[0]].code : (struct str){NULL, 0};
    if (meant(known, str_of(word), named.count, &code))
        return code;
    if (named.count > 1)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%s\" is the name of %u regions; give its code", option, word,
                   (unsigned)named.count);
    struct str in_table = {NULL, 0};
    if (regions && !named.count)
        in_table = regions_near(regions, str_of(word));
    diag_fatal(DIAG_USAGE, NULL, "%s: region \"%s\" is not in %s%.*s", option, word, voice_text(known->where),
               STR_ARG(near_hint(mem, near(known, str_of(word), in_table))));
}

struct str asking_indicator(struct mem *mem, const char *option, const char *word, const struct indicators *indicators,
                            const struct asking_known *known)
{
    struct candidates named = indicators ? indicators_named(indicators, str_of(word)) : (struct candidates){NULL, 0};
    struct str code = named.count ? indicators->row[named.row[0]].code : (struct str){NULL, 0};
    if (meant(known, str_of(word), named.count, &code))
        return code;
    if (named.count > 1)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%s\" is the name of %u indicators; give its code", option, word,
                   (unsigned)named.count);
    struct str in_table = {NULL, 0};
    if (indicators && !named.count)
        in_table = indicators_near(indicators, str_of(word));
    diag_fatal(DIAG_USAGE, NULL, "%s: indicator \"%s\" is not in %s%.*s", option, word, voice_text(known->where),
               STR_ARG(near_hint(mem, near(known, str_of(word), in_table))));
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
