/* period_zh - see period_zh.h
 *
 * The text is folded, bared of spaces and quotes, and read from the left: a year or a
 * five-year plan, then what part of it.  Each piece of the grammar is a function that
 * takes its part off the front.
 */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/numeral.h"
#include "cell/period_bare.h"
#include "cell/period_double.h"
#include "cell/period_none.h"
#include "cell/period_zh.h"
#include "io/text.h"

#define SPAN_MAX 80           /* bytes of a text that may name two periods */

/* A text on its way. */
struct cursor {
    struct mem *mem;
    const struct periods *how;
    struct str text, rest;    /* the whole, and what is not yet read */
    int year;
    bool point;               /* a point in time: 截至, 末, 底 */
    struct period_zh *result;
};

static bool refuse(struct cursor *c, struct str why)
{
    c->result->why = why;
    return false;
}

/* ---- pieces ---- */

static bool take(struct cursor *c, const char *word)
{
    struct str w = str_of(word);
    if (!str_starts(c->rest, w))
        return false;
    c->rest = str_part(c->rest, w.length, c->rest.length);
    return true;
}

/* One of several words parted by spaces; longer ones stand first. */
static bool take_any(struct cursor *c, const char *words)
{
    struct str rest = str_of(words), word;
    while (str_cut(&rest, ' ', &word))
        if (str_starts(c->rest, word)) {
            c->rest = str_part(c->rest, word.length, c->rest.length);
            return true;
        }
    return false;
}

/* Digits: at most `most`; returns how many there were. */
static size_t take_digits(struct cursor *c, size_t most, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < most && n < c->rest.length && str_is_digit(c->rest.at[n]))
        *value = 10 * *value + (c->rest.at[n++] - '0');
    c->rest = str_part(c->rest, n, c->rest.length);
    return n;
}

static bool at_digit(const struct cursor *c)
{
    return c->rest.length && str_is_digit(c->rest.at[0]);
}

/* A small number, in Arabic or Chinese digits. */
static bool take_numeral(struct cursor *c, int *value)
{
    struct cursor chinese = *c;
    struct str digits;
    size_t length = numeral_length(c->rest);
    if (take(c, "两")) {
        *value = 2;
        return true;
    }
    if (!length)
        return take_digits(c, 2, value) > 0;
    if (!numeral_read(c->mem, str_part(c->rest, 0, length), &digits, NULL))
        return false;
    chinese.rest = digits;
    if (take_digits(&chinese, 2, value) == 0 || chinese.rest.length)
        return false;
    c->rest = str_part(c->rest, length, c->rest.length);
    return true;
}

static bool take_range_sign(struct cursor *c)
{
    return take_any(c, "至 到 - ~ 〜 ∼");
}

/* The end of a period named as a point: 末, 底. */
static void take_end(struct cursor *c)
{
    if (take_any(c, "期末 末 底"))
        c->point = true;
}

/* ---- results ---- */

static bool behind(struct cursor *c)
{
    return refuse(c, say_format(c->mem, "has \"%.*s\" behind the period", STR_ARG(c->rest)));
}

static bool months(struct cursor *c, int month, int count)
{
    if (c->rest.length)
        return behind(c);
    if (month < 1 || count < 1 || month + count > 13)
        return refuse(c, voice_str("names a month or quarter that the year does not have"));
    c->result->period = period_months(c->year, month, count);
    return true;
}

static bool no_such(struct cursor *c)
{
    return refuse(c, voice_str("is no period that can be made out, such as 2022, 2022年1-6月 or 2022-Q2"));
}

/* ---- parts of a year ---- */

/* 累计 behind a part of a year that begins with a month and has `count` parts.  Behind
 * one that is not the first it may be meant alone, or with all before it. */
static bool take_cumulative(struct cursor *c, int from, int count)
{
    if (!take_any(c, "(累计) 累计") || from == 1 || count > 1)
        return true;
    return refuse(c, voice_str("may be counted from January or from its own beginning (1-6月 says which)"));
}

