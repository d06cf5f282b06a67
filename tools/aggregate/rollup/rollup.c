/* rollup - see rollup.h: observations in, cells found, wholes out */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"
#include "frame/aside.h"
#include "rollup/rollup_inside.h"

/* ---- what was asked ---- */

/* --suppress-below; nothing is below 0. */
static struct num threshold_of(const char *text)
{
    struct num value = num_of(0);
    if (text && (num_parse(str_of(text), &value) != NUM_OK || num_sign(value) < 0))
        diag_fatal(DIAG_USAGE, NULL, "--suppress-below: \"%s\" is not a number from 0", text);
    return value;
}

static void read_level(struct roll *roll)
{
    roll->over_regions = true;
    roll->level = str_of(roll->ask->to_level);
    if (!roll->ask->asking->regions_file && !roll->ask->codes)
        diag_fatal(DIAG_USAGE, NULL, "--to-level needs --regions or --codes, which has the levels and the parents");
}

/* The tree along which parts make wholes, and the column that has its codes. */
static struct regions *read_tree(struct roll *roll, struct job *job)
{
    const struct rollup_ask *ask = roll->ask;
    struct regions *tree = ask->asking->regions;
    struct str file = str_of(ask->codes), column = {NULL, 0};
    roll->place = observed_row(OBSERVED_REGION)->name;
    if (ask->codes) {
        bool named = str_find(file, STR("=")) >= 0 && str_cut(&file, '=', &column);
        struct reader *reader = job_table(job, mem_copy(job->mem, file).at);
        struct columns columns = column_header(job->mem, reader);
        roll->place = named || !columns.count ? mem_copy(job->mem, column) : columns.name[0];
        tree = codes_load(job->mem, reader);
    }
    roll->regions = str_eq(roll->place, observed_row(OBSERVED_REGION)->name);
    roll->of_indicators = str_eq(roll->place, observed_row(OBSERVED_INDICATOR)->name);
    roll->places = roll->regions ? N_("regions") : N_("codes");
    if (!roll->regions && !roll->of_indicators && observed_find(roll->place) < OBSERVED_COUNT)
        diag_fatal(DIAG_USAGE, NULL, "--codes: \"%.*s\" is a column of every observation and has no codes",
                   STR_ARG(roll->place));
    return tree;
}

static void read_grain(struct roll *roll)
{
    static const struct {
        const char *word;
        enum period_grain grain;
    } row[] = {{"month", PERIOD_MONTH}, {"quarter", PERIOD_QUARTER}, {"half", PERIOD_HALF}, {"year", PERIOD_YEAR}};
    roll->over_periods = true;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (strcmp(roll->ask->to_period, row[i].word) == 0)
            roll->grain = row[i].grain;
}

static void begin(struct roll *roll, struct job *job)
{
    const struct rollup_ask *ask = roll->ask;
    if (!ask->asking->indicators_file)
        diag_fatal(DIAG_USAGE, NULL, "a roll-up needs --indicators, which has each indicator's kind and rule");
    if (ask->to_period)
        read_grain(roll);
    if (ask->to_level)
        read_level(roll);
    roll->coverage = ask->coverage;
    roll->suppress = threshold_of(ask->suppress);
    roll->hides = ask->suppress != NULL;
    few_begin(roll);
    if (ask->asking->regions_file && ask->codes)
        diag_fatal(DIAG_USAGE, NULL, "--regions and --codes are two trees: roll up along one, and the output along the "
                   "other");
    asking_begin(job, ask->asking);
    roll->indicators = ask->asking->indicators;
    struct regions *regions = read_tree(roll, job);
    roll->territory = territory_open(job->mem, regions);
    roll->units = asking_units(job, ask->asking);
    if (roll->over_regions)
        asking_level(job->mem, "--to-level", roll->level, regions);
}

/* ---- records in ---- */

/* Is it a dimension? */
static bool parts_series(const struct roll *roll, struct str name)
{
    return observed_parts(name) && !str_eq(name, roll->place);
}

/* What parts series: the caliber, then the columns of --by, or all that no observation has
 * itself. */
static void choose_dimensions(struct roll *roll)
{
    const struct columns *columns = &roll->columns;
    struct choice by = {NULL, 0};
    if (roll->ask->by && *roll->ask->by)
        by = column_choose(roll->mem, columns, str_of(roll->ask->by), "--by");
    for (uint32_t i = 0; i < by.count; i++) {
        struct str name = columns->name[by.at[i]];
        if (observed_find(name) < OBSERVED_COUNT)
            diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" is a column of every observation", STR_ARG(name));
        if (str_eq(name, roll->place))
            diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" is the column of --codes", STR_ARG(name));
    }
    roll->dimension = mem_array(roll->mem, columns->count + 2, sizeof *roll->dimension);
    uint32_t caliber = column_find(columns, observed_row(OBSERVED_CALIBER)->name);
    roll->has_caliber = caliber != COLUMN_NONE;
    if (roll->has_caliber)
        roll->dimension[roll->dimensions++] = caliber;
    if (!roll->regions && columns->count)
        roll->dimension[roll->dimensions++] =
            column_need(columns, observed_row(OBSERVED_REGION)->name, N_("observations have one"));
    for (uint32_t i = 0; i < by.count; i++)
        roll->dimension[roll->dimensions++] = by.at[i];
    for (uint32_t i = 0; !roll->ask->by && i < columns->count; i++)
        if (parts_series(roll, columns->name[i]))
            roll->dimension[roll->dimensions++] = i;
}

