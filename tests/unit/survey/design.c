/* Laws of the design on random samples: variances against the formula written plainly, and what may not change an
 * estimate: the order of respondents, the scale of weights. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "design/variance.h"
#include "estimate/linearize.h"

enum { STRATA = 4, CLUSTERS = 5, MEMBERS = 6, MOST = STRATA * CLUSTERS * MEMBERS };

static unsigned seed;

static unsigned lot(unsigned below)
{
    seed = seed * 1103515245u + 12345;
    return (seed >> 8) % below;
}

/* One respondent of a random sample, in which strata have 2 to 5 of 9 clusters and those 1 to 6 of 20 members. */
struct member {
    unsigned stratum, cluster;
    double weight, y;
};

static unsigned draw(struct member *member)
{
    unsigned count = 0;
    for (unsigned s = 0; s < STRATA; s++)
        for (unsigned c = 0, clusters = 2 + lot(CLUSTERS - 1); c < clusters; c++)
            for (unsigned m = 0, members = 1 + lot(MEMBERS); m < members; m++)
                member[count++] = (struct member){s, c, 1 + lot(50) / 10.0, lot(7) + s};
    return count;
}

static void shuffle(struct member *member, unsigned count)
{
    for (unsigned i = count; i > 1; i--) {
        unsigned other = lot(i);
        struct member kept = member[i - 1];
        member[i - 1] = member[other];
        member[other] = kept;
    }
}

/* The sample as survey has it; populations of both stages where `stages` is 2, of none where it is 0. */
static struct design *make(struct mem *mem, const struct member *member, unsigned count, int stages)
{
    static const struct str facet[] = {{"stratum", 7}, {"cluster", 7}, {"N", 1}, {"M", 1}};
    static const char *const known[] = {"", "N", "N,M"};
    struct responses *answers = responses_open(mem, "random", facet, 4, false);
    for (unsigned i = 0; i < count; i++) {
        uint32_t number = responses_add(answers);
        char text[4][8];
        snprintf(text[0], 8, "s%u", member[i].stratum);
        snprintf(text[1], 8, "c%u", member[i].cluster);
        snprintf(text[2], 8, "9");
        snprintf(text[3], 8, "20");
        answers->weight[number] = member[i].weight;
        answers->inside[number] = true;
        for (int f = 0; f < 4; f++)
            answers->facet[f].of[number] = responses_level(answers, &answers->facet[f], str_of(text[f]));
    }
    return design_open(mem, answers, STR("stratum"), STR("cluster"), str_of(known[stages]), lonely_find("stop"));
}

static struct base base_of(const struct design *sample, const struct member *member)
{
    struct base base = {.count = sample->count, .at = mem_array(sample->mem, sample->count, sizeof(uint32_t)),
                        .y = mem_array(sample->mem, sample->count, sizeof(double))};
    for (uint32_t p = 0; p < sample->count; p++) {
        base.at[p] = p;
        base.y[p] = member[sample->respondent[p]].y;
    }
    return base;
}

/* n / (n - 1) times the squares around the mean, times what was not drawn. */
static double spread(const double *total, unsigned n, double population)
{
    double mean = 0, sum = 0;
    for (unsigned i = 0; i < n; i++)
        mean += total[i] / n;
    for (unsigned i = 0; i < n; i++)
        sum += (total[i] - mean) * (total[i] - mean);
    return n > 1 ? (1 - n / population) * n / (n - 1) * sum : 0;
}

/* The variance of a total, by Cochran's formula, straight from the members. */
static double plainly(const struct member *member, unsigned count, int stages)
{
    double variance = 0, many = stages ? 9 : INFINITY;
    for (unsigned s = 0; s < STRATA; s++) {
        double cluster[CLUSTERS] = {0}, below = 0;
        unsigned clusters = 0;
        for (unsigned c = 0; c < CLUSTERS; c++) {
            double own[MEMBERS];
            unsigned members = 0;
            for (unsigned i = 0; i < count; i++)
                if (member[i].stratum == s && member[i].cluster == c) {
                    own[members++] = member[i].weight * member[i].y;
                    cluster[clusters] += member[i].weight * member[i].y;
                }
            if (members && stages == 2)
                below += members > 1 ? spread(own, members, 20) : (1 - 1 / 20.0) * own[0] * own[0];
            clusters += members > 0;
        }
        variance += spread(cluster, clusters, many) + below * clusters / many;
    }
    return variance;
}

/* A cluster with one member of several is lonely at the second stage, where `adjust` counts its square. */
Test(design, variance_of_a_total)
{
    for (int stages = 0; stages <= 2; stages++)
        for (unsigned round = 1; round < 100; round++) {
            seed = round;
            struct mem *mem = mem_open();
            struct member member[MOST];
            unsigned count = draw(member);
            shuffle(member, count);
            struct design *sample = make(mem, member, count, stages);
            sample->lonely = lonely_find("adjust");
            struct base base = base_of(sample, member);
            double got = linear_total(sample, &base).variance, want = plainly(member, count, stages);
            cr_expect(fabs(got - want) <= 1e-11 * want, "%d stages: %.15g, not %.15g", stages, got, want);
            responses_close((struct responses *)sample->answers);
            mem_close(mem);
        }
}

/* Respondents in another order, and all weights three times as large: means, spreads and their errors stay, totals
 * are three times what they were. */
Test(design, order_and_scale)
{
    static linear_figure *const figure[] = {linear_mean, linear_spread, linear_total};
    for (unsigned round = 1; round < 100; round++) {
        seed = round;
        struct mem *mem = mem_open();
        struct member member[MOST], other[MOST];
        unsigned count = draw(member);
        for (unsigned i = 0; i < count; i++) {
            other[i] = member[i];
            other[i].weight *= 3;
        }
        shuffle(other, count);
        struct design *sample = make(mem, member, count, 1), *scaled = make(mem, other, count, 1);
        struct base base = base_of(sample, member), base_scaled = base_of(scaled, other);
        for (int f = 0; f < 3; f++) {
            struct estimate a = figure[f](sample, &base), b = figure[f](scaled, &base_scaled);
            double times = f == 2 ? 3 : 1;
            cr_expect(fabs(b.value - times * a.value) <= 1e-11 * fabs(b.value), "figure %d", f);
            cr_expect(fabs(b.variance - times * times * a.variance) <= 1e-9 * b.variance, "error of figure %d", f);
        }
        responses_close((struct responses *)sample->answers);
        responses_close((struct responses *)scaled->answers);
        mem_close(mem);
    }
}

/* A domain counts what is outside with 0: the variance is that of figures set to 0 there. */
Test(design, a_domain_is_zeros_elsewhere)
{
    for (unsigned round = 1; round < 100; round++) {
        seed = round;
        struct mem *mem = mem_open();
        struct member member[MOST];
        unsigned count = draw(member);
        struct design *sample = make(mem, member, count, 1);
        struct base whole = base_of(sample, member), part = base_of(sample, member);
        part.count = 0;
        for (uint32_t p = 0; p < sample->count; p++)
            if (p % 3 == 0) {
                part.at[part.count] = p;
                part.y[part.count++] = whole.y[p];
            } else
                whole.y[p] = 0;
        double got = linear_total(sample, &part).variance, want = linear_total(sample, &whole).variance;
        cr_expect(fabs(got - want) <= 1e-11 * want);
        responses_close((struct responses *)sample->answers);
        mem_close(mem);
    }
}
