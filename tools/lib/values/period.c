/* period - the calendar of statistics
 *
 * Everything is counted in days, or in months since January of year 0; the grain
 * of a period follows from its two days alone, so there is one canonical form.
 */
#include "base/str.h"
#include "base/voice.h"
#include "values/period.h"

#define YEAR_MIN 1
#define YEAR_MAX 9999

/* 0001-01-01 and 9999-12-31 as days since 1970-01-01. */
#define DAY_MIN (-719162)
#define DAY_MAX 2932896

/* ---- days and months ---- */

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01, for years from 0 on.  The year is taken to begin in March,
 * so that the leap day is its last: 153 days make five months. */
static int32_t day_number(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool period_day(int year, int month, int day, int32_t *number)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
        return false;
    if (day < 1 || day > month_days(year, month))
        return false;
    *number = day_number(year, month, day);
    return true;
}

void period_date(int32_t number, int *year, int *month, int *day)
{
    int n = number + 719468;                      /* days since 0000-03-01 */
    int era = n / 146097, within = n % 146097;    /* 400 years have 146097 days */
    int y = (within - within / 1460 + within / 36524 - within / 146096) / 365;
    int d = within - (365 * y + y / 4 - y / 100);
    int m = (5 * d + 2) / 153;

    *day = d - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = 400 * era + y + (*month <= 2);
}

/* 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
static int weekday(int32_t number)
{
    return (int)((number - DAY_MIN) % 7);
}

/* The Monday of week 1: the week that holds 4 January (ISO 8601). */
static int32_t week_one(int year)
{
    int32_t fourth = day_number(year, 1, 4);
    return fourth - (((fourth - DAY_MIN) % 7 + 7) % 7);
}

/* The week of a year from YEAR_MIN to YEAR_MAX. */
static bool of_week(int year, int week, struct period *period)
{
    int32_t monday = week_one(year) + 7 * (week - 1);
    if (week < 1 || monday >= week_one(year + 1))
        return false;
    if (monday < DAY_MIN || monday + 6 > DAY_MAX)
        return false;
    *period = (struct period){monday, monday + 6, PERIOD_WEEK};
    return true;
}

/* The year and number of the week that begins on this Monday. */
static int week_of(int32_t monday, int *year)
{
    int month, day;
    period_date(monday + 3, year, &month, &day);  /* the Thursday decides the year */
    return (int)((monday - week_one(*year)) / 7) + 1;
}

/* Months since January of year 0 of a first day of a month, or -1. */
static int month_begun(int32_t number)
{
    int year, month, day;
    period_date(number, &year, &month, &day);
    return day == 1 ? 12 * year + month - 1 : -1;
}

/* Does the period consist of whole months?  Then from which, and how many. */
static bool whole_months(struct period period, int *from, int *months)
{
    *from = month_begun(period.first);
    if (*from < 0)
        return false;
    int year, month, day;
    period_date(period.last, &year, &month, &day);
    *months = 12 * year + month - *from;
    return day == month_days(year, month);
}

/* What months that begin with the month `from` are. */
static enum period_grain grain_of_months(int from, int months)
{
    return months == 1                      ? PERIOD_MONTH
           : months == 3 && from % 3 == 0   ? PERIOD_QUARTER
           : months == 6 && from % 6 == 0   ? PERIOD_HALF
           : months == 12 && from % 12 == 0 ? PERIOD_YEAR
                                            : PERIOD_SPAN;
}

/* `months` months from the month `from`; false outside the years 1 to 9999. */
static bool of_months(int64_t from, int64_t months, struct period *period)
{
    if (months < 1 || from < 12 * YEAR_MIN || from + months > 12 * (YEAR_MAX + 1))
        return false;
    int last = (int)(from + months - 1);
    *period = (struct period){day_number((int)from / 12, (int)from % 12 + 1, 1),
                              day_number(last / 12, last % 12 + 1, month_days(last / 12, last % 12 + 1)),
                              grain_of_months((int)from, (int)months)};
    return true;
}

struct period period_of_days(int32_t first, int32_t last)
{
    struct period period = {first, last, PERIOD_SPAN};
    int from, months;

    if (first == last)
        period.grain = PERIOD_DAY;
    else if (whole_months(period, &from, &months))
        period.grain = grain_of_months(from, months);
    else if (last - first == 6 && weekday(first) == 0)
        period.grain = PERIOD_WEEK;
    return period;
}

struct period period_year(int year)
{
    return period_months(year, 1, 12);
}

struct period period_months(int year, int month, int months)
{
    struct period period = {0, 0, PERIOD_DAY};
    of_months((int64_t)12 * year + month - 1, months, &period);
    return period;
}

/* ---- text ---- */

