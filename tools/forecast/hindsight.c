/* hindsight - see hindsight.h */
#include <math.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "hindsight.h"
#include "meaning/sheet.h"
#include "reach.h"

enum { MONTHS = 12, STEPS_MOST = 60, PERCENT_PLACES = 2, SHARE_PLACES = 1 };

/* ---- the forecasts ---- */

struct foretold {
    struct str region, indicator, caliber, unit, status, model, scenario;
    struct span period, last;
    struct figure value, low[MODEL_LEVELS], high[MODEL_LEVELS], goal;
    int outlook;
    struct str *dimension;    /* as the observations have them */
};

static const struct str outlooks[OUTLOOK_COUNT] = {
    [OUTLOOK_NONE] = STR(""),
#define X(name, word, called) [OUTLOOK_##name] = STR(word),
    OUTLOOKS(X)
#undef X
};
static const struct sheet_words outlook_words = {outlooks, OUTLOOK_COUNT};

#define CELL(name, need, kind, member, about) {name, need, kind, offsetof(struct foretold, member), about}
static const struct sheet_column column[] = {
    CELL("region", SHEET_FULL, sheet_text, region, NULL),
    CELL("indicator", SHEET_FULL, sheet_text, indicator, NULL),
    CELL("period", SHEET_FULL, sheet_span, period, NULL),
    CELL("value", SHEET_COLUMN, sheet_figure, value, NULL),
    CELL("unit", SHEET_MAY, sheet_text, unit, NULL),
    CELL("status", SHEET_COLUMN, sheet_text, status, NULL),
    CELL("caliber", SHEET_MAY, sheet_text, caliber, NULL),
    CELL("low80", SHEET_MAY, sheet_figure, low[MODEL_80], NULL),
    CELL("high80", SHEET_MAY, sheet_figure, high[MODEL_80], NULL),
    CELL("low95", SHEET_MAY, sheet_figure, low[MODEL_95], NULL),
    CELL("high95", SHEET_MAY, sheet_figure, high[MODEL_95], NULL),
    CELL("model", SHEET_COLUMN, sheet_text, model, NULL),
    CELL("scenario", SHEET_MAY, sheet_text, scenario, NULL),
    CELL("last_known", SHEET_COLUMN, sheet_span, last, NULL),
    CELL("target_value", SHEET_MAY, sheet_figure, goal, NULL),
    CELL("outlook", SHEET_MAY, sheet_word, outlook, &outlook_words),
};

/* Of the calibers "wide/naive" and "naive" the model is taken off. */
static struct str own_caliber(const struct foretold *row)
{
    struct str added = row->scenario.length ? row->scenario : row->model, caliber = row->caliber;
    if (!added.length || !str_ends(caliber, added))
        return caliber;
    size_t rest = caliber.length - added.length;
    if (rest && caliber.at[rest - 1] != '/')
        return caliber;
    return (struct str){caliber.at, rest ? rest - 1 : 0};
}

/* ---- state ---- */

/* Forecasts of one kind that were held against what came. */
struct tally {
    size_t count, intervals, inside[MODEL_LEVELS], outlooks, met, firm, right;
    double bias, smape;
};

/* A model: all, each number of steps ahead (0: not known), each word of the outlook. */
struct by_model {
    struct tally all, step[STEPS_MOST + 1], outlook[OUTLOOK_COUNT];
};

struct hindsight {
    struct job *job;
    const struct foretelling *how;
    const struct observations *observations;
    const struct str *dimension; /* the columns that part series */
    uint32_t dimensions;
    struct group *models;     /* struct by_model by name */
    size_t open;              /* forecasts that nothing is held against */
};

/* One forecast beside what came. */
struct held {
    const struct foretold *foretold;
    struct str caliber, name, reason;
    struct history history;
    size_t at;                /* which value of the history is that of its period */
    unsigned ahead;           /* 0: not known */
    bool known;               /* there is a figure */
    struct num actual, error; /* in the forecast's unit */
    double bias, smape;
    bool interval, inside[MODEL_LEVELS];
    enum outlook came;        /* likely: met; hard: not; else open */
};

/* ---- what came ---- */

