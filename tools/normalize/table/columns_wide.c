/* columns - see columns.h: which columns become rows, and what their headings say */
#include "base/diag.h"
#include "base/match.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/period_zh.h"
#include "cell/symbol.h"
#include "cell/word.h"
#include "table/columns_inside.h"

/* ---- --columns-like ---- */

struct match *columns_pattern(struct mem *mem, struct str pattern)
{
    static const enum role stated[] = {ROLE_REGION, ROLE_INDICATOR, ROLE_PERIOD, ROLE_UNIT, ROLE_STATUS, ROLE_CALIBER};
    struct match_fault fault;
    struct str name[COLUMNS_PARTS_MOST];
    struct match *match = match_compile(mem, pattern, MATCH_WHOLE, &fault);
    if (!match)
        diag_fatal(DIAG_PATTERN, NULL, "--columns-like: %.*s, at character %zu", STR_ARG(fault.message), fault.at + 1);
    size_t count = match_groups(match, name, COLUMNS_PARTS_MOST);
    if (!count || count > COLUMNS_PARTS_MOST)
        diag_fatal(DIAG_PATTERN, NULL, "--columns-like needs 1 to %d named groups, such as (?<period>[0-9]{4})",
                   COLUMNS_PARTS_MOST);
    for (size_t i = 0; i < count; i++) {
        enum role role = role_find(name[i]);
        bool known = role == ROLE_OTHER;
        for (size_t k = 0; k < sizeof stated / sizeof *stated; k++)
            known = known || role == stated[k];
        if (!known)
            diag_fatal(DIAG_PATTERN, NULL, "--columns-like: a header states no %.*s", STR_ARG(name[i]));
    }
    return match;
}

/* ---- one column ---- */

/* A period that needs nothing else is kept in its canonical form, so that it is read once. */
static void make_wide(struct finding_columns *f, uint32_t i, const char *reason)
{
    const struct shape *s = f->shape;
    const struct headed *head = &f->head[i];
    struct table_column *c = &f->table->column[i];
    struct period_zh read;
    c->role = ROLE_WIDE;
    c->reason = reason;
    c->unit = head->unit;
    c->period = head->period;
    if (head->period.length && !mapping_find(s->scratch, s->mapping, MAPPING_PERIOD, head->period) &&
        period_zh_read(s->scratch, s->periods, head->period, 0, &read))
        c->period = period_text(s->mem, read.period);
    c->region = head->region;
    c->indicator = head->indicator;
    c->status = head->measure.status;
    c->caliber = head->measure.caliber;
    c->to_date = head->measure.to_date;
    c->of = head->measure.of;
}

static const char *reason_of(const struct headed *head)
{
    return head->period.length ? N_("is headed by a period")
           : head->indicator.length ? N_("is headed by an indicator")
           : head->region.length ? N_("is headed by a region")
                                 : N_("is headed by a measure");
}

/* Has the user's pattern, which the header matches, said more than the header does? */
static void wide_by_pattern(struct finding_columns *f, uint32_t i)
{
    const struct headed *head = &f->head[i];
    struct place place = columns_place(f->table, i);
    if (f->named && head->indicator.length && !f->shape->lenient)
        diag_fatal(DIAG_SHAPE, &place, "--long matches \"%.*s\", but \"%.*s\" in it is neither a period nor a word "
                   "that is known behind one", STR_ARG(place.name), STR_ARG(head->indicator));
    make_wide(f, i, N_("--long matches it"));
}

/* The parts that --columns-like names. */
static bool wide_by_parts(struct finding_columns *f, uint32_t i)
{
    const struct shape *s = f->shape;
    struct raw_table *t = f->table;
    struct str name[COLUMNS_PARTS_MOST], value[COLUMNS_PARTS_MOST];
    if (match_take(s->pattern, t->column[i].header, value) != MATCH_YES)
        return false;
    struct headed head = {.measured = false};
    size_t parts = match_groups(s->pattern, name, COLUMNS_PARTS_MOST), more = 0;
    t->column[i].more = mem_array(s->mem, t->mores + 1, sizeof(struct str));
    for (size_t k = 0; k < parts; k++) {
        struct str text = value[k].length ? mem_copy(s->mem, value[k]) : STR(""), status = word_status(text);
        enum role role = role_find(name[k]);
        if (role == ROLE_REGION)
            head.region = text;
        else if (role == ROLE_INDICATOR)
            head.indicator = text;
        else if (role == ROLE_PERIOD)
            head.period = text;
        else if (role == ROLE_CALIBER)
            head.measure.caliber = text;
        else if (role == ROLE_STATUS)
            head.measure.status = status.length ? status : text;
        else if (role != ROLE_UNIT)
            t->column[i].more[more++] = text;
        else if (!unit_read(s->mem, s->units, text, &head.unit))
            head.unit.text = text;
    }
    f->head[i] = head;
    make_wide(f, i, N_("--columns-like matches it"));
    return true;
}

