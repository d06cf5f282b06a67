/* stats: every row of the table after 0, 1, 2 and 3 values; ties, orders, percentiles;
 * published figures; and names. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

#include "stats_run.h"

TestSuite(stats, .init = open_mem, .fini = close_mem);

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

/* How a row of `every` is asked for. */
static const char *example_of(const struct stats_row *row)
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
        struct run run = run_of(example_of(row), paired, 0);
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
        struct run run = run_of(example_of(row), paired, 0);
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
        const char *name = example_of(row);
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
    {"sumsq", "1e20 -1e20 0.1", NULL, NUM_SHORTEST, "20000000000000000000000000000000000000000"},
    {"sumsq", "1e18 1e18 1e-2", NULL, NUM_SHORTEST, "2000000000000000000000000000000000000.0"},
    {"sum", "1e-400 1", NULL, NUM_SHORTEST, "1.0000000000000000000000000000000000000"},
    {"sum", "1e-400 -0.006", NULL, NUM_SHORTEST, "-0.0060000000000000000000000000000000000000"},
    {"sum", "99999999999999999999999999999999999999 0.5", NULL, NUM_SHORTEST,
     "100000000000000000000000000000000000000"},
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
        struct run run = run_of(cases[i].name, cases[i].with != NULL, 0);
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
        struct run run = run_of(types[i].name, false, 0);
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
    struct run run = run_of("median", false, 0);
    step(&run, "2", "");
    step(&run, "3", "");
    cr_assert_str_eq(result_to(&run, 0, NUM_HALF_UP), "3");
    cr_assert_str_eq(result_to(&run, 0, NUM_HALF_EVEN), "2");
}

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
