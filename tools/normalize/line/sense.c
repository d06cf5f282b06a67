/* sense - see sense.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/mark.h"
#include "cell/period_zh.h"
#include "io/text.h"
#include "line/sense.h"
#include "table/fill.h"

bool sense_is_ruined(struct str text)
{
    struct num value;
    return text.length > 4 && (memchr(text.at, 'E', text.length) || memchr(text.at, 'e', text.length)) &&
           num_parse(text, &value) == NUM_OK;
}

/* A name without invisible characters, outer spaces and marks. */
static struct str clean_name(struct mem *mem, struct str found, struct str *marks)
{
    return mark_split(text_trim(text_fold(mem, text_trim(found), TEXT_HIDDEN | TEXT_BIDI, NULL)), false, marks);
}

/* 330205.0: a code that pandas and others made a decimal number where cells were missing. */
static bool is_decimal_code(struct str text)
{
    if (!str_ends(text, STR(".0")) || text.length < 4)
        return false;
    for (size_t i = 0; i + 2 < text.length; i++)
        if (!str_is_digit(text.at[i]))
            return false;
    return true;
}

/* Why a name cannot be what was written, or the empty text; `what` is the kind of the mapping
 * row that settles it. */
static struct str ruined(struct mem *mem, struct str name, struct str what)
{
    if (is_decimal_code(name))
        return say(mem, "is a code that a program made a decimal number (a mapping row settles it: {1},{2},{3})", what,
                   name, str_part(name, 0, name.length - 2));
    if (text_is_misread(name))
        return voice_str("was read in a wrong encoding before the file came here: ask for the file anew");
    if (text_is_private(name))
        return voice_str("has a character for private use, which is another one on every system");
    return (struct str){NULL, 0};
}

/* ---- what a cell means ---- */

static struct verdict read_region(const struct sensing *sensing, struct str found)
{
    struct verdict v = {.found = found, .text = found, .careful = sense_is_ruined(found)};
    struct str text = v.shown = clean_name(sensing->scratch, found, &v.note);
    const struct mapping_row *mapped = mapping_find(sensing->scratch, sensing->mapping, MAPPING_REGION, text);
    if (!text.length) {
        v.why = voice_str("is empty: a merged cell? (--fill-down region)");
        return v;
    }
    if (mapped) {             /* settled, whatever --within and --level admit */
        v.rule = "mapping";
        v.text = mapped->to;
        return v;
    }
    const struct name *name = names_region(sensing->names, text);
    v.rule = name->verdict == NAME_FOUND ? name->rule : "space";
    v.text = name->code.length ? name->code : text;
    if (name->verdict != NAME_FOUND)
        v.why = ruined(sensing->scratch, found, STR("region"));
    if (!v.why.length && name->verdict >= NAME_SEVERAL)
        v.why = name->why;
    v.place = names_is_timed(name) ? name : NULL;
    return v;
}

/* What the user or the catalogue has for a name. */
static const struct name *look_up(const struct sensing *sensing, struct str name, const struct mapping_row **mapped)
{
    *mapped = mapping_find(sensing->scratch, sensing->mapping, MAPPING_INDICATOR, name);
    return names_indicator(sensing->names, *mapped ? (*mapped)->to : name);
}

/* 产值累计值 is 产值, counted from January; 产值同比增长 its growth.  A name that is known as a whole is
 * that, and only how it is counted is taken of its words. */
static struct str without_measure(const struct sensing *sensing, struct str name, struct verdict *v)
{
    struct str before;
    struct gloss measure;
    const struct mapping_row *mapped;
    if (!role_measure_behind(name, &before, &measure))
        return name;
    const struct name *whole = look_up(sensing, name, &mapped);
    v->to_date = measure.to_date;
    v->of = measure.of;
    if (mapped || (whole->indicator && whole->verdict <= NAME_FOUND))
        return name;
    v->caliber = measure.caliber;
    v->own_unit = measure.unit.length > 0;
    if (measure.unit_said && !v->unit.text.length)
        unit_read(sensing->scratch, sensing->units, measure.unit, &v->unit);
    return before;
}

/* The indicator, its unit where the name carries one, and its row of the catalogue. */
static struct verdict read_indicator(const struct sensing *sensing, struct str found)
{
    struct verdict v = {.found = found, .text = found, .shown = found, .rule = "heading",
                        .careful = sense_is_ruined(found)};
    struct heading heading = heading_read(sensing->scratch, sensing->units, found);
    if (!heading.name.length) {
        v.why = voice_str("is empty: a merged cell? (--fill-down indicator)");
        return v;
    }
    const struct mapping_row *mapped;
    v.unit = heading.unit;
    struct str bare = without_measure(sensing, heading.name, &v);
    if (bare.length < heading.name.length) {
        struct str marks = heading.marks;
        struct unit unit = heading.unit;
        heading = heading_read(sensing->scratch, sensing->units, bare);
        v.unit = unit.text.length ? unit : v.own_unit ? v.unit : heading.unit;
        heading.marks = marks;
    }
    const struct name *name = look_up(sensing, heading.name, &mapped);
    v.rule = mapped ? "mapping" : name->verdict == NAME_FOUND ? name->rule : "heading";
    v.text = name->code.length ? name->code : heading.name;
    if (mapped && !name->indicator) { /* 城镇化率,城镇化率（%） */
        struct heading to = heading_read(sensing->scratch, sensing->units, mapped->to);
        v.text = to.unit.text.length ? to.name : mapped->to;
        v.unit = v.unit.text.length ? v.unit : to.unit;
    }
    v.indicator = name->indicator;
    if (v.indicator && v.indicator->unit.length) {
        unit_read(sensing->scratch, sensing->units, v.indicator->unit, &v.wanted);
        v.wanted.text = v.indicator->unit;
    }
    if (!v.indicator && !v.unit.text.length && !v.own_unit && str_ends(heading.name, STR("%")))
        unit_read(sensing->scratch, sensing->units, STR("%"), &v.unit); /* 占预算% */
    v.unsaid = !v.indicator && !mapped && !v.to_date && role_reach_unsaid(heading.name);
    v.relative = !v.indicator && !v.unit.text.length && role_is_relative(heading.name);
    v.shown = heading.name;
    v.note = heading.marks;
    v.unread = heading.unread;
    v.careful = v.careful || v.caliber.length || v.to_date || v.unsaid || v.of || v.unread.length || v.relative;
    if (!mapped && name->verdict != NAME_FOUND)
        v.why = ruined(sensing->scratch, found, STR("indicator"));
    if (!v.why.length && name->verdict >= NAME_SEVERAL)
        v.why = name->why;
    return v;
}

