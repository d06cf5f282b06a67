/* Every estimate that R's survey made of the samples in oracle/, row by row: see oracle/README.md, which also says
 * where ours are meant to differ. */
#include <criterion/criterion.h>

#include "known.h"
#include "estimate/association.h"
#include "estimate/interval.h"
#include "estimate/percentile.h"
#include "inference/distribution.h"

#define CLOSE 1e-9
#define FITTED 1e-6

static const struct known_row designs[] = {
    {"firms stratified fpc", "firms", NULL, "stratum", NULL, "N_stratum", "weight", NULL, NULL, NULL},
    {"firms stratified no fpc", "firms", NULL, "stratum", NULL, NULL, "weight", NULL, NULL, NULL},
    {"firms weights only", "firms", NULL, NULL, NULL, NULL, "weight", NULL, NULL, NULL},
    {"firms unweighted", "firms", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
    {"residents wave 2 clustered strata fpc", "residents", "2", "street", "community", "n_communities", "weight", NULL,
     NULL, NULL},
    {"residents wave 2 clustered strata no fpc", "residents", "2", "street", "community", NULL, "weight", NULL, NULL,
     NULL},
    {"residents wave 2 two-stage fpc", "residents", "2", "street", "community", "n_communities,n_households", "weight",
     NULL, NULL, NULL},
    {"residents wave 2 post-stratified age", "residents", "2", "street", "community", "n_communities", "weight", NULL,
     NULL, "poststratify"},
    {"residents wave 2 raked age,sex epsilon=1e-08", "residents", "2", "street", "community", "n_communities",
     "weight", NULL, NULL, "raking"},
    {"residents wave 2 calibrated age+sex linear", "residents", "2", "street", "community", "n_communities", "weight",
     NULL, NULL, "linear"},
    {"residents wave 2 calibrated age+sex raking", "residents", "2", "street", "community", "n_communities", "weight",
     NULL, NULL, "raking"},
    {"residents wave 2 calibrated age+sex logit", "residents", "2", "street", "community", "n_communities", "weight",
     NULL, NULL, "logit"},
    {"residents wave 2 trimmed at twice the median weight, strict", "residents", "2", "street", "community",
     "n_communities", "weight", NULL, NULL, NULL},
    {"residents wave 2 jackknife JKn with fpc", "residents", "2", "street", "community", "n_communities", "weight",
     NULL, NULL, NULL},
    {"residents two waves fpc", "residents", NULL, "wave,street", "community", "n_communities", "weight", NULL, NULL,
     NULL},
    {"residents wave 2, S5 only its first community, lonely.psu=adjust", "residents", "2", "street", "community",
     "n_communities", "weight", "adjust", "W2-S5-01", NULL},
    {"residents wave 2, S5 only its first community, lonely.psu=certainty", "residents", "2", "street", "community",
     "n_communities", "weight", "certainty", "W2-S5-01", NULL},
    {"residents wave 2, S5 only its first community, lonely.psu=remove", "residents", "2", "street", "community",
     "n_communities", "weight", "certainty", "W2-S5-01", NULL},
    {"residents wave 2, S5 only its first community, lonely.psu=average", "residents", "2", "street", "community",
     "n_communities", "weight", "average", "W2-S5-01", NULL},
    {"residents wave 2 no fpc, S5 only its first community, lonely.psu=adjust", "residents", "2", "street",
     "community", NULL, "weight", "adjust", "W2-S5-01", NULL},
    {"residents wave 2 no fpc, S5 only its first community, lonely.psu=average", "residents", "2", "street",
     "community", NULL, "weight", "average", "W2-S5-01", NULL},
    {"residents wave 2, domain with one community in S2, adjust.domain.lonely=FALSE", "residents", "2", "street",
     "community", "n_communities", "weight", "adjust", NULL, NULL},
    {"residents wave 2, domain with one community in S2, adjust.domain.lonely=TRUE", "residents", "2", "street",
     "community", "n_communities", "weight", "adjust-domains", NULL, NULL},
    /* Only in a larger folder: samples that ship with R's survey. */
    {"apistrat", "apistrat", NULL, "stype", NULL, "fpc", "pw", NULL, NULL, NULL},
    {"apisrs", "apisrs", NULL, NULL, NULL, "fpc", "pw", NULL, NULL, NULL},
    {"apisrs calibrated stype + api99", "apisrs", NULL, NULL, NULL, "fpc", "pw", NULL, NULL, "linear"},
};

/* A row of the table, and the sample that it is of. */
struct row {
    size_t number;
    struct str design, quantity, domain;
    double estimate, error, low, high, effect, freedom;
    const struct design *sample;
};

static struct mem *mem;
static struct oracle table;
static const struct design *opened[sizeof designs / sizeof *designs];

static void open_table(void)
{
    mem = mem_open();
    table = oracle_open(mem, "survey_expected.csv");
}

static void close_table(void)
{
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
        if (opened[i])
            responses_close((struct responses *)opened[i]->answers);
    mem_close(mem);
}

TestSuite(oracles, .init = open_table, .fini = close_table, .timeout = 120);

/* ---- fitted weights ---- */

static void add_margin(struct margins *margins, struct str variable, struct str category, struct str total)
{
    struct margin *row = &margins->row[margins->rows];
    uint32_t v = 0;
    while (v < margins->variables && !str_eq(margins->variable[v].name, variable))
        v++;
    if (v == margins->variables)
        margins->variable[margins->variables++] = (struct margin_variable){
            .name = variable, .facet = {variable}, .facets = 1, .number = !category.length, .first = margins->rows};
    *row = (struct margin){.variable = variable, .category = category, .of = v};
    cr_assert(num_parse(total, &row->total) == NUM_OK);
    margins->rows++;
}

/* The margins of the residents' age, and of sex too unless age is all; or those of the schools. */
static struct margins *margins_of(bool schools, bool alone)
{
    struct margins *margins = mem_take(mem, sizeof *margins);
    margins->row = mem_array(mem, 16, sizeof *margins->row);
    margins->variable = mem_array(mem, 4, sizeof *margins->variable);
    if (schools) {
        add_margin(margins, STR("stype"), STR("E"), STR("4421"));
        add_margin(margins, STR("stype"), STR("H"), STR("755"));
        add_margin(margins, STR("stype"), STR("M"), STR("1018"));
        add_margin(margins, STR("api99"), STR(""), STR("3914069"));
        return margins;
    }
    const struct oracle known = oracle_open(mem, "survey_margins.csv");
    for (size_t i = 0; i < known.rows; i++)
        if (!alone || oracle_is(&known, i, "variable", "age"))
            add_margin(margins, oracle_text(&known, i, "variable"), oracle_text(&known, i, "category"),
                       oracle_text(&known, i, "total"));
    return margins;
}

static void fit(struct design *sample, const struct known_row *design)
{
    const struct calibration_method *method = calibration_find(design->calibrate);
    struct margins *margins = margins_of(strcmp(design->file, "apisrs") == 0, method->alone);
    struct calibration how = calibrate(sample, margins, margins_bind(margins, sample, NULL), method,
                                       (struct calibration_bounds){0.3, 5});
    cr_expect(how.missed == 0 && how.worst < 1e-9 && how.iterations < 50, "%s: margins missed", design->name);
}

static const struct design *sample_named(struct str name)
{
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++) {
        if (!str_eq(name, str_of(designs[i].name)))
            continue;
        if (!opened[i]) {
            struct design *sample = known_open(mem, &designs[i]);
            double limit;
            if (designs[i].calibrate)
                fit(sample, &designs[i]);
            if (strstr(designs[i].name, "trimmed"))
                cr_expect(calibrate_trim(sample, 2, &limit) == 0 || limit > 0);
            opened[i] = sample;
        }
        return opened[i];
    }
    return NULL;
}

