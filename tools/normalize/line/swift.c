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
    struct number_quick number; /* room for the value's text, */
    char moved[NUMBER_QUICK_MAX + RECORD_BEYOND]; /* and for that in the catalogue's unit */
    struct str read;          /* the value as it was read, where it is in another unit then */
};

/* The words of what was done to numbers, by a few of their bits. */
enum { WORDED = 64 };
struct worded {
    bool known;
    unsigned rules;
    uint32_t length;
    char text[240 + RECORD_BEYOND];
};

struct swift {
    struct rows *rows;
    const struct raw_table *table;
    struct plan plan[PLANS];
    const struct record *record; /* the batch */
    uint64_t at[SWIFT_BATCH]; /* its lines, for the log */
    size_t count;
    struct line line[SWIFT_BATCH];
    uint64_t forgotten;       /* rows->sensing.forgotten when it was looked at */
    struct str normal, nothing; /* the status of a plain number, and the empty text */
    struct unit unit;         /* of the table, for lines that name none */
    struct unit none;         /* for tables without a column of units */
    struct worded *worded;    /* for the log; null where none is kept */
    char *room;               /* and the rows of a line, */
    struct str column[ROLE_COUNT]; /* columns between commas, */
    struct str moved, shifted, heading, united; /* and words */
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
        rows->falls ||
        rows->numbers.decimal == ',' || table->at[ROLE_VALUE] == COLUMN_NONE)
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

/* Of seven rows of a line none is longer than this: three texts of a key and three behind it. */
enum { ROW_MOST = 6 * (WRITER_TEXT_MAX + RECORD_BEYOND) + NUM_TEXT_MAX, ROWS_MOST = 8 };

