/* period_zh - see period_zh.h
 *
 * The text is folded, bared of spaces and quotes, and read from the left: a year or a
 * five-year plan, then what part of it.  Each piece of the grammar is a function that
 * takes its part off the front.
 */
#include "diag.h"
#include "period_zh.h"
#include "str.h"
#include "text.h"

/* A text on its way. */
struct cursor {
    struct mem *mem;
    struct str rest;
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

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Digits: at most `most`; returns how many there were. */
static size_t take_digits(struct cursor *c, size_t most, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < most && n < c->rest.length && is_digit(c->rest.at[n]))
        *value = 10 * *value + (c->rest.at[n++] - '0');
    c->rest = str_part(c->rest, n, c->rest.length);
    return n;
}

static bool at_digit(const struct cursor *c)
{
    return c->rest.length && is_digit(c->rest.at[0]);
}

/* Chinese digits up to ten; 十一 and 十二 for months, no larger numbers. */
static bool take_numeral(struct cursor *c, int *value)
{
    static const struct { const char *word; int value; } numeral[] = {
        {"十一", 11}, {"十二", 12}, {"十", 10}, {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},
        {"四", 4},    {"五", 5},    {"六", 6},  {"七", 7}, {"八", 8}, {"九", 9}};
    for (size_t i = 0; i < sizeof numeral / sizeof *numeral; i++)
        if (take(c, numeral[i].word)) {
            *value = numeral[i].value;
            return true;
        }
    return take_digits(c, 2, value) > 0;
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
    return refuse(c, mem_format(c->mem, "has \"%.*s\" behind the period", STR_ARG(c->rest)));
}

static bool months(struct cursor *c, int month, int count)
{
    if (c->rest.length)
        return behind(c);
    if (month < 1 || count < 1 || month + count > 13)
        return refuse(c, STR("names a month or quarter that the year does not have"));
    c->result->period = period_months(c->year, month, count);
    return true;
}

static bool no_such(struct cursor *c)
{
    return refuse(c, STR("is no period that can be made out, such as 2022, 2022年1-6月 or 2022-Q2"));
}

/* ---- parts of a year ---- */

/* 一季度, 第2季度, 1-3季度, 前三季度. */
static bool quarters(struct cursor *c)
{
    int from, to;
    if (take(c, "前")) {
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
    take(c, "累计");
    if (from < 1 || to < from || to > 4)
        return refuse(c, STR("names a quarter that the year does not have"));
    return months(c, 3 * from - 2, 3 * (to - from + 1));
}

/* A day of a month, or 30日 behind 截至, which is the month's end. */
static bool day_of(struct cursor *c, int month, int day)
{
    int32_t number, next;
    if (c->rest.length)
        return behind(c);
    if (!period_day(c->year, month, day, &number))
        return refuse(c, STR("names a day that the calendar does not have"));
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
        take(c, "累计");
        return months(c, from, to - from + 1);
    }
    if (!named)
        return no_such(c);
    if (at_digit(c)) {
        take_digits(c, 2, &day);
        return take_any(c, "日 号") ? day_of(c, from, day) : no_such(c);
    }
    take_end(c);
    return months(c, from, 1);
}

/* Is there a quarter in what follows, rather than a month? */
static bool speaks_of_quarters(struct str text)
{
    return str_find(text, STR("季")) >= 0;
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
        take(c, "累计");
        return months(c, 1, 6);
    }
    if (take(c, "下半年"))
        return months(c, 7, 6);
    if (speaks_of_quarters(c->rest))
        return quarters(c);
    if (take(c, "前")) {
        if (!take_numeral(c, &count) || !take_any(c, "个月 月"))
            return no_such(c);
        return months(c, 1, count);
    }
    return month_span(c);
}

/* ---- other notations ---- */

/* 2022Q2, 2022H1, 2022S1, 2022M06, with or without a hyphen. */
static bool lettered(struct cursor *c)
{
    int n;
    char letter = (char)(c->rest.at[0] & ~0x20);
    c->rest = str_part(c->rest, 1, c->rest.length);
    size_t digits = take_digits(c, 2, &n);
    if (letter == 'Q' && digits == 1 && n >= 1 && n <= 4)
        return months(c, 3 * n - 2, 3);
    if ((letter == 'H' || letter == 'S') && digits == 1 && n >= 1 && n <= 2)
        return months(c, 6 * n - 5, 6);
    if (letter == 'M' && digits > 0)
        return months(c, n, 1);
    if (letter == 'A' && digits == 1 && n == 1)
        return months(c, 1, 12);
    return no_such(c);
}

/* 2022/6, 2022-6-30, 2022.06: numbers parted by one sign. */
static bool parted(struct cursor *c)
{
    int month, day, last;
    char sign = c->rest.at[0];
    c->rest = str_part(c->rest, 1, c->rest.length);
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
            return refuse(c, STR("may be January or, its last zero lost, October; a spreadsheet makes 2022.1 of both"));
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
        return refuse(c, STR("has five digits: a spreadsheet's number for a date? Format the column as text there"));
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
    static const struct { const char *name; int first, last; } plan[] = {
        {"十一五", 2006, 2010}, {"十二五", 2011, 2015}, {"十三五", 2016, 2020}, {"十四五", 2021, 2025},
        {"十五五", 2026, 2030}, {"十五", 2001, 2005},   {"一五", 1953, 1957},   {"二五", 1958, 1962},
        {"三五", 1966, 1970},   {"四五", 1971, 1975},   {"五五", 1976, 1980},   {"六五", 1981, 1985},
        {"七五", 1986, 1990},   {"八五", 1991, 1995},   {"九五", 1996, 2000}};
    *found = false;
    for (size_t i = 0; i < sizeof plan / sizeof *plan; i++) {
        if (!take(c, plan[i].name))
            continue;
        *found = true;
        take_any(c, "规划期 规划 时期 期间 期");
        c->year = plan[i].first;
        take_end(c);
        if (c->rest.length)
            return behind(c);
        c->result->period = c->point ? period_year(plan[i].last)
                                     : period_months(plan[i].first, 1, 12 * (plan[i].last - plan[i].first + 1));
        return true;
    }
    return true;
}

