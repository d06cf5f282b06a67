/* graph - see graph.h */
#include <stddef.h>

#include "links/graph.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"

struct str node_kind_word(enum node_kind kind)
{
    static const char *const word[] = {
#define X(name, code, meaning) code,
        NODE_KINDS(X)
#undef X
    };
    return str_of(word[kind]);
}

/* ---- nodes ---- */

struct growing {
    struct graph *graph;
    size_t node_room, edge_room;
    bool open;                /* links may name what no table has */
};

static uint32_t add_node(struct growing *g, struct node node)
{
    struct graph *graph = g->graph;
    uint32_t *at = group_at(graph->by_code, &node.code);
    if (*at)
        return *at - 1;
    graph->node = mem_grow(graph->mem, graph->node, graph->nodes, &g->node_room, sizeof *graph->node);
    node.same = node.root = graph->nodes;
    graph->node[graph->nodes] = node;
    *at = ++graph->nodes;
    return *at - 1;
}

/* The node of a code, or NODE_NONE. */
static uint32_t graph_find(const struct graph *graph, struct str code)
{
    const uint32_t *at = group_find(graph->by_code, &code);
    return at && *at ? *at - 1 : NODE_NONE;
}

static void add_edge(struct growing *g, struct edge edge)
{
    struct graph *graph = g->graph;
    graph->edge = mem_grow(graph->mem, graph->edge, graph->edges, &g->edge_room, sizeof *graph->edge);
    edge.next_in = graph->node[edge.to].first_in;
    edge.next_out = graph->node[edge.from].first_out;
    graph->edge[graph->edges++] = edge;
    graph->node[edge.to].first_in = graph->node[edge.from].first_out = graph->edges;
}

/* ---- tables of nodes ---- */

struct pillar_row {
    struct str pillar, kind, name;
};
static const struct sheet_column pillar_column[] = {
    {"pillar", SHEET_FULL, sheet_trimmed, offsetof(struct pillar_row, pillar), NULL},
    {"kind", SHEET_MAY, sheet_trimmed, offsetof(struct pillar_row, kind), NULL},
    {"name_zh", SHEET_MAY, sheet_trimmed, offsetof(struct pillar_row, name), NULL},
};
static const struct sheet_form pillar_form =
    SHEET_FORM(struct pillar_row, pillar_column, DIAG_CATALOG, "--pillars");

static void read_pillars(struct growing *g, struct reader *reader)
{
    struct sheet *sheet = sheet_open(g->graph->mem, reader, &pillar_form);
    struct pillar_row row;
    while (sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        uint64_t before = sheet_before(sheet, sheet_line(sheet), &row.pillar, 1);
        if (before)
            sheet_wrong(sheet, "pillar", "\"%.*s\" stands in line %llu already", STR_ARG(row.pillar),
                        (unsigned long long)before);
        else if (graph_find(g->graph, row.pillar) != NODE_NONE)
            sheet_wrong(sheet, "pillar", "\"%.*s\" is the code of an object too", STR_ARG(row.pillar));
        add_node(g, (struct node){.code = row.pillar, .name = row.name, .kind = NODE_PILLAR, .sort = row.kind,
                                  .object = OBJECT_ROW_NONE});
    }
    sheet_close(sheet);
}

/* The first row of an indicator counts; assess writes the nearest horizon and the method that
 * decides first. */
static void read_assessed(struct growing *g, const struct sheaf *rows)
{
    uint32_t more = 0;
    for (uint32_t i = 0; i < rows->count; i++) {
        struct str code = sheaf_field(rows, i, "indicator");
        if (graph_find(g->graph, code) != NODE_NONE) {
            more++;
            continue;
        }
        add_node(g, (struct node){.code = code, .name = sheaf_field(rows, i, "name_zh"), .kind = NODE_INDICATOR,
                                  .class = sheaf_field(rows, i, "class"), .object = OBJECT_ROW_NONE});
    }
    if (more)
        diag_report(DIAG_SUBSET, NULL,
                    voice_plural("%u further row of %s is of an indicator that has one before it, which counts",
                                 "%u further rows of %s are of indicators that have one before them, which counts",
                                 more), (unsigned)more, rows->columns.file);
}

