/* shape - see shape.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "figure/number_quick.h"
#include "io/text.h"
#include "names/tail.h"
#include "table/above.h"
#include "table/shape.h"

static const struct str note_start[] = {
#define N(start) {start, sizeof start - 1},
#include "table/roles.def"
#undef N
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Is a header an indicator: known by the catalogue, or with its unit in brackets? */
static bool indicator_header(const struct shape *s, const struct heading *heading)
{
    if (heading->unit.text.length)
        return true;
    if (!s->indicators || !heading->name.length)
        return false;
    enum name_verdict verdict = names_indicator(s->names, heading->name)->verdict;
    return verdict == NAME_CODE || verdict == NAME_FOUND;
}

/* ---- columns ---- */

static void read_headers(const struct shape *s, struct raw_table *t, const struct header *header,
                         struct heading *heading)
{
    const struct mapping_row *mapped;
    for (uint32_t i = 0; i < header->count; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        struct table_column *c = &t->column[i];
        heading[i] = heading_read(s->mem, s->units, header->rest[i]);
        c->header = header->cell[i];
        c->name = heading[i].name;
        c->marks = heading[i].marks;
        c->role = role_of(s->scratch, s->mapping, c->header, heading[i].name, i + 1, &mapped);
        if (header->period[i].length && !mapped)
            c->role = ROLE_OTHER;
        if (role_is_sdmx_frame(c->header) && !mapped)
            c->role = ROLE_NONE;
        if (c->role == ROLE_NONE && str_eq(c->header, STR("ACTION")))
            t->action = i;
        c->mapped = mapped != NULL;
        c->nameless = c->name.length == 0 && !mapped;
        if (mapped && c->role == ROLE_OTHER) {
            /* What the user calls it says what it is: 2023年同比±% for 同比±%. */
            struct unit unit = heading[i].unit;
            c->name = mapped->to;
            heading[i] = heading_read(s->mem, s->units, mapped->to);
            heading[i].unit = heading[i].unit.text.length ? heading[i].unit : unit;
        }
        else if (c->role == ROLE_OTHER)
            c->name = c->header;
        if (c->nameless)
            c->role = ROLE_NONE;
        if (c->role == ROLE_VALUE)
            c->unit = heading[i].unit;
        mem_rewind(s->scratch, mark);
    }
}

/* What the header of a column that becomes rows says. */
struct said {
    struct str period;
    struct gloss measure;
    struct str indicator;
    struct unit unit;
};

/* Is the text a period?  A measure with a unit of its own must say it there or in the
 * brackets of the heading. */
static bool says_period(const struct shape *s, const struct heading *heading, struct str text, int year,
                        struct said *said)
{
    if (!role_period(s->scratch, s->periods, text, year, &said->period, &said->measure))
        return false;
    const struct gloss *m = &said->measure;
    return !m->unit.length || m->unit_said || str_eq(heading->unit.text, m->unit);
}

/* Makes a column one of those that become rows.  A period that needs nothing else is
 * kept in its canonical form, so that it is read once. */
static void make_wide(const struct shape *s, struct table_column *c, const struct said *said)
{
    struct period_zh read;
    struct str period = said->period;
    c->role = ROLE_WIDE;
    c->unit = said->unit;
    if (said->measure.unit.length)
        unit_read(s->mem, s->units, said->measure.unit, &c->unit);
    c->period = period.length ? mem_copy(s->mem, period) : period;
    if (period.length && period_zh_read(s->scratch, s->periods, period, 0, &read))
        c->period = period_text(s->mem, read.period);
    c->status = said->measure.status;
    c->caliber = said->measure.caliber;
    c->indicator = said->indicator.length ? mem_copy(s->mem, said->indicator) : said->indicator;
}