/* 一季度, 第2季度, 1-3季度, 前三季度. */
static bool quarters(struct cursor *c)
{
    int from, to;
    if (take_any(c, "前 头")) {
        from = 1;
        if (!take_numeral(c, &to) || !take_any(c, "季度 季"))
            return no_such(c);
    } else {
        take(c, "第");
        if (!take_numeral(c, &from))
            return no_such(c);
        to = from;
        take_any(c, "季度 季");
        if (take_range_sign(c)) {
            take(c, "第");
            if (!take_numeral(c, &to) || !take_any(c, "季度 季"))
                return no_such(c);
        }
    }
    take_end(c);
    if (from < 1 || to < from || to > 4)
        return refuse(c, voice_str("names a quarter that the year does not have"));
    return take_cumulative(c, from, to - from + 1) && months(c, 3 * from - 2, 3 * (to - from + 1));
}

/* A day of a month, or 30日 behind 截至, which is the month's end. */
static bool day_of(struct cursor *c, int month, int day)
{
    int32_t number, next;
    if (c->rest.length)
        return behind(c);
    if (!period_day(c->year, month, day, &number))
        return refuse(c, voice_str("names a day that the calendar does not have"));
    bool last = month == 12 ? day == 31 : period_day(c->year, month + 1, 1, &next) && next == number + 1;
    if (c->point && last)
        return month == 12 ? months(c, 1, 12) : months(c, month, 1);
    c->result->period = period_of_days(number, number);
    return true;
}

/* 6月, 6月末, 6月30日, 1-6月, 1月至6月. */
static bool month_span(struct cursor *c)
{
    int from, to, day;
    if (!take_numeral(c, &from))
        return no_such(c);
    bool named = take_any(c, "月份 月");
    if (take_range_sign(c)) {
        if (!take_numeral(c, &to) || !take_any(c, "月份 月") || to < from)
            return no_such(c);
        take_end(c);
        return take_cumulative(c, from, to - from + 1) && months(c, from, to - from + 1);
    }
    if (!named)
        return no_such(c);
    if (at_digit(c) || numeral_length(c->rest)) {
        if (!take_numeral(c, &day))
            return no_such(c);
        if (take_any(c, "日 号"))
            return day_of(c, from, day);
        return refuse(c, voice_str("has a day without 日 behind it: cut off, or of the lunar calendar?"));
    }
    take_end(c);
    return take_cumulative(c, from, 1) && months(c, from, 1);
}

/* Is there a quarter in what follows, rather than a month? */
static bool speaks_of_quarters(struct str text)
{
    return str_find(text, STR("季")) >= 0;
}

/* 2020-D366: a day by its number in the year. */
static bool day_of_year(struct cursor *c, int number)
{
    int32_t first = period_year(c->year).first, day = first + number - 1;
    if (number < 1 || day > period_year(c->year).last)
        return refuse(c, voice_str("names a day that the year does not have"));
    c->result->period = period_of_days(day, day);
    return true;
}

/* 2022Q2, 2022H1, 2022S1, 2022M06, with or without a hyphen; and what SDMX has besides:
 * 2022-A1, thirds of a year (2022-T1), days (2022-D001) and weeks, which are known where
 * the year has them. */
static bool lettered(struct cursor *c)
{
    int n;
    char letter = (char)(c->rest.at[0] & ~0x20);
    c->rest = str_part(c->rest, 1, c->rest.length);
    size_t digits = take_digits(c, 3, &n);
    if (letter == 'D' && digits == 3 && !c->rest.length)
        return day_of_year(c, n);
    if (letter == 'W' && digits == 2 && !c->rest.length)
        return refuse(c, voice_str("names a week that the year does not have"));
    if (letter == 'T' && digits == 1 && n >= 1 && n <= 3)
        return months(c, 4 * n - 3, 4);
    if (letter == 'Q' && digits == 1 && n >= 1 && n <= 4)
        return months(c, 3 * n - 2, 3);
    if ((letter == 'H' || letter == 'S') && digits == 1 && n >= 1 && n <= 2)
        return months(c, 6 * n - 5, 6);
    if (letter == 'M' && digits > 0 && digits < 3)
        return months(c, n, 1);
    if (letter == 'A' && digits == 1 && n == 1)
        return months(c, 1, 12);
    return no_such(c);
}

