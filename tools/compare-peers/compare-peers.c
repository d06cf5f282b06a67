/* compare-peers: where a unit stands among its peers, indicator by indicator. */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/asking.h"
#include "league/nearest.h"
#include "report/pacesetters.h"
#include "report/practices.h"
#include "report/profile.h"
#include "report/umpire.h"
#include "values/quantile.h"

/* ---- options ---- */

static const char *focus, *peers_file, *caliber, *targets_file;
static const char *on, *traits_file, *distances_file, *gap_word = "mean";
static const char *pacesetters_file, *paces_file, *summary_file, *fields_file, *practices_file, *borrowings_file;
static const char *columns_wanted, *by;
static const char *among_word = "level", *peers_column = "list", *withhold = "one", *noise_factor = "1.96";
static struct span period, since;
static bool all;
static uint64_t nearest, min_peers = 5, places = 2, top = 3;
static struct asking asking = {.quantile_type = QUANTILE_DEFAULT};

static const struct opt options[] = {
    {'f', "focus", "REGION", "the unit that is placed, by code or by name", OPT_TEXT, &focus, NULL},
    {0, "all", NULL, "place every unit in turn", OPT_FLAG, &all, NULL},
    {0, "among", "RULE", "who is a peer: those of the unit's level, parent or group, or everyone", OPT_CHOICE,
     &among_word, "level|parent|group|everyone"},
    {0, "by", "COLS", "columns that part the figures, such as sex: each of their values is compared by itself",
     OPT_TEXT, &by, NULL},
    {0, "peers", "FILE", "who may be a peer: column region and, if wanted, group", OPT_TEXT, &peers_file, NULL},
    {0, "nearest", "K", "of these only the K nearest, by what --on names", OPT_COUNT, &nearest, "1 to 1000"},
    {0, "on", "LIST", "variables that describe the units: NAME, log:NAME, NAME/OTHER", OPT_TEXT, &on, NULL},
    {0, "traits", "FILE", "the table that has them, with the column region; without it they are indicators", OPT_TEXT,
     &traits_file, NULL},
    {0, "gaps", "WHICH", "what a variable that is missing does", OPT_CHOICE, &gap_word, "mean|pairs|drop"},
    {0, "distances", "FILE", "write how near the nearest are", OPT_TEXT, &distances_file, NULL},
    {0, "period", "PERIOD", "what is compared instead of the latest that the unit has", OPT_PERIOD, &period, NULL},
    {0, "since", "PERIOD", "the earlier period for the change of rank and of gaps", OPT_PERIOD, &since, NULL},
    {0, "caliber", "NAME", "compare values of this caliber only, or of the plain one", OPT_TEXT, &caliber, NULL},
    {0, "targets", "FILE", "ranges that values are to be in, where neither more nor less is better", OPT_TEXT,
     &targets_file, NULL},
    {0, "noise", "FACTOR", "standard errors (column se) within which a difference says nothing; 1.96", OPT_TEXT,
     &noise_factor, NULL},
    {0, "withhold", "WHICH", "what is withheld beside a suppressed value, so that it does not follow", OPT_CHOICE,
     &withhold, "one|none"},
    {0, "pacesetters", "FILE", "regions of another league that set the pace, column region", OPT_TEXT,
     &pacesetters_file, NULL},
    {0, "paces", "FILE", "write the gap to each of them, and the years behind", OPT_TEXT, &paces_file, NULL},
    {0, "summary", "FILE", "write strengths, weaknesses and changes of each unit, in all, by domain and by field",
     OPT_TEXT, &summary_file, NULL},
    {0, "top", "N", "how many of each are named there", OPT_COUNT, &top, "1 to 1000"},
    {0, "fields", "FILE", "the fields that are asked for, whether or not they have indicators: pillar, name_zh",
     OPT_TEXT, &fields_file, NULL},
    {0, "practices", "FILE", "what places do: place, field, practice, and what else is known", OPT_TEXT,
     &practices_file, NULL},
    {0, "borrowings", "FILE", "write which practices the evidence speaks for, and why not the others", OPT_TEXT,
     &borrowings_file, NULL},
    {0, "min-peers", "N", "flag groups with fewer peers", OPT_COUNT, &min_peers, NULL},
    {'p', "places", "N", "decimals beyond the indicator's own", OPT_COUNT, &places, "0 to 12"},
    {0, "peers-column", "WHICH", "of the peers one by one: their values, how many they are, or nothing", OPT_CHOICE,
     &peers_column, "no|count|list"},
    {0, "columns", "LIST", "write these columns only, in this order", OPT_TEXT, &columns_wanted, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_WHERE | ASK_VINTAGE | ASK_KNOWN | ASK_AS_OF |
                   ASK_QUANTILE_TYPE | ASK_THREADS),
    {0}};

