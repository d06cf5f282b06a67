/* score: observations of many indicators in; out one index of them for each unit, with ranks, and each
 * step on the way. */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
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
    if (weigh_by_pairs(&recipe->weigh) != (pairwise.count > 0))
        diag_fatal(DIAG_USAGE, NULL, "--weights ahp (or ahp-rows) and --pairwise FILE need each other");
    if (impute_asks_groups(&recipe->impute) && !asking.regions)
        diag_fatal(DIAG_USAGE, NULL, "--impute %.*s needs groups: the column group of --regions FILE",
                   STR_ARG(recipe->impute.written));
    for (size_t i = 0; i < vary.count; i++)
        choices_add(mem, &score->choices, vary.value[i]);
    if (!vary.count)
        choices_add(mem, &score->choices, "noise=0.25");
}

static void begin(struct score *score)
{
    asking_begin(score->job, &asking);
    read_recipe(score);
    score->observations = asking_observations(score->job, &asking, NULL, NULL);
}

/* ---- begin: the tree ---- */

struct weight_row {
    struct str indicator;
    struct figure weight;
};

static const struct sheet_column weight_column[] = {
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct weight_row, indicator), NULL},
    {"weight", SHEET_FULL, sheet_figure, offsetof(struct weight_row, weight), NULL},
};

static uint32_t node_of(const struct hierarchy *tree, struct str code)
{
    uint32_t i = 0;
    while (i < tree->count && !str_eq(tree->node[i].code, code))
        i++;
    return i;
}

static struct str near_node(struct mem *mem, const struct hierarchy *tree, struct str code)
{
    struct str *known = mem_array(mem, tree->count, sizeof *known);
    for (uint32_t i = 0; i < tree->count; i++)
        known[i] = tree->node[i].code;
    return nearest_hint(mem, code, known, tree->count);
}

/* The weights of a file in place of the catalogue's. */
static void read_weights(struct score *score)
{
    static const struct sheet_form form = SHEET_FORM(struct weight_row, weight_column, DIAG_CATALOG, "--weights");
    struct sheet *sheet = sheet_open(score->mem, job_table(score->job, weights), &form);
    struct weight_row row;
    while (sheet_next(sheet, &row)) {
        uint32_t node = node_of(&score->tree, row.indicator);
        if (!sheet_sound(sheet))
            continue;
        if (node == score->tree.count)
            sheet_wrong(sheet, "indicator", "\"%.*s\" is no part of the index%.*s", STR_ARG(row.indicator),
                        STR_ARG(near_node(score->mem, &score->tree, row.indicator)));
        else if (num_sign(row.weight.value) < 0)
            sheet_wrong(sheet, "weight", "a weight is not below 0");
        else
            num_to_double(row.weight.value, &score->tree.node[node].weight);
    }
    sheet_close(sheet);
    score->all.recipe.weigh.written = STR("file");
}

/* The groups that are combined in a way of their own. */
static void read_combinations(struct score *score)
{
    for (uint32_t i = 0; i < score->tree.count; i++) {
        struct branch *node = &score->tree.node[i];
        struct pick *pick = mem_take(score->mem, sizeof *pick);
        struct str why;
        if (!node->row || !node->row->combine.length || node->column != HIERARCHY_NONE)
            continue;
        struct place where = {.file = asking.indicators->file, .line = node->row->line};
        if (!manner_read(score->mem, &combine_methods, node->row->combine, pick, &why))
            diag_fatal(DIAG_CATALOG, &where, "%.*s", STR_ARG(why));
        node->combine = pick;
    }
}

static void tell_idle(const struct score *score)
{
    const struct hierarchy *tree = &score->tree;
    for (uint32_t i = 0; i < tree->idles; i++) {
        bool divisor = false;
        for (uint32_t k = 0; k < asking.indicators->count && !divisor; k++)
            divisor = str_eq(asking.indicators->row[k].denominator, tree->idle[i]->code);
        struct place where = {.file = asking.indicators->file, .line = tree->idle[i]->line};
        if (!divisor)
            diag_report(DIAG_LEFT_OUT, &where, "%.*s is part of no group (column parent), and of no index",
                        STR_ARG(tree->idle[i]->code));
    }
}

static void make_tree(struct score *score)
{
    struct section_codes codes = section_codes(score->mem, score->observations, NULL);
    score->tree = asking.indicators ? hierarchy_of(score->mem, asking.indicators, flat)
                                    : hierarchy_of_codes(score->mem, codes.code, codes.count);
    if (score->tree.columns == 0 && asking.indicators)
        diag_fatal(DIAG_CATALOG, NULL, "no indicator is part of an index; column parent of the table of indicators "
                   "says which are");
    if (weights_in_file(score->mem))
        read_weights(score);
    read_combinations(score);
    tell_idle(score);
}

