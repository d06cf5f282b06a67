/* goal - see goal.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "line/goal.h"
#include "values/num.h"
#include "values/period.h"

enum { TOTAL_YEARS = 5 };

struct goal {
    struct str region, indicator, period, value, qualifier, vintage, note;
    bool total;               /* [25] */
    const char *file;
    uint64_t line;
    struct goal *next;
};

struct goals {
    struct mem *mem;
    struct writer *writer;
    struct str plan;
    const struct indicators *indicators;
    struct goal *first, **end;
    struct group *plain;      /* struct str, the value, by region, indicator and period */
    struct period base;       /* the first period of these */
    bool has_base;
};

struct goals *goals_open(struct mem *mem, struct writer *writer, struct str plan, const struct indicators *indicators)
{
    struct goals *goals = mem_take(mem, sizeof *goals);
    *goals = (struct goals){.mem = mem, .writer = writer, .plan = plan, .indicators = indicators,
                            .plain = group_open(3, sizeof(struct str))};
    goals->end = &goals->first;
    return goals;
}

/* ---- taking rows ---- */

static void take_plain(struct goals *goals, const struct str *field)
{
    struct period period;
    const struct str key[] = {field[ROLE_REGION], field[ROLE_INDICATOR], field[ROLE_PERIOD]};
    if (!field[ROLE_VALUE].length || !period_parse(field[ROLE_PERIOD], &period))
        return;
    *(struct str *)group_at(goals->plain, key) = mem_copy(goals->mem, field[ROLE_VALUE]);
    if (!goals->has_base || period.last < goals->base.last)
        goals->base = period;
    goals->has_base = true;
}

void goals_row(struct goals *goals, const struct str *field, const char *file, uint64_t line)
{
    struct str caliber = field[ROLE_CALIBER], first;
    struct mem *mem = goals->mem;
    if (!caliber.length)
        take_plain(goals, field);
    if (!str_cut(&caliber, ' ', &first) || !str_eq(first, STR("target")))
        return;
    struct goal *goal = mem_take(mem, sizeof *goal);
    *goal = (struct goal){.region = mem_copy(mem, field[ROLE_REGION]), .period = mem_copy(mem, field[ROLE_PERIOD]),
                          .indicator = mem_copy(mem, field[ROLE_INDICATOR]), .value = mem_copy(mem, field[ROLE_VALUE]),
                          .qualifier = mem_copy(mem, field[ROLE_QUALIFIER]), .note = mem_copy(mem, field[ROLE_NOTE]),
                          .vintage = mem_copy(mem, field[ROLE_VINTAGE]), .file = file, .line = line};
    goal->total = str_eq(caliber, STR("cumulative5"));
    *goals->end = goal;
    goals->end = &goal->next;
}

/* ---- what kind ---- */

static const struct indicator *indicator_of(const struct goals *goals, const struct goal *goal)
{
    return goals->indicators ? indicators_find(goals->indicators, goal->indicator) : NULL;
}

static enum target_kind kind_of_total(const struct indicator *indicator)
{
    bool down = indicator && indicator->direction == DIRECTION_DOWN;
    if (!indicator)
        return TARGET_NONE;
    if (indicator->kind == KIND_FLOW)
        return down ? TARGET_CUMULATIVE_SUM_MAX : TARGET_CUMULATIVE_SUM_MIN;
    if (indicator->kind == KIND_GROWTH)
        return down ? TARGET_CUMULATIVE_REDUCTION_MIN : TARGET_NONE;
    return indicator->direction == DIRECTION_UP ? TARGET_CUMULATIVE_CHANGE_MIN : TARGET_NONE;
}

static enum target_kind kind_of_level(const struct goal *goal, const struct indicator *indicator)
{
    if (str_eq(goal->qualifier, STR("gt")))
        return TARGET_LEVEL_MIN_KEEP;
    if (str_eq(goal->qualifier, STR("lt")))
        return TARGET_LEVEL_MAX_KEEP;
    if (str_eq(goal->qualifier, STR("ge")))
        return TARGET_LEVEL_MIN;
    if (str_eq(goal->qualifier, STR("le")))
        return TARGET_LEVEL_MAX;
    if (goal->qualifier.length)
        return TARGET_LEVEL_ABOUT;
    if (!indicator || indicator->direction == DIRECTION_NONE || indicator->direction == DIRECTION_RANGE)
        return TARGET_NONE;
    return indicator->direction == DIRECTION_DOWN ? TARGET_LEVEL_MAX : TARGET_LEVEL_MIN;
}

