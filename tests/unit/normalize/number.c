/* normalize's number_zh: what cells say, what is refused, and that a second reading
 * changes nothing. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "figure/number_zh.h"
#include "values/num.h"

#include "arena.h"

static struct numbers how;

static void begin(void)
{
    open_mem();
    how = (struct numbers){.units = units_open(mem, NULL), .symbols = symbols_open(mem, NULL)};
}

TestSuite(normalize_number, .init = begin, .fini = close_mem);

static struct unit unit_of(const char *text)
{
    struct unit unit = {0};
    cr_assert(!*text || unit_read(mem, how.units, str_of(text), &unit), "%s is a unit", text);
    return unit;
}

/* cell, unit of the column -> value, unit, qualifier, status, note or caliber */
static const struct {
    const char *cell, *column, *value, *unit, *qualifier, *status, *note;
} read_as[] = {
    /* as it stands */
    {"0", "", "0", "", "", "", ""},
    {"1.10", "亿元", "1.10", "亿元", "", "", ""},
    {"-0.5", "%", "-0.5", "%", "", "", ""},
    {"+5", "", "+5", "", "", "", ""},
    {"1.2E+06", "", "1.2E+06", "", "", "", ""},
    {"007", "", "007", "", "", "", ""},
    /* width, spaces, invisible characters */
    {"１，２３４．５", "", "1234.5", "", "", "", ""},
    {"　12.5 ", "", "12.5", "", "", "", ""},
    {"12\u200b.5\ufeff", "", "12.5", "", "", "", ""},
    {"＋５", "", "+5", "", "", "", ""},
    /* signs */
    {"－5", "", "-5", "", "", "", ""},
    {"−5", "", "-5", "", "", "", ""},
    {"—5", "", "-5", "", "", "", ""},
    {"- 5", "", "-5", "", "", "", ""},
    {"5-", "", "-5", "", "", "", ""},
    {"负3.9%", "", "-3.9", "%", "", "", ""},
    {"－０．０", "", "-0.0", "", "", "", ""},
    /* thousands */
    {"1,234.5", "", "1234.5", "", "", "", ""},
    {"12,345,678", "", "12345678", "", "", "", ""},
    {"1 234.5", "", "1234.5", "", "", "", ""},
    {"1'234", "", "1234", "", "", "", ""},
    {"1，234", "", "1234", "", "", "", ""},
    {"1,2345,6789", "", "123456789", "", "", "", ""},
    {"-1,234", "", "-1234", "", "", "", ""},
    /* units */
    {"12.3%", "", "12.3", "%", "", "", ""},
    {"12.3％", "%", "12.3", "%", "", "", ""},
    {"3.2‰", "", "3.2", "‰", "", "", ""},
    {"1.4 %", "", "1.4", "%", "", "", ""},
    {"0.5个百分点", "", "0.5", "百分点", "", "", ""},
    {"36.57亿元", "", "36.57", "亿元", "", "", ""},
    {"36.57億元", "", "36.57", "亿元", "", "", ""},
    {"11万 株", "", "11", "万株", "", "", ""},
    {"15.89万元/人", "", "15.89", "万元/人", "", "", ""},
    {"29微克/立方米", "", "29", "微克/立方米", "", "", ""},
    {"12.5km²", "", "12.5", "km²", "", "", ""},
    {"100㎡", "", "100", "平方米", "", "", ""},
    {"2.5tce", "", "2.5", "tce", "", "", ""},
    {"36.57万元", "亿元", "36.57", "万元", "", "", ""},
    {"105.3（上年=100）", "", "105.3", "上年=100", "", "", ""},
    {"15.1/10万", "", "15.1", "每10万", "", "", ""},
    {"百分之5.3", "", "5.3", "%", "", "", ""},
    {"千分之2", "", "2", "‰", "", "", ""},
    /* scale words */
    {"3.2万", "人", "3.2", "万人", "", "", ""},
    {"7.77万亿", "元", "7.77", "万亿元", "", "", ""},
    {"3.2万", "", "32000", "", "", "", ""},
    {"1.10亿", "", "110000000", "", "", "", ""},
    {"1,100.9亿", "", "110090000000", "", "", "", ""},
    {"15.89万", "元/人", "15.89", "万元/人", "", "", ""},
    /* bounds */
    {"≥95", "%", "95", "%", "ge", "", ""},
    {">=95", "", "95", "", "ge", "", ""},
    {"＞7", "", "7", "", "gt", "", ""},
    {"<5.5", "", "5.5", "", "lt", "", ""},
    {"≤ 3.5", "", "3.5", "", "le", "", ""},
    {"8%以上", "", "8", "%", "ge", "", ""},
    {"不低于90", "", "90", "", "ge", "", ""},
    {"60左右", "", "60", "", "approx", "", ""},
    {"约716.3万人", "", "716.3", "万人", "approx", "", ""},
    {"近3微克/立方米", "", "3", "微克/立方米", "approx", "", ""},
    {"超1500", "", "1500", "", "gt", "", ""},
    {"突破660", "亿元", "660", "亿元", "gt", "", ""},
    {"200多亿立方米", "", "200", "亿立方米", "gt", "", ""},
    {"3万余人", "", "3", "万人", "gt", "", ""},
    {"控制在3.5以内", "", "3.5", "", "le", "", "原文：控制在3.5以内"},
    {"首次突破100万亿元大关", "", "100", "万亿元", "gt", "", "原文：首次突破100万亿元大关"},
    /* changes */
    {"增长5.4%", "", "5.4", "%", "", "", "原文：增长5.4%"},
    {"下降29.8%", "%", "-29.8", "%", "", "", "原文：下降29.8%"},
    {"增长-2.1", "%", "-2.1", "%", "", "", "原文：增长-2.1"},
    {"下降0%", "", "0", "%", "", "", "原文：下降0%"},
    {"比上年提高0.5个百分点", "", "0.5", "百分点", "", "", "原文：比上年提高0.5个百分点"},
    {"下降10%以上", "", "-10", "%", "le", "", "原文：下降10%以上"},
    {"下降超过10%", "", "-10", "%", "lt", "", "原文：下降超过10%"},
    {"增长14%以上", "", "14", "%", "ge", "", "原文：增长14%以上"},
    {"同比增长2.5倍", "", "250", "%", "", "", "原文：同比增长2.5倍"},
    {"增长1.3倍", "%", "130", "%", "", "", "原文：增长1.3倍"},
    {"2.3倍", "", "2.3", "倍", "", "", ""},
    {"与上年持平", "%", "0", "%", "", "", "原文：与上年持平"},
    {"基本持平", "百分点", "0", "百分点", "approx", "", "原文：基本持平"},
    /* status words */
    {"预计105", "", "105", "", "", "E", ""},
    {"105(预计)", "", "105", "", "", "E", ""},
    {"105（初步核算数）", "亿元", "105", "亿元", "", "P", ""},
    {"快报36.57亿元", "", "36.57", "亿元", "", "P", ""},
    {"105p", "", "105", "", "", "P", ""},
    {"105 e", "", "105", "", "", "E", ""},
    {"预计约10.3%", "", "10.3", "%", "approx", "E", ""},
    /* footnotes, before anything is folded */
    {"123①", "", "123", "", "", "", "①"},
    {"１，１９６．５①②", "万人", "1196.5", "万人", "", "", "①②"},
    {"1,220.4*", "", "1220.4", "", "", "", "*"},
    {"45[1]", "", "45", "", "", "", "[1]"},
    {"45¹", "", "45", "", "", "", "¹"},
    {"45.2（见注1）", "", "45.2", "", "", "", "（见注1）"},
    {"146380 元/人(见图1)", "", "146380", "元/人", "", "", "(见图1)"},
    {"36.57亿元①", "", "36.57", "亿元", "", "", "①"},
    /* a five-year total */
    {"[13.5]", "%", "13.5", "%", "", "", "cumulative5"},
    {"［16］", "", "16", "", "", "", "cumulative5"},
    {"[13.5%]", "", "13.5", "%", "", "", "cumulative5"},
    /* a point that is none */
    {"1·8%", "", "1.8", "%", "", "", ""},
    {"5.亿元", "", "5", "亿元", "", "", ""},
    /* missing */
    {"", "万人", "", "万人", "", "O", ""},
    {"-", "", "", "", "", "O", ""},
    {"——", "", "", "", "", "O", ""},
    {"一", "", "", "", "", "O", ""},
    {"N/A", "", "", "", "", "O", ""},
    {"暂无", "", "", "", "", "O", ""},
    {"…", "", "", "", "", "N", ""},
    {"无", "", "", "", "", "M", ""},
    {"***", "", "", "", "", "Q", ""},
    {"—①", "", "", "", "", "O", "①"},
};

