/* unit: what spellings are units, what may be turned into what, and by how much. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "meaning/unit.h"

#include "arena.h"
#include "text_source.h"

static struct units *units;

static void begin(void)
{
    open_mem();
    units = units_open(mem, NULL);
}

TestSuite(unit, .init = begin, .fini = close_mem);

/* A spelling, and the unit as it is written out; nothing: it is none. */
Test(unit, reads_spellings)
{
    static const struct { const char *text, *want; } row[] = {
        {"亿元", "亿元"},           {"億元", "亿元"},          {"亿 元", "亿元"},      {"％", "%"},            {"个百分点", "百分点"},
        {"個百分點", "百分点"},     {"萬噸", "万吨"},          {"㎡", "平方米"},       {"km²", "km²"},         {"十万人", "十万人"},
        {"吨标煤/万元", "吨标准煤/万元"}, {"1/10万", "每10万"}, {"/10万", "每10万"},   {"2015=100", "2015=100"}, {"公分", "厘米"},
        {"", NULL},                 {"万", NULL},              {"万%", NULL},          {"亿元元", NULL},       {"元/", NULL},
        {"/月", NULL},              {"元/亩/年", NULL},        {"万万万元", NULL},     {"=100", NULL},         {"什么", NULL},
        {"PERSONS", "persons"},     {"Percent", "percent"},          {"kwh", NULL},          {"KG", NULL},
        {"xyz", NULL},
        {"kg2", NULL},              {"万百分点", NULL},        {"２０１５=100", "2015=100"},
        {"元/万元", "元/万元"},     {"万/元", NULL},           {"元/什么", NULL},      {"万元/万人", "万元/万人"},
        {"万每10万", NULL}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct unit unit;
        bool done = unit_read(mem, units, str_of(row[i].text), &unit);
        cr_expect_eq(done, row[i].want != NULL, "\"%s\" is %s", row[i].text, row[i].want ? row[i].want : "no unit");
        if (done && row[i].want)
            cr_expect(str_eq(unit.text, str_of(row[i].want)), "\"%s\" is %s, not %.*s", row[i].text, row[i].want,
                      STR_ARG(unit.text));
        else if (!done)
            cr_expect_eq(unit.text.length, 0, "\"%s\" leaves no text", row[i].text);
    }
}

/* A value in `from` times 10^shift times times / by is the value in `to`; by 0: they are
 * not related.  15 亩 are 1 公顷, 2 斤 are 1 公斤, 10 两 are 1 斤, 1 km² is 1500 亩. */
Test(unit, relates_dimensions)
{
    static const struct { const char *from, *to; int shift, times, by; } row[] = {
        {"亿元", "元", 8, 1, 1},        {"元", "亿元", -8, 1, 1},       {"%", "‰", 1, 1, 1},           {"成", "%", 1, 1, 1},
        {"亩", "平方米", 0, 2000, 3},   {"亩", "公顷", -4, 2000, 3},    {"公顷", "亩", 4, 3, 2000},    {"平方公里", "亩", 6, 3, 2000},
        {"斤", "公斤", 3, 1, 2000},     {"公斤", "斤", -3, 2000, 1},    {"两", "斤", -1, 1, 1},        {"亿斤", "万吨", 4, 1, 2000},
        {"公斤/亩", "吨/公顷", 1, 3, 2000}, {"元/斤", "元/公斤", -3, 2000, 1}, {"亩/斤", "公顷/公斤", -7, 4000000, 3},
        {"%", "百分点", 0, 0, 0},       {"元", "美元", 0, 0, 0},        {"亩", "斤", 0, 0, 0},         {"元/人", "元", 0, 0, 0},
        {"人", "户", 0, 0, 0},          {"吨", "吨标准煤", 0, 0, 0},    {"倍", "%", 0, 0, 0}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct unit from, to;
        int shift = 0, times = 0, by = 0;
        cr_assert(unit_read(mem, units, str_of(row[i].from), &from) && unit_read(mem, units, str_of(row[i].to), &to),
                  "%s and %s are units", row[i].from, row[i].to);
        bool related = unit_ratio(&from, &to, &shift, &times, &by);
        cr_expect_eq(related, row[i].by != 0, "%s and %s", row[i].from, row[i].to);
        if (related)
            cr_expect(shift == row[i].shift && times == row[i].times && by == row[i].by, "%s to %s: 10^%d * %d / %d",
                      row[i].from, row[i].to, shift, times, by);
        shift = 0;
        bool by_ten = unit_shift(&from, &to, &shift);
        cr_expect_eq(by_ten, row[i].by != 0 && row[i].times == 1 && row[i].by == 1,
                     "%s to %s by a power of ten alone", row[i].from, row[i].to);
        cr_expect(!by_ten || shift == row[i].shift, "%s to %s: 10^%d", row[i].from, row[i].to, shift);
    }
}

