/* Worked and published examples of each step, with where they come from. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/str.h"
#include "steps/ahp.h"
#include "steps/chain.h"
#include "steps/goals.h"
#include "steps/sample.h"
#include "text_source.h"

#include "arena.h"

TestSuite(worked, .init = open_mem, .fini = close_mem, .timeout = 60);

enum { MOST = 16 };

static void expect(const char *what, size_t i, double got, double want, double tolerance)
{
    bool same = isnan(want) ? isnan(got) : fabs(got - want) <= tolerance;
    cr_expect(same, "%s [%zu]: %.12g, not %.12g", what, i, got, want);
}

/* ---- scales ---- */

static const struct {
    const char *word;
    double value[MOST];
    size_t count;
    int sign;
    double low, high, target;
    double want[MOST];
} scale[] = {
    {"distance-target", {-1, 1, 10}, 3, -1, NAN, NAN, 0, {1.1, 0.9, 0}},
    {"distance-target:1", {-1, 1, 10}, 3, -1, NAN, NAN, 0, {1, 0.9, 0}},
    {"distance-target", {2, 5, 12}, 3, 1, NAN, NAN, 10, {0, 0.375, 1.25}},
    {"goalposts:1", {1, 11, -1}, 3, -1, 0, 10, NAN, {0.9, 0, 1}},
    {"goalposts-open:1", {1, 11, -1}, 3, -1, 0, 10, NAN, {0.9, -0.1, 1.1}},
    {"percentile-rank", {5, 3, 3, 9, NAN}, 5, 1, NAN, NAN, NAN, {2.0 / 3, 0, 0, 1, NAN}},
    {"minmax:0:1", {5, 3, 3, 9, NAN}, 5, -1, NAN, NAN, NAN, {2.0 / 3, 1, 1, 0, NAN}},
    {"distance-max", {2, 4, 10}, 3, 1, NAN, NAN, NAN, {0, 0.25, 1}},
    {"scaled:0:50:100", {10, 25, 60}, 3, 1, NAN, NAN, NAN, {20, 50, 120}},
    {"scaled:0:50:100", {10, 25, 60}, 3, -1, NAN, NAN, NAN, {80, 50, -20}},
    {"distance-reference:b", {2, 6, 10}, 3, 1, NAN, NAN, NAN, {0, 1, 2}},
    {"fraction-max", {2, 4, 8}, 3, -1, NAN, NAN, NAN, {1, 0.5, 0.25}},
    {"above-mean", {8, 10, 12}, 3, 1, NAN, NAN, NAN, {-1, 0, 1}},
    {"bands", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 11, 1, NAN, NAN, NAN, {0, 0, 20, 20, 40, 40, 40, 60, 60, 80, 100}},
    {"none", {1, 2}, 2, -1, NAN, NAN, NAN, {-1, -2}},
};

Test(worked, scales)
{
    double room[MOST], into[MOST];
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++) {
        struct goalpost goal = {scale[i].low, scale[i].high, scale[i].target, false};
        struct scaling scaling = {.value = scale[i].value, .count = scale[i].count, .base = scale[i].value,
                                  .base_count = scale[i].count, .sign = scale[i].sign, .goal = &goal, .reference = 1,
                                  .room = room, .mem = mem};
        struct pick how = manner_pick(mem, &normalize_methods, scale[i].word);
        cr_expect(normalize_values(&how, &scaling, into) == NULL, "%s", scale[i].word);
        for (size_t k = 0; k < scale[i].count; k++)
            expect(scale[i].word, k, into[k], scale[i].want[k], 1e-12);
    }
}

Test(worked, values_that_are_all_the_same_have_no_scale)
{
    static const double value[] = {7, 7, NAN, 7};
    static const char *const word[] = {"minmax", "zscore", "zscore-population", "robust-z", "distance-max", "bands"};
    double room[4], into[4];
    struct scaling scaling = {.value = value, .count = 4, .base = value, .base_count = 4, .sign = 1, .room = room,
                              .mem = mem};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        struct pick how = manner_pick(mem, &normalize_methods, word[i]);
        cr_expect(normalize_values(&how, &scaling, into) != NULL, "%s", word[i]);
        for (size_t k = 0; k < 4; k++)
            cr_expect(isnan(into[k]), "%s has a value", word[i]);
    }
}

