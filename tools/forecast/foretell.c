/* foretell - see foretell.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "foretell.h"
#include "onward.h"
#include "reach.h"
#include "way.h"

/* ---- telling ---- */

/* One of another caliber is another series, which has its name. */
static void tell(enum diag_code code, const struct observation *row, struct str period, struct str sentence)
{
    struct place place = observation_place(row);
    bool plain = row->caliber.length == 0;
    diag_report(code, &place, "%.*s %.*s%s%.*s%s%s%.*s: %.*s", STR_ARG(row->region), STR_ARG(row->indicator),
                plain ? "" : " (", STR_ARG(row->caliber), plain ? "" : ")", period.length ? " " : "", STR_ARG(period),
                STR_ARG(sentence));
}

/* ---- what is known of it ---- */

static const struct indicator *indicator_of(const struct foretelling *how, struct str code)
{
    return how->indicators ? indicators_find(how->indicators, code) : NULL;
}

struct model_limits foretell_limits(const struct foretelling *how, struct str code)
{
    const struct indicator *indicator = indicator_of(how, code);
    struct model_limits limits = {0};
    if (!indicator)
        return limits;
    limits.below = indicator->natural_min.known && num_to_double(indicator->natural_min.value, &limits.least);
    limits.above = indicator->natural_max.known && num_to_double(indicator->natural_max.value, &limits.most);
    return limits;
}

bool foretell_history(const struct foretelling *how, struct series series, struct str caliber, enum period_grain grain,
                      struct history *history)
{
    struct history_ask ask = {.mem = how->mem, .units = how->units, .across = how->across};
    bool good = history_read(history, &ask, series, caliber, grain);
    if (good && history->told.length)
        tell(DIAG_THIN, history->row[0], STR(""), history->told);
    return good;
}

/* Those of the catalogue are places of its unit: in another one they are no fewer than the values have. */
static int places_of(const struct foretelling *how, const struct history *history, struct str code)
{
    const struct indicator *indicator = indicator_of(how, code);
    if (how->places != NUM_SHORTEST)
        return how->places;
    if (!indicator || indicator->decimals < 0)
        return history->places;
    bool alike = !indicator->unit.length || !history->unit.length || str_eq(indicator->unit, history->unit);
    return alike || indicator->decimals > history->places ? indicator->decimals : history->places;
}

/* ---- targets ---- */

/* The target of a series for a period; another plan's of the same is told. */
static const struct target *find_target(const struct foretelling *how, const struct observation *like,
                                        struct str caliber, struct period period)
{
    const struct target *found = NULL;
    for (uint32_t i = 0; how->targets && i < how->targets->count; i++) {
        const struct target *target = how->targets->row[i].now;
        if (!target->target_period.known || period_compare(target->target_period.value, period) != 0 ||
            !str_eq(target->indicator, like->indicator) || !str_eq(target->region, like->region) ||
            !str_eq(target->more->caliber, caliber))
            continue;
        if (found)
            tell(DIAG_THIN, like, period_text(how->mem, period),
                 say(how->mem, "the outlook is that of plan {1}; plan {2} has another target", found->plan,
                     target->plan));
        else
            found = target;
    }
    return found;
}

/* ---- one prediction on its way out ---- */

struct work {
    const struct foretelling *how;
    struct series series;
    struct str caliber;
    const struct observation *like;
    const struct history *history; /* null where there is none */
    const struct prediction *begun; /* the year that has begun, where later ones go on from it; else null */
    struct period unmade;     /* the year whose first months make no whole one, and why; empty: none */
    struct str unmade_why;
    int places;
    foretell_take *take;
    void *state;
};

/* Several side by side are calibers of their own, so that no later tool takes two for one. */
static struct str side_by_side(const struct work *work, struct str name)
{
    return work->caliber.length ? mem_format(work->how->mem, "%.*s/%.*s", STR_ARG(work->caliber), STR_ARG(name)) : name;
}

