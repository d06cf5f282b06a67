/* answers_links - what carries what, process beside effect, and what if */
#include "answer/answers.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "links/suppose.h"

static void write_support(struct desk *desk)
{
    if (!desk->ask->pillars && !desk->ask->assessed &&
        column_find(&desk->objects->columns, STR("pillar")) == COLUMN_NONE)
        desk_need("support", "--links", N_("what serves what (or a column pillar)"), desk->ask->links);
    desk_graph(desk);
    desk->support.stance = desk_stances(desk);
    size_t columns = desk_header(desk, support_name);
    for (uint32_t i = 0; i < desk->graph->nodes; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        if (support_is_goal(&desk->support, i)) {
            struct support s = support_of(desk->scratch, &desk->support, &desk->walk, i);
            desk_row(desk, support_texts(&desk->support, desk->scratch, i, &s), columns);
        }
        mem_rewind(desk->scratch, mark);
    }
}

static void write_effect(struct desk *desk)
{
    desk_need("effect", "--assessed", N_("the classes of the indicators, as assess writes them"), desk->ask->assessed);
    desk_graph(desk);
    desk->support.stance = desk_stances(desk);
    size_t columns = desk_header(desk, effect_name);
    for (uint32_t i = 0; i < desk->graph->nodes; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        if (desk->graph->node[i].kind == NODE_PILLAR && desk->graph->node[i].root == i) {
            struct support s = support_of(desk->scratch, &desk->support, &desk->walk, i);
            desk_row(desk, effect_texts(&desk->support, desk->scratch, i, &s), columns);
        }
        mem_rewind(desk->scratch, mark);
    }
}

/* ---- what if ---- */

/* The texts of all objects and goals as they are now: by row, by node, by node. */
struct seen {
    const struct str **object, **support, **effect;
};

static struct seen see_all(struct desk *desk)
{
    struct mem *mem = desk->job->mem;
    uint32_t objects = desk->objects->count, nodes = desk->graph->nodes;
    struct seen seen = {mem_array(mem, (size_t)objects + 1, sizeof *seen.object),
                        mem_array(mem, (size_t)nodes + 1, sizeof *seen.support),
                        mem_array(mem, (size_t)nodes + 1, sizeof *seen.effect)};
    size_t bytes = desk->lines->own * sizeof **seen.object;
    for (uint32_t i = 0; i < objects; i++) {
        struct footing s = footing_of(mem, &desk->basis, i);
        lines_set(desk->lines, mem, &desk->objects->row[i], &s);
        seen.object[i] = memcpy(mem_take(mem, bytes), desk->lines->text, bytes);
    }
    desk->support.stance = desk_stances(desk);
    for (uint32_t i = 0; i < nodes; i++) {
        if (!support_is_goal(&desk->support, i))
            continue;
        struct support s = support_of(mem, &desk->support, &desk->walk, i);
        seen.support[i] = support_texts(&desk->support, mem, i, &s);
        seen.effect[i] = effect_texts(&desk->support, mem, i, &s);
    }
    return seen;
}

/* Of the two tables of a pillar the second has what the first has not from this column on. */
enum { EFFECT_FIRST = 5, EFFECT_CELLS = 4 };

static void tell_goal(struct desk *desk, uint32_t i, const struct seen *was, const struct seen *is, size_t columns)
{
    const struct node *node = &desk->graph->node[i];
    struct writer *writer = desk_writer(desk);
    suppose_differences(writer, node_kind_word(node->kind), node->code, node->name, support_name, was->support[i],
                        is->support[i], columns);
    if (node->kind == NODE_PILLAR)
        suppose_differences(writer, node_kind_word(node->kind), node->code, node->name, effect_name + EFFECT_FIRST,
                            was->effect[i] + EFFECT_FIRST, is->effect[i] + EFFECT_FIRST, EFFECT_CELLS);
}

static void write_what_if(struct desk *desk)
{
    if (!desk->ask->what_if.count)
        diag_fatal(DIAG_USAGE, NULL, "--show what-if needs --what-if OBJECT:COLUMN=VALUE");
    desk_graph(desk);
    struct seen was = see_all(desk);
    suppose_apply(desk->objects, &desk->ask->what_if);
    struct seen is = see_all(desk);
    suppose_header(desk_writer(desk));
    size_t columns = 0;
    while (support_name[columns].length)
        columns++;
    for (uint32_t i = 0; i < desk->objects->count; i++)
        suppose_differences(desk_writer(desk), STR("object"), desk->objects->row[i].code, desk->objects->row[i].name,
                            desk->lines->name, was.object[i], is.object[i], desk->lines->own);
    for (uint32_t i = 0; i < desk->graph->nodes; i++)
        if (was.support[i])
            tell_goal(desk, i, &was, &is, columns);
}

#define LINKED "links|pillars|assessed"

const struct reply answers_links[] = {
    {"support", "how far each task, strategy and indicator is carried by what serves it", LINKED, NULL, NULL,
     write_support},
    {"effect", "each strategy: on time or late, effective or not", LINKED, NULL, NULL, write_effect},
    {"what-if", "what differs with --what-if, cell by cell", LINKED, NULL, NULL, write_what_if},
    {0}};
