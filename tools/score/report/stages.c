/* stages - see stages.h */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/ranges.h"
#include "report/relations.h"
#include "report/scores.h"
#include "report/stages.h"

/* ---- values ---- */

/* Values after steps of the chain: negative ones stand before it. */
enum value_stage { OBSERVED = -2, DENOMINATED = -1, TURNED = CHAIN_STEPS_COUNT + 1, SCALED };

/* The cube after a step; for screen, impute and treat what the chain has made when it has done that
 * one, whatever its place. */
static struct cube cube_after(const struct scored *s, int step, enum chain_step which)
{
    size_t steps = 0;
    if (step == OBSERVED)
        return s->data.observed;
    if (step == DENOMINATED)
        return s->data.denominated;
    if (step == SCALED)
        return s->prepared.scaled;
    if (step == TURNED)
        return s->prepared.value;
    while (s->recipe.order[steps] != which)
        steps++;
    return chain_begin(s->mem, &s->chain, &s->recipe, steps + 1).value;
}

static void say_missing(const struct scored *s, struct remark *remark, const struct cube *cube, uint32_t column,
                        uint32_t period, uint32_t unit)
{
    const struct branch *node = &s->chain.tree->node[s->chain.tree->leaf[column]];
    struct str out = *cube_out(cube, column, period), absent = *cube_absent(cube, period, unit);
    if (out.length)
        remark_because(remark, out);
    else if (absent.length)
        remark_because(remark, absent);
    else if (!intake_row(&s->data, column, period, unit))
        remark_say(remark, "no usable observation");
    else if (node->row && node->row->denominator.length)
        remark_say(remark, "its denominator {1} has no value, or is 0", node->row->denominator);
}

static void write_value(struct scored *s, const struct stage *stage, const struct cube *cube, uint32_t column,
                        uint32_t period, uint32_t unit)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    const struct branch *node = &s->chain.tree->node[s->chain.tree->leaf[column]];
    struct identity identity = scored_identity(s, unit, node), *id = &identity;
    struct remark remark = {.mem = mem};
    const struct observation *row = intake_row(&s->data, column, period, unit);
    double value = cube_at(cube, column, period)[unit];
    uint8_t mark = cube_marks(cube, column, period)[unit];
    bool as_came = row && value == cube_at(&s->data.observed, column, period)[unit] && stage->step < TURNED;
    if (stage->step == TURNED)
        value *= node->sign;
    struct str value_text = isnan(value) ? (struct str){NULL, 0}
                            : as_came    ? row->value_text
                            : stage->step == SCALED ? scored_text(s, value)
                                                    : scored_digits(mem, value);
    static const struct {
        enum cube_mark mark;
        enum score_flag flag;
    } flags[] = {{CUBE_IMPUTED, SCORE_FLAG_IMPUTED}, {CUBE_TREATED, SCORE_FLAG_TREATED},
                 {CUBE_BEYOND, SCORE_FLAG_BEYOND}, {CUBE_CLIPPED, SCORE_FLAG_CLIPPED}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (mark & flags[i].mark)
            remark_flag(&remark, score_flag_word(flags[i].flag));
    if (isnan(value))
        say_missing(s, &remark, cube, column, period, unit);
    if (!id->unit.length && row)
        id->unit = row->unit;
    VALUE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void write_values(struct scored *s, const struct stage *stage)
{
    struct writer *writer = s->writer;
    struct cube cube = cube_after(s, stage->step, stage->step < 0 ? 0 : (enum chain_step)stage->step);
    VALUE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p))
        for (uint32_t c = 0; c < cube.columns; c++)
            for (uint32_t u = 0; u < cube.units; u++) {
                struct mem_mark mark = mem_mark(s->mem);
                write_value(s, stage, &cube, c, p, u);
                mem_rewind(s->mem, mark);
            }
}

/* ---- outliers ---- */

static struct str yes_no(bool asked, bool yes)
{
    return asked ? (yes ? STR("yes") : STR("no")) : (struct str){NULL, 0};
}

static void write_treatments(struct scored *s, const struct stage *stage)
{
    (void)stage;
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    const struct hierarchy *tree = s->chain.tree;
    TREATMENT_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, period))
        for (uint32_t c = 0; c < tree->columns; c++) {
            struct mem_mark mark = mem_mark(mem);
            struct identity identity = scored_identity(s, SCORED_NOBODY, &tree->node[tree->leaf[c]]), *id = &identity;
            const struct treatment *t = &s->prepared.treatment[(size_t)c * s->data.periods + period];
            struct str outliers = yes_no(t->asked, t->failed), outliers_after = yes_no(t->asked, t->fails);
            struct str lambda = str_eq(str_of(t->form), STR("box-cox")) ? scored_digits(mem, t->lambda)
                                                                        : (struct str){NULL, 0};
            struct str rule = mem_format(mem, "|G1|>=2;G2>=3.5;n>=8;%.*s", STR_ARG(s->recipe.treat.written));
            struct str reason = *cube_out(&s->prepared.value, c, period);
            if (!reason.length && !t->asked)
                reason = say(mem, "fewer than 8 values: the rule is not asked");
            else if (!reason.length && t->fails)
                reason = say(mem, "outliers are left");
            TREATMENT_COLUMNS(ANSWER_CELL)
            writer_end(writer);
            mem_rewind(mem, mark);
        }
}

