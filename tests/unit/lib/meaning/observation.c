/* Observations: order, vintages, calibers, what cannot be used. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/diag.h"
#include "meaning/observation_inside.h"
#include "meaning/schema.h"

#include "chance.h"
#include "ends.h"
#include "observed.h"

TestSuite(observation, .init = open_mem, .fini = close_observed);

static const struct observing plain = {0};

/* "2021=8.4 2022=3.0": a series as it is used; a row that is no good has ! before its value. */
static const char *shown(struct series series)
{
    struct str text = {"", 0};
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        text = mem_format(mem, "%.*s%s%.*s=%s%.*s", STR_ARG(text), i ? " " : "", STR_ARG(row->period_text),
                          row->state == OBSERVATION_GOOD ? "" : "!", STR_ARG(row->value_text));
    }
    return text.at;
}

static void expect(const char *name, const char *got, const char *want)
{
    cr_expect(strcmp(got, want) == 0, "%s: %s, not %s", name, got, want);
}

/* The sample schema has the columns of the list, in its order, and needs what the list needs. */
Test(observation, sample_schema)
{
    struct schema *schema = schema_load(mem, "samples/schema/observations.json");
    cr_assert(schema->fields == OBSERVED_COUNT, "%u fields, not %d", schema->fields, OBSERVED_COUNT);
    for (enum observed i = 0; i < OBSERVED_COUNT; i++) {
        struct str name = schema->field[i].name;
        cr_expect(str_eq(name, observed_row(i)->name), "%.*s, not %.*s", STR_ARG(name), STR_ARG(observed_row(i)->name));
        cr_expect(i == OBSERVED_VALUE || schema->field[i].required >= observed_row(i)->needed, "%.*s", STR_ARG(name));
        cr_expect(observed_find(name) == i, "%.*s", STR_ARG(name));
    }
    cr_expect(observed_find(STR("sex")) == OBSERVED_COUNT);
    schema_close(schema);
}

/* Preferences, best first, and what they choose of the same rows. */
Test(observation, vintages)
{
    static const char table[] =
        "region,indicator,period,value,vintage\n"
        "R,dated,2021,8.4,2022-12-27\nR,dated,2021,8.1,2022-02-28\nR,dated,2021,8.2,2022\n"
        "R,named,2021,9.1,first release\nR,named,2021,9.4,final\nR,named,2022,7,first release\n"
        "R,gap,2021,5,2022\nR,gap,2021,,2023\n";
    static const struct {
        const char *name, *preference[2], *dated, *named, *gap;
    } want[] = {
        {"none", {NULL, NULL}, "2021=8.2", "2021=9.4 2022=7", "2021=5"},
        {"latest", {"latest", NULL}, "2021=8.2", "2021=9.4 2022=7", "2021=5"},
        {"first", {"first", NULL}, "2021=8.1", "2021=9.1 2022=7", "2021=5"},
        {"a name", {"final", NULL}, "", "2021=9.4", ""},
        {"a name, then latest", {"final", "latest"}, "2021=8.2", "2021=9.4 2022=7", "2021=5"},
        {"a date", {"2022-02-28", NULL}, "2021=8.1", "", ""},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct observing how = {.vintage = want[i].preference};
        while (how.vintages < 2 && want[i].preference[how.vintages])
            how.vintages++;
        struct observations *all = observed_load(table, &how);
        expect(want[i].name, shown(observation_find(mem, all, STR("R"), STR("dated"), NULL)), want[i].dated);
        expect(want[i].name, shown(observation_find(mem, all, STR("R"), STR("named"), NULL)), want[i].named);
        expect(want[i].name, shown(observation_find(mem, all, STR("R"), STR("gap"), NULL)), want[i].gap);
    }
}

