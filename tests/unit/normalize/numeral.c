/* normalize's numerals in Chinese characters, digits with separators, and quotients: what
 * they come to, and what none of them is. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "cell/numeral.h"
#include "figure/decimal.h"
#include "figure/digits.h"
#include "figure/multiplier.h"
#include "figure/quotient.h"
#include "values/num.h"

#include "arena.h"

TestSuite(normalize_numeral, .init = open_mem, .fini = close_mem);

/* A numeral and its value; spoken: its last scale word is left out.  No value: refused. */
static const struct {
    const char *text, *value;
    bool spoken;
} numeral[] = {
    /* digits, and scale words in falling order */
    {"零", "0", false},             {"五", "5", false},            {"十", "10", false},           {"十五", "15", false},
    {"二十", "20", false},          {"九十九", "99", false},       {"一百", "100", false},        {"一百二十三", "123", false},
    {"一百零五", "105", false},     {"一千零五", "1005", false},   {"一千零五十", "1050", false}, {"三千零十二", "3012", false},
    {"一千二十", "1020", false},    {"两百", "200", false},        {"两千零二十二", "2022", false},
    {"九千九百九十九", "9999", false},
    /* 万 and 亿 */
    {"一万", "10000", false}, {"十万", "100000", false}, {"一万零三", "10003", false}, {"一万三千", "13000", false},
    {"一百零一万零三千零十二", "1013012", false}, {"一亿", "100000000", false}, {"一亿零五", "100000005", false},
    {"三亿五千万", "350000000", false}, {"两万三千", "23000", false}, {"两亿零两百", "200000200", false},
    {"四万万", "400000000", false}, {"一亿零三十万", "100300000", false},
    {"九千九百九十九亿九千九百九十九万九千九百九十九", "999999999999", false},
    /* financial and traditional ones */
    {"壹佰贰拾叁", "123", false},   {"壹仟零伍拾", "1050", false}, {"貳拾萬", "200000", false},   {"陸億", "600000000", false},
    {"肆柒", "47", false},          {"捌玖", "89", false},
    /* digits one by one, and a point */
    {"二〇二二", "2022", false},    {"二零二二", "2022", false},   {"二○二二", "2022", false},    {"三点五", "3.5", false},
    {"零点零五", "0.05", false},    {"一百二十点五〇", "120.50", false},
    /* with Arabic digits */
    {"5万4千6百", "54600", false},  {"100万三千", "1003000", false}, {"3千2百", "3200", false},   {"1千零20", "1020", false},
    {"200亿零四千230", "20000004230", false}, {"2千零30万", "20300000", false}, {"1万2345", "12345", false},
    /* as people say them */
    {"一百五", "150", true},        {"两百五", "250", true},       {"三千二", "3200", true},      {"一万三", "13000", true},
    {"九十二万四", "924000", true}, {"一亿三", "130000000", true}, {"一万三千五", "13500", true}, {"两", "2", false},
    /* what is none */
    {"", NULL, false}, {"点五", NULL, false}, {"三点", NULL, false}, {"百", NULL, false}, {"一百零十", NULL, false},
    {"一百零二十", NULL, false}, {"一百零零五", NULL, false}, {"一百零", NULL, false}, {"十百", NULL, false},
    {"一千千", NULL, false}, {"一百一千", NULL, false}, {"五万亿五万亿", NULL, false}, {"三十两", NULL, false},
    {"一万两", NULL, false}, {"一万零两", NULL, false}, {"一百五万", NULL, false}, {"一百五点三", NULL, false},
    {"1万2", "12000", true}, {"1万23", NULL, false}, {"五千4", NULL, false}, {"一千12", NULL, false},
    {"十十", NULL, false}, {"一兆", NULL, false}, {"几百", NULL, false}, {"一万一万", NULL, false},
};

Test(normalize_numeral, reads_numerals)
{
    for (size_t i = 0; i < sizeof numeral / sizeof numeral[0]; i++) {
        struct str digits = {NULL, 0};
        bool spoken = false, done = numeral_read(mem, str_of(numeral[i].text), &digits, &spoken);
        cr_expect_eq(done, numeral[i].value != NULL, "\"%s\" is %s, got \"%.*s\"", numeral[i].text,
                     numeral[i].value ? numeral[i].value : "none", STR_ARG(digits));
        if (!done || !numeral[i].value)
            continue;
        cr_expect(str_eq(digits, str_of(numeral[i].value)), "\"%s\" is %s, not %.*s", numeral[i].text, numeral[i].value,
                  STR_ARG(digits));
        cr_expect_eq(spoken, numeral[i].spoken, "\"%s\" spoken", numeral[i].text);
    }
}

