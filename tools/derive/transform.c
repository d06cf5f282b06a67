/* transform - see transform.h; this file holds what all rules share */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "transform_inside.h"

/* ---- the tables ---- */

/* The lists, in the order in which help and manuals have their rules. */
static const struct transform *const lists[] = {transforms_cumulative, transforms_compare};

const struct transform *transform_row(size_t index)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const struct transform *rule = lists[i]; rule->name; rule++)
            if (index-- == 0)
                return rule;
    return NULL;
}

/* ---- what was asked for ---- */

static const struct transform *find(struct mem *mem, struct str name, struct str text)
{
    struct str *known = NULL;
    size_t count = 0, room = 0;
    for (const struct transform *rule; (rule = transform_row(count)); count++) {
        known = mem_grow(mem, known, count, &room, sizeof *known);
        known[count] = str_of(rule->name);
        if (str_eq(known[count], name))
            return rule;
    }
    struct str hint = nearest_hint(mem, name, known, count);
    diag_fatal(DIAG_USAGE, NULL, "--series: no rule \"%.*s\"%.*s", STR_ARG(text),
               STR_ARG(hint.length ? hint : voice_str(" (--list names them)")));
}

enum { COUNT_MOST = 1000 };

static void read_count(struct transform_ask *ask, struct str argument)
{
    struct num number;
    if (num_parse(argument, &number) != NUM_OK || number.scale != 0 || number.mantissa < 1 ||
        number.mantissa > COUNT_MOST)
        diag_fatal(DIAG_USAGE, NULL, "--series %s%s: \"%.*s\" is no whole number from 1 to %d", ask->rule->name,
                   ask->rule->shape, STR_ARG(argument), COUNT_MOST);
    ask->count = (int)number.mantissa;
}

static void read_scope(struct transform_ask *ask, struct str argument)
{
    if (str_eq(argument, STR("indicator")))
        ask->scope = TRANSFORM_INDICATOR;
    else if (str_eq(argument, STR("region")))
        ask->scope = TRANSFORM_REGION;
    else
        diag_fatal(DIAG_USAGE, NULL, "--series share: \"%.*s\" is neither indicator nor region", STR_ARG(argument));
}

static void read_argument(struct mem *mem, struct transform_ask *ask, struct str argument)
{
    switch (ask->rule->argument) {
    case TRANSFORM_NONE:
        diag_fatal(DIAG_USAGE, NULL, "--series: %s takes no argument", ask->rule->name);
    case TRANSFORM_MAYBE_COUNT:
    case TRANSFORM_COUNT:
        read_count(ask, argument);
        break;
    case TRANSFORM_PERIOD:
        if (!period_parse(argument, &ask->base))
            diag_fatal(DIAG_USAGE, NULL, "--series %s: \"%.*s\" %s", ask->rule->name, STR_ARG(argument),
                       period_why(mem, argument));
        break;
    case TRANSFORM_SCOPE:
        read_scope(ask, argument);
        break;
    }
}

struct transform_ask transform_ask(struct mem *mem, struct str text)
{
    ptrdiff_t colon = str_find(text, STR(":"));
    struct str name = colon < 0 ? text : str_part(text, 0, (size_t)colon), argument = {0};
    struct transform_ask ask = {.rule = find(mem, name, text), .count = 1, .name = mem_copy(mem, name)};
    if (colon >= 0) {
        argument = str_part(text, (size_t)colon + 1, SIZE_MAX);
        read_argument(mem, &ask, argument);
        ask.name = mem_format(mem, "%.*s_%.*s", STR_ARG(name), STR_ARG(argument));
    } else if (ask.rule->argument == TRANSFORM_COUNT || ask.rule->argument == TRANSFORM_PERIOD) {
        diag_fatal(DIAG_USAGE, NULL, "--series: %s needs an argument: %s%s", ask.rule->name, ask.rule->name,
                   ask.rule->shape);
    }
    return ask;
}

/* ---- kinds ---- */

/* Is the unit a part of a hundred, a thousand ...? */
static bool is_share(struct mem *mem, const struct units *units, struct memo *shares, struct str text)
{
    struct unit unit;
    uint32_t answer;
    if (memo_find(shares, text, &answer))
        return answer;
    bool share = unit_read(mem, units, text, &unit) && !unit.below.length &&
                 (str_eq(unit.above, STR("share")) || str_eq(unit.above, STR("points")));
    memo_keep(shares, text, share);
    return share;
}

/* The code less the name of a rule behind its last point ("gdp.yoy", "gdp.msum_3"), with
 * that rule; null when there is none. */
static const struct transform *result_of(struct str code, struct str *base)
{
    for (size_t at = code.length; at-- > 1;) {
        if (code.at[at] != '.')
            continue;
        struct str rest = str_part(code, at + 1, SIZE_MAX), name = {0};
        str_cut(&rest, '_', &name);
        *base = str_part(code, 0, at);
        const struct transform *rule;
        for (size_t i = 0; (rule = transform_row(i)) && !str_eq(name, str_of(rule->name));)
            i++;
        return rule;
    }
    return NULL;
}

