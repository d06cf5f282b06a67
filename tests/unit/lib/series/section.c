/* All regions of an indicator at a period: who has a value, in which order, and why others have none. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "io/out.h"
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

/* Each region's entrants are found by its number, in all their calibers; who is suppressed and who has two values is
 * known. */
Test(section, by_region)
{
    struct observations *all = load("a,x,2020,5,,,,\na,x,2020,50,,,,old\nb,x,2020,,,Q,,\nc,x,2020,7,,,,\n"
                                    "c,x,2020,8,,,,\nd,x,2020,20,,,,\n");
    struct str *region;
    uint32_t regions = section_regions(mem, all, &region);
    struct section section = section_open(all, region, regions, STR("x"), period_year(2020), 1);
    cr_assert_eq(section.count, 3);
    cr_expect(section.start[0] == 0 && section.start[1] == 2 && section.start[2] == 2 && section.start[4] == 3);
    cr_expect(section.place[0] == 2 && section.place[1] == 0 && section.place[2] == 1, "20 is between");
    cr_expect(section.suppressed && section.suppressed[1] && !section.suppressed[0]);
    cr_expect(section.conflict && section.conflict[2] && !section.conflict[3]);
    section_close(&section);
}

/* Values that are no whole numbers of 63 bits are put in order all the same. */
Test(section, large_and_small)
{
    struct observations *all = load("a,x,2020,1e30,,,,\nb,x,2020,-1e30,,,,\nc,x,2020,0.000000000000000000001,,,,\n"
                                    "d,x,2020,0,,,,\ne,x,2020,9223372036854775807,,,,\n");
    struct str *region, found[5];
    uint32_t regions = section_regions(mem, all, &region);
    struct section section = section_open(all, region, regions, STR("x"), period_year(2020), -1);
    for (uint32_t k = 0; k < section.count; k++)
        found[k] = region[section.entrant[k].region];
    expect("less is better", listed(found, section.count), "b d c e a");
    section_close(&section);
}

/* Many are put in order by the bytes of their values: the same as two by two, ties by region. */
Test(section, many)
{
    enum { REGIONS = 1000 };
    struct str *region;
    for (int sign = -1; sign <= 1; sign++) {
        struct mem *own = mem_open();
        struct out *out = out_gather(own);
        for (unsigned i = 0; i < REGIONS; i++)
            out_format(out, "r%03u,x,2020,%s%u.%u,,,,\n", i, i * 7919 % 5 < 2 ? "-" : "",
                       i * 7919 % (i % 3 ? 17 : 40009), i * 31 % 10);
        struct observations *all = load(mem_copy(mem, out_gathered(out)).at);
        uint32_t regions = section_regions(mem, all, &region);
        struct section section = section_open(all, region, regions, STR("x"), period_year(2020), sign);
        cr_assert_eq(section.count, REGIONS);
        for (uint32_t k = 1; k < section.count; k++) {
            const struct entrant *before = &section.entrant[k - 1], *entrant = &section.entrant[k];
            int order = sign * num_compare(before->row->value, entrant->row->value);
            cr_assert(order > 0 || (order == 0 && before->region < entrant->region), "sign %d, place %u", sign, k);
            cr_assert_eq(section.place[section.start[entrant->region]], k);
        }
        section_close(&section);
        mem_close(own);
    }
}

/* Cuts go by indicator, then by the values of the dimensions; a cut's section has its own rows only. */
Test(section, cuts)
{
    static const uint32_t dimension[] = {4};
    struct observing by_sex = {.dimension = dimension, .dimensions = 1};
    struct observations *all = observed_load("region,indicator,period,value,sex\na,y,2020,1,m\na,y,2020,2,f\n"
                                             "b,x,2020,3,t\nb,y,2020,4,f\n", &by_sex);
    struct str *region;
    uint32_t regions = section_regions(mem, all, &region);
    struct section_codes codes = section_codes(mem, all, NULL);
    struct section_cut *cut;
    cr_assert_eq(section_cuts(mem, all, &codes, 1, &cut), 3);
    expect("first", cut[0].indicator, "x");
    expect("second", cut[1].dimension[0], "f");
    expect("third", cut[2].dimension[0], "m");
    struct section section = section_open_cut(mem, all, regions, &cut[1], period_year(2020), 1);
    cr_expect(section.count == 2 && section.entrant[0].region == 1, "b leads among the women");
    cr_expect(cut[2].seats == 1 && cut[2].region[0] == 0 && cut[0].region[0] == 1, "whose series they are");
    section_close(&section);
}
