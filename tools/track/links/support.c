/* support - see support.h */
#include "links/support.h"
#include "base/str.h"
#include "base/voice.h"

enum { LATE_SHOWN = 20 };

static struct str support_word(enum support_verdict verdict)
{
    static const char *const word[] = {
#define X(name, code, zh, meaning) code,
        SUPPORTS(X)
#undef X
    };
    return str_of(word[verdict]);
}

static struct str effect_word(enum effect_field field)
{
    static const char *const word[] = {
#define X(name, code, meaning) code,
        EFFECTS(X)
#undef X
    };
    return str_of(word[field]);
}

/* ---- who carries ---- */

static bool is_task(const struct support_basis *basis, const struct node *node)
{
    const struct object *object = node->kind == NODE_OBJECT ? &basis->objects->row[node->object] : NULL;
    return object && (object->kind == OBJECT_TASK || object->kind == OBJECT_UPPER || object->kind == OBJECT_NONE);
}

static bool is_carrier(const struct support_basis *basis, const struct node *node)
{
    return node->kind == NODE_OBJECT && !is_task(basis, node);
}

bool support_is_goal(const struct support_basis *basis, uint32_t at)
{
    const struct node *node = &basis->graph->node[at];
    return node->root == at && !is_carrier(basis, node);
}

static const struct stance *stance_of(const struct support_basis *basis, const struct node *node)
{
    return &basis->stance[node->object];
}

/* Is there, behind a task, a carrier in line?  A task of which nothing is known but tasks has none. */
static bool is_carried(const struct support_basis *basis, struct graph_walk *walk, uint32_t task)
{
    uint32_t at;
    graph_walk_from(walk, task, false);
    while ((at = graph_walk_next(walk)) != NODE_NONE) {
        const struct node *node = &basis->graph->node[at];
        if (is_carrier(basis, node) && stance_of(basis, node)->in_line)
            return true;
    }
    return false;
}

/* The weight of a task for a goal: of a link between them, else its own; false where it has none. */
static bool weight_of(const struct support_basis *basis, uint32_t goal, uint32_t task, struct num *weight)
{
    const struct node *node = &basis->graph->node[task];
    for (uint32_t e = node->first_out; e; e = basis->graph->edge[e - 1].next_out) {
        const struct edge *edge = &basis->graph->edge[e - 1];
        if (edge->to == goal && edge->weighed) {
            *weight = edge->weight;
            return true;
        }
    }
    const struct object *object = &basis->objects->row[node->object];
    *weight = object->weight.known ? object->weight.value : num_of(1);
    return object->weight.known;
}

/* ---- one goal ---- */

static void add_late(struct mem *mem, struct support *s, struct str code)
{
    if (s->lates++ < LATE_SHOWN)
        s->late = mem_append(mem, s->late, STR(";"), code);
}

static void add_carrier(struct mem *mem, const struct support_basis *basis, struct support *s, const struct node *node)
{
    const struct stance *stance = stance_of(basis, node);
    const struct object *object = &basis->objects->row[node->object];
    s->carriers++;
    s->carriers_in_line += stance->in_line;
    if (stance->judged && !stance->in_line)
        add_late(mem, s, node->code);
    if (object->invest_planned.known) {
        s->has_invest = true;
        num_sum_add(mem, &s->invest_planned, object->invest_planned.value);
    }
    if (stance->has_invest)
        num_sum_add(mem, &s->invest_done, stance->invest);
}

static void add_served(struct mem *mem, const struct support_basis *basis, struct support *s, uint32_t goal,
                       uint32_t at)
{
    struct num weight;
    s->has_weight &= weight_of(basis, goal, at, &weight);
    num_sum_add(mem, &s->served, weight);
    if (stance_of(basis, &basis->graph->node[at])->in_line)
        num_sum_add(mem, &s->served_in_line, weight);
}

/* By how many ways a node serves what serves the goal, its own link to the goal apart. */
static uint32_t ways_of(const struct support_basis *basis, const struct graph_walk *walk, uint32_t goal, uint32_t at)
{
    uint32_t ways = 0;
    for (uint32_t e = basis->graph->node[at].first_out; e; e = basis->graph->edge[e - 1].next_out) {
        uint32_t to = basis->graph->edge[e - 1].to;
        ways += to != goal && walk->seen[to] == walk->turn;
    }
    return ways;
}

