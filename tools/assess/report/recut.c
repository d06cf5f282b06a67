/* recut - see recut.h */
#include "report/recut.h"

/* Figures of the earlier run, or of this one. */
struct cuts {
    const struct seen *seen;  /* or null */
    const struct observation *row;
    uint32_t count;
};

static struct period period_of(const struct cuts *cuts, uint32_t i)
{
    return cuts->seen ? cuts->seen[i].period : cuts->row[i].period;
}

static struct num value_of(const struct cuts *cuts, uint32_t i)
{
    return cuts->seen ? cuts->seen[i].value : cuts->row[i].value;
}

/* The longest that begins on a day, ends inside the whole and is not the whole; -1: none. */
static int64_t part_from(const struct cuts *parts, int32_t day, struct period whole)
{
    int64_t best = -1;
    for (uint32_t i = 0; i < parts->count; i++) {
        struct period part = period_of(parts, i);
        bool fits = part.first == day && part.last <= whole.last &&
                    !(part.first == whole.first && part.last == whole.last);
        if (fits && (best < 0 || part.last > period_of(parts, (uint32_t)best).last))
            best = i;
    }
    return best;
}

static bool add_up_to(const struct cuts *parts, struct period whole, struct num value)
{
    struct num sum = num_of(0);
    for (int32_t day = whole.first; day <= whole.last;) {
        int64_t next = part_from(parts, day, whole);
        if (next < 0 || !num_add(sum, value_of(parts, (uint32_t)next), &sum))
            return false;
        day = period_of(parts, (uint32_t)next).last + 1;
    }
    return num_compare(sum, value) == 0;
}

static bool is_made_of(const struct cuts *wholes, const struct cuts *parts, struct period period)
{
    for (uint32_t i = 0; i < wholes->count; i++)
        if (period_inside(period, period_of(wholes, i)) &&
            add_up_to(parts, period_of(wholes, i), value_of(wholes, i)))
            return true;
    return false;
}

bool recut(const struct seen_list *was, struct series is, struct period period)
{
    const struct cuts before = {was->row, NULL, was->count}, now = {NULL, is.row, is.count};
    return is_made_of(&now, &before, period) || is_made_of(&before, &now, period);
}
