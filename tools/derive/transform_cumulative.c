/* transform_cumulative - from the year to date to single periods, and back */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "transform_inside.h"

/* Does the period begin with a year and end within it, after whole months? */
static bool to_date(struct period period)
{
    int months = period_length_months(period);
    struct period year = period_year(period_end_year(period));
    return months >= 1 && months <= 12 && period.first == year.first;
}

/* The longest year to date before this one that has a row with something in it.  A row that
 * is empty is passed over (January, where January and February come together); one that
 * cannot be read is not, or the difference would quietly become another. */
static const struct observation *shorter(const struct transform_work *work, struct period period)
{
    const struct observation *best = NULL;
    for (uint32_t i = 0; i < work->strand->series.count; i++) {
        const struct observation *row = &work->strand->series.row[i];
        if (row->period.last >= period.last)
            break;
        if (row->period.first == period.first && to_date(row->period) && row->state != OBSERVATION_MISSING &&
            str_eq(row->caliber, work->caliber))
            best = row;
    }
    return best;
}

/* The months between two figures of the series as it is usually given: 1, 3 or 6. */
static int usual_months(const struct transform_work *work)
{
    int usual = 6;
    for (uint32_t i = 0; i < work->strand->series.count; i++) {
        const struct observation *row = &work->strand->series.row[i];
        int months = period_length_months(row->period);
        if (!to_date(row->period) || !str_eq(row->caliber, work->caliber))
            continue;
        if (months % 3)
            return 1;
        if (months % 6)
            usual = 3;
    }
    return usual;
}

/* A span such as January and February together hides its parts: each is a value that is
 * not known, with the reason. */
static uint32_t hidden_parts(const struct transform_work *work, struct period span, struct derived *into)
{
    int months = usual_months(work), year, month, day;
    uint32_t count = 0;
    period_date(span.first, &year, &month, &day);
    for (int m = 0; m < period_length_months(span) && count < TRANSFORM_MOST - 1; m += months, count++) {
        into[count] = transform_new(work, period_months(year, month + m, months));
        basis_say(&into[count].basis, "only {1} together is known", period_text(work->mem, span));
    }
    return count;
}

static void tell_fall(const struct observation *row, const struct observation *before, struct derived *into)
{
    struct place place = observation_place(row);
    diag_report(DIAG_SERIES, &place,
                "%.*s %.*s: the year to date falls from %.*s (%.*s) to %.*s (%.*s): an error, a revision, or a flow "
                "that can be negative",
                STR_ARG(row->region), STR_ARG(row->indicator), STR_ARG(before->value_text),
                STR_ARG(before->period_text), STR_ARG(row->value_text), STR_ARG(row->period_text));
    into->note = say(into->basis.mem, "the year to date falls");
}

static uint32_t discrete(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct measure all, before;
    if (!to_date(row->period))
        return 0;
    const struct observation *prior = shorter(work, row->period);
    struct period own = prior ? period_of_days(prior->period.last + 1, row->period.last) : row->period;
    *into = transform_new(work, own);
    if (transform_want(work, row->period, into, &all)) {
        if (!prior) {
            into->text = row->value_text;
            into->value = all;
        } else if (transform_want(work, prior->period, into, &before)) {
            into->value = measure_subtract(all, before);
            if (measure_order(all, before) < 0)
                tell_fall(row, prior, into);
        }
    }
    return 1 + (work->reasons && own.grain == PERIOD_SPAN && into->value.known ? hidden_parts(work, own, into + 1) : 0);
}

/* What stands directly before a period within its year: the one of the same length, or all
 * that the year had until then; whichever is there. */
static struct period piece_before(const struct transform_work *work, struct period period, int32_t year_first)
{
    struct period same, rest = period_of_days(year_first, period.first - 1);
    if (!period_step(period, -1, &same) || same.first < year_first)
        return rest;
    return !transform_usable(work, same) && transform_usable(work, rest) ? rest : same;
}

static uint32_t cumulative(const struct transform_work *work, const struct observation *row, struct derived *into)
{
    struct period year = period_year(period_end_year(row->period)), piece = row->period;
    struct measure value, total;
    if (period_length_months(piece) == 0 || piece.first < year.first)
        return 0;
    *into = transform_new(work, period_of_days(year.first, piece.last));
    if (!transform_want(work, piece, into, &total))
        return 1;
    if (piece.first == year.first)
        into->text = row->value_text;
    while (piece.first > year.first) {
        piece = piece_before(work, piece, year.first);
        if (!transform_want(work, piece, into, &value))
            return 1;
        total = measure_add(total, value);
    }
    into->value = total;
    return 1;
}

/* ---- the rows ---- */

const struct transform transforms_cumulative[] = {
    {"discrete", "", "single periods from the year to date: June is January to June less January to May",
     TRANSFORM_NONE, TRANSFORM_KIND(FLOW), false, TRANSFORM_UNIT_SAME, KIND_NONE, false, .compute = discrete},
    {"cumulative", "", "the year to date from single periods", TRANSFORM_NONE, TRANSFORM_KIND(FLOW), false,
     TRANSFORM_UNIT_SAME, KIND_NONE, false, .compute = cumulative},
    {0}};
