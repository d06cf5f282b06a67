/* Catalogs: words, trees, names with several meanings, and that mistakes end the run. */
#include <criterion/criterion.h>

#include "meaning/catalog.h"

#include "arena.h"
#include "text_source.h"

TestSuite(catalog, .init = open_mem, .fini = close_mem);

static bool is(struct str text, const char *want)
{
    return str_eq(text, str_of(want));
}

/* Every word of every list leads back to its row, and no two rows share a word. */
Test(catalog, words)
{
    static const struct {
        const char *word;
        enum progress_class class;
    } class[] = {
        {"achieved", CLASS_ACHIEVED}, {"提前实现", CLASS_ACHIEVED}, {"快于预期", CLASS_AHEAD},
        {"基本符合预期", CLASS_ON_TRACK}, {"滞后", CLASS_LAGGING}, {"reversed", CLASS_REVERSED},
        {"not_computable", CLASS_NOT_COMPUTABLE}, {"", CLASS_NONE}, {"Achieved", CLASS_NONE}, {"on track", CLASS_NONE},
    };
    for (size_t i = 0; i < sizeof class / sizeof *class; i++)
        cr_expect(progress_class_find(str_of(class[i].word)) == class[i].class, "class \"%s\"", class[i].word);
    for (int a = 0; a < TARGET_COUNT; a++)
        for (int b = a + 1; b < TARGET_COUNT; b++)
            cr_expect(strcmp(target_kind_row((enum target_kind)a)->word,
                             target_kind_row((enum target_kind)b)->word) != 0,
                      "kinds %d and %d have one word", a, b);
    for (int k = TARGET_NONE; k < TARGET_COUNT; k++) {
        const struct target_kind_row *row = target_kind_row((enum target_kind)k);
        cr_expect(target_kind_find(str_of(row->word)) == (enum target_kind)k, "kind \"%s\"", row->word);
        cr_expect((row->aim == AIM_NONE) == (k == TARGET_NONE), "kind \"%s\" aims at nothing", row->word);
        cr_expect(strchr(row->needs, 'b') || !row->yearly, "kind \"%s\" is yearly, from no base", row->word);
    }
    cr_expect(target_kind_find(STR("level_min_")) == TARGET_NONE && target_kind_find(STR("LEVEL_MIN")) == TARGET_NONE);
    cr_expect(indicator_kind_row(KIND_FLOW)->adds_up && !indicator_kind_row(KIND_RATE)->adds_up);
    cr_expect(direction_row(DIRECTION_DOWN)->sign == -1 && direction_row(DIRECTION_RANGE)->sign == 0);
    cr_expect(target_op_row(OP_LT)->strict && target_op_row(OP_LT)->sign == -1);
}

Test(catalog, indicators)
{
    struct indicators *all = indicators_load(mem, text_reader(mem,
        "indicator,name_zh,name_en,unit,kind,direction,short_name,attribute,decimals,natural_min,"
        "rollup,parent,aliases\n"
        "GDP,地区生产总值,Gross product,亿元,flow,up,GDP总量,anticipatory,2,0,sum,,生产总值|经济总量\n"
        "GDP1,第一产业,Primary,亿元,flow,up,,,,,sum,GDP,\n"
        "GDP2,第二产业,Secondary,亿元,flow,up,,,,,sum,GDP,\n"
        "RATE,失业率,Unemployment,%,rate,down,,binding,1,0,ratio:OUT/ALL,,\n"
        "WORDS,,,,,,,,,,,NOWHERE,\n"));
    cr_assert(all->count == 5);
    const struct indicator *gdp = indicators_find(all, STR("GDP")), *rate = indicators_find(all, STR("RATE"));
    cr_assert(gdp && rate && !indicators_find(all, STR("gdp")) && !indicators_find(all, STR("")));
    cr_expect(gdp->kind == KIND_FLOW && gdp->direction == DIRECTION_UP && gdp->decimals == 2 &&
              gdp->attribute == ATTRIBUTE_ANTICIPATORY && gdp->natural_min.known && !gdp->natural_max.known);
    cr_expect(rate->rollup.kind == ROLLUP_RATIO && is(rate->rollup.weight, "OUT") && is(rate->rollup.below, "ALL"));
    cr_expect(all->row[1].decimals == -1, "decimals that nobody told");
    cr_expect(gdp->first_child == 1 && all->row[1].next_sibling == 2 && all->row[2].next_sibling == CATALOG_NONE,
              "children stand in the order of the file");
    cr_expect(all->row[4].parent_row == CATALOG_NONE && is(all->row[4].parent, "NOWHERE"),
              "a parent elsewhere is allowed");

    static const struct {
        const char *name;
        uint32_t count, first;
    } named[] = {{"地区生产总值", 1, 0}, {"经济总量", 1, 0}, {"gross PRODUCT", 1, 0}, {"GDP", 1, 0},
                 {"gdp总量", 1, 0}, {"产业", 0, 0}, {"", 0, 0}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        struct candidates found = indicators_named(all, str_of(named[i].name));
        cr_expect(found.count == named[i].count, "\"%s\" means %u", named[i].name, found.count);
        cr_expect(found.count == 0 || found.row[0] == named[i].first, "\"%s\"", named[i].name);
    }
    cr_expect(is(indicators_near(all, STR("RAET")), "RATE"));
}