static bool give_up(struct held *held, struct str reason)
{
    held->reason = reason;
    return false;
}

static unsigned steps_ahead(const struct foretold *row)
{
    int months = row->last.known ? period_months_between(row->last.value, row->period.value) : 0;
    int length = MONTHS / (int)history_season(row->period.value.grain);
    return months > 0 ? (unsigned)((months + length - 1) / length) : 0;
}

/* The value of the history for the forecast's period; not across a break that came since, unless
 * the caller says so. */
static bool find_value(const struct hindsight *h, struct held *held)
{
    const struct foretold *row = held->foretold;
    const struct history *history = &held->history;
    struct mem *mem = h->how->mem;
    held->at = history->series.count;
    for (size_t i = 0; i < history->series.count; i++) {
        const struct observation *seen = history->row[i];
        if (period_compare(seen->period, row->period.value) == 0)
            held->at = i;
        if (seen->status == STATUS_B && !h->how->across && row->last.known &&
            seen->period.last > row->last.value.last && seen->period.last <= row->period.value.last)
            return give_up(held, say(mem, "the series breaks at {1}", seen->period_text));
    }
    if (held->at == history->series.count)
        return give_up(held, voice_join(mem, history->told,
                                        say(mem, "there is no figure for {1} yet", row->period.text)));
    return true;
}

static bool in_its_unit(const struct hindsight *h, struct held *held)
{
    struct unit from, to;
    struct str has = held->history.unit, wants = held->foretold->unit;
    int shift = 0;
    held->actual = held->history.number[held->at];
    if (str_eq(has, wants))
        return true;
    if (unit_read(h->how->mem, h->how->units, has, &from) && unit_read(h->how->mem, h->how->units, wants, &to) &&
        unit_shift(&from, &to, &shift) && num_shift(held->actual, shift, &held->actual))
        return true;
    return give_up(held, say(h->how->mem, "the figure is in {1}, the forecast in {2}",
                             has.length ? has : voice_str(N_("no unit")),
                             wants.length ? wants : voice_str(N_("no unit"))));
}

static bool find_actual(const struct hindsight *h, struct held *held)
{
    const struct foretold *row = held->foretold;
    struct mem *mem = h->how->mem;
    struct series series = observation_find(mem, h->observations, row->region, row->indicator, row->dimension);
    struct history_ask ask = {.mem = mem, .units = h->how->units, .across = true};
    if (!history_season(row->period.value.grain))
        return give_up(held, say(mem, "{1} is no year, half-year, quarter or month", row->period.text));
    if (!series.count)
        return give_up(held, say(mem, "no observation"));
    if (!history_read(&held->history, &ask, series, held->caliber, row->period.value.grain))
        return give_up(held, held->history.refusal);
    return find_value(h, held) && in_its_unit(h, held);
}

/* ---- how near ---- */

static void measure_error(struct held *held)
{
    const struct foretold *row = held->foretold;
    double actual = 0, foreseen = 0;
    held->known = num_subtract(held->actual, row->value.value, &held->error) &&
                  num_to_double(held->actual, &actual) && num_to_double(row->value.value, &foreseen);
    double both = fabs(actual) + fabs(foreseen);
    held->bias = both > 0 ? 200 * (actual - foreseen) / both : 0;
    held->smape = fabs(held->bias);
    held->interval = true;
    for (int level = 0; level < MODEL_LEVELS; level++) {
        const struct figure *low = &row->low[level], *high = &row->high[level];
        held->interval &= low->known && high->known;
        held->inside[level] = low->known && high->known && num_compare(held->actual, low->value) >= 0 &&
                              num_compare(held->actual, high->value) <= 0;
    }
}

/* ---- the target ---- */

static const struct target *target_of(const struct foretelling *how, const struct held *held)
{
    const struct foretold *row = held->foretold;
    for (uint32_t i = 0; how->targets && i < how->targets->count; i++) {
        const struct target *target = how->targets->row[i].now;
        if (target->target_period.known && period_compare(target->target_period.value, row->period.value) == 0 &&
            str_eq(target->indicator, row->indicator) && str_eq(target->region, row->region) &&
            str_eq(target->more->caliber, held->caliber))
            return target;
    }
    return NULL;
}

