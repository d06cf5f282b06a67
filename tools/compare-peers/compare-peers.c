/* compare-peers: where a unit stands among its peers, indicator by indicator. */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/asking.h"
#include "series/basis.h"
#include "series/section.h"
#include "show.h"
#include "values/quantile.h"

/* ---- options ---- */

static const char *focus, *peers_file, *caliber;
static struct span period, since;
static bool all;
static uint64_t min_peers = 5, places = 2;
static struct asking asking = {.quantile_type = QUANTILE_DEFAULT};

static const struct opt options[] = {
    {'f', "focus", "REGION", "the unit that is placed, by code or by name", OPT_TEXT, &focus, NULL},
    {0, "all", NULL, "place every unit in turn", OPT_FLAG, &all, NULL},
    {0, "peers", "FILE", "who may be a peer: column region and, if wanted, group", OPT_TEXT, &peers_file, NULL},
    {0, "period", "PERIOD", "what is compared instead of the latest that the unit has", OPT_PERIOD, &period, NULL},
    {0, "since", "PERIOD", "the earlier period for the change of rank", OPT_PERIOD, &since, NULL},
    {0, "caliber", "NAME", "compare values of this caliber only, or of the plain one", OPT_TEXT, &caliber, NULL},
    {0, "min-peers", "N", "flag groups with fewer peers", OPT_COUNT, &min_peers, NULL},
    {'p', "places", "N", "decimals beyond the indicator's own", OPT_COUNT, &places, "0 to 12"},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_WHERE | ASK_VINTAGE | ASK_KNOWN | ASK_QUANTILE_TYPE),
    {0}};

/* ---- state ---- */

struct compare {
    struct job *job;
    struct observations *observations;
    struct str parting;       /* columns that may part the rows of a figure: sex, age; empty: none */
    bool parted;              /* and that was told */
    struct str *region;       /* codes of the data, one a unit */
    struct peers peers;
    bool *among;              /* room to say of each unit whether it is a peer */
    const struct peer *focus; /* null with --all */
    struct str caliber;
    struct section_codes codes; /* the indicators that are compared */
    struct section now, then; /* of the indicator and periods at hand */
};

/* ---- begin ---- */

/* Columns that no table of observations has by itself: a figure may have a row for each of their
 * values, of which only one can be compared at a time. */
static void find_parting(struct compare *c)
{
    struct mem *mem = c->job->mem;
    struct reader *reader = job_reader(c->job);
    if (!reader_header(reader))
        return;
    struct columns columns = column_header(mem, reader);
    for (uint32_t i = 0; i < columns.count; i++)
        if (observed_parts(columns.name[i]))
            c->parting = mem_format(mem, "%.*s%s%.*s", STR_ARG(c->parting), c->parting.length ? voice_text(", ") : "",
                                    STR_ARG(columns.name[i]));
}

static void begin(struct compare *c)
{
    if (all == (focus != NULL))
        diag_fatal(DIAG_USAGE, NULL, "one of --focus REGION and --all is needed");
    find_parting(c);
    c->caliber = str_eq(str_of(caliber), STR("plain")) ? (struct str){NULL, 0} : str_of(caliber);
    asking_begin(c->job, &asking);
    c->observations = asking_observations(c->job, &asking, NULL, NULL);
}

/* ---- begin: who and what ---- */

static void find_units(struct compare *c)
{
    uint32_t count = section_regions(c->job->mem, c->observations, &c->region);
    c->peers = peers_open(c->job->mem, asking.regions, c->region, count);
    c->among = mem_array(c->job->mem, count, sizeof *c->among);
}

/* The unit that --focus means. */
static const struct peer *find_focus(const struct compare *c)
{
    const struct asking_known known = {c->region, c->peers.count, N_("the data")};
    return peers_find(&c->peers, asking_region(c->job->mem, "--focus", focus, asking.regions, &known));
}

