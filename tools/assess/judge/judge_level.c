/* judge_level - levels to reach and to keep */
#include "base/voice.h"
#include "judge/judge_inside.h"

/* ---- pace ---- */

static enum progress_class judge_class_of(const struct question *question, struct measure pace)
{
    const struct thresholds *thresholds = question->thresholds;
    return measure_compare(pace, thresholds->ahead) >= 0      ? CLASS_AHEAD
           : measure_compare(pace, thresholds->on_track) >= 0 ? CLASS_ON_TRACK
                                                              : CLASS_LAGGING;
}

struct str judge_pace_text(const struct question *question, struct measure pace, int places)
{
    const struct num limit[] = {question->thresholds->ahead, question->thresholds->on_track, num_of(0)};
    return measure_text_beside(question->mem, pace, places, limit, sizeof limit / sizeof *limit);
}

static const struct num whole_way[] = {{.mantissa = 1}, {0}};

struct str judge_completion_text(struct mem *mem, struct measure completion, int places)
{
    return measure_text_beside(mem, completion, places, whole_way, sizeof whole_way / sizeof *whole_way);
}

struct str judge_beside_target(struct mem *mem, const struct target *target, struct measure measure, int places)
{
    return measure_text_beside(mem, measure, places, &target->target_value.value, target->target_value.known);
}

struct str judge_way_percent(struct mem *mem, struct measure completion, int places)
{
    return measure_percent_beside(mem, completion, places, whole_way, sizeof whole_way / sizeof *whole_way);
}

void judge_tell_pace(const struct question *question, struct answer *answer)
{
    remark_say(&answer->remark, "completion {1} % at {2} % of the time, pace {3}",
               judge_way_percent(question->mem, answer->completion, 1), measure_percent(question->mem,
                                                                                              answer->time, 1),
               judge_pace_text(question, answer->pace, 2));
}

enum progress_class judge_by_pace(const struct question *question, struct answer *answer)
{
    struct measure pace = question->path == PATH_CAGR ? answer->pace_cagr : answer->pace;
    answer->paced = true;
    judge_tell_pace(question, answer);
    if (question->path == PATH_CAGR && answer->pace_cagr.known)
        remark_say(&answer->remark, "pace on the path of equal rates {1}, on the straight line {2}",
                   judge_pace_text(question, answer->pace_cagr, 2), judge_pace_text(question, answer->pace, 2));
    if (!pace.known) {
        if (question->path == PATH_CAGR)
            remark_say(&answer->remark,
                       "no path of equal rates: base, value and target must have one sign and not be 0");
        else
            remark_say(&answer->remark, "more digits than can be computed with");
        return CLASS_NOT_COMPUTABLE;
    }
    if (answer->schedule.elapsed >= answer->schedule.whole)
        remark_say(&answer->remark, "the target period is over and the target is not met");
    return judge_class_of(question, pace);
}

/* ---- levels ---- */

/* Completion and both paths towards answer->goal. */
static void measure_level(struct answer *answer)
{
    struct num value = answer->used->value;
    if (!answer->has_base || !answer->has_schedule)
        return;
    answer->completion = progress_completion(answer->base, value, answer->goal);
    answer->pace = measure_divide(answer->completion, answer->time);
    answer->expected_linear = progress_linear(answer->base, answer->goal, answer->schedule);
    struct compound path = progress_compound(answer->base, value, answer->goal, answer->schedule);
    answer->expected_cagr = path.expected;
    answer->completion_cagr = path.completion;
    answer->pace_cagr = path.pace;
}

/* Tells when a target that is not met was met by an earlier observation. */
static void tell_lost(const struct question *question, struct answer *answer, enum target_op op)
{
    for (uint32_t i = answer->series.count; i-- > 0;) {
        const struct observation *row = &answer->series.row[i];
        if (row == answer->used || !judge_after_base(question, row))
            continue;
        if (judge_holds(row->value, row->bound, op, answer->goal) == HOLDS_YES) {
            remark_say(&answer->remark, "met in {1} ({2}) and since lost", row->period_text, row->value_text);
            return;
        }
    }
}

/* A level that is surely not met (`limit` as it is told): how far is it? */
static enum progress_class unmet_level(const struct question *question, struct answer *answer, enum target_op op,
                                       struct str limit)
{
    const struct observation *used = answer->used;
    enum progress_class class = CLASS_REVERSED;
    if (!answer->has_base || !answer->has_schedule) {
        remark_say(&answer->remark, "no base value");
        return CLASS_NOT_COMPUTABLE;
    }
    bool away = (num_compare(used->value, answer->base) < 0) == (target_op_row(op)->sign > 0) &&
                num_compare(used->value, answer->base) != 0;
    if (away)
        remark_say(&answer->remark, "moved away from the base: {2} after {1}, target {3}", answer->base_text,
                   used->value_text, limit);
    else if (observation_bound_row(used->bound)->side)
        class = judge_not_settled(question, answer);
    else if (answer->completion.known)
        class = judge_by_pace(question, answer);
    else {
        remark_say(&answer->remark, "the target equals the base, so there is no completion");
        class = CLASS_LAGGING;
    }
    tell_lost(question, answer, op);
    return class;
}