static void open_log(struct swift *swift)
{
    struct mem *mem = swift->rows->mem;
    swift->worded = mem_array(mem, WORDED, sizeof *swift->worded);
    swift->room = mem_take(mem, ROWS_MOST * ROW_MOST);
    for (enum role r = 0; r < ROLE_COUNT; r++)
        swift->column[r] = padded(mem, mem_join(mem, STR(","), role_name(r), STR(",")));
    swift->moved = padded(mem, STR("moved"));
    swift->shifted = padded(mem, STR("unit-shift"));
    swift->heading = padded(mem, STR("heading"));
    swift->united = padded(mem, STR("unit"));
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
    if (changes_kept(rows->changes))
        open_log(swift);
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
    struct str before = line->replaced & BIT(ROLE_VALUE) ? line->text[ROLE_VALUE]
                                                         : record_field(record, swift->table->at[ROLE_VALUE]);
    struct str value = before;
    enum convert how = convert_value(swift->rows->scratch, from, &indicator->wanted, indicator->indicator->decimals,
                                     &value);
    if (how != CONVERT_EXACT || value.length > NUMBER_QUICK_MAX)
        return false;
    line->read = before;
    memcpy(line->moved, value.at, value.length);
    line->text[ROLE_VALUE] = (struct str){line->moved, value.length};
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
        swift->line[i].read = (struct str){NULL, 0};
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

void swift_look(struct swift *swift, struct reader *reader, const struct record *record, size_t count)
{
    if (swift->worded) {
        reader_point(reader, record, 0, count);
        reader_lines(reader, record, count, swift->at);
    }
    swift->record = record;
    swift->count = count;
    mem_rewind(swift->rows->scratch, swift->mark);
    look_from(swift, 0);
}

/* ---- the log ---- */

/* The rows of a line, which leave together. */
struct jotting {
    struct swift *swift;
    const struct line *line;
    struct str number;        /* of the line, digits in `digits` */
    const struct verdict *key[CHANGES_KEY]; /* region, indicator and period: */
    bool settled[CHANGES_KEY]; /* is it what the cell becomes by now, or the cell still? */
    bool plain;               /* none of the key needs quotes */
    char *to;
    uint64_t rows;
    char digits[NUM_TEXT_MAX + RECORD_BEYOND];
};

/* Copies in steps of RECORD_BEYOND bytes; those that are too many do no harm. */
static inline char *lay(char *to, struct str text)
{
    for (size_t done = 0; done < text.length; done += RECORD_BEYOND)
        memcpy(to + done, text.at + done, RECORD_BEYOND);
    return to + text.length;
}

static void send(struct jotting *jotting)
{
    struct swift *swift = jotting->swift;
    changes_rows(swift->rows->changes, (struct str){swift->room, (size_t)(jotting->to - swift->room)}, jotting->rows);
    jotting->to = swift->room;
    jotting->rows = 0;
}

static struct str key_part(const struct jotting *jotting, int i)
{
    return jotting->settled[i] ? jotting->key[i]->text : jotting->key[i]->found;
}

/* Line, column and key, for a row that goes on there. */
static inline char *jot_key(const struct jotting *jotting, enum role role)
{
    char *to = lay(lay(jotting->to, jotting->number), jotting->swift->column[role]);
    for (int i = 0; i < CHANGES_KEY; i++) {
        to = lay(to, key_part(jotting, i));
        *to++ = '|';
    }
    to[-1] = ',';
    return to;
}

static inline void jot_end(struct jotting *jotting, char *to)
{
    jotting->to = to;
    jotting->rows++;
}

/* A row whose key or texts may need quotes. */
static void jot_slowly(struct jotting *jotting, enum role role, struct str old, struct str new, struct str rule)
{
    struct swift *swift = jotting->swift;
    struct str key[CHANGES_KEY];
    for (int i = 0; i < CHANGES_KEY; i++)
        key[i] = key_part(jotting, i);
    send(jotting);
    changes_at(swift->rows->changes, swift->at[jotting->line - swift->line], role_name(role), key, old, new, rule);
}

static void jot(struct jotting *jotting, enum role role, struct str old, struct str new, struct str rule)
{
    if (str_eq(old, new))
        return;
    bool quoted = old.length && str_needs_quotes(old, ',');
    if (!jotting->plain || old.length > WRITER_TEXT_MAX || (quoted && memchr(old.at, '"', old.length))) {
        jot_slowly(jotting, role, old, new, rule);
        return;
    }
    char *to = jot_key(jotting, role);
    *to = '"';
    to = lay(to + quoted, old);
    to[0] = quoted ? '"' : ',';
    to[1] = ',';
    to = lay(to + 1 + quoted, new);
    *to++ = ',';
    to = lay(to, rule);
    *to++ = '\n';
    jot_end(jotting, to);
}

/* A cell that became what its verdict says. */
static void jot_verdict(struct jotting *jotting, enum role role)
{
    struct verdicts *all = &jotting->swift->rows->sensing.verdicts[role];
    struct verdict *verdict = &all->row[jotting->line->row[role]];
    if (!(jotting->line->replaced & BIT(role)))
        return;
    struct str text[] = {verdict->found, verdict->text, str_of(verdict->rule)};
    if (!verdict->logged.at)
        verdict->logged = padded(all->texts, changes_end(jotting->swift->rows->changes, all->texts, text));
    if (jotting->plain)
        jot_end(jotting, lay(jot_key(jotting, role), verdict->logged));
    else
        jot_slowly(jotting, role, text[0], text[1], text[2]);
}

/* What was done to a number: few words many times. */
static struct str rules_of(const struct swift *swift, unsigned rules)
{
    struct worded *worded = &swift->worded[rules % WORDED];
    if (!worded->known || worded->rules != rules) {
        struct mem_mark mark = mem_mark(swift->rows->scratch);
        *worded = (struct worded){.known = true, .rules = rules};
        struct str text = number_rules_text(swift->rows->scratch, rules);
        worded->length = text.length < sizeof worded->text - RECORD_BEYOND ? (uint32_t)text.length : 0;
        if (text.length)
            memcpy(worded->text, text.at, worded->length);
        mem_rewind(swift->rows->scratch, mark);
    }
    return (struct str){worded->text, worded->length};
}

/* The value as it was read, then in the catalogue's unit; between them, or before it, the status. */
static void jot_value(struct jotting *jotting)
{
    struct swift *swift = jotting->swift;
    const struct line *line = jotting->line;
    struct str found = record_field(&swift->record[line - swift->line], swift->table->at[ROLE_VALUE]);
    struct str written = line->replaced & BIT(ROLE_VALUE) ? line->text[ROLE_VALUE] : found;
    const struct verdict *tail = verdict_of(swift, line, line->missing ? ROLE_VALUE : VERDICTS_TAIL);
    unsigned rules = (line->missing ? 0 : line->number.rules) | (line->missing || line->tailed ? tail->rules : 0);
    struct str read = line->read.at ? line->read : written;
    bool unmarked = line->replaced & BIT(ROLE_STATUS);
    if (unmarked && line->missing)
        jot(jotting, ROLE_STATUS, STR(""), line->text[ROLE_STATUS], swift->moved);
    if (!str_eq(found, read))
        jot(jotting, ROLE_VALUE, found, read, rules_of(swift, rules));
    jot(jotting, ROLE_VALUE, read, written, swift->shifted);
    if (unmarked && !line->missing && !swift->rows->told_status) {
        send(jotting);
        changes_note(swift->rows->changes, 0, STR("status"), STR(""), STR("A"), "unmarked");
        swift->rows->told_status = true;
    }
}

static struct str digits_of(char into[NUM_TEXT_MAX], uint64_t number)
{
    char *end = into + NUM_TEXT_MAX, *at = end;
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    return (struct str){at, (size_t)(end - at)};
}

/* The rows that row_write would write: each has the key as far as it is settled by then. */
static void log_line(struct swift *swift, const struct line *line)
{
    struct jotting jotting;
    uint32_t at = swift->table->at[ROLE_UNIT];
    struct str cell = at == COLUMN_NONE ? STR("") : record_field(&swift->record[line - swift->line], at);
    struct str unit = cell.length ? verdict_of(swift, line, ROLE_UNIT)->unit.text : swift->unit.text;
    uint64_t number = swift->at[line - swift->line];
    if (!changes_tells(swift->rows->changes, number))
        return;
    jotting.swift = swift;
    jotting.line = line;
    jotting.to = swift->room;
    jotting.rows = 0;
    jotting.number = digits_of(jotting.digits, number);
    jotting.key[0] = verdict_of(swift, line, ROLE_REGION);
    const struct verdict *indicator = jotting.key[1] = verdict_of(swift, line, ROLE_INDICATOR);
    jotting.key[2] = verdict_of(swift, line, ROLE_PERIOD);
    jotting.plain = jotting.key[0]->plain & indicator->plain & jotting.key[2]->plain;
    jotting.settled[1] = jotting.settled[2] = false;
    jotting.settled[0] = true;
    jot_verdict(&jotting, ROLE_REGION);
    jotting.settled[1] = true;
    if (indicator->unit.text.length && (!unit.length || !cell.length)) {
        jot(&jotting, ROLE_UNIT, unit, indicator->unit.text, swift->heading);
        unit = indicator->unit.text;
    }
    jot_verdict(&jotting, ROLE_INDICATOR);
    jotting.settled[2] = true;
    jot_verdict(&jotting, ROLE_PERIOD);
    jot_value(&jotting);
    jot(&jotting, ROLE_UNIT, cell.length ? cell : unit,
        line->replaced & BIT(ROLE_UNIT) ? line->text[ROLE_UNIT] : cell, swift->united);
    if (jotting.rows)
        send(&jotting);
}

bool swift_line(struct swift *swift, size_t i)
{
    const struct line *line = &swift->line[i];
    if (swift->forgotten != swift->rows->sensing.forgotten)
        look_from(swift, i);
    if (!line->known)
        return false;
    if (swift->worded)
        log_line(swift, line);
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