/* Each comparison must be of the parts of a group, all of them. */
static void read_comparisons(struct score *score)
{
    struct comparison *comparison = mem_array(score->mem, pairwise.count, sizeof *comparison);
    const struct hierarchy *tree = &score->tree;
    for (size_t i = 0; i < pairwise.count; i++) {
        comparison[i] = ahp_read(score->mem, job_table(score->job, pairwise.value[i]));
        uint32_t first = node_of(tree, comparison[i].code[0]);
        uint32_t group = first && first < tree->count ? tree->node[first].parent : 0;
        for (size_t k = 0; k < comparison[i].size; k++) {
            struct str code = comparison[i].code[k];
            uint32_t node = node_of(tree, code);
            if (node == tree->count || node == 0 || tree->node[node].parent != group)
                diag_fatal(DIAG_CATALOG, &comparison[i].place, "\"%.*s\" is no part of the group that is compared%.*s",
                           STR_ARG(code), STR_ARG(near_node(score->mem, tree, code)));
        }
        if (tree->node[group].parts != comparison[i].size)
            diag_fatal(DIAG_CATALOG, &comparison[i].place, "%zu of the %u parts of %.*s are compared; all are needed",
                       comparison[i].size, tree->node[group].parts, STR_ARG(tree->node[group].code));
        if (comparison[i].ratio >= AHP_LIMIT)
            diag_report(DIAG_CONSISTENCY, &comparison[i].place, "the comparisons of the parts of %.*s contradict each "
                        "other: CR %.*s is not below 0.1; the weights are used all the same",
                        STR_ARG(tree->node[group].code), STR_ARG(scored_digits(score->mem, comparison[i].ratio)));
    }
    score->all.chain.comparison = comparison;
    score->all.chain.comparisons = pairwise.count;
}

/* ---- begin: units and periods ---- */

struct listed {
    struct str region;
};

static const struct sheet_column listed_column[] = {
    {"region", SHEET_FULL, sheet_text, offsetof(struct listed, region), NULL},
};

/* Which of the data's regions are on the list; one that the data does not have is a mistake. */
static void read_among(struct score *score, const struct str *region, uint32_t count, bool *wanted)
{
    static const struct sheet_form form = SHEET_FORM(struct listed, listed_column, DIAG_CATALOG, "--among");
    struct sheet *sheet = sheet_open(score->mem, job_table(score->job, among_file), &form);
    struct listed row;
    while (sheet_next(sheet, &row)) {
        uint32_t u = 0;
        while (u < count && !str_eq(region[u], row.region))
            u++;
        if (u < count)
            wanted[u] = true;
        else if (sheet_sound(sheet))
            sheet_wrong(sheet, "region", "region \"%.*s\" is not in the data%.*s", STR_ARG(row.region),
                        STR_ARG(nearest_hint(score->mem, row.region, region, count)));
    }
    sheet_close(sheet);
}

/* Tells that units of several levels would be held against each other. */
static void refuse_levels(const struct intake *data)
{
    struct str first = {NULL, 0};
    for (uint32_t u = 0; u < data->units && asking.regions; u++) {
        struct str own = identity_region(asking.regions, data->region[u])->level;
        if (first.length && own.length && !str_eq(first, own))
            diag_fatal(DIAG_USAGE, NULL, "the units are of several levels (%.*s, %.*s): a whole is not ranked among "
                       "its parts; choose with --level or --among", STR_ARG(first), STR_ARG(own));
        first = first.length ? first : own;
    }
}

static void find_units(struct score *score)
{
    struct intake *data = &score->all.data;
    struct str *region;
    uint32_t count = section_regions(score->mem, score->observations, &region);
    bool *wanted = mem_array(score->mem, count, sizeof *wanted);
    if (level && !asking.regions)
        diag_fatal(DIAG_USAGE, NULL, "--level needs --regions FILE");
    if (level)
        asking_level(score->mem, "--level", str_of(level), asking.regions);
    if (among_file)
        read_among(score, region, count, wanted);
    data->region = region;
    for (uint32_t u = 0; u < count; u++)
        if ((among_file ? wanted[u] : true) &&
            (!level || str_eq(identity_region(asking.regions, region[u])->level, str_of(level))))
            data->region[data->units++] = region[u];
    refuse_levels(data);
}

/* The position of a period of the data; ends the run where there is none. */
static uint32_t find_period(const struct intake *data, const char *option, struct str text)
{
    struct period period;
    if (!period_parse(text, &period))
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is no period such as 2022 or 2022-Q2", option, STR_ARG(text));
    for (uint32_t p = 0; p < data->periods; p++)
        if (period_compare(data->period[p], period) == 0)
            return p;
    diag_fatal(DIAG_USAGE, NULL, "%s: no indicator of the index has a row for %.*s", option, STR_ARG(text));
}

