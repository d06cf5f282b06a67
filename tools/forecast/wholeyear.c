/* wholeyear - see wholeyear.h */
#include "base/str.h"
#include "base/voice.h"
#include "model/yearend.h"
#include "wholeyear.h"

enum { MONTHS = 12, YEARS_MOST = 50 };

static const struct {
    const char *word, *help;
} way_row[WHOLEYEAR_COUNT] = {
#define X(name, word, help) [WHOLEYEAR_##name] = {word, help},
    WHOLEYEAR_WAYS(X)
#undef X
};

const char *wholeyear_word(enum wholeyear_way way)
{
    return way_row[way].word;
}

const char *wholeyear_help(enum wholeyear_way way)
{
    return way_row[way].help;
}

/* ---- the parts of a year ---- */

/* Which months of the year a row is of; false when it is not of whole months of that year. */
static bool months_of(const struct observation *row, struct period year, int *first, int *last)
{
    int of, day, length = period_length_months(row->period);
    if (length < 1 || !period_inside(row->period, year))
        return false;
    period_date(row->period.first, &of, first, &day);
    *last = *first + length - 1;
    return true;
}

static bool usable(const struct observation *row, struct str caliber)
{
    return row->state == OBSERVATION_GOOD && observation_bound_row(row->bound)->side == 0 &&
           str_eq(row->caliber, caliber);
}

bool wholeyear_begun(struct series series, struct str caliber, struct period year, enum indicator_kind kind)
{
    int first, last;
    if (kind != KIND_FLOW && kind != KIND_GROWTH)
        return false;
    for (uint32_t i = 0; i < series.count; i++)
        if (usable(&series.row[i], caliber) && months_of(&series.row[i], year, &first, &last) && first == 1 &&
            last < MONTHS)
            return true;
    return false;
}

/* A year's parts, in the unit of the first row that it meets; a part in a unit that can't be moved is
 * left out, and told. */
struct parts {
    struct yearend_part part[200];
    size_t count;
    bool unlike;
};

static bool in_unit(const struct wholeyear_ask *ask, const struct observation *row, struct str *unit, struct num *value)
{
    struct unit from, to;
    int shift;
    *value = row->value;
    if (unit->length == 0)
        *unit = row->unit;
    if (!row->unit.length || str_eq(*unit, row->unit))
        return true;
    return unit_read(ask->mem, ask->units, row->unit, &from) && unit_read(ask->mem, ask->units, *unit, &to) &&
           unit_shift(&from, &to, &shift) && num_shift(row->value, shift, value);
}

static struct parts parts_of(const struct wholeyear_ask *ask, struct series series, struct str caliber,
                             struct period year, struct str *unit)
{
    struct parts parts = {.count = 0};
    for (uint32_t i = 0; i < series.count && parts.count < sizeof parts.part / sizeof *parts.part; i++) {
        struct yearend_part *part = &parts.part[parts.count];
        if (!usable(&series.row[i], caliber) || !months_of(&series.row[i], year, &part->first, &part->last))
            continue;
        bool fits = in_unit(ask, &series.row[i], unit, &part->value);
        parts.count += fits;
        parts.unlike |= !fits;
    }
    return parts;
}

/* A rate is that of a span as it was published; nothing is added up. */
static bool rate_of(const struct parts *parts, int months, struct num *rate)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->part[i].first == 1 && parts->part[i].last == months) {
            *rate = parts->part[i].value;
            return true;
        }
    return false;
}

static bool known_to(const struct wholeyear_ask *ask, const struct parts *parts, int months, struct num *value)
{
    if (ask->kind == KIND_GROWTH)
        return rate_of(parts, months, value);
    return yearend_sum(parts->part, parts->count, 1, months, value);
}

/* ---- earlier years ---- */

struct earlier {
    struct yearend_year year[YEARS_MOST]; /* oldest first */
    size_t count;
    struct period first, last;
    bool next;                /* is the last one the year before? */
    bool unlike;              /* was something left out for its unit? */
};

static void find_earlier(const struct wholeyear_ask *ask, struct series series, struct str caliber, struct period year,
                         int months, struct str *unit, struct earlier *earlier)
{
    enum { BACK = 60 };
    earlier->count = 0;
    earlier->next = earlier->unlike = false;
    for (int back = 1; back <= BACK && earlier->count < ask->years && earlier->count < YEARS_MOST; back++) {
        struct period then;
        struct yearend_year had;
        if (!period_years_on(year, -back, &then))
            break;
        struct parts parts = parts_of(ask, series, caliber, then, unit);
        earlier->unlike |= parts.unlike;
        if (!known_to(ask, &parts, months, &had.to_date) || !known_to(ask, &parts, MONTHS, &had.full))
            continue;
        memmove(&earlier->year[1], &earlier->year[0], earlier->count * sizeof *earlier->year);
        earlier->year[0] = had;
        earlier->first = then;
        if (earlier->count++ == 0) {
            earlier->last = then;
            earlier->next = back == 1;
        }
    }
}

