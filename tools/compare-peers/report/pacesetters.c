/* pacesetters - see pacesetters.h */
#include "base/diag.h"
#include "base/str.h"
#include "meaning/sheet.h"
#include "report/pacesetters.h"

struct pacesetter_row {
    struct str region;
};

void pacesetters_read(struct mem *mem, struct peers *peers, struct reader *reader)
{
    static const struct sheet_column column[] = {
        {"region", SHEET_FULL, sheet_text, offsetof(struct pacesetter_row, region), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct pacesetter_row, column, DIAG_CATALOG, "--pacesetters");
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct pacesetter_row row;
    while (sheet_next(sheet, &row)) {
        struct peer *unit = peers_named(peers, sheet, row.region, false);
        if (unit)
            unit->pacesetter = true;
    }
    sheet_close(sheet);
}

/* A figure with the decimals of the values. */
static struct str pace_figure(const struct placing *p, struct measure figure)
{
    const struct num zero = num_of(0);
    return measure_text_beside(p->mem, figure, p->places, &zero, 1);
}

/* ---- when it stood there ---- */

/* The months from where it stood as the unit stands now: behind period `then` it went a part of the way to
 * the period `next`. */
static struct measure months_since(const struct observation *then, const struct observation *next,
                                   struct measure part, struct period now)
{
    int all = period_months_between(then->period, now), step = period_months_between(then->period, next->period);
    return measure_subtract(measure_of(num_of(all)), measure_multiply(part, measure_of(num_of(step))));
}

/* Those of the rival's figures whose periods are as long as the own one and end no later, and that are not
 * withheld. */
static uint32_t comparable(struct rival *rival, struct period now, struct course *course, uint32_t region)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < rival->count; i++) {
        struct period period = rival->row[i]->period;
        if (period_length_months(period) != period_length_months(now) || period_compare(period, now) > 0)
            continue;
        const bool *withheld = course_withheld(course, period);
        if (!withheld || !withheld[region])
            rival->row[kept++] = rival->row[i];
    }
    return rival->count = kept;
}

static void find_years(struct mem *mem, struct pace *pace, struct rival *rival, uint32_t at,
                       const struct observation *own, int sign, const struct corridor *corridor)
{
    struct measure behind = {0};
    bool breaks = false;
    while (at > 0) {
        behind = rival_gap(own->value, rival->row[at - 1]->value, sign, corridor);
        if (measure_sign(behind) >= 0)
            break;
        breaks |= rival->row[at - 1]->status == STATUS_B;
        at--;
    }
    if (breaks)
        pace->caution = mem_append(mem, pace->caution, STR(";"), STR("break"));
    struct measure months;
    if (rival->count == 1) {
        pace->reason = say(mem, "no earlier period of it is known");
        return;
    }
    if (at == 0) {
        pace->qualifier = STR("gt");
        pace->reason = say(mem, "it was better in {1} already, the first period that is known",
                           period_text(mem, rival->row[0]->period));
        months = measure_of(num_of(period_months_between(rival->row[0]->period, own->period)));
    } else {
        const struct observation *then = rival->row[at - 1], *next = rival->row[at];
        struct measure way = rival_gap(next->value, then->value, sign, corridor);
        pace->stood_in = period_text(mem, then->period);
        pace->stood_value = then->value_text;
        months = months_since(then, next, measure_divide(behind, way), own->period);
    }
    pace->years = measure_divide(months, measure_of(num_of(12)));
}

/* ---- rows ---- */

void pacesetters_header(struct writer *writer)
{
    PACE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static void write_row(struct writer *writer, const struct placing *p, const struct pace *pace)
{
    static const struct observation no_observation;
    struct mem *mem = p->mem;
    const struct observation *own = p->own ? p->own : &no_observation;
    struct identity identity = p->id, *id = &identity;
    if (!id->unit.length)
        id->unit = own->unit;
    PACE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void find_pace(struct pace *pace, const struct placing *p, const struct asked_placing *asked,
                      struct course *course, uint32_t region, const struct corridor *corridor)
{
    struct mem *mem = p->mem;
    int sign = direction_row(p->id.direction)->sign;
    const bool *withheld = course_withheld(course, p->own->period);
    struct rival rival = rival_find(mem, asked->race->observations, pace->code, p->own, withheld && withheld[region]);
    if (rival.why_none) {
        pace->reason = voice_str(rival.why_none);
        return;
    }
    pace->value = rival.now->value_text;
    pace->gap = rival_gap(p->own->value, rival.now->value, sign, corridor);
    if (!pace->gap.known) {
        pace->reason = say(mem, "direction range: neither more nor less is better");
        return;
    }
    if (sign && measure_sign(pace->gap) != 0 && noise_covers(asked->noise, p->own, rival.now))
        pace->caution = mem_append(mem, pace->caution, STR(";"), STR("gap"));
    if (measure_sign(pace->gap) >= 0)
        pace->reason = say(mem, "the unit is not behind it");
    else
        find_years(mem, pace, &rival, comparable(&rival, p->own->period, course, region), p->own, sign, corridor);
}

void pacesetters_write(struct writer *writer, const struct placing *p, const struct asked_placing *asked,
                       struct course *course, const struct corridor *corridor)
{
    const struct peers *peers = p->peers;
    for (uint32_t u = 0; u < peers->count; u++) {
        if (!peers->unit[u].pacesetter)
            continue;
        struct pace pace = {.code = peers->unit[u].code, .region = identity_region(p->regions, peers->unit[u].code)};
        if (p->own)
            find_pace(&pace, p, asked, course, u, corridor);
        else
            pace.reason = remark_reason(&p->remark);
        write_row(writer, p, &pace);
    }
}
