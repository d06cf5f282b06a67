/* advice - what to do about a target: keep, raise, lower, split, redefine, support, watch, align
 *
 * A rule is a row of a table: its name, a condition, and what it recommends.  Conditions are
 * written in the language of --where over the columns of the answer and a few facts more
 * (ADVICE_FACTS).  The rules are asked in their order: the first that hits recommends, and
 * all that hit are told.  Without a hit the advice is to keep.  The built-in rules are A1 to
 * A7 of the office's table; a file replaces them all.
 *
 * A binding target is never lowered by a rule, whatever a file says: such a hit supports.
 */
#ifndef ADVICE_H
#define ADVICE_H

#include "base/mem.h"
#include "io/record.h"
#include "values/num.h"

/* word, how it is called, whether it asks for the plan to be changed */
#define ADVICES(X) \
    X(KEEP, "keep", N_("keep"), false) \
    X(RAISE, "raise", N_("raise the target"), true) \
    X(LOWER, "lower", N_("lower the target"), true) \
    X(SPLIT, "split", N_("split the target"), true) \
    X(REDEFINE, "redefine", N_("define the target anew"), true) \
    X(ALIGN, "align", N_("align with the superior plan"), true) \
    X(SUPPORT, "support", N_("ask for support"), false) \
    X(WATCH, "watch", N_("watch"), false)

#define X(name, word, called, change) ADVICE_##name,
enum advice { ADVICES(X) ADVICE_COUNT };
#undef X

/* The built-in rules: name, condition, recommendation. */
#define ADVICE_RULES(X) \
    X("A1", "not is_missing(upper_value) and upper_value != target_value", ALIGN) \
    X("A2", "class = 'achieved' and outlook = 'likely' and margin >= 0.1", RAISE) \
    X("A3", "status = 'B' or years_without_data >= 2", REDEFINE) \
    X("A4", "attribute != 'binding' and class = 'lagging' and outlook = 'hard' and needed_over_best > 2 and grounds >= 2", \
      LOWER) \
    X("A5", "attribute = 'binding' and (class = 'lagging' or outlook = 'hard')", SUPPORT) \
    X("A6", "parts_achieved > 0 and parts_reversed > 0", SPLIT) \
    X("A7", "class = 'reversed' or robust < 2 / 3", WATCH)

/* A name that conditions may use, and its text for the target at hand (empty: missing). */
struct advice_fact {
    struct str name, text;
};

struct advices;

/* The built-in rules over these names, or those of a file with the columns rule, when,
 * recommendation; all of its mistakes are told.  `fact` stays the caller's: its texts are
 * set anew for each target. */
struct advices *advices_open(struct mem *mem, struct advice_fact *fact, uint32_t facts, struct reader *rules);

/* The same rules over facts of another's own, in the same order: for another thread. */
struct advices *advices_like(struct mem *mem, const struct advices *like, struct advice_fact *fact);

/* The numbers that conditions hold a fact against, as in completion >= 0.5: a text of a figure that has not reached
 * one of them must not reach it either.  `count` of them; none is null. */
const struct num *advices_limits(const struct advices *advices, uint32_t fact, size_t *count);

/* Says in `asked`, by the places of the names, which facts some rule asks. */
void advices_need(const struct advices *advices, bool *asked);

struct advised {
    enum advice advice;
    struct str rule;          /* the one that recommends; empty for keep without a hit */
    struct str hits;          /* all that hit, parted by ; */
    struct str numbers;       /* what the first rule was judged by: "class=lagging outlook=hard" */
};

/* Asks all rules; `binding` says that the target may not be lowered.  Texts in `mem`.  What was asked of the
 * same facts since the last advices_forget is not asked again: methods that agree on a target share its
 * advice.  So whoever rewinds `mem` forgets. */
struct advised advices_ask(struct advices *advices, struct mem *mem, bool binding);
void advices_forget(struct advices *advices);

/* What the facts as they are now would recommend, by which rule; neither all hits nor numbers are told. */
struct advised advices_try(struct advices *advices, bool binding);

/* Does a rule hit now that asks `fact`, or that lowers? */
bool advices_hang_on(struct advices *advices, uint32_t fact);

/* Its word in tables; what it is called in the language in use; does it ask for the plan to be changed? */
struct str advice_word(enum advice advice);
struct str advice_called(enum advice advice);
bool advice_changes(enum advice advice);

/* The rules as they stand, for --list: null after the last. */
struct advice_rule {
    const char *name, *when;
    enum advice advice;
};
const struct advice_rule *advice_rule(size_t index);

#endif
