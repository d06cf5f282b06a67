/* columns - see columns.h: what cannot be, what is missing, and what stays aside */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/period_zh.h"
#include "frame/aside.h"
#include "table/columns_inside.h"

/* ---- two columns of one name ---- */

/* Columns of one name and role come together. */
static int by_role_and_name(const void *a, const void *b, void *column)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    const struct table_column *x = (const struct table_column *)column + left,
                              *y = (const struct table_column *)column + right;
    if (x->role != y->role)
        return x->role < y->role ? -1 : 1;
    int order = str_cmp(x->name, y->name);
    if (!order && x->role == ROLE_WIDE)
        order = str_cmp(x->header, y->header);
    return order ? order : (left > right) - (left < right);
}

/* Columns that become the same rows; 同比±% twice may be of two periods. */
static bool is_same_wide(const struct table_column *a, const struct table_column *b)
{
    return str_eq(a->header, b->header) && str_eq(a->period, b->period) && str_eq(a->indicator, b->indicator) &&
           str_eq(a->region, b->region) && str_eq(a->caliber, b->caliber) && a->to_date == b->to_date;
}

static void refuse_doubles(const struct finding_columns *f)
{
    const struct shape *s = f->shape;
    struct raw_table *t = f->table;
    struct mem_mark mark = mem_mark(s->scratch);
    uint32_t *order = mem_array(s->scratch, t->count, sizeof *order);
    for (uint32_t i = 0; i < t->count; i++)
        order[i] = i;
    qsort_r(order, t->count, sizeof *order, by_role_and_name, t->column);
    for (uint32_t i = 1; i < t->count; i++) {
        struct table_column *a = &t->column[order[i - 1]], *b = &t->column[order[i]];
        bool twice = a->role == b->role && str_eq(a->name, b->name) &&
                     (a->role == ROLE_OTHER || (a->role == ROLE_WIDE && is_same_wide(a, b)));
        struct place place = columns_place(t, order[i]);
        if (!twice)
            continue;
        if (!s->lenient)
            diag_fatal(DIAG_HEADER_DOUBLE, &place, "columns %u and %u are both called \"%.*s\" (a mapping row "
                       "renames one: column,#%u,NAME)", order[i - 1] + 1, order[i] + 1, STR_ARG(b->header),
                       order[i] + 1);
        b->role = ROLE_OTHER;
        b->open = true;
        b->why = say(s->mem, "is called as another column is");
    }
    mem_rewind(s->scratch, mark);
}

/* 2023年 beside 2023, or 上半年 beside 1-6月: other headings of the same figures, where one is meant. */
static void tell_twins(const struct finding_columns *f)
{
    struct raw_table *t = f->table;
    struct group *seen = group_open(6, sizeof(uint32_t));
    for (uint32_t i = 0; i < t->wide.count && !t->mores; i++) {
        const struct table_column *c = &t->column[t->wide.at[i]];
        const struct str key[] = {c->period, c->indicator, c->region, c->caliber, c->status,
                                  c->to_date ? STR("to date") : STR("")};
        uint32_t *before = group_at(seen, key);
        struct place place = columns_place(t, t->wide.at[i]);
        if (*before && c->period.length && !f->shape->lenient)
            diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" says the same as \"%.*s\" in column %u, so each row has two "
                        "figures of %.*s (a mapping row says what one of them is: column,#%u,NAME)", STR_ARG(c->header),
                        STR_ARG(t->column[*before - 1].header), *before, STR_ARG(c->period), t->wide.at[i] + 1);
        else if (!*before)
            *before = t->wide.at[i] + 1;
    }
    group_close(seen);
}

/* ---- what is missing ---- */

static bool in_all_headers(const struct raw_table *t, enum role role)
{
    bool all = t->wide.count > 0;
    for (uint32_t i = 0; i < t->wide.count && all; i++) {
        const struct table_column *c = &t->column[t->wide.at[i]];
        all = role == ROLE_VALUE || (role == ROLE_PERIOD ? c->period.length
                                     : role == ROLE_INDICATOR ? c->indicator.length
                                                              : c->region.length);
    }
    return all;
}

