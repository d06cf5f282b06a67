/* stats: every row of the table after 0, 1, 2 and 3 values; ties, orders, percentiles;
 * the same in any order and split, saved and loaded; published figures; and against
 * plain computation. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "values/num.h"
#include "values/stats.h"

static struct mem *mem;

static void begin(void)
{
    mem = mem_open();
}

static void end(void)
{
    mem_close(mem);
}

TestSuite(stats, .init = begin, .fini = end);

static uint64_t seed = 88172645463325252u;

static uint64_t chance(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    return seed ^= seed << 17;
}

/* ---- one statistic of one column, step by step ---- */

struct run {
    struct stats_want want;
    struct stats_plan plan;
    void *state;
    uint64_t records;
};

static struct run run_of(const char *name, bool with)
{
    struct run run = {0};
    cr_assert(stats_find(str_of(name), &run.want, NULL), "%s is a statistic", name);
    stats_plan_init(&run.plan, &run.want, 1, with);
    run.state = mem_take(mem, run.plan.state_bytes);
    return run;
}

static struct stats_cell cell_of(const struct stats_plan *plan, void *state, const char *text, const char *with,
                                 uint64_t record)
{
    struct stats_cell cell = {.text = str_of(text), .with = str_of(with), .record = record};
    if (plan->numeric && *text && num_parse(cell.text, &cell.value) != NUM_OK)
        stats_spoil(plan, state);
    if (plan->paired && cell.with.length && num_parse(cell.with, &cell.with_value) != NUM_OK)
        stats_spoil(plan, state);
    return cell;
}

static void step(struct run *run, const char *text, const char *with)
{
    struct stats_cell cell = cell_of(&run->plan, run->state, text, with, ++run->records);
    stats_step(&run->plan, run->state, mem, &cell);
}

static const char *result_to(const struct run *run, int places, enum num_rounding how)
{
    struct stats_result result = stats_finish(&run->plan, &run->want, run->state,
                                              &(struct stats_manner){mem, places, how});
    cr_assert_eq(result.text.length == 0, result.reason.length > 0, "an empty result has a reason, another has none");
    return mem_copy(mem, result.text).at;
}

static const char *result(const struct run *run)
{
    return result_to(run, NUM_SHORTEST, NUM_HALF_UP);
}

/* ---- every row ---- */

/* The results after none, one, two and three of the cells 2, 4.50, -1, with 1, 3 and 0.5
 * where a second column must be there; of a condition, after 1, 0, 1.  And after a 7
 * (a 1, of a condition) between empty cells. */
static const struct {
    const char *name;         /* as in the table */
    const char *example;      /* as it is asked for; null: the same */
    const char *after[4];
    const char *seven;
} every[] = {
    {"count", NULL, {"0", "1", "2", "3"}, "1"},
    {"missing", NULL, {"0", "0", "0", "0"}, "2"},
    {"coverage", NULL, {"", "1", "1", "1"}, "0.3333333333333333"},
    {"distinct", NULL, {"0", "1", "2", "3"}, "1"},
    {"only", NULL, {"", "2", "", ""}, "7"},
    {"mode", NULL, {"", "2", "2", "2"}, "7"},
    {"topN", "top2", {"", "2 (1)", "2 (1); 4.50 (1)", "2 (1); -1 (1)"}, "7 (1)"},
    {"first", NULL, {"", "2", "2", "2"}, "7"},
    {"last", NULL, {"", "2", "4.50", "-1"}, "7"},
    {"share", NULL, {"", "1", "0.5", "0.6666666666666666"}, "1"},
    {"holds", NULL, {"0", "1", "1", "2"}, "1"},
    {"unknown", NULL, {"0", "0", "0", "0"}, "2"},
    {"sum", NULL, {"", "2", "6.50", "5.50"}, "7"},
    {"sumsq", NULL, {"", "4", "24.2500", "25.2500"}, "49"},
    {"mean", NULL, {"", "2", "3.25", "1.8333333333333333"}, "7"},
    {"wmean", NULL, {"", "2", "3.875", "3.3333333333333335"}, "7"},
    {"gmean", NULL, {"", "2", "3", ""}, "7"},
    {"hmean", NULL, {"", "2", "2.769230769230769", ""}, "7"},
    {"trimmeanNN", "trimmean70", {"", "2", "3.25", "2"}, "7"},
    {"min", NULL, {"", "2", "2", "-1"}, "7"},
    {"max", NULL, {"", "2", "4.50", "4.50"}, "7"},
    {"range", NULL, {"", "0", "2.50", "5.50"}, "0"},
    {"median", NULL, {"", "2", "3.25", "2.00"}, "7"},
    {"q1", NULL, {"", "2", "2.625", "0.50"}, "7"},
    {"q3", NULL, {"", "2", "3.875", "3.25"}, "7"},
    {"iqr", NULL, {"", "0", "1.25", "2.75"}, "0"},
    {"pNN", "p90", {"", "2", "4.25", "4.00"}, "7"},
    {"mad", NULL, {"", "0", "1.25", "2.50"}, "0"},
    {"wmedian", NULL, {"", "2", "4.50", "4.50"}, "7"},
    {"wpNN", "wp12.5", {"", "2", "2.00", "2.00"}, "7"},
    {"var", NULL, {"", "", "3.125", "7.583333333333333"}, ""},
    {"sd", NULL, {"", "", "1.7677669529663689", "2.753785273643051"}, ""},
    {"varp", NULL, {"", "0", "1.5625", "5.055555555555555"}, "0"},
    {"sdp", NULL, {"", "0", "1.25", "2.2484562605386738"}, "0"},
    {"cv", NULL, {"", "", "0.5439282932204211", "1.5020646947143914"}, ""},
    {"skewness", NULL, {"", "", "", "-0.2713547618998587"}, ""},
    {"kurtosis", NULL, {"", "", "", ""}, ""},
    {"cov", NULL, {"", "", "2.5", "3.375"}, ""},
    {"cor", NULL, {"", "", "1", "0.926455747015147"}, ""},
};
enum { EVERY = sizeof every / sizeof *every };

