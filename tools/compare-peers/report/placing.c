/* placing - see placing.h */
#include "base/diag.h"
#include "base/str.h"
#include "report/placing.h"

const char *flag_word(enum flag flag)
{
#define X(name, word, meaning) word,
    static const char *const word[] = {FLAGS(X)};
#undef X
    return word[flag];
}

uint32_t placing_apart(const struct placing *p)
{
    return p->heat ? p->meet->present - p->heat->count : 0;
}

int64_t placing_change(const struct placing *p)
{
    return (int64_t)p->then.rank - (int64_t)p->now.rank;
}

struct str placing_convergence(const struct placing *p)
{
    if (!p->changed || p->now.of < 2)
        return (struct str){NULL, 0};
    struct measure before = position_gap_frontier(&p->then), after = position_gap_frontier(&p->now);
    if (!before.known || !after.known)
        return (struct str){NULL, 0};
    if (measure_sign(before) == 0)
        return measure_sign(after) == 0 ? STR("at_frontier") : STR("widening");
    int order = measure_order(after, before);
    return order > 0 ? STR("closing") : order < 0 ? STR("widening") : STR("level");
}

/* ---- why there is no place ---- */

/* The latest period for which the unit has a value, or at least a row. */
static bool find_period(struct mem *mem, const struct observations *observations, const struct placing *placing,
                        struct period *into)
{
    struct series own = observation_find(mem, observations, placing->unit->code, placing->id.code,
                                         placing->cut->dimension);
    for (uint32_t i = own.count; i-- > 0;)
        if (own.row[i].state == OBSERVATION_GOOD) {
            *into = own.row[i].period;
            return true;
        }
    if (own.count)
        *into = own.row[own.count - 1].period;
    return own.count > 0;
}

/* Why the unit's own row, if there is any, has no place. */
static void tell_no_value(struct placing *placing, const struct observations *observations, struct period when)
{
    if (!placing->remark.mem)
        return;
    struct series own = observation_find_at(placing->mem, observations, placing->unit->code, placing->id.code,
                                            placing->cut->dimension, when);
    const struct observation *row = own.count ? own.row : NULL;
    if (!row)
        remark_say(&placing->remark, "no observation for {1}", placing->period);
    else if (row->state == OBSERVATION_GOOD && observation_bound_row(row->bound)->side)
        remark_say(&placing->remark, "only a bound is known ({1}), which has no place among values",
                   observation_as_written(placing->mem, row));
    else if (row->state == OBSERVATION_GOOD || row->state == OBSERVATION_CALIBERS)
        remark_say(&placing->remark, "{1} only in another caliber ({2})", placing->period,
                   row->caliber.length ? row->caliber : say(placing->mem, "the plain one"));
    else if (row->state == OBSERVATION_CONFLICT)
        remark_say(&placing->remark, "{1} has two values, so that none is used", placing->period);
    else if (row->state == OBSERVATION_UNREADABLE)
        remark_say(&placing->remark, "{1} cannot be read", placing->period);
    else if (row->status_text.length && row->status != STATUS_A)
        remark_say(&placing->remark, "no usable value for {1} ({2})", placing->period,
                   str_of(voice_text(observation_status_row(row->status)->meaning)));
    else
        remark_say(&placing->remark, "no usable value for {1}", placing->period);
}

/* Once for the same code, region and indicator? */
static bool is_news(const struct asked_placing *asked, const char *code, struct str region, struct str indicator)
{
    const struct str key[] = {str_of(code), region, indicator};
    if (asked->race->mute) {
        *asked->race->mute = true;
        return false;
    }
    bool *told = group_at(asked->told, key), news = !*told;
    *told = true;
    return news;
}

/* Has the unit rows of several values for the period, which the parting columns tell apart?  Then there is
 * nothing to compare until one of them is chosen. */