/* ---- years to date that fall ---- */

/* Of which year is the row from January on; 0: of none. */
static int to_date_of(const struct observation *row, struct str caliber)
{
    int year, month, day;
    period_date(row->period.first, &year, &month, &day);
    bool begins = month == 1 && day == 1 && period_length_months(row->period) >= 1;
    return usable(row, caliber) && begins && period_inside(row->period, period_year(year)) ? year : 0;
}

/* Rows beside each other may have two units. */
static struct str with_unit(struct mem *mem, const struct observation *row)
{
    return row->unit.length ? mem_join(mem, row->value_text, STR(" "), row->unit) : row->value_text;
}

static struct str tell_fall(struct mem *mem, const struct observation *before, const struct observation *row)
{
    return say(mem,
               "the year to date falls from {1} ({2}) to {3} ({4}): correct the figure that is wrong or, after a "
               "revision, take both of one vintage (--vintage)",
               with_unit(mem, before), before->period_text, with_unit(mem, row), row->period_text);
}

size_t wholeyear_falls(const struct wholeyear_ask *ask, struct series series, struct str caliber, struct period year,
                       struct wholeyear_fall **into)
{
    const struct observation *before = NULL;
    struct str unit = {NULL, 0};
    struct num value, last = num_of(0);
    int month, day, of, then = 0;
    size_t count = 0;
    *into = mem_array(ask->mem, series.count, sizeof **into);
    period_date(year.first, &of, &month, &day);
    for (uint32_t i = 0; i < series.count && ask->kind == KIND_FLOW; i++) {
        const struct observation *row = &series.row[i];
        int now = to_date_of(row, caliber);
        if (now > of || now + (int)ask->years < of || now == 0 || !in_unit(ask, row, &unit, &value))
            continue;
        if (before && now == then && num_compare(value, last) < 0)
            (*into)[count++] = (struct wholeyear_fall){row, tell_fall(ask->mem, before, row)};
        before = row;
        last = value;
        then = now;
    }
    return count;
}

/* ---- what it makes ---- */

static void add_reason(struct mem *mem, struct prediction *prediction, struct str sentence)
{
    prediction->reason = voice_join(mem, prediction->reason, sentence);
}

static struct str span_of(struct mem *mem, const struct earlier *earlier)
{
    struct str first = period_text(mem, earlier->first), last = period_text(mem, earlier->last);
    return earlier->count == 1 ? last : say(mem, "{1} to {2}", first, last);
}

static void tell_shares(const struct wholeyear_ask *ask, const struct earlier *earlier,
                        const struct yearend_range *range, struct prediction *prediction)
{
    struct mem *mem = ask->mem;
    if (earlier->count > 1)
        add_reason(mem, prediction,
                   say(mem, "{1} % of a year on average of {2} ({3} to {4} %)", measure_percent(mem, range->mean, 1),
                       span_of(mem, earlier), measure_percent(mem, range->least, 1),
                       measure_percent(mem, range->most, 1)));
    else
        add_reason(mem, prediction, say(mem, "{1} % of the year in {2}", measure_percent(mem, range->mean, 1),
                                        span_of(mem, earlier)));
}

static void tell_growth(struct mem *mem, struct measure growth, struct prediction *prediction)
{
    if (measure_sign(growth) < 0)
        add_reason(mem, prediction, say(mem, "{1} % less than last year so far",
                                        measure_text(mem, measure_negate(growth), 1)));
    else
        add_reason(mem, prediction, say(mem, "{1} % more than last year so far", measure_text(mem, growth, 1)));
}

static void find_flow(const struct wholeyear_ask *ask, struct num to_date, const struct earlier *earlier,
                      struct prediction *prediction)
{
    struct mem *mem = ask->mem;
    struct yearend_year last = earlier->year[earlier->count - 1];
    struct yearend_range range = yearend_by_shares(to_date, earlier->year, earlier->count);
    bool of_last = ask->way == WHOLEYEAR_GROWTH || ask->way == WHOLEYEAR_REST;
    if (of_last && !earlier->next) {
        add_reason(mem, prediction, say(mem, "the year before is not known up to the same month and whole"));
        return;
    }
    prediction->value = ask->way == WHOLEYEAR_SHARES  ? range.estimate
                        : ask->way == WHOLEYEAR_SUMS   ? yearend_by_sums(to_date, earlier->year, earlier->count)
                        : ask->way == WHOLEYEAR_GROWTH ? yearend_by_growth(to_date, last)
                                                       : yearend_by_rest(to_date, last);
    if (range.estimate.known)
        tell_shares(ask, earlier, &range, prediction);
    else
        add_reason(mem, prediction, say(mem, "an amount is not above 0, so that it has no share"));
    if (earlier->count > 1) {
        prediction->least = range.low;
        prediction->most = range.high;
    }
    if (earlier->next && num_sign(last.to_date) > 0)
        tell_growth(mem, yearend_growth(to_date, last), prediction);
    if (!ask->goal || !ask->goal->known)
        return;
    prediction->target.needed = yearend_left(to_date, measure_of(ask->goal->value));
    if (earlier->next)
        prediction->target.needed_growth = yearend_needed(to_date, last, measure_of(ask->goal->value));
}

