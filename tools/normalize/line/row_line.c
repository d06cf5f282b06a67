/* row - see row.h: what holds for a line, and what an observation takes of its column's heading */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/word.h"
#include "figure/multiplier.h"
#include "io/text.h"
#include "line/row_inside.h"
#include "table/columns.h"

/* ---- what holds for the line ---- */

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
    if (!r->field[role].length && role != ROLE_UNIT) {
        r->field[role] = r->by->constant[role].length ? r->by->constant[role] : r->table->said[role];
        rule = r->by->constant[role].length ? "constant" : "said-above";
    }
    if (at != COLUMN_NONE && (!found.length || r->field[role].at != found.at))
        row_changed(r, role, found, rule);
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
    row_note(r, v->note);
    if (v->why.length && !v->place)
        row_unresolved(r, refusal[role].code, column, v->shown, v->why, voice_text(refusal[role].expected));
}

static bool all_digits(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!str_is_digit(text.at[i]))
            return false;
    return text.length > 0;
}

/* Is it the code of something in what the other is the code of: 3302 or 330200 in 33 or 330000? */
static bool is_code_within(struct str code, struct str above)
{
    while (above.length > 2 && str_ends(above, STR("00")))
        above.length -= 2;
    return all_digits(code) && all_digits(above) && str_starts(code, above);
}

/* 浙江省, 宁波市, 江北区 beside each other: what one of them says again, or leaves blank, is left out,
 * as is a code that the next one holds; other codes are kept apart by a slash. */
static struct str path_of(const struct row *r, struct str lowest)
{
    struct str path = STR(""), last = STR("");
    for (uint32_t i = 0; i <= r->table->above.count; i++) {
        struct str cell = i < r->table->above.count ? text_trim(row_cell(r, r->table->above.at[i])) : text_trim(lowest);
        if (i < r->table->above.count && !cell.length)
            cell = row_filled(r, r->table->above.at[i]);
        if (!cell.length || str_eq(cell, last))
            continue;
        bool codes = all_digits(last) && all_digits(cell);
        if (is_code_within(cell, last))
            path.length -= last.length, codes = false;
        path = path.length ? mem_format(r->by->scratch, "%.*s%s%.*s", STR_ARG(path), codes ? "/" : "", STR_ARG(cell))
                           : cell;
        last = cell;
    }
    return path;
}

void row_take_region(struct row *r, uint32_t column)
{
    if (r->table->above.count && column == r->table->at[ROLE_REGION]) {
        struct str lowest = r->field[ROLE_REGION];
        r->field[ROLE_REGION] = path_of(r, lowest);
        row_changed(r, ROLE_REGION, lowest, "path");
    }
    struct str found = r->field[ROLE_REGION];
    const struct verdict *v = sense_region(&r->by->sensing, found, &r->place_room);
    r->place = v->place ? v : NULL;
    apply(r, ROLE_REGION, column, v);
    if (!r->place)
        row_changed(r, ROLE_REGION, found, v->rule);
}

/* 单位：亿元 is that of no rate and no rank. */
static void estrange(struct row *r, const struct verdict *v, uint32_t column)
{
    const struct unit *whole = r->unit.text.length ? &r->unit : &r->set;
    r->estranged = STR("");
    if (!v->relative || r->unit_of_cell || r->unit_of_name || column == COLUMN_NONE || !unit_is_amount(whole))
        return;
    r->estranged = whole->text;
    r->unit = r->set = (struct unit){.text = STR("")};
}