/* What came of each step behind the last value that was known then, as if it had been foreseen;
 * false where a period is missing. */
static bool fill_path(const struct history *history, size_t known, size_t at, struct model_forecast *path,
                      unsigned steps)
{
    int last = history_step(history->row[known - 1]->period);
    size_t filled = 0;
    for (unsigned i = 0; i < steps; i++)
        path[i].point = NAN;
    for (size_t i = known; i <= at; i++, filled++) {
        struct model_forecast *step = &path[history_step(history->row[i]->period) - last - 1];
        step->point = history->series.value[i];
        for (int level = 0; level < MODEL_LEVELS; level++)
            step->low[level] = step->high[level] = step->point;
    }
    return filled == steps;
}

/* Was the target met that the forecast was held against?  By the history up to what was known
 * then, and what came since. */
static void judge_target(const struct hindsight *h, struct held *held)
{
    const struct foretold *row = held->foretold;
    const struct target *found = target_of(h->how, held);
    struct mem *mem = h->how->mem;
    size_t known = 0;
    if (!found || row->outlook == OUTLOOK_NONE || row->outlook == OUTLOOK_UNCLEAR)
        return;
    struct target target = *found;
    struct history before = held->history;
    int32_t last = row->last.known && row->last.value.last < row->period.value.last ? row->last.value.last
                                                                                     : row->period.value.first - 1;
    if (row->goal.known)
        target.target_value = row->goal;
    while (known < held->at && held->history.row[known]->period.last <= last)
        known++;
    if (!known) {
        held->reason = say(mem, "there is no figure before {1}", row->period.text);
        return;
    }
    before.series.count = known;
    struct prediction then = {.period = row->period.value, .value = measure_of(held->history.number[held->at])};
    then.steps = (unsigned)(history_step(row->period.value) - history_step(history_last(&before)->period));
    struct model_forecast *path = mem_array(mem, then.steps, sizeof *path);
    bool whole = fill_path(&held->history, known, held->at, path, then.steps);
    then.path = path;
    if (!whole && reach_takes_all(&target)) {
        held->reason = say(mem, "not all periods since {1} are known", period_text(mem, history_last(&before)->period));
        return;
    }
    const struct reach reach = {.mem = mem, .target = &target, .units = h->how->units, .history = &before,
        .indicator = h->how->indicators ? indicators_find(h->how->indicators, row->indicator) : NULL,
        .level = MODEL_95};
    reach_judge(&reach, &then);
    held->came = then.target.outlook;
    held->reason = then.target.reason;
}

/* ---- counting ---- */

static bool is_met(const struct held *held)
{
    return held->came == OUTLOOK_LIKELY;
}

static bool is_held(const struct held *held)
{
    return held->came == OUTLOOK_LIKELY || held->came == OUTLOOK_HARD;
}

/* Did the outlook commit itself, and was it right? */
static bool is_firm(const struct held *held)
{
    return held->foretold->outlook == OUTLOOK_LIKELY || held->foretold->outlook == OUTLOOK_HARD;
}

static bool is_right(const struct held *held)
{
    return (int)held->came == held->foretold->outlook;
}

static void count_in(struct tally *tally, const struct held *held)
{
    tally->count++;
    tally->bias += held->bias;
    tally->smape += held->smape;
    tally->intervals += held->interval;
    for (int level = 0; level < MODEL_LEVELS; level++)
        tally->inside[level] += held->interval && held->inside[level];
    if (!is_held(held))
        return;
    tally->outlooks++;
    tally->met += is_met(held);
    tally->firm += is_firm(held);
    tally->right += is_firm(held) && is_right(held);
}

static void count(struct hindsight *h, const struct held *held)
{
    struct by_model *model = group_at(h->models, &held->name);
    h->open += !held->known;
    if (!held->known)
        return;
    count_in(&model->all, held);
    count_in(&model->step[held->ahead > STEPS_MOST ? 0 : held->ahead], held);
    if (is_held(held))
        count_in(&model->outlook[held->foretold->outlook], held);
}

/* ---- writing ---- */

