/* row - see row.h */
#include "base/diag.h"
#include "base/origin.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/mark.h"
#include "cell/period_zh.h"
#include "figure/convert.h"
#include "figure/decimal.h"
#include "figure/dust.h"
#include "figure/multiplier.h"
#include "figure/number_quick.h"
#include "io/text.h"
#include "line/row_inside.h"
#include "names/tail.h"
#include "table/columns.h"

/* ---- telling ---- */

struct str row_key(const struct row *r)
{
    return mem_format(r->by->scratch, "%.*s|%.*s|%.*s%s%.*s", STR_ARG(r->field[ROLE_REGION]),
                      STR_ARG(r->field[ROLE_INDICATOR]), STR_ARG(r->field[ROLE_PERIOD]), r->caliber.length ? "|" : "",
                      STR_ARG(r->caliber));
}

/* A cell could not be read; `why` continues "the cell ...". */
void row_unresolved(const struct row *r, enum diag_code code, uint32_t column, struct str text, struct str why,
                       const char *expected)
{
    struct finding finding = {.code = code, .value = text, .expected = str_of(expected)};
    if (r->by->draft) {
        draft_text(r->by->draft, code, text, why);
        return;
    }
    finding.place = reader_place(r->reader, column == COLUMN_NONE ? RECORD_WHOLE : column);
    struct str header = STR("");
    if (column != COLUMN_NONE) {
        finding.place.name = header = r->table->column[column].header;
    }
    finding.key = row_key(r);
    finding.message = header.length ? say_format(r->by->scratch, "\"%.*s\" in column \"%.*s\" %.*s", STR_ARG(text),
                                                 STR_ARG(header), STR_ARG(why))
                                    : say_format(r->by->scratch, "\"%.*s\" %.*s", STR_ARG(text), STR_ARG(why));
    diag_tell(&finding);
}

void row_changed(const struct row *r, enum role role, struct str old, const char *rule)
{
    if (changes_kept(r->by->changes) && !str_eq(old, r->field[role]))
        changes_cell(r->by->changes, r->line, role_name(role), row_key(r), old, r->field[role], str_of(rule));
}

/* Adds to the note. */
void row_note(struct row *r, struct str note)
{
    struct str *to = &r->field[ROLE_NOTE], old = *to;
    if (!note.length)
        return;
    *to = to->length ? mem_format(r->by->scratch, "%.*s；%.*s", STR_ARG(*to), STR_ARG(note)) : note;
    row_changed(r, ROLE_NOTE, old, "moved");
}

/* ---- one value ---- */

/* Two sources of one property must agree; an empty one takes the other. */
static bool settle(struct str *field, struct str value)
{
    if (!value.length || str_eq(*field, value))
        return true;
    if (field->length)
        return false;
    *field = value;
    return true;
}

/* A change of these is a share of a share, or a difference in 百分点. */
static bool is_share(const struct unit *unit)
{
    return str_eq(unit->text, STR("%")) || str_eq(unit->text, STR("‰")) || str_eq(unit->text, STR("百分点"));
}

/* The unit that holds for the cell before the cell itself is asked: the unit column's,
 * the column header's, the row heading's, the table's.  A change has its own; that of a
 * share must say in the cell whether it is in % or in 百分点.  False when two of them
 * differ. */
static bool context_unit(const struct row *r, const struct table_column *c, struct unit *unit)
{
    const struct unit *row = r->unit.text.length ? &r->unit : &r->set;
    *unit = *row;
    if (!c->unit.text.length)
        return true;
    if (role_has_own_unit(c->caliber)) {
        *unit = is_share(row) ? (struct unit){.text = STR("")} : c->unit;
        return true;
    }
    if (r->unit_of_cell && !str_eq(r->unit.text, c->unit.text))
        return false;
    *unit = c->unit;
    /* 2022年（亿元） is of the amounts below it: a rate or a rank has its own, or none. */
    if (c->indicator.length || !c->period.length || !unit_is_amount(&c->unit))
        return true;
    if (r->unit_of_name && !str_eq(r->unit.text, c->unit.text)) {
        *unit = r->unit;
        return !unit_is_amount(&r->unit);
    }
    if (r->relative && !r->unit_of_cell)
        *unit = (struct unit){.text = STR("")};
    return true;
}

