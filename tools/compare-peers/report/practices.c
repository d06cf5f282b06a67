/* practices - see practices.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "meaning/sheet.h"
#include "report/practices.h"

struct practices {
    struct mem *mem;
    const struct peers *peers;
    const struct regions *regions;
    struct practice *row;
    uint32_t count;
    bool *place;              /* of each unit, whether a practice comes from it */
    struct group *found;      /* struct standing_of_place by unit, place and field */
    struct group *effect;     /* struct effect by unit, place and indicator */
};

/* How a place stands to a unit in a field. */
struct standing_of_place {
    uint32_t ahead, level, behind, unknown;
    struct str evidence;
};

/* How it stands in one indicator: 1 ahead of the unit, 0 level, -1 behind, and its value. */
struct effect {
    int ahead;
    bool known;
    struct str value;
};

static const struct sheet_column practice_column[] = {
    {"place", SHEET_FULL, sheet_text, offsetof(struct practice, place), NULL},
    {"field", SHEET_FULL, sheet_text, offsetof(struct practice, field), NULL},
    {"practice", SHEET_FULL, sheet_text, offsetof(struct practice, practice), NULL},
    {"since", SHEET_MAY, sheet_text, offsetof(struct practice, since), NULL},
    {"indicator", SHEET_MAY, sheet_text, offsetof(struct practice, indicator), NULL},
    {"value", SHEET_MAY, sheet_text, offsetof(struct practice, value), NULL},
    {"precondition", SHEET_MAY, sheet_text, offsetof(struct practice, precondition), NULL},
    {"task", SHEET_MAY, sheet_text, offsetof(struct practice, task), NULL},
    {"source", SHEET_MAY, sheet_text, offsetof(struct practice, source), NULL},
};

struct practices *practices_open(struct mem *mem, const struct peers *peers, const struct regions *regions,
                                 struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct practice, practice_column, DIAG_CATALOG, "--practices");
    struct practices *practices = mem_take(mem, sizeof *practices);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct practice row;
    size_t room = 0;
    *practices = (struct practices){.mem = mem, .peers = peers, .regions = regions,
                                    .place = mem_array(mem, peers->count, sizeof *practices->place),
                                    .found = group_open(3, sizeof(struct standing_of_place)),
                                    .effect = group_open(3, sizeof(struct effect))};
    while (sheet_next(sheet, &row)) {
        row.unit = peers_called(mem, peers, row.place);
        if (row.unit) {
            row.place = row.unit->code;
            practices->place[row.unit - peers->unit] = true;
        }
        practices->row = mem_grow(mem, practices->row, practices->count, &room, sizeof row);
        practices->row[practices->count++] = row;
    }
    sheet_close(sheet);
    return practices;
}

/* ---- evidence ---- */

static void add_evidence(struct practices *practices, struct standing_of_place *standing, const struct placing *p,
                         const struct observation *other)
{
    struct mem *mem = practices->mem;
    struct str called = voice_is("zh") ? p->id.indicator->name_zh : p->id.indicator->name_en;
    standing->evidence = voice_join(mem, standing->evidence,
                                    say(mem, "{1} {2}: {3} against {4}", called.length ? called : p->id.code, p->period,
                                        other->value_text, p->own->value_text));
}

static void count_one(struct practices *practices, const struct placing *p, struct str field, struct str place,
                      const struct effect *effect, const struct observation *other)
{
    const struct str key[] = {p->unit->code, place, field};
    struct standing_of_place *standing = group_at(practices->found, key);
    if (!effect->known)
        standing->unknown++;
    else if (effect->ahead > 0) {
        standing->ahead++;
        add_evidence(practices, standing, p, other);
    } else if (effect->ahead < 0)
        standing->behind++;
    else
        standing->level++;
}

/* Holds a place's value against the unit's own. */
static struct effect hold(struct practices *practices, const struct placing *p, const struct asked_placing *asked,
                          const struct observation *other, const struct corridor *corridor)
{
    if (!other)
        return (struct effect){0};
    int sign = direction_row(p->id.direction)->sign;
    struct measure gap = rival_gap(p->own->value, other->value, sign, corridor);
    struct effect effect = {.known = gap.known, .value = mem_copy(practices->mem, other->value_text)};
    if (gap.known && !(sign && noise_covers(asked->noise, p->own, other)))
        effect.ahead = -measure_sign(gap);
    return effect;
}

