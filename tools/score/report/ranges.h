/* ranges - the tables of robustness: where ranks lie over many runs, and which choice moves them
 */
#ifndef RANGES_H
#define RANGES_H

#include "report/scored.h"
#include "robust/sobol.h"
#include "robust/trials.h"

struct ranging {
    const struct choices *choices;
    uint64_t runs, seed;
    struct str written;       /* the choices, as they came */
};

/* A unit.  In scope: mem, id (identity), s (scored), r (rank_range), how (ranging). */
#define RANGE_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(period, "of the scores", scored_period(s, period)) \
    X(rank, "as asked; 1 is best", answer_count(mem, r->nominal, r->nominal)) \
    X(rank_mean, "over the runs", scored_digits(mem, r->runs ? r->mean : NAN)) \
    X(rank_low, "5 % of the runs are at this rank or better", answer_count(mem, r->low, r->runs)) \
    X(rank_median, "50 %", answer_count(mem, r->middle, r->runs)) \
    X(rank_high, "95 %", answer_count(mem, r->high, r->runs)) \
    X(rank_best, "in any run", answer_count(mem, r->best, r->runs)) \
    X(rank_worst, "in any run", answer_count(mem, r->worst, r->runs)) \
    X(share_same, "of the runs with the rank as asked", scored_digits(mem, r->runs && r->nominal ? r->same : NAN)) \
    X(share_first, "of the runs with rank 1", scored_digits(mem, r->runs ? r->first : NAN)) \
    X(runs, "in which it has a score", mem_whole(mem, r->runs)) \
    X(runs_all, "that were made", mem_whole(mem, (int64_t)how->runs)) \
    X(seed, "of chance: the same gives the same runs", mem_format(mem, "%llu", (unsigned long long)how->seed)) \
    X(choices, "what was varied", how->written) \
    X(reason, "what should be known", reason)

/* A choice.  In scope: mem, s, how, index (sobol). */
#define INDEX_COLUMNS(X) \
    X(choice, "what is chosen", str_of(trial_word(choice))) \
    X(alternatives, "what from", alternatives) \
    X(period, "of the scores", scored_period(s, period)) \
    X(first, "share of the variance of the mean change of rank that it makes alone", first) \
    X(first_error, "standard error", first_error) \
    X(total, "share that it makes together with others", total) \
    X(total_error, "standard error", total_error) \
    X(runs, "of each sample; (choices + 2) times as many were made", mem_whole(mem, (int64_t)how->runs)) \
    X(seed, "of chance", mem_format(mem, "%llu", (unsigned long long)how->seed)) \
    X(reason, "what should be known", reason)

/* Writes where the ranks of all units lie, by scored->ranging; tells what had no score in any run. */
void ranges_write(struct scored *scored);

/* Writes the indices of all choices that are made; tells those without effect. */
void indices_write(struct scored *scored);

#endif
