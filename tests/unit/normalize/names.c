/* normalize's units, headings, marks and names. */
#include <criterion/criterion.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "cell/heading.h"
#include "cell/mark.h"
#include "names/names.h"

#include "arena.h"

TestSuite(normalize_names, .init = open_mem, .fini = close_mem);

/* ---- units ---- */

static const struct {
    const char *text, *want;  /* null: no unit */
    int power;
} unit_row[] = {
    {"元", "元", 0},          {"万元", "万元", 4},      {"亿元", "亿元", 8},      {"億元", "亿元", 8},
    {"万亿元", "万亿元", 12}, {"百万美元", "百万美元", 6}, {"亿元人民币", "亿元", 8}, {"％", "%", -2},
    {"千公顷", "千公顷", 7},  {"公顷", "公顷", 4},      {"km²", "km²", 6},   {"㎡", "平方米", 0},
    {"千米", "公里", 3},      {"千克", "公斤", -3},     {"万千瓦时", "万千瓦时", 4}, {"亿吨标准煤", "亿吨标准煤", 8},
    {"元/人", "元/人", 0},    {"万元/人", "万元/人", 4}, {"件/万人", "件/万人", -4}, {"吨标准煤/万元", "吨标准煤/万元", -4},
    {"元／平方米", "元/平方米", 0}, {" 亿 元 ", "亿元", 8}, {"元/月", "元/月", 0},  {"个百分点", "百分点", 0},
    {"", NULL, 0},            {"万", NULL, 0},          {"万%", NULL, 0},         {"元/", NULL, 0},
    {"/月", NULL, 0},         {"现价", NULL, 0},        {"亿", NULL, 0},          {"元元", NULL, 0},
    {"元/人/年", NULL, 0},
};

Test(normalize_names, units)
{
    struct units *units = units_open(mem, NULL);
    for (size_t i = 0; i < sizeof unit_row / sizeof unit_row[0]; i++) {
        struct unit unit;
        bool known = unit_read(mem, units, str_of(unit_row[i].text), &unit);
        cr_expect_eq(known, unit_row[i].want != NULL, "\"%s\" is known: %d", unit_row[i].text, known);
        if (!known || !unit_row[i].want)
            continue;
        cr_expect(str_eq(unit.text, str_of(unit_row[i].want)), "\"%s\" is written %.*s", unit_row[i].text,
                  STR_ARG(unit.text));
        cr_expect_eq(unit.power, unit_row[i].power, "\"%s\" has power %d", unit_row[i].text, unit.power);
    }
}

static const struct {
    const char *from, *to;
    int shift;                /* 99: they cannot be turned into each other */
} shift_row[] = {
    {"万吨", "亿吨", -4}, {"亿元", "元", 8}, {"%", "‰", 1}, {"万元/人", "元/人", 4}, {"平方公里", "公顷", 2},
    {"元", "元", 0}, {"%", "百分点", 99}, {"km²", "平方公里", 0}, {"GWh", "万千瓦时", 2}, {"元", "人", 99},
    {"亩", "公顷", 99}, {"元", "美元", 99}, {"元/人", "元", 99}, {"件", "件/万人", 99}, {"千克", "吨", -3},
    {"人次", "人", 99},
};

Test(normalize_names, shifts_between_units)
{
    struct units *units = units_open(mem, NULL);
    for (size_t i = 0; i < sizeof shift_row / sizeof shift_row[0]; i++) {
        struct unit from, to;
        int shift = 99;
        cr_assert(unit_read(mem, units, str_of(shift_row[i].from), &from));
        cr_assert(unit_read(mem, units, str_of(shift_row[i].to), &to));
        if (!unit_shift(&from, &to, &shift))
            shift = 99;
        cr_expect_eq(shift, shift_row[i].shift, "%s to %s: %d", shift_row[i].from, shift_row[i].to, shift);
    }
}

Test(normalize_names, moves_the_point)
{
    static const struct { const char *number; int shift; const char *want; } row[] = {
        {"36.57", 4, "365700"},   {"36.57", 2, "3657"},  {"36.57", 1, "365.7"},  {"1.10", 1, "11.0"},
        {"1.10", 2, "110"},       {"66949", -4, "6.6949"}, {"5", -3, "0.005"},   {"-0.5", 2, "-50"},
        {"-5", -1, "-0.5"},       {"0", 4, "0"},     {"0.05", 3, "50"},      {".5", 1, "5"},
        {"100", -2, "1.00"},      {"12", 0, "12"},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str got = unit_move_point(mem, str_of(row[i].number), row[i].shift);
        cr_expect(str_eq(got, str_of(row[i].want)), "%s by %d is %s, not %.*s", row[i].number, row[i].shift,
                  row[i].want, STR_ARG(got));
    }
}

/* ---- marks and headings ---- */