/* How a row is asked for. */
static const char *asked_as(const struct stats_row *row)
{
    for (size_t i = 0; i < EVERY; i++)
        if (strcmp(every[i].name, row->name) == 0)
            return every[i].example ? every[i].example : row->name;
    cr_assert(false, "%s has its values in the table `every`", row->name);
    return NULL;
}

Test(stats, every_row_after_none_one_two_and_three_values)
{
    static const char *const cell[] = {"2", "4.50", "-1"}, *const with[] = {"1", "3", "0.5"},
                      *const truth[] = {"1", "0", "1"};
    size_t rows = 0;
    for (const struct stats_row *row; (row = stats_row(rows)); rows++) {
        cr_assert(rows < EVERY && strcmp(every[rows].name, row->name) == 0, "%s stands in `every` in its place",
                  row->name);
        cr_expect(*row->help && strlen(row->help) < 60, "%s has a help line", row->name);
        bool paired = stats_paired(row->with);
        struct run run = run_of(asked_as(row), paired);
        cr_expect_eq(run.plan.numeric, row->numeric, "%s", row->name);
        for (size_t n = 0; n < 4; n++) {
            cr_expect_str_eq(result(&run), every[rows].after[n], "%s after %zu values is %s", row->name, n,
                             result(&run));
            if (n < 3)
                step(&run, (row->with == STATS_CONDITION ? truth : cell)[n], paired ? with[n] : "");
        }
    }
    cr_expect_eq(rows, EVERY, "no row of this table is without its statistic");
}

Test(stats, empty_cells_are_missing)
{
    for (size_t i = 0; stats_row(i); i++) {
        const struct stats_row *row = stats_row(i);
        bool paired = stats_paired(row->with), counts_missing = row->needs == 0 && strcmp(row->name, "count") != 0;
        struct run run = run_of(asked_as(row), paired);
        step(&run, "", paired ? "1" : "");
        if (paired)
            step(&run, "5", "");
        const char *want = strcmp(row->name, "coverage") == 0 ? "0" : counts_missing ? "1"
                           : row->kind == STATS_WHOLE ? "0" : "";
        cr_expect_str_eq(result(&run), want, "%s of missing cells is %s", row->name, result(&run));
        step(&run, row->with == STATS_CONDITION ? "1" : "7", paired ? "2" : "");
        step(&run, "", paired ? "1" : "");
        cr_expect_str_eq(result(&run), every[i].seven, "%s of 7 is %s", row->name, result(&run));
    }
}

Test(stats, a_spoiled_state_answers_what_needs_no_numbers)
{
    for (size_t i = 0; stats_row(i); i++) {
        const struct stats_row *row = stats_row(i);
        struct stats_want want[2];
        bool with = stats_paired(row->with), alone = with || row->with == STATS_CONDITION;
        const char *name = asked_as(row);
        stats_find(str_of(name), &want[0], NULL);
        stats_find(STR("sum"), &want[1], NULL);
        struct stats_plan plan;
        stats_plan_init(&plan, want, alone ? 1 : 2, with);
        void *state = mem_take(mem, plan.state_bytes);
        static const char *const cell[] = {"3", "x", "3"};
        if (row->with == STATS_CONDITION || strcmp(name, "only") == 0)
            continue;                     /* no condition is text; two texts are no answer */
        for (uint64_t k = 0; k < 3; k++) {
            struct stats_cell one = cell_of(&plan, state, cell[k], with ? "1" : "", k);
            stats_step(&plan, state, mem, &one);
        }
        struct stats_result got = stats_finish(&plan, want, state,
                                               &(struct stats_manner){mem, NUM_SHORTEST, NUM_HALF_UP});
        if (row->numeric)
            cr_expect(got.text.length == 0 && str_eq(got.reason, STR("a cell is not a number")), "%s", name);
        else
            cr_expect(got.text.length && !got.reason.length, "%s goes on", name);
        if (strcmp(name, "count") == 0)
            cr_expect(str_eq(got.text, STR("3")), "count counts it too");
    }
}

/* ---- by table: cells parted by spaces, `with` too ---- */

