/* asking: which region, indicator or level a word of the command line means, and why it means none */
#include <criterion/criterion.h>

#include "base/str.h"
#include "ends.h"
#include "frame/aside.h"
#include "frame/asking.h"
#include "text_source.h"

#include "arena.h"

static struct regions *regions;
static struct indicators *indicators;

static void load(void)
{
    open_mem();
    regions = regions_load(mem, text_reader(mem, "region,name_zh,name_en,short_name,level,parent\n"
                                                 "330000,浙江省,Zhejiang,,province,\n"
                                                 "330200,宁波市,Ningbo,,city,330000\n"
                                                 "330205,江北区,Jiangbei,,county,330200\n"
                                                 "500105,江北区,Jiangbei,,county,\n"
                                                 "331100,丽水市,Lishui,,city,330000\n"));
    indicators = indicators_load(mem, text_reader(mem, "indicator,name_zh,name_en,unit,kind,direction,short_name\n"
                                                       "gdp,地区生产总值,Gross product,亿元,flow,up,GDP\n"
                                                       "gdp1,增加值,Value added,亿元,flow,up,\n"
                                                       "gdp2,增加值,,亿元,flow,up,\n"
                                                       "rate,,Employment,%,ratio,up,\n"
                                                       "rate2,,Employment,%,ratio,up,\n"));
}

TestSuite(asking, .init = load, .fini = close_mem);

static const struct str codes[] = {STR("330200"), STR("330205"), STR("500105"), STR("gdp"), STR("gdp1"), STR("gdp2"),
                                   STR("other"), STR("rate"), STR("rate2")};
static const struct asking_known all = {codes, sizeof codes / sizeof *codes, "the data"};
static const struct asking_known some = {codes, 2, "the data"};
static const struct asking_known gdp = {codes + 3, 2, "the data"};

/* ---- regions ---- */

static void region(const void *word)
{
    asking_region(mem, "--focus", word, regions, &some);
}

static void region_of_all(const void *word)
{
    asking_region(mem, "--focus", word, regions, &all);
}

static void region_without_table(const void *word)
{
    asking_region(mem, "--focus", word, NULL, &some);
}

Test(asking, regions_by_code_and_name)
{
    static const char *const row[][2] = {{"330200", "330200"}, {"宁波市", "330200"}, {"宁波", "330200"},
                                         {"Ningbo", "330200"}, {"江北区", "330205"}, {"江北", "330205"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        cr_expect(str_eq(asking_region(mem, "--focus", row[i][0], regions, &some), str_of(row[i][1])), "%s", row[i][0]);
    cr_expect(str_eq(asking_region(mem, "--focus", "330205", NULL, &some), STR("330205")));
    static const struct {
        void (*run)(const void *);
        const char *word, *told;
    } wrong[] = {
        {region_of_all, "江北区", "--focus: \"江北区\" may be "},
        {region, "丽水", "--focus: \"丽水\" is 331100"},
        {region, "331100", ", and not in the data"},
        {region, "宁坡", "--focus: region \"宁坡\" is not in the data; did you mean \"宁波\"?"},
        {region, "杭州", "--focus: region \"杭州\" is not in the data [usage]"},
        {region_without_table, "宁波", "is not in the data; --regions FILE knows the names of codes"},
        {region_without_table, "330215", "is not in the data; did you mean \"330205\"?"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *told = ends(wrong[i].run, wrong[i].word);
        cr_expect(strstr(told, wrong[i].told), "%s: %s", wrong[i].word, told);
    }
}

/* ---- indicators ---- */

static void indicator(const void *word)
{
    asking_indicator(mem, "--indicator", word, indicators, &all);
}

static void indicator_of_gdp(const void *word)
{
    asking_indicator(mem, "--indicator", word, indicators, &gdp);
}

static void indicator_without_table(const void *word)
{
    asking_indicator(mem, "--indicator", word, NULL, &gdp);
}

Test(asking, indicators_by_code_and_name)
{
    static const char *const row[][2] = {{"gdp", "gdp"}, {"GDP", "gdp"}, {"地区生产总值", "gdp"}, {"增加值", "gdp1"},
                                         {"Value added", "gdp1"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        cr_expect(str_eq(asking_indicator(mem, "--indicator", row[i][0], indicators, &gdp), str_of(row[i][1])), "%s",
                  row[i][0]);
    static const struct {
        void (*run)(const void *);
        const char *word, *told;
    } wrong[] = {
        {indicator, "增加值", "--indicator: \"增加值\" may be gdp1 Value added, gdp2 增加值; give the code"},
        {indicator, "Employment", "\"Employment\" may be rate Employment, rate2 Employment; give the code"},
        {indicator_of_gdp, "Employment", "\"Employment\" is rate Employment, rate2 Employment, and not in the data"},
        {indicator_of_gdp, "Gros product", "is not in the data; did you mean \"Gross product\"?"},
        {indicator_of_gdp, "gpd", "indicator \"gpd\" is not in the data; did you mean \"gdp\"?"},
        {indicator_without_table, "income", "indicator \"income\" is not in the data [usage]"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *told = ends(wrong[i].run, wrong[i].word);
        cr_expect(strstr(told, wrong[i].told), "%s: %s", wrong[i].word, told);
    }
}

/* ---- levels and changes ---- */

static void level(const void *word)
{
    asking_level(mem, "--level", str_of(word), regions);
}

struct change {
    const char *since, *period;
};

static struct span span_of(const char *text)
{
    struct span span = {.text = str_of(text)};
    span.known = text && period_parse(span.text, &span.value);
    return span;
}

static void change(const void *with)
{
    const struct change *row = with;
    const struct span since = span_of(row->since), period = span_of(row->period);
    asking_change(&since, &period);
}

Test(asking, levels_and_changes)
{
    cr_expect_str_eq(ends(level, "city"), "");
    cr_expect(strstr(ends(level, "citi"), "has no level \"citi\"; did you mean \"city\"?"));
    static const struct change good[] = {{"2020", "2021"}, {NULL, "2021"}, {"2020", NULL}, {NULL, NULL}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect_str_eq(ends(change, &good[i]), "", "row %zu", i);
    cr_expect(strstr(ends(change, &(struct change){"2021", "2021"}), "--since 2021 is not before --period 2021"));
}

/* ---- codes that no row has ---- */

Test(asking, a_name_in_place_of_a_code)
{
    struct str name = aside_sentence(mem, OBSERVED_REGION, STR("宁波市"), indicators, regions, DIAG_UNKNOWN);
    cr_expect(str_find(name, STR(" as a code; it is the name of 330200, and normalize --regions puts")) > 0, "%.*s",
              STR_ARG(name));
    struct str near = aside_sentence(mem, OBSERVED_REGION, STR("330206"), indicators, regions, DIAG_UNKNOWN);
    cr_expect(str_find(near, STR("region \"330206\" is in no row of table.csv")) >= 0, "%.*s", STR_ARG(near));
    struct str other = aside_sentence(mem, OBSERVED_INDICATOR, STR("gpd"), indicators, regions, DIAG_UNKNOWN);
    cr_expect(str_find(other, STR("indicator \"gpd\" is in no row of table.csv; did you mean \"gdp\"?")) >= 0, "%.*s",
              STR_ARG(other));
}
