/* rollup_rule - see rollup_rule.h */
#include "base/str.h"
#include "base/voice.h"
#include "rollup/rollup_rule.h"

/* ---- the table ---- */

#define MEANS {STEP_MEAN, STEP_MEAN}
#define LASTS {STEP_LAST, STEP_REFUSED}
#define WEIGHS {STEP_WEIGHTED, STEP_WEIGHTED}
#define DIVIDES {STEP_RATIO, STEP_RATIO}

static const struct rollup_way way[ROLLUP_COUNT][KIND_COUNT] = {
    [ROLLUP_SUM] = {[KIND_STOCK] = {STEP_LAST, STEP_SUM}, [KIND_FLOW] = {STEP_SUM, STEP_SUM}},
    [ROLLUP_MEAN] = {[KIND_STOCK] = {STEP_MEAN, STEP_REFUSED}, [KIND_RATE] = MEANS, [KIND_RATIO] = MEANS,
                     [KIND_INDEX] = MEANS},
    [ROLLUP_LAST] = {[KIND_STOCK] = LASTS, [KIND_RATE] = LASTS, [KIND_RATIO] = LASTS, [KIND_INDEX] = LASTS},
    [ROLLUP_WEIGHTED] = {[KIND_STOCK] = {STEP_LAST, STEP_WEIGHTED}, [KIND_FLOW] = {STEP_SUM, STEP_WEIGHTED},
                         [KIND_RATE] = WEIGHS, [KIND_RATIO] = WEIGHS, [KIND_INDEX] = WEIGHS, [KIND_GROWTH] = WEIGHS},
    [ROLLUP_RATIO] = {[KIND_RATE] = DIVIDES, [KIND_RATIO] = DIVIDES, [KIND_INDEX] = DIVIDES},
};

struct rollup_way rollup_way(const struct indicator *indicator)
{
    return way[indicator->rollup.kind][indicator->kind];
}

static const char *rule_word(enum rollup_kind kind)
{
    static const char *const word[ROLLUP_COUNT] = {
        [ROLLUP_SUM] = "sum", [ROLLUP_MEAN] = "mean", [ROLLUP_LAST] = "last", [ROLLUP_WEIGHTED] = "weighted",
        [ROLLUP_RATIO] = "ratio", [ROLLUP_NOTHING] = "none"};
    return word[kind];
}

struct str rollup_refusal(struct mem *mem, const struct indicator *indicator, bool over_periods,
                          bool over_regions)
{
    struct rollup_way found = rollup_way(indicator);
    if (indicator->rollup.kind == ROLLUP_NONE)
        return say(mem, "the indicators do not say how it is rolled up (column rollup)");
    if (indicator->rollup.kind == ROLLUP_NOTHING)
        return say(mem, "its rollup is none");
    if (indicator->kind == KIND_NONE)
        return say(mem, "the indicators do not say its kind");
    bool periods = over_periods && found.period == STEP_REFUSED;
    bool regions = over_regions && found.region == STEP_REFUSED;
    if (!periods && !regions)
        return STR("");
    return say(mem, "a value of kind {1} is not rolled up by {2} over {3}",
               str_of(indicator_kind_row(indicator->kind)->word),
                      str_of(rule_word(indicator->rollup.kind)),
                      say(mem, periods ? N_("periods") : N_("regions")));
}

/* ---- units ---- */

/* Is it a dimension of people or things that are counted? */
static bool is_counted(struct str dimension)
{
    static const struct str counted[] = {
        STR("person"), STR("household"), STR("visit"), STR("piece"), STR("item"), STR("establishment"), STR("school"),
        STR("bed"), STR("headcount"), STR("vehicle"), STR("machine"), STR("set"), STR("project"), STR("occasion"),
        STR("incident"), STR("case"), STR("livestock"), STR("poultry"), STR("plant"), STR("site"), STR("building"),
        STR("paper"), STR("batch"), STR("patient")};
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (str_eq(dimension, counted[i]))
            return true;
    return false;
}

/* 人均地区生产总值 is written in 元, and means 元/人.  Counts are not written so: patents in 件
 * may be those of one person or of ten thousand. */
static bool per_head(const struct unit *below, const struct unit *wanted)
{
    bool heads = str_eq(below->above, STR("person")) || str_eq(below->above, STR("household"));
    return heads && !is_counted(wanted->above);
}

/* Is a quotient of the two in this unit?  What is of one dimension leaves a plain number. */
static bool fits(const struct unit *above, const struct unit *below, const struct unit *wanted)
{
    if (above->below.length || below->below.length)
        return false;
    if (wanted->below.length)
        return str_eq(wanted->above, above->above) && str_eq(wanted->below, below->above);
    if (str_eq(above->above, below->above))
        return str_eq(wanted->above, STR("share")) || str_eq(wanted->above, STR("times"));
    return str_eq(wanted->above, above->above) && per_head(below, wanted);
}

bool rollup_quotient_shift(struct mem *mem, const struct units *units,
                           const struct indicator *indicator, struct str above, struct str below, int *shift,
                           struct str *why)
{
    struct unit upper, lower, wanted;
    *shift = 0;
    if (!above.length && !below.length && !indicator->unit.length)
        return true;
    if (unit_read(mem, units, above, &upper) && unit_read(mem, units, below, &lower) &&
        unit_read(mem, units, indicator->unit, &wanted) && fits(&upper, &lower, &wanted)) {
        *shift = upper.power - lower.power - wanted.power;
        return true;
    }
    struct str none = say(mem, "no unit");
    *why = say(mem, "units do not say what a quotient of {1} and {2} is in {3}", above.length ? above : none,
                      below.length ? below : none, indicator->unit.length ? indicator->unit : none);
    return false;
}

bool rollup_unit_counts(struct mem *mem, const struct units *units, struct str unit, int *power)
{
    struct unit found;
    *power = 0;
    if (!unit.length)
        return true;
    if (!unit_read(mem, units, unit, &found) || found.below.length)
        return false;
    *power = found.power;
    return is_counted(found.above);
}
