/* judge - see judge.h */
#include "base/voice.h"
#include "judge/judge_inside.h"

/* ---- inequalities ---- */

enum holds judge_holds(struct num value, enum observation_bound bound, enum target_op op, struct num limit)
{
    const struct target_op_row *test = target_op_row(op);
    const struct observation_bound_row *known = observation_bound_row(bound);
    int above = num_compare(value, limit) * test->sign; /* positive: on the met side */
    int side = known->side * test->sign;                /* positive: the true value lies further on it */
    if (side >= 0) {
        if (above > 0 || (above == 0 && (!test->strict || (side > 0 && known->strict))))
            return HOLDS_YES;
        return side > 0 ? HOLDS_UNKNOWN : HOLDS_NO;
    }
    if (above < 0 || (above == 0 && (test->strict || known->strict)))
        return HOLDS_NO;
    return HOLDS_UNKNOWN;
}

/* ---- what else should be known about the figures ---- */

static void tell_status(const struct question *question, struct answer *answer)
{
    static const char *word[STATUS_COUNT] = {
        [STATUS_E] = N_("estimated"), [STATUS_P] = N_("provisional"), [STATUS_I] = N_("imputed"),
        [STATUS_U] = N_("of low reliability")};
    const struct observation *used = answer->used;
    if (word[used->status])
        remark_say(&answer->remark, "{1} is {2}", used->period_text, say(question->mem, word[used->status]));
    if (used->bound && answer->class != CLASS_NOT_COMPUTABLE)
        remark_say(&answer->remark, "the value is printed as {1}", observation_as_written(question->mem, used));
    if (used->caliber.length)
        remark_say(&answer->remark, "caliber {1}", used->caliber);
    const struct observation *came = observation_at(question->own, used->period);
    if (came && !str_eq(came->unit, used->unit))
        remark_say(&answer->remark, "{1} came as {2} {3}", used->period_text, came->value_text, came->unit);
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        if (row->status == STATUS_B && judge_after_base(question, row) && row->period.last <= used->period.last)
            remark_say(&answer->remark, "break in the series at {1}", row->period_text);
    }
}

/* Tells of a figure before the one that is judged which is left out for its unit. */
static void tell_unlike(struct answer *answer)
{
    if (answer->unlike && answer->unlike->period.last <= answer->used->period.last)
        remark_because(&answer->remark, answer->unlike_why);
}

/* Says what stands later in the data and was not used, or that nothing stands there. */
static void tell_latest(const struct question *question, struct answer *answer)
{
    const struct observation *used = answer->used;
    if (answer->left && answer->left->period.last > used->period.last)
        remark_because(&answer->remark, answer->left_why);
    else if (question->limited && used->period.last < judge_cut_off(question, used).last &&
             used->period.last < question->target->target_period.value.last)
        remark_say(&answer->remark, "no observation for {1}, the latest is of {2}",
                   period_text(question->mem, judge_cut_off(question, used)), used->period_text);
}

/* Tells when the data say another base than the plan. */
static void tell_base(const struct question *question, struct answer *answer)
{
    const struct target *target = question->target;
    if (answer->base_seen && target->base_value.known &&
        num_compare(answer->base_seen->value, target->base_value.value) != 0)
        remark_say(&answer->remark, "the plan's base is {1}, the data say {2}", target->base_value.text,
                   answer->base_seen->value_text);
}

/* Does the value lie many times the whole way from the base, and half of the base and more?  A way
 * that is short beside its base, 92.3 to 92.0, is soon gone back ten times over. */
static bool is_far_off(const struct question *question, const struct answer *answer)
{
    struct num way, gone, most, twice;
    return num_subtract(answer->goal, answer->base, &way) && num_sign(way) &&
           num_subtract(answer->used->value, answer->base, &gone) &&
           num_multiply(num_abs(way), question->thresholds->implausible, &most) &&
           num_compare(num_abs(gone), most) > 0 && num_multiply(num_abs(gone), num_of(2), &twice) &&
           num_compare(twice, num_abs(answer->base)) >= 0;
}

