/* scores - see scores.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "report/scores.h"

/* The worst of what stands below, as a code. */
static struct str score_status(const struct score_line *line)
{
    enum observation_status status = line->imputed ? basis_worse(line->basis.status, STATUS_I) : line->basis.status;
    static const char *const word[STATUS_COUNT] = {
        [STATUS_NONE] = "",
#define X(code, actual, meaning) [STATUS_##code] = #code,
        OBSERVATION_STATUSES(X)
#undef X
    };
    if (isnan(line->score))
        return (struct str){NULL, 0};
    return status == STATUS_NONE ? STR("A") : str_of(word[status]);
}

/* ---- what stands below a node ---- */

struct below {
    struct str missing, imputed, dropped; /* codes, parted by commas */
    bool treated, beyond, clipped, assumed;
};

static void name(struct mem *mem, struct str *list, struct str code)
{
    if (list->length < 200)
        *list = mem_append(mem, *list, STR(", "), code);
    else if (!str_ends(*list, STR("...")))
        *list = mem_append(mem, *list, STR(", "), STR("..."));
}

static void look_at(const struct scored *s, struct score_line *line, const struct branch *node, struct below *below)
{
    struct mem *mem = line->remark.mem;
    const struct cube *scaled = &s->prepared.scaled;
    below->assumed |= node->assumed;
    if (cube_out(scaled, node->column, line->period)->length) {
        name(mem, &below->dropped, node->code);
        return;
    }
    uint8_t mark = cube_marks(scaled, node->column, line->period)[line->unit];
    const struct observation *row = intake_row(&s->data, node->column, line->period, line->unit);
    const struct observation *divisor = intake_below(&s->data, node->column, line->period, line->unit);
    line->indicators++;
    if (isnan(cube_at(scaled, node->column, line->period)[line->unit])) {
        name(mem, &below->missing, node->code);
        return;
    }
    line->there++;
    below->treated |= mark & CUBE_TREATED;
    below->beyond |= mark & CUBE_BEYOND;
    below->clipped |= mark & CUBE_CLIPPED;
    if (row && !(mark & CUBE_IMPUTED))
        basis_inherit(&line->basis, row);
    if (divisor && !(mark & CUBE_IMPUTED))
        basis_inherit(&line->basis, divisor);
    if ((mark & CUBE_IMPUTED) || (row && row->status == STATUS_I)) {
        line->imputed++;
        name(mem, &below->imputed, node->code);
    }
}

static void look_below(const struct scored *s, const struct hierarchy *tree, uint32_t node, struct score_line *line,
                       struct below *below)
{
    if (tree->node[node].column != HIERARCHY_NONE)
        look_at(s, line, &tree->node[node], below);
    for (uint32_t k = tree->node[node].first; k != HIERARCHY_NONE; k = tree->node[k].next)
        look_below(s, tree, k, line, below);
}

/* ---- what is said of it ---- */

static void flag(struct remark *remark, enum score_flag flag, bool it_is)
{
    if (it_is)
        remark_flag(remark, score_flag_word(flag));
}

static void say_lack(const struct scored *s, struct score_line *line, enum combine_lack lack)
{
    struct str absent = *cube_absent(&s->prepared.scaled, line->period, line->unit);
    struct remark *remark = &line->remark;
    if (absent.length)
        remark_because(remark, absent);
    else if (lack == COMBINE_NOT_ABOVE_0)
        remark_say(remark, "no score: {1} needs values above 0 (a scale that begins above 0, such as --normalize "
                   "minmax:1:100, has such)", line->combine->written);
    else if (lack == COMBINE_ZERO)
        remark_say(remark, "no score: {1} has none where a value is 0 or below", line->combine->written);
    else if (lack == COMBINE_ONE)
        remark_say(remark, "no score: all units have the same values");
    else if (!line->indicators)
        remark_say(remark, "no score: all indicators below are out");
    else
        remark_say(remark, "no score: too few of the parts have a value (--available)");
}

