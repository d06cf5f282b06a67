/* linear - see linear.h */
#include "kinds/linear.h"

static bool combine(const struct linear_row *up, const struct linear_row *down, size_t at, size_t unknowns,
                    struct linear_row *result)
{
    /* up: factor > 0, down: factor < 0; scaled so that the unknown cancels. */
    int64_t above = up->factor[at], below = -down->factor[at];
    struct num left, right;
    for (size_t i = 0; i < unknowns; i++) {
        int64_t a, b;
        if (__builtin_mul_overflow(up->factor[i], below, &a) || __builtin_mul_overflow(down->factor[i], above, &b) ||
            __builtin_add_overflow(a, b, &result->factor[i]))
            return false;
    }
    result->strict = up->strict || down->strict;
    return num_multiply(up->constant, num_of(below), &left) && num_multiply(down->constant, num_of(above), &right) &&
           num_add(left, right, &result->constant);
}

static enum linear_answer eliminate(struct linear_row *row, size_t *rows, size_t at, size_t unknowns)
{
    static _Thread_local struct linear_row next[LINEAR_ROWS];
    size_t count = 0;
    for (size_t i = 0; i < *rows; i++)
        if (row[i].factor[at] == 0)
            next[count++] = row[i];
    for (size_t i = 0; i < *rows; i++)
        for (size_t k = 0; row[i].factor[at] > 0 && k < *rows; k++) {
            if (row[k].factor[at] >= 0)
                continue;
            if (count == LINEAR_ROWS || !combine(&row[i], &row[k], at, unknowns, &next[count]))
                return LINEAR_TOO_LARGE;
            count++;
        }
    for (size_t i = 0; i < count; i++)
        row[i] = next[i];
    *rows = count;
    return LINEAR_YES;
}

static void look(const struct linear_row *row, size_t rows, struct linear_range *range)
{
    *range = (struct linear_range){0};
    for (size_t i = 0; i < rows; i++) {
        if (row[i].factor[0] < -1 || row[i].factor[0] > 1) {
            *range = (struct linear_range){0};
            return;
        }
        struct num end = row[i].factor[0] == 1 ? num_negate(row[i].constant) : row[i].constant;
        int above = range->has_low ? num_compare(end, range->low) : 1;
        int below = range->has_high ? num_compare(range->high, end) : 1;
        if (row[i].factor[0] == 1 && above >= 0) {
            range->above = row[i].strict || (above == 0 && range->above);
            range->low = end;
            range->has_low = true;
        }
        if (row[i].factor[0] == -1 && below >= 0) {
            range->below = row[i].strict || (below == 0 && range->below);
            range->high = end;
            range->has_high = true;
        }
    }
}

enum linear_answer linear_solve(struct linear_row *row, size_t rows, size_t unknowns, struct linear_range *range)
{
    if (rows > LINEAR_ROWS || unknowns > LINEAR_UNKNOWNS)
        return LINEAR_TOO_LARGE;
    if (range && unknowns == 1)
        look(row, rows, range);
    for (size_t at = 0; at < unknowns; at++)
        if (eliminate(row, &rows, at, unknowns) == LINEAR_TOO_LARGE)
            return LINEAR_TOO_LARGE;
    for (size_t i = 0; i < rows; i++)
        if (num_sign(row[i].constant) < 0 || (row[i].strict && num_sign(row[i].constant) == 0))
            return LINEAR_NO;
    return LINEAR_YES;
}
