/* columns - see columns.h: which columns are those of observations */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/period_double.h"
#include "cell/symbol.h"
#include "cell/word.h"
#include "table/columns_inside.h"

struct place columns_place(const struct raw_table *t, uint32_t i)
{
    return (struct place){.file = t->file, .line = t->line, .column = i + 1, .name = t->column[i].header};
}

bool columns_said(const struct finding_columns *f, enum role role)
{
    return f->table->at[role] != COLUMN_NONE || f->shape->given[role] || f->table->said[role].length;
}

bool columns_is_code(const struct table_column *column)
{
    struct str header = column->header;
    if (column->role != ROLE_OTHER)
        return column->role == ROLE_REGION || column->role == ROLE_INDICATOR;
    return str_find(header, STR("代码")) >= 0 || str_find(header, STR("编码")) >= 0 || str_find(header, STR("区划")) >= 0 ||
           str_eq(header, STR("code"));
}

/* ---- each column by itself ---- */

/* Is one of the first cells a status? */
static bool has_statuses(const struct finding_columns *f, uint32_t column)
{
    const struct peek *peek = f->shape->peek;
    for (uint32_t i = 0; peek && i < peek->count; i++) {
        const struct peek_line *line = &peek->line[i];
        struct str cell = column < line->count ? line->cell[column] : STR("");
        if (line->number > f->header->last && cell.length && (status_is_code(cell) || word_status(cell).length))
            return true;
    }
    return false;
}

/* What a rule says of a name the cells must bear out: 市 over figures is a column of figures. */
static bool fits(const struct finding_columns *f, uint32_t i)
{
    const struct role_guess *guess = &f->guess[i];
    const struct peek_column *cells = &f->peek[i];
    if (guess->surety == ROLE_BY_MAPPING)
        return true;
    if (guess->role == ROLE_STATUS && guess->surety == ROLE_BY_RULE)
        return has_statuses(f, i);
    if (guess->role == ROLE_REGION && guess->surety != ROLE_BY_CODE && guess->level != LEVEL_ANY)
        return !peek_is_figures(*cells) || 2 * cells->codes > cells->filled;
    return true;
}

/* Does the mapping mean this header, or one that differs in case or width only and is there too? */
static bool is_meant(const struct finding_columns *f, uint32_t i)
{
    const struct mapping_row *row = f->guess[i].mapped;
    if (!row || str_starts(row->from, STR("#")) || str_eq(row->from, f->header->cell[i]))
        return true;
    for (uint32_t k = 0; k < f->header->count; k++)
        if (str_eq(row->from, f->header->cell[k]))
            return false;
    return true;
}

static const char *reason_of(const struct role_guess *guess)
{
    static const char *const reason[] = {N_("is made of words for codes"), N_("is made of words for it"),
                                         N_("is called so"), N_("the mapping says so")};
    return reason[guess->surety];
}

static void read_header(struct finding_columns *f, uint32_t i)
{
    struct raw_table *t = f->table;
    struct table_column *c = &t->column[i];
    const struct header *header = f->header;
    struct role_guess *guess = &f->guess[i];
    f->heading[i] = heading_read(f->shape->mem, f->shape->units, header->cell[i]);
    *guess = role_of(f->shape->scratch, f->shape->mapping, header->cell[i], f->heading[i].name, i + 1);
    if (!is_meant(f, i))
        *guess = (struct role_guess){ROLE_OTHER, ROLE_BY_NAME, LEVEL_ANY, NULL};
    if ((header->dated[i] || !fits(f, i)) && !guess->mapped)
        guess->role = ROLE_OTHER;
    if (role_is_sdmx_frame(header->cell[i]) && !guess->mapped)
        guess->role = ROLE_NONE;
    c->header = header->cell[i];
    c->name = f->heading[i].name;
    c->marks = f->heading[i].marks;
    c->unread = f->heading[i].unread;
    c->role = guess->role;
    c->mapped = guess->mapped != NULL;
    c->reason = reason_of(guess);
    c->nameless = c->name.length == 0 && !c->mapped;
    if (c->role == ROLE_NONE && str_eq(c->header, STR("ACTION")))
        t->action = i;
    if (c->role == ROLE_OTHER)
        c->name = c->mapped ? guess->mapped->to : c->header;
    if (c->nameless) {
        c->role = ROLE_NONE;
        c->reason = N_("has no name");
    }
    if (c->role == ROLE_VALUE)
        c->unit = f->heading[i].unit;
    /* 指标（亿元） above names: the unit is that of the figures beside them. */
    const struct unit *unit = &f->heading[i].unit;
    if ((c->role == ROLE_INDICATOR || (c->role == ROLE_REGION && unit_is_amount(unit))) && unit->text.length &&
        !t->unit.text.length)
        t->unit = *unit;
}