/* ---- how a figure is held ---- */

static void expect(const struct row *row, const char *what, double got, double want, double tolerance)
{
    if (isnan(want))
        return;
    cr_expect(oracle_near(got, want, tolerance, 1e-3), "row %zu: %.*s, %.*s (%.*s): %s is %.15g, not %.15g",
              row->number + 2, STR_ARG(row->design), STR_ARG(row->quantity), STR_ARG(row->domain), what, got, want);
}

/* R takes plain means of the residuals of raked weights where weighted ones belong; its row "calibrated raking" has the
 * same weights and estimator, and is held to digits. */
static bool has_plain_residuals(const struct row *row)
{
    return str_find(row->design, STR("raked")) >= 0;
}

static double tolerance_of(const struct row *row)
{
    return str_find(row->design, STR("raked")) >= 0 || str_find(row->design, STR("calibrated")) >= 0 ? FITTED : CLOSE;
}

/* Estimate, standard error, interval, and the design effect, which is R's against sampling without replacement
 * unless it says otherwise. */
static void hold(const struct row *row, const struct base *base, struct estimate got, double freedom)
{
    double error = sqrt(got.variance), reach = interval_reach(0.95, freedom), tolerance = tolerance_of(row);
    double simple = got.simple;
    if (str_find(row->quantity, STR("with replacement")) < 0)
        simple *= 1 - base->count / got.weights;
    expect(row, "estimate", got.value, row->estimate, tolerance);
    if (has_plain_residuals(row)) {
        expect(row, "se", error, row->error, 2e-3);
        return;
    }
    expect(row, "se", error, row->error, tolerance);
    expect(row, "low", got.value - reach * error, row->low, tolerance);
    expect(row, "high", got.value + reach * error, row->high, tolerance);
    expect(row, "deff", got.variance / simple, row->effect, tolerance);
}

