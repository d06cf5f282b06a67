/* normalize's period_zh: the spellings of periods, and what is refused. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "cell/period_zh.h"

#include "arena.h"

static struct periods how;

TestSuite(normalize_period, .init = open_mem, .fini = close_mem);

static const struct {
    const char *text, *want;
    int year;                 /* that holds for texts without one */
} read_as[] = {
    {"2022", "2022", 0},              {"2022-Q2", "2022-Q2", 0},         {"2022-01-01/P3M", "2022-Q1", 0},
    {"2022年", "2022", 0},            {"２０２２年", "2022", 0},         {"2022 年", "2022", 0},
    {"2022年度", "2022", 0},          {"2022年全年", "2022", 0},         {"二〇二二年", "2022", 0},
    {"二○二二年上半年", "2022-S1", 0}, {"2022年末", "2022", 0},          {"2022年底", "2022", 0},
    {"截至2022年12月31日", "2022", 0}, {"截至2023年6月30日", "2023-06", 0}, {"截至2023年6月底", "2023-06", 0},
    {"截至2023年6月15日", "2023-06-15", 0}, {"截至2024年2月29日", "2024-02", 0}, {"截至2024年2月28日", "2024-02-28", 0},
    {"2022年6月", "2022-06", 0},      {"2022年06月", "2022-06", 0},      {"2022年6月份", "2022-06", 0},
    {"2022年6月末", "2022-06", 0},    {"2022年十二月", "2022-12", 0},    {"2022年6月30日", "2022-06-30", 0},
    {"2022-6", "2022-06", 0},         {"2022/6", "2022-06", 0},          {"2022/06", "2022-06", 0},
    {"2022.06", "2022-06", 0},        {"2022.6", "2022-06", 0},          {"2022.12", "2022-12", 0},
    {"202206", "2022-06", 0},         {"20220630", "2022-06-30", 0},     {"2022-6-1", "2022-06-01", 0},
    {"2022/06/01", "2022-06-01", 0},  {"2022.6.30", "2022-06-30", 0},    {"2022 1 2", "2022-01-02", 0},
    {"2022 年 1 - 6 月", "2022-S1", 0}, {"２０２２　０６", "2022-06", 0},
    {"2022Q2", "2022-Q2", 0},         {"2022q4", "2022-Q4", 0},          {"2022H1", "2022-S1", 0},
    {"2022S2", "2022-S2", 0},         {"2022M6", "2022-06", 0},
    {"2022年一季度", "2022-Q1", 0},   {"2022年第2季度", "2022-Q2", 0},   {"2022年第四季度", "2022-Q4", 0},
    {"2022一季度", "2022-Q1", 0},     {"2022年前三季度", "2022-01-01/P9M", 0}, {"2022年1-3季度", "2022-01-01/P9M", 0},
    {"2022年一至三季度", "2022-01-01/P9M", 0}, {"2022年前两季度", "2022-S1", 0},
    {"2022年上半年", "2022-S1", 0},   {"2022年下半年", "2022-S2", 0},    {"2022上半年", "2022-S1", 0},
    {"2022年1-6月", "2022-S1", 0},    {"2022年1—6月", "2022-S1", 0},     {"2022年1~2月", "2022-01-01/P2M", 0},
    {"2022年1至11月", "2022-01-01/P11M", 0}, {"2022年1月-5月", "2022-01-01/P5M", 0}, {"2022年4-6月", "2022-Q2", 0},
    {"2022年1-6月（累计）", "2022-S1", 0}, {"2022年1月累计", "2022-01", 0}, {"2022年上半年累计", "2022-S1", 0},
    {"2022年1-5月累计", "2022-01-01/P5M", 0}, {"2022年前8个月", "2022-01-01/P8M", 0}, {"2022年1-12月", "2022", 0},
    {"2021-2025年", "2021-01-01/P5Y", 0}, {"2021—2025年", "2021-01-01/P5Y", 0}, {"2021年至2025年", "2021-01-01/P5Y", 0},
    {"2020~2022", "2020-01-01/P3Y", 0}, {"2019-2020", "2019-01-01/P2Y", 0},
    {"十四五", "2021-01-01/P5Y", 0},  {"“十四五”时期", "2021-01-01/P5Y", 0}, {"\"十三五\"期末", "2020", 0},
    {"「十四五」末", "2025", 0},      {"十五", "2001-01-01/P5Y", 0},     {"十五五", "2026-01-01/P5Y", 0},
    {"十五末", "2005", 0},            {"十五五末", "2030", 0},
    {"一五", "1953-01-01/P5Y", 0},    {"十一五期间", "2006-01-01/P5Y", 0},
    {"2022年Q3", "2022-Q3", 0},       {"2022年头三个月", "2022-Q1", 0},  {"2022.1-6月", "2022-S1", 0},
    {"2022-6月", "2022-06", 0},       {"两千零二十二年", "2022", 0},     {"两千年", "2000", 0},
    {"二○二二年六月三十日", "2022-06-30", 0}, {"二零零四年八月十五日", "2004-08-15", 0}, {"一九四九年十月一日", "1949-10-01", 0},
    {"公元2022年", "2022", 0},        {"2022/6/1 0:00:00", "2022-06-01", 0}, {"2022-06-01T00:00:00", "2022-06-01", 0},
    {"Jan 2022", "2022-01", 0},       {"2022-Dec", "2022-12", 0},        {"June 2022", "2022-06", 0},
    {"31/12/2022", "2022-12-31", 0},  {"12/31/2022", "2022-12-31", 0},   {"13.5.2015", "2015-05-13", 0},
    {"5/5/2015", "2015-05-05", 0},    {"2022年1月至2022年6月", "2022-S1", 0}, {"2021年7月至2022年6月", "2021-07-01/P1Y", 0},
    {"2022年1月1日-6月30日", "2022-S1", 0}, {"2022.1.1-2022.1.10", "2022-01-01/P10D", 0}, {"202201-202206", "2022-S1", 0},
    {"1-6月", "2022-S1", 2022},       {"上半年", "2022-S1", 2022},       {"三季度", "2022-Q3", 2022},
    {"1月", "2022-01", 2022},         {"2021年1月", "2021-01", 2022},
};

