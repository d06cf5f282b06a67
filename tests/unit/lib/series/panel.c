/* Series side by side: found by region, dimensions and indicator, those that came and those that were computed. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "series/panel.h"

#include "observed.h"

static struct observations *observations;
static struct panel *panel;

/* Two regions, men and women; 2021 of a's men in two calibers, a break in 2022. */
static const char table[] =
    "region,sex,indicator,period,value,status,caliber\n"
    "b,m,jobs,2021,5,A,\n"
    "a,w,jobs,2021,7,A,\n"
    "a,m,people,2021,10,A,\na,m,people,2021,11,A,census\na,m,people,2022,12,B,\na,m,people,2023,,O,\n"
    "a,m,people,2024,66,A,\n"
    "a,m,jobs,2021,6,A,\n";
static const uint32_t sex = 1;
static const struct observing how = {.dimension = &sex, .dimensions = 1};

static void open_panel(void)
{
    open_mem();
    observations = observed_load(table, &how);
    panel = panel_open(mem, observations, 1);
}

static void close_panel(void)
{
    panel_close(panel);
    close_observed();
}

TestSuite(panel, .init = open_panel, .fini = close_panel);

static const struct strand *find(const char *region, const char *dimension, const char *indicator)
{
    struct str text = str_of(dimension);
    return panel_find(panel, str_of(region), &text, str_of(indicator));
}

static void expect(const char *name, struct str got, const char *want)
{
    cr_expect(str_eq(got, str_of(want)), "%s: \"%.*s\", not \"%s\"", name, STR_ARG(got), want);
}

Test(panel, a_strand_is_found_by_its_whole_key)
{
    static const struct {
        const char *region, *sex, *indicator;
        uint32_t rows;
    } want[] = {
        {"a", "m", "people", 5}, {"a", "m", "jobs", 1}, {"a", "w", "jobs", 1}, {"b", "m", "jobs", 1},
        {"a", "w", "people", 0}, {"b", "w", "jobs", 0}, {"a", "", "jobs", 0},  {"am", "", "jobs", 0},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct strand *strand = find(want[i].region, want[i].sex, want[i].indicator);
        cr_expect_eq(strand ? strand->series.count : 0, want[i].rows, "%s %s %s", want[i].region, want[i].sex,
                     want[i].indicator);
    }
    cr_expect(panel_knows(panel, STR("jobs")) && !panel_knows(panel, STR("job")));
}

/* Subjects stand in byte order, each once; codes in the order in which series have them. */
Test(panel, who_and_what)
{
    static const char *const want[] = {"a m", "a w", "b m"};
    const struct str *code;
    cr_assert_eq(panel_subjects(panel), 3);
    for (uint32_t i = 0; i < 3; i++) {
        const struct str *subject = panel_subject(panel, i);
        expect("subject", mem_format(mem, "%.*s %.*s", STR_ARG(subject[0]), STR_ARG(subject[1])), want[i]);
    }
    cr_assert_eq(panel_codes(panel, &code), 2);
    expect("the first code", code[0], "jobs");
    expect("the second code", code[1], "people");
}

Test(panel, rows_by_caliber)
{
    const struct strand *people = find("a", "m", "people");
    struct str caliber[5];
    expect("plain", strand_at(people, period_year(2021), STR(""))->value_text, "10");
    expect("census", strand_at(people, period_year(2021), STR("census"))->value_text, "11");
    cr_expect_null(strand_at(people, period_year(2022), STR("census")));
    cr_expect_null(strand_at(people, period_year(2020), STR("")));
    cr_assert_eq(strand_calibers(people, caliber, 5), 2);
    expect("the first caliber", caliber[0], "");
    expect("the second caliber", caliber[1], "census");
    cr_expect_eq(strand_calibers(people, caliber, 1), 1, "no more than there is room for");
    cr_expect(strand_has(people, STR("census")) && !strand_has(people, STR("Census")) && !strand_has(NULL, STR("")));
}

/* What strand_take gives for a year and caliber, and why not. */
Test(panel, taken_or_why_not)
{
    static const struct {
        int year;
        const char *caliber, *value, *reason;
    } want[] = {
        {2021, "", "10", ""}, {2021, "census", "11", ""}, {2022, "census", "", "people 2022 is of another caliber"},
        {2023, "", "", "people 2023 has no value (missing)"}, {2020, "", "", "people 2020 is not there"},
    };
    const struct strand *people = find("a", "m", "people");
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct basis basis = {.mem = mem};
        const struct observation *row;
        bool taken = strand_take(people, period_year(want[i].year), str_of(want[i].caliber), STR("people"), &basis,
                                 &row);
        expect(want[i].reason, taken ? row->value_text : STR(""), want[i].value);
        expect(want[i].value, basis.reason, want[i].reason);
    }
    struct basis basis = {.mem = mem};
    const struct observation *row;
    cr_expect_not(strand_take(NULL, period_year(2021), STR(""), STR("roads"), &basis, &row));
    expect("no strand", basis.reason, "roads 2021 is not there");
}

/* A break of 2022 lies between two years when the later one is 2022 or after it and the earlier one before it; of
 * one year it is that year's own. */
Test(panel, breaks)
{
    static const struct {
        int one, other;
        bool breaks;
    } want[] = {{2021, 2022, true}, {2022, 2021, true}, {2021, 2024, true}, {2022, 2024, false}, {2021, 2021, false},
                {2022, 2022, true}, {2023, 2024, false}};
    const struct strand *people = find("a", "m", "people");
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        cr_expect_eq(strand_breaks(people, STR(""), period_year(want[i].one), period_year(want[i].other)),
                     want[i].breaks, "%d and %d", want[i].one, want[i].other);
    cr_expect_not(strand_breaks(people, STR("census"), period_year(2021), period_year(2022)), "another caliber");
    cr_expect_not(strand_breaks(find("a", "w", "jobs"), STR(""), period_year(2021), period_year(2021)), "no break");
}

/* A computed strand is found like the others, with its exact value; the same one once more replaces it. */
Test(panel, computed)
{
    const struct observation *like = find("a", "m", "jobs")->series.row;
    struct observation row = *like;
    struct derived derived = {.value = measure_quotient(num_of(1), num_of(3))};
    row.indicator = STR("share");
    panel_add(panel, (struct strand){.series = {&row, 1}, .derived = &derived});
    const struct strand *share = find("a", "m", "share");
    cr_assert_not_null(share);
    expect("exact", measure_text(mem, strand_value(share, share->series.row), 5), "0.33333");
    expect("as it came", measure_text(mem, strand_value(find("a", "m", "jobs"), like), 0), "6");
    derived.value = measure_of(num_of(2));
    panel_add(panel, (struct strand){.series = {&row, 1}, .derived = &derived});
    expect("replaced", measure_text(mem, strand_value(find("a", "m", "share"), &row), 0), "2");
    const struct str *code;
    cr_expect_eq(panel_codes(panel, &code), 3);
    cr_expect_eq(panel_subjects(panel), 3, "what is computed makes no new subject");
    row.indicator = STR("jobs");
    panel_add(panel, (struct strand){.series = {&row, 1}, .derived = &derived});
    cr_expect_eq(find("a", "m", "jobs")->derived, &derived, "in place of what came");
    uint32_t places = 0;
    for (uint32_t i = 0; i < observation_series_count(observations); i++)
        places += panel_strand(panel, i)->derived == &derived;
    cr_expect_eq(places, 1, "by its number too");
}
