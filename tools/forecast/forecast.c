/* forecast: observations in; out they go again with what is foreseen of their series, beside how sure
 * it is and how often it was right before. */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "contest.h"
#include "foretell.h"
#include "frame/asking.h"
#include "heldout.h"
#include "hindsight.h"
#include "ledger.h"
#include "reconcile.h"

/* ---- options ---- */

static const char *periods, *models, *transform, *season, *ytd, *targets_file, *scenarios_file, *interval;
static const char *by, *total, *came_true;
static struct opt_list assume;
static uint64_t ytd_years = 3, interval_from = MODEL_INTERVAL_LEAST, horizon;
static bool path, across, onward, backtest, held_out, grouped, only, reasons;
static struct asking asking;

static const struct opt options[] = {
    {0, "to", "PERIOD,...", "what to forecast: years, half-years, quarters or months", OPT_TEXT, &periods, NULL},
    {0, "path", NULL, "and all periods on the way there", OPT_FLAG, &path, NULL},
    {'m', "model", "NAME,...", "models by name, all, or auto: nearest in the backtest; else damped, of months theta",
     OPT_TEXT, &models, NULL},
    {0, "transform", "HOW", "fit to logarithms, or to logits between the limits of nature", OPT_CHOICE, &transform,
     "log|logit"},
    {0, "season", "HOW", "what to do with seasons; auto unless told", OPT_CHOICE, &season, "auto|none|added|times|stl"},
    {0, "across-breaks", NULL, "use values before a break in the series too", OPT_FLAG, &across, NULL},
    {0, "interval-from", "N", "fewer values give no interval; 5 unless told", OPT_COUNT, &interval_from, "2 to 1000"},
    {0, "ytd", "WAY", "how a year that has begun becomes a whole one; shares unless told", OPT_CHOICE, &ytd,
     "shares|sums|growth|rest|none"},
    {0, "ytd-years", "N", "by how many earlier years; 3 unless told", OPT_COUNT, &ytd_years, "1 to 50"},
    {0, "ytd-onward", NULL, "later years go on from the whole year that has begun", OPT_FLAG, &onward, NULL},
    {'t', "targets", "FILE", "targets: the outlook for each, and what is needed", OPT_TEXT, &targets_file, NULL},
    {0, "interval", "PERCENT", "which interval the outlook goes by (95)", OPT_CHOICE, &interval, "80|95"},
    {0, "scenarios", "FILE", "what if: columns scenario, indicator, region, period, rate, value, mode", OPT_TEXT,
     &scenarios_file, NULL},
    {0, "assume", "INDICATOR=RATE", "growth in percent a period in place of the models", OPT_EACH, &assume, NULL},
    {0, "totals", "HOW", "wholes and their parts: tell where they differ, or sum the parts", OPT_CHOICE, &total,
     "tell|sum"},
    {0, "backtest", NULL, "write how far off each model was before instead", OPT_FLAG, &backtest, NULL},
    {0, "horizon", "N", "steps ahead in the backtest; as far as --to, else 3", OPT_COUNT, &horizon, "1 to 120"},
    {0, "held-out", NULL, "read series with a part held out, and write how far off each model is", OPT_FLAG, &held_out,
     NULL},
    {0, "came-true", "FILE", "hold forecasts made earlier against these figures, and write how near they were",
     OPT_TEXT, &came_true, NULL},
    {'b', "by", "COLUMNS", "columns that part series, instead of all that are not an observation's own", OPT_TEXT, &by,
     NULL},
    {0, "grouped", NULL, "the rows of a series stand together: keep one series in memory", OPT_FLAG, &grouped, NULL},
    {0, "only", NULL, "write the forecasts without the input's rows", OPT_FLAG, &only, NULL},
    {0, "reasons", NULL, "write a row, with a reason, where there is no forecast", OPT_FLAG, &reasons, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_UNITS | ASK_WHERE | ASK_VINTAGE | ASK_KNOWN | ASK_AS_OF |
                       ASK_PLACES | ASK_ROUND),
    {0}};

/* ---- state ---- */

enum { MODELS_MOST = 32, STEPS_MOST = 1200 };