/* To the catalogue's unit, value and unit together. */
static void to_catalogue(struct row *r, uint32_t column, struct unit *unit)
{
    struct unit wanted;
    struct str text = r->field[ROLE_VALUE], old[3];
    struct str *const figure[] = {&r->field[ROLE_VALUE], &r->added[ADDED_FIRST], &r->added[ADDED_SECOND]};
    enum convert worst = CONVERT_EXACT;
    if (role_has_own_unit(r->field[ROLE_CALIBER]) || !r->indicator || !r->indicator->unit.length ||
        !unit->text.length || str_eq(r->indicator->unit, unit->text))
        return;
    bool known = unit_read(r->by->scratch, r->by->numbers.units, r->indicator->unit, &wanted);
    for (size_t i = 0; i < 3; i++) {
        old[i] = *figure[i];
        enum convert how = known ? convert_value(r->by->scratch, unit, &wanted, r->indicator->decimals, figure[i])
                                 : CONVERT_UNLIKE;
        worst = how > worst ? how : worst;
    }
    if (worst >= CONVERT_UNLIKE) {
        for (size_t i = 0; i < 3; i++)
            *figure[i] = old[i];
        row_unresolved(r, DIAG_UNIT, column, unit->text,
                   say_format(r->by->scratch,
                              worst == CONVERT_UNLIKE
                                  ? N_("is not what the catalogue has for %.*s: %.*s")
                                  : N_("has no exact value in the unit of %.*s, %.*s (the column \"decimals\" of the "
                                       "catalogue would say how far to round)"),
                              STR_ARG(r->indicator->code), STR_ARG(r->indicator->unit)), r->indicator->unit.at);
        return;
    }
    row_changed(r, ROLE_VALUE, text, worst == CONVERT_ROUNDED ? "unit-round" : "unit-shift");
    unit->text = r->indicator->unit;
}

/* A number without any mark is a normal value; that is said once in the log. */
static void plain_status(struct row *r)
{
    if (r->field[ROLE_STATUS].length)
        return;
    r->field[ROLE_STATUS] = STR("A");
    if (!r->by->told_status)
        changes_note(r->by->changes, 0, STR("status"), STR(""), STR("A"), "unmarked");
    r->by->told_status = true;
}

/* The unit that the log has for the cell so far: the unit column's, the heading's, or
 * the one that holds. */
static struct str unit_told(const struct row *r, const struct unit *unit)
{
    return r->field[ROLE_UNIT].length ? r->field[ROLE_UNIT] : r->unit_of_name ? r->unit.text : unit->text;
}

/* The value as it was found, with the unit that holds for it.  Where only the
 * unit is open, a plain number is still one without a mark. */
static void leave(struct row *r, enum diag_code code, uint32_t column, struct str found, const struct unit *unit,
                  struct str why)
{
    struct str old = unit_told(r, unit);
    r->field[ROLE_VALUE] = found;
    r->field[ROLE_UNIT] = unit->text;
    row_changed(r, ROLE_UNIT, old, "unit");
    if (code == DIAG_UNIT && number_is_plain(found))
        plain_status(r);
    /* Words are a target too, and what an average growth is written with: goal.h sees to them. */
    bool aim = str_eq(r->field[ROLE_CALIBER], STR("target")) ||
               str_eq(r->table->column[column].caliber, STR("target"));
    if (!(r->by->words_are_goals && code == DIAG_NUMBER && aim))
        row_unresolved(r, code, column, found, why, voice_text("one number"));
}

