/* scenario - see scenario.h */
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "scenario.h"

enum mode { MODE_NONE, MODE_GROWTH, MODE_STEP, MODE_LEVEL, MODE_COUNT };

struct assumption {
    struct str scenario, indicator, region;
    struct span period;
    int mode;
    struct figure rate, value;
    uint32_t number;          /* of the scenario */
    bool used;
    struct place place;
};

struct scenarios {
    struct mem *mem;
    struct assumption *row;
    size_t count, room;
    struct str *name;
    uint32_t names;
    size_t name_room;
};

/* ---- the table ---- */

static const struct str mode_word[MODE_COUNT] = {STR(""), STR("growth"), STR("step"), STR("level")};
static const struct sheet_words modes = {mode_word, MODE_COUNT};
static const struct sheet_column column[] = {
    {"scenario", SHEET_FULL, sheet_trimmed, offsetof(struct assumption, scenario), NULL},
    {"indicator", SHEET_FULL, sheet_trimmed, offsetof(struct assumption, indicator), NULL},
    {"region", SHEET_MAY, sheet_trimmed, offsetof(struct assumption, region), NULL},
    {"period", SHEET_MAY, sheet_span, offsetof(struct assumption, period), NULL},
    {"rate", SHEET_MAY, sheet_figure, offsetof(struct assumption, rate), NULL},
    {"value", SHEET_MAY, sheet_figure, offsetof(struct assumption, value), NULL},
    {"mode", SHEET_MAY, sheet_word, offsetof(struct assumption, mode), &modes},
};
static const struct sheet_form form = SHEET_FORM(struct assumption, column, DIAG_CATALOG, "--scenarios");

/* Nothing is left behind a fall of 100 percent. */
static bool takes_too_much(const struct assumption *row)
{
    return row->value.known && num_compare(row->value.value, num_of(-100)) < 0;
}

/* Both numbers into `value`, and a mode. */
static void settle(struct sheet *sheet, struct assumption *row)
{
    if (!sheet_sound(sheet))
        return;
    if (row->rate.known == row->value.known)
        sheet_wrong(sheet, NULL, "a row has a number under rate or under value, and not under both");
    else if (row->mode == MODE_NONE)
        row->mode = row->rate.known ? MODE_GROWTH : MODE_LEVEL;
    else if (row->mode == MODE_LEVEL && row->rate.known)
        sheet_wrong(sheet, "mode", "a level stands under value");
    else if (row->mode == MODE_GROWTH && row->value.known)
        sheet_wrong(sheet, "mode", "growth stands under rate");
    if (row->mode == MODE_LEVEL && !row->period.known)
        sheet_wrong(sheet, "period", "a level is that of a period");
    if (row->rate.known)
        row->value = row->rate;
    if (row->mode == MODE_GROWTH && takes_too_much(row))
        sheet_wrong(sheet, "rate", "a growth is -100 percent or more");
    const struct str key[] = {row->scenario, row->indicator, row->region, row->period.text};
    uint64_t before = sheet_before(sheet, sheet_place(sheet, NULL).line, key, 4);
    if (before)
        sheet_wrong(sheet, NULL, "line %llu says something of the same already", (unsigned long long)before);
}

static uint32_t number_of(struct scenarios *all, struct str name)
{
    for (uint32_t i = 0; i < all->names; i++)
        if (str_eq(all->name[i], name))
            return i;
    all->name = mem_grow(all->mem, all->name, all->names, &all->name_room, sizeof *all->name);
    all->name[all->names] = name;
    return all->names++;
}

static void add(struct scenarios *all, const struct assumption *row)
{
    all->row = mem_grow(all->mem, all->row, all->count, &all->room, sizeof *all->row);
    all->row[all->count++] = *row;
}

struct scenarios *scenarios_load(struct mem *mem, struct reader *reader)
{
    struct scenarios *all = mem_take(mem, sizeof *all);
    all->mem = mem;
    if (!reader)
        return all;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct assumption row;
    while (sheet_next(sheet, &row)) {
        settle(sheet, &row);
        row.number = number_of(all, row.scenario);
        row.place = sheet_place(sheet, "indicator");
        add(all, &row);
    }
    sheet_close(sheet);
    return all;
}

void scenario_assume(struct scenarios *all, const char *text)
{
    struct str whole = str_of(text);
    ptrdiff_t equals = str_find(whole, STR("="));
    struct assumption row = {.mode = MODE_GROWTH, .number = SCENARIO_ASSUMED, .value.known = true};
    struct str number = equals < 0 ? STR("") : str_part(whole, (size_t)equals + 1, SIZE_MAX);
    if (str_ends(number, STR("%")))
        number.length--;
    if (equals < 1 || num_parse(number, &row.value.value) != NUM_OK)
        diag_fatal(DIAG_USAGE, NULL, "--assume: \"%s\" is not INDICATOR=RATE, as in gdp=6.5", text);
    if (takes_too_much(&row))
        diag_fatal(DIAG_USAGE, NULL, "--assume: \"%s\": a growth is -100 percent or more", text);
    row.indicator = str_part(whole, 0, (size_t)equals);
    row.value.text = number;
    add(all, &row);
}

