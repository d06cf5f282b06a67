/* above - see above.h */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "figure/number_zh.h"
#include "io/text.h"
#include "table/above.h"
#include "table/headed.h"
#include "values/num.h"

#define LINES_ABOVE_MAX 100
#define ROWS_MAX 8
#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define CELLS_LOOKED_AT 2000  /* of a line, for what makes it a header */

/* ---- a line ---- */

struct line {
    uint64_t number;
    struct str *cell;         /* trimmed */
    uint32_t count, filled;
};

static struct line keep_line(struct mem *mem, const struct reader *reader, const struct record *record)
{
    struct line line = {reader_place(reader, RECORD_WHOLE).line, mem_array(mem, record->count, sizeof(struct str)),
                        record->count, 0};
    for (uint32_t i = 0; i < record->count; i++) {
        struct str cell = text_trim(record_field(record, i));
        line.cell[i] = cell.length ? mem_copy(mem, cell) : STR("");
        line.filled += cell.length > 0;
    }
    return line;
}

static struct str cell_of(const struct line *line, uint32_t i)
{
    return i < line->count ? line->cell[i] : STR("");
}

/* Is a cell a period, or nearly? */
static bool is_dated(const struct shape *s, struct str cell)
{
    struct str period, why;
    struct gloss measure;
    struct heading heading = heading_read(s->scratch, s->units, cell);
    return heading.name.length && (headed_is_period(s, heading.name, 0, &period, &measure, &why) || why.length);
}

/* Is there a cell that is a number and not a year? */
static bool has_number(const struct shape *s, const struct line *line)
{
    bool number = false;
    for (uint32_t i = 0; i < line->count && !number; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        struct str narrow = text_fold(s->scratch, line->cell[i], TEXT_WIDE, NULL);
        number = number_is_plain(narrow) && !is_dated(s, narrow);
        mem_rewind(s->scratch, mark);
    }
    return number;
}

/* Does the mapping speak of the only cell of a line? */
static bool is_mapped(const struct shape *s, const struct line *line)
{
    for (uint32_t i = 0; i < line->count; i++)
        if (line->cell[i].length)
            return role_of(s->scratch, s->mapping, line->cell[i], line->cell[i], 0).surety == ROLE_BY_MAPPING;
    return false;
}

/* ---- what is said of a whole table ---- */

/* Words before a colon that say something of a whole table; ROLE_NONE: where what was said before ends. */
static const struct { enum role role; const char *word; } said_word[] = {
    {ROLE_INDICATOR, "指标"},   {ROLE_INDICATOR, "指标名称"}, {ROLE_INDICATOR, "统计指标"}, {ROLE_INDICATOR, "指標"},
    {ROLE_REGION, "地区"},      {ROLE_REGION, "地区名称"},    {ROLE_REGION, "区域"},        {ROLE_REGION, "行政区划"},
    {ROLE_REGION, "地區"},      {ROLE_PERIOD, "时间"},        {ROLE_PERIOD, "时期"},        {ROLE_PERIOD, "年份"},
    {ROLE_PERIOD, "统计时间"},  {ROLE_PERIOD, "报告期"},      {ROLE_PERIOD, "统计期"},      {ROLE_PERIOD, "时点"},
    {ROLE_PERIOD, "统计年份"},  {ROLE_PERIOD, "统计年度"},    {ROLE_PERIOD, "数据年份"},    {ROLE_PERIOD, "年度"},
    {ROLE_PERIOD, "报告年度"},  {ROLE_PERIOD, "统计时段"},    {ROLE_PERIOD, "数据时间"},
    {ROLE_NONE, "单位"},        {ROLE_NONE, "计量单位"},      {ROLE_NONE, "数据来源"},      {ROLE_NONE, "资料来源"},
    {ROLE_NONE, "数据库"},      {ROLE_NONE, "来源"}};

/* The next of these words in a text, from a byte on, at the start or behind a space: which, or LENGTH; *at is
 * where it begins, *behind where its colon has ended. */