/* A period and, behind it, an indicator: 2020年常住人口; either may be empty. */
static struct said period_and_rest(const struct shape *s, const struct heading *heading)
{
    struct period_zh read;
    size_t prefix = period_zh_prefix(s->scratch, s->periods, heading->name, &read);
    return (struct said){.period = str_part(heading->name, 0, prefix), .unit = heading->unit,
                         .indicator = text_trim(str_part(heading->name, prefix, heading->name.length))};
}

/* A column of values that is headed by what the user's pattern matches must say what
 * it holds. */
static void wide_by_pattern(const struct shape *s, struct raw_table *t, struct table_column *c,
                            const struct heading *heading, int year)
{
    struct said said = {.unit = heading->unit};
    if (says_period(s, heading, heading->name, year, &said)) {
        make_wide(s, c, &said);
        return;
    }
    said = period_and_rest(s, heading);
    if (t->at[ROLE_INDICATOR] != COLUMN_NONE) {
        struct place place = {.file = t->file, .line = t->line, .column = (uint32_t)(c - t->column) + 1,
                              .name = c->header};
        diag_fatal(DIAG_SHAPE, &place, "--long matches \"%.*s\", but \"%.*s\" in it is neither a period nor a word "
                   "that is known behind one", STR_ARG(c->header), STR_ARG(said.indicator));
    }
    make_wide(s, c, &said);
}

/* Is the indicator named by a column or a constant? */
static bool is_named(const struct shape *s, const struct raw_table *t)
{
    return t->at[ROLE_INDICATOR] != COLUMN_NONE || s->given[ROLE_INDICATOR];
}

/* Headed by a period, or, where no column names the indicator, by an indicator. */
static void wide_by_itself(const struct shape *s, struct raw_table *t, struct table_column *c,
                           const struct heading *heading, int year)
{
    struct said said = {.unit = heading->unit};
    bool named = is_named(s, t);
    if (says_period(s, heading, heading->name, year, &said) && (named || !said.measure.unit.length)) {
        make_wide(s, c, &said);
        return;
    }
    said = period_and_rest(s, heading);
    struct heading rest = *heading;
    rest.name = said.indicator;
    if (!named && indicator_header(s, &rest))
        make_wide(s, c, &said);
}

/* A header of several rows, one of them a period: what else it says is the measure
 * (绝对值, 同比±%), the indicator, unless a column names that, or both. */
static void wide_by_rows(const struct shape *s, struct raw_table *t, struct table_column *c,
                         const struct heading *heading, struct str row, int year)
{
    struct said said = {.period = row};
    struct heading rest = *heading;
    struct gloss measure;
    if (!says_period(s, heading, row, year, &said))
        return;
    size_t last = rest.name.length;
    while (last > 0 && rest.name.at[last - 1] != '/')
        last--;
    if (role_measure(s->scratch, str_part(rest.name, last, rest.name.length), &measure)) {
        if (measure.unit.length && !measure.unit_said && !str_eq(rest.unit.text, measure.unit))
            return;
        measure.status = measure.status.length ? measure.status : said.measure.status;
        measure.caliber = measure.caliber.length ? measure.caliber : said.measure.caliber;
        said.measure = measure;
        struct unit unit = rest.unit;
        rest = heading_read(s->mem, s->units, str_part(rest.name, 0, last ? last - 1 : 0));
        rest.unit = rest.unit.text.length ? rest.unit : unit;
    }
    if (is_named(s, t) != (rest.name.length == 0))
        return;
    said.indicator = rest.name;
    said.unit = rest.unit;
    make_wide(s, c, &said);
}

