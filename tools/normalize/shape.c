/* shape - see shape.h */
#include "diag.h"
#include "heading.h"
#include "number_zh.h"
#include "period_zh.h"
#include "shape.h"
#include "str.h"
#include "text.h"

#define LINES_ABOVE_MAX 100

/* ---- the tables ---- */

static const struct str role_names[] = {
#define O(NAME, column, need, meaning) {column, sizeof column - 1},
#include "roles.def"
#undef O
};

static const struct {
    enum role role;
    struct str header;
} synonym[] = {
#define H(NAME, header) {ROLE_##NAME, {header, sizeof header - 1}},
#include "roles.def"
#undef H
};

static const struct {
    struct str word, status;
} period_word[] = {
#define P(word, status) {{word, sizeof word - 1}, {status, sizeof status - 1}},
#include "roles.def"
#undef P
};

static const struct str note_start[] = {
#define N(start) {start, sizeof start - 1},
#include "roles.def"
#undef N
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct str role_name(enum role role)
{
    return role_names[role];
}

enum role role_find(struct str name)
{
    for (size_t i = 0; i < LENGTH(role_names); i++)
        if (str_eq(name, role_names[i]))
            return (enum role)i;
    return ROLE_OTHER;
}

/* ---- what a cell of a header says ---- */

/* The role of a header by the mapping, by its own name, by what others call it. */
static enum role role_of(const struct shape *s, struct str header, struct str name, uint32_t number,
                         const struct mapping_row **mapped)
{
    *mapped = mapping_find(s->scratch, s->mapping, MAPPING_COLUMN, mem_format(s->scratch, "#%u", number));
    if (!*mapped && name.length)
        *mapped = mapping_find(s->scratch, s->mapping, MAPPING_COLUMN, header);
    if (!*mapped && name.length)
        *mapped = mapping_find(s->scratch, s->mapping, MAPPING_COLUMN, name);
    if (*mapped)
        return (*mapped)->to.length ? role_find((*mapped)->to) : ROLE_NONE;
    struct str key = heading_key(s->scratch, name);
    enum role role = role_find(key);
    for (size_t i = 0; role == ROLE_OTHER && i < LENGTH(synonym); i++)
        if (str_eq(key, synonym[i].header))
            role = synonym[i].role;
    return role;
}

/* A bare number is a year only where it looks like one of our time. */
static bool is_likely_period(struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK)
        return true;
    return (text.length == 4 || text.length == 6) && (str_starts(text, STR("19")) || str_starts(text, STR("20")));
}

/* Is a header a period, with or without a word behind it (2022年预计, 2021年（实际）)?
 * `year` stands in for one that is named elsewhere; 0: there is none. */
static bool period_header(const struct shape *s, struct str name, int year, struct str *period, struct str *status)
{
    struct period_zh read;
    struct str key = heading_key(s->mem, name);
    *status = STR("");
    *period = name;
    if (!name.length || !is_likely_period(key))
        return false;
    if (period_zh_read(s->mem, name, year, &read))
        return true;
    for (size_t i = 0; i < LENGTH(period_word); i++)
        for (int bracketed = 0; bracketed < 2; bracketed++) {
            struct str end = bracketed ? mem_format(s->mem, "(%.*s)", STR_ARG(period_word[i].word)) : period_word[i].word;
            if (!str_ends(key, end) || end.length == key.length)
                continue;
            *period = str_part(key, 0, key.length - end.length);
            *status = period_word[i].status;
            if (is_likely_period(*period) && period_zh_read(s->mem, *period, year, &read))
                return true;
        }
    return false;
}

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

/* ---- lines above the table ---- */

struct line {
    uint64_t number;
    struct str *cell;         /* trimmed, kept for the run */
    uint32_t count, filled;
};

static struct line keep_line(struct mem *mem, const struct reader *reader, const struct record *record)
{
    struct line line = {reader_place(reader, RECORD_WHOLE).line, mem_array(mem, record->count, sizeof(struct str)),
                        record->count, 0};
    for (uint32_t i = 0; i < record->count; i++) {
        line.cell[i] = text_trim(mem_copy(mem, record_field(record, i)));
        line.filled += line.cell[i].length > 0;
    }
    return line;
}

