/* arrange - see arrange.h */
#include "base/diag.h"
#include "base/str.h"
#include "arrange.h"
#include "report/scored.h"
#include "series/section.h"

/* ---- finding a node ---- */

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

/* ---- the tree ---- */

/* The groups that are combined in a way of their own. */
static void read_combinations(struct mem *mem, const struct indicators *indicators, struct hierarchy *tree)
{
    for (uint32_t i = 0; i < tree->count; i++) {
        struct branch *node = &tree->node[i];
        struct pick *pick = mem_take(mem, sizeof *pick);
        struct str why;
        if (!node->row || !node->row->combine.length || node->column != HIERARCHY_NONE)
            continue;
        struct place where = {.file = indicators->file, .line = node->row->line};
        if (!manner_read(mem, &combine_methods, node->row->combine, pick, &why))
            diag_fatal(DIAG_CATALOG, &where, "%.*s", STR_ARG(why));
        node->combine = pick;
    }
}

static void tell_idle(const struct indicators *indicators, const struct hierarchy *tree)
{
    for (uint32_t i = 0; i < tree->idles; i++) {
        bool divisor = false;
        for (uint32_t k = 0; k < indicators->count && !divisor; k++)
            divisor = str_eq(indicators->row[k].denominator, tree->idle[i]->code);
        struct place where = {.file = indicators->file, .line = tree->idle[i]->line};
        if (!divisor)
            diag_report(DIAG_LEFT_OUT, &where, "%.*s is part of no group (column parent), and of no index",
                        STR_ARG(tree->idle[i]->code));
    }
}

struct hierarchy arrange_tree(struct mem *mem, const struct observations *observations,
                             const struct indicators *indicators, bool flat)
{
    struct section_codes codes = section_codes(mem, observations, NULL);
    struct hierarchy tree = indicators ? hierarchy_of(mem, indicators, flat)
                                       : hierarchy_of_codes(mem, codes.code, codes.count);
    if (tree.columns == 0 && indicators)
        diag_fatal(DIAG_CATALOG, NULL, "no indicator is part of an index; column parent of the table of indicators "
                   "says which are");
    read_combinations(mem, indicators, &tree);
    tell_idle(indicators, &tree);
    return tree;
}

struct hierarchy arrange_subset(struct mem *mem, const struct hierarchy *tree, const char *text)
{
    struct str list = str_of(text), name, code;
    bool *wanted = mem_array(mem, tree->columns, sizeof *wanted);
    if (!str_cut(&list, '=', &name) || !name.length || !list.length)
        diag_fatal(DIAG_USAGE, NULL, "--subset: \"%s\" is not NAME=CODE,CODE", text);
    while (str_cut(&list, ',', &code)) {
        uint32_t node = node_of(tree, code);
        if (node == tree->count || tree->node[node].column == HIERARCHY_NONE)
            diag_fatal(DIAG_USAGE, NULL, "--subset %.*s: \"%.*s\" is no indicator of the index%.*s", STR_ARG(name),
                       STR_ARG(code), STR_ARG(near_node(mem, tree, code)));
        wanted[tree->node[node].column] = true;
    }
    return hierarchy_subset(mem, tree, mem_copy(mem, name), wanted);
}

/* ---- weights ---- */

struct weight_row {
    struct str indicator;
    struct figure weight;
};

static const struct sheet_column weight_column[] = {
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct weight_row, indicator), NULL},
    {"weight", SHEET_FULL, sheet_figure, offsetof(struct weight_row, weight), NULL},
};

void arrange_weights(struct mem *mem, struct reader *reader, const struct hierarchy *tree)
{
    static const struct sheet_form form = SHEET_FORM(struct weight_row, weight_column, DIAG_CATALOG, "--weights");
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct weight_row row;
    while (sheet_next(sheet, &row)) {
        uint32_t node = node_of(tree, row.indicator);
        if (!sheet_sound(sheet))
            continue;
        if (node == tree->count)
            sheet_wrong(sheet, "indicator", "\"%.*s\" is no part of the index%.*s", STR_ARG(row.indicator),
                        STR_ARG(near_node(mem, tree, row.indicator)));
        else if (num_sign(row.weight.value) < 0)
            sheet_wrong(sheet, "weight", "a weight is not below 0");
        else
            num_to_double(row.weight.value, &tree->node[node].weight);
    }
    sheet_close(sheet);
}

struct comparison arrange_comparison(struct mem *mem, struct reader *reader, const struct hierarchy *tree)
{
    struct comparison comparison = ahp_read(mem, reader);
    uint32_t first = node_of(tree, comparison.code[0]);
    uint32_t group = first && first < tree->count ? tree->node[first].parent : 0;
    for (size_t k = 0; k < comparison.size; k++) {
        struct str code = comparison.code[k];
        uint32_t node = node_of(tree, code);
        if (node == tree->count || node == 0 || tree->node[node].parent != group)
            diag_fatal(DIAG_CATALOG, &comparison.place, "\"%.*s\" is no part of the group that is compared%.*s",
                       STR_ARG(code), STR_ARG(near_node(mem, tree, code)));
    }
    if (tree->node[group].parts != comparison.size)
        diag_fatal(DIAG_CATALOG, &comparison.place, "%zu of the %u parts of %.*s are compared; all are needed",
                   comparison.size, tree->node[group].parts, STR_ARG(tree->node[group].code));
    if (comparison.ratio >= AHP_LIMIT)
        diag_report(DIAG_CONSISTENCY, &comparison.place, "the comparisons of the parts of %.*s contradict each "
                    "other: CR %.*s is not below 0.1; the weights are used all the same",
                    STR_ARG(tree->node[group].code), STR_ARG(scored_digits(mem, comparison.ratio)));
    return comparison;
}
