/* judge_chain - yearly changes over a span: average growth, reduction, relative to another indicator */
#include "base/voice.h"
#include "judge/judge_inside.h"

/* ---- chains of yearly changes ---- */

/* May a unit be read as percent? */
static bool is_percent(struct str unit)
{
    return unit.length == 0 || str_eq(unit, STR("%"));
}

/* The i-th year after the base. */
static struct period year_after(const struct question *question, int i)
{
    struct period year = question->target->base_period.value;
    period_years_on(year, i, &year);
    return year;
}

/* Takes in one more yearly change; false, with the reason told, where nothing is left to go on from. */
static bool take_change(struct answer *answer, struct chain *chain, const struct observation *row)
{
    if (chain_add(chain, row->value))
        return true;
    remark_say(&answer->remark, "{1} of {2} is no yearly change in percent that a chain can go on from",
               row->value_text, row->period_text);
    return false;
}

/* Chains the changes of every year from the base to the one that is used; false, with the
 * reason told, where one is missing.  `side` gathers what bounds among them leave open. */
static bool chain_own(const struct question *question, struct answer *answer, struct chain *chain, int *side)
{
    int years = answer->has_schedule ? answer->schedule.elapsed / 12 : 0;
    *chain = chain_begin();
    *side = 0;
    for (int i = 1; i <= years; i++) {
        struct period year = year_after(question, i);
        const struct observation *row = observation_at(answer->series, year);
        if (!row) {
            remark_say(&answer->remark, "no observation for {1}", period_text(question->mem, year));
            return false;
        }
        if (!is_percent(row->unit)) {
            remark_say(&answer->remark, "yearly changes in % are needed, the unit is {1}", row->unit);
            return false;
        }
        int now = observation_bound_row(row->bound)->side;
        if (now)
            answer->used = row;
        if (now * *side < 0) {
            judge_not_settled(question, answer);
            return false;
        }
        if (!take_change(answer, chain, row))
            return false;
        *side = now ? now : *side;
    }
    if (years == 0)
        remark_say(&answer->remark, "no base value");
    return years > 0;
}

/* The class of a chain whose completion, time and pace are known. */
static enum progress_class by_chain(const struct question *question, struct answer *answer, bool met, int side,
                                    int side_met)
{
    if (met && side * side_met >= 0) {
        judge_tell_pace(question, answer);
        return CLASS_ACHIEVED;
    }
    if (side)
        return judge_not_settled(question, answer);
    enum progress_class class = judge_by_pace(question, answer);
    return measure_compare(answer->completion, num_of(0)) < 0 ? CLASS_REVERSED : class;
}

/* A goal of no growth or less has no completion: only the average is compared. */
static enum progress_class judge_flat_growth(const struct question *question, struct answer *answer,
                                             struct chain so_far)
{
    struct chain even;
    remark_say(&answer->remark, "an average target of 0 or below has no completion");
    if (!chain_repeat(question->target->target_value.value, so_far.years, &even))
        return CLASS_NOT_COMPUTABLE;
    enum holds now = judge_holds(so_far.product, BOUND_NONE, question->target->op, even.product);
    return now == HOLDS_YES ? CLASS_ON_TRACK : CLASS_LAGGING;
}