static const struct {
    const char *name, *cells, *with;
    int places;
    const char *want;
} cases[] = {
    /* ties: the shortest text, then byte order; bytes as they came */
    {"min", "1.0 1 1.00", NULL, 2, "1"},
    {"max", "1.0 +1 1.00 01", NULL, 2, "+1"},
    {"min", "0.5 .5 +.5", NULL, 2, ".5"},
    {"max", "5e0 5.0 5", NULL, 0, "5"},
    {"max", "-0 0", NULL, 0, "0"},
    {"min", "1e-400 1e400", NULL, 2, "1e-400"},
    {"max", "99999999999999999999999999999999999999 9e37 -1", NULL, 0, "99999999999999999999999999999999999999"},
    {"min", "007 0008 9", NULL, 0, "007"},
    {"min", "10 9.50 9.5000", NULL, 0, "9.50"},
    {"mode", "b a b a c", NULL, 0, "a"},
    {"mode", "bb a bb a a bb", NULL, 0, "a"},
    {"mode", "杭州 宁波 杭州", NULL, 0, "杭州"},
    {"distinct", "1 1.0 1.00 1 x", NULL, 0, "4"},
    /* places */
    {"sum", "1.005 1", NULL, 2, "2.01"},
    {"sum", "1 2", NULL, 2, "3.00"},
    {"sum", "-0.4 0", NULL, 0, "0"},
    {"sum", "1200 1349", NULL, -2, "2500"},
    {"mean", "2.675 2.675", NULL, 2, "2.68"},
    {"range", "0.5 -1.25", NULL, 1, "1.8"},
    {"range", "1e38 -1e38", NULL, NUM_SHORTEST, "200000000000000000000000000000000000000"},
    {"median", "1 2 4 8", NULL, 0, "3"},
    {"median", "1 2 3 8", NULL, 0, "3"},
    {"count", "1 2 3 8", NULL, 2, "4"},
    /* order statistics; the nine figures and their quartiles of type 7 are those of R's quantile() */
    {"median", "1 2", NULL, NUM_SHORTEST, "1.5"},
    {"median", "1.00 2", NULL, NUM_SHORTEST, "1.50"},
    {"median", "0.01 0.02", NULL, NUM_SHORTEST, "0.015"},
    {"median", "3 1.10 2", NULL, NUM_SHORTEST, "2.00"},
    {"median", "5", NULL, NUM_SHORTEST, "5"},
    {"median", "-1 -2", NULL, NUM_SHORTEST, "-1.5"},
    {"median", "1e20 3", NULL, NUM_SHORTEST, "50000000000000000001.5"},
    {"median", "1e-400 1e400 2", NULL, 0, "2"},
    {"median", "99999999999999999999999999999999999999 99999999999999999999999999999999999998", NULL, NUM_SHORTEST,
     "99999999999999999999999999999999999998.5"},
    {"q1", "62 71 75 80 84 90 95 98 101 120", NULL, NUM_SHORTEST, "76.25"},
    {"median", "62 71 75 80 84 90 95 98 101 120", NULL, NUM_SHORTEST, "87"},
    {"q3", "62 71 75 80 84 90 95 98 101 120", NULL, NUM_SHORTEST, "97.25"},
    {"p0", "3 1 2", NULL, NUM_SHORTEST, "1"},
    {"p100", "3 1 2", NULL, NUM_SHORTEST, "3"},
    {"p2.5", "0 1", NULL, NUM_SHORTEST, "0.025"},
    {"p99.999999", "0 1", NULL, NUM_SHORTEST, "0.99999999"},
    {"p33.333333", "0 1 2 3", NULL, NUM_SHORTEST, "0.99999999"},
    /* Microsoft's help pages: GEOMEAN, HARMEAN, TRIMMEAN, SKEW, KURT, STDEV.S, STDEV.P, VAR.S, VAR.P,
     * QUARTILE.INC, PERCENTILE.INC */
    {"gmean", "4 5 8 7 11 4 3", NULL, 6, "5.476987"},
    {"hmean", "4 5 8 7 11 4 3", NULL, 6, "5.028376"},
    {"trimmean20", "4 5 6 7 2 3 4 5 1 2 3", NULL, 3, "3.778"},
    {"skewness", "3 4 5 2 3 4 5 6 4 7", NULL, 9, "0.359543071"},
    {"kurtosis", "3 4 5 2 3 4 5 6 4 7", NULL, 9, "-0.151799637"},
    {"sd", "1345 1301 1368 1322 1310 1370 1318 1350 1303 1299", NULL, 8, "27.46391572"},
    {"sdp", "1345 1301 1368 1322 1310 1370 1318 1350 1303 1299", NULL, 5, "26.05456"},
    {"var", "1345 1301 1368 1322 1310 1370 1318 1350 1303 1299", NULL, 4, "754.2667"},
    {"varp", "1345 1301 1368 1322 1310 1370 1318 1350 1303 1299", NULL, 2, "678.84"},
    {"q1", "1 2 4 7 8 9 10 12", NULL, NUM_SHORTEST, "3.5"},
    {"p30", "1 2 3 4", NULL, NUM_SHORTEST, "1.9"},
    {"cov", "2 4 8", "5 11 12", 9, "9.666666667"},
    {"cor", "3 2 4 5 6", "9 7 12 15 17", 6, "0.997054"},
    /* R: mad(1:9, constant = 1) and of the data of its help page, c(1:8, 100) */
    {"mad", "1 2 3 4 5 6 7 8 9", NULL, NUM_SHORTEST, "2"},
    {"mad", "1 2 3 4 5 6 7 8 100", NULL, NUM_SHORTEST, "2"},
    {"cv", "10 10 10 20 50", NULL, 4, "0.8660"},
    {"cv", "-1 -2 -3", NULL, NUM_SHORTEST, "-0.5"},
    {"cv", "-1 1", NULL, NUM_SHORTEST, ""},
    {"skewness", "1 1 1", NULL, NUM_SHORTEST, ""},
    {"kurtosis", "1 1 1 1", NULL, NUM_SHORTEST, ""},
    {"cor", "1 2 3", "5 5 5", NUM_SHORTEST, ""},
    {"cor", "1 2 3", "-1 -2 -3", NUM_SHORTEST, "-1"},
    {"skewness", "1 2 3", NULL, NUM_SHORTEST, "0"},
    /* trimmed: NN percent in all, whole values from each side */
    {"trimmean0", "1 2 9", NULL, NUM_SHORTEST, "4"},
    {"trimmean99.9", "1 2 9", NULL, NUM_SHORTEST, "2"},
    {"trimmean100", "1 2 9", NULL, NUM_SHORTEST, "2"},
    {"trimmean100", "1 2 3 9", NULL, NUM_SHORTEST, ""},
    {"trimmean40", "9 1 2 3 100", NULL, NUM_SHORTEST, "4.666666666666667"},
    {"gmean", "1 0", NULL, NUM_SHORTEST, ""},
    {"hmean", "1 -1", NULL, NUM_SHORTEST, ""},
    {"gmean", "1.10 1.1 1.21", NULL, NUM_SHORTEST, "1.1355081270020038"},
    {"mad", "1e-400 1e400 2 1", NULL, 1, "1.0"},
    {"mad", "0.1 0.2 0.4 0.8", NULL, NUM_SHORTEST, "0.15"},
    {"iqr", "0.1 0.2 0.4 0.8", NULL, NUM_SHORTEST, "0.325"},
    {"sumsq", "1e20 -1e20 0.1", NULL, NUM_SHORTEST, "20000000000000000000000000000000000000000.01"},
    /* different texts */
    {"top1", "b a b a c", NULL, 0, "a (2)"},
    {"top3", "b a b a c", NULL, 0, "a (2); b (2); c (1)"},
    {"top9", "杭州 宁波 杭州", NULL, 0, "杭州 (2); 宁波 (1)"},
    {"only", "万人 万人 万人", NULL, 0, "万人"},
    {"only", "a-text-of-more-than-eight-bytes a-text-of-more-than-eight-bytes", NULL, 0,
     "a-text-of-more-than-eight-bytes"},
    {"only", "a-text-of-more-than-eight-bytes a-text-of-more-than-eight-bites", NULL, 0, ""},
    /* weights */
    {"wmedian", "3 1 2", "1 1 1", NUM_SHORTEST, "2"},
    {"wmedian", "4 3 1 2", "1 1 1 1", NUM_SHORTEST, "2"},
    {"wmedian", "4 3 1 2", "0.7 0.1 0.1 0.1", NUM_SHORTEST, "4"},
    {"wmedian", "4 3 1 2", "0 0 0 0", NUM_SHORTEST, ""},
    {"wmedian", "4 3 1 2", "1 1 -1 1", NUM_SHORTEST, ""},
    {"wp0", "4 3 1 2", "1 1 0 1", NUM_SHORTEST, "2"},
    {"wp100", "4 3 1 2", "0 1 0 1", NUM_SHORTEST, "3"},
    {"wp33.333333", "1.5 2 3", "1 1 1", NUM_SHORTEST, "1.5"},
    {"wp33.333334", "1.5 2 3", "1 1 1", NUM_SHORTEST, "2.0"},
    {"wmean", "10 20", "1 3", NUM_SHORTEST, "17.5"},
    {"wmean", "10 20", "1 3", 0, "18"},
    {"wmean", "10 20", "0 0", 2, ""},
    {"wmean", "10 20", "1 -1", 2, ""},
    {"wmean", "0.1 0.2", "0.3 0.6", NUM_SHORTEST, "0.16666666666666666"},
    /* orders */
    {"first", "c b a", NULL, 0, "c"},
    {"last", "c b a", NULL, 0, "a"},
    {"first", "c b a", "3 1 2", 0, "b"},
    {"last", "c b a", "3 1 2", 0, "c"},
    {"last", "c b a", "9 10 8", 0, "b"},
    {"last", "a b c d e", "2021 2022-Q1 2022-06 2022 2022-Q4", 0, "e"},
    {"last", "e d c b a", "2022-Q4 2022 2022-06 2022-Q1 2021", 0, "e"},
    {"last", "d c b a", "2022 2022-06 2022-Q1 2021", 0, "d"},
    {"last", "c b a", "2022-06 2022-Q1 2021", 0, "c"},
    {"first", "c b a", "2022-06 2022-Q1 2021", 0, "a"},
    {"last", "x y", "2022-01-01/P5M 2022-05", 0, "y"},
    {"last", "x y", "2022-01-01/P5M 2022-Q1", 0, "x"},
    {"last", "x y z", "spring autumn 2022", 0, "x"},
    {"first", "x y z", "spring autumn 2022", 0, "z"},
    {"last", "bb c aa", "1 1 1.0", 0, "c"},
    {"last", "b c a", "1 1 1.0", 0, "a"},
    {"first", "b c a", "1 1 1.0", 0, "a"},
    {"last", "x y", "- 1", 0, "y"},
    {"first", "x y", "- 1", 0, "y"},
    {"first", "y x", "- -", 0, "x"},
    {"last", "a-text-that-is-longer-than-sixteen-bytes s another-text-longer-than-before-by-quite-a-few-bytes t", NULL,
     0, "t"},
    {"last", "s t a-text-that-is-longer-than-sixteen-bytes", NULL, 0, "a-text-that-is-longer-than-sixteen-bytes"},
    {"last", "s a-text-that-is-longer-than-sixteen-bytes", "an-order-that-is-longer-than-sixteen zebra", 0,
     "a-text-that-is-longer-than-sixteen-bytes"},
};

