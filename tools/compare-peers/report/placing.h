/* placing - one unit placed at one indicator, in one of its pools
 *
 * All that is known of the place, with what has to be said of it: why there is none, whom it leaves
 * out, and how far it can be trusted.
 */
#ifndef PLACING_H
#define PLACING_H

#include "base/voice.h"
#include "frame/answer.h"
#include "heat/course.h"
#include "heat/noise.h"

/* The flags of a row: name, word, what it says. */
#define FLAGS(X) \
    X(SMALL_GROUP, "small_group", N_("fewer peers than --min-peers")) \
    X(UNVERIFIED, "unverified", N_("a value has another mark than yes")) \
    X(MISSING, "missing", N_("peers without a value")) \
    X(HIDDEN, "hidden", N_("peers whose value is suppressed, or withheld with one that is")) \
    X(APART, "apart", N_("peers of another unit or caliber are listed apart")) \
    X(APPROX, "approx", N_("a value is approximate")) \
    X(BREAK, "break", N_("the unit's value or the best one follows a break in its series")) \
    X(WITHIN_NOISE, "within_noise", N_("a gap or a rank may be rounding or chance: see caution")) \
    X(SINCE_SUBSET, "since_subset", N_("the change rests on fewer units than the rank")) \
    X(DIRECTION_ASSUMED, "direction_assumed", N_("nobody said what is better")) \
    X(UNLIKE, "unlike", N_("no peer has a value of the unit's caliber and unit of measure: refused"))

#define X(name, ...) FLAG_##name,
enum flag { FLAGS(X) FLAG_COUNT };
#undef X

/* The word of a flag. */
const char *flag_word(enum flag flag);

/* What is shown of the peers one by one: nothing, how many they are, or each with its value. */
enum peers_column { PEERS_COLUMN_NO, PEERS_COLUMN_COUNT, PEERS_COLUMN_LIST };

/* One row: a unit and an indicator, in one of the unit's pools. */
struct placing {
    struct mem *mem;
    const struct peers *peers;
    const struct peer *unit;
    struct identity id;       /* with the direction that is assumed where nobody tells it */
    const struct section_cut *cut; /* the indicator, with the values of the columns of --by */
    const struct regions *regions; /* null without a table */
    const struct observation *own; /* null: no value */
    struct str period, since, known, group;
    const char *placed_by;    /* value or distance; null: nothing */
    const struct meet *meet;  /* null: no comparison */
    const struct heat *heat;  /* the unit's; null: it has no value that can be compared */
    uint32_t slot;
    bool placed;
    struct position position; /* zero bytes unless `placed` */
    bool changed;             /* there are positions now and then among the same members */
    struct position now, then;
    struct str caution;
    struct open_ranks open;
    int type, places;
    struct remark remark;
    enum peers_column shows;
};

/* What is asked of every placing. */
struct asked_placing {
    const struct race *race;
    const struct noise *noise;
    const struct regions *regions; /* null without a table */
    struct span period;       /* the one that is asked for; not known: the latest that the unit has */
    struct str known;         /* the text of --known */
    struct str since;         /* the earlier period */
    struct str parting;       /* columns that may part the rows of a figure: sex, age; empty: none */
    struct group *told;       /* what was told already, by code, region and indicator */
    uint64_t min_peers, places;
    enum peers_column shows;
    bool remarks, cautions;   /* does anybody look at flags and reasons; at what noise may have made? */
};

/* Places the unit of a berth on a course, into a placing that has its remark and the identity; false
 * when there is nothing to show, since nobody at all has a value then and `every` unit is shown. */
bool placing_find(struct placing *placing, const struct asked_placing *asked, struct course *course,
                  const struct berth *berth, bool every);

/* How many places the unit has gained since; how its gap to the frontier has changed, in a word. */
int64_t placing_change(const struct placing *placing);
struct str placing_convergence(const struct placing *placing);

/* How many peers there are that run in another heat. */
uint32_t placing_apart(const struct placing *placing);

#endif