static size_t next_said(struct str text, size_t from, size_t *at, size_t *behind)
{
    for (*at = from; *at < text.length; ++*at)
        for (size_t i = 0; i < LENGTH(said_word) && (*at == 0 || text.at[*at - 1] == ' '); i++) {
            struct str word = str_of(said_word[i].word);
            *behind = *at + word.length + 1;
            if (str_starts(str_part(text, *at, text.length), word) && *behind <= text.length &&
                text.at[*behind - 1] == ':')
                return i;
        }
    return LENGTH(said_word);
}

/* A word of these that is a whole cell: 统计年份 beside 2022.  LENGTH: none. */
static size_t whole_said(struct str cell)
{
    size_t i = 0;
    while (i < LENGTH(said_word) && !str_eq(cell, str_of(said_word[i].word)))
        i++;
    return i;
}

/* Does a line say things of the table, each in a cell (年份：2022 | 单位：亿元) or in two (年份 | 2022 | 单位 | 亿元)?
 * Into *said, with a colon behind each word. */
static bool says_all(const struct shape *s, const struct line *line, struct str *said)
{
    struct period_zh read;
    struct unit unit;
    struct str word = {NULL, 0};
    bool dated = false, measured = false;
    *said = STR("");
    for (uint32_t i = 0; i < line->count; i++) {
        size_t at, behind, which;
        struct str cell = text_fold(s->scratch, line->cell[i], TEXT_WIDE | TEXT_SPACE | TEXT_HIDDEN, NULL);
        if (!cell.length)
            continue;
        if (!word.length && (which = whole_said(cell)) < LENGTH(said_word)) {
            word = cell;
            dated |= said_word[which].role == ROLE_PERIOD;
            measured |= said_word[which].role == ROLE_NONE;
            continue;
        }
        if (word.length) {
            size_t of = whole_said(word);
            if (whole_said(cell) < LENGTH(said_word) ||
                (said_word[of].role == ROLE_PERIOD && !period_zh_read(s->scratch, s->periods, cell, 0, &read)) ||
                (str_ends(word, STR("单位")) && !unit_read(s->scratch, s->units, cell, &unit)))
                return false;
            cell = mem_join(s->scratch, word, STR(":"), cell);
            word.length = 0;
        } else if (next_said(cell, 0, &at, &behind) == LENGTH(said_word) || at)
            return false;
        else
            dated = measured = true;
        *said = mem_append(s->scratch, *said, STR(" "), cell);
    }
    return !word.length && dated && measured;
}

/* Has it a name that a column of observations goes by, or two periods? */
static bool is_named(const struct shape *s, const struct line *line)
{
    uint32_t known = 0, periods = 0, by_rule = 0;
    struct str said;
    if (line->filled > 1 && line->filled < 64 && says_all(s, line, &said))
        return false;
    if (line->filled < 2 || has_number(s, line))
        return line->filled == 1 && s->mapping->count && is_mapped(s, line);
    for (uint32_t i = 0; i < line->count && i < CELLS_LOOKED_AT && !known && periods < 2; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        struct heading heading = heading_read(s->scratch, s->units, line->cell[i]);
        struct role_guess guess = role_of(s->scratch, s->mapping, line->cell[i], heading.name, 0);
        bool named = guess.role < ROLE_COUNT && heading.name.length;
        known += named && guess.surety >= ROLE_BY_NAME;
        by_rule += named && guess.surety == ROLE_BY_RULE;
        periods += is_dated(s, line->cell[i]);
        mem_rewind(s->scratch, mark);
    }
    return known > 0 || periods > 1 || (by_rule > 0 && line->filled > 2) || by_rule > 1;
}

static bool is_header(const struct shape *s, const struct line *line, uint64_t at)
{
    return at ? line->number == at : is_named(s, line);
}

/* Where no line has names that are known: the last line of texts before one with figures; 0
 * where one with names is among the first, or there are none of either (with `lenient`: the first
 * line of several cells). */