static enum progress_class judge_growth(const struct question *question, struct answer *answer)
{
    struct mem *mem = question->mem;
    const struct target *target = question->target;
    struct chain so_far, goal;
    int side;
    answer->goal = target->target_value.value;
    if (!chain_own(question, answer, &so_far, &side))
        return CLASS_NOT_COMPUTABLE;
    if (!chain_repeat(target->target_value.value, answer->schedule.whole / 12, &goal)) {
        remark_say(&answer->remark, "more digits than can be computed with");
        return CLASS_NOT_COMPUTABLE;
    }
    answer->average_growth = chain_average(&so_far);
    answer->needed_growth = chain_needed(&so_far, &goal);
    remark_say(&answer->remark, "average growth {1} % against {3} % (years so far: {2})",
               judge_beside_target(mem, target, answer->average_growth, 3), judge_whole(question, so_far.years),
               judge_target_limit(question));
    if (num_sign(target->target_value.value) <= 0)
        return side ? judge_not_settled(question, answer) : judge_flat_growth(question, answer, so_far);
    answer->completion = answer->completion_cagr = chain_completion(&so_far, &goal);
    answer->pace = measure_divide(answer->completion, answer->time);
    answer->pace_cagr = measure_divide(answer->average_growth, measure_of(target->target_value.value));
    bool met = judge_holds(so_far.product, BOUND_NONE, target->op, goal.product) == HOLDS_YES;
    enum progress_class class = by_chain(question, answer, met, side, 1);
    if (answer->needed_growth.known && class != CLASS_ACHIEVED)
        remark_say(&answer->remark, "{1} % a year needed from here",
                   judge_beside_target(mem, target, answer->needed_growth, 3));
    return class;
}

bool judge_is_unsigned(const struct question *question, struct series rows)
{
    bool above = false;
    if (!question->indicator || !indicator_says_fall(question->indicator))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct observation *row = &rows.row[i];
        if (row->state != OBSERVATION_GOOD || !str_eq(row->caliber, question->target->more->caliber))
            continue;
        if (num_sign(row->value) < 0)
            return false;
        above = above || num_sign(row->value) > 0;
    }
    return above;
}

/* What rose has not fallen by less than nothing. */
static void tell_reduction(const struct question *question, struct answer *answer, struct num fall)
{
    struct mem *mem = question->mem;
    const struct target *target = question->target;
    if (num_sign(fall) >= 0)
        remark_say(&answer->remark, "fallen by {1} % of the {2} % wanted",
                   judge_beside_target(mem, target, answer->cumulative, 2), target->target_value.text);
    else
        remark_say(&answer->remark, "risen by {1} % where a fall by {2} % is wanted",
                   judge_beside_target(mem, target, measure_negate(answer->cumulative), 2), target->target_value.text);
    if (judge_is_unsigned(question, answer->series))
        remark_say(&answer->remark,
                   "no yearly change is below 0, though the name says a reduction: see whether reductions "
                   "were reported without a sign (normalize turns them by a row of its mapping: sign,{1},-)",
                   question->indicator->name_zh.length ? question->indicator->name_zh : question->indicator->code);
}

static enum progress_class judge_reduction(const struct question *question, struct answer *answer)
{
    struct mem *mem = question->mem;
    const struct target *target = question->target;
    struct num want = target->target_value.value, share;
    struct chain so_far, goal = chain_begin();
    int side;
    answer->goal = want;
    if (!chain_own(question, answer, &so_far, &side))
        return CLASS_NOT_COMPUTABLE;
    struct num fall = chain_reduction(&so_far);
    if (!num_shift(want, -2, &share) || !num_subtract(num_of(1), share, &goal.product))
        return CLASS_NOT_COMPUTABLE;
    goal.years = answer->schedule.whole / 12;
    answer->cumulative = measure_of(fall);
    answer->average_growth = chain_average(&so_far);
    answer->needed_growth = chain_needed(&so_far, &goal);
    answer->completion = measure_quotient(fall, want);
    answer->pace = measure_divide(answer->completion, answer->time);
    answer->expected_linear = progress_linear(num_of(0), want, answer->schedule);
    answer->expected_cagr = progress_equal_rate(want, answer->schedule);
    answer->completion_cagr = chain_completion(&so_far, &goal);
    answer->pace_cagr = measure_divide(answer->cumulative, answer->expected_cagr);
    tell_reduction(question, answer, fall);
    bool met = judge_holds(fall, BOUND_NONE, target->op, want) == HOLDS_YES;
    enum progress_class class = by_chain(question, answer, met, side, -1);
    remark_say(&answer->remark, "equal yearly rates would have reached {1} %, so {2} % of that path",
               measure_text(mem, answer->expected_cagr, 2), judge_way_percent(mem, answer->pace_cagr, 1));
    return class;
}

