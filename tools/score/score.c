/* score: observations of many indicators in; out one index of them for each unit, with ranks, and each
 * step on the way. */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "arrange.h"
#include "enrol.h"
#include "frame/asking.h"
#include "report/ranges.h"
#include "report/relations.h"
#include "report/scores.h"
#include "report/stages.h"
#include "steps/goals.h"

/* ---- options ---- */

static const char *stage_word, *impute, *treat, *normalize, *weights, *combine, *order, *base, *periods, *level;
static const char *goalposts_file, *among_file;
static struct opt_list pairwise, subset, vary;
static struct num coverage, nonzero, available;
static uint64_t runs = 1000, seed = 1;
static bool flat, clip;
static struct asking asking;

static const struct opt options[] = {
    {0, "stage", "NAME", "what is written: scores unless told; any step, or what is behind it", OPT_TEXT, &stage_word,
     NULL},
    {0, "period", "PERIOD,...", "score these periods; all of the data unless told", OPT_TEXT, &periods, NULL},
    {0, "level", "LEVEL", "score the regions of this level of --regions", OPT_TEXT, &level, NULL},
    {0, "among", "FILE", "score the regions of this list: column region", OPT_TEXT, &among_file, NULL},
    {0, "flat", NULL, "pass over the groups of the table of indicators", OPT_FLAG, &flat, NULL},
    {0, "subset", "NAME=CODE,...", "beside the whole, an index of these indicators alone", OPT_EACH, &subset, NULL},
    {0, "coverage", "SHARE", "leave out units with fewer of the indicators; 0.66 unless told", OPT_SHARE, &coverage,
     NULL},
    {0, "nonzero", "SHARE", "and those with fewer values that are not 0; 0.05 unless told", OPT_SHARE, &nonzero, NULL},
    {0, "impute", "HOW", "what stands in for missing values; none unless told", OPT_TEXT, &impute, NULL},
    {0, "treat", "HOW", "what is done about outliers; none unless told", OPT_TEXT, &treat, NULL},
    {0, "order", "STEP,...", "the order of screen, impute and treat", OPT_TEXT, &order, NULL},
    {0, "normalize", "HOW", "how values are put on one scale; minmax:0:100 unless told", OPT_TEXT, &normalize, NULL},
    {0, "goalposts", "FILE", "columns indicator, period, low, high, target, scale", OPT_TEXT, &goalposts_file, NULL},
    {0, "base", "WHICH", "what a scale rests on: each period (unless told), all, or a PERIOD", OPT_TEXT, &base, NULL},
    {0, "clip", NULL, "set values outside the base to the ends of the scale", OPT_FLAG, &clip, NULL},
    {0, "weights", "HOW|FILE", "how weights are found; given unless told; FILE: columns indicator, weight", OPT_TEXT,
     &weights, NULL},
    {0, "pairwise", "FILE", "comparisons of the parts of a group, for ahp; repeat for other groups", OPT_EACH,
     &pairwise, NULL},
    {0, "combine", "HOW", "how parts are made one; arithmetic unless told", OPT_TEXT, &combine, NULL},
    {0, "available", "SHARE", "no score of a group with fewer of its parts; 0.66 unless told", OPT_SHARE, &available,
     NULL},
    {0, "vary", "STEP=HOW,...", "for robustness and sobol: methods, or noise=SHARE; noise=0.25 unless told", OPT_EACH,
     &vary, NULL},
    {0, "robustness", "N", "so many runs; writes the stage robustness unless another is named", OPT_COUNT, &runs,
     "1 to 10000000"},
    {0, "seed", "N", "where chance begins; 1 unless told", OPT_COUNT, &seed, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_WHERE | ASK_VINTAGE | ASK_KNOWN | ASK_PLACES),
    {0}};

enum { PLACES = 6 };

/* ---- state ---- */

