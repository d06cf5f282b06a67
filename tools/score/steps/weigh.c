/* weigh - see weigh.h */
#include <math.h>

#include "base/voice.h"
#include "steps/sample.h"
#include "steps/weigh.h"

#define NO_SUM N_("the weights that would be found sum to 0")

/* ---- as given ---- */

static const char *as_given(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    for (size_t k = 0; k < w->parts; k++)
        into[k] = w->given[k];
    return NULL;
}

static const char *alike(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    for (size_t k = 0; k < w->parts; k++)
        into[k] = 1;
    return NULL;
}

/* ---- entropy ---- */

double weigh_entropy(const double *value, size_t units, double shift)
{
    double sum = 0, count = 0, all = 0;
    for (size_t u = 0; u < units; u++)
        if (!isnan(value[u])) {
            if (value[u] + shift < 0)
                return NAN;
            sum += value[u] + shift;
            count++;
        }
    for (size_t u = 0; u < units; u++) {
        double share = (value[u] + shift) / sum;
        if (share > 0)
            all -= share * log(share);
    }
    return sum > 0 && count > 1 ? all / log(count) : NAN;
}

static const char *entropy_of(const double *const *column, const struct weighing *w, double shift, double *into)
{
    for (size_t k = 0; k < w->parts; k++) {
        double equal = weigh_entropy(column[k], w->units, shift);
        if (isnan(equal))
            return N_("entropy needs values that are not below 0, and not all 0");
        into[k] = fmax(0, 1 - equal);
    }
    return NULL;
}

static const char *by_entropy(const struct pick *how, const struct weighing *w, double *into)
{
    return entropy_of(w->scaled, w, how->number[0], into);
}

static const char *by_raw_entropy(const struct pick *how, const struct weighing *w, double *into)
{
    return entropy_of(w->raw, w, how->number[0], into);
}

/* ---- how much it varies ---- */

static const char *by_spread(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    for (size_t k = 0; k < w->parts; k++) {
        struct sample sample = sample_of(w->scaled[k], w->units);
        into[k] = sample_deviation(&sample);
    }
    return NULL;
}

static const char *by_variation(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    for (size_t k = 0; k < w->parts; k++) {
        struct sample sample = sample_of(w->raw[k], w->units);
        if (!(fabs(sample.mean) > 0))
            return N_("a mean of 0 has no coefficient of variation");
        into[k] = sample_deviation(&sample) / fabs(sample.mean);
    }
    return NULL;
}

/* D. Diakoulaki, G. Mavrotas, L. Papayannakis, "Determining objective weights in multiple criteria
 * problems: the CRITIC method", Computers & Operations Research 22 (1995). */
static const char *critic(const struct weighing *w, bool ranks, double *into)
{
    by_spread(NULL, w, into);
    for (size_t k = 0; k < w->parts; k++) {
        double apart = 0;
        for (size_t j = 0; j < w->parts; j++) {
            double r = j == k  ? 1
                       : ranks ? sample_spearman(w->mem, w->scaled[k], w->scaled[j], w->units)
                               : sample_pearson(w->scaled[k], w->scaled[j], w->units);
            if (isnan(r))
                return N_("an indicator does not vary, so that it has no correlation");
            apart += 1 - r;
        }
        into[k] *= apart;
    }
    return NULL;
}

static const char *by_critic(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    return critic(w, false, into);
}

static const char *by_rank_critic(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    return critic(w, true, into);
}

/* ---- what all have in common ---- */

static const char *of_components(const struct weighing *w, bool turned, double *into)
{
    struct components components;
    if (!weigh_components(w->mem, w->scaled, w->parts, w->units, &components))
        return N_("an indicator does not vary, so that it has no correlation");
    for (size_t k = 0; k < w->parts; k++)
        into[k] = turned ? components.turned[k] : components.first[k];
    return NULL;
}

static const char *by_first_component(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    return of_components(w, false, into);
}

static const char *by_turned_components(const struct pick *how, const struct weighing *w, double *into)
{
    (void)how;
    return of_components(w, true, into);
}

/* ---- one list of them ---- */

enum source { GIVEN, DATA, PAIRS, ROWS, SHARES };

struct way {
    struct manner about;
    const char *(*weigh)(const struct pick *how, const struct weighing *weighing, double *into);
    enum source source;
};

static const struct way ways[] = {
    {{"given", "", N_("as the table of indicators gives them; 1 where it says nothing"), 0, {0}, false}, as_given,
     GIVEN},
    {{"equal", "", N_("all parts of a group alike"), 0, {0}, false}, alike, GIVEN},
    {{"effective", "", N_("the given weights of indicators are shares in the whole; a group weighs their sum"), 0,
      {0}, false}, as_given, SHARES},
    {{"entropy", ":SHIFT", N_("by how unequal the normalised values are, SHIFT being added to all (0)"), 1, {0}, false},
     by_entropy, DATA},
    {{"entropy-raw", ":SHIFT", N_("the same of the values before they are normalised, whatever is better"), 1, {0},
      false}, by_raw_entropy, DATA},
    {{"critic", "", N_("by how much an indicator varies and how little others say the same"), 0, {0}, false},
     by_critic, DATA},
    {{"critic-rank", "", N_("the same with correlations of ranks"), 0, {0}, false}, by_rank_critic, DATA},
    {{"deviation", "", N_("by the standard deviation of the normalised values"), 0, {0}, false}, by_spread, DATA},
    {{"variation", "", N_("by the coefficient of variation before they are normalised"), 0, {0}, false}, by_variation,
     DATA},
    {{"pca", "", N_("squared loadings of the first principal component of the correlations"), 0, {0}, false},
     by_first_component, DATA},
    {{"pca-varimax", "", N_("each indicator's largest squared loading on components above 1, turned by varimax"), 0,
      {0}, false}, by_turned_components, DATA},
    {{"ahp", "", N_("pairwise comparisons of --pairwise, by their principal eigenvector"), 0, {0}, false}, as_given,
     PAIRS},
    {{"ahp-rows", "", N_("the same by the geometric means of the rows"), 0, {0}, false}, as_given, ROWS},
};

const struct manners weigh_methods = MANNERS("--weights", ways);

const char *weigh_parts(const struct pick *how, const struct weighing *weighing, double *into)
{
    struct mem_mark mark = mem_mark(weighing->mem);
    const char *why = ways[how->row].weigh(how, weighing, into);
    double sum = 0;
    mem_rewind(weighing->mem, mark);
    for (size_t k = 0; k < weighing->parts; k++)
        sum += into[k];
    if (!why && !(sum > 0))
        why = NO_SUM;
    for (size_t k = 0; k < weighing->parts; k++)
        into[k] = why ? 0 : into[k] / sum;
    return why;
}

bool weigh_by_data(const struct pick *how)
{
    return ways[how->row].source == DATA;
}

bool weigh_by_pairs(const struct pick *how)
{
    return ways[how->row].source == PAIRS || weigh_by_rows(how);
}

bool weigh_by_rows(const struct pick *how)
{
    return ways[how->row].source == ROWS;
}

bool weigh_by_shares(const struct pick *how)
{
    return ways[how->row].source == SHARES;
}