/* ---- state ---- */

struct compare {
    struct job *job;
    struct observations *observations;
    struct str *region;       /* codes of the data, one a unit */
    struct peers peers;
    const struct peer *focus; /* null with --all */
    struct pools pools;
    struct str caliber;
    struct targets *targets;  /* null without --targets */
    struct noise noise;
    uint32_t error_column[NOISE_KEYS + 1]; /* where the keys of a standard error stand, and it itself last */
    struct section_codes codes; /* the indicators that are compared */
    struct race race;
    struct asked_placing asked;
    struct display shown;
    struct choice by;         /* the columns of --by */
    struct section_cut *cut;
    uint32_t cuts;
    struct mem *kept;         /* of what is gathered while units are placed */
    struct out *paces_out;
    struct writer *paces;     /* null without --paces */
    struct profiles *profiles; /* null without --summary */
    struct practices *practices; /* null without --practices */
};

/* ---- begin ---- */

/* Columns that no table of observations has by itself: a figure may have a row for each of their
 * values, of which only one can be compared at a time. */
static struct str find_parting(struct mem *mem, const struct columns *columns, const struct choice *chosen)
{
    struct str parting = {NULL, 0};
    bool *parts = mem_array(mem, columns->count, sizeof *parts);
    for (uint32_t i = 0; i < chosen->count; i++)
        parts[chosen->at[i]] = true;
    for (uint32_t i = 0; i < columns->count; i++)
        if (!parts[i] && observed_parts(columns->name[i]) && !str_eq(columns->name[i], STR("se")))
            parting = mem_append(mem, parting, STR(", "), columns->name[i]);
    return parting;
}

/* The columns of --by, each value of which is compared by itself. */
static void choose_parts(struct compare *c, const struct columns *columns)
{
    if (!by)
        return;
    if (summary_file || paces_file || borrowings_file)
        diag_fatal(DIAG_USAGE, NULL, "--by goes with none of --summary, --paces and --borrowings, which have one row "
                   "for an indicator");
    c->by = column_choose(c->job->mem, columns, str_of(by), "--by");
    struct str *name = mem_array(c->job->mem, c->by.count, sizeof *name);
    for (uint32_t i = 0; i < c->by.count; i++) {
        name[i] = columns->name[c->by.at[i]];
        if (observed_find(name[i]) < OBSERVED_COUNT)
            diag_fatal(DIAG_USAGE, NULL, "--by %.*s: that is a column of the observation itself", STR_ARG(name[i]));
    }
    c->shown.by = name;
    c->shown.bys = c->by.count;
    asking.how.dimension = c->by.at;
    asking.how.dimensions = c->by.count;
}

/* The columns of a standard error's key, and its own; nothing is kept where it is not there. */
static void find_error_columns(struct compare *c, const struct columns *columns)
{
    static const struct str name[] = {STR("region"), STR("indicator"), STR("period"), STR("caliber"), STR("vintage"),
                                      STR("se")};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        c->error_column[i] = column_find(columns, name[i]);
    if (c->error_column[NOISE_KEYS] != COLUMN_NONE)
        c->noise.error = group_open(NOISE_KEYS + c->by.count, sizeof(struct num));
    c->noise.key = mem_array(c->job->mem, NOISE_KEYS + c->by.count, sizeof *c->noise.key);
    c->noise.dimensions = c->by.count;
}

