/* reach - would a target be met, and what is needed for it
 *
 * The target is held against what is foreseen three times: as if the low end of the interval came
 * true, the value, and the high end.  Met at all three it is likely, at none of them and always on
 * the same side hard, otherwise it takes effort.  At 95 % likely means a chance of 39 in 40 and more,
 * hard of one in 40 and less, at 80 % of nine and one in ten, as far as the model is right.  Kinds
 * that are about all years (an average growth, a total) take in what was and every year on the way; of a
 * level to keep (target_is_kept) the worst year on the way decides, and the known years since the base
 * in which it was not held are said.
 *
 * A target that is relative to another indicator compares averages over the same years, each of
 * what was and what is foreseen by the same model; the low end of one stands beside the high end of
 * the other, which is more cautious than the interval of the difference would be.
 *
 * What is needed is the same in each period from the last value on, if the target is to be met.
 */
#ifndef REACH_H
#define REACH_H

#include "history.h"
#include "meaning/unit.h"
#include "prediction.h"

struct reach {
    struct mem *mem;
    const struct target *target;
    const struct indicator *indicator; /* null without a catalogue */
    const struct units *units;
    const struct history *history;
    const struct prediction *begun; /* the history's last value is this estimate, and its range counts; or null */
    const struct history *related; /* of the indicator that the target is relative to; null: not known */
    const struct model_forecast *related_path; /* of each step behind its last value; null: none */
    int level;                /* MODEL_80 or MODEL_95 */
};

/* Is every year on the way asked about? */
bool reach_takes_all(const struct target *target);

/* Fills prediction->target of a prediction for the target's period. */
void reach_judge(const struct reach *reach, struct prediction *prediction);

#endif