/* Human development, China, after the technical note of 2010: life expectancy, schooling, income by
 * logarithms; the index is their geometric mean. */
Test(worked, human_development)
{
    static const struct {
        double value, low, high;
        bool logarithm;
        double want;
    } part[] = {{73.5, 20, 83.2, false, 0.847}, {7.5, 0, 13.2, false, 0.568}, {11.4, 0, 20.6, false, 0.553},
                {7263, 163, 108211, true, 0.584}};
    double into[4];
    for (size_t i = 0; i < 4; i++) {
        struct goalpost goal = {part[i].low, part[i].high, NAN, part[i].logarithm};
        struct scaling scaling = {.value = &part[i].value, .count = 1, .base = &part[i].value, .base_count = 1,
                                  .sign = 1, .goal = &goal, .mem = mem};
        struct pick how = manner_pick(mem, &normalize_methods, "goalposts:1");
        cr_assert(normalize_values(&how, &scaling, &into[i]) == NULL);
        expect("part", i, into[i], part[i].want, 0.0005);
    }
    double education = sqrt(into[1] * into[2]) / 0.951, room[16], index;
    expect("education", 0, education, 0.590, 0.0005);
    const double *parts[] = {&into[0], &education, &into[3]};
    static const double weight[] = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    struct combining all = {.parts = 3, .units = 1, .part = parts, .weight = weight, .raw = parts, .better = 1,
                            .room = room};
    struct pick how = manner_pick(mem, &combine_methods, "geometric");
    combine_parts(&how, &all, &index);
    expect("index", 0, index, 0.663, 0.0005);
}

/* ---- outliers ---- */

static struct treatment treat(const char *word, double *value, size_t count)
{
    double room[MOST];
    uint8_t mark[MOST] = {0};
    struct pick how = manner_pick(mem, &treat_methods, word);
    return treat_values(&how, value, mark, count, room);
}

Test(worked, winsorizing)
{
    double two[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100}, one[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100};
    struct treatment t = treat("winsorize", two, 12);
    expect("skewness", 0, t.skewness, 3.0632, 5e-5);
    expect("kurtosis", 0, t.kurtosis, 9.7414, 5e-5);
    expect("skewness after", 0, t.skewness_after, 1.7120, 5e-5);
    expect("kurtosis after", 0, t.kurtosis_after, 1.8158, 5e-5);
    cr_expect(t.failed && !t.fails && t.points == 1 && two[11] == 30);
    t = treat("winsorize", one, 11);
    expect("skewness", 1, t.skewness, 3.2556, 5e-5);
    expect("kurtosis", 1, t.kurtosis, 10.7067, 5e-5);
    cr_expect(!t.fails && one[10] == 10);
}

Test(worked, what_winsorizing_does_not_help_is_transformed)
{
    double value[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 5000, 90000}, again[14];
    memcpy(again, value, sizeof value);
    struct treatment t = treat("winsorize:1", value, 14);
    cr_expect(t.failed && t.fails && strcmp(t.form, "winsorized") == 0 && value[13] == 5000);
    t = treat("winsorize-log:1", again, 14);
    cr_expect(t.failed && strcmp(t.form, "log") == 0 && t.points == 0);
    expect("log(x - min + range / 100)", 13, again[13], log(89999 * 1.01), 1e-12);
    double low[] = {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, -5000};
    t = treat("log", low, 12);
    expect("-log(max - x + range / 100)", 11, low[11], -log(5009 * 1.01), 1e-12);
    cr_expect(t.failed);
}

/* A lone outlier among n equal values has a skewness of the root of n, whatever it is. */
Test(worked, the_rule_is_not_asked_of_a_few)
{
    double nine[] = {1, 1, 1, 1, 1, 1, 1, 1, 2}, seven[] = {1, 1, 1, 1, 1, 1, 2000};
    struct treatment t = treat("none", nine, 9);
    expect("skewness", 9, t.skewness, 3, 1e-12);
    cr_expect(t.asked && t.failed);
    t = treat("winsorize", seven, 7);
    expect("skewness", 7, t.skewness, sqrt(7), 1e-12);
    cr_expect(!t.asked && !t.failed && seven[6] == 2000);
}

