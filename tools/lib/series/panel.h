/* panel - all series side by side: observations, and what is computed from them
 *
 * A strand is the series of one region, indicator and dimensions, in all its
 * calibers, by period.  Who computes new series may add strands of his own, whose
 * rows carry the exact value beside the text; others then find them like those that
 * came.  Finding one costs a hash of its key, whatever there is.
 */
#ifndef PANEL_H
#define PANEL_H

#include "meaning/observation.h"
#include "series/basis.h"
#include "values/measure.h"

/* One new value, or the reason why there is none. */
struct derived {
    struct period period;
    struct measure value;     /* not known: there is a reason */
    struct str text;          /* the value as it came, where nothing was computed */
    struct str unit, note;
    struct basis basis;
};

struct strand {
    struct series series;     /* by period, then caliber */
    const struct derived *derived; /* beside each row, of a strand that was computed; else null */
    bool breaks;              /* is there a row with status B? */
};

struct panel;

/* The panel of all series of the observations, which have this many dimensions and must
 * stay as long as it does.  The caller ends it with panel_close. */
struct panel *panel_open(struct mem *mem, const struct observations *observations, uint32_t dimensions);
void panel_close(struct panel *panel);

/* Gives back the rows of the strands that came and were found so far: they are unpacked anew when they are next
 * found.  For who goes over many series and keeps no row of those that he is done with. */
void panel_rest(struct panel *panel);

/* The strand of an indicator in a region and its dimensions, or null. */
const struct strand *panel_find(const struct panel *panel, struct str region, const struct str *dimension,
                                struct str indicator);

/* That of the i-th series of the observations, or what was computed in its place. */
const struct strand *panel_strand(const struct panel *panel, uint32_t i);

/* Adds one; a strand that is there already is replaced. */
void panel_add(struct panel *panel, struct strand strand);

/* Is there any strand of this indicator? */
bool panel_knows(const struct panel *panel, struct str indicator);

/* The codes of all indicators that are there, in order of first appearance. */
uint32_t panel_codes(const struct panel *panel, const struct str **code);

/* The subjects of the observations, that is their regions with dimensions: the key of the
 * i-th has the region first.  In byte order, and once they have been counted. */
uint32_t panel_subjects(struct panel *panel);
const struct str *panel_subject(const struct panel *panel, uint32_t i);

/* The row of a period and caliber, or null. */
const struct observation *strand_at(const struct strand *strand, struct period period, struct str caliber);

/* The usable row of a period and caliber, told to the basis; false, with the reason, when
 * there is none.  The strand may be null; `what` is its code in reasons, or empty. */
bool strand_take(const struct strand *strand, struct period period, struct str caliber, struct str what,
                 struct basis *basis, const struct observation **row);

/* The value of a row that strand_take has let pass. */
struct measure strand_value(const struct strand *strand, const struct observation *row);

/* Does a break come in where the figures of two periods are used for the second one's value:
 * is there a row with status B between them, or is it the one and only period's own? */
bool strand_breaks(const struct strand *strand, struct str caliber, struct period one, struct period other);

/* Has the strand, which may be null, a row in this caliber? */
bool strand_has(const struct strand *strand, struct str caliber);

/* The calibers of a strand, each once, in the order in which they first stand; `into` has
 * room for `room`.  Returns how many there are. */
uint32_t strand_calibers(const struct strand *strand, struct str *into, uint32_t room);

#endif