static uint64_t header_by_shape(const struct shape *s)
{
    uint64_t texts = 0, found = 0, first = 0;
    for (uint32_t i = 0; s->peek && i < s->peek->count && i < LINES_ABOVE_MAX; i++) {
        const struct peek_line *peeked = &s->peek->line[i];
        struct line line = {peeked->number, peeked->cell, peeked->count, 0};
        bool figures = false;
        for (uint32_t k = 0; k < line.count; k++) {
            line.filled += line.cell[k].length > 0;
            figures = figures || (k && peek_is_figure(line.cell[k]) && !is_dated(s, line.cell[k]));
        }
        struct mem_mark mark = mem_mark(s->scratch);
        bool named = is_named(s, &line);
        mem_rewind(s->scratch, mark);
        if (named)
            return 0;
        first = !first && line.filled > 1 ? line.number : first;
        if (figures && line.filled > 1 && !found)
            found = texts;
        texts = line.filled > 1 && !figures ? line.number : texts;
    }
    return found || !s->lenient ? found : first ? first : 1;
}

static struct str line_text(struct mem *mem, const struct line *line)
{
    struct str text = STR("");
    for (uint32_t i = 0; i < line->count; i++)
        if (line->cell[i].length)
            text = text.length ? mem_format(mem, "%.*s %.*s", STR_ARG(text), STR_ARG(line->cell[i])) : line->cell[i];
    return text;
}

/* ---- titles and units ---- */

bool above_unit(struct mem *mem, struct str text, struct str *unit)
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

/* Takes what a line says of the whole table; what the user says comes before it, but a unit
 * that the name of the indicator has is the table's all the same. */
static void take_said(const struct shape *s, struct raw_table *t, const struct line *line, struct str text)
{
    struct period_zh read;
    size_t at, behind, next_behind;
    for (size_t which = next_said(text, 0, &at, &behind), next; which < LENGTH(said_word); which = next) {
        size_t from = behind;
        enum role role = said_word[which].role;
        next = next_said(text, from, &at, &next_behind);
        behind = next_behind;
        struct str value = text_trim(str_part(text, from, at - from));
        if (role == ROLE_NONE || !value.length ||
            (role == ROLE_PERIOD && !period_zh_read(s->scratch, s->periods, value, 0, &read)))
            continue;
        if (role == ROLE_INDICATOR && s->given[ROLE_INDICATOR]) {
            struct heading heading = heading_read(s->mem, s->units, mem_copy(s->mem, value));
            t->unit = heading.unit.text.length ? heading.unit : t->unit;
        }
        t->said[role] = mem_copy(s->mem, value);
        changes_note(s->changes, line->number, role_name(role), STR(""), value, "said-above");
    }
}

/* A title without what numbers it: 附件2：, 附表1, 表3-2.  What is numbered and says no more is no title. */
static struct str without_label(struct str text)
{
    static const char *const label[] = {"附件", "附表", "表"};
    static const char *const part[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "：", ":", "-", "—",
                                       "、", ".", " ", "　"};
    struct str rest = text;
    size_t i = 0;
    while (i < LENGTH(label) && !str_starts(rest, str_of(label[i])))
        i++;
    if (i == LENGTH(label))
        return text;
    rest = str_part(rest, strlen(label[i]), rest.length);
    size_t before = rest.length;
    for (bool more = true; more && rest.length;) {
        more = str_is_digit(*rest.at) && !(rest.length > 4 && str_starts(str_part(rest, 4, rest.length), STR("年")));
        if (more)
            rest = str_part(rest, 1, rest.length);
        for (size_t k = 0; k < LENGTH(part) && !more; k++)
            if (str_starts(rest, str_of(part[k]))) {
                rest = str_part(rest, strlen(part[k]), rest.length);
                more = true;
            }
    }
    return rest.length < before ? rest : text;
}

