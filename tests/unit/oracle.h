/* oracle - tables of numbers that other programs computed, for the units that hold ours to them
 *
 * Units run from the top of the tree.  What the tables hold is told beside them, in
 * tests/unit/TOOL/oracle; a unit of another tool than forecast sets ORACLE_TOOL before it includes
 * this.  STEELYARD_ORACLE names another folder with tables of the same columns, larger ones, under the
 * same names or those of the list below.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

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

/* What tables of a larger folder are called, where they have other names; a second one goes on behind the first. */
static const char *const oracle_names[][3] = {
    {"series.csv", "forecast_series.csv", NULL},
    {"forecast.csv", "forecast_expected.csv", "forecast_statsmodels.csv"},
    {"parameters.csv", "forecast_params.csv", NULL},
    {"accuracy.csv", "forecast_accuracy.csv", NULL},
    {"rolling.csv", "forecast_tscv.csv", NULL},
    {"seasonal.csv", "forecast_seasonal.csv", NULL},
    {"trend.csv", "trend_expected.csv", NULL},
    {"yearend.csv", "ytd_expected.csv", NULL},
};

/* Puts the rows of a file behind those that the table has, column by column; the first gives the columns. */
static inline void oracle_read(struct mem *mem, struct oracle *oracle, const char *file)
{
    const struct reading how = {0};
    struct reader *reader = reader_open(mem, &file, 1, &how);
    struct columns columns = column_header(mem, reader);
    if (!oracle->columns.count)
        oracle->columns = columns;
    uint32_t width = oracle->columns.count;
    const struct record *record;
    while ((record = reader_next(reader))) {
        oracle->cell = mem_grow(mem, oracle->cell, oracle->rows, &oracle->row_room, width * sizeof *oracle->cell);
        for (uint32_t i = 0; i < width; i++) {
            uint32_t at = column_find(&columns, oracle->columns.name[i]);
            if (at != COLUMN_NONE)
                oracle->cell[oracle->rows * width + i] = mem_copy(mem, record_field(record, at));
        }
        oracle->rows++;
    }
    reader_close(reader);
}

/* Reads a table of the folder, "series.csv", which lives as long as the arena. */
static inline struct oracle oracle_open(struct mem *mem, const char *name)
{
    const char *named = getenv("STEELYARD_ORACLE"), *folder = named ? named : "tests/unit/" ORACLE_TOOL "/oracle";
    const char *file = mem_format(mem, "%s/%s", folder, name).at, *more = NULL;
    struct oracle oracle = {.rows = 0};
    for (size_t i = 0; i < sizeof oracle_names / sizeof *oracle_names && access(file, R_OK) != 0; i++)
        if (strcmp(oracle_names[i][0], name) == 0) {
            file = mem_format(mem, "%s/%s", folder, oracle_names[i][1]).at;
            more = oracle_names[i][2];
        }
    oracle_read(mem, &oracle, file);
    if (more)
        oracle_read(mem, &oracle, mem_format(mem, "%s/%s", folder, more).at);
    return oracle;
}

/* A cell, by the name of its column. */
static inline struct str oracle_text(const struct oracle *oracle, size_t row, const char *column)
{
    uint32_t at = column_find(&oracle->columns, str_of(column));
    /* How many values make a year: R's word for it. */
    if (at == COLUMN_NONE && strcmp(column, "season") == 0)
        at = column_find(&oracle->columns, STR("freq"));
    return oracle->cell[row * oracle->columns.count + at];
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