static enum progress_class met_level(const struct question *question, struct answer *answer, struct str limit)
{
    if (answer->used->period.last >= question->target->target_period.value.last)
        remark_say(&answer->remark, "target met in the target period: {1} against {2}", answer->used->value_text,
                   limit);
    else
        remark_say(&answer->remark, "target already met: {1} against {2}", answer->used->value_text, limit);
    return CLASS_ACHIEVED;
}

/* Where the base met the target, the question is whether that was kept; a completion would
 * mislead there. */
static enum progress_class kept_level(const struct question *question, struct answer *answer, enum holds now,
                                      struct str limit)
{
    const struct measure none = {0};
    answer->completion = answer->pace = answer->completion_cagr = answer->pace_cagr = none;
    answer->expected_linear = answer->expected_cagr = none;
    if (now == HOLDS_UNKNOWN)
        return judge_not_settled(question, answer);
    if (now == HOLDS_YES)
        remark_say(&answer->remark, "met at the base ({1}) and still met: {2} against {3}", answer->base_text,
                   answer->used->value_text, limit);
    else
        remark_say(&answer->remark, "met at the base ({1}) and no longer met: {2} against {3}", answer->base_text,
                   answer->used->value_text, limit);
    return now == HOLDS_YES ? CLASS_ON_TRACK : CLASS_REVERSED;
}

static enum progress_class judge_level(const struct question *question, struct answer *answer)
{
    enum target_op op = question->target->op;
    answer->goal = question->target->target_value.value;
    measure_level(answer);
    enum holds now = judge_holds(answer->used->value, answer->used->bound, op, answer->goal);
    if (answer->has_base && judge_holds(answer->base, BOUND_NONE, op, answer->goal) == HOLDS_YES)
        return kept_level(question, answer, now, judge_target_limit(question));
    if (now == HOLDS_YES)
        return met_level(question, answer, judge_target_limit(question));
    return now == HOLDS_UNKNOWN ? judge_not_settled(question, answer)
                                : unmet_level(question, answer, op, judge_target_limit(question));
}

/* A cumulative change is the level base + change; that the base meets it cannot be. */
static enum progress_class judge_change(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    struct num done;
    if (!answer->has_base || !num_add(answer->base, target->target_value.value, &answer->goal) ||
        !num_subtract(answer->used->value, answer->base, &done)) {
        remark_say(&answer->remark, "no base value");
        return CLASS_NOT_COMPUTABLE;
    }
    enum target_op op = target_held_op(target);
    measure_level(answer);
    answer->cumulative = measure_of(done);
    enum holds now = judge_holds(answer->used->value, answer->used->bound, op, answer->goal);
    remark_say(&answer->remark, "changed by {1} of the {2} wanted", num_text(question->mem, done),
               target->target_value.text);
    struct str limit = judge_limit(question->mem, op, num_text(question->mem, answer->goal));
    if (now == HOLDS_YES)
        return met_level(question, answer, limit);
    return now == HOLDS_UNKNOWN ? judge_not_settled(question, answer) : unmet_level(question, answer, op, limit);
}

/* ---- about ---- */

struct band {
    struct num low, high;
    struct str text;          /* the tolerance as it is told */
};

/* The tolerance is an amount, or a share of the target's value. */
static bool find_band(const struct question *question, struct band *band)
{
    struct mem *mem = question->mem;
    const struct target *target = question->target;
    const struct figure *tolerance = &target->more->tolerance;
    struct num value = target->target_value.value, width = tolerance->value, share = question->thresholds->about;
    band->text = tolerance->text;
    if (!tolerance->known || target->more->tolerance_percent) {
        if (tolerance->known && !num_shift(width, -2, &share))
            return false;
        if (!num_multiply(num_abs(value), share, &width) || !num_shift(share, 2, &share))
            return false;
        band->text = mem_join(mem, num_text(mem, share), STR(" %"));
    }
    return num_subtract(value, width, &band->low) && num_add(value, width, &band->high);
}

static enum holds within(struct num value, enum observation_bound bound, struct num low, struct num high, bool strict)
{
    enum holds above = judge_holds(value, bound, strict ? OP_GT : OP_GE, low);
    enum holds below = judge_holds(value, bound, strict ? OP_LT : OP_LE, high);
    if (above == HOLDS_NO || below == HOLDS_NO)
        return HOLDS_NO;
    return above == HOLDS_YES && below == HOLDS_YES ? HOLDS_YES : HOLDS_UNKNOWN;
}

