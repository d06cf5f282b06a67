/* design - see design.h */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "design/design.h"
#include "io/column.h"

enum { STAGES_MAX = 8 };

/* The facets of the design. */
struct plan {
    struct design *sample;
    const struct facet *stratum[STAGES_MAX], *cluster[STAGES_MAX], *population[STAGES_MAX];
    uint32_t strata, clusters, populations;
    uint32_t wrong;
};

/* ---- the columns ---- */

static uint32_t find_facets(const struct responses *answers, struct str list, const struct facet **into,
                            const char *option)
{
    uint32_t count = 0;
    struct str name;
    while (column_cut(answers->mem, &list, &name)) {
        if (count == STAGES_MAX)
            diag_fatal(DIAG_USAGE, NULL, "%s: more than %d columns", option, STAGES_MAX);
        into[count++] = responses_facet(answers, name);
    }
    return count;
}

static struct place place_of(const struct plan *plan, uint32_t respondent, struct str column)
{
    const struct responses *answers = plan->sample->answers;
    return (struct place){.file = answers->file, .line = answers->line[respondent], .name = column};
}

/* A stratum or a cluster without a name is nobody's. */
static void check_blank(struct plan *plan, const struct facet *facet)
{
    const struct responses *answers = plan->sample->answers;
    for (uint32_t i = 0; i < answers->respondents; i++)
        if (!facet->level[facet->of[i]].length) {
            struct place where = place_of(plan, i, facet->name);
            diag_report(DIAG_DESIGN, &where, "column \"%.*s\" is blank, so nobody knows where this respondent was "
                        "drawn", STR_ARG(facet->name));
            plan->wrong++;
        }
}

/* ---- units ---- */

/* Numbers respondents by their key of `facets` levels and the number before: unit[i] becomes the number of
 * (unit[i], levels) in order of first appearance; returns how many there are. */
static uint32_t number_units(const struct responses *answers, const struct facet *const *facet, uint32_t facets,
                             uint32_t *unit)
{
    struct group *units = group_open(1, sizeof(uint32_t));
    uint32_t key[STAGES_MAX + 1];
    for (uint32_t i = 0; i < answers->respondents; i++) {
        key[0] = unit[i];
        for (uint32_t f = 0; f < facets; f++)
            key[f + 1] = facet[f]->of[i];
        struct str text = {(const char *)key, (facets + 1) * sizeof *key};
        uint32_t *found = group_at(units, &text);
        if (!*found)
            *found = group_count(units);
        unit[i] = *found - 1;
    }
    uint32_t count = group_count(units);
    group_close(units);
    return count;
}

/* Puts respondents that have the same unit together, and leaves their order else. */
static void sort_by(struct mem *mem, uint32_t *order, uint32_t count, const uint32_t *unit, uint32_t units)
{
    struct mem_mark mark = mem_mark(mem);
    uint32_t *from = mem_array(mem, (size_t)units + 1, sizeof *from), *sorted = mem_array(mem, count, sizeof *sorted);
    for (uint32_t i = 0; i < count; i++)
        from[unit[i] + 1]++;
    for (uint32_t u = 0; u < units; u++)
        from[u + 1] += from[u];
    for (uint32_t i = 0; i < count; i++)
        sorted[from[unit[order[i]]]++] = order[i];
    memcpy(order, sorted, count * sizeof *order);
    mem_rewind(mem, mark);
}

/* The numbers of one level of the design, by position and rising, from those by respondent. */
static uint32_t *by_position(struct design *sample, const uint32_t *unit)
{
    uint32_t *rising = mem_array(sample->mem, sample->count, sizeof *rising), number = 0;
    for (uint32_t i = 0; i < sample->count; i++) {
        number += i && unit[sample->respondent[i]] != unit[sample->respondent[i - 1]];
        rising[i] = number;
    }
    return rising;
}

/* ---- stages ---- */

static void open_stage(struct design *sample, struct drawing *stage, const uint32_t *group, uint32_t *unit)
{
    stage->unit_of = unit;
    stage->units = sample->count ? unit[sample->count - 1] + 1 : 0;
    stage->groups = sample->count ? group[sample->count - 1] + 1 : 0;
    stage->group_of = mem_array(sample->mem, stage->units, sizeof *stage->group_of);
    stage->drawn = mem_array(sample->mem, stage->groups, sizeof *stage->drawn);
    stage->population = mem_array(sample->mem, stage->groups, sizeof *stage->population);
    stage->part = mem_array(sample->mem, stage->groups, sizeof *stage->part);
    for (uint32_t i = 0; i < sample->count; i++)
        if (i == 0 || unit[i] != unit[i - 1]) {
            stage->group_of[unit[i]] = group[i];
            stage->drawn[group[i]]++;
        }
    for (uint32_t g = 0; g < stage->groups; g++) {
        stage->population[g] = INFINITY;
        stage->part[g] = 1;
    }
}