static void remark_line(const struct scored *s, struct score_line *line, const struct below *below, const char *why,
                        enum combine_lack lack)
{
    struct remark *remark = &line->remark;
    struct mem *mem = remark->mem;
    flag(remark, SCORE_FLAG_IMPUTED, line->imputed);
    flag(remark, SCORE_FLAG_REWEIGHTED, line->there < line->indicators && !isnan(line->score));
    flag(remark, SCORE_FLAG_TREATED, below->treated);
    flag(remark, SCORE_FLAG_BEYOND, below->beyond);
    flag(remark, SCORE_FLAG_CLIPPED, below->clipped);
    flag(remark, SCORE_FLAG_DROPPED, below->dropped.length);
    flag(remark, SCORE_FLAG_DIRECTION_ASSUMED, below->assumed);
    flag(remark, SCORE_FLAG_WEIGHTS_GIVEN, why != NULL);
    flag(remark, SCORE_FLAG_UNVERIFIED, basis_unverified(&line->basis));
    flag(remark, SCORE_FLAG_APPROX, line->basis.approx);
    if (isnan(line->score))
        say_lack(s, line, lack);
    if (line->imputed)
        remark_say(remark, "{1} of {2} values imputed: {3}", mem_whole(mem, line->imputed),
                   mem_whole(mem, line->indicators), below->imputed);
    if (below->missing.length && !isnan(line->score))
        remark_say(remark, "no value of {1}: the weights of the others were raised", below->missing);
    if (below->dropped.length)
        remark_say(remark, "left out for all units: {1}", below->dropped);
    if (why)
        remark_say(remark, "given weights: {1}", str_of(voice_text(why)));
}

/* ---- header and rows ---- */

static void write_line(struct scored *s, const struct ladder *ladder, struct score_line *line)
{
    struct writer *writer = s->writer;
    struct mem *mem = line->remark.mem;
    struct identity identity = scored_identity(s, line->unit, line->node), *id = &identity;
    struct str id_parent = line->node->parent == HIERARCHY_NONE ? (struct str){NULL, 0}
                                                                : ladder->tree.node[line->node->parent].code;
    SCORE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

struct order {
    uint32_t rank, unit;
};

static int by_rank(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    uint32_t one = x->rank - 1, other = y->rank - 1;
    return one != other ? (one > other) - (one < other) : (x->unit > y->unit) - (x->unit < y->unit);
}

/* Writes the units of a node at a period; returns how many have no score. */
static uint32_t write_node(struct scored *s, const struct ladder *ladder, uint32_t period, uint32_t node)
{
    struct mem_mark mark = mem_mark(s->mem);
    uint32_t units = s->data.units, of = 0;
    size_t at = ladder_at(s, ladder, period, node);
    double *key = mem_array(s->mem, units, sizeof *key);
    uint32_t *rank = mem_array(s->mem, units, sizeof *rank);
    struct order *order = mem_array(s->mem, units, sizeof *order);
    chain_rank(ladder->score + at, units, chain_better(&s->recipe, &ladder->tree, node), key, rank);
    for (uint32_t u = 0; u < units; u++) {
        order[u] = (struct order){rank[u], u};
        of += rank[u] > 0;
    }
    qsort(order, units, sizeof *order, by_rank);
    struct mem_mark row = mem_mark(s->mem);
    for (uint32_t i = 0; i < units; i++) {
        uint32_t u = order[i].unit;
        struct below below = {0};
        struct score_line line = {.period = period, .unit = u, .node = &ladder->tree.node[node],
                                  .score = ladder->score[at + u], .rank = rank[u], .of = of,
                                  .combine = chain_combination(&s->recipe, &ladder->tree, node),
                                  .basis = {.mem = s->mem}, .remark = {.mem = s->mem}};
        look_below(s, &ladder->tree, node, &line, &below);
        remark_line(s, &line, &below, ladder->why[(size_t)period * ladder->tree.count + node], ladder->lack[at + u]);
        write_line(s, ladder, &line);
        mem_rewind(s->mem, row);
    }
    mem_rewind(s->mem, mark);
    return units - of;
}

void scores_write(struct scored *s)
{
    struct writer *writer = s->writer;
    SCORE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (SCORED_PERIODS(s, p))
        for (uint32_t l = 0; l < s->ladders; l++) {
            const struct hierarchy *tree = &s->ladder[l].tree;
            for (uint32_t node = 0; node < tree->count; node++) {
                if (tree->node[node].column != HIERARCHY_NONE || (l && node))
                    continue;
                uint32_t without = write_node(s, &s->ladder[l], p, node);
                struct str when = scored_period(s, p);
                if (without && node == 0)
                    diag_report(DIAG_NO_SCORE, NULL,
                                voice_plural("%.*s in %.*s: %u unit has no score; the reason is in its row",
                                             "%.*s in %.*s: %u units have no score; the reasons are in their rows",
                                             without), STR_ARG(tree->node[0].code), STR_ARG(when), without);
            }
        }
}
