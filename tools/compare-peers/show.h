/* show - the table of compare-peers
 *
 * The columns are one list; the header, the rows and --describe come from it.
 */
#ifndef SHOW_H
#define SHOW_H

#include "base/voice.h"
#include "frame/answer.h"
#include "peers.h"
#include "position.h"
#include "series/section.h"

/* The flags of a row: name, word, what it says. */
#define FLAGS(X) \
    X(SMALL_GROUP, "small_group", N_("fewer peers than --min-peers")) \
    X(UNVERIFIED, "unverified", N_("a value has another mark than yes")) \
    X(MISSING, "missing", N_("peers without a value")) \
    X(APPROX, "approx", N_("a value is approximate")) \
    X(SINCE_SUBSET, "since_subset", N_("the change rests on fewer units than the rank")) \
    X(DIRECTION_ASSUMED, "direction_assumed", N_("nobody said what is better")) \
    X(UNLIKE, "unlike", N_("values of unlike units or calibers: refused"))

#define X(name, ...) FLAG_##name,
enum flag { FLAGS(X) FLAG_COUNT };
#undef X

/* The word of a flag. */
const char *flag_word(enum flag flag);

/* One row: a unit and an indicator. */
struct placing {
    const struct peer *unit;
    struct identity id;       /* with the direction that is assumed where nobody tells it */
    const struct regions *regions; /* null without a table */
    const struct observation *own; /* null: no value */
    struct str period;
    const struct members *members; /* null: no comparison */
    struct position position; /* zero bytes unless `placed` */
    bool placed;
    struct str since, known;
    uint32_t rank_since;      /* 0: not known */
    int64_t change;           /* places gained since, among the same members */
    int type, places;
    struct str verified;
    struct remark remark;
};

/* name, what stands there, how it is found.  In scope: mem, id (identity), p (placing), own
 * (observation; never null), best, worst (observations; never null), tied (who has them). */
#define PLACING_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(period, "what is compared", p->period) \
    X(value, "the unit's value, as it came", own->value_text) \
    X(known, "the date of --known: nothing that was published later counts", p->known) \
    X(rank, "1 is best; equal values share the smallest rank", answer_count(mem, p->position.rank, p->position.rank)) \
    X(ties, "how many have this value, the unit included", answer_count(mem, p->position.ties, p->position.ties)) \
    X(of, "peers with a value, and the unit", answer_count(mem, p->position.of, p->position.of)) \
    X(percentile_rank, "share of the others that are worse", show_share(mem, p->position.percentile)) \
    X(quartile, "1 best to 4, by the quartiles of the peers", answer_count(mem, p->position.quartile, p->position.quartile)) \
    X(quantile_type, "1 to 9, after Hyndman and Fan", mem_format(mem, "%d", p->type)) \
    X(best, "of the peers", best->value_text) \
    X(best_region, "whose it is; all that share it, parted by ';'", tied.best.code) \
    X(best_region_zh, "its name; likewise", tied.best.zh) \
    X(best_region_en, "its name; likewise", tied.best.en) \
    X(worst, "of the peers", worst->value_text) \
    X(worst_region, "whose it is; all that share it, parted by ';'", tied.worst.code) \
    X(worst_region_zh, "its name; likewise", tied.worst.zh) \
    X(worst_region_en, "its name; likewise", tied.worst.en) \
    X(median, "of the peers", show_beside(mem, p->position.median, p->places, own->value)) \
    X(mean, "of the peers", show_beside(mem, p->position.mean, p->places, own->value)) \
    X(q1, "smaller quartile of the peers", show_beside(mem, p->position.q1, p->places, own->value)) \
    X(q3, "greater quartile of the peers", show_beside(mem, p->position.q3, p->places, own->value)) \
    X(gap_best, "to the best peer; positive when the unit is ahead", show_beside(mem, p->position.gap_best, p->places, num_of(0))) \
    X(gap_median, "to the median", show_beside(mem, p->position.gap_median, p->places, num_of(0))) \
    X(gap_mean, "to the mean", show_beside(mem, p->position.gap_mean, p->places, num_of(0))) \
    X(index_median, "value / median * 100", show_beside(mem, p->position.index, INDEX_PLACES, num_of(100))) \
    X(since, "the earlier period", p->since) \
    X(rank_since, "the unit's rank then, among those with both periods", answer_count(mem, p->rank_since, p->rank_since)) \
    X(rank_change, "places gained since, among those with both periods", answer_count(mem, p->change, p->rank_since)) \
    X(flags, "parted by ';': small_group, unverified, missing, approx, forecast, direction_assumed, since_subset, unlike", p->remark.flags) \
    X(reason, "what should be known, in words", remark_reason(&p->remark)) \
    X(verified, "the weakest mark among all values compared", p->verified) \
    X(peers, "the peers' values in order of merit: 330100=48735 330200=46519", show_peers(p))

enum { SHARE_PLACES = 4, INDEX_PLACES = 1 };

/* Writes the header, and one row. */
void show_header(struct writer *writer);
void show_row(struct writer *writer, const struct placing *placing);

#endif
