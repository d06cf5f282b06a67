/* course - see course.h */
#include <string.h>

#include "heat/course.h"
#include "heat/secrecy.h"

/* A period's section, gathered once. */
struct gathered_section {
    struct section section;
    const bool *withheld;
    struct gathered_section *next;
};

/* A period's figures, and the meets of all pools at it: null where there was none yet. */
struct lap {
    struct period period;
    struct sections figures;
    struct meet **meet;
    struct lap *next;
};

struct course {
    struct mem *mem;
    struct mem_mark mark;     /* where it begins there */
    const struct race *race;
    const struct section_cut *cut;
    struct manner_of_merit manner;
    struct gathered_section *section; /* the one gathered last stands first */
    struct lap *lap;          /* likewise */
};

struct course *course_open(struct mem *mem, const struct race *race, const struct section_cut *cut, int sign,
                           const struct corridor *corridor)
{
    struct mem_mark mark = mem_mark(mem);
    struct course *course = mem_take(mem, sizeof *course);
    *course = (struct course){.mem = mem, .mark = mark, .race = race, .cut = cut,
                              .manner = {sign, sign ? NULL : corridor, race->type, race->caliber}};
    return course;
}

void course_close(struct course *course)
{
    mem_rewind(course->mem, course->mark);
}

static bool any(const bool *withheld, uint32_t regions)
{
    return withheld && memchr(withheld, true, regions);
}

static const struct gathered_section *section_of(struct course *course, struct period period)
{
    const struct race *race = course->race;
    for (struct gathered_section *gathered = course->section; gathered; gathered = gathered->next)
        if (period_compare(gathered->section.period, period) == 0)
            return gathered;
    struct gathered_section *gathered = mem_take(course->mem, sizeof *gathered);
    gathered->section = section_open_cut(course->mem, race->observations, race->peers->count, course->cut,
                                         period, course->manner.sign);
    if (race->withheld)
        gathered->withheld = secrecy_draw(course->mem, race->peers, &gathered->section,
                                          race->mute ? NULL : race->withheld);
    if (race->mute && any(gathered->withheld, race->peers->count))
        *race->mute = true;
    gathered->next = course->section;
    return course->section = gathered;
}

const bool *course_withheld(struct course *course, struct period period)
{
    return section_of(course, period)->withheld;
}

static struct lap *lap_of(struct course *course, struct period period)
{
    for (struct lap *lap = course->lap; lap; lap = lap->next)
        if (period_compare(lap->period, period) == 0)
            return lap;
    struct lap *lap = mem_take(course->mem, sizeof *lap);
    *lap = (struct lap){.period = period, .next = course->lap,
                        .meet = mem_array(course->mem, course->race->pools->count, sizeof *lap->meet)};
    const struct gathered_section *now = section_of(course, period);
    lap->figures = (struct sections){.now = now->section, .withheld = now->withheld,
                                     .text = period_text(course->mem, period)};
    if (course->race->since.known) {
        const struct gathered_section *then = section_of(course, course->race->since.value);
        lap->figures.then = then->section;
        lap->figures.withheld_then = then->withheld;
    }
    return course->lap = lap;
}

const struct sections *course_sections(struct course *course, struct period period)
{
    return &lap_of(course, period)->figures;
}

const struct meet *course_meet(struct course *course, uint32_t pool, struct period period)
{
    struct lap *lap = lap_of(course, period);
    if (!lap->meet[pool]) {
        lap->meet[pool] = mem_take(course->mem, sizeof *lap->meet[pool]);
        *lap->meet[pool] = meet_open(course->mem, &course->race->pools->row[pool], &lap->figures,
                                       &course->manner);
    }
    return lap->meet[pool];
}
