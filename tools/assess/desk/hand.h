/* hand - judges one target after the other, by all methods
 *
 * All that judging changes is the hand's own: its arena, the texts of the columns, what the rules were
 * asked, the counts.  What it goes by are the premises, which nobody changes; so several hands can judge
 * at a time, and hands_judge has them do it: their rows leave in the order of the targets.
 */
#ifndef HAND_H
#define HAND_H

#include "desk/premises.h"
#include "show.h"

struct hand;

/* The first hand.  `showing` are the columns of its rows; what the rules ask for is added where advice is one of them.
 * `rules` is the table of --rules, or null.  What it takes stands in `mem`. */
struct hand *hand_open(struct mem *mem, const struct premises *premises, struct showing *showing, struct reader *rules);

/* Ends it, but for what stands in `mem`. */
void hand_close(struct hand *hand);

/* The columns of the answer that rules may ask (COLUMNS_ASKED), with the texts of the dossier at hand as far as the
 * showing asks for them. */
const struct advice_fact *hand_facts(const struct hand *hand);

/* Who hears of each dossier, before its row is written; it and what it refers to are good until the next. */
struct hearer {
    void (*hear)(void *state, const struct dossier *dossier);
    void *state;
};

/* Judges a target by all methods: each answer is counted, advised on, given to the hearer and
 * written; `hearer` and `writer` may be null. */
void hand_judge(struct hand *hand, const struct revision *revision, const struct hearer *hearer,
                struct writer *writer);

/* Judges it and counts its answers, and no more. */
void hand_count(struct hand *hand, const struct revision *revision);

/* The same for `count` targets, by up to `threads` threads, of which the caller's is one: the rows and the
 * counts are those of hand_judge for one after the other. */
void hands_judge(struct hand *hand, const struct revision *const *revision, uint32_t count, struct writer *writer,
                 size_t threads);

/* What was counted: struct class_counts by method and target period; answers on which raters
 * disagree. */
struct group *hand_counted(const struct hand *hand);
uint32_t hand_apart(const struct hand *hand);

#endif
