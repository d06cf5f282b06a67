/* cube - the values of units by indicators and periods, as IEEE doubles
 *
 * An indicator is a column; its units at one period lie side by side, and its periods one behind
 * the other, so that a column is one vector.  A value that is not there is NAN, in memory and
 * nowhere else.  Each value carries marks of what was done to it.  A column may be out at a period
 * (nothing can be computed from it, with the reason), and so may a unit.
 */
#ifndef CUBE_H
#define CUBE_H

#include "base/mem.h"

#include <math.h>

/* What a value went through; the marks stay with it to the end. */
enum cube_mark {
    CUBE_IMPUTED = 1,         /* there was none */
    CUBE_TREATED = 2,         /* it was an outlier, or its column was transformed */
    CUBE_BEYOND = 4,          /* outside what the scale rests on, and left there */
    CUBE_CLIPPED = 8          /* outside, and set to the end */
};

struct cube {
    uint32_t columns, periods, units;
    double *value;
    uint8_t *mark;
    struct str *out;          /* [column * periods + period]: why the column is out; empty: it is not */
    struct str *absent;       /* [period * units + unit]: why the unit is; likewise */
};

/* An empty one; all values are NAN. */
struct cube cube_open(struct mem *mem, uint32_t columns, uint32_t periods, uint32_t units);

/* A copy, in all but the reasons, which both share: steps may be tried on it. */
struct cube cube_copy(struct mem *mem, const struct cube *cube);

/* The units of a column at a period. */
static inline double *cube_at(const struct cube *cube, uint32_t column, uint32_t period)
{
    return cube->value + ((size_t)column * cube->periods + period) * cube->units;
}

/* Their marks. */
static inline uint8_t *cube_marks(const struct cube *cube, uint32_t column, uint32_t period)
{
    return cube->mark + ((size_t)column * cube->periods + period) * cube->units;
}

/* Where it is said that a column is out. */
static inline struct str *cube_out(const struct cube *cube, uint32_t column, uint32_t period)
{
    return &cube->out[(size_t)column * cube->periods + period];
}

/* Where it is said that a unit is. */
static inline struct str *cube_absent(const struct cube *cube, uint32_t period, uint32_t unit)
{
    return &cube->absent[(size_t)period * cube->units + unit];
}

/* Takes a column out of a period: all its values there are NAN from then on. */
void cube_exclude(const struct cube *cube, uint32_t column, uint32_t period, struct str why);

#endif
