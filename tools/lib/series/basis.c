/* basis - see basis.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "series/basis.h"

/* How bad a status is, from mild on; below all others those of rows without a value. */
static const signed char badness[STATUS_COUNT] = {
    [STATUS_A] = 1,  [STATUS_P] = 2,  [STATUS_B] = 3,  [STATUS_E] = 4,  [STATUS_I] = 5,  [STATUS_U] = 6,
    [STATUS_F] = 7,  [STATUS_O] = -1, [STATUS_L] = -1, [STATUS_M] = -1, [STATUS_N] = -1, [STATUS_Q] = -1};

enum observation_status basis_worse(enum observation_status one, enum observation_status other)
{
    return badness[other] > badness[one] ? other : one;
}

struct str basis_weaker(struct str one, struct str other)
{
    return doubt_of(other) > doubt_of(one) ? other : one;
}

void basis_refuse(struct basis *basis, struct str reason)
{
    if (!basis->reason.length)
        basis->reason = reason;
}

void basis_status(struct basis *basis, enum observation_status status)
{
    basis->status = basis_worse(basis->status, status);
}

struct str basis_vintage(const struct basis *basis)
{
    return basis->last && !basis->mixed ? basis->last->vintage : (struct str){NULL, 0};
}

struct str basis_verified(const struct basis *basis)
{
    return basis->weakest ? basis->weakest->verified : (struct str){NULL, 0};
}

bool basis_unverified(const struct basis *basis)
{
    return basis->marked && basis->doubt > DOUBT_YES;
}

/* ---- figures ---- */

static void rest_on(struct basis *basis, const struct observation *row, enum observation_status status)
{
    enum doubt doubt = doubt_of(row->verified);
    basis_status(basis, status);
    basis->approx |= row->bound == BOUND_APPROX;
    basis->marked |= row->verified.length > 0;
    if (!basis->weakest || doubt > basis->doubt) {
        basis->weakest = row;
        basis->doubt = doubt;
    }
    basis->mixed = basis->mixed || (basis->last && !str_eq(basis->last->vintage, row->vintage));
    basis->last = row;
}

void basis_inherit(struct basis *basis, const struct observation *row)
{
    rest_on(basis, row, row->status);
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
        basis_say(basis, "{1} is a bound ({2})", who, observation_as_written(basis->mem, row));
    else if (row->state != OBSERVATION_MISSING)
        basis_say(basis, plain[row->state], who);
    else if (status->actual)
        basis_say(basis, "{1} is empty", who);
    else
        basis_say(basis, "{1} has no value ({2})", who, voice_str(status->meaning));
}

bool basis_take(struct basis *basis, const struct observation *row, struct period period, struct str what)
{
    if (!row || !has_value(row) || observation_bound_row(row->bound)->side) {
        struct str when = period_text(basis->mem, period);
        if (what.length)
            when = mem_join(basis->mem, what, STR(" "), when);
        say_obstacle(basis, row, when);
        return false;
    }
    rest_on(basis, row, row->status == STATUS_B ? STATUS_A : row->status);
    return true;
}
