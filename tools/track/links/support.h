/* support - how far each goal is carried by what serves it
 *
 * A goal is a pillar, an indicator, or a task that something serves or that serves nothing
 * and so should be carried.  What serves it, however far away, counts once, however many ways lead
 * there.  Of a goal with tasks, carried is the weighted share of its tasks that have at least one
 * object of another kind behind them that is in line with its schedule; equally weighted beside.
 * The weight of a task is that of its link, else its own, else 1.
 *
 *   unsupported   nothing serves it but tasks (of an indicator: nothing at all)
 *   hollow        all that serves it is late
 *   weak          less than carried_share of it is carried
 *   carried       otherwise
 *
 * Money is that of the objects that are no tasks, each once.
 */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "judge/footing.h"
#include "links/graph.h"

/* verdict: name, word, how it is called */
#define SUPPORTS(X) \
    X(UNSUPPORTED, "unsupported", "无支撑", "nothing carries it") \
    X(HOLLOW, "hollow", "空心", "only what is late carries it") \
    X(WEAK, "weak", "支撑不足", "less than carried_share of it is carried") \
    X(CARRIED, "carried", "有支撑", "carried_share of it and more is carried")
#define X(name, ...) SUPPORT_##name,
enum support_verdict { SUPPORTS(X) SUPPORT_COUNT };
#undef X

/* Four fields of process and effect: name, word, meaning */
#define EFFECTS(X) \
    X(BOTH, "on_time_and_effective", "on time, and its indicators move") \
    X(PROCESS, "on_time_without_effect", "on time, and its indicators do not move") \
    X(EFFECT, "late_but_effective", "late, and its indicators move") \
    X(NEITHER, "neither", "late, and its indicators do not move")
#define X(name, ...) EFFECT_##name,
enum effect_field { EFFECTS(X) EFFECT_COUNT };
#undef X

/* What supports ask of each object, by its row. */
struct stance {
    bool in_line, has_invest, judged;
    struct num invest;
};

struct support_basis {
    struct mem *mem;
    const struct objects *objects;
    const struct graph *graph;
    const struct marks *marks;
    const struct stance *stance; /* of each object */
    int places;
};

/* How one goal is carried. */
struct support {
    uint32_t tasks, tasks_carried, carriers, carriers_in_line, indicators, indicators_moving, indicators_unknown;
    struct num_sum weight, weight_carried, served, served_in_line, invest_planned, invest_done;
    bool has_weight;          /* of the tasks: all have one, by link or their own */
    bool has_invest;
    struct str late;          /* codes of the late carriers, parted by ; the first 20 */
    uint32_t lates, twice;    /* how many; nodes that serve several tasks of it */
    enum support_verdict verdict;
};

/* Is the node a goal? */
bool support_is_goal(const struct support_basis *basis, uint32_t node);

/* Finds it; texts and sums in `mem`. */
struct support support_of(struct mem *mem, const struct support_basis *basis, struct graph_walk *walk, uint32_t node);

/* The columns of the two tables.  In scope: mem, b (the basis), s (the support), node. */
#define SUPPORT_COLUMNS(X) \
    X(goal, "code of what is carried", node->code) \
    X(goal_kind, "object, pillar, indicator or goal", node_kind_word(node->kind)) \
    X(sort, "of a pillar: strategy, zone, field", node->sort) \
    X(name_zh, "as it came", node->name) \
    X(tasks, "that serve it", mem_whole(mem, s->tasks)) \
    X(tasks_carried, "of them, with something in line behind them", mem_whole(mem, s->tasks_carried)) \
    X(carriers, "objects that serve it and are no tasks", mem_whole(mem, s->carriers)) \
    X(carriers_in_line, "of them, in line with their schedule", mem_whole(mem, s->carriers_in_line)) \
    X(on_time_share, "percent of the weight of all that serves it that is in line", \
      support_limited(mem, b, support_on_time(s), MARK_ON_TIME_SHARE)) \
    X(carried_share, "percent of its tasks' weight that is carried", \
      support_limited(mem, b, support_share(s), MARK_CARRIED_SHARE)) \
    X(carried_share_equal, "the same with equal weights", \
      support_limited(mem, b, support_share_equal(s), MARK_CARRIED_SHARE)) \
    X(invest_planned, "of the carriers, each once", support_sum(mem, s, &s->invest_planned)) \
    X(invest_done, "likewise", support_sum(mem, s, &s->invest_done)) \
    X(support, "unsupported, hollow, weak or carried", support_word(s->verdict)) \
    X(late, "codes of the carriers that are late, at most 20", s->late) \
    X(reason, "what should be known, in words", support_reason(mem, b, s))

#define EFFECT_COLUMNS(X) \
    X(goal, "code of the pillar", node->code) \
    X(sort, "strategy, zone, field", node->sort) \
    X(name_zh, "as it came", node->name) \
    X(objects, "that serve it", mem_whole(mem, s->tasks + s->carriers)) \
    X(on_time_share, "percent of their weight that is in line", \
      support_limited(mem, b, support_on_time(s), MARK_ON_TIME_SHARE)) \
    X(indicators, "that it serves and that have a class", mem_whole(mem, s->indicators)) \
    X(indicators_moving, "of them, on track or better", mem_whole(mem, s->indicators_moving)) \
    X(effect_share, "percent of them", support_limited(mem, b, support_effect(s), MARK_EFFECT_SHARE)) \
    X(field, "which of four fields: on time or late, effective or not", effect_field_text(b, s)) \
    X(reason, "what should be known, in words", effect_reason(mem, b, s))

/* Their names, ended by an empty one, and the texts of a goal, made in `mem`. */
extern const struct str support_name[], effect_name[];
const struct str *support_texts(const struct support_basis *basis, struct mem *mem, uint32_t node,
                                const struct support *support);
const struct str *effect_texts(const struct support_basis *basis, struct mem *mem, uint32_t node,
                               const struct support *support);

#endif