/* [14.5] below 2025年目标 is the target of a five-year total: a caliber of two words. */
static void join_caliber(struct row *r, const struct table_column *c, struct number_zh *n)
{
    struct str old = r->field[ROLE_CALIBER];
    if (!c->caliber.length || !n->caliber.length || role_has_own_unit(c->caliber))
        return;
    r->field[ROLE_CALIBER] = mem_format(r->by->scratch, "%.*s %.*s", STR_ARG(old), STR_ARG(n->caliber));
    n->caliber = STR("");
    row_changed(r, ROLE_CALIBER, old, "moved");
}

/* What the cell says beside its value, in the columns for it. */
static bool take_properties(struct row *r, uint32_t column, const struct number_zh *n, const struct unit *unit)
{
    const struct { enum role role; struct str value; const char *why; } property[] = {
        {ROLE_STATUS, n->verdict == NUMBER_NONE && r->field[ROLE_STATUS].length ? STR("") : n->status,
         N_("has another status than its column says")},
        {ROLE_QUALIFIER, n->qualifier, N_("has another bound than its column says")},
        {ROLE_CALIBER, n->caliber, N_("is a five-year total, but its column says another caliber")}};
    for (size_t i = 0; i < sizeof property / sizeof *property; i++) {
        struct str old = r->field[property[i].role];
        if (!settle(&r->field[property[i].role], property[i].value)) {
            leave(r, DIAG_NUMBER, column, row_cell(r, column), unit, voice_str(property[i].why));
            return false;
        }
        row_changed(r, property[i].role, old, "moved");
    }
    row_note(r, n->note);
    return true;
}

/* A value without a unit below a line of units that cannot be one unit: told once. */
static void miss_unit(struct row *r, uint32_t column)
{
    if (!r->table->unit_line.length || r->by->told_unit == r->table)
        return;
    r->by->told_unit = r->table;
    row_unresolved(r, DIAG_UNIT, column, row_cell(r, column),
               say_format(r->by->scratch,
                          "has no unit: the line above the table, \"%.*s\", names no single one that is known",
                          STR_ARG(r->table->unit_line)), voice_text("a unit in the cell, its column or its row"));
}

/* A value without a unit: below a line of units, or by a heading that writes one which nobody knows. */
static void miss_units(struct row *r, uint32_t column)
{
    struct str name = r->field[ROLE_INDICATOR];
    struct str header = r->table->column[column].unit.text;
    if (r->relative && header.length)
        row_unresolved(r, DIAG_UNIT, column, row_cell(r, column),
                       say(r->by->scratch, "has no unit: {1}, which its heading says, is not that of {2} (a unit in "
                           "the name, or a mapping row that gives one: indicator,{2},{2}（UNIT）)", header, name),
                       voice_text("a unit in the cell, its column or its row"));
    else if (r->estranged.length)
        row_unresolved(r, DIAG_UNIT, column, row_cell(r, column),
                       say(r->by->scratch, "has no unit: {1}, which holds for the whole table, is not that of {2} (a "
                           "unit in the name, or a mapping row that gives one: indicator,{2},{2}（UNIT）)",
                           r->estranged, name),
                       voice_text("a unit in the cell, its column or its row"));
    miss_unit(r, column);
    struct str unread = r->table->column[column].unread.length ? r->table->column[column].unread : r->unread;
    if (unread.length)
        row_unresolved(r, DIAG_UNIT, column, row_cell(r, column),
                       say(r->by->scratch, "has no unit: \"{1}\" in its heading is none that is known (--units adds "
                           "one, or a mapping row: unit,{1},UNIT)", unread),
                       voice_text("a unit in the cell, its column or its row"));
}

/* A number at a glance, with a unit behind it that was met before. */
static bool read_quick(const struct row *r, struct str found, const struct unit *unit, const struct number_quick *quick,
                       struct number_zh *n)
{
    *n = (struct number_zh){.verdict = NUMBER_VALUE, .value = found, .unit = *unit, .rules = quick->rules};
    if (quick->tail.length) {
        const struct verdict *tail = verdicts_find(&r->by->sensing.verdicts[VERDICTS_TAIL], quick->tail);
        if (!tail || !tail_fits(tail, quick, unit))
            return false;
        n->unit = tail->unit;
        n->rules |= tail->rules;
    }
    if (n->rules)
        n->value = mem_copy(r->by->scratch, (struct str){quick->text, quick->length});
    return true;
}