struct score {
    struct job *job;
    struct mem *mem;
    struct observations *observations;
    struct group *came;       /* indicators of all records, those that --where leaves out too; null without it */
    uint32_t indicator;       /* their column */
    struct hierarchy tree;
    struct scored all;
    struct choices choices;
    struct ranging ranging;
};

/* ---- begin: how it is done ---- */

static double share_of(const char *name, struct num given, double usual)
{
    double value = usual;
    if (opt_given(name))
        num_to_double(given, &value);
    return value;
}

static void read_order(struct score *score)
{
#define X(name, word) STR(word),
    static const struct str known[] = {CHAIN_STEPS(X)};
#undef X
    struct recipe *recipe = &score->all.recipe;
    bool done[CHAIN_STEPS_COUNT] = {false};
    struct str list = str_of(order ? order : "screen,impute,treat"), word;
    uint32_t count = 0;
    while (str_cut(&list, ',', &word)) {
        int step = 0;
        while (step < CHAIN_STEPS_COUNT && !str_eq(word, known[step]))
            step++;
        if (step == CHAIN_STEPS_COUNT || done[step])
            diag_fatal(DIAG_USAGE, NULL, "--order: \"%.*s\" is none of screen, impute and treat, or stands there twice",
                       STR_ARG(word));
        done[step] = true;
        recipe->order[count++] = (enum chain_step)step;
    }
    if (count < CHAIN_STEPS_COUNT)
        diag_fatal(DIAG_USAGE, NULL, "--order: all three of screen, impute and treat are needed");
}

/* Is the word of --weights the name of a file: none of a method, and with a point or a slash? */
static bool weights_in_file(struct mem *mem)
{
    struct pick pick;
    struct str why;
    return weights && !manner_read(mem, &weigh_methods, str_of(weights), &pick, &why) && strpbrk(weights, "./");
}

static void read_recipe(struct score *score)
{
    struct recipe *recipe = &score->all.recipe;
    struct mem *mem = score->mem;
    recipe->impute = manner_pick(mem, &impute_methods, impute);
    recipe->treat = manner_pick(mem, &treat_methods, treat);
    recipe->normalize = manner_pick(mem, &normalize_methods, normalize);
    recipe->weigh = manner_pick(mem, &weigh_methods, weights_in_file(mem) ? NULL : weights);
    recipe->combine = manner_pick(mem, &combine_methods, combine);
    recipe->coverage = share_of("coverage", coverage, 0.66);
    recipe->nonzero = share_of("nonzero", nonzero, 0.05);
    recipe->available = share_of("available", available, 0.66);
    recipe->clip = clip;
    read_order(score);
    bool compared = weigh_by_pairs(&recipe->weigh) || choices_find(&score->choices, TRIAL_WEIGHTS, weigh_by_pairs);
    if (compared != (pairwise.count > 0))
        diag_fatal(DIAG_USAGE, NULL, "--weights ahp (or ahp-rows) and --pairwise FILE need each other");
    if (impute_asks_groups(&recipe->impute) && !asking.regions)
        diag_fatal(DIAG_USAGE, NULL, "--impute %.*s needs groups: the column group of --regions FILE",
                   STR_ARG(recipe->impute.written));
}

static void need(const char *option, const struct pick *how, const char *what)
{
    if (how)
        diag_fatal(DIAG_USAGE, NULL, "%s %.*s needs %s", option, STR_ARG(how->written), what);
}

/* What is varied, and the tables that this needs beside those of the recipe. */
static void read_choices(struct score *score)
{
    const struct choices *choices = &score->choices;
    for (size_t i = 0; i < vary.count; i++)
        choices_add(score->mem, &score->choices, vary.value[i]);
    if (!vary.count)
        choices_add(score->mem, &score->choices, "noise=0.25");
    if (!pairwise.count)
        need("--vary", choices_find(choices, TRIAL_WEIGHTS, weigh_by_pairs), "--pairwise FILE");
    if (!goalposts_file)
        need("--vary", choices_find(choices, TRIAL_NORMALIZE, normalize_asks_goal), "--goalposts FILE");
    if (!asking.regions)
        need("--vary", choices_find(choices, TRIAL_IMPUTE, impute_asks_groups), "--regions FILE");
}