static void find_periods(struct score *score)
{
    struct intake *data = &score->all.data;
    data->periods = intake_periods(score->mem, score->observations, &score->tree, &data->period);
    if (!periods)
        return;
    struct period *chosen = mem_array(score->mem, data->periods, sizeof *chosen);
    bool *wanted = mem_array(score->mem, data->periods, sizeof *wanted);
    struct str list = str_of(periods), word;
    uint32_t count = 0;
    while (str_cut(&list, ',', &word))
        wanted[find_period(data, "--period", word)] = true;
    for (uint32_t p = 0; p < data->periods; p++)
        if (wanted[p])
            chosen[count++] = data->period[p];
    data->period = chosen;
    data->periods = count;
}

static void find_base(struct score *score)
{
    struct recipe *recipe = &score->all.recipe;
    struct str word = str_of(base);
    recipe->base = !base || str_eq(word, STR("each")) ? CHAIN_EACH : str_eq(word, STR("all")) ? CHAIN_ALL : CHAIN_ONE;
    if (recipe->base == CHAIN_ONE)
        recipe->base_period = find_period(&score->all.data, "--base", word);
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

/* Units of the same group, by the regions' column, have the same number. */
static void find_groups(struct score *score)
{
    const struct intake *data = &score->all.data;
    uint32_t *group = mem_array(score->mem, data->units, sizeof *group), groups = 0;
    for (uint32_t u = 0; u < data->units && asking.regions; u++) {
        struct str own = identity_region(asking.regions, data->region[u])->group;
        for (uint32_t i = 0; i < u && own.length && !group[u]; i++)
            if (str_eq(own, identity_region(asking.regions, data->region[i])->group))
                group[u] = group[i];
        if (own.length && !group[u])
            group[u] = ++groups;
    }
    score->all.chain.group = group;
    if (impute_asks_groups(&score->all.recipe.impute) && !groups)
        diag_fatal(DIAG_USAGE, NULL, "--impute %.*s: no region has a group in %s",
                   STR_ARG(score->all.recipe.impute.written), asking.regions->file);
}

/* ---- begin: all of it ---- */

static void add_subset(struct score *score, const char *text, struct ladder *ladder)
{
    struct str list = str_of(text), name, code;
    const struct hierarchy *tree = &score->tree;
    bool *wanted = mem_array(score->mem, tree->columns, sizeof *wanted);
    if (!str_cut(&list, '=', &name) || !name.length || !list.length)
        diag_fatal(DIAG_USAGE, NULL, "--subset: \"%s\" is not NAME=CODE,CODE", text);
    while (str_cut(&list, ',', &code)) {
        uint32_t node = node_of(tree, code);
        if (node == tree->count || tree->node[node].column == HIERARCHY_NONE)
            diag_fatal(DIAG_USAGE, NULL, "--subset %.*s: \"%.*s\" is no indicator of the index%.*s", STR_ARG(name),
                       STR_ARG(code), STR_ARG(near_node(score->mem, tree, code)));
        wanted[tree->node[node].column] = true;
    }
    ladder->tree = hierarchy_subset(score->mem, tree, mem_copy(score->mem, name), wanted);
}

static void prepare(struct score *score)
{
    struct scored *all = &score->all;
    all->mem = score->mem;
    all->indicators = asking.indicators;
    all->regions = asking.regions;
    all->places = opt_given("places") ? asking_places(&asking) : PLACES;
    intake_values(score->mem, score->observations, &score->tree, &all->data);
    all->chain.tree = &score->tree;
    all->chain.start = &all->data.denominated;
    if (goalposts_file)
        all->chain.goal = goals_read(score->mem, job_table(score->job, goalposts_file), &score->tree, all->data.period,
                                     all->data.periods);
    if (normalize_asks_goal(&all->recipe.normalize) && !goalposts_file)
        diag_fatal(DIAG_USAGE, NULL, "--normalize %.*s needs --goalposts FILE", STR_ARG(all->recipe.normalize.written));
    all->ladders = (uint32_t)subset.count + 1;
    all->ladder = mem_array(score->mem, all->ladders, sizeof *all->ladder);
    all->ladder[0].tree = score->tree;
    for (size_t i = 0; i < subset.count; i++)
        add_subset(score, subset.value[i], &all->ladder[i + 1]);
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

static void tell_left_out(const struct score *score)
{
    const struct scored *all = &score->all;
    const struct cube *cube = &all->prepared.scaled;
    for (uint32_t p = 0; p < cube->periods; p++) {
        struct str when = scored_period(all, p);
        for (uint32_t c = 0; c < cube->columns; c++)
            if (cube_out(cube, c, p)->length)
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
        for (uint32_t p = 0; p < all->data.periods; p++) {
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
    for (uint32_t p = 0; p < score->all.data.periods; p++)
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
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct score score = {.job = job, .mem = job->mem};
    bool robust = opt_given("robustness") && !stage_word;
    const struct stage *stage = stage_find(job->mem, robust ? "robustness" : stage_word);
    begin(&score);
    make_tree(&score);
    read_comparisons(&score);
    find_units(&score);
    find_periods(&score);
    find_base(&score);
    find_reference(&score);
    find_groups(&score);
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