/* Does the heading say all that its figures need, by itself? */
static bool says_all(const struct finding_columns *f, uint32_t i)
{
    const struct headed *head = &f->head[i];
    const struct gloss *m = &head->measure;
    bool several = f->header->parts[i] > 1;
    if (head->why.length || (head->region.length && (f->placed || head->indicator.length)))
        return false;
    if (f->named)
        return !head->indicator.length && (head->period.length || head->region.length || (head->measured && f->dated));
    if (head->indicator.length)
        return head->known || (head->unit.text.length && (head->period.length || f->dated || !m->unit.length)) ||
               (several && head->period.length) ||
               (head->period.length && f->table->unit.text.length && peek_is_figures(f->peek[i]) &&
                !role_is_relative(head->indicator));
    return head->region.length || (head->period.length && !m->unit.length);
}

/* 本月, 累计 or 绝对量 without a period: it can be told. */
static bool is_undated(const struct finding_columns *f, uint32_t i)
{
    const struct headed *head = &f->head[i];
    bool counted = head->measure.to_date || head->measure.current;
    if (head->period.length || f->dated || head->measure.caliber.length || head->measure.unit.length)
        return false;
    return f->named ? !head->indicator.length && (counted || (head->measured && peek_is_figures(f->peek[i])))
                    : counted && head->indicator.length && head->unit.text.length;
}

static void decide(struct finding_columns *f, uint32_t i)
{
    const struct shape *s = f->shape;
    const struct raw_table *t = f->table;
    const struct headed *head = &f->head[i];
    if (s->pattern && wide_by_parts(f, i))
        return;
    if (s->wide && match_test(s->wide, t->column[i].header) != MATCH_YES)
        return;
    if (!s->wide && t->at[ROLE_VALUE] != COLUMN_NONE)
        return;
    if (says_all(f, i))
        make_wide(f, i, reason_of(head));
    else if (s->wide && f->header->dated[i])
        make_wide(f, i, N_("--long matches it"));
    else if (s->wide)
        wide_by_pattern(f, i);
    else if (is_undated(f, i))
        make_wide(f, i, N_("is headed by a measure"));
}

/* ---- what a neighbour says ---- */

/* Do the columns stand under one cell of the header's first row?  Where a measure stands there
 * itself, or the header has one row, all do. */
static bool together(const struct finding_columns *f, uint32_t a, uint32_t b)
{
    const struct header *header = f->header;
    struct gloss measure;
    if (header->parts[a] < 2 || header->parts[b] < 2)
        return true;
    struct mem_mark mark = mem_mark(f->shape->scratch);
    struct heading top = heading_read(f->shape->scratch, f->shape->units, header->part[a][0]);
    bool itself = role_measure(top.name, &measure);
    mem_rewind(f->shape->scratch, mark);
    return itself || str_eq(header->part[a][0], header->part[b][0]);
}

static bool is_plain(const struct table_column *c)
{
    return c->role == ROLE_WIDE && !c->caliber.length;
}

/* The column on the left that a measure is of: the next one that is of no measure itself, where
 * nothing else could be meant. */
static const struct table_column *anchor_of(struct finding_columns *f, uint32_t i)
{
    const struct table_column *column = f->table->column;
    uint32_t at = i;
    while (at > 0 && column[at - 1].role == ROLE_WIDE && role_has_own_unit(column[at - 1].caliber))
        at--;
    if (!at || !is_plain(&column[at - 1]) || !together(f, i, at - 1)) {
        f->head[i].why = voice_str("names a measure, but not of what, or of which period");
        return NULL;
    }
    if (at > 1 && is_plain(&column[at - 2]) && together(f, i, at - 2)) {
        f->head[i].why = voice_str("names a measure, which may be of several columns before it");
        return NULL;
    }
    return &column[at - 1];
}

