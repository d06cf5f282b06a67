/* normalize's role: names of columns by rule, measures behind periods and names. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "table/role.h"

#include "arena.h"

static const struct mapping nothing;
static struct periods how;

TestSuite(normalize_roles, .init = open_mem, .fini = close_mem);

static struct role_guess guess_of(const char *name)
{
    return role_of(mem, &nothing, str_of(name), str_of(name), 1);
}

Test(normalize_roles, names_of_columns)
{
    static const struct {
        const char *name;
        enum role role;
        enum role_surety surety;
        enum role_level level;    /* of regions */
    } row[] = {
        {"地区", ROLE_REGION, ROLE_BY_NAME, LEVEL_ANY},
        {"区（县、市）", ROLE_REGION, ROLE_BY_RULE, LEVEL_COUNTY},
        {"县(市、区)", ROLE_REGION, ROLE_BY_NAME, LEVEL_COUNTY},
        {"各区县", ROLE_REGION, ROLE_BY_RULE, LEVEL_COUNTY},
        {"省市", ROLE_REGION, ROLE_BY_RULE, LEVEL_PROVINCE},
        {"城市名称", ROLE_REGION, ROLE_BY_RULE, LEVEL_CITY},
        {"街道", ROLE_REGION, ROLE_BY_RULE, LEVEL_TOWN},
        {"单位名称", ROLE_REGION, ROLE_BY_RULE, LEVEL_ANY},
        {"单位", ROLE_UNIT, ROLE_BY_NAME, LEVEL_ANY},
        {"地区代码", ROLE_REGION, ROLE_BY_CODE, LEVEL_ANY},
        {"Country Name", ROLE_REGION, ROLE_BY_RULE, LEVEL_ANY},
        {"Country Code", ROLE_REGION, ROLE_BY_CODE, LEVEL_ANY},
        {"indicator_code", ROLE_INDICATOR, ROLE_BY_CODE, LEVEL_ANY},
        {"Observation status", ROLE_STATUS, ROLE_BY_RULE, LEVEL_ANY},
        {"Flag Codes", ROLE_STATUS, ROLE_BY_RULE, LEVEL_ANY},
        {"数据性质", ROLE_STATUS, ROLE_BY_RULE, LEVEL_ANY},
        {"性质", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
        {"市场", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
        {"区间", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
        {"name", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
        {"code", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
        {"、", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
        {"statuses of things", ROLE_OTHER, ROLE_BY_RULE, LEVEL_ANY},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct role_guess guess = guess_of(row[i].name);
        cr_expect_eq(guess.role, row[i].role, "%s", row[i].name);
        if (guess.role == ROLE_OTHER)
            continue;
        cr_expect_eq(guess.surety, row[i].surety, "%s", row[i].name);
        cr_expect(guess.role != ROLE_REGION || guess.level == row[i].level, "%s", row[i].name);
    }
}

Test(normalize_roles, measures_of_names)
{
    static const struct {
        const char *name, *before; /* null: none is taken off */
        const char *caliber;
        bool to_date, current;
    } row[] = {
        {"产值累计值", "产值", "", true, false},      {"产值_当季值", "产值", "", false, true},
        {"产值：当期值", "产值", "", false, true},    {"产值累计增长", "产值", "yoy", true, false},
        {"产值同比增长", "产值", "yoy", false, false}, {"产值同比±%", "产值", "yoy", false, false},
        {"产值_增速", "产值", "yoy", false, false},   {"产值（累计）", "产值", "", true, false},
        {"产值 累计", "产值", "", true, false},       {"产值_累计同比增长", "产值", "yoy", true, false},
        {"产值_占比", "产值", "share", false, false}, {"产值（目标）", "产值", "target", false, false},
        {"企业数", NULL, "", false, false},           {"工业增加值", NULL, "", false, false},
        {"收入增长", NULL, "", false, false},         {"产值累计", NULL, "", false, false},
        {"人口（常住）", NULL, "", false, false},     {"累计值", NULL, "", false, false},
        {"gdp", NULL, "", false, false},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str before;
        struct gloss measure;
        bool found = role_measure_behind(str_of(row[i].name), &before, &measure);
        cr_expect_eq(found, row[i].before != NULL, "%s", row[i].name);
        if (!found || !row[i].before)
            continue;
        cr_expect(str_eq(before, str_of(row[i].before)), "%s: %.*s", row[i].name, STR_ARG(before));
        cr_expect(str_eq(measure.caliber, str_of(row[i].caliber)), "%s", row[i].name);
        cr_expect_eq(measure.to_date, row[i].to_date, "%s", row[i].name);
        cr_expect_eq(measure.current, row[i].current, "%s", row[i].name);
    }
}

Test(normalize_roles, periods_with_words)
{
    static const struct {
        const char *name, *period; /* null: it is none; then `why` says whether it nearly is */
        const char *caliber, *status;
        bool why;
    } row[] = {
        {"2022年预计", "2022年", "", "E", false},   {"2021年（实际）", "2021年", "", "", false},
        {"2022年±%", "2022年", "yoy", "", false},   {"2025年目标", "2025年", "target", "", false},
        {"2022-9", "2022-9", "", "", false},        {"2021-2025", "2021-2025", "", "", false},
        {"2030.09", "2030.09", "", "", false},      {"20300630", "20300630", "", "", false},
        {"2030年3月累计", NULL, "", "", true},      {"X2021", NULL, "", "", true},
        {"2021.0", NULL, "", "", true},             {"2022.1", NULL, "", "", true},
        {"23年", NULL, "", "", true},               {"2O23年", NULL, "", "", false},
        {"地区", NULL, "", "", false},              {"1234", NULL, "", "", false},
        {"202513", NULL, "", "", false},            {"20.5", NULL, "", "", false},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str period, why;
        struct gloss measure;
        bool found = role_period(mem, &how, str_of(row[i].name), 0, &period, &measure, &why);
        cr_expect_eq(found, row[i].period != NULL, "%s", row[i].name);
        if (!found || !row[i].period) {
            cr_expect_eq(why.length > 0, row[i].why, "%s: %.*s", row[i].name, STR_ARG(why));
            continue;
        }
        cr_expect(str_eq(period, str_of(row[i].period)), "%s: %.*s", row[i].name, STR_ARG(period));
        cr_expect(str_eq(measure.caliber, str_of(row[i].caliber)), "%s", row[i].name);
        cr_expect(str_eq(measure.status, str_of(row[i].status)), "%s", row[i].name);
    }
}
