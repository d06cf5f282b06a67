/* interval - see interval.h */
#include <math.h>
#include <string.h>

#include "base/voice.h"
#include "estimate/interval.h"
#include "inference/distribution.h"

double interval_reach(double confidence, double freedom)
{
    double below = 1 - (1 - confidence) / 2;
    return isinf(freedom) ? normal_value(below) : student_value(below, freedom);
}

double interval_chance(double errors, double freedom)
{
    return 2 * (isinf(freedom) ? normal_above(fabs(errors)) : student_above(fabs(errors), freedom));
}

static double reach_of(const struct share_ask *ask)
{
    return interval_reach(ask->confidence, ask->freedom);
}

static bool around(double middle, double width, double range[2])
{
    range[0] = middle - width;
    range[1] = middle + width;
    return true;
}

static bool is_inner(const struct share_ask *ask)
{
    return ask->share > 0 && ask->share < 1;
}

/* ---- the methods ---- */

/* E. B. Wilson, JASA 22, 1927. */
static bool wilson(const struct share_ask *ask, double range[2])
{
    double z = reach_of(ask), n = ask->n, p = ask->share, whole = 1 + z * z / n;
    around((p + z * z / (2 * n)) / whole, z / whole * sqrt(p * (1 - p) / n + z * z / (4 * n * n)), range);
    range[0] = p <= 0 ? 0 : range[0];
    range[1] = p >= 1 ? 1 : range[1];
    return true;
}

/* With R. G. Newcombe's continuity correction, Statistics in Medicine 17, 1998, method 4. */
static bool wilson_corrected(const struct share_ask *ask, double range[2])
{
    double z = reach_of(ask), n = ask->n, p = ask->share, whole = 2 * (n + z * z);
    double low = z * sqrt(fmax(0, z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)));
    double high = z * sqrt(fmax(0, z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)));
    range[0] = p <= 0 ? 0 : (2 * n * p + z * z - 1 - low) / whole;
    range[1] = p >= 1 ? 1 : (2 * n * p + z * z + 1 + high) / whole;
    return true;
}

static bool symmetric(const struct share_ask *ask, double range[2])
{
    return is_inner(ask) && around(ask->share, reach_of(ask) * ask->error, range);
}

static bool logit(const struct share_ask *ask, double range[2])
{
    double p = ask->share;
    if (!is_inner(ask))
        return false;
    around(log(p / (1 - p)), reach_of(ask) * ask->error / (p * (1 - p)), range);
    range[0] = 1 / (1 + exp(-range[0]));
    range[1] = 1 / (1 + exp(-range[1]));
    return true;
}

static bool arcsine(const struct share_ask *ask, double range[2])
{
    double p = ask->share;
    if (!is_inner(ask))
        return false;
    around(asin(sqrt(p)), reach_of(ask) * ask->error / (2 * sqrt(p * (1 - p))), range);
    range[0] = pow(sin(fmax(0, range[0])), 2);
    range[1] = range[1] >= M_PI / 2 ? 1 : pow(sin(range[1]), 2);
    return true;
}

static bool clopper_pearson(double p, double n, double confidence, double range[2])
{
    double tail = (1 - confidence) / 2;
    range[0] = beta_value(tail, n * p, n * (1 - p) + 1);
    range[1] = beta_value(1 - tail, n * p + 1, n * (1 - p));
    return true;
}

static bool exact(const struct share_ask *ask, double range[2])
{
    return clopper_pearson(ask->share, ask->n, ask->confidence, range);
}

/* E. L. Korn and B. I. Graubard, Survey Methodology 24, 1998: n shrinks as t(n - 1) does to t(freedom). */
static bool korn_graubard(const struct share_ask *ask, double range[2])
{
    double shrink = interval_reach(ask->confidence, fmax(1, ask->rows - 1)) / reach_of(ask);
    return clopper_pearson(ask->share, ask->n * shrink * shrink, ask->confidence, range);
}