/* What was known on a day: the end of a vintage decides, and the preferences choose among what is left. */
Test(observation, known)
{
    static const char table[] =
        "region,indicator,period,value,vintage\n"
        "R,gdp,2022,3.0,2023-02-28\nR,gdp,2022,3.1,2025-02-28\nR,gdp,2022,2.9,2023-01\n"
        "R,gdp,2023,5.2,2024-02-29\nR,gdp,2021,8.1,first release\nR,gdp,2020,2.3,\nR,gdp,2019,6.0,2023\n"
        "R,gdp,2018,no number,2024\n";
    static const struct {
        const char *day, *preference, *want;
    } row[] = {
        {"2023-12-26", NULL, "2022=3.0"},
        {"2023-02-28", NULL, "2022=3.0"},
        {"2023-02-27", NULL, "2022=2.9"},
        {"2023-01", NULL, "2022=2.9"},
        {"2023-12-26", "first", "2022=2.9"},
        {"2023", NULL, "2019=6.0 2022=3.0"},
        {"2024-12-31", "first", "2018=!no number 2019=6.0 2022=2.9 2023=5.2"},
        {"2025-02-28", NULL, "2018=!no number 2019=6.0 2022=3.1 2023=5.2"},
        {"2022-12-31", NULL, ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct period day;
        cr_assert(period_parse(str_of(row[i].day), &day));
        const struct observing how = {.known = &day, .vintage = &row[i].preference,
                                      .vintages = row[i].preference != NULL};
        uint64_t before = diag_count(DIAG_UNDATED);
        struct observations *all = observed_load(table, &how);
        expect(row[i].day, shown(observation_find(mem, all, STR("R"), STR("gdp"), NULL)), row[i].want);
        cr_expect(diag_count(DIAG_UNDATED) == before + 2, "%s: a vintage that is no date is told", row[i].day);
    }
}

/* Rows come in any order; series stand by region and indicator, rows by the end of the period. */
Test(observation, order)
{
    struct observations *all = observed_load("value,period,indicator,region\n"
        "3,2022,b,S\n1,2022-S1,b,S\n2,2021,b,S\n5,2020,a,S\n4,2022-06,b,S\n9,2020,b,R\n", &plain);
    cr_assert(observation_series_count(all) == 3);
    expect("first series", shown(observation_series(mem, all, 0)), "2020=9");
    expect("last series", shown(observation_series(mem, all, 2)), "2021=2 2022-S1=1 2022-06=4 2022=3");
    cr_expect(observation_find(mem, all, STR("S"), STR("c"), NULL).count == 0);
    struct period half;
    cr_assert(period_parse(STR("2022-01-01/P6M"), &half));
    cr_expect(str_eq(observation_at(observation_find(mem, all, STR("S"), STR("b"), NULL), half)->value_text, STR("1")),
              "a period is found however it is spelled");
}

/* Where a row stands, across records of several lines and rows that are left out. */
Test(observation, places)
{
    struct observations *all = observed_load(
        "region,indicator,period,value,note\n"
        "R,x,2019,1,\"two\nlines\"\nR,x,2020,2,\nR,x,soon,3,\nR,x,2021,4,\n", &plain);
    struct series series = observation_find(mem, all, STR("R"), STR("x"), NULL);
    static const uint64_t line[] = {2, 4, 6}, record[] = {1, 2, 4};
    for (uint32_t i = 0; i < 3; i++)
        cr_expect(series.row[i].line == line[i] && series.row[i].record == record[i], "%u", i);
    cr_expect(str_eq(series.row[0].note, STR("two\nlines")) && series.row[1].note.length == 0);
}

/* What is no value stays in its series with its state. */
Test(observation, states)
{
    struct observations *all = observed_load("region,indicator,period,value,status,qualifier,vintage\n"
        "R,x,2015,1,A,,\nR,x,2016,,,,\nR,x,2017,1,O,,\nR,x,2018,1,F,,\nR,x,2019,one,A,,\nR,x,2020,1,Z,,\n"
        "R,x,2021,1,A,more,\nR,x,2022,1,A,,a\nR,x,2022,2,A,,a\nR,x,2023,1,A,gt,\nR,x,soon,1,A,,\n", &plain);
    static const enum observation_state want[] = {
        OBSERVATION_GOOD, OBSERVATION_MISSING, OBSERVATION_MISSING, OBSERVATION_FORECAST, OBSERVATION_UNREADABLE,
        OBSERVATION_UNREADABLE, OBSERVATION_UNREADABLE, OBSERVATION_CONFLICT, OBSERVATION_GOOD};
    struct series series = observation_find(mem, all, STR("R"), STR("x"), NULL);
    cr_assert(series.count == sizeof want / sizeof *want, "%u rows", series.count);
    for (uint32_t i = 0; i < series.count; i++)
        cr_expect(series.row[i].state == want[i], "%u: state %d, not %d", 2015 + i, series.row[i].state, want[i]);
    cr_expect(series.row[8].bound == BOUND_GT && observation_bound_row(BOUND_GT)->side == 1);
    cr_expect(observation_unread(all) == 5, "%llu could not be used", (unsigned long long)observation_unread(all));
}

/* What a later row does to a value: one that says there is none takes it back, for `latest`. */
Test(observation, taken_back)
{
    static const char table[] =
        "region,indicator,period,value,status,vintage\n"
        "R,back,2021,5,A,2022\nR,back,2021,,O,2023\n"
        "R,empty,2021,5,A,2022\nR,empty,2021,,,2023\n"
        "R,estimate,2021,5,A,2022\nR,estimate,2021,,E,2023\n"
        "R,forecast,2021,5,A,2022\nR,forecast,2021,,F,2023\n"
        "R,again,2021,5,A,2022\nR,again,2021,,Q,2023\nR,again,2021,6,A,2024\n"
        "R,order,2021,,L,2023\nR,order,2021,5,A,2022\n"
        "R,one,2021,5,A,2022\nR,one,2021,,O,2022\n"
        "R,names,2021,,O,final\nR,names,2021,5,A,first release\n";
    static const struct {
        const char *indicator, *latest, *first;
    } want[] = {
        {"back", "2021=!", "2021=5"},     {"empty", "2021=5", "2021=5"}, {"estimate", "2021=5", "2021=5"},
        {"forecast", "2021=5", "2021=5"}, {"again", "2021=6", "2021=5"}, {"order", "2021=!", "2021=5"},
        {"one", "2021=5", "2021=5"},      {"names", "2021=5", "2021=5"},
    };
    static const char *const preference[] = {"first"};
    struct observations *latest = observed_load(table, &plain);
    const struct observing how = {.vintage = preference, .vintages = 1};
    struct observations *first = observed_load(table, &how);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct str code = str_of(want[i].indicator);
        expect(want[i].indicator, shown(observation_find(mem, latest, STR("R"), code, NULL)), want[i].latest);
        expect(want[i].indicator, shown(observation_find(mem, first, STR("R"), code, NULL)), want[i].first);
    }
    cr_expect(diag_count(DIAG_WITHDRAWN) == 2, "%llu were told", (unsigned long long)diag_count(DIAG_WITHDRAWN));
}

