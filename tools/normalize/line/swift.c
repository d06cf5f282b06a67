/* swift - see swift.h */
#include "base/str.h"
#include "figure/convert.h"
#include "figure/dust.h"
#include "figure/number_quick.h"
#include "line/swift.h"
#include "names/tail.h"
#include "table/columns.h"
#include "values/num.h"

/* How a row is put together when certain of its cells are replaced: runs of columns that
 * come along as they are, and texts. */
struct plan {
    struct writer_part *part; /* null: not thought of yet */
    size_t parts;
    struct { size_t part; enum role role; } text[ROLE_COUNT]; /* which parts are the texts of which cells */
    size_t texts;
    bool whole;               /* the record as it came is the row */
};

/* Which cells are replaced is a sum of these; no others ever are. */
#define BIT(role) (1u << (role))
enum { PLANS = BIT(ROLE_STATUS + 1) };

/* What is known of a line. */
struct line {
    unsigned known;           /* VERDICT_SWIFT: all that it needs: */
    unsigned met;             /* traits that some of its cells have */
    unsigned replaced;        /* which cells are, a sum of BIT(role), */
    struct str text[ROLE_STATUS + 1]; /* and by what */
    uint32_t row[VERDICTS_COUNT]; /* the verdicts on what has some */
    bool missing;             /* there is no value */
    bool tailed;              /* something stands behind the number */
    struct number_quick number; /* room for the value's text */
};

struct swift {
    struct rows *rows;
    const struct raw_table *table;
    struct plan plan[PLANS];
    const struct record *record; /* the batch */
    size_t count;
    struct line line[SWIFT_BATCH];
    uint64_t forgotten;       /* rows->sensing.forgotten when it was looked at */
    struct str normal, nothing; /* the status of a plain number, and the empty text */
    struct unit unit;         /* of the table, for lines that name none */
    struct unit none;         /* for tables without a column of units */
    bool units;               /* is a line's unit more than what its unit cell says? */
    struct mem_mark mark;     /* of the scratch memory, which a batch begins with */
};

/* ---- the table ---- */

/* A constant that is the same text in every row and changes nothing else. */
static bool is_mere_text(const struct rows *rows, const struct raw_table *table, enum role role)
{
    struct str text = rows->constant[role];
    return role > ROLE_STATUS && table->at[role] == COLUMN_NONE && text.length <= WRITER_TEXT_MAX &&
           !str_needs_quotes(text, ',');
}

/* Does the table have all that is looked at, and nothing that lines need beyond? */
static bool may_be_swift(const struct rows *rows, const struct raw_table *table)
{
    if (rows->draft || rows->ends || rows->fill || rows->outline || table->wide.count || table->scale.count ||
        table->unit_line.length || table->above.count || table->part != COLUMN_NONE || rows->numbers.quotients ||
        rows->numbers.decimal == ',' || changes_kept(rows->changes) || table->at[ROLE_VALUE] == COLUMN_NONE)
        return false;
    static const enum role judged[] = {ROLE_REGION, ROLE_INDICATOR, ROLE_PERIOD, ROLE_UNIT};
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        uint32_t at = table->at[judged[i]];
        if (at == COLUMN_NONE ? judged[i] != ROLE_UNIT : number_is_plain(table->column[at].header))
            return false;
    }
    for (enum role r = 0; r < ROLE_COUNT; r++)
        if ((rows->constant[r].length && !is_mere_text(rows, table, r)) || table->said[r].length)
            return false;
    for (int a = 0; a < ADDED_COUNT; a++)
        if (rows->added[a])
            return false;
    for (uint32_t i = 0; i < table->count; i++)
        if (table->column[i].nameless || (table->column[i].role == ROLE_OTHER && columns_is_code(&table->column[i])))
            return false;
    const struct table_column *value = &table->column[table->at[ROLE_VALUE]];
    return !value->unit.text.length && !value->comma.length && !value->marks.length &&
           table->unit.text.length <= WRITER_TEXT_MAX &&
           !str_needs_quotes(table->unit.text, ',');
}

/* A copy with bytes behind it that may be read. */
static struct str padded(struct mem *mem, struct str text)
{
    char *copy = mem_take(mem, text.length + RECORD_BEYOND);
    if (text.length)
        memcpy(copy, text.at, text.length);
    return (struct str){copy, text.length};
}

static void add_column(struct plan *plan, uint32_t at)
{
    struct writer_part *last = plan->parts ? &plan->part[plan->parts - 1] : NULL;
    if (last && last->count && last->first + last->count == at)
        last->count++;
    else
        plan->part[plan->parts++] = (struct writer_part){.first = at, .count = 1};
}

static bool is_blank(const struct swift *swift, enum role role, unsigned replaced)
{
    return swift->table->at[role] == COLUMN_NONE && !(replaced & BIT(role)) && !swift->rows->constant[role].length;
}

