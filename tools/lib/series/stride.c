/* stride - see stride.h */
#include "base/str.h"
#include "series/stride.h"

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The month that a period ends in, counted from a year 0. */
static int64_t month_of(struct period period)
{
    int year, month, day;
    period_date(period.last, &year, &month, &day);
    return (int64_t)year * 12 + month - 1;
}

/* A year, a half-year, a quarter, and, of the ends of months, a month. */
static int calendar_months(int64_t apart, bool ends)
{
    static const int known[] = {12, 6, 3};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (apart && apart % known[i] == 0)
            return known[i];
    return apart && ends ? 1 : 0;
}

struct stride stride_of(const struct series *series, struct str caliber)
{
    enum { WEEK = 7 };
    const struct observation *before = NULL;
    int64_t months = 0, days = 0;
    bool ends = true;
    for (uint32_t i = 0; i < series->count; i++) {
        const struct observation *row = &series->row[i];
        struct period ended;
        if (!str_eq(row->caliber, caliber))
            continue;
        if ((row->period.grain != PERIOD_DAY && row->period.grain != PERIOD_MONTH) ||
            (before && before->period.grain != row->period.grain))
            return (struct stride){0, 0, false};
        ends = ends && period_ended(row->period, false, &ended);
        if (before) {
            months = common_divisor(month_of(row->period) - month_of(before->period), months);
            days = common_divisor(row->period.last - before->period.last, days);
        }
        before = row;
    }
    struct stride stride = {.ends = ends && months};
    if (before && (stride.ends || before->period.grain == PERIOD_MONTH))
        stride.months = calendar_months(months, stride.ends);
    else if (days && days % WEEK == 0)
        stride.days = WEEK;
    return stride;
}

/* The last day of the month so many months after the one that a day ends. */
static bool step_ends(struct period period, int64_t months, struct period *result)
{
    enum { LAST_YEAR = 9999 };
    int64_t month = month_of(period) + months;
    if (month < 12 || month / 12 > LAST_YEAR)
        return false;
    struct period holder = period_months((int)(month / 12), (int)(month % 12) + 1, 1);
    *result = period_of_days(holder.last, holder.last);
    return true;
}

bool stride_step(struct stride stride, struct period period, int steps, struct period *result)
{
    if (stride.ends)
        return step_ends(period, (int64_t)steps * stride.months, result);
    return period_step(period, steps * (stride.months ? stride.months : stride.days ? stride.days : 1), result);
}

bool stride_years(struct stride stride, struct period period, int years, struct period *result)
{
    if (stride.ends)
        return step_ends(period, (int64_t)years * 12, result);
    return period_years_on(period, years, result);
}
