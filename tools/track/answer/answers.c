/* answers - see answers.h */
#include "answer/answers.h"

const struct reply *reply_at(size_t i)
{
    static const struct reply *const list[] = {answers_objects, answers_links, answers_rules, answers_ledger};
    static const struct reply none;
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        for (const struct reply *answer = list[k]; answer->word; answer++)
            if (i-- == 0)
                return answer;
    return &none;
}
