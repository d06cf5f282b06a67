/* course - see course.h */
#include "heat/course.h"
#include "heat/secrecy.h"

/* A period's figures, and the meets of all pools at it: null where there was none yet. */
struct lap {
    struct period period;
    struct sections figures;
    struct meet **meet;
    struct lap *next;
};

struct course {
    struct mem *mem;
    const struct race *race;
    const struct section_cut *cut;
    struct manner_of_merit manner;
    struct lap *lap;          /* the one used last stands first */
};

struct course *course_open(const struct race *race, const struct section_cut *cut, int sign,
                           const struct corridor *corridor)
{
    struct mem *mem = mem_open();
    struct course *course = mem_take(mem, sizeof *course);
    *course = (struct course){.mem = mem, .race = race, .cut = cut,
                              .manner = {sign, sign ? NULL : corridor, race->type, race->caliber}};
    return course;
}

void course_close(struct course *course)
{
    for (struct lap *lap = course->lap; lap; lap = lap->next) {
        section_close(&lap->figures.now);
        section_close(&lap->figures.then);
    }
    mem_close(course->mem);
}

static struct section open_section(const struct course *course, struct period period, const bool **withheld)
{
    const struct race *race = course->race;
    struct section section = section_open_cut(race->observations, race->region, race->peers->count, course->cut, period,
                                              course->manner.sign);
    if (race->withheld)
        *withheld = secrecy_draw(course->mem, race->peers, &section, race->withheld);
    return section;
}

static struct lap *lap_of(struct course *course, struct period period)
{
    for (struct lap *lap = course->lap; lap; lap = lap->next)
        if (period_compare(lap->period, period) == 0)
            return lap;
    struct lap *lap = mem_take(course->mem, sizeof *lap);
    *lap = (struct lap){.period = period, .next = course->lap,
                        .meet = mem_array(course->mem, course->race->pools->count, sizeof *lap->meet)};
    lap->figures.now = open_section(course, period, &lap->figures.withheld);
    if (course->race->since.known)
        lap->figures.then = open_section(course, course->race->since.value, &lap->figures.withheld_then);
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