/* ---- words of a quantity ---- */

/* The word that begins at `from`, up to a space. */
static struct str word_at(struct str text, size_t from)
{
    struct str rest = str_part(text, from, text.length), word;
    str_cut(&rest, ' ', &word);
    return word;
}

/* The word behind a mark, or the empty text. */
static struct str word_behind(struct str text, struct str mark)
{
    ptrdiff_t at = str_find(text, mark);
    return at < 0 ? (struct str){NULL, 0} : word_at(text, (size_t)at + mark.length);
}

static const char *c_string(struct str text)
{
    return mem_copy(mem, text).at;
}

/* The domain of "... by FACET" or "... by FACET,FACET", whose levels are parted by a space. */
static struct known_domain domain_of(const struct row *row)
{
    struct str by = word_behind(row->quantity, STR(" by ")), first, level = row->domain, rest;
    struct known_domain domain = {0};
    if (!by.length)
        return domain;
    bool two = str_find(by, STR(",")) >= 0;
    str_cut(&by, ',', &first);
    domain.of = c_string(first);
    rest = level;
    if (two) {
        str_cut(&rest, ' ', &level);
        domain.with = c_string(by);
        domain.other = c_string(rest);
    }
    domain.level = c_string(level);
    return domain;
}

static const struct known_domain all = {0};

/* "VARIABLE>=4" or VARIABLE=="word": those who gave an answer, with 1 and 0. */
static struct base condition(const struct design *sample, struct str text, const struct known_domain *domain)
{
    ptrdiff_t at = str_find(text, STR(">="));
    if (at > 0)
        return known_base(sample, "top2", str_part(text, 0, (size_t)at), (struct str){NULL, 0}, NULL, domain);
    at = str_find(text, STR("==\""));
    struct str word = str_part(text, (size_t)at + 3, text.length - (size_t)at - 4);
    return known_base(sample, "share", str_part(text, 0, (size_t)at), word, NULL, domain);
}