/* A file's name as a shell wants it. */
static struct str quoted(struct mem *mem, const char *file)
{
    return strcmp(file, "-") == 0 ? STR("FILE") : str_for_shell(mem, str_of(file));
}

static struct str remedy_of(const struct raw_table *t, enum role role)
{
    switch (role) {
    case ROLE_REGION:
        return STR("--set region=CODE");
    case ROLE_INDICATOR:
        return STR("--set indicator=CODE");
    case ROLE_PERIOD:
        return t->relative ? STR("--reference-period 2022-06") : STR("--set period=2022");
    default:
        return STR("");
    }
}

/* What is the value?  The columns of figures that nobody understands, and why. */
static struct str of_figures(const struct finding_columns *f)
{
    struct mem *mem = f->shape->scratch;
    struct str list = STR(""), why = STR(""), first = STR("");
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->table->count; i++) {
        const struct table_column *c = &f->table->column[i];
        if (c->role != ROLE_OTHER || c->mapped ||
            !(peek_is_figures(f->peek[i]) || f->head[i].why.length))
            continue;
        if (!why.length && f->head[i].why.length)
            why = mem_format(mem, "\"%.*s\" %.*s", STR_ARG(c->header), STR_ARG(f->head[i].why));
        if (count++ < 3)
            list = list.length ? mem_format(mem, "%.*s, \"%.*s\"", STR_ARG(list), STR_ARG(c->header))
                               : mem_format(mem, "\"%.*s\"", STR_ARG(c->header));
        first = count == 1 ? c->header : first;
    }
    if (why.length)
        return why;
    if (count > 1)
        return say(mem, "figures stand below {1}; mapping rows say of what: column,{2},indicator=NAME (or "
                   "region=CODE, or period=2022)", list, first);
    return count ? say(mem, "figures stand below {1}; a mapping row says so: column,{2},value", list, first)
                 : say(mem, "a mapping row says which: column,HEADER,value");
}

/* Are there headers that are periods but for a fault, which is told? */
static bool has_near_periods(const struct finding_columns *f)
{
    for (uint32_t i = 0; i < f->table->count; i++)
        if (f->table->column[i].role == ROLE_OTHER && f->head[i].why.length)
            return true;
    return false;
}

static void tell_missing(const struct finding_columns *f, const bool *missing)
{
    static const enum role order[] = {ROLE_VALUE, ROLE_INDICATOR, ROLE_PERIOD, ROLE_REGION};
    struct mem *mem = f->shape->scratch;
    struct str list = STR(""), how = STR(""), file = quoted(mem, f->table->file);
    struct place place = {.file = f->table->file, .line = f->table->line};
    bool told_value = false;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!missing[order[i]] || (order[i] == ROLE_PERIOD && missing[ROLE_VALUE] && has_near_periods(f)))
            continue;
        struct str name = role_name(order[i]);
        list = list.length ? mem_format(mem, "%.*s, %.*s", STR_ARG(list), STR_ARG(name)) : name;
        bool first = order[i] == ROLE_VALUE;
        struct str remedy = first ? of_figures(f) : remedy_of(f->table, order[i]);
        const char *between = told_value ? "; " : " ";
        how = how.length ? mem_format(mem, "%.*s%s%.*s", STR_ARG(how), between, STR_ARG(remedy)) : remedy;
        told_value = first;
    }
    diag_fatal(DIAG_COLUMN, &place, "no column is the %.*s (%.*s); normalize --draft-mapping %.*s drafts all that is "
               "missing, for --mapping", STR_ARG(list), STR_ARG(how), STR_ARG(file));
}

