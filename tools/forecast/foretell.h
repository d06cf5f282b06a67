/* foretell - all that is foreseen of one series, in the order in which it is written
 *
 * For each period that was asked for: what the whole year will be, where it has begun and the series
 * is of flows or growth; else what the models say.  Then each scenario.  What can't be foreseen is
 * told with its place, and so is what a forecast leaves out.
 */
#ifndef FORETELL_H
#define FORETELL_H

#include "meaning/revision.h"
#include "predict.h"
#include "scenario.h"
#include "wholeyear.h"

struct foretelling {
    struct mem *mem;
    const struct period *to;  /* what is asked for */
    size_t periods;
    bool path;                /* and all periods on the way there */
    bool across;              /* values before a break count too */
    bool whole_years;         /* years that have begun are seen as such */
    enum wholeyear_way way;
    size_t years;             /* at most so many earlier years for that */
    struct predicting predicting;
    const struct units *units;
    const struct indicators *indicators; /* null without a catalogue */
    struct scenarios *scenarios;
    const struct revisions *targets; /* null without targets */
    const struct observations *observations; /* where related indicators are; null: only one series is known */
    bool onward;              /* later years go on from the whole year that has begun */
    int level;                /* of the interval that outlooks go by */
    int places;               /* of values; NUM_SHORTEST: as the catalogue or the data have them */
};

/* Gets one prediction after the other, for the series that `like` belongs to. */
typedef void foretell_take(void *state, const struct observation *like, const struct prediction *prediction,
                           int places);

/* Foretells the rows of a series that are in one caliber. */
void foretell_series(const struct foretelling *how, struct series series, struct str caliber, foretell_take *take,
                     void *state);

/* What the catalogue says of the limits of nature; none without one. */
struct model_limits foretell_limits(const struct foretelling *how, struct str indicator);

/* Reads the history of a series, and tells what it leaves out; false, with the refusal in it, when
 * there is none. */
bool foretell_history(const struct foretelling *how, struct series series, struct str caliber,
                      enum period_grain grain, struct history *history);

#endif
