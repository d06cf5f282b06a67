/* counts - see counts.h */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "io/logbook.h"
#include "report/counts.h"

struct row {
    const char *rule;
    struct str column;
    const char *severity;
    uint64_t items, passes, fails, unknown, not_evaluated, accepted;
};

static void put_row(struct writer *writer, const struct row *row)
{
    const uint64_t number[] = {row->items, row->passes, row->fails, row->unknown, row->not_evaluated,
                               row->accepted};
    writer_field(writer, str_of(row->rule));
    writer_field(writer, row->column);
    writer_plain(writer, str_of(row->severity));
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        char digits[24];
        int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number[i]);
        writer_plain(writer, (struct str){digits, (size_t)length});
    }
    writer_end(writer);
}

static void put_rule(struct writer *writer, const struct tally *tally, uint32_t rule, uint64_t records)
{
    struct row row = {schema_rule_name(rule), tally->field->name, "error", records, 0, tally->fails[rule], 0, 0, 0};
    if (!tally->bound || !schema_rule_tested(rule))
        row.not_evaluated = records;
    else if (rule == SCHEMA_RULE_TYPE)
        row.unknown = tally->missing;
    else if (rule != SCHEMA_RULE_REQUIRED)
        row.unknown = tally->missing + tally->unreadable;
    row.passes = row.items - row.fails - row.unknown - row.not_evaluated;
    put_row(writer, &row);
    if (rule != SCHEMA_RULE_TYPE || !tally->odd)
        return;
    struct row query = {"type", tally->field->name, "query", records, 0, tally->odd, tally->missing + tally->unreadable,
                        0, 0};
    query.passes = query.items - query.fails - query.unknown;
    put_row(writer, &query);
}

static void put_table(struct writer *writer, const struct totals *totals)
{
    uint64_t records = totals->records + totals->blank;
    if (totals->schema)
        put_row(writer, &(struct row){"header", {NULL, 0}, "error", 1, totals->header_faults == 0,
                                      totals->header_faults > 0, 0, 0, 0});
    put_row(writer,
            &(struct row){"blank-record", {NULL, 0}, "error", records, totals->records, totals->blank, 0, 0, 0});
    if (totals->refused)
        put_row(writer, &(struct row){"malformed", {NULL, 0}, "error", records + totals->refused, records,
                                      totals->refused, 0, 0, 0});
}

void counts_write(struct mem *mem, const char *path, char delimiter, const struct tally *tally, uint32_t tallies,
                   const struct keys *keys, const struct rules *rules, const struct totals *totals)
{
    struct logbook book = logbook_open(mem, path, delimiter,
                                       "rule,column,severity,items,passes,fails,unknown,not_evaluated,accepted");
    struct writer *writer = book.writer;
    put_table(writer, totals);
    for (uint32_t i = 0; i < tallies; i++)
        for (uint32_t rule = 0; schema_rule_name(rule); rule++)
            if (schema_has_rule(tally[i].field, rule) && rule != SCHEMA_RULE_UNIQUE)
                put_rule(writer, &tally[i], rule, totals->records + totals->unfit);
    struct keys_count count;
    for (uint32_t i = 0; keys && keys_counted(keys, i, &count); i++)
        put_row(writer, &(struct row){count.rule, count.column, "error", totals->records, count.passes, count.fails,
                                      count.unknown, count.evaluated ? 0 : totals->records, 0});
    struct rules_count rule;
    for (uint32_t i = 0; rules && rules_counted(rules, i, &rule); i++)
        put_row(writer, &(struct row){mem_copy(mem, rule.id).at, {NULL, 0}, rule.severity,
                                      rule.passes + rule.fails + rule.unknown + rule.not_evaluated + rule.accepted,
                                      rule.passes, rule.fails, rule.unknown, rule.not_evaluated, rule.accepted});
    logbook_close(&book);
}