enum indicator_kind transform_kind_of(const struct transform_work *work, struct str code, struct str unit,
                                      bool *guessed)
{
    const struct indicator *indicator = work->indicators ? indicators_find(work->indicators, code) : NULL;
    struct str base;
    *guessed = false;
    if (indicator && indicator->kind)
        return indicator->kind;
    const struct transform *rule = result_of(code, &base);
    if (rule && rule->result)
        return rule->result;
    if (rule)
        return transform_kind_of(work, base, unit, guessed);
    *guessed = is_share(work->mem, work->units, work->shares, unit);
    return *guessed ? KIND_RATE : KIND_NONE;
}

/* "stock, flow or ratio" */
static struct str kinds_in_words(struct mem *mem, unsigned kinds)
{
    struct str words = {0};
    int left = __builtin_popcount(kinds);
    for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
        if (kinds & 1u << kind) {
            const char *between = !words.length ? "" : voice_text(left == 1 ? N_(" or ") : N_(", "));
            words = mem_format(mem, "%.*s%s%s", STR_ARG(words), between,
                               indicator_kind_row((enum indicator_kind)kind)->word);
            left--;
        }
    return words;
}

static bool refuses_kind(const struct transform_work *work)
{
    return work->kind != KIND_NONE && !(work->ask->rule->kinds & 1u << work->kind);
}

static bool refuses_shares(const struct transform_work *work, struct str unit)
{
    return work->ask->rule->relative && work->kind != KIND_GROWTH &&
           is_share(work->mem, work->units, work->shares, unit);
}

bool transform_refuses(const struct transform_work *work, struct str unit)
{
    return refuses_kind(work) || refuses_shares(work, unit);
}

struct str transform_refusal(const struct transform_work *work, struct str code, struct str unit)
{
    const struct transform *rule = work->ask->rule;
    /* Of a percentage without a catalogue no kind that one could name would let it pass. */
    if (refuses_kind(work) && !(work->guessed && refuses_shares(work, unit)))
        return say_format(work->mem,
                          work->guessed ? N_("%s of %.*s is refused: its kind is %s (by its unit; --indicators would "
                                             "tell), and %s takes %s")
                                        : N_("%s of %.*s is refused: its kind is %s, and %s takes %s"),
                          rule->name, STR_ARG(code), indicator_kind_row(work->kind)->word, rule->name,
                          kinds_in_words(work->mem, rule->kinds).at);
    if (transform_refuses(work, unit))
        return say_format(work->mem, "%s of %.*s is refused: its unit is %.*s, and a change of percentages is one in "
                          "points (diff, ydiff)", rule->name, STR_ARG(code), STR_ARG(unit));
    return (struct str){NULL, 0};
}

/* ---- what rules fetch ---- */

struct derived transform_new(const struct transform_work *work, struct period period)
{
    return (struct derived){.period = period, .basis = {.mem = work->mem}};
}

const struct observation *transform_usable(const struct transform_work *work, struct period period)
{
    const struct observation *row = strand_at(work->strand, period, work->caliber);
    struct basis trial = {.mem = work->mem};
    struct mem_mark mark = mem_mark(work->mem);
    bool usable = row && basis_take(&trial, row, period, STR(""));
    mem_rewind(work->mem, mark);
    return usable ? row : NULL;
}

/* Turns a value into the unit that `into` has; the first one sets it. */
static bool in_one_unit(const struct transform_work *work, const struct observation *row, bool first,
                        struct derived *into, struct measure *value)
{
    struct unit from, to;
    int shift;
    if (first)
        into->unit = row->unit;
    if (str_eq(row->unit, into->unit))
        return true;
    if (unit_read(work->mem, work->units, row->unit, &from) && unit_read(work->mem, work->units, into->unit, &to) &&
        unit_shift(&from, &to, &shift)) {
        *value = measure_shift(*value, shift);
        return true;
    }
    struct place place = observation_place(row);
    diag_report(DIAG_UNIT, &place, "%.*s %.*s %.*s is in \"%.*s\", beside values in \"%.*s\"; no %s is computed",
                STR_ARG(row->region), STR_ARG(row->indicator), STR_ARG(row->period_text), STR_ARG(row->unit),
                STR_ARG(into->unit), work->ask->rule->name);
    basis_say(&into->basis, "{1} is in another unit", period_text(work->mem, row->period));
    return false;
}

bool transform_want_of(const struct transform_work *work, const struct strand *strand, struct str what,
                       struct period period, struct derived *into, struct measure *value)
{
    const struct observation *row;
    bool first = !into->basis.last;
    if (!strand_take(strand, period, work->caliber, what, &into->basis, &row))
        return false;
    *value = strand_value(strand, row);
    return in_one_unit(work, row, first, into, value);
}