/* Keeps the standard error of a figure. */
static void see(void *state, const struct record *record)
{
    struct compare *c = state;
    struct num error;
    if (num_parse(record_field(record, c->error_column[NOISE_KEYS]), &error) != NUM_OK)
        return;
    for (uint32_t i = 0; i < NOISE_KEYS + c->by.count; i++) {
        uint32_t column = i < NOISE_KEYS ? c->error_column[i] : c->by.at[i - NOISE_KEYS];
        c->noise.key[i] = column != COLUMN_NONE ? record_field(record, column) : (struct str){NULL, 0};
    }
    *(struct num *)group_at(c->noise.error, c->noise.key) = num_abs(error);
}

static double read_factor(const char *text)
{
    struct num value;
    double factor;
    if (num_parse(str_of(text), &value) != NUM_OK || num_sign(value) < 0 || !num_to_double(value, &factor))
        diag_fatal(DIAG_USAGE, NULL, "--noise=%s is no number of standard errors (such as 1.96 for 95 %%)", text);
    return factor;
}

static void begin(struct compare *c)
{
    struct mem *mem = c->job->mem;
    if (all && focus)
        diag_fatal(DIAG_USAGE, NULL, "--focus places one unit and --all every one: leave one of them out");
    if (!all && !focus)
        diag_fatal(DIAG_USAGE, NULL, "one of --focus REGION and --all is needed");
    asking_change(&since, &period);
    c->noise.factor = read_factor(noise_factor);
    struct reader *reader = job_reader(c->job);
    if (reader_header(reader)) {
        struct columns columns = column_header(mem, reader);
        choose_parts(c, &columns);
        c->asked.parting = find_parting(mem, &columns, &c->by);
        find_error_columns(c, &columns);
    }
    c->caliber = str_eq(str_of(caliber), STR("plain")) ? (struct str){NULL, 0} : str_of(caliber);
    asking_begin(c->job, &asking);
    if (targets_file)
        c->targets = targets_load(mem, job_table(c->job, targets_file));
    asking.readers = asking_threads(&asking);
    c->observations = asking_observations(c->job, &asking, c->noise.error ? see : NULL, c);
}

/* ---- begin: who and what ---- */

/* Where a word stands in a list of words. */
static int word_number(const char *const *word, const char *wanted)
{
    int number = 0;
    while (strcmp(word[number], wanted) != 0)
        number++;
    return number;
}

static enum peer_rule find_rule(void)
{
#define X(name, word, meaning) word,
    static const char *const rule[] = {PEER_RULES(X)};
#undef X
    enum peer_rule found = (enum peer_rule)word_number(rule, among_word);
    if ((found == PEER_RULE_PARENT || found == PEER_RULE_GROUP) && !asking.regions)
        diag_fatal(DIAG_USAGE, NULL, "--among %s needs --regions, whose column says it", among_word);
    return found;
}

static void find_units(struct compare *c)
{
    struct mem *mem = c->job->mem;
    uint32_t count = section_regions(mem, c->observations, &c->region);
    c->peers = peers_open(mem, asking.regions, find_rule(), c->region, count);
    if (peers_file)
        peers_read(mem, &c->peers, job_table(c->job, peers_file));
    if (pacesetters_file)
        pacesetters_read(mem, &c->peers, job_table(c->job, pacesetters_file));
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
        const char *why = peers_why_not(&c->peers, unit, other, unit->groups ? unit->group[0] : 0);
        for (uint32_t g = 1; why && g < unit->groups; g++)
            why = peers_why_not(&c->peers, unit, other, unit->group[g]);
        if (why && other != unit)
            diag_report(DIAG_PEER, NULL, "%.*s is no peer of %.*s: %s", STR_ARG(other->code), STR_ARG(unit->code),
                        voice_text(why));
    }
}