/* What the cell says.  A plain sign for a missing figure and the unit behind a number are
 * kept, for the lines that follow. */
static bool read_value(struct row *r, struct str found, const struct unit *unit, struct number_zh *n)
{
    struct verdicts *signs = &r->by->sensing.verdicts[ROLE_VALUE];
    struct number_quick quick;
    const struct numbers *how = &r->by->numbers;
    bool begins = !r->by->signs_have_digits && how->decimal != ',' && !how->quotients && number_quick(found, &quick);
    if (begins && read_quick(r, found, unit, &quick, n))
        return true;
    bool read = number_zh_read(r->by->scratch, how, found, unit, n);
    if (read && begins)
        tail_keep(&r->by->sensing.verdicts[VERDICTS_TAIL], r->by->scratch, how, &quick, n);
    if (read && dust_is_cut(n->value)) {
        n->why = voice_str("is cut to six digits, as a spreadsheet shows a number too long for its column (widen it, "
                           "or format it as a number, and export anew)");
        return false;
    }
    if (read && n->verdict == NUMBER_NONE && !n->note.length && !verdicts_find(signs, found))
        verdicts_keep(signs, &(struct verdict){.found = found, .text = n->status, .rules = n->rules});
    return read;
}

/* Moves the points of the cell's figures by what the line's columns of scale say; false
 * where they say nothing that can be done, which is told. */
static bool apply_scale(struct row *r, uint32_t column, const struct unit *unit, struct number_zh *n)
{
    struct str *const figure[] = {&n->value, &n->first, &n->second};
    if (n->verdict != NUMBER_VALUE || (!r->scale && r->scale_wrong == COLUMN_NONE))
        return true;
    uint32_t at = r->scale_wrong != COLUMN_NONE ? r->scale_wrong : r->table->scale.at[0];
    struct str found = text_trim(row_cell(r, at));
    if (r->scale_wrong != COLUMN_NONE || n->scale)
        row_note(r, mem_format(r->by->scratch, "%.*s: %.*s", STR_ARG(r->table->column[at].header), STR_ARG(found)));
    if (r->scale_wrong != COLUMN_NONE) {
        r->field[ROLE_UNIT] = unit->text;
        row_unresolved(r, DIAG_NUMBER, r->scale_wrong, found,
                   voice_str("is no power of ten, or another than a column before it says, so the value is left as it "
                             "is"), voice_text("a number such as 0, 3 or 6 (SDMX's UNIT_MULT)"));
        return false;
    }
    if (n->scale) {
        leave(r, DIAG_NUMBER, column, row_cell(r, column), unit,
              voice_str("has a scale word beside a column of scale: which of them is meant?"));
        return false;
    }
    for (size_t i = 0; i < sizeof figure / sizeof *figure; i++)
        *figure[i] = convert_shift(r->by->scratch, *figure[i], r->scale);
    n->rules |= NUMBER_SCALE;
    return true;
}

static struct place place_of(const struct row *r, uint32_t column)
{
    struct place place = reader_place(r->reader, RECORD_WHOLE);
    place.column = column + 1;
    return place;
}

/* Digits that a program's binary fraction left behind are counted, or taken off where that is
 * asked for; the end of the run tells. */
static void dust_off(struct row *r, uint32_t column, struct number_zh *n)
{
    struct rows *by = r->by;
    struct str shorter;
    if (n->value.length < DUST_LENGTH || !dust_find(by->scratch, n->value, &shorter))
        return;
    if (by->short_doubles) {
        n->value = shorter;
        n->rules |= NUMBER_BINARY;
        return;
    }
    if (!by->dusty++) {
        by->dust = place_of(r, column);
        by->dust_text = mem_copy(by->mem, say(by->scratch, "{1} for {2}", n->value, shorter));
    }
}

