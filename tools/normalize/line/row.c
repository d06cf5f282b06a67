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

/* ---- telling ---- */

static struct str key_of(const struct row *r)
{
    return mem_format(r->by->scratch, "%.*s|%.*s|%.*s%s%.*s", STR_ARG(r->field[ROLE_REGION]),
                      STR_ARG(r->field[ROLE_INDICATOR]), STR_ARG(r->field[ROLE_PERIOD]), r->caliber.length ? "|" : "",
                      STR_ARG(r->caliber));
}

/* A cell could not be read; `why` continues "the cell ...". */
static void unresolved(const struct row *r, enum diag_code code, uint32_t column, struct str text, struct str why,
                       const char *expected)
{
    struct finding finding = {.code = code, .value = text, .expected = str_of(expected)};
    if (r->by->draft) {
        draft_text(r->by->draft, code, text);
        return;
    }
    finding.place = reader_place(r->reader, RECORD_WHOLE);
    struct str header = STR("");
    if (column != COLUMN_NONE) {
        finding.place.column = column + 1;
        finding.place.name = header = r->table->column[column].header;
    }
    finding.key = key_of(r);
    finding.message = header.length ? say_format(r->by->scratch, "\"%.*s\" in column \"%.*s\" %.*s", STR_ARG(text),
                                                 STR_ARG(header), STR_ARG(why))
                                    : say_format(r->by->scratch, "\"%.*s\" %.*s", STR_ARG(text), STR_ARG(why));
    diag_tell(&finding);
}

static void changed(const struct row *r, enum role role, struct str old, const char *rule)
{
    if (changes_kept(r->by->changes) && !str_eq(old, r->field[role]))
        changes_cell(r->by->changes, r->line, role_name(role), key_of(r), old, r->field[role], str_of(rule));
}

/* Adds to the note. */
static void add_note(struct row *r, struct str note)
{
    struct str *to = &r->field[ROLE_NOTE], old = *to;
    if (!note.length)
        return;
    *to = to->length ? mem_format(r->by->scratch, "%.*s；%.*s", STR_ARG(*to), STR_ARG(note)) : note;
    changed(r, ROLE_NOTE, old, "moved");
}

/* ---- what holds for the line ---- */

bool row_is_code(const struct table_column *column)
{
    struct str header = column->header;
    if (column->role != ROLE_OTHER)
        return column->role == ROLE_REGION || column->role == ROLE_INDICATOR;
    return str_find(header, STR("代码")) >= 0 || str_find(header, STR("编码")) >= 0 || str_find(header, STR("区划")) >= 0 ||
           str_eq(header, STR("code"));
}

/* The field as it stands in the table, or the constant for it. */
static void take_field(struct row *r, enum role role)
{
    uint32_t at = r->table->at[role];
    r->field[role] = at == COLUMN_NONE ? STR("") : row_cell(r, at);
    struct str found = r->field[role];
    const char *rule = "constant";
    if (at != COLUMN_NONE && row_filled(r, at).length) {
        r->field[role] = row_filled(r, at);
        rule = "fill-down";
    }
    if (!r->field[role].length) {
        r->field[role] = r->by->constant[role];
        rule = "constant";
    }
    if (at != COLUMN_NONE && !found.length)
        changed(r, role, found, rule);
}

/* What a verdict says of a cell is done: the marks go to the note, a refusal is told. */
static void apply(struct row *r, enum role role, uint32_t column, const struct verdict *v)
{
    static const struct { enum diag_code code; const char *expected; } refusal[ROLE_COUNT] = {
        [ROLE_REGION] = {DIAG_REGION, N_("a code or name of one region")},
        [ROLE_INDICATOR] = {DIAG_INDICATOR, N_("a code or name of one indicator")},
        [ROLE_PERIOD] = {DIAG_PERIOD, N_("a period such as 2022, 2022-Q2 or 2022-01-01/P5M")}};
    if (!str_eq(v->text, r->field[role]))
        r->field[role] = v->text;
    add_note(r, v->note);
    if (v->why.length && !v->place)
        unresolved(r, refusal[role].code, column, v->shown, v->why, voice_text(refusal[role].expected));
}

static void take_region(struct row *r)
{
    struct str found = r->field[ROLE_REGION];
    const struct verdict *v = sense_region(&r->by->sensing, found, &r->place_room);
    r->place = v->place ? v : NULL;
    apply(r, ROLE_REGION, r->table->at[ROLE_REGION], v);
    if (!r->place)
        changed(r, ROLE_REGION, found, v->rule);
}