/* A line that is not the header.  Only a short one can name a unit. */
static void note_line(const struct shape *s, struct raw_table *t, const struct line *line)
{
    struct str unit;
    if (line->filled > 64) {
        changes_note(s->changes, line->number, STR(""), line->cell[0], STR(""), "title-line");
        notes_line(s->notes, t->file, line->number, "title", line->cell[0]);
        return;
    }
    struct str text = line_text(s->scratch, line), said;
    if (!says_all(s, line, &said))
        said = text;
    take_said(s, t, line, text_fold(s->scratch, said, TEXT_WIDE | TEXT_SPACE | TEXT_HIDDEN, NULL));
    if (!line->filled) {
        changes_note(s->changes, line->number, STR(""), text, STR(""), "blank-line");
    } else if (above_unit(s->scratch, said, &unit)) {
        bool known = unit_read(s->mem, s->units, mem_copy(s->mem, unit), &t->unit);
        t->unit_line = known ? STR("") : mem_copy(s->mem, text);
        changes_note(s->changes, line->number, STR("unit"), text, known ? t->unit.text : STR(""), "unit-line");
        notes_line(s->notes, t->file, line->number, "unit", text);
    } else {
        t->title = t->title.length ? t->title : mem_copy(s->mem, without_label(text));
        changes_note(s->changes, line->number, STR(""), text, STR(""), "title-line");
        notes_line(s->notes, t->file, line->number, "title", text);
    }
}

/* ---- several rows ---- */

/* How many cells of the line and the rows above it there are, without blank ones at the
 * end, which a spreadsheet keeps. */
static uint32_t cells_used(const struct line *row, uint32_t rows, const struct line *line)
{
    uint32_t used = line->count;
    while (used > 0 && !cell_of(line, used - 1).length)
        used--;
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t i = used; i < row[r].count; i++)
            used = row[r].cell[i].length ? i + 1 : used;
    return used;
}

/* Does a line go on with the header?  It has no number, names every column that the
 * rows so far leave blank, and leaves one blank that they name, as cells that are
 * merged downwards do (or their first cell is blank, and it names the stub).  A line
 * with nothing in the stub may have merged cells of its own. */
static bool goes_on(const struct shape *s, const struct line *row, uint32_t rows, const struct line *line)
{
    bool blank_above = false, blank_here = false, group = false;
    uint32_t used = cells_used(row, rows, line);
    if (line->filled == 0 || line->count > row[0].count)
        return false;
    for (uint32_t i = 0; i < used; i++) {
        bool named = false;
        for (uint32_t r = 0; r < rows; r++)
            named = named || cell_of(&row[r], i).length;
        group = group || (!cell_of(line, 0).length && cell_of(line, i).length);
        if (!named && !cell_of(line, i).length && !group)
            return false;
        blank_above = blank_above || !named;
        blank_here = blank_here || !cell_of(line, i).length || (i == 0 && !named);
    }
    return blank_above && blank_here && !has_number(s, line);
}

/* 亿元 or （亿元）. */
static bool is_unit(const struct shape *s, struct str cell)
{
    struct unit unit;
    struct str inner = cell;
    return unit_read(s->scratch, s->units, cell, &unit) ||
           (heading_is_brackets(cell, &inner) && unit_read(s->scratch, s->units, inner, &unit));
}

/* Is a cell the name of a column of observations? */
static bool is_observed(const struct shape *s, struct str cell)
{
    struct role_guess guess = role_of(s->scratch, s->mapping, cell, cell, 0);
    return cell.length && guess.role < ROLE_COUNT && guess.surety >= ROLE_BY_NAME;
}

/* A line of nothing but periods, measures, units and what stands above it already, its first cell
 * blank or such a repetition, under a header that names its columns: (blank), 2023年, 2023年. */
static bool is_below(const struct shape *s, const struct line *row, uint32_t rows, const struct line *line)
{
    bool below = line->count <= row[0].count && line->filled, says = false;
    for (uint32_t i = 0; i < line->count && below; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        struct str cell = line->cell[i];
        struct heading heading = heading_read(s->scratch, s->units, cell);
        struct gloss measure;
        bool again = !cell.length, said;
        for (uint32_t r = 0; r < rows; r++)
            again = again || str_eq(cell_of(&row[r], i), cell);
        /* 2023年 below 时期 is the first line of the body. */
        if (!again && is_observed(s, cell_of(&row[0], i)))
            below = false;
        said = !again && i && (role_measure(heading.name, &measure) || is_dated(s, cell) || is_unit(s, cell));
        says = says || said;
        below = below && (again || said);
        mem_rewind(s->scratch, mark);
    }
    return below && says && !has_number(s, line);
}

/* Merged cells written out: the line above has one text in two columns side by side, and this one, all
 * texts, has its first cell once more. */
