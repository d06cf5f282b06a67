/* umpire - places all units at one indicator after the other
 *
 * All that placing changes is the umpire's own: its arenas, room for keys, what it has to tell.  What it goes by
 * nobody changes; so several umpires can work at a time, each at another indicator, and umpires_place has them do it:
 * rows leave in the order of the indicators.
 *
 * What is told is told by the first umpire alone, since it is told once for many rows and in their order: where
 * another comes upon something to be told it gives the indicator up, and the first does it anew in its turn.
 */
#ifndef UMPIRE_H
#define UMPIRE_H

#include "report/show.h"

/* What they all go by. */
struct rulebook {
    const struct asked_placing *asked;
    const struct display *shown;
    const struct indicators *indicators; /* null without a catalogue */
    const struct targets *targets; /* null without --targets */
    const struct peer *focus; /* null where all are placed */
};

/* Who hears of each placing behind its row, if anybody; it is good until then. */
struct listener {
    void (*hear)(void *state, const struct placing *placing, struct course *course, const struct berth *berth,
                 const struct corridor *corridor);
    void *state;
};

struct umpire;

/* The first umpire, and its end. */
struct umpire *umpire_open(struct mem *mem, const struct rulebook *book);
void umpire_close(struct umpire *umpire);

/* Places all units at each of these indicators, and writes their rows; `listener` may be null. */
void umpire_place(struct umpire *umpire, const struct section_cut *cut, uint32_t cuts, const struct listener *listener,
                  struct writer *writer);

/* The same with nobody listening, by up to `threads` threads, of which the caller's is one. */
void umpires_place(struct umpire *umpire, const struct section_cut *cut, uint32_t cuts, struct writer *writer,
                   size_t threads);

#endif