static struct base numbers(const struct design *sample, struct str name, const struct known_domain *domain)
{
    return known_base(sample, "mean", name, (struct str){NULL, 0}, NULL, domain);
}

/* ---- means, totals, shares ---- */

/* A base with the communities that the lonely domain has. */
static struct base lonely_domain(const struct row *row, struct base base)
{
    const struct facet *facet = responses_facet(row->sample->answers, STR("community"));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < base.count; i++) {
        struct str name = facet->level[facet->of[row->sample->respondent[base.at[i]]]];
        if (!str_eq(name, STR("W2-S1-01")) && !str_eq(name, STR("W2-S1-02")) && !str_eq(name, STR("W2-S2-01")))
            continue;
        base.at[kept] = base.at[i];
        base.y[kept++] = base.y[i];
    }
    base.count = kept;
    return base;
}

static void hold_mean(const struct row *row)
{
    struct known_domain domain = domain_of(row);
    struct base base = numbers(row->sample, word_at(row->quantity, 5), &domain);
    bool t = str_find(row->quantity, STR("(t interval")) >= 0;
    if (str_find(row->design, STR("domain with one")) >= 0)
        base = lonely_domain(row, base);
    struct str other = word_behind(row->quantity, STR(" - mean "));
    if (other.length) {
        struct base with = numbers(row->sample, other, &domain);
        for (uint32_t i = 0; i < base.count; i++)
            base.y[i] -= with.y[i];
    }
    struct estimate got = linear_mean(row->sample, &base);
    if (str_find(row->design, STR("jackknife")) >= 0)
        got.variance = linear_jackknife(row->sample, &base);
    hold(row, &base, got, t ? row->freedom : INFINITY);
}

static void hold_total(const struct row *row)
{
    bool yes = str_find(row->quantity, STR("used_service yes")) >= 0;
    struct base base = yes ? condition(row->sample, STR("used_service==\"yes\""), &all)
                           : numbers(row->sample, word_at(row->quantity, 6), &all);
    hold(row, &base, linear_total(row->sample, &base), INFINITY);
}

static void hold_share(const struct row *row)
{
    struct base base = known_base(row->sample, "share", word_at(row->quantity, 6), row->domain, NULL, &all);
    hold(row, &base, linear_mean(row->sample, &base), INFINITY);
}

static void hold_count(const struct row *row)
{
    struct base base = known_base(row->sample, "count", word_at(row->quantity, 6), row->domain, NULL, &all);
    hold(row, &base, linear_total(row->sample, &base), INFINITY);
}

/* R takes n of all rows of the design for n - 1, those without an answer too; ours that of those who answered. */
static void hold_variance(const struct row *row)
{
    struct base base = numbers(row->sample, word_at(row->quantity, 9), &all);
    struct estimate got = linear_spread(row->sample, &base);
    double n = base.count, rows = row->sample->count, as_r = (rows / (rows - 1)) / (n / (n - 1));
    got.value *= as_r;
    got.variance *= as_r * as_r;
    hold(row, &base, got, INFINITY);
}

static void hold_ratio(const struct row *row)
{
    struct known_domain domain = domain_of(row);
    struct str name = word_at(row->quantity, 6), above;
    str_cut(&name, '/', &above);
    struct base base = known_base(row->sample, "ratio", above, (struct str){NULL, 0},
                                   responses_find(row->sample->answers, name), &domain);
    hold(row, &base, linear_ratio(row->sample, &base), INFINITY);
}

static void hold_kish(const struct row *row)
{
    const struct design *sample = row->sample;
    struct base answered = numbers(sample, STR("q1_overall"), &all), every = numbers(sample, STR("weight"), &all);
    struct estimate a = linear_mean(sample, &every), b = linear_mean(sample, &answered);
    expect(row, "all", a.weights * a.weights / a.squares, row->estimate, CLOSE);
    expect(row, "answered", b.weights * b.weights / b.squares, row->error, CLOSE);
}

