/* veil - see veil.h */
#include <string.h>

#include "rollup/veil.h"

/* As good as without limit, and safe to add up. */
#define NO_LIMIT ((int64_t)1 << 60)

/* The network: a node for each line, and one for all that is in no line, where anything may come and
 * go.  An edge for each hidden figure, from its first line to its second. */
struct network {
    const struct veil *veil;
    size_t nodes;
    uint32_t *first;          /* by node: where its edges begin in `edge`; one more at the end */
    uint32_t *edge;           /* figures, each twice */
    int64_t *rise;            /* by figure: how much it was made to rise (or fall, below 0) */
    uint32_t *queue, *from;   /* of the search: nodes, and the figure that led to each */
    bool *seen;
};

static size_t node_of(const struct veil *veil, const struct veil_figure *figure, int side)
{
    return figure->line[side] < 0 ? veil->lines : (size_t)figure->line[side];
}

static bool is_edge(const struct veil *veil, const struct veil_figure *figure)
{
    return figure->hidden && node_of(veil, figure, 0) != node_of(veil, figure, 1);
}

static struct network open_network(struct mem *mem, const struct veil *veil)
{
    struct network net = {.veil = veil, .nodes = veil->lines + 1};
    net.first = mem_array(mem, net.nodes + 1, sizeof *net.first);
    net.rise = mem_array(mem, veil->figures, sizeof *net.rise);
    net.queue = mem_array(mem, net.nodes, sizeof *net.queue);
    net.from = mem_array(mem, net.nodes, sizeof *net.from);
    net.seen = mem_array(mem, net.nodes, sizeof *net.seen);
    for (size_t i = 0; i < veil->figures; i++)
        for (int side = 0; side < 2 && is_edge(veil, &veil->figure[i]); side++)
            net.first[node_of(veil, &veil->figure[i], side) + 1]++;
    for (size_t i = 0; i < net.nodes; i++)
        net.first[i + 1] += net.first[i];
    net.edge = mem_array(mem, net.first[net.nodes], sizeof *net.edge);
    uint32_t *next = mem_array(mem, net.nodes, sizeof *next);
    memcpy(next, net.first, net.nodes * sizeof *next);
    for (size_t i = 0; i < veil->figures; i++)
        for (int side = 0; side < 2 && is_edge(veil, &veil->figure[i]); side++)
            net.edge[next[node_of(veil, &veil->figure[i], side)]++] = (uint32_t)i;
    return net;
}

/* How much more may go through the figure's edge away from a node: up with it, or down to its floor. */
static int64_t room(const struct network *net, uint32_t at, size_t node)
{
    const struct veil_figure *figure = &net->veil->figure[at];
    return node_of(net->veil, figure, 0) == node ? NO_LIMIT : figure->value + net->rise[at] - figure->floor;
}

static size_t other_end(const struct network *net, uint32_t at, size_t node)
{
    const struct veil_figure *figure = &net->veil->figure[at];
    size_t first = node_of(net->veil, figure, 0);
    return first == node ? node_of(net->veil, figure, 1) : first;
}

/* A shortest way from one node to another that avoids a figure; false when there is none. */
static bool find_way(struct network *net, size_t from, size_t to, size_t without)
{
    size_t count = 0;
    memset(net->seen, 0, net->nodes * sizeof *net->seen);
    net->seen[from] = true;
    net->queue[count++] = (uint32_t)from;
    for (size_t next = 0; next < count && !net->seen[to]; next++) {
        size_t node = net->queue[next];
        for (uint32_t i = net->first[node]; i < net->first[node + 1]; i++) {
            uint32_t at = net->edge[i];
            size_t end = other_end(net, at, node);
            if (at == without || net->seen[end] || room(net, at, node) <= 0)
                continue;
            net->seen[end] = true;
            net->from[end] = at;
            net->queue[count++] = (uint32_t)end;
        }
    }
    return net->seen[to];
}

/* Sends what goes along the way that was found, at most so much. */
static int64_t send(struct network *net, size_t from, size_t to, int64_t most)
{
    for (size_t node = to; node != from; node = other_end(net, net->from[node], node)) {
        size_t before = other_end(net, net->from[node], node);
        int64_t here = room(net, net->from[node], before);
        most = here < most ? here : most;
    }
    for (size_t node = to; node != from;) {
        uint32_t at = net->from[node];
        size_t before = other_end(net, at, node);
        net->rise[at] += node_of(net->veil, &net->veil->figure[at], 0) == before ? most : -most;
        node = before;
    }
    return most;
}