/* The nodes behind a goal, kept, since each task asks for a walk of its own. */
static uint32_t *nodes_behind(struct mem *mem, const struct support_basis *basis, struct graph_walk *walk,
                              uint32_t goal, uint32_t *count, uint32_t *twice)
{
    uint32_t *list = NULL, at;
    size_t room = 0;
    *count = *twice = 0;
    graph_walk_from(walk, goal, false);
    while ((at = graph_walk_next(walk)) != NODE_NONE) {
        if (basis->graph->node[at].kind != NODE_OBJECT)
            continue;
        list = mem_grow(mem, list, *count, &room, sizeof *list);
        list[(*count)++] = at;
    }
    for (uint32_t i = 0; i < *count; i++)
        *twice += ways_of(basis, walk, goal, list[i]) > 1;
    return list;
}

/* ---- shares ---- */

static struct measure percent_of(const struct num_sum *above, const struct num_sum *below)
{
    struct num a, b;
    if (!num_sum_value(above, &a) || !num_sum_value(below, &b))
        return (struct measure){0};
    return measure_shift(measure_quotient(a, b), 2);
}

/* Percent of the weight of a goal's tasks that is carried, and of their number; of the weight of all
 * that serves it what is in line; of its indicators those that move.  Not known without any. */
static struct measure support_share(const struct support *s)
{
    return s->tasks ? percent_of(&s->weight_carried, &s->weight) : (struct measure){0};
}

static struct measure support_share_equal(const struct support *s)
{
    return measure_shift(measure_quotient(num_of(s->tasks_carried), num_of(s->tasks)), 2);
}

static struct measure support_on_time(const struct support *s)
{
    return s->tasks + s->carriers ? percent_of(&s->served_in_line, &s->served) : (struct measure){0};
}

static struct measure support_effect(const struct support *s)
{
    return measure_shift(measure_quotient(num_of(s->indicators_moving), num_of(s->indicators)), 2);
}

/* ---- verdicts ---- */

/* An indicator is served by tasks and projects alike. */
static enum support_verdict verdict_of_indicator(const struct support_basis *basis, const struct support *s)
{
    struct measure share = support_on_time(s);
    if (!s->tasks && !s->carriers)
        return SUPPORT_UNSUPPORTED;
    if (num_sum_sign(&s->served_in_line) == 0)
        return SUPPORT_HOLLOW;
    return share.known && measure_compare(share, basis->marks->value[MARK_CARRIED_SHARE]) < 0 ? SUPPORT_WEAK
                                                                                             : SUPPORT_CARRIED;
}

static enum support_verdict verdict_of(const struct support_basis *basis, const struct support *s)
{
    if (!s->carriers)
        return SUPPORT_UNSUPPORTED;
    if (!s->carriers_in_line)
        return SUPPORT_HOLLOW;
    struct measure share = support_share(s);
    if (share.known && measure_compare(share, basis->marks->value[MARK_CARRIED_SHARE]) < 0)
        return SUPPORT_WEAK;
    return SUPPORT_CARRIED;
}

static void find_indicators(const struct support_basis *basis, struct graph_walk *walk, uint32_t goal,
                            struct support *s)
{
    uint32_t at;
    graph_walk_from(walk, goal, true);
    while ((at = graph_walk_next(walk)) != NODE_NONE) {
        const struct node *node = &basis->graph->node[at];
        enum progress_class class = progress_class_find(node->class);
        if (node->kind != NODE_INDICATOR && node->kind != NODE_GOAL)
            continue;
        if (class == CLASS_NONE || class == CLASS_NOT_COMPUTABLE) {
            s->indicators_unknown++;
            continue;
        }
        s->indicators++;
        s->indicators_moving += class == CLASS_ACHIEVED || class == CLASS_AHEAD || class == CLASS_ON_TRACK;
    }
}

struct support support_of(struct mem *mem, const struct support_basis *basis, struct graph_walk *walk, uint32_t goal)
{
    struct support s = {.has_weight = true};
    uint32_t count;
    uint32_t *list = nodes_behind(mem, basis, walk, goal, &count, &s.twice);
    for (uint32_t i = 0; i < count; i++) {
        const struct node *node = &basis->graph->node[list[i]];
        add_served(mem, basis, &s, goal, list[i]);
        if (is_carrier(basis, node)) {
            add_carrier(mem, basis, &s, node);
            continue;
        }
        struct num weight;
        weight_of(basis, goal, list[i], &weight);
        s.tasks++;
        num_sum_add(mem, &s.weight, weight);
        if (!is_carried(basis, walk, list[i]))
            continue;
        s.tasks_carried++;
        num_sum_add(mem, &s.weight_carried, weight);
    }
    find_indicators(basis, walk, goal, &s);
    const enum node_kind kind = basis->graph->node[goal].kind;
    s.verdict = kind == NODE_INDICATOR || kind == NODE_GOAL ? verdict_of_indicator(basis, &s) : verdict_of(basis, &s);
    return s;
}