Test(normalize_number, reads)
{
    for (size_t i = 0; i < sizeof read_as / sizeof read_as[0]; i++) {
        struct unit column = unit_of(read_as[i].column);
        struct number_zh n;
        bool done = number_zh_read(mem, &how, str_of(read_as[i].cell), &column, &n);
        cr_expect(done, "\"%s\" is read: it %.*s", read_as[i].cell, STR_ARG(n.why));
        cr_expect(str_eq(n.value, str_of(read_as[i].value)), "\"%s\": value \"%.*s\"", read_as[i].cell,
                  STR_ARG(n.value));
        cr_expect(str_eq(n.unit.text, str_of(read_as[i].unit)), "\"%s\": unit \"%.*s\"", read_as[i].cell,
                  STR_ARG(n.unit.text));
        cr_expect(str_eq(n.qualifier, str_of(read_as[i].qualifier)), "\"%s\": qualifier \"%.*s\"", read_as[i].cell,
                  STR_ARG(n.qualifier));
        cr_expect(str_eq(n.status, str_of(read_as[i].status)), "\"%s\": status \"%.*s\"", read_as[i].cell,
                  STR_ARG(n.status));
        struct str beside = n.caliber.length ? n.caliber : n.note;
        cr_expect(str_eq(beside, str_of(read_as[i].note)), "\"%s\": note \"%.*s\"", read_as[i].cell, STR_ARG(beside));
        if (n.verdict == NUMBER_VALUE) {
            struct num value;
            struct number_zh again;
            cr_expect_eq(num_parse(n.value, &value), NUM_OK, "\"%s\" gives a number", read_as[i].cell);
            cr_expect(number_zh_read(mem, &how, n.value, &n.unit, &again) && str_eq(again.value, n.value) &&
                          str_eq(again.unit.text, n.unit.text) && !again.rules,
                      "\"%s\" read twice is as read once", read_as[i].cell);
        }
    }
}