static void find_wide(const struct shape *s, struct raw_table *t, const struct header *header,
                      const struct heading *heading)
{
    /* A header without a year (1月) is a period where the rows or a constant name one. */
    int year = t->at[ROLE_PERIOD] != COLUMN_NONE || s->given[ROLE_PERIOD] ? 2000 : 0;
    for (uint32_t i = 0; i < t->count; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        if (t->column[i].role != ROLE_OTHER || !heading[i].name.length)
            continue;
        if (s->wide && match_test(s->wide, t->column[i].header) != MATCH_YES)
            continue;
        if (header->period[i].length && !t->column[i].mapped && (s->wide || t->at[ROLE_VALUE] == COLUMN_NONE))
            wide_by_rows(s, t, &t->column[i], &heading[i], header->period[i], year);
        else if (s->wide)
            wide_by_pattern(s, t, &t->column[i], &heading[i], year);
        else if (t->at[ROLE_VALUE] == COLUMN_NONE)
            wide_by_itself(s, t, &t->column[i], &heading[i], year);
        mem_rewind(s->scratch, mark);
    }
}

static struct place column_place(const struct raw_table *t, uint32_t i)
{
    return (struct place){.file = t->file, .line = t->line, .column = i + 1, .name = t->column[i].header};
}

static void find_roles(struct raw_table *t)
{
    for (int r = 0; r < ROLE_COUNT; r++)
        t->at[r] = COLUMN_NONE;
    for (uint32_t i = 0; i < t->count; i++) {
        enum role role = t->column[i].role;
        if (role >= ROLE_COUNT)
            continue;
        struct place place = column_place(t, i);
        if (t->at[role] != COLUMN_NONE)
            diag_fatal(DIAG_HEADER_DOUBLE, &place, "columns %u and %u are both the %.*s (a mapping row says what "
                       "one of them is: column,#%u,NAME)", t->at[role] + 1, i + 1, STR_ARG(role_name(role)), i + 1);
        t->at[role] = i;
    }
}

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

static void refuse_doubles(const struct shape *s, const struct raw_table *t)
{
    struct mem_mark mark = mem_mark(s->scratch);
    uint32_t *order = mem_array(s->scratch, t->count, sizeof *order);
    for (uint32_t i = 0; i < t->count; i++)
        order[i] = i;
    qsort_r(order, t->count, sizeof *order, by_role_and_name, t->column);
    for (uint32_t i = 1; i < t->count; i++) {
        const struct table_column *a = &t->column[order[i - 1]], *b = &t->column[order[i]];
        bool twice = a->role == b->role && (a->role == ROLE_OTHER || a->role == ROLE_WIDE) &&
                     str_eq(a->name, b->name) && (a->role == ROLE_OTHER || str_eq(a->header, b->header));
        struct place place = column_place(t, order[i]);
        if (twice)
            diag_fatal(DIAG_HEADER_DOUBLE, &place, "columns %u and %u are both called \"%.*s\" (a mapping row "
                       "renames one: column,#%u,NAME)", order[i - 1] + 1, order[i] + 1, STR_ARG(b->header),
                       order[i] + 1);
    }
    mem_rewind(s->scratch, mark);
}

/* Every observation must have these, from a column, from the headers, or from a
 * constant. */
static void demand(const struct shape *s, const struct raw_table *t, enum role role, bool in_headers, const char *how)
{
    struct place place = {.file = t->file, .line = t->line};
    struct str name = role_name(role);
    if (t->at[role] == COLUMN_NONE && !in_headers && !s->given[role])
        diag_fatal(DIAG_COLUMN, &place, "no column is the %.*s (%s)", STR_ARG(name), voice_text(how));
}

static void demand_all(const struct shape *s, const struct raw_table *t)
{
    bool periods = t->wide.count > 0, indicators = t->wide.count > 0;
    for (uint32_t i = 0; i < t->wide.count; i++) {
        periods = periods && t->column[t->wide.at[i]].period.length;
        indicators = indicators && t->column[t->wide.at[i]].indicator.length;
    }
    demand(s, t, ROLE_VALUE, t->wide.count > 0,
           N_("nor is one headed by a period or by an indicator with its unit; --long says which are, or a mapping "
              "row: column,HEADER,value"));
    demand(s, t, ROLE_INDICATOR, indicators, N_("--set indicator=CODE, or a mapping row: column,HEADER,indicator"));
    demand(s, t, ROLE_PERIOD, periods, N_("--set period=2022, or a mapping row: column,HEADER,period"));
    demand(s, t, ROLE_REGION, false, N_("--set region=CODE, or a mapping row: column,HEADER,region"));
}

