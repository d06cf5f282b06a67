/* standing - see standing.h */
#include "base/str.h"
#include "base/voice.h"
#include "standing.h"

static const struct answer no_verdict;

/* By the other base: its class and its measures, of which nothing is told. */
static struct answer judge_by(struct question question, const struct answer *now, enum base_choice base)
{
    const struct target *target = question.target;
    question.base = base;
    question.silent = true;
    bool same = now->base_seen && target->base_value.known &&
                num_compare(now->base_seen->value, target->base_value.value) == 0;
    return same ? *now : judge_again(&question, now);
}

/* The verdict by each base, where the plan and the data both have one. */
static void by_each_base(const struct question *question, struct standing *standing)
{
    const struct target *target = question->target;
    const struct answer *now = &standing->now;
    bool plan = now->departs && target->base_value.known, data = now->departs && now->base_seen;
    standing->plan = !plan                                        ? no_verdict
                     : question->base == BASE_PLAN || !data ? *now
                                                                  : judge_by(*question, now, BASE_PLAN);
    standing->revised = !data                                           ? no_verdict
                        : question->base == BASE_REVISED || !plan ? *now
                                                                        : judge_by(*question, now, BASE_REVISED);
    if (standing->plan.class == CLASS_NONE || standing->revised.class == CLASS_NONE ||
        standing->plan.class == standing->revised.class)
        return;
    bool headline_is_plan = question->base == BASE_PLAN;
    const struct answer *other = headline_is_plan ? &standing->revised : &standing->plan;
    remark_flag(&standing->now.remark, "base_revised");
    remark_say(&standing->now.remark,
               headline_is_plan ? N_("by the base in the data, {1}, it is {2}")
                                : N_("by the plan's base, {1}, it is {2}"),
               other->base_text, judge_class_called(other->class));
}

static void by_original(const struct question *question, const struct revision *revision, struct standing *standing)
{
    const struct target *first = revision->original;
    if (!standing->changed)
        return;
    struct question before = *question;
    before.target = first;
    before.silent = true;
    standing->original = judge_target(&before);
    remark_flag(&standing->now.remark, "target_changed");
    remark_say(&standing->now.remark, "the target was {1} until {2}; by that it is {3}", first->target_value.text,
               revision->now->more->vintage, judge_class_called(standing->original.class));
}

/* Beside the headline. */
static void by_others(const struct question *question, const struct revision *revision, struct standing *standing,
                      bool compared)
{
    standing->plan = standing->revised = standing->original = no_verdict;
    standing->changed = revision->original != revision->now;
    if (!compared)
        return;
    by_each_base(question, standing);
    by_original(question, revision, standing);
}

void standing_find(struct standing *standing, const struct question *question, const struct revision *revision,
                   bool compared)
{
    standing->now = judge_target(question);
    by_others(question, revision, standing, compared);
}

void standing_again(struct standing *standing, const struct question *question, const struct revision *revision,
                    const struct answer *before, bool compared)
{
    standing->now = judge_again(question, before);
    by_others(question, revision, standing, compared);
}

void standing_copy(struct standing *standing, const struct standing *before)
{
    *standing = *before;
    standing->now.remark.room = standing->now.remark.reasons;
}