/* The indicator, its unit where the name carries one, and its row of the catalogue. */
void row_take_indicator(struct row *r, struct str found, uint32_t column)
{
    struct verdict room;
    const struct verdict *v = sense_indicator(&r->by->sensing, found, &room);
    r->field[ROLE_INDICATOR] = found;
    apply(r, ROLE_INDICATOR, column, v);
    r->indicator = v->indicator;
    r->unread = v->unread.length ? v->unread : r->unread;
    if (v->unit.text.length && (!r->unit.text.length || !r->unit_of_cell)) {
        if (changes_kept(r->by->changes))
            changes_cell(r->by->changes, r->line, role_name(ROLE_UNIT), row_key(r), r->unit.text, v->unit.text,
                         STR("heading"));
        r->unit = v->unit;
        r->unit_of_name = true;
    } else if (v->own_unit && !r->unit_of_cell)
        r->unit = r->set = (struct unit){.text = STR("")}; /* 单位：亿元 is not that of a growth */
    estrange(r, v, column);
    row_changed(r, ROLE_INDICATOR, found, v->rule);
    r->to_date = r->to_date || v->to_date;
    r->unsaid = v->unsaid;
    r->relative = v->relative;
    r->of = v->of ? (enum reach)v->of : r->of;
    if (!v->caliber.length)
        return;
    r->caliber = v->caliber;
    if (r->field[ROLE_CALIBER].length && !str_eq(r->field[ROLE_CALIBER], v->caliber)) {
        row_unresolved(r, DIAG_UNRESOLVED, column, found, voice_str("says another caliber than its row"),
                   voice_text("one caliber"));
        return;
    }
    struct str caliber = r->field[ROLE_CALIBER];
    r->field[ROLE_CALIBER] = v->caliber;
    row_changed(r, ROLE_CALIBER, caliber, "measure");
}

void row_take_period(struct row *r, struct str found, int year, uint32_t column, bool header)
{
    struct verdict room;
    const struct verdict *v = sense_period(&r->by->sensing, found, year, header, &room);
    r->field[ROLE_PERIOD] = found;
    apply(r, ROLE_PERIOD, column, v);
    if (!header)
        row_changed(r, ROLE_PERIOD, found, v->rule);
}

static bool is_bare(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!str_is_digit(text.at[i]) && text.at[i] != '-')
            return false;
    return text.length > 0;
}

/* A period that is finer than a year has its part already: the column may say the same, and nothing else. */
static void compare_part(struct row *r, struct str cell, int year)
{
    struct verdict room;
    uint32_t at = r->table->part;
    const struct verdict *v = sense_period(&r->by->sensing, cell, year, false, &room);
    if (cell.length && !str_eq(v->text, r->field[ROLE_PERIOD]))
        row_unresolved(r, DIAG_PERIOD, at, row_cell(r, at), voice_str("says another part of the year than the period"),
                       voice_text("the part of the year that the period is"));
}

void row_take_part(struct row *r)
{
    struct period period;
    uint32_t at = r->table->part;
    if (at == COLUMN_NONE || !period_parse(r->field[ROLE_PERIOD], &period))
        return;
    struct str cell = text_trim(row_cell(r, at));
    if (!cell.length)
        cell = text_trim(row_filled(r, at));
    cell = text_fold(r->by->scratch, cell, TEXT_WIDE | TEXT_SPACE | TEXT_DASH, NULL);
    if (is_bare(cell))
        cell = mem_format(r->by->scratch, "%.*s%.*s", STR_ARG(cell), STR_ARG(r->table->part_unit));
    if (period.grain == PERIOD_YEAR)
        row_take_period(r, cell, period_end_year(period), at, false);
    else
        compare_part(r, cell, period_end_year(period));
}

