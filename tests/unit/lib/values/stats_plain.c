/* stats: against plain computation in long doubles. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#include "chance.h"
#include "stats_run.h"

TestSuite(stats_plain, .init = open_mem, .fini = close_mem);

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
    struct stats_want *want = mem_array(mem, count_rows(), sizeof *want);
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

Test(stats_plain, agrees_with_plain_computation)
{
    static const char *const alone[] = {"sum", "sumsq", "mean", "gmean", "hmean", "trimmean20", "min", "max", "range",
                                        "median", "q1", "q3", "iqr", "p90", "mad", "var", "sd", "varp", "sdp", "cv",
                                        "skewness", "kurtosis", NULL},
                             *const paired[] = {"wmean", "wmedian", "wp15", "cov", "cor", NULL};
    compare_with_plain(alone, false);
    compare_with_plain(paired, true);
}

/* What keeps one cell takes no more memory however many rows come. */