void practices_take(struct practices *practices, const struct placing *p, const struct asked_placing *asked,
                    struct course *course, const struct corridor *corridor)
{
    const struct peers *peers = practices->peers;
    const bool *withheld = p->own ? course_withheld(course, p->own->period) : NULL;
    for (uint32_t u = 0; u < peers->count; u++) {
        if (!practices->place[u] || &peers->unit[u] == p->unit)
            continue;
        struct str place = peers->unit[u].code, rest = p->id.indicator->field, piece;
        struct rival rival = {0};
        if (p->own)
            rival = rival_find(p->mem, asked->race->observations, place, p->own, withheld && withheld[u]);
        const struct str key[] = {p->unit->code, place, p->id.code};
        struct effect *effect = group_at(practices->effect, key);
        *effect = hold(practices, p, asked, rival.now, corridor);
        while (str_cut(&rest, '|', &piece))
            count_one(practices, p, str_trim(piece), place, effect, rival.now);
    }
}

/* ---- rows ---- */

/* What speaks against it; the empty text where nothing does. */
static struct str find_why_not(const struct practices *practices, const struct practice *practice,
                               const struct peer *unit, const struct borrowing *r)
{
    struct mem *mem = practices->mem;
    const struct str key[] = {unit->code, practice->place, practice->indicator};
    const struct effect *effect = practice->indicator.length ? group_find(practices->effect, key) : NULL;
    if (practice->unit == unit)
        return say(mem, "it is the unit's own");
    if (!practice->unit)
        return say(mem, "{1} is not in the data", practice->place);
    if (r->ahead + r->behind + r->level + r->unknown == 0)
        return say(mem, "the field has no indicator");
    if (r->ahead + r->behind + r->level == 0)
        return say(mem, "none of the field's indicators can be compared");
    if (r->ahead <= r->behind)
        return say(mem, "the place is ahead in {1} and behind in {2} of the field's indicators",
                   mem_whole(mem, r->ahead), mem_whole(mem, r->behind));
    if (practice->indicator.length && (!effect || !effect->known))
        return say(mem, "{1}, which it is said to move, cannot be compared", practice->indicator);
    if (effect && effect->ahead <= 0)
        return say(mem, "the place is not ahead in {1}, which it is said to move", practice->indicator);
    return (struct str){NULL, 0};
}

static struct borrowing find_borrowing(const struct practices *practices, const struct practice *practice,
                                       const struct peer *unit)
{
    struct borrowing r = {0};
    const struct str field_key[] = {unit->code, practice->place, practice->field};
    const struct str effect_key[] = {unit->code, practice->place, practice->indicator};
    const struct standing_of_place *standing = group_find(practices->found, field_key);
    const struct effect *effect = group_find(practices->effect, effect_key);
    if (standing) {
        r.ahead = standing->ahead;
        r.level = standing->level;
        r.behind = standing->behind;
        r.unknown = standing->unknown;
        r.evidence = standing->evidence;
    }
    if (effect)
        r.effect = effect->value;
    r.why_not = find_why_not(practices, practice, unit, &r);
    r.shown = r.why_not.length == 0;
    return r;
}

static void write_row(struct writer *writer, const struct practices *practices, const struct practice *practice,
                      const struct peer *unit, const struct borrowing *r)
{
    struct mem *mem = practices->mem;
    const struct region *region = identity_region(practices->regions, unit->code);
    const struct region *place = identity_region(practices->regions, practice->place);
    BORROWING_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

void practices_write(const struct practices *practices, const struct pools *pools, struct writer *writer)
{
    BORROWING_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    for (uint32_t b = 0; b < pools->berths; b++) {
        const struct peer *unit = &practices->peers->unit[pools->berth[b].unit];
        if (b && pools->berth[b].unit == pools->berth[b - 1].unit)
            continue;
        for (int shown = 1; shown >= 0; shown--)
            for (uint32_t i = 0; i < practices->count; i++) {
                struct borrowing r = find_borrowing(practices, &practices->row[i], unit);
                if (r.shown == (shown == 1))
                    write_row(writer, practices, &practices->row[i], unit, &r);
            }
    }
    group_close(practices->found);
    group_close(practices->effect);
}
