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

/* The figures without the last one that was judged by, and without those behind it. */
static struct series without_last(struct series series, const struct observation *used)
{
    while (series.count && series.row[series.count - 1].period.last >= used->period.last)
        series.count--;
    return series;
}

struct alternatives alternatives_of(const struct question *question, const struct answer *found,
                                    enum progress_class class)
{
    if (class == CLASS_NOT_COMPUTABLE || !found->used)
        return (struct alternatives){0};
    struct alternatives all = {.question = *question, .found = found, .count = FIGURES * PATH_COUNT * BASES * TENTHS};
    all.question.silent = true;
    all.without_question = all.question;
    all.without_question.own = without_last(question->own, found->used);
    all.without = judge_target(&all.without_question);
    return all;
}

bool alternatives_next(struct alternatives *all, struct alternative *into)
{
    if (all->next == all->count)
        return false;
    uint32_t i = all->next++;
    bool without = i / (TENTHS * BASES * PATH_COUNT);
    *into = (struct alternative){.without_last = without,
                                 .question = without ? all->without_question : all->question};
    into->thresholds = scaled(into->question.thresholds, TENTHS_LEAST + (int)(i % TENTHS));
    into->question.thresholds = &into->thresholds;
    i /= TENTHS;
    into->question.base = i % BASES ? BASE_PLAN : BASE_REVISED;
    i /= BASES;
    into->question.path = (enum path)(i % PATH_COUNT);
    into->answer = judge_again(&into->question, without ? &all->without : all->found);
    return true;
}
