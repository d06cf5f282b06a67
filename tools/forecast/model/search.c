/* search - see search.h */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "model/search.h"

struct search {
    const struct search_reach *reach;
    search_cost *cost;
    void *state;
    double *best, least;
};

/* What is better by less than this is not better: rounding would go on forever. */
static const double worth = 1 - 1e-10;

static bool try_place(struct search *search, const double place[SEARCH_DIMENSIONS])
{
    double cost = search->cost(search->state, place);
    if (!(cost < worth * search->least))
        return false;
    search->least = cost;
    memcpy(search->best, place, SEARCH_DIMENSIONS * sizeof *place);
    return true;
}

static double grid_place(const struct search_reach *reach, int step)
{
    return reach->steps ? reach->least + step * (reach->most - reach->least) / reach->steps : reach->least;
}

/* Counts through the grid as an odometer does. */
static void try_grid(struct search *search)
{
    int at[SEARCH_DIMENSIONS] = {0};
    for (int k = 0; k < SEARCH_DIMENSIONS;) {
        double place[SEARCH_DIMENSIONS];
        for (int i = 0; i < SEARCH_DIMENSIONS; i++)
            place[i] = grid_place(&search->reach[i], at[i]);
        try_place(search, place);
        for (k = 0; k < SEARCH_DIMENSIONS && ++at[k] > search->reach[k].steps; k++)
            at[k] = 0;
    }
}

static bool try_beside(struct search *search, int k, double width)
{
    const struct search_reach *reach = &search->reach[k];
    double place[SEARCH_DIMENSIONS];
    memcpy(place, search->best, sizeof place);
    place[k] += width * (grid_place(reach, 1) - reach->least);
    place[k] = fmin(reach->most, fmax(reach->least, place[k]));
    return place[k] != search->best[k] && try_place(search, place);
}

double search_least(const struct search_reach reach[SEARCH_DIMENSIONS], search_cost *cost, void *state,
                    double best[SEARCH_DIMENSIONS])
{
    struct search search = {reach, cost, state, best, INFINITY};
    for (int k = 0; k < SEARCH_DIMENSIONS; k++)
        best[k] = reach[k].least;
    try_grid(&search);
    for (double width = 0.5; width > 0.0005;) {
        bool better = false;
        for (int k = 0; k < SEARCH_DIMENSIONS; k++)
            if (reach[k].steps)
                better |= try_beside(&search, k, width) || try_beside(&search, k, -width);
        if (!better)
            width /= 2;
    }
    return search.least;
}