/* What stands behind 2022年. */
static bool part_of_year(struct cursor *c)
{
    int count;
    if (take_any(c, "全年 年度 度")) {
        take_end(c);
        return months(c, 1, 12);
    }
    if (c->rest.length == 0)
        return months(c, 1, 12);
    if (take_any(c, "年末 年底 末 底")) {
        c->point = true;
        return months(c, 1, 12);
    }
    if (take(c, "上半年")) {
        return take_cumulative(c, 1, 6) && months(c, 1, 6);
    }
    if (take(c, "下半年"))
        return months(c, 7, 6);
    if (memchr("QHSMqhsm", c->rest.at[0], 8))
        return lettered(c);
    if (speaks_of_quarters(c->rest))
        return quarters(c);
    if (take_any(c, "前 头")) {
        if (!take_numeral(c, &count) || !take_any(c, "个月 月"))
            return no_such(c);
        return take_cumulative(c, 1, count) && months(c, 1, count);
    }
    return month_span(c);
}

/* ---- other notations ---- */

/* 2022/6, 2022-6-30, 2022.06: numbers parted by one sign. */
static bool parted(struct cursor *c)
{
    int month, day, last;
    char sign = c->rest.at[0];
    c->rest = str_part(c->rest, 1, c->rest.length);
    if (str_find(c->rest, STR("月")) >= 0 || speaks_of_quarters(c->rest)) /* 2022.1-6月 */
        return part_of_year(c);
    if (sign == '-' && c->rest.length > 1 && memchr("AHSTQMWDahstqmwd", c->rest.at[0], 16) &&
        str_is_digit(c->rest.at[1]))
        return lettered(c);
    size_t digits = take_digits(c, 4, &month);
    if (digits == 4 && sign == '-' && month > c->year) {
        last = month;         /* 2021-2025年 */
        take(c, "年");
        if (c->rest.length || last > 9999)
            return no_such(c);
        c->result->period = period_months(c->year, 1, 12 * (last - c->year + 1));
        return true;
    }
    if (digits == 0 || digits > 2)
        return no_such(c);
    if (c->rest.length == 0) {
        if (sign == '.' && digits == 1 && month == 1)
            return refuse(c, voice_str("may be January or, its last zero lost, October; a spreadsheet makes 2022.1 of "
                                       "both"));
        return months(c, month, 1);
    }
    if (c->rest.at[0] != sign)
        return no_such(c);
    c->rest = str_part(c->rest, 1, c->rest.length);
    if (take_digits(c, 2, &day) == 0)
        return no_such(c);
    return day_of(c, month, day);
}

/* 202206 and 20220630; a five-digit number is what a spreadsheet keeps a date as. */
static bool run_of_digits(struct cursor *c, struct str text)
{
    int value, day;
    if (text.length == 5)
        return refuse(c, voice_str("has five digits: a spreadsheet's number for a date? Format the column as text "
                                   "there"));
    if (text.length != 6 && text.length != 8)
        return no_such(c);
    c->rest = text;
    take_digits(c, 4, &c->year);
    take_digits(c, 2, &value);
    if (text.length == 6)
        return months(c, value, 1);
    take_digits(c, 2, &day);
    return day_of(c, value, day);
}

/* “十四五”, 十三五时期, 十四五末: the plans since the first, 1953 to 1957. */
static bool five_year_plan(struct cursor *c, bool *found)
{
    static const struct plan { const char *name; int first, last; } plans[] = {
        {"一五", 1953, 1957},   {"二五", 1958, 1962},   {"三五", 1966, 1970},   {"四五", 1971, 1975},
        {"五五", 1976, 1980},   {"六五", 1981, 1985},   {"七五", 1986, 1990},   {"八五", 1991, 1995},
        {"九五", 1996, 2000},   {"十五", 2001, 2005},   {"十一五", 2006, 2010}, {"十二五", 2011, 2015},
        {"十三五", 2016, 2020}, {"十四五", 2021, 2025}, {"十五五", 2026, 2030}};
    const struct plan *plan = NULL;
    /* Of two names that fit the longer one is meant: 十五五, not 十五. */
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        if (str_starts(c->rest, str_of(plans[i].name)) && (!plan || strlen(plans[i].name) > strlen(plan->name)))
            plan = &plans[i];
    *found = plan != NULL;
    if (!plan)
        return true;
    take(c, plan->name);
    take_any(c, "规划期 规划 时期 期间 期");
    c->year = plan->first;
    take_end(c);
    if (c->rest.length)
        return behind(c);
    c->result->period = c->point ? period_year(plan->last)
                                 : period_months(plan->first, 1, 12 * (plan->last - plan->first + 1));
    return true;
}