static void find_rate(const struct wholeyear_ask *ask, struct num to_date, const struct earlier *earlier,
                      struct prediction *prediction)
{
    struct mem *mem = ask->mem;
    struct yearend_range range = yearend_by_differences(to_date, earlier->year, earlier->count);
    prediction->value = measure_of(to_date);
    add_reason(mem, prediction, say(mem, "the rate to date is kept"));
    if (!range.estimate.known)
        return;
    prediction->least = range.low;
    prediction->most = range.high;
    add_reason(mem, prediction, say(mem, "the rest of {1} moved it by {2} to {3} points", span_of(mem, earlier),
                                    measure_text(mem, range.least, 1), measure_text(mem, range.most, 1)));
}

/* The most months of the year that are known and, of a flow, that an earlier whole year is known to as well;
 * without such a year the most that are known; 0: none.  `all`: the most that are known. */
static int comparable_months(const struct wholeyear_ask *ask, struct series series, struct str caliber,
                             struct period year, const struct parts *parts, struct str *unit,
                             struct earlier *earlier, int *all)
{
    struct num to_date;
    *all = 0;
    for (int months = MONTHS - 1; months > 0; months--) {
        if (!known_to(ask, parts, months, &to_date))
            continue;
        *all = *all ? *all : months;
        find_earlier(ask, series, caliber, year, months, unit, earlier);
        if (earlier->count || ask->kind == KIND_GROWTH)
            return months;
    }
    return *all;
}

/* A year of which all parts are known is what they are, and nothing is estimated. */
static bool find_known(const struct wholeyear_ask *ask, const struct parts *parts, struct prediction *prediction)
{
    struct num whole;
    if (!known_to(ask, parts, MONTHS, &whole))
        return false;
    prediction->last = prediction->period;
    prediction->to_date = prediction->value = prediction->least = prediction->most = measure_of(whole);
    prediction->used = 1;
    add_reason(ask->mem, prediction, say(ask->mem, "{1} is known from its parts",
                                         period_text(ask->mem, prediction->period)));
    return true;
}

bool wholeyear_find(const struct wholeyear_ask *ask, struct series series, struct str caliber, struct period year,
                    struct prediction *prediction)
{
    struct mem *mem = ask->mem;
    struct earlier earlier;
    struct num to_date;
    struct str unit = ask->unit;
    struct parts parts = parts_of(ask, series, caliber, year, &unit);
    int of, first, day, all;
    bool rate = ask->kind == KIND_GROWTH;
    *prediction = (struct prediction){.period = year, .unit = unit, .caliber = caliber};
    prediction->model = rate ? STR("ytd-kept") : mem_format(mem, "ytd-%s", wholeyear_word(ask->way));
    if (find_known(ask, &parts, prediction))
        return true;
    int months = comparable_months(ask, series, caliber, year, &parts, &unit, &earlier, &all);
    if (months == 0 || !known_to(ask, &parts, months, &to_date)) {
        add_reason(mem, prediction, say(mem, "nothing is known from January on"));
        return false;
    }
    period_date(year.first, &of, &first, &day);
    prediction->last = period_months(of, 1, months);
    prediction->to_date = measure_of(to_date);
    prediction->used = earlier.count + 1;
    if (parts.unlike || earlier.unlike)
        add_reason(mem, prediction, say(mem, "values in other units than {1} are left out", unit));
    add_reason(mem, prediction,
               say(mem, "{1} to date: {2}", period_text(mem, prediction->last), num_text(mem, to_date)));
    if (months < all)
        add_reason(mem, prediction, say(mem, "{1} is known too, but no earlier whole year up to there",
                                        period_text(mem, period_months(of, 1, all))));
    if (rate)
        find_rate(ask, to_date, &earlier, prediction);
    else if (earlier.count)
        find_flow(ask, to_date, &earlier, prediction);
    else
        add_reason(mem, prediction, say(mem, "no earlier year is known up to the same month and whole"));
    return prediction->value.known;
}
