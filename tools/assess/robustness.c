/* robustness - see robustness.h */
#include "base/str.h"
#include "robustness.h"

/* The thresholds times tenths / 10. */
static struct thresholds scaled(const struct thresholds *thresholds, int tenths)
{
    struct thresholds other = *thresholds;
    struct num factor = {.mantissa = tenths, .scale = 1};
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

static void ask_again(struct robustness *robustness, const struct question *question, enum progress_class class)
{
    struct answer answer = judge_target(question);
    robustness->asked += answer.class != CLASS_NOT_COMPUTABLE;
    robustness->same += answer.class == class;
}

/* All thresholds and bases for figures and a path. */
static void vary(struct robustness *robustness, struct question question, enum progress_class class)
{
    const struct thresholds *own = question.thresholds;
    for (int tenths = 9; tenths <= 11; tenths++) {
        struct thresholds other = scaled(own, tenths);
        question.thresholds = &other;
        for (enum base_choice base = BASE_REVISED; base <= BASE_PLAN; base++) {
            question.base = base;
            ask_again(robustness, &question, class);
        }
    }
}

struct robustness robustness_find(const struct question *question, const struct answer *headline)
{
    struct robustness robustness = {0};
    if (headline->class == CLASS_NOT_COMPUTABLE || !headline->used)
        return robustness;
    const struct series figures[] = {question->own, without_last(question, headline)};
    struct mem_mark mark = mem_mark(question->mem);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        for (int path = 0; path < PATH_COUNT; path++) {
            struct question other = *question;
            other.own = figures[i];
            other.path = (enum path)path;
            vary(&robustness, other, headline->class);
            mem_rewind(question->mem, mark);
        }
    return robustness;
}

struct measure robustness_share(struct robustness robustness)
{
    return measure_quotient(num_of(robustness.same), num_of(robustness.asked));
}

bool robustness_fragile(struct robustness robustness)
{
    return robustness.asked && 3 * robustness.same < 2 * robustness.asked;
}