/* ---- relative to another indicator ---- */

/* Both sides over the same years: chained where they are changes, added where they are not. */
struct pairing {
    bool growth;
    int years;
    struct chain own, related;
    struct num own_total, related_total;
};

/* The difference own - related that is the border: the margin that is wanted, moved by the
 * tolerance to the easy side. */
static bool find_margin(const struct target *target, struct num *margin)
{
    struct num wanted = target->target_value.known ? target->target_value.value : num_of(0);
    struct num width = target->more->tolerance.known ? target->more->tolerance.value : num_of(0);
    return target_op_row(target->op)->sign > 0 ? num_subtract(wanted, width, margin) : num_add(wanted, width, margin);
}

/* The last year after the base for which both have a value. */
static int common_years(const struct question *question, const struct answer *answer, struct series related)
{
    int years = answer->has_schedule ? answer->schedule.elapsed / 12 : 0;
    while (years > 0 && !(observation_at(answer->series, year_after(question, years)) &&
                          observation_at(related, year_after(question, years))))
        years--;
    return years;
}

/* Takes in one year; false, with the reason told, when it cannot be used. */
static bool pair_year(const struct question *question, struct answer *answer, const struct observation *own,
                      const struct observation *other, struct num margin, struct pairing *pair)
{
    const struct observation *open = observation_bound_row(own->bound)->side ? own : other;
    struct num difference;
    if (observation_bound_row(open->bound)->side) {
        remark_say(&answer->remark, "only a bound is known ({1}), which does not settle it",
                   observation_as_written(question->mem, open));
        return false;
    }
    if (pair->growth &&
        (!take_change(answer, &pair->own, own) || !take_change(answer, &pair->related, other)))
        return false;
    bool done = num_subtract(own->value, other->value, &difference) &&
        (pair->growth || (num_add(pair->own_total, own->value, &pair->own_total) &&
                          num_add(pair->related_total, other->value, &pair->related_total)));
    if (!done) {
        remark_say(&answer->remark, "more digits than can be computed with");
        return false;
    }
    pair->years++;
    answer->seen++;
    answer->held += judge_holds(difference, BOUND_NONE, question->target->op, margin) == HOLDS_YES;
    return true;
}

/* Pairs the years from the base on as far as both have values. */
static bool pair_up(const struct question *question, struct answer *answer, struct series related, struct num margin,
                    struct pairing *pair)
{
    int years = common_years(question, answer, related);
    if (years == 0)
        remark_say(&answer->remark, "no observation of {1} for the same periods", question->related_name);
    for (int i = 1; i <= years; i++) {
        struct period year = year_after(question, i);
        const struct observation *own = observation_at(answer->series, year), *other = observation_at(related, year);
        if (!own || !other) {
            remark_say(&answer->remark, "no observation for {1}", period_text(question->mem, year));
            return false;
        }
        if (!pair_year(question, answer, own, other, margin, pair))
            return false;
        answer->used = own;
    }
    if (years && schedule_find(question->target->base_period.value, answer->used->period,
                               question->target->target_period.value, &answer->schedule))
        answer->time = schedule_progress(answer->schedule);
    return years > 0;
}

/* The average of a chain: exact where it has a few places, as one of equal changes has. */
static struct measure average_of(struct mem *mem, const struct chain *chain)
{
    enum { PLACES = 9 };
    struct measure average = chain_average(chain);
    struct num short_one;
    struct chain even;
    if (num_parse(measure_text(mem, average, PLACES), &short_one) == NUM_OK &&
        chain_repeat(short_one, chain->years, &even) && num_compare(even.product, chain->product) == 0)
        return measure_of(short_one);
    return average;
}