/* How a series' years that have begun become whole ones. */
static struct wholeyear_ask whole_year_ask(const struct foretelling *how, const struct indicator *indicator)
{
    return (struct wholeyear_ask){.mem = how->mem, .units = how->units, .way = how->way, .years = how->years,
                                  .kind = indicator ? indicator->kind : KIND_NONE};
}

/* Puts years that have begun into a prediction's path; what is to be said of them. */
static struct str take_begun(const struct foretelling *how, const struct indicator *indicator,
                             const struct history *history, struct series series, struct str caliber,
                             struct prediction *prediction)
{
    struct wholeyear_ask whole = whole_year_ask(how, indicator);
    struct way_ask ask = {how->whole_years ? &whole : NULL, history, series, caliber};
    struct str said = STR("");
    if (prediction->path)
        prediction->path = way_find(&ask, prediction->path, prediction->steps, &said);
    return said;
}

/* What is known of the indicator that a target is relative to, and what the prediction's model
 * foresees of it up to the same period. */
struct related {
    struct history history;
    struct prediction *prediction;
    struct str said;          /* of its years that have begun; or empty */
};

static bool find_related(const struct work *work, const struct target *target, const struct prediction *prediction,
                         struct related *related)
{
    const struct foretelling *how = work->how;
    const struct model *model = model_find(prediction->model);
    struct predicting by = how->predicting;
    struct history_ask ask = {.mem = how->mem, .units = how->units, .across = how->across};
    if (!how->observations || !model)
        return false;
    struct series series = observation_find(how->mem, how->observations, target->more->related_region,
                                            target->more->related, work->like->dimension);
    while (series.count && series.row[series.count - 1].period.last > prediction->period.last)
        series.count--;
    related->prediction = NULL;
    related->said = STR("");
    if (!series.count || !history_read(&related->history, &ask, series, STR(""), work->history->grain))
        return false;
    by.model = &model;
    by.models = 1;
    by.automatic = by.every = false;
    by.limits = foretell_limits(how, target->more->related);
    by.paths = true;
    if (history_step(history_last(&related->history)->period) >= history_step(prediction->period))
        return true;
    predict(&by, &related->history, &prediction->period, 1, &related->prediction);
    related->said = take_begun(how, indicator_of(how, target->more->related), &related->history, series, STR(""),
                               related->prediction);
    return true;
}

static void add_reason(const struct work *work, struct prediction *prediction, struct str sentence)
{
    prediction->reason = voice_join(work->how->mem, prediction->reason, sentence);
}

static void judge_target(const struct work *work, const struct target *target, struct prediction *prediction)
{
    const struct foretelling *how = work->how;
    struct related related;
    struct reach reach = {.mem = how->mem, .target = target, .indicator = indicator_of(how, work->like->indicator),
                          .units = how->units, .history = work->history, .level = how->level,
                          .begun = work->begun};
    if (target->kind == TARGET_RELATIVE_TO && find_related(work, target, prediction, &related)) {
        reach.related = &related.history;
        reach.related_path = related.prediction ? related.prediction->path : NULL;
        if (related.said.length)
            add_reason(work, prediction, mem_format(how->mem, "%.*s: %.*s", STR_ARG(target->more->related_text),
                                                    STR_ARG(related.said)));
    }
    if (reach_takes_all(target))
        add_reason(work, prediction,
                   take_begun(how, reach.indicator, work->history, work->series, work->caliber, prediction));
    reach_judge(&reach, prediction);
}

/* A share of which no limit is said: foreseen where it has never been and, as a share, cannot be. */
static void tell_limits(const struct work *work, struct prediction *prediction)
{
    const struct indicator *indicator = indicator_of(work->how, work->like->indicator);
    double value, low = 0, high = 100;
    bool share = indicator && (indicator->kind == KIND_RATE || indicator->kind == KIND_RATIO) && work->history &&
                 str_eq(work->history->unit, STR("%"));
    if (!share || work->caliber.length || !prediction->value.known)
        return;
    value = measure_near(prediction->value);
    bool over = value > high && !indicator->natural_max.known, under = value < low && !indicator->natural_min.known;
    for (size_t i = 0; i < work->history->series.count; i++)
        if (work->history->series.value[i] < low || work->history->series.value[i] > high)
            return;
    if (!over && !under)
        return;
    struct str why = say(work->how->mem, over ? N_("foreseen above 100 %, where no figure has been: if it cannot be, "
                                                   "natural_max 100 in the table of indicators says so")
                                              : N_("foreseen below 0 %, where no figure has been: if it cannot be, "
                                                   "natural_min 0 in the table of indicators says so"));
    tell(DIAG_SERIES, work->like, period_text(work->how->mem, prediction->period), why);
    add_reason(work, prediction, why);
}