struct forecast {
    struct job *job;
    struct mem *mem;
    struct columns columns;
    struct choice dimension;
    const struct model *model[MODELS_MOST];
    struct foretelling how;
    struct revisions targets;
    struct ledger *ledger;
    struct contest *contest;  /* with --backtest */
    struct observations *observations; /* the whole table, where it is not taken by series */
    struct reconcile *totals; /* with --totals */
};

/* ---- begin: what is asked for ---- */

static void read_periods(struct forecast *f)
{
    struct str rest = str_of(periods), piece;
    struct period *to = NULL;
    size_t room = 0;
    while (str_cut(&rest, ',', &piece)) {
        to = mem_grow(f->mem, to, f->how.periods, &room, sizeof *to);
        if (!period_parse(piece, &to[f->how.periods]) || !history_season(to[f->how.periods].grain))
            diag_fatal(DIAG_USAGE, NULL, "--to: \"%.*s\" is no year, half-year, quarter or month, as 2025 or 2025-Q4",
                       STR_ARG(piece));
        f->how.periods++;
    }
    f->how.to = to;
}

static const struct model *find_model(struct mem *mem, struct str name)
{
    const struct model *model = model_find(name);
    struct str known[MODELS_MOST + 2] = {STR("auto"), STR("all")};
    size_t count = 2;
    if (model)
        return model;
    for (size_t i = 0; (model = model_at(i)); i++)
        known[count++] = str_of(model->name);
    struct str hint = nearest_hint(mem, name, known, count);
    diag_fatal(DIAG_USAGE, NULL, "--model: no model \"%.*s\"%.*s", STR_ARG(name),
               STR_ARG(hint.length ? hint : voice_str(N_(" (--list names them)"))));
}

static void add_model(struct predicting *how, const struct model **into, const struct model *model)
{
    for (size_t i = 0; i < how->models; i++)
        if (into[i] == model)
            return;
    into[how->models++] = model;
}

static void read_models(struct forecast *f)
{
    struct predicting *how = &f->how.predicting;
    struct str rest = str_of(models), name;
    const struct model *model;
    how->automatic = str_eq(rest, STR("auto"));
    how->model = f->model;
    how->every = how->automatic || str_eq(rest, STR("all")) || ((backtest || held_out) && !models);
    if (!models && !how->every)
        return;
    if (how->every)
        rest = STR("all");
    while (str_cut(&rest, ',', &name)) {
        for (size_t i = 0; str_eq(name, STR("all")) && (model = model_at(i)); i++)
            add_model(how, f->model, model);
        if (!str_eq(name, STR("all")))
            add_model(how, f->model, find_model(f->mem, name));
    }
    if (how->models == 0)
        diag_fatal(DIAG_USAGE, NULL, "--model: no model is named (--list names them)");
}

static int choice_of(const char *word, const char *const *words)
{
    int i = 0;
    while (word && words[i] && strcmp(word, words[i]) != 0)
        i++;
    return i;
}

static void read_choices(struct forecast *f)
{
    static const char *const seasons[] = {"auto", "none", "added", "times", "stl", NULL};
    struct foretelling *how = &f->how;
    how->predicting.season = season ? (enum season_choice)choice_of(season, seasons) : SEASON_AUTO;
    how->predicting.scale = !transform ? MODEL_PLAIN : strcmp(transform, "log") == 0 ? MODEL_LOG : MODEL_LOGIT;
    how->predicting.interval_least = (unsigned)interval_from;
    how->whole_years = !ytd || strcmp(ytd, "none") != 0;
    for (int way = 0; way < WHOLEYEAR_COUNT; way++)
        if (ytd && strcmp(ytd, wholeyear_word((enum wholeyear_way)way)) == 0)
            how->way = (enum wholeyear_way)way;
    how->years = ytd_years;
    how->path = path;
    how->across = across;
    how->onward = onward;
    how->level = interval && strcmp(interval, "80") == 0 ? MODEL_80 : MODEL_95;
    how->places = asking_places(&asking);
}