/* 二〇二二年, 两千零二十二年: a numeral that comes to four digits. */
static bool take_chinese_year(struct cursor *c)
{
    struct str digits;
    bool spoken = false;
    ptrdiff_t at = str_find(c->rest, STR("年"));
    struct cursor year = *c;
    year.rest = str_part(c->rest, 0, at > 0 ? (size_t)at : 0);
    if (!year.rest.length || numeral_length(year.rest) != year.rest.length ||
        !numeral_read(c->mem, year.rest, &digits, &spoken) || spoken || digits.length != 4)
        return false;
    year.rest = digits;
    if (take_digits(&year, 4, &c->year) != 4)
        return false;
    c->rest = str_part(c->rest, (size_t)at, c->rest.length);
    return true;
}

/* The letters that a text begins with: the number of the month that they name, by its whole
 * name or its first three letters, or 0. */
static int english_month(struct str text, size_t *letters)
{
    static const char *const month[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    char name[16];
    size_t length = 0;
    for (; length < sizeof name && length < text.length && (text.at[length] | 0x20) >= 'a' &&
           (text.at[length] | 0x20) <= 'z'; length++)
        name[length] = (char)(text.at[length] | 0x20);
    *letters = length;
    for (int m = 0; m < 12 && length >= 3; m++)
        if (str_eq((struct str){name, length}, length == 3 ? str_part(str_of(month[m]), 0, 3) : str_of(month[m])))
            return m + 1;
    return 0;
}

/* Jan 2022, 2022-Jan, June 2022: the names of months with a year of four digits. */
static bool english(struct cursor *c, bool *found)
{
    struct cursor start = *c;
    size_t letters;
    bool year = take_digits(c, 4, &c->year) == 4;
    if (year)
        take_any(c, "- /");
    int number = english_month(c->rest, &letters);
    c->rest = str_part(c->rest, letters, c->rest.length);
    if (number && !year) {
        take_any(c, ". - /");
        year = take_digits(c, 4, &c->year) == 4;
    }
    *found = number && year && !c->rest.length && c->year > 0;
    if (*found)
        return months(c, number, 1);
    *c = start;
    return true;
}

/* 31/12/2022 and 12/31/2022: read where one of the two numbers is no month. */
static bool year_last(struct cursor *c, bool *found)
{
    struct cursor start = *c;
    int one, two;
    *found = false;
    if (take_digits(c, 2, &one) && c->rest.length && memchr("/-.", c->rest.at[0], 3)) {
        char sign[2] = {c->rest.at[0], '\0'};
        *found = take(c, sign) && take_digits(c, 2, &two) && take(c, sign) && take_digits(c, 4, &c->year) == 4 &&
                 !c->rest.length && c->year > 0;
    }
    if (!*found) {
        *c = start;
        return true;
    }
    if (one <= 12 && two <= 12 && one != two)
        return refuse(c, voice_str("may have the day or the month first"));
    return one > 12 ? day_of(c, two, one) : day_of(c, one, two);
}

/* 22年, '22, 22Q2. */
static bool two_digits(struct cursor *c)
{
    int digits, pivot = c->how->pivot;
    take_digits(c, 2, &digits);
    if (!pivot)
        return refuse(c, voice_str("has a year of two digits (--pivot-year says of which hundred years)"));
    c->year = pivot + (100 + digits - pivot % 100) % 100;
    return true;
}

/* ---- what is told from another period ---- */

/* Which month the period is counted to, and from January: of a month, or of several
 * from January on; 0 of other periods. */
static int counted_to(struct period reference)
{
    int year, month, day, length = period_length_months(reference);
    period_date(reference.first, &year, &month, &day);
    if (reference.grain == PERIOD_MONTH)
        return month;
    return month == 1 && day == 1 && length > 0 && length <= 12 ? length : 0;
}

/* 本年, 去年: the years beside the reference period's. */
static bool take_relative_year(struct cursor *c, int *years)
{
    static const struct { const char *words; int years; } row[] = {
        {"本年度 本年 今年 当年", 0}, {"上年度 上年 去年", -1}, {"前年", -2}, {"下年度 下年 明年", 1}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (take_any(c, row[i].words)) {
            *years = row[i].years;
            return true;
        }
    return false;
}

/* 累计, 1-本月: from January to where the reference period ends. */
static bool take_to_date(struct cursor *c)
{
    return take_any(c, "1-本月累计 1-本月 1至本月累计 1至本月 年初至本月 年初至今 本月止累计 累计") && !c->rest.length;
}

static bool relative(struct cursor *c)
{
    struct period reference = c->how->reference;
    int years = 0, to = counted_to(reference);
    if (take_any(c, "本期 报告期 本报告期") && !c->rest.length) {
        c->result->period = reference;
        return true;
    }
    if (take_any(c, "本月 当月 上月")) {
        bool before = str_ends(c->text, STR("上月"));
        if (c->rest.length || !to || (reference.grain != PERIOD_MONTH && to == 12))
            return refuse(c, voice_str("speaks of a month, but the reference period is counted to none"));
        return period_step(period_months(period_end_year(reference), to, 1), before ? -1 : 0, &c->result->period);
    }
    if (take_any(c, "同期 上期 本季 上季"))
        return refuse(c, voice_str("may be told from the year before or from the period before"));
    take_relative_year(c, &years);
    if (years && take_any(c, "同期累计 同期 同月") && !c->rest.length)
        return period_years_on(reference, years, &c->result->period) || refuse(c, voice_str("has no such day"));
    c->year = period_end_year(reference) + years;
    struct cursor before = *c;
    if (take_to_date(c))
        return to ? months(c, 1, to) : refuse(c, voice_str("counts from January, which the reference period does not"));
    *c = before;
    if (!c->rest.length && reference.grain != PERIOD_YEAR)
        return refuse(c, voice_str("may be the year or the part of it that the reference period is"));
    return part_of_year(c);
}

/* ---- the whole ---- */

/* 1月6日, Jan-06, 6-Jan: what a spreadsheet makes of 1-6月. */
static bool is_damaged(struct cursor c)
{
    size_t letters;
    int n;
    struct str before = c.rest;
    if (take_digits(&c, 2, &n) && take(&c, "月") && take_digits(&c, 2, &n) && take(&c, "日"))
        return c.rest.length == 0;
    c.rest = before;
    bool leading = take_digits(&c, 2, &n) > 0 && take(&c, "-");
    if (!english_month(c.rest, &letters) || letters != 3)
        return false;
    c.rest = str_part(c.rest, letters, c.rest.length);
    return leading ? c.rest.length == 0 : take(&c, "-") && take_digits(&c, 2, &n) && c.rest.length == 0;
}

/* Does it begin with a word that points at another period? */
static bool is_relative(struct cursor c)
{
    int years;
    return take_any(&c, "同期 本期 上期 报告期 本报告期 累计 本月 上月 当月 1-本月 1至本月 年初至 本季 上季") ||
           take_relative_year(&c, &years);
}

/* A text that begins with a year. */
static bool with_year(struct cursor *c)
{
    int last;
    if (!take(c, "年")) {
        if (c->rest.length == 0)
            return months(c, 1, 12);
        if (strchr("/-. ", c->rest.at[0]))
            return parted(c);
        if (strchr("QqHhSsMmAa", c->rest.at[0]))
            return lettered(c);
        if (!take_range_sign(c))
            return at_digit(c) ? no_such(c) : part_of_year(c); /* 2022上半年 */
        if (take_digits(c, 4, &last) != 4 || last <= c->year)
            return no_such(c);
        take(c, "年");
        if (c->rest.length)
            return no_such(c);
        c->result->period = period_months(c->year, 1, 12 * (last - c->year + 1));
        return true;
    }
    struct str behind = c->rest;
    if (take_range_sign(c) && take_digits(c, 4, &last) == 4 && last > c->year && take(c, "年") && !c->rest.length) {
        c->result->period = period_months(c->year, 1, 12 * (last - c->year + 1));
        return true;
    }
    c->rest = behind;
    return part_of_year(c);
}

static size_t leading_digits(struct str text)
{
    size_t n = 0;
    while (n < text.length && str_is_digit(text.at[n]))
        n++;
    return n;
}

/* A text that is not in the canonical form: which notation is it? */
static bool any_notation(struct cursor *c, int year)
{
    bool found;
    if (!c->rest.length)
        return refuse(c, voice_str("is empty"));
    if (is_relative(*c))
        return c->how->referred ? relative(c)
                                : refuse(c, voice_str("depends on when it was written (--reference-period says it)"));
    if (is_damaged(*c))
        return refuse(c, voice_str("is a date; did a spreadsheet make it of 1-6月 or the like? "
                             "(format the column as text there)"));
    if (!english(c, &found) || found || !year_last(c, &found) || found || !five_year_plan(c, &found) || found)
        return c->result->why.length == 0;
    c->point = take_any(c, "截止到 截至到 截止至 截至 截止");
    take(c, "公元");
    size_t digits = leading_digits(c->rest);
    struct str behind = str_part(c->rest, digits, c->rest.length);
    if (digits == 2 && (!behind.length ? !year : str_starts(behind, STR("年")) || memchr("QqHhSs", behind.at[0], 6)))
        return two_digits(c) && with_year(c);
    if (digits == c->rest.length && digits != 4)
        return run_of_digits(c, c->rest);
    if (digits == 4) {
        take_digits(c, 4, &c->year);
        return c->year > 0 ? with_year(c) : no_such(c);
    }
    if (take_chinese_year(c))
        return with_year(c);
    if (!year && c->how->referred)
        year = c->year = period_end_year(c->how->reference);
    if (!part_of_year(c))
        return false;
    return year || refuse(c, voice_str("has no year, and nothing above it names one"));
}

/* 2022年1月至2022年6月, 2022年1月1日-6月30日: two periods of one grain that are no points
 * in time, the second perhaps in the year of the first.  Just one place to part them. */
static bool two_periods(const struct cursor *whole, struct period *period)
{
    static const char *const sign[] = {"至", "到", "-", "~", "〜", "∼"};
    struct str text = whole->text;
    size_t found = 0;
    for (size_t at = 6; at + 6 < text.length && text.length <= SPAN_MAX; at++)
        for (size_t i = 0; i < sizeof sign / sizeof *sign; i++) {
            struct period_zh first, second;
            struct cursor left = *whole, right = *whole;
            struct str behind = str_part(text, at, text.length);
            if (!str_starts(behind, str_of(sign[i])))
                continue;
            left.rest = left.text = str_part(text, 0, at);
            right.rest = right.text = str_part(behind, str_of(sign[i]).length, behind.length);
            left.result = &first;
            right.result = &second;
            if (right.text.length < 6 || leading_digits(left.text) < 4 || !any_notation(&left, 0) || left.point)
                continue;
            if (leading_digits(right.text) < 4)
                right.rest = mem_format(whole->mem, "%d年%.*s", period_end_year(first.period), STR_ARG(right.text));
            if (!any_notation(&right, 0) || right.point || first.period.grain != second.period.grain ||
                second.period.first <= first.period.last)
                continue;
            *period = period_of_days(first.period.first, second.period.last);
            found++;
        }
    return found == 1;
}

bool period_zh_read(struct mem *mem, const struct periods *how, struct str text, int year, struct period_zh *result)
{
    *result = (struct period_zh){.why = {NULL, 0}};
    result->why = period_why_double(mem, text, how->fiscal);
    if (result->why.length)
        return false;
    if (period_parse(text, &result->period))
        return true;
    struct str plain = period_bared(mem, text), day = period_without_midnight(plain);
    if (period_parse(plain, &result->period))
        return true;
    struct cursor c = {mem, how, day, day, year, false, result};
    if (period_parse(day, &result->period) || any_notation(&c, year)) {
        if (day.length == plain.length || result->period.grain == PERIOD_DAY)
            return true;
        result->why = voice_str("has a time of day");
    }
    c = (struct cursor){mem, how, plain, plain, year, false, result};
    if (two_periods(&c, &result->period))
        return true;
    struct str why = period_why_none(mem, plain);
    if (why.length)
        result->why = why;
    return false;
}

size_t period_zh_prefix(struct mem *mem, const struct periods *how, struct str text, struct period_zh *result)
{
    static const char *const ending[] = {"年", "月", "度", "底", "末"};
    for (size_t length = text.length; length > 0; length--) {
        struct str start = str_part(text, 0, length);
        bool ends = false;
        for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
            ends = ends || str_ends(start, str_of(ending[i]));
        if (ends && length < text.length && period_zh_read(mem, how, start, 0, result))
            return length;
    }
    return 0;
}