/* Both must be beyond: a far value on each side makes the tails heavy and nothing skewed. */
Test(worked, the_rule_passes_where_either_is_within)
{
    double heavy[] = {-100, -2, -1, -1, 0, 0, 0, 0, 1, 1, 2, 100};
    struct treatment t = treat("winsorize", heavy, 12);
    cr_expect(t.kurtosis > TREAT_KURTOSIS && fabs(t.skewness) < 1e-12 && !t.failed && heavy[11] == 100);
}

/* ---- weights ---- */

static void weigh(const char *word, const double *value, size_t units, size_t parts, bool scaled, double *into)
{
    const double *column[MOST];
    double room[MOST];
    static const double one[MOST] = {1, 1, 1, 1, 1, 1, 1, 1};
    for (size_t k = 0; k < parts; k++) {
        double *own = mem_array(mem, 2 * units, sizeof *own);
        for (size_t u = 0; u < units; u++)
            own[u] = value[u * parts + k];
        struct scaling scaling = {.value = own, .count = units, .base = own, .base_count = units, .sign = 1,
                                  .room = room, .mem = mem};
        struct pick how = manner_pick(mem, &normalize_methods, "minmax:0:1");
        if (scaled)
            cr_assert(normalize_values(&how, &scaling, own + units) == NULL);
        column[k] = scaled ? own + units : own;
    }
    struct weighing all = {parts, units, column, column, one, mem};
    struct pick how = manner_pick(mem, &weigh_methods, word);
    cr_assert(weigh_parts(&how, &all, into) == NULL, "%s", word);
}

/* E. A. Elsayed, A. K. Shaik Dawood, R. Karthikeyan, "Evaluating Alternatives through the Application of
 * TOPSIS Method with Entropy Weight", IJETT 46 (2017). */
Test(worked, published_entropy)
{
    static const double value[] = {
        7,  312, 1891, 6613,   163,    72, 88,  728,  941804, 1078,  10, 252, 2594, 3466, 117471,
        10, 145, 980,  2371,   86329,  65, 54,  350,  501,    29897, 29, 48,  380,  912,  34051,
        7,  476, 3300, 78470,  2212,   70, 87,  650,  733,    819000, 4, 86,  591,  3015, 103,
        12, 79,  579,  3240,   96098,  21, 45,  261,  1253,   453,   1,  72,  530,  4333, 0.1048};
    static const double want[] = {0.104991, 0.069124, 0.071373, 0.449937, 0.304575};
    double into[5];
    weigh("entropy", value, 12, 5, false, into);
    for (size_t k = 0; k < 5; k++)
        expect("entropy", k, into[k], want[k], 5e-7);
    static const double same[] = {3, 3, 3};
    expect("entropy of equal values", 0, weigh_entropy(same, 3, 0), 1, 1e-15);
    static const double zeros[] = {0, 0, 5};
    expect("0 ln 0 is 0", 0, weigh_entropy(zeros, 3, 0), 0, 1e-15);
    static const double below[] = {1, -1, 2};
    expect("entropy of a value below 0", 0, weigh_entropy(below, 3, 0), NAN, 0);
}

/* A. Tus, E. Aytac Adali, "The new combination with CRITIC and WASPAS methods for the time and attendance
 * software selection problem", OPSEARCH 56 (2019). */
Test(worked, published_critic)
{
    static const double value[] = {5000, 3, 3, 4, 3, 2, 680, 5, 3, 2, 2, 1, 2000, 3, 2, 3, 4, 3,
                                   600,  4, 3, 1, 2, 2, 800, 2, 4, 3, 3, 4};
    static const double want[] = {0.157, 0.249, 0.168, 0.121, 0.154, 0.151};
    double into[6];
    weigh("critic", value, 5, 6, true, into);
    for (size_t k = 0; k < 6; k++)
        expect("critic", k, into[k], want[k], 5e-4);
}