static bool is_parted(struct placing *placing, const struct asked_placing *asked, const struct observation *row)
{
    if (!asked->parting.length || !row)
        return false;
    struct place where = observation_place(row);
    remark_flag(&placing->remark, flag_word(FLAG_UNLIKE));
    remark_say(&placing->remark, "the rows of {1} are parted by {2}: --where chooses one of them", placing->period,
               asked->parting);
    if (is_news(asked, "parted", (struct str){NULL, 0}, (struct str){NULL, 0}))
        diag_report(DIAG_UNLIKE, &where, "several rows with different values for one figure, parted by %.*s: "
                    "nothing is compared there; choose one of them with --where", STR_ARG(asked->parting));
    return true;
}

/* ---- whom it leaves out ---- */

static struct str caliber_name(struct mem *mem, const struct observation *row)
{
    return row->caliber.length ? row->caliber : say(mem, "the plain one");
}

/* What makes two figures unlike. */
static struct str unlike(struct mem *mem, const struct observation *own, const struct observation *other)
{
    if (str_eq(own->caliber, other->caliber))
        return say(mem, "unlike units: {1} in {2}, {3} in {4}", own->region, own->unit, other->region, other->unit);
    return say(mem, "unlike calibers: {1} {2}, {3} {4}", own->region, caliber_name(mem, own), other->region,
               caliber_name(mem, other));
}

/* What brings them together. */
static const char *remedy(const struct observation *own, const struct observation *other)
{
    return str_eq(own->caliber, other->caliber)
               ? N_("normalize --indicators brings values to the unit of the catalogue")
               : N_("--caliber compares those of one caliber");
}

/* The first member of another heat that is not in the unit's. */
static const struct observation *first_apart(const struct placing *placing)
{
    for (uint32_t h = 0; h < placing->meet->heats; h++)
        for (uint32_t i = 0; i < placing->meet->heat[h].count; i++)
            if (placing->heat->at[placing->meet->heat[h].slot[i]] == HEAT_NONE)
                return placing->meet->heat[h].row[i];
    return NULL;
}

/* Peers whose rows are parted are listed apart too: told once, with the first of them. */
static void tell_parted(struct placing *placing, const struct asked_placing *asked, const struct section *now)
{
    const struct pool *pool = placing->meet->pool;
    if (!asked->parting.length || !placing->meet->conflicts)
        return;
    remark_flag(&placing->remark, flag_word(FLAG_APART));
    remark_say(&placing->remark, "{1} of {2} peers have several rows, parted by {3}: --where chooses one of them",
               answer_count(placing->mem, placing->meet->conflicts, true),
               answer_count(placing->mem, (int64_t)pool->count - 1, true), asked->parting);
    for (uint32_t s = 0; s < pool->count; s++) {
        const struct observation *row = now->conflict[pool->member[s]];
        if (!row || !is_news(asked, "apart", row->region, placing->id.code))
            continue;
        struct place where = observation_place(row);
        diag_report(DIAG_APART, &where, "%.*s %.*s is listed apart and not ranked: it has several rows, parted by %.*s "
                    "(--where chooses one of them)", STR_ARG(row->region), STR_ARG(placing->id.code),
                    STR_ARG(asked->parting));
    }
}

/* No peer is like the unit: refused.  The row stays, without results. */
static void refuse(struct placing *placing, const struct asked_placing *asked, const struct observation *other)
{
    struct place where = observation_place(other);
    struct str why = unlike(placing->mem, placing->own, other);
    remark_flag(&placing->remark, flag_word(FLAG_UNLIKE));
    remark_because(&placing->remark, why);
    if (asked->race->mute)
        *asked->race->mute = true;
    else
        diag_report(DIAG_UNLIKE, &where, "%.*s %.*s: %.*s (%s)", STR_ARG(placing->id.region),
                    STR_ARG(placing->id.code), STR_ARG(why), voice_text(remedy(placing->own, other)));
}