/* The indicator, its unit where the name carries one, and its row of the catalogue. */
static void take_indicator(struct row *r, struct str found, uint32_t column)
{
    struct verdict room;
    const struct verdict *v = sense_indicator(&r->by->sensing, found, &room);
    r->field[ROLE_INDICATOR] = found;
    apply(r, ROLE_INDICATOR, column, v);
    r->indicator = v->indicator;
    if (v->unit.text.length && (!r->unit.text.length || !r->unit_of_cell)) {
        if (changes_kept(r->by->changes))
            changes_cell(r->by->changes, r->line, role_name(ROLE_UNIT), key_of(r), r->unit.text, v->unit.text,
                         STR("heading"));
        r->unit = v->unit;
        r->unit_of_name = true;
    }
    changed(r, ROLE_INDICATOR, found, v->rule);
}

static void take_period(struct row *r, struct str found, int year, uint32_t column, bool header)
{
    struct verdict room;
    const struct verdict *v = sense_period(&r->by->sensing, found, year, header, &room);
    r->field[ROLE_PERIOD] = found;
    apply(r, ROLE_PERIOD, column, v);
    if (!header)
        changed(r, ROLE_PERIOD, found, v->rule);
}

static void take_status(struct row *r)
{
    struct str found = r->field[ROLE_STATUS];
    if (!found.length || status_is_code(found))
        return;
    struct str text = text_trim(found), code = word_status(text);
    r->field[ROLE_STATUS] = code.length ? code : text;
    if (text.length && !code.length && !status_is_code(text))
        unresolved(r, DIAG_UNRESOLVED, r->table->at[ROLE_STATUS], text, voice_str("is no status that is known"),
                   voice_text("a code of SDMX CL_OBS_STATUS"));
    changed(r, ROLE_STATUS, found, "status");
}

/* The unit column, spelled as the table of units has it. */
static void take_unit(struct row *r)
{
    struct str found = r->field[ROLE_UNIT];
    struct verdict room;
    r->unit_of_cell = found.length > 0;
    const struct verdict *v = sense_unit(&r->by->sensing, found, &room);
    if (!r->unit_of_cell)
        return;
    r->unit = v->unit;
    if (str_eq(v->text, found))
        r->unit.text = found;
    if (v->why.length)
        unresolved(r, DIAG_UNIT, r->table->at[ROLE_UNIT], v->shown, v->why, voice_text("a unit"));
}

/* Level, parent and type, and the name without indent and sign. */
static void take_outline(struct row *r)
{
    char digits[NUM_TEXT_MAX];
    if (!r->by->outline)
        return;
    uint32_t at = outline_column(r->by->outline);
    struct outline_row row = outline_next(r->by->outline, row_cell(r, at));
    enum role role = r->table->column[at].role;
    size_t length = num_write(digits, num_of(row.level));
    r->added[ADDED_LEVEL] = mem_copy(r->by->scratch, (struct str){digits, length});
    r->added[ADDED_PARENT] = row.parent.length ? mem_copy(r->by->scratch, row.parent) : row.parent;
    r->added[ADDED_ROW_TYPE] = row.type;
    if (role < ROLE_COUNT && row_cell(r, at).length)
        r->field[role] = row.name;
}

/* Once the name is settled, it is what the parts of the row have as their parent. */
static void push_outline(const struct row *r)
{
    if (!r->by->outline)
        return;
    uint32_t at = outline_column(r->by->outline);
    enum role role = r->table->column[at].role;
    outline_push(r->by->outline, role < ROLE_COUNT ? r->field[role] : text_trim(row_cell(r, at)));
}

void row_section(struct rows *rows, const struct record *record)
{
    uint32_t at = rows->outline ? outline_column(rows->outline) : COLUMN_NONE;
    if (at < record->count && text_trim(record_field(record, at)).length)
        outline_push(rows->outline, outline_next(rows->outline, record_field(record, at)).name);
}

static void refuse_ruined_codes(const struct row *r)
{
    for (uint32_t i = 0; i < r->table->count; i++)
        if (row_is_code(&r->table->column[i]) && sense_is_ruined(row_cell(r, i)))
            unresolved(r, DIAG_UNRESOLVED, i, row_cell(r, i),
                       voice_str("is a code that a spreadsheet made a number of, and its last digits are lost "
                           "(format the column as text there)"), voice_text("a code"));
}

