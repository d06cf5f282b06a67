/* cutoff - see cutoff.h */
#include "base/group.h"
#include "base/str.h"
#include "cutoff.h"

struct cutoff {
    struct mem *mem;
    struct writer *writer;
    bool in_time;             /* which figures are written */
    struct group *seen;       /* by region, indicator and caliber */
};

struct cutoff *cutoff_open(struct mem *mem, struct writer *writer, bool in_time)
{
    static const struct str name[] = {STR("region"), STR("indicator"), STR("period"), STR("months"), STR("value"),
                                      STR("written"), STR("unit"), STR("status"), STR("qualifier"), STR("vintage"),
                                      STR("caliber"), STR("as_of"), STR("source"), STR("file"), STR("line")};
    struct cutoff *cutoff = mem_take(mem, sizeof *cutoff);
    *cutoff = (struct cutoff){mem, writer, in_time, group_open(3, sizeof(bool))};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(writer, name[i]);
    writer_end(writer);
    return cutoff;
}

static void write_row(const struct cutoff *cutoff, const struct question *question, const struct observation *row)
{
    struct mem *mem = cutoff->mem;
    int months = period_length_months(row->period);
    struct str none = {NULL, 0};
    const struct str cell[] = {row->region, row->indicator, row->period_text,
                               months ? mem_format(mem, "%d", months) : none, row->value_text,
                               observation_as_written(mem, row), row->unit, row->status_text, row->qualifier,
                               row->vintage, row->caliber,
                               question->limited ? period_text(mem, judge_cut_off(question, row)) : none, row->source,
                               str_of(row->file), mem_format(mem, "%llu", (unsigned long long)row->line)};
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++)
        writer_field(cutoff->writer, cell[i]);
    writer_end(cutoff->writer);
}

/* Does it end by the day that counts, whatever the target's own period? */
static bool in_time(const struct question *question, const struct observation *row)
{
    return !question->limited || row->period.last <= judge_cut_off(question, row).last;
}

uint32_t cutoff_add(struct cutoff *cutoff, const struct question *question)
{
    const struct str key[] = {question->target->region, question->target->indicator, question->target->more->caliber};
    bool *seen = group_at(cutoff->seen, key);
    uint32_t rows = 0;
    if (*seen)
        return 0;
    *seen = true;
    struct series own = observation_in_caliber(cutoff->mem, question->own, question->target->more->caliber);
    for (uint32_t i = 0; i < own.count; i++) {
        if (in_time(question, &own.row[i]) != cutoff->in_time)
            continue;
        write_row(cutoff, question, &own.row[i]);
        rows++;
    }
    return rows;
}

void cutoff_close(struct cutoff *cutoff)
{
    group_close(cutoff->seen);
}
