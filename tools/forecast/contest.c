/* contest - see contest.h */
#include "base/str.h"
#include "base/voice.h"
#include "contest.h"

#define X(name, ...) CONTEST_##name,
enum contest_column { CONTEST_COLUMNS(X) CONTEST_COUNT_OF };
#undef X

/* A model over all series. */
struct total {
    size_t series, nearest, beats, forecasts, intervals, inside[MODEL_LEVELS];
    double smape, mase;
    size_t scaled;            /* series with a MASE */
};

struct contest {
    struct job *job;
    const struct predicting *how;
    unsigned horizon;
    uint32_t dimensions;
    struct total *total;      /* of each of how->model */
};

/* ---- writing ---- */

static void write_double(const struct contest *contest, bool known, double value, int places)
{
    struct measure measure = known ? measure_double(value) : (struct measure){0};
    writer_plain(contest->job->writer, measure_text(contest->job->mem, measure, places));
}

static void write_count(const struct contest *contest, size_t count)
{
    char text[NUM_TEXT_MAX];
    writer_plain(contest->job->writer, (struct str){text, num_write(text, num_of((int64_t)count))});
}

static void write_share(const struct contest *contest, size_t part, size_t whole)
{
    write_double(contest, whole > 0, whole ? 100.0 * (double)part / (double)whole : 0, 1);
}

static void write_yes(const struct contest *contest, bool known, bool yes)
{
    writer_plain(contest->job->writer, !known ? STR("") : yes ? STR("yes") : STR("no"));
}

struct contest *contest_open(struct job *job, const struct predicting *how, unsigned horizon,
                             const struct str *dimension, uint32_t dimensions)
{
    static const char *const name[] = {
#define X(NAME, name, meaning) name,
        CONTEST_COLUMNS(X)
#undef X
    };
    struct contest *contest = mem_take(job->mem, sizeof *contest);
    *contest = (struct contest){.job = job, .how = how, .horizon = horizon, .dimensions = dimensions};
    contest->total = mem_array(job->mem, how->models, sizeof *contest->total);
    struct writer *writer = job_writer(job);
    for (int i = 0; i < CONTEST_COUNT_OF; i++) {
        writer_field(writer, str_of(name[i]));
        for (uint32_t d = 0; d < dimensions && i == CONTEST_CALIBER; d++)
            writer_field(writer, dimension[d]);
    }
    writer_end(writer);
    return contest;
}

/* ---- a series ---- */

static struct str frequency(enum period_grain grain)
{
    return grain == PERIOD_YEAR      ? STR("years")
           : grain == PERIOD_HALF    ? STR("half-years")
           : grain == PERIOD_QUARTER ? STR("quarters")
                                     : STR("months");
}

static void write_who(const struct contest *contest, const struct observation *like, enum period_grain grain)
{
    struct writer *writer = contest->job->writer;
    writer_plain(writer, STR("series"));
    writer_field(writer, like->region);
    writer_field(writer, like->indicator);
    writer_field(writer, like->caliber);
    for (uint32_t d = 0; d < contest->dimensions; d++)
        writer_field(writer, like->dimension[d]);
    writer_plain(writer, frequency(grain));
}

static struct str reason_of(const struct contest *contest, const struct backtest *test)
{
    struct mem *mem = contest->job->mem;
    if (test->reason)
        return voice_str(model_why(test->reason));
    return test->failed ? say(mem, "{1} fits gave no answer: {2}", mem_format(mem, "%zu", test->failed),
                              voice_str(model_why(test->failure)))
                        : STR("");
}

static void write_scores(const struct contest *contest, const struct backtest *test, int places)
{
    const struct backtest_score *score = &test->all;
    bool known = !test->reason;
    write_double(contest, known, score->mae, places);
    write_double(contest, known, score->rmse, places);
    write_double(contest, known, score->smape, 2);
    write_double(contest, known && score->has_mase, score->mase, 3);
    write_yes(contest, known, backtest_beats(score));
    write_share(contest, score->inside[MODEL_80], score->intervals);
    write_share(contest, score->inside[MODEL_95], score->intervals);
    writer_field(contest->job->writer, reason_of(contest, test));
    writer_end(contest->job->writer);
}

static void add(struct total *total, const struct backtest *test, bool nearest)
{
    const struct backtest_score *score = &test->all;
    if (test->reason)
        return;
    total->series++;
    total->nearest += nearest;
    total->beats += backtest_beats(score);
    total->forecasts += score->count;
    total->smape += score->smape;
    total->mase += score->has_mase ? score->mase : 0;
    total->scaled += score->has_mase;
    total->intervals += score->intervals;
    for (int level = 0; level < MODEL_LEVELS; level++)
        total->inside[level] += score->inside[level];
}

void contest_series(struct contest *contest, const struct observation *like, const struct history *history,
                    struct model_limits limits, int places)
{
    struct mem *mem = contest->job->mem;
    struct mem_mark mark = mem_mark(mem);
    struct predicting how = *contest->how;
    struct backtest_ask ask = {.series = &history->series, .horizon = contest->horizon, .intervals = true};
    how.limits = limits;
    struct model_manner manner = predict_manner(&how, history, &ask.least);
    struct backtest *test = mem_array(mem, how.models, sizeof *test);
    const struct model **model = mem_array(mem, how.models, sizeof *model);
    size_t models = predict_models(&how, history->series.season, model), total = 0;
    ask.manner = &manner;
    const struct backtest *best = backtest_choose(model, models, &ask, mem, test);
    for (size_t i = 0; i < models; i++) {
        struct mem_mark row = mem_mark(mem);
        write_who(contest, like, history->grain);
        writer_plain(contest->job->writer, str_of(model[i]->name));
        writer_plain(contest->job->writer, STR(""));
        write_yes(contest, best != NULL, best == &test[i]);
        write_count(contest, test[i].first);
        write_count(contest, test[i].origins);
        write_count(contest, test[i].all.count);
        write_scores(contest, &test[i], places);
        while (how.model[total] != model[i])
            total++;
        add(&contest->total[total], &test[i], best == &test[i]);
        mem_rewind(mem, row);
    }
    mem_rewind(mem, mark);
}

/* ---- all ---- */

static void write_total(const struct contest *contest, size_t i)
{
    struct writer *writer = contest->job->writer;
    const struct total *total = &contest->total[i];
    double series = (double)total->series;
    writer_plain(writer, STR("all"));
    for (uint32_t d = 0; d < contest->dimensions + 4; d++)
        writer_plain(writer, STR(""));
    writer_plain(writer, str_of(contest->how->model[i]->name));
    write_count(contest, total->series);
    write_count(contest, total->nearest);
    for (int blank = 0; blank < 2; blank++)
        writer_plain(writer, STR(""));
    write_count(contest, total->forecasts);
    for (int blank = 0; blank < 2; blank++)
        writer_plain(writer, STR(""));
    write_double(contest, total->series > 0, total->smape / series, 2);
    write_double(contest, total->scaled > 0, total->mase / (double)total->scaled, 3);
    write_count(contest, total->beats);
    write_share(contest, total->inside[MODEL_80], total->intervals);
    write_share(contest, total->inside[MODEL_95], total->intervals);
    writer_plain(writer, STR(""));
    writer_end(writer);
}

void contest_finish(struct contest *contest)
{
    for (size_t i = 0; i < contest->how->models; i++)
        write_total(contest, i);
}