/* How much of a text is a numeral; a scale word behind Arabic digits alone makes none. */
Test(normalize_numeral, finds_numerals)
{
    static const struct { const char *text; size_t length; } row[] = {
        {"", 0}, {"12", 0}, {"3.2万", 0}, {"3万", 0}, {"abc", 0}, {"一百二十三人", 15}, {"5万4千", 8}, {"百", 3}, {"万", 0}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        cr_expect_eq(numeral_length(str_of(row[i].text)), row[i].length, "\"%s\": %zu", row[i].text,
                     numeral_length(str_of(row[i].text)));
}

/* Spaces that mean nothing, and spaces that part two numbers. */
Test(normalize_numeral, closes_up)
{
    static const struct { const char *text, *want; } row[] = {
        {"", ""},                         {"12 34", "12 34"},             {"五 分之 一", "五分之一"},
        {"7 万5 千4 百", "7万5千4百"},     {"三百 五十", "三百 五十"},     {"7万 5千", "7万 5千"},
        {"百 分 之 2.4", "百分之2.4"},     {"四点 五个 百分点", "四点五个百分点"}, {"五百 余万", "五百余万"},
        {"比上年 增长 5.4 %", "比上年增长5.4 %"}, {"3 分  之 1", "3分之1"}, {" ", " "}, {"a b", "a b"}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str got = numeral_close(mem, str_of(row[i].text));
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" closes up to \"%s\", not \"%.*s\"", row[i].text,
                  row[i].want, STR_ARG(got));
    }
}

/* Digits at the start of a text: value, bytes read; or a word of the reason. */
Test(normalize_numeral, reads_digits)
{
    static const struct { const char *text, *value; size_t length; const char *why; } row[] = {
        {"12", "12", 2, ""}, {"12.50亿", "12.50", 5, ""}, {".5", ".5", 2, ""}, {"5.元", "5", 2, ""},
        {"1,234,567.8", "1234567.8", 11, ""}, {"1'234", "1234", 5, ""}, {"1’234", "1234", 7, ""},
        {"1 234", "1234", 5, ""}, {"1·8%", "1.8", 4, ""}, {"1,2345,6789", "123456789", 11, ""},
        {"12 人", "12", 2, ""}, {"007", "007", 3, ""}, {"1,23", "", 0, "not thousands"},
        {"0,123", "", 0, "not thousands"}, {"1,2345", "", 0, "not thousands"}, {"1,234,56", "", 0, "lengths"},
        {"1,234 567", "", 0, "separators"}, {".", "", 0, "no number"},
        {"123456789012345678901234567890123456789", "", 0, "38 digits"}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct digits digits;
        const char *why = digits_read(mem, str_of(row[i].text), &digits);
        cr_expect_eq(why == NULL, !*row[i].why, "\"%s\": %s", row[i].text, why ? why : "read");
        if (why)
            cr_expect(str_find(str_of(why), str_of(row[i].why)) >= 0, "\"%s\": %s", row[i].text, why);
        else
            cr_expect(str_eq(digits.value, str_of(row[i].value)) && digits.length == row[i].length,
                      "\"%s\": %.*s, %zu bytes", row[i].text, STR_ARG(digits.value), digits.length);
    }
}

/* What a fraction or ratio comes to; length 0: none is there; no value: it has none.
 * Thirds are the doubles nearest to them. */