/* ---- links ---- */

static const struct str link_kinds[] = {STR("supports"), STR("part_of"), STR("answers"), STR("duplicates")};
enum { LINK_SUPPORTS, LINK_PART_OF, LINK_ANSWERS, LINK_DUPLICATES, LINK_KINDS };
static const struct sheet_words link_words = {link_kinds, LINK_KINDS};

struct link_row {
    struct str from, to;
    int kind;
    struct figure weight;
};
static const struct sheet_column link_column[] = {
    {"from", SHEET_FULL, sheet_trimmed, offsetof(struct link_row, from), NULL},
    {"to", SHEET_FULL, sheet_trimmed, offsetof(struct link_row, to), NULL},
    {"kind", SHEET_FULL, sheet_word, offsetof(struct link_row, kind), &link_words},
    {"weight", SHEET_MAY, sheet_figure, offsetof(struct link_row, weight), NULL},
};
static const struct sheet_form link_form = SHEET_FORM(struct link_row, link_column, DIAG_CATALOG, "--links");

static struct str hint_of(const struct graph *graph, struct str code)
{
    struct str *known = mem_array(graph->mem, graph->nodes, sizeof *known);
    uint32_t count = 0;
    for (uint32_t i = 0; i < graph->nodes; i++)
        if (!str_eq(graph->node[i].code, code))
            known[count++] = graph->node[i].code;
    return nearest_hint(graph->mem, code, known, count);
}

static uint32_t find_end(struct growing *g, struct sheet *sheet, const char *column, struct str code)
{
    uint32_t node = graph_find(g->graph, code);
    if (node != NODE_NONE)
        return node;
    if (g->open)
        return add_node(g, (struct node){.code = code, .kind = NODE_GOAL, .object = OBJECT_ROW_NONE});
    sheet_wrong(sheet, column, "\"%.*s\" is no object, no pillar and no assessed indicator%.*s", STR_ARG(code),
                STR_ARG(hint_of(g->graph, code)));
    return NODE_NONE;
}

static void read_link(struct growing *g, struct sheet *sheet, const struct link_row *row)
{
    struct graph *graph = g->graph;
    uint32_t from = find_end(g, sheet, "from", row->from), to = find_end(g, sheet, "to", row->to);
    if (row->weight.known && num_sign(row->weight.value) < 0)
        sheet_wrong(sheet, "weight", "\"%.*s\" is below 0", STR_ARG(row->weight.text));
    if (from == NODE_NONE || to == NODE_NONE)
        return;
    const struct str key[] = {row->from, row->to, link_kinds[row->kind]};
    uint64_t before = sheet_before(sheet, sheet_line(sheet), key, 3);
    if (before)
        sheet_wrong(sheet, "from", "this link stands in line %llu already", (unsigned long long)before);
    else if (from == to)
        sheet_wrong(sheet, "to", "\"%.*s\" is linked with itself", STR_ARG(row->to));
    else if (row->kind == LINK_DUPLICATES && graph->node[from].same != from)
        sheet_wrong(sheet, "from", "\"%.*s\" is a duplicate of another already", STR_ARG(row->from));
    else if (row->kind == LINK_DUPLICATES)
        graph->node[from].same = to;
    else if (row->kind != LINK_ANSWERS)
        add_edge(g, (struct edge){.from = from, .to = to, .weight = row->weight.value, .weighed = row->weight.known,
                                  .line = (uint32_t)sheet_line(sheet)});
}

