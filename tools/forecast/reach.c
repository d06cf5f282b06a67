/* reach - see reach.h */
#include <math.h>

#include "base/str.h"
#include "base/voice.h"
#include "reach.h"

enum end { END_LOW, END_POINT, END_HIGH, END_COUNT };

/* A target and all that it is held against. */
struct look {
    const struct reach *reach;
    const struct target *target;
    int steps;                /* from the last value to the target's period */
    double *way[END_COUNT];   /* what is foreseen of each step; NAN: nothing */
    bool whole;               /* of every step, not only of the last */
    int years;                /* periods between the base and the last value; below 0: the base lies ahead */
    int other_steps, other_years; /* the same of the indicator that the target is relative to */
    double *other_way[END_COUNT];
    struct num goal, high, base; /* the target's numbers in the unit of the history */
    bool has_base;
    struct str reason;
};

static double near_of(struct num number)
{
    double value = NAN;
    num_to_double(number, &value);
    return value;
}

static bool give_up(struct look *look, struct str reason)
{
    look->reason = reason;
    return false;
}

/* ---- on which side ---- */

/* 0 where the inequality holds, else the side on which the value is: -1 below, 1 above. */
static int side_of(double value, enum target_op op, double limit)
{
    switch (op) {
    case OP_GE: return value >= limit ? 0 : -1;
    case OP_GT: return value > limit ? 0 : -1;
    case OP_LE: return value <= limit ? 0 : 1;
    case OP_LT: return value < limit ? 0 : 1;
    case OP_NONE: case OP_COUNT: break;
    }
    return 0;
}

static int between(double value, double least, double most)
{
    return value < least ? -1 : value > most ? 1 : 0;
}

static int side_of_kept(const struct look *look, double value)
{
    const struct target *target = look->target;
    double goal = near_of(look->goal);
    return target->kind == TARGET_RANGE ? between(value, goal, near_of(look->high)) : side_of(value, target->op, goal);
}

static int side_of_about(const struct look *look, double value)
{
    const struct target *target = look->target;
    double goal = near_of(look->goal), about = 0.02 * fabs(goal);
    if (target->more->tolerance.known)
        about = near_of(target->more->tolerance.value) * (target->more->tolerance_percent ? fabs(goal) / 100 : 1);
    return between(value, goal - about, goal + about);
}

/* A total in the making: chained as yearly changes, or added up. */
static double take(double total, double value, bool sum)
{
    return sum ? total + value : total * (1 + value / 100);
}

/* Where the values behind the base begin; there is none where the base lies ahead, and then so many steps are not
 * behind it. */
static size_t values_since(const struct history *history, int years)
{
    return history->series.count - (size_t)(years > 0 ? years : 0);
}

static int steps_before(int years)
{
    return years < 0 ? -years : 0;
}

/* The last `years` values and the steps behind them; where that is below 0, the steps but the first ones. */
static double total(const struct history *history, int years, double last, const double *way, int steps, bool sum)
{
    double total = sum ? 0 : 1;
    size_t count = history->series.count;
    for (size_t i = values_since(history, years); i < count; i++)
        total = take(total, i + 1 == count ? last : history->series.value[i], sum);
    for (int i = steps_before(years); i < steps; i++)
        total = take(total, way[i], sum);
    return total;
}

static double last_of(const struct history *history)
{
    return history->series.value[history->series.count - 1];
}

/* Of the indicator's own values the last; where it is the estimate of a year begun, an end of its
 * range. */
static double own_last(const struct reach *reach, enum end end)
{
    const struct prediction *begun = reach->begun;
    const struct measure *measure = !begun || end == END_POINT ? NULL : end == END_LOW ? &begun->least : &begun->most;
    return measure && measure->known ? measure_near(*measure) : last_of(reach->history);
}

/* Everything from the base on. */
static double total_of(const struct look *look, enum end end)
{
    bool sum = look->target->kind == TARGET_CUMULATIVE_SUM_MIN || look->target->kind == TARGET_CUMULATIVE_SUM_MAX;
    return total(look->reach->history, look->years, own_last(look->reach, end), look->way[end], look->steps, sum);
}

static double mean_over(double total, int years, bool sum)
{
    return sum ? total / years : 100 * (pow(total, 1.0 / years) - 1);
}

/* The averages of both over the same years; the low end of one beside the high end of the other, so
 * that what holds at both holds whatever comes inside the intervals. */