/* ---- quantiles ---- */

/* R takes half of a raw weight off where the weight with mean 1 belongs; held is that it is ours with that slip, which
 * moves every step; where all weights are alike and 1 there is none. */
static double slipped(const double *value, const double *weight, uint32_t count, double share)
{
    double whole = 0, sum = 0, found = value[0], nearest = -INFINITY, first = INFINITY, lowest = value[0];
    for (uint32_t i = 0; i < count; i++)
        whole += weight[i];
    for (uint32_t i = 0; i < count; i++) {
        sum += weight[i] * count / whole;
        double step = (sum + 0.5 - weight[i] / 2) / (count + 1.0);
        if (step <= share && step > nearest) {
            nearest = step;
            found = value[i];
        }
        if (step < first) {
            first = step;
            lowest = value[i];
        }
    }
    return isinf(nearest) ? lowest : found;
}

/* Does a share fall on a step, where R's sums of weights that are no round numbers do not, and take the next value? */
static bool is_on_step(const struct design *sample, const struct base *base, double share, double value)
{
    double below = 0, whole = 0;
    for (uint32_t i = 0; i < base->count; i++) {
        whole += sample->weight[base->at[i]];
        below += base->y[i] <= value ? sample->weight[base->at[i]] : 0;
    }
    return fabs(below / whole - share) < CLOSE;
}

/* Degrees of freedom are here, and here alone, of those who gave an answer. */
static void hold_quantile(const struct row *row)
{
    struct str name = word_at(row->quantity, 9), rule_name = word_behind(row->quantity, STR("qrule="));
    struct base base = numbers(row->sample, name, &all);
    struct percentile_rule slip = {"shahvaish", "", slipped};
    const struct percentile_rule *rule = percentile_find(c_string(rule_name));
    struct num share;
    double p;
    bool weights = row->sample->weight[0] != 1;
    if (str_eq(rule_name, STR("shahvaish")))
        rule = weights ? &slip : percentile_find("shah-vaish");
    cr_assert(num_parse(row->domain, &share) == NUM_OK && num_to_double(share, &p));
    struct touched touched = design_touched(row->sample, base.at, base.count);
    double reach = interval_reach(0.95, touched.clusters - (double)touched.strata);
    struct percentile got = percentile_of(row->sample, &base, p, rule, reach);
    if (!oracle_near(got.value, row->estimate, CLOSE, 1) &&
        (is_on_step(row->sample, &base, p, got.value) ||
         is_on_step(row->sample, &base, p, 2 * got.value - row->estimate))) {
        cr_expect(got.value <= row->estimate, "row %zu", row->number + 2);
        return;
    }
    expect(row, "value", got.value, row->estimate, CLOSE);
    expect(row, "low", got.range[0], row->low, CLOSE);
    expect(row, "high", got.range[1], row->high, CLOSE);
    expect(row, "error", got.error, row->error, CLOSE);
}

/* ---- intervals of a share ---- */

/* R counts the dispersion, which is above 1 by less than 0.006, on one side alone, and reads the ends off a spline:
 * held is that at its ends the likelihood has fallen by that much more than t squared, and that ours lie inside. */
static void hold_likelihood(const struct row *row, const struct share_ask *ask, const double range[2])
{
    double p = ask->share, t = interval_reach(0.95, ask->freedom), end[] = {row->low, row->high};
    for (int i = 0; i < 2; i++) {
        double fall = 2 * ask->n * (p * log(p / end[i]) + (1 - p) * log((1 - p) / (1 - end[i])));
        cr_expect(fall / (t * t) > 1 && fall / (t * t) < 1.006, "row %zu: %.9g", row->number + 2, fall / (t * t));
        expect(row, "likelihood", range[i], end[i], 1e-3);
    }
    cr_expect(range[0] > row->low && range[1] < row->high);
}

