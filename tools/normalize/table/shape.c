/* shape - see shape.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "figure/number_quick.h"
#include "io/text.h"
#include "names/tail.h"
#include "table/above.h"
#include "table/columns.h"
#include "table/shape.h"

static const struct str note_start[] = {
#define N(start) {start, sizeof start - 1},
#include "table/roles.def"
#undef N
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct raw_table *shape_begin(const struct shape *s, struct reader *reader, const char *file)
{
    struct raw_table *t = mem_take(s->mem, sizeof *t);
    t->file = file;
    struct header header = above_read(s, t, reader);
    columns_find(s, t, &header);
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

/* Would a cell head a column of this role, by its own name? */
static bool is_headed(const struct shape *s, struct str cell, enum role role)
{
    struct role_guess guess = role_of(s->scratch, s->mapping, cell, cell, 0);
    return guess.role == role && guess.surety >= ROLE_BY_NAME;
}

/* A line that names another unit than the table has, or that heads its columns anew:
 * what follows is another table, and must not be read as this one's. */
static void refuse_second_table(const struct shape *s, const struct raw_table *t, const struct reader *reader,
                                const struct record *record, uint32_t filled, struct str first)
{
    struct place place = reader_place(reader, RECORD_WHOLE);
    struct str named;
    struct unit unit;
    if (filled == 1 && above_unit(s->scratch, first, &named) &&
        !(unit_read(s->scratch, s->units, named, &unit) && str_eq(unit.text, t->unit.text)))
        diag_fatal(DIAG_SHAPE, &place, "\"%.*s\" amid the table: does a second one begin? Give each its own file",
                   STR_ARG(first));
    for (uint32_t i = 0; i < t->count && i < record->count && filled > 1; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (cell.length && t->column[i].role < ROLE_COUNT &&
            is_headed(s, cell, t->column[i].role))
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

/* How many columns there are but for those without a name at the end. */
static uint32_t columns_named(const struct raw_table *t)
{
    uint32_t count = t->count;
    while (count && t->column[count - 1].nameless)
        count--;
    return count;
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
    if (!number && !s->lenient)
        refuse_second_table(s, t, reader, record, filled, text_trim(record_field(record, first)));
    if (beyond)
        return LINE_LONG;
    if (t->lines == 0 && is_column_numbers(record))
        return LINE_NUMBERS;
    if (filled == 1 && t->wide.count && !value)
        return LINE_SECTION;
    return record->count < columns_named(t) && !s->pad ? LINE_SHORT : LINE_BODY;
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