static int side_of_relation(const struct look *look, enum end end)
{
    const struct target *target = look->target;
    const struct reach *reach = look->reach;
    enum end against = end == END_LOW ? END_HIGH : end == END_HIGH ? END_LOW : END_POINT;
    bool sum = reach->indicator && reach->indicator->kind != KIND_GROWTH;
    double own = total(reach->history, look->years, own_last(reach, end), look->way[end], look->steps, sum), other;
    double margin = target->target_value.known ? near_of(look->goal) : 0;
    double width = target->more->tolerance.known ? near_of(target->more->tolerance.value) : 0;
    other = total(reach->related, look->other_years, last_of(reach->related), look->other_way[against],
                  look->other_steps, sum);
    own = mean_over(own, look->years + look->steps, sum);
    other = mean_over(other, look->other_years + look->other_steps, sum);
    return side_of(own - other, target->op, margin - target_op_row(target->op)->sign * width);
}

static int find_side(const struct look *look, enum end end)
{
    const struct target *target = look->target;
    double value = look->way[end][look->steps - 1], goal = near_of(look->goal);
    switch (target_kind_row(target->kind)->aim) {
    case AIM_LEVEL: return side_of(value, target->op, goal);
    case AIM_ABOUT: return side_of_about(look, value);
    case AIM_KEEP: case AIM_RANGE: return side_of_kept(look, value);
    case AIM_GROWTH:
        return side_of(100 * (pow(total_of(look, end), 1.0 / (look->years + look->steps)) - 1), target->op, goal);
    case AIM_TOTAL:
        if (target->kind == TARGET_CUMULATIVE_REDUCTION_MIN)
            return side_of(100 * (1 - total_of(look, end)), target->op, goal);
        if (target->kind == TARGET_CUMULATIVE_CHANGE_MIN)
            return side_of(value - near_of(look->base), target_held_op(target), goal);
        return side_of(total_of(look, end), target->op, goal);
    case AIM_DIRECTION: return side_of(value, target->op, near_of(look->base));
    case AIM_RELATION: return side_of_relation(look, end);
    case AIM_WORDS: case AIM_NONE: break;
    }
    return 0;
}

/* ---- what it takes to look ---- */

static double end_of(const struct model_forecast *forecast, enum end end, int level)
{
    if (end == END_POINT)
        return forecast->point;
    if (forecast->interval)
        return NAN;
    return end == END_LOW ? forecast->low[level] : forecast->high[level];
}

/* Of a prediction without a path only the last step is known; of one without any range it is
 * certain, as a scenario is. */
static void fill_last(struct look *look, const struct prediction *prediction)
{
    const struct measure *end[END_COUNT] = {&prediction->least, &prediction->value, &prediction->most};
    bool certain = prediction->scenario.length || str_eq(prediction->model, STR("assumed"));
    for (enum end e = 0; e < END_COUNT; e++) {
        const struct measure *measure = certain ? &prediction->value : end[e];
        look->way[e][look->steps - 1] = measure->known ? measure_near(*measure) : NAN;
    }
    look->whole = look->steps == 1;
}

static void fill_ways(struct look *look, const struct prediction *prediction)
{
    for (enum end e = 0; e < END_COUNT; e++) {
        look->way[e] = mem_array(look->reach->mem, (size_t)look->steps, sizeof **look->way);
        for (int i = 0; i < look->steps; i++)
            look->way[e][i] = prediction->path ? end_of(&prediction->path[i], e, look->reach->level) : NAN;
    }
    look->whole = prediction->path != NULL;
    if (!prediction->path)
        fill_last(look, prediction);
}

/* The target's numbers, moved into the unit of the history where that is another one than the
 * catalogue's. */
static bool in_unit(struct look *look)
{
    const struct reach *reach = look->reach;
    struct unit from, to;
    int shift = 0;
    struct str named = reach->indicator ? reach->indicator->unit : (struct str){NULL, 0};
    look->goal = look->target->target_value.value;
    look->high = look->target->more->target_high.value;
    look->base = look->target->base_value.value;
    look->has_base = look->target->base_value.known;
    if (named.length == 0 || reach->history->unit.length == 0 || str_eq(named, reach->history->unit))
        return true;
    bool fits = unit_read(reach->mem, reach->units, named, &from) &&
                unit_read(reach->mem, reach->units, reach->history->unit, &to) && unit_shift(&from, &to, &shift);
    return fits && num_shift(look->goal, shift, &look->goal) && num_shift(look->high, shift, &look->high) &&
           num_shift(look->base, shift, &look->base);
}

/* Are all periods from the base to the last value known?  A base that lies ahead needs none: all that counts comes
 * behind it, and is foreseen. */
static bool find_years(const struct look *look, const struct history *history, int *years)
{
    int base = history_step(look->target->base_period.value), last = history_step(history_last(history)->period);
    size_t count = history->series.count;
    *years = last - base;
    if (*years > 0 && (size_t)*years > count)
        return false;
    return *years <= 0 || history_step(history->row[count - (size_t)*years]->period) == base + 1;
}

