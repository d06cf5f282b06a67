/* moment: default forms, patterns, and the forms of "any". */
#include <criterion/criterion.h>

#include "base/str.h"
#include "values/moment.h"

enum how { DATE, TIME, DATETIME, PATTERN, ANY_DATE, ANY_TIME, ANY_BOTH };

/* `want` is "day second nanosecond zone", or null when the text must be refused. */
static const struct {
    const char *name;
    enum how how;
    const char *pattern, *text, *want;
} row[] = {
    {"date", DATE, "", "1970-01-02", "1 0 0 0"},
    {"date before the epoch", DATE, "", "1969-12-31", "-1 0 0 0"},
    {"leap day", DATE, "", "2024-02-29", "19782 0 0 0"},
    {"no such day", DATE, "", "2023-02-29", NULL},
    {"month 13", DATE, "", "2023-13-01", NULL},
    {"short month", DATE, "", "2023-1-01", NULL},
    {"a time behind", DATE, "", "2023-01-01T00:00:00", NULL},
    {"year 0", DATE, "", "0000-01-01", NULL},
    {"time", TIME, "", "16:30:05", "0 59405 0 0"},
    {"time with zone", TIME, "", "06:00:00+01:00", "0 21600 0 60"},
    {"time, UTC", TIME, "", "06:00:00Z", "0 21600 0 0"},
    {"time with fraction", TIME, "", "00:00:00.25", "0 0 250000000 0"},
    {"zone without its nought", TIME, "", "06:00:00+1:00", NULL},
    {"zone without colon", TIME, "", "06:00:00+0100", NULL},
    {"no seconds", TIME, "", "09:00", NULL},
    {"hour 24", TIME, "", "24:00:00", NULL},
    {"leap second", TIME, "", "23:59:60", NULL},
    {"point without fraction", TIME, "", "23:59:59.", NULL},
    {"datetime", DATETIME, "", "2014-01-01T06:00:00", "16071 21600 0 0"},
    {"datetime with zone", DATETIME, "", "2014-01-01T06:00:00.5-08:00", "16071 21600 500000000 -480"},
    {"datetime with space", DATETIME, "", "2014-01-01 06:00:00", NULL},
    {"day, month, two-digit year", PATTERN, "%d/%m/%y %H:%M", "21/11/06 16:30", "13473 59400 0 0"},
    {"two-digit year 69", PATTERN, "%y", "69", "-365 0 0 0"},
    {"two-digit year 68", PATTERN, "%y", "68", "35794 0 0 0"},
    {"rest of the text", PATTERN, "%y/%m/%d", "21/11/06 16:30", NULL},
    {"minute as hour", PATTERN, "%M:%H", "06:50", NULL},
    {"no leading nought", PATTERN, "%d.%m.%Y", "1.2.2020", "18293 0 0 0"},
    {"month name", PATTERN, "%d %b %Y", "5 Sep 2020", "18510 0 0 0"},
    {"month in full, any case", PATTERN, "%B %Y", "SEPTEMBER 2020", "18506 0 0 0"},
    {"weekday", PATTERN, "%a %d %b %Y", "Mon 1 Jun 2020", "18414 0 0 0"},
    {"Chinese", PATTERN, "%Y\xe5\xb9\xb4%m\xe6\x9c\x88", "2020\xe5\xb9\xb4" "6\xe6\x9c\x88", "18414 0 0 0"},
    {"day of the year", PATTERN, "%Y-%j", "2020-366", "18627 0 0 0"},
    {"day of the year that is not", PATTERN, "%Y-%j", "2021-366", NULL},
    {"12 pm", PATTERN, "%I:%M %p", "12:05 PM", "0 43500 0 0"},
    {"12 am", PATTERN, "%I:%M %p", "12:05 am", "0 300 0 0"},
    {"13 pm", PATTERN, "%I:%M %p", "13:05 pm", NULL},
    {"short for others", PATTERN, "%F %T", "2020-06-01 01:02:03", "18414 3723 0 0"},
    {"per cent sign", PATTERN, "%Y%%", "1970%", "0 0 0 0"},
    {"spaces", PATTERN, "%H %M", "1 \t 2", "0 3720 0 0"},
    {"no space where one is due", PATTERN, "%H %M", "12", NULL},
    {"no directive at all", PATTERN, "invalid", "21/11/06", NULL},
    {"a day after a space", PATTERN, "%Y-%m-%e", "2022-06- 7", "19150 0 0 0"},
    {"a day without", PATTERN, "%Y-%m-%e", "2022-06-17", "19160 0 0 0"},
    {"fraction", PATTERN, "%S.%f", "5.25", "0 5 250000000 0"},
    {"fraction of a nanosecond", PATTERN, "%S.%f", "5.0000000001", NULL},
    {"zone", PATTERN, "%H:%M%z", "06:30-0830", "0 23400 0 -510"},
    {"zone with a colon", PATTERN, "%H:%M %z", "06:30 +08:00", "0 23400 0 480"},
    {"zone, Z", PATTERN, "%H:%M%z", "06:30Z", "0 23400 0 0"},
    {"zone that is none", PATTERN, "%H:%M%z", "06:30+x", NULL},
    {"zone by name", PATTERN, "%R %Z", "06:30 UTC", "0 23400 0 0"},
    {"another name", PATTERN, "%R%Z", "06:30gmt", "0 23400 0 0"},
    {"Z for a name", PATTERN, "%R%Z", "06:30Z", "0 23400 0 0"},
    {"no name that is known", PATTERN, "%R %Z", "06:30 CET", NULL},
    {"American, short", PATTERN, "%D", "06/07/22", "19150 0 0 0"},
    {"day 0 of the year", PATTERN, "%Y-%j", "2020-0", NULL},
    {"day of a year that is none", PATTERN, "%Y-%j", "0000-1", NULL},
    {"morning", PATTERN, "%I %p", "9 a.m.", "0 32400 0 0"},
    {"no half of a day", PATTERN, "%I %p", "9 xm", NULL},
    {"a tab and a line end", PATTERN, "%H%t%M%n%S", "1\t2\n3", NULL},
    {"a tab and a space", PATTERN, "%H%t%M%n%S", "1\t2 3", "0 3723 0 0"},
    {"ISO, any", ANY_DATE, "", "2022-6-30", "19173 0 0 0"},
    {"packed, any", ANY_DATE, "", "20220630", "19173 0 0 0"},
    {"Chinese, any", ANY_DATE, "", "2022\xe5\xb9\xb4" "6\xe6\x9c\x88" "30\xe6\x97\xa5", "19173 0 0 0"},
    {"ordinal, any", ANY_DATE, "", "10th Jan 1969", "-356 0 0 0"},
    {"American, any", ANY_DATE, "", "Jan 10, 1969", "-356 0 0 0"},
    {"weekday, any", ANY_DATE, "", "Friday, 10 January 1969", "-356 0 0 0"},
    {"two readings", ANY_DATE, "", "03/04/2022", NULL},
    {"words", ANY_DATE, "", "10th Jan nineteen sixty nine", NULL},
    {"date and hour, any", ANY_BOTH, "", "10th Jan 1969 9 am", "-356 32400 0 0"},
    {"both, any", ANY_BOTH, "", "2014-01-01 06:00 +0100", "16071 21600 0 60"},
    {"date alone, any", ANY_BOTH, "", "2014-01-01", "16071 0 0 0"},
    {"date for a time", ANY_TIME, "", "2014-01-01", NULL},
    {"3:00 am", ANY_TIME, "", "3:00 am", "0 10800 0 0"},
    {"hour alone", ANY_TIME, "", "3", NULL},
    {"night", ANY_TIME, "", "some night", NULL},
    {"empty", ANY_BOTH, "", "", NULL},
    {"a letter in the year", DATE, "", "20x3-01-01", NULL},
    {"a slash behind the year", DATE, "", "2023/01-01", NULL},
    {"a letter in the month", DATE, "", "2023-0x-01", NULL},
    {"a slash behind the month", DATE, "", "2023-01/01", NULL},
    {"a letter in the day", DATE, "", "2023-01-0x", NULL},
    {"a letter in the hour", TIME, "", "x6:30:05", NULL},
    {"no colon behind the hour", TIME, "", "06-30:05", NULL},
    {"a letter in the minute", TIME, "", "06:3x:05", NULL},
    {"no colon behind the minute", TIME, "", "06:30-05", NULL},
    {"a letter in the second", TIME, "", "06:30:0x", NULL},
    {"minute 60", TIME, "", "06:60:00", NULL},
    {"a zone with a colon too late", TIME, "", "06:00:00+010:0", NULL},
    {"a zone of letters", TIME, "", "06:00:00+xx:00", NULL},
    {"behind the zone", TIME, "", "06:00:00Zx", NULL},
    {"the zone farthest east", TIME, "", "06:00:00+14:00", "0 21600 0 840"},
    {"a zone farther east", TIME, "", "06:00:00+14:01", NULL},
    {"the zone farthest west", TIME, "", "06:00:00-14:00", "0 21600 0 -840"},
    {"a zone farther west", TIME, "", "06:00:00-15:00", NULL},
    {"a zone of 60 minutes", TIME, "", "06:00:00+08:60", NULL},
    {"a zone of a letter for minutes", TIME, "", "06:00:00+08:x0", NULL},
    {"datetime on no day", DATETIME, "", "2014-02-30T06:00:00", NULL},
    {"datetime of no date", DATETIME, "", "2014x01-01T06:00:00", NULL},
    {"datetime at no hour", DATETIME, "", "2014-01-01T25:00:00", NULL},
    {"datetime and more", DATETIME, "", "2014-01-01T06:00:00Zx", NULL},
    {"a year of one digit", PATTERN, "%y", "6", NULL},
    {"a day of the year in letters", PATTERN, "%Y-%j", "2020-x", NULL},
    {"no hour of twelve", PATTERN, "%I", "x", NULL},
    {"hour 0 of twelve", PATTERN, "%I %p", "0 am", NULL},
    {"no hour", PATTERN, "%H", "x", NULL},
    {"no minute", PATTERN, "%M", "x", NULL},
    {"minute 60 by a pattern", PATTERN, "%M", "60", NULL},
    {"no second", PATTERN, "%S", "x", NULL},
    {"second 60 by a pattern", PATTERN, "%S", "60", NULL},
    {"evening", PATTERN, "%I %p", "9 p.m.", "0 75600 0 0"},
    {"of 24 hours the half is no matter", PATTERN, "%H %p", "9 pm", "0 32400 0 0"},
    {"of twelve without a half", PATTERN, "%I", "9", "0 32400 0 0"},
    {"a zone without a sign", PATTERN, "%H:%M%z", "06:30x", NULL},
    {"short for others that are not there", PATTERN, "%T", "01:02", NULL},
    {"a sign at the end stands for itself", PATTERN, "%H%", "5%", "0 18000 0 0"},
    {"1st", ANY_DATE, "", "1st Jan 1969", "-365 0 0 0"},
    {"2nd", ANY_DATE, "", "2nd January 1969", "-364 0 0 0"},
    {"3rd", ANY_DATE, "", "3rd Jan, 1969", "-363 0 0 0"},
    {"packed without its day", ANY_DATE, "", "202206", NULL},
    {"packed with a letter", ANY_DATE, "", "2022x630", NULL},
    {"packed with a letter in its day", ANY_DATE, "", "2022063x", NULL},
    {"a time behind a date alone", ANY_DATE, "", "2022-06-30 9 am", NULL},
    {"no time behind a date", ANY_BOTH, "", "2022-06-30x", NULL},
    {"a T between", ANY_BOTH, "", "2014-01-01T06:00", "16071 21600 0 0"},
    {"both on no day", ANY_BOTH, "", "2014-02-30 06:00", NULL},
    {"the form that reaches farthest", ANY_TIME, "", "05:06:07.5", "0 18367 500000000 0"},
    {"a zone by name, any", ANY_TIME, "", "3:00 am UTC", "0 10800 0 0"},
    {"a zone by name and more", ANY_TIME, "", "3:00 am UTCx", NULL},
    {"no zone, any", ANY_TIME, "", "05:06:07 +xx", NULL},
};