/* Tells which listed regions are not the unit's peers, and why. */
static void tell_left_out(const struct compare *c)
{
    const struct peer *unit = c->focus;
    for (uint32_t i = 0; unit && i < c->peers.count; i++) {
        const struct peer *other = &c->peers.unit[i];
        const char *why = peers_why_not(&c->peers, unit, other);
        if (why && other != unit)
            diag_report(DIAG_PEER, NULL, "%.*s is no peer of %.*s: %s", STR_ARG(other->code), STR_ARG(unit->code),
                        voice_text(why));
    }
}

static void find_indicators(struct compare *c)
{
    c->codes = section_codes(c->job->mem, c->observations, asking.indicators);
}

/* ---- each: one unit and indicator ---- */

/* The period that is compared: the one asked for, or the latest for which the unit has a value,
 * or at least a row. */
static bool find_period(struct series own, struct period *into)
{
    *into = period.value;
    if (period.known)
        return true;
    for (uint32_t i = own.count; i-- > 0;)
        if (own.row[i].state == OBSERVATION_GOOD) {
            *into = own.row[i].period;
            return true;
        }
    if (own.count)
        *into = own.row[own.count - 1].period;
    return own.count > 0;
}

static uint32_t unit_number(const struct compare *c, const struct placing *placing)
{
    return (uint32_t)(placing->unit - c->peers.unit);
}

/* The section of an indicator and period, made anew only when it changes. */
static const struct section *section_of(const struct compare *c, struct section *kept, struct str code,
                                        struct period when, int sign)
{
    if (kept->mem && str_eq(kept->indicator, code) && period_compare(kept->period, when) == 0)
        return kept;
    section_close(kept);
    *kept = section_open(c->observations, c->region, c->peers.count, code, when, sign);
    return kept;
}

