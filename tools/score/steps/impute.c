/* impute - see impute.h */
#include <string.h>

#include "base/voice.h"
#include "steps/impute.h"
#include "steps/sample.h"

/* One column at all periods. */
struct filling {
    const struct cube *cube;
    uint32_t column;
    const struct pick *how;
    const uint32_t *group;
    double *room, *seen;      /* for as many values as there are units; what was there before */
};

static void fill(const struct filling *f, uint32_t period, uint32_t unit, double value)
{
    if (isnan(value) || cube_out(f->cube, f->column, period)->length || cube_absent(f->cube, period, unit)->length)
        return;
    cube_at(f->cube, f->column, period)[unit] = value;
    cube_marks(f->cube, f->column, period)[unit] |= CUBE_IMPUTED;
}

/* ---- by the other units ---- */

static double mean(const double *value, size_t count, double *room)
{
    (void)room;
    struct sample sample = sample_of(value, count);
    return sample.count ? sample.mean : NAN;
}

static double median(const double *value, size_t count, double *room)
{
    return sample_quantile(value, count, 0.5, room);
}

/* Fills by what `find` makes of the units that are there, or with groups of those of the same. */
static void by_others(const struct filling *f, double (*find)(const double *, size_t, double *), bool grouped)
{
    uint32_t units = f->cube->units;
    for (uint32_t p = 0; p < f->cube->periods; p++) {
        double *value = cube_at(f->cube, f->column, p), all = find(value, units, f->room + units);
        memcpy(f->seen, value, units * sizeof *value);
        for (uint32_t u = 0; u < units; u++) {
            if (!isnan(f->seen[u]))
                continue;
            for (uint32_t i = 0; grouped && i < units; i++)
                f->room[i] = f->group && f->group[u] && f->group[i] == f->group[u] ? f->seen[i] : NAN;
            fill(f, p, u, grouped ? find(f->room, units, f->room + units) : all);
        }
    }
}

static void by_mean(const struct filling *f) { by_others(f, mean, false); }
static void by_median(const struct filling *f) { by_others(f, median, false); }
static void by_group_mean(const struct filling *f) { by_others(f, mean, true); }
static void by_group_median(const struct filling *f) { by_others(f, median, true); }

static void by_constant(const struct filling *f)
{
    for (uint32_t p = 0; p < f->cube->periods; p++)
        for (uint32_t u = 0; u < f->cube->units; u++)
            if (isnan(cube_at(f->cube, f->column, p)[u]))
                fill(f, p, u, f->how->number[0]);
}

/* ---- by other periods ---- */

/* The nearest period before, or after, with a value of its own; periods when there is none. */
static uint32_t near_period(const struct filling *f, uint32_t unit, uint32_t from, int step)
{
    for (uint32_t p = from + (uint32_t)step; p < f->cube->periods; p += (uint32_t)step)
        if (!isnan(cube_at(f->cube, f->column, p)[unit]) &&
            !(cube_marks(f->cube, f->column, p)[unit] & CUBE_IMPUTED))
            return p;
    return f->cube->periods;
}

/* A period between two: a straight line or the one before; outside the nearest one. */
static void along(const struct filling *f, bool line)
{
    uint32_t none = f->cube->periods;
    for (uint32_t p = 0; p < none; p++)
        for (uint32_t u = 0; u < f->cube->units; u++) {
            if (!isnan(cube_at(f->cube, f->column, p)[u]))
                continue;
            uint32_t before = near_period(f, u, p, -1), after = near_period(f, u, p, 1);
            double low = before < none ? cube_at(f->cube, f->column, before)[u] : NAN;
            double high = after < none ? cube_at(f->cube, f->column, after)[u] : NAN;
            if (before < none && after < none && line)
                low += (high - low) * (p - before) / (after - before);
            fill(f, p, u, before < none ? low : high);
        }
}

static void by_line(const struct filling *f) { along(f, true); }
static void by_step(const struct filling *f) { along(f, false); }

