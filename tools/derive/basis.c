/* basis - see basis.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "basis.h"

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

static bool has_value(const struct observation *row)
{
    return row->state == OBSERVATION_GOOD || row->state == OBSERVATION_FORECAST;
}

/* Says what is in the way of using a row, which may be null. */
static void say_obstacle(struct basis *basis, const struct observation *row, struct str who)
{
    static const char *plain[] = {
        [OBSERVATION_UNREADABLE] = N_("{1} cannot be read"), [OBSERVATION_CONFLICT] = N_("{1} has two values"),
        [OBSERVATION_CALIBERS] = N_("{1} is of another caliber")};
    const struct observation_status_row *status = observation_status_row(row ? row->status : STATUS_NONE);
    if (!row)
        basis_say(basis, "{1} is not there", who);
    else if (has_value(row))
        basis_say(basis, "{1} is a bound ({2})", who, str_of(observation_bound_row(row->bound)->word));
    else if (row->state != OBSERVATION_MISSING)
        basis_say(basis, plain[row->state], who);
    else if (status->actual)
        basis_say(basis, "{1} is empty", who);
    else
        basis_say(basis, "{1} has no value ({2})", who, str_of(status->meaning), ((struct str){&status->code, 1}));
}

bool basis_take(struct basis *basis, const struct observation *row, struct period period, struct str what)
{
    if (!row || !has_value(row) || observation_bound_row(row->bound)->side) {
        struct str when = period_text(basis->mem, period);
        if (what.length)
            when = mem_format(basis->mem, "%.*s %.*s", STR_ARG(what), STR_ARG(when));
        say_obstacle(basis, row, when);
        return false;
    }
    basis_status(basis, row->status == STATUS_B ? STATUS_A : row->status);
    basis->approx |= row->bound == BOUND_APPROX;
    basis->mixed |= basis->used && !str_eq(basis->vintage, row->vintage);
    basis->vintage = row->vintage;
    basis->used = true;
    return true;
}
