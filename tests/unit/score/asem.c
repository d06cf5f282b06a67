/* 51 countries, stage by stage: what COINr makes of the indicators of the ASEM portal (oracle/README.md).
 * The sample has one pillar of the eight; the whole is held where STEELYARD_ORACLE has the tables. */
#include <criterion/criterion.h>

#define ORACLE_TOOL "score"
#include "oracle.h"
#include "steps/chain.h"
#include "text_source.h"

#include "arena.h"

#define TOLERANCE 1e-9

static struct oracle data, meta;
static struct hierarchy tree;
static struct cube start;
static struct recipe recipe;
static struct subject subject;

/* The table of indicators as the catalogue has it. */
static struct indicators *catalog(void)
{
    struct str text = STR("indicator,name_zh,name_en,unit,kind,direction,parent,weight,denominator\n");
    for (size_t i = 0; i < meta.rows; i++) {
        bool group = oracle_is(&meta, i, "Type", "Group");
        struct str level = oracle_text(&meta, i, "Level");
        const char *way = oracle_is(&meta, i, "Direction", "-1") ? "down" : "up";
        if (!group && level.length)
            text = mem_format(mem, "%.*s%s,,,,,%s,%s,%s,%s\n", STR_ARG(text), oracle_text(&meta, i, "iCode").at, way,
                              oracle_text(&meta, i, "Parent").at, oracle_text(&meta, i, "Weight").at,
                              oracle_text(&meta, i, "Denominator").at);
    }
    return indicators_load(mem, text_reader(mem, text.at));
}

static void open_asem(void)
{
    open_mem();
    data = oracle_open(mem, "coinr_asem_idata_raw.csv");
    meta = oracle_open(mem, "coinr_asem_imeta.csv");
    tree = hierarchy_of(mem, catalog(), false);
    start = cube_open(mem, tree.columns, 1, (uint32_t)data.rows);
    uint32_t *group = mem_array(mem, data.rows, sizeof *group);
    for (size_t u = 0; u < data.rows; u++) {
        group[u] = oracle_is(&data, u, "EurAsia_group", "Europe") ? 1 : 2;
        for (uint32_t c = 0; c < tree.columns; c++) {
            const struct indicator *row = tree.node[tree.leaf[c]].row;
            double below = row->denominator.length ? oracle_number(&data, u, row->denominator.at) : 1;
            cube_at(&start, c, 0)[u] = oracle_number(&data, u, row->code.at) / below;
        }
    }
    recipe = (struct recipe){.impute = manner_pick(mem, &impute_methods, "group-mean"),
                             .treat = manner_pick(mem, &treat_methods, "winsorize-log:5"),
                             .normalize = manner_pick(mem, &normalize_methods, "minmax:0:100"),
                             .weigh = manner_pick(mem, &weigh_methods, "given"),
                             .combine = manner_pick(mem, &combine_methods, "arithmetic"),
                             .order = {CHAIN_IMPUTE, CHAIN_SCREEN, CHAIN_TREAT}, .coverage = 0.66, .nonzero = 0.05,
                             .available = 0.66};
    subject = (struct subject){.tree = &tree, .start = &start, .group = group};
}

TestSuite(asem, .init = open_asem, .fini = close_mem, .timeout = 60);

static size_t unit_at(const struct oracle *table, size_t row)
{
    size_t u = 0;
    while (!str_eq(oracle_text(&data, u, "uCode"), oracle_text(table, row, "uCode")))
        u++;
    return u;
}

static void near(const char *what, struct str unit, const char *column, double got, double want)
{
    bool same = isnan(want) ? isnan(got) : oracle_near(got, want, TOLERANCE, 0);
    cr_expect(same, "%s %.*s %s: %.15g, not %.15g", what, STR_ARG(unit), column, got, want);
}

/* Holds a table of units by indicators against a cube. */
static void hold(const char *what, const struct cube *cube)
{
    struct oracle table = oracle_open(mem, mem_format(mem, "coinr_asem_expected_%s.csv", what).at);
    cr_assert(table.rows > 5);
    for (size_t i = 0; i < table.rows; i++)
        for (uint32_t c = 0; c < tree.columns; c++) {
            const char *code = tree.node[tree.leaf[c]].code.at;
            near(what, oracle_text(&table, i, "uCode"), code, cube_at(cube, c, 0)[unit_at(&table, i)],
                 oracle_number(&table, i, code));
        }
}

Test(asem, steps)
{
    bool whole = getenv("STEELYARD_ORACLE") != NULL;
    struct prepared prepared = chain_prepare(mem, &subject, &recipe);
    if (whole) {
        struct prepared imputed = chain_begin(mem, &subject, &recipe, 1);
        struct prepared screened = chain_begin(mem, &subject, &recipe, 2);
        hold("denominated", &start);
        hold("imputed", &imputed.value);
        hold("screened", &screened.value);
    }
    hold("treated", &prepared.value);
    hold("normalised", &prepared.scaled);
}

