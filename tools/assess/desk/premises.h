/* premises - what all targets of a run are judged by: the figures, the tables beside them, the cut-offs
 *
 * They are filled before the first target is judged and stay as they are from then on, so that several
 * hands (hand.h) can go by them at a time.
 */
#ifndef PREMISES_H
#define PREMISES_H

#include "base/group.h"
#include "dossier.h"
#include "meaning/revision.h"

struct premises {
    const struct observations *observations; /* null: none has come */
    const struct indicators *indicators; /* null without a catalogue */
    const struct units *units;
    struct dossier_wish wish;
    bool method[METHODS_MOST]; /* which of the table of methods are asked */
    bool limited;             /* --as-of is given: of figures of a year and more, and of shorter ones */
    struct period as_of, as_of_part;
    struct str known;         /* the day of --known, or empty */
    bool ytd, too_late;       /* --ytd; the last day for a proposal is over */
    enum base_choice base;
    int places;               /* of ratios */
    struct group *grounds, *parts; /* how many grounds an indicator has, how its parts stand; or null */
};

/* What is asked of a target on a path; texts and rows in `mem`. */
struct question premises_ask(const struct premises *premises, struct mem *mem, const struct target *target,
                            enum path path);

/* Reads a table with the columns indicator and ground, and closes the reader: what speaks for a lower
 * target, one ground a row. */
void premises_read_grounds(struct premises *premises, struct mem *mem, struct reader *reader);

/* Judges the targets that are parts of others; `mem` is for work and comes back as it was. */
void premises_gather_parts(struct premises *premises, struct mem *mem, const struct revisions *revisions);

/* Adds what these two have of a survey's target. */
void premises_add(const struct premises *premises, struct survey *found);

/* Ends what was read and gathered. */
void premises_close(struct premises *premises);

#endif