static void hand_over(const struct work *work, struct prediction *prediction)
{
    const struct foretelling *how = work->how;
    const struct target *target = find_target(how, work->like, work->caliber, prediction->period);
    tell_limits(work, prediction);
    if (target && work->history)
        judge_target(work, target, prediction);
    if (!prediction->value.known)
        tell(DIAG_NO_FORECAST, work->like, period_text(how->mem, prediction->period), prediction->reason);
    work->take(work->state, work->like, prediction, work->places);
}

/* ---- models and scenarios ---- */

static void hand_over_all(const struct work *work, struct prediction *prediction, size_t count, size_t periods)
{
    for (size_t i = 0; i < count; i++) {
        if (work->unmade_why.length && period_compare(work->unmade, prediction[i].period) == 0)
            prediction[i].reason = voice_join(work->how->mem, work->unmade_why, prediction[i].reason);
        prediction[i].caliber = count > periods ? side_by_side(work, prediction[i].model) : work->caliber;
        hand_over(work, &prediction[i]);
    }
}

static void foretell_models(const struct work *work, const struct period *to, size_t periods)
{
    struct prediction *prediction;
    struct predicting how = work->how->predicting;
    how.limits = foretell_limits(work->how, work->like->indicator);
    how.paths = work->how->targets != NULL;
    if (!work->begun) {
        size_t count = predict(&how, work->history, to, periods, &prediction);
        hand_over_all(work, prediction, count, periods);
        return;
    }
    const struct onward_ask ask = {&how, work->history, work->begun, work->places, to, periods};
    struct work from = *work;
    struct history longer;
    size_t count = onward_predict(&ask, &longer, &prediction);
    from.history = &longer;
    hand_over_all(&from, prediction, count, periods);
}

static void foretell_scenario(const struct work *work, uint32_t i, struct period to)
{
    struct prediction prediction;
    struct model_limits limits = foretell_limits(work->how, work->like->indicator);
    scenario_find(work->how->scenarios, i, work->how->mem, work->history, &limits, to, &prediction);
    prediction.caliber = i == SCENARIO_ASSUMED ? work->caliber : side_by_side(work, prediction.scenario);
    hand_over(work, &prediction);
}

static bool speaks(const struct work *work, uint32_t i)
{
    return scenario_speaks(work->how->scenarios, i, work->like->region, work->like->indicator);
}

/* ---- periods ---- */

/* The periods of one grain that are asked for and lie behind the last value. */
static size_t find_periods(const struct work *work, struct period *into)
{
    const struct foretelling *how = work->how;
    int last = history_step(history_last(work->history)->period);
    size_t count = 0;
    for (size_t i = 0; i < how->periods; i++) {
        if (how->to[i].grain != work->history->grain)
            continue;
        if (history_step(how->to[i]) > last)
            into[count++] = how->to[i];
        else
            tell(DIAG_KNOWN, history_last(work->history), period_text(how->mem, how->to[i]),
                 say(how->mem, "is not behind the last value and not forecast"));
    }
    return count;
}

/* All periods behind the last value up to the farthest of those. */
static size_t fill_path(const struct work *work, const struct period *to, size_t count, struct period **into)
{
    struct period last = history_last(work->history)->period;
    int most = 0, steps;
    for (size_t i = 0; i < count; i++)
        if ((steps = history_step(to[i]) - history_step(last)) > most)
            most = steps;
    *into = mem_array(work->how->mem, (size_t)most, sizeof **into);
    for (int i = 0; i < most; i++)
        period_step(last, i + 1, &(*into)[i]);
    return (size_t)most;
}