/* No outcome that is compared may choose with whom it is compared. */
static void refuse_outcomes(const struct compare *c, const struct traits *traits)
{
    for (uint32_t i = 0; i < c->codes.count; i++)
        if (traits_name(traits, c->codes.code[i]))
            diag_fatal(DIAG_USAGE, NULL, "--on %.*s: that is one of the indicators compared, and peers are not "
                       "chosen by the outcome", STR_ARG(c->codes.code[i]));
}

static void need_indicator(const struct compare *c, struct str name)
{
    for (uint32_t i = 0; i < c->codes.count; i++)
        if (name.length == 0 || str_eq(c->codes.code[i], name))
            return;
    if (name.length)
        diag_fatal(DIAG_USAGE, NULL, "--on %.*s: no indicator of the data (or, with --traits FILE, a column of it)%.*s",
                   STR_ARG(name), STR_ARG(nearest_hint(c->job->mem, name, c->codes.code, c->codes.count)));
}

static void need_traits(const struct compare *c, const struct trait *trait)
{
    need_indicator(c, trait->name);
    need_indicator(c, trait->per);
}

/* Indicators that describe the units are not compared. */
static void leave_out(struct compare *c, const struct traits *traits)
{
    uint32_t kept = 0;
    for (uint32_t t = 0; t < traits->count; t++)
        need_traits(c, &traits->trait[t]);
    for (uint32_t i = 0; i < c->codes.count; i++)
        if (traits_name(traits, c->codes.code[i]))
            diag_report(DIAG_DESCRIBES, NULL, "%.*s describes the units, so it is not compared",
                        STR_ARG(c->codes.code[i]));
        else
            c->codes.code[kept++] = c->codes.code[i];
    c->codes.count = kept;
}

/* The variables that --on names: from its table, else from the observations. */
static struct traits find_traits(struct compare *c)
{
    struct mem *mem = c->job->mem;
    struct traits traits = traits_parse(mem, str_of(on), c->peers.count);
    if (traits_file) {
        refuse_outcomes(c, &traits);
        traits_read(mem, &traits, &c->peers, job_table(c->job, traits_file));
        return traits;
    }
    if (by)
        diag_fatal(DIAG_USAGE, NULL, "--on needs --traits FILE where --by parts the figures");
    leave_out(c, &traits);
    traits_take(mem, &traits, &c->peers, c->observations, &period);
    return traits;
}

/* Of the pools those of the nearest. */
static void find_nearest(struct compare *c)
{
#define X(name, word, meaning) word,
    static const char *const gap[] = {TRAIT_GAPS(X)};
#undef X
    struct mem *mem = c->job->mem;
    if ((nearest > 0) != (on != NULL) || (traits_file && !on) || (distances_file && !on))
        diag_fatal(DIAG_USAGE, NULL, "--nearest K and --on LIST need one another, and --traits and --distances need "
                   "both");
    if (!on)
        return;
    struct traits traits = find_traits(c);
    struct out *out = distances_file ? out_open(mem, distances_file) : NULL;
    c->pools = nearest_pools(mem, &c->peers, &c->pools, &traits, (enum trait_gap)word_number(gap, gap_word),
                             (uint32_t)nearest, out ? writer_open(mem, out, c->job->delimiter) : NULL);
    if (out)
        out_commit(out);
}