/* Some are unlike: they are listed apart, and told once each. */
static void tell_apart(struct placing *placing, const struct asked_placing *asked)
{
    struct mem *mem = placing->mem;
    uint32_t apart = placing_apart(placing);
    if (!apart)
        return;
    const struct observation *first = first_apart(placing);
    remark_flag(&placing->remark, flag_word(FLAG_APART));
    if (first)
        remark_say(&placing->remark, "{1} of {2} peers listed apart ({3})", answer_count(mem, apart, true),
                   answer_count(mem, (int64_t)placing->meet->pool->count - 1, true), unlike(mem, placing->own, first));
    else
        remark_say(&placing->remark, "{1} of {2} peers have a value in another caliber only",
                   answer_count(mem, apart, true), answer_count(mem, (int64_t)placing->meet->pool->count - 1, true));
    for (uint32_t h = 0; h < placing->meet->heats; h++)
        for (uint32_t i = 0; i < placing->meet->heat[h].count; i++) {
            const struct observation *row = placing->meet->heat[h].row[i];
            if (placing->heat->at[placing->meet->heat[h].slot[i]] != HEAT_NONE ||
                !is_news(asked, "apart", row->region, placing->id.code))
                continue;
            struct place where = observation_place(row);
            diag_report(DIAG_APART, &where, "%.*s %.*s is listed apart and not ranked: %.*s (%s)", STR_ARG(row->region),
                        STR_ARG(placing->id.code), STR_ARG(unlike(mem, placing->own, row)),
                        voice_text(remedy(placing->own, row)));
        }
}

static void tell_missing(struct placing *placing, const struct asked_placing *asked)
{
    struct mem *mem = placing->mem;
    const struct meet *meet = placing->meet;
    if (!placing->remark.mem)
        return;
    uint32_t parted = asked->parting.length ? meet->conflicts : 0;
    uint32_t peers = meet->pool->count - 1, missing = meet->pool->count - meet->present - parted;
    struct str all = answer_count(mem, peers, true);
    if (missing) {
        remark_flag(&placing->remark, flag_word(FLAG_MISSING));
        remark_say(&placing->remark, "{1} of {2} peers have no value", answer_count(mem, missing, true), all);
    }
    if (meet->hidden) {
        remark_flag(&placing->remark, flag_word(FLAG_HIDDEN));
        remark_say(&placing->remark, "{1} of them suppressed, or withheld with one that is",
                   answer_count(mem, meet->hidden, true));
    }
}

/* ---- the place ---- */

/* Flags that come from the rows themselves. */
static void flag_rows(struct placing *placing)
{
    const struct heat *heat = placing->heat;
    if (!placing->remark.mem)
        return;
    if (heat->unverified)
        remark_flag(&placing->remark, flag_word(FLAG_UNVERIFIED));
    if (heat->approx)
        remark_flag(&placing->remark, flag_word(FLAG_APPROX));
    const struct observation *best = heat->row[placing->position.at == 0];
    if (placing->own->status == STATUS_B || best->status == STATUS_B)
        remark_flag(&placing->remark, flag_word(FLAG_BREAK));
}

/* Decimals of what is computed: beyond those of the indicator, else of the values. */
static int find_places(const struct placing *placing, uint64_t beyond)
{
    int own = placing->heat->scale;
    if (placing->id.indicator->decimals >= 0)
        own = placing->id.indicator->decimals;
    return own + (int)beyond;
}

/* What noise alone may have made.  A distance from a range is no figure of anyone's. */
static void find_caution(struct placing *placing, const struct asked_placing *asked)
{
    const struct noise *noise = asked->noise;
    struct mem *mem = placing->mem;
    const struct heat *heat = placing->heat;
    const struct position *position = &placing->position;
    if (!asked->cautions || heat->ladder.sign == 0 || !str_eq(str_of(placing->placed_by), STR("value")))
        return;
    placing->open = noise_ranks(noise, heat, position->at);
    if (position->rank > 1 && noise_covers(noise, placing->own, heat->row[0]))
        placing->caution = mem_append(mem, placing->caution, STR(";"), STR("gap_best"));
    struct measure gap = position_gap_median(position);
    if (gap.known && measure_sign(gap) != 0 && noise_covers_gap(noise, placing->own, gap))
        placing->caution = mem_append(mem, placing->caution, STR(";"), STR("gap_median"));
    if (placing->open.worst - placing->open.best + 1 > position->ties)
        placing->caution = mem_append(mem, placing->caution, STR(";"), STR("rank"));
    if (placing->caution.length)
        remark_flag(&placing->remark, flag_word(FLAG_WITHIN_NOISE));
}

