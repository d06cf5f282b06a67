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
    roll->key = mem_array(roll->mem, roll->dimensions + 2, sizeof *roll->key);
    roll->lines = group_open(roll->dimensions + 2, sizeof(struct line));
    roll->told = group_open(1, 1);
    gather_begin(roll);
}

/* ---- which wholes there are ---- */

static struct str *key_of(const struct roll *roll, struct str region, struct str indicator, const struct str *dimension)
{
    roll->key[0] = region;
    roll->key[1] = roll_indicator(roll, region, indicator);
    for (uint32_t i = 0; i < roll->dimensions; i++)
        roll->key[2 + i] = dimension[i];
    return roll->key;
}

static int by_time(struct period a, struct period b)
{
    int order = period_compare(a, b);
    return order ? order : (int)a.grain - (int)b.grain;
}

/* The first of a line's cells that is not before a period.  It is often the one that was asked for last,
 * or behind it. */
static uint32_t place_in(const struct line *line, struct period period, uint32_t last)
{
    uint32_t low = 0, high = line->cells;
    int order = last < high ? by_time(line->cell[last]->period, period) : 1;
    if (order == 0)
        return last;
    if (order < 0) {
        low = last + 1;
        if (low == high || by_time(line->cell[low]->period, period) >= 0)
            return low;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (by_time(line->cell[middle]->period, period) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_cell(const struct line *line, uint32_t at, struct period period)
{
    return at < line->cells && by_time(line->cell[at]->period, period) == 0;
}

struct whole *roll_cell(const struct roll *roll, struct str region, struct str indicator, const struct str *dimension,
                       struct period period)
{
    const struct line *line = group_find(roll->lines, key_of(roll, region, indicator, dimension));
    uint32_t at = line ? place_in(line, period, 0) : 0;
    return line && has_cell(line, at, period) ? line->cell[at] : NULL;
}

/* The rows of one series at work. */
struct strip {
    struct str region, indicator;
    const struct str *dimension;
    struct observed_rows rows;
    uint32_t home;            /* the region of the level that the row before is of, */
    struct line *line;        /* its line, */
    uint32_t at;              /* and that row's cell there */
};

static struct line *line_of(struct roll *roll, struct str region, const struct strip *strip)
{
    uint32_t before = group_count(roll->lines);
    struct line *line = group_at(roll->lines, key_of(roll, region, strip->indicator, strip->dimension));
    if (group_count(roll->lines) == before)
        return line;
    struct str *dimension = mem_array(roll->mem, roll->dimensions, sizeof *dimension);
    for (uint32_t i = 0; i < roll->dimensions; i++)
        dimension[i] = group_key(roll->lines, line, 2 + i);
    *line = (struct line){.region = region, .indicator = roll_indicator(roll, region, strip->indicator),
                          .dimension = dimension};
    return line;
}

static const struct observation *row_of(const struct roll *roll, const struct strip *strip, uint32_t k)
{
    return observed_unpack(roll->scratch, roll->observations, strip->rows, k, 1).row;
}

static struct whole *make_cell(const struct roll *roll, const struct line *line, const struct observation *row,
                               struct period period)
{
    struct whole *cell = mem_take(roll->mem, sizeof *cell);
    *cell = (struct whole){.region = line->region, .indicator = line->indicator, .dimension = line->dimension,
                           .period = period, .file = row->file, .line = row->line, .record = row->record,
                           .like_unit = row->unit, .unit = row->unit,
                           .about = indicators_find(roll->indicators, line->indicator)};
    return cell;
}

static void add_cell(struct roll *roll, struct strip *strip, uint32_t k, uint32_t home, struct period period)
{
    struct line *line = strip->line;
    if (!line || strip->home != home) {
        strip->line = line = line_of(roll, territory_version(roll->territory, home)->code, strip);
        strip->at = line->cells;
        strip->home = home;
    }
    uint32_t at = strip->at = place_in(line, period, strip->at);
    if (has_cell(line, at, period))
        return;
    line->cell = mem_grow(roll->mem, line->cell, line->cells, &line->room, sizeof *line->cell);
    for (uint32_t i = line->cells; i > at; i--)
        line->cell[i] = line->cell[i - 1];
    line->cell[at] = make_cell(roll, line, row_of(roll, strip, k), period);
    line->cells++;
    roll->count++;
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
static void tell_none(struct roll *roll, const struct observation *row)
{
    struct place place = observation_place(row);
    diag_report(DIAG_REGION, &place, "%.*s; its figures enter nothing", STR_ARG(why_none(roll, row)));
}

static void tell_out(const struct observation *row, const char *why)
{
    struct place place = observation_place(row);
    diag_report(DIAG_ROLLUP, &place, "%.*s %.*s %.*s %s", STR_ARG(row->region), STR_ARG(row->indicator),
                STR_ARG(row->period_text), voice_text(why));
}

/* Where a region's figure of a period goes: into which period of which region, or why nowhere. */
struct way {
    struct period of, whole;
    enum { WAY_REGION, WAY_PERIOD, WAY_LEVEL, WAY_FOUND } end;
    uint32_t home;
};

static struct way way_of(struct roll *roll, struct str region, struct period of)
{
    struct way way = {.of = of, .whole = of, .end = WAY_FOUND};
    if (!territory_knows(roll->territory, region) ||
        territory_at(roll->territory, region, of.last) == REGION_NONE) {
        way.end = WAY_REGION;
    } else if (roll->over_periods && !period_coarsen(of, roll->grain, &way.whole)) {
        way.end = WAY_PERIOD;
    } else {
        way.home = territory_home(roll->territory, region, of.last, way.whole.last, roll->level);
        way.end = way.home == REGION_NONE ? WAY_LEVEL : WAY_FOUND;
    }
    return way;
}

/* The ways of a region's periods: its series mostly have the same ones. */
struct ways {
    struct str region;
    struct way *way;
    size_t count, room;
};

static const struct way *find_way(struct roll *roll, struct ways *ways, struct str region, struct period of, uint32_t k)
{
    if (!str_eq(ways->region, region))
        ways->count = 0;
    ways->region = region;
    while (ways->count <= k) {
        ways->way = mem_grow(roll->mem, ways->way, ways->count, &ways->room, sizeof *ways->way);
        ways->way[ways->count++] = way_of(roll, region, of);
    }
    struct way *way = &ways->way[k];
    if (by_time(way->of, of) != 0)
        *way = way_of(roll, region, of);
    return way;
}

/* The whole that a row belongs to. */
static void find_cell(struct roll *roll, struct ways *ways, struct strip *strip, uint32_t k)
{
    struct period when = observed_when(roll->observations, strip->rows, k);
    const struct way *way = find_way(roll, ways, strip->region, when, k);
    struct mem_mark mark = mem_mark(roll->scratch);
    if (way->end == WAY_FOUND)
        add_cell(roll, strip, k, way->home, way->whole);
    else if (way->end == WAY_REGION)
        tell_none(roll, row_of(roll, strip, k));
    else if (way->end == WAY_PERIOD)
        tell_out(row_of(roll, strip, k), N_("is in no period of that length and enters nothing"));
    else
        tell_out(row_of(roll, strip, k), roll->regions ? N_("is below no region of that level and enters nothing")
                                                       : N_("is below no code of that level and enters nothing"));
    mem_rewind(roll->scratch, mark);
}

static int by_key(const void *left, const void *right, void *dimensions)
{
    const struct line *a = *(struct line *const *)left, *b = *(struct line *const *)right;
    int order = str_cmp(a->region, b->region);
    if (!order)
        order = str_cmp(a->indicator, b->indicator);
    for (uint32_t i = 0; i < *(const uint32_t *)dimensions && !order; i++)
        order = str_cmp(a->dimension[i], b->dimension[i]);
    return order;
}

/* All cells, line by line. */
static void list_cells(struct roll *roll)
{
    struct line **line = mem_array(roll->mem, group_count(roll->lines), sizeof *line);
    size_t lines = 0, count = 0;
    for (struct group_walk walk = {0}; group_next(roll->lines, &walk);)
        line[lines++] = walk.state;
    if (lines)
        qsort_r(line, lines, sizeof *line, by_key, &roll->dimensions);
    roll->cell = mem_array(roll->mem, roll->count, sizeof *roll->cell);
    for (size_t i = 0; i < lines; i++)
        for (uint32_t k = 0; k < line[i]->cells; k++)
            roll->cell[count++] = line[i]->cell[k];
}

static void find_cells(struct roll *roll)
{
    const struct observations *observations = roll->observations;
    struct str *dimension = mem_array(roll->mem, roll->dimensions, sizeof *dimension);
    struct ways ways = {0};
    for (uint32_t i = 0; i < observation_series_count(observations); i++) {
        for (uint32_t k = 0; k < roll->dimensions; k++)
            dimension[k] = observation_key(observations, i, OBSERVED_OF_DIMENSION + k);
        struct strip strip = {.region = observation_key(observations, i, OBSERVED_OF_REGION),
                              .indicator = observation_key(observations, i, OBSERVED_OF_INDICATOR),
                              .dimension = dimension, .rows = observed_series(observations, i)};
        for (uint32_t k = 0; k < strip.rows.rows; k++)
            find_cell(roll, &ways, &strip, k);
    }
    list_cells(roll);
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
    observation_close(roll.observations);
    group_close(roll.lines);
    group_close(roll.told);
    mem_close(roll.scratch);
}