static void find_pools(struct compare *c)
{
    struct mem *mem = c->job->mem;
    if (focus)
        c->focus = find_focus(c);
    if (c->focus && c->focus->pacesetter)
        diag_fatal(DIAG_USAGE, NULL, "--focus %s is one of --pacesetters, which are placed among nobody", focus);
    tell_left_out(c);
    c->pools = pools_open(mem, &c->peers, c->focus);
    c->codes = section_codes(mem, c->observations, asking.indicators);
    find_nearest(c);
    c->cuts = section_cuts(mem, c->observations, &c->codes, c->by.count, &c->cut);
    c->race = (struct race){.observations = c->observations, .region = c->region, .peers = &c->peers,
                            .pools = &c->pools, .since = since, .caliber = caliber ? &c->caliber : NULL,
                            .type = (int)asking.quantile_type,
                            .withheld = strcmp(withhold, "one") == 0 ? group_open(3, sizeof(bool)) : NULL};
    struct str parting = c->asked.parting;
    c->asked = (struct asked_placing){.race = &c->race, .noise = &c->noise, .regions = asking.regions,
                                      .period = period, .known = asking.known.text, .parting = parting,
                                      .since = since.known ? period_text(mem, since.value) : (struct str){NULL, 0},
                                      .told = group_open(3, sizeof(bool)), .min_peers = min_peers, .places = places,
                                      .shows = strcmp(peers_column, "no") == 0      ? PEERS_COLUMN_NO
                                               : strcmp(peers_column, "count") == 0 ? PEERS_COLUMN_COUNT
                                                                                    : PEERS_COLUMN_LIST};
}

/* What is shown, and what need not be found since nobody looks at it. */
static void choose_columns(struct compare *c)
{
    struct display *shown = &c->shown;
    const struct choice *columns = &shown->columns;
    shown->columns = show_choose(c->job->mem, str_of(columns_wanted), c->asked.shows);
    for (enum placing_column i = SHOWN_best_region; i <= SHOWN_best_region_en; i++)
        shown->tied |= answer_has(columns, i);
    for (enum placing_column i = SHOWN_worst_region; i <= SHOWN_worst_region_en; i++)
        shown->tied |= answer_has(columns, i);
    c->asked.remarks = c->paces || answer_has(columns, SHOWN_flags) || answer_has(columns, SHOWN_reason);
    c->asked.cautions = c->asked.remarks || c->profiles || answer_has(columns, SHOWN_caution) ||
                        answer_has(columns, SHOWN_rank_best) || answer_has(columns, SHOWN_rank_worst);
}

/* Tells of options that this run does not use. */
static void tell_unused(const struct compare *c)
{
    opt_serves("top", summary_file != NULL, "--summary");
    opt_serves("gaps", on != NULL, "--on");
    opt_serves("noise", c->noise.error != NULL, "a column se");
}

/* What is gathered or written beside the placings. */
static void open_reports(struct compare *c)
{
    struct mem *mem = c->job->mem;
    if ((paces_file != NULL) != (pacesetters_file != NULL))
        diag_fatal(DIAG_USAGE, NULL, "--pacesetters FILE and --paces FILE need one another");
    if ((borrowings_file != NULL) != (practices_file != NULL))
        diag_fatal(DIAG_USAGE, NULL, "--practices FILE and --borrowings FILE need one another");
    if (fields_file && !summary_file)
        diag_fatal(DIAG_USAGE, NULL, "--fields FILE is for --summary FILE");
    if (paces_file) {
        c->paces_out = out_open(mem, paces_file);
        c->paces = writer_open(mem, c->paces_out, c->job->delimiter);
        pacesetters_header(c->paces);
    }
    c->kept = mem_open();
    if (summary_file)
        c->profiles = profiles_open(c->kept, &c->codes, asking.indicators, (uint32_t)top,
                                    fields_file ? job_table(c->job, fields_file) : NULL);
    if (practices_file)
        c->practices = practices_open(c->kept, &c->peers, asking.regions, job_table(c->job, practices_file));
}

/* ---- each: one unit and indicator ---- */

/* Beside the placing, whatever it is: the pacesetters and the practices look at the unit's value, once. */
static void report(void *state, const struct placing *placing, struct course *course, const struct berth *berth,
                   const struct corridor *corridor)
{
    struct compare *c = state;
    bool again = berth > c->pools.berth && berth[-1].unit == berth->unit;
    if (c->profiles)
        profiles_take(c->profiles, placing, (uint32_t)(berth - c->pools.berth));
    if (c->paces && !again)
        pacesetters_write(c->paces, placing, &c->asked, course, corridor);
    if (c->practices && !again)
        practices_take(c->practices, placing, &c->asked, course, corridor);
}

