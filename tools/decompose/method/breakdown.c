/* breakdown - see breakdown.h */
#include <math.h>

#include "method/breakdown.h"
#include "method/split.h"

#define X(name, text) [BREAKDOWN_##name] = text,
static const char *const unit_text[] = {BREAKDOWN_UNITS(X)};
#undef X

const char *breakdown_unit_text(enum breakdown_unit unit)
{
    return unit_text[unit];
}

int breakdown_guarded(const struct breakdown *breakdown, enum breakdown_unit unit)
{
    return breakdown->places[unit] + SPLIT_GUARD;
}

static void add(struct breakdown *breakdown, struct breakdown_row row)
{
    breakdown->row = mem_grow(breakdown->mem, breakdown->row, breakdown->rows, &breakdown->room,
                              sizeof *breakdown->row);
    breakdown->row[breakdown->rows++] = row;
}

void breakdown_value(struct breakdown *breakdown, uint32_t part, const char *item, struct measure value,
                   enum breakdown_unit unit)
{
    struct breakdown_row row = {.part = part, .period = BREAKDOWN_SPAN, .item = item, .unit = unit, .value = value};
    if (!value.known)
        row.reason = say(breakdown->mem, "it lies beyond all numbers");
    add(breakdown, row);
}

void breakdown_double(struct breakdown *breakdown, uint32_t part, const char *item, double value,
                      enum breakdown_unit unit)
{
    breakdown_value(breakdown, part, item, measure_double(value), unit);
}

void breakdown_at(struct breakdown *breakdown, uint32_t period, const char *item, double value,
                  enum breakdown_unit unit)
{
    breakdown_double(breakdown, BREAKDOWN_WHOLE, item, value, unit);
    breakdown->row[breakdown->rows - 1].period = period;
}

void breakdown_none(struct breakdown *breakdown, const char *item, struct str reason)
{
    add(breakdown, (struct breakdown_row){.part = BREAKDOWN_WHOLE, .period = BREAKDOWN_SPAN, .item = item,
                                      .unit = BREAKDOWN_NUMBER, .reason = reason});
}

void breakdown_note(struct breakdown *breakdown, struct str sentence)
{
    breakdown->row[breakdown->rows - 1].reason = sentence;
}

/* ---- tables ---- */

static void add_settled(struct breakdown *breakdown, const struct breakdown_table *table, uint32_t part,
                        const char *item,
                        struct num value)
{
    if (table->residual && part == table->parts - 1)
        part = BREAKDOWN_RESIDUAL;
    add(breakdown, (struct breakdown_row){.part = part, .period = BREAKDOWN_SPAN, .item = item, .unit = table->unit,
                                      .settled = true, .value = measure_of(value)});
}

static void add_table(struct breakdown *breakdown, const struct breakdown_table *table)
{
    struct split split = {.rows = table->parts, .columns = table->items, .cell = table->cell,
                          .row_sum = table->row_sum, .places = breakdown->places[table->unit], .how = breakdown->how};
    if (!split_round(breakdown->mem, &split)) {
        breakdown_say(breakdown, table->sum ? table->sum : table->item[0], "the numbers have too many digits");
        return;
    }
    for (uint32_t part = 0; part < table->parts && !table->whole; part++) {
        for (uint32_t i = 0; i < table->items; i++)
            add_settled(breakdown, table, part, table->item[i], split.part[part * table->items + i]);
        if (table->sum)
            add_settled(breakdown, table, part, table->sum, split.across[part]);
    }
    for (uint32_t i = 0; i < table->items; i++)
        add_settled(breakdown, table, BREAKDOWN_WHOLE, table->item[i], split.down[i]);
    if (table->sum)
        add_settled(breakdown, table, BREAKDOWN_WHOLE, table->whole_sum ? table->whole_sum : table->sum, split.sum);
}

void breakdown_table(struct breakdown *breakdown, const struct breakdown_table *table)
{
    if (table->sum || table->items == 1) {
        add_table(breakdown, table);
        return;
    }
    /* Items that are no parts of anything are tables of their own. */
    struct num *column = mem_array(breakdown->mem, table->parts, sizeof *column);
    for (uint32_t i = 0; i < table->items; i++) {
        struct breakdown_table one = *table;
        for (uint32_t part = 0; part < table->parts; part++)
            column[part] = table->cell[part * table->items + i];
        one.items = 1;
        one.item = &table->item[i];
        one.cell = column;
        add_table(breakdown, &one);
    }
}