/* Cells that are numbers and not years. */
static uint32_t numbers_in(const struct shape *s, const struct line *line)
{
    uint32_t count = 0;
    struct str period, status;
    for (uint32_t i = 0; i < line->count; i++) {
        struct str narrow = text_fold(s->mem, line->cell[i], TEXT_WIDE, NULL);
        count += number_is_plain(narrow) && !period_header(s, narrow, 0, &period, &status);
    }
    return count;
}

static bool is_header(const struct shape *s, const struct line *line)
{
    const struct mapping_row *mapped;
    struct str period, status;
    uint32_t known = 0, periods = 0;

    if (s->header_line)
        return line->number == s->header_line;
    if (line->filled < 2 || numbers_in(s, line))
        return false;
    for (uint32_t i = 0; i < line->count; i++) {
        struct heading heading = heading_read(s->mem, s->units, line->cell[i]);
        known += role_of(s, line->cell[i], heading.name, i + 1, &mapped) < ROLE_COUNT && heading.name.length;
        periods += period_header(s, heading.name, 0, &period, &status);
    }
    return known > 0 || periods > 1;
}

static struct str line_text(struct mem *mem, const struct line *line)
{
    struct str text = STR("");
    for (uint32_t i = 0; i < line->count; i++)
        if (line->cell[i].length)
            text = text.length ? mem_format(mem, "%.*s %.*s", STR_ARG(text), STR_ARG(line->cell[i])) : line->cell[i];
    return text;
}

/* 单位：亿元 in a title, a line of its own, or brackets; false when no unit is named. */
static bool unit_in(struct mem *mem, struct str text, struct str *unit)
{
    struct str narrow = text_fold(mem, text, TEXT_WIDE | TEXT_SPACE | TEXT_HIDDEN, NULL);
    ptrdiff_t at = str_find(narrow, STR("单位:"));
    if (at < 0)
        return false;
    *unit = text_trim(str_part(narrow, (size_t)at + STR("单位:").length, narrow.length));
    ptrdiff_t end = str_find(*unit, STR(")"));
    if (end > 0 && str_find(narrow, STR("(")) < at)
        unit->length = (size_t)end;
    end = str_find(*unit, STR(" "));
    if (end > 0)
        unit->length = (size_t)end;
    return true;
}

static void note_line_above(const struct shape *s, struct table *t, const struct line *line)
{
    struct str text = line_text(s->mem, line), unit;
    if (!line->filled) {
        changes_note(s->changes, line->number, STR(""), text, STR(""), "blank-line");
    } else if (unit_in(s->mem, text, &unit)) {
        bool known = unit_read(s->mem, s->units, unit, &t->unit);
        t->unit_line = known ? STR("") : text;
        changes_note(s->changes, line->number, STR("unit"), text, known ? t->unit.text : STR(""), "unit-line");
    } else {
        changes_note(s->changes, line->number, STR(""), text, STR(""), "title-line");
    }
}

/* ---- columns ---- */

static void read_headers(const struct shape *s, struct table *t, const struct line *line, struct heading *heading)
{
    const struct mapping_row *mapped;
    for (uint32_t i = 0; i < line->count; i++) {
        struct table_column *c = &t->column[i];
        heading[i] = heading_read(s->mem, s->units, line->cell[i]);
        c->header = line->cell[i];
        c->name = heading[i].name;
        c->marks = heading[i].marks;
        c->role = role_of(s, c->header, heading[i].name, i + 1, &mapped);
        c->nameless = c->name.length == 0 && !mapped;
        if (mapped && c->role == ROLE_OTHER)
            c->name = mapped->to;
        else if (c->role == ROLE_OTHER)
            c->name = c->header;
        if (c->nameless)
            c->role = ROLE_NONE;
        if (c->role == ROLE_VALUE)
            c->unit = heading[i].unit;
    }
}

/* Makes a column one of those that become rows.  A period that needs nothing else is
 * kept in its canonical form, so that it is read once. */
static void make_wide(const struct shape *s, struct table_column *c, const struct heading *heading, struct str period,
                      struct str status, struct str indicator)
{
    struct period_zh read;
    char text[PERIOD_TEXT_MAX];
    c->role = ROLE_WIDE;
    c->unit = heading->unit;
    c->period = period;
    if (period.length && period_zh_read(s->mem, period, 0, &read))
        c->period = mem_copy(s->mem, (struct str){text, period_write(text, read.period)});
    c->status = status;
    c->indicator = indicator;
}

