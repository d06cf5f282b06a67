/* waiting - see waiting.h */
#include "base/group.h"
#include "desk/waiting.h"

enum { NOBODY = UINT32_MAX };

/* Those of one series, by their places: a list from the first on. */
struct queue {
    uint32_t first, last;
    bool any;
};

struct waiting {
    const struct revision *const *revision;
    struct group *series;     /* struct queue by region and indicator */
    uint32_t *behind;         /* who comes behind each in its queue */
    bool *still;
};

static void add(struct waiting *waiting, uint32_t i)
{
    const struct target *target = waiting->revision[i]->now;
    struct queue *queue = group_at(waiting->series, (const struct str[]){target->region, target->indicator});
    if (queue->any)
        waiting->behind[queue->last] = i;
    else
        queue->first = i;
    queue->last = i;
    queue->any = true;
    waiting->behind[i] = NOBODY;
    waiting->still[i] = true;
}

struct waiting *waiting_open(struct mem *mem, const struct revision *const *revision, uint32_t count)
{
    struct waiting *waiting = mem_take(mem, sizeof *waiting);
    *waiting = (struct waiting){.revision = revision, .series = group_open(2, sizeof(struct queue)),
                                .behind = mem_array(mem, count, sizeof *waiting->behind),
                                .still = mem_array(mem, count, sizeof *waiting->still)};
    for (uint32_t i = 0; i < count; i++)
        add(waiting, i);
    return waiting;
}

void waiting_close(struct waiting *waiting)
{
    group_close(waiting->series);
}

bool waiting_has(const struct waiting *waiting, struct str region, struct str indicator)
{
    return group_find(waiting->series, (const struct str[]){region, indicator}) != NULL;
}

const struct revision *waiting_next(struct waiting *waiting, struct str region, struct str indicator)
{
    struct queue *queue = group_find(waiting->series, (const struct str[]){region, indicator});
    if (!queue || queue->first == NOBODY)
        return NULL;
    uint32_t now = queue->first;
    queue->first = waiting->behind[now];
    waiting->still[now] = false;
    return waiting->revision[now];
}

bool waiting_still(const struct waiting *waiting, uint32_t i)
{
    return waiting->still[i];
}
