/* rollup_value - figures put together by the indicator's rule; see rollup_inside.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "rollup/rollup_inside.h"
#include "series/basis.h"

/* A cell at work. */
struct work {
    const struct roll *roll;
    struct whole *cell;
    struct rollup_way way;
    enum rollup_step step;    /* the last one: over regions if there is that, else over periods */
    struct gather_want want;
    struct gathering found;
    struct basis basis;       /* of what was put together */
};

/* ---- what the value rests on ---- */

/* A value inherits from every figure that enters it; from those that say the same one behind the other, once. */
static void rest_on(struct work *work, const struct gathering *found)
{
    for (size_t i = 0; i < found->count; i++)
        if (i == 0 || !observed_alike(work->roll->observations, found->row[i], found->row[i - 1]))
            basis_inherit(&work->basis, gather_row(work->roll, found, i));
}

static void rest_on_parts(struct work *work)
{
    rest_on(work, &work->found);
    if (work->found.partial || work->found.below)
        basis_status(&work->basis, STATUS_E);
}

static void take_basis(struct whole *cell, const struct basis *basis)
{
    cell->status = basis->status;
    cell->qualifier = basis->approx ? STR("approx") : STR("");
    cell->vintage = basis_vintage(basis);
    cell->verified = basis_verified(basis);
}

/* ---- may the figures be put together? ---- */

/* The unit of all figures; false, with the reason, when they differ. */
static bool one_unit(const struct roll *roll, const struct gathering *found, struct str *unit, struct str *why)
{
    const struct observations *all = roll->observations;
    *unit = found->count ? observed_unit(all, found->row[0]) : STR("");
    for (size_t i = 1; i < found->count; i++)
        if (!str_eq(observed_unit(all, found->row[i]), *unit)) {
            const struct observation *a = gather_row(roll, found, 0), *b = gather_row(roll, found, i);
            *why = roll_say(roll, "unlike units: {1} of {2} {3}, {4} of {5} {6}", a->unit, a->region,
                            a->period_text, b->unit, b->region,
                            b->period_text);
            return false;
        }
    return true;
}

/* Over indicators only what adds up is put together, of what is of its kind and adds up too. */
static struct str unlike_indicators(const struct work *work)
{
    const struct roll *roll = work->roll;
    const struct indicator *about = work->cell->about;
    if (work->step != STEP_SUM)
        return roll_say(roll, "{1} does not add up, and indicators are put together by sums alone", about->code);
    for (size_t i = 0; i < work->found.count; i++) {
        struct str code = gather_row(roll, &work->found, i)->region;
        const struct indicator *part = indicators_find(roll->indicators, code);
        if (!part || part->kind != about->kind || part->rollup.kind != ROLLUP_SUM)
            return roll_say(roll, !part                      ? N_("{1} is not in the indicators")
                                  : part->kind != about->kind ? N_("{1} is of another kind")
                                                              : N_("{1} has another rule than sum"), code);
    }
    return STR("");
}

/* A plain mean is one of like parts. */
static bool alike(const struct roll *roll, const struct gathering *found)
{
    for (size_t i = 1; i < found->count; i++) {
        const struct observation *a = gather_row(roll, found, 0), *b = gather_row(roll, found, i);
        uint32_t left = territory_at(roll->territory, a->region, a->period.last);
        uint32_t right = territory_at(roll->territory, b->region, b->period.last);
        if (a->period.grain != b->period.grain ||
            !str_eq(territory_version(roll->territory, left)->level, territory_version(roll->territory, right)->level))
            return false;
    }
    return true;
}

/* "10 of 12 months; 2022-11 is missing" */
static struct str what_lacks(const struct roll *roll, const struct gathering *found)
{
    if (!found->of)
        return roll->over_periods ? roll_say(roll, "no days, months, quarters or halves that make it up")
                                  : roll_say(roll, "no {1} that make it up", roll_say(roll, roll->places));
    if (found->of == 1)
        return mem_copy(roll->mem, found->missing);
    return roll_say(roll, found->missing.length ? N_("{1} of {2} {3}; {4}") : N_("{1} of {2} {3}"),
                    num_text(roll->mem, num_of(found->there)),
                    num_text(roll->mem, num_of(found->of)), roll_say(roll, found->noun), found->missing);
}

/* ---- the arithmetic ---- */