static bool read_row(size_t i, struct moment *moment)
{
    struct str text = str_of(row[i].text);
    switch (row[i].how) {
    case DATE:
        return moment_date(text, moment);
    case TIME:
        return moment_time(text, moment);
    case DATETIME:
        return moment_datetime(text, moment);
    case PATTERN:
        return moment_read(str_of(row[i].pattern), text, moment);
    default:
        return moment_any(text, row[i].how == ANY_DATE   ? MOMENT_DATE
                                : row[i].how == ANY_TIME ? MOMENT_TIME
                                                         : MOMENT_DATE | MOMENT_TIME, moment);
    }
}

Test(moment, table)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct moment got = {0};
        bool good = read_row(i, &got);
        struct str told = mem_format(mem, "%d %d %d %d", got.day, got.second, got.nanosecond, got.zone);
        cr_assert(good == (row[i].want != NULL), "%s: \"%s\" is %s", row[i].name, row[i].text,
                  good ? "read" : "refused");
        cr_assert(!good || str_eq(told, str_of(row[i].want)), "%s: %s", row[i].name, told.at);
    }
    mem_close(mem);
}

static const struct {
    const char *pattern;
    bool good;
    size_t at;
} pattern[] = {{"%Y-%m-%d", true, 0}, {"invalid", true, 0}, {"%Y %Q", false, 3}, {"%", false, 0}, {"%%", true, 0},
               {"a%!b", false, 1}};

Test(moment, patterns)
{
    for (size_t i = 0; i < sizeof pattern / sizeof *pattern; i++) {
        size_t at = 99;
        bool good = moment_pattern(str_of(pattern[i].pattern), &at);
        cr_assert(good == pattern[i].good && (good || at == pattern[i].at), "%s", pattern[i].pattern);
    }
    size_t at;
    cr_assert(!moment_pattern((struct str){"%Y%\0", 4}, &at) && at == 2, "a NUL is no directive");
}

/* The same instant, in whatever zone it is told. */
Test(moment, order)
{
    struct moment a, b, c;
    cr_assert(moment_datetime(STR("2024-06-30T08:00:00+08:00"), &a));
    cr_assert(moment_datetime(STR("2024-06-30T00:00:00Z"), &b));
    cr_assert(moment_datetime(STR("2024-06-30T00:00:00.000000001Z"), &c));
    struct num x = moment_num(&a), y = moment_num(&b), z = moment_num(&c);
    cr_assert(x.mantissa == y.mantissa && x.scale == y.scale);
    cr_assert(z.mantissa - y.mantissa == 1);
}