static void write_whole(const struct hindsight *h, bool there, size_t number)
{
    char text[NUM_TEXT_MAX];
    writer_plain(h->job->writer, (struct str){text, there ? num_write(text, num_of((int64_t)number)) : 0});
}

static void write_double(const struct hindsight *h, bool known, double number, int places)
{
    struct measure measure = known ? measure_double(number) : (struct measure){0};
    writer_plain(h->job->writer, measure_text(h->job->mem, measure, places));
}

static void write_number(const struct hindsight *h, bool known, struct num number)
{
    writer_plain(h->job->writer, known ? num_text(h->job->mem, number) : STR(""));
}

static void write_yes(const struct hindsight *h, bool known, bool yes)
{
    writer_plain(h->job->writer, !known ? STR("") : yes ? STR("yes") : STR("no"));
}

static void write_held(const struct hindsight *h, const struct held *held)
{
    struct writer *writer = h->job->writer;
    const struct foretold *row = held->foretold;
    writer_plain(writer, STR("forecast"));
    writer_field(writer, row->region);
    writer_field(writer, row->indicator);
    writer_field(writer, held->caliber);
    for (uint32_t i = 0; i < h->dimensions; i++)
        writer_field(writer, row->dimension[i]);
    writer_field(writer, row->period.text);
    writer_field(writer, held->name);
    write_whole(h, held->ahead > 0, held->ahead);
    writer_plain(writer, STR(""));
    writer_field(writer, row->value.text);
    write_number(h, held->known, held->actual);
    write_number(h, held->known, held->error);
    write_double(h, held->known, held->bias, PERCENT_PLACES);
    write_double(h, held->known, held->smape, PERCENT_PLACES);
    writer_plain(writer, STR(""));
    for (int level = 0; level < MODEL_LEVELS; level++)
        write_yes(h, held->known && held->interval, held->inside[level]);
    writer_plain(writer, outlooks[row->outlook]);
    writer_plain(writer, STR(""));
    write_yes(h, is_held(held), is_met(held));
    write_yes(h, is_held(held) && is_firm(held), is_right(held));
    writer_field(writer, held->reason);
    writer_end(writer);
}

static void write_share(const struct hindsight *h, size_t part, size_t whole)
{
    write_double(h, whole > 0, whole ? 100.0 * (double)part / (double)whole : 0, SHARE_PLACES);
}

static void write_tally(const struct hindsight *h, struct str scope, struct str model, size_t ahead,
                        enum outlook outlook, const struct tally *tally)
{
    enum { BEFORE_MODEL = 4, BEFORE_BIAS = 3 };
    struct writer *writer = h->job->writer;
    double count = (double)tally->count;
    writer_plain(writer, scope);
    for (uint32_t i = 0; i < BEFORE_MODEL + h->dimensions; i++)
        writer_plain(writer, STR(""));
    writer_field(writer, model);
    write_whole(h, ahead > 0, ahead);
    write_whole(h, true, tally->count);
    for (int i = 0; i < BEFORE_BIAS; i++)
        writer_plain(writer, STR(""));
    write_double(h, count > 0, count > 0 ? tally->bias / count : 0, PERCENT_PLACES);
    write_double(h, count > 0, count > 0 ? tally->smape / count : 0, PERCENT_PLACES);
    write_whole(h, true, tally->intervals);
    for (int level = 0; level < MODEL_LEVELS; level++)
        write_share(h, tally->inside[level], tally->intervals);
    writer_plain(writer, outlooks[outlook]);
    write_whole(h, true, tally->outlooks);
    write_whole(h, tally->outlooks > 0, tally->met);
    write_share(h, tally->right, tally->firm);
    writer_plain(writer, STR(""));
    writer_end(writer);
}