Test(catalog, regions)
{
    struct regions *all = regions_load(mem, text_reader(mem,
        "region,name_zh,name_en,level,parent,valid_from,valid_to\n"
        "330000,浙江省,Zhejiang,province,,,\n"
        "330200,宁波市,Ningbo,city,330000,,\n"
        "330205,江北区,Jiangbei,county,330200,,\n"
        "500105,江北区,Jiangbei,county,500100,,\n"
        "330204,江东区,Jiangdong,county,330200,1984,2016\n"
        "330204,江东区,Jiangdong,county,330000,2017,\n"));
    struct candidates two = regions_named(all, STR("江北区"));
    cr_expect(two.count == 2 && two.row[0] == 2 && two.row[1] == 3,
              "two districts of one name, in the order of the file");
    cr_expect(regions_named(all, STR("江东区")).count == 2);
    const struct region *province = regions_find(all, STR("330000")), *district = regions_find(all, STR("330205"));
    cr_assert(province && district);
    cr_expect(region_above(all, province, district) && !region_above(all, district, province) &&
              !region_above(all, province, province));
    cr_expect(regions_find(all, STR("330204")) == &all->row[5], "of several rows the last");
    struct candidates rows = regions_coded(all, STR("330204"));
    cr_expect(rows.count == 2 && rows.row[0] == 4 && rows.row[1] == 5, "one code, two rows");
    cr_expect(regions_coded(all, STR("江东区")).count == 0, "a name is no code");
    const struct period *end = &all->row[4].valid_to.value, *start = &all->row[5].valid_from.value;
    cr_expect(region_valid(&all->row[4], end->last, end->last) &&
              !region_valid(&all->row[4], start->first, start->last), "gone after its last day");
    cr_expect(!region_valid(&all->row[5], end->first, end->last) && region_valid(&all->row[5], end->last, start->first),
              "there from its first day, so in a span that holds it");
    cr_expect(region_valid(district, INT32_MIN, INT32_MIN) && region_valid(district, INT32_MAX, INT32_MAX));
    cr_expect(province->first_child == 1 && all->row[1].next_sibling == 5);
}