/* The population that a cell says; told, and infinite, where it is none. */
static double read_population(struct plan *plan, const struct facet *facet, uint32_t level, uint32_t respondent)
{
    struct num number;
    double value;
    if (num_parse(facet->level[level], &number) == NUM_OK && num_to_double(number, &value) && value >= 1)
        return value;
    struct place where = place_of(plan, respondent, facet->name);
    diag_report(DIAG_DESIGN, &where, "\"%.*s\" in column \"%.*s\" is no population (expected how many there were to "
                "draw from, at least 1)", STR_ARG(facet->level[level]), STR_ARG(facet->name));
    plan->wrong++;
    return INFINITY;
}

/* Reads the populations of a stage's groups, which must be told in one way. */
static void read_populations(struct plan *plan, struct drawing *stage, const struct facet *facet)
{
    struct design *sample = plan->sample;
    uint32_t group = UINT32_MAX, level = 0;
    for (uint32_t i = 0; i < sample->count; i++) {
        uint32_t respondent = sample->respondent[i], own = facet->of[respondent];
        uint32_t here = stage->group_of[stage->unit_of[i]];
        struct place where = place_of(plan, respondent, facet->name);
        if (here == group && own != level) {
            diag_report(DIAG_DESIGN, &where, "column \"%.*s\" is %.*s here and %.*s before, for the same stratum or "
                        "cluster", STR_ARG(facet->name), STR_ARG(facet->level[own]), STR_ARG(facet->level[level]));
            plan->wrong++;
        }
        if (here == group)
            continue;
        group = here;
        level = own;
        stage->population[group] = read_population(plan, facet, level, respondent);
        if (stage->population[group] < stage->drawn[group]) {
            diag_report(DIAG_DESIGN, &where, "%u were drawn from %.*s (column \"%.*s\")", (unsigned)stage->drawn[group],
                        STR_ARG(facet->level[level]), STR_ARG(facet->name));
            plan->wrong++;
        }
    }
}

/* Which share of the groups of a stage was drawn, as units of the stages above. */
static void find_parts(const struct drawing *above, struct drawing *stage)
{
    for (uint32_t g = 0; g < stage->groups; g++)
        stage->part[g] = above->part[above->group_of[g]] * above->drawn[above->group_of[g]] /
                         above->population[above->group_of[g]];
}

/* ---- all of it ---- */

static void name_strata(struct plan *plan)
{
    struct design *sample = plan->sample;
    const struct drawing *first = &sample->stage[0];
    sample->stratum = mem_array(sample->mem, first->groups, sizeof *sample->stratum);
    for (uint32_t i = 0; i < sample->count; i++) {
        struct str *name = &sample->stratum[first->group_of[first->unit_of[i]]];
        for (uint32_t s = 0; s < plan->strata && (!name->at || s); s++) {
            const struct facet *facet = plan->stratum[s];
            struct str level = facet->level[facet->of[sample->respondent[i]]];
            *name = s ? mem_append(sample->mem, *name, STR(" "), level) : level;
        }
        while (i + 1 < sample->count && first->unit_of[i + 1] == first->unit_of[i])
            i++;
    }
}

static void check_lonely(struct plan *plan)
{
    struct design *sample = plan->sample;
    const struct drawing *first = &sample->stage[0];
    for (uint32_t g = 0; g < first->groups && sample->lonely->stops; g++)
        if (first->drawn[g] == 1 && first->population[g] > 1) {
            if (plan->strata)
                diag_report(DIAG_LONELY, NULL, "stratum \"%.*s\" has one cluster, which shows no spread: put it "
                            "together with a stratum like it, or say --lonely adjust", STR_ARG(sample->stratum[g]));
            else
                diag_report(DIAG_LONELY, NULL, "there is one cluster, which shows no spread");
            plan->wrong++;
        }
}