static bool find_base(struct look *look)
{
    const struct history *history = look->reach->history;
    for (size_t i = 0; i < history->series.count; i++)
        if (period_compare(history->row[i]->period, look->target->base_period.value) == 0) {
            look->base = history->number[i];
            return true;
        }
    return look->has_base;
}

bool reach_takes_all(const struct target *target)
{
    const struct target_kind_row *kind = target_kind_row(target->kind);
    return kind->yearly || target_is_kept(target);
}

/* The same years of the indicator that the target is relative to, as far ahead as its own. */
static bool find_other(struct look *look)
{
    const struct reach *reach = look->reach;
    struct str name = look->target->more->related_text;
    struct mem *mem = reach->mem;
    if (!reach->related)
        return give_up(look, say(mem, "{1}, which it is relative to, is not foreseen", name));
    if (!find_years(look, reach->related, &look->other_years))
        return give_up(look, say(mem, "not all years of {1} since {2} are known", name,
                                 look->target->base_period.text));
    look->other_steps = history_step(look->target->target_period.value) -
                        history_step(history_last(reach->related)->period);
    if (look->other_steps < 0 || (look->other_steps > 0 && !reach->related_path))
        return give_up(look, say(mem, "{1}, which it is relative to, is not foreseen", name));
    for (enum end e = 0; e < END_COUNT; e++) {
        look->other_way[e] = mem_array(mem, (size_t)look->other_steps + 1, sizeof **look->other_way);
        for (int i = 0; i < look->other_steps; i++)
            look->other_way[e][i] = end_of(&reach->related_path[i], e, reach->level);
    }
    return true;
}

static bool can_look(struct look *look)
{
    struct mem *mem = look->reach->mem;
    const struct target *target = look->target;
    const struct target_kind_row *kind = target_kind_row(target->kind);
    if (kind->aim == AIM_WORDS)
        return give_up(look, say(mem, "the target is in words"));
    if (!in_unit(look))
        return give_up(look, say(mem, "the target's unit {1} is not that of the data, {2}",
                                 look->reach->indicator->unit, look->reach->history->unit));
    if (kind->yearly && !find_years(look, look->reach->history, &look->years))
        return give_up(look, say(mem, "not all years since {1} are known", target->base_period.text));
    if ((target->kind == TARGET_CUMULATIVE_CHANGE_MIN || kind->aim == AIM_DIRECTION) && !find_base(look))
        return give_up(look, say(mem, "no value at the base {1}", target->base_period.text));
    if (reach_takes_all(target) && !look->whole)
        return give_up(look, say(mem, "the years on the way are not foreseen"));
    return kind->aim != AIM_RELATION || find_other(look);
}

/* ---- what is needed ---- */

static struct measure percent_ratio(struct num percent)
{
    return measure_shift(measure_add(measure_of(percent), measure_of(num_of(100))), -2);
}

/* The periods ahead that are behind the base too. */
static int steps_left(const struct look *look)
{
    return look->steps - steps_before(look->years);
}

/* What the rest of the chain must be, for a goal of the whole. */
static struct measure rest_of_chain(const struct look *look, struct measure goal)
{
    const struct history *history = look->reach->history;
    for (size_t i = values_since(history, look->years); i < history->series.count; i++)
        goal = measure_divide(goal, percent_ratio(history->number[i]));
    return goal;
}

static void need_level(const struct look *look, struct num goal, struct beside_target *beside)
{
    const struct history *history = look->reach->history;
    struct measure last = measure_of(history->number[history->series.count - 1]), there = measure_of(goal);
    beside->needed = measure_divide(measure_subtract(there, last), measure_of(num_of(look->steps)));
    if (measure_sign(last) > 0 && num_sign(goal) > 0)
        beside->needed_growth = measure_growth(measure_divide(there, last), look->steps);
}

static void need_sum(const struct look *look, struct beside_target *beside)
{
    const struct history *history = look->reach->history;
    struct measure left = measure_of(look->goal);
    for (size_t i = values_since(history, look->years); i < history->series.count; i++)
        left = measure_subtract(left, measure_of(history->number[i]));
    beside->needed = measure_divide(left, measure_of(num_of(steps_left(look))));
}

