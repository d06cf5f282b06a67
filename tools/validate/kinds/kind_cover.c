/* kind_cover - are all rows there (complete), without gaps (sequence)? */
#include <stdlib.h>

#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"
#include "meaning/catalog.h"

/* ---- complete ---- */

enum { AXES = 3, AXIS_MOST = 100000 };

/* The axes are the first columns of an observation: region, indicator, period. */
static const char *axis_name(size_t which)
{
    return observed_row((enum observed)which)->name.at;
}

struct axis {
    struct str *code;         /* each once; rule->group knows its place */
    size_t count, room;
    bool seen;                /* the codes are those of the data */
    const struct regions *regions; /* that have the codes, or null: those are always there */
};

/* Where the code stands on the axis, from 1; 0: not yet. */
static size_t *axis_place(const struct rule *rule, const struct axis *axis, struct str code)
{
    size_t which = (size_t)(axis - (const struct axis *)rule->own);
    return group_at(rule->group, (struct str[]){str_of(axis_name(which)), code});
}

/* Adds a code, if it is new. */
static void axis_add(struct rules *rules, struct rule *rule, struct axis *axis, struct str code)
{
    size_t *place = axis_place(rule, axis, code);
    if (*place)
        return;
    axis->code = mem_grow(rules->mem, axis->code, axis->count, &axis->room, sizeof *axis->code);
    axis->code[axis->count++] = code;
    *place = axis->count;
}

/* 2019..2023, in steps of the first one's grain. */
static void axis_range(struct rules *rules, struct rule *rule, struct axis *axis, struct str text, size_t dots)
{
    struct period from, to;
    if (!period_parse(str_part(text, 0, dots), &from) ||
        !period_parse(str_part(text, dots + 2, text.length), &to) || from.grain != to.grain ||
        period_compare(from, to) > 0)
        rule_wrong(rule, 0, "%.*s is no range of periods such as 2019..2023", STR_ARG(text));
    while (period_compare(from, to) <= 0 && axis->count < AXIS_MOST) {
        axis_add(rules, rule, axis, period_text(rules->mem, from));
        if (!period_step(from, 1, &from))
            break;
    }
}

static void axis_catalog(struct rules *rules, struct rule *rule, struct axis *axis, int which)
{
    const struct regions *regions = rules->setting.regions;
    const struct indicators *indicators = rules->setting.indicators;
    if (which == 0 ? !regions : which == 1 ? !indicators : true)
        rule_wrong(rule, 0, "%s=catalog needs --%ss FILE", axis_name(which), axis_name(which));
    uint32_t count = which == 0 ? regions->count : indicators->count;
    for (uint32_t i = 0; i < count; i++)
        axis_add(rules, rule, axis, which == 0 ? regions->row[i].code : indicators->row[i].code);
    axis->regions = which == 0 ? regions : NULL;
}

/* Is the region there on the last day of the period?  What is no period asks for all. */
static bool is_asked(const struct axis *axis, size_t region, size_t period)
{
    struct period when;
    if (!axis[0].regions || !period_parse(axis[2].code[period], &when))
        return true;
    const struct candidates rows = regions_coded(axis[0].regions, axis[0].code[region]);
    uint32_t i = 0;
    while (i < rows.count && !region_valid(&axis[0].regions->row[rows.row[i]], when.last, when.last))
        i++;
    return i < rows.count || !rows.count;
}

static void complete_open(struct rules *rules, struct rule *rule)
{
    struct axis *axis = mem_array(rules->mem, AXES, sizeof *axis);
    rule->own = axis;
    rule->group = group_open(2, sizeof(size_t));
    for (int i = 0; i < AXES; i++) {
        struct str rest = rule_option(rule, axis_name(i), "*"), piece;
        if (str_eq(rest, STR("*"))) {
            axis[i].seen = true;
            continue;
        }
        if (str_eq(rest, STR("catalog"))) {
            axis_catalog(rules, rule, &axis[i], i);
            continue;
        }
        while (str_cut(&rest, ',', &piece)) {
            ptrdiff_t dots = str_find(piece, STR(".."));
            struct period period;
            if (i == 2 && dots >= 0)
                axis_range(rules, rule, &axis[i], piece, (size_t)dots);
            else if (i == 2 && !period_parse(piece, &period))
                rule_wrong(rule, 0, "%.*s is no period", STR_ARG(piece));
            else
                axis_add(rules, rule, &axis[i], piece);
        }
    }
}

static bool has_value(const struct cell *cell)
{
    /* A status says why there is none: then nothing is missing. */
    return cell->state != CELL_MISSING || cell_of(cell, OBSERVED_STATUS).length > 0;
}

static void tell_hole(struct rules *rules, struct rule *rule, const struct str key[AXES], const struct cell *cell)
{
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure verdict = {.cell = cell, .place = {.file = rules->setting.columns->file},
                              .key = grouping_joined(rules, key, AXES, STR("")),
                              .expected = voice_str("a row with a value")};
    verdict.message = say_format(rules->scratch, cell ? N_("%.*s has no value, and no status says why")
                                                      : N_("there is no row for %.*s"), STR_ARG(verdict.key));
    rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
}

/* How many combinations are asked for. */
static uint64_t count_all(const struct axis *axis)
{
    uint64_t pairs = axis[0].regions ? 0 : (uint64_t)axis[0].count * axis[2].count;
    for (size_t r = 0; axis[0].regions && r < axis[0].count; r++)
        for (size_t p = 0; p < axis[2].count; p++)
            pairs += is_asked(axis, r, p);
    return pairs * axis[1].count;
}

