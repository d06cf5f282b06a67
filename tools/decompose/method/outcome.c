/* outcome - see outcome.h */
#include <math.h>

#include "method/outcome.h"
#include "method/split.h"

#define X(name, text) [OUTCOME_##name] = text,
static const char *const unit_text[] = {OUTCOME_UNITS(X)};
#undef X

const char *outcome_unit_text(enum outcome_unit unit)
{
    return unit_text[unit];
}

int outcome_guarded(const struct outcome *outcome, enum outcome_unit unit)
{
    return outcome->places[unit] + SPLIT_GUARD;
}

static void add(struct outcome *outcome, struct outcome_row row)
{
    outcome->row = mem_grow(outcome->mem, outcome->row, outcome->rows, &outcome->room, sizeof *outcome->row);
    outcome->row[outcome->rows++] = row;
}

void outcome_value(struct outcome *outcome, uint32_t part, const char *item, struct measure value,
                   enum outcome_unit unit)
{
    struct outcome_row row = {.part = part, .period = OUTCOME_SPAN, .item = item, .unit = unit, .value = value};
    if (!value.known)
        row.reason = say(outcome->mem, "it lies beyond all numbers");
    add(outcome, row);
}

void outcome_double(struct outcome *outcome, uint32_t part, const char *item, double value, enum outcome_unit unit)
{
    outcome_value(outcome, part, item, measure_double(value), unit);
}

void outcome_at(struct outcome *outcome, uint32_t period, const char *item, double value, enum outcome_unit unit)
{
    outcome_double(outcome, OUTCOME_WHOLE, item, value, unit);
    outcome->row[outcome->rows - 1].period = period;
}

void outcome_none(struct outcome *outcome, const char *item, struct str reason)
{
    add(outcome, (struct outcome_row){.part = OUTCOME_WHOLE, .period = OUTCOME_SPAN, .item = item,
                                      .unit = OUTCOME_NUMBER, .reason = reason});
}

/* ---- tables ---- */

static void add_settled(struct outcome *outcome, const struct outcome_table *table, uint32_t part, const char *item,
                        struct num value)
{
    if (table->residual && part == table->parts - 1)
        part = OUTCOME_RESIDUAL;
    add(outcome, (struct outcome_row){.part = part, .period = OUTCOME_SPAN, .item = item, .unit = table->unit,
                                      .settled = true, .value = measure_of(value)});
}

static void add_table(struct outcome *outcome, const struct outcome_table *table)
{
    struct split split = {.rows = table->parts, .columns = table->items, .cell = table->cell,
                          .row_sum = table->row_sum, .places = outcome->places[table->unit], .how = outcome->how};
    if (!split_round(outcome->mem, &split)) {
        outcome_say(outcome, table->sum ? table->sum : table->item[0], "the numbers have too many digits");
        return;
    }
    for (uint32_t part = 0; part < table->parts && !table->whole; part++) {
        for (uint32_t i = 0; i < table->items; i++)
            add_settled(outcome, table, part, table->item[i], split.part[part * table->items + i]);
        if (table->sum)
            add_settled(outcome, table, part, table->sum, split.across[part]);
    }
    for (uint32_t i = 0; i < table->items; i++)
        add_settled(outcome, table, OUTCOME_WHOLE, table->item[i], split.down[i]);
    if (table->sum)
        add_settled(outcome, table, OUTCOME_WHOLE, table->whole_sum ? table->whole_sum : table->sum, split.sum);
}

void outcome_table(struct outcome *outcome, const struct outcome_table *table)
{
    if (table->sum || table->items == 1) {
        add_table(outcome, table);
        return;
    }
    /* Items that are no parts of anything are tables of their own. */
    struct num *column = mem_array(outcome->mem, table->parts, sizeof *column);
    for (uint32_t i = 0; i < table->items; i++) {
        struct outcome_table one = *table;
        for (uint32_t part = 0; part < table->parts; part++)
            column[part] = table->cell[part * table->items + i];
        one.items = 1;
        one.item = &table->item[i];
        one.cell = column;
        add_table(outcome, &one);
    }
}