/* ---- columns of one role ---- */

static void set_aside(struct finding_columns *f, uint32_t i, const char *reason)
{
    f->table->column[i].role = ROLE_OTHER;
    f->table->column[i].name = f->table->column[i].header;
    f->table->column[i].reason = reason;
    f->table->column[i].aside = true;
}

/* Regions of several levels beside each other, one of them perhaps of any: from the top down. */
static bool is_path(const struct finding_columns *f, const uint32_t *at, uint32_t count)
{
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (f->guess[at[a]].level == f->guess[at[b]].level)
                return false;
    return true;
}

/* Does a column stand above another in a path?  By their levels; one of any, where it stands: on the left. */
static bool is_above(const struct finding_columns *f, uint32_t a, uint32_t b)
{
    enum role_level x = f->guess[a].level, y = f->guess[b].level;
    return x == LEVEL_ANY || y == LEVEL_ANY ? a < b : x < y;
}

static void make_path(struct finding_columns *f, uint32_t *at, uint32_t count)
{
    struct raw_table *t = f->table;
    for (uint32_t a = 1; a < count; a++)
        for (uint32_t b = a; b > 0 && is_above(f, at[b], at[b - 1]); b--) {
            uint32_t held = at[b];
            at[b] = at[b - 1];
            at[b - 1] = held;
        }
    t->above.at = mem_array(f->shape->mem, count, sizeof(uint32_t));
    for (uint32_t i = 0; i + 1 < count; i++) {
        t->above.at[t->above.count++] = at[i];
        t->column[at[i]].reason = N_("is a level above the region");
    }
    t->at[ROLE_REGION] = at[count - 1];
}

/* Columns of a role, the surest only: a mapping comes before a name, a name before a rule and a
 * code; but codes come before names where there is a list. */
static uint32_t choose(struct finding_columns *f, enum role role, uint32_t *at)
{
    struct raw_table *t = f->table;
    enum role_surety best = ROLE_BY_CODE;
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->count; i++)
        if (t->column[i].role == role)
            at[count++] = i;
    for (uint32_t i = 0; i < count; i++)
        best = f->guess[at[i]].surety > best ? f->guess[at[i]].surety : best;
    if (role == ROLE_REGION && best == ROLE_BY_NAME)
        best = ROLE_BY_RULE;  /* 地区 is no surer than 城市 */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if (f->guess[at[i]].surety >= best)
            at[kept++] = at[i];
        else
            set_aside(f, at[i], N_("comes along: another column is it more surely"));
    return kept;
}

