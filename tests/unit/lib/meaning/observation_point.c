/* Points in time: the end of a month or of a year is that month or that year, where it is a stock. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "observed.h"

TestSuite(observation_point, .init = open_mem, .fini = close_observed);

/* The periods of a series as they stand in it. */
static struct str periods(struct observations *all, const char *indicator)
{
    struct series series = observation_find(mem, all, STR("R"), str_of(indicator), NULL);
    struct str text = STR("");
    for (uint32_t i = 0; i < series.count; i++)
        text = mem_format(mem, "%s%s%s", text.at, i ? " " : "", period_text(mem, series.row[i].period).at);
    return text;
}

static const struct {
    const char *kind, *days, *want;
    uint64_t told;
} point[] = {
    {"stock", "2021-06-30 2021-12-31", "2021-06 2021-12", 0},
    {"stock", "2020 2021-06-30 2021-12-31", "2020 2021-06 2021", 0},  /* beside a year the end of one is it */
    {"stock", "2020-12-31 2021-12-31", "2020 2021", 0},
    {"stock", "2021-06-29 2021-06-30", "2021-06-29 2021-06", 0},
    {"flow", "2020 2021-12-31", "2020 2021-12-31", 0},
    {"flow", "2020 2021", "2020 2021", 0},
    /* where no catalogue tells, the other figures do, and it is said */
    {NULL, "2020 2021-12-31", "2020 2021", 1},
    {NULL, "2020-12 2021-12-31", "2020-12 2021-12", 1},
    {NULL, "2020-12 2021 2022-12-31", "2020-12 2021 2022", 1},
    {NULL, "2020 2021-12-30 2022-12-31", "2020 2021-12-30 2022-12-31", 0},
    {NULL, "2020-12-31 2021-12-31", "2020-12-31 2021-12-31", 0},
    {NULL, "2021 2021-12-31", "2021 2021-12-31", 0},                   /* a kind of its own */
    {NULL, "2020-12-31 2021 2021-12-31", "2020-12-31 2021 2021-12-31", 0},
};

Test(observation_point, by_what_is_known)
{
    for (size_t i = 0; i < sizeof point / sizeof *point; i++) {
        struct str table = STR("region,indicator,period,value\n"), rest = str_of(point[i].days), day;
        while (str_cut(&rest, ' ', &day))
            table = mem_format(mem, "%sR,s,%.*s,1\nR,t,%.*s,1\n", table.at, STR_ARG(day), STR_ARG(day));
        struct observing how = {0};
        if (point[i].kind)
            how.indicators = indicators_load(mem, text_reader(mem, mem_format(mem,
                "indicator,name_zh,name_en,unit,kind,direction\ns,,,,%s,\nt,,,,%s,\n", point[i].kind,
                point[i].kind).at));
        uint64_t before = diag_count(DIAG_POINT);
        struct observations *all = observed_load(table.at, &how);
        struct str one = periods(all, "s"), other = periods(all, "t");
        cr_expect(str_eq(one, str_of(point[i].want)), "%s %s: %s", point[i].kind, point[i].days, one.at);
        cr_expect(str_eq(one, other), "a second series of the same days: %s", other.at);
        cr_expect_eq(diag_count(DIAG_POINT) - before, 2 * point[i].told, "%s %s", point[i].kind, point[i].days);
    }
}