/* The pillars that the objects name themselves. */
static void link_pillars(struct growing *g, const struct objects *objects, bool strict)
{
    uint32_t column = column_find(&objects->columns, STR("pillar"));
    for (uint32_t i = 0; column != COLUMN_NONE && i < objects->count; i++) {
        struct str rest = objects->row[i].cell[column], name;
        while (object_name_next(&rest, &name)) {
            uint32_t node = graph_find(g->graph, name);
            if (node == NODE_NONE && strict) {
                struct place place = object_place(objects, &objects->row[i], "pillar");
                diag_report(DIAG_OBJECT, &place, "\"%.*s\" is no pillar of --pillars%.*s", STR_ARG(name),
                            STR_ARG(hint_of(g->graph, name)));
                continue;
            }
            if (node == NODE_NONE)
                node = add_node(g, (struct node){.code = name, .kind = NODE_PILLAR, .object = OBJECT_ROW_NONE});
            add_edge(g, (struct edge){.from = i, .to = node});
        }
    }
}

/* ---- duplicates ---- */

/* The node that one stands for in the end; itself where duplicates lead in a circle. */
static uint32_t root_of(const struct graph *graph, uint32_t node)
{
    uint32_t at = node, steps = 0;
    while (graph->node[at].same != at && steps++ < graph->nodes)
        at = graph->node[at].same;
    return graph->node[at].same == at ? at : node;
}

/* Links of a duplicate are links of what it stands for. */
static void settle_duplicates(struct graph *graph, struct sheet *sheet)
{
    for (uint32_t i = 0; i < graph->nodes; i++) {
        uint32_t root = root_of(graph, i);
        if (root == i && graph->node[i].same != i)
            sheet_wrong_table(sheet, "\"%.*s\" is a duplicate of itself, by way of others",
                              STR_ARG(graph->node[i].code));
        graph->node[i].root = root;
        graph->node[i].first_in = graph->node[i].first_out = 0;
    }
    for (uint32_t i = 0; i < graph->edges; i++) {
        struct edge *edge = &graph->edge[i];
        edge->from = graph->node[edge->from].root;
        edge->to = graph->node[edge->to].root;
        if (edge->from == edge->to)
            continue;
        edge->next_in = graph->node[edge->to].first_in;
        edge->next_out = graph->node[edge->from].first_out;
        graph->node[edge->to].first_in = graph->node[edge->from].first_out = i + 1;
    }
}

/* ---- circles ---- */

enum { COLOR_NEW, COLOR_OPEN, COLOR_DONE };

/* The way round, from a node on the stack up to its top and back. */
static struct str way_round(const struct graph *graph, const uint32_t *stack, uint32_t depth, uint32_t node)
{
    struct str way = {NULL, 0};
    uint32_t from = depth;
    while (from > 0 && stack[from - 1] != node)
        from--;
    for (uint32_t i = from ? from - 1 : 0; i < depth; i++)
        way = mem_append(graph->mem, way, STR(" -> "), graph->node[stack[i]].code);
    return mem_append(graph->mem, way, STR(" -> "), graph->node[node].code);
}

static void find_circles(const struct graph *graph, struct sheet *sheet)
{
    struct mem *mem = graph->mem;
    uint8_t *color = mem_array(mem, graph->nodes, 1);
    uint32_t *stack = mem_array(mem, (size_t)graph->nodes + 1, sizeof *stack);
    uint32_t *next = mem_array(mem, graph->nodes, sizeof *next);
    for (uint32_t start = 0; start < graph->nodes; start++) {
        uint32_t depth = 0;
        if (color[start] != COLOR_NEW)
            continue;
        stack[depth++] = start;
        color[start] = COLOR_OPEN;
        next[start] = graph->node[start].first_out;
        while (depth) {
            uint32_t at = stack[depth - 1];
            if (!next[at]) {
                color[at] = COLOR_DONE;
                depth--;
                continue;
            }
            const struct edge *edge = &graph->edge[next[at] - 1];
            next[at] = edge->next_out;
            uint32_t to = edge->to;
            if (color[to] == COLOR_OPEN) {
                struct str way = way_round(graph, stack, depth, to);
                sheet_wrong_row(sheet, 0, edge->line, "the links lead in a circle: %.*s", STR_ARG(way));
            }
            if (color[to] != COLOR_NEW)
                continue;
            color[to] = COLOR_OPEN;
            next[to] = graph->node[to].first_out;
            stack[depth++] = to;
        }
    }
}

