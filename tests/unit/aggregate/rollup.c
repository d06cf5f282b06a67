/* The roll-up's rules, the regions as they were on a day, and the units of quotients. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "rollup/rollup_region.h"
#include "rollup/rollup_rule.h"

#include "arena.h"
#include "text_source.h"

TestSuite(rollup, .init = open_mem, .fini = close_mem);

static struct indicator indicator_of(const char *kind, const char *rule, const char *unit)
{
    struct str table = mem_format(mem, "indicator,name_zh,name_en,unit,kind,direction,rollup\nx,,,%s,%s,up,%s\n", unit,
                                  kind, rule);
    return indicators_load(mem, text_reader(mem, table.at))->row[0];
}

/* Every rule with every kind: s sum, l last, m mean, w weighted, r ratio, - refused; over
 * periods, then over regions. */
Test(rollup, rules_by_kind)
{
    static const char *const kind[] = {"stock", "flow", "rate", "ratio", "index", "growth"};
    static const struct {
        const char *rule, *want[6];
    } row[] = {
        {"sum", {"ls", "ss", "--", "--", "--", "--"}},
        {"mean", {"m-", "--", "mm", "mm", "mm", "--"}},
        {"last", {"l-", "--", "l-", "l-", "l-", "--"}},
        {"weighted:w", {"lw", "sw", "ww", "ww", "ww", "ww"}},
        {"ratio:a/b", {"--", "--", "rr", "rr", "rr", "--"}},
        {"none", {"--", "--", "--", "--", "--", "--"}},
        {"", {"--", "--", "--", "--", "--", "--"}},
    };
    static const char letter[] = {[STEP_REFUSED] = '-', [STEP_SUM] = 's', [STEP_LAST] = 'l', [STEP_MEAN] = 'm',
                                  [STEP_WEIGHTED] = 'w', [STEP_RATIO] = 'r'};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
            struct indicator indicator = indicator_of(kind[k], row[i].rule, "");
            struct rollup_way way = rollup_way(&indicator);
            const char *want = row[i].want[k];
            cr_expect(letter[way.period] == want[0] && letter[way.region] == want[1], "%s of a %s: %c%c, not %s",
                      row[i].rule, kind[k], letter[way.period], letter[way.region], want);
            cr_expect((rollup_refusal(mem, &indicator, true, false).length > 0) == (want[0] == '-'),
                      "%s of a %s over periods", row[i].rule, kind[k]);
            cr_expect((rollup_refusal(mem, &indicator, false, true).length > 0) == (want[1] == '-'),
                      "%s of a %s over regions", row[i].rule, kind[k]);
        }
}

/* 18147.7亿元 / 973.7万人: the point moves 4 places to give 元. */
Test(rollup, units_of_quotients)
{
    static const struct {
        const char *above, *below, *unit;
        int shift;            /* 99: refused */
    } row[] = {
        {"亿元", "万人", "元", 4},     {"亿元", "万人", "元/人", 4},      {"亿元", "万人", "万元", 0},
        {"亿元", "万户", "元", 4},     {"亿元", "平方公里", "元", 99},     {"亿元", "平方公里", "亿元/平方公里", 0},
        {"万人", "万人", "%", 2},      {"人", "万人", "‰", -1},            {"万元", "亿元", "%", -2},
        {"人", "万人", "人", 99}, {"人", "万人", "人/千人", -1}, {"件", "万人", "件", 99},           {"件", "万人", "件/万人", 0},
        {"亿元", "万吨", "%", 99},     {"亿元", "", "元", 99},             {"", "", "", 0},
        {"", "", "%", 99},             {"人/平方公里", "万人", "%", 99},  {"亿元", "万人", "wug", 99},
    };
    const struct units *units = units_open(mem, NULL);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct indicator indicator = indicator_of("ratio", "ratio:a/b", row[i].unit);
        struct str why = {NULL, 0};
        int shift;
        struct str above = str_of(row[i].above), below = str_of(row[i].below);
        bool given = rollup_quotient_shift(mem, units, &indicator, above, below, &shift, &why);
        cr_expect(given == (row[i].shift != 99), "%s / %s in %s", row[i].above, row[i].below, row[i].unit);
        cr_expect(given ? shift == row[i].shift : why.length > 0, "%s / %s in %s: %d", row[i].above, row[i].below,
                  row[i].unit, shift);
    }
}