/* A figure that is not there may stand under the code that the region had before: that is no figure of
 * the same extent for sure, so it is named and not taken. */
static void name_predecessor(const struct transform_work *work, struct period period, struct derived *into)
{
    const struct observation *own = work->strand->series.row;
    for (uint32_t i = 0; work->regions && i < work->regions->count; i++) {
        const struct region *before = &work->regions->row[i];
        if (!str_eq(before->successor, own->region))
            continue;
        const struct strand *strand = panel_find(work->panel, before->code, own->dimension, own->indicator);
        if (strand && strand_at(strand, period, work->caliber))
            basis_say(&into->basis, "{1} is not there; {2}, whose successor is {3}, has it",
                      period_text(into->basis.mem, period), before->code, own->region);
    }
}

bool transform_want(const struct transform_work *work, struct period period, struct derived *into,
                    struct measure *value)
{
    if (!strand_at(work->strand, period, work->caliber))
        name_predecessor(work, period, into);
    if (!transform_want_of(work, work->strand, STR(""), period, into, value))
        return false;
    /* What is only moved takes a break along; what is compared has it when it lies between. */
    if (strand_breaks(work->strand, work->caliber, period, work->ask->rule->moves ? period : into->period))
        basis_status(&into->basis, STATUS_B);
    return true;
}

bool transform_back(const struct transform_work *work, struct period period, int back, struct derived *into,
               struct period *then)
{
    bool years = work->ask->rule->years;
    if (years ? stride_years(work->stride, period, -back, then) : stride_step(work->stride, period, -back, then))
        return true;
    basis_say(&into->basis, years ? N_("{1} has no period {2} years before it")
                                  : N_("{1} has no period {2} of its length before it"), period_text(work->mem, period),
              num_text(work->mem, num_of(back)));
    return false;
}

/* ---- a whole series ---- */

static int by_period(const void *left, const void *right)
{
    const struct derived *a = left, *b = right;
    return period_compare(a->period, b->period);
}

/* The unit that the result is in. */
static struct str unit_of(const struct transform_work *work, struct str unit)
{
    struct unit read;
    switch (work->ask->rule->unit) {
    case TRANSFORM_UNIT_SAME:
        break;
    case TRANSFORM_UNIT_CHANGE:
        if (unit_read(work->mem, work->units, unit, &read) && !read.below.length &&
            str_eq(read.above, STR("share")))
            return read.power == -2 ? STR("百分点") : read.power == -3 ? STR("千分点") : unit;
        break;
    case TRANSFORM_UNIT_PERCENT:
        return STR("%");
    case TRANSFORM_UNIT_BASE:
        return mem_format(work->mem, "%s=100", period_text(work->mem, work->ask->base).at);
    }
    return unit;
}

/* By period; of several for one period the first with a value, otherwise the first. */
static uint32_t settle(struct derived *derived, uint32_t count)
{
    uint32_t kept = 0;
    /* Insertion keeps the order of equals; the rows come nearly sorted. */
    for (uint32_t i = 1; i < count; i++) {
        struct derived moving = derived[i];
        uint32_t k = i;
        for (; k > 0 && by_period(&derived[k - 1], &moving) > 0; k--)
            derived[k] = derived[k - 1];
        derived[k] = moving;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!kept || by_period(&derived[kept - 1], &derived[i]) != 0)
            derived[kept++] = derived[i];
        else if (!derived[kept - 1].value.known && derived[i].value.known)
            derived[kept - 1] = derived[i];
    }
    return kept;
}

uint32_t transform_apply(const struct transform_work *work, struct derived **into)
{
    const struct series *series = &work->strand->series;
    size_t room = 0, count = 0;
    struct str refusal = {0}, unit = {0};
    bool judged = false;
    *into = NULL;
    for (uint32_t i = 0; i < series->count; i++) {
        const struct observation *row = &series->row[i];
        struct derived made[TRANSFORM_MOST];
        uint32_t makes = 1;
        if (!str_eq(row->caliber, work->caliber))
            continue;
        if (!judged || !str_eq(row->unit, unit))
            refusal = transform_refusal(work, row->indicator, row->unit);
        judged = true;
        unit = row->unit;
        if (refusal.length) {
            made[0] = transform_new(work, row->period);
            basis_refuse(&made[0].basis, refusal);
        } else {
            makes = work->ask->rule->compute(work, row, made);
        }
        for (uint32_t k = 0; k < makes; k++) {
            *into = mem_grow(work->mem, *into, count, &room, sizeof **into);
            if (!made[k].value.known && !made[k].basis.reason.length)
                basis_say(&made[k].basis, "beyond what can be computed with");
            (*into)[count] = made[k];
            (*into)[count++].unit = unit_of(work, made[k].basis.last ? made[k].unit : row->unit);
        }
    }
    return settle(*into, (uint32_t)count);
}