Test(unit, no_unit_is_related_to_none)
{
    struct unit none = {.text = {NULL, 0}}, yuan;
    int shift, times, by;
    cr_assert(unit_read(mem, units, STR("元"), &yuan));
    cr_expect_not(unit_ratio(&none, &yuan, &shift, &times, &by));
    cr_expect_not(unit_ratio(&yuan, &none, &shift, &times, &by));
    cr_expect_not(unit_shift(&none, &none, &shift));
}

Test(unit, moves_the_point)
{
    static const struct { const char *number; int shift; const char *want; } row[] = {
        {"1.10", 0, "1.10"}, {"1.10", 1, "11.0"}, {"1.10", 2, "110"}, {"1.10", 4, "11000"}, {"-0.5", 3, "-500"},
        {"12", -1, "1.2"}, {"12", -2, "0.12"}, {"12", -4, "0.0012"}, {"0", 3, "0"}, {"0.00", 1, "0.0"},
        {"-36.57", -4, "-0.003657"}, {"+5", 1, "50"}, {".5", 1, "5"}, {"100", -2, "1.00"}, {"007", 1, "70"}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct str got = unit_move_point(mem, str_of(row[i].number), row[i].shift);
        cr_expect(str_eq(got, str_of(row[i].want)), "%s by %d is %s, not %.*s", row[i].number, row[i].shift,
                  row[i].want, STR_ARG(got));
    }
}

Test(unit, aliases_come_first)
{
    struct unit unit;
    units_alias(units, STR("万東谈主"), STR("万人"));
    cr_expect(unit_read(mem, units, STR("万東谈主"), &unit) && str_eq(unit.text, STR("万人")) && unit.power == 4);
}

Test(unit, scale_words)
{
    static const struct { const char *text; int power; size_t length; } row[] = {
        {"万", 4, 3}, {"亿", 8, 3}, {"万亿", 12, 6}, {"百万", 6, 6}, {"万元", 0, 3}, {"元", 0, 0}, {"", 0, 0}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        cr_expect_eq(unit_scale(str_of(row[i].text)), row[i].power, "\"%s\"", row[i].text);
        cr_expect_eq(unit_scale_length(str_of(row[i].text)), row[i].length, "\"%s\"", row[i].text);
    }
}

/* What a number is counted in can be added up; a share, a price or an index cannot. */
Test(unit, amounts)
{
    static const struct { const char *text; bool amount; } row[] = {
        {"万元", true}, {"人", true}, {"亩", true}, {"万吨标准煤", true}, {"%", false}, {"元/人", false},
        {"2015=100", false}, {"倍", false}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct unit unit;
        cr_assert(unit_read(mem, units, str_of(row[i].text), &unit), "%s", row[i].text);
        cr_expect_eq(unit_is_amount(&unit), row[i].amount, "%s", row[i].text);
    }
    cr_expect_not(unit_is_amount(&(const struct unit){.text = {NULL, 0}}));
}

/* Units of one's own: written as they are to be, moved among themselves, and before those that are known. */
Test(unit, own)
{
    struct units *own = units_open(mem, text_reader(mem, "unit,written,dimension,power\n标箱,TEU,container,0\n"
                                                         "万标箱,,container,4\n元,CNY,yuan,0\n"));
    struct unit box, many, yuan;
    int shift = 0;
    cr_assert(unit_read(mem, own, STR("标箱"), &box) && unit_read(mem, own, STR("万标箱"), &many));
    cr_expect(str_eq(box.text, STR("TEU")) && str_eq(many.text, STR("万标箱")));
    cr_expect(unit_shift(&many, &box, &shift) && shift == 4);
    cr_expect(unit_read(mem, own, STR("亿元"), &yuan) && str_eq(yuan.text, STR("亿CNY")));
}

/* Each of these ends the run: no spelling, no dimension, the columns the wrong way round, a power that is none. */
static void open_own(const char *row)
{
    units_open(mem, text_reader(mem, mem_format(mem, "unit,written,dimension,power\n%s\n", row).at));
}

Test(unit, own_without_a_spelling, .exit_code = 2) { open_own(",x,mass,0"); }
Test(unit, own_without_a_dimension, .exit_code = 2) { open_own("x,x,,0"); }
Test(unit, own_the_wrong_way_round, .exit_code = 2) { open_own("人,heads,person,0"); }
Test(unit, own_of_no_power, .exit_code = 2) { open_own("x,x,mass,much"); }
Test(unit, an_alias_of_no_unit, .exit_code = 2) { units_alias(units, STR("x"), STR("什么")); }
