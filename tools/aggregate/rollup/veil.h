/* veil - which figures must be hidden with others, so that none of those can be worked out
 *
 * Whoever has the totals subtracts.  A figure stands in up to two sums, its line among regions and
 * its line among periods, whose totals are taken to be known, and so are all figures that are
 * shown.  A hidden one can then be anything that the sums leave open: the hidden figures are a flow
 * through a network whose nodes are the lines, and how far one of them may rise or fall is a flow
 * that goes back through the others.  These bounds are exact: nobody who knows the totals, the figures
 * shown, that no hidden one is below its floor, and this method can find closer ones.
 *
 * A sensitive figure needs room: from at most `low` to at least `high`.  While one has less, the
 * smallest other figure of a line that holds it in goes too (L. H. Cox, JASA 75, 1980, on complementary
 * suppression; the flow is Gusfield's, SIAM J. Comput. 17, 1988).  Where no other is left the line is
 * exposed: only its total could be hidden, and it is taken out of the figures for unknown.
 */
#ifndef VEIL_H
#define VEIL_H

#include "base/mem.h"

struct veil_figure {
    int32_t line[2];          /* the sums that it is a part of, from 0; -1: none */
    int64_t value;
    int64_t floor;            /* known not to be below this, when hidden */
    bool hidden;
    bool sensitive;           /* hidden for its own sake: needs the room from low to high */
    int64_t low, high;
};

struct veil {
    struct veil_figure *figure;
    size_t figures, lines;
    bool *exposed;            /* by line: its total would give away what is hidden in it; null: none yet */
};

/* Hides more figures until all that are sensitive have their room, or their lines are exposed. */
void veil_draw(struct mem *mem, struct veil *veil);

/* ---- for tests ---- */

/* What can be known of a hidden figure. */
void veil_range(struct mem *mem, const struct veil *veil, size_t figure, int64_t *low, int64_t *high);

#endif