/* Values in a column of their own and under other headers, or periods or calibers in
 * both places. */
static void refuse_contradictions(const struct shape *s, const struct raw_table *t)
{
    struct period_zh read;
    for (uint32_t i = 0; i < t->wide.count; i++) {
        const struct table_column *c = &t->column[t->wide.at[i]];
        struct place place = column_place(t, t->wide.at[i]);
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

/* Beside columns that are made rows, one that is headed by a period or a measure too and
 * isn't: its figures come along, which nobody may want.  A row of the mapping or --long
 * says that it is meant. */
static void tell_left(const struct shape *s, const struct raw_table *t, const struct header *header,
                      const struct heading *heading)
{
    struct period_zh read;
    struct gloss measure;
    for (uint32_t i = 0; i < t->count && t->wide.count && !s->wide; i++) {
        const struct table_column *c = &t->column[i];
        struct mem_mark mark = mem_mark(s->scratch);
        struct place place = column_place(t, i);
        bool figures = header->period[i].length || period_zh_prefix(s->scratch, s->periods, heading[i].name, &read) ||
                       (role_measure(s->scratch, heading[i].name, &measure) && measure.caliber.length);
        if (c->role == ROLE_OTHER && !c->mapped && figures)
            diag_report(DIAG_UNRESOLVED, &place, "\"%.*s\" is not made rows: what it measures, or of which period, is "
                        "not known (a mapping row says it, or lets it come along: column,%.*s,NAME)",
                        STR_ARG(c->header), STR_ARG(c->header));
        mem_rewind(s->scratch, mark);
    }
}

static const char *role_rule(const struct table_column *c)
{
    if (c->role == ROLE_WIDE)
        return "wide";
    if (c->role == ROLE_SCALE)
        return "scale";
    if (c->role == ROLE_NONE)
        return c->nameless ? "nameless" : role_is_sdmx_frame(c->header) ? "sdmx" : "mapping";
    return "header";
}

static void log_columns(const struct shape *s, const struct raw_table *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const struct table_column *c = &t->column[i];
        struct str now = c->role < ROLE_COUNT ? role_name(c->role)
                         : c->role == ROLE_OTHER ? c->name
                         : c->role == ROLE_WIDE ? c->period.length ? c->period : c->indicator
                                                : STR("");
        if (!str_eq(c->header, now) || c->role >= ROLE_WIDE)
            changes_note(s->changes, t->line, mem_format(s->scratch, "#%u", i + 1), c->header, now, role_rule(c));
        if (c->role == ROLE_WIDE && c->period.length && c->indicator.length)
            changes_note(s->changes, t->line, mem_format(s->scratch, "#%u", i + 1), STR(""), c->indicator,
                         "wide-indicator");
        if (c->status.length)
            changes_note(s->changes, t->line, mem_format(s->scratch, "#%u", i + 1), STR(""), c->status, "wide-status");
        if (c->caliber.length)
            changes_note(s->changes, t->line, mem_format(s->scratch, "#%u", i + 1), STR(""), c->caliber,
                         "wide-caliber");
        if (c->unit.text.length)
            changes_note(s->changes, t->line, mem_format(s->scratch, "#%u", i + 1), STR(""), c->unit.text, "unit");
    }
}

static void take_header(const struct shape *s, struct raw_table *t, const struct header *header)
{
    struct heading *heading = mem_array(s->mem, header->count, sizeof *heading);
    t->line = header->line;
    t->count = header->count;
    t->action = COLUMN_NONE;
    t->column = mem_array(s->mem, header->count, sizeof *t->column);
    read_headers(s, t, header, heading);
    find_roles(t);
    find_wide(s, t, header, heading);
    refuse_doubles(s, t);
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
    demand_all(s, t);
    refuse_contradictions(s, t);
    tell_left(s, t, header, heading);
    log_columns(s, t);
}

struct raw_table *shape_begin(const struct shape *s, struct reader *reader, const char *file)
{
    struct raw_table *t = mem_take(s->mem, sizeof *t);
    t->file = file;
    struct header header = above_read(s, t, reader);
    take_header(s, t, &header);
    return t;
}

/* ---- lines of the body ---- */

static bool is_note(const struct shape *s, struct str text)
{
    struct str narrow = text_fold(s->scratch, text, TEXT_WIDE | TEXT_SPACE, NULL);
    for (size_t i = 0; i < LENGTH(note_start); i++)
        if (str_starts(narrow, note_start[i]))
            return true;
    for (size_t i = 0; i < s->mapping->count; i++)
        if (s->mapping->row[i].kind == MAPPING_LINE && str_starts(text, s->mapping->row[i].from))
            return true;
    return false;
}

static bool is_row_again(const struct header_row *row, const struct record *record)
{
    for (uint32_t i = 0; i < row->count || i < record->count; i++) {
        struct str cell = i < record->count ? text_trim(record_field(record, i)) : STR("");
        if (!str_eq(cell, i < row->count ? row->cell[i] : STR("")))
            return false;
    }
    return true;
}

/* The header, or one of its rows, as it stands above each page of a printed table. */
static bool is_header_again(const struct raw_table *t, const struct record *record)
{
    for (uint32_t r = 0; r < t->rows; r++)
        if (is_row_again(&t->row[r], record))
            return true;
    for (uint32_t i = 0; i < t->count; i++)
        if (record->count != t->count || !str_eq(text_trim(record_field(record, i)), t->column[i].header))
            return false;
    return true;
}

/* A line that names another unit than the table has, or that heads its columns anew:
 * what follows is another table, and must not be read as this one's. */
static void refuse_second_table(const struct shape *s, const struct raw_table *t, const struct reader *reader,
                                const struct record *record, uint32_t filled, struct str first)
{
    struct place place = reader_place(reader, RECORD_WHOLE);
    const struct mapping_row *mapped;
    struct str named;
    struct unit unit;
    if (filled == 1 && above_unit(s->scratch, first, &named) &&
        !(unit_read(s->scratch, s->units, named, &unit) && str_eq(unit.text, t->unit.text)))
        diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" amid the table: does a second one begin? Give each its own file",
                   STR_ARG(first));
    for (uint32_t i = 0; i < t->count && i < record->count && filled > 1; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (cell.length && t->column[i].role < ROLE_COUNT &&
            role_of(s->scratch, s->mapping, cell, cell, 0, &mapped) == t->column[i].role)
            diag_fatal(DIAG_SHAPE, &place,
                       "\"%.*s\" heads column %u anew: does a second table begin? Give each its own file",
                       STR_ARG(cell), i + 1);
    }
}