Test(normalize_names, marks)
{
    static const struct { const char *text; bool number; const char *kept, *marks; } row[] = {
        {"123①", true, "123", "①"},     {"123①②*", true, "123", "①②*"}, {"GDP[1]", false, "GDP", "[1]"},
        {"GDP（注2）", false, "GDP", "（注2）"}, {"人口【注】", false, "人口", "【注】"}, {"km²", false, "km²", ""},
        {"12.5km²", true, "12.5km²", ""}, {"45²", true, "45", "²"},        {"10³", true, "10³", ""},
        {"110³", true, "110", "³"},       {"①", true, "①", ""},           {"[16]", true, "[16]", ""},
        {"人口（人）", false, "人口（人）", ""}, {"GDP(2)", false, "GDP(2)", ""}, {"12[123]", true, "12[123]", ""},
        {"地区†‡", false, "地区", "†‡"}, {"5 ①", true, "5", "①"},         {"", true, "", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str marks, kept = mark_split(str_of(row[i].text), row[i].number, &marks);
        cr_expect(str_eq(kept, str_of(row[i].kept)) && str_eq(marks, str_of(row[i].marks)),
                  "\"%s\" is \"%.*s\" and \"%.*s\"", row[i].text, STR_ARG(kept), STR_ARG(marks));
    }
}

Test(normalize_names, headings)
{
    static const struct { const char *text, *name, *unit, *marks; } row[] = {
        {"地区生产总值（亿元）", "地区生产总值", "亿元", ""}, {"GDP (%)", "GDP", "%", ""},
        {"人口（常住）", "人口（常住）", "", ""},            {"研发经费①（单位：万元）", "研发经费", "万元", "①"},
        {"研发经费（万元）①", "研发经费", "万元", "①"},     {"地区\n生产总值\n（亿元）", "地区生产总值", "亿元", ""},
        {"　浙江省　", "浙江省", "", ""},                    {"a\u200bb\u202e", "ab", "", ""},
        {"（亿元）", "（亿元）", "", ""},                    {"", "", "", ""},
        {"执业（助理）医师数（人）", "执业（助理）医师数", "人", ""},
    };
    struct units *units = units_open(mem, NULL);
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct heading heading = heading_read(mem, units, str_of(row[i].text));
        cr_expect(str_eq(heading.name, str_of(row[i].name)), "\"%s\": name \"%.*s\"", row[i].text,
                  STR_ARG(heading.name));
        cr_expect(str_eq(heading.unit.text, str_of(row[i].unit)), "\"%s\": unit \"%.*s\"", row[i].text,
                  STR_ARG(heading.unit.text));
        cr_expect(str_eq(heading.marks, str_of(row[i].marks)), "\"%s\": marks \"%.*s\"", row[i].text,
                  STR_ARG(heading.marks));
    }
}

