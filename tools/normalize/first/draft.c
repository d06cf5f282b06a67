/* draft - see draft.h */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "first/draft.h"

struct draft {
    struct mem *mem;
    struct group *seen;       /* what and from */
    struct draft_row *row;
    size_t count, room;
};

/* Cells that could not be read are signs only when they are short and have no digit; a period in a
 * title is short, too. */
enum { SIGN_MAX = 24, TITLE_PERIOD_MAX = 48, TITLE_REGION_MAX = 36, CELLS_ASKED = 40,
       COLUMNS_NAMED = 6 };

static void put(struct draft *draft, const struct draft_row *row)
{
    const struct str key[] = {row->what, row->from};
    bool *taken = group_at(draft->seen, key);
    if (*taken)
        return;
    *taken = true;
    draft->row = mem_grow(draft->mem, draft->row, draft->count, &draft->room, sizeof *draft->row);
    draft->row[draft->count++] = (struct draft_row){row->what, mem_copy(draft->mem, row->from),
                                                    mem_copy(draft->mem, row->to),
                                                    mem_copy(draft->mem, row->candidates)};
}

struct draft *draft_open(struct mem *mem)
{
    struct draft *draft = mem_take(mem, sizeof *draft);
    *draft = (struct draft){.mem = mem, .seen = group_open(2, sizeof(bool))};
    return draft;
}

/* ---- what titles say ---- */

static bool begins_rune(struct str text, size_t at)
{
    return at == text.length || ((unsigned char)text.at[at] & 0xc0) != 0x80;
}

/* The longest period that stands in a title, in its canonical form. */
static struct str period_in(const struct shape *s, struct str title)
{
    struct period_zh read;
    for (size_t at = 0; at < title.length; at++)
        for (size_t length = title.length - at < TITLE_PERIOD_MAX ? title.length - at : TITLE_PERIOD_MAX;
             str_is_digit(title.at[at]) && length > 5; length--)
            if (begins_rune(title, at + length) &&
                period_zh_read(s->scratch, s->periods, str_part(title, at, length), 0, &read))
                return say(s->mem, "{1} (the title)", period_text(s->mem, read.period));
    return STR("");
}

/* The region that a title begins with. */
static struct str region_in(const struct shape *s, struct str title)
{
    for (size_t length = title.length < TITLE_REGION_MAX ? title.length : TITLE_REGION_MAX; length > 5; length--) {
        const struct name *name = names_region(s->names, str_part(title, 0, length));
        if (begins_rune(title, length) && name->region)
            return say(s->mem, "{1} {2} (the title)", name->region->code, name->region->name_zh);
    }
    return STR("");
}

/* ---- columns ---- */

/* How many of the first cells mean something as a region, a period. */
static bool cells_are(const struct shape *s, const struct raw_table *t, uint32_t column, enum role role)
{
    uint32_t asked = 0, are = 0;
    for (uint32_t i = 0; s->peek && i < s->peek->count && asked < CELLS_ASKED; i++) {
        const struct peek_line *line = &s->peek->line[i];
        struct str cell = column < line->count ? line->cell[column] : STR("");
        struct period_zh read;
        if (line->number <= t->last || !cell.length)
            continue;
        asked++;
        const struct name *name = role == ROLE_REGION ? names_region(s->names, cell) : NULL;
        are += name ? name->region || name->meant.count : period_zh_read(s->scratch, s->periods, cell, 0, &read);
    }
    return asked && 2 * are > asked;
}

/* A column of texts that no name tells is what is missing where its cells are that. */
static struct draft_row of_texts(const struct shape *s, const struct raw_table *t, uint32_t i)
{
    const struct table_column *c = &t->column[i];
    static const enum role sought[] = {ROLE_REGION, ROLE_PERIOD};
    for (size_t k = 0; k < sizeof sought / sizeof *sought; k++)
        if (t->missing[sought[k]] && cells_are(s, t, i, sought[k]))
            return (struct draft_row){STR("column"), c->header, role_name(sought[k]), STR("")};
    return (struct draft_row){STR("column"), c->header, c->name, STR("")};
}

/* What a column of figures may be, and why it is none of that yet. */
static struct draft_row of_figures(const struct shape *s, const struct raw_table *t, uint32_t i)
{
    const struct table_column *c = &t->column[i];
    bool named = t->at[ROLE_INDICATOR] != COLUMN_NONE || s->given[ROLE_INDICATOR] || t->said[ROLE_INDICATOR].length;
    struct str own = named ? STR("period=2022") : mem_format(s->mem, "indicator=%.*s", STR_ARG(c->header));
    struct str list = say(s->mem, "value; {1}; region=CODE; a name: it comes along; clear this cell: it is left out",
                          own);
    if (c->why.length)
        list = say(s->mem, "it {1}: {2}", c->why, list);
    return (struct draft_row){STR("column"), c->header, STR(""), list};
}

/* Is the header the only one of its name?  Else the column goes by its number. */
static bool is_single(const struct raw_table *t, uint32_t i)
{
    for (uint32_t k = 0; k < t->count; k++)
        if (k != i && str_eq(t->column[k].header, t->column[i].header))
            return false;
    return true;
}

