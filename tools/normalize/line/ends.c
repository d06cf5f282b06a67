/* ends - see ends.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "line/ends.h"
#include "line/goal.h"
#include "line/roster.h"
#include "values/period.h"

/* ---- the forms ---- */

/* What a column of observations is called elsewhere. */
static const struct form_name {
    enum role role;
    struct str sdmx, open_sdg;
} form_name[] = {
#define F(ROLE, sdmx, open_sdg) {ROLE_##ROLE, {sdmx, sizeof sdmx - 1}, {open_sdg, sizeof open_sdg - 1}},
#include "table/roles.def"
#undef F
};

/* How a missing figure is written in a wide table, so that it is read back. */
static const struct { char status; const char *sign; } missing[] = {
    {'O', "-"}, {'L', "未统计"}, {'M', "无"}, {'N', "…"}, {'Q', "***"}};

struct kept {
    struct str *field;
    const char *file;
    uint64_t line;
    struct kept *next;        /* of the same figure: neither is known to be the later one */
};

/* Which vintage of a figure is kept. */
enum policy { KEEP_ALL, KEEP_LATEST, KEEP_FIRST, KEEP_LAST_BY, KEEP_NAMED };

struct ends {
    struct mem *mem;
    struct writer *writer;
    struct changes *changes;
    struct ends_how how;
    uint32_t count;
    struct str *name;
    struct goals *goals;      /* of targets */
    struct roster *roster;    /* of indicators */
    struct mem *waiting;      /* notes: the rows of a file, and what they hold */
    struct kept *first, *last;
    bool *key;                /* --vintage: is a column of those that make a figure? */
    enum policy policy;
    struct group *figures;    /* --vintage: by these */
    struct group *heard;      /* --vintage NAME: the vintages that there are */
    struct group *rows;       /* wide: by everything but the column and the value */
    struct group *columns;    /* wide: the headers, in order of first appearance */
};

/* A row of a wide table: a cell for each column that it has. */
struct wide_row {
    struct str *cell;
    uint32_t room;
};

static enum policy policy_of(struct str vintage)
{
    struct period day;
    if (!vintage.length)
        return KEEP_ALL;
    if (str_eq(vintage, STR("latest")) || str_eq(vintage, STR("last")))
        return KEEP_LATEST;
    if (str_eq(vintage, STR("first")))
        return KEEP_FIRST;
    return period_parse(vintage, &day) ? KEEP_LAST_BY : KEEP_NAMED;
}

struct ends *ends_open(struct mem *mem, struct writer *writer, struct changes *changes, const struct ends_how *how)
{
    if (how->form == ENDS_TIDY && how->wide == ROLE_NONE && !how->vintage.length && !how->notes)
        return NULL;
    if (how->form != ENDS_TIDY && how->wide != ROLE_NONE)
        diag_fatal(DIAG_USAGE, NULL, "--wide makes a table of its own form: leave out --to");
    struct ends *ends = mem_take(mem, sizeof *ends);
    *ends = (struct ends){.mem = mem, .writer = writer, .changes = changes, .how = *how};
    if (how->form == ENDS_TARGETS)
        ends->goals = goals_open(mem, writer, how->plan, how->indicators);
    if (how->form == ENDS_INDICATORS)
        ends->roster = roster_open(mem, writer, how->plan);
    ends->waiting = how->notes ? mem_open() : NULL;
    ends->policy = policy_of(how->vintage);
    ends->heard = ends->policy == KEEP_NAMED ? group_open(1, 1) : NULL;
    return ends;
}

/* What a header is called in the form; *place is where the form has it, by form_name. */
static struct str called(const struct ends *ends, uint32_t i)
{
    for (size_t k = 0; i < ROLE_COUNT && k < sizeof form_name / sizeof *form_name; k++)
        if (form_name[k].role == (enum role)i)
            return ends->how.form == ENDS_SDMX_CSV ? form_name[k].sdmx : form_name[k].open_sdg;
    return ends->name[i];
}