Test(worked, comparisons)
{
    struct comparison three = ahp_read(mem, text_reader(mem, "part,a,b,c\na,1,3,5\nb,1/3,1,3\nc,0.2,,1\n"));
    static const double want[] = {0.63699, 0.25828, 0.10473};
    for (size_t k = 0; k < 3; k++)
        expect("weight", k, three.weight[k], want[k], 5e-6);
    expect("lambda", 3, three.lambda, 3.03851, 5e-6);
    expect("CR", 3, three.ratio, 0.0332, 5e-5);
    struct comparison rounded = ahp_read(mem, text_reader(mem, "part,a,b,c\na,1,3,5\nb,0.33,1,3\nc,0.2,0.333,1\n"));
    expect("thirds that were rounded", 0, rounded.weight[0], three.weight[0], 1e-15);
    struct comparison odd = ahp_read(mem, text_reader(mem, "part,a,b,c\na,1,9,1/9\nb,,1,9\nc,,,1\n"));
    cr_expect(odd.ratio > AHP_LIMIT, "comparisons in a circle are consistent: %g", odd.ratio);
    struct comparison two = ahp_read(mem, text_reader(mem, "part,a,b\na,1,4\nb,,1\n"));
    cr_expect(two.weight[0] == 0.8 && two.ratio == 0);
}

/* Y.-M. Wang, K.-S. Chin, "A linear programming approximation to the eigenvector method in the analytic
 * hierarchy process", Information Sciences 181 (2011): the weights stand, though the judges contradict
 * themselves. */
Test(worked, published_comparisons)
{
    struct comparison six = ahp_read(mem, text_reader(mem, "part,a,b,c,d,e,f\n"
        "a,1,4,3,1,3,4\nb,1/4,1,7,3,1/5,1\nc,1/3,1/7,1,1/5,1/5,1/6\n"
        "d,1,1/3,5,1,1,1/3\ne,1/3,5,5,1,1,3\nf,1/4,1,6,3,1/3,1\n"));
    static const double want[] = {0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391};
    for (size_t k = 0; k < 6; k++)
        expect("weight", k, six.weight[k], want[k], 5e-5);
    expect("CR", 6, six.ratio, 0.229, 5e-4);
}

/* ---- combining ---- */

static void combine(const char *word, const double *const *part, const double *weight, size_t parts, size_t units,
                    const int *sign, double *into, uint8_t *lack)
{
    double room[4 * (MOST + MOST)];
    struct combining all = {.parts = parts, .units = units, .part = part, .weight = weight, .raw = part, .sign = sign,
                            .better = 1, .available = 0.66, .room = room, .lack = lack};
    struct pick how = manner_pick(mem, &combine_methods, word);
    combine_parts(&how, &all, into);
}

/* Data and weights are dropped alike: 2, 4, none, 8 with the weights 1, 1, 1, 2. */
Test(worked, means_without_a_part)
{
    static const double value[] = {2, 4, NAN, 8}, weight[] = {0.2, 0.2, 0.2, 0.4};
    const double *part[] = {&value[0], &value[1], &value[2], &value[3]};
    static const struct {
        const char *word;
        double want;
    } mean[] = {{"arithmetic", 5.5}, {"geometric", 4.756828}, {"harmonic", 4}, {"power:1", 5.5}, {"power:0", 4.756828},
                {"power:-1", 4}, {"power:2", 6.082763}, {"median", 4}};
    double into;
    for (size_t i = 0; i < sizeof mean / sizeof *mean; i++) {
        combine(mean[i].word, part, weight, 4, 1, NULL, &into, NULL);
        expect(mean[i].word, i, into, mean[i].want, 5e-7);
    }
}