/* What the columns of scale say together; blank ones say nothing. */
static void take_scale(struct row *r)
{
    bool said = false;
    r->scale_wrong = COLUMN_NONE;
    for (uint32_t i = 0; i < r->table->scale.count; i++) {
        uint32_t at = r->table->scale.at[i];
        int power;
        bool blank = !text_trim(row_cell(r, at)).length;
        if (blank)
            continue;
        if (!multiplier_read(row_cell(r, at), &power) || (said && power != r->scale))
            r->scale_wrong = r->scale_wrong == COLUMN_NONE ? at : r->scale_wrong;
        else
            r->scale = power;
        said = true;
    }
}

static void take_line(struct row *r)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        if (role != ROLE_VALUE)
            take_field(r, (enum role)role);
    for (uint32_t i = 0; i < r->table->other.count; i++) {
        uint32_t at = r->table->other.at[i];
        changes_cell(r->by->changes, r->line, r->table->column[at].name, STR(""), STR(""), row_filled(r, at),
                     STR("fill-down"));
    }
    refuse_ruined_codes(r);
    r->unit = r->table->unit;
    take_scale(r);
    take_outline(r);
    take_unit(r);
    take_region(r);
    if (r->field[ROLE_INDICATOR].length || r->table->at[ROLE_INDICATOR] != COLUMN_NONE)
        take_indicator(r, r->field[ROLE_INDICATOR], r->table->at[ROLE_INDICATOR]);
    if (r->field[ROLE_PERIOD].length || r->table->at[ROLE_PERIOD] != COLUMN_NONE)
        take_period(r, r->field[ROLE_PERIOD], 0, r->table->at[ROLE_PERIOD], false);
    take_status(r);
    push_outline(r);
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
    *unit = r->unit;
    if (!c->unit.text.length)
        return true;
    if (role_has_own_unit(c->caliber)) {
        *unit = is_share(&r->unit) ? (struct unit){.text = STR("")} : c->unit;
        return true;
    }
    if (r->unit_of_cell && !str_eq(r->unit.text, c->unit.text))
        return false;
    *unit = c->unit;
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
        unresolved(r, DIAG_UNIT, column, unit->text,
                   say_format(r->by->scratch,
                              worst == CONVERT_UNLIKE
                                  ? N_("is not what the catalogue has for %.*s: %.*s")
                                  : N_("has no exact value in the unit of %.*s, %.*s (the column \"decimals\" of the "
                                       "catalogue would say how far to round)"),
                              STR_ARG(r->indicator->code), STR_ARG(r->indicator->unit)), r->indicator->unit.at);
        return;
    }
    changed(r, ROLE_VALUE, text, worst == CONVERT_ROUNDED ? "unit-round" : "unit-shift");
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
    changed(r, ROLE_UNIT, old, "unit");
    if (code == DIAG_UNIT && number_is_plain(found))
        plain_status(r);
    /* Words are a target too, and what an average growth is written with: goal.h sees to them. */
    bool aim = str_eq(r->field[ROLE_CALIBER], STR("target")) ||
               str_eq(r->table->column[column].caliber, STR("target"));
    if (!(r->by->words_are_goals && code == DIAG_NUMBER && aim))
        unresolved(r, code, column, found, why, voice_text("one number"));
}

/* [14.5] below 2025年目标 is the target of a five-year total: a caliber of two words. */
static void join_caliber(struct row *r, const struct table_column *c, struct number_zh *n)
{
    struct str old = r->field[ROLE_CALIBER];
    if (!c->caliber.length || !n->caliber.length || role_has_own_unit(c->caliber))
        return;
    r->field[ROLE_CALIBER] = mem_format(r->by->scratch, "%.*s %.*s", STR_ARG(old), STR_ARG(n->caliber));
    n->caliber = STR("");
    changed(r, ROLE_CALIBER, old, "moved");
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
        changed(r, property[i].role, old, "moved");
    }
    add_note(r, n->note);
    return true;
}