/* The columns of observations in their order, then those that come along. */
static void draw_up(const struct swift *swift, struct plan *plan, unsigned replaced)
{
    const struct raw_table *table = swift->table;
    plan->part = mem_array(swift->rows->mem, ROLE_COUNT + (size_t)table->other.count, sizeof *plan->part);
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        if (!(replaced & BIT(r)) && table->at[r] != COLUMN_NONE) {
            add_column(plan, table->at[r]);
            continue;
        }
        if (replaced & BIT(r)) {
            plan->text[plan->texts].part = plan->parts;
            plan->text[plan->texts++].role = r;
        }
        plan->part[plan->parts++] = (struct writer_part){.text = padded(swift->rows->mem, swift->rows->constant[r])};
        while (r + 1 < ROLE_COUNT && is_blank(swift, r + 1, replaced)) {
            plan->part[plan->parts - 1].blanks++;
            r++;
        }
    }
    for (uint32_t i = 0; i < table->other.count; i++)
        add_column(plan, table->other.at[i]);
    plan->whole = plan->parts == 1 && plan->part[0].count == table->count;
}

struct swift *swift_open(struct rows *rows, const struct raw_table *table)
{
    if (table->action != COLUMN_NONE || !may_be_swift(rows, table))
        return NULL;
    struct swift *swift = mem_take(rows->mem, sizeof *swift);
    swift->rows = rows;
    swift->table = table;
    swift->units = names_has_indicators(rows->sensing.names) || table->at[ROLE_UNIT] == COLUMN_NONE;
    swift->unit = table->unit;
    swift->unit.text = padded(rows->mem, table->unit.text);
    swift->normal = padded(rows->mem, STR("A"));
    swift->nothing = padded(rows->mem, STR(""));
    swift->mark = mem_mark(rows->scratch);
    return swift;
}

/* ---- a line ---- */

/* The verdict on a cell, or on what stands behind the number. */
static const struct verdict *verdict_of(const struct swift *swift, const struct line *line, unsigned which)
{
    return &swift->rows->sensing.verdicts[which].row[line->row[which]];
}

/* A column at a time: what one line's cell waits for, the next one's need not. */
static void look_at_column(struct swift *swift, size_t from, enum role role)
{
    const struct verdicts *all = &swift->rows->sensing.verdicts[role];
    uint32_t at = swift->table->at[role];
    for (size_t i = from; i < swift->count; i++) {
        struct line *line = &swift->line[i];
        const struct verdict_slot *slot = verdicts_slot(all, record_field(&swift->record[i], at));
        line->known &= slot->traits;
        line->met |= slot->traits;
        line->row[role] = slot->row;
        if (!(slot->traits & VERDICT_SAME)) {
            line->replaced |= BIT(role);
            line->text[role] = all->row[slot->row].text;
        }
    }
}

/* A number in another form than the plain one, or a sign for a missing figure. */
static bool look_at_odd_value(const struct swift *swift, struct line *line, struct str cell)
{
    const struct verdict_slot *sign, *tail;
    struct num value;
    if (cell.length >= DUST_LENGTH)
        return false;
    if (!swift->rows->signs_have_digits && number_quick(cell, &line->number)) {
        if (line->number.rules || line->number.tail.length) {
            line->replaced |= BIT(ROLE_VALUE);
            line->text[ROLE_VALUE] = (struct str){line->number.text, line->number.length};
        }
        if (!line->number.tail.length)
            return true;
        tail = verdicts_slot(&swift->rows->sensing.verdicts[VERDICTS_TAIL], line->number.tail);
        line->tailed = true;
        line->row[VERDICTS_TAIL] = tail->row;
        return tail->traits & VERDICT_SWIFT;
    }
    if (num_parse(cell, &value) == NUM_OK)
        return true;
    sign = verdicts_slot(&swift->rows->sensing.verdicts[ROLE_VALUE], cell);
    line->missing = true;
    line->row[ROLE_VALUE] = sign->row;
    line->text[ROLE_VALUE] = swift->nothing;
    line->replaced |= cell.length ? BIT(ROLE_VALUE) : 0;
    /* Only a line with a plain number is surely no note. */
    const struct record *record = &swift->record[line - swift->line];
    return sign->traits && (number_is_plain(record_field(record, swift->table->at[ROLE_REGION])) ||
                            number_is_plain(record_field(record, swift->table->at[ROLE_PERIOD])));
}

static void look_at_values(struct swift *swift, size_t from)
{
    uint32_t at = swift->table->at[ROLE_VALUE];
    for (size_t i = from; i < swift->count; i++) {
        struct line *line = &swift->line[i];
        struct str cell = record_field(&swift->record[i], at);
        line->known &= VERDICT_SWIFT;
        if (line->known && !num_is_short(cell))
            line->known = look_at_odd_value(swift, line, cell) ? VERDICT_SWIFT : 0;
    }
}