/* ---- rows ---- */

static struct str support_limited(struct mem *mem, const struct support_basis *b, struct measure measure,
                                  enum mark mark)
{
    struct num limit[] = {b->marks->value[mark], num_of(100), num_of(0)};
    return measure_text_beside(mem, measure, b->places, limit, 3);
}

static struct str support_sum(struct mem *mem, const struct support *s, const struct num_sum *sum)
{
    return s->has_invest ? num_sum_text(mem, sum) : (struct str){NULL, 0};
}

static struct str support_reason(struct mem *mem, const struct support_basis *b, const struct support *s)
{
    struct str reason = {NULL, 0};
    (void)b;
    if (!s->tasks && !s->carriers)
        reason = say(mem, "nothing serves it");
    else if (!s->carriers && s->verdict == SUPPORT_UNSUPPORTED)
        reason = say(mem, "its tasks ({1}) have no project behind them", mem_whole(mem, s->tasks));
    else if (s->verdict == SUPPORT_HOLLOW)
        reason = say(mem, "all that carry it ({1}) are late", mem_whole(mem, s->carriers ? s->carriers : s->tasks));
    if (s->lates > LATE_SHOWN)
        reason = voice_join(mem, reason, say(mem, "{1} carriers are late, of which {2} are listed",
                                             mem_whole(mem, s->lates), mem_whole(mem, LATE_SHOWN)));
    if (s->twice)
        reason = voice_join(mem, reason, say(mem, "{1} of what serves it serve several tasks of it: each counts once",
                                             mem_whole(mem, s->twice)));
    if (!s->has_weight && s->tasks + s->carriers)
        reason = voice_join(mem, reason, say(mem, "what has no weight weighs 1"));
    if (s->tasks && num_sum_sign(&s->weight) == 0)
        reason = voice_join(mem, reason, say(mem, "all weights are 0, so nothing is weighted"));
    return reason;
}

static struct str effect_field_text(const struct support_basis *b, const struct support *s)
{
    struct measure process = support_on_time(s), effect = support_effect(s);
    if (!process.known || !effect.known)
        return (struct str){NULL, 0};
    bool on_time = measure_compare(process, b->marks->value[MARK_ON_TIME_SHARE]) >= 0,
         effective = measure_compare(effect, b->marks->value[MARK_EFFECT_SHARE]) >= 0;
    return effect_word(on_time ? effective ? EFFECT_BOTH : EFFECT_PROCESS
                               : effective ? EFFECT_EFFECT : EFFECT_NEITHER);
}

static struct str effect_reason(struct mem *mem, const struct support_basis *b, const struct support *s)
{
    struct str reason = {NULL, 0};
    (void)b;
    if (!s->tasks && !s->carriers)
        reason = say(mem, "nothing serves it, so there is no process");
    if (!s->indicators)
        reason = voice_join(mem, reason, say(mem, "it serves no indicator that has a class, so no effect can be told"));
    if (s->indicators_unknown)
        reason = voice_join(mem, reason, say(mem, "{1} of its indicators have no class",
                                             mem_whole(mem, s->indicators_unknown)));
    return reason;
}

const struct str support_name[] = {SUPPORT_COLUMNS(ANSWER_NAME) {NULL, 0}};
const struct str effect_name[] = {EFFECT_COLUMNS(ANSWER_NAME) {NULL, 0}};

static struct str *keep_texts(struct mem *mem, const struct str *text, size_t bytes)
{
    return memcpy(mem_take(mem, bytes), text, bytes);
}

const struct str *support_texts(const struct support_basis *b, struct mem *mem, uint32_t at, const struct support *s)
{
    const struct node *node = &b->graph->node[at];
    const struct str text[] = {SUPPORT_COLUMNS(ANSWER_TEXT)};
    return keep_texts(mem, text, sizeof text);
}

const struct str *effect_texts(const struct support_basis *b, struct mem *mem, uint32_t at, const struct support *s)
{
    const struct node *node = &b->graph->node[at];
    const struct str text[] = {EFFECT_COLUMNS(ANSWER_TEXT)};
    return keep_texts(mem, text, sizeof text);
}