/* With --all only who has a figure has a row, so that a period which no row is of would leave nothing to be seen. */
static void tell_empty(const struct compare *c, uint64_t placed)
{
    if (all && period.known && placed == 0 && c->cuts)
        diag_report(DIAG_ABSENT, NULL, "no observation is of %.*s, so nobody is placed (--period)",
                    STR_ARG(period_text(c->job->mem, period.value)));
}

/* What is gathered beside the placings is gathered in their order, by one thread. */
static void place_all(struct compare *c)
{
    const struct rulebook book = {.asked = &c->asked, .shown = &c->shown, .indicators = asking.indicators,
                                  .targets = c->targets, .focus = c->focus};
    const struct listener listener = {report, c};
    struct umpire *umpire = umpire_open(c->job->mem, &book);
    struct writer *writer = job_writer(c->job);
    uint64_t before = writer_rows(writer);
    if (c->profiles || c->paces || c->practices)
        umpire_place(umpire, c->cut, c->cuts, &listener, writer);
    else
        umpires_place(umpire, c->cut, c->cuts, writer, asking_threads(&asking));
    tell_empty(c, writer_rows(writer) - before);
    umpire_close(umpire);
}

/* ---- finish ---- */

static void finish(struct compare *c)
{
    struct mem *mem = c->job->mem;
    if (c->paces)
        out_commit(c->paces_out);
    if (c->profiles) {
        struct out *out = out_open(mem, summary_file);
        profiles_write(c->profiles, &c->pools, &c->peers, asking.regions, writer_open(mem, out, c->job->delimiter));
        out_commit(out);
    }
    if (c->practices) {
        struct out *out = out_open(mem, borrowings_file);
        practices_write(c->practices, &c->pools, writer_open(mem, out, c->job->delimiter));
        out_commit(out);
    }
    mem_close(c->kept);
    group_close(c->noise.error);
    group_close(c->race.withheld);
    group_close(c->asked.told);
    observation_close(c->observations);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct compare c = {.job = job};
    begin(&c);
    find_units(&c);
    find_pools(&c);
    open_reports(&c);
    tell_unused(&c);
    choose_columns(&c);
    show_header(job_writer(job), &c.shown);
    place_all(&c);
    finish(&c);
}

/* ---- the tool: words that --list names ---- */

#define X(name, word, meaning) {word, NULL, meaning},
static const struct tool_item flag_items[] = {FLAGS(X) {0}};
#undef X

#define X(name, word, meaning) {word, NULL, meaning},
static const struct tool_item rule_items[] = {PEER_RULES(X) {0}};
#undef X

#define X(name, word, meaning) {word, NULL, meaning},
static const struct tool_item gap_items[] = {TRAIT_GAPS(X) {0}};
#undef X

static const struct tool_words words[] = {
    {"flag", flag_items, NULL}, {"among", rule_items, NULL}, {"gaps", gap_items, NULL}, {0}};
static const struct tool_list list = {{"kind", "name", NULL, "meaning"}, words};

/* Columns of the tables beside the answer. */
#define NEAREST_DESCRIBED(name, meaning, text) {"out", #name, "in --distances", meaning},
#define PACE_DESCRIBED(name, meaning, text) {"out", #name, "in --paces", meaning},
#define PROFILE_DESCRIBED(name, meaning, text) {"out", #name, "in --summary", meaning},
#define BORROWING_DESCRIBED(name, meaning, text) {"out", #name, "in --borrowings", meaning},

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
    {"in", "se", NULL, "standard error of the value, for --noise"},
    PLACING_COLUMNS(ANSWER_DESCRIBED)
    PEERS_COLUMNS(ANSWER_DESCRIBED)
    NEAREST_COLUMNS(NEAREST_DESCRIBED)
    PACE_COLUMNS(PACE_DESCRIBED)
    PROFILE_COLUMNS(PROFILE_DESCRIBED)
    BORROWING_COLUMNS(BORROWING_DESCRIBED)
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