static int places_of(const struct work *work)
{
    const struct rollup_ask *ask = work->roll->ask;
    if (ask->has_places)
        return ask->places;
    return work->cell->about->decimals >= 0 ? work->cell->about->decimals : NUM_SHORTEST;
}

static void set_text(struct whole *cell, struct str text)
{
    cell->text = text;
    cell->known = num_parse(text, &cell->value) == NUM_OK;
}

static struct str find_sum(struct work *work)
{
    const struct roll *roll = work->roll;
    struct num_sum sum = {0};
    for (size_t i = 0; i < work->found.count; i++)
        num_sum_add(roll->scratch, &sum, gather_value(roll, &work->found, i));
    if (roll->over_regions)
        few_judge(roll, work->cell, &work->found);
    set_text(work->cell, roll->ask->has_places
                             ? num_mean_text(roll->mem, &sum, 1, roll->ask->places, roll->ask->rounding)
                             : num_sum_text(roll->mem, &sum));
    return STR("");
}

static struct str find_last(struct work *work)
{
    if (work->found.count != 1)
        return find_sum(work);
    set_text(work->cell, mem_copy(work->roll->mem, gather_row(work->roll, &work->found, 0)->value_text));
    return STR("");
}

static struct str find_mean(struct work *work)
{
    const struct roll *roll = work->roll;
    struct num_sum sum = {0};
    if (!alike(roll, &work->found))
        return roll_say(roll, "a mean of unlike parts: periods or {1} of several sizes", roll_say(roll, roll->places));
    for (size_t i = 0; i < work->found.count; i++)
        num_sum_add(roll->scratch, &sum, gather_value(roll, &work->found, i));
    set_text(work->cell, num_mean_text(roll->mem, &sum, work->found.count, places_of(work), roll->ask->rounding));
    return STR("");
}

/* The dimensions with the plain caliber, which stands first. */
static const struct str *in_plain_caliber(const struct roll *roll, const struct str *dimension)
{
    struct str *plain = mem_array(roll->scratch, roll->dimensions + 1, sizeof *plain);
    for (uint32_t i = 0; i < roll->dimensions; i++)
        plain[i] = i == 0 && roll->has_caliber ? STR("") : dimension[i];
    return plain;
}

/* The weight of a region in a period, from its own figures. */
static struct str weight_of(struct work *work, const struct indicator *weight, struct str region, struct period period,
                            struct str *unit, struct num *value)
{
    const struct roll *roll = work->roll;
    struct gather_want want = {.indicator = weight->code, .dimension = work->cell->dimension,
                               .last = rollup_way(weight).period == STEP_LAST,
                               .adds = rollup_way(weight).period == STEP_SUM};
    uint32_t version = territory_at(roll->territory, region, period.last);
    struct gathering found = gather_part(roll, &want, version, period);
    if (!found.of) {
        want.dimension = in_plain_caliber(roll, work->cell->dimension);
        want.fleeting = true;
        found = gather_part(roll, &want, version, period);
    }
    struct str who = roll_say(roll, "{1} of {2}", weight->code, region), own, why;
    if (found.hidden)
        return roll_say(roll, "{1} is suppressed", who);
    if (found.trouble.length)
        return mem_copy(roll->mem, found.trouble);
    if (found.count == 0 || found.partial || found.there < found.of)
        return roll_say(roll, "no weight: {1} is missing", who);
    if (!one_unit(roll, &found, &own, &why))
        return why;
    if (unit->at && !str_eq(*unit, own))
        return roll_say(roll, "unlike units of the weights: {1}, {2}", *unit, own);
    *unit = (struct str){own.length ? own.at : "", own.length};
    struct num_sum sum = {0};
    for (size_t i = 0; i < found.count; i++)
        num_sum_add(roll->scratch, &sum, gather_value(roll, &found, i));
    rest_on(work, &found);
    if (!num_sum_value(&sum, value) || num_sign(*value) < 0)
        return roll_say(roll, "{1} cannot be a weight: it is below 0 or too long", who);
    return STR("");
}

/* A rule that cannot be used is told once for each indicator. */
static void tell_once(const struct work *work, enum diag_code code, struct str why)
{
    const struct str key[] = {work->cell->indicator};
    uint32_t before = group_count(work->roll->told);
    group_at(work->roll->told, key);
    if (group_count(work->roll->told) == before)
        return;
    struct place place = {.file = work->cell->file, .line = work->cell->line, .record = work->cell->record};
    diag_report(code, &place, "%.*s is not rolled up: %.*s", STR_ARG(work->cell->indicator), STR_ARG(why));
}