Test(stats, cases_by_table)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run run = run_of(cases[i].name, cases[i].with != NULL);
        struct str cells = str_of(cases[i].cells), with = str_of(cases[i].with), text, second = {NULL, 0};
        while (str_cut(&cells, ' ', &text)) {
            if (cases[i].with)
                str_cut(&with, ' ', &second);
            bool none = str_eq(second, STR("-"));
            step(&run, mem_copy(mem, text).at, none ? "" : mem_copy(mem, second).at);
        }
        const char *got = result_to(&run, cases[i].places, NUM_HALF_UP);
        cr_expect_str_eq(got, cases[i].want, "%s of %s by %s is %s, want %s", cases[i].name, cases[i].cells,
                         cases[i].with ? cases[i].with : "nothing", got, cases[i].want);
    }
}

/* The types of quantile: the ten figures and what R makes of them; Microsoft's examples of
 * PERCENTILE.EXC and QUARTILE.EXC, which are of type 6. */
static const struct {
    const char *cells, *name;
    int type;
    const char *want;
} types[] = {
    {"62 71 75 80 84 90 95 98 101 120", "q1", 7, "76.25"},
    {"62 71 75 80 84 90 95 98 101 120", "q3", 7, "97.25"},
    {"62 71 75 80 84 90 95 98 101 120", "iqr", 7, "21"},
    {"62 71 75 80 84 90 95 98 101 120", "q1", 6, "74"},
    {"62 71 75 80 84 90 95 98 101 120", "q3", 6, "98.75"},
    {"62 71 75 80 84 90 95 98 101 120", "iqr", 6, "24.75"},
    {"62 71 75 80 84 90 95 98 101 120", "q1", 8, "74.66666666666667"},
    {"62 71 75 80 84 90 95 98 101 120", "q3", 8, "98.25"},
    {"62 71 75 80 84 90 95 98 101 120", "iqr", 8, "23.583333333333332"},
    {"62 71 75 80 84 90 95 98 101 120", "q1", 2, "75"},
    {"62 71 75 80 84 90 95 98 101 120", "p50", 2, "87"},
    {"62 71 75 80 84 90 95 98 101 120", "iqr", 2, "23"},
    {"62 71 75 80 84 90 95 98 101 120", "q1", 1, "75"},
    {"62 71 75 80 84 90 95 98 101 120", "p50", 1, "84"},
    {"62 71 75 80 84 90 95 98 101 120", "median", 1, "87"},
    {"62 71 75 80 84 90 95 98 101 120", "q3", 1, "98"},
    {"1 2 3 6 6 6 7 8 9", "p25", 6, "2.5"},
    {"6 7 15 36 39 40 41 42 43 47 49", "q1", 6, "15"},
    {"6 7 15 36 39 40 41 42 43 47 49", "q3", 6, "43"},
};