static void write_models(const struct hindsight *h)
{
    struct group_walk walk = {0};
    while (group_next(h->models, &walk)) {
        const struct by_model *model = walk.state;
        struct str name = group_key(h->models, model, 0);
        for (size_t step = 1; step <= STEPS_MOST; step++)
            if (model->step[step].count)
                write_tally(h, STR("horizon"), name, step, OUTLOOK_NONE, &model->step[step]);
        if (model->step[0].count)
            write_tally(h, STR("horizon"), name, 0, OUTLOOK_NONE, &model->step[0]);
        for (int outlook = OUTLOOK_LIKELY; outlook < OUTLOOK_UNCLEAR; outlook++)
            if (model->outlook[outlook].count)
                write_tally(h, STR("outlook"), name, 0, (enum outlook)outlook, &model->outlook[outlook]);
        write_tally(h, STR("model"), name, 0, OUTLOOK_NONE, &model->all);
    }
}

static void write_header(const struct hindsight *h)
{
    static const char *const name[] = {
#define X(NAME, name, meaning) name,
        HINDSIGHT_COLUMNS(X)
#undef X
    };
    enum { BEFORE_DIMENSIONS = 4 };
    struct writer *writer = job_writer(h->job);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        for (uint32_t k = 0; k < h->dimensions && i == BEFORE_DIMENSIONS; k++)
            writer_field(writer, h->dimension[k]);
        writer_plain(writer, str_of(name[i]));
    }
    writer_end(writer);
}

/* ---- all ---- */

static void hold(struct hindsight *h, const struct foretold *row)
{
    struct mem_mark mark = mem_mark(h->how->mem);
    struct held held = {.foretold = row, .caliber = own_caliber(row), .name = row->model, .ahead = 0};
    if (row->scenario.length)
        held.name = mem_format(h->how->mem, "%.*s %.*s", STR_ARG(row->model), STR_ARG(row->scenario));
    if (history_season(row->period.value.grain))
        held.ahead = steps_ahead(row);
    if (find_actual(h, &held)) {
        measure_error(&held);
        judge_target(h, &held);
    }
    count(h, &held);
    write_held(h, &held);
    mem_rewind(h->how->mem, mark);
}

/* The forecasts must have what parts the figures. */
static void need_dimensions(const struct hindsight *h, const struct sheet *sheet)
{
    struct place place = {.file = sheet_file(sheet), .line = 1};
    for (uint32_t i = 0; i < h->dimensions; i++)
        if (!sheet_has(sheet, h->dimension[i].at))
            diag_fatal(DIAG_COLUMN, &place,
                       "no column \"%.*s\", which parts the series of the figures (--by names those that do)",
                       STR_ARG(h->dimension[i]));
}

static struct str *read_dimensions(const struct hindsight *h, const struct sheet *sheet)
{
    struct str *text = mem_array(h->job->mem, h->dimensions, sizeof *text);
    for (uint32_t i = 0; i < h->dimensions; i++)
        text[i] = mem_copy(h->job->mem, sheet_other(sheet, h->dimension[i].at));
    return text;
}

void hindsight_run(struct job *job, const struct foretelling *how, struct reader *forecasts,
                   const struct observations *observations, const struct str *dimension, uint32_t dimensions)
{
    static const struct sheet_form form =
        SHEET_FORM(struct foretold, column, DIAG_CATALOG, "--came-true takes what forecast has written");
    struct hindsight h = {.job = job, .how = how, .observations = observations, .dimension = dimension,
                          .dimensions = dimensions, .models = group_open(1, sizeof(struct by_model))};
    struct foretold *list = NULL, row;
    size_t rows = 0, room = 0;
    struct sheet *sheet = sheet_open(job->mem, forecasts, &form);
    const char *file = sheet_file(sheet);
    need_dimensions(&h, sheet);
    while (sheet_next(sheet, &row)) {
        if (!str_eq(row.status, STR("F")) || !row.value.known)
            continue;
        row.dimension = read_dimensions(&h, sheet);
        list = mem_grow(job->mem, list, rows, &room, sizeof *list);
        list[rows++] = row;
    }
    sheet_close(sheet);
    write_header(&h);
    for (size_t i = 0; i < rows; i++)
        hold(&h, &list[i]);
    write_models(&h);
    struct place place = {.file = file};
    if (!rows)
        diag_report(DIAG_NO_FORECAST, &place, "no row here is a forecast (status F, with a value)");
    else if (h.open)
        diag_report(DIAG_THIN, &place, "forecasts that cannot be held against a figure: %zu of %zu", h.open, rows);
    group_close(h.models);
}
