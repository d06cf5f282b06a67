/* basis - see basis.h */
#include "basis.h"
#include "diag.h"
#include "str.h"

/* How bad a status is; those of rows without a value never come here. */
static int badness(enum observation_status status)
{
    static const enum observation_status from_mild[] = {STATUS_NONE, STATUS_A, STATUS_P, STATUS_B,
                                                        STATUS_E,    STATUS_I, STATUS_U, STATUS_F};
    int i = 0;
    for (int k = 0; k < (int)(sizeof from_mild / sizeof *from_mild); k++)
        if (from_mild[k] == status)
            i = k;
    return i;
}

struct str basis_period(struct mem *mem, struct period period)
{
    char text[PERIOD_TEXT_MAX];
    return mem_copy(mem, (struct str){text, period_write(text, period)});
}

void basis_refuse(struct basis *basis, struct str reason)
{
    if (!basis->reason.length)
        basis->reason = reason;
}

void basis_status(struct basis *basis, enum observation_status status)
{
    if (badness(status) > badness(basis->status))
        basis->status = status;
}

/* What is in the way of using a row, in words that follow its period; null: nothing. */
static const char *obstacle(struct mem *mem, const struct observation *row)
{
    switch (row->state) {
    case OBSERVATION_GOOD:
    case OBSERVATION_FORECAST:
        if (observation_bound_row(row->bound)->side == 0)
            return NULL;
        return mem_format(mem, "is a bound (%s)", observation_bound_row(row->bound)->word).at;
    case OBSERVATION_MISSING:
        if (observation_status_row(row->status)->actual)
            return "is empty";
        return mem_format(mem, "has no value (%s)", observation_status_row(row->status)->meaning).at;
    case OBSERVATION_UNREADABLE:
        return "cannot be read";
    case OBSERVATION_CONFLICT:
        return "has two values";
    case OBSERVATION_CALIBERS:
        break;
    }
    return "is of another caliber";
}

bool basis_take(struct basis *basis, const struct observation *row, struct period period, struct str what)
{
    const char *words = row ? obstacle(basis->mem, row) : "is not there";
    if (words) {
        struct str when = basis_period(basis->mem, period);
        basis_refuse(basis, mem_format(basis->mem, "%.*s%s%.*s %s", STR_ARG(what), what.length ? " " : "",
                                       STR_ARG(when), words));
        return false;
    }
    basis_status(basis, row->status == STATUS_B ? STATUS_A : row->status);
    basis->approx |= row->bound == BOUND_APPROX;
    basis->mixed |= basis->used && !str_eq(basis->vintage, row->vintage);
    basis->vintage = row->vintage;
    basis->used = true;
    return true;
}