/* How many of them are there, with a value. */
static uint64_t count_present(const struct rule *rule, const struct axis *axis, const struct group *there)
{
    struct group_walk walk = {0};
    uint64_t present = 0;
    while (group_next(there, &walk)) {
        size_t place[AXES] = {0};
        bool known = has_value(*(struct cell **)walk.state);
        for (uint32_t i = 0; i < AXES && known; i++) {
            const size_t *found = group_find(rule->group, (struct str[]){str_of(axis_name(i)),
                                                                         group_key(there, walk.state, i)});
            known = found;
            place[i] = found ? *found - 1 : 0;
        }
        present += known && is_asked(axis, place[0], place[2]);
    }
    return present;
}

/* Tells of up to `holes` combinations in their order, as long as anybody listens; returns
 * how many are left. */
static uint64_t tell_holes(struct rules *rules, struct rule *rule, const struct axis *axis, const struct group *there,
                           uint64_t holes)
{
    for (size_t r = 0; r < axis[0].count; r++)
        for (size_t i = 0; i < axis[1].count; i++)
            for (size_t p = 0; p < axis[2].count; p++) {
                if (!holes || !rule_heard(rules, rule))
                    return holes;
                const struct str key[AXES] = {axis[0].code[r], axis[1].code[i], axis[2].code[p]};
                struct cell **cell = group_find(there, key);
                if ((cell && has_value(*cell)) || !is_asked(axis, r, p))
                    continue;
                tell_hole(rules, rule, key, cell ? *cell : NULL);
                holes--;
            }
    return holes;
}

/* There may be many more combinations than rows: they are gone through only where there
 * is something to tell. */
static void complete_settle(struct rules *rules, struct rule *rule)
{
    static const enum observed role[AXES] = {OBSERVED_REGION, OBSERVED_INDICATOR, OBSERVED_PERIOD};
    struct axis *axis = rule->own;
    struct group *there = group_open(AXES, sizeof(struct cell *));
    for (int i = 0; i < AXES; i++)
        for (size_t k = 0; axis[i].seen && k < rule->cells; k++)
            axis_add(rules, rule, &axis[i], cell_of(rule->cell[k], role[i]));
    for (size_t i = 0; i < rule->cells; i++) {
        struct cell **place = group_at(there, (struct str[]){cell_of(rule->cell[i], OBSERVED_REGION),
                                                             cell_of(rule->cell[i], OBSERVED_INDICATOR),
                                                             cell_of(rule->cell[i], OBSERVED_PERIOD)});
        if (!*place || !has_value(*place))
            *place = rule->cell[i];
    }
    uint64_t all = count_all(axis), present = count_present(rule, axis, there);
    rule->passes += present;
    rule_fail_unheard(rules, rule, tell_holes(rules, rule, axis, there, all - present));
    group_close(there);
}

/* ---- sequence ---- */

static void sequence_open(struct rules *rules, struct rule *rule)
{
    (void)rules;
    (void)rule;
}

static int by_period(const void *a, const void *b)
{
    const struct cell *x = *(const struct cell *const *)a, *y = *(const struct cell *const *)b;
    struct period one = cell_period(x), other = cell_period(y);
    if (one.grain != other.grain)
        return (one.grain > other.grain) - (one.grain < other.grain);
    return period_compare(one, other);
}

static void tell_gap(struct rules *rules, struct rule *rule, const struct cell *cell, const struct cell *before,
                     struct period missing, struct str key)
{
    struct str wanted = period_text(rules->scratch, missing);
    struct str was = cell_of(before, OBSERVED_PERIOD), is = cell_of(cell, OBSERVED_PERIOD);
    struct failure verdict = {.cell = cell, .column = observed_row(OBSERVED_PERIOD)->name, .key = key, .value = is,
                              .expected = wanted};
    verdict.message = say_format(rules->scratch, "after %.*s comes %.*s; %.*s is missing", STR_ARG(was), STR_ARG(is),
                                 STR_ARG(wanted));
    rule_fail(rules, rule, &verdict);
}

/* Spans to date (January to May) follow their like of the year before, not each other. */
static void follow(struct rules *rules, struct rule *rule, const struct block *block, struct str key)
{
    qsort(block->cell, block->cells, sizeof(struct cell *), by_period);
    for (size_t i = 0; i < block->cells; i++) {
        const struct cell *cell = block->cell[i], *before = i ? block->cell[i - 1] : NULL;
        struct period next;
        if (!cell_dated(cell)) {
            rule_unknown(rule);
            continue;
        }
        if (cell_period(cell).grain == PERIOD_SPAN) {
            rule_skip(rule);
            continue;
        }
        bool first = !before || !cell_dated(before) || cell_period(before).grain != cell_period(cell).grain;
        bool same = !first && period_compare(cell_period(before), cell_period(cell)) == 0;
        bool behind = !first && period_step(cell_period(before), 1, &next) &&
                      period_compare(next, cell_period(cell)) == 0;
        if (first || same || behind)
            rule_pass(rule);
        else
            tell_gap(rules, rule, cell, before, next, key);
    }
}

static void sequence_settle(struct rules *rules, struct rule *rule)
{
    struct grouping *view = grouping_open(rules, rule, NULL);
    struct block *block;
    while ((block = grouping_next(view)))
        follow(rules, rule, block, grouping_joined(rules, view->key, view->count, STR("")));
    grouping_close(view);
}

/* ---- the rows ---- */

const struct rule_kind kinds_cover[] = {
    {"complete", N_("every combination of the columns is there, with a value"), "region,indicator,period",
     "region,indicator,period", "", true, complete_open, NULL, complete_settle, REACH_WIDE},
    {"sequence", N_("the periods of a series follow each other without gaps"), "", "period", "region,indicator,caliber",
     true, sequence_open, NULL, sequence_settle, REACH_WIDE},
    {0}};