Test(stats, quantiles_of_every_type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct run run = run_of(types[i].name, false);
        struct str cells = str_of(types[i].cells), text;
        run.want.quantile = types[i].type;
        while (str_cut(&cells, ' ', &text))
            step(&run, mem_copy(mem, text).at, "");
        cr_expect_str_eq(result(&run), types[i].want, "%s of type %d is %s, want %s", types[i].name, types[i].type,
                         result(&run), types[i].want);
    }
}

Test(stats, half_even_when_told)
{
    struct run run = run_of("median", false);
    step(&run, "2", "");
    step(&run, "3", "");
    cr_assert_str_eq(result_to(&run, 0, NUM_HALF_UP), "3");
    cr_assert_str_eq(result_to(&run, 0, NUM_HALF_EVEN), "2");
}

/* ---- names ---- */

Test(stats, names_are_found_or_the_near_one_is)
{
    static const struct {
        const char *name;
        bool found;
        const char *near;
    } names[] = {
        {"sum", true, NULL},    {"p50", true, NULL},   {"p0.5", true, NULL}, {"meen", false, "mean"},
        {"medain", false, "median"}, {"pNN", false, NULL}, {"p", false, NULL},  {"p101", false, NULL},
        {"p-1", false, NULL},   {"p1e1", false, NULL}, {"p5.1234567", false, NULL}, {"", false, NULL},
        {"SUM", false, "sum"},  {"p100.0", true, NULL}, {"variance", false, NULL},
        {"wp50", true, NULL},   {"wpNN", false, NULL}, {"trimmean", false, NULL}, {"trimmean2.5", true, NULL},
        {"top5", true, NULL},   {"top0", false, NULL}, {"top1001", false, NULL}, {"top2.5", false, NULL},
        {"topN", false, NULL},  {"p.5", false, NULL},  {"p+5", false, NULL},     {"skewnes", false, "skewness"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct stats_want want;
        const char *near = NULL;
        bool found = stats_find(str_of(names[i].name), &want, &near);
        cr_expect_eq(found, names[i].found, "%s", names[i].name);
        if (names[i].near)
            cr_expect(near && strcmp(near, names[i].near) == 0, "%s: did you mean %s", names[i].name, near);
    }
    cr_assert_not(stats_row(1000));
}

/* ---- order and split ---- */

enum { CELLS = 40 };

struct table {
    const char *text[CELLS], *order[CELLS], *number[CELLS];
    uint64_t record[CELLS];
};

/* Figures of all kinds, many of them equal. */
static void fill(struct table *table, int kind)
{
    static const char *const odd[] = {"1", "1.0", "01", "+1", "-1", ".5", "0.50", "5e-1", "1e400", "-1e400", "1e-400",
                                      "99999999999999999999999999999999999999", "", "0", "-0", "1e2", "100"};
    static const char *const order[] = {"2021", "2022-Q1", "2022-06", "2022", "spring", "7", "", "2022-01-01/P5M"};
    for (size_t i = 0; i < CELLS; i++) {
        table->record[i] = i;
        table->order[i] = order[chance() % (sizeof order / sizeof *order)];
        if (kind == 0)
            table->text[i] = odd[chance() % (sizeof odd / sizeof *odd)];
        else if (kind == 1)
            table->text[i] = mem_format(mem, "%d.%02d", (int)(chance() % 50), (int)(chance() % 100)).at;
        else
            table->text[i] = mem_format(mem, "%d", (int)(chance() % 7)).at;
    }
    for (size_t i = 0; i < CELLS; i++)
        table->number[i] = i % 5 ? table->text[CELLS - 1 - i] : "";
}

static void shuffle(struct table *table)
{
    for (size_t i = CELLS - 1; i > 0; i--) {
        size_t k = chance() % (i + 1);
        struct table swap = *table;
        table->text[i] = swap.text[k], table->text[k] = swap.text[i];
        table->order[i] = swap.order[k], table->order[k] = swap.order[i];
        table->number[i] = swap.number[k], table->number[k] = swap.number[i];
        table->record[i] = swap.record[k], table->record[k] = swap.record[i];
    }
}

/* The same state by way of its texts, which must be the same again. */
static void *saved_and_loaded(const struct stats_plan *plan, const void *state)
{
    void *copy = mem_take(mem, plan->state_bytes);
    for (size_t i = 0; stats_saved_name(plan, i); i++)
        cr_assert(stats_load(plan, copy, mem, i, stats_save(plan, state, mem, i)), "%s", stats_saved_name(plan, i));
    for (size_t i = 0; stats_saved_name(plan, i); i++)
        cr_assert(str_eq(stats_save(plan, state, mem, i), stats_save(plan, copy, mem, i)), "%s",
                  stats_saved_name(plan, i));
    return copy;
}

static void *state_of(const struct stats_plan *plan, const struct table *table, size_t from, size_t to)
{
    void *state = mem_take(mem, plan->state_bytes);
    if (to - from > 3 && chance() % 3) {
        size_t cut = from + chance() % (to - from);
        void *left = state_of(plan, table, from, cut), *right = state_of(plan, table, cut, to);
        void *into = chance() & 1 ? left : right, *other = into == left ? right : left;
        if (chance() % 4 == 0)
            other = saved_and_loaded(plan, other);
        stats_merge(plan, into, mem, other);
        return chance() % 4 == 0 ? saved_and_loaded(plan, into) : into;
    }
    for (size_t i = from; i < to; i++) {
        const char *with = plan->paired ? table->number[i] : table->order[i];
        struct stats_cell cell = cell_of(plan, state, table->text[i], with, table->record[i]);
        stats_step(plan, state, mem, &cell);
    }
    return state;
}

static void same_in_any_order(const struct stats_want *want, size_t count, bool with)
{
    struct stats_plan plan;
    stats_plan_init(&plan, want, count, with);
    for (int turn = 0; turn < 90; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct table table;
        fill(&table, turn % 3);
        void *first = state_of(&plan, &table, 0, CELLS);
        for (int order = 0; order < 6; order++) {
            shuffle(&table);
            void *again = state_of(&plan, &table, 0, CELLS);
            for (size_t i = 0; i < count; i++) {
                int places = order % 2 ? NUM_SHORTEST : 2;
                struct stats_result a = stats_finish(&plan, &want[i], first,
                                                     &(struct stats_manner){mem, places, NUM_HALF_UP});
                struct stats_result b = stats_finish(&plan, &want[i], again,
                                                     &(struct stats_manner){mem, places, NUM_HALF_UP});
                cr_assert(str_eq(a.text, b.text) && str_eq(a.reason, b.reason), "%s: %.*s and %.*s", want[i].row->name,
                          (int)a.text.length, a.text.at, (int)b.text.length, b.text.at);
            }
            for (size_t i = 0; stats_saved_name(&plan, i); i++)
                cr_assert(str_eq(stats_save(&plan, first, mem, i), stats_save(&plan, again, mem, i)), "saved: %s",
                          stats_saved_name(&plan, i));
        }
        mem_rewind(mem, mark);
    }
}

static void same_state(const struct stats_plan *plan, const void *a, const void *b, int turn)
{
    for (size_t i = 0; stats_saved_name(plan, i); i++)
        cr_assert(str_eq(stats_save(plan, a, mem, i), stats_save(plan, b, mem, i)), "turn %d: %s", turn,
                  stats_saved_name(plan, i));
}

/* Rows of several states, one call for all of them, and texts alone; the bytes before a
 * text are now these, now those. */
Test(stats, many_rows_at_once_are_as_one_by_one)
{
    enum { STATES = 5, AT = 32 };
    struct stats_want want[3];
    struct stats_plan plan, only;
    stats_find(STR("sd"), &want[0], NULL);
    stats_find(STR("min"), &want[1], NULL);
    stats_find(STR("only"), &want[2], NULL);
    stats_plan_init(&plan, want, 3, false);
    stats_plan_init(&only, want + 2, 1, false);
    for (int turn = 0; turn < 300; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct table table;
        fill(&table, turn % 3);
        char *state[3][STATES], roomy[CELLS][STR_ROOM + 48];
        for (size_t i = 0; i < 3 * STATES; i++)
            state[i / STATES][i % STATES] = mem_take(mem, AT + plan.state_bytes);
        struct stats_cell cell[CELLS];
        struct str text[CELLS];
        void *into[2][CELLS];
        for (size_t i = 0; i < CELLS; i++) {
            size_t which = chance() % STATES;
            if (turn % 2)
                table.text[i] = table.text[which];
            size_t length = strlen(table.text[i]);
            into[0][i] = state[0][which];
            into[1][i] = state[1][which];
            cell[i] = cell_of(&plan, state[0][which] + AT, table.text[i], "", i);
            memset(roomy[i], (int)chance(), STR_ROOM);
            text[i] = (struct str){memcpy(roomy[i] + STR_ROOM, table.text[i], length), length};
            stats_step(&plan, state[2][which] + AT, mem, &cell[i]);
        }
        stats_step_each(&plan, into[0], AT, mem, cell, CELLS);
        for (size_t k = 0; k < STATES; k++)
            same_state(&plan, state[0][k] + AT, state[2][k] + AT, turn);
        stats_step_texts(&only, into[1], AT, mem, text, CELLS);
        for (size_t k = 0; k < STATES; k++)
            memset(state[2][k], 0, AT + plan.state_bytes);
        for (size_t i = 0; i < CELLS; i++)
            for (size_t k = 0; k < STATES; k++)
                if (into[1][i] == state[1][k])
                    stats_step(&only, state[2][k] + AT, mem, &cell[i]);
        for (size_t k = 0; k < STATES; k++)
            same_state(&only, state[1][k] + AT, state[2][k] + AT, turn);
        mem_rewind(mem, mark);
    }
}

Test(stats, order_and_split_do_not_matter)
{
    struct stats_want want[2 * EVERY];
    for (enum stats_with kind = STATS_ALONE; kind <= STATS_CONDITION; kind++) {
        size_t count = 0;
        for (size_t i = 0; stats_row(i); i++)
            if (stats_row(i)->with == kind) {
                cr_assert(stats_find(str_of(asked_as(stats_row(i))), &want[count], NULL));
                want[count].quantile = 1 + (int)(chance() % 9);
                want[count].exact = 0;
                count++;
            }
        if (kind == STATS_ORDER)
            same_in_any_order(want, count, false);      /* by record number, whatever the order of rows */
        same_in_any_order(want, count, kind == STATS_ORDER || stats_paired(kind));
        /* nearly all are rounded; some are; none is */
        static const uint64_t exact[] = {1, 10, 12, 1000};
        for (size_t k = 0; k < sizeof exact / sizeof *exact && kind == STATS_ALONE; k++) {
            for (size_t i = 0; i < count; i++)
                want[i].exact = exact[k];
            same_in_any_order(want, count, false);
        }
    }
}

/* What comes back from a file may be damaged in ways that no digest tells: it is refused,
 * or it gives some answer, and nothing worse happens. */
Test(stats, damaged_states_do_no_harm)
{
    size_t refused = 0, taken = 0;
    for (int turn = 0; turn < 6000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        const struct stats_row *row = stats_row(chance() % EVERY);
        bool with = stats_paired(row->with) || (row->with == STATS_ORDER && chance() & 1);
        struct stats_want want;
        struct stats_plan plan;
        struct table table;
        cr_assert(stats_find(str_of(asked_as(row)), &want, NULL));
        want.exact = chance() % 3 ? 0 : 5;
        stats_plan_init(&plan, &want, 1, with);
        fill(&table, turn % 3);
        void *state = state_of(&plan, &table, 0, chance() % CELLS), *copy = mem_take(mem, plan.state_bytes);
        bool good = true;
        for (size_t i = 0; stats_saved_name(&plan, i) && good; i++) {
            struct str text = mem_copy(mem, stats_save(&plan, state, mem, i));
            char *at = (char *)(uintptr_t)text.at;
            for (size_t k = chance() % 3; k > 0 && text.length; k--)
                at[chance() % text.length] = "0123456789;*/:|-. x"[chance() % 19];
            if (chance() % 8 == 0)
                text.length = chance() % (text.length + 1);
            good = stats_load(&plan, copy, mem, i, text);
        }
        if (good)
            stats_finish(&plan, &want, copy, &(struct stats_manner){mem, NUM_SHORTEST, NUM_HALF_UP});
        refused += !good;
        taken += good;
        mem_rewind(mem, mark);
    }
    cr_assert(refused > 100 && taken > 100, "%zu were refused, %zu taken", refused, taken);
}

/* ---- against plain computation ---- */

enum { PLAIN_MOST = 3000 };

/* The figures of a column and of a second one, as they are defined. */
struct plain {
    long double x[PLAIN_MOST], y[PLAIN_MOST], sorted[PLAIN_MOST];
    size_t count;
};

static long double power_sum(const struct plain *plain, int power)
{
    long double mean = 0, sum = 0;
    for (size_t i = 0; i < plain->count; i++)
        mean += plain->x[i] / (long double)plain->count;
    for (size_t i = 0; i < plain->count; i++)
        sum += powl(plain->x[i] - mean, power);
    return power == 1 ? mean : sum;
}

static long double product_sum(const struct plain *plain, const long double *a, const long double *b)
{
    long double n = (long double)plain->count, mean_a = 0, mean_b = 0, sum = 0;
    for (size_t i = 0; i < plain->count; i++) {
        mean_a += a[i] / n;
        mean_b += b[i] / n;
    }
    for (size_t i = 0; i < plain->count; i++)
        sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum;
}

static long double quantile7(const struct plain *plain, long double p)
{
    long double h = (long double)(plain->count - 1) * p;
    size_t low = (size_t)floorl(h);
    const long double *x = plain->sorted;
    return low + 1 < plain->count ? x[low] + (h - (long double)low) * (x[low + 1] - x[low]) : x[low];
}

static long double mean_of(const struct plain *plain, size_t cut, char kind)
{
    long double sum = 0, weights = 0, n = (long double)(plain->count - 2 * cut);
    for (size_t i = cut; i < plain->count - cut; i++) {
        long double x = plain->sorted[i];
        sum += kind == 'g' ? logl(x) : kind == 'h' ? 1 / x : kind == 'w' ? plain->x[i] * plain->y[i] : x;
        weights += plain->y[i];
    }
    return kind == 'g' ? expl(sum / n) : kind == 'h' ? n / sum : kind == 'w' ? sum / weights : sum / n;
}

static int by_long_double(const void *a, const void *b)
{
    long double x = *(const long double *)a, y = *(const long double *)b;
    return (x > y) - (x < y);
}

static long double median_distance(const struct plain *plain)
{
    struct plain *other = mem_take(mem, sizeof *other);
    long double median = quantile7(plain, 0.5L);
    other->count = plain->count;
    for (size_t i = 0; i < plain->count; i++)
        other->sorted[i] = fabsl(plain->x[i] - median);
    qsort(other->sorted, other->count, sizeof *other->sorted, by_long_double);
    return quantile7(other, 0.5L);
}

/* The smallest value for which the weights of all that are not above it reach the share. */
static long double weighted_percentile(const struct plain *plain, long double share)
{
    long double all = 0;
    for (size_t i = 0; i < plain->count; i++)
        all += plain->y[i];
    for (size_t k = 0; k < plain->count; k++) {
        long double sum = 0;
        for (size_t i = 0; i < plain->count; i++)
            sum += plain->x[i] <= plain->sorted[k] ? plain->y[i] : 0;
        if (sum >= share * all)
            return plain->sorted[k];
    }
    return NAN;
}

static long double plainly(const struct plain *p, const char *name)
{
    long double n = (long double)p->count, var = power_sum(p, 2) / (n - 1), mean = power_sum(p, 1);
    const struct {
        const char *name;
        long double value;
    } row[] = {
        {"sum", mean * n},
        {"sumsq", power_sum(p, 2) + mean * mean * n},
        {"mean", mean},
        {"gmean", p->sorted[0] > 0 ? mean_of(p, 0, 'g') : 0},
        {"hmean", p->sorted[0] > 0 ? mean_of(p, 0, 'h') : 0},
        {"trimmean20", mean_of(p, p->count / 10, 't')},
        {"min", p->sorted[0]},
        {"max", p->sorted[p->count - 1]},
        {"range", p->sorted[p->count - 1] - p->sorted[0]},
        {"median", quantile7(p, 0.5L)},
        {"q1", quantile7(p, 0.25L)},
        {"q3", quantile7(p, 0.75L)},
        {"iqr", quantile7(p, 0.75L) - quantile7(p, 0.25L)},
        {"p90", quantile7(p, 0.9L)},
        {"mad", median_distance(p)},
        {"var", var},
        {"sd", sqrtl(var)},
        {"varp", var * (n - 1) / n},
        {"sdp", sqrtl(var * (n - 1) / n)},
        {"cv", sqrtl(var) / mean},
        {"skewness", n / ((n - 1) * (n - 2)) * power_sum(p, 3) / powl(var, 1.5L)},
        {"kurtosis", n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * power_sum(p, 4) / (var * var) -
                     3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))},
        {"wmean", mean_of(p, 0, 'w')},
        {"wmedian", p->count < 100 ? weighted_percentile(p, 0.5L) : 0},
        {"wp15", p->count < 100 ? weighted_percentile(p, 0.15L) : 0},
        {"cov", product_sum(p, p->x, p->y) / (n - 1)},
        {"cor", product_sum(p, p->x, p->y) / sqrtl(power_sum(p, 2) * product_sum(p, p->y, p->y))},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (strcmp(row[i].name, name) == 0)
            return row[i].value;
    cr_assert(false, "%s has no plain figure", name);
    return 0;
}