/* Where no table names the goals, one that a link begins at must be the end of another: else it is a slip
 * of the pen, and what it should carry would seem to be carried by nothing. */
static void hold_starts(const struct growing *g, struct sheet *sheet)
{
    const struct graph *graph = g->graph;
    for (uint32_t i = 0; i < graph->nodes; i++) {
        const struct node *node = &graph->node[i];
        if (node->kind == NODE_GOAL && node->first_out && !node->first_in)
            sheet_wrong_row(sheet, 0, graph->edge[node->first_out - 1].line,
                            "\"%.*s\" is no object, and no link leads to it%.*s", STR_ARG(node->code),
                            STR_ARG(hint_of(graph, node->code)));
    }
}

static void read_links(struct growing *g, struct reader *reader)
{
    struct sheet *sheet = sheet_open(g->graph->mem, reader, &link_form);
    struct link_row row;
    while (sheet_next(sheet, &row))
        if (sheet_sound(sheet))
            read_link(g, sheet, &row);
    hold_starts(g, sheet);
    settle_duplicates(g->graph, sheet);
    find_circles(g->graph, sheet);
    sheet_close(sheet);
}

/* ---- the face ---- */

struct graph *graph_load(struct mem *mem, const struct objects *objects, const struct graph_tables *tables)
{
    struct graph *graph = mem_take(mem, sizeof *graph);
    *graph = (struct graph){.mem = mem, .by_code = group_open(1, sizeof(uint32_t))};
    struct growing g = {.graph = graph, .open = !tables->pillars && !tables->assessed};
    for (uint32_t i = 0; i < objects->count; i++)
        add_node(&g, (struct node){.code = objects->row[i].code, .name = objects->row[i].name, .kind = NODE_OBJECT,
                                   .object = i});
    if (tables->pillars)
        read_pillars(&g, tables->pillars);
    if (tables->assessed)
        read_assessed(&g, tables->assessed);
    link_pillars(&g, objects, tables->pillars != NULL);
    if (tables->links)
        read_links(&g, tables->links);
    return graph;
}

void graph_close(struct graph *graph)
{
    if (graph)
        group_close(graph->by_code);
}

/* ---- walks ---- */

struct graph_walk graph_walk_open(struct mem *mem, const struct graph *graph)
{
    return (struct graph_walk){.graph = graph, .seen = mem_array(mem, graph->nodes, sizeof(uint32_t)),
                               .stack = mem_array(mem, (size_t)graph->nodes + 1, sizeof(uint32_t))};
}

static void push_neighbours(struct graph_walk *walk, uint32_t node)
{
    const struct graph *graph = walk->graph;
    uint32_t at = walk->forward ? graph->node[node].first_out : graph->node[node].first_in;
    while (at) {
        const struct edge *edge = &graph->edge[at - 1];
        uint32_t next = walk->forward ? edge->to : edge->from;
        at = walk->forward ? edge->next_out : edge->next_in;
        if (walk->seen[next] == walk->turn)
            continue;
        walk->seen[next] = walk->turn;
        walk->stack[walk->depth++] = next;
    }
}

void graph_walk_from(struct graph_walk *walk, uint32_t node, bool forward)
{
    walk->turn++;
    walk->depth = 0;
    walk->forward = forward;
    walk->seen[node] = walk->turn;
    push_neighbours(walk, node);
}

uint32_t graph_walk_next(struct graph_walk *walk)
{
    if (!walk->depth)
        return NODE_NONE;
    uint32_t node = walk->stack[--walk->depth];
    push_neighbours(walk, node);
    return node;
}