/* How much can flow from one node to another without a figure, counted up to `enough`. */
static int64_t flow(struct network *net, size_t from, size_t to, size_t without, int64_t enough)
{
    int64_t sum = 0;
    memset(net->rise, 0, net->veil->figures * sizeof *net->rise);
    while (sum < enough && find_way(net, from, to, without))
        sum += send(net, from, to, enough - sum);
    return sum;
}

/* A figure rises by what comes back from its second line to its first, and falls by what goes there
 * by other ways. */
static void range_of(struct network *net, size_t at, int64_t low, int64_t high, int64_t *least, int64_t *most)
{
    const struct veil_figure *figure = &net->veil->figure[at];
    size_t first = node_of(net->veil, figure, 0), second = node_of(net->veil, figure, 1);
    *least = figure->floor;
    *most = NO_LIMIT;
    if (first == second)
        return;
    *most = figure->value + flow(net, second, first, at, high > figure->value ? high - figure->value : 0);
    *least = figure->value - flow(net, first, second, at, low < figure->value ? figure->value - low : 0);
}

void veil_range(struct mem *mem, const struct veil *veil, size_t figure, int64_t *low, int64_t *high)
{
    struct mem_mark mark = mem_mark(mem);
    struct network net = open_network(mem, veil);
    range_of(&net, figure, veil->figure[figure].floor, NO_LIMIT, low, high);
    mem_rewind(mem, mark);
}

/* The smallest figure shown that would lead out of what a search has reached, zeros being no help; -1:
 * there is none. */
static ptrdiff_t way_out(const struct network *net)
{
    const struct veil *veil = net->veil;
    ptrdiff_t best = -1;
    for (size_t i = 0; i < veil->figures; i++) {
        const struct veil_figure *figure = &veil->figure[i];
        if (!figure->hidden && figure->value > figure->floor &&
            net->seen[node_of(veil, figure, 0)] != net->seen[node_of(veil, figure, 1)] &&
            (best < 0 || figure->value < veil->figure[best].value))
            best = (ptrdiff_t)i;
    }
    return best;
}

/* The line is a sum that must not be known; only so can what is hidden in it keep its room. */
static void expose(struct veil *veil, int32_t line)
{
    veil->exposed[line] = true;
    for (size_t i = 0; i < veil->figures; i++)
        for (int side = 0; side < 2; side++)
            if (veil->figure[i].line[side] == line)
                veil->figure[i].line[side] = -1;
}

/* Hides others until the figure has its room, each the smallest that leads out of where its rise or its
 * fall comes to an end.  What is hidden once stays so, and more that is hidden takes no room from
 * anything. */
static void protect(struct mem *mem, struct veil *veil, size_t at)
{
    struct veil_figure *figure = &veil->figure[at];
    struct mem_mark mark = mem_mark(mem);
    for (bool room = false; !room; mem_rewind(mem, mark)) {
        struct network net = open_network(mem, veil);
        size_t end[] = {node_of(veil, figure, 0), node_of(veil, figure, 1)};
        int64_t need[] = {figure->value - figure->low, figure->high - figure->value};
        room = true;
        for (int rise = 1; rise >= 0 && room && end[0] != end[1]; rise--) {
            room = flow(&net, end[rise], end[!rise], at, need[rise]) >= need[rise];
            if (room)
                continue;
            ptrdiff_t next = way_out(&net);
            if (next >= 0)
                veil->figure[next].hidden = true;
            else
                expose(veil, (int32_t)(net.seen[veil->lines] ? end[!rise] : end[rise]));
        }
    }
    mem_rewind(mem, mark);
}

void veil_draw(struct mem *mem, struct veil *veil)
{
    if (!veil->exposed)
        veil->exposed = mem_array(mem, veil->lines + 1, sizeof *veil->exposed);
    for (size_t i = 0; i < veil->figures; i++)
        if (veil->figure[i].hidden && veil->figure[i].sensitive)
            protect(mem, veil, i);
}