Test(observation, calibers)
{
    struct observations *all = observed_load(
        "region,indicator,period,value,caliber\nR,x,2021,1,\nR,x,2022,2,\nR,x,2022,3,other\nR,x,2023,4,other\n",
        &plain);
    struct series series = observation_find(mem, all, STR("R"), STR("x"), NULL);
    expect("plain", shown(observation_in_caliber(mem, series, STR(""))), "2021=1 2022=2 2023=!4");
    expect("named", shown(observation_in_caliber(mem, series, STR("other"))), "2021=!1 2022=3 2023=4");
    expect("unknown", shown(observation_in_caliber(mem, series, STR("third"))), "2021=!1 2022=!2 2023=!4");
}

/* Rows of periods that go on in time, until one has none, or one that says more than its value. */
Test(observation, in_step)
{
    static const struct {
        const char *rows;
        uint32_t found;
    } row[] = {
        {"2022-01,1,\n2022-02,2,\n2022-03,3,\n2022-Q1,6,\n2022-04,4,\n", 4},
        {"2022-01,1,\n2022-03,3,\n2022-04,4,\n", 1},
        {"2021-12,1,\n2022-01,1,\n2022-02,2,\n2022-03,,\n", 2},
        {"2022-01,1,\n2022-02,2,ge\n2022-03,3,\n", 1},
        {"2022-02,1,\n", 0},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str table = {"region,indicator,period,value,qualifier\n", 0};
        for (struct str rest = str_of(row[i].rows), line; str_cut(&rest, '\n', &line);)
            table = mem_format(mem, "%sR,x,%.*s\n", table.at, STR_ARG(line));
        const struct observations *all = observed_load(table.at, &plain);
        struct observed_rows rows = observed_of(mem, all, STR("R"), STR("x"), NULL);
        struct period month[4];
        uint32_t number[4];
        for (int k = 0; k < 4; k++)
            month[k] = period_months(2022, k + 1, 1);
        uint32_t found = observed_in_step(all, rows, 0, month, 4, number);
        cr_expect(found == row[i].found, "%zu: %u, not %u", i, found, row[i].found);
        for (uint32_t k = 0; k < found; k++)
            cr_expect(num_compare(observed_value(all, number[k]), num_of(k + 1)) == 0 &&
                      observed_whole(mem, all, number[k])->period.first == month[k].first, "%zu: row %u", i, k);
    }
}