/* Tells of options that this run does not use. */
static void tell_unused(const struct score *score)
{
    const struct recipe *recipe = &score->all.recipe;
    const char *name = stage_word ? stage_word : opt_given("robustness") ? "robustness" : "scores";
    bool runs_many = strcmp(name, "robustness") == 0 || strcmp(name, "sobol") == 0;
    double ends[2];
    opt_serves("robustness", runs_many, "--stage robustness, --stage sobol");
    opt_serves("seed", runs_many, "--stage robustness, --stage sobol");
    opt_serves("vary", runs_many, "--stage robustness, --stage sobol");
    opt_serves("goalposts", normalize_asks_goal(&recipe->normalize) ||
               choices_find(&score->choices, TRIAL_NORMALIZE, normalize_asks_goal), "--normalize goalposts, "
               "goalposts-open, distance-target");
    opt_serves("clip", normalize_ends(&recipe->normalize, ends) || choices_have(&score->choices, TRIAL_NORMALIZE),
               "--normalize minmax, distance-max, goalposts-open");
}

static void see(void *state, const struct record *record)
{
    struct score *score = state;
    struct str code = record_field(record, score->indicator);
    group_at(score->came, &code);
}

static void begin(struct score *score)
{
    asking_begin(score->job, &asking);
    read_choices(score);
    read_recipe(score);
    tell_unused(score);
    struct reader *reader = job_reader(score->job);
    if (asking.where && reader_header(reader)) {
        struct columns columns = column_header(score->mem, reader);
        score->indicator = column_find(&columns, STR("indicator"));
        score->came = score->indicator != COLUMN_NONE ? group_open(1, 1) : NULL;
    }
    score->observations = asking_observations(score->job, &asking, score->came ? see : NULL, score);
}

/* ---- begin: what of ---- */

static void find_parts(struct score *score)
{
    struct subject *chain = &score->all.chain;
    struct comparison *comparison = mem_array(score->mem, pairwise.count, sizeof *comparison);
    score->tree = arrange_tree(score->mem, score->observations, asking.indicators, flat);
    if (weights_in_file(score->mem)) {
        arrange_weights(score->mem, job_table(score->job, weights), &score->tree);
        score->all.recipe.weigh.written = STR("file");
    }
    for (size_t i = 0; i < pairwise.count; i++)
        comparison[i] = arrange_comparison(score->mem, job_table(score->job, pairwise.value[i]), &score->tree);
    chain->tree = &score->tree;
    chain->comparison = comparison;
    chain->comparisons = pairwise.count;
}

static void find_base(struct score *score)
{
    struct recipe *recipe = &score->all.recipe;
    struct str word = str_of(base);
    recipe->base = !base || str_eq(word, STR("each")) ? CHAIN_EACH : str_eq(word, STR("all")) ? CHAIN_ALL : CHAIN_ONE;
    if (recipe->base == CHAIN_ONE)
        recipe->base_period = enrol_period(&score->all.data, "--base", word);
}

/* The unit that a method of normalising measures from. */
static void find_reference(struct score *score)
{
    struct scored *all = &score->all;
    const struct asking_known known = {all->data.region, all->data.units, N_("the data")};
    if (!all->recipe.normalize.text.length)
        return;
    struct str code = asking_region(score->mem, "--normalize", all->recipe.normalize.text.at, asking.regions, &known);
    while (!str_eq(all->data.region[all->chain.reference], code))
        all->chain.reference++;
}