/* 累计: from January to where the period ends, of a period inside one year. */
void row_to_date(struct row *r, uint32_t column)
{
    struct period period;
    int year, month, day;
    struct str found = r->field[ROLE_PERIOD];
    if (!(r->to_date || r->of || r->unsaid) || !period_parse(found, &period))
        return;
    period_date(period.first, &year, &month, &day);
    if (r->unsaid && !(r->to_date || r->of)) {
        if (month > 1 || year != period_end_year(period))
            row_unresolved(r, DIAG_PERIOD, column, found,
                           voice_str("may be counted from January or not, since the name says 累计 (1-6月 says which; "
                                     "a mapping row for the name takes the period as it stands)"),
                           voice_text("the period that the figure is of"));
        return;
    }
    if ((r->of == REACH_MONTH && period.grain != PERIOD_MONTH) ||
        (r->of == REACH_QUARTER && period.grain != PERIOD_QUARTER)) {
        row_unresolved(r, DIAG_PERIOD, column, found,
                       voice_str(r->of == REACH_MONTH ? N_("is no month, but its heading says 本月, 当月 or the like")
                                                      : N_("is no quarter, but its heading says 当季 or the like")),
                       voice_text("the period that the figure is of"));
        return;
    }
    if (!r->to_date)
        return;
    int32_t first = period_year(period_end_year(period)).first;
    if (year != period_end_year(period)) {
        row_unresolved(r, DIAG_PERIOD, column, found,
                       voice_str("is of several years, but its figure is counted from January"),
                       voice_text("a period inside one year"));
        return;
    }
    r->field[ROLE_PERIOD] = period_text(r->by->scratch, period_of_days(first, period.last));
    row_changed(r, ROLE_PERIOD, found, "to-date");
}

static void take_status(struct row *r)
{
    struct str found = r->field[ROLE_STATUS];
    if (!found.length || status_is_code(found))
        return;
    struct str text = text_trim(found), code = word_status(text);
    r->field[ROLE_STATUS] = code.length ? code : text;
    if (text.length && !code.length && !status_is_code(text))
        row_unresolved(r, DIAG_UNRESOLVED, r->table->at[ROLE_STATUS], text, voice_str("is no status that is known"),
                   voice_text("a code of SDMX CL_OBS_STATUS"));
    row_changed(r, ROLE_STATUS, found, "status");
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
        row_unresolved(r, DIAG_UNIT, r->table->at[ROLE_UNIT], v->shown, v->why, voice_text("a unit"));
}

/* --set unit is for rows that have none. */
static void take_set_unit(struct row *r)
{
    struct verdict room;
    if (!r->by->constant[ROLE_UNIT].length)
        return;
    const struct verdict *v = sense_unit(&r->by->sensing, r->by->constant[ROLE_UNIT], &room);
    r->set = v->unit;
    if (v->why.length)
        row_unresolved(r, DIAG_UNIT, COLUMN_NONE, v->shown, v->why, voice_text("a unit"));
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
        if (columns_is_code(&r->table->column[i]) && sense_is_ruined(row_cell(r, i)))
            row_unresolved(r, DIAG_UNRESOLVED, i, row_cell(r, i),
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

void row_take_line(struct row *r)
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
    take_set_unit(r);
    take_scale(r);
    take_outline(r);
    take_unit(r);
    if (r->field[ROLE_REGION].length || r->table->at[ROLE_REGION] != COLUMN_NONE)
        row_take_region(r, r->table->at[ROLE_REGION]);
    take_status(r);
    if (r->field[ROLE_INDICATOR].length || r->table->at[ROLE_INDICATOR] != COLUMN_NONE)
        row_take_indicator(r, r->field[ROLE_INDICATOR], r->table->at[ROLE_INDICATOR]);
    if (r->field[ROLE_PERIOD].length || r->table->at[ROLE_PERIOD] != COLUMN_NONE)
        row_take_period(r, r->field[ROLE_PERIOD], 0, r->table->at[ROLE_PERIOD], false);
    row_take_part(r);
    push_outline(r);
}

/* A region that was not always there: the one that the name means in this row's period. */
void row_settle_region(struct row *r)
{
    struct period period;
    struct str why, found = r->place->shown;
    const struct name *name = r->place->place;
    bool known = period_parse(r->field[ROLE_PERIOD], &period);
    const struct region *region = known ? names_then(r->by->scratch, r->by->sensing.names, name, period, &why)
                                        : name->region;
    r->field[ROLE_REGION] = region ? region->code : found;
    if (region)
        row_changed(r, ROLE_REGION, r->place->found, name->rule);
    else
        row_unresolved(r, DIAG_REGION, r->table->at[ROLE_REGION], found, known ? why : name->why,
                   voice_text("a code or name of a region that was there then"));
}
