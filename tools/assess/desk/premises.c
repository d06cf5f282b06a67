/* premises - see premises.h */
#include <stddef.h>

#include "base/str.h"
#include "base/voice.h"
#include "desk/premises.h"
#include "meaning/sheet.h"

struct question premises_ask(const struct premises *premises, struct mem *mem, const struct target *target,
                            enum path path)
{
    const struct indicators *indicators = premises->indicators;
    const struct target_more *more = target->more;
    const struct observations *observed = premises->observations;
    struct question question = {
        .mem = mem,
        .target = target,
        .indicator = indicators ? indicators_find(indicators, target->indicator) : NULL,
        .own = observed ? observation_find(mem, observed, target->region, target->indicator, NULL)
                        : (struct series){NULL, 0},
        .related = observed && more->related.length
                       ? observation_find(mem, observed, more->related_region, more->related, NULL)
                       : (struct series){NULL, 0},
        .related_name = more->related,
        .limited = premises->limited,
        .as_of = premises->as_of,
        .as_of_part = premises->as_of_part,
        .known = premises->known,
        .thresholds = limits_of(premises->wish.limits, target->indicator),
        .path = path,
        .units = premises->units,
        .ytd = premises->ytd,
        .base = premises->base,
        .silent = !premises->wish.told,
    };
    const struct indicator *related =
        indicators && more->related.length ? indicators_find(indicators, more->related) : NULL;
    if (related && related->short_name.length && voice_is("zh"))
        question.related_name = related->short_name;
    if (more->related.length && !str_eq(more->related_region, target->region))
        question.related_name = say(mem, "{1} ({2})", question.related_name, more->related_region);
    return question;
}

/* ---- grounds ---- */

struct ground {
    struct str indicator, ground;
};

void premises_read_grounds(struct premises *premises, struct mem *mem, struct reader *reader)
{
    static const struct sheet_column column[] = {
        {"indicator", SHEET_FULL, sheet_text, offsetof(struct ground, indicator), NULL},
        {"ground", SHEET_FULL, sheet_text, offsetof(struct ground, ground), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct ground, column, DIAG_CATALOG, "--grounds");
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct ground row;
    premises->grounds = group_open(1, sizeof(uint32_t));
    while (sheet_next(sheet, &row))
        ++*(uint32_t *)group_at(premises->grounds, &row.indicator);
    sheet_close(sheet);
}

/* ---- parts ---- */

/* How the parts of an indicator stand, by plan, region and the indicator that they are parts of. */
struct parts {
    uint32_t achieved, reversed;
};

void premises_gather_parts(struct premises *premises, struct mem *mem, const struct revisions *revisions)
{
    premises->parts = group_open(3, sizeof(struct parts));
    for (uint32_t i = 0; premises->indicators && i < revisions->count; i++) {
        const struct target *target = revisions->row[i].now;
        const struct indicator *indicator = indicators_find(premises->indicators, target->indicator);
        if (!indicator || !indicator->parent.length)
            continue;
        struct mem_mark mark = mem_mark(mem);
        struct question question = premises_ask(premises, mem, target, PATH_LINEAR);
        question.silent = true;
        struct answer answer = judge_target(&question);
        struct parts *parts =
            group_at(premises->parts, (const struct str[]){target->plan, target->region, indicator->parent});
        parts->achieved += answer.class == CLASS_ACHIEVED;
        parts->reversed += answer.class == CLASS_REVERSED;
        mem_rewind(mem, mark);
    }
}

void premises_add(const struct premises *premises, struct survey *found)
{
    const struct target *target = found->revision->now;
    const uint32_t *grounds = premises->grounds ? group_find(premises->grounds, &target->indicator) : NULL;
    const struct parts *parts =
        premises->parts && group_count(premises->parts)
            ? group_find(premises->parts, (const struct str[]){target->plan, target->region, target->indicator})
            : NULL;
    found->grounds = grounds ? *grounds : 0;
    if (!parts)
        return;
    found->parts_achieved = parts->achieved;
    found->parts_reversed = parts->reversed;
}

void premises_close(struct premises *premises)
{
    group_close(premises->grounds);
    group_close(premises->parts);
}
