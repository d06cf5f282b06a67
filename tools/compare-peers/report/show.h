/* show - the table of compare-peers
 *
 * The columns are one list; the header, the rows and --describe come from it.  The statistics
 * among them are the rows of position.h.
 */
#ifndef SHOW_H
#define SHOW_H

#include "frame/answer.h"
#include "io/column.h"
#include "report/placing.h"

/* A statistic as a column, from a row of POSITION_MEASURES or of POSITION_CHANGES. */
#define SHOW_MEASURE(X, name, meaning, function, beside, decimals) \
    X(name, meaning, p->placed ? show_measure(p, function(&p->position), BESIDE_##beside, PLACES_##decimals) : none)
#define SHOW_CHANGE(X, name, meaning, function, beside, decimals) \
    X(name, meaning, \
      p->changed ? show_measure(p, function(&p->now, &p->then), BESIDE_##beside, PLACES_##decimals) : none)

/* name, what stands there, how it is found.  In scope: mem, id (identity), p (placing), own
 * (observation; never null), best, worst (observations; never null), tied (who has them), none (no text). */
#define PLACING_COLUMNS(X) \
    IDENTITY_COLUMNS(X) \
    X(period, "what is compared", p->period) \
    X(value, "the unit's value, as it came", own->value_text) \
    X(known, "the date of --known: nothing that was published later counts", p->known) \
    X(group, "the group of units that are compared here", p->group) \
    X(caliber, "what the values compared cover, where that is not the indicator's own definition", own->caliber) \
    X(placed_by, "value, or distance from the range that is aimed at", str_of(p->placed_by)) \
    X(rank, "1 is best; equal values share the smallest rank", answer_count(mem, p->position.rank, p->placed)) \
    X(ties, "how many have this value, the unit included", answer_count(mem, p->position.ties, p->placed)) \
    X(of, "peers with a value, and the unit", answer_count(mem, p->position.of, p->placed)) \
    X(percentile_rank, "share of the others that are worse", \
      p->placed ? show_measure(p, position_percentile(&p->position), BESIDE_ENDS, PLACES_SHARE) : none) \
    X(quartile, "1 best to 4, by the quartiles of the peers", \
      answer_count(mem, p->placed ? position_quartile(&p->position) : 0, p->placed)) \
    X(quantile_type, "1 to 9, after Hyndman and Fan", mem_whole(mem, p->type)) \
    X(best, "of the peers", best->value_text) \
    X(best_region, "whose it is; all that share it, parted by ';'", tied.best.code) \
    X(best_region_zh, "its name; likewise", tied.best.zh) \
    X(best_region_en, "its name; likewise", tied.best.en) \
    X(worst, "of the peers", worst->value_text) \
    X(worst_region, "whose it is; all that share it, parted by ';'", tied.worst.code) \
    X(worst_region_zh, "its name; likewise", tied.worst.zh) \
    X(worst_region_en, "its name; likewise", tied.worst.en) \
    POSITION_MEASURES(SHOW_MEASURE, X) \
    X(rank_best, "the best rank that rounding and standard errors leave open", \
      answer_count(mem, p->open.best, p->open.best)) \
    X(rank_worst, "the worst such rank", answer_count(mem, p->open.worst, p->open.worst)) \
    X(caution, "gaps within noise, parted by ';': gap_best, gap_median, rank", p->caution) \
    X(since, "the earlier period", p->since) \
    X(rank_since, "the unit's rank then, among those with both periods", answer_count(mem, p->then.rank, p->changed)) \
    X(rank_change, "places gained since, among those with both periods", \
      answer_count(mem, placing_change(p), p->changed)) \
    POSITION_CHANGES(SHOW_CHANGE, X) \
    X(convergence, "closing, widening or level: the gap to the frontier; at_frontier: there was none then", \
      placing_convergence(p)) \
    X(flags, "words parted by ';', which --list tells", p->remark.flags) \
    X(reason, "what should be known, in words", remark_reason(&p->remark)) \
    X(verified, "the weakest mark among all values compared", p->placed ? p->heat->verified : none)

/* The columns of the peers one by one, which --peers-column may leave out. */
#define PEERS_COLUMNS(X) \
    X(apart, "peers of another unit or caliber, not ranked: 330203=459323[registered]", show_apart(p)) \
    X(peers, "the peers' values in order of merit: 330100=48735 330200=46519", show_peers(p))

enum { SHARE_PLACES = 4, INDEX_PLACES = 1, SCORE_PLACES = 3 };

/* The columns by number, in that order. */
#define SHOWN_NUMBER(name, meaning, text) SHOWN_##name,
enum placing_column { PLACING_COLUMNS(SHOWN_NUMBER) PEERS_COLUMNS(SHOWN_NUMBER) SHOWN_COUNT };
#undef SHOWN_NUMBER

/* Which are written: those of a list of names, parted by commas (empty: all, but for those of the peers one by one
 * where these are not shown).  A name that is none ends the run. */
struct choice show_choose(struct mem *mem, struct str list, enum peers_column shows);

/* What is shown: these columns, and behind them those of --by, whose values are a placing's cut. */
struct display {
    struct choice columns;
    const struct str *by;
    uint32_t bys;
    bool tied;                /* are there names of who shares the best or the worst value among them? */
};

/* Writes the header, and one row, which is found only as far as its columns ask. */
void show_header(struct writer *writer, const struct display *shown);
void show_row(struct writer *writer, const struct placing *placing, const struct display *shown);

#endif
