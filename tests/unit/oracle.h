/* oracle - tables of numbers that other programs computed, for the units that hold ours to them
 *
 * Units run from the top of the tree.  What the tables hold is told beside them, in
 * tests/unit/TOOL/oracle; a unit of another tool than forecast sets ORACLE_TOOL before it includes
 * this.  STEELYARD_ORACLE names another folder with tables of the same
 * names and columns, larger ones.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include <math.h>
#include <stdlib.h>

#include "base/str.h"
#include "io/column.h"
#include "io/record.h"
#include "values/num.h"

#ifndef ORACLE_TOOL
#define ORACLE_TOOL "forecast"
#endif

struct oracle {
    struct columns columns;
    struct str *cell;
    size_t rows, row_room;
};

/* Reads a table of the folder, "series.csv", which lives as long as the arena. */
static inline struct oracle oracle_open(struct mem *mem, const char *name)
{
    const struct reading how = {0};
    const char *folder = getenv("STEELYARD_ORACLE");
    const char *file = mem_format(mem, "%s/%s", folder ? folder : "tests/unit/" ORACLE_TOOL "/oracle", name).at;
    struct reader *reader = reader_open(mem, &file, 1, &how);
    struct oracle oracle = {.columns = column_header(mem, reader)};
    uint32_t width = oracle.columns.count;
    const struct record *record;
    while ((record = reader_next(reader))) {
        oracle.cell = mem_grow(mem, oracle.cell, oracle.rows, &oracle.row_room, width * sizeof *oracle.cell);
        for (uint32_t i = 0; i < width; i++)
            oracle.cell[oracle.rows * width + i] = mem_copy(mem, record_field(record, i));
        oracle.rows++;
    }
    reader_close(reader);
    return oracle;
}

/* A cell, by the name of its column. */
static inline struct str oracle_text(const struct oracle *oracle, size_t row, const char *column)
{
    return oracle->cell[row * oracle->columns.count + column_find(&oracle->columns, str_of(column))];
}

/* Does a cell hold this text? */
static inline bool oracle_is(const struct oracle *oracle, size_t row, const char *column, const char *text)
{
    return str_eq(oracle_text(oracle, row, column), str_of(text));
}

/* A number; NaN where the cell is empty. */
static inline double oracle_number(const struct oracle *oracle, size_t row, const char *column)
{
    struct num number;
    double value;
    if (num_parse(oracle_text(oracle, row, column), &number) != NUM_OK || !num_to_double(number, &value))
        return NAN;
    return value;
}

/* The rows of a table of series (series, season, value) that are of one of them, as they stand. */
struct oracle_series {
    double *value, *step;     /* steps count from 0 */
    size_t count;
    unsigned season;
};

/* Takes them out, into the arena. */
static inline struct oracle_series oracle_series(struct mem *mem, const struct oracle *table, struct str name)
{
    struct oracle_series series = {.season = 1};
    series.value = mem_array(mem, table->rows, sizeof *series.value);
    series.step = mem_array(mem, table->rows, sizeof *series.step);
    for (size_t i = 0; i < table->rows; i++)
        if (str_eq(oracle_text(table, i, "series"), name)) {
            series.step[series.count] = (double)series.count;
            series.value[series.count++] = oracle_number(table, i, "value");
            series.season = (unsigned)oracle_number(table, i, "season");
        }
    return series;
}

/* The names of those series in it that have seasons, each once; `into` has room for all rows. */
static inline size_t oracle_seasonal(const struct oracle *table, struct str *into)
{
    size_t count = 0;
    for (size_t i = 0; i < table->rows; i++) {
        struct str name = oracle_text(table, i, "series");
        if (oracle_number(table, i, "season") > 1 && (count == 0 || !str_eq(into[count - 1], name)))
            into[count++] = name;
    }
    return count;
}

/* Is it the same number, to a relative tolerance (below 1, an absolute one where `whole` is 1)? */
static inline bool oracle_near(double got, double want, double tolerance, double whole)
{
    return fabs(got - want) <= tolerance * fmax(fabs(want), whole);
}

#endif