static enum progress_class judge_about(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    const struct observation *used = answer->used;
    struct str value = used->value_text, limit = target->target_value.text;
    struct band band;
    answer->goal = target->target_value.value;
    if (!find_band(question, &band)) {
        remark_say(&answer->remark, "more digits than can be computed with");
        return CLASS_NOT_COMPUTABLE;
    }
    measure_level(answer);
    enum holds now = within(used->value, used->bound, band.low, band.high, false);
    if (answer->has_base && within(answer->base, BOUND_NONE, band.low, band.high, false) == HOLDS_YES)
        return kept_level(question, answer, now, limit);
    if (now == HOLDS_YES) {
        remark_say(&answer->remark, "within {3} of the target: {1} against about {2}", value, limit, band.text);
        return CLASS_ACHIEVED;
    }
    if (now == HOLDS_UNKNOWN)
        return judge_not_settled(question, answer);
    int far = num_compare(used->value, answer->goal);
    if (answer->has_base && far * num_compare(answer->base, answer->goal) < 0) {
        enum direction good = question->indicator ? question->indicator->direction : DIRECTION_NONE;
        remark_say(&answer->remark, "beyond the target by more than {3}: {1} against about {2}", value, limit,
                   band.text);
        return far * direction_row(good)->sign > 0 ? CLASS_AHEAD : CLASS_LAGGING;
    }
    enum target_op op = answer->has_base && num_compare(answer->base, answer->goal) > 0 ? OP_LE : OP_GE;
    return unmet_level(question, answer, op, limit);
}

/* ---- direction alone ---- */

static enum progress_class judge_direction(const struct question *question, struct answer *answer)
{
    int sign = target_op_row(question->target->op)->sign;
    if (!answer->has_base) {
        remark_say(&answer->remark, "no base value");
        return CLASS_NOT_COMPUTABLE;
    }
    int way = num_compare(answer->used->value, answer->base) * sign;
    int side = observation_bound_row(answer->used->bound)->side * sign;
    if ((side > 0 && way < 0) || (side < 0 && way > 0))
        return judge_not_settled(question, answer);
    remark_say(&answer->remark,
              way > 0   ? N_("moved in the direction wanted: {2} after {1}")
              : way < 0 ? N_("moved in the other direction: {2} after {1}")
                        : N_("unchanged: {2} after {1}"),
              answer->base_text, answer->used->value_text);
    return way > 0 ? CLASS_ON_TRACK : way < 0 ? CLASS_REVERSED : CLASS_LAGGING;
}

/* ---- keep and range ---- */

static enum holds row_holds(const struct target *target, const struct observation *row)
{
    if (target->kind == TARGET_RANGE)
        return within(row->value, row->bound, target->target_value.value, target->more->target_high.value,
                      target_op_row(target->op)->strict);
    return judge_holds(row->value, row->bound, target->op, target->target_value.value);
}

/* Tells whether it holds now, and in how many periods it did. */
static enum progress_class holding(const struct question *question, struct answer *answer, bool now, struct str limit)
{
    remark_say(&answer->remark, now ? N_("holds in {1}: {2} against {3}") : N_("does not hold in {1}: {2} against {3}"),
               answer->used->period_text, answer->used->value_text, limit);
    if (answer->seen)
        remark_say(&answer->remark, "periods that held: {1} of {2}", judge_whole(question, answer->held),
                   judge_whole(question, answer->seen));
    return now ? CLASS_ON_TRACK : CLASS_LAGGING;
}

static enum progress_class judge_keep(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    answer->goal = target->target_value.value;
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        if (!judge_after_base(question, row) || !judge_same_length(question, row))
            continue;
        answer->seen++;
        answer->held += row_holds(target, row) == HOLDS_YES;
    }
    enum holds now = row_holds(target, answer->used);
    if (now == HOLDS_UNKNOWN)
        return judge_not_settled(question, answer);
    struct str limit = judge_target_limit(question);
    if (target->kind == TARGET_RANGE)
        limit = mem_join(question->mem, target->target_value.text, STR(" … "), target->more->target_high.text);
    return holding(question, answer, now == HOLDS_YES, limit);
}

/* ---- the rows ---- */

const struct judge_kind judge_levels[] = {
    {TARGET_LEVEL_MIN, judge_level, STORY_LEVEL, true},
    {TARGET_LEVEL_MAX, judge_level, STORY_LEVEL, true},
    {TARGET_LEVEL_MIN_KEEP, judge_keep, STORY_HELD, false},
    {TARGET_LEVEL_MAX_KEEP, judge_keep, STORY_HELD, false},
    {TARGET_RANGE, judge_keep, STORY_HELD, false},
    {TARGET_LEVEL_ABOUT, judge_about, STORY_LEVEL, true},
    {TARGET_DIRECTION_UP, judge_direction, STORY_NONE, false},
    {TARGET_DIRECTION_DOWN, judge_direction, STORY_NONE, false},
    {TARGET_CUMULATIVE_CHANGE_MIN, judge_change, STORY_LEVEL, true},
    {0}};