/* 甲,乙,1,2,3: the line that numbers the columns, some of which may be blank. */
static bool is_column_numbers(const struct record *record)
{
    static const char *const letter[] = {"甲", "乙", "丙", "丁"};
    size_t letters = 0, number = 0;
    for (uint32_t i = 0; i < record->count; i++) {
        struct str cell = text_trim(record_field(record, i));
        char digits[NUM_TEXT_MAX];
        if (!cell.length)
            continue;
        if (letters < 4 && number == 0 && str_eq(cell, str_of(letter[letters]))) {
            letters++;
            continue;
        }
        size_t length = num_write(digits, num_of((int64_t)++number));
        if (!str_eq(cell, (struct str){digits, length}))
            return false;
    }
    return letters > 0 && number > 0;
}

static enum shape_line line_of(const struct shape *s, struct raw_table *t, const struct reader *reader,
                               const struct record *record)
{
    uint32_t filled = 0, first = 0;
    bool number = false, beyond = false, value = false;
    for (uint32_t i = 0; i < record->count; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (!cell.length)
            continue;
        if (filled++ == 0)
            first = i;
        number = number || number_is_plain(cell);
        beyond = beyond || i >= t->count;
        value = value || (i < t->count && t->column[i].role == ROLE_WIDE);
    }
    if (filled == 0)
        return LINE_BLANK;
    if ((filled == 1 && t->ended) || (!number && !value && is_note(s, text_trim(record_field(record, first)))))
        return LINE_NOTE;
    if (is_header_again(t, record))
        return LINE_AGAIN;
    if (!number)
        refuse_second_table(s, t, reader, record, filled, text_trim(record_field(record, first)));
    if (beyond)
        return LINE_LONG;
    if (t->lines == 0 && is_column_numbers(record))
        return LINE_NUMBERS;
    if (filled == 1 && t->wide.count && !value)
        return LINE_SECTION;
    return record->count < t->count && !s->pad ? LINE_SHORT : LINE_BODY;
}