Test(asem, outliers)
{
    struct oracle table = oracle_open(mem, "coinr_asem_expected_treatment.csv");
    struct prepared prepared = chain_prepare(mem, &subject, &recipe);
    for (size_t i = 0; i < table.rows; i++)
        for (uint32_t c = 0; c < tree.columns; c++) {
            struct str code = oracle_text(&table, i, "iCode");
            const struct treatment *t = &prepared.treatment[c];
            if (!str_eq(tree.node[tree.leaf[c]].code, code))
                continue;
            cr_expect(t->failed == oracle_is(&table, i, "check_SkewKurt0.Pass", "FALSE"), "%s", code.at);
            near("skewness", code, "", t->skewness, oracle_number(&table, i, "check_SkewKurt0.Skew"));
            near("kurtosis", code, "", t->kurtosis, oracle_number(&table, i, "check_SkewKurt0.Kurt"));
            if (!t->failed)
                continue;
            near("points", code, "", t->points, oracle_number(&table, i, "winsorise.nwin"));
            near("skewness after", code, "", t->skewness_after, oracle_number(&table, i, "check_SkewKurt1.Skew"));
            near("kurtosis after", code, "", t->kurtosis_after, oracle_number(&table, i, "check_SkewKurt1.Kurt"));
        }
}

Test(asem, scores_and_ranks)
{
    struct oracle scores = oracle_open(mem, "coinr_asem_expected_scores.csv");
    struct oracle ranks = oracle_open(mem, "coinr_asem_expected_ranks.csv");
    struct prepared prepared = chain_prepare(mem, &subject, &recipe);
    double *weight = mem_array(mem, tree.count, sizeof *weight), *key = mem_array(mem, data.rows, sizeof *key);
    double *score = mem_array(mem, tree.count * data.rows, sizeof *score);
    uint32_t *rank = mem_array(mem, data.rows, sizeof *rank), held = 0;
    struct bench *bench = chain_bench(mem, &subject, &tree);
    chain_weigh(mem, &subject, &recipe, &prepared, &tree, 0, weight, NULL);
    chain_score(&subject, &recipe, &prepared, &tree, 0, weight, bench, score, NULL);
    for (uint32_t n = 0; n < tree.count; n++) {
        const char *code = tree.node[n].code.at;
        if (column_find(&scores.columns, tree.node[n].code) == COLUMN_NONE)
            continue;
        chain_rank(score + n * data.rows, data.rows, 1, key, rank);
        for (size_t i = 0; i < scores.rows; i++, held++)
            near("score", oracle_text(&scores, i, "uCode"), code, score[n * data.rows + unit_at(&scores, i)],
                 oracle_number(&scores, i, code));
        for (size_t i = 0; i < ranks.rows; i++)
            cr_expect(rank[unit_at(&ranks, i)] == (uint32_t)oracle_number(&ranks, i, code), "rank %s of %s", code,
                      oracle_text(&ranks, i, "uCode").at);
    }
    cr_assert(held >= 51);
}

/* What one unit has at the whole does not depend on how it is asked: with what is missing looked for, or not. */
Test(asem, the_fast_way_is_the_careful_one)
{
    static const char *const word[] = {"arithmetic", "geometric", "harmonic", "power:0.5"};
    double *weight = mem_array(mem, tree.count, sizeof *weight);
    double *one = mem_array(mem, tree.count * data.rows, sizeof *one);
    double *other = mem_array(mem, tree.count * data.rows, sizeof *other);
    uint8_t *lack = mem_array(mem, tree.count * data.rows, sizeof *lack);
    struct bench *bench = chain_bench(mem, &subject, &tree);
    recipe.normalize = manner_pick(mem, &normalize_methods, "minmax:1:100");
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        recipe.combine = manner_pick(mem, &combine_methods, word[i]);
        struct prepared prepared = chain_prepare(mem, &subject, &recipe);
        chain_weigh(mem, &subject, &recipe, &prepared, &tree, 0, weight, NULL);
        chain_score(&subject, &recipe, &prepared, &tree, 0, weight, bench, one, lack);
        chain_foresee(mem, &recipe, &prepared);
        cr_assert(prepared.whole[0]);
        chain_score(&subject, &recipe, &prepared, &tree, 0, weight, bench, other, NULL);
        for (size_t u = 0; u < data.rows; u++)
            near(word[i], oracle_text(&data, u, "uCode"), "", other[u], one[u]);
    }
}
