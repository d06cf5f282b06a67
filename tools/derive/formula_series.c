/* formula_series - formulas over the panel: subject by subject, period by period */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "formula.h"
#include "meaning/catalog.h"

/* One formula of one subject in one caliber. */
struct evaluation {
    const struct formula_setting *setting;
    struct formula *formula;
    const struct str *subject;  /* region, dimensions */
    struct str caliber;       /* of the result */
    struct formula_unit unit;
    struct period home;       /* the period whose value is computed */
    struct basis basis;
};

/* What expr's hooks get: a period, which may be another than home. */
struct now {
    struct evaluation *evaluation;
    struct period period;
};
_Static_assert(sizeof(struct now) <= EXPR_NOW_MAX, "a now must fit");

/* ---- the hooks ---- */

static bool at(const void *from, struct expr_move move, void *then)
{
    struct now to = *(const struct now *)from;
    struct basis *basis = &to.evaluation->basis;
    bool there = (!move.steps || period_step(to.period, move.steps, &to.period)) &&
                 (!move.years || period_years_on(to.period, move.years, &to.period));
    if (!there)
        basis_say(basis, "{1} has no such period before it", period_text(basis->mem, to.period));
    memcpy(then, &to, sizeof to);
    return there;
}

/* The value in the unit of its name; false, told, when its unit is another one. */
static bool in_unit_of_name(struct evaluation *e, const struct formula_name *name, const struct observation *row,
                            struct measure *value)
{
    struct unit unit;
    int shift;
    if (str_eq(row->unit, name->unit_text))
        return true;
    if (name->unit.text.length && unit_read(e->setting->mem, e->setting->units, row->unit, &unit) &&
        unit_shift(&unit, &name->unit, &shift)) {
        *value = measure_shift(*value, shift);
        return true;
    }
    struct place place = observation_place(row);
    diag_report(DIAG_UNIT, &place, "%.*s %.*s %.*s is in \"%.*s\", beside values in \"%.*s\"", STR_ARG(row->region),
                STR_ARG(row->indicator), STR_ARG(row->period_text), STR_ARG(row->unit), STR_ARG(name->unit_text));
    basis_say(&e->basis, "{1} is in another unit",
              mem_format(e->basis.mem, "%.*s %.*s", STR_ARG(name->code), STR_ARG(row->period_text)));
    return false;
}

static struct expr_value figure(void *state, uint32_t slot, bool bare)
{
    struct now *now = state;
    struct evaluation *e = now->evaluation;
    const struct formula_name *name = &e->formula->name[slot];
    const struct observation *row;
    struct measure none = {0};
    if (!strand_take(name->strand, now->period, name->caliber, name->code, &e->basis, &row))
        return expr_of_measure(none);
    if (strand_breaks(name->strand, name->caliber, now->period, e->home))
        basis_status(&e->basis, STATUS_B);
    struct measure value = strand_value(name->strand, row);
    if (!in_unit_of_name(e, name, row, &value))
        return expr_of_measure(none);
    return expr_of_measure(formula_enter(&e->unit, name, value, bare));
}

const struct expr_names formula_series_names = {.noun = N_("indicator"), .figure = figure, .at = at};

/* ---- the strands and calibers of a subject ---- */

static void find_strands(struct evaluation *e)
{
    const struct formula_setting *setting = e->setting;
    for (uint32_t i = 0; i < e->formula->names; i++)
        e->formula->name[i].strand = panel_find(setting->panel, e->subject[0], e->subject + 1,
                                                e->formula->name[i].code);
}

/* Sets the caliber of each name when every one has a single caliber: then it is no
 * question which is meant.  False when one has several.  Two that are named and differ
 * do not fit: then `fault` says so. */