/* cell, unit of the column; what the reason must speak of */
static const struct {
    const char *cell, *column, *why;
} refused[] = {
    {"1,23", "", "groups of digits"},
    {"12,34", "", "groups of digits"},
    {"0,123", "", "groups of digits"},
    {"1,2345", "", "groups of digits"},
    {"1234,567", "", "groups of digits"},
    {"1,234,56", "", "different lengths"},
    {"1,234 567", "", "two kinds"},
    {"1.234,5", "", "more than one number"},
    {"1..2", "", "more than one number"},
    {"--5", "", "before the number"},
    {"5 6", "", "groups of digits"},
    {"6%-7%", "", "more than one number"},
    {"2.7:45.9:51.4", "", "more than one number"},
    {"12×3", "", "more than one number"},
    {"▲5", "", "sign ▲"},
    {"△5", "", "sign △"}, {"▼5", "", "sign ▼"}, {"↓5", "", "sign ↓"},
    {"↑5", "", "sign ↑"},
    {"(5)", "", "brackets"},
    {"（5.2%）", "", "brackets"},
    {"abc", "", "is no number"},
    {"完成上级下达任务", "", "is no number"},
    {".", "", "is no number"},
    {"5册子", "", "no unit that is known"},
    {"5亿元元", "", "no unit that is known"},
    {"36.57亿元", "人", "in a column of"},
    {"0.5个百分点", "%", "in a column of"},
    {"3.2万", "亿元", "scale word"},
    {"3.2万", "%", "scale word"},
    {"增加37万人", "万人", "change in a column of levels"},
    {"下降2.1", "万人", "change in a column of levels"},
    {"下降2倍", "", "falls by a multiple"},
    {"下降-2.1%", "", "negative twice"},
    {"与上年持平", "", "nothing changed"},
    {"低于5.5%左右", "", "two bounds"},
    {"快报预计5", "", "two words for its status"},
    {"两年平均增长6.0%", "", "before the number"},
    {"环比增长1%", "", "before the number"},
    {"收窄0.2个百分点", "", "before the number"},
    {"突破7万元,达70281元", "", "more than one number"},
    {"23323395346268亿元", "", "run together"},
    {"146380元/人(含外地)", "", "no unit that is known"},
    {"10³", "", "no unit that is known"},
    {"#DIV/0!", "", "error of the spreadsheet"},
    {"#N/A", "", "error of the spreadsheet"},
    {"123456789012345678901234567890123456789亿", "", "38 digits"},
    {"2.1[扣除]", "", "no unit that is known"},
    {"①", "", "is no number"},
    {"*", "", "is no number"},
};