/* A value without a unit below a line of units that cannot be one unit: told once. */
static void miss_unit(struct row *r, uint32_t column)
{
    if (!r->table->unit_line.length || r->by->told_unit == r->table)
        return;
    r->by->told_unit = r->table;
    unresolved(r, DIAG_UNIT, column, row_cell(r, column),
               say_format(r->by->scratch,
                          "has no unit: the line above the table, \"%.*s\", names no single one that is known",
                          STR_ARG(r->table->unit_line)), voice_text("a unit in the cell, its column or its row"));
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
        verdicts_keep(signs, &(struct verdict){.found = found, .text = n->status});
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
        add_note(r, mem_format(r->by->scratch, "%.*s: %.*s", STR_ARG(r->table->column[at].header), STR_ARG(found)));
    if (r->scale_wrong != COLUMN_NONE) {
        r->field[ROLE_UNIT] = unit->text;
        unresolved(r, DIAG_NUMBER, r->scale_wrong, found,
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
        by->dust = reader_place(r->reader, RECORD_WHOLE);
        by->dust.column = column + 1;
        by->dust_text = mem_copy(by->mem, say(by->scratch, "{1} for {2}", n->value, shorter));
    }
}

static void take_value(struct row *r, uint32_t column)
{
    const struct table_column *c = &r->table->column[column];
    struct str found = row_cell(r, column), unit_before;
    struct number_zh n;
    struct unit unit;

    r->field[ROLE_VALUE] = found;
    r->added[ADDED_ORIGIN] = origin_cell(r->by->scratch, reader_origin(r->reader), column + 1);
    add_note(r, c->marks);
    if (!context_unit(r, c, &unit)) {
        leave(r, DIAG_UNIT, column, found, &r->unit,
              say_format(r->by->scratch, "is in %.*s by its header and in %.*s by the unit column",
                         STR_ARG(c->unit.text), STR_ARG(r->unit.text)));
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
        changes_cell(r->by->changes, r->line, role_name(ROLE_VALUE), key_of(r), found, n.value,
                     number_rules_text(r->by->scratch, n.rules));
    if (n.verdict == NUMBER_VALUE) {
        if (!n.unit.text.length)
            miss_unit(r, column);
        to_catalogue(r, column, &n.unit);
        plain_status(r);
    }
    r->field[ROLE_UNIT] = n.unit.text;
    changed(r, ROLE_UNIT, unit_before, "unit");
}

/* ---- the line ---- */

/* The year that a header without one (1月) takes from its row. */
static int year_of(const struct row *r)
{
    struct period period;
    return period_parse(r->field[ROLE_PERIOD], &period) && period.grain == PERIOD_YEAR ? period_end_year(period) : 0;
}

/* A region that was not always there: the one that the name means in this row's period. */
static void settle_region(struct row *r)
{
    struct period period;
    struct str why, found = r->place->shown;
    const struct name *name = r->place->place;
    bool known = period_parse(r->field[ROLE_PERIOD], &period);
    const struct region *region = known ? names_then(r->by->scratch, r->by->sensing.names, name, period, &why)
                                        : name->region;
    r->field[ROLE_REGION] = region ? region->code : found;
    if (region)
        changed(r, ROLE_REGION, r->place->found, name->rule);
    else
        unresolved(r, DIAG_REGION, r->table->at[ROLE_REGION], found, known ? why : name->why,
                   voice_text("a code or name of a region that was there then"));
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
    changed(r, ROLE_PERIOD, found, "point");
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
    r.caliber = c->caliber;
    if (c->period.length)
        take_period(&r, c->period, year_of(&r), column, true);
    if (c->indicator.length)
        take_indicator(&r, c->indicator, column);
    if (r.place)
        settle_region(&r);
    if (c->caliber.length)
        r.field[ROLE_CALIBER] = c->caliber;
    settle_point(&r);
    take_value(&r, column);
    row_observation(&r);
}

/* Columns without a name may not hold anything. */
static void refuse_nameless(const struct row *r)
{
    for (uint32_t i = 0; i < r->table->count; i++) {
        if (!r->table->column[i].nameless || text_trim(row_cell(r, i)).length == 0)
            continue;
        struct place place = reader_place(r->reader, RECORD_WHOLE);
        place.column = i + 1;
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
    take_line(&r);
    for (uint32_t i = 0; i < table->wide.count; i++)
        write_wide(&r, table->wide.at[i]);
    if (table->wide.count == 0) {
        if (r.place)
            settle_region(&r);
        settle_point(&r);
        take_value(&r, table->at[ROLE_VALUE]);
        row_observation(&r);
    }
    mem_rewind(rows->scratch, mark);
}