static void settle_role(struct finding_columns *f, enum role role, uint32_t *at)
{
    struct raw_table *t = f->table;
    uint32_t count = choose(f, role, at);
    t->at[role] = count ? at[0] : COLUMN_NONE;
    if (count < 2)
        return;
    if (role == ROLE_REGION && is_path(f, at, count)) {
        make_path(f, at, count);
        return;
    }
    struct place place = columns_place(t, at[1]);
    if (!f->shape->lenient)
        diag_fatal(DIAG_HEADER_DOUBLE, &place, "columns %u and %u are both the %.*s (a mapping row says what "
                   "one of them is: column,#%u,NAME)", at[0] + 1, at[1] + 1, STR_ARG(role_name(role)), at[1] + 1);
    for (uint32_t i = 1; i < count; i++) {
        set_aside(f, at[i], NULL);
        t->column[at[i]].open = true;
        t->column[at[i]].why = say(f->shape->mem, "is the {1}, as another column is", role_name(role));
    }
}

static void settle_roles(struct finding_columns *f)
{
    uint32_t *at = mem_array(f->shape->mem, f->table->count, sizeof *at);
    for (int role = 0; role < ROLE_COUNT; role++)
        settle_role(f, (enum role)role, at);
}

/* ---- parts of a year ---- */

/* 月份 or 季度 beside a year, whatever names the year: it goes into the period and no further, since a
 * column that comes along parts a series into as many as it has words.  One that the mapping leaves out
 * says it all the same: without it every month would pass for a year. */
static void find_part(struct finding_columns *f)
{
    static const struct { const char *name, *unit; } word[] = {
        {"月份", "月"}, {"月", "月"}, {"月度", "月"}, {"month", "月"},
        {"季度", "季度"}, {"季", "季度"}, {"quarter", "季度"}, {"半年", "半年"}, {"半年度", "半年"}};
    struct raw_table *t = f->table;
    t->part = COLUMN_NONE;
    for (uint32_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < sizeof word / sizeof *word && t->part == COLUMN_NONE; k++) {
            const struct table_column *c = &t->column[i];
            bool open = c->role == ROLE_OTHER && !c->mapped && !c->aside;
            bool left_out = c->role == ROLE_NONE && c->mapped;
            if (!(open || left_out) ||
                !str_eq(heading_key(f->shape->scratch, left_out ? f->heading[i].name : c->name), str_of(word[k].name)))
                continue;
            set_aside(f, i, N_("says of which part of the year a row is"));
            t->column[i].role = ROLE_NONE;
            t->part = i;
            t->part_unit = str_of(word[k].unit);
        }
}

/* ---- school years ---- */

/* 2009/10 and 2010/11 beside each other, and no 2009/11: those are no months. */
static void find_fiscal(const struct finding_columns *f)
{
    uint32_t doubles = 0, monthly = 0;
    struct str first = STR("");
    const struct peek *peek = f->shape->peek;
    for (uint32_t i = 0; i < f->header->count; i++)
        for (uint32_t k = 0; k < f->header->parts[i]; k++) {
            enum period_double kind = period_double(f->shape->scratch, f->header->part[i][k]);
            doubles += kind == PERIOD_DOUBLE;
            monthly += kind == PERIOD_MONTHLY;
        }
    uint32_t at = f->table->at[ROLE_PERIOD];
    for (uint32_t i = 0; peek && at != COLUMN_NONE && i < peek->count; i++) {
        struct str cell = at < peek->line[i].count ? peek->line[i].cell[at] : STR("");
        enum period_double kind = peek->line[i].number > f->header->last ? period_double(f->shape->scratch, cell)
                                                                         : PERIOD_SINGLE;
        doubles += kind == PERIOD_DOUBLE && !str_eq(cell, first);
        monthly += kind == PERIOD_MONTHLY;
        first = kind == PERIOD_DOUBLE ? cell : first;
    }
    f->shape->periods->fiscal = doubles > 1 && !monthly;
}

/* ---- the table ---- */

static const char *role_rule(const struct raw_table *t, uint32_t i)
{
    const struct table_column *c = &t->column[i];
    if (i == t->part)
        return "part-of-year";
    if (c->role == ROLE_WIDE)
        return "wide";
    if (c->role == ROLE_SCALE)
        return "scale";
    if (c->role == ROLE_NONE)
        return c->nameless ? "nameless" : role_is_sdmx_frame(c->header) ? "sdmx" : "mapping";
    return "header";
}