Test(rollup, units_that_count)
{
    static const struct {
        const char *unit;
        bool counts;
        int power;
    } row[] = {{"人", true, 0}, {"万人", true, 4}, {"", true, 0}, {"例", true, 0}, {"户", true, 0},
               {"亿元", false, 0}, {"%", false, 0}, {"平方公里", false, 0}, {"人/平方公里", false, 0}, {"wug", false, 0}};
    const struct units *units = units_open(mem, NULL);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        int power;
        bool counts = rollup_unit_counts(mem, units, str_of(row[i].unit), &power);
        cr_expect(counts == row[i].counts && (!counts || power == row[i].power), "%s", row[i].unit);
    }
}

/* Where a region belongs on a later day, at a level. */
Test(rollup, regions_on_a_day)
{
    static const char table[] =
        "region,name_zh,name_en,level,parent,valid_from,valid_to,successor\n"
        "P,,,province,,,,\nA,,,city,P,,,\nB,,,city,P,,2020,\nB,,,city,P,2022,,\n"
        "x,,,county,A,,2020-06,y\ny,,,county,A,,2021-06,z\nz,,,county,A,2021-07,,\n"
        "m,,,county,A,,2021,\nm,,,county,B,2022,,\ngone,,,county,A,,2020,\n"
        "loop1,,,county,A,,2019,loop2\nloop2,,,county,A,,2019,loop1\n";
    static const struct {
        const char *code, *was, *day, *level, *want;
    } row[] = {
        {"x", "2020-03", "2020-03", "", "x"},
        {"x", "2020-03", "2020", "", "y"},
        {"x", "2020-03", "2021", "", "z"},
        {"x", "2020-03", "2021", "city", "A"},
        {"y", "2021-03", "2021", "province", "P"},
        {"m", "2021-03", "2021", "city", "A"},
        {"m", "2021-03", "2022", "city", "B"},
        {"gone", "2020-03", "2021", "", "gone"},
        {"gone", "2020-03", "2021", "city", "A"},
        {"P", "2020", "2020", "city", ""},
        {"A", "2020", "2020", "city", "A"},
        {"B", "2021", "2021", "city", ""},
        {"nobody", "2020", "2020", "", ""},
        {"loop1", "2018", "2020", "city", "A"},
    };
    struct territory *territory = territory_open(mem, regions_load(mem, text_reader(mem, table)));
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct period was, day;
        cr_assert(period_parse(str_of(row[i].was), &was) && period_parse(str_of(row[i].day), &day));
        uint32_t home = territory_home(territory, str_of(row[i].code), was.last, day.last, str_of(row[i].level));
        struct str got = home == REGION_NONE ? STR("") : territory_version(territory, home)->code;
        cr_expect(str_eq(got, str_of(row[i].want)), "%s of %s in %s, level \"%s\": \"%.*s\", not \"%s\"", row[i].code,
                  row[i].was, row[i].day, row[i].level, STR_ARG(got), row[i].want);
    }
    cr_expect(!territory_knows(territory, STR("nobody")));
    territory_close(territory);
}

/* Without a table every code is a region that always was. */
Test(rollup, no_table_of_regions)
{
    struct territory *territory = territory_open(mem, NULL);
    cr_expect(territory_at(territory, STR("x"), 0) == REGION_NONE);
    cr_expect(territory_knows(territory, STR("x")));
    uint32_t x = territory_at(territory, STR("x"), 0);
    cr_assert(x != REGION_NONE);
    cr_expect(territory_home(territory, STR("x"), 0, 20000, STR("")) == x);
    cr_expect(territory_children(territory, STR("x")) == REGION_NONE);
    cr_expect(territory_olds(territory, STR("x")) == REGION_NONE);
    territory_close(territory);
}