/* `count` random rows into a state and beside it. */
static void fill_plain(struct plain *plain, const struct stats_plan *plan, void *state, size_t count, int turn)
{
    plain->count = count;
    for (size_t i = 0; i < count; i++) {
        int64_t units = (int64_t)(chance() % (turn % 4 == 0 ? 9 : 100000)) - (turn % 3 ? 50 : -1);
        int64_t weight = (int64_t)(chance() % 1000) + 1;
        char text[NUM_TEXT_MAX + 1], with[NUM_TEXT_MAX + 1];
        text[num_write(text, (struct num){units, 2})] = '\0';
        with[num_write(with, (struct num){weight, 3})] = '\0';
        struct stats_cell cell = cell_of(plan, state, text, plan->paired ? with : "", i);
        stats_step(plan, state, mem, &cell);
        plain->x[i] = plain->sorted[i] = (long double)units / 100;
        plain->y[i] = (long double)weight / 1000;
    }
    qsort(plain->sorted, count, sizeof *plain->sorted, by_long_double);
}

static void compare_with_plain(const char *const *name, bool with)
{
    struct stats_want want[EVERY];
    struct stats_plan plan;
    size_t names = 0;
    for (; name[names]; names++)
        cr_assert(stats_find(str_of(name[names]), &want[names], NULL));
    stats_plan_init(&plan, want, names, with);
    for (int turn = 0; turn < 200; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct plain *plain = mem_take(mem, sizeof *plain);
        void *state = mem_take(mem, plan.state_bytes);
        fill_plain(plain, &plan, state, turn % 10 ? chance() % 40 + 5 : chance() % (PLAIN_MOST - 5) + 5, turn);
        for (size_t i = 0; i < names; i++) {
            struct stats_result got = stats_finish(&plan, &want[i], state,
                                                   &(struct stats_manner){mem, NUM_SHORTEST, NUM_HALF_UP});
            long double value = strtold(mem_copy(mem, got.text).at, NULL), expected = plainly(plain, name[i]);
            if (!got.text.length || expected == 0)      /* no answer, or none by the plain way */
                continue;
            cr_assert(fabsl(value - expected) <= 1e-12L * (1 + fabsl(expected)),
                      "%s of %zu values: %.*s, plainly %.17Lg", name[i], plain->count, (int)got.text.length,
                      got.text.at, expected);
        }
        mem_rewind(mem, mark);
    }
}