Test(normalize_names, stubs)
{
    static const struct { const char *text; size_t length; } row[] = {
        {"其中：出口", 9}, {"#出口", 1}, {"一、经济", 6}, {"十二、社会", 9}, {"（一）经济", 9}, {"(2)GDP", 3}, {"1.GDP", 2},
        {"1.5倍", 0}, {"3、人口", 4}, {"GDP", 0}, {"一般公共预算", 0}, {"三次产业", 0}, {"（助理）医师", 0}, {"", 0}, {"1.", 0},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        cr_expect_eq(heading_stub(str_of(row[i].text)), row[i].length, "\"%s\": %zu", row[i].text,
                     heading_stub(str_of(row[i].text)));
}

/* ---- names of regions and indicators ---- */

static struct reader *table(const char *text)
{
    int fd = memfd_create("table", 0);
    size_t length = strlen(text);
    cr_assert(fd >= 0 && write(fd, text, length) == (ssize_t)length);
    const char *const name[] = {mem_format(mem, "/proc/self/fd/%d", fd).at};
    const struct reading how = {0};
    return reader_open(mem, name, 1, &how);
}

static const char regions[] =
    "region,name_zh,name_en,level,parent,short_name,aliases,valid_from,valid_to,successor\n"
    "330000,浙江省,Zhejiang,province,,浙江,,,,\n"
    "330200,宁波市,Ningbo,city,330000,,甬|明州,,,\n"
    "330204,江东区,Jiangdong,county,330200,,,,2016-09-13,330212\n"
    "330205,江北区,Jiangbei,county,330200,,,,,\n"
    "330212,鄞州区,Yinzhou,county,330200,,,2002,,\n"
    "330227,鄞县,Yinxian,county,330200,,,,2002,330212\n"
    "330600,绍兴市,Shaoxing,city,330000,绍兴,,,,\n"
    "330604,上虞区,Shangyu,county,330600,,,2013-10-18,,\n"
    "330682,上虞市,Shangyu,county,330600,,,,2013-10-17,330604\n"
    "341500,六安市,Lu'an,city,,六安,,,,\n"
    "360800,吉安市,Ji'an,city,,吉安,,,,\n"
    "500000,重庆市,Chongqing,province,,,,,,\n"
    "500105,江北区,Jiangbei,county,500000,,,,,\n"
    "141100,吕梁市,Lüliang,city,,吕梁,,,,\n"
    "222400,延边朝鲜族自治州,Yanbian,city,,延边,延边州,,,\n"
    "620200,嘉峪关市,Jiayuguan,city,,嘉峪关,,,,\n"
    "620201,嘉峪关市,Jiayuguan,county,620200,,,,,\n";

static const struct {
    const char *text, *within, *code, *rule; /* rule: "code", how it was found, "several" or "unknown" */
} region_row[] = {
    {"330205", NULL, "330205", "code"}, {"宁波市", NULL, "330200", "name"}, {"ningbo", NULL, "330200", "pinyin"},
    {"宁波", NULL, "330200", "suffix"}, {"甬", NULL, "330200", "name"}, {"浙江", NULL, "330000", "suffix"},
    {"江北区", NULL, "", "several"}, {"江北", NULL, "", "several"}, {"Jiangbei", NULL, "", "several"},
    {"江北区", "330200", "330205", "name"}, {"江北", "330200", "330205", "suffix"},
    {"江北区", "500000", "500105", "name"}, {"江北区", "330000", "330205", "name"},
    {"宁波市江北区", NULL, "330205", "path"}, {"浙江省宁波市江北区", NULL, "330205", "path"},
    {"浙江江北区", NULL, "330205", "path"}, {"重庆市江北区", NULL, "500105", "path"},
    {"宁波市 江北区", NULL, "330205", "path"}, {"杭州市江北区", NULL, "", "unknown"}, {"慈溪市", NULL, "", "unknown"},
    {"500105", "330200", "", "unknown"}, {"北京市宁波市", NULL, "", "unknown"},
    {"Ningbo Shi", NULL, "330200", "pinyin"}, {"NINGBO CITY", NULL, "330200", "pinyin"},
    {"Lu'an", NULL, "341500", "pinyin"}, {"LUAN", NULL, "341500", "pinyin"}, {"Lu’an Shi", NULL, "341500", "pinyin"},
    {"Ji'an", NULL, "360800", "pinyin"}, {"Lüliang", NULL, "141100", "pinyin"},
    {"Lvliang Shi", NULL, "141100", "pinyin"}, {"Luliang", NULL, "141100", "pinyin"},
    {"Yinxian", NULL, "330227", "pinyin"}, {"Yinzhou Qu", NULL, "330212", "pinyin"},
    {"Yinzhou District", NULL, "330212", "pinyin"}, {"Yinzhou Shi", NULL, "", "unknown"},
    {"Jiangbei Qu", NULL, "", "several"}, {"Ningbo Jiangbei", NULL, "330205", "path"},
    {"Jiangbei District, Ningbo", NULL, "330205", "path"}, {"Jiangbei, Ningbo, Zhejiang", NULL, "330205", "path"},
    {"Zhejiang Sheng Ningbo Shi Jiangbei Qu", NULL, "330205", "path"}, {"宁波江北", NULL, "330205", "path"},
    {"浙江宁波", NULL, "330200", "path"}, {"延边州", NULL, "222400", "name"}, {"延边", NULL, "222400", "suffix"},
    {"嘉峪关市", NULL, "620200", "name"}, {"嘉峪关市嘉峪关市", NULL, "620201", "path"},
    {"鄞县", NULL, "330227", "name"}, {"嘉峪关", NULL, "620200", "suffix"}, {"330000330205", NULL, "", "unknown"},
};

static const char *rule_of(const struct name *name)
{
    return name->verdict == NAME_CODE      ? "code"
           : name->verdict == NAME_FOUND   ? name->rule
           : name->verdict == NAME_SEVERAL ? "several"
                                           : "unknown";
}

Test(normalize_names, regions)
{
    struct regions *list = regions_load(mem, table(regions));
    for (size_t i = 0; i < sizeof region_row / sizeof region_row[0]; i++) {
        struct names *names = names_open(mem, NULL, list, region_row[i].within, NULL);
        const struct name *name = names_region(names, str_of(region_row[i].text));
        cr_expect_str_eq(rule_of(name), region_row[i].rule, "%s is %s, not %s", region_row[i].text, region_row[i].rule,
                         rule_of(name));
        cr_expect(str_eq(name->code, str_of(region_row[i].code)), "%s is %s, not %.*s", region_row[i].text,
                  region_row[i].code, STR_ARG(name->code));
        cr_expect_eq(names_region(names, str_of(region_row[i].text)), name, "the answer is kept");
        if (name->verdict == NAME_SEVERAL)
            cr_expect(str_find(name->why, STR("330205")) >= 0 && str_find(name->why, STR("500105")) >= 0,
                      "%s lists its candidates", region_row[i].text);
        names_close(names);
    }
}

Test(normalize_names, regions_of_a_level)
{
    static const struct { const char *text, *level, *code; } row[] = {
        {"嘉峪关", "county", "620201"}, {"嘉峪关", "city", "620200"}, {"江北区", "county", ""}, {"江北区", "city", ""},
        {"330205", "city", ""},         {"Zhejiang", "province", "330000"},
    };
    struct regions *list = regions_load(mem, table(regions));
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct names *names = names_open(mem, NULL, list, NULL, row[i].level);
        const struct name *name = names_region(names, str_of(row[i].text));
        cr_expect(str_eq(name->code, str_of(row[i].code)), "%s as a %s is %s, not %.*s", row[i].text, row[i].level,
                  row[i].code, STR_ARG(name->code));
        names_close(names);
    }
}

