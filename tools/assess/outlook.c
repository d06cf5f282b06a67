/* outlook - see outlook.h */
#include <stddef.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "outlook.h"

/* ---- the table ---- */

enum end { END_VALUE, END_LOW, END_HIGH, END_COUNT };

struct forecast {
    struct str region, indicator, status, unit;
    struct span period, rests; /* rests: the last figure that it was made from */
    bool late;                /* that ends after the day that counts */
    struct figure value, low80, high80, low95, high95, least, most;
    const char *file;
    uint64_t line;
};

struct forecasts {
    struct mem *mem;
    struct forecast *row;     /* by region and indicator, in order of time */
    uint32_t count;
};

static const struct sheet_column column[] = {
    {"region", SHEET_FULL, sheet_text, offsetof(struct forecast, region), NULL},
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct forecast, indicator), NULL},
    {"period", SHEET_FULL, sheet_span, offsetof(struct forecast, period), NULL},
    {"value", SHEET_COLUMN, sheet_figure, offsetof(struct forecast, value), NULL},
    {"unit", SHEET_MAY, sheet_text, offsetof(struct forecast, unit), NULL},
    {"status", SHEET_MAY, sheet_text, offsetof(struct forecast, status), NULL},
    {"low80", SHEET_MAY, sheet_figure, offsetof(struct forecast, low80), NULL},
    {"high80", SHEET_MAY, sheet_figure, offsetof(struct forecast, high80), NULL},
    {"low95", SHEET_MAY, sheet_figure, offsetof(struct forecast, low95), NULL},
    {"high95", SHEET_MAY, sheet_figure, offsetof(struct forecast, high95), NULL},
    {"ytd_least", SHEET_MAY, sheet_figure, offsetof(struct forecast, least), NULL},
    {"ytd_most", SHEET_MAY, sheet_figure, offsetof(struct forecast, most), NULL},
    {"last_known", SHEET_MAY, sheet_span, offsetof(struct forecast, rests), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct forecast, column, DIAG_CATALOG, "--forecasts");

static int by_series(const void *left, const void *right)
{
    const struct forecast *a = left, *b = right;
    int order = str_cmp(a->region, b->region);
    if (!order)
        order = str_cmp(a->indicator, b->indicator);
    if (!order)
        order = (a->period.value.last > b->period.value.last) - (a->period.value.last < b->period.value.last);
    return order ? order : period_length_months(b->period.value) - period_length_months(a->period.value);
}

/* Does it rest on what ends after the day that counts?  That is told. */
static bool is_late(struct sheet *sheet, const struct forecast *row, const struct until *until)
{
    const struct place place = sheet_place(sheet, "last_known");
    bool late = until && row->rests.known && row->rests.value.last > until_of(until, row->rests.value).last;
    if (late)
        diag_report(DIAG_NO_FORECAST, &place,
                    "the forecast of %.*s for %.*s rests on %.*s, which --as-of leaves out, and is not used",
                    STR_ARG(row->indicator), STR_ARG(row->period.text), STR_ARG(row->rests.text));
    return late;
}

struct forecasts *forecasts_load(struct mem *mem, struct reader *reader, const struct until *until)
{
    struct forecasts *forecasts = mem_take(mem, sizeof *forecasts);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct forecast row;
    size_t room = 0;
    forecasts->mem = mem;
    while (sheet_next(sheet, &row)) {
        /* The figures that the forecasts rest on stand among them, unless forecast --only left them out. */
        if (sheet_has(sheet, "status") && !str_eq(row.status, STR("F")))
            continue;
        const struct str key[] = {row.region, row.indicator, row.period.text};
        uint64_t line = sheet_before(sheet, sheet_line(sheet), key, 3);
        if (line)
            sheet_wrong(sheet, "period", "a forecast for this period stands in line %llu already",
                        (unsigned long long)line);
        if (!row.value.known)
            continue;
        row.late = is_late(sheet, &row, until);
        row.file = sheet_file(sheet);
        row.line = sheet_line(sheet);
        forecasts->row = mem_grow(mem, forecasts->row, forecasts->count, &room, sizeof *forecasts->row);
        forecasts->row[forecasts->count++] = row;
    }
    struct place place = {.file = sheet_file(sheet)};
    sheet_close(sheet);
    if (!forecasts->count)
        diag_report(DIAG_NO_FORECAST, &place, "no row here is a forecast (status F, with a value)");
    else
        qsort(forecasts->row, forecasts->count, sizeof *forecasts->row, by_series);
    return forecasts;
}

