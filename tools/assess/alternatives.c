/* alternatives - see alternatives.h */
#include "alternatives.h"

enum { TENTHS_LEAST = 9, TENTHS = 3, BASES = 2, FIGURES = 2 };

/* The thresholds times tenths / 10. */
static struct thresholds scaled(const struct thresholds *thresholds, int tenths)
{
    struct thresholds other = *thresholds;
    struct num factor = {.mantissa = tenths, .scale = 1};
    if (tenths == 10)
        return other;
    num_multiply(thresholds->ahead, factor, &other.ahead);
    num_multiply(thresholds->on_track, factor, &other.on_track);
    return other;
}

/* The figures without the last one that was judged by. */
static struct series without_last(const struct question *question, const struct answer *headline)
{
    struct observation *row = mem_array(question->mem, question->own.count, sizeof *row);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < question->own.count; i++)
        if (question->own.row[i].period.last < headline->used->period.last)
            row[kept++] = question->own.row[i];
    return (struct series){row, kept};
}

struct alternatives alternatives_of(const struct question *question, const struct answer *headline)
{
    if (headline->class == CLASS_NOT_COMPUTABLE || !headline->used)
        return (struct alternatives){0};
    return (struct alternatives){.question = question, .without_last = without_last(question, headline),
                                 .count = FIGURES * PATH_COUNT * BASES * TENTHS};
}

bool alternatives_next(struct alternatives *all, struct alternative *into)
{
    if (all->next == all->count)
        return false;
    uint32_t i = all->next++;
    *into = (struct alternative){.question = *all->question};
    into->thresholds = scaled(all->question->thresholds, TENTHS_LEAST + (int)(i % TENTHS));
    into->question.thresholds = &into->thresholds;
    i /= TENTHS;
    into->question.base = i % BASES ? BASE_PLAN : BASE_REVISED;
    i /= BASES;
    into->question.path = (enum path)(i % PATH_COUNT);
    into->without_last = i / PATH_COUNT;
    if (into->without_last)
        into->question.own = all->without_last;
    into->answer = judge_target(&into->question);
    return true;
}