/* Can it be a weight, or a part of a quotient: does it add up itself? */
static struct str refuse_other(const struct work *work, struct str code)
{
    const struct indicator *other = indicators_find(work->roll->indicators, code);
    if (other && other->rollup.kind == ROLLUP_SUM && rollup_way(other).region == STEP_SUM)
        return STR("");
    struct str why = roll_say(work->roll,
                              other ? N_("its rollup names {1}, which does not add up itself")
                                    : N_("its rollup names {1}, which is not in the indicators"), code);
    tell_once(work, DIAG_KIND, why);
    return why;
}

/* Is the row of a region that came before? */
static bool came(const struct observation *const *row, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(row[k]->region, row[i]->region))
            return true;
    return false;
}

/* Amounts per head add up over periods and are weighted once a region; anything else is
 * weighted part by part. */
static struct str find_weighted(struct work *work)
{
    const struct roll *roll = work->roll;
    struct str code = work->cell->about->rollup.weight, why, unit = {NULL, 0};
    const struct indicator *weight = indicators_find(roll->indicators, code);
    bool by_region = work->way.period != STEP_WEIGHTED;
    struct num_sum above = {0}, below = {0};
    if ((why = refuse_other(work, code)).length)
        return why;
    const struct observation **row = mem_array(roll->scratch, work->found.count, sizeof(const struct observation *));
    for (size_t i = 0; i < work->found.count; i++) {
        row[i] = gather_row(roll, &work->found, i);
        struct num by;
        why = weight_of(work, weight, row[i]->region, by_region ? work->cell->period : row[i]->period, &unit, &by);
        if (why.length)
            return why;
        num_sum_add_product(roll->scratch, &above, row[i]->value, by);
        if (!by_region || !came(row, i))
            num_sum_add(roll->scratch, &below, by);
    }
    if (num_sum_sign(&below) == 0)
        return roll_say(roll, "the weights are 0");
    set_text(work->cell, num_ratio_text(roll->mem, &above, &below, places_of(work), roll->ask->rounding));
    return STR("");
}

/* ---- what is suppressed stays so ---- */

/* May the sum be shown although parts of it are suppressed?  Only where there are two or
 * more, their values are known here, and together they are no small count. */
static bool may_show(const struct work *work)
{
    const struct roll *roll = work->roll;
    const struct gathering *found = &work->found;
    struct num_sum sum = {0};
    struct num hidden, threshold;
    int power;
    if (work->step != STEP_SUM || found->hidden < 2 || found->hidden_known < found->hidden)
        return false;
    if (!roll->hides || !rollup_unit_counts(roll->scratch, roll->units, work->cell->like_unit, &power))
        return true;
    for (size_t i = 0; i < found->count; i++)
        if (gather_row(roll, found, i)->status == STATUS_Q)
            num_sum_add(roll->scratch, &sum, gather_value(roll, found, i));
    /* Each is at least 1, so any of them may be as large as is left of the sum then. */
    return num_add(roll->suppress, num_of((int64_t)found->hidden - 2), &threshold) &&
           num_sum_value(&sum, &hidden) && num_shift(threshold, -power, &threshold) &&
           num_compare(hidden, threshold) >= 0;
}

static void hide(struct work *work)
{
    const struct gathering *found = &work->found;
    work->cell->state = WHOLE_HIDDEN;
    work->cell->status = STATUS_Q;
    if (found->hidden > 1)
        work->cell->reason = roll_say(work->roll, "suppressed: {1} of its parts are, {2} among them",
                                      num_text(work->roll->mem, num_of(found->hidden)),
                                      found->hidden_name);
    else
        work->cell->reason = roll_say(work->roll, "suppressed: it would give away {1}", found->hidden_name);
}

/* ---- a cell ---- */