Test(normalize_period, reads)
{
    for (size_t i = 0; i < sizeof read_as / sizeof read_as[0]; i++) {
        struct period_zh read;
        char text[PERIOD_TEXT_MAX];
        if (!period_zh_read(mem, &how, str_of(read_as[i].text), read_as[i].year, &read)) {
            cr_expect(false, "\"%s\" is read: it %.*s", read_as[i].text, STR_ARG(read.why));
            continue;
        }
        struct str got = {text, period_write(text, read.period)};
        cr_expect(str_eq(got, str_of(read_as[i].want)), "\"%s\" is %s, not %.*s", read_as[i].text, read_as[i].want,
                  STR_ARG(got));
        cr_expect(period_zh_read(mem, &how, got, 0, &read), "\"%s\" is read again", read_as[i].want);
    }
}

static const struct {
    const char *text, *why;
} refused[] = {
    {"2022年6月累计", "January"}, {"2022年二季度累计", "January"}, {"", "is empty"}, {"2022.1", "January or"},
    {"22年", "two digits"}, {"'22", "two digits"}, {"22Q2", "two digits"}, {"22年1-6月", "two digits"},
    {"3-7-2017", "day or the month"}, {"32/13/2022", "day"}, {"3-7-07", "no period"},
    {"二零零四年八月十五", "without 日"}, {"2016年6月29", "without 日"}, {"农历2022年八月十五", "lunar"},
    {"2022年正月", "lunar"}, {"2022年十三月", "month"}, {"三六七年", "no period"}, {"民国111年", "1912"},
    {"2022学年", "January"}, {"2021/2022财年", "January"}, {"2022年第5周", "week"},
    {"2022年6月上旬", "third of a month"}, {"1978年以来", "only where it begins"}, {"2022年初", "start"},
    {"2015年04月08日10:05", "time of day"}, {"2022-06 00:00:00", "time of day"}, {"2022.1-2022.6", "is no period"},
    {"2020年末至2022年末", "behind"}, {"2022年6月至2022年1月", "is no period"}, {"2022年6月-2022年三季度", "quarter"},
    {"本月", "depends"}, {"去年末", "depends"}, {"1月6日", "spreadsheet"}, {"Jan-06", "spreadsheet"},
    {"6-Jan", "spreadsheet"}, {"12-DEC", "spreadsheet"}, {"Janx-06", "is no period"},
    {"44743", "five digits"}, {"20203", "five digits"}, {"202213", "month or quarter"},
    {"20220230", "day"}, {"2022年13月", "month"}, {"2022年5季度", "quarter"}, {"1-6月", "no year"},
    {"上半年", "no year"}, {"同期", "depends"}, {"上年同期", "depends"}, {"今年", "depends"},
    {"2022年6-1月", "is no period"}, {"2022年上半年增速", "behind"}, {"2025年目标", "is no period"},
    {"2022年±%", "is no period"}, {"2021-25", "month"}, {"2025-2021年", "is no period"}, {"十六五", "is no period"},
    {"2022年2月30日", "day"}, {"abc", "is no period"}, {"2022Q5", "is no period"}, {"截至", "is no period"},
    {"2022年1月6日至9日", "behind"}, {"20222", "five digits"}, {"2022-01-01/P0M", "behind"},
    {"20 22", "is no period"}, {"2022 1-6", "is no period"}, {"2022年1 2月", "is no period"},
};

