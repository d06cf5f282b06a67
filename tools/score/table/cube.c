/* cube - see cube.h */
#include <string.h>

#include "table/cube.h"

static size_t cells(const struct cube *cube)
{
    return (size_t)cube->columns * cube->periods * cube->units;
}

static void take(struct mem *mem, struct cube *cube)
{
    cube->value = mem_array(mem, cells(cube), sizeof *cube->value);
    cube->mark = mem_array(mem, cells(cube), sizeof *cube->mark);
    cube->out = mem_array(mem, (size_t)cube->columns * cube->periods, sizeof *cube->out);
    cube->absent = mem_array(mem, (size_t)cube->periods * cube->units, sizeof *cube->absent);
}

struct cube cube_open(struct mem *mem, uint32_t columns, uint32_t periods, uint32_t units)
{
    struct cube cube = {.columns = columns, .periods = periods, .units = units};
    take(mem, &cube);
    for (size_t i = 0; i < cells(&cube); i++)
        cube.value[i] = NAN;
    return cube;
}

struct cube cube_copy(struct mem *mem, const struct cube *cube)
{
    struct cube copy = *cube;
    take(mem, &copy);
    memcpy(copy.value, cube->value, cells(cube) * sizeof *copy.value);
    memcpy(copy.mark, cube->mark, cells(cube) * sizeof *copy.mark);
    memcpy(copy.out, cube->out, (size_t)cube->columns * cube->periods * sizeof *copy.out);
    memcpy(copy.absent, cube->absent, (size_t)cube->periods * cube->units * sizeof *copy.absent);
    return copy;
}

void cube_exclude(const struct cube *cube, uint32_t column, uint32_t period, struct str why)
{
    double *value = cube_at(cube, column, period);
    *cube_out(cube, column, period) = why;
    for (uint32_t u = 0; u < cube->units; u++)
        value[u] = NAN;
}