/* Rows are found and unpacked one by one; what is not there has none, and a period that is not has no place. */
Test(observation, one_by_one)
{
    const struct observations *all =
        observed_load("region,indicator,period,value\nR,x,2022,3\nR,x,2020,1\nS,x,2021,7\nR,x,2021,2\n", &plain);
    struct observed_rows rows = observed_of(mem, all, STR("R"), STR("x"), NULL);
    struct period period;
    cr_assert(rows.rows == 3 && observed_series(all, 0).from == rows.from && observed_series(all, 1).rows == 1);
    for (uint32_t k = 0; k < rows.rows; k++) {
        const struct observation *row = observed_unpack(mem, all, rows, k, 1).row;
        cr_expect(row->value.mantissa == (int)k + 1 && period_compare(row->period, observed_when(all, rows, k)) == 0);
        for (uint32_t near = 0; near <= rows.rows; near++)
            cr_expect(observed_near(all, rows, row->period, near) == k, "row %u near %u", k, near);
    }
    cr_assert(period_parse(STR("2023"), &period));
    cr_expect(observed_near(all, rows, period, 0) == 3 && observed_unpack(mem, all, rows, 3, 0).count == 0);
    cr_expect(observed_of(mem, all, STR("R"), STR("y"), NULL).rows == 0);
    expect("two", shown(observed_unpack(mem, all, rows, 1, 2)), "2021=2 2022=3");
}

/* Of a period across series all rows are found, wherever they stood in the series before. */
Test(observation, across)
{
    const struct observations *all = observed_load("region,indicator,period,value,caliber\n"
                                                   "R,x,2020,1,\nR,x,2021,2,\nR,x,2022,3,\n"
                                                   "S,x,2021,4,\nS,x,2021,5,other\nS,x,2022,6,\n"
                                                   "T,x,2019,7,\nT,x,2021,8,\nT,x,2021,9,other\nU,x,2020,0,\n",
                                                   &plain);
    static const uint32_t series[] = {0, 1, 2, 3};
    uint32_t from[5];
    struct period period;
    cr_assert(period_parse(STR("2021"), &period));
    const struct observation *row = observation_across(mem, all, series, 4, period, from);
    static const char *const want[] = {"2021=2", "2021=4 2021=5", "2021=8 2021=9", ""};
    for (int i = 0; i < 4; i++)
        expect("across", shown((struct series){row + from[i], from[i + 1] - from[i]}), want[i]);
}

/* Rows are alike that say the same beside their values, whatever their source. */
Test(observation, alike)
{
    static const char *const other[] = {"%,A,,v,yes,b,0", "km,A,,v,yes,a,1", "%,E,,v,yes,a,1", "%,A,ge,v,yes,a,1",
                                        "%,A,,w,yes,a,1", "%,A,,v,,a,1"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        bool alike = other[i][strlen(other[i]) - 1] == '0';
        struct str table = mem_format(mem, "region,indicator,period,value,unit,status,qualifier,vintage,verified,"
                                           "source,note\nR,x,2020,1,%%,A,,v,yes,a,\nR,x,2021,2,%s\n", other[i]);
        const struct observations *all = observed_load(table.at, &plain);
        cr_expect(observed_alike(all, 0, 1) == alike, "%s", other[i]);
    }
}