/* The heading of a column says another unit than the row. */
static struct str two_units(const struct row *r, const struct table_column *c)
{
    return say_format(r->by->scratch, r->unit_of_name && !r->unit_of_cell
                                          ? N_("is in %.*s by its header and in %.*s by its name")
                                          : N_("is in %.*s by its header and in %.*s by the unit column"),
                      STR_ARG(c->unit.text), STR_ARG(r->unit.text));
}

static void note_fall(const struct row *r, uint32_t column, struct number_zh *n)
{
    if (r->by->falls && n->verdict == NUMBER_VALUE)
        falls_take(r->by->falls, r->field[ROLE_INDICATOR], r->field[ROLE_CALIBER], place_of(r, column), n);
}

static void take_value(struct row *r, uint32_t column)
{
    const struct table_column *c = &r->table->column[column];
    struct str found = row_cell(r, column), unit_before;
    struct number_zh n;
    struct unit unit;
    r->field[ROLE_VALUE] = found;
    if (r->by->added[ADDED_ORIGIN])
        r->added[ADDED_ORIGIN] = reader_hides_origin(r->reader)
                                     ? origin_cell(r->by->scratch, reader_origin(r->reader), column + 1)
                                     : origin_line(r->by->scratch, str_of(r->table->file), r->line, column + 1);
    row_note(r, c->marks);
    if (!context_unit(r, c, &unit)) {
        leave(r, DIAG_UNIT, column, found, &r->unit, two_units(r, c));
        return;
    }
    if (c->comma.length && decimal_is_marked(found)) {
        leave(r, DIAG_NUMBER, column, found, &unit,
              say(r->by->scratch, "is in a column with decimal commas ({1}) and may be meant either way "
                  "(--decimal-mark comma, or point)", c->comma));
        return;
    }
    unit_before = unit_told(r, &unit);
    if (!read_value(r, found, &unit, &n)) {
        leave(r, DIAG_NUMBER, column, found, &unit, n.why);
        return;
    }
    note_fall(r, column, &n);
    dust_off(r, column, &n);
    if (n.verdict == NUMBER_VALUE && !settle(&n.status, c->status)) {
        leave(r, DIAG_NUMBER, column, found, &unit, voice_str("has another status than its header says"));
        return;
    }
    if (n.verdict == NUMBER_VALUE && !n.unit.text.length && role_has_own_unit(r->field[ROLE_CALIBER])) {
        leave(r, DIAG_UNIT, column, found, &unit,
              voice_str("is a change, of a share perhaps, in % or in 百分点: the cell must say which"));
        return;
    }
    if (!apply_scale(r, column, &unit, &n))
        return;
    join_caliber(r, c, &n);
    if (!take_properties(r, column, &n, &unit))
        return;
    if (n.first.length && !r->by->added[ADDED_FIRST]) {
        leave(r, DIAG_NUMBER, column, found, &unit,
              voice_str("is a pair, but the table has columns first and second already"));
        return;
    }
    r->field[ROLE_VALUE] = n.value;
    r->added[ADDED_FIRST] = n.first;
    r->added[ADDED_SECOND] = n.second;
    if (changes_kept(r->by->changes) && !str_eq(found, n.value))
        changes_cell(r->by->changes, r->line, role_name(ROLE_VALUE), row_key(r), found, n.value,
                     number_rules_text(r->by->scratch, n.rules));
    if (n.verdict == NUMBER_VALUE) {
        if (!n.unit.text.length)
            miss_units(r, column);
        to_catalogue(r, column, &n.unit);
        plain_status(r);
    }
    r->field[ROLE_UNIT] = n.unit.text;
    row_changed(r, ROLE_UNIT, unit_before, "unit");
}

/* ---- the line ---- */

/* The year that a header without one (1月) takes from its row. */
static int year_of(const struct row *r)
{
    struct period period;
    return period_parse(r->field[ROLE_PERIOD], &period) && period.grain == PERIOD_YEAR ? period_end_year(period) : 0;
}