static void draft_column(struct draft *draft, const struct shape *s, const struct raw_table *t, uint32_t i)
{
    const struct table_column *c = &t->column[i];
    struct draft_row row = {STR("column"), c->header, c->name, STR("")};
    if (!c->header.length || c->role == ROLE_WIDE || c->role == ROLE_NONE)
        return;
    if (c->role == ROLE_SCALE)
        row.to = STR("scale");
    else if (c->role < ROLE_COUNT)
        row.to = role_name(c->role);
    else if (c->open)
        row = of_figures(s, t, i);
    else if (!c->mapped && !c->aside)
        row = of_texts(s, t, i);
    if (!is_single(t, i))
        row.from = mem_format(s->mem, "#%u", i + 1);
    put(draft, &row);
}

/* ---- constants ---- */

/* Columns of texts that may be what is missing. */
static struct str columns_for(const struct shape *s, const struct raw_table *t)
{
    struct str list = STR("");
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->count && count < COLUMNS_NAMED; i++) {
        const struct table_column *c = &t->column[i];
        struct peek_column cells = s->peek ? peek_column(s->peek, t->last, i) : (struct peek_column){.filled = 0};
        bool texts = cells.filled && 2 * cells.figures <= cells.filled;
        if (c->role != ROLE_OTHER || c->open || c->mapped || c->aside || !texts)
            continue;
        list = list.length ? mem_format(s->mem, "%.*s, %.*s", STR_ARG(list), STR_ARG(c->header)) : c->header;
        count++;
    }
    return list;
}

static struct str candidates_for(const struct shape *s, const struct raw_table *t, enum role role)
{
    struct str found = STR(""), columns = role == ROLE_PERIOD ? STR("") : columns_for(s, t);
    if (role == ROLE_REGION)
        found = region_in(s, t->title);
    else if (role == ROLE_PERIOD)
        found = period_in(s, t->title);
    if (!found.length && t->title.length)
        found = say(s->mem, "nothing in the table says it; the title is {1}", t->title);
    else if (!found.length)
        found = say(s->mem, "nothing in the file says it: one for all rows");
    if (columns.length)
        found = say(s->mem, "{1}; or call a column so: {2}", found, columns);
    return found;
}

static void draft_constants(struct draft *draft, const struct shape *s, const struct raw_table *t)
{
    static const enum role order[] = {ROLE_REGION, ROLE_INDICATOR, ROLE_PERIOD};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        enum role role = order[i];
        struct draft_row row = {STR("set"), role_name(role), t->said[role], STR("")};
        if (!row.to.length && role == ROLE_PERIOD && t->relative && t->missing[role])
            row.from = STR("reference-period");
        if (!row.to.length && !t->missing[role])
            continue;
        if (!row.to.length)
            row.candidates = candidates_for(s, t, role);
        put(draft, &row);
    }
    if (t->unit.text.length && !s->given[ROLE_UNIT])
        put(draft, &(struct draft_row){STR("set"), STR("unit"), t->unit.text, STR("")});
}

void draft_table(struct draft *draft, const struct shape *shape, const struct raw_table *table)
{
    bool figures = false;
    for (uint32_t i = 0; i < table->count; i++) {
        draft_column(draft, shape, table, i);
        figures = figures || table->column[i].open;
    }
    if (table->missing[ROLE_VALUE] && !figures)
        put(draft, &(struct draft_row){STR("column"), STR(""), STR("value"),
                                       say(shape->mem, "no column was seen to hold figures: which one does?")});
    draft_constants(draft, shape, table);
}

/* ---- cells ---- */

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (str_is_digit(text.at[i]))
            return true;
    return false;
}

/* A value without a unit is no unit. */
static bool has_letter(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!str_is_digit(text.at[i]) && !memchr(".,-+ ", text.at[i], 5))
            return true;
    return false;
}

void draft_text(struct draft *draft, enum diag_code code, struct str text, struct str why)
{
    static const struct { enum diag_code code; struct str what; } kind[] = {
        {DIAG_REGION, {"region", 6}}, {DIAG_INDICATOR, {"indicator", 9}}, {DIAG_PERIOD, {"period", 6}},
        {DIAG_UNIT, {"unit", 4}},     {DIAG_NUMBER, {"symbol", 6}}};
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (kind[i].code == code && text.length &&
            !(code == DIAG_NUMBER && (has_digit(text) || text.length > SIGN_MAX)) &&
            !(code == DIAG_UNIT && !has_letter(text)))
            put(draft, &(struct draft_row){kind[i].what, text, STR(""), why});
}

void draft_nameless(struct draft *draft, uint32_t number, struct str text)
{
    put(draft, &(struct draft_row){STR("column"), mem_format(draft->mem, "#%u", number), STR(""),
                                   say(draft->mem, "has no name, but holds {1}: a name for it; clear this cell: it is "
                                       "left out", text)});
}

size_t draft_rows(const struct draft *draft, const struct draft_row **row)
{
    *row = draft->row;
    return draft->count;
}

void draft_write(const struct draft *draft, struct writer *writer)
{
    const struct draft_row header = {STR("what"), STR("from"), STR("to"), STR("candidates")};
    for (size_t i = 0; i <= draft->count; i++) {
        const struct draft_row *row = i ? &draft->row[i - 1] : &header;
        writer_field(writer, row->what);
        writer_field(writer, row->from);
        writer_field(writer, row->to);
        writer_field(writer, row->candidates);
        writer_end(writer);
    }
}

void draft_close(struct draft *draft)
{
    if (draft)
        group_close(draft->seen);
}