/* ---- the year that has begun ---- */

/* Tells where the year to date falls; all of it as one text. */
static struct str tell_falls(const struct work *work, const struct wholeyear_ask *ask, struct period year)
{
    struct wholeyear_fall *fall;
    struct str all = {NULL, 0};
    size_t count = wholeyear_falls(ask, work->series, work->caliber, year, &fall);
    for (size_t i = 0; i < count; i++) {
        tell(DIAG_THIN, fall[i].row, fall[i].row->period_text, fall[i].why);
        all = voice_join(ask->mem, all, fall[i].why);
    }
    return all;
}

/* Foretells a whole year from what there is of it; false where it has not begun, or where that
 * can't be done, which is told. */
static bool foretell_whole_year(struct work *work, struct period year)
{
    const struct foretelling *how = work->how;
    const struct indicator *indicator = indicator_of(how, work->like->indicator);
    enum indicator_kind kind = indicator ? indicator->kind : KIND_NONE;
    struct prediction prediction;
    if (!how->whole_years || year.grain != PERIOD_YEAR || speaks(work, SCENARIO_ASSUMED) ||
        !wholeyear_begun(work->series, work->caliber, year, kind))
        return false;
    const struct target *target = find_target(how, work->like, work->caliber, year);
    bool level = target && target_kind_row(target->kind)->aim == AIM_LEVEL;
    struct wholeyear_ask ask = whole_year_ask(how, indicator);
    ask.goal = level ? &target->target_value : NULL;
    bool found = wholeyear_find(&ask, work->series, work->caliber, year, &prediction);
    prediction.reason = voice_join(how->mem, prediction.reason, tell_falls(work, &ask, year));
    if (found) {
        hand_over(work, &prediction);
        return true;
    }
    tell(DIAG_THIN, work->like, period_text(how->mem, year), prediction.reason);
    work->unmade = year;
    work->unmade_why = prediction.reason;
    return false;
}

/* The row without a value for a period that nothing can be forecast of. */
static void hand_over_nothing(const struct work *work, struct period when, struct str reason)
{
    struct prediction none = {.period = when, .caliber = work->caliber, .unit = work->like->unit, .reason = reason};
    work->take(work->state, work->like, &none, work->places);
}

static void refuse(struct work *work, const struct history *history)
{
    tell(DIAG_NO_FORECAST, history->culprit, STR(""), history->refusal);
    work->like = history->culprit;
    for (size_t i = 0; i < work->how->periods; i++)
        if (work->how->to[i].grain == history->grain)
            hand_over_nothing(work, work->how->to[i], history->refusal);
}

/* ---- without whole years ---- */

/* The last year that a part is known of, with the first row of the caliber in `like`; false: none is. */
static bool find_last_part(struct work *work, struct period *year)
{
    int last = 0, of, month, day;
    for (uint32_t i = 0; i < work->series.count; i++) {
        const struct observation *row = &work->series.row[i];
        if (row->state != OBSERVATION_GOOD || row->status == STATUS_F || !str_eq(row->caliber, work->caliber))
            continue;
        work->like = work->like ? work->like : row;
        period_date(row->period.first, &of, &month, &day);
        if (period_length_months(row->period) >= 1 && period_inside(row->period, period_year(of)) && of > last)
            last = of;
    }
    *year = period_year(last);
    return last > 0;
}

/* The years that are asked for; and those on the way, from the last that a part is known of on. */
static size_t find_years(const struct work *work, struct period last, struct period **into)
{
    const struct foretelling *how = work->how;
    int most = -1, ahead;
    size_t count = 0;
    struct period *year = mem_array(how->mem, how->periods, sizeof *year);
    for (size_t i = 0; i < how->periods; i++) {
        if (how->to[i].grain != PERIOD_YEAR)
            continue;
        ahead = history_step(how->to[i]) - history_step(last);
        most = ahead > most ? ahead : most;
        if (!how->path || ahead < 0)
            year[count++] = how->to[i];
    }
    *into = mem_array(how->mem, count + (size_t)(how->path ? most + 1 : 0), sizeof **into);
    memcpy(*into, year, count * sizeof *year);
    for (int i = 0; how->path && i <= most; i++)
        period_step(last, i, &(*into)[count++]);
    return count;
}

