/* answers - see answers.h */
#include "answer/answers.h"
#include "base/diag.h"
#include "base/str.h"

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

/* ---- options that an answer does not use ---- */

bool reply_uses(const struct reply *answer, struct str option)
{
    struct str rest = str_of(answer->uses ? answer->uses : ""), name;
    while (str_cut(&rest, '|', &name))
        if (str_eq(name, option))
            return true;
    return false;
}

/* The answers that use an option, in the order of --list. */
static struct str users(struct mem *mem, struct str option)
{
    struct str list = {NULL, 0};
    for (size_t i = 0; reply_at(i)->word; i++)
        if (reply_uses(reply_at(i), option))
            list = mem_append(mem, list, STR(", "), str_of(reply_at(i)->word));
    return list;
}

void answers_hold(struct mem *mem, const struct reply *answer)
{
    static const char *const option[] = {"where", "by", "weight", "parts", "money-unit", "previous", "outline",
                                         "ratings", "links", "pillars", "assessed", "rules", "sender", "reply-by",
                                         "propose-by", "submissions", "holidays", "ledger", "figures"};
    for (size_t i = 0; i < sizeof option / sizeof *option; i++)
        if (opt_given(option[i]) && !reply_uses(answer, str_of(option[i])))
            diag_report(DIAG_NO_EFFECT, NULL, "--%s has no effect on --show %s (it serves --show %.*s)", option[i],
                        answer->word, STR_ARG(users(mem, str_of(option[i]))));
}
