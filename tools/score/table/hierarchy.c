/* hierarchy - see hierarchy.h */
#include "base/str.h"
#include "table/hierarchy.h"

/* ---- building ---- */

static uint32_t add(struct hierarchy *tree, struct str code, const struct indicator *row, uint32_t parent)
{
    uint32_t at = tree->count++;
    struct branch *node = &tree->node[at];
    double weight = 1;
    if (row && row->weight.known)
        num_to_double(row->weight.value, &weight);
    enum direction direction = row ? row->direction : DIRECTION_NONE;
    *node = (struct branch){.code = code, .row = row, .parent = parent, .first = HIERARCHY_NONE,
                          .next = HIERARCHY_NONE, .column = HIERARCHY_NONE, .weight = weight,
                          .sign = direction == DIRECTION_NONE ? 1 : direction_row(direction)->sign,
                          .assumed = direction == DIRECTION_NONE};
    if (parent == HIERARCHY_NONE)
        return at;
    uint32_t *link = &tree->node[parent].first;
    while (*link != HIERARCHY_NONE)
        link = &tree->node[*link].next;
    *link = at;
    tree->node[parent].parts++;
    node->depth = tree->node[parent].depth + 1;
    return at;
}

static void add_leaf(struct hierarchy *tree, struct str code, const struct indicator *row, uint32_t parent)
{
    uint32_t at = add(tree, code, row, parent);
    tree->node[at].column = tree->columns;
    tree->leaf[tree->columns++] = at;
}

static struct hierarchy room_for(struct mem *mem, size_t rows)
{
    return (struct hierarchy){.node = mem_array(mem, 2 * rows + 1, sizeof(struct branch)),
                              .leaf = mem_array(mem, rows, sizeof(uint32_t)),
                              .idle = mem_array(mem, rows, sizeof(const struct indicator *))};
}

/* ---- from a catalogue ---- */

static bool has_parts(const struct indicators *indicators, const struct indicator *row)
{
    for (uint32_t i = 0; i < indicators->count; i++)
        if (str_eq(indicators->row[i].parent, row->code))
            return true;
    return false;
}

/* Adds the rows that have this parent, and below each what is part of it. */
static void add_parts(struct hierarchy *tree, const struct indicators *indicators, uint32_t group)
{
    for (uint32_t i = 0; i < indicators->count; i++) {
        const struct indicator *row = &indicators->row[i];
        if (!str_eq(row->parent, tree->node[group].code))
            continue;
        if (has_parts(indicators, row))
            add_parts(tree, indicators, add(tree, row->code, row, group));
        else
            add_leaf(tree, row->code, row, group);
    }
}

/* Codes that are a parent and have none: each once, in the order in which they are first met. */
struct tops {
    struct str *code;
    uint32_t count;
};

static struct tops find_tops(struct mem *mem, const struct indicators *indicators)
{
    struct tops tops = {mem_array(mem, indicators->count, sizeof(struct str)), 0};
    for (uint32_t i = 0; i < indicators->count; i++) {
        struct str parent = indicators->row[i].parent;
        const struct indicator *row = parent.length ? indicators_find(indicators, parent) : NULL;
        bool met = !parent.length || (row && row->parent.length);
        for (uint32_t t = 0; t < tops.count && !met; t++)
            met = str_eq(tops.code[t], parent);
        if (!met)
            tops.code[tops.count++] = parent;
    }
    return tops;
}

struct hierarchy hierarchy_of(struct mem *mem, const struct indicators *indicators, bool flat)
{
    struct hierarchy tree = room_for(mem, indicators->count);
    struct tops tops = find_tops(mem, indicators);
    if (tops.count == 1 && !flat) {
        add(&tree, tops.code[0], indicators_find(indicators, tops.code[0]), HIERARCHY_NONE);
        add_parts(&tree, indicators, 0);
    } else {
        add(&tree, STR("index"), NULL, HIERARCHY_NONE);
        for (uint32_t t = 0; t < tops.count && !flat; t++)
            add_parts(&tree, indicators, add(&tree, tops.code[t], indicators_find(indicators, tops.code[t]), 0));
    }
    for (uint32_t i = 0; i < indicators->count; i++) {
        const struct indicator *row = &indicators->row[i];
        if (has_parts(indicators, row))
            continue;
        if (tops.count == 0 || (flat && row->parent.length))
            add_leaf(&tree, row->code, row, 0);
        else if (!row->parent.length)
            tree.idle[tree.idles++] = row;
    }
    return tree;
}

struct hierarchy hierarchy_of_codes(struct mem *mem, const struct str *code, uint32_t count)
{
    struct hierarchy tree = room_for(mem, count);
    add(&tree, STR("index"), NULL, HIERARCHY_NONE);
    for (uint32_t i = 0; i < count; i++)
        add_leaf(&tree, code[i], NULL, 0);
    return tree;
}

/* ---- a part of one ---- */

struct hierarchy hierarchy_subset(struct mem *mem, const struct hierarchy *whole, struct str name, const bool *wanted)
{
    struct hierarchy tree = room_for(mem, whole->count);
    bool *kept = mem_array(mem, whole->count, sizeof *kept);
    uint32_t *moved = mem_array(mem, whole->count, sizeof *moved);
    for (uint32_t i = whole->count; i-- > 1;) {
        const struct branch *node = &whole->node[i];
        kept[i] |= node->column != HIERARCHY_NONE && wanted[node->column];
        kept[node->parent] |= kept[i];
    }
    tree.node[tree.count++] = whole->node[0];
    tree.node[0].code = name;
    tree.node[0].row = NULL;
    tree.node[0].parts = 0;
    tree.node[0].first = HIERARCHY_NONE;
    for (uint32_t i = 1; i < whole->count; i++) {
        const struct branch *node = &whole->node[i];
        if (!kept[i])
            continue;
        moved[i] = add(&tree, node->code, node->row, moved[node->parent]);
        tree.node[moved[i]].weight = node->weight;
        tree.node[moved[i]].sign = node->sign;
        tree.node[moved[i]].column = node->column;
        tree.node[moved[i]].combine = node->combine;
    }
    tree.columns = whole->columns;
    tree.leaf = NULL;
    return tree;
}