Test(normalize_numeral, divides)
{
    static const struct { const char *text; size_t length; const char *value; } row[] = {
        {"3/4", 3, "0.75"}, {"16/5", 4, "3.2"}, {"1 3/5", 5, "1.6"}, {"1.5/2.5", 7, "0.6"},
        {"1/3", 3, "0.3333333333333333"}, {"2/3", 3, "0.6666666666666666"}, {"1:2.5", 5, "0.4"}, {"1∶4", 5, "0.25"},
        {"1.57:1", 6, "1.57"}, {"½", 2, "0.5"}, {"5½", 3, "5.5"}, {"⅛", 3, "0.125"}, {"五分之一", 12, "0.2"},
        {"一百分之五十五点五七九", 33, "0.55579"}, {"3又一千分之23", 18, "3.023"},
        {"一百万又五十万分之二十五", 36, "1000000.00005"}, {"16分之2225", 12, "139.0625"},
        {"四千分之三以上", 15, "0.00075"}, {"0/5", 3, "0"}, {"1/0", 3, ""}, {"1 4/3", 5, ""},
        {"三又二分之五", 18, ""}, {"百分之五", 12, ""}, {"12", 0, ""}, {"a/b", 0, ""}, {"3/", 0, ""}, {"/4", 0, ""},
        {"2.7:45.9:51.4", 0, ""}, {"1/2/3", 0, ""}, {"1 2:3", 0, ""}, {"分之五", 0, ""}, {"", 0, ""}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str text = str_of(row[i].text), value = {NULL, 0};
        size_t length = quotient_length(text);
        cr_expect_eq(length, row[i].length, "\"%s\": %zu bytes", row[i].text, length);
        bool done = length && quotient_read(mem, str_part(text, 0, length), &value);
        cr_expect_eq(done, *row[i].value != '\0', "\"%s\" has a value", row[i].text);
        if (done)
            cr_expect(str_eq(value, str_of(row[i].value)), "\"%s\" is %s, not %.*s", row[i].text, row[i].value,
                      STR_ARG(value));
    }
}

/* A cell of a column of scale, and its power of ten; no power: refused. */
static const struct {
    const char *cell;
    int power;
    bool refused;
} multiplier[] = {
    {"", 0, false}, {" ", 0, false}, {"0", 0, false}, {"3", 3, false}, {"6.0", 6, false},
    {"-2", -2, false}, {"15", 15, false}, {"100", 2, false}, {"10000", 4, false},
    {"10000000000", 10, false}, {"units ", 0, false}, {"Thousands", 3, false},
    {"MILLIONS", 6, false}, {"billion", 9, false}, {"万", 4, false}, {"百万", 6, false},
    {"亿", 8, false}, {"个", 0, false}, {"10", 0, true}, {"20", 0, true}, {"101", 0, true},
    {"1.5", 0, true}, {"-16", 0, true}, {"x", 0, true}, {"many", 0, true}, {"1e40", 0, true},
    {"10000000000000000000", 0, true},
};

Test(normalize_numeral, multiplier)
{
    for (size_t i = 0; i < sizeof multiplier / sizeof *multiplier; i++) {
        int power = -99;
        bool read = multiplier_read(str_of(multiplier[i].cell), &power);
        cr_expect(read != multiplier[i].refused, "\"%s\" is %s", multiplier[i].cell, read ? "read" : "refused");
        cr_expect(!read || power == multiplier[i].power, "\"%s\" is 10^%d", multiplier[i].cell, power);
    }
}

/* What a cell shows of the decimal mark of its column. */
static const struct {
    const char *cell;
    enum decimal shown;
} decimal[] = {
    {"", DECIMAL_OPEN}, {"12", DECIMAL_OPEN}, {"12,345", DECIMAL_OPEN}, {"1.234", DECIMAL_OPEN},
    {"1,234,567", DECIMAL_OPEN}, {"1.234.567", DECIMAL_OPEN}, {"12,", DECIMAL_OPEN},
    {"1,234.5.6", DECIMAL_OPEN}, {"13,5", DECIMAL_COMMA}, {"0,123", DECIMAL_COMMA},
    {"1234,567", DECIMAL_COMMA}, {"1.234,5", DECIMAL_COMMA}, {"-13,55%", DECIMAL_COMMA},
    {"1.234.567,89", DECIMAL_COMMA}, {"1.234,567", DECIMAL_COMMA}, {" 13,5 b", DECIMAL_COMMA},
    {"13.5", DECIMAL_POINT}, {"0.123", DECIMAL_POINT}, {"1,234.567", DECIMAL_POINT},
    {"预计13.5亿元", DECIMAL_POINT},
};

Test(normalize_numeral, decimal)
{
    for (size_t i = 0; i < sizeof decimal / sizeof *decimal; i++)
        cr_expect(decimal_shown(str_of(decimal[i].cell)) == decimal[i].shown, "\"%s\" shows %d", decimal[i].cell,
                  decimal_shown(str_of(decimal[i].cell)));
}