/* An end of the interval; of a year to date, which has none, of its range. */
static struct figure end_of(const struct forecast *row, enum end end, int level)
{
    const struct figure *low = level == 80 ? &row->low80 : &row->low95;
    const struct figure *high = level == 80 ? &row->high80 : &row->high95;
    if (end == END_VALUE)
        return row->value;
    if (!low->known && !high->known)
        return end == END_LOW ? row->least : row->most;
    return end == END_LOW ? *low : *high;
}

/* What is forecast of an indicator in the target's region. */
struct ahead {
    const struct forecast *row;
    uint32_t count;
};

static struct ahead ahead_of(const struct forecasts *forecasts, struct str region, struct str indicator)
{
    uint32_t low = 0, high = forecasts->count, count = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct forecast *row = &forecasts->row[middle];
        int order = str_cmp(row->region, region);
        if (!order)
            order = str_cmp(row->indicator, indicator);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct forecast *first = forecasts->count ? forecasts->row + low : NULL;
    while (low + count < forecasts->count && str_eq(first[count].region, region) &&
           str_eq(first[count].indicator, indicator))
        count++;
    return (struct ahead){first, count};
}

static struct ahead own_ahead(const struct forecasts *forecasts, const struct question *question)
{
    return ahead_of(forecasts, question->target->region, question->target->indicator);
}

/* ---- as if it had come true ---- */

/* Do the figures that count go on beyond the period of a forecast, or up to it?  Of what adds up only those do that
 * cover as much time: the months of a year that has begun do not stand for the year before. */
static bool is_known(const struct question *question, struct series series, const struct forecast *forecast)
{
    const bool any = !judge_length_matters(question);
    const int months = period_length_months(forecast->period.value);
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        if (row->state == OBSERVATION_GOOD && judge_in_time(question, row) &&
            row->period.last >= forecast->period.value.last && (any || period_length_months(row->period) >= months))
            return true;
    }
    return false;
}

/* One end of what is forecast as a row, in the unit of the figures where it is of their dimension. */
static struct observation row_of(const struct question *question, const struct forecast *forecast,
                                 struct figure figure, struct observation like)
{
    struct observation moved;
    struct str unit = like.unit;
    like.region = forecast->region;
    like.indicator = forecast->indicator;
    like.period_text = forecast->period.text;
    like.period = forecast->period.value;
    like.value_text = figure.text;
    like.value = figure.value;
    like.unit = forecast->unit.length ? forecast->unit : unit;
    like.status = STATUS_F;
    like.state = OBSERVATION_GOOD;
    return *judge_in_unit(question, &like, unit, &moved);
}

/* Is a forecast one that counts: it lies behind the figures, not behind a period, and could be made in time? */
static bool lies_ahead(const struct question *question, struct series series, const struct forecast *forecast,
                       struct period when)
{
    return forecast->period.value.last <= when.last && !forecast->late && !is_known(question, series, forecast);
}

/* Puts a row among those that are there, in order of time. */
static void put_in(struct observation *row, uint32_t count, struct observation next)
{
    uint32_t at = count;
    for (; at > 0 && row[at - 1].period.last > next.period.last; at--)
        row[at] = row[at - 1];
    row[at] = next;
}

