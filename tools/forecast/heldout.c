/* heldout - see heldout.h */
#include <math.h>
#include <stdlib.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "heldout.h"

enum { STEPS_MOST = 120 };

/* Forecasts of a model so many steps ahead, and of all. */
struct sum {
    size_t series, count, scaled, intervals, inside[MODEL_LEVELS];
    double smape, mase;
};

/* A row of the table. */
struct item {
    double step, value;
    bool actual;
};

struct item_list {
    struct item *item;
    size_t count, room;
    unsigned season;
    uint64_t line;            /* of the first row */
    bool wrong;
};

struct heldout {
    struct job *job;
    const struct predicting *how;
    struct columns columns;
    uint32_t series, period, value, part, season;
    struct group *lists;      /* struct item_list by series */
    struct sum *sum;          /* of each model: all, then each step */
    unsigned most;            /* steps that there are */
};

/* ---- reading ---- */

static bool refuse(struct heldout *all, struct item_list *list, const struct record *record, uint32_t column,
                   const char *what)
{
    struct place place = reader_place(all->job->reader, column);
    diag_report(DIAG_OBSERVATION, &place, "\"%.*s\" %s; the series is left out",
                STR_ARG(record_field(record, column)), voice_text(what));
    list->wrong = true;
    return false;
}

static bool read_step(struct str text, double *step)
{
    struct period period;
    struct num number;
    if (num_parse(text, &number) == NUM_OK)
        return number.scale <= 0 && num_to_double(number, step);
    if (!period_parse(text, &period) || !history_season(period.grain))
        return false;
    *step = history_step(period);
    return true;
}

static bool read_season(struct str text, unsigned *season)
{
    struct num number;
    *season = 1;
    if (text.length == 0)
        return true;
    if (num_parse(text, &number) != NUM_OK || number.scale > 0 || number.mantissa < 1 || number.mantissa > 366)
        return false;
    *season = (unsigned)number.mantissa;
    return true;
}

static bool read_item(struct heldout *all, const struct record *record, struct item_list *list, struct item *item)
{
    struct num number;
    struct str part = record_field(record, all->part);
    unsigned season;
    item->actual = str_eq(part, STR("actual"));
    if (!item->actual && !str_eq(part, STR("history")))
        return refuse(all, list, record, all->part, N_("is neither history nor actual"));
    if (!read_step(record_field(record, all->period), &item->step))
        return refuse(all, list, record, all->period, N_("is neither a whole number nor a period"));
    if (num_parse(record_field(record, all->value), &number) != NUM_OK || !num_to_double(number, &item->value))
        return refuse(all, list, record, all->value, N_("is no number"));
    struct str season_text = all->season == COLUMN_NONE ? STR("") : record_field(record, all->season);
    if (!read_season(season_text, &season) || (list->count && season != list->season))
        return refuse(all, list, record, all->season, N_("is no whole number that all rows of the series have"));
    list->season = season;
    return true;
}

static void take(struct heldout *all, const struct record *record)
{
    struct str name = record_field(record, all->series);
    struct item_list *list = group_at(all->lists, &name);
    struct item item;
    if (!list->line)
        list->line = reader_place(all->job->reader, RECORD_WHOLE).line;
    if (list->wrong || !read_item(all, record, list, &item))
        return;
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 32;
        list->item = mem_resize(list->item, list->room * sizeof *list->item);
    }
    list->item[list->count++] = item;
}

/* ---- a series ---- */

static int by_step(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    return (a->step > b->step) - (a->step < b->step);
}

/* How many values come first; 0, told, where the parts are mixed or a period comes twice. */
static size_t find_history(const struct heldout *all, struct str name, const struct item_list *list)
{
    struct place place = {.file = reader_place(all->job->reader, RECORD_WHOLE).file, .line = list->line};
    size_t known = 0;
    while (known < list->count && !list->item[known].actual)
        known++;
    for (size_t i = 1; i < list->count; i++)
        if (list->item[i].step == list->item[i - 1].step || (i >= known && !list->item[i].actual)) {
            diag_report(DIAG_OBSERVATION, &place, "series %.*s has a period twice, or history behind what is actual; "
                        "it is left out", STR_ARG(name));
            return 0;
        }
    return known;
}

static void add(struct sum *sum, const struct model_forecast *forecast, double actual, double scale)
{
    double off = fabs(actual - forecast->point), both = fabs(actual) + fabs(forecast->point);
    sum->count++;
    sum->smape += both > 0 ? 200 * off / both : 0;
    sum->mase += scale > 0 ? off / scale : 0;
    sum->scaled += scale > 0;
    if (forecast->interval)
        return;
    sum->intervals++;
    for (int level = 0; level < MODEL_LEVELS; level++)
        sum->inside[level] += actual >= forecast->low[level] && actual <= forecast->high[level];
}