/* Every observation must have these, from a column, from the headers, or from a constant. */
static void demand(const struct finding_columns *f)
{
    static const enum role needed[] = {ROLE_VALUE, ROLE_INDICATOR, ROLE_PERIOD, ROLE_REGION};
    struct raw_table *t = f->table;
    bool any = false;
    for (uint32_t i = 0; i < t->wide.count; i++) {
        const struct headed *head = &f->head[t->wide.at[i]];
        t->relative = t->relative || (!head->period.length && !f->dated &&
                                      (head->measure.current || head->measure.to_date));
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        enum role role = needed[i];
        t->missing[role] = role == ROLE_VALUE ? t->at[role] == COLUMN_NONE && !t->wide.count
                                              : !columns_said(f, role) && !in_all_headers(t, role);
        any = any || t->missing[role];
    }
    if (any && !f->shape->lenient)
        tell_missing(f, t->missing);
}

/* ---- contradictions ---- */

/* Values in a column of their own and under other headers, or periods or calibers in
 * both places. */
static void refuse_contradictions(const struct finding_columns *f)
{
    const struct shape *s = f->shape;
    const struct raw_table *t = f->table;
    struct period_zh read;
    for (uint32_t i = 0; i < t->wide.count && !s->lenient; i++) {
        const struct table_column *c = &t->column[t->wide.at[i]];
        struct place place = columns_place(t, t->wide.at[i]);
        if (t->at[ROLE_VALUE] != COLUMN_NONE)
            diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" is to become rows, but column %u holds the values already",
                       STR_ARG(c->header), t->at[ROLE_VALUE] + 1);
        if (t->at[ROLE_PERIOD] != COLUMN_NONE && c->period.length &&
            period_zh_read(s->scratch, s->periods, c->period, 0, &read))
            diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" names a period, but column %u holds the periods already",
                       STR_ARG(c->header), t->at[ROLE_PERIOD] + 1);
        if (c->caliber.length && (t->at[ROLE_CALIBER] != COLUMN_NONE || s->given[ROLE_CALIBER]))
            diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" is of the caliber %.*s, but the rows have calibers already",
                       STR_ARG(c->header), STR_ARG(c->caliber));
    }
}

/* ---- what stays aside ---- */

/* 2O23年 with a letter O was meant as 2023年. */
static struct str mended(const struct shape *s, struct str header)
{
    struct str period, why, name = mem_copy(s->scratch, header);
    struct gloss measure;
    char *at = (char *)name.at;
    bool other = false;
    for (size_t i = 0; i < name.length; i++) {
        char digit = at[i] == 'O' || at[i] == 'o' ? '0' : at[i] == 'l' || at[i] == 'I' ? '1' : at[i];
        other = other || digit != at[i];
        at[i] = digit;
    }
    return other && headed_is_period(s, name, 0, &period, &measure, &why) ? name : STR("NAME");
}

static void tell_open(const struct shape *s, struct raw_table *t, uint32_t i)
{
    struct table_column *c = &t->column[i];
    struct place place = columns_place(t, i);
    if (c->told || s->lenient)
        return;
    c->told = true;
    struct str to = mended(s, c->header);
    if (str_find(c->why, STR("period,")) >= 0) /* it has the row of the mapping */
        diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" is not made rows: it %.*s", STR_ARG(c->header), STR_ARG(c->why));
    else if (str_eq(c->why, voice_str("names a measure without its unit")))
        diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" is not made rows: it %.*s (a mapping row gives one: "
                    "column,%.*s,%.*s（UNIT）, with %% say for UNIT; or lets it come along: column,%.*s,%.*s)",
                    STR_ARG(c->header), STR_ARG(c->why), STR_ARG(c->header), STR_ARG(c->header), STR_ARG(c->header),
                    STR_ARG(to));
    else if (c->why.length)
        diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" is not made rows: it %.*s (a mapping row says what it is, or "
                    "lets it come along: column,%.*s,%.*s)", STR_ARG(c->header), STR_ARG(c->why), STR_ARG(c->header),
                    STR_ARG(to));
    else
        diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" is not made rows: what it measures, or of which period, is "
                    "not known (a mapping row says it, or lets it come along: column,%.*s,%.*s)", STR_ARG(c->header),
                    STR_ARG(c->header), STR_ARG(to));
}

