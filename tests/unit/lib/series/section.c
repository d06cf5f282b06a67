/* All regions of an indicator at a period: who has a value, in which order, and who may be compared with whom. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "series/section.h"

#include "observed.h"

TestSuite(section, .init = open_mem, .fini = close_observed);

static const struct observing plain = {0};

static struct observations *load(const char *rows)
{
    struct str table = mem_format(mem, "region,indicator,period,value,unit,status,qualifier,caliber\n%s", rows);
    return observed_load(table.at, &plain);
}

static void expect(const char *name, struct str got, const char *want)
{
    cr_expect(str_eq(got, str_of(want)), "%s: \"%.*s\", not \"%s\"", name, STR_ARG(got), want);
}

static struct str listed(const struct str *text, uint32_t count)
{
    struct str list = STR("");
    for (uint32_t i = 0; i < count; i++)
        list = mem_format(mem, "%.*s%s%.*s", STR_ARG(list), i ? " " : "", STR_ARG(text[i]));
    return list;
}

/* "c=7 a=5": the peers in their order, after the own value if there is one. */
static struct str shown(const struct members *members)
{
    struct str text = STR("");
    if (members->own)
        text = mem_format(mem, "%.*s: ", STR_ARG(members->own->value_text));
    for (uint32_t i = 0; i < members->count; i++)
        text = mem_format(mem, "%.*s%s%.*s=%.*s", STR_ARG(text), i ? " " : "", STR_ARG(members->peer[i]->region),
                          STR_ARG(members->peer[i]->value_text));
    return text;
}

/* Regions in byte order; indicators in the catalogue's, and those that it does not have as they first appear. */
Test(section, what_the_data_have)
{
    struct observations *all = load("b,z,2020,1,,,,\nb,m,2020,1,,,,\na,q,2020,1,,,,\na,m,2020,1,,,,\n"
                                    "a,k,2019,,,,,\nc,a,2020,1,,,,\n");
    static const char catalog[] = "indicator,name_zh,name_en,unit,kind,direction\n"
                                  "z,,,,stock,up\nk,,,,stock,up\nx,,,,stock,up\na,,,,stock,up\n";
    struct str *region;
    uint32_t regions = section_regions(mem, all, &region);
    expect("regions", listed(region, regions), "a b c");
    struct section_codes codes = section_codes(mem, all, NULL);
    expect("without a catalogue", listed(codes.code, codes.count), "a k m q z");
    cr_expect_eq(codes.strangers, 0);
    codes = section_codes(mem, all, indicators_load(mem, text_reader(mem, catalog)));
    expect("in the catalogue's order", listed(codes.code, codes.count), "z k a");
    expect("strangers", listed(codes.stranger, codes.strangers), "m q");
    struct observations *none = load("");
    cr_expect_eq(section_regions(mem, none, &region), 0);
    cr_expect_eq(section_codes(mem, none, NULL).count, 0);
}

/* Bounds, forecasts, empty and unreadable cells, other periods have no place; ties stand by region. */
Test(section, in_order_of_merit)
{
    static const struct {
        int sign;
        const char *want;
    } way[] = {{1, "c e a"}, {-1, "a c e"}, {0, "a c e"}};
    struct observations *all = load("a,x,2020,5,,,,\nb,x,2020,9,,,ge,\nc,x,2020,7,,,approx,\nd,x,2020,8,,F,,\n"
                                    "e,x,2020,7.0,,P,,\nf,x,2020,,,O,,\ng,x,2019,9,,,,\ng,x,2021,9,,,,\n"
                                    "h,y,2020,9,,,,\n");
    struct str *region, found[8];
    uint32_t regions = section_regions(mem, all, &region);
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        struct section section =
            section_open(all, region, regions, STR("x"), period_year(2020), way[i].sign);
        for (uint32_t k = 0; k < section.count && k < 8; k++)
            found[k] = region[section.entrant[k].region];
        expect("by merit", listed(found, section.count), way[i].want);
        section_close(&section);
        section_close(&section);
    }
}