/* The columns in the order of a form: those of observations as form_name has them, then
 * the others; Open SDG wants the value last. */
static void put_row(struct ends *ends, const struct str *field)
{
    bool last = ends->how.form == ENDS_OPEN_SDG;
    for (size_t k = 0; k < sizeof form_name / sizeof *form_name; k++)
        if (!last || form_name[k].role != ROLE_VALUE)
            writer_field(ends->writer, field[form_name[k].role]);
    for (uint32_t i = ROLE_COUNT; i < ends->count; i++)
        writer_field(ends->writer, field[i]);
    if (last)
        writer_field(ends->writer, field[ROLE_VALUE]);
    writer_end(ends->writer);
}

static void put_flow(struct ends *ends, bool header)
{
    const struct str text[2][3] = {{STR("dataflow"), ends->how.flow, STR("I")},
                                   {STR("STRUCTURE"), STR("STRUCTURE_ID"), STR("ACTION")}};
    for (size_t i = 0; i < 3; i++)
        writer_field(ends->writer, text[header][i]);
}

/* A figure is a region's, an indicator's, a period's and a caliber's, and that of the
 * dimensions. */
static void choose_key(struct ends *ends)
{
    struct str rest = ends->how.dimensions, name;
    ends->key = mem_array(ends->mem, ends->count, sizeof *ends->key);
    for (int role = 0; role < ROLE_COUNT; role++)
        ends->key[role] = observed_row((enum observed)role)->part == OBSERVED_KEY;
    while (column_cut(ends->mem, &rest, &name)) {
        uint32_t at = 0;
        while (at < ends->count && !str_eq(ends->name[at], name))
            at++;
        if (at == ends->count)
            diag_fatal(DIAG_COLUMN, NULL, "--dimensions: no column is \"%.*s\"%.*s", STR_ARG(name),
                       STR_ARG(nearest_hint(ends->mem, name, ends->name, ends->count)));
        ends->key[at] = true;
    }
    ends->figures = group_open(ends->count, sizeof(struct kept));
}