static void refuse_options(const struct forecast *f)
{
    static const char *const not_held[] = {
        "to", "path", "ytd", "ytd-years", "ytd-onward", "targets", "scenarios", "assume", "totals", "backtest", "by",
        "grouped", "only", "reasons", "horizon"};
    static const char *const not_past[] = {
        "to", "path", "model", "transform", "season", "interval-from", "ytd", "ytd-years", "ytd-onward", "interval",
        "scenarios", "assume", "totals", "backtest", "held-out", "grouped", "only", "reasons", "horizon"};
    if (!periods && !backtest && !held_out && !came_true)
        diag_fatal(DIAG_USAGE, NULL, "--to says what to forecast, as in --to 2025 (--help)");
    for (size_t i = 0; came_true && i < sizeof not_past / sizeof *not_past; i++)
        if (opt_given(not_past[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is for new forecasts; --came-true looks at earlier ones", not_past[i]);
    for (size_t i = 0; held_out && i < sizeof not_held / sizeof *not_held; i++)
        if (opt_given(not_held[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is for observations; --held-out reads series with a part held out",
                       not_held[i]);
    if (backtest && (targets_file || scenarios_file || assume.count || total))
        diag_fatal(DIAG_USAGE, NULL, "--backtest writes no forecasts: no targets, scenarios, assumptions or totals");
    if (total && grouped)
        diag_fatal(DIAG_USAGE, NULL, "--totals needs all series at once; --grouped keeps one");
    if (total && !asking.indicators_file)
        diag_fatal(DIAG_USAGE, NULL, "--totals needs --indicators, which says what adds up");
    if (onward && ytd && strcmp(ytd, "none") == 0)
        diag_fatal(DIAG_USAGE, NULL, "--ytd-onward needs a whole year from the year to date; --ytd none makes none");
    if (transform && strcmp(transform, "logit") == 0 && !asking.indicators_file)
        diag_fatal(DIAG_USAGE, NULL, "--transform logit needs --indicators, which has the limits of nature");
    (void)f;
}

static void begin(struct forecast *f)
{
    struct job *job = f->job;
    refuse_options(f);
    read_periods(f);
    read_models(f);
    read_choices(f);
    asking_begin(job, &asking);
    f->how.mem = f->how.predicting.mem = f->mem;
    f->how.indicators = asking.indicators;
    f->how.units = asking_units(job, &asking);
    f->how.scenarios = scenarios_load(f->mem, scenarios_file ? job_table(job, scenarios_file) : NULL);
    for (size_t i = 0; i < assume.count; i++)
        scenario_assume(f->how.scenarios, assume.value[i]);
    if (!targets_file)
        return;
    struct targets *targets = targets_load(f->mem, job_table(job, targets_file));
    f->targets = revisions_find(f->mem, targets, asking.known.known ? &asking.known.value : NULL);
    f->how.targets = &f->targets;
}

/* ---- each: a series ---- */

static void write_prediction(void *state, const struct observation *like, const struct prediction *prediction,
                             int places)
{
    struct forecast *f = state;
    ledger_add(f->ledger, like, prediction, places);
}

/* How far the backtest looks: as far as what is asked for. */
static unsigned contest_horizon(void)
{
    enum { USUAL = 3 };
    return horizon ? (unsigned)horizon : USUAL;
}

static void hold_contest(struct forecast *f, struct series series, struct str caliber)
{
    static const enum period_grain grains[] = {PERIOD_YEAR, PERIOD_HALF, PERIOD_QUARTER, PERIOD_MONTH};
    for (size_t g = 0; g < sizeof grains / sizeof *grains; g++) {
        struct history history;
        bool asked = f->how.periods == 0;
        for (size_t i = 0; i < f->how.periods; i++)
            asked |= f->how.to[i].grain == grains[g];
        if (!asked || !foretell_history(&f->how, series, caliber, grains[g], &history))
            continue;
        const struct observation *like = history_last(&history);
        contest_series(f->contest, like, &history, foretell_limits(&f->how, like->indicator), history.places + 2);
    }
}

static void foretell_caliber(struct forecast *f, struct series series, struct str caliber)
{
    if (f->contest)
        hold_contest(f, series, caliber);
    else if (f->totals)
        reconcile_know(f->totals, series, caliber);
    if (!f->contest)
        foretell_series(&f->how, series, caliber, f->totals ? reconcile_keep : write_prediction,
                        f->totals ? (void *)f->totals : f);
}

/* Calibers in the order in which they first stand. */
static void foretell(struct forecast *f, struct series series)
{
    struct str *caliber = mem_array(f->mem, series.count, sizeof *caliber);
    uint32_t calibers = 0;
    for (uint32_t i = 0; i < series.count; i++) {
        uint32_t k = 0;
        while (k < calibers && !str_eq(caliber[k], series.row[i].caliber))
            k++;
        if (k == calibers)
            caliber[calibers++] = series.row[i].caliber;
    }
    for (uint32_t k = 0; k < calibers; k++)
        foretell_caliber(f, series, caliber[k]);
}

struct turn {
    uint32_t began;           /* the first row of the series */
    uint32_t series;
};

static int by_begin(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;
    return (a->began > b->began) - (a->began < b->began);
}

/* All series, in the order in which they came. */
static void foretell_all(void *state, const struct observations *observations)
{
    struct forecast *f = state;
    uint32_t count = observation_series_count(observations);
    struct mem_mark before = mem_mark(f->mem);
    struct turn *turn = mem_array(f->mem, count, sizeof *turn);
    for (uint32_t i = 0; i < count; i++) {
        turn[i] = (struct turn){observation_began(observations, i), i};
    }
    if (count)
        qsort(turn, count, sizeof *turn, by_begin);
    for (uint32_t i = 0; i < count; i++) {
        struct mem_mark mark = mem_mark(f->mem);
        foretell(f, observation_series(f->mem, observations, turn[i].series));
        if (!f->totals)
            mem_rewind(f->mem, mark);
    }
    if (!f->totals)
        mem_rewind(f->mem, before);
}

/* ---- finish: the table in, the rows out ---- */

/* The columns that part series: those of --by, or all that neither an observation nor this tool
 * has as its own. */
static void choose_dimensions(struct forecast *f)
{
    if (by && *by)
        f->dimension = column_choose(f->mem, &f->columns, str_of(by), "--by");
    for (uint32_t i = 0; i < f->dimension.count; i++)
        if (observed_find(f->columns.name[f->dimension.at[i]]) < OBSERVED_COUNT)
            diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" is a column of every observation",
                       STR_ARG(f->columns.name[f->dimension.at[i]]));
    if (by)
        return;
    f->dimension.at = mem_array(f->mem, f->columns.count, sizeof *f->dimension.at);
    for (uint32_t i = 0; i < f->columns.count; i++)
        if (observed_parts(f->columns.name[i]))
            f->dimension.at[f->dimension.count++] = i;
}

static void pass_on(void *state, const struct record *record)
{
    struct forecast *f = state;
    ledger_pass(f->ledger, record);
}

static void open_output(struct forecast *f)
{
    struct str *name = mem_array(f->mem, f->dimension.count, sizeof *name);
    bool several = f->how.predicting.models > 1 && !f->how.predicting.automatic;
    struct ledger_form form = {.dimension = f->dimension.at, .dimensions = f->dimension.count, .only = only,
                               .grouped = grouped, .targets = targets_file != NULL, .scenarios = scenarios_file != NULL,
                               .calibers = several || scenarios_file, .reasons = reasons,
                               .rounding = asking_rounding(&asking)};
    for (uint32_t i = 0; i < f->dimension.count; i++)
        name[i] = f->columns.name[f->dimension.at[i]];
    if (backtest)
        f->contest = contest_open(f->job, &f->how.predicting, contest_horizon(), name, f->dimension.count);
    else
        f->ledger = ledger_open(f->job, &f->columns, &form);
    if (total)
        f->totals = reconcile_open(f->mem, asking.regions, asking.indicators, strcmp(total, "sum") == 0,
                                   f->dimension.count);
}

static void part_series(struct forecast *f)
{
    f->columns = column_header(f->mem, job_reader(f->job));
    choose_dimensions(f);
    asking.how.dimension = f->dimension.at;
    asking.how.dimensions = f->dimension.count;
}

static void run_observations(struct forecast *f)
{
    part_series(f);
    asking.how.strict = true;
    open_output(f);
    if (grouped && f->ledger)
        ledger_begin(f->ledger);
    if (grouped) {
        asking_each(f->job, &asking, f->ledger ? pass_on : NULL, foretell_all, f);
    } else {
        struct observations *observations = asking_observations(f->job, &asking, f->ledger ? pass_on : NULL, f);
        if (f->ledger)
            ledger_begin(f->ledger);
        f->how.observations = f->dimension.count ? NULL : observations;
        foretell_all(f, observations);
        f->observations = observations;
    }
    if (f->totals)
        reconcile_finish(f->totals, write_prediction, f);
    if (f->ledger)
        ledger_finish(f->ledger);
    else
        contest_finish(f->contest);
    scenario_tell_unused(f->how.scenarios);
    if (f->observations)
        observation_close(f->observations);
}

static void run_hindsight(struct forecast *f)
{
    part_series(f);
    struct str *name = mem_array(f->mem, f->dimension.count, sizeof *name);
    for (uint32_t i = 0; i < f->dimension.count; i++)
        name[i] = mem_copy(f->mem, f->columns.name[f->dimension.at[i]]);
    struct observations *observations = asking_observations(f->job, &asking, NULL, NULL);
    hindsight_run(f->job, &f->how, job_table(f->job, came_true), observations, name, f->dimension.count);
    observation_close(observations);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct forecast f = {.job = job, .mem = job->mem};
    begin(&f);
    if (held_out)
        heldout_run(job, &f.how.predicting);
    else if (came_true)
        run_hindsight(&f);
    else
        run_observations(&f);
}

/* ---- the tool: words that --list names ---- */

static bool list_model(size_t i, struct tool_item *item)
{
    const struct model *model = model_at(i);
    if (model)
        *item = (struct tool_item){model->name, model->divided, model->help};
    return model != NULL;
}

static bool list_way(size_t i, struct tool_item *item)
{
    if (i < WHOLEYEAR_COUNT)
        *item = (struct tool_item){wholeyear_word((enum wholeyear_way)i), "", wholeyear_help((enum wholeyear_way)i)};
    return i < WHOLEYEAR_COUNT;
}

static const struct tool_words words[] = {{"model", NULL, list_model}, {"ytd", NULL, list_way}, {0}};
static const struct tool_list list = {{"what", "name", "divisor", "help"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "forecast --to 2025 --only --indicators samples/national/indicators.csv samples/national/observations.csv",
    "forecast --backtest --where \"indicator = 'urbanization'\" samples/national/observations.csv",
    NULL};

#define MADE(name, column, when, meaning) {"out", column, MADE_##when, meaning},
#define MADE_ALWAYS "always"
#define MADE_TARGETS "with --targets"
#define MADE_SCENARIOS "with --scenarios"
#define SEEN(name, column, meaning) {"out", column, "with --came-true", meaning},
static const struct tool_column columns[] = {
    OBSERVATION_COLUMNS(TOOL_OBSERVED)
    {"in", "unit", NULL, "values in other units of the same dimension are moved exactly into that of the latest"},
    {"in", "status", NULL, "F is no value; B begins a new series; O, L, M, N, Q have no value"},
    {"in", "qualifier", NULL, "a bound (ge, gt, le, lt) is no value"},
    {"in", "vintage", NULL, "the latest is taken unless --vintage says otherwise"},
    {"in", "caliber", NULL, "parts series"},
    {"in", "any other column", "optional", "parts series unless --by says otherwise"},
    {"out", "the columns of the input", "always", "its rows as they came, then the forecasts"},
    {"out", "status", "always", "F"},
    {"out", "caliber", "with several models, or --scenarios", "model or scenario behind the series' own"},
    OBSERVATION_FORESEEN(MADE)
    HINDSIGHT_COLUMNS(SEEN)
    {0}};

static const struct tool tool = {
    .name = "forecast",
    .purpose = "what is foreseen of each series, how sure it is, and how often it was right",
    .operands = "[FILE]...",
    .in = "observations; with --held-out, series with a part held out",
    .out = "the same rows, then a row for each forecast; with --backtest, a row for each model and series",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