/* Why the unit's own row, if there is any, has no place. */
static void tell_no_value(struct placing *placing, struct series own, struct period when)
{
    const struct observation *row = observation_at(own, when);
    if (!row)
        remark_say(&placing->remark, "no observation for {1}", placing->period);
    else if (row->state == OBSERVATION_GOOD && observation_bound_row(row->bound)->side)
        remark_say(&placing->remark, "only a bound is known ({1}), which has no place among values",
                   observation_as_written(placing->remark.mem, row));
    else if (row->state == OBSERVATION_GOOD || row->state == OBSERVATION_CALIBERS)
        remark_say(&placing->remark, "{1} only in another caliber ({2})", placing->period,
                   row->caliber.length ? row->caliber : say(placing->remark.mem, "the plain one"));
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

/* Flags that come from the rows themselves. */
static void flag_rows(struct placing *placing, const struct members *members)
{
    struct basis basis = {0};
    basis_inherit(&basis, placing->own);
    for (uint32_t i = 0; i < members->count; i++)
        basis_inherit(&basis, members->peer[i]);
    placing->verified = basis_verified(&basis);
    if (basis_unverified(&basis))
        remark_flag(&placing->remark, flag_word(FLAG_UNVERIFIED));
    if (basis.approx)
        remark_flag(&placing->remark, flag_word(FLAG_APPROX));
}

/* Decimals of what is computed: beyond those of the indicator, else of the values. */
static int find_places(const struct placing *placing, const struct members *members)
{
    int own = placing->own->value.scale > 0 ? placing->own->value.scale : 0;
    for (uint32_t i = 0; i < members->count; i++)
        own = members->peer[i]->value.scale > own ? members->peer[i]->value.scale : own;
    if (placing->id.indicator->decimals >= 0)
        own = placing->id.indicator->decimals;
    return own + (int)places;
}

static struct num *values_of(struct mem *mem, const struct members *members)
{
    struct num *value = mem_array(mem, members->count, sizeof *value);
    for (uint32_t i = 0; i < members->count; i++)
        value[i] = members->peer[i]->value;
    return value;
}

/* The rank then and the change since, among those that have a value in both periods. */
static void place_since(struct compare *c, struct placing *placing, const struct members *now, int sign)
{
    struct mem *mem = c->job->mem;
    const struct section *section = section_of(c, &c->then, placing->id.code, since.value, sign);
    struct members then = section_members(mem, section, unit_number(c, placing), c->among, &now->own->caliber);
    if (!then.own || then.refused.length) {
        remark_say(&placing->remark, "no observation for {1}, so no change of rank", placing->since);
        return;
    }
    const struct observation **row_then = mem_array(mem, c->peers.count, sizeof *row_then);
    for (uint32_t i = 0; i < then.count; i++)
        row_then[then.peer_region[i]] = then.peer[i];
    uint32_t both = 0, better_now = 0, better_then = 0;
    for (uint32_t i = 0; i < now->count; i++) {
        const struct observation *before_it = row_then[now->peer_region[i]];
        if (!before_it)
            continue;
        both++;
        better_now += num_compare(now->peer[i]->value, now->own->value) * sign > 0;
        better_then += num_compare(before_it->value, then.own->value) * sign > 0;
    }
    placing->rank_since = better_then + 1;
    placing->change = (int64_t)better_then - (int64_t)better_now;
    if (both < now->count) {
        remark_flag(&placing->remark, flag_word(FLAG_SINCE_SUBSET));
        remark_say(&placing->remark, "change of rank among the {1} that have both periods, of {2}",
                   answer_count(mem, both + 1, true), answer_count(mem, now->count + 1, true));
    }
}

/* Places a unit whose members are known. */
static void place(struct compare *c, struct placing *placing, const struct members *members, int sign)
{
    struct mem *mem = c->job->mem;
    if (members->missing) {
        remark_flag(&placing->remark, flag_word(FLAG_MISSING));
        remark_say(&placing->remark, "{1} of {2} peers have no value", answer_count(mem, members->missing, true),
                   answer_count(mem, members->missing + members->count, true));
    }
    if (members->count < min_peers)
        remark_flag(&placing->remark, flag_word(FLAG_SMALL_GROUP));
    if (members->count == 0) {
        remark_say(&placing->remark, "no peer has a value");
        return;
    }
    placing->places = find_places(placing, members);
    placing->position = position_find(placing->own->value, values_of(mem, members), members->count, sign,
                                      placing->type);
    placing->placed = true;
    flag_rows(placing, members);
    if (since.known)
        place_since(c, placing, members, sign);
}

/* Tells that a comparison is refused; the row stays, without results. */
static void refuse(struct placing *placing, const struct members *members)
{
    struct place where = observation_place(members->culprit);
    remark_flag(&placing->remark, flag_word(FLAG_UNLIKE));
    remark_because(&placing->remark, members->refused);
    diag_report(DIAG_UNLIKE, &where, "%.*s %.*s: %.*s", STR_ARG(placing->id.region), STR_ARG(placing->id.code),
                STR_ARG(members->refused));
}

/* Has a unit that is compared rows of several values for the period, which the parting columns
 * tell apart?  Then there is nothing to compare until one of them is chosen. */
static bool is_parted(struct compare *c, struct placing *placing, struct period when)
{
    for (uint32_t u = 0; c->parting.length && u < c->peers.count; u++) {
        if (!c->among[u] && &c->peers.unit[u] != placing->unit)
            continue;
        struct series series = observation_find_at(c->job->mem, c->observations, c->peers.unit[u].code,
                                                   placing->id.code, NULL, when);
        const struct observation *row = series.count ? series.row : NULL;
        if (!row || row->state != OBSERVATION_CONFLICT)
            continue;
        struct place where = observation_place(row);
        remark_flag(&placing->remark, flag_word(FLAG_UNLIKE));
        remark_say(&placing->remark, "the rows of {1} are parted by {2}: --where chooses one of them", placing->period,
                   c->parting);
        if (!c->parted)
            diag_report(DIAG_UNLIKE, &where, "several rows with different values for one figure, parted by %.*s: "
                        "nothing is compared there; choose one of them with --where", STR_ARG(c->parting));
        return c->parted = true;
    }
    return false;
}

/* Compares at a period for which there is one.  With --all, false when nobody has a value then. */
static bool compare(struct compare *c, struct placing *placing, struct series own, struct period when, int sign)
{
    struct mem *mem = c->job->mem;
    const struct section *section = section_of(c, &c->now, placing->id.code, when, sign);
    struct members *members = mem_take(mem, sizeof *members);
    peers_among(&c->peers, placing->unit, c->among);
    placing->period = period_text(mem, when);
    if (is_parted(c, placing, when))
        return true;
    if (!c->focus && section->count == 0)
        return false;
    *members = section_members(mem, section, unit_number(c, placing), c->among, caliber ? &c->caliber : NULL);
    if (since.known)
        placing->since = period_text(mem, since.value);
    placing->members = members;
    placing->own = members->own;
    if (!members->own)
        tell_no_value(placing, own, when);
    else if (members->refused.length)
        refuse(placing, members);
    else if (!sign)
        remark_say(&placing->remark, "direction range: neither more nor less is better");
    else
        place(c, placing, members, sign);
    return true;
}

static void each(struct compare *c, struct str code, const struct peer *unit)
{
    struct mem *mem = c->job->mem;
    struct mem_mark mark = mem_mark(mem);
    struct placing placing = {.unit = unit, .regions = asking.regions, .known = asking.known.text,
                              .type = (int)asking.quantile_type, .remark = {.mem = mem}};
    struct series own = observation_find(mem, c->observations, unit->code, code, NULL);
    struct period when;
    placing.id = identity_of(asking.regions, unit->code, asking.indicators, code);
    if (placing.id.direction == DIRECTION_NONE) {
        placing.id.direction = DIRECTION_UP;
        remark_flag(&placing.remark, flag_word(FLAG_DIRECTION_ASSUMED));
    }
    bool worth = true;
    if (find_period(own, &when))
        worth = compare(c, &placing, own, when, direction_row(placing.id.direction)->sign);
    else
        remark_say(&placing.remark, "no observation");
    if (worth)
        show_row(job_writer(c->job), &placing);
    mem_rewind(mem, mark);
}

/* ---- finish ---- */

static void finish(struct compare *c)
{
    section_close(&c->now);
    section_close(&c->then);
    observation_close(c->observations);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct compare c = {.job = job};
    begin(&c);
    find_units(&c);
    if (peers_file)
        peers_read(job->mem, &c.peers, job_table(job, peers_file));
    if (focus)
        c.focus = find_focus(&c);
    tell_left_out(&c);
    find_indicators(&c);
    show_header(job_writer(job));
    for (uint32_t i = 0; i < c.codes.count; i++)
        for (uint32_t u = 0; u < c.peers.count; u++)
            if (!c.focus || c.focus == &c.peers.unit[u])
                each(&c, c.codes.code[i], &c.peers.unit[u]);
    finish(&c);
}

/* ---- the tool: words that --list names ---- */

#define X(name, word, meaning) {word, NULL, meaning},
static const struct tool_item flag_items[] = {FLAGS(X) {0}};
#undef X

static const struct tool_words words[] = {{"flag", flag_items, NULL}, {0}};
static const struct tool_list list = {{"kind", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "compare-peers --focus 330200 --indicators samples/zhejiang/indicators.csv --regions samples/zhejiang/regions.csv "
    "samples/zhejiang/observations.csv",
    "compare-peers --all --regions samples/zhejiang/regions.csv --period 2020-01-01/P9M "
    "samples/zhejiang/observations.csv",
    NULL};

static const struct tool_column columns[] = {
    OBSERVATION_COLUMNS(TOOL_OBSERVED)
    {"in", "unit", NULL, "must be the same for all that are compared"},
    {"in", "qualifier", NULL, "ge, gt, le, lt: a bound, which has no place; approx"},
    {"in", "caliber", NULL, "must be the same for all that are compared"},
    PLACING_COLUMNS(ANSWER_DESCRIBED)
    {0}};

static const struct tool tool = {
    .name = "compare-peers",
    .purpose = "places a unit among its peers",
    .operands = "[FILE]...",
    .in = "observations",
    .out = "one row for each unit and indicator, with rank, percentile rank, quartile, gaps and index",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