static void hold_interval(const struct row *row)
{
    static const char *const names[][2] = {{"logit", "logit"}, {"xlogit", "logit"}, {"asin", "arcsine"}, {"mean", "t"},
                                           {"beta", "korn-graubard"}, {"likelihood", "likelihood"}};
    struct str method = word_behind(row->quantity, STR("method="));
    struct base base = condition(row->sample, word_at(row->quantity, 7), &all);
    struct estimate got = linear_mean(row->sample, &base);
    double p = got.value, error = sqrt(got.variance), range[2];
    const struct share_interval *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(method, str_of(names[i][0])))
            found = interval_find(names[i][1]);
    struct share_ask ask = {.share = p, .error = error, .n = p * (1 - p) / got.variance, .rows = row->sample->count,
                            .freedom = row->freedom, .confidence = 0.95};
    double tolerance = str_eq(method, STR("logit")) ? FITTED : CLOSE;
    cr_assert(found && interval_share(found, &ask, range));
    expect(row, "estimate", p, row->estimate, FITTED);
    expect(row, "se", error, row->error, CLOSE);
    if (str_eq(method, STR("likelihood"))) {
        hold_likelihood(row, &ask, range);
        return;
    }
    expect(row, "low", range[0], row->low, tolerance);
    expect(row, "high", range[1], row->high, tolerance);
}

/* ---- tables ---- */

/* The level of a variable at a respondent, from 0, or -1 where there is no answer; top2 is of the overall scale. */
static int level_of(const struct design *sample, struct str name, uint32_t respondent)
{
    bool top2 = str_eq(name, STR("top2"));
    if (!top2) {
        const struct facet *facet = responses_facet(sample->answers, name);
        return facet->level[facet->of[respondent]].length ? (int)facet->of[respondent] : -1;
    }
    const struct replies *replies = responses_find(sample->answers, STR("overall"));
    if (!replies)
        replies = responses_find(sample->answers, STR("q1_overall"));
    double value = replies->code[responses_get(replies, respondent)].value;
    return isnan(value) ? -1 : value >= 4;
}

static struct crossing cross(const struct design *sample, struct str one, struct str other)
{
    uint32_t *at = mem_array(mem, sample->count, sizeof *at), *row = mem_array(mem, sample->count, sizeof *row);
    uint32_t *column = mem_array(mem, sample->count, sizeof *column);
    struct crossing crossing = {at, row, column, 0, 0, 0};
    for (uint32_t p = 0; p < sample->count; p++) {
        int a = level_of(sample, one, sample->respondent[p]), b = level_of(sample, other, sample->respondent[p]);
        if (a < 0 || b < 0)
            continue;
        at[crossing.count] = p;
        row[crossing.count] = (uint32_t)a;
        column[crossing.count++] = (uint32_t)b;
        crossing.rows = (uint32_t)a >= crossing.rows ? (uint32_t)a + 1 : crossing.rows;
        crossing.columns = (uint32_t)b >= crossing.columns ? (uint32_t)b + 1 : crossing.columns;
    }
    return crossing;
}

/* The saddlepoint with degrees of freedom below the line cut to a whole number, as R cuts them: where there are two
 * eigenvalues, their sum and squares are known from the statistics; NaN where there are more. */
static double floored_tail(const struct row *row, const struct crossing *crossing, double freedom)
{
    const struct design *sample = row->sample;
    if ((crossing->rows - 1) * (crossing->columns - 1) != 2)
        return NAN;
    struct association f = association_of(sample, crossing, freedom, association_find("rao-scott"));
    double plain = association_of(sample, crossing, freedom, association_find("saddlepoint")).statistic;
    double sum = plain / f.statistic, squares = sum * sum / f.freedom, off = sqrt(2 * squares - sum * sum);
    const double lambda[] = {(sum + off) / 2, (sum - off) / 2};
    return association_tail(lambda, 2, plain / f.below, floor(f.below));
}

