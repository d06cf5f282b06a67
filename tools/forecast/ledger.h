/* ledger - the rows that go out: those that came, as they came, then the predictions
 *
 * The output has the columns of the input and behind them those of OBSERVATION_FORESEEN
 * (observation.h) that it lacks; a column of that name is not made twice, so what this tool wrote
 * can come in again.  Rows of the input
 * are kept as the bytes they will be until all has been read, or, in a table that is grouped by
 * series, go out at once, each series' predictions behind it.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include "frame/tool.h"
#include "history.h"
#include "prediction.h"

#define X(name, ...) LEDGER_##name,
enum ledger_column { OBSERVATION_FORESEEN(X) LEDGER_COUNT };
#undef X

struct ledger_form {
    const uint32_t *dimension; /* columns that part series */
    uint32_t dimensions;
    bool only;                /* leave the input's rows out */
    bool grouped;             /* they go out at once */
    bool targets, scenarios;  /* are there any? */
    bool calibers;            /* may predictions have a caliber that the input has none for? */
    bool reasons;             /* rows without a value too */
    enum num_rounding rounding;
};

struct ledger;

/* Rows for the output of the job, after records with these columns. */
struct ledger *ledger_open(struct job *job, const struct columns *columns, const struct ledger_form *form);

/* Takes a record of the input. */
void ledger_pass(struct ledger *ledger, const struct record *record);

/* Writes the header and what was kept; once, before the first prediction. */
void ledger_begin(struct ledger *ledger);

/* Writes a prediction for the series that `like` belongs to, values with this many decimals or
 * NUM_SHORTEST.  One without a value only when reasons are asked for. */
void ledger_add(struct ledger *ledger, const struct observation *like, const struct prediction *prediction,
                int places);

/* Writes what is still kept: input rows behind the last prediction. */
void ledger_finish(struct ledger *ledger);

#endif