Test(normalize_names, regions_of_their_time)
{
    static const struct {
        const char *text, *period, *code, *why; /* code empty: not settled, and a part of why */
    } row[] = {
        {"上虞", "2020", "330604", ""},       {"上虞", "2010", "", "330682 绍兴市上虞市 (until 2013-10-17)"},
        {"上虞", "2013", "", "may be"},       {"上虞市", "2010", "330682", ""},
        {"上虞市", "2013-11", "330682", ""},  {"上虞市", "2020", "", "its successor is 330604 绍兴市上虞区"},
        {"上虞区", "2010", "", "only since 2013-10-18, and this is of 2010; before it there was 330682 绍兴市上虞市"},
        {"上虞区", "2013", "330604", ""},     {"330204", "2016", "330204", ""},
        {"330204", "2017", "", "(江东区) was a region until 2016-09-13"}, {"江东区", "2021-01-01/P5Y", "", "(330204) was"},
        {"江北区", "2020", "", "may be"},     {"鄞州区", "2001", "", "330227 宁波市鄞县"},
    };
    struct names *names = names_open(mem, NULL, regions_load(mem, table(regions)), NULL, NULL);
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const struct name *name = names_region(names, str_of(row[i].text));
        struct period period;
        struct str why = STR("");
        cr_assert(period_parse(str_of(row[i].period), &period), "%s", row[i].period);
        const struct region *region = names_then(mem, names, name, period, &why);
        cr_expect(region ? str_eq(region->code, str_of(row[i].code)) : row[i].code[0] == 0, "%s in %s is %s",
                  row[i].text, row[i].period, row[i].code);
        cr_expect(region || str_find(why, str_of(row[i].why)) >= 0, "%s in %s: %.*s", row[i].text, row[i].period,
                  STR_ARG(why));
    }
    cr_expect(names_is_timed(names_region(names, STR("上虞"))) && !names_is_timed(names_region(names, STR("江北区"))));
    names_close(names);
}

Test(normalize_names, indicators)
{
    static const struct { const char *text, *code, *rule; } row[] = {
        {"gdp", "gdp", "code"},           {"地区生产总值", "gdp", "name"},     {"GDP", "gdp", "name"},
        {"其中：地区生产总值", "gdp", "stub"}, {"一、地区 生产总值", "gdp", "stub"}, {"（一）人均GDP", "gdp_head", "stub"},
        {"人均ＧＤＰ", "gdp_head", "name"}, {"医师（助理）", "doctors", "name"}, {"医师(助理)", "doctors", "name"},
        {"收入", "", "several"},          {"支出", "", "unknown"},
    };
    struct indicators *list = indicators_load(mem, table(
        "indicator,name_zh,name_en,unit,kind,direction,short_name\n"
        "gdp,地区生产总值,Gross product,亿元,flow,up,GDP\n"
        "gdp_head,人均GDP,Per head,元,ratio,up,\n"
        "doctors,医师（助理）,Doctors,人,ratio,up,\n"
        "income_urban,城镇收入,Urban,元,flow,up,收入\n"
        "income_rural,农村收入,Rural,元,flow,up,收入\n"));
    struct names *names = names_open(mem, list, NULL, NULL, NULL);
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const struct name *name = names_indicator(names, str_of(row[i].text));
        cr_expect_str_eq(rule_of(name), row[i].rule, "%s is %s, not %s", row[i].text, row[i].rule, rule_of(name));
        cr_expect(str_eq(name->code, str_of(row[i].code)), "%s is %s", row[i].text, row[i].code);
    }
    const struct name *region = names_region(names, STR("江北区"));
    cr_expect(region->verdict == NAME_CODE && str_eq(region->code, STR("江北区")), "without a list names stay");
    names_close(names);
}