/* A column of values that is headed by what the user's pattern matches must say what
 * it holds. */
static void wide_by_pattern(const struct shape *s, struct table *t, struct table_column *c, const struct heading *heading,
                            int year)
{
    struct str period, status, rest = heading->name;
    struct period_zh read;
    if (match_test(s->wide, c->header) != MATCH_YES)
        return;
    if (period_header(s, heading->name, year, &period, &status)) {
        make_wide(s, c, heading, period, status, STR(""));
        return;
    }
    size_t prefix = period_zh_prefix(s->mem, heading->name, &read);
    rest = text_trim(str_part(heading->name, prefix, heading->name.length));
    if (t->at[ROLE_INDICATOR] != COLUMN_NONE) {
        struct place place = {.file = t->file, .line = t->line, .column = (uint32_t)(c - t->column) + 1, .name = c->header};
        diag_fatal(DIAG_SHAPE, &place, "--long matches \"%.*s\", but \"%.*s\" in it is neither a period nor a word that is "
                   "known behind one", STR_ARG(c->header), STR_ARG(rest));
    }
    make_wide(s, c, heading, str_part(heading->name, 0, prefix), STR(""), rest);
}

/* Headed by a period, or, where no column names the indicator, by an indicator. */
static void wide_by_itself(const struct shape *s, struct table *t, struct table_column *c, const struct heading *heading,
                           int year)
{
    struct str period, status;
    struct period_zh read;
    bool named = t->at[ROLE_INDICATOR] != COLUMN_NONE || s->given[ROLE_INDICATOR];
    if (period_header(s, heading->name, year, &period, &status)) {
        make_wide(s, c, heading, period, status, STR(""));
    } else if (!named) {
        struct heading rest = *heading;
        size_t prefix = period_zh_prefix(s->mem, heading->name, &read);
        rest.name = text_trim(str_part(heading->name, prefix, heading->name.length));
        if (indicator_header(s, &rest))
            make_wide(s, c, heading, str_part(heading->name, 0, prefix), STR(""), rest.name);
    }
}

static void find_wide(const struct shape *s, struct table *t, const struct heading *heading)
{
    /* A header without a year (1月) is a period where the rows or a constant name one. */
    int year = t->at[ROLE_PERIOD] != COLUMN_NONE || s->given[ROLE_PERIOD] ? 2000 : 0;
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->column[i].role != ROLE_OTHER || !heading[i].name.length)
            continue;
        if (s->wide)
            wide_by_pattern(s, t, &t->column[i], &heading[i], year);
        else if (t->at[ROLE_VALUE] == COLUMN_NONE)
            wide_by_itself(s, t, &t->column[i], &heading[i], year);
    }
}

static struct place column_place(const struct table *t, uint32_t i)
{
    return (struct place){.file = t->file, .line = t->line, .column = i + 1, .name = t->column[i].header};
}

static void find_roles(struct table *t)
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

static void refuse_doubles(const struct table *t)
{
    for (uint32_t i = 0; i < t->count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const struct table_column *a = &t->column[k], *b = &t->column[i];
            bool twice = a->role == b->role && a->role >= ROLE_OTHER && a->role < ROLE_NONE && str_eq(a->name, b->name) &&
                         (a->role == ROLE_OTHER || str_eq(a->header, b->header));
            struct place place = column_place(t, i);
            if (twice)
                diag_fatal(DIAG_HEADER_DOUBLE, &place, "columns %u and %u are both called \"%.*s\" (a mapping row "
                           "renames one: column,#%u,NAME)", k + 1, i + 1, STR_ARG(b->header), i + 1);
        }
}

/* Every observation must have these, from a column, from the headers, or from a
 * constant. */
static void demand(const struct shape *s, const struct table *t, enum role role, bool in_headers, const char *how)
{
    struct place place = {.file = t->file, .line = t->line};
    struct str name = role_name(role);
    if (t->at[role] == COLUMN_NONE && !in_headers && !s->given[role])
        diag_fatal(DIAG_COLUMN, &place, "no column is the %.*s (%s)", STR_ARG(name), how);
}