/* Takes a number of at least `least` and at most `most` digits off the front. */
static bool take_digits(struct str *rest, size_t least, size_t most, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < rest->length && n < most && str_is_digit(rest->at[n]))
        *value = *value * 10 + (rest->at[n++] - '0');
    rest->at += n;
    rest->length -= n;
    return n >= least;
}

static bool take_char(struct str *rest, char wanted)
{
    if (rest->length == 0 || *rest->at != wanted)
        return false;
    rest->at++;
    rest->length--;
    return true;
}

/* What stands behind the slash: PnY, PnM, PnYnM from the first of a month, PnW, PnD
 * from any day. */
static bool parse_duration(struct str rest, int32_t first, struct period *period)
{
    int n, months = 0, from = month_begun(first);
    int64_t last;

    if (!take_char(&rest, 'P') || rest.length == 0 || *rest.at == '0' || !take_digits(&rest, 1, 7, &n))
        return false;
    if (take_char(&rest, 'D'))
        last = (int64_t)first + n - 1;
    else if (take_char(&rest, 'W'))
        last = (int64_t)first + (int64_t)7 * n - 1;
    else {
        if (n > 12 * YEAR_MAX)
            return false;
        if (take_char(&rest, 'Y')) {
            months = 12 * n;
            n = 0;
            if (rest.length > 0 && (*rest.at == '0' || !take_digits(&rest, 1, 6, &n) || !take_char(&rest, 'M')))
                return false;
        } else if (!take_char(&rest, 'M'))
            return false;
        return rest.length == 0 && from >= 0 && of_months(from, (int64_t)months + n, period);
    }
    if (rest.length > 0 || last > DAY_MAX)
        return false;
    *period = period_of_days(first, (int32_t)last);
    return true;
}

/* One of `parts` equal parts of a year, by its number. */
static bool of_part(int year, struct str text, int parts, struct period *period)
{
    int n, months = 12 / parts;
    if (!take_digits(&text, 1, 1, &n) || text.length || n < 1 || n > parts)
        return false;
    return of_months(12 * year + months * (n - 1), months, period);
}

bool period_parse(struct str text, struct period *period)
{
    int year, month, day, n;
    int32_t first;

    if (text.length < 4 || !take_digits(&text, 4, 4, &year) || year < YEAR_MIN)
        return false;
    if (text.length == 0)
        return of_months(12 * year, 12, period);
    if (!take_char(&text, '-') || text.length < 2)
        return false;
    if (take_char(&text, 'S'))
        return of_part(year, text, 2, period);
    if (take_char(&text, 'Q'))
        return of_part(year, text, 4, period);
    if (take_char(&text, 'W'))
        return take_digits(&text, 2, 2, &n) && text.length == 0 && of_week(year, n, period);
    if (!take_digits(&text, 2, 2, &month) || month < 1 || month > 12)
        return false;
    if (text.length == 0)
        return of_months(12 * year + month - 1, 1, period);
    if (!take_char(&text, '-') || !take_digits(&text, 2, 2, &day) || !period_day(year, month, day, &first))
        return false;
    if (text.length == 0) {
        *period = (struct period){first, first, PERIOD_DAY};
        return true;
    }
    return take_char(&text, '/') && parse_duration(text, first, period);
}

/* Writes `value` with at least `width` digits; returns the place behind it. */
static char *put(char *at, int value, int width)
{
    char digit[12];
    int n = 0;
    do
        digit[n++] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    for (; width > n; width--)
        *at++ = '0';
    while (n > 0)
        *at++ = digit[--n];
    return at;
}

static char *put_date(char *at, int32_t number)
{
    int year, month, day;
    period_date(number, &year, &month, &day);
    at = put(at, year, 4);
    *at++ = '-';
    at = put(at, month, 2);
    *at++ = '-';
    return put(at, day, 2);
}

static char *put_span(char *at, struct period period)
{
    int from, months;
    at = put_date(at, period.first);
    *at++ = '/';
    *at++ = 'P';
    if (!whole_months(period, &from, &months)) {
        at = put(at, period.last - period.first + 1, 1);
        *at++ = 'D';
    } else if (months % 12 == 0) {
        at = put(at, months / 12, 1);
        *at++ = 'Y';
    } else {
        at = put(at, months, 1);
        *at++ = 'M';
    }
    return at;
}

/* ---- what a text that is no period may be meant as ---- */

enum { FIGURES = 3 };

/* The runs of digits of a text, and the signs between them that say what they count. */
struct parts {
    int figure[FIGURES];
    size_t digits[FIGURES], count;
    bool quarter, half, other;
};

