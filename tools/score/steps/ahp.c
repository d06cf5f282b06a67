/* ahp - see ahp.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/column.h"
#include "steps/ahp.h"
#include "steps/eigen.h"
#include "values/num.h"

/* The mean index of random matrices, by size. */
static const double random_index[] = {0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};

void ahp_solve(struct mem *mem, struct comparison *comparison)
{
    double n = (double)comparison->size;
    comparison->weight = mem_array(mem, comparison->size, sizeof(double));
    comparison->lambda = eigen_principal(mem, comparison->matrix, comparison->size, comparison->weight);
    comparison->by_rows = mem_array(mem, comparison->size, sizeof(double));
    double sum = 0;
    for (size_t r = 0; r < comparison->size; r++) {
        double logs = 0;
        for (size_t c = 0; c < comparison->size; c++)
            logs += log(comparison->matrix[r * comparison->size + c]);
        sum += comparison->by_rows[r] = exp(logs / n);
    }
    for (size_t r = 0; r < comparison->size; r++)
        comparison->by_rows[r] /= sum;
    comparison->index = n < 3 ? 0 : fmax(0, (comparison->lambda - n) / (n - 1));
    comparison->ratio = n < 3 ? 0 : n > 10 ? NAN : comparison->index / random_index[comparison->size];
}

/* ---- reading ---- */

/* A cell, and how far the true value may be from it: what is rounded is half a unit off. */
struct judgement {
    bool known;
    double value, low, high;
};

struct matrix {
    struct mem *mem;
    struct reader *reader;
    struct columns columns;
    struct comparison *into;
    struct judgement *cell;   /* size x size */
    struct place *place;      /* of each row */
    bool wrong;
};

static bool read_number(struct str text, double *value, double *half)
{
    struct num number;
    return num_parse(text, &number) == NUM_OK && num_to_double(number, value) &&
           num_to_double(num_half_unit(number), half) && *value > 0;
}

/* Reads 3, 0.33 or 1/3. */
static bool read_judgement(struct str text, struct judgement *cell)
{
    struct str rest = text, above;
    double top, bottom, half;
    cell->known = true;
    str_cut(&rest, '/', &above);
    if (above.length < text.length) {
        if (!read_number(above, &top, &half) || !read_number(rest, &bottom, &half))
            return false;
        cell->value = cell->low = cell->high = top / bottom;
        return true;
    }
    if (!read_number(text, &cell->value, &half))
        return false;
    bool whole = half >= 0.5;
    cell->low = cell->value - (whole ? 0 : half);
    cell->high = cell->value + (whole ? 0 : half);
    return true;
}

static void read_row(struct matrix *m, const struct record *record, size_t row)
{
    size_t size = m->into->size;
    m->place[row] = reader_place(m->reader, RECORD_WHOLE);
    if (!str_eq(record_field(record, 0), m->into->code[row])) {
        struct place where = reader_place(m->reader, 0);
        diag_report(DIAG_CATALOG, &where, "\"%.*s\" stands where \"%.*s\" would: rows and columns of comparisons "
                    "have one order", STR_ARG(record_field(record, 0)), STR_ARG(m->into->code[row]));
        m->wrong = true;
    }
    for (uint32_t c = 0; c < size; c++) {
        struct str text = record_field(record, c + 1);
        struct place where = reader_place(m->reader, c + 1);
        if (!text.length || read_judgement(text, &m->cell[row * size + c]))
            continue;
        diag_report(DIAG_CATALOG, &where, "\"%.*s\" is no comparison: a number above 0, or 1/3", STR_ARG(text));
        m->wrong = true;
    }
}

/* Could both be what was judged, one turned over? */
static bool reciprocal(const struct judgement *one, const struct judgement *other)
{
    double slack = 1e-9;
    return one->low * other->low <= 1 + slack && one->high * other->high >= 1 - slack;
}

static void wrong_pair(struct matrix *m, size_t row, size_t column, const char *what)
{
    struct place where = m->place[row];
    diag_report(DIAG_CATALOG, &where, what, STR_ARG(m->into->code[row]), STR_ARG(m->into->code[column]));
    m->wrong = true;
}

/* Holds a cell and the one across the diagonal against each other, and fills both: of two the one that
 * is 1 or more counts, which is the one that was not rounded. */
static void settle(struct matrix *m, size_t row, size_t column)
{
    size_t size = m->into->size;
    const struct judgement *one = &m->cell[row * size + column], *other = &m->cell[column * size + row];
    if (!one->known && !other->known) {
        wrong_pair(m, row, column, N_("%.*s and %.*s are not compared"));
        return;
    }
    if (one->known && other->known && !reciprocal(one, other)) {
        wrong_pair(m, row, column, N_("%.*s beside %.*s is not the reciprocal of the cell across the diagonal"));
        return;
    }
    double value = one->known && (one->value >= 1 || !other->known) ? one->value : 1 / other->value;
    m->into->matrix[row * size + column] = value;
    m->into->matrix[column * size + row] = 1 / value;
}

static void settle_all(struct matrix *m)
{
    size_t size = m->into->size;
    for (size_t r = 0; r < size; r++) {
        const struct judgement *own = &m->cell[r * size + r];
        if (own->known && own->value != 1)
            wrong_pair(m, r, r, N_("%.*s beside itself (%.*s) is not 1"));
        m->into->matrix[r * size + r] = 1;
        for (size_t c = r + 1; c < size; c++)
            settle(m, r, c);
    }
}

struct comparison ahp_read(struct mem *mem, struct reader *reader)
{
    struct comparison comparison = {0};
    struct matrix m = {.mem = mem, .reader = reader, .columns = column_header(mem, reader), .into = &comparison};
    struct place whole = {.file = m.columns.file};
    comparison.place = whole;
    if (m.columns.count < 3 || m.columns.count > AHP_MOST + 1)
        diag_fatal(DIAG_CATALOG, &whole, "comparisons are a square table: a first column with codes, and for each "
                   "of the 2 to %d codes a column that is called by it", AHP_MOST);
    size_t size = comparison.size = m.columns.count - 1, rows = 0;
    comparison.code = m.columns.name + 1;
    comparison.matrix = mem_array(mem, size * size, sizeof(double));
    m.cell = mem_array(mem, size * size, sizeof *m.cell);
    m.place = mem_array(mem, size, sizeof *m.place);
    const struct record *record;
    while ((record = reader_next(reader)))
        if (rows++ < size)
            read_row(&m, record, rows - 1);
    if (rows != size)
        diag_fatal(DIAG_CATALOG, &whole, "%zu rows for %zu columns of comparisons: the table is to be square", rows,
                   size);
    reader_close(reader);
    if (!m.wrong)
        settle_all(&m);
    if (m.wrong)
        diag_stop();
    ahp_solve(mem, &comparison);
    return comparison;
}