/* Do other periods matter to those that are asked for: as the base, or for values over time? */
static bool looks_beyond(const struct score *score)
{
    const struct recipe *recipe = &score->all.recipe;
    return (base && !str_eq(str_of(base), STR("each"))) || impute_asks_periods(&recipe->impute) ||
           normalize_asks_periods(&recipe->normalize) ||
           choices_find(&score->choices, TRIAL_IMPUTE, impute_asks_periods) ||
           choices_find(&score->choices, TRIAL_NORMALIZE, normalize_asks_periods);
}

static void find_units(struct score *score)
{
    struct intake *data = &score->all.data;
    struct reader *among = among_file ? job_table(score->job, among_file) : NULL;
    enrol_units(score->mem, score->observations, &asking, level, among, data);
    enrol_periods(score->mem, score->observations, &score->tree, periods, looks_beyond(score), data);
    score->all.chain.group = enrol_groups(score->mem, data, asking.regions, &score->all.recipe.impute);
    find_base(score);
    find_reference(score);
}

/* ---- begin: all of it ---- */

static void prepare(struct score *score)
{
    struct scored *all = &score->all;
    all->mem = score->mem;
    all->indicators = asking.indicators;
    all->regions = asking.regions;
    all->places = opt_given("places") ? asking_places(&asking) : PLACES;
    intake_values(score->mem, score->observations, &score->tree, &all->data);
    all->chain.start = &all->data.denominated;
    if (goalposts_file)
        all->chain.goal = goals_read(score->mem, job_table(score->job, goalposts_file), &score->tree, all->data.period,
                                     all->data.periods);
    if (normalize_asks_goal(&all->recipe.normalize) && !goalposts_file)
        need("--normalize", &all->recipe.normalize, "--goalposts FILE");
    all->ladders = (uint32_t)subset.count + 1;
    all->ladder = mem_array(score->mem, all->ladders, sizeof *all->ladder);
    all->ladder[0].tree = score->tree;
    for (size_t i = 0; i < subset.count; i++)
        all->ladder[i + 1].tree = arrange_subset(score->mem, &score->tree, subset.value[i]);
    score->ranging = (struct ranging){.choices = &score->choices, .runs = runs, .seed = seed};
    for (size_t i = 0; i < vary.count; i++)
        score->ranging.written = mem_append(score->mem, score->ranging.written, STR(";"), str_of(vary.value[i]));
    if (!vary.count)
        score->ranging.written = STR("noise=0.25");
    all->ranging = &score->ranging;
}

/* ---- each: one index at a period ---- */

static void each(struct score *score, struct ladder *ladder, uint32_t period, struct bench *bench)
{
    struct scored *all = &score->all;
    size_t nodes = ladder->tree.count, at = ladder_at(all, ladder, period, 0);
    double *weight = ladder->weight + period * nodes;
    chain_weigh(score->mem, &all->chain, &all->recipe, &all->prepared, &ladder->tree, period, weight,
                ladder->why + period * nodes);
    chain_score(&all->chain, &all->recipe, &all->prepared, &ladder->tree, period, weight, bench, ladder->score + at,
                ladder->lack + at);
}

static void score_all(struct score *score)
{
    struct scored *all = &score->all;
    all->prepared = chain_prepare(score->mem, &all->chain, &all->recipe);
    for (uint32_t l = 0; l < all->ladders; l++) {
        struct ladder *ladder = &all->ladder[l];
        size_t nodes = (size_t)ladder->tree.count * all->data.periods, cells = nodes * all->data.units;
        struct bench *bench = chain_bench(score->mem, &all->chain, &ladder->tree);
        ladder->weight = mem_array(score->mem, nodes, sizeof *ladder->weight);
        ladder->why = mem_array(score->mem, nodes, sizeof *ladder->why);
        ladder->score = mem_array(score->mem, cells, sizeof *ladder->score);
        ladder->lack = mem_array(score->mem, cells, sizeof *ladder->lack);
        for (uint32_t p = 0; p < all->data.periods; p++)
            each(score, ladder, p, bench);
    }
}