/* The figures that count, and behind them one end of what is forecast up to a period; the value of what has no
 * interval, since a year that is left out breaks a sum or a chain off. */
static struct series go_on(const struct question *question, struct series series, struct ahead ahead,
                           struct period when, enum end end, int level, struct observation like)
{
    struct observation *row = mem_array(question->mem, series.count + ahead.count, sizeof *row);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < series.count; i++)
        if (judge_in_time(question, &series.row[i]) && series.row[i].state == OBSERVATION_GOOD)
            row[kept++] = series.row[i];
    for (uint32_t i = 0; i < ahead.count; i++) {
        const struct forecast *forecast = &ahead.row[i];
        struct figure figure = end_of(forecast, end, level);
        if (!lies_ahead(question, series, forecast, when))
            continue;
        put_in(row, kept, row_of(question, forecast, figure.known ? figure : forecast->value, like));
        kept++;
    }
    return (struct series){row, kept};
}

/* The question with one end of what is forecast behind the figures, to be judged at a period; of an
 * indicator that the target is relative to the other end, so that what holds at both ends holds
 * whatever comes inside the intervals. */
static struct question as_if(const struct question *question, const struct forecasts *forecasts, struct period when,
                             enum end end, int level)
{
    const struct target_more *more = question->target->more;
    struct question then = *question;
    struct observation own = {.caliber = more->caliber, .unit = judge_unit(question, question->own)};
    struct observation other = {.unit = question->related.count ? question->related.row->unit : (struct str){NULL, 0}};
    enum end against = end == END_LOW ? END_HIGH : end == END_HIGH ? END_LOW : END_VALUE;
    then.own = go_on(question, question->own, own_ahead(forecasts, question), when, end, level, own);
    if (more->related.length)
        then.related = go_on(question, question->related,
                             ahead_of(forecasts, more->related_region, more->related), when, against, level, other);
    then.limited = true;
    then.as_of = then.as_of_part = when;
    return then;
}

/* The first forecast on the way to a period that has no interval; null: all have one. */
static const struct forecast *bare_in(const struct question *question, struct series series, struct ahead ahead,
                                      struct period when, int level)
{
    for (uint32_t i = 0; i < ahead.count; i++)
        if (lies_ahead(question, series, &ahead.row[i], when) &&
            (!end_of(&ahead.row[i], END_LOW, level).known || !end_of(&ahead.row[i], END_HIGH, level).known))
            return &ahead.row[i];
    return NULL;
}

/* What is told of it, of the indicator's own or of the related one's; the empty text where all have one. */
static struct str tell_bare(const struct question *question, const struct forecasts *forecasts, struct period when,
                            int level)
{
    const struct target_more *more = question->target->more;
    const struct forecast *bare = bare_in(question, question->own, own_ahead(forecasts, question), when, level);
    if (!bare && more->related.length)
        bare = bare_in(question, question->related, ahead_of(forecasts, more->related_region, more->related), when,
                       level);
    return bare ? say(question->mem, "the forecast of {1} for {2} has no interval: its value is taken as certain",
                      bare->indicator, bare->period.text)
                : (struct str){NULL, 0};
}

static const struct forecast *forecast_at(struct ahead ahead, struct period when)
{
    for (uint32_t i = 0; i < ahead.count; i++)
        if (period_compare(ahead.row[i].period.value, when) == 0)
            return &ahead.row[i];
    return NULL;
}

/* Why there is none for a period. */
static struct str tell_none(const struct question *question, const struct forecasts *forecasts, struct period when,
                            struct str text)
{
    const struct forecast *at = forecast_at(own_ahead(forecasts, question), when);
    return at && at->late ? say(question->mem, "the forecast for {1} rests on {2}, which --as-of leaves out", text,
                                at->rests.text)
                          : say(question->mem, "no forecast for {1}", text);
}

