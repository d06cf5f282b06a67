/* history - see history.h */
#include "base/str.h"
#include "base/voice.h"
#include "history.h"

/* ---- the calendar ---- */

unsigned history_season(enum period_grain grain)
{
    switch (grain) {
    case PERIOD_MONTH: return 12;
    case PERIOD_QUARTER: return 4;
    case PERIOD_HALF: return 2;
    case PERIOD_YEAR: return 1;
    case PERIOD_DAY: case PERIOD_WEEK: case PERIOD_SPAN: break;
    }
    return 0;
}

int history_step(struct period period)
{
    int year, month, day, season = (int)history_season(period.grain);
    period_date(period.last, &year, &month, &day);
    return year * season + month * season / 12 - 1;
}

/* ---- which rows ---- */

static void tell(struct history *history, const struct history_ask *ask, struct str sentence)
{
    history->told = voice_join(ask->mem, history->told, sentence);
}

/* Is it a value of what was?  A bound is told, since it might be taken for one. */
static bool has_value(struct history *history, const struct history_ask *ask, const struct observation *row)
{
    if (row->state != OBSERVATION_GOOD)
        return false;
    if (observation_bound_row(row->bound)->side == 0)
        return true;
    tell(history, ask, say(ask->mem, "{1} is only a bound ({2}) and left out", row->period_text,
                           observation_as_written(ask->mem, row)));
    return false;
}

/* Returns the last figure that is suppressed behind all values, or null: what a model makes of the values
 * before it would be an estimate of what is hidden. */
static const struct observation *gather(struct history *history, const struct history_ask *ask, struct series series,
                                        struct str caliber)
{
    size_t *count = &history->series.count;
    const struct observation *before = NULL, *hidden = NULL;
    history->row = mem_array(ask->mem, series.count, sizeof *history->row);
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        if (row->period.grain != history->grain || !str_eq(row->caliber, caliber))
            continue;
        if (row->status == STATUS_Q)
            hidden = row;
        if (!has_value(history, ask, row))
            continue;
        hidden = NULL;
        if (row->status == STATUS_B && *count && !ask->across) {
            before = row;
            *count = 0;
        }
        history->row[(*count)++] = row;
    }
    if (before)
        tell(history, ask, say(ask->mem, "values before {1} are left out, since the series breaks there",
                               before->period_text));
    return hidden;
}

/* ---- in one unit ---- */

static bool move(const struct history *history, const struct history_ask *ask, const struct observation *row,
                 struct num *number)
{
    struct unit from, to;
    int shift;
    *number = row->value;
    if (str_eq(row->unit, history->unit))
        return true;
    return unit_read(ask->mem, ask->units, row->unit, &from) && unit_read(ask->mem, ask->units, history->unit, &to) &&
           unit_shift(&from, &to, &shift) && num_shift(row->value, shift, number);
}

static bool find_numbers(struct history *history, const struct history_ask *ask)
{
    size_t count = history->series.count;
    history->number = mem_array(ask->mem, count, sizeof *history->number);
    history->unit = history_last(history)->unit;
    for (size_t i = 0; i < count; i++) {
        const struct observation *row = history->row[i];
        if (!move(history, ask, row, &history->number[i])) {
            history->culprit = row;
            history->refusal = say(ask->mem, "{1} is in {2}, {3} in {4}: unlike units", row->period_text,
                                   row->unit.length ? row->unit : voice_str(N_("no unit")),
                                   history_last(history)->period_text,
                                   history->unit.length ? history->unit : voice_str(N_("no unit")));
            return false;
        }
        if (history->number[i].scale > history->places)
            history->places = history->number[i].scale;
    }
    return true;
}

/* ---- as a model takes it ---- */

static void tell_gaps(struct history *history, const struct history_ask *ask, size_t i)
{
    struct period from, to;
    int missing = history_step(history->row[i]->period) - history_step(history->row[i - 1]->period) - 1;
    if (missing < 1 || !period_step(history->row[i - 1]->period, 1, &from) ||
        !period_step(history->row[i]->period, -1, &to))
        return;
    struct str first = period_text(ask->mem, from), last = period_text(ask->mem, to);
    tell(history, ask, missing == 1 ? say(ask->mem, "{1} is missing", first)
                                    : say(ask->mem, "{1} to {2} are missing", first, last));
}

static bool find_values(struct history *history, const struct history_ask *ask)
{
    size_t count = history->series.count;
    double *value = mem_array(ask->mem, count, sizeof *value), *step = mem_array(ask->mem, count, sizeof *step);
    history->series.value = value;
    history->series.step = step;
    for (size_t i = 0; i < count; i++) {
        step[i] = history_step(history->row[i]->period) - history_step(history->row[0]->period);
        if (i)
            tell_gaps(history, ask, i);
    }
    if (model_read(history->number, count, value) == MODEL_OK)
        return true;
    history->culprit = history_last(history);
    history->refusal = voice_str(model_why(MODEL_RANGE));
    return false;
}

bool history_read(struct history *history, const struct history_ask *ask, struct series series, struct str caliber,
                  enum period_grain grain)
{
    *history = (struct history){.grain = grain, .series = {.season = history_season(grain)}};
    const struct observation *hidden = gather(history, ask, series, caliber);
    if (history->series.count && hidden) {
        history->refusal = say(ask->mem, "{1} is suppressed, and what was before it would tell what that is about",
                               hidden->period_text);
        history->culprit = hidden;
        return false;
    }
    if (history->series.count == 0) {
        history->refusal = say(ask->mem, "there is no value to forecast from");
        history->culprit = series.row;
        return false;
    }
    return find_numbers(history, ask) && find_values(history, ask);
}

const struct observation *history_last(const struct history *history)
{
    return history->series.count ? history->row[history->series.count - 1] : NULL;
}
