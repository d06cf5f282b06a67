/* search - the place in a small box where a cost is least
 *
 * First every place of a grid, then steps up and down in one dimension after the other,
 * half as wide whenever none of them helps.  Finds the same place every time; nothing is
 * drawn at random.
 */
#ifndef SEARCH_H
#define SEARCH_H

/* One dimension: from where to where, and into how many steps the grid parts it. */
struct search_reach {
    double least, most;
    int steps;                /* 0: stays at least */
};

enum { SEARCH_DIMENSIONS = 4 };

/* What a place costs; `state` is the caller's. */
typedef double search_cost(void *state, const double place[SEARCH_DIMENSIONS]);

/* Puts the best place into `best` and returns its cost; as near as a thousandth of a step
 * of the grid.  A cost may be infinite; where all are, the result is too. */
double search_least(const struct search_reach reach[SEARCH_DIMENSIONS], search_cost *cost, void *state,
                    double best[SEARCH_DIMENSIONS]);

#endif
