/* normalize's legend: what marks the notes under a table explain, and what notes become. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "table/legend.h"

#include "arena.h"

TestSuite(normalize_legend, .init = open_mem, .fini = close_mem);

/* Lines under a table, a note, what it becomes, and the first mark that is not explained. */
static const struct {
    const char *line[3], *note, *want, *unexplained;
} row[] = {
    {{"注：①含外地人口；②不含"}, "①", "①含外地人口", ""},
    {{"注：①含外地人口；②不含"}, "①②", "①含外地人口；②不含", ""},
    {{"注：①含外地人口；②不含"}, "①；①", "①含外地人口", ""},
    {{"①甲①乙"}, "①", "①", "①"},
    {{"①甲", "①甲"}, "①", "①甲", ""},
    {{"①甲", "①乙"}, "①", "①", "①"},
    {{"①甲", "②乙"}, "原文：5③；②", "原文：5③；②乙", ""},
    {{"①甲"}, "①甲", "①甲", ""},
    {{"①甲"}, "初步数", "初步数", ""},
    {{"①甲"}, "", "", ""},
    {{"①甲"}, "③", "③", "③"},
    {{"[1] 年末数"}, "〔1〕", "〔1〕年末数", ""},
    {{"[1] 年末数"}, "［１］", "［１］年末数", ""},
    {{"[1] 年末数"}, "①", "①", "①"},
    {{"注1：口径", "注2:年报"}, "【注2】", "【注2】年报", ""},
    {{"注1：口径"}, "（见注1）", "（见注1）口径", ""},
    {{"注1：口径"}, "（注）", "（注）", "（注）"},
    {{"注：年末数"}, "（注）", "（注）年末数", ""},
    {{"1) 年末数；2）年均数"}, "¹", "¹年末数", ""},
    {{"1) 年末数；2）年均数"}, "2)", "2)年均数", ""},
    {{"¹²三年平均"}, "¹²", "¹²三年平均", ""},
    {{"*快报", "**预计"}, "**", "**预计", ""},
    {{"＊快报"}, "*", "*快报", ""},
    {{"†估计"}, "†", "†估计", ""},
    {{"说明：①含（1）类和[2]类；②乙"}, "②", "②乙", ""},
    {{"资料来源：统计局"}, "①", "①", "①"},
    {{""}, "①", "①", "①"},
};

Test(normalize_legend, explains)
{
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct legend *legend = legend_open(mem);
        struct str left;
        for (size_t k = 0; k < 3 && row[i].line[k]; k++)
            legend_line(legend, str_of(row[i].line[k]));
        struct str got = legend_resolve(mem, legend, str_of(row[i].note), &left);
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" below \"%s\": \"%.*s\"", row[i].note, row[i].line[0],
                  STR_ARG(got));
        cr_expect(str_eq(left, str_of(row[i].unexplained)), "\"%s\" below \"%s\" leaves \"%.*s\"", row[i].note,
                  row[i].line[0], STR_ARG(left));
    }
}
