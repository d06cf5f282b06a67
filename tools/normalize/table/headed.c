/* headed - see headed.h */
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "io/text.h"
#include "table/headed.h"

bool headed_is_period(const struct shape *s, struct str text, int year, struct str *period, struct gloss *measure,
                    struct str *why)
{
    const struct mapping_row *mapped = mapping_find(s->scratch, s->mapping, MAPPING_PERIOD, text);
    *period = text;
    *measure = (struct gloss){.to_date = false};
    *why = (struct str){NULL, 0};
    return mapped || role_period(s->scratch, s->periods, text, year, period, measure, why);
}

static bool is_known(const struct shape *s, struct str name)
{
    if (mapping_find(s->scratch, s->mapping, MAPPING_INDICATOR, name))
        return true;
    if (!s->indicators || !name.length)
        return false;
    enum name_verdict verdict = names_indicator(s->names, name)->verdict;
    return verdict == NAME_CODE || verdict == NAME_FOUND;
}

static bool is_region(const struct shape *s, struct str name)
{
    if (mapping_find(s->scratch, s->mapping, MAPPING_REGION, name))
        return true;
    const struct name *found = names_region(s->names, name);
    return found->region || found->meant.count;
}

/* Two measures of one heading come together: 本月 above 同比±%. */
static void add_measure(struct headed *head, const struct gloss *measure)
{
    struct gloss *m = &head->measure;
    m->status = measure->status.length ? measure->status : m->status;
    m->caliber = measure->caliber.length ? measure->caliber : m->caliber;
    if (measure->unit.length) {
        m->unit = measure->unit;
        m->unit_said = measure->unit_said;
    }
    m->to_date = m->to_date || measure->to_date;
    m->current = m->current || measure->current;
    m->of = measure->of != REACH_ANY ? measure->of : m->of;
    head->measured = true;
}

/* A period below another one: 1-6月 below 2022年, or 2022-06 below 2022. */
static void add_period(const struct shape *s, struct headed *head, struct str period)
{
    struct period_zh above, below;
    if (head->period.length && period_zh_read(s->scratch, s->periods, head->period, 0, &above) &&
        period_zh_read(s->scratch, s->periods, period, period_end_year(above.period), &below) &&
        period_inside(below.period, above.period))
        period = period_text(s->mem, below.period);
    head->period = period.length ? mem_copy(s->mem, period) : period;
}

static void add_indicator(const struct shape *s, struct headed *head, struct str name)
{
    head->known = !head->indicator.length && is_known(s, name);
    head->indicator = head->indicator.length ? mem_format(s->mem, "%.*s/%.*s", STR_ARG(head->indicator), STR_ARG(name))
                                             : mem_copy(s->mem, name);
    head->known = head->known || is_known(s, head->indicator);
}

/* A name that is no period: a measure, a region, an indicator, or one with a measure behind. */
static void take_name(const struct shape *s, struct headed *head, struct str name)
{
    struct gloss measure;
    struct str before;
    if (is_known(s, name)) {
        if (role_measure_behind(name, &before, &measure) && measure.to_date)
            head->measure.to_date = true;
        add_indicator(s, head, name);
    } else if (role_measure(name, &measure))
        add_measure(head, &measure);
    else if (!head->region.length && is_region(s, name))
        head->region = mem_copy(s->mem, name);
    else if (role_measure_behind(name, &before, &measure)) {
        add_measure(head, &measure);
        add_indicator(s, head, before);
    } else
        add_indicator(s, head, name);
}

/* One cell of a heading. */
static void take_part(const struct shape *s, struct headed *head, const struct heading *heading, int year)
{
    struct period_zh read;
    struct str period, why = {NULL, 0};
    struct gloss measure;
    int holds = year;
    if (head->period.length && period_zh_read(s->scratch, s->periods, head->period, 0, &read))
        holds = period_end_year(read.period);
    /* 本月 below a period is the period alone. */
    bool beside = holds && role_measure(heading->name, &measure) && (measure.to_date || measure.current);
    if (!beside && !is_known(s, heading->name) &&
        headed_is_period(s, heading->name, holds, &period, &measure, &why)) {
        add_period(s, head, period);
        if (measure.status.length || measure.caliber.length || measure.current)
            add_measure(head, &measure);
        return;
    }
    if (!beside && why.length && !head->why.length)
        head->why = mem_copy(s->mem, why);
    if (role_measure(heading->name, &measure)) {
        if ((measure.to_date || measure.current) && !holds && s->periods->referred)
            add_period(s, head, period_text(s->mem, s->periods->reference));
        add_measure(head, &measure);
        return;
    }
    size_t prefix = period_zh_prefix(s->scratch, s->periods, heading->name, &read);
    struct str rest = text_trim(str_part(heading->name, prefix, heading->name.length));
    if (prefix && !is_known(s, heading->name)) {
        add_period(s, head, str_part(heading->name, 0, prefix));
        if (role_measure(rest, &measure) && measure.to_date) {
            add_indicator(s, head, rest); /* 2030年3月累计 may be counted from either */
            return;
        }
    } else
        rest = heading->name;
    if (rest.length)
        take_name(s, head, rest);
}