uint32_t scenario_count(const struct scenarios *all)
{
    return all->names;
}

/* ---- what it says ---- */

static bool is_of(const struct assumption *row, uint32_t i, struct str region, struct str indicator)
{
    return row->number == i && str_eq(row->indicator, indicator) &&
           (row->region.length == 0 || str_eq(row->region, region));
}

bool scenario_speaks(struct scenarios *all, uint32_t i, struct str region, struct str indicator)
{
    bool speaks = false;
    for (size_t k = 0; k < all->count; k++)
        if (is_of(&all->row[k], i, region, indicator))
            speaks = all->row[k].used = true;
    return speaks;
}

/* The row that is most special about a period; null where none is about it. */
static const struct assumption *find(const struct scenarios *all, uint32_t i, const struct observation *like,
                                     struct period period)
{
    const struct assumption *best = NULL;
    int most = -1;
    for (size_t k = 0; k < all->count; k++) {
        const struct assumption *row = &all->row[k];
        if (!is_of(row, i, like->region, like->indicator) ||
            (row->period.known && period_compare(row->period.value, period) != 0))
            continue;
        int special = 2 * (row->region.length > 0) + row->period.known;
        if (special > most)
            best = row, most = special;
    }
    return best;
}

static struct measure go_on(struct measure value, const struct assumption *row)
{
    struct measure number = measure_of(row->value.value);
    if (row->mode == MODE_LEVEL)
        return number;
    if (row->mode == MODE_STEP)
        return measure_add(value, number);
    return measure_multiply(value, measure_shift(measure_add(number, measure_of(num_of(100))), -2));
}

static struct measure clamp(struct measure value, const struct model_limits *limits, bool *clamped)
{
    struct measure least = measure_double(limits->least), most = measure_double(limits->most);
    struct measure inside = limits->below && measure_order(value, least) < 0   ? least
                            : limits->above && measure_order(value, most) > 0 ? most
                                                                              : value;
    *clamped = measure_order(inside, value) != 0;
    return inside;
}

bool scenario_find(const struct scenarios *all, uint32_t i, struct mem *mem, const struct history *history,
                   const struct model_limits *limits, struct period to, struct prediction *prediction)
{
    const struct observation *last = history_last(history);
    struct str name = i == SCENARIO_ASSUMED ? STR("assumed") : all->name[i];
    struct measure value = measure_of(history->number[history->series.count - 1]);
    struct period at = last->period;
    bool clamped;
    *prediction = (struct prediction){.period = to, .unit = history->unit, .used = 1, .last = last->period};
    prediction->model = i == SCENARIO_ASSUMED ? name : STR("scenario");
    prediction->scenario = i == SCENARIO_ASSUMED ? STR("") : name;
    while (history_step(at) < history_step(to)) {
        if (!period_step(at, 1, &at))
            return false;
        const struct assumption *row = find(all, i, last, at);
        if (!row) {
            prediction->reason = say(mem, "scenario {1} says nothing of {2}", name, period_text(mem, at));
            return false;
        }
        if (row->mode == MODE_GROWTH && value.known && measure_sign(value) < 0) {
            prediction->reason = say(mem,
                                     "a value below 0 has no growth in percent; a scenario of mode step can go on");
            return false;
        }
        value = go_on(value, row);
        if (row->mode == MODE_GROWTH && history_step(at) == history_step(to))
            prediction->reason = say(mem, "assumed growth of {1} %", row->value.text);
    }
    if (!value.known) {
        prediction->reason = voice_str(model_why(MODEL_RANGE));
        return false;
    }
    prediction->value = clamp(value, limits, &clamped);
    if (clamped)
        prediction->reason = voice_join(mem, prediction->reason, say(mem, "held at a limit of nature"));
    return true;
}

void scenario_tell_unused(const struct scenarios *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct assumption *row = &all->row[i];
        if (row->used)
            continue;
        if (row->number == SCENARIO_ASSUMED)
            diag_report(DIAG_SERIES, NULL, "--assume: no series of indicator \"%.*s\"", STR_ARG(row->indicator));
        else
            diag_report(DIAG_SERIES, &row->place,
                        "no series of indicator \"%.*s\" and region \"%.*s\" for scenario %.*s",
                        STR_ARG(row->indicator), STR_ARG(row->region), STR_ARG(row->scenario));
    }
}