static void demand_all(const struct shape *s, const struct table *t)
{
    bool periods = t->wide.count > 0, indicators = t->wide.count > 0;
    for (uint32_t i = 0; i < t->wide.count; i++) {
        periods = periods && t->column[t->wide.at[i]].period.length;
        indicators = indicators && t->column[t->wide.at[i]].indicator.length;
    }
    demand(s, t, ROLE_VALUE, t->wide.count > 0,
           "nor is one headed by a period or by an indicator with its unit; a mapping row names it: column,HEADER,value");
    demand(s, t, ROLE_INDICATOR, indicators, "--set indicator=CODE, or a mapping row: column,HEADER,indicator");
    demand(s, t, ROLE_PERIOD, periods, "--set period=2022, or a mapping row: column,HEADER,period");
    demand(s, t, ROLE_REGION, false, "--set region=CODE, or a mapping row: column,HEADER,region");
}

/* Values in a column of their own and under other headers, or periods in both places. */
static void refuse_contradictions(const struct shape *s, const struct table *t)
{
    struct period_zh read;
    for (uint32_t i = 0; i < t->wide.count; i++) {
        const struct table_column *c = &t->column[t->wide.at[i]];
        struct place place = column_place(t, t->wide.at[i]);
        if (t->at[ROLE_VALUE] != COLUMN_NONE)
            diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" is to become rows, but column %u holds the values already",
                       STR_ARG(c->header), t->at[ROLE_VALUE] + 1);
        if (t->at[ROLE_PERIOD] != COLUMN_NONE && c->period.length && period_zh_read(s->mem, c->period, 0, &read))
            diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" names a period, but column %u holds the periods already",
                       STR_ARG(c->header), t->at[ROLE_PERIOD] + 1);
    }
}

static const char *role_rule(const struct table_column *c)
{
    if (c->role == ROLE_WIDE)
        return "wide";
    return c->role == ROLE_NONE ? c->nameless ? "nameless" : "mapping" : "header";
}

static void log_columns(const struct shape *s, const struct table *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const struct table_column *c = &t->column[i];
        struct str now = c->role < ROLE_COUNT ? role_name(c->role)
                         : c->role == ROLE_OTHER ? c->name
                         : c->role == ROLE_WIDE ? c->period.length ? c->period : c->indicator
                                                : STR("");
        if (!str_eq(c->header, now) || c->role >= ROLE_WIDE)
            changes_note(s->changes, t->line, mem_format(s->mem, "#%u", i + 1), c->header, now, role_rule(c));
    }
}

static void take_header(const struct shape *s, struct table *t, const struct line *line)
{
    struct heading *heading = mem_array(s->mem, line->count, sizeof *heading);
    t->line = line->number;
    t->count = line->count;
    t->column = mem_array(s->mem, line->count, sizeof *t->column);
    read_headers(s, t, line, heading);
    find_roles(t);
    find_wide(s, t, heading);
    refuse_doubles(t);
    t->wide.at = mem_array(s->mem, t->count, sizeof(uint32_t));
    t->other.at = mem_array(s->mem, t->count, sizeof(uint32_t));
    for (uint32_t i = 0; i < t->count; i++)
        if (t->column[i].role == ROLE_WIDE)
            t->wide.at[t->wide.count++] = i;
        else if (t->column[i].role == ROLE_OTHER)
            t->other.at[t->other.count++] = i;
    t->tidy = t->count == ROLE_COUNT + t->other.count;
    for (uint32_t r = 0; r < ROLE_COUNT; r++)
        t->tidy = t->tidy && t->at[r] == r;
    demand_all(s, t);
    refuse_contradictions(s, t);
    log_columns(s, t);
}

struct table *shape_begin(const struct shape *s, struct reader *reader, const char *file)
{
    struct table *t = mem_take(s->mem, sizeof *t);
    const struct record *record;
    uint64_t numbers = 0;