/* Puts the figures together; why not, or empty. */
static struct str put_together(struct work *work)
{
    struct whole *cell = work->cell;
    struct str why;
    if (work->found.trouble.length)
        return mem_copy(work->roll->mem, work->found.trouble);
    if (!one_unit(work->roll, &work->found, &cell->unit, &why)) {
        struct place place = observation_place(gather_row(work->roll, &work->found, 0));
        diag_report(DIAG_MIXED_UNITS, &place, "%.*s %.*s: %.*s", STR_ARG(cell->region), STR_ARG(cell->indicator),
                    STR_ARG(why));
        return why;
    }
    if (work->roll->of_indicators && work->roll->over_regions && (why = unlike_indicators(work)).length) {
        tell_once(work, DIAG_KIND, why);
        return why;
    }
    if (work->found.count == 0 || (work->found.below && work->step != STEP_SUM)) {
        cell->status = work->found.below ? STATUS_N : STATUS_M;
        return roll_say(work->roll, work->found.below ? N_("parts are below the unit") : N_("no such item"));
    }
    static struct str (*const find[])(struct work *) = {
        [STEP_SUM] = find_sum, [STEP_LAST] = find_last, [STEP_MEAN] = find_mean, [STEP_WEIGHTED] = find_weighted};
    rest_on_parts(work);
    why = find[work->step](work);
    if (!why.length)
        take_basis(cell, &work->basis);
    if (!why.length && work->found.below)
        cell->reason = roll_say(work->roll, "parts below the unit count as 0");
    return why;
}

/* The row that the input has for the whole itself, as it came. */
static bool take_itself(struct work *work, struct str why)
{
    struct whole *cell = work->cell;
    const struct observation *row = gather_itself(work->roll, &work->want, cell->region, cell->period);
    if (!row)
        return false;
    bool shows = row->state == OBSERVATION_GOOD || row->state == OBSERVATION_FORECAST;
    if (!shows && row->status == STATUS_NONE)
        return false;
    cell->state = shows ? WHOLE_AS_IT_CAME : row->status == STATUS_Q ? WHOLE_HIDDEN : WHOLE_EMPTY;
    cell->text = shows ? mem_copy(work->roll->mem, row->value_text) : STR("");
    cell->known = shows;
    cell->value = row->value;
    cell->unit = row->unit;
    cell->status = row->status;
    cell->qualifier = row->qualifier;
    cell->vintage = row->vintage;
    cell->verified = row->verified;
    cell->reason = roll_say(work->roll, why.length ? N_("as it came: {1}") : N_("as it came"), why);
    return true;
}

static void refuse(struct work *work, struct str why)
{
    struct whole *cell = work->cell;
    cell->text = cell->qualifier = cell->vintage = cell->verified = (struct str){NULL, 0};
    cell->known = false;
    if (cell->status != STATUS_M && cell->status != STATUS_N)
        cell->status = STATUS_O;
    cell->reason = why;
}

static bool begin(struct work *work, const struct roll *roll, struct whole *cell)
{
    *work = (struct work){.roll = roll, .cell = cell};
    work->want = (struct gather_want){.indicator = cell->indicator, .dimension = cell->dimension};
    struct str why = cell->about ? rollup_refusal(roll->mem, cell->about, roll->over_periods,
                                                    roll->over_regions)
                                 : roll_say(roll, "it is not in the indicators");
    if (why.length) {
        if (!take_itself(work, why)) {
            tell_once(work, cell->about ? DIAG_KIND : DIAG_INDICATOR, why);
            refuse(work, why);
        }
        return false;
    }
    work->way = rollup_way(cell->about);
    work->step = roll->over_regions ? work->way.region : work->way.period;
    work->want.last = work->way.period == STEP_LAST;
    work->want.adds = work->way.period == STEP_SUM;
    return true;
}

static void settle(struct work *work)
{
    const struct roll *roll = work->roll;
    struct whole *cell = work->cell;
    struct gathering *found = &work->found;
    struct num needed;
    bool whole = found->of && found->there == found->of && !found->partial;
    bool enough = found->there && num_multiply(roll->coverage, num_of(found->of), &needed) &&
                  num_compare(num_of(found->there), needed) >= 0;
    struct str why = whole ? STR("") : what_lacks(roll, found);
    cell->there = found->there;
    cell->of = found->of;
    cell->complete = whole;
    if (found->hidden && !(whole && may_show(work))) {
        if (found->hidden == 1 || !take_itself(work, roll_say(roll, "parts are suppressed")))
            hide(work);
        return;
    }
    if (whole && !(why = put_together(work)).length) {
        cell->state = WHOLE_MADE;
        return;
    }
    if (take_itself(work, found->some ? why : STR("")))
        return;
    if (!whole && enough) {
        struct str lacks = why;
        if (!(why = put_together(work)).length) {
            cell->state = WHOLE_MADE;
            cell->reason = roll_say(roll, "made of {1}", lacks);
            return;
        }
    }
    refuse(work, why);
}

