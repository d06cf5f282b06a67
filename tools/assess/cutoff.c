/* cutoff - see cutoff.h */
#include "base/group.h"
#include "base/str.h"
#include "cutoff.h"

struct cutoff {
    struct mem *mem;
    struct writer *writer;
    struct group *seen;       /* by region and indicator */
};

struct cutoff *cutoff_open(struct mem *mem, struct writer *writer)
{
    static const struct str name[] = {STR("region"), STR("indicator"), STR("period"), STR("value"), STR("status"),
                                      STR("vintage"), STR("as_of"), STR("file"), STR("line")};
    struct cutoff *cutoff = mem_take(mem, sizeof *cutoff);
    *cutoff = (struct cutoff){mem, writer, group_open(2, sizeof(bool))};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(writer, name[i]);
    writer_end(writer);
    return cutoff;
}

static void write_row(const struct cutoff *cutoff, const struct observation *row, struct period day)
{
    const struct str cell[] = {row->region, row->indicator, row->period_text, row->value_text, row->status_text,
                               row->vintage, period_text(cutoff->mem, day), str_of(row->file),
                               mem_format(cutoff->mem, "%llu", (unsigned long long)row->line)};
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++)
        writer_field(cutoff->writer, cell[i]);
    writer_end(cutoff->writer);
}

uint32_t cutoff_add(struct cutoff *cutoff, const struct question *question)
{
    const struct str key[] = {question->target->region, question->target->indicator};
    bool *seen = group_at(cutoff->seen, key);
    uint32_t rows = 0;
    if (*seen || !question->limited)
        return 0;
    *seen = true;
    for (uint32_t i = 0; i < question->own.count; i++) {
        const struct observation *row = &question->own.row[i];
        struct period day = judge_cut_off(question, row);
        if (row->period.last <= day.last)
            continue;
        write_row(cutoff, row, day);
        rows++;
    }
    return rows;
}

void cutoff_close(struct cutoff *cutoff)
{
    group_close(cutoff->seen);
}