static bool only_b(void *state, struct str region, struct str indicator)
{
    ++*(int *)state;
    (void)region;
    return str_eq(indicator, STR("b"));
}

/* What a part might tell of rows that can be used is not read in parts. */
Test(observation, not_in_parts)
{
    static const char *const names[] = {"2022"};
    struct period day;
    cr_assert(period_parse(STR("2024"), &day));
    const struct until until = {day, day};
    const struct observing how[] = {{.vintage = names, .vintages = 1}, {.known = &day}, {.until = &until},
                                    {.wanted = only_b}};
    for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
        struct reader *reader = text_reader(mem, "region,indicator,period,value,vintage\n");
        cr_expect(!observation_can_part(observed_keep(observation_open(mem, reader, &how[i]))), "%zu", i);
        reader_close(reader);
    }
}

Test(observation, wanted)
{
    int asked = 0;
    const struct observing how = {.wanted = only_b, .state = &asked};
    struct observations *all = observed_load("region,indicator,period,value\nR,a,2021,no number\nR,b,2021,1\n", &how);
    cr_expect(asked == 2 && observation_series_count(all) == 1 && observation_unread(all) == 0,
              "rows that are not wanted are not even read");
}

/* ---- beside a plain slow reading ---- */

/* A row as it was drawn by lot. */
struct drawn {
    const char *region, *indicator, *period, *value, *vintage, *caliber;
    struct period when;
};

static const char *one_of(const char *const *word, size_t count)
{
    return word[chance() % count];
}
#define ONE_OF(...) one_of((const char *const[]){__VA_ARGS__}, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *))

enum { MOST = 80 };

static struct drawn draw(void)
{
    struct drawn row = {.region = ONE_OF("R", "S", "T"), .indicator = ONE_OF("x", "y"),
                        .period = ONE_OF("2020", "2021", "2021-S1", "2021-01-01/P6M", "2021-12", "2019"),
                        .value = ONE_OF("1.10", "5", "-3", "", "007", "1e3", "5.", "123456789012345678901234567890"),
                        .vintage = ONE_OF("", "2022", "2023-02-28", "2022-12-31"), .caliber = ONE_OF("", "", "other")};
    cr_assert(period_parse(str_of(row.period), &row.when));
    return row;
}

/* The table of them, its columns in one of several orders. */
static const char *written(const struct drawn *row, size_t count)
{
    static const char *const order[] = {"ripvtc", "cvtpir", "tprvci"};
    const char *columns = one_of(order, 3);
    struct str text = {"", 0};
    for (size_t i = 0; i <= count; i++)
        for (const char *c = columns; *c; c++) {
            const struct drawn *r = &row[i ? i - 1 : 0];
            const char *field = *c == 'r'   ? i ? r->region : "region"
                                : *c == 'i' ? i ? r->indicator : "indicator"
                                : *c == 'p' ? i ? r->period : "period"
                                : *c == 'v' ? i ? r->value : "value"
                                : *c == 't' ? i ? r->vintage : "vintage"
                                            : i ? r->caliber : "caliber";
            text = mem_format(mem, "%.*s%s%s", STR_ARG(text), field, c[1] ? "," : "\n");
        }
    return text.at;
}

static bool same_figure(const struct drawn *a, const struct drawn *b)
{
    return strcmp(a->region, b->region) == 0 && strcmp(a->indicator, b->indicator) == 0 &&
           strcmp(a->caliber, b->caliber) == 0 && period_compare(a->when, b->when) == 0;
}

/* Is the later one of two rows of a figure, a before b, to be taken for the latest? */
static bool gives_way(const struct drawn *a, const struct drawn *b, bool dated)
{
    struct period of_a, of_b;
    if (!*a->value != !*b->value)
        return !*a->value;
    return !dated || (period_parse(str_of(a->vintage), &of_a) && period_parse(str_of(b->vintage), &of_b) &&
                      period_compare(of_a, of_b) <= 0);
}