/* The unit above what is measured: 人口（万人） above 2021年 is that of both, above 2021年排名 of neither. */
static void settle_amount(const struct shape *s, struct headed *head, const struct unit *unit, uint32_t parts,
                          uint32_t named)
{
    uint32_t from = 0;
    for (uint32_t i = 0; i < parts; i++)
        if (unit[i].text.length) {
            head->unit = unit[i];
            from = i;
        }
    if (head->known || (head->unit.text.length && from >= named))
        return;
    if (str_ends(head->indicator, STR("%"))) {
        unit_read(s->mem, s->units, STR("%"), &head->unit);
    } else if (role_is_relative(head->indicator) && unit_is_amount(&head->unit)) {
        head->why = voice_str("names a measure without its unit");
        head->period = (struct str){NULL, 0};
    }
}

/* A measure with a unit of its own must say it, there or in brackets.  `named` is the last part that names. */
static void settle_unit(const struct shape *s, struct headed *head, const struct unit *unit, uint32_t parts,
                        uint32_t named)
{
    bool own = false;
    for (uint32_t i = 0; i < parts; i++) {
        bool of_measure = head->measure.unit.length && str_eq(unit[i].text, head->measure.unit);
        own = own || of_measure;
        if (unit[i].text.length && !of_measure)
            head->unit = unit[i];
    }
    if (!head->measure.unit.length) {
        settle_amount(s, head, unit, parts, named);
        return;
    }
    if (own || head->measure.unit_said) {
        unit_read(s->mem, s->units, head->measure.unit, &head->unit);
        return;
    }
    head->measured = false;   /* 2022年增速, in what? */
    head->why = voice_str("names a measure without its unit");
    head->period = (struct str){NULL, 0};
}

struct headed headed_read(const struct shape *s, const struct str *part, uint32_t parts, int year)
{
    struct headed head = {.measured = false};
    struct unit *unit = mem_array(s->scratch, parts, sizeof *unit);
    uint32_t named = 0;
    for (uint32_t i = 0; i < parts; i++) {
        bool again = false;
        for (uint32_t k = 0; k < i; k++)
            again = again || str_eq(part[k], part[i]);
        if (again || !part[i].length)
            continue;
        struct heading heading = heading_read(s->mem, s->units, part[i]);
        if (i && unit_read(s->mem, s->units, part[i], &unit[i]))
            continue;
        struct str inner = part[i];
        if (i && heading_is_brackets(part[i], &inner) && unit_read(s->mem, s->units, inner, &unit[i]))
            continue;
        unit[i] = heading.unit;
        size_t was = head.indicator.length;
        take_part(s, &head, &heading, year);
        named = head.indicator.length > was ? i : named;
    }
    settle_unit(s, &head, unit, parts, named);
    return head;
}

/* ---- names that the mapping gives ---- */

/* period=2022;region=330200: false where it is no list of columns. */
static bool read_assignments(const struct shape *s, struct str name, struct headed *head)
{
    struct str rest = name, piece, column;
    while (str_cut(&rest, ';', &piece)) {
        struct str value = text_trim(piece);
        if (!str_cut(&value, '=', &column))
            return false;
        column = text_trim(column);
        value = text_trim(value);
        struct str *const field[ROLE_COUNT] = {
            [ROLE_REGION] = &head->region, [ROLE_INDICATOR] = &head->indicator, [ROLE_PERIOD] = &head->period,
            [ROLE_STATUS] = &head->measure.status, [ROLE_CALIBER] = &head->measure.caliber};
        enum role role = role_find(column);
        if (role == ROLE_UNIT)
            unit_read(s->mem, s->units, value, &head->unit);
        else if (role < ROLE_COUNT && field[role])
            *field[role] = value;
        else
            return false;
        head->measured = head->measured || role == ROLE_CALIBER;
        head->known = head->known || role == ROLE_INDICATOR;
    }
    return true;
}

struct headed headed_read_name(const struct shape *s, struct str name, int year, const struct headed *found)
{
    struct str part[HEADED_PARTS_MOST], rest = name;
    struct headed head = {.measured = false};
    uint32_t parts = 0;
    if (str_find(name, STR("=")) < 0 || !read_assignments(s, name, &head)) {
        while (parts < HEADED_PARTS_MOST && str_cut(&rest, '/', &part[parts]))
            parts++;
        head = headed_read(s, part, parts, year);
    }
    bool mere = !head.period.length && !head.region.length && !head.measured && !head.unit.text.length && !head.known;
    bool told = found->period.length || found->measured || found->unit.text.length || found->known;
    if (mere) {               /* another name for what stands there */
        head.unit = found->unit;
        return head;
    }
    head.period = head.period.length ? head.period : found->period;
    head.region = head.region.length ? head.region : found->region;
    head.known = head.known || (!head.indicator.length && found->known);
    bool other = head.measure.unit.length || found->measure.unit.length;
    if (!head.indicator.length && told)
        head.indicator = found->indicator;
    if (!head.unit.text.length && !other)
        head.unit = found->unit;
    return head;
}