static void find_needed(const struct look *look, struct beside_target *beside)
{
    const struct target *target = look->target;
    const struct history *history = look->reach->history;
    double last = history->series.value[history->series.count - 1];
    struct measure goal = measure_of(num_of(1));
    struct num total;
    if (beside->needed.known)
        return;
    switch (target->kind) {
    case TARGET_LEVEL_MIN: case TARGET_LEVEL_MAX:
        if (side_of(last, target->op, near_of(look->goal)) != 0)
            need_level(look, look->goal, beside);
        break;
    case TARGET_CUMULATIVE_CHANGE_MIN:
        if (num_add(look->base, look->goal, &total) && side_of(last, target_held_op(target), near_of(total)) != 0)
            need_level(look, total, beside);
        break;
    case TARGET_AVG_GROWTH_MIN:
        for (int i = 0; i < look->years + look->steps; i++)
            goal = measure_multiply(goal, percent_ratio(look->goal));
        beside->needed = measure_growth(rest_of_chain(look, goal), steps_left(look));
        break;
    case TARGET_CUMULATIVE_REDUCTION_MIN:
        beside->needed = measure_growth(rest_of_chain(look, percent_ratio(num_negate(look->goal))), steps_left(look));
        break;
    case TARGET_CUMULATIVE_SUM_MIN: case TARGET_CUMULATIVE_SUM_MAX: need_sum(look, beside); break;
    case TARGET_NONE: case TARGET_LEVEL_MIN_KEEP: case TARGET_LEVEL_MAX_KEEP: case TARGET_RANGE:
    case TARGET_LEVEL_ABOUT: case TARGET_DIRECTION_UP: case TARGET_DIRECTION_DOWN: case TARGET_RELATIVE_TO:
    case TARGET_QUALITATIVE: case TARGET_COUNT: break;
    }
}

/* ---- the outlook ---- */

static bool has_interval(const struct look *look)
{
    bool all = look->whole && look->steps > 1 && reach_takes_all(look->target);
    for (int i = all ? 0 : look->steps - 1; i < look->steps; i++)
        if (isnan(look->way[END_LOW][i]) || isnan(look->way[END_HIGH][i]))
            return false;
    for (int i = 0; i < look->other_steps; i++)
        if (isnan(look->other_way[END_LOW][i]) || isnan(look->other_way[END_HIGH][i]))
            return false;
    return true;
}

/* The known years since the base in which a level to keep was not held.  They are told and do not decide: as assess
 * has it, such a target is about whether the level holds from now on. */
static struct str years_missed(const struct look *look)
{
    const struct target *target = look->target;
    const struct history *history = look->reach->history;
    struct mem *mem = look->reach->mem;
    struct str list = {NULL, 0};
    size_t known = history->series.count - (look->reach->begun ? 1 : 0);
    for (size_t i = 0; i < known; i++) {
        bool since = !target->base_period.known || history->row[i]->period.last > target->base_period.value.last;
        if (since && side_of_kept(look, history->series.value[i]) != 0)
            list = mem_join(mem, list, list.length ? STR(" ") : STR(""), history->row[i]->period_text);
    }
    return list.length ? say(mem, "not held in {1}", list) : list;
}

static enum outlook outlook_of(int low, int point, int high)
{
    if (low == 0 && point == 0 && high == 0)
        return OUTLOOK_LIKELY;
    return low != 0 && low == point && point == high ? OUTLOOK_HARD : OUTLOOK_EFFORT;
}

static enum outlook worse(enum outlook a, enum outlook b)
{
    return a > b ? a : b;
}

/* Of a level to keep that of the worst year, a year begun included. */
static enum outlook find_outlook(const struct look *look)
{
    const struct reach *reach = look->reach;
    enum outlook worst = outlook_of(find_side(look, END_LOW), find_side(look, END_POINT), find_side(look, END_HIGH));
    if (!target_is_kept(look->target))
        return worst;
    if (reach->begun)
        worst = worse(worst, outlook_of(side_of_kept(look, own_last(reach, END_LOW)),
                                        side_of_kept(look, own_last(reach, END_POINT)),
                                        side_of_kept(look, own_last(reach, END_HIGH))));
    for (int i = steps_before(look->years); i < look->steps; i++) /* from the base on */
        worst = worse(worst, outlook_of(side_of_kept(look, look->way[END_LOW][i]),
                                        side_of_kept(look, look->way[END_POINT][i]),
                                        side_of_kept(look, look->way[END_HIGH][i])));
    return worst;
}

void reach_judge(const struct reach *reach, struct prediction *prediction)
{
    struct beside_target *beside = &prediction->target;
    struct look look = {.reach = reach, .target = reach->target};
    beside->goal = reach->target->target_value.text;
    beside->outlook = OUTLOOK_UNCLEAR;
    look.steps = history_step(prediction->period) - history_step(history_last(reach->history)->period);
    fill_ways(&look, prediction);
    if (can_look(&look)) {
        find_needed(&look, beside);
        if (target_is_kept(look.target))
            prediction->reason = voice_join(reach->mem, prediction->reason, years_missed(&look));
        if (!prediction->value.known)
            look.reason = say(reach->mem, "there is no forecast");
        else if (!has_interval(&look))
            look.reason = say(reach->mem, "there is no interval to tell the outlook by");
        else
            beside->outlook = find_outlook(&look);
    }
    beside->reason = look.reason;
    prediction->reason = voice_join(reach->mem, prediction->reason, look.reason);
}
