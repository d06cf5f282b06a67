/* graph - what serves what: projects, tasks, strategies, indicators and the links between them
 *
 * Nodes are the objects, the pillars of --pillars (strategies, zones, fields) and the indicators
 * of --assessed; what a link names beyond them is a goal of its own where neither table is
 * given, and otherwise a mistake.  A link's kind is one of
 *
 *   supports    from serves to
 *   part_of     likewise: a task of a strategy
 *   answers     from is a measure against the problem to; it carries nothing
 *   duplicates  from is the same thing as to, listed twice: it counts as that
 *
 * The column pillar of the objects makes links too, each object to the pillars that it names.
 * Links that lead in a circle are a mistake, told with the way round.
 */
#ifndef GRAPH_H
#define GRAPH_H

#include "object/objects.h"
#include "object/sheaf.h"

/* kind of a node: name, word, meaning */
#define NODE_KINDS(X) \
    X(OBJECT, "object", "a task, a project or another object") \
    X(PILLAR, "pillar", "a strategy, a zone, a field") \
    X(INDICATOR, "indicator", "an indicator of the plan") \
    X(GOAL, "goal", "what links name and no table has")
#define X(name, ...) NODE_##name,
enum node_kind { NODE_KINDS(X) NODE_KIND_COUNT };
#undef X
struct str node_kind_word(enum node_kind kind);

#define NODE_NONE UINT32_MAX

struct node {
    struct str code, name;
    enum node_kind kind;
    struct str sort;          /* of a pillar its kind: strategy, zone */
    struct str class;         /* of an indicator its class */
    uint32_t object;          /* row of the objects, else OBJECT_ROW_NONE */
    uint32_t same, root;      /* the node that it duplicates, else itself; that which it is in the end */
    uint32_t first_in, first_out; /* links to it, from it: number and one more; 0: none */
};

struct edge {
    uint32_t from, to;        /* nodes */
    uint32_t next_in, next_out;
    struct num weight;
    bool weighed;             /* the link says a weight */
    uint32_t line;            /* of the table of links; 0: from the column pillar */
};

struct graph {
    struct mem *mem;
    struct node *node;        /* objects first, in their order, then pillars, then indicators, then goals */
    uint32_t nodes;
    struct edge *edge;
    uint32_t edges;
    struct group *by_code;
};

/* Tables that may be null: readers of --links and --pillars, which are closed; the rows of --assessed. */
struct graph_tables {
    struct reader *links, *pillars;
    const struct sheaf *assessed;
};

/* Reads them.  All mistakes of the tables are told, and end the run; a pillar that an object names
 * and --pillars has not is a finding of that object. */
struct graph *graph_load(struct mem *mem, const struct objects *objects, const struct graph_tables *tables);

/* Ends what graph_load began; null is allowed. */
void graph_close(struct graph *graph);

/* A walk over all that serves a node, however far away, each once; the node itself is not
 * among it.  Begins with a graph_walk_open, whose room serves one walk after the other. */
struct graph_walk {
    const struct graph *graph;
    uint32_t *seen;           /* of each node: the walk that last came by */
    uint32_t *stack, depth, turn;
    bool forward;             /* what the node serves, instead */
};
struct graph_walk graph_walk_open(struct mem *mem, const struct graph *graph);
void graph_walk_from(struct graph_walk *walk, uint32_t node, bool forward);
uint32_t graph_walk_next(struct graph_walk *walk); /* NODE_NONE behind the last */

#endif