/* "年均>7", "年均增长7%以上": the sign and the number. */
static bool read_average(struct goal *goal)
{
    static const struct { struct str sign, qualifier; } signs[] = {
        {STR("≥"), STR("ge")}, {STR(">="), STR("ge")}, {STR(">"), STR("gt")}, {STR("＞"), STR("gt")},
        {STR(""), STR("")}};
    static const struct str words[] = {STR("年均增长"), STR("年均"), STR("年均增速")};
    struct str rest = {NULL, 0};
    struct num number;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(goal->value, words[i]) && (!rest.length || rest.length > goal->value.length - words[i].length))
            rest = str_part(goal->value, words[i].length, goal->value.length);
    struct str behind_it = STR("以上");
    bool least = str_ends(rest, behind_it);
    rest.length -= least ? behind_it.length : 0;
    if (str_ends(rest, STR("%")))
        rest.length--;
    for (size_t i = 0; rest.length && i < sizeof signs / sizeof *signs; i++) {
        struct str behind = str_part(rest, signs[i].sign.length, rest.length);
        if (!str_starts(rest, signs[i].sign) || num_parse(behind, &number) != NUM_OK)
            continue;
        goal->value = behind;
        goal->qualifier = least ? STR("ge") : signs[i].qualifier;
        return true;
    }
    return false;
}

static enum target_kind find_kind(const struct goals *goals, struct goal *goal)
{
    const struct indicator *indicator = indicator_of(goals, goal);
    struct num number;
    if (goal->total)
        return kind_of_total(indicator);
    if (num_parse(goal->value, &number) == NUM_OK)
        return kind_of_level(goal, indicator);
    return read_average(goal) ? TARGET_AVG_GROWTH_MIN : TARGET_QUALITATIVE;
}

static void tell_open(const struct goals *goals, const struct goal *goal)
{
    struct place place = {.file = goal->file, .line = goal->line};
    bool known = indicator_of(goals, goal) != NULL;
    diag_report(DIAG_UNRESOLVED, &place,
                known ? N_("target \"%.*s\" of %.*s: its kind and direction (--indicators) do not say which "
                           "target_kind that is")
                      : N_("target \"%.*s\" of %.*s: what target_kind that is depends on the indicator's kind and "
                           "direction; give --indicators"),
                STR_ARG(goal->value), STR_ARG(goal->indicator));
}

/* ---- writing ---- */

static struct str base_of(const struct goals *goals, const struct goal *goal)
{
    struct period target, base;
    if (goal->total && period_parse(goal->period, &target) && period_years_on(target, -TOTAL_YEARS, &base))
        return period_text(goals->mem, base);
    bool before = goals->has_base && period_parse(goal->period, &target) && goals->base.last < target.last;
    return before ? period_text(goals->mem, goals->base) : STR("");
}

static void write_goal(const struct goals *goals, struct goal *goal)
{
    struct writer *writer = goals->writer;
    enum target_kind kind = find_kind(goals, goal);
    struct str base = base_of(goals, goal), word = str_of(target_kind_row(kind)->word);
    const struct str key[] = {goal->region, goal->indicator, base};
    const struct str *had = group_find(goals->plain, key);
    bool words = kind == TARGET_QUALITATIVE, leveled = kind != TARGET_CUMULATIVE_SUM_MIN &&
                 kind != TARGET_CUMULATIVE_SUM_MAX && kind != TARGET_CUMULATIVE_REDUCTION_MIN;
    if (kind == TARGET_NONE)
        tell_open(goals, goal);
    writer_field(writer, goals->plan);
    writer_field(writer, goal->indicator);
    writer_field(writer, goal->region);
    writer_field(writer, base);
    writer_field(writer, had && leveled ? *had : STR(""));
    writer_field(writer, goal->period);
    writer_field(writer, word);
    writer_field(writer, words ? STR("") : goal->value);
    writer_field(writer, words || kind == TARGET_LEVEL_ABOUT ? STR("") : goal->qualifier);
    writer_field(writer, words ? goal->value : STR(""));
    writer_field(writer, goal->vintage);
    writer_field(writer, goal->note);
    writer_end(writer);
}

void goals_close(struct goals *goals)
{
    static const struct str name[] = {
        STR("plan"), STR("indicator"), STR("region"), STR("base_period"), STR("base_value"), STR("target_period"),
        STR("target_kind"), STR("target_value"), STR("op"), STR("target_text"), STR("vintage"), STR("note")};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(goals->writer, name[i]);
    writer_end(goals->writer);
    for (struct goal *goal = goals->first; goal; goal = goal->next)
        write_goal(goals, goal);
    group_close(goals->plain);
}