bool sense_period_text(struct mem *mem, const struct mapping *mapping, const struct periods *how, struct str text,
                       int year, struct str *canonical, struct str *why)
{
    struct period_zh read = {.why = {NULL, 0}};
    const struct mapping_row *mapped = mapping_find(mem, mapping, MAPPING_PERIOD, text);
    if (mapped && !period_parse(mapped->to, &read.period))
        diag_fatal(DIAG_PERIOD, &mapped->to_place, "\"%.*s\" is no period", STR_ARG(mapped->to));
    if (!mapped && !period_zh_read(mem, how, text, year, &read)) {
        *why = read.why;
        return false;
    }
    char into[PERIOD_TEXT_MAX];
    size_t length = period_write(into, read.period);
    *canonical = str_eq((struct str){into, length}, text) ? text : mem_copy(mem, (struct str){into, length});
    return true;
}

/* A day as spreadsheets count them: 44743 is 2022-07-01. */
static bool serial_day(const struct sensing *sensing, struct str text, struct str *canonical)
{
    struct num value;
    if (text.length != 5 || num_parse(text, &value) != NUM_OK || value.scale || value.mantissa < 20000 ||
        value.mantissa > 60000)
        return false;
    int32_t day = (int32_t)value.mantissa - (sensing->epoch == 1904 ? 24107 : 25569);
    *canonical = period_text(sensing->scratch, period_of_days(day, day));
    return true;
}

static struct verdict read_period(const struct sensing *sensing, struct str found, int year, bool header)
{
    struct verdict v = {.found = found, .rule = "period"};
    v.text = v.shown = mark_split(text_trim(found), true, &v.note);
    if (!header && sensing->epoch && serial_day(sensing, v.shown, &v.text))
        v.rule = "serial";
    else
        sense_period_text(sensing->scratch, sensing->mapping, &sensing->periods, v.shown, year, &v.text, &v.why);
    struct period day, ended;
    v.careful = names_has_indicators(sensing->names) && period_parse(v.text, &day) && period_ended(day, true, &ended);
    return v;
}

static struct verdict read_unit(const struct sensing *sensing, struct str found)
{
    struct verdict v = {.found = found, .text = found};
    if (!found.length)
        return v;
    if (!unit_read(sensing->scratch, sensing->units, text_trim(found), &v.unit)) {
        v.unit = (struct unit){.text = text_trim(found)};
        v.why = fill_is_ditto(v.unit.text)
                    ? voice_str("repeats the unit above (--fill-down unit takes it)")
                    : voice_str("is no unit that is known (--units adds one; a column of offices is named by the "
                                "mapping: column,单位,owner)");
    }
    v.text = v.shown = v.unit.text;
    return v;
}

/* ---- the face ---- */

void sense_begin(struct sensing *sensing)
{
    for (size_t i = 0; i < VERDICTS_COUNT; i++)
        verdicts_open(&sensing->verdicts[i]);
}

void sense_end(struct sensing *sensing)
{
    for (size_t i = 0; i < VERDICTS_COUNT; i++)
        verdicts_close(&sensing->verdicts[i]);
}

void sense_renew(struct sensing *sensing)
{
    for (size_t i = 0; i < VERDICTS_COUNT; i++)
        sensing->forgotten += verdicts_renew(&sensing->verdicts[i]);
}

static const struct verdict *judge(struct sensing *sensing, enum role role, struct str found,
                                   struct verdict (*read)(const struct sensing *sensing, struct str found),
                                   struct verdict *room)
{
    const struct verdict *kept = verdicts_find(&sensing->verdicts[role], found);
    if (kept)
        return kept;
    *room = read(sensing, found);
    return verdicts_keep(&sensing->verdicts[role], room);
}

const struct verdict *sense_region(struct sensing *sensing, struct str found, struct verdict *room)
{
    return judge(sensing, ROLE_REGION, found, read_region, room);
}

const struct verdict *sense_indicator(struct sensing *sensing, struct str found, struct verdict *room)
{
    return judge(sensing, ROLE_INDICATOR, found, read_indicator, room);
}

const struct verdict *sense_unit(struct sensing *sensing, struct str found, struct verdict *room)
{
    return judge(sensing, ROLE_UNIT, found, read_unit, room);
}

static struct verdict read_cell_of_period(const struct sensing *sensing, struct str found)
{
    return read_period(sensing, found, 0, false);
}

/* What a text without a year means depends on the year above it, and a header is never a
 * serial number: such verdicts hold here only. */
const struct verdict *sense_period(struct sensing *sensing, struct str found, int year, bool header,
                                   struct verdict *room)
{
    if (!year && !(header && sensing->epoch))
        return judge(sensing, ROLE_PERIOD, found, read_cell_of_period, room);
    *room = read_period(sensing, found, year, header);
    return room;
}