/* 同比±% behind 2023年: what it leaves open is as beside it. */
static void inherit(struct finding_columns *f, uint32_t i)
{
    struct headed *head = &f->head[i];
    struct table_column *c = &f->table->column[i];
    bool alone = head->measured && head->measure.caliber.length && !head->region.length;
    bool period = !head->period.length && !f->dated, indicator = !f->named && !head->indicator.length;
    if (c->role != ROLE_OTHER || !alone || (f->named && head->indicator.length) || f->shape->wide ||
        f->table->at[ROLE_VALUE] != COLUMN_NONE || !(period || indicator || head->measure.unit.length))
        return;
    const struct table_column *anchor = period || indicator ? anchor_of(f, i) : NULL;
    if ((period || indicator) && !anchor)
        return;
    if (anchor) {
        head->period = period ? anchor->period : head->period;
        head->indicator = indicator ? anchor->indicator : head->indicator;
        head->region = anchor->region;
        head->measure.to_date = head->measure.to_date || (!head->measure.current && anchor->to_date);
    }
    make_wide(f, i, anchor ? N_("is headed by a measure of the column before it") : reason_of(head));
}

/* 同比±% behind 累计 is that of the year to date, whatever says of which period both are. */
static void inherit_reach(struct finding_columns *f, uint32_t i)
{
    const struct headed *head = &f->head[i];
    struct table_column *c = &f->table->column[i];
    uint32_t at = i;
    bool own = head->period.length && f->header->parts[i] < 2;
    if (!role_has_own_unit(c->caliber) || head->measure.to_date || head->measure.current || own || c->mapped)
        return;
    while (at > 0 && f->table->column[at - 1].role == ROLE_WIDE && role_has_own_unit(f->table->column[at - 1].caliber))
        at--;
    if (at > 0 && is_plain(&f->table->column[at - 1]) && together(f, i, at - 1)) {
        c->to_date = f->table->column[at - 1].to_date;
        c->of = f->table->column[at - 1].of;
    }
}

/* ---- figures below one unit ---- */

/* 单位：亿元 above columns of figures: each is an indicator in that unit, unless it says its own. */
static void wide_by_unit(struct finding_columns *f, uint32_t i)
{
    struct raw_table *t = f->table;
    struct headed *head = &f->head[i];
    if (t->column[i].role != ROLE_OTHER || t->column[i].mapped || f->named || f->shape->wide || head->why.length ||
        t->at[ROLE_VALUE] != COLUMN_NONE || !t->unit.text.length || head->measured || !head->indicator.length ||
        head->region.length || !peek_is_figures(f->peek[i]) || f->peek[i].counts || columns_is_code(&t->column[i]) ||
        role_is_relative(head->indicator))
        return;
    make_wide(f, i, N_("holds figures below a unit for the whole table"));
}

/* ---- all ---- */

static void read_heads(struct finding_columns *f)
{
    const struct shape *s = f->shape;
    for (uint32_t i = 0; i < f->table->count; i++) {
        struct table_column *c = &f->table->column[i];
        struct mem_mark mark = mem_mark(s->scratch);
        if (c->role != ROLE_OTHER || !f->heading[i].name.length)
            continue;
        f->head[i] = headed_read(s, f->header->part[i], f->header->parts[i], f->year);
        if (c->mapped) {
            /* Where the rows name the indicator, 累计数 in 1-9月累计数 names none that the mapping leaves out. */
            struct headed found = f->head[i];
            found.indicator = f->named ? STR("") : found.indicator;
            found.known = found.known && !f->named;
            f->head[i] = headed_read_name(s, c->name, f->year, &found);
        }
        mem_rewind(s->scratch, mark);
    }
}

static void name_parts(const struct finding_columns *f)
{
    struct str name[COLUMNS_PARTS_MOST];
    struct raw_table *t = f->table;
    size_t parts = f->shape->pattern ? match_groups(f->shape->pattern, name, COLUMNS_PARTS_MOST) : 0;
    t->more = mem_array(f->shape->mem, parts + 1, sizeof *t->more);
    for (size_t k = 0; k < parts; k++)
        if (role_find(name[k]) == ROLE_OTHER)
            t->more[t->mores++] = name[k];
}

void columns_widen(struct finding_columns *f)
{
    name_parts(f);
    read_heads(f);
    for (int pass = 0; pass < 4; pass++)
        for (uint32_t i = 0; i < f->table->count; i++) {
            struct mem_mark mark = mem_mark(f->shape->scratch);
            bool done = f->table->column[i].role == ROLE_WIDE;
            if (!f->heading[i].name.length ||
                (!done && f->table->column[i].role != ROLE_OTHER) || done != (pass == 3))
                continue;
            if (pass == 0)
                decide(f, i);
            else if (pass == 1)
                wide_by_unit(f, i);
            else if (pass == 2)
                inherit(f, i);
            else
                inherit_reach(f, i);
            mem_rewind(f->shape->scratch, mark);
        }
}