/* Which of the rows stands for the figure that row i is of; sets whether another contradicts it. */
static size_t taken_by_hand(const struct drawn *row, size_t count, size_t i, bool *conflict)
{
    bool dated = true;
    size_t best = i;
    *conflict = false;
    for (size_t k = 0; k < count; k++)
        dated &= !same_figure(&row[i], &row[k]) || *row[k].vintage;
    while (best > 0 && !same_figure(&row[i], &row[best]))
        best--;
    for (size_t k = 0; k < count; k++)
        if (same_figure(&row[i], &row[k]) && (k < best ? !gives_way(&row[k], &row[best], dated)
                                                       : gives_way(&row[best], &row[k], dated)))
            best = k;
    for (size_t k = 0; k < count; k++) {
        struct num one, other;
        *conflict |= same_figure(&row[i], &row[k]) && strcmp(row[k].vintage, row[best].vintage) == 0 &&
                     num_parse(str_of(row[k].value), &one) == NUM_OK &&
                     num_parse(str_of(row[best].value), &other) == NUM_OK && num_compare(one, other) != 0;
    }
    return best;
}

/* Each row of a series: is it the one that was taken of its figure, with all that was said, in its order? */
static size_t check_series(struct series series, const struct drawn *drawn, size_t count)
{
    for (uint32_t i = 0; i < series.count; i++) {
        const struct observation *row = &series.row[i];
        const struct drawn *want = &drawn[row->record - 1];
        bool conflict;
        cr_assert(row->record - 1 == taken_by_hand(drawn, count, row->record - 1, &conflict));
        cr_assert(str_eq(row->value_text, str_of(want->value)) && str_eq(row->period_text, str_of(want->period)) &&
                  str_eq(row->vintage, str_of(want->vintage)) && str_eq(row->caliber, str_of(want->caliber)) &&
                  row->line == row->record + 1 && row->unit.length == 0);
        cr_assert(row->state == (conflict       ? OBSERVATION_CONFLICT
                                 : *want->value ? OBSERVATION_GOOD
                                                : OBSERVATION_MISSING));
        struct num value = {0, 0};
        num_parse(str_of(want->value), &value);
        cr_assert(num_compare(row->value, value) == 0 && row->value.scale == value.scale);
        int order = i ? period_compare(row[-1].period, row->period) : -1;
        cr_assert(order < 0 || (order == 0 && strcmp(drawn[row[-1].record - 1].caliber, want->caliber) < 0));
    }
    return series.count;
}

/* The same table from parts of a few records, which two take in turn. */
static struct observations *load_in_parts(const char *table)
{
    struct reader *reader = text_reader(mem, table);
    struct observations *whole = observation_open(mem, reader, &plain), *part[2];
    cr_assert(observation_can_part(whole));
    for (int i = 0; i < 2; i++)
        part[i] = observation_open_part(mem, whole);
    struct place first = {.file = "table.csv", .line = 2, .record = 1}, place = {.file = first.file};
    const struct record *record = reader_next(reader);
    for (int turn = 0; record; turn++) {
        struct observations *own = part[turn % 2];
        uint64_t count = chance() % 9;
        for (place.line = 0; record && place.line < count; record = reader_next(reader)) {
            place.record = ++place.line;
            observation_take_at(own, record, &place);
        }
        cr_assert(!observation_stuck(own));
        observation_join(whole, own, &first);
        first.line += place.line;
        first.record += place.line;
    }
    for (int i = 0; i < 2; i++)
        observation_close(part[i]);
    observation_settle(whole);
    reader_close(reader);
    return observed_keep(whole);
}