/* Is what is forecast for a period of a unit that cannot be held against the figures? */
static bool is_unlike(const struct answer *answer, struct period when)
{
    return answer->unlike && period_compare(answer->unlike->period, when) == 0;
}

struct foreseen outlook_at(const struct question *question, const struct forecasts *forecasts, struct period when,
                           int level)
{
    const struct forecast *at = forecast_at(own_ahead(forecasts, question), when);
    struct foreseen seen = {.found = at && lies_ahead(question, question->own, at, when)};
    struct str *const text_of[END_COUNT] = {&seen.value, &seen.low, &seen.high};
    if (!seen.found)
        return seen;
    struct question then = as_if(question, forecasts, when, END_VALUE, level);
    const struct observation own = {.unit = judge_unit(question, question->own)};
    for (enum end end = END_VALUE; end < END_COUNT; end++)
        if (end_of(at, end, level).known)
            *text_of[end] = row_of(question, at, end_of(at, end, level), own).value_text;
    seen.answer = judge_target(&then);
    if (is_unlike(&seen.answer, when))
        seen.answer.class = CLASS_NOT_COMPUTABLE;
    seen.file = at->file;
    seen.line = at->line;
    return seen;
}

/* ---- the outlook ---- */

/* Is it met at the target's period?  What is judged by holding has no pace. */
static bool is_met(const struct answer *answer)
{
    return answer->class == CLASS_ACHIEVED || (answer->class == CLASS_ON_TRACK && !answer->pace.known);
}

static struct prospect unclear(struct str reason)
{
    return (struct prospect){.outlook = OUTLOOK_UNCLEAR, .reason = reason};
}

/* Does an interval reach beyond the target on both sides, where that has a far side too?  Then the target is
 * met within it, though at neither end. */
static bool lies_within(const struct target *target, const struct foreseen *at)
{
    struct num low, high, goal = target->target_value.value;
    bool two_sided = target->kind == TARGET_RANGE || target->kind == TARGET_LEVEL_ABOUT;
    return two_sided && num_parse(at->low, &low) == NUM_OK && num_parse(at->high, &high) == NUM_OK &&
           num_compare(low, goal) <= 0 && num_compare(high, goal) >= 0;
}

/* The year before which a sum ends that is short of its target; false: it goes on to the target's period. */
static bool sum_breaks_off(const struct question *question, const struct answer *answer, struct period *missing)
{
    const struct target *target = question->target;
    bool sum = target->kind == TARGET_CUMULATIVE_SUM_MIN || target->kind == TARGET_CUMULATIVE_SUM_MAX;
    return sum && answer->class != CLASS_ACHIEVED && answer->used->period.last < target->target_period.value.last &&
           period_years_on(answer->used->period, 1, missing);
}

/* What the interval for a period comes to. */
static enum outlook judge_ends(const struct question *question, const struct forecasts *forecasts, struct period when,
                               const struct foreseen *at, int level)
{
    uint32_t met = 0;
    /* An end may lie as far off as it likes. */
    struct thresholds far = *question->thresholds;
    far.implausible = num_of(0);
    for (enum end end = END_LOW; end <= END_HIGH; end++) {
        struct question then = as_if(question, forecasts, when, end, level);
        then.silent = true;
        then.thresholds = &far;
        struct answer answer = judge_target(&then);
        met += is_met(&answer);
    }
    bool inside = is_met(&at->answer) || lies_within(question->target, at);
    return met == 2 ? OUTLOOK_LIKELY : met || inside ? OUTLOOK_EFFORT : OUTLOOK_HARD;
}

/* Of a level to keep the worst of the years from now on decides: one in which it is met nowhere in the interval is
 * enough.  Where no year is so bad, all must be foreseen. */