static bool jeffreys(const struct share_ask *ask, double range[2])
{
    double tail = (1 - ask->confidence) / 2, a = ask->n * ask->share + 0.5, b = ask->n * (1 - ask->share) + 0.5;
    range[0] = beta_value(tail, a, b);
    range[1] = beta_value(1 - tail, a, b);
    return true;
}

/* A. Agresti and B. A. Coull, The American Statistician 52, 1998. */
static bool agresti_coull(const struct share_ask *ask, double range[2])
{
    double z = reach_of(ask), n = ask->n + z * z, p = (ask->n * ask->share + z * z / 2) / n;
    return around(p, z * sqrt(p * (1 - p) / n), range);
}

/* Twice the fall of the log-likelihood of n answers from its top. */
static double fall(double p, double n, double other)
{
    return 2 * n * ((p > 0 ? p * log(p / other) : 0) + (p < 1 ? (1 - p) * log((1 - p) / (1 - other)) : 0));
}

/* Where that reaches t squared: between the share and an end. */
static double fallen(const struct share_ask *ask, double end, double limit)
{
    double from = ask->share, to = end;
    for (int i = 0; i < 200; i++) {
        double middle = (from + to) / 2;
        *(fall(ask->share, ask->n, middle) < limit ? &from : &to) = middle;
    }
    return from;
}

static bool likelihood(const struct share_ask *ask, double range[2])
{
    double limit = pow(reach_of(ask), 2);
    range[0] = ask->share <= 0 ? 0 : fallen(ask, 0, limit);
    range[1] = ask->share >= 1 ? 1 : fallen(ask, 1, limit);
    return true;
}

static const struct share_interval shares[] = {
    {"wilson", N_("Wilson's score interval on the design's n, with t"), wilson},
    {"t", N_("share and standard error, with t; none at 0 and 1"), symmetric},
    {"logit", N_("symmetric on the scale of log odds, with t; none at 0 and 1"), logit},
    {"korn-graubard", N_("exact on the design's n, which few degrees of freedom make smaller"), korn_graubard},
    {"exact", N_("Clopper and Pearson's, on the design's n: cautious"), exact},
    {"arcsine", N_("symmetric on the scale of the arcsine of the root, with t; none at 0 and 1"), arcsine},
    {"likelihood", N_("where the likelihood has fallen by what t allows"), likelihood},
    {"jeffreys", N_("Bayes with Jeffreys' prior, on the design's n"), jeffreys},
    {"agresti-coull", N_("the symmetric one after adding t squared answers, half of them yes"), agresti_coull},
    {"wilson-corrected", N_("Wilson's with a continuity correction: cautious"), wilson_corrected},
};

const struct share_interval *interval_row(size_t i)
{
    return i < sizeof shares / sizeof *shares ? &shares[i] : NULL;
}

const struct share_interval *interval_find(const char *name)
{
    for (size_t i = 0; interval_row(i); i++)
        if (strcmp(shares[i].name, name) == 0)
            return &shares[i];
    return NULL;
}

bool interval_share(const struct share_interval *row, const struct share_ask *ask, double range[2])
{
    bool known = row->find(ask, range);
    range[0] = fmax(0, range[0]);
    range[1] = fmin(1, range[1]);
    return known;
}

/* ---- two shares ---- */

static double wald_error(double p, double n, double q, double m)
{
    return sqrt(p * (1 - p) / n + q * (1 - q) / m);
}

static void wald(const struct difference_ask *ask, double range[2], double *chance)
{
    double error = wald_error(ask->first, ask->first_n, ask->second, ask->second_n), d = ask->first - ask->second;
    around(d, interval_reach(ask->confidence, INFINITY) * error, range);
    *chance = interval_chance(d / error, INFINITY);
}

