/* swift - see swift.h */
#include "number_quick.h"
#include "str.h"
#include "swift.h"

/* How a row is put together when certain of its cells are replaced: runs of columns that
 * come along as they are, and texts. */
struct plan {
    struct writer_part *part; /* null: not thought of yet */
    enum role *role;          /* of each part: whose text it is; ROLE_NONE: it stands already */
    size_t parts;
    bool whole;               /* the record as it came is the row */
};

/* Which cells are replaced is a sum of these; no others ever are. */
#define BIT(role) (1u << (role))
enum { PLANS = BIT(ROLE_STATUS + 1) };

struct swift {
    struct rows *rows;
    const struct table *table;
    struct plan plan[PLANS];
    struct str text[ROLE_COUNT]; /* what cells of the line are replaced by */
    struct number_quick number;
    struct unit percent;      /* what a percent sign behind a number means */
    bool catalogue;           /* indicators have a unit that the line's must be */
};

/* ---- the table ---- */

/* Does the table have all that is looked at, and nothing that lines need beyond? */
static bool may_be_swift(const struct rows *rows, const struct table *table)
{
    if (rows->draft || rows->ends || rows->fill || rows->outline || table->wide.count || table->unit_line.length ||
        rows->numbers.quotients || changes_kept(rows->changes) || table->at[ROLE_VALUE] == COLUMN_NONE)
        return false;
    static const enum role judged[] = {ROLE_REGION, ROLE_INDICATOR, ROLE_PERIOD, ROLE_UNIT};
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
        if (table->at[judged[i]] == COLUMN_NONE || number_is_plain(table->column[table->at[judged[i]]].header))
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

static void add_column(struct plan *plan, uint32_t at)
{
    struct writer_part *last = plan->parts ? &plan->part[plan->parts - 1] : NULL;
    if (last && last->count && last->first + last->count == at) {
        last->count++;
        return;
    }
    plan->role[plan->parts] = ROLE_NONE;
    plan->part[plan->parts++] = (struct writer_part){.first = at, .count = 1};
}

/* The columns of observations in their order, then those that come along. */
static void draw_up(const struct swift *swift, struct plan *plan, unsigned replaced)
{
    const struct table *table = swift->table;
    size_t most = ROLE_COUNT + (size_t)table->other.count;
    plan->part = mem_array(swift->rows->mem, most, sizeof *plan->part);
    plan->role = mem_array(swift->rows->mem, most, sizeof *plan->role);
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        bool text = replaced & BIT(r);
        if (!text && table->at[r] != COLUMN_NONE) {
            add_column(plan, table->at[r]);
            continue;
        }
        plan->role[plan->parts] = text ? r : ROLE_NONE;
        plan->part[plan->parts++] = (struct writer_part){.text = STR("")};
    }
    for (uint32_t i = 0; i < table->other.count; i++)
        add_column(plan, table->other.at[i]);
    plan->whole = plan->parts == 1 && plan->part[0].count == table->count;
}

struct swift *swift_open(struct rows *rows, const struct table *table)
{
    if (!may_be_swift(rows, table))
        return NULL;
    struct swift *swift = mem_take(rows->mem, sizeof *swift);
    swift->rows = rows;
    swift->table = table;
    swift->catalogue = names_has_indicators(rows->names);
    unit_read(rows->mem, rows->numbers.units, STR("%"), &swift->percent);
    return swift;
}

/* ---- a line ---- */

/* What is known of the line's cells so far. */
struct line {
    struct swift *swift;
    const struct record *record;
    unsigned replaced;        /* a sum of BIT(role) */
    unsigned traits;          /* of all cells that have verdicts */
    const struct verdict *unit, *indicator;
    bool missing;             /* there is no value */
};

/* Looks up a cell; false when more must be known of it than what it becomes. */
static inline __attribute__((always_inline)) const struct verdict *judge(struct line *line, enum role role)
{
    const struct verdicts *all = &line->swift->rows->verdicts[role];
    const struct verdict_slot *slot = verdicts_slot(all, record_field(line->record, line->swift->table->at[role]));
    if (!slot || !(slot->traits & VERDICT_SWIFT))
        return NULL;
    const struct verdict *verdict = &all->row[slot->row];
    line->traits |= slot->traits;
    if (!(slot->traits & VERDICT_SAME)) {
        line->replaced |= BIT(role);
        line->swift->text[role] = verdict->text;
    }
    return verdict;
}

/* A number in another form than the plain one, or a sign for a missing figure. */
static bool judge_odd_value(struct line *line, struct str cell)
{
    struct swift *swift = line->swift;
    if (!swift->rows->signs_have_digits && number_quick(cell, &swift->number)) {
        if (swift->number.rules) {
            line->replaced |= BIT(ROLE_VALUE);
            swift->text[ROLE_VALUE] = (struct str){swift->number.text, swift->number.length};
        }
        return !swift->number.percent || str_eq(swift->percent.text, line->unit->text);
    }
    /* Only a line with a plain number is surely no note. */
    const struct verdicts *signs = &swift->rows->verdicts[ROLE_VALUE];
    const struct verdict_slot *slot = verdicts_slot(signs, cell);
    if (!slot || !(line->traits & VERDICT_NUMBER))
        return false;
    line->missing = true;
    swift->text[ROLE_STATUS] = signs->row[slot->row].text;
    if (cell.length) {
        line->replaced |= BIT(ROLE_VALUE);
        swift->text[ROLE_VALUE] = STR("");
    }
    return true;
}

static inline bool judge_value(struct line *line)
{
    struct str cell = record_field(line->record, line->swift->table->at[ROLE_VALUE]);
    return number_is_bare(cell) || judge_odd_value(line, cell);
}

/* A status that stands stays; a line without one gets the value's. */
static inline bool judge_status(struct line *line)
{
    struct swift *swift = line->swift;
    uint32_t at = swift->table->at[ROLE_STATUS];
    if (at != COLUMN_NONE) {
        struct str cell = record_field(line->record, at);
        if (cell.length)
            return status_is_code(cell);
    }
    line->replaced |= BIT(ROLE_STATUS);
    if (!line->missing)
        swift->text[ROLE_STATUS] = STR("A");
    return line->missing || swift->rows->told_status;
}

static bool is_of_catalogue(const struct line *line)
{
    const struct indicator *row = line->indicator->indicator;
    return line->missing || !row || !row->unit.length || str_eq(row->unit, line->unit->text);
}

static void write_line(const struct line *line)
{
    struct swift *swift = line->swift;
    struct plan *plan = &swift->plan[line->replaced];
    if (!plan->part)
        draw_up(swift, plan, line->replaced);
    if (plan->whole) {
        writer_record(swift->rows->writer, line->record);
        return;
    }
    for (size_t i = 0; i < plan->parts; i++)
        if (plan->role[i] != ROLE_NONE)
            plan->part[i].text = swift->text[plan->role[i]];
    writer_parts(swift->rows->writer, line->record, plan->part, plan->parts);
}

bool swift_row(struct swift *swift, const struct record *record)
{
    struct line line = {.swift = swift, .record = record};
    if (record->content || record->count != swift->table->count || !judge(&line, ROLE_REGION) || !judge(&line, ROLE_PERIOD) ||
        !(line.indicator = judge(&line, ROLE_INDICATOR)) || !(line.unit = judge(&line, ROLE_UNIT)) || !judge_value(&line) ||
        !judge_status(&line) || (swift->catalogue && !is_of_catalogue(&line)))
        return false;
    write_line(&line);
    return true;
}