/* Negative, 0 or positive: how the difference of the averages stands to the margin. */
static int averages_over(const struct pairing *pair, struct measure own, struct measure related, struct num margin)
{
    struct num difference;
    if (pair->growth && num_sign(margin) == 0)
        return num_compare(pair->own.product, pair->related.product);
    if (!pair->growth && num_subtract(pair->own_total, pair->related_total, &difference))
        return measure_compare(measure_quotient(difference, num_of(pair->years)), margin);
    return measure_compare(measure_subtract(own, related), margin);
}

/* Do the texts of two averages stand to the margin as `over` says that they do? */
static bool stand_so(struct str own, struct str related, struct num margin, int over)
{
    struct num a, b, apart;
    if (num_parse(own, &a) != NUM_OK || num_parse(related, &b) != NUM_OK || !num_subtract(a, b, &apart))
        return true;
    int shown = num_compare(apart, margin);
    return (shown > 0) == (over > 0) && (shown < 0) == (over < 0);
}

/* Tells both averages, with as many places more as that takes. */
static void tell_averages(const struct question *question, struct answer *answer, struct measure own,
                          struct measure related, int over, struct num margin, struct str span)
{
    enum { PLACES = 3, PLACES_MOST = 12 };
    struct mem *mem = question->mem;
    int places = PLACES;
    while (places < PLACES_MOST &&
           !stand_so(measure_text(mem, own, places), measure_text(mem, related, places), margin, over))
        places++;
    remark_say(&answer->remark, "average {1} against {2} of {3} over {4}", measure_text(mem, own, places),
               measure_text(mem, related, places), question->related_name, span);
}

static enum progress_class judge_relative(const struct question *question, struct answer *answer)
{
    struct mem *mem = question->mem;
    const struct target *target = question->target;
    struct gathered other = judge_gather(question, question->related, (struct str){NULL, 0});
    struct pairing pair = {.own = chain_begin(), .related = chain_begin(), .own_total = num_of(0),
                           .related_total = num_of(0)};
    struct num margin;
    pair.growth = !question->indicator || question->indicator->kind == KIND_GROWTH;
    if (!find_margin(target, &margin) ||
        !pair_up(question, answer, (struct series){other.row, other.count}, margin, &pair))
        return CLASS_NOT_COMPUTABLE;
    struct measure own = pair.growth ? average_of(mem, &pair.own) : measure_quotient(pair.own_total,
                                                                                     num_of(pair.years));
    struct measure related = pair.growth ? average_of(mem, &pair.related) : measure_quotient(pair.related_total,
                                                                                             num_of(pair.years));
    int over = averages_over(&pair, own, related, margin);
    if (pair.growth)
        answer->average_growth = own;
    struct str span = answer->used->period_text;
    if (pair.years > 1)
        span = say(mem, "{1} to {2}", period_text(question->mem, year_after(question, 1)), span);
    tell_averages(question, answer, own, related, over, margin, span);
    if (target->target_value.known && num_sign(target->target_value.value))
        remark_say(&answer->remark, "margin wanted {1}", target->target_value.text);
    if (target->more->tolerance.known)
        remark_say(&answer->remark, "tolerance {1}", target->more->tolerance.text);
    remark_say(&answer->remark, "periods that held: {1} of {2}", judge_whole(question, answer->held),
               judge_whole(question, answer->seen));
    over *= target_op_row(target->op)->sign;
    return over > 0 || (over == 0 && !target_op_row(target->op)->strict) ? CLASS_ON_TRACK : CLASS_LAGGING;
}

/* ---- the rows ---- */

const struct judge_kind judge_chains[] = {
    {TARGET_AVG_GROWTH_MIN, judge_growth, STORY_GROWTH, false},
    {TARGET_CUMULATIVE_REDUCTION_MIN, judge_reduction, STORY_REDUCTION, false},
    {TARGET_RELATIVE_TO, judge_relative, STORY_HELD, false},
    {0}};