static bool is_parting(const struct shape *s, const struct line *row, uint32_t rows, const struct line *line)
{
    const struct line *above = &row[rows - 1];
    bool doubled = false;
    for (uint32_t i = 2; i < above->count; i++)
        doubled = doubled || (above->cell[i].length && str_eq(above->cell[i], above->cell[i - 1]));
    return doubled && line->count <= row[0].count && line->filled > 1 && cell_of(line, 0).length &&
           str_eq(cell_of(line, 0), above->cell[0]) && !has_number(s, line);
}

/* A line of nothing but units, its first cell blank or 单位: (blank), 亿元, （万人）. */
static bool is_units(const struct shape *s, const struct line *row, const struct line *line)
{
    struct str first = cell_of(line, 0);
    bool units = line->count <= row[0].count && line->filled > (first.length > 0) &&
                 (!first.length || role_of(s->scratch, s->mapping, first, first, 0).role == ROLE_UNIT);
    for (uint32_t i = 1; i < line->count && units; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        units = !line->cell[i].length || is_unit(s, line->cell[i]);
        mem_rewind(s->scratch, mark);
    }
    return units;
}

/* Merged cells: a blank one belongs to the group on its left where both have something
 * below, and nothing above parts them. */
static void fill_right(struct line *row, uint32_t rows)
{
    for (uint32_t r = 0; r + 1 < rows; r++)
        for (uint32_t i = 1; i < row[r].count; i++) {
            bool below[2] = {false, false}, together = true;
            for (uint32_t k = r + 1; k < rows; k++)
                for (uint32_t side = 0; side < 2; side++)
                    below[side] = below[side] || cell_of(&row[k], i - side).length;
            for (uint32_t k = 0; k < r; k++)
                together = together && str_eq(cell_of(&row[k], i), cell_of(&row[k], i - 1));
            if (!row[r].cell[i].length && below[0] && below[1] && together)
                row[r].cell[i] = row[r].cell[i - 1];
        }
}

/* One more part of a column's name: behind a slash; a unit in brackets. */
static struct str join(const struct shape *s, struct str name, struct str part)
{
    struct unit unit;
    if (!name.length || !part.length)
        return name.length ? name : part;
    if (str_starts(part, STR("（")) || str_starts(part, STR("(")))
        return mem_format(s->mem, "%.*s%.*s", STR_ARG(name), STR_ARG(part));
    if (unit_read(s->scratch, s->units, part, &unit))
        return mem_format(s->mem, "%.*s（%.*s）", STR_ARG(name), STR_ARG(part));
    return mem_format(s->mem, "%.*s/%.*s", STR_ARG(name), STR_ARG(part));
}

static void join_column(const struct shape *s, struct header *header, const struct line *row, uint32_t rows, uint32_t i)
{
    struct str period, why, name = STR("");
    struct gloss measure;
    bool dated = false;
    header->part[i] = mem_array(s->mem, rows, sizeof(struct str));
    for (uint32_t r = 0; r < rows; r++) {
        struct str part = cell_of(&row[r], i);
        bool again = false;
        for (uint32_t k = 0; k < header->parts[i]; k++)
            again = again || str_eq(header->part[i][k], part);
        if (!part.length || again)
            continue;
        name = join(s, name, part);
        header->part[i][header->parts[i]++] = part;
        dated = dated || headed_is_period(s, part, 2000, &period, &measure, &why);
    }
    header->cell[i] = name;
    header->dated[i] = dated && header->parts[i] > 1;
}