/* Rows of 2020, whom region b is compared with, in which caliber asked for, and what comes of it. */
static const struct {
    const char *name, *rows, *asked, *members, *refused;
    uint32_t missing;
} picks[] = {
    {"all but itself", "a,x,2020,1,,,,\nb,x,2020,2,,,,\nc,x,2020,3,,,,\n", NULL, "2: c=3 a=1", "", 0},
    {"one has no value", "a,x,2020,,,,,\nb,x,2020,2,,,,\nc,x,2020,3,,,,\n", NULL, "2: c=3", "", 1},
    {"itself has none", "a,x,2020,1,,,,\nb,x,2020,,,,,\nc,x,2020,3,,,,\n", NULL, "c=3 a=1", "", 0},
    {"the plain caliber where all have it", "a,x,2020,1,,,,\na,x,2020,9,,,,old\nb,x,2020,2,,,,\nb,x,2020,8,,,,old\n",
     NULL, "2: a=1", "", 0},
    {"another that all have", "a,x,2020,9,,,,old\nb,x,2020,2,,,,\nb,x,2020,8,,,,old\n", NULL, "8: a=9", "", 0},
    {"the one asked for", "a,x,2020,1,,,,\na,x,2020,9,,,,old\nb,x,2020,2,,,,\nb,x,2020,8,,,,old\n", "old",
     "8: a=9", "", 0},
    {"none in common", "a,x,2020,9,,,,old\nb,x,2020,2,,,,new\n", NULL, "2: ",
     "unlike calibers: no caliber is common to all (new, old)", 1},
    {"the plain one against another", "a,x,2020,9,,,,old\nb,x,2020,2,,,,\n", NULL, "2: ",
     "unlike calibers: no caliber is common to all (the plain one, old)", 1},
    {"one unit of measure", "a,x,2020,1,km,,,\nb,x,2020,2,km,,,\n", NULL, "2: a=1", "", 0},
    {"a unit that is not told", "a,x,2020,1,,,,\nb,x,2020,2,km,,,\n", NULL, "2: a=1", "", 0},
    {"two units", "a,x,2020,1,m,,,\nb,x,2020,2,km,,,\n", NULL, "2: a=1", "unlike units: b in km, a in m", 0},
};

Test(section, members)
{
    for (size_t i = 0; i < sizeof picks / sizeof *picks; i++) {
        struct observations *all = load(picks[i].rows);
        struct str *region, asked = str_of(picks[i].asked);
        uint32_t regions = section_regions(mem, all, &region);
        struct section section = section_open(all, region, regions, STR("x"), period_year(2020), 1);
        struct members members = section_members(mem, &section, 1, NULL, picks[i].asked ? &asked : NULL);
        expect(picks[i].name, shown(&members), picks[i].members);
        expect(picks[i].name, members.refused, picks[i].refused);
        cr_expect_eq(members.culprit != NULL, members.refused.length > 0, "%s", picks[i].name);
        cr_expect_eq(members.missing, picks[i].missing, "%s: %u missing", picks[i].name, members.missing);
        section_close(&section);
    }
}

/* Only those among whom it is compared count, as peers, as missing, and for the caliber. */
Test(section, among)
{
    struct observations *all =
        load("a,x,2020,1,,,,\nb,x,2020,2,,,,\nc,x,2020,3,m,,,old\nd,x,2020,4,,,,\ne,x,2020,,,,,\n");
    struct str *region;
    uint32_t regions = section_regions(mem, all, &region);
    struct section section = section_open(all, region, regions, STR("x"), period_year(2020), -1);
    struct members members = section_members(mem, &section, 1, (const bool[]){true, false, false, true, true}, NULL);
    expect("among", shown(&members), "2: a=1 d=4");
    cr_expect(members.missing == 1 && members.peer_region[0] == 0 && members.peer_region[1] == 3);
    section_close(&section);
}

/* Without a region of one's own all are peers, and held against the best. */
Test(section, nobody)
{
    static const struct {
        const char *name, *rows, *members, *refused;
    } want[] = {
        {"all", "a,x,2020,1,,,,\nb,x,2020,2,,,,\nc,x,2020,,,,,\n", "b=2 a=1", ""},
        {"a caliber that all have", "a,x,2020,1,,,,old\nb,x,2020,2,,,,old\nb,x,2020,5,,,,\n", "b=2 a=1", ""},
        {"no caliber in common", "a,x,2020,1,,,,old\nb,x,2020,2,,,,new\n", NULL,
         "unlike calibers: no caliber is common to all (new, old)"},
        {"two units", "a,x,2020,1,m,,,\nb,x,2020,2,km,,,\n", "b=2 a=1", "unlike units: b in km, a in m"},
        {"nothing", "a,x,2019,1,,,,\n", "", ""},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct observations *all = load(want[i].rows);
        struct str *region;
        uint32_t regions = section_regions(mem, all, &region);
        struct section section = section_open(all, region, regions, STR("x"), period_year(2020), 1);
        struct members members = section_members(mem, &section, SECTION_NOBODY, NULL, NULL);
        cr_expect_null(members.own);
        expect(want[i].name, members.refused, want[i].refused);
        if (want[i].members)
            expect(want[i].name, shown(&members), want[i].members);
        section_close(&section);
    }
}