static void hold_years(const struct question *question, const struct forecasts *forecasts, int level,
                       struct prospect *prospect)
{
    enum { YEARS = 100 };
    const struct target *target = question->target;
    struct forecast year = {.period = target->target_period};
    struct str lacks = {NULL, 0}, decides = {NULL, 0};
    for (int i = 1; i < YEARS; i++) {
        if (!period_years_on(target->target_period.value, -i, &year.period.value) ||
            is_known(question, question->own, &year) ||
            (target->base_period.known && year.period.value.last <= target->base_period.value.last))
            break;
        struct foreseen at = outlook_at(question, forecasts, year.period.value, level);
        struct str text = period_text(question->mem, year.period.value);
        bool unlike = at.found && is_unlike(&at.answer, year.period.value);
        if (!at.found || unlike) {
            lacks = unlike ? at.answer.unlike_why : tell_none(question, forecasts, year.period.value, text);
            continue;
        }
        enum outlook outlook = judge_ends(question, forecasts, year.period.value, &at, level);
        if (outlook <= prospect->outlook)
            continue;
        prospect->outlook = outlook;
        decides = say(question->mem, "{1} decides, for which {2} is forecast", text, at.value);
    }
    if (lacks.length && prospect->outlook != OUTLOOK_HARD) {
        prospect->outlook = OUTLOOK_UNCLEAR;
        prospect->reason = lacks;
    } else {
        prospect->reason = voice_join(question->mem, prospect->reason, decides);
    }
}

struct prospect outlook_find(const struct question *question, const struct forecasts *forecasts, int level)
{
    struct mem *mem = question->mem;
    const struct target *target = question->target;
    struct period when = target->target_period.value;
    if (target_kind_row(target->kind)->aim == AIM_WORDS)
        return unclear(say(mem, "the target is in words, without a number"));
    struct prospect prospect = {.at = outlook_at(question, forecasts, when, level)};
    if (!prospect.at.found)
        return unclear(tell_none(question, forecasts, when, target->target_period.text));
    prospect.outlook = OUTLOOK_UNCLEAR;
    struct period missing;
    if (is_unlike(&prospect.at.answer, when))
        prospect.reason = prospect.at.answer.unlike_why;
    else if (prospect.at.answer.held_back)
        prospect.reason = say(mem, "what is forecast for {1}, {2}, is implausible", target->target_period.text,
                              prospect.at.value);
    else if (prospect.at.answer.class == CLASS_NOT_COMPUTABLE)
        prospect.reason = remark_first(&prospect.at.answer.remark);
    else if (target_kind_row(target->kind)->aim == AIM_RELATION &&
             period_compare(prospect.at.answer.used->period, when) != 0)
        prospect.reason = say(mem, "no forecast of {1} for {2}", target->more->related_text,
                              target->target_period.text);
    else if (sum_breaks_off(question, &prospect.at.answer, &missing))
        prospect.reason = tell_none(question, forecasts, missing, period_text(mem, missing));
    else if (!prospect.at.low.length || !prospect.at.high.length)
        prospect.reason = say(mem, "the forecast for {1} has no interval", target->target_period.text);
    else {
        prospect.outlook = judge_ends(question, forecasts, when, &prospect.at, level);
        prospect.reason = tell_bare(question, forecasts, when, level);
        if (target_is_kept(target))
            hold_years(question, forecasts, level, &prospect);
    }
    return prospect;
}

struct measure outlook_margin(const struct question *question, const struct prospect *prospect)
{
    const struct answer *answer = &prospect->at.answer;
    struct num worse, beyond, way;
    int sign = target_op_row(target_held_op(question->target))->sign;
    struct str text = sign < 0 ? prospect->at.high : prospect->at.low;
    if (!prospect->at.found || prospect->outlook == OUTLOOK_UNCLEAR || !answer->departs || !answer->has_base ||
        !sign || num_parse(text, &worse) != NUM_OK || !num_subtract(worse, answer->goal, &beyond) ||
        !num_subtract(answer->goal, answer->base, &way))
        return (struct measure){0};
    return measure_quotient(sign < 0 ? num_negate(beyond) : beyond, num_abs(way));
}
