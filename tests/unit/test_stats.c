/* stats: every row of the table after 0, 1, 2 and 3 values; ties, orders, percentiles;
 * the same in any order and split; and against plain computation. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "num.h"
#include "stats.h"
#include "str.h"

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
    if (plan->weighted && cell.with.length && num_parse(cell.with, &cell.with_value) != NUM_OK)
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
    struct stats_result result = stats_finish(&run->plan, &run->want, run->state, mem, places, how);
    cr_assert_eq(result.text.length == 0, result.reason != NULL, "an empty result has a reason, another has none");
    return mem_copy(mem, result.text).at;
}

static const char *result(const struct run *run)
{
    return result_to(run, NUM_SHORTEST, NUM_HALF_UP);
}

/* ---- every row ---- */

/* The results after none, one, two and three of the cells 2, 4.50, -1, weighted by 1, 3
 * and 0.5 where a second column must be there. */
static const struct {
    const char *name;
    const char *after[4];
} every[] = {
    {"count", {"0", "1", "2", "3"}},
    {"missing", {"0", "0", "0", "0"}},
    {"distinct", {"0", "1", "2", "3"}},
    {"sum", {"", "2", "6.50", "5.50"}},
    {"mean", {"", "2", "3.25", "1.8333333333333333"}},
    {"wmean", {"", "2", "3.875", "3.3333333333333335"}},
    {"min", {"", "2", "2", "-1"}},
    {"max", {"", "2", "4.50", "4.50"}},
    {"range", {"", "0", "2.50", "5.50"}},
    {"first", {"", "2", "2", "2"}},
    {"last", {"", "2", "4.50", "-1"}},
    {"mode", {"", "2", "2", "2"}},
    {"median", {"", "2", "3.25", "2.00"}},
    {"q1", {"", "2", "2.625", "0.50"}},
    {"q3", {"", "2", "3.875", "3.25"}},
    {"pNN", {"", "2", "4.25", "4.00"}},
    {"var", {"", "", "3.125", "7.583333333333333"}},
    {"sd", {"", "", "1.7677669529663689", "2.753785273643051"}},
};

Test(stats, every_row_after_none_one_two_and_three_values)
{
    static const char *const cell[] = {"2", "4.50", "-1"}, *const weight[] = {"1", "3", "0.5"};
    size_t rows = 0;
    for (const struct stats_row *row; (row = stats_row(rows)); rows++) {
        const char *const *want = NULL;
        for (size_t i = 0; i < sizeof every / sizeof *every; i++)
            if (strcmp(every[i].name, row->name) == 0)
                want = every[i].after;
        cr_expect(want, "%s has its four values in this table", row->name);
        if (!want)
            continue;
        cr_expect(*row->help && strlen(row->help) < 60, "%s has a help line", row->name);
        bool weighted = row->with == STATS_WEIGHT;
        struct run run = run_of(strcmp(row->name, "pNN") ? row->name : "p90", weighted);
        cr_expect_eq(run.plan.numeric, row->numeric, "%s", row->name);
        for (size_t n = 0; n < 4; n++) {
            cr_expect_str_eq(result(&run), want[n], "%s after %zu values is %s", row->name, n, result(&run));
            if (n < 3)
                step(&run, cell[n], weighted ? weight[n] : "");
        }
    }
    cr_expect_eq(rows, sizeof every / sizeof *every, "no row of this table is without its statistic");
}

Test(stats, empty_cells_are_missing)
{
    for (size_t i = 0; stats_row(i); i++) {
        const struct stats_row *row = stats_row(i);
        bool weighted = row->with == STATS_WEIGHT;
        struct run run = run_of(strcmp(row->name, "pNN") ? row->name : "p90", weighted);
        step(&run, "", weighted ? "1" : "");
        if (weighted)
            step(&run, "5", "");
        const char *want = strcmp(row->name, "missing") == 0 ? "1" : row->kind == STATS_WHOLE ? "0" : "";
        cr_expect_str_eq(result(&run), want, "%s of missing cells is %s", row->name, result(&run));
        step(&run, "7", weighted ? "2" : "");
        step(&run, "", weighted ? "1" : "");
        want = strcmp(row->name, "missing") == 0 ? "2" : row->kind == STATS_WHOLE ? "1"
               : strcmp(row->name, "range") == 0 ? "0" : row->needs == 0 ? "1"
               : strcmp(row->name, "var") == 0 || strcmp(row->name, "sd") == 0 ? "" : "7";
        cr_expect_str_eq(result(&run), want, "%s of 7 is %s", row->name, result(&run));
    }
}

