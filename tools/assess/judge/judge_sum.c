/* judge_sum - flows that add up over the span of a plan: 五年累计[25] */
#include "base/voice.h"
#include "judge/judge_inside.h"

/* ---- adding up ---- */

/* The sum so far: of whole years, one after the other from the base on, and perhaps of the
 * year to date behind them. */
struct total {
    struct num sum;
    const struct observation *last; /* the row that the sum ends with; null: there is none */
    int side;                 /* of the bounds among them: 1, -1, 0 none */
    const struct observation *torn; /* a bound the other way than one before it, which ends it */
};

static bool take(struct total *total, const struct observation *row)
{
    int side = observation_bound_row(row->bound)->side;
    if (side * total->side < 0)
        total->torn = row;
    if (total->torn || !num_add(total->sum, row->value, &total->sum))
        return false;
    total->side = side ? side : total->side;
    total->last = row;
    return true;
}

/* The year to date that follows the last whole year: the longest one that counts. */
static const struct observation *year_to_date(const struct question *question, int32_t whole_until)
{
    const struct observation *found = NULL;
    for (uint32_t i = 0; i < question->own.count; i++) {
        const struct observation *row = &question->own.row[i];
        if (row->state == OBSERVATION_GOOD && row->period.first == whole_until + 1 &&
            judge_in_time(question, row) && (!found || row->period.last > found->period.last))
            found = row;
    }
    return found;
}

bool judge_has_begun(const struct question *question)
{
    return question->ytd && question->target->base_period.known &&
           year_to_date(question, question->target->base_period.value.last);
}

/* Should the year have been there?  It is over by the day that counts, or a later one is. */
static bool is_due(const struct question *question, struct period year)
{
    if (question->limited)
        return year.last <= question->as_of.last && year.last <= question->target->target_period.value.last;
    return question->own.count && question->own.row[question->own.count - 1].period.last > year.last;
}

/* Adds up to the first year that is missing, which is told when it should be there.  False
 * when nothing is added, or more than can be. */
static bool add_up(const struct question *question, struct answer *answer, struct total *total)
{
    struct period year = question->target->base_period.value;
    int32_t until = year.last;
    for (int i = 1; period_years_on(question->target->base_period.value, i, &year); i++) {
        const struct observation *row = observation_at(answer->series, year);
        if (!row)
            break;
        if (!take(total, row))
            return false;
        until = year.last;
    }
    const struct observation *part = question->ytd ? year_to_date(question, until) : NULL;
    if (part && !take(total, part))
        return false;
    if (part)
        remark_say(&answer->remark, "the year to date {1} is counted", part->period_text);
    else if (is_due(question, year))
        remark_say(&answer->remark, "no observation for {1}, so the sum ends before it",
                   period_text(question->mem, year));
    return total->last != NULL;
}

/* ---- judging ---- */

bool judge_is_room(const struct target *target)
{
    return num_sign(target->target_value.value) * target_op_row(target->op)->sign <= 0;
}

/* Of room, the share that is used must not run ahead of time; not known where nothing is used. */
static struct measure pace_of_room(const struct answer *answer)
{
    bool used = answer->completion.known && measure_sign(answer->completion) > 0;
    return used ? measure_divide(answer->time, answer->completion) : (struct measure){0};
}

static enum progress_class within_room(const struct question *question, struct answer *answer)
{
    if (!answer->pace.known) {
        remark_say(&answer->remark, "nothing is used up yet");
        return CLASS_AHEAD;
    }
    judge_tell_pace(question, answer);
    return judge_class_of(question, answer->pace);
}

static enum progress_class judge_sum(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    struct total total = {.sum = num_of(0)};
    bool room = judge_is_room(target);
    answer->goal = target->target_value.value;
    if (!add_up(question, answer, &total)) {
        if (total.torn) {
            answer->used = total.torn;
            return judge_not_settled(question, answer);
        }
        remark_say(&answer->remark, total.last ? N_("more digits than can be computed with")
                                               : N_("no year after the base, so nothing to add up"));
        return CLASS_NOT_COMPUTABLE;
    }
    answer->used = total.last;
    answer->has_schedule = schedule_find(target->base_period.value, total.last->period, target->target_period.value,
                                         &answer->schedule);
    answer->time = schedule_progress(answer->schedule);
    answer->cumulative = measure_of(total.sum);
    answer->completion = measure_quotient(total.sum, answer->goal);
    answer->pace = room ? pace_of_room(answer) : measure_divide(answer->completion, answer->time);
    answer->expected_linear = progress_linear(num_of(0), answer->goal, answer->schedule);
    remark_say(&answer->remark, room ? N_("{1} added up of the {2} allowed") : N_("{1} added up of the {2} wanted"),
               num_text(question->mem, total.sum), target->target_value.text);
    enum holds now = judge_holds(total.sum, total.side > 0 ? BOUND_GE : total.side < 0 ? BOUND_LE : BOUND_NONE,
                                 target->op, answer->goal);
    if (now == HOLDS_UNKNOWN)
        return judge_not_settled(question, answer);
    if (!room && now == HOLDS_NO) {
        enum progress_class class = judge_by_pace(question, answer);
        return measure_sign(answer->completion) < 0 ? CLASS_REVERSED : class;
    }
    if (!room)
        return CLASS_ACHIEVED;
    if (now == HOLDS_NO)
        return CLASS_LAGGING;
    return answer->schedule.elapsed >= answer->schedule.whole ? CLASS_ACHIEVED : within_room(question, answer);
}

/* ---- the rows ---- */

const struct judge_kind judge_sums[] = {
    {TARGET_CUMULATIVE_SUM_MIN, judge_sum, STORY_SUM, false},
    {TARGET_CUMULATIVE_SUM_MAX, judge_sum, STORY_SUM, false},
    {0}};