/* ---- weights ---- */

/* The comparison of a group's parts, or null. */
static const struct comparison *comparison_of(const struct scored *s, const struct hierarchy *tree, uint32_t group)
{
    for (size_t i = 0; weigh_by_pairs(&s->recipe.weigh) && i < s->chain.comparisons; i++)
        for (size_t k = 0; k < s->chain.comparison[i].size && tree->node[group].first != HIERARCHY_NONE; k++)
            if (str_eq(s->chain.comparison[i].code[k], tree->node[tree->node[group].first].code))
                return &s->chain.comparison[i];
    return NULL;
}

static void write_weight(struct scored *s, const struct ladder *ladder, uint32_t period, uint32_t number)
{
    struct mem *mem = s->mem;
    struct writer *writer = s->writer;
    const struct branch *node = &ladder->tree.node[number];
    struct identity identity = scored_identity(s, SCORED_NOBODY, node), *id = &identity;
    size_t at = (size_t)period * ladder->tree.count + number;
    const struct comparison *comparison = comparison_of(s, &ladder->tree, number);
    double weight = ladder->weight[at], effective = ladder_effective(ladder, period, number);
    struct str none = {NULL, 0}, id_parent = number ? ladder->tree.node[node->parent].code : none;
    struct str consistency = comparison ? scored_digits(mem, comparison->ratio) : none;
    struct str lambda = comparison ? scored_digits(mem, comparison->lambda) : none;
    struct str reason = voice_str(ladder->why[at]);
    if (node->column != HIERARCHY_NONE && cube_out(&s->prepared.scaled, node->column, period)->length)
        reason = *cube_out(&s->prepared.scaled, node->column, period);
    WEIGHT_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void write_weights(struct scored *s, const struct stage *stage)
{
    (void)stage;
    struct writer *writer = s->writer;
    WEIGHT_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p))
        for (uint32_t l = 0; l < s->ladders; l++)
            for (uint32_t n = 0; n < s->ladder[l].tree.count; n++) {
                struct mem_mark mark = mem_mark(s->mem);
                write_weight(s, &s->ladder[l], p, n);
                mem_rewind(s->mem, mark);
            }
}

/* ---- one list of them ---- */

static void write_scores(struct scored *s, const struct stage *stage)
{
    (void)stage;
    scores_write(s);
}

static void write_correlations(struct scored *s, const struct stage *stage)
{
    (void)stage;
    relations_correlations(s);
}

static void write_diagnostics(struct scored *s, const struct stage *stage)
{
    (void)stage;
    relations_diagnostics(s);
}

static void write_importance(struct scored *s, const struct stage *stage)
{
    (void)stage;
    relations_importance(s);
}

static void write_ranges(struct scored *s, const struct stage *stage)
{
    (void)stage;
    ranges_write(s);
}

static void write_indices(struct scored *s, const struct stage *stage)
{
    (void)stage;
    indices_write(s);
}

static const struct stage stages[] = {
    {"scores", N_("scores and ranks of the whole and of its groups"), write_scores, 0},
    {"observed", N_("the values as they were taken"), write_values, OBSERVED},
    {"denominated", N_("divided by their denominators"), write_values, DENOMINATED},
    {"screened", N_("of the units that have enough values"), write_values, CHAIN_SCREEN},
    {"imputed", N_("with what stands in for missing ones"), write_values, CHAIN_IMPUTE},
    {"treated", N_("with outliers treated"), write_values, CHAIN_TREAT},
    {"directed", N_("turned so that more is better"), write_values, TURNED},
    {"normalized", N_("on one scale"), write_values, SCALED},
    {"treatment", N_("outliers of each indicator: the rule, what was done, and the rule again"), write_treatments, 0},
    {"weights", N_("weights in the group and in the whole"), write_weights, 0},
    {"correlations", N_("how indicators go together"), write_correlations, 0},
    {"diagnostics", N_("whether they hang together: alpha, KMO, Bartlett, principal components"), write_diagnostics, 0},
    {"importance", N_("what each indicator does to the whole"), write_importance, 0},
    {"robustness", N_("where ranks lie when the index is made in other ways (--vary), many times"), write_ranges, 0},
    {"sobol", N_("which of these choices moves the ranks: first and total indices"), write_indices, 0},
};

const struct stage *stage_at(size_t i)
{
    return i < sizeof stages / sizeof *stages ? &stages[i] : NULL;
}

const struct stage *stage_find(struct mem *mem, const char *word)
{
    enum { STAGES = sizeof stages / sizeof *stages };
    struct str known[STAGES];
    for (size_t i = 0; i < STAGES; i++) {
        known[i] = str_of(stages[i].name);
        if (!word || str_eq(str_of(word), known[i]))
            return &stages[i];
    }
    diag_fatal(DIAG_USAGE, NULL, "--stage: \"%s\" is no stage; --list has them%.*s", word,
               STR_ARG(nearest_hint(mem, str_of(word), known, STAGES)));
}