static void log_wide(const struct shape *s, const struct raw_table *t, uint32_t i)
{
    const struct table_column *c = &t->column[i];
    const struct { struct str text; const char *rule; } said[] = {
        {c->period.length ? c->indicator : STR(""), "wide-indicator"}, {c->region, "wide-region"},
        {c->status, "wide-status"}, {c->caliber, "wide-caliber"}, {c->to_date ? STR("to date") : STR(""), "wide-reach"},
        {c->unit.text, "unit"}};
    struct str key = mem_format(s->scratch, "#%u", i + 1);
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (said[k].text.length)
            changes_note(s->changes, t->line, key, STR(""), said[k].text, said[k].rule);
    for (uint32_t k = 0; c->more && k < t->mores; k++)
        changes_note(s->changes, t->line, key, t->more[k], c->more[k], "wide-part");
}

static void log_columns(const struct shape *s, const struct raw_table *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const struct table_column *c = &t->column[i];
        struct str now = c->role < ROLE_COUNT ? role_name(c->role)
                         : c->role == ROLE_OTHER ? c->name
                         : c->role == ROLE_WIDE
                             ? c->period.length ? c->period : c->indicator.length ? c->indicator : c->region
                             : STR("");
        if (!str_eq(c->header, now) || c->role >= ROLE_WIDE)
            changes_note(s->changes, t->line, mem_format(s->scratch, "#%u", i + 1), c->header, now, role_rule(t, i));
        log_wide(s, t, i);
    }
}

static void list_columns(const struct shape *s, struct raw_table *t)
{
    t->wide.at = mem_array(s->mem, t->count, sizeof(uint32_t));
    t->other.at = mem_array(s->mem, t->count, sizeof(uint32_t));
    t->scale.at = mem_array(s->mem, t->count, sizeof(uint32_t));
    for (uint32_t i = 0; i < t->count; i++)
        if (t->column[i].role == ROLE_WIDE)
            t->wide.at[t->wide.count++] = i;
        else if (t->column[i].role == ROLE_OTHER)
            t->other.at[t->other.count++] = i;
        else if (t->column[i].role == ROLE_SCALE)
            t->scale.at[t->scale.count++] = i;
    t->tidy = t->count == ROLE_COUNT + t->other.count;
    for (uint32_t r = 0; r < ROLE_COUNT; r++)
        t->tidy = t->tidy && t->at[r] == r;
}

void columns_find(const struct shape *s, struct raw_table *t, const struct header *header)
{
    struct finding_columns f = {.shape = s, .table = t, .header = header};
    t->line = header->line;
    t->last = header->last;
    t->count = header->count;
    t->action = COLUMN_NONE;
    t->column = mem_array(s->mem, t->count, sizeof *t->column);
    f.heading = mem_array(s->mem, t->count, sizeof *f.heading);
    f.guess = mem_array(s->mem, t->count, sizeof *f.guess);
    f.head = mem_array(s->mem, t->count, sizeof *f.head);
    f.peek = mem_array(s->mem, t->count, sizeof *f.peek);
    for (uint32_t i = 0; i < t->count; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        f.peek[i] = s->peek ? peek_column(s->peek, header->last, i) : (struct peek_column){.filled = 0};
        read_header(&f, i);
        mem_rewind(s->scratch, mark);
    }
    settle_roles(&f);
    find_part(&f);
    find_fiscal(&f);
    f.named = columns_said(&f, ROLE_INDICATOR);
    f.dated = columns_said(&f, ROLE_PERIOD);
    f.placed = columns_said(&f, ROLE_REGION);
    /* A header without a year (1月) is a period where the rows or a constant name one. */
    f.year = f.dated ? 2000 : 0;
    columns_widen(&f);
    list_columns(s, t);
    columns_judge(&f);
    log_columns(s, t);
}