/* A part tells nothing of a cell that cannot be read: it is stuck, until it is dropped. */
Test(observation, stuck_part)
{
    struct reader *reader = text_reader(mem, "region,indicator,period,value\nR,x,2020,five\nR,x,2021,5\n");
    struct observations *whole = observed_keep(observation_open(mem, reader, &plain));
    struct observations *part = observation_open_part(mem, whole);
    struct place place = {.file = "table.csv", .line = 1, .record = 1};
    uint64_t told = diag_count(DIAG_OBSERVATION);
    observation_take_at(part, reader_next(reader), &place);
    cr_assert(observation_stuck(part) && diag_count(DIAG_OBSERVATION) == told);
    observation_drop(part);
    observation_take_at(part, reader_next(reader), &place);
    cr_assert(!observation_stuck(part));
    observation_join(whole, part, &(struct place){.file = "table.csv", .line = 3, .record = 2});
    observation_settle(whole);
    struct series series = observation_series(mem, whole, 0);
    cr_assert(observation_series_count(whole) == 1 && series.count == 1 && series.row[0].line == 3);
    observation_close(part);
    reader_close(reader);
}

/* A part that has met many texts begins its numbers anew. */
Test(observation, many_texts_in_a_part)
{
    enum { ROWS = 17000, LINE = 24 };
    char *table = mem_take(mem, (size_t)(ROWS + 3) * LINE);
    int length = snprintf(table, 2 * LINE, "region,indicator,period,value\n");
    for (int i = 1; i <= ROWS + 1; i++)
        length += snprintf(table + length, LINE, "R%d,x,2020,%d\n", i, i);
    struct reader *reader = text_reader(mem, table);
    struct observations *whole = observed_keep(observation_open(mem, reader, &plain));
    struct observations *part = observation_open_part(mem, whole);
    struct place first = {.file = "table.csv", .line = 2, .record = 1}, place = {.file = first.file};
    for (int i = 1; i <= ROWS + 1; i++) {
        place.record = ++place.line;
        observation_take_at(part, reader_next(reader), &place);
        if (i < ROWS)
            continue;
        observation_join(whole, part, &first);
        first.line += place.line;
        first.record += place.line;
        place.line = 0;
    }
    observation_close(part);
    observation_settle(whole);
    reader_close(reader);
    cr_assert(observation_series_count(whole) == ROWS + 1);
    struct series last = observation_find(mem, whole, STR("R17001"), STR("x"), NULL);
    cr_assert(last.count == 1 && last.row->line == ROWS + 2 && num_compare(last.row->value, num_of(ROWS + 1)) == 0);
}

/* Rows and columns in any order, any number of vintages and calibers, at once and in parts. */
Test(observation, as_a_plain_slow_reading)
{
    for (int run = 0; run < 400; run++) {
        struct drawn row[MOST];
        size_t count = (size_t)run % MOST, figures = 0, found = 0;
        for (size_t i = 0; i < count; i++)
            row[i] = draw();
        for (size_t i = 0; i < count; i++) {
            size_t k = 0;
            while (!same_figure(&row[k], &row[i]))
                k++;
            figures += k == i;
        }
        const char *table = written(row, count);
        struct observations *all = run % 2 ? load_in_parts(table) : observed_load(table, &plain);
        for (uint32_t i = 0; i < observation_series_count(all); i++)
            found += check_series(observation_series(mem, all, i), row, count);
        cr_assert(found == figures, "run %d: %zu figures, not %zu", run, found, figures);
    }
}

/* ---- how many ---- */

/* The rows before stand all in one block, again and again. */
static void take_one_more(const void *state)
{
    enum { BLOCKS = 1 << 20 };
    struct observations *all = observation_open(mem, text_reader(mem, state), &plain);
    observation_take(all, reader_next(all->reader));
    all->block = mem_resize(all->block, BLOCKS * sizeof *all->block);
    memset(all->block[0] + all->row_bytes, 0, (BLOCK_ROWS - 1) * all->row_bytes);
    for (all->blocks = 1; all->blocks < BLOCKS; all->blocks++)
        all->block[all->blocks] = all->block[0];
    all->count = UINT32_MAX;
    observation_take(all, reader_next(all->reader));
}

Test(observation, more_rows_than_have_numbers)
{
    const char *told = ends(take_one_more, "region,indicator,period,value\nR,gdp,2021,1\nR,gdp,2022,2\n");
    cr_expect(strstr(told, "more than 4294967295 rows are too many for one table; --where leaves some out [shape]"),
              "%s", told);
}