static struct header join_rows(const struct shape *s, struct raw_table *t, struct line *row, uint32_t rows)
{
    struct header header = {.line = row[0].number, .last = row[rows - 1].number};
    for (uint32_t r = 0; r < rows; r++)
        header.count = row[r].count > header.count ? row[r].count : header.count;
    if (rows > 1)
        t->row = mem_array(s->mem, rows, sizeof *t->row);
    t->rows = rows > 1 ? rows : 0;
    for (uint32_t r = 0; r < t->rows; r++) {
        changes_note(s->changes, row[r].number, STR(""), line_text(s->scratch, &row[r]), STR(""), "header-row");
        t->row[r] = (struct header_row){mem_array(s->mem, row[r].count, sizeof(struct str)), row[r].count};
        for (uint32_t i = 0; i < row[r].count; i++)
            t->row[r].cell[i] = row[r].cell[i];
    }
    fill_right(row, rows);
    header.cell = mem_array(s->mem, header.count, sizeof(struct str));
    header.part = mem_array(s->mem, header.count, sizeof *header.part);
    header.parts = mem_array(s->mem, header.count, sizeof *header.parts);
    header.dated = mem_array(s->mem, header.count, sizeof *header.dated);
    for (uint32_t i = 0; i < header.count; i++) {
        struct mem_mark mark = mem_mark(s->scratch);
        join_column(s, &header, row, rows, i);
        mem_rewind(s->scratch, mark);
    }
    return header;
}

/* The header that begins with this line. */
static struct header read_rows(const struct shape *s, struct raw_table *t, struct reader *reader,
                               const struct record *record)
{
    struct line row[ROWS_MAX];
    uint32_t rows = 1;
    row[0] = keep_line(s->mem, reader, record);
    bool look = s->header_end > s->header_line || !s->header_line;
    while (look && rows < ROWS_MAX && (t->next = reader_next(reader))) {
        struct mem_mark mark = mem_mark(s->mem);
        struct line line = keep_line(s->mem, reader, t->next);
        bool units = is_units(s, row, &line);
        bool more = goes_on(s, row, rows, &line) || is_below(s, row, rows, &line) || units ||
                    is_parting(s, row, rows, &line);
        if (s->header_line ? line.number > s->header_end : !more) {
            mem_rewind(s->mem, mark);
            break;
        }
        if (units && line.cell[0].length)
            line.cell[0] = STR("");   /* 单位 names the row, not the column */
        if (line.filled)
            row[rows++] = line;
        t->next = NULL;
        if (s->header_line && line.number == s->header_end)
            break;
    }
    return join_rows(s, t, row, rows);
}

/* ---- down to the header ---- */

static _Noreturn void tell_none(const struct shape *s, const struct raw_table *t)
{
    struct place place = {.file = t->file, .line = s->header_line};
    if (s->header_line)
        diag_fatal(DIAG_SHAPE, &place, "no such line among the first %d", LINES_ABOVE_MAX);
    for (uint32_t i = 0; s->peek && i < s->peek->count; i++)
        if (s->peek->line[i].count > 1 && peek_is_figure(s->peek->line[i].cell[s->peek->line[i].count - 1]))
            diag_fatal(DIAG_SHAPE, &place, "no header is to be found: line %llu looks like data, and nothing above it "
                       "names its columns (put a line of names above it, such as 地区,指标,2020年)",
                       (unsigned long long)s->peek->line[i].number);
    diag_fatal(DIAG_SHAPE, &place, "no header is to be found in the first %d lines: none has a column such as 地区, 指标, "
               "数值 or 2020年 (--header-line says where it is, --mapping what its columns are)", LINES_ABOVE_MAX);
}

struct header above_read(const struct shape *s, struct raw_table *t, struct reader *reader)
{
    const struct record *record;
    uint64_t numbers = 0, at = s->header_line ? s->header_line : header_by_shape(s);

    for (uint32_t above = 0; above < LINES_ABOVE_MAX && (record = reader_next(reader)); above++) {
        struct mem_mark mark = mem_mark(s->scratch);
        struct line line = keep_line(s->scratch, reader, record);
        struct place place = {.file = t->file, .line = numbers};
        if (is_header(s, &line, at)) {
            if (numbers && !at && !s->lenient)
                diag_fatal(DIAG_SHAPE, &place, "numbers stand above what looks like the header, line %llu "
                           "(--header-line says where it is)", (unsigned long long)line.number);
            mem_rewind(s->scratch, mark);
            return read_rows(s, t, reader, record);
        }
        if (!numbers && line.filled > 2 && has_number(s, &line))
            numbers = line.number;
        note_line(s, t, &line);
        mem_rewind(s->scratch, mark);
    }
    tell_none(s, t);
}