/* Without spread nothing can be said in standard deviations. */
static void tell_spread(struct placing *placing)
{
    const struct position *position = &placing->position;
    if (!placing->remark.mem)
        return;
    if (position->of == 2)
        remark_say(&placing->remark, "one peer alone has no spread: no z");
    else if (position_level(position))
        remark_say(&placing->remark, "all peers have the same value: no z");
    else if (position_level_middle(position))
        remark_say(&placing->remark, "half of the peers or more have the same value: no robust z");
    if (!position_index(position).known)
        remark_say(&placing->remark, "the median of the peers is not above 0: no index");
}

/* The position then and now among those that have a value in both periods. */
static void place_since(struct placing *placing)
{
    struct mem *mem = placing->mem;
    const struct heat *heat = placing->heat;
    uint32_t now = heat->now_at[placing->slot], then = heat->then_at[placing->slot];
    if (now == HEAT_NONE) {
        remark_say(&placing->remark, "no observation for {1}, so no change of rank", placing->since);
        return;
    }
    placing->changed = true;
    placing->now = position_find(&heat->now, now);
    placing->then = position_find(&heat->then, then);
    if (heat->both < heat->count) {
        remark_flag(&placing->remark, flag_word(FLAG_SINCE_SUBSET));
        remark_say(&placing->remark, "change of rank among the {1} that have both periods, of {2}",
                   answer_count(mem, heat->both, true), answer_count(mem, heat->count, true));
    }
}

/* Places a unit that has a value and peers. */
static void place(struct placing *placing, const struct asked_placing *asked, const struct section *now)
{
    tell_missing(placing, asked);
    tell_apart(placing, asked);
    tell_parted(placing, asked, now);
    if (placing->heat->count - 1 < asked->min_peers)
        remark_flag(&placing->remark, flag_word(FLAG_SMALL_GROUP));
    if (placing->heat->count == 1) {
        if (placing->meet->pool->count == 1)
            remark_say(&placing->remark, "nobody is its peer");
        else
            remark_say(&placing->remark, "no peer has a value");
        return;
    }
    placing->position = position_find(&placing->heat->ladder, placing->heat->at[placing->slot]);
    placing->placed = true;
    flag_rows(placing);
    find_caution(placing, asked);
    tell_spread(placing);
    if (asked->race->since.known)
        place_since(placing);
}

/* Compares at a period for which there is one. */
static void compare(struct placing *placing, const struct asked_placing *asked, const struct sections *figures,
                    struct period when, uint32_t region)
{
    placing->heat = meet_heat(placing->meet, placing->slot);
    if (placing->heat) {
        placing->own = placing->heat->row[placing->heat->at[placing->slot]];
        placing->places = find_places(placing, asked->places);
    }
    if (is_parted(placing, asked, figures->now.conflict ? figures->now.conflict[region] : NULL))
        placing->own = NULL;
    else if (!placing->heat && figures->withheld && figures->withheld[region])
        remark_say(&placing->remark, "withheld, since a suppressed value would follow from it and the total");
    else if (!placing->heat)
        tell_no_value(placing, asked->race->observations, when);
    else if (placing->heat->count == 1 && first_apart(placing))
        refuse(placing, asked, first_apart(placing));
    else if (!placing->placed_by)
        remark_say(&placing->remark, "direction range: neither more nor less is better");
    else
        place(placing, asked, &figures->now);
}

bool placing_find(struct placing *placing, const struct asked_placing *asked, struct course *course,
                  const struct berth *berth, bool every)
{
    const struct race *race = asked->race;
    struct period when = asked->period.value;
    placing->slot = berth->slot;
    placing->group = race->pools->row[berth->pool].group;
    if (!asked->period.known && !find_period(placing->mem, race->observations, placing, &when)) {
        remark_say(&placing->remark, "no observation");
        return true;
    }
    const struct sections *figures = course_sections(course, when);
    placing->period = figures->text;
    placing->meet = course_meet(course, berth->pool, when);
    if (every && figures->now.count == 0 && !(asked->parting.length && placing->meet->conflicts))
        return false;
    if (race->since.known)
        placing->since = asked->since;
    compare(placing, asked, figures, when, berth->unit);
    return true;
}
