/* goals - see goals.h */
#include <math.h>

#include "base/str.h"
#include "base/voice.h"
#include "steps/goals.h"

struct goal_row {
    struct str indicator;
    struct span period;
    struct figure low, high, target;
    int scale;
};

static const struct str scale_word[] = {STR(""), STR("linear"), STR("log")};
static const struct sheet_words scale_words = {scale_word, 3};

static const struct sheet_column goal_column[] = {
    {"indicator", SHEET_FULL, sheet_text, offsetof(struct goal_row, indicator), NULL},
    {"period", SHEET_MAY, sheet_span, offsetof(struct goal_row, period), NULL},
    {"low", SHEET_MAY, sheet_figure, offsetof(struct goal_row, low), NULL},
    {"high", SHEET_MAY, sheet_figure, offsetof(struct goal_row, high), NULL},
    {"target", SHEET_MAY, sheet_figure, offsetof(struct goal_row, target), NULL},
    {"scale", SHEET_MAY, sheet_word, offsetof(struct goal_row, scale), &scale_words},
};

/* Everything that a row is put into. */
struct goals {
    const struct hierarchy *tree;
    const struct period *period;
    uint32_t periods;
    struct goalpost *goal;
    bool *own;                /* a row of its period has been there */
};

static double number_of(const struct figure *figure)
{
    double value;
    return figure->known && num_to_double(figure->value, &value) ? value : NAN;
}

static void put(struct goals *goals, uint32_t column, const struct goal_row *row)
{
    struct goalpost goal = {number_of(&row->low), number_of(&row->high), number_of(&row->target), row->scale == 2};
    for (uint32_t p = 0; p < goals->periods; p++) {
        size_t at = (size_t)column * goals->periods + p;
        bool this_one = row->period.known && period_compare(row->period.value, goals->period[p]) == 0;
        if (this_one || (!row->period.known && !goals->own[at]))
            goals->goal[at] = goal;
        goals->own[at] |= this_one;
    }
}

static void tell_unknown(struct sheet *sheet, const struct hierarchy *tree, struct str code)
{
    struct str *known = mem_array(sheet_mem(sheet), tree->columns, sizeof *known);
    for (uint32_t c = 0; c < tree->columns; c++)
        known[c] = tree->node[tree->leaf[c]].code;
    sheet_wrong(sheet, "indicator", "\"%.*s\" is no indicator of the index%.*s", STR_ARG(code),
                STR_ARG(nearest_hint(sheet_mem(sheet), code, known, tree->columns)));
}

static void take_row(struct goals *goals, struct sheet *sheet, const struct goal_row *row)
{
    const struct str key[] = {row->indicator, row->period.text};
    uint64_t before = sheet_before(sheet, sheet_line(sheet), key, 2);
    if (before)
        sheet_wrong(sheet, NULL, "this indicator and period stand in line %llu already", (unsigned long long)before);
    if (row->low.known && row->high.known && num_compare(row->low.value, row->high.value) >= 0)
        sheet_wrong(sheet, "high", "the upper goalpost is not above the lower one; direction turns the scale round");
    for (uint32_t c = 0; c < goals->tree->columns; c++)
        if (str_eq(goals->tree->node[goals->tree->leaf[c]].code, row->indicator)) {
            put(goals, c, row);
            return;
        }
    tell_unknown(sheet, goals->tree, row->indicator);
}

struct goalpost *goals_read(struct mem *mem, struct reader *reader, const struct hierarchy *tree,
                            const struct period *period, uint32_t periods)
{
    static const struct sheet_form form = SHEET_FORM(struct goal_row, goal_column, DIAG_CATALOG, "--goalposts");
    size_t cells = (size_t)tree->columns * periods;
    struct goals goals = {tree, period, periods, mem_array(mem, cells, sizeof(struct goalpost)),
                          mem_array(mem, cells, sizeof(bool))};
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct goal_row row;
    for (size_t i = 0; i < cells; i++)
        goals.goal[i] = (struct goalpost){NAN, NAN, NAN, false};
    while (sheet_next(sheet, &row))
        if (sheet_sound(sheet))
            take_row(&goals, sheet, &row);
    sheet_close(sheet);
    return goals.goal;
}