/* 12, 1,234.5 or 12.5%, in a column of nothing but values 12.5亿元 too: whatever its line
 * is, it is of the body. */
static bool is_number(const struct shape *s, struct str cell, bool with_unit)
{
    struct number_quick number;
    if (number_is_plain(cell))
        return true;
    return number_quick(cell, &number) && (!number.tail.length || str_eq(number.tail, STR("%")) ||
                                           str_eq(number.tail, STR("％")) ||
                                           (with_unit && tail_is_unit(s->scratch, s->units, number.tail)));
}

/* Most lines: as many cells as columns, and a number where values stand.  Nothing else that
 * a line can be has that, but the line of column numbers, which comes first, and headers
 * such as 1人 and 2人, which are over columns that become rows. */
static bool is_plainly_body(const struct shape *s, const struct raw_table *t, const struct record *record)
{
    if (t->lines == 0 || record->count != t->count)
        return false;
    if (t->at[ROLE_VALUE] != COLUMN_NONE)
        return is_number(s, record_field(record, t->at[ROLE_VALUE]), true);
    for (uint32_t i = 0; i < t->wide.count; i++)
        if (is_number(s, record_field(record, t->wide.at[i]), false))
            return true;
    return false;
}

enum shape_line shape_line(const struct shape *s, struct raw_table *t, const struct reader *reader,
                           const struct record *record)
{
    static const char *const rule[] = {
#define X(name, word) word,
        SHAPE_LINES(X)
#undef X
    };
    bool deleted = t->action < record->count && str_eq(record_field(record, t->action), STR("D"));
    if (!deleted && is_plainly_body(s, t, record)) {
        t->ended = false;
        return LINE_BODY;
    }
    enum shape_line kind = deleted ? LINE_DELETED : line_of(s, t, reader, record);
    t->ended = kind == LINE_NOTE || (t->ended && kind == LINE_BLANK);
    t->lines += kind == LINE_BODY;
    if (kind == LINE_BODY)
        return kind;
    struct str text = STR("");
    bool wanted = changes_kept(s->changes) || notes_kept(s->notes);
    uint64_t line = reader_place(reader, RECORD_WHOLE).line;
    for (uint32_t i = 0; i < record->count && wanted && kind != LINE_BLANK; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (cell.length)
            text = text.length ? mem_format(s->scratch, "%.*s %.*s", STR_ARG(text), STR_ARG(cell)) : cell;
    }
    changes_note(s->changes, line, STR(""), text, STR(""), rule[kind]);
    if (kind == LINE_NOTE || kind == LINE_SECTION)
        notes_line(s->notes, t->file, line, kind == LINE_NOTE ? "note" : "section", text);
    return kind;
}
