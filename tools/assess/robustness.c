/* robustness - see robustness.h */
#include "robustness.h"

struct robustness robustness_find(const struct question *question, const struct answer *found,
                                  enum progress_class class)
{
    struct robustness robustness = {0};
    struct mem_mark mark = mem_mark(question->mem);
    struct alternatives all = alternatives_of(question, found, class);
    struct alternative one;
    while (alternatives_next(&all, &one))
        robustness_count(&robustness, &one, class);
    mem_rewind(question->mem, mark);
    return robustness;
}

void robustness_count(struct robustness *robustness, const struct alternative *one, enum progress_class class)
{
    robustness->asked += one->answer.class != CLASS_NOT_COMPUTABLE;
    robustness->same += one->answer.class == class;
}

bool robustness_fragile(struct robustness robustness)
{
    return robustness.asked && 3 * robustness.same < 2 * robustness.asked;
}

struct measure robustness_share(struct robustness robustness)
{
    return measure_quotient(num_of(robustness.same), num_of(robustness.asked));
}

struct str robustness_text(struct mem *mem, struct robustness robustness, int places)
{
    enum { PLACES_MORE = 12 };
    if (!robustness.asked)
        return (struct str){NULL, 0};
    struct measure share = robustness_share(robustness);
    struct str text = measure_text(mem, share, places);
    /* Two thirds are no decimal, so three times the text is held against 2. */
    for (int more = 1; text.length && more <= PLACES_MORE; more++) {
        struct num shown, thrice;
        if (num_parse(text, &shown) != NUM_OK || !num_multiply(shown, num_of(3), &thrice) ||
            robustness_fragile(robustness) == (num_compare(thrice, num_of(2)) < 0))
            break;
        text = measure_text(mem, share, places + more);
    }
    return text;
}