static bool single_calibers(struct evaluation *e, struct str *fault)
{
    struct mem *mem = e->setting->mem;
    const struct formula_name *named = NULL;
    e->caliber = *fault = (struct str){NULL, 0};
    for (uint32_t i = 0; i < e->formula->names; i++) {
        struct formula_name *name = &e->formula->name[i];
        struct str caliber[2] = {{0}, {0}};
        if (name->strand && strand_calibers(name->strand, caliber, 2) > 1)
            return false;
        name->caliber = caliber[0];
        if (!caliber[0].length)
            continue;
        if (named && !str_eq(named->caliber, caliber[0]))
            *fault = say_format(mem, "%.*s is of caliber %.*s and %.*s of %.*s", STR_ARG(named->code),
                                STR_ARG(named->caliber), STR_ARG(name->code), STR_ARG(caliber[0]));
        named = name;
        e->caliber = caliber[0];
    }
    return true;
}

/* All calibers that names with several have. */
static uint32_t several_calibers(const struct evaluation *e, struct str **caliber)
{
    struct mem *mem = e->setting->mem;
    uint32_t count = 0;
    size_t room = 0;
    *caliber = NULL;
    for (uint32_t i = 0; i < e->formula->names; i++) {
        const struct strand *strand = e->formula->name[i].strand;
        uint32_t rows = strand ? strand->series.count : 0;
        struct str *own = mem_array(mem, rows, sizeof *own);
        uint32_t owns = strand ? strand_calibers(strand, own, rows) : 0;
        for (uint32_t k = 0; owns > 1 && k < owns; k++) {
            bool known = false;
            for (uint32_t j = 0; j < count && !known; j++)
                known = str_eq((*caliber)[j], own[k]);
            if (known)
                continue;
            *caliber = mem_grow(mem, *caliber, count, &room, sizeof **caliber);
            (*caliber)[count++] = own[k];
        }
    }
    return count;
}

/* ---- one value after the other ---- */

struct results {
    struct observation *row;
    struct derived *derived;
    uint32_t count;
    size_t row_room, derived_room;
};

static int by_period(const void *left, const void *right)
{
    return period_compare(*(const struct period *)left, *(const struct period *)right);
}

/* All periods at which a name has a row, each once. */
static uint32_t periods(const struct evaluation *e, struct period **period)
{
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < e->formula->names; i++)
        count += e->formula->name[i].strand ? e->formula->name[i].strand->series.count : 0;
    *period = mem_array(e->setting->mem, count, sizeof **period);
    count = 0;
    for (uint32_t i = 0; i < e->formula->names; i++) {
        const struct formula_name *name = &e->formula->name[i];
        for (uint32_t k = 0; name->strand && k < name->strand->series.count; k++)
            if (str_eq(name->strand->series.row[k].caliber, name->caliber))
                (*period)[count++] = name->strand->series.row[k].period;
    }
    if (count)
        qsort(*period, count, sizeof **period, by_period);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || period_compare((*period)[kept - 1], (*period)[i]) != 0)
            (*period)[kept++] = (*period)[i];
    return kept;
}

static struct derived compute(struct evaluation *e, struct period period)
{
    struct now now = {e, period};
    e->home = period;
    e->basis = (struct basis){.mem = e->setting->mem};
    struct derived derived = {.period = period, .unit = e->unit.unit, .note = e->formula->note};
    if (e->unit.fault.length)
        basis_refuse(&e->basis, e->unit.fault);
    else
        derived.value = measure_shift(expr_measure(e->formula->expr, &now), e->unit.shift);
    /* What a condition left out of account is in the way of nothing. */
    if (derived.value.known)
        e->basis.reason = (struct str){NULL, 0};
    else
        basis_say(&e->basis, "a division by 0, or more than 38 digits");
    derived.basis = e->basis;
    return derived;
}

static void keep(const struct evaluation *e, struct results *results, const struct derived *derived)
{
    struct mem *mem = e->setting->mem;
    const struct formula *formula = e->formula;
    results->row = mem_grow(mem, results->row, results->count, &results->row_room, sizeof *results->row);
    results->derived = mem_grow(mem, results->derived, results->count, &results->derived_room,
                                sizeof *results->derived);
    struct observation row = {
        .region = e->subject[0], .dimension = e->subject + 1, .indicator = formula->code, .period = derived->period,
        .period_text = period_text(mem, derived->period), .unit = derived->unit, .caliber = e->caliber,
        .status = derived->basis.status, .bound = derived->basis.approx ? BOUND_APPROX : BOUND_NONE,
        .vintage = basis_vintage(&derived->basis),
        .state = derived->value.known ? OBSERVATION_GOOD : OBSERVATION_MISSING,
        .file = formula->place.file, .line = formula->place.line};
    results->row[results->count] = row;
    results->derived[results->count++] = *derived;
}