Test(stats, agrees_with_plain_computation)
{
    static const char *const alone[] = {"sum", "sumsq", "mean", "gmean", "hmean", "trimmean20", "min", "max", "range",
                                        "median", "q1", "q3", "iqr", "p90", "mad", "var", "sd", "varp", "sdp", "cv",
                                        "skewness", "kurtosis", NULL},
                             *const paired[] = {"wmean", "wmedian", "wp15", "cov", "cor", NULL};
    compare_with_plain(alone, false);
    compare_with_plain(paired, true);
}

/* What keeps one cell takes no more memory however many rows come. */
Test(stats, memory_does_not_grow_with_the_rows)
{
    static const char *const name[] = {"min", "max", "first", "last"};
    enum { NAMES = sizeof name / sizeof *name };
    struct stats_want want[NAMES];
    struct stats_plan plan;
    for (size_t i = 0; i < NAMES; i++)
        stats_find(str_of(name[i]), &want[i], NULL);
    stats_plan_init(&plan, want, NAMES, false);
    void *state = mem_take(mem, plan.state_bytes);
    struct mem_mark early = mem_mark(mem);
    for (int i = 10000; i < 100000; i++) {
        char text[NUM_TEXT_MAX + 40];
        /* ever larger and ever smaller, never as num writes them, long and short */
        snprintf(text, sizeof text, i % 2 ? "+00%d" : i % 3 ? "-00000000000000%d" : "%d.", i % 2 ? i : -i);
        if (i % 2 == 0 && i % 3)
            snprintf(text, sizeof text, "-00000000000000000000%d", i);
        struct stats_cell cell = cell_of(&plan, state, text, "", (uint64_t)i);
        stats_step(&plan, state, mem, &cell);
        if (i == 10100)
            early = mem_mark(mem);
    }
    struct mem_mark late = mem_mark(mem);
    cr_assert(late.block == early.block && late.used == early.used);
}