Test(normalize_number, refuses)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct unit column = unit_of(refused[i].column);
        struct number_zh n;
        cr_expect_not(number_zh_read(mem, &how, str_of(refused[i].cell), &column, &n),
                      "\"%s\" is refused, not read as %.*s %.*s", refused[i].cell, STR_ARG(n.value),
                      STR_ARG(n.unit.text));
        cr_expect(str_find(n.why, str_of(refused[i].why)) >= 0, "\"%s\" is refused for \"%s\", not: it %.*s",
                  refused[i].cell, refused[i].why, STR_ARG(n.why));
    }
}

Test(normalize_number, signs_of_a_book)
{
    struct unit none = {0};
    struct number_zh n;
    how.triangle = '-';
    how.open_triangle = '+';
    how.brackets = '-';
    cr_expect(number_zh_read(mem, &how, STR("▲5.2%"), &none, &n) && str_eq(n.value, STR("-5.2")));
    cr_expect(number_zh_read(mem, &how, STR("△5.2"), &none, &n) && str_eq(n.value, STR("5.2")));
    cr_expect(number_zh_read(mem, &how, STR("（1,234.5）"), &none, &n) && str_eq(n.value, STR("-1234.5")));
    cr_expect_not(number_zh_read(mem, &how, STR("(-5)"), &none, &n));
}

Test(normalize_number, symbols_of_a_user_come_first)
{
    struct unit none = {0};
    struct number_zh n;
    struct symbols *symbols = symbols_open(mem, NULL);
    symbols_add(symbols, STR("—"), STR("M"), STR("0"));
    symbols_add(symbols, STR("X"), STR("Q"), STR(""));
    how.symbols = symbols;
    cr_expect(number_zh_read(mem, &how, STR("－"), &none, &n) && str_eq(n.status, STR("M")) &&
              str_eq(n.value, STR("0")));
    cr_expect(number_zh_read(mem, &how, STR("x"), &none, &n) && str_eq(n.status, STR("Q")) && n.verdict == NUMBER_NONE);
    cr_expect(number_zh_read(mem, &how, STR("…"), &none, &n) && str_eq(n.status, STR("N")));
}

Test(normalize_number, rules_have_names)
{
    cr_expect(str_eq(number_rules_text(mem, NUMBER_WIDTH | NUMBER_THOUSANDS), STR("width+thousands")));
    cr_expect(str_eq(number_rules_text(mem, 0), STR("")));
}