/* What lies so far off is a slip of the unit sooner than a success: no verdict is given on it. */
static void hold_back(const struct question *question, struct answer *answer)
{
    if (!answer->has_base || !num_sign(question->thresholds->implausible) || !is_far_off(question, answer))
        return;
    answer->class = CLASS_NOT_COMPUTABLE;
    answer->held_back = true;
    remark_flag(&answer->remark, "implausible");
    remark_say(&answer->remark,
               "implausible: {1} lies more than {2} times the whole way from the base {3}; check the unit, or raise "
               "the threshold implausible",
               answer->used->value_text, num_text(question->mem, question->thresholds->implausible), answer->base_text);
}

/* ---- words ---- */

static enum progress_class judge_words(const struct question *question, struct answer *answer)
{
    (void)question;
    remark_say(&answer->remark, "the target is in words, without a number");
    return CLASS_NOT_COMPUTABLE;
}

static const struct judge_kind in_words[] = {
    {TARGET_QUALITATIVE, judge_words, STORY_NONE, false},
    {TARGET_NONE, judge_words, STORY_NONE, false},
    {0}};

/* ---- the face ---- */

const struct judge_kind *judge_row(enum target_kind kind)
{
    static const struct judge_kind *const list[] = {judge_levels, judge_chains, judge_sums, in_words};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        for (const struct judge_kind *row = list[i]; row->judge; row++)
            if (row->kind == kind)
                return row;
    return in_words;
}

/* Is one of the rows after the base? */
static bool has_begun(const struct question *question, const struct gathered *found)
{
    return found->count && judge_after_base(question, &found->row[found->count - 1]);
}

static struct answer judge(const struct question *question, struct gathered found)
{
    const struct judge_kind *kind = judge_row(question->target->kind);
    struct answer answer = {.class = CLASS_NOT_COMPUTABLE, .story = kind->story, .departs = kind->from_base,
                            .series = {found.row, found.count}, .left = found.left, .left_why = found.why,
                            .unlike = found.unlike, .unlike_why = found.unlike_why,
                            .remark = {.mem = question->silent ? NULL : question->mem}};
    bool to_date = kind->story == STORY_SUM && !has_begun(question, &found) && judge_has_begun(question);
    if (!to_date && !judge_look(question, &answer)) {
        if (target_kind_row(kind->kind)->aim == AIM_WORDS)
            kind->judge(question, &answer);
        return answer;
    }
    answer.class = kind->judge(question, &answer);
    if (!answer.used)
        return answer;
    if (kind->from_base)
        hold_back(question, &answer);
    if (kind->from_base)
        tell_base(question, &answer);
    judge_tell_length(question, &answer);
    tell_status(question, &answer);
    tell_unlike(&answer);
    tell_latest(question, &answer);
    return answer;
}

struct answer judge_target(const struct question *question)
{
    return judge(question, judge_gather(question, question->own, question->target->more->caliber));
}

struct answer judge_again(const struct question *question, const struct answer *before)
{
    return judge(question, (struct gathered){before->series.row, before->series.count, before->left, before->left_why,
                                             before->unlike, before->unlike_why});
}

struct series judge_figures(struct mem *mem, const struct answer *answer)
{
    struct series whole = answer->series, parts = answer->parts;
    if (!parts.count)
        return whole;
    struct observation *row = mem_array(mem, (size_t)whole.count + parts.count, sizeof *row);
    uint32_t count = 0, part = 0;
    for (uint32_t i = 0; i < whole.count; i++) {
        for (; part < parts.count && period_compare(parts.row[part].period, whole.row[i].period) < 0; part++)
            row[count++] = parts.row[part];
        part += part < parts.count && period_compare(parts.row[part].period, whole.row[i].period) == 0;
        row[count++] = whole.row[i];
    }
    while (part < parts.count)
        row[count++] = parts.row[part++];
    return (struct series){row, count};
}

struct str judge_class_called(enum progress_class class)
{
    static const char *const called[CLASS_COUNT] = {
        [CLASS_NONE] = "",
        [CLASS_ACHIEVED] = N_("achieved early"),
        [CLASS_AHEAD] = N_("ahead of schedule"),
        [CLASS_ON_TRACK] = N_("on track"),
        [CLASS_LAGGING] = N_("lagging"),
        [CLASS_REVERSED] = N_("moved away"),
        [CLASS_NOT_COMPUTABLE] = N_("not assessable")};
    return str_of(voice_text(called[class]));
}