/* ---- finish: what should be known ---- */

/* Did --where leave out all figures of an indicator?  Who asks for that need not be told. */
static bool is_unasked(const struct score *score, struct str code)
{
    struct mem_mark mark = mem_mark(score->mem);
    const struct section_codes codes = section_codes(score->mem, score->observations, NULL);
    bool there = false;
    for (uint32_t i = 0; i < codes.count; i++)
        there |= str_eq(codes.code[i], code);
    mem_rewind(score->mem, mark);
    return score->came && group_find(score->came, &code) && !there;
}

static void tell_left_out(const struct score *score)
{
    const struct scored *all = &score->all;
    const struct cube *cube = &all->prepared.scaled;
    for (SCORED_PERIODS(all, p)) {
        struct str when = scored_period(all, p);
        for (uint32_t c = 0; c < cube->columns; c++)
            if (cube_out(cube, c, p)->length && !is_unasked(score, score->tree.node[score->tree.leaf[c]].code))
                diag_report(DIAG_LEFT_OUT, NULL, "%.*s in %.*s is left out: %.*s",
                            STR_ARG(score->tree.node[score->tree.leaf[c]].code), STR_ARG(when),
                            STR_ARG(*cube_out(cube, c, p)));
        for (uint32_t u = 0; u < cube->units; u++)
            if (cube_absent(cube, p, u)->length)
                diag_report(DIAG_LEFT_OUT, NULL, "%.*s in %.*s is left out: %.*s", STR_ARG(all->data.region[u]),
                            STR_ARG(when), STR_ARG(*cube_absent(cube, p, u)));
    }
}

static void tell_outliers(const struct score *score)
{
    const struct scored *all = &score->all;
    struct str list = {NULL, 0};
    uint32_t failed = 0, left = 0, last = UINT32_MAX;
    for (uint32_t c = 0; c < score->tree.columns; c++)
        for (SCORED_PERIODS(all, p)) {
            const struct treatment *t = &all->prepared.treatment[(size_t)c * all->data.periods + p];
            failed += t->failed;
            left += t->fails;
            if (t->failed && c != last && list.length < 120)
                list = mem_append(score->mem, list, STR(", "), score->tree.node[score->tree.leaf[last = c]].code);
        }
    if (failed)
        diag_report(DIAG_OUTLIER, NULL, "outliers by |skewness| >= 2 and kurtosis >= 3.5: %u before and %u after "
                    "--treat %.*s, in %.*s; see --stage treatment", failed, left, STR_ARG(all->recipe.treat.written),
                    STR_ARG(list));
}

static void tell_weights(const struct score *score)
{
    const struct ladder *ladder = score->all.ladder;
    for (SCORED_PERIODS(&score->all, p))
        for (uint32_t n = 0; n < ladder->tree.count; n++) {
            const char *why = ladder->why[(size_t)p * ladder->tree.count + n];
            if (why)
                diag_report(DIAG_WEIGHTS, NULL, "the parts of %.*s in %.*s have their given weights: %s",
                            STR_ARG(ladder->tree.node[n].code), STR_ARG(scored_period(&score->all, p)),
                            voice_text(why));
        }
}

static void finish(struct score *score)
{
    tell_left_out(score);
    tell_outliers(score);
    tell_weights(score);
    observation_close(score->observations);
    if (score->came)
        group_close(score->came);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct score score = {.job = job, .mem = job->mem};
    bool robust = opt_given("robustness") && !stage_word;
    const struct stage *stage = stage_find(job->mem, robust ? "robustness" : stage_word);
    begin(&score);
    find_parts(&score);
    find_units(&score);
    prepare(&score);
    score_all(&score);
    score.all.writer = job_writer(job);
    stage->write(&score.all, stage);
    finish(&score);
}

/* ---- the tool: words that --list names ---- */