void value_find(const struct roll *roll, struct whole *cell)
{
    struct work work;
    if (!begin(&work, roll, cell) || work.step == STEP_RATIO)
        return;
    uint32_t region = territory_at(roll->territory, cell->region, cell->period.last);
    if (region == REGION_NONE) {
        refuse(&work,
               roll_say(roll,
                        roll->regions
                            ? N_("the region is not there on the last day of the period, and has no successor")
                            : N_("the code is not there on the last day of the period, and has no successor")));
        return;
    }
    work.found = gather_whole(roll, &work.want, region, cell->period);
    settle(&work);
}

/* ---- quotients ---- */

/* The whole that a quotient is made of, in the same dimensions or in the plain caliber. */
static const struct whole *other_cell(const struct roll *roll, const struct whole *cell, struct str code)
{
    const struct whole *other = roll_cell(roll, cell->region, code, cell->dimension, cell->period);
    if (!other && roll->has_caliber)
        other = roll_cell(roll, cell->region, code, in_plain_caliber(roll, cell->dimension), cell->period);
    return other;
}

static struct str refuse_term(const struct work *work, struct str code, const struct whole *term)
{
    const struct roll *roll = work->roll;
    struct str why = refuse_other(work, code);
    if (why.length)
        return why;
    if (!term || term->state == WHOLE_EMPTY || !term->known)
        return roll_say(roll, term && term->reason.length ? N_("{1} has no value: {2}") : N_("{1} has no value"), code,
                        term ? term->reason : STR(""));
    if (term->state == WHOLE_MADE && !term->complete)
        return roll_say(roll, "{1} is not complete: {2}", code, term->reason);
    if (term->qualifier.length && !str_eq(term->qualifier, STR("approx")))
        return roll_say(roll, "{1} is only a bound", code);
    return STR("");
}

static struct str divide(struct work *work, const struct whole *above, const struct whole *below)
{
    const struct roll *roll = work->roll;
    struct whole *cell = work->cell;
    struct str why = STR("");
    struct num upper;
    int shift;
    if (!rollup_quotient_shift(roll->mem, roll->units, cell->about, above->unit, below->unit, &shift, &why)) {
        tell_once(work, DIAG_UNIT, why);
        return why;
    }
    if (num_sign(below->value) == 0)
        return roll_say(roll, "{1} is 0", below->indicator);
    if (!num_shift(above->value, shift, &upper))
        return roll_say(roll, "too many digits");
    struct num_sum a = {0}, b = {0};
    num_sum_add(roll->scratch, &a, upper);
    num_sum_add(roll->scratch, &b, below->value);
    set_text(cell, num_ratio_text(roll->mem, &a, &b, places_of(work), roll->ask->rounding));
    cell->unit = cell->about->unit;
    return STR("");
}

static void join(struct whole *cell, const struct whole *above, const struct whole *below)
{
    cell->status = basis_worse(above->status, below->status);
    cell->qualifier = above->qualifier.length ? above->qualifier : below->qualifier;
    cell->vintage = str_eq(above->vintage, below->vintage) ? above->vintage : STR("");
    cell->verified = basis_weaker(below->verified, above->verified);
}

void value_find_quotient(const struct roll *roll, struct whole *cell)
{
    struct work work;
    if (!cell->about || cell->about->rollup.kind != ROLLUP_RATIO || cell->reason.length || !begin(&work, roll, cell))
        return;
    const struct rollup *rule = &cell->about->rollup;
    const struct whole *above = other_cell(roll, cell, rule->weight), *below = other_cell(roll, cell, rule->below);
    if ((above && above->state == WHOLE_HIDDEN) || (below && below->state == WHOLE_HIDDEN)) {
        cell->state = WHOLE_HIDDEN;
        cell->status = STATUS_Q;
        cell->reason = roll_say(roll, "suppressed: it would give away {1}",
                                above && above->state == WHOLE_HIDDEN ? rule->weight : rule->below);
        return;
    }
    struct str why = refuse_term(&work, rule->weight, above);
    if (!why.length)
        why = refuse_term(&work, rule->below, below);
    if (!why.length && !(why = divide(&work, above, below)).length) {
        cell->state = WHOLE_MADE;
        cell->complete = true;
        join(cell, above, below);
        return;
    }
    if (!take_itself(&work, why))
        refuse(&work, why);
}
