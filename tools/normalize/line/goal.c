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
    struct str high, related; /* of a range; of a relation */
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

bool goal_range(struct str text, struct str *low, struct str *high)
{
    static const struct str dashes[] = {STR("-"), STR("–"), STR("—"), STR("~"), STR("～"), STR("至")};
    struct num from, to;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        ptrdiff_t at = str_find(text, dashes[i]);
        if (at <= 0)
            continue;
        *low = str_part(text, 0, (size_t)at);
        *high = str_part(text, (size_t)at + dashes[i].length, text.length);
        low->length -= str_ends(*low, STR("%"));
        high->length -= str_ends(*high, STR("%"));
        if (num_parse(*low, &from) == NUM_OK && num_parse(*high, &to) == NUM_OK && num_compare(from, to) < 0)
            return true;
    }
    return false;
}

enum target_kind goal_direction(struct str text)
{
    static const struct str manner[] = {STR("持续"), STR("稳步"), STR("逐步"), STR("不断"), STR("逐年"), STR("进一步"),
                                        STR("明显"), STR("显著"), STR("有所")};
    static const struct { struct str word; enum target_kind kind; } ways[] = {
        {STR("提高"), TARGET_DIRECTION_UP}, {STR("提升"), TARGET_DIRECTION_UP}, {STR("上升"), TARGET_DIRECTION_UP},
        {STR("增加"), TARGET_DIRECTION_UP}, {STR("增长"), TARGET_DIRECTION_UP}, {STR("扩大"), TARGET_DIRECTION_UP},
        {STR("下降"), TARGET_DIRECTION_DOWN}, {STR("降低"), TARGET_DIRECTION_DOWN}, {STR("减少"), TARGET_DIRECTION_DOWN},
        {STR("缩小"), TARGET_DIRECTION_DOWN}};
    for (size_t i = 0; i < sizeof manner / sizeof *manner; i++)
        for (size_t k = 0; str_starts(text, manner[i]) && k < sizeof ways / sizeof *ways; k++)
            if (str_eq(str_part(text, manner[i].length, text.length), ways[k].word))
                return ways[k].kind;
    return TARGET_NONE;
}

bool goal_relation(struct str text, struct str *other, bool *strict)
{
    static const struct { struct str before, behind; bool strict; } forms[] = {
        {STR("不低于"), STR(""), false}, {STR("不慢于"), STR(""), false}, {STR("高于"), STR(""), true},
        {STR("快于"), STR(""), true}, {STR("与"), STR("保持同步"), false}, {STR("与"), STR("基本同步"), false},
        {STR("与"), STR("同步"), false}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_starts(text, forms[i].before) && str_ends(text, forms[i].behind) &&
            text.length > forms[i].before.length + forms[i].behind.length) {
            size_t around = forms[i].before.length + forms[i].behind.length;
            *other = str_part(text, forms[i].before.length, text.length - around);
            *strict = forms[i].strict;
            return true;
        }
    return false;
}

/* "高于GDP增长": the other one is a code, a name or an alias of the catalogue, and of one indicator. */
static enum target_kind read_relation(const struct goals *goals, struct goal *goal, struct str name, bool strict)
{
    struct candidates named = {0};
    if (goals->indicators)
        named = indicators_named(goals->indicators, name);
    if (named.count != 1)
        return TARGET_NONE;
    goal->related = goals->indicators->row[named.row[0]].code;
    goal->qualifier = strict ? STR("gt") : STR("");
    return TARGET_RELATIVE_TO;
}

static enum target_kind find_kind(const struct goals *goals, struct goal *goal)
{
    const struct indicator *indicator = indicator_of(goals, goal);
    struct num number;
    struct str other, low, high;
    bool strict;
    if (goal->total)
        return kind_of_total(indicator);
    if (num_parse(goal->value, &number) == NUM_OK)
        return kind_of_level(goal, indicator);
    if (read_average(goal))
        return TARGET_AVG_GROWTH_MIN;
    if (goal_range(goal->value, &low, &high)) {
        goal->value = low;
        goal->high = high;
        return TARGET_RANGE;
    }
    if (goal_relation(goal->value, &other, &strict))
        return read_relation(goals, goal, other, strict);
    enum target_kind way = goal_direction(goal->value);
    return way ? way : TARGET_QUALITATIVE;
}

static void tell_open(const struct goals *goals, const struct goal *goal)
{
    struct place place = {.file = goal->file, .line = goal->line};
    bool known = indicator_of(goals, goal) != NULL, strict;
    struct str other;
    if (goal_relation(goal->value, &other, &strict)) {
        diag_report(DIAG_UNRESOLVED, &place,
                    N_("target \"%.*s\" of %.*s: no indicator is called \"%.*s\"; give it as one of the aliases of "
                       "an indicator, or fill in target_kind, related and related_region"),
                    STR_ARG(goal->value), STR_ARG(goal->indicator), STR_ARG(other));
        return;
    }
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
    struct num number;
    bool words = num_parse(goal->value, &number) != NUM_OK, leveled = kind != TARGET_CUMULATIVE_SUM_MIN &&
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
    writer_field(writer, kind == TARGET_LEVEL_ABOUT ? STR("") : goal->qualifier);
    writer_field(writer, words ? goal->value : STR(""));
    writer_field(writer, goal->high);
    writer_field(writer, goal->related);
    writer_field(writer, STR(""));
    writer_field(writer, goal->vintage);
    writer_field(writer, goal->note);
    writer_end(writer);
}

void goals_close(struct goals *goals)
{
    static const struct str name[] = {
        STR("plan"), STR("indicator"), STR("region"), STR("base_period"), STR("base_value"), STR("target_period"),
        STR("target_kind"), STR("target_value"), STR("op"), STR("target_text"), STR("target_high"), STR("related"),
        STR("tolerance"), STR("vintage"), STR("note")};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(goals->writer, name[i]);
    writer_end(goals->writer);
    for (struct goal *goal = goals->first; goal; goal = goal->next)
        write_goal(goals, goal);
    group_close(goals->plain);
}