static bool list_method(const struct manners *family, size_t i, struct tool_item *item)
{
    if (i >= family->count)
        return false;
    const struct manner *manner = manner_at(family, i);
    *item = (struct tool_item){manner->name, manner->shape, manner->meaning};
    return true;
}

static bool list_impute(size_t i, struct tool_item *item) { return list_method(&impute_methods, i, item); }
static bool list_treat(size_t i, struct tool_item *item) { return list_method(&treat_methods, i, item); }
static bool list_normalize(size_t i, struct tool_item *item) { return list_method(&normalize_methods, i, item); }
static bool list_weights(size_t i, struct tool_item *item) { return list_method(&weigh_methods, i, item); }
static bool list_combine(size_t i, struct tool_item *item) { return list_method(&combine_methods, i, item); }

static bool list_stage(size_t i, struct tool_item *item)
{
    const struct stage *stage = stage_at(i);
    if (stage)
        *item = (struct tool_item){stage->name, "", stage->meaning};
    return stage != NULL;
}

#define X(name, word, meaning) {word, "", meaning},
static const struct tool_item flag_items[] = {SCORE_FLAGS(X) {0}};
#undef X

static const struct tool_words words[] = {{"stage", NULL, list_stage}, {"impute", NULL, list_impute},
                                          {"treat", NULL, list_treat}, {"normalize", NULL, list_normalize},
                                          {"weights", NULL, list_weights}, {"combine", NULL, list_combine},
                                          {"flag", flag_items, NULL}, {0}};
static const struct tool_list list = {{"kind", "name", "shape", "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "score --indicators samples/zhejiang/index.csv --regions samples/zhejiang/regions.csv --level city "
    "--period 2020-01-01/P9M samples/zhejiang/observations.csv",
    "score --indicators samples/zhejiang/index.csv --regions samples/zhejiang/regions.csv --level city "
    "--period 2020-01-01/P9M --robustness 1000 --vary noise=0.25 --vary normalize=minmax,zscore "
    "samples/zhejiang/observations.csv",
    NULL};

#define OF_TREATMENT(name, meaning, text) {"out", #name, "with --stage treatment", meaning},
#define OF_WEIGHTS(name, meaning, text) {"out", #name, "with --stage weights", meaning},
#define OF_CORRELATIONS(name, meaning, text) {"out", #name, "with --stage correlations", meaning},
#define OF_DIAGNOSTICS(name, meaning, text) {"out", #name, "with --stage diagnostics", meaning},
#define OF_IMPORTANCE(name, meaning, text) {"out", #name, "with --stage importance", meaning},
#define OF_ROBUSTNESS(name, meaning, text) {"out", #name, "with --stage robustness", meaning},
#define OF_SOBOL(name, meaning, text) {"out", #name, "with --stage sobol", meaning},
static const struct tool_column columns[] = {
    OBSERVATION_COLUMNS(TOOL_OBSERVED)
    {"in", "unit", NULL, "must be the same for all that are compared"},
    {"in", "qualifier", NULL, "ge, gt, le, lt: a bound, which is no value; approx"},
    {"in", "caliber", NULL, "must be the same for all that are compared"},
    SCORE_COLUMNS(ANSWER_DESCRIBED)
    TREATMENT_COLUMNS(OF_TREATMENT)
    WEIGHT_COLUMNS(OF_WEIGHTS)
    CORRELATION_COLUMNS(OF_CORRELATIONS)
    DIAGNOSTIC_COLUMNS(OF_DIAGNOSTICS)
    IMPORTANCE_COLUMNS(OF_IMPORTANCE)
    RANGE_COLUMNS(OF_ROBUSTNESS)
    INDEX_COLUMNS(OF_SOBOL)
    {0}};

static const struct tool tool = {
    .name = "score",
    .purpose = "makes one index of many indicators, with ranks and how sure they are",
    .operands = "[FILE]...",
    .in = "observations",
    .out = "one row for each unit, period and node of the index; with --stage, another table",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