/* R. G. Newcombe, Statistics in Medicine 17, 1998, method 10: from the ends of two Wilson intervals. */
static void newcombe(const struct difference_ask *ask, double range[2], double *chance)
{
    double first[2], second[2], d = ask->first - ask->second;
    struct share_ask share = {.freedom = INFINITY, .confidence = ask->confidence};
    share.share = ask->first;
    share.n = ask->first_n;
    wilson(&share, first);
    share.share = ask->second;
    share.n = ask->second_n;
    wilson(&share, second);
    range[0] = d - hypot(ask->first - first[0], second[1] - ask->second);
    range[1] = d + hypot(first[1] - ask->first, ask->second - second[0]);
    *chance = NAN;
}

/* A. Agresti and B. Caffo, The American Statistician 54, 2000: one yes and one no more on each side. */
static void agresti_caffo(const struct difference_ask *ask, double range[2], double *chance)
{
    double n = ask->first_n + 2, m = ask->second_n + 2;
    wald(&(struct difference_ask){(ask->first * ask->first_n + 1) / n, n, (ask->second * ask->second_n + 1) / m, m,
                                  ask->confidence}, range, chance);
}

/* The score of O. Miettinen and M. Nurminen, Statistics in Medicine 4, 1985: the difference less `by`, over its
 * error where the shares are the likeliest that differ by that; closed form of the cubic from there. */
static double score(const struct difference_ask *ask, double by)
{
    double n1 = ask->first_n, n2 = ask->second_n, n = n1 + n2, x1 = ask->first * n1, x2 = ask->second * n2;
    double l3 = n, l2 = (n1 + 2 * n2) * by - n - x1 - x2, l1 = (n2 * by - n - 2 * x2) * by + x1 + x2;
    double l0 = x2 * by * (1 - by);
    double q = pow(l2 / (3 * l3), 3) - l1 * l2 / (6 * l3 * l3) + l0 / (2 * l3);
    double p = copysign(sqrt(fmax(0, pow(l2 / (3 * l3), 2) - l1 / (3 * l3))), q);
    double a = p == 0 ? 0 : (M_PI + acos(fmax(-1, fmin(1, q / pow(p, 3))))) / 3;
    double second = 2 * p * cos(a) - l2 / (3 * l3), first = second + by;
    double spread = (first * (1 - first) / n1 + second * (1 - second) / n2) * n / (n - 1);
    double d = ask->first - ask->second - by;
    return spread > 0 ? d / sqrt(spread) : d == 0 ? 0 : copysign(INFINITY, d);
}

/* Where the score has a value, between the difference and an end; it falls as `by` grows. */
static double scored(const struct difference_ask *ask, double end, double value)
{
    double from = ask->first - ask->second, to = end;
    for (int i = 0; i < 200; i++) {
        double middle = (from + to) / 2;
        bool inside = end < from ? score(ask, middle) < value : score(ask, middle) > value;
        *(inside ? &from : &to) = middle;
    }
    return from;
}

static void miettinen_nurminen(const struct difference_ask *ask, double range[2], double *chance)
{
    double z = interval_reach(ask->confidence, INFINITY);
    range[0] = scored(ask, -1, z);
    range[1] = scored(ask, 1, -z);
    *chance = interval_chance(score(ask, 0), INFINITY);
}

static const struct difference_interval differences[] = {
    {"newcombe", N_("from the ends of two Wilson intervals"), newcombe},
    {"score", N_("Miettinen and Nurminen's score"), miettinen_nurminen},
    {"agresti-caffo", N_("the symmetric one after adding a yes and a no to both"), agresti_caffo},
    {"wald", N_("the symmetric one: too short near 0 and 1"), wald},
};

const struct difference_interval *interval_difference_row(size_t i)
{
    return i < sizeof differences / sizeof *differences ? &differences[i] : NULL;
}

const struct difference_interval *interval_difference_find(const char *name)
{
    for (size_t i = 0; interval_difference_row(i); i++)
        if (strcmp(differences[i].name, name) == 0)
            return &differences[i];
    return NULL;
}