/* A day at the end of a month or of a year is, of a stock, the period that it ends, as 年末 and 截至 are. */
static void settle_point(struct row *r)
{
    struct period day, ended;
    struct str found = r->field[ROLE_PERIOD];
    if (!r->indicator || r->indicator->kind != KIND_STOCK || !period_parse(found, &day) ||
        !period_ended(day, true, &ended))
        return;
    r->field[ROLE_PERIOD] = period_text(r->by->scratch, ended);
    row_changed(r, ROLE_PERIOD, found, "point");
}

/* An observation of a column that is made rows.  A blank cell there says nothing. */
static void write_wide(const struct row *line, uint32_t column)
{
    const struct table_column *c = &line->table->column[column];
    struct row r = *line;
    if (text_trim(row_cell(&r, column)).length == 0) {
        changes_note(r.by->changes, r.line, c->header, STR(""), STR(""), "blank");
        return;
    }
    r.column = c;
    if (c->caliber.length)
        r.caliber = r.field[ROLE_CALIBER] = c->caliber;
    r.to_date = r.to_date || c->to_date;
    r.of = c->of ? c->of : r.of;
    if (c->period.length)
        row_take_period(&r, c->period, year_of(&r), column, true);
    if (c->period.length)
        row_take_part(&r);
    if (c->region.length) {
        r.field[ROLE_REGION] = c->region;
        row_take_region(&r, column);
    }
    if (c->indicator.length)
        row_take_indicator(&r, c->indicator, column);
    row_to_date(&r, c->period.length ? column : r.table->at[ROLE_PERIOD]);
    if (r.place)
        row_settle_region(&r);
    settle_point(&r);
    take_value(&r, column);
    row_observation(&r);
}

/* Beside columns that become rows: are the cells of one that does not figures?  The end of the
 * file tells. */
static void count_aside(const struct row *r)
{
    for (uint32_t i = 0; i < r->table->other.count; i++) {
        struct table_column *c = &r->table->column[r->table->other.at[i]];
        struct str cell = text_trim(row_cell(r, r->table->other.at[i]));
        if (c->told || c->mapped || c->aside || !cell.length)
            continue;
        c->filled++;
        c->figures += peek_is_figure(cell);
    }
}

/* Columns without a name may not hold anything. */
static void refuse_nameless(const struct row *r)
{
    for (uint32_t i = 0; i < r->table->count; i++) {
        if (!r->table->column[i].nameless || text_trim(row_cell(r, i)).length == 0)
            continue;
        struct place place = reader_place(r->reader, RECORD_WHOLE);
        place.column = i + 1;
        if (r->by->draft) {
            draft_nameless(r->by->draft, i + 1, text_trim(row_cell(r, i)));
            continue;
        }
        diag_fatal(DIAG_HEADER_EMPTY, &place, "column %u has no name but holds \"%.*s\" (a mapping row names it: "
                   "column,#%u,NAME)", i + 1, STR_ARG(text_trim(row_cell(r, i))), i + 1);
    }
}

void row_write(struct rows *rows, const struct raw_table *table, const struct reader *reader,
               const struct record *record)
{
    struct mem_mark mark = mem_mark(rows->scratch);
    struct row r = {.by = rows, .table = table, .reader = reader, .record = record,
                    .line = reader_place(reader, RECORD_WHOLE).line};
    refuse_nameless(&r);
    sense_renew(&rows->sensing);
    if (rows->fill)
        fill_line(rows->fill, record);
    if (record->count != table->count)
        changes_note(rows->changes, r.line, STR(""), STR(""), STR(""),
                     record->count < table->count ? "short-line" : "blank-cells");
    row_take_line(&r);
    if (table->wide.count)
        count_aside(&r);
    for (uint32_t i = 0; i < table->wide.count; i++)
        write_wide(&r, table->wide.at[i]);
    if (table->wide.count == 0 && table->at[ROLE_VALUE] != COLUMN_NONE) {
        row_to_date(&r, table->at[ROLE_PERIOD]);
        if (r.place)
            row_settle_region(&r);
        settle_point(&r);
        take_value(&r, table->at[ROLE_VALUE]);
        row_observation(&r);
    }
    mem_rewind(rows->scratch, mark);
}