Test(worked, what_has_no_mean)
{
    static const double below[] = {1, -2, 4}, zero[] = {1, 0, 4}, few[] = {1, NAN, NAN};
    static const double weight[] = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    static const struct {
        const char *word;
        const double *value;
        enum combine_lack lack;
    } none[] = {{"geometric", below, COMBINE_NOT_ABOVE_0}, {"geometric", zero, COMBINE_NOT_ABOVE_0},
                {"harmonic", zero, COMBINE_ZERO}, {"power:0.5", below, COMBINE_NOT_ABOVE_0},
                {"arithmetic", few, COMBINE_FEW}, {"median", few, COMBINE_FEW}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        const double *part[] = {&none[i].value[0], &none[i].value[1], &none[i].value[2]};
        double into;
        uint8_t lack;
        combine(none[i].word, part, weight, 3, 1, NULL, &into, &lack);
        cr_expect(isnan(into) && lack == none[i].lack, "%s [%zu]: %g, %d", none[i].word, i, into, lack);
    }
}

/* Four units by three indicators; the second beats the first by two of three. */
Test(worked, outranking)
{
    static const double first[] = {2, 3, 1, 4}, second[] = {2, 3, 1, 4}, third[] = {3, 1, 2, 4};
    static const double weight[] = {1.0 / 3, 1.0 / 3, 1.0 / 3}, want[] = {-1, 1, -3, 3};
    const double *part[] = {first, second, third};
    double into[4];
    struct combining all = {.parts = 3, .units = 4, .part = part, .weight = weight, .better = 1};
    expect("second beside first", 0, combine_outranks(&all, 1, 0), 2.0 / 3, 1e-15);
    combine("copeland", part, weight, 3, 4, NULL, into, NULL);
    for (size_t u = 0; u < 4; u++)
        expect("copeland", u, into[u], want[u], 0);
}

/* The divisor decides who is best. */
Test(worked, topsis)
{
    static const double cost[] = {1, 2, 5}, gain[] = {3000, 3750, 4500}, weight[] = {0.5, 0.5};
    static const double vector[] = {0.762, 0.722, 0.238}, range[] = {0.500, 0.617, 0.500};
    static const int sign[] = {-1, 1};
    const double *part[] = {cost, gain};
    double into[3];
    combine("topsis-vector", part, weight, 2, 3, sign, into, NULL);
    for (size_t u = 0; u < 3; u++)
        expect("vector", u, into[u], vector[u], 5e-4);
    combine("topsis-minmax", part, weight, 2, 3, sign, into, NULL);
    for (size_t u = 0; u < 3; u++)
        expect("range", u, into[u], range[u], 5e-4);
}

/* ---- ranks ---- */

Test(worked, ranks)
{
    static const double score[] = {0.1 + 0.2, 0.3, NAN, 0.31, 0.2999}, want[] = {2, 2, 0, 1, 4};
    double key[300], many[300];
    uint32_t rank[300];
    chain_rank(score, 5, 1, key, rank);
    for (size_t u = 0; u < 5; u++)
        expect("rank", u, rank[u], want[u], 0);
    for (size_t u = 0; u < 300; u++)
        many[u] = u == 7 ? NAN : (double)(u / 2 * 2);
    chain_rank(many, 300, -1, key, rank);
    cr_expect(rank[0] == 1 && rank[1] == 1 && rank[2] == 3 && rank[6] == 7 && rank[7] == 0 && rank[8] == 8 &&
              rank[299] == 298);
}

/* ---- over time ---- */

Test(worked, other_periods_of_a_unit)
{
    static const double value[] = {NAN, 10, NAN, NAN, 16};
    static const struct {
        const char *word;
        double want[5];
    } way[] = {{"linear", {10, 10, 12, 14, 16}}, {"step", {10, 10, 10, 10, 16}}, {"latest:1", {NAN, 10, 10, NAN, 16}},
               {"latest:2", {NAN, 10, 10, 10, 16}}, {"constant:3", {3, 10, 3, 3, 16}}};
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        struct cube cube = cube_open(mem, 1, 5, 1);
        struct pick how = manner_pick(mem, &impute_methods, way[i].word);
        memcpy(cube.value, value, sizeof value);
        impute_cube(mem, &how, &cube, NULL);
        for (size_t p = 0; p < 5; p++) {
            expect(way[i].word, p, cube.value[p], way[i].want[p], 1e-12);
            cr_expect((cube.mark[p] & CUBE_IMPUTED) == (isnan(value[p]) && !isnan(way[i].want[p])), "%s [%zu]",
                      way[i].word, p);
        }
    }
}