static void by_latest(const struct filling *f)
{
    for (uint32_t p = 0; p < f->cube->periods; p++)
        for (uint32_t u = 0; u < f->cube->units; u++) {
            uint32_t before = near_period(f, u, p, -1);
            if (isnan(cube_at(f->cube, f->column, p)[u]) && before < p && p - before <= f->how->number[0])
                fill(f, p, u, cube_at(f->cube, f->column, before)[u]);
        }
}

/* ---- by the unit's own other indicators ---- */

static void by_unit(const struct cube *cube)
{
    for (uint32_t p = 0; p < cube->periods; p++)
        for (uint32_t u = 0; u < cube->units; u++) {
            double sum = 0, count = 0;
            for (uint32_t c = 0; c < cube->columns; c++)
                if (!isnan(cube_at(cube, c, p)[u]) && !(cube_marks(cube, c, p)[u] & CUBE_IMPUTED)) {
                    sum += cube_at(cube, c, p)[u];
                    count++;
                }
            for (uint32_t c = 0; c < cube->columns && count > 0; c++)
                if (isnan(cube_at(cube, c, p)[u]) && !cube_out(cube, c, p)->length &&
                    !cube_absent(cube, p, u)->length) {
                    cube_at(cube, c, p)[u] = sum / count;
                    cube_marks(cube, c, p)[u] |= CUBE_IMPUTED;
                }
        }
}

/* ---- one list of them ---- */

enum kind { PLAIN, GROUPED, LATE, TIMED };

struct way {
    struct manner about;
    void (*fill)(const struct filling *filling);
    enum kind kind;
};

static const struct way ways[] = {
    {{.name = "none", .shape = "", .meaning = N_("nothing: the weights of what is there are raised, which is told")},
     NULL, PLAIN},
    {{.name = "mean", .shape = "", .meaning = N_("the mean of the other units")}, by_mean, PLAIN},
    {{.name = "median", .shape = "", .meaning = N_("their median")}, by_median, PLAIN},
    {{.name = "group-mean", .shape = "", .meaning = N_("the mean of the units of the same group")}, by_group_mean,
     GROUPED},
    {{.name = "group-median", .shape = "", .meaning = N_("their median")}, by_group_median, GROUPED},
    {{.name = "constant", .shape = ":VALUE", .meaning = N_("a number (0)"), .numbers = 1, .usual = {0}}, by_constant,
     PLAIN},
    {{.name = "latest", .shape = ":PERIODS", .meaning = N_("the unit's latest value, at most so many periods back (1)"),
      .numbers = 1, .usual = {1}}, by_latest, TIMED},
    {{.name = "linear", .shape = "",
      .meaning = N_("a line between the unit's values before and after; outside the nearest")}, by_line, TIMED},
    {{.name = "step", .shape = "", .meaning = N_("the unit's value before; at the start the first")}, by_step, TIMED},
    {{.name = "unit-mean", .shape = "",
      .meaning = N_("the mean of the unit's other indicators, once all are on one scale")}, NULL, LATE},
};

const struct manners impute_methods = MANNERS("--impute", ways);

bool impute_is_late(const struct pick *how)
{
    return ways[how->row].kind == LATE;
}

bool impute_asks_groups(const struct pick *how)
{
    return ways[how->row].kind == GROUPED;
}

bool impute_asks_periods(const struct pick *how)
{
    return ways[how->row].kind == TIMED;
}

void impute_cube(struct mem *mem, const struct pick *how, const struct cube *cube, const uint32_t *group)
{
    struct mem_mark mark = mem_mark(mem);
    struct filling filling = {.cube = cube, .how = how, .group = group,
                              .room = mem_array(mem, 2 * (size_t)cube->units, sizeof(double)),
                              .seen = mem_array(mem, cube->units, sizeof(double))};
    if (impute_is_late(how))
        by_unit(cube);
    for (uint32_t c = 0; c < cube->columns && ways[how->row].fill; c++) {
        filling.column = c;
        ways[how->row].fill(&filling);
    }
    mem_rewind(mem, mark);
}
