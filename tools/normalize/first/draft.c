/* draft - see draft.h */
#include "base/group.h"
#include "base/str.h"
#include "cell/heading.h"
#include "first/draft.h"

struct draft {
    struct writer *writer;
    struct group *seen;       /* what and from */
};

/* Cells that could not be read are signs only when they are short and have no digit. */
#define SIGN_MAX 24

static void put(struct draft *draft, struct str what, struct str from, struct str to)
{
    const struct str key[] = {what, from};
    bool *written = group_at(draft->seen, key);
    if (*written)
        return;
    *written = true;
    writer_field(draft->writer, what);
    writer_field(draft->writer, from);
    writer_field(draft->writer, to);
    writer_end(draft->writer);
}

struct draft *draft_open(struct mem *mem, struct writer *writer)
{
    struct draft *draft = mem_take(mem, sizeof *draft);
    *draft = (struct draft){writer, group_open(2, sizeof(bool))};
    writer_field(writer, STR("what"));
    writer_field(writer, STR("from"));
    writer_field(writer, STR("to"));
    writer_end(writer);
    return draft;
}

void draft_table(struct draft *draft, const struct raw_table *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const struct table_column *c = &table->column[i];
        if (c->header.length && c->role == ROLE_SCALE)
            put(draft, STR("column"), c->header, STR("scale"));
        else if (c->header.length && c->role < ROLE_WIDE)
            put(draft, STR("column"), c->header, c->role < ROLE_COUNT ? role_name(c->role) : c->name);
    }
}

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (str_is_digit(text.at[i]))
            return true;
    return false;
}

void draft_text(struct draft *draft, enum diag_code code, struct str text)
{
    static const struct { enum diag_code code; struct str what; } kind[] = {
        {DIAG_REGION, {"region", 6}}, {DIAG_INDICATOR, {"indicator", 9}}, {DIAG_PERIOD, {"period", 6}},
        {DIAG_UNIT, {"unit", 4}},     {DIAG_NUMBER, {"symbol", 6}}};
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (kind[i].code == code && text.length &&
            !(code == DIAG_NUMBER && (has_digit(text) || text.length > SIGN_MAX)))
            put(draft, kind[i].what, text, STR(""));
}

void draft_close(struct draft *draft)
{
    if (draft)
        group_close(draft->seen);
}