/* By its code, its names, forms of them and aliases, each alone or behind those of a region above. */
Test(catalog, what_a_region_goes_by)
{
    struct regions *all = regions_load(mem, text_reader(mem,
        "region,name_zh,name_en,short_name,level,parent,aliases\n"
        "330000,浙江省,Zhejiang,浙,province,,\n"
        "330200,宁波市,Ningbo,甬,city,330000,明州 | 鄞\n"
        "330205,江北区,Jiangbei,,county,330200,Jangpo\n"
        "500105,江北区,Jiangbei,,county,500000,\n"));
    static const struct {
        const char *word;
        bool fits;
    } row[] = {{"330205", true},    {"江北区", true},   {"江北", true},       {"宁波江北", true},   {"浙江省宁波市江北区", true},
               {" jangpo ", true},  {"明州江北", true}, {"甬JIANGBEI", true}, {"鄞 jangpo", true},  {"浙江明州江北区", true},
               {"", false},         {"330200", false},  {"北区", false},      {"重庆江北", false},  {"江北宁波", false},
               {"jangpo区", false}, {"明州", false},    {"江北市", false},    {"明州市江北", false}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        cr_expect_eq(byname_fits(mem, all, &all->row[2], str_of(row[i].word)), row[i].fits, "\"%s\"", row[i].word);
}

/* What a name of a region is beside itself: parted by blanks. */
Test(catalog, forms_of_names)
{
    static const struct { const char *name, *forms; } row[] = {
        {"江北区", "江北"},
        {"云县", ""},                                      /* one character is no name */
        {"大理白族自治州", "大理白族 大理 大理州 大理白族自治"},
        {"新疆维吾尔自治区", "新疆维吾尔 新疆 新疆区 新疆维吾尔自治"},
        {"内蒙古自治区", "内蒙古 内蒙古区 内蒙古自治"},
        {"积石山保安族东乡族撒拉族自治县",
         "积石山保安族东乡族撒拉族 积石山 积石山县 积石山保安族东乡族撒拉族自治"},
        {"鄂温克族自治旗", "鄂温克族 鄂温克 鄂温克旗 鄂温克族自治"},
        {"管城回族区", "管城回族 管城 管城区"},
        {"东乡县", "东乡"},
        {"Ningbo", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str form[BYNAME_FORMS], all = STR("");
        size_t forms = byname_forms(mem, str_of(row[i].name), form);
        for (size_t k = 0; k < forms; k++)
            all = mem_format(mem, "%.*s%s%.*s", STR_ARG(all), k ? " " : "", STR_ARG(form[k]));
        cr_expect(str_eq(all, str_of(row[i].forms)), "%s: %.*s", row[i].name, STR_ARG(all));
    }
}

Test(catalog, targets)
{
    struct targets *all = targets_load(mem, text_reader(mem,
        "plan,indicator,region,base_period,base_value,target_period,target_kind,target_value,op,tolerance,"
        "official_class\n"
        "P,a,R,2020,1.50,2025,level_min,2,,,滞后\n"
        "P,a,R,2020,,2025,level_max_keep,5.5,lt,,\n"
        "P,b,R,2020,,2025,level_about,60,,2%,\n"
        "P,c,R,2020,,2025,qualitative,,,,on_track\n"));
    cr_assert(all->count == 4);
    cr_expect(all->row[0].op == OP_GE && all->row[0].more->official == CLASS_LAGGING &&
              is(all->row[0].more->official_class, "滞后"));
    cr_expect(is(all->row[0].base_value.text, "1.50") && all->row[0].base_value.value.scale == 2,
              "values stay as they came");
    cr_expect(all->row[1].op == OP_LT && !all->row[1].base_value.known);
    cr_expect(all->row[2].op == OP_NONE && all->row[2].more->tolerance_percent &&
              num_compare(all->row[2].more->tolerance.value, num_of(2)) == 0);
    cr_expect(all->row[3].line == 5);
    cr_expect(!all->row[1].more->tolerance.known && all->row[1].more->official == CLASS_NONE);
}

Test(catalog, what_few_targets_have_is_kept_of_those)
{
    static const char head[] = "plan,indicator,region,base_period,base_value,target_period,target_kind,target_value,";
    static const char row[] = "P,a,R,2020,1,2025,relative_to,,";
    const struct {
        const char *column, *value;
    } few[] = {{"target_high", "9"}, {"tolerance", "0.5"}, {"tolerance", "%"}, {"upper_value", "3"}, {"related", "b"},
               {"caliber", "c"}, {"official_class", "滞后"}, {"reason", "late"}, {"vintage", "2022"}};
    for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
        bool related = strcmp(few[i].column, "related") == 0;
        struct str table = mem_format(mem, "%s%s\n%s%s\nQ,a,R,2020,1,2025,level_min,2,\n", head, few[i].column,
                                      related ? row : "P,a,R,2020,1,2025,level_min,2,", few[i].value);
        struct targets *all = targets_load(mem, text_reader(mem, table.at));
        const struct target_more *own = all->row[0].more, *none = all->row[1].more;
        cr_expect(own != none, "%s", few[i].column);
        cr_expect(!none->target_high.known && !none->vintage.length && !none->related_region.length);
        cr_expect(!related || is(own->related_region, "R"), "the target's own region is meant");
    }
}

/* A row of a table of `rows` targets, the last of which is the one of line 2 again. */
static struct targets *load_again(uint32_t rows)
{
    struct str table =
        STR("plan,indicator,region,base_period,base_value,target_period,target_kind,target_value\n");
    for (uint32_t i = 0; i < rows; i++)
        table = mem_format(mem, "%.*sP,i%u,R,2020,1,2025,level_min,2\n", STR_ARG(table), i + 1 == rows ? 0 : i);
    return targets_load(mem, text_reader(mem, table.at));
}

Test(catalog, a_target_stands_again_at_once, .exit_code = 2) { load_again(2); }
Test(catalog, a_target_stands_again_far_below, .exit_code = 2) { load_again(200); }
Test(catalog, a_target_stands_again_at_the_end_of_a_block, .exit_code = 2) { load_again(64); }

/* Each of these tables ends the run with status 2. */
static const char *const mistake[] = {
    "region,name_zh,name_en,level\n",
    "region,name_zh,name_en,level,parent\n,,,,\n",
    "region,name_zh,name_en,level,parent\na,,,,\na,,,,\n",
    "region,name_zh,name_en,level,parent\na,,,,b\nb,,,,a\n",
    "region,name_zh,name_en,level,parent\na,,,,a\n",
    "region,name_zh,name_en,level,parent,population\na,,,,,1 000\n",
    "region,name_zh,name_en,level,parent,valid_from\na,,,,,2020-13\n",
};

static void load_mistake(size_t i)
{
    regions_load(mem, text_reader(mem, mistake[i]));
}

Test(catalog, mistake_0, .exit_code = 2) { load_mistake(0); }
Test(catalog, mistake_1, .exit_code = 2) { load_mistake(1); }
Test(catalog, mistake_2, .exit_code = 2) { load_mistake(2); }
Test(catalog, mistake_3, .exit_code = 2) { load_mistake(3); }
Test(catalog, mistake_4, .exit_code = 2) { load_mistake(4); }
Test(catalog, mistake_5, .exit_code = 2) { load_mistake(5); }
Test(catalog, mistake_6, .exit_code = 2) { load_mistake(6); }