/* A sign that is no digit: a mark between the parts, or a word that says what they count. */
static void take_sign(struct parts *parts, struct str *rest)
{
    static const struct {
        struct str sign;
        char means;               /* q quarter, h half, space: a mark */
    } known[] = {{STR("年度"), ' '}, {STR("年"), ' '},   {STR("月"), ' '},     {STR("日"), ' '},
                 {STR("-"), ' '},    {STR("/"), ' '},    {STR("."), ' '},      {STR(" "), ' '},
                 {STR("–"), ' '},    {STR("第"), ' '},   {STR("季度"), 'q'},   {STR("季"), 'q'},
                 {STR("Q"), 'q'},    {STR("q"), 'q'},    {STR("S"), 'h'},      {STR("H"), 'h'},
                 {STR("M"), ' '},    {STR("m"), ' '},    {STR("F"), ' '},      {STR("份"), ' '},
                 {STR("半年"), 'h'}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts(*rest, known[i].sign)) {
            *rest = str_part(*rest, known[i].sign.length, rest->length);
            parts->quarter |= known[i].means == 'q';
            parts->half |= known[i].means == 'h';
            return;
        }
    parts->other = true;
    str_rune(rest);
}

static struct parts take_apart(struct str text)
{
    struct parts parts = {.count = 0};
    struct str rest = str_trim(text);
    while (rest.length) {
        if (!str_is_digit(rest.at[0])) {
            take_sign(&parts, &rest);
            continue;
        }
        size_t n = parts.count < FIGURES ? parts.count : FIGURES - 1;
        parts.other |= parts.count == FIGURES;
        parts.figure[n] = 0;
        parts.digits[n] = 0;
        for (; rest.length && str_is_digit(rest.at[0]) && parts.digits[n] < 8; rest = str_part(rest, 1, rest.length)) {
            parts.figure[n] = parts.figure[n] * 10 + (rest.at[0] - '0');
            parts.digits[n]++;
        }
        parts.count = n + 1;
    }
    return parts;
}

/* The period that the figures leave no doubt of, in canonical form; empty otherwise. */
static struct str meant(struct mem *mem, struct str text)
{
    struct parts parts = take_apart(text);
    struct str written = STR("");
    struct period period;
    if (parts.other || !parts.count || parts.digits[0] != 4)
        return STR("");
    const int *figure = parts.figure;
    if (parts.count == 1 && !parts.quarter && !parts.half)
        written = mem_format(mem, "%04d", figure[0]);
    else if (parts.count == 2 && parts.quarter && !parts.half)
        written = mem_format(mem, "%04d-Q%d", figure[0], figure[1]);
    else if (parts.count == 2 && parts.half && !parts.quarter)
        written = mem_format(mem, "%04d-S%d", figure[0], figure[1]);
    else if (parts.count == 2 && !parts.quarter && !parts.half)
        written = mem_format(mem, "%04d-%02d", figure[0], figure[1]);
    else if (parts.count == 3 && !parts.half && !parts.quarter)
        written = mem_format(mem, "%04d-%02d-%02d", figure[0], figure[1], figure[2]);
    return period_parse(written, &period) ? written : STR("");
}

const char *period_why(struct mem *mem, struct str text)
{
    struct str form = meant(mem, text);
    struct str hint = form.length ? say(mem, " (did you mean {1}?)", form) : STR("");
    return mem_format(mem, "%s%.*s", voice_text("is no period such as 2022, 2022-Q2, 2022-06 or 2022-01-01/P5M"),
                      (int)hint.length, hint.length ? hint.at : "").at;
}

/* ---- writing ---- */

size_t period_write(char into[PERIOD_TEXT_MAX], struct period period)
{
    int year, month, day;
    char *at = into;

    if (period.grain == PERIOD_SPAN)
        return (size_t)(put_span(at, period) - into);
    if (period.grain == PERIOD_DAY)
        return (size_t)(put_date(at, period.first) - into);
    if (period.grain == PERIOD_WEEK) {
        int week = week_of(period.first, &year);
        at = put(at, year, 4);
        *at++ = '-';
        *at++ = 'W';
        return (size_t)(put(at, week, 2) - into);
    }
    period_date(period.first, &year, &month, &day);
    at = put(at, year, 4);
    if (period.grain == PERIOD_YEAR)
        return (size_t)(at - into);
    *at++ = '-';
    if (period.grain == PERIOD_MONTH)
        return (size_t)(put(at, month, 2) - into);
    *at++ = period.grain == PERIOD_QUARTER ? 'Q' : 'S';
    at = put(at, period.grain == PERIOD_QUARTER ? (month + 2) / 3 : (month + 5) / 6, 1);
    return (size_t)(at - into);
}

struct str period_text(struct mem *mem, struct period period)
{
    char text[PERIOD_TEXT_MAX];
    return mem_copy(mem, (struct str){text, period_write(text, period)});
}