static void read_observations(struct roll *roll, struct job *job)
{
    struct observing *how = &roll->ask->asking->how;
    roll->columns = column_header(roll->mem, job_reader(job));
    choose_dimensions(roll);
    how->place = roll->place;
    how->dimension = roll->dimension;
    how->dimensions = roll->dimensions;
    how->strict = true;
    roll->observations = asking_observations(job, roll->ask->asking, NULL, NULL);
}

static void index_series(struct roll *roll)
{
    roll->key = mem_array(roll->mem, roll->dimensions + 3, sizeof *roll->key);
    roll->panel = panel_open(roll->mem, roll->observations, roll->dimensions);
    roll->cells = group_open(roll->dimensions + 3, sizeof(struct whole *));
    roll->told = group_open(1, 1);
}

/* ---- which wholes there are ---- */

/* The key of a whole; `text` has room for its period. */
static struct str *key_of(const struct roll *roll, struct str region, struct str indicator, const struct str *dimension,
                          struct period period, char *text)
{
    roll->key[0] = region;
    roll->key[1] = roll_indicator(roll, region, indicator);
    for (uint32_t i = 0; i < roll->dimensions; i++)
        roll->key[2 + i] = dimension[i];
    roll->key[2 + roll->dimensions] = (struct str){text, period_write(text, period)};
    return roll->key;
}

struct whole *roll_cell(const struct roll *roll, struct str region, struct str indicator, const struct str *dimension,
                       struct period period)
{
    char text[PERIOD_TEXT_MAX];
    struct whole *const *cell = group_find(roll->cells, key_of(roll, region, indicator, dimension, period, text));
    return cell ? *cell : NULL;
}

/* A row that stays when its series is packed again. */
static const struct observation *keep_row(const struct roll *roll, const struct observation *row)
{
    struct observation *kept = mem_take(roll->mem, sizeof *kept);
    struct str *dimension = mem_array(roll->mem, roll->dimensions, sizeof *dimension);
    *kept = *row;
    kept->value_text = mem_copy(roll->mem, row->value_text);
    kept->dimension = dimension;
    for (uint32_t i = 0; i < roll->dimensions; i++)
        dimension[i] = row->dimension[i];
    return kept;
}

static void add_cell(struct roll *roll, struct str region, const struct observation *row, struct period period)
{
    char text[PERIOD_TEXT_MAX];
    struct whole **kept = group_at(roll->cells, key_of(roll, region, row->indicator, row->dimension, period, text));
    if (*kept)
        return;
    row = keep_row(roll, row);
    *kept = mem_take(roll->mem, sizeof **kept);
    **kept = (struct whole){.region = region, .indicator = roll_indicator(roll, region, row->indicator),
                           .dimension = row->dimension, .period = period, .like = row, .unit = row->unit};
    (*kept)->about = indicators_find(roll->indicators, (*kept)->indicator);
    roll->cell = mem_grow(roll->mem, roll->cell, roll->count, &roll->room, sizeof(struct whole *));
    roll->cell[roll->count++] = *kept;
}

/* Why a region or a code of another tree is none then, in a sentence. */
static struct str why_none(const struct roll *roll, const struct observation *row)
{
    if (territory_knows(roll->territory, row->region))
        return say_format(roll->scratch, "%.*s \"%.*s\" is not there on the last day of the period (valid_from, "
                          "valid_to)", STR_ARG(roll->place), STR_ARG(row->region));
    if (roll->regions && roll->ask->asking->regions)
        return aside_sentence(roll->scratch, OBSERVED_REGION, row->region, NULL, roll->ask->asking->regions,
                              DIAG_REGION);
    return say_format(roll->scratch, "%.*s \"%.*s\" is not in the codes", STR_ARG(roll->place), STR_ARG(row->region));
}

/* A region that the table does not have, or not on that day, is told once, with the number of rows: they are lost
 * to what was asked for, so it is an error. */
static bool is_region(struct roll *roll, const struct observation *row)
{
    if (territory_knows(roll->territory, row->region) &&
        territory_at(roll->territory, row->region, row->period.last) != REGION_NONE)
        return true;
    struct mem_mark mark = mem_mark(roll->scratch);
    struct place place = observation_place(row);
    diag_report(DIAG_REGION, &place, "%.*s; its figures enter nothing", STR_ARG(why_none(roll, row)));
    mem_rewind(roll->scratch, mark);
    return false;
}

static void tell_out(const struct observation *row, const char *why)
{
    struct place place = observation_place(row);
    diag_report(DIAG_ROLLUP, &place, "%.*s %.*s %.*s %s", STR_ARG(row->region), STR_ARG(row->indicator),
                STR_ARG(row->period_text), voice_text(why));
}