    t->file = file;
    for (uint32_t above = 0; above < LINES_ABOVE_MAX && (record = reader_next(reader)); above++) {
        struct line line = keep_line(s->mem, reader, record);
        struct place place = {.file = file, .line = numbers};
        if (!is_header(s, &line)) {
            if (!numbers && line.filled > 2 && numbers_in(s, &line))
                numbers = line.number;
            note_line_above(s, t, &line);
            continue;
        }
        if (numbers && !s->header_line)
            diag_fatal(DIAG_SHAPE, &place, "numbers stand above what looks like the header, line %llu "
                       "(--header-line says where it is)", (unsigned long long)line.number);
        take_header(s, t, &line);
        return t;
    }
    struct place place = {.file = file, .line = s->header_line};
    if (s->header_line)
        diag_fatal(DIAG_SHAPE, &place, "no such line among the first %d", LINES_ABOVE_MAX);
    diag_fatal(DIAG_SHAPE, &place, "no header is to be found in the first %d lines: none has a column such as 地区, 指标, "
               "数值 or 2020年 (--header-line says where it is, --mapping what its columns are)", LINES_ABOVE_MAX);
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

static bool is_header_again(const struct table *t, const struct record *record)
{
    if (record->count != t->count)
        return false;
    for (uint32_t i = 0; i < t->count; i++)
        if (!str_eq(text_trim(record_field(record, i)), t->column[i].header))
            return false;
    return true;
}

/* A line that names another unit than the table has, or that heads its columns anew:
 * what follows is another table, and must not be read as this one's. */
static void refuse_second_table(const struct shape *s, const struct table *t, const struct reader *reader,
                                const struct record *record, uint32_t filled, struct str first)
{
    struct place place = reader_place(reader, RECORD_WHOLE);
    const struct mapping_row *mapped;
    struct str named;
    struct unit unit;
    if (filled == 1 && unit_in(s->scratch, first, &named) &&
        !(unit_read(s->scratch, s->units, named, &unit) && str_eq(unit.text, t->unit.text)))
        diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" amid the table: does a second one begin? Give each its own file",
                   STR_ARG(first));
    for (uint32_t i = 0; i < t->count && i < record->count && filled > 1; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (cell.length && t->column[i].role < ROLE_COUNT && role_of(s, cell, cell, 0, &mapped) == t->column[i].role)
            diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" heads column %u anew: does a second table begin? Give each its own file",
                       STR_ARG(cell), i + 1);
    }
}

/* 甲,乙,1,2,3: the line that numbers the columns. */
static bool is_column_numbers(const struct record *record)
{
    static const char *const letter[] = {"甲", "乙", "丙", "丁"};
    size_t letters = 0, number = 0;
    for (uint32_t i = 0; i < record->count; i++) {
        struct str cell = text_trim(record_field(record, i));
        char digits[NUM_TEXT_MAX];
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

static enum shape_line line_of(const struct shape *s, struct table *t, const struct reader *reader,
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

/* Most lines: as many cells as columns, and a plain number where values stand.  Nothing
 * else that a line can be has that, but the line of column numbers, which comes first. */
static bool is_plainly_body(const struct table *t, const struct record *record)
{
    if (t->lines == 0 || record->count != t->count)
        return false;
    if (t->at[ROLE_VALUE] != COLUMN_NONE)
        return number_is_plain(record_field(record, t->at[ROLE_VALUE]));
    for (uint32_t i = 0; i < t->wide.count; i++)
        if (number_is_plain(record_field(record, t->wide.at[i])))
            return true;
    return false;
}

enum shape_line shape_line(const struct shape *s, struct table *t, const struct reader *reader,
                           const struct record *record)
{
    static const char *const rule[] = {
#define X(name, word) word,
        SHAPE_LINES(X)
#undef X
    };
    if (is_plainly_body(t, record)) {
        t->ended = false;
        return LINE_BODY;
    }
    enum shape_line kind = line_of(s, t, reader, record);
    t->ended = kind == LINE_NOTE || (t->ended && kind == LINE_BLANK);
    t->lines += kind == LINE_BODY;
    if (kind == LINE_BODY)
        return kind;
    struct str text = STR("");
    for (uint32_t i = 0; i < record->count && changes_kept(s->changes) && kind != LINE_BLANK; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (cell.length)
            text = text.length ? mem_format(s->scratch, "%.*s %.*s", STR_ARG(text), STR_ARG(cell)) : cell;
    }
    changes_note(s->changes, reader_place(reader, RECORD_WHOLE).line, STR(""), text, STR(""), rule[kind]);
    return kind;
}