/* The formula of one subject in the calibers that the names now have. */
static void compute_caliber(struct evaluation *e, struct results *results)
{
    struct mem *mem = e->setting->mem;
    struct formula *formula = e->formula;
    struct str fault = e->unit.fault, wanted = formula->unit;
    const struct indicator *indicator =
        e->setting->indicators ? indicators_find(e->setting->indicators, formula->code) : NULL;
    if (!wanted.length && indicator)
        wanted = indicator->unit;
    for (uint32_t i = 0; i < formula->names; i++) {
        struct formula_name *name = &formula->name[i];
        struct str unit = {0};
        for (uint32_t k = 0; name->strand && k < name->strand->series.count && !unit.length; k++)
            if (str_eq(name->strand->series.row[k].caliber, name->caliber))
                unit = name->strand->series.row[k].unit;
        formula_name_unit(mem, e->setting->units, name, unit);
        if (!strand_has(name->strand, name->caliber) && !fault.length)
            fault = name->caliber.length ? say_format(mem, "%.*s is not there in the caliber %.*s", STR_ARG(name->code),
                                                      STR_ARG(name->caliber))
                                         : say_format(mem, "%.*s is not there", STR_ARG(name->code));
    }
    e->unit = formula_unit(mem, e->setting->units, formula, wanted);
    if (fault.length)
        e->unit.fault = fault;
    else if (e->unit.fault.length)
        formula_tell(formula, DIAG_UNIT, e->unit.fault);
    struct period *period;
    uint32_t count = periods(e, &period);
    for (uint32_t i = 0; i < count; i++) {
        struct derived derived = compute(e, period[i]);
        keep(e, results, &derived);
    }
}

/* The rows of several calibers, in the order of a series. */
static int by_period_and_caliber(const void *left, const void *right, void *state)
{
    const struct results *results = state;
    const struct observation *a = &results->row[*(const uint32_t *)left], *b = &results->row[*(const uint32_t *)right];
    int order = period_compare(a->period, b->period);
    return order ? order : str_cmp(a->caliber, b->caliber);
}

static void add_strand(struct evaluation *e, struct results *results)
{
    struct mem *mem = e->setting->mem;
    uint32_t count = results->count, *order = mem_array(mem, count, sizeof *order);
    struct observation *row = mem_array(mem, count, sizeof *row);
    struct derived *derived = mem_array(mem, count, sizeof *derived);
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, by_period_and_caliber, results);
    for (uint32_t i = 0; i < count; i++) {
        row[i] = results->row[order[i]];
        derived[i] = results->derived[order[i]];
    }
    panel_add(e->setting->panel, (struct strand){.series = {row, count}, .derived = derived});
}

static void compute_subject(struct evaluation *e)
{
    struct results results = {0};
    struct str fault, *caliber;
    find_strands(e);
    if (single_calibers(e, &fault)) {
        e->unit.fault = fault;
        if (fault.length)
            formula_tell(e->formula, DIAG_UNLIKE, fault);
        compute_caliber(e, &results);
    } else {
        uint32_t count = several_calibers(e, &caliber);
        for (uint32_t i = 0; i < count; i++) {
            for (uint32_t n = 0; n < e->formula->names; n++)
                e->formula->name[n].caliber = caliber[i];
            e->caliber = caliber[i];
            e->unit.fault = (struct str){NULL, 0};
            compute_caliber(e, &results);
        }
    }
    if (results.count)
        add_strand(e, &results);
}

void formulas_compute(struct formulas *formulas, const struct formula_setting *setting)
{
    for (uint32_t i = 0; i < formulas->count; i++)
        for (uint32_t p = 0; p < panel_subjects(setting->panel); p++) {
            struct evaluation e = {.setting = setting, .formula = &formulas->row[formulas->order[i]],
                                   .subject = panel_subject(setting->panel, p)};
            compute_subject(&e);
        }
}