/* The whole that a row belongs to. */
static void find_cell(struct roll *roll, const struct observation *row)
{
    struct period period = row->period;
    if (!is_region(roll, row))
        return;
    if (roll->over_periods && !period_coarsen(row->period, roll->grain, &period)) {
        tell_out(row, N_("is in no period of that length and enters nothing"));
        return;
    }
    uint32_t home = territory_home(roll->territory, row->region, row->period.last, period.last, roll->level);
    if (home == REGION_NONE) {
        tell_out(row, roll->regions ? N_("is below no region of that level and enters nothing")
                                    : N_("is below no code of that level and enters nothing"));
        return;
    }
    add_cell(roll, territory_version(roll->territory, home)->code, row, period);
}

static int by_key(const void *left, const void *right, void *dimensions)
{
    const struct whole *a = *(struct whole *const *)left, *b = *(struct whole *const *)right;
    int order = str_cmp(a->region, b->region);
    if (!order)
        order = str_cmp(a->indicator, b->indicator);
    for (uint32_t i = 0; i < *(const uint32_t *)dimensions && !order; i++)
        order = str_cmp(a->dimension[i], b->dimension[i]);
    return order ? order : period_compare(a->period, b->period);
}

static void find_cells(struct roll *roll)
{
    for (uint32_t i = 0; i < observation_series_count(roll->observations); i++) {
        struct mem_mark mark = mem_mark(roll->scratch);
        struct series series = observation_series(roll->scratch, roll->observations, i);
        for (uint32_t k = 0; k < series.count; k++)
            find_cell(roll, &series.row[k]);
        mem_rewind(roll->scratch, mark);
    }
    if (roll->count)
        qsort_r(roll->cell, roll->count, sizeof(struct whole *), by_key, &roll->dimensions);
}

static void fill_cells(struct roll *roll, void (*fill)(const struct roll *roll, struct whole *cell))
{
    for (size_t i = 0; i < roll->count; i++) {
        struct mem_mark mark = mem_mark(roll->scratch);
        fill(roll, roll->cell[i]);
        mem_rewind(roll->scratch, mark);
    }
}

/* ---- rows out ---- */

/* The columns of a whole, those before the dimensions and those behind.  In scope: mem, cell,
 * shows (has it a value to show?), status. */
#define WHOLE_COLUMNS(X) \
    X(indicator, "what it is of", cell->indicator) \
    X(period, "when", period_text(mem, cell->period)) \
    X(value, "put together, or as it came", shows ? cell->text : STR("")) \
    X(unit, "that of its parts", cell->unit) \
    X(status, "the worst of its parts", \
      status == STATUS_NONE ? STR("") : ((struct str){&observation_status_row(status)->code, 1})) \
    X(qualifier, "approx where a part is", shows ? cell->qualifier : STR("")) \
    X(vintage, "that of its parts, where they share one", cell->vintage) \
    X(verified, "the weakest mark of its parts", cell->verified)

#define PART_COLUMNS(X) \
    X(parts, "how many were there", answer_count(mem, cell->there, cell->of)) \
    X(of, "how many are needed", answer_count(mem, cell->of, cell->of)) \
    X(reason, "why there is no value, or what to know of it", cell->reason)

static void write_header(const struct roll *roll, struct writer *writer)
{
    if (!roll->of_indicators)
        writer_field(writer, roll->place);
    WHOLE_COLUMNS(ANSWER_HEAD)
    for (uint32_t i = 0; i < roll->dimensions; i++)
        writer_field(writer, roll->columns.name[roll->dimension[i]]);
    PART_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static void write_cell(const struct roll *roll, struct writer *writer, const struct whole *cell)
{
    struct mem *mem = roll->scratch;
    bool shows = cell->state == WHOLE_MADE || cell->state == WHOLE_AS_IT_CAME;
    enum observation_status status = cell->status == STATUS_NONE && cell->state == WHOLE_MADE ? STATUS_A : cell->status;
    if (!roll->of_indicators)
        writer_field(writer, cell->region);
    WHOLE_COLUMNS(ANSWER_CELL)
    for (uint32_t i = 0; i < roll->dimensions; i++)
        writer_field(writer, cell->dimension[i]);
    PART_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void write_all(const struct roll *roll, struct writer *writer)
{
    write_header(roll, writer);
    for (size_t i = 0; i < roll->count; i++) {
        struct mem_mark mark = mem_mark(roll->scratch);
        write_cell(roll, writer, roll->cell[i]);
        mem_rewind(roll->scratch, mark);
    }
}

/* ---- run ---- */

void rollup_run(struct job *job, const struct rollup_ask *ask)
{
    struct roll roll = {.mem = job->mem, .scratch = mem_open(), .ask = ask};
    begin(&roll, job);
    read_observations(&roll, job);
    index_series(&roll);
    find_cells(&roll);
    fill_cells(&roll, value_find);
    hide_small(&roll);
    fill_cells(&roll, value_find_quotient);
    write_all(&roll, job_writer(job));
    territory_close(roll.territory);
    panel_close(roll.panel);
    observation_close(roll.observations);
    group_close(roll.cells);
    group_close(roll.told);
    mem_close(roll.scratch);
}