/* The mean change of the history from one value to the next, or to that of a year later. */
static double scale_of(const struct model_series *series)
{
    double sum = 0;
    size_t apart = series->season > 1 && series->count > series->season ? series->season : 1;
    for (size_t i = apart; i < series->count; i++)
        sum += fabs(series->value[i] - series->value[i - apart]);
    return series->count > apart ? sum / (double)(series->count - apart) : 0;
}

static void hold(struct heldout *all, const struct item_list *list, const struct model_series *known)
{
    struct mem *mem = all->job->mem;
    const struct predicting *how = all->how;
    struct history history = {.series = *known};
    size_t least;
    struct model_manner manner = predict_manner(how, &history, &least);
    struct model_fit *fit = mem_array(mem, how->models, sizeof *fit);
    double scale = scale_of(known);
    manner.made = fit;
    for (size_t m = 0; m < how->models; m++, manner.mades++) {
        struct sum *sum = &all->sum[m * (STEPS_MOST + 1)];
        if (model_fit(how->model[m], known, &manner, mem, &fit[m]))
            continue;
        sum->series++;
        for (size_t i = known->count; i < list->count; i++) {
            double ahead = list->item[i].step - list->item[known->count - 1].step;
            unsigned step = ahead <= STEPS_MOST ? (unsigned)ahead : STEPS_MOST;
            struct model_forecast forecast = model_ahead(&fit[m], (unsigned)ahead);
            if (forecast.reason)
                continue;
            add(sum, &forecast, list->item[i].value, scale);
            add(&sum[step], &forecast, list->item[i].value, scale);
            sum[step].series++;
            all->most = step > all->most ? step : all->most;
        }
    }
}

static void hold_list(struct heldout *all, struct str name, struct item_list *list)
{
    struct mem *mem = all->job->mem;
    struct mem_mark mark = mem_mark(mem);
    if (list->wrong || !list->count)
        return;
    qsort(list->item, list->count, sizeof *list->item, by_step);
    size_t known = find_history(all, name, list);
    double *value = mem_array(mem, known, sizeof *value), *step = mem_array(mem, known, sizeof *step);
    for (size_t i = 0; i < known; i++) {
        value[i] = list->item[i].value;
        step[i] = list->item[i].step - list->item[0].step;
    }
    const struct model_series series = {value, step, known, list->season};
    if (known)
        hold(all, list, &series);
    mem_rewind(mem, mark);
}

/* ---- writing ---- */

static void write_double(const struct heldout *all, size_t count, double sum, int places)
{
    struct measure mean = count ? measure_double(sum / (double)count) : (struct measure){0};
    writer_plain(all->job->writer, measure_text(all->job->mem, mean, places));
}

static void write_row(const struct heldout *all, size_t m, unsigned step)
{
    struct mem *mem = all->job->mem;
    struct writer *writer = all->job->writer;
    const struct sum *sum = &all->sum[m * (STEPS_MOST + 1) + step];
    writer_plain(writer, str_of(all->how->model[m]->name));
    writer_plain(writer, step ? mem_format(mem, "%u", step) : STR("all"));
    writer_plain(writer, mem_format(mem, "%zu", sum->series));
    writer_plain(writer, mem_format(mem, "%zu", sum->count));
    write_double(all, sum->count, sum->smape, 2);
    write_double(all, sum->scaled, sum->mase, 3);
    for (int level = 0; level < MODEL_LEVELS; level++)
        write_double(all, sum->intervals, 100.0 * (double)sum->inside[level], 1);
    writer_end(writer);
}

static void write_table(struct heldout *all)
{
    static const char *const name[] = {
#define X(name, meaning) name,
        HELDOUT_COLUMNS(X)
#undef X
    };
    struct writer *writer = job_writer(all->job);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_field(writer, str_of(name[i]));
    writer_end(writer);
    for (size_t m = 0; m < all->how->models; m++)
        write_row(all, m, 0);
    for (size_t m = 0; m < all->how->models; m++)
        for (unsigned step = 1; step <= all->most; step++)
            write_row(all, m, step);
}

void heldout_run(struct job *job, const struct predicting *how)
{
    struct heldout all = {.job = job, .how = how};
    struct reader *reader = job_reader(job);
    all.columns = column_header(job->mem, reader);
    if (reader_header(reader)) {
        all.series = column_need(&all.columns, STR("series"), "--held-out");
        all.period = column_need(&all.columns, STR("period"), "--held-out");
        all.value = column_need(&all.columns, STR("value"), "--held-out");
        all.part = column_need(&all.columns, STR("part"), "--held-out");
    }
    all.season = column_find(&all.columns, STR("season"));
    all.lists = group_open(1, sizeof(struct item_list));
    all.sum = mem_array(job->mem, how->models * (STEPS_MOST + 1), sizeof *all.sum);
    for (const struct record *record; (record = reader_next(reader));)
        take(&all, record);
    struct group_walk walk = {0};
    while (group_next(all.lists, &walk)) {
        struct item_list *list = walk.state;
        hold_list(&all, group_key(all.lists, list, 0), list);
        mem_release(list->item);
    }
    group_close(all.lists);
    write_table(&all);
}