/* Where no whole year is known, the months of earlier ones may be enough for one that has begun; of the others
 * it is told why they are not forecast, and what helps.  False where not even months are known. */
static bool foretell_from_parts(struct work *work)
{
    struct mem *mem = work->how->mem;
    struct period last, *year;
    if (!find_last_part(work, &last))
        return false;
    work->places = work->like->value.scale > 0 ? work->like->value.scale : 0;
    size_t count = find_years(work, last, &year);
    for (size_t i = 0; i < count; i++) {
        if (foretell_whole_year(work, year[i]))
            continue;
        struct str why = say(mem, "no whole year is known to forecast from; make years of what is shorter first, with "
                                  "aggregate --to-period year");
        tell(DIAG_NO_FORECAST, work->like, period_text(mem, year[i]), why);
        bool unmade = work->unmade_why.length && period_compare(work->unmade, year[i]) == 0;
        hand_over_nothing(work, year[i], unmade ? voice_join(mem, work->unmade_why, why) : why);
    }
    return true;
}

/* ---- the series ---- */

/* The whole year behind the last one, when it has begun and later years are to go on from it. */
static void find_begun(struct work *work, struct prediction *begun)
{
    const struct foretelling *how = work->how;
    struct period year;
    const struct indicator *indicator = indicator_of(how, work->like->indicator);
    struct wholeyear_ask ask = whole_year_ask(how, indicator);
    ask.unit = work->history->unit;
    if (how->onward && work->history->grain == PERIOD_YEAR && period_step(work->like->period, 1, &year) &&
        wholeyear_begun(work->series, work->caliber, year, ask.kind) &&
        wholeyear_find(&ask, work->series, work->caliber, year, begun) && onward_fits(work->history, begun))
        work->begun = begun;
}

static void foretell_behind(struct work *work)
{
    struct period *to = mem_array(work->how->mem, work->how->periods, sizeof *to);
    size_t count = find_periods(work, to), models = 0;
    struct prediction begun;
    if (work->how->path)
        count = fill_path(work, to, count, &to);
    struct period *left = mem_array(work->how->mem, count, sizeof *left);
    for (size_t i = 0; i < count; i++)
        if (!foretell_whole_year(work, to[i]))
            left[models++] = to[i];
    find_begun(work, &begun);
    if (models && speaks(work, SCENARIO_ASSUMED))
        for (size_t i = 0; i < models; i++)
            foretell_scenario(work, SCENARIO_ASSUMED, left[i]);
    else if (models)
        foretell_models(work, left, models);
    for (uint32_t s = 0; s < scenario_count(work->how->scenarios); s++)
        for (size_t i = 0; i < count && speaks(work, s); i++)
            foretell_scenario(work, s, to[i]);
}

static bool is_asked(const struct foretelling *how, enum period_grain grain)
{
    for (size_t i = 0; i < how->periods; i++)
        if (how->to[i].grain == grain)
            return true;
    return false;
}

void foretell_series(const struct foretelling *how, struct series series, struct str caliber, foretell_take *take,
                     void *state)
{
    static const enum period_grain grains[] = {PERIOD_YEAR, PERIOD_HALF, PERIOD_QUARTER, PERIOD_MONTH};
    for (size_t g = 0; g < sizeof grains / sizeof *grains; g++) {
        struct history history;
        struct work work = {.how = how, .series = series, .caliber = caliber, .take = take, .state = state};
        if (!is_asked(how, grains[g]))
            continue;
        bool good = foretell_history(how, series, caliber, grains[g], &history);
        if (!good && history.series.count == 0 && grains[g] == PERIOD_YEAR && foretell_from_parts(&work))
            continue;
        if (!good) {
            refuse(&work, &history);
            continue;
        }
        work.history = &history;
        work.like = history_last(&history);
        work.places = places_of(how, &history, work.like->indicator);
        foretell_behind(&work);
    }
}