Test(stats, a_spoiled_state_answers_what_needs_no_numbers)
{
    for (size_t i = 0; stats_row(i); i++) {
        const struct stats_row *row = stats_row(i);
        struct stats_want want[2];
        bool with = row->with == STATS_WEIGHT;
        const char *name = strcmp(row->name, "pNN") ? row->name : "p90";
        stats_find(str_of(name), &want[0], NULL);
        stats_find(STR("sum"), &want[1], NULL);
        struct stats_plan plan;
        stats_plan_init(&plan, want, with ? 1 : 2, with);
        void *state = mem_take(mem, plan.state_bytes);
        static const char *const cell[] = {"3", "x", "3"};
        for (uint64_t k = 0; k < 3; k++) {
            struct stats_cell one = cell_of(&plan, state, cell[k], with ? "1" : "", k);
            stats_step(&plan, state, mem, &one);
        }
        struct stats_result got = stats_finish(&plan, want, state, mem, NUM_SHORTEST, NUM_HALF_UP);
        if (row->numeric)
            cr_expect(got.text.length == 0 && got.reason && strcmp(got.reason, "a cell is not a number") == 0, "%s", name);
        else
            cr_expect(got.text.length && !got.reason, "%s goes on", name);
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
    /* weights */
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
    {"last", "a-text-that-is-longer-than-sixteen-bytes s another-text-longer-than-before-by-quite-a-few-bytes t", NULL, 0,
     "t"},
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

enum { CELLS = 40, WANTED = 16 };

struct table {
    const char *text[CELLS], *order[CELLS];
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
}

static void shuffle(struct table *table)
{
    for (size_t i = CELLS - 1; i > 0; i--) {
        size_t k = chance() % (i + 1);
        struct table swap = *table;
        table->text[i] = swap.text[k], table->text[k] = swap.text[i];
        table->order[i] = swap.order[k], table->order[k] = swap.order[i];
        table->record[i] = swap.record[k], table->record[k] = swap.record[i];
    }
}

static void *state_of(const struct stats_plan *plan, const struct table *table, size_t from, size_t to)
{
    void *state = mem_take(mem, plan->state_bytes);
    if (to - from > 3 && chance() % 3) {
        size_t cut = from + chance() % (to - from);
        void *left = state_of(plan, table, from, cut), *right = state_of(plan, table, cut, to);
        bool swap = chance() & 1;
        stats_merge(plan, swap ? right : left, mem, swap ? left : right);
        return swap ? right : left;
    }
    for (size_t i = from; i < to; i++) {
        const char *with = plan->weighted ? i % 5 ? table->text[CELLS - 1 - i] : "" : table->order[i];
        struct stats_cell cell = cell_of(plan, state, table->text[i], with, table->record[i]);
        stats_step(plan, state, mem, &cell);
    }
    return state;
}

static void same_in_any_order(const struct stats_want *want, size_t count, bool with, bool may_shuffle)
{
    struct stats_plan plan;
    stats_plan_init(&plan, want, count, with);
    for (int turn = 0; turn < 90; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct table table;
        fill(&table, turn % 3);
        void *first = state_of(&plan, &table, 0, CELLS);
        for (int order = 0; order < 6; order++) {
            if (may_shuffle)
                shuffle(&table);
            void *again = state_of(&plan, &table, 0, CELLS);
            for (size_t i = 0; i < count; i++) {
                int places = order % 2 ? NUM_SHORTEST : 2;
                struct stats_result a = stats_finish(&plan, &want[i], first, mem, places, NUM_HALF_UP);
                struct stats_result b = stats_finish(&plan, &want[i], again, mem, places, NUM_HALF_UP);
                cr_assert(str_eq(a.text, b.text) && a.reason == b.reason, "%s: %.*s and %.*s", want[i].row->name,
                          (int)a.text.length, a.text.at, (int)b.text.length, b.text.at);
            }
        }
        mem_rewind(mem, mark);
    }
}

Test(stats, order_and_split_do_not_matter)
{
    struct stats_want want[64];
    for (enum stats_with kind = STATS_ALONE; kind <= STATS_WEIGHT; kind++) {
        size_t count = 0;
        for (size_t i = 0; stats_row(i); i++)
            if (stats_row(i)->with == kind)
                cr_assert(stats_find(str_of(strcmp(stats_row(i)->name, "pNN") ? stats_row(i)->name : "p37.5"),
                                     &want[count++], NULL));
        if (kind == STATS_ORDER)
            same_in_any_order(want, count, false, true);      /* by record number, whatever the order of rows */
        same_in_any_order(want, count, kind != STATS_ALONE, kind != STATS_WEIGHT);
    }
}

/* ---- against plain computation ---- */

static int by_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile7(const double *sorted, size_t count, double p)
{
    double h = (double)(count - 1) * p;
    size_t low = (size_t)floor(h);
    return low + 1 < count ? sorted[low] + (h - (double)low) * (sorted[low + 1] - sorted[low]) : sorted[low];
}

Test(stats, agrees_with_plain_computation)
{
    static const char *const name[] = {"sum", "mean", "min", "max", "range", "median", "q1", "q3", "p90", "var", "sd"};
    enum { NAMES = sizeof name / sizeof *name };
    struct stats_want want[NAMES];
    struct stats_plan plan;
    for (size_t i = 0; i < NAMES; i++)
        cr_assert(stats_find(str_of(name[i]), &want[i], NULL));
    stats_plan_init(&plan, want, NAMES, false);
    for (int turn = 0; turn < 300; turn++) {
        struct mem_mark mark = mem_mark(mem);
        size_t count = chance() % 3 ? chance() % 40 + 2 : chance() % 3000 + 2;
        double *x = mem_array(mem, count, sizeof *x), sum = 0, squares = 0;
        void *state = mem_take(mem, plan.state_bytes);
        for (size_t i = 0; i < count; i++) {
            int64_t units = (int64_t)(chance() % (turn % 4 == 0 ? 9 : 100000)) - 50;
            x[i] = (double)units / 100;
            sum += x[i];
            char text[NUM_TEXT_MAX + 1];
            text[num_write(text, (struct num){units, 2})] = '\0';
            struct stats_cell cell = cell_of(&plan, state, text, "", i);
            stats_step(&plan, state, mem, &cell);
        }
        double mean = sum / (double)count;
        for (size_t i = 0; i < count; i++)
            squares += (x[i] - mean) * (x[i] - mean);
        qsort(x, count, sizeof *x, by_double);
        double var = squares / (double)(count - 1);
        double plain[NAMES] = {sum, mean, x[0], x[count - 1], x[count - 1] - x[0], quantile7(x, count, 0.5),
                               quantile7(x, count, 0.25), quantile7(x, count, 0.75), quantile7(x, count, 0.9), var,
                               sqrt(var)};
        for (size_t i = 0; i < NAMES; i++) {
            struct stats_result got = stats_finish(&plan, &want[i], state, mem, NUM_SHORTEST, NUM_HALF_UP);
            double value = strtod(mem_copy(mem, got.text).at, NULL);
            cr_assert(fabs(value - plain[i]) <= 1e-9 * (1 + fabs(plain[i])), "%s of %zu values: %.*s, plainly %.17g",
                      name[i], count, (int)got.text.length, got.text.at, plain[i]);
        }
        mem_rewind(mem, mark);
    }
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