/* A name of the mapping that says a period or a measure, and yet makes no rows, was not meant to come along. */
static void tell_mapped(const struct finding_columns *f, uint32_t i)
{
    struct table_column *c = &f->table->column[i];
    const struct headed *head = &f->head[i];
    struct place place = columns_place(f->table, i);
    bool speaks = head->period.length || head->measured || head->why.length;
    if (!speaks || !peek_is_figures(f->peek[i]) || c->told || f->shape->lenient)
        return;
    c->told = true;
    diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" is not made rows: the mapping calls it \"%.*s\", which says a "
                "period or a measure and more that is not read (column,%.*s,period=2022;caliber=yoy;unit=%% "
                "says it in parts; a plain name lets it come along)",
                STR_ARG(c->header), STR_ARG(c->name), STR_ARG(c->header));
}

/* Beside columns that become rows, one of figures that doesn't: they come along, which nobody may
 * want.  Beside a column of values, one whose heading speaks of a period or a change.  A row of
 * the mapping or --long says that it is meant. */
static void find_open(struct finding_columns *f)
{
    struct raw_table *t = f->table;
    for (uint32_t i = 0; i < t->count; i++) {
        struct table_column *c = &t->column[i];
        const struct headed *head = &f->head[i];
        bool speaks = head->period.length || (head->measured && head->measure.caliber.length) ||
                      (head->why.length && t->wide.count);
        bool figures = peek_is_figures(f->peek[i]) && !c->aside;
        if (c->role == ROLE_OTHER && c->mapped && !f->shape->wide && t->wide.count)
            tell_mapped(f, i);
        if (c->role != ROLE_OTHER || c->mapped || f->shape->wide || c->nameless)
            continue;
        bool open = t->wide.count ? speaks || figures
                    : t->at[ROLE_VALUE] != COLUMN_NONE ? speaks && peek_is_figures(f->peek[i])
                                                       : figures || head->why.length;
        if (open && !c->open) {
            c->open = true;
            c->why = head->why;
        }
        if (c->open && !t->missing[ROLE_VALUE])
            tell_open(f->shape, t, i);
    }
}

/* A column that comes along, and has nearly the name of one of an observation's own. */
static void tell_near(const struct shape *s, const struct raw_table *t)
{
    struct str *name = mem_array(s->mem, t->count, sizeof *name);
    for (uint32_t i = 0; i < t->count; i++)
        name[i] = t->column[i].role < ROLE_COUNT ? role_name(t->column[i].role) : t->column[i].name;
    struct columns columns = column_names(s->mem, t->file, name, t->count);
    aside_columns(&columns, t->line);
}

void columns_judge(struct finding_columns *f)
{
    refuse_doubles(f);
    tell_twins(f);
    demand(f);
    refuse_contradictions(f);
    for (uint32_t i = 0; i < f->table->count; i++) {
        struct table_column *c = &f->table->column[i];
        if (c->role == ROLE_OTHER && !c->aside && !c->mapped)
            c->reason = N_("comes along");
    }
    find_open(f);
    if (!f->table->wide.count && !f->shape->lenient)
        tell_near(f->shape, f->table);
}

void columns_close(const struct shape *s, struct raw_table *t)
{
    for (uint32_t i = 0; i < t->count && t->wide.count && !s->wide; i++) {
        struct table_column *c = &t->column[i];
        if (c->role != ROLE_OTHER || c->mapped || c->aside || !c->figures || 2 * c->figures <= c->filled)
            continue;
        c->open = true;
        tell_open(s, t, i);
    }
}