void ends_header(struct ends *ends, const struct str *name, uint32_t count)
{
    ends->name = mem_array(ends->mem, count, sizeof *name);
    ends->count = count;
    struct str *written = mem_array(ends->mem, count, sizeof *written);
    for (uint32_t i = 0; i < count; i++)
        ends->name[i] = mem_copy(ends->mem, name[i]);
    for (uint32_t i = 0; i < count; i++)
        written[i] = ends->how.form == ENDS_TIDY ? ends->name[i] : called(ends, i);
    if (ends->policy != KEEP_ALL)
        choose_key(ends);
    if (ends->roster)
        roster_header(ends->roster, ends->name, count);
    if (ends->goals || ends->roster)
        return;
    if (ends->how.wide != ROLE_NONE) {
        ends->rows = group_open(count, sizeof(struct wide_row));
        ends->columns = group_open(1, 1);
        return;
    }
    if (ends->how.form == ENDS_SDMX_CSV)
        put_flow(ends, true);
    if (ends->how.form != ENDS_TIDY) {
        put_row(ends, written);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        writer_field(ends->writer, written[i]);
    writer_end(ends->writer);
}

/* ---- wide ---- */

/* The header that a row's cell stands under. */
static struct str wide_header(const struct ends *ends, const struct str *field)
{
    struct str header = field[ends->how.wide];
    if (ends->how.wide == ROLE_INDICATOR && field[ROLE_UNIT].length)
        return mem_format(ends->mem, "%.*s（%.*s）", STR_ARG(header), STR_ARG(field[ROLE_UNIT]));
    return header;
}

static struct str wide_value(const struct str *field)
{
    if (field[ROLE_VALUE].length || field[ROLE_STATUS].length != 1)
        return field[ROLE_VALUE];
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        if (field[ROLE_STATUS].at[0] == missing[i].status)
            return str_of(missing[i].sign);
    return field[ROLE_VALUE];
}

/* Is the column left out of a wide table?  A normal or missing status is said by the
 * cell itself. */
static bool is_spread(const struct ends *ends, uint32_t i)
{
    return i == (uint32_t)ends->how.wide || i == ROLE_VALUE || (i == ROLE_UNIT && ends->how.wide == ROLE_INDICATOR);
}

static struct str wide_key(const struct ends *ends, const struct str *field, uint32_t i)
{
    bool said = i == ROLE_STATUS && field[i].length && (field[i].at[0] == 'A' || !field[ROLE_VALUE].length);
    return is_spread(ends, i) || said ? STR("") : field[i];
}

static void put_wide(struct ends *ends, const struct str *field, const char *file, uint64_t line)
{
    struct str *key = mem_array(ends->mem, ends->count, sizeof *key), header = wide_header(ends, field);
    for (uint32_t i = 0; i < ends->count; i++)
        key[i] = wide_key(ends, field, i);
    struct wide_row *row = group_at(ends->rows, key);
    uint32_t at = group_index(ends->columns, group_at(ends->columns, &header));
    if (at >= row->room) {
        struct str *cell = mem_array(ends->mem, 2 * (size_t)at + 8, sizeof *cell);
        for (uint32_t i = 0; i < row->room; i++)
            cell[i] = row->cell[i];
        row->cell = cell;
        row->room = 2 * at + 8;
    }
    struct place place = {.file = file, .line = line};
    if (row->cell[at].length)
        diag_fatal(DIAG_SHAPE, &place, "a second value for \"%.*s\" in a row of the wide table (--vintage keeps one of "
                   "several releases)", STR_ARG(header));
    row->cell[at] = mem_copy(ends->mem, wide_value(field));
}

static void write_wide(struct ends *ends)
{
    struct group_walk columns = {0}, rows = {0};
    for (uint32_t i = 0; i < ends->count; i++)
        if (!is_spread(ends, i))
            writer_field(ends->writer, ends->name[i]);
    while (group_next(ends->columns, &columns))
        writer_field(ends->writer, group_key(ends->columns, columns.state, 0));
    writer_end(ends->writer);
    while (group_next(ends->rows, &rows)) {
        const struct wide_row *row = rows.state;
        for (uint32_t i = 0; i < ends->count; i++)
            if (!is_spread(ends, i))
                writer_field(ends->writer, group_key(ends->rows, row, i));
        for (uint32_t i = 0; i < group_count(ends->columns); i++)
            writer_field(ends->writer, i < row->room ? row->cell[i] : STR(""));
        writer_end(ends->writer);
    }
}

/* ---- one row, in its form ---- */

static void put(struct ends *ends, const struct str *field, const char *file, uint64_t line)
{
    struct period period;
    struct place place = {.file = file, .line = line};
    if (ends->goals) {
        goals_row(ends->goals, field, file, line);
        return;
    }
    if (ends->roster) {
        roster_row(ends->roster, field, file, line);
        return;
    }
    if (ends->how.wide != ROLE_NONE) {
        put_wide(ends, field, file, line);
        return;
    }
    if (ends->how.form == ENDS_OPEN_SDG && (!period_parse(field[ROLE_PERIOD], &period) || period.grain != PERIOD_YEAR))
        diag_report(DIAG_PERIOD, &place, "\"%.*s\" is no year, and Open SDG has nothing else in Year",
                    STR_ARG(field[ROLE_PERIOD]));
    if (ends->how.form == ENDS_SDMX_CSV)
        put_flow(ends, false);
    if (ends->how.form != ENDS_TIDY) {
        put_row(ends, field);
        return;
    }
    for (uint32_t i = 0; i < ends->count; i++)
        writer_field(ends->writer, field[i]);
    writer_end(ends->writer);
}

/* ---- vintages ---- */

/* Is a vintage later than another?  2022 and 2022-03 are not told apart. */
static bool is_later(struct str a, struct str b)
{
    return a.length && b.length && !str_starts(a, b) && !str_starts(b, a) && str_cmp(a, b) > 0;
}

/* A column that comes along, in which two rows of a figure differ, and of which nobody
 * said whether it is a dimension; the number of columns when there is none. */
static uint32_t unsaid(const struct ends *ends, const struct str *a, const struct str *b)
{
    uint32_t i = ends->how.dimensions_said ? ends->count : ROLE_COUNT;
    while (i < ends->count && str_eq(a[i], b[i]))
        i++;
    return i;
}

/* Is the release of row a known to be the one of the same figure that is kept, and not b's? */
static bool replaces(const struct ends *ends, const struct str *a, const struct str *b)
{
    bool better = ends->policy == KEEP_FIRST ? is_later(b[ROLE_VINTAGE], a[ROLE_VINTAGE])
                                             : is_later(a[ROLE_VINTAGE], b[ROLE_VINTAGE]);
    return better && unsaid(ends, a, b) == ends->count;
}

/* Is the vintage out of the question, whatever others there are? */
static bool is_out(const struct ends *ends, struct str vintage)
{
    if (ends->policy == KEEP_NAMED)
        group_at(ends->heard, &vintage);
    return ends->policy == KEEP_NAMED     ? !str_eq(vintage, ends->how.vintage)
           : ends->policy == KEEP_LAST_BY ? is_later(vintage, ends->how.vintage)
                                          : false;
}

/* Ends the run where no row has the vintage that was named. */
static void demand_vintage(const struct ends *ends)
{
    static const struct str words[] = {STR("latest"), STR("last"), STR("first")};
    enum { WORDS = sizeof words / sizeof *words };
    if (!ends->heard || group_count(ends->heard) == 0 || group_find(ends->heard, &ends->how.vintage))
        return;
    struct str *known = mem_array(ends->mem, (size_t)group_count(ends->heard) + WORDS, sizeof *known);
    size_t count = 0;
    for (; count < WORDS; count++)
        known[count] = words[count];
    for (struct group_walk walk = {0}; group_next(ends->heard, &walk);)
        known[count++] = group_key(ends->heard, walk.state, 0);
    diag_fatal(DIAG_NO_VINTAGE, NULL, "no row has the vintage \"%.*s\"%.*s", STR_ARG(ends->how.vintage),
               STR_ARG(nearest_hint(ends->mem, ends->how.vintage, known, count)));
}

static void drop(struct ends *ends, uint64_t line, struct str old, struct str by)
{
    changes_note(ends->changes, line, STR("vintage"), old, by, "vintage");
}

/* Adds a row to those of its figure: replaces earlier ones, gives way to a later one,
 * stands beside one that it cannot be compared with. */
static void keep(struct ends *ends, const struct str *field, const char *file, uint64_t line)
{
    struct str *key = mem_array(ends->mem, ends->count, sizeof *key), vintage = field[ROLE_VINTAGE];
    if (is_out(ends, vintage)) {
        drop(ends, line, vintage, ends->how.vintage);
        return;
    }
    for (uint32_t i = 0; i < ends->count; i++)
        key[i] = ends->key[i] ? field[i] : STR("");
    struct kept *first = group_at(ends->figures, key), *at;
    for (at = first; at && at->field; at = at->next)
        if (replaces(ends, at->field, field)) {
            drop(ends, line, vintage, at->field[ROLE_VINTAGE]);
            return;
        }
    for (at = first; at->field; at = at->next) {
        if (replaces(ends, field, at->field)) {
            drop(ends, at->line, at->field[ROLE_VINTAGE], vintage);
            break;
        }
        if (!at->next)
            at->next = mem_take(ends->mem, sizeof *at->next);
    }
    struct str *copy = mem_array(ends->mem, ends->count, sizeof *copy);
    for (uint32_t i = 0; i < ends->count; i++)
        copy[i] = mem_copy(ends->mem, field[i]);
    *at = (struct kept){copy, file, line, at->next};
}

static void tell_both(const struct ends *ends, const struct kept *a, const struct kept *b)
{
    struct place place = {.file = a->file, .line = a->line};
    uint32_t column = unsaid(ends, a->field, b->field);
    if (column < ends->count)
        diag_report(DIAG_UNRESOLVED, &place, "another row of the figure, line %llu, differs in column \"%.*s\": is "
                    "that a dimension (--dimensions %.*s) or not (--dimensions ''); both are kept",
                    (unsigned long long)b->line, STR_ARG(ends->name[column]), STR_ARG(ends->name[column]));
    else
        diag_report(DIAG_UNRESOLVED, &place, "which is later, the vintage \"%.*s\" or \"%.*s\" of line %llu, cannot be "
                    "told; both are kept", STR_ARG(a->field[ROLE_VINTAGE]), STR_ARG(b->field[ROLE_VINTAGE]),
                    (unsigned long long)b->line);
}

static void write_kept(struct ends *ends)
{
    struct group_walk walk = {0};
    while (group_next(ends->figures, &walk))
        for (const struct kept *at = walk.state; at && at->field; at = at->next) {
            if (at->next && at->next->field)
                tell_both(ends, at, at->next);
            put(ends, at->field, at->file, at->line);
        }
}

static void go_on(struct ends *ends, const struct str *field, const char *file, uint64_t line)
{
    if (ends->figures)
        keep(ends, field, file, line);
    else
        put(ends, field, file, line);
}

/* ---- notes ---- */

/* Keeps a row until its file has ended. */
static void wait(struct ends *ends, const struct str *field, const char *file, uint64_t line)
{
    struct kept *row = mem_take(ends->waiting, sizeof *row);
    *row = (struct kept){mem_array(ends->waiting, ends->count, sizeof *field), file, line, NULL};
    for (uint32_t i = 0; i < ends->count; i++)
        row->field[i] = mem_copy(ends->waiting, field[i]);
    if (ends->last)
        ends->last->next = row;
    else
        ends->first = row;
    ends->last = row;
}

static void explain(struct ends *ends, const struct kept *row, const struct legend *legend)
{
    struct place place = {.file = row->file, .line = row->line};
    struct str mark, old = row->field[ROLE_NOTE], new = legend_resolve(ends->waiting, legend, old, &mark);
    struct str key = mem_format(ends->waiting, "%.*s|%.*s|%.*s", STR_ARG(row->field[ROLE_REGION]),
                                STR_ARG(row->field[ROLE_INDICATOR]), STR_ARG(row->field[ROLE_PERIOD]));
    if (mark.length)
        diag_report(DIAG_UNRESOLVED, &place, "the mark \"%.*s\" is explained by no single note under the table",
                    STR_ARG(mark));
    if (!str_eq(old, new))
        changes_cell(ends->changes, row->line, role_name(ROLE_NOTE), key, old, new, STR("legend"));
    row->field[ROLE_NOTE] = new;
}

void ends_notes(struct ends *ends, const struct legend *legend)
{
    if (!ends || !ends->waiting)
        return;
    for (const struct kept *row = ends->first; row; row = row->next) {
        if (row->field[ROLE_NOTE].length)
            explain(ends, row, legend);
        go_on(ends, row->field, row->file, row->line);
    }
    mem_close(ends->waiting);
    ends->waiting = mem_open();
    ends->first = ends->last = NULL;
}

void ends_row(struct ends *ends, const struct str *field, const char *file, uint64_t line)
{
    if (ends->waiting)
        wait(ends, field, file, line);
    else
        go_on(ends, field, file, line);
}

void ends_close(struct ends *ends)
{
    if (!ends)
        return;
    demand_vintage(ends);
    if (ends->figures)
        write_kept(ends);
    if (ends->rows)
        write_wide(ends);
    if (ends->goals)
        goals_close(ends->goals);
    if (ends->roster)
        roster_close(ends->roster);
    if (ends->waiting)
        mem_close(ends->waiting);
    group_close(ends->heard);
    group_close(ends->figures);
    group_close(ends->rows);
    group_close(ends->columns);
}