/* The strata, and behind them the units of each stage, by respondent; sorts the respondents. */
static void draw(struct plan *plan, uint32_t **unit, uint32_t stages)
{
    struct design *sample = plan->sample;
    const struct responses *answers = sample->answers;
    uint32_t count[STAGES_MAX + 2];
    unit[0] = mem_array(sample->mem, sample->count, sizeof **unit);
    count[0] = number_units(answers, plan->stratum, plan->strata, unit[0]);
    for (uint32_t s = 0; s < stages; s++) {
        unit[s + 1] = mem_array(sample->mem, sample->count, sizeof **unit);
        memcpy(unit[s + 1], unit[s], sample->count * sizeof **unit);
        if (s < plan->clusters)
            count[s + 1] = number_units(answers, &plan->cluster[s], 1, unit[s + 1]);
        else
            count[s + 1] = sample->count;
        for (uint32_t i = 0; s >= plan->clusters && i < sample->count; i++)
            unit[s + 1][i] = i;
    }
    for (uint32_t s = stages + 1; s-- > 0;)
        sort_by(sample->mem, sample->respondent, sample->count, unit[s], count[s]);
}

struct design *design_open(struct mem *mem, const struct responses *answers, struct str strata, struct str clusters,
                           struct str populations, const struct lonely *lonely)
{
    struct design *sample = mem_take(mem, sizeof *sample);
    struct plan plan = {.sample = sample};
    uint32_t *unit[STAGES_MAX + 2];
    *sample = (struct design){.mem = mem, .answers = answers, .count = answers->respondents, .lonely = lonely};
    plan.strata = find_facets(answers, strata, plan.stratum, "--strata");
    plan.clusters = find_facets(answers, clusters, plan.cluster, "--cluster");
    plan.populations = find_facets(answers, populations, plan.population, "--fpc");
    if (plan.populations > plan.clusters + 1)
        diag_fatal(DIAG_USAGE, NULL, "--fpc: %u columns for %u stages", (unsigned)plan.populations,
                   (unsigned)plan.clusters + 1);
    for (uint32_t i = 0; i < plan.strata + plan.clusters; i++)
        check_blank(&plan, i < plan.strata ? plan.stratum[i] : plan.cluster[i - plan.strata]);
    sample->stages = plan.populations > plan.clusters ? plan.populations : plan.clusters ? plan.clusters : 1;
    sample->respondent = mem_array(mem, sample->count, sizeof *sample->respondent);
    sample->weight = mem_array(mem, sample->count, sizeof *sample->weight);
    sample->stage = mem_array(mem, sample->stages, sizeof *sample->stage);
    for (uint32_t i = 0; i < sample->count; i++)
        sample->respondent[i] = i;
    draw(&plan, unit, sample->stages);
    uint32_t *group = by_position(sample, unit[0]);
    for (uint32_t s = 0; s < sample->stages; s++) {
        uint32_t *units = by_position(sample, unit[s + 1]);
        open_stage(sample, &sample->stage[s], group, units);
        if (s < plan.populations)
            read_populations(&plan, &sample->stage[s], plan.population[s]);
        if (s)
            find_parts(&sample->stage[s - 1], &sample->stage[s]);
        group = units;
    }
    for (uint32_t i = 0; i < sample->count; i++)
        sample->weight[i] = answers->weight[sample->respondent[i]];
    name_strata(&plan);
    check_lonely(&plan);
    if (plan.wrong)
        diag_stop();
    return sample;
}

struct touched design_touched(const struct design *sample, const uint32_t *at, uint32_t count)
{
    const struct drawing *first = &sample->stage[0];
    struct touched touched = {0, 0};
    if (sample->replicates)
        return (struct touched){1, replicates_rank(sample->replicates, at, count)};
    uint32_t last = UINT32_MAX, last_group = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t unit = first->unit_of[at[i]];
        if (unit == last)
            continue;
        touched.clusters++;
        last = unit;
        touched.strata += first->group_of[unit] != last_group;
        last_group = first->group_of[unit];
    }
    return touched;
}

struct touched design_whole(const struct design *sample)
{
    const struct drawing *first = &sample->stage[0];
    struct mem_mark mark = mem_mark(sample->mem);
    if (!sample->replicates)
        return (struct touched){first->groups, first->units};
    uint32_t *every = mem_array(sample->mem, sample->count, sizeof *every);
    for (uint32_t p = 0; p < sample->count; p++)
        every[p] = p;
    struct touched touched = design_touched(sample, every, sample->count);
    mem_rewind(sample->mem, mark);
    return touched;
}

struct design *design_replicated(struct mem *mem, const struct responses *answers, struct replicates *replicates)
{
    const struct str none = {NULL, 0};
    struct design *sample = design_open(mem, answers, none, none, none, lonely_row(0));
    replicates->weight = answers->replicate;
    sample->replicates = replicates;
    return sample;
}