/* A status that stands stays; a line without one gets the value's. */
static void look_at_statuses(struct swift *swift, size_t from)
{
    uint32_t at = swift->table->at[ROLE_STATUS];
    for (size_t i = from; i < swift->count; i++) {
        struct line *line = &swift->line[i];
        struct str cell = at == COLUMN_NONE ? STR("") : record_field(&swift->record[i], at);
        if (cell.length) {
            line->known = status_is_code(cell) ? line->known : 0;
            continue;
        }
        line->replaced |= BIT(ROLE_STATUS);
        line->text[ROLE_STATUS] = line->known && line->missing ? verdict_of(swift, line, ROLE_VALUE)->text
                                                               : swift->normal;
    }
}

/* The value in the catalogue's unit. */
static bool convert(struct swift *swift, struct line *line, const struct unit *from, const struct verdict *indicator)
{
    const struct record *record = &swift->record[line - swift->line];
    struct str value = line->replaced & BIT(ROLE_VALUE) ? line->text[ROLE_VALUE]
                                                        : record_field(record, swift->table->at[ROLE_VALUE]);
    enum convert how = convert_value(swift->rows->scratch, from, &indicator->wanted, indicator->indicator->decimals,
                                     &value);
    if (how != CONVERT_EXACT || value.length > NUMBER_QUICK_MAX)
        return false;
    memmove(line->number.text, value.at, value.length);
    line->text[ROLE_VALUE] = (struct str){line->number.text, value.length};
    line->replaced |= BIT(ROLE_VALUE);
    return true;
}

/* The unit behind the number, else that of the cell, the heading, the table; then the
 * catalogue's. */
static bool settle_unit(struct swift *swift, struct line *line)
{
    bool column = swift->table->at[ROLE_UNIT] != COLUMN_NONE;
    const struct verdict *indicator = verdict_of(swift, line, ROLE_INDICATOR),
                         *tail = verdict_of(swift, line, VERDICTS_TAIL);
    const struct unit *cell = column ? &verdict_of(swift, line, ROLE_UNIT)->unit : &swift->none;
    const struct unit *unit = cell->text.length ? cell : indicator->unit.text.length ? &indicator->unit : &swift->unit;
    if (line->tailed && !tail_fits(tail, &line->number, unit))
        return false;
    unit = line->tailed ? &tail->unit : unit;
    struct str text = unit->text, wanted = indicator->wanted.text;
    if (!line->missing && text.length && wanted.length && !str_eq(text, wanted)) {
        if (!convert(swift, line, unit, indicator))
            return false;
        text = wanted;
    }
    if (!str_eq(text, cell->text)) {
        line->text[ROLE_UNIT] = text;
        line->replaced |= BIT(ROLE_UNIT);
    }
    return true;
}

static void look_at_units(struct swift *swift, size_t from)
{
    for (size_t i = from; i < swift->count; i++) {
        struct line *line = &swift->line[i];
        if (line->known && (line->tailed || swift->units || line->met & VERDICT_EMPTY) && !settle_unit(swift, line))
            line->known = 0;
    }
}

/* All records of a batch have one number of fields, and one of libcsv's comes alone. */
static void look_from(struct swift *swift, size_t from)
{
    bool plain = !swift->record->content && swift->record->count == swift->table->count;
    swift->forgotten = swift->rows->sensing.forgotten;
    for (size_t i = from; i < swift->count; i++) {
        swift->line[i].known = plain ? VERDICT_SWIFT : 0;
        swift->line[i].missing = swift->line[i].tailed = false;
        swift->line[i].met = swift->line[i].replaced = 0;
    }
    if (!plain)
        return;
    look_at_column(swift, from, ROLE_REGION);
    look_at_column(swift, from, ROLE_INDICATOR);
    look_at_column(swift, from, ROLE_PERIOD);
    if (swift->table->at[ROLE_UNIT] != COLUMN_NONE)
        look_at_column(swift, from, ROLE_UNIT);
    look_at_values(swift, from);
    look_at_statuses(swift, from);
    look_at_units(swift, from);
}

void swift_look(struct swift *swift, const struct record *record, size_t count)
{
    swift->record = record;
    swift->count = count;
    mem_rewind(swift->rows->scratch, swift->mark);
    look_from(swift, 0);
}

bool swift_line(struct swift *swift, size_t i)
{
    const struct line *line = &swift->line[i];
    if (swift->forgotten != swift->rows->sensing.forgotten)
        look_from(swift, i);
    if (!line->known)
        return false;
    struct plan *plan = &swift->plan[line->replaced];
    if (!plan->part)
        draw_up(swift, plan, line->replaced);
    if (plan->whole) {
        writer_record(swift->rows->writer, &swift->record[i]);
        return true;
    }
    for (size_t k = 0; k < plan->texts; k++)
        plan->part[plan->text[k].part].text = line->text[plan->text[k].role];
    writer_parts(swift->rows->writer, &swift->record[i], plan->part, plan->parts);
    return true;
}