/* ---- order and distance ---- */

int period_compare(struct period a, struct period b)
{
    if (a.last != b.last)
        return a.last < b.last ? -1 : 1;
    return (a.first > b.first) - (a.first < b.first);
}

bool period_inside(struct period a, struct period b)
{
    return a.first >= b.first && a.last <= b.last;
}

bool period_step(struct period period, int steps, struct period *result)
{
    int from, months;
    if (whole_months(period, &from, &months))
        return of_months(from + (int64_t)steps * months, months, result);
    if (period.grain != PERIOD_DAY && period.grain != PERIOD_WEEK)
        return false;
    int64_t by = (int64_t)steps * (period.grain == PERIOD_WEEK ? 7 : 1);
    if (period.first + by < DAY_MIN || period.last + by > DAY_MAX)
        return false;
    *result = (struct period){(int32_t)(period.first + by), (int32_t)(period.last + by), period.grain};
    return true;
}

/* The same date in another year; false for 29 February where there is none. */
static bool date_years_on(int32_t number, int years, int32_t *result)
{
    int year, month, day;
    period_date(number, &year, &month, &day);
    int64_t there = (int64_t)year + years;
    return there >= YEAR_MIN && there <= YEAR_MAX && period_day((int)there, month, day, result);
}

bool period_years_on(struct period period, int years, struct period *result)
{
    int from, months, year;
    int32_t first, last;

    if (whole_months(period, &from, &months))
        return of_months(from + (int64_t)12 * years, months, result);
    if (period.grain == PERIOD_WEEK) {
        int week = week_of(period.first, &year);
        int64_t there = (int64_t)year + years;
        return there >= YEAR_MIN && there <= YEAR_MAX && of_week((int)there, week, result);
    }
    if (!date_years_on(period.first, years, &first) || !date_years_on(period.last, years, &last))
        return false;
    *result = period_of_days(first, last);
    return true;
}

bool period_coarsen(struct period period, enum period_grain grain, struct period *result)
{
    struct period holder;
    int year, month, day, months;

    switch (grain) {
    case PERIOD_DAY:
    case PERIOD_SPAN:
        if (period.grain != grain)
            return false;
        *result = period;
        return true;
    case PERIOD_WEEK:
        holder.first = period.first - weekday(period.first);
        holder = (struct period){holder.first, holder.first + 6, PERIOD_WEEK};
        if (holder.last > DAY_MAX)
            return false;
        break;
    default:
        months = grain == PERIOD_MONTH ? 1 : grain == PERIOD_QUARTER ? 3 : grain == PERIOD_HALF ? 6 : 12;
        period_date(period.first, &year, &month, &day);
        holder = period_months(year, month - (month - 1) % months, months);
    }
    if (!period_inside(period, holder))
        return false;
    *result = holder;
    return true;
}

bool period_ended(struct period day, bool years, struct period *ended)
{
    int year, month, date;
    period_date(day.last, &year, &month, &date);
    if (day.grain != PERIOD_DAY || date != month_days(year, month))
        return false;
    *ended = years && month == 12 ? period_year(year) : period_months(year, month, 1);
    return true;
}

int period_months_between(struct period a, struct period b)
{
    int sign = 1;
    if (a.last > b.last) {
        struct period swap = a;
        a = b;
        b = swap;
        sign = -1;
    }
    if (a.grain == PERIOD_YEAR && b.grain == PERIOD_YEAR)    /* 400 of them are 146097 days */
        return sign * 12 * (int)(((int64_t)(b.last - a.last) * 400 + 146097 / 2) / 146097);
    int ya, ma, da, yb, mb, db;
    period_date(a.last, &ya, &ma, &da);
    period_date(b.last, &yb, &mb, &db);
    bool begun = db < month_days(yb, mb) && (db < da || da == month_days(ya, ma));
    return sign * (12 * (yb - ya) + mb - ma - begun);
}

int period_end_year(struct period period)
{
    int year, month, day;
    period_date(period.last, &year, &month, &day);
    return year;
}

int period_length_months(struct period period)
{
    static const int of_grain[] = {[PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_HALF] = 6, [PERIOD_YEAR] = 12};
    int from, months;
    if (period.grain != PERIOD_SPAN)
        return of_grain[period.grain];
    return whole_months(period, &from, &months) ? months : 0;
}

struct period until_of(const struct until *until, struct period period)
{
    enum { MONTHS_OF_A_YEAR = 12 };
    return period_length_months(period) >= MONTHS_OF_A_YEAR ? until->year : until->part;
}

bool until_allows(const struct until *until, struct period period)
{
    return period.last <= until_of(until, period).last;
}