/* R prints Pearson's statistic before it is divided.  Its lincom had no program for the exact distribution, and is
 * the saddlepoint again. */
static void hold_table(const struct row *row)
{
    static const char *const names[][2] = {{"F", "rao-scott"}, {"Chisq", "rao-scott-first"}, {"Wald", "wald"},
                                           {"adjWald", "adjusted-wald"}, {"lincom", "saddlepoint"}, {"saddlepoint",
                                                                                                     "saddlepoint"}};
    struct str test = word_behind(row->quantity, STR("statistic="));
    struct crossing crossing = cross(row->sample, word_at(row->quantity, 6), word_behind(row->quantity, STR(" + ")));
    const struct association_test *found = NULL;
    struct touched touched = design_touched(row->sample, crossing.at, crossing.count);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(test, str_of(names[i][0])))
            found = association_find(names[i][1]);
    struct association got = association_of(row->sample, &crossing, touched.clusters - (double)touched.strata, found);
    cr_assert(found && got.known, "row %zu", row->number + 2);
    bool saddle = str_eq(test, STR("lincom")) || str_eq(test, STR("saddlepoint"));
    if (str_eq(test, STR("Chisq")) || saddle) {
        const struct association_test *plain = association_find("saddlepoint");
        got.statistic = association_of(row->sample, &crossing, touched.clusters - (double)touched.strata,
                                       plain).statistic;
    }
    expect(row, "statistic", got.statistic, row->estimate, CLOSE);
    if (saddle) {
        double floored = floored_tail(row, &crossing, touched.clusters - (double)touched.strata);
        expect(row, "p with R's floor", isnan(floored) ? row->error : floored, row->error, 1e-4);
        expect(row, "p", log(got.chance), log(row->error), 0.01);
    } else
        expect(row, "p", got.chance, row->error, CLOSE * 10);
    expect(row, "df", got.freedom, row->low, CLOSE);
    expect(row, "df below", got.below, row->high, CLOSE);
}

/* ---- differences ---- */

/* svyttest takes a degree of freedom less than the design has, as a regression does. */
static void hold_difference(const struct row *row, struct base from, struct base to, double freedom, double chance)
{
    struct estimate a = linear_mean(row->sample, &from), b = linear_mean(row->sample, &to);
    double error = sqrt(linear_change_variance(row->sample, &from, &a, &to, &b)), d = b.value - a.value;
    double reach = interval_reach(0.95, freedom);
    expect(row, "difference", d, row->estimate, CLOSE);
    expect(row, "se", error, row->error, CLOSE);
    expect(row, "low", d - reach * error, row->low, CLOSE);
    expect(row, "high", d + reach * error, row->high, CLOSE);
    expect(row, "p", interval_chance(d / error, freedom), chance, CLOSE * 10);
}

static void hold_waves(const struct row *row, struct str name, double freedom, double chance)
{
    struct known_domain one = {.of = "wave", .level = "1"}, two = {.of = "wave", .level = "2"};
    bool condition_of = str_find(name, STR(">=")) >= 0;
    hold_difference(row, condition_of ? condition(row->sample, name, &one) : numbers(row->sample, name, &one),
                    condition_of ? condition(row->sample, name, &two) : numbers(row->sample, name, &two), freedom,
                        chance);
}

static void hold_change(const struct row *row)
{
    bool mean = str_find(row->quantity, STR("change of mean ")) == 0;
    hold_waves(row, word_at(row->quantity, mean ? 15 : 16), INFINITY, NAN);
}

static void hold_test(const struct row *row)
{
    hold_waves(row, word_at(row->quantity, 9), row->freedom, row->effect);
}