/* 二〇二二年: four Chinese digits. */
static bool take_chinese_year(struct cursor *c)
{
    static const char *const digit[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    struct str before = c->rest;
    int year = 0;
    for (int i = 0; i < 4; i++) {
        int value = -1;
        for (int k = 0; k < 10 && value < 0; k++)
            if (take(c, digit[k]))
                value = k;
        if (value < 0 && (take(c, "零") || take(c, "○")))
            value = 0;
        if (value < 0) {
            c->rest = before;
            return false;
        }
        year = 10 * year + value;
    }
    if (!str_starts(c->rest, STR("年"))) {
        c->rest = before;
        return false;
    }
    c->year = year;
    return true;
}

/* ---- the whole ---- */

/* 1月6日, Jan-06, 6-Jan: what a spreadsheet makes of 1-6月. */
static bool is_damaged(struct cursor c)
{
    static const char english[] = "jan feb mar apr may jun jul aug sep oct nov dec";
    int n;
    struct str before = c.rest;
    if (take_digits(&c, 2, &n) && take(&c, "月") && take_digits(&c, 2, &n) && take(&c, "日"))
        return c.rest.length == 0;
    c.rest = before;
    bool leading = take_digits(&c, 2, &n) > 0 && take(&c, "-");
    char name[3];
    if (c.rest.length < 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        name[i] = (char)(c.rest.at[i] | 0x20);
    c.rest = str_part(c.rest, 3, c.rest.length);
    if (str_find(str_of(english), (struct str){name, 3}) % 4 != 0)
        return false;
    return leading ? c.rest.length == 0 : take(&c, "-") && take_digits(&c, 2, &n) && c.rest.length == 0;
}

static bool is_relative(struct str text)
{
    static const char words[] = "上年同期 去年同期 同期 本期 上期 累计 本月累计 本年 今年 去年 上年 明年 本月 上月 当月 当年";
    struct str rest = str_of(words), word;
    while (str_cut(&rest, ' ', &word))
        if (str_eq(text, word))
            return true;
    return false;
}

/* Folded, without quotes and spaces; but one space stays between digits, which parts
 * them: 2022 1 2 is not 202212. */
static struct str bared(struct mem *mem, struct str text)
{
    static const char *const quote[] = {"“", "”", "「", "」", "『", "』", "\"", "'", "‘", "’"};
    struct str folded = text_fold(mem, text, TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI, NULL);
    char *into = mem_take(mem, folded.length + 1);
    size_t length = 0;
    while (folded.length) {
        bool parting = length > 0 && is_digit(into[length - 1]) && folded.length > 1 && is_digit(folded.at[1]);
        size_t skip = folded.at[0] == ' ' && !parting;
        for (size_t i = 0; !skip && i < sizeof quote / sizeof *quote; i++)
            skip = str_starts(folded, str_of(quote[i])) ? str_of(quote[i]).length : 0;
        if (!skip)
            into[length++] = folded.at[0];
        folded = str_part(folded, skip ? skip : 1, folded.length);
    }
    return (struct str){into, length};
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
    while (n < text.length && is_digit(text.at[n]))
        n++;
    return n;
}

bool period_zh_read(struct mem *mem, struct str text, int year, struct period_zh *result)
{
    *result = (struct period_zh){.why = {NULL, 0}};
    if (period_parse(text, &result->period))
        return true;
    struct cursor c = {mem, bared(mem, text), year, false, result};
    if (period_parse(c.rest, &result->period))
        return true;
    if (c.rest.length == 0)
        return refuse(&c, STR("is empty"));
    if (is_relative(c.rest))
        return refuse(&c, STR("depends on when it was written"));
    if (is_damaged(c))
        return refuse(&c, STR("is a date; did a spreadsheet make it of 1-6月 or the like? "
                              "(format the column as text there)"));
    c.point = take_any(&c, "截止到 截至到 截止至 截至 截止");
    bool plan;
    if (!five_year_plan(&c, &plan) || plan)
        return result->why.length == 0;
    size_t digits = leading_digits(c.rest);
    if (digits == c.rest.length && digits != 4)
        return run_of_digits(&c, c.rest);
    if (digits == 4) {
        take_digits(&c, 4, &c.year);
        return c.year > 0 ? with_year(&c) : no_such(&c);
    }
    if (take_chinese_year(&c))
        return with_year(&c);
    if (digits == 2 && str_starts(str_part(c.rest, 2, c.rest.length), STR("年")))
        return refuse(&c, STR("has a year of two digits"));
    if (part_of_year(&c)) {
        if (year)
            return true;
        return refuse(&c, STR("has no year, and nothing above it names one"));
    }
    return false;
}

size_t period_zh_prefix(struct mem *mem, struct str text, struct period_zh *result)
{
    static const char *const ending[] = {"年", "月", "度", "底", "末"};
    for (size_t length = text.length; length > 0; length--) {
        struct str start = str_part(text, 0, length);
        bool ends = false;
        for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
            ends = ends || str_ends(start, str_of(ending[i]));
        if (ends && length < text.length && period_zh_read(mem, start, 0, result))
            return length;
    }
    return 0;
}
