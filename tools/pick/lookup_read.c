/* lookup_read - the rows of the other table */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"
#include "language/expr.h"
#include "lookup_inside.h"

/* What is taken of the record, in one piece. */
static struct lookup_row *kept(const struct lookup *lookup, const struct record *record, uint64_t line)
{
    const struct wanted_list *taken = &lookup->taken;
    size_t bytes = 0;
    for (uint32_t i = 0; i < taken->count; i++)
        bytes += record_field(record, taken->column[i].at).length;
    struct lookup_row *row = mem_take(lookup->mem, sizeof *row + taken->count * sizeof *row->end + bytes);
    char *into = (char *)&row->end[taken->count];
    uint32_t end = 0;
    row->line = line;
    for (uint32_t i = 0; i < taken->count; i++) {
        struct str text = record_field(record, taken->column[i].at);
        if (text.length)
            memcpy(into + end, text.at, text.length);
        row->end[i] = end += (uint32_t)text.length;
    }
    return row;
}

/* Does the record say the same as the row in all that is taken? */
static bool agrees(const struct lookup *lookup, const struct lookup_row *row, const struct record *record)
{
    const struct wanted_list *taken = &lookup->taken;
    const char *text = (const char *)&row->end[taken->count];
    for (uint32_t i = 0, from = 0; i < taken->count; from = row->end[i++])
        if (!str_eq((struct str){text + from, row->end[i] - from}, record_field(record, taken->column[i].at)))
            return false;
    return true;
}

static void add_row(struct lookup *lookup, struct lookup_key *key, const struct record *record, uint64_t line)
{
    enum lookup_several several = lookup->ask->several;
    if (!key->line)
        key->line = line;
    if (key->first && several != LOOKUP_EACH) {
        if (several == LOOKUP_FIRST || agrees(lookup, key->first, record))
            return;
        if (several == LOOKUP_REFUSE) {
            key->other = key->other ? key->other : line;
            return;
        }
        key->first = NULL;
    }
    struct lookup_row *row = kept(lookup, record, line);
    if (key->first)
        key->last->next = row;
    else
        key->first = row;
    key->last = row;
}

static void take_row(struct lookup *lookup, const struct record *record, uint64_t line)
{
    bool some = false;
    for (uint32_t i = 0; i < lookup->theirs.count; i++) {
        lookup->key[i] = record_field(record, lookup->theirs.at[i]);
        some |= lookup->key[i].length > 0;
    }
    if (!some)
        return;
    struct lookup_key *key = group_at(lookup->keys, lookup->key);
    add_row(lookup, key, record, line);
    lookup_spread_row(lookup, record, key, line);
}

void lookup_read(struct lookup *lookup, struct reader *reader)
{
    struct expr_names names = expr_columns(&lookup->columns);
    const char *where = lookup->ask->where;
    struct expr *expr =
        where ? expr_compile_condition(lookup->mem, str_of(where), "--table-where", &names) : NULL;
    uint64_t rows = 0;
    for (const struct record *record; (record = reader_next(reader));) {
        if (expr && expr_test(expr, (void *)(uintptr_t)record) != EXPR_TRUE)
            continue;
        take_row(lookup, record, reader_place(reader, RECORD_WHOLE).line);
        rows++;
    }
    struct place place = {.file = lookup->ask->file};
    if (!rows && reader_records(reader))
        diag_report(DIAG_NO_RECORD, &place, "no record fulfils the condition, so there is nothing to look up: %s",
                    where);
    else if (!rows)
        aside_bare(lookup->ask->file);
}
