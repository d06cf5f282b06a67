/* swift - see swift.h */
#include "str.h"
#include "swift.h"

/* A stretch of the output's row: columns of the input that follow each other, or a text. */
struct stretch {
    uint32_t first, count;    /* count 0: the text */
    struct str text;
};

struct swift {
    struct rows *rows;
    const struct table *table;
    struct stretch *stretch;
    uint32_t stretches;
    bool whole;               /* the record as it came is the row */
};

/* What a line may not need: anything that is done to lines beyond reading them. */
static bool may_be_swift(const struct rows *rows, const struct table *table)
{
    static const enum role must[] = {ROLE_REGION, ROLE_INDICATOR, ROLE_PERIOD, ROLE_VALUE, ROLE_UNIT};
    if (rows->draft || rows->ends || rows->fill || rows->outline || table->wide.count || table->unit_line.length)
        return false;
    for (size_t i = 0; i < sizeof must / sizeof *must; i++)
        if (table->at[must[i]] == COLUMN_NONE)
            return false;
    for (int r = 0; r < ROLE_COUNT; r++)
        if (rows->constant[r].length)
            return false;
    for (int a = 0; a < ADDED_COUNT; a++)
        if (rows->added[a])
            return false;
    for (uint32_t i = 0; i < table->count; i++)
        if (table->column[i].nameless || (table->column[i].role == ROLE_OTHER && row_is_code(&table->column[i])))
            return false;
    const struct table_column *value = &table->column[table->at[ROLE_VALUE]];
    return !value->unit.text.length && !value->marks.length;
}

static void add_column(struct swift *swift, uint32_t at)
{
    struct stretch *last = swift->stretches ? &swift->stretch[swift->stretches - 1] : NULL;
    if (last && last->count && last->first + last->count == at)
        last->count++;
    else
        swift->stretch[swift->stretches++] = (struct stretch){.first = at, .count = 1};
}

struct swift *swift_open(struct rows *rows, const struct table *table)
{
    if (!may_be_swift(rows, table))
        return NULL;
    struct swift *swift = mem_take(rows->mem, sizeof *swift);
    *swift = (struct swift){.rows = rows, .table = table};
    swift->stretch = mem_array(rows->mem, ROLE_COUNT + (size_t)table->other.count, sizeof *swift->stretch);
    for (int r = 0; r < ROLE_COUNT; r++)
        if (table->at[r] != COLUMN_NONE)
            add_column(swift, table->at[r]);
        else
            swift->stretch[swift->stretches++] = (struct stretch){.text = r == ROLE_STATUS ? STR("A") : STR("")};
    for (uint32_t i = 0; i < table->other.count; i++)
        add_column(swift, table->other.at[i]);
    swift->whole = swift->stretches == 1 && swift->stretch[0].count == table->count;
    return swift;
}

/* Digits, perhaps with a minus before them and a point among them: what num_parse takes
 * without a second look. */
static bool is_number(struct str text)
{
    size_t i = text.length && text.at[0] == '-', point = 0, digits = 0;
    if (text.length > 18)
        return false;
    for (; i < text.length; i++) {
        digits += (unsigned char)(text.at[i] - '0') < 10;
        point += text.at[i] == '.';
    }
    return digits && point <= 1 && digits + point + (text.at[0] == '-') == text.length && text.at[text.length - 1] != '.' &&
           text.at[text.at[0] == '-'] != '.';
}

/* Is the cell that of a role which needs no change? */
static bool is_known(const struct swift *swift, const struct record *record)
{
    const uint32_t *at = swift->table->at;
    const struct rows *rows = swift->rows;
    struct str indicator = record_field(record, at[ROLE_INDICATOR]), unit = record_field(record, at[ROLE_UNIT]);
    if (!unit.length || !is_number(record_field(record, at[ROLE_VALUE])) ||
        !row_knows(rows, record_field(record, at[ROLE_REGION]), indicator, record_field(record, at[ROLE_PERIOD]), unit))
        return false;
    if (at[ROLE_STATUS] == COLUMN_NONE)
        return rows->told_status;
    struct str status = record_field(record, at[ROLE_STATUS]);
    return status.length == 1 && status_is_code(status);
}

bool swift_row(struct swift *swift, const struct record *record)
{
    struct writer *writer = swift->rows->writer;
    if (record->count != swift->table->count || !is_known(swift, record))
        return false;
    if (swift->whole) {
        writer_record(writer, record);
        return true;
    }
    for (uint32_t i = 0; i < swift->stretches; i++) {
        const struct stretch *s = &swift->stretch[i];
        if (s->count)
            writer_run(writer, record, s->first, s->count);
        else
            writer_plain(writer, s->text);
    }
    writer_end(writer);
    return true;
}