Test(normalize_period, refuses)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct period_zh read = {.why = {NULL, 0}};
        cr_expect_not(period_zh_read(mem, &how, str_of(refused[i].text), 0, &read), "\"%s\" is refused",
                      refused[i].text);
        cr_expect(str_find(read.why, str_of(refused[i].why)) >= 0, "\"%s\" is refused for \"%s\", not: it %.*s",
                  refused[i].text, refused[i].why, STR_ARG(read.why));
    }
}

/* What --pivot-year and --reference-period make of a text; nothing: refused. */
static const struct {
    const char *text, *reference, *want, *why;
    int pivot;
} declared[] = {
    {"22年", "", "2022", "", 1950}, {"49年", "", "2049", "", 1950}, {"50年", "", "1950", "", 1950},
    {"'98", "", "1998", "", 1950}, {"22", "", "2022", "", 2000}, {"99", "", "2099", "", 2000},
    {"22Q2", "", "2022-Q2", "", 1950}, {"22年1-6月", "", "2022-S1", "", 1950}, {"00年末", "", "2000", "", 1950},
    {"22-06", "", "", "no period", 1950}, {"3-7-07", "", "", "no period", 1950}, {"2年", "", "", "no period", 1950},
    {"本期", "2022-06", "2022-06", "", 0}, {"上年同期", "2022-06", "2021-06", "", 0},
    {"去年同期", "2022-01-01/P5M", "2021-01-01/P5M", "", 0}, {"上年同月", "2022-06", "2021-06", "", 0},
    {"本月", "2022-06", "2022-06", "", 0}, {"当月", "2022-01-01/P5M", "2022-05", "", 0},
    {"上月", "2022-01", "2021-12", "", 0}, {"本月", "2022", "", "to none", 0}, {"本月", "2022-Q2", "", "to none", 0},
    {"累计", "2022-05", "2022-01-01/P5M", "", 0}, {"1—本月", "2022-05", "2022-01-01/P5M", "", 0},
    {"上年累计", "2022-05", "2021-01-01/P5M", "", 0}, {"累计", "2022-Q2", "", "January", 0},
    {"本年", "2022", "2022", "", 0}, {"上年", "2022", "2021", "", 0}, {"前年", "2022", "2020", "", 0},
    {"明年", "2022", "2023", "", 0}, {"本年", "2022-06", "", "part of it", 0},
    {"上年", "2022-06", "", "part of it", 0}, {"去年末", "2022-06", "2021", "", 0},
    {"今年上半年", "2022-06", "2022-S1", "", 0}, {"去年1-6月", "2022-06", "2021-S1", "", 0},
    {"上年度四季度", "2022-06", "2021-Q4", "", 0}, {"同期", "2022-06", "", "year before", 0},
    {"上期", "2022-06", "", "period before", 0}, {"上年同期", "2024-02-29", "", "no such day", 0},
    {"去年初", "2022-06", "", "start", 0},
};

Test(normalize_period, reads_what_was_declared)
{
    for (size_t i = 0; i < sizeof declared / sizeof declared[0]; i++) {
        struct periods said = {.pivot = declared[i].pivot};
        struct period_zh read = {.why = {NULL, 0}};
        char text[PERIOD_TEXT_MAX];
        said.referred = period_parse(str_of(declared[i].reference), &said.reference);
        bool done = period_zh_read(mem, &said, str_of(declared[i].text), 0, &read);
        struct str got = {text, done ? period_write(text, read.period) : 0};
        cr_expect(str_eq(got, str_of(declared[i].want)), "\"%s\" beside %s is \"%s\", not \"%.*s\"", declared[i].text,
                  declared[i].reference, declared[i].want, STR_ARG(got));
        cr_expect(done || str_find(read.why, str_of(declared[i].why)) >= 0,
                  "\"%s\" is refused for \"%s\", not: it %.*s", declared[i].text, declared[i].why, STR_ARG(read.why));
    }
}

Test(normalize_period, prefixes_of_headers)
{
    static const struct { const char *text; size_t length; } row[] = {
        {"2020年地区生产总值", 7}, {"2020年末常住人口", 10}, {"2022年1-6月工业增加值", 13}, {"地区生产总值", 0},
        {"年末常住人口", 0}, {"2020年", 0}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct period_zh read;
        size_t got = period_zh_prefix(mem, &how, str_of(row[i].text), &read);
        cr_expect_eq(got, row[i].length, "\"%s\": %zu bytes, not %zu", row[i].text, row[i].length, got);
    }
}
