/* show - the table of compare-peers
 *
 * The columns are one list; the header, the rows and --describe come from it.
 */
#ifndef SHOW_H
#define SHOW_H

#include "peers.h"
#include "position.h"
#include "series/section.h"

/* One row: a unit and an indicator. */
struct placing {
    struct mem *mem;
    const struct peer *unit;
    struct str code;          /* the indicator's */
    const struct indicator *indicator; /* null without a catalogue */
    enum direction direction;
    const struct regions *regions;
    const struct observation *own; /* null: no value */
    struct str period;
    const struct members *members; /* null: no comparison */
    struct position position; /* when `placed` */
    bool placed;
    struct str since, known;
    uint32_t rank_since;      /* 0: not known */
    int64_t change;           /* places gained since, among the same members */
    int type, places;
    struct str flags, reason, verified;
};

/* name, what stands there, how it is found.  In scope: mem, p (placing), i (indicator;
 * never null), o (own observation; never null), best, worst (observations; never null). */
#define PLACING_COLUMNS(X) \
    X(region, "the unit", p->unit->code) \
    X(region_zh, "from the regions", show_region(p, p->unit->code, true)) \
    X(region_en, "from the regions", show_region(p, p->unit->code, false)) \
    X(indicator, "code of the indicator", p->code) \
    X(name_zh, "from the indicators", i->name_zh) \
    X(name_en, "from the indicators", i->name_en) \
    X(short_name, "from the indicators", i->short_name) \
    X(unit, "from the indicators, else of the value", i->unit.length ? i->unit : o->unit) \
    X(direction, "up or down: what counts as better", str_of(direction_row(p->direction)->word)) \
    X(decimals, "places that the indicator's values have", show_decimals(mem, i->decimals)) \
    X(period, "what is compared", p->period) \
    X(value, "the unit's value, as it came", o->value_text) \
    X(known, "the date of --known: nothing that was published later counts", p->known) \
    X(rank, "1 is best; equal values share the smallest rank", show_count(p, p->position.rank)) \
    X(ties, "how many have this value, the unit included", show_count(p, p->position.ties)) \
    X(of, "peers with a value, and the unit", show_count(p, p->position.of)) \
    X(percentile_rank, "share of the others that are worse", show_measure(p, p->position.percentile, SHARE_PLACES)) \
    X(quartile, "1 best to 4, by the quartiles of the peers", show_count(p, (uint32_t)p->position.quartile)) \
    X(quantile_type, "1 to 9, after Hyndman and Fan", mem_format(mem, "%d", p->type)) \
    X(best, "of the peers", best->value_text) \
    X(best_region, "whose it is; the first by code where several share it", best->region) \
    X(best_region_zh, "its name", show_region(p, best->region, true)) \
    X(best_region_en, "its name", show_region(p, best->region, false)) \
    X(worst, "of the peers", worst->value_text) \
    X(worst_region, "whose it is; the last by code where several share it", worst->region) \
    X(worst_region_zh, "its name", show_region(p, worst->region, true)) \
    X(worst_region_en, "its name", show_region(p, worst->region, false)) \
    X(median, "of the peers", show_measure(p, p->position.median, p->places)) \
    X(mean, "of the peers", show_measure(p, p->position.mean, p->places)) \
    X(q1, "smaller quartile of the peers", show_measure(p, p->position.q1, p->places)) \
    X(q3, "greater quartile of the peers", show_measure(p, p->position.q3, p->places)) \
    X(gap_best, "to the best peer; positive when the unit is ahead", show_measure(p, p->position.gap_best, p->places)) \
    X(gap_median, "to the median", show_measure(p, p->position.gap_median, p->places)) \
    X(gap_mean, "to the mean", show_measure(p, p->position.gap_mean, p->places)) \
    X(index_median, "value / median * 100", show_measure(p, p->position.index, INDEX_PLACES)) \
    X(since, "the earlier period", p->since) \
    X(rank_since, "the unit's rank then, among those with both periods", show_since(p)) \
    X(rank_change, "places gained since, among those with both periods", show_change(p)) \
    X(flags, "parted by ';': small_group, unverified, missing, approx, forecast, direction_assumed, since_subset, unlike", p->flags) \
    X(reason, "what should be known, in words", p->reason) \
    X(verified, "the weakest mark among all values compared", p->verified) \
    X(peers, "the peers' values in order of merit: 330100=48735 330200=46519", show_peers(p))

enum { SHARE_PLACES = 4, INDEX_PLACES = 1 };

/* Writes the header, and one row. */
void show_header(struct writer *writer);
void show_row(struct writer *writer, const struct placing *placing);

#endif