static void hold_services(const struct row *row)
{
    const struct facet *sector = responses_facet(row->sample->answers, STR("sector"));
    struct base every = numbers(row->sample, STR("q3_approval_days"), &all), part[2];
    struct num p;
    double chance;
    for (int k = 0; k < 2; k++) {
        part[k] = (struct base){.at = mem_array(mem, every.count, sizeof(uint32_t)), .y = mem_array(mem, every.count,
                                                                                                    sizeof(double))};
        for (uint32_t i = 0; i < every.count; i++) {
            bool services = str_eq(sector->level[sector->of[row->sample->respondent[every.at[i]]]], STR("services"));
            if (services != k)
                continue;
            part[k].at[part[k].count] = every.at[i];
            part[k].y[part[k].count++] = every.y[i];
        }
    }
    cr_assert(num_parse(row->domain, &p) == NUM_OK && num_to_double(p, &chance));
    hold_difference(row, part[0], part[1], row->freedom, chance);
}

/* ---- weights ---- */

static void hold_weights(const struct row *row)
{
    struct str rest = row->domain, age, sex;
    str_cut(&rest, ' ', &age);
    sex = rest;
    const struct design *sample = row->sample;
    const struct facet *ages = responses_facet(sample->answers, STR("age")), *sexes = responses_facet(sample->answers,
                                                                                                  STR("sex"));
    for (uint32_t p = 0; p < sample->count; p++) {
        uint32_t r = sample->respondent[p];
        if (str_eq(ages->level[ages->of[r]], age) && (!sex.length || str_eq(sexes->level[sexes->of[r]], sex))) {
            expect(row, "ratio", sample->weight[p] / sample->answers->weight[r], row->estimate, tolerance_of(row));
            return;
        }
    }
    cr_assert_fail("row %zu: nobody", row->number + 2);
}

/* ---- all rows ---- */

static const struct {
    const char *start;
    void (*hold)(const struct row *row);
} ways[] = {
    {"mean ", hold_mean}, {"total ", hold_total}, {"share ", hold_share}, {"count ", hold_count}, {"variance ",
                                                                                                   hold_variance},
    {"ratio ", hold_ratio}, {"Kish ", hold_kish}, {"quantile ", hold_quantile}, {"ciprop ", hold_interval},
    {"chisq ", hold_table}, {"change of ", hold_change}, {"svyttest ", hold_test}, {"difference of means ",
                                                                                    hold_services},
    {"weight ratio ", hold_weights},
};

/* What is not taken over: raking that stops when it is a person from its margins. */
static bool is_left(struct str design)
{
    return str_ends(design, STR("epsilon=1"));
}

static struct row row_at(size_t i)
{
    struct row row = {.number = i, .design = oracle_text(&table, i, "design")};
    row.quantity = oracle_text(&table, i, "quantity");
    row.domain = oracle_text(&table, i, "domain");
    row.estimate = oracle_number(&table, i, "estimate");
    row.error = oracle_number(&table, i, "se");
    row.low = oracle_number(&table, i, "lo95");
    row.high = oracle_number(&table, i, "hi95");
    row.effect = oracle_number(&table, i, "deff");
    row.freedom = oracle_number(&table, i, "df");
    return row;
}

Test(oracles, every_row)
{
    size_t held = 0, left = 0;
    for (size_t i = 0; i < table.rows; i++) {
        struct row row = row_at(i);
        if (is_left(row.design)) {
            left++;
            continue;
        }
        row.sample = sample_named(row.design);
        cr_assert(row.sample, "row %zu: no design \"%.*s\"", i + 2, STR_ARG(row.design));
        size_t way = 0;
        while (way < sizeof ways / sizeof *ways && !str_starts(row.quantity, str_of(ways[way].start)))
            way++;
        cr_assert(way < sizeof ways / sizeof *ways, "row %zu: no way for \"%.*s\"", i + 2, STR_ARG(row.quantity));
        ways[way].hold(&row);
        held++;
    }
    cr_expect(held + left == table.rows && held >= 380, "%zu held, %zu left", held, left);
}
