/* decompose: observations in; out come the parts that a change or a difference is made of. */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "chosen.h"
#include "frame/asking.h"
#include "gather.h"
#include "makeup.h"
#include "prices.h"
#include "published.h"
#include "series/section.h"
#include "show.h"

/* ---- options ---- */

static struct opt_list kinds, wanted, parts_named, factors, epsilons;
static const char *by, *total, *focus, *reference, *level, *groups, *caliber, *tolerance;
static const char *pattern[ROLE_COUNT];
static struct span period, since;
static struct asking asking;

static const struct opt options[] = {
    {'k', "kind", "NAME,...", "methods, or families of them; --list names both", OPT_EACH, &kinds, NULL},
    {0, "of", "INDICATOR,...", "the indicators that are taken apart", OPT_EACH, &wanted, NULL},
    {'b', "by", "COLUMN", "what holds the parts: a column, indicator, or region", OPT_TEXT, &by, NULL},
    {0, "parts", "PART,...", "the parts, where not all that there are", OPT_EACH, &parts_named, NULL},
    {0, "total", "WORD", "what the whole has in the column of the parts; nothing unless told", OPT_TEXT, &total, NULL},
    {0, "period", "PERIOD", "what is taken apart instead of the latest", OPT_PERIOD, &period, NULL},
    {0, "since", "PERIOD", "where the change begins", OPT_PERIOD, &since, NULL},
    {'f', "focus", "REGION", "this region alone, by code or by name", OPT_TEXT, &focus, NULL},
    {0, "reference", "REGION", "whom regions are held against, instead of all together", OPT_TEXT, &reference, NULL},
    {0, "level", "LEVEL", "regions of this level alone stand side by side", OPT_TEXT, &level, NULL},
    {0, "groups", "COLUMN", "of the regions, what makes groups", OPT_CHOICE, &groups, "group|parent|level"},
    {0, "growth", "INDICATOR", "growth in percent; {code} is the part's", OPT_TEXT, &pattern[ROLE_GROWTH], NULL},
    {0, "volume", "INDICATOR", "quantities, or values at constant prices", OPT_TEXT, &pattern[ROLE_VOLUME], NULL},
    {0, "activity", "INDICATOR", "what the values come from, such as output", OPT_TEXT, &pattern[ROLE_ACTIVITY], NULL},
    {0, "factors", "INDICATOR,...", "indicators whose product the value is", OPT_EACH, &factors, NULL},
    {0, "weight", "INDICATOR", "how much a unit counts, such as population", OPT_TEXT, &pattern[ROLE_WEIGHT], NULL},
    {0, "published", "INDICATOR", "contributions in percent as published, to be held against ours", OPT_TEXT,
     &pattern[ROLE_PUBLISHED], NULL},
    {0, "tolerance", "N", "how far what was published may be away, in points", OPT_TEXT, &tolerance, NULL},
    {0, "epsilon", "N,...", "Atkinson's aversions to inequality; 0.5,1,2 unless told", OPT_EACH, &epsilons, NULL},
    {0, "caliber", "NAME", "figures of this caliber instead of the plain one", OPT_TEXT, &caliber, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_WHERE | ASK_VINTAGE | ASK_KNOWN | ASK_AS_OF | ASK_PLACES |
                       ASK_ROUND),
    {0}};

/* ---- state ---- */

struct decompose {
    struct job *job;
    struct mem *mem;
    const struct decomposition **method; /* ends with null */
    struct str *code;         /* the indicators */
    size_t codes;
    struct figures figures;
    struct makeup makeup;
    struct league league;
    struct observations *observations;
    struct panel *panel;
    struct gather gather;
    double *epsilon;
    struct str reference, focus;
};

/* ---- begin: words of the command line ---- */

/* The pieces of an option that may repeat: what holds a comma stands in double quotes. */
static struct str *pieces(struct mem *mem, const struct opt_list *list, size_t *count)
{
    struct str *piece = NULL, rest, one;
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < list->count; i++)
        for (rest = str_of(list->value[i]); column_cut(mem, &rest, &one);) {
            piece = mem_grow(mem, piece, *count, &room, sizeof *piece);
            piece[(*count)++] = mem_copy(mem, one);
        }
    return piece;
}

static void find_methods(struct decompose *d)
{
    size_t words;
    struct str *word = pieces(d->mem, &kinds, &words);
    d->method = chosen_methods(d->mem, word, words, &(struct chosen_given){pattern, factors.count > 0});
}

static double number_of(struct str text, const char *option)
{
    struct num number;
    double near;
    if (num_parse(text, &number) != NUM_OK || num_sign(number) < 0 || !num_to_double(number, &near))
        diag_fatal(DIAG_USAGE, NULL, "--%s: \"%.*s\" is no number of 0 or above", option, STR_ARG(text));
    return near;
}

static void find_epsilons(struct decompose *d)
{
    static const char *const usual[] = {"0.5", "1", "2"};
    size_t count;
    struct str *word = pieces(d->mem, &epsilons, &count);
    size_t all = count ? count : sizeof usual / sizeof *usual;
    d->epsilon = mem_array(d->mem, all + 1, sizeof *d->epsilon);
    for (size_t i = 0; i < all; i++) {
        d->epsilon[i] = number_of(count ? word[i] : str_of(usual[i]), "epsilon");
        if (d->epsilon[i] == 0)
            diag_fatal(DIAG_USAGE, NULL, "--epsilon: an aversion of 0 sees no inequality; it must be above 0");
    }
    d->epsilon[all] = 0;
}

static void refuse_options(const struct decompose *d)
{
    bool tree = by && !strcmp(by, "indicator");
    if (tree && !wanted.count)
        diag_fatal(DIAG_USAGE, NULL, "--by indicator needs --of: whose parts?");
    if (tree && !parts_named.count && !asking.indicators_file)
        diag_fatal(DIAG_USAGE, NULL, "--by indicator needs --parts, or --indicators with the parts' parent");
    if ((level || groups) && !asking.regions_file)
        diag_fatal(DIAG_USAGE, NULL, "--%s needs --regions", level ? "level" : "groups");
    for (size_t i = 0; d->method[i]; i++) {
        const struct decomposition *row = d->method[i];
        if (row->parts && !row->either && !by)
            diag_fatal(DIAG_USAGE, NULL, "--kind %s needs --by: what holds the parts?", row->name);
        if ((row->needs & ROLE_BIT(REFERENCE)) && by && !strcmp(by, "region"))
            diag_fatal(DIAG_USAGE, NULL, "--kind %s compares regions, which cannot be the parts as well", row->name);
    }
}

/* ---- begin: the observations and who is in them ---- */

static void find_dimension(struct decompose *d, uint32_t *at)
{
    struct columns columns = column_header(d->mem, job_reader(d->job));
    struct choice choice = column_choose(d->mem, &columns, str_of(by), "--by");
    if (choice.count != 1 || observed_find(columns.name[choice.at[0]]) < OBSERVED_COUNT)
        diag_fatal(DIAG_USAGE, NULL, "--by takes indicator, region, or a column that not every observation has");
    *at = choice.at[0];
    asking.how.dimension = at;
    asking.how.dimensions = 1;
}

static void read_observations(struct decompose *d)
{
    uint32_t *at = mem_take(d->mem, sizeof *at);
    d->figures.by = !by ? FIGURES_NOTHING : !strcmp(by, "indicator") ? FIGURES_INDICATOR
                         : !strcmp(by, "region") ? FIGURES_REGION : FIGURES_COLUMN;
    asking.how.strict = true;
    if (d->figures.by == FIGURES_COLUMN)
        find_dimension(d, at);
    d->observations = asking_observations(d->job, &asking, NULL, NULL);
    d->panel = panel_open(d->mem, d->observations, asking.how.dimensions);
    if (level)
        asking_level(d->mem, "--level", str_of(level), asking.regions);
    struct str *region;
    uint32_t count = section_regions(d->mem, d->observations, &region);
    const struct asking_known known = {region, count, N_("the data")};
    if (reference)
        d->reference = asking_region(d->mem, "--reference", reference, asking.regions, &known);
    if (focus)
        d->focus = asking_region(d->mem, "--focus", focus, asking.regions, &known);
    d->league = league_open(d->mem, d->observations, asking.regions,
                            &(struct league_rule){d->reference, str_of(level), str_of(groups)});
}

/* The code of an indicator that an option names; in an empty table nobody can tell a wrong one. */
static struct str code_of(const struct decompose *d, const char *option, const char *word)
{
    const struct str *code;
    uint32_t count = panel_codes(d->panel, &code);
    const struct asking_known known = {code, count, N_("the data")};
    return count ? mem_copy(d->mem, asking_indicator(d->mem, option, word, asking.indicators, &known)) : str_of(word);
}

/* The indicators that stand for something else: each is there, unless its code is made of a part's. */
static void find_roles(struct decompose *d)
{
    size_t count;
    struct str *factor = pieces(d->mem, &factors, &count);
    if (count > METHODS_FACTORS)
        diag_fatal(DIAG_USAGE, NULL, "--factors: %d are the most", METHODS_FACTORS);
    d->gather.factors = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        d->gather.factor[i] = strstr(factor[i].at, "{code}") ? factor[i].at : code_of(d, "--factors", factor[i].at).at;
    for (enum taken_for role = 0; role < ROLE_COUNT; role++) {
        const char *option = mem_format(d->mem, "--%s", role_option(role)).at;
        if (pattern[role] && !strstr(pattern[role], "{code}"))
            pattern[role] = code_of(d, option, pattern[role]).at;
        d->gather.pattern[role] = pattern[role];
    }
}

static bool stands_for_else(const struct decompose *d, struct str code)
{
    for (enum taken_for role = 0; role < ROLE_COUNT; role++)
        if (str_eq(str_of(pattern[role]), code))
            return true;
    for (uint32_t k = 0; k < d->gather.factors; k++)
        if (str_eq(str_of(d->gather.factor[k]), code))
            return true;
    return false;
}

/* The indicators: those that were named, or all that stand for nothing else. */
static void find_codes(struct decompose *d)
{
    const struct str *code;
    uint32_t count = panel_codes(d->panel, &code);
    d->code = pieces(d->mem, &wanted, &d->codes);
    for (size_t i = 0; i < d->codes && d->figures.by != FIGURES_INDICATOR; i++)
        d->code[i] = code_of(d, "--of", d->code[i].at);
    if (d->codes)
        return;
    d->code = mem_array(d->mem, count, sizeof *d->code);
    for (uint32_t i = 0; i < count; i++)
        if (!stands_for_else(d, code[i]))
            d->code[d->codes++] = code[i];
}

/* ---- begin: the parts ---- */

/* Of an indicator: its parts may be other indicators. */
static void find_parts(struct decompose *d, struct str code)
{
    struct makeup_ask ask = {.mem = d->mem, .panel = d->panel, .league = &d->league, .by = d->figures.by,
                             .total = str_of(total), .indicators = asking.indicators, .regions = asking.regions};
    ask.named = pieces(d->mem, &parts_named, &ask.named_count);
    d->makeup = makeup_find(&ask, code);
    d->figures.part = d->makeup.part;
    d->figures.parts = d->makeup.count;
    d->figures.of = code;
}

/* Regions that are left out matter where regions stand side by side, or are the reference together. */
static void tell_left_out(const struct decompose *d)
{
    for (size_t i = 0; d->method[i]; i++)
        if (d->method[i]->units || d->figures.by == FIGURES_REGION ||
            ((d->method[i]->needs & ROLE_BIT(REFERENCE)) && !d->reference.length)) {
            league_tell(&d->league, d->reference);
            return;
        }
}

static void begin(struct decompose *d)
{
    asking_change(&since, &period);
    find_methods(d);
    chosen_tell_unused(d->mem, d->method);
    find_epsilons(d);
    refuse_options(d);
    asking_begin(d->job, &asking);
    read_observations(d);
    d->gather = (struct gather){.mem = d->mem, .figures = &d->figures, .league = &d->league, .reference = d->reference};
    find_roles(d);
    find_codes(d);
    tell_left_out(d);
    d->figures.mem = d->mem;
    d->figures.panel = d->panel;
    d->figures.total = str_of(total);
    d->figures.caliber = caliber && strcmp(caliber, "plain") ? str_of(caliber) : (struct str){NULL, 0};
    show_header(job_writer(d->job));
}

/* ---- each: a method of an indicator ---- */

/* The period that is taken apart: of those that end last the longest. */
static bool last_period(const struct period *all, uint32_t count, struct period *now)
{
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || all[i].last > now->last || (all[i].last == now->last && all[i].first < now->first))
            *now = all[i];
    if (period.known)
        *now = period.value;
    return count > 0 || period.known;
}

/* Where the change begins unless that was said: a year before, or, of what looks at all periods and
 * of units side by side, at the first period of that kind. */
static struct period first_period(const struct decomposition *method, const struct period *all, uint32_t count,
                                  struct period now)
{
    struct period first = now;
    if (since.known)
        return since.value;
    if (method->parts && method->span != METHODS_ALL)
        return period_years_on(now, -1, &first) ? first : now;
    for (uint32_t i = count; i-- > 0;)
        if (figures_alike(all[i], now) && period_compare(all[i], now) < 0)
            first = all[i];
    return first;
}

/* Sets the periods that the method looks at. */
static void find_span(struct decompose *d, const struct period *all, uint32_t count, struct period now)
{
    const struct decomposition *method = d->gather.method;
    struct period *span = mem_array(d->mem, count + 2, sizeof *span);
    struct period first = first_period(method, all, count, now);
    uint32_t found = 0;
    if (method->span != METHODS_NOW && period_compare(first, now) < 0)
        span[found++] = first;
    for (uint32_t i = 0; i < count && method->span == METHODS_ALL; i++)
        if (period_compare(all[i], first) > 0 && period_compare(all[i], now) < 0 && figures_alike(all[i], now))
            span[found++] = all[i];
    span[found++] = now;
    struct str *text = mem_array(d->mem, found, sizeof *text);
    for (uint32_t i = 0; i < found; i++)
        text[i] = period_text(d->mem, span[i]);
    d->gather.period = span;
    d->gather.period_text = text;
    d->gather.periods = found;
}

static void set_places(struct breakdown *breakdown, const struct gather_result *got, const struct identity *id)
{
    static const int usual[BREAKDOWN_UNIT_COUNT] = {
        [BREAKDOWN_NUMBER] = NUMBER_PLACES, [BREAKDOWN_RADIANS] = NUMBER_PLACES, [BREAKDOWN_PERCENT] = PERCENT_PLACES,
        [BREAKDOWN_POINTS] = PERCENT_PLACES, [BREAKDOWN_YEARS] = PERCENT_PLACES};
    int own = id->indicator->decimals > got->scale ? id->indicator->decimals : got->scale;
    breakdown->how = asking_rounding(&asking);
    for (int unit = 0; unit < BREAKDOWN_UNIT_COUNT; unit++)
        breakdown->places[unit] = opt_given("places") ? asking_places(&asking) : usual[unit];
    if (!opt_given("places"))
        breakdown->places[BREAKDOWN_AMOUNT] = own + AMOUNT_PLACES_MORE;
}

/* Values that are no amounts cannot be added up. */
static bool adds_up(const struct decompose *d, const struct identity *id, struct gather_result *got)
{
    enum indicator_kind kind = id->indicator->kind;
    struct str unit = got->unit.length ? got->unit : id->unit;
    bool relative = str_eq(unit, STR("%")) || str_eq(unit, STR("‰")) || str_eq(unit, STR("百分点"));
    if (kind == KIND_STOCK || kind == KIND_FLOW || (kind == KIND_NONE && !relative))
        return true;
    basis_say(&got->basis, "{1} is no amount ({2}), and its parts do not add up", id->code,
              kind == KIND_NONE ? unit : str_of(indicator_kind_row(kind)->word));
    diag_report(DIAG_KIND, NULL, "%s: %.*s", d->gather.method->name, STR_ARG(got->basis.reason));
    return false;
}

static void tell_refusal(const struct decompose *d, struct str region, const struct gather_result *got)
{
    struct place place = got->unlike ? observation_place(got->unlike) : (struct place){0};
    diag_report(got->unlike ? DIAG_UNLIKE : DIAG_UNDECOMPOSED, got->unlike ? &place : NULL, "%s of %.*s%s%.*s: %.*s",
                d->gather.method->name, STR_ARG(d->figures.of), region.length ? " " : "", STR_ARG(region),
                STR_ARG(got->basis.reason));
}

/* A step over several periods, of which the data have none: what was added up period by period is
 * one step there, and that is told. */
static void note_gaps(struct decompose *d, struct gather_result *got)
{
    const struct gather *gather = &d->gather;
    for (uint32_t t = 0; gather->method->span == METHODS_ALL && t + 1 < gather->periods; t++) {
        struct period next, first = gather->period[t];
        bool steps = first.grain == PERIOD_SPAN ? period_years_on(first, 1, &next) : period_step(first, 1, &next);
        if (steps && period_compare(next, gather->period[t + 1]) < 0)
            got->note = voice_join(d->mem, got->note,
                                   say(d->mem, "there is nothing between {1} and {2}, which is one step",
                                                          gather->period_text[t], gather->period_text[t + 1]));
    }
}

/* Tells where a method has found nothing at all, and writes what it has. */
static void show(struct decompose *d, struct finding_of *finding, struct gather_result *got,
                 struct breakdown *breakdown)
{
    const struct gather *gather = &d->gather;
    bool span = gather->method->span != METHODS_NOW && gather->periods > 1;
    for (size_t i = 0; i < breakdown->rows; i++)
        if (!breakdown->row[i].value.known && !got->basis.reason.length &&
            str_eq(str_of(breakdown->row[i].item), str_of(gather->method->item))) {
            struct gather_result told = {.basis = {.reason = breakdown->row[i].reason}};
            tell_refusal(d, finding->id.region, &told);
        }
    note_gaps(d, got);
    if (got->unit.length)
        finding->id.unit = got->unit;
    finding->method = gather->method;
    finding->breakdown = breakdown;
    finding->since = span ? gather->period_text[0] : (struct str){NULL, 0};
    finding->period = gather->period_text[gather->periods - 1];
    finding->each_period = gather->period_text;
    finding->count = got->count;
    finding->basis = &got->basis;
    finding->note = got->note;
    show_finding(job_writer(d->job), d->mem, finding);
}

static bool has_span(const struct decompose *d, struct gather_result *got)
{
    const struct gather *gather = &d->gather;
    if (gather->method->span == METHODS_NOW || gather->periods > 1)
        return true;
    basis_say(&got->basis, "there is no period before {1} to compare with", gather->period_text[0]);
    return false;
}

static void take_apart(struct decompose *d, struct str region)
{
    struct gather_result got = {.basis = {.mem = d->mem}};
    struct breakdown breakdown = {.mem = d->mem};
    struct parts_task task = {.breakdown = &breakdown};
    struct mem_mark mark = mem_mark(d->mem);
    struct finding_of finding = {.id = identity_of(asking.regions, region, asking.indicators, d->figures.of),
                                 .part = d->makeup.part, .part_zh = d->makeup.zh, .part_en = d->makeup.en};
    bool whole = has_span(d, &got) && gather_parts(&d->gather, region, &task, &got);
    set_places(&breakdown, &got, &finding.id);
    if (whole && adds_up(d, &finding.id, &got)) {
        d->gather.method->parts(&task);
        published_compare(&(struct published_ask){&d->gather, region, tolerance != NULL,
                                                  tolerance ? number_of(str_of(tolerance), "tolerance") : 0},
                                                      &breakdown);
    } else {
        if (!whole)
            tell_refusal(d, region, &got);
        breakdown_none(&breakdown, d->gather.method->item, got.basis.reason);
    }
    show(d, &finding, &got, &breakdown);
    mem_rewind(d->mem, mark);
}

static void place_side_by_side(struct decompose *d)
{
    struct gather_result got = {.basis = {.mem = d->mem}};
    struct breakdown breakdown = {.mem = d->mem};
    struct units_task task = {.breakdown = &breakdown, .epsilon = d->epsilon};
    struct mem_mark mark = mem_mark(d->mem);
    struct finding_of finding = {.id = identity_of(asking.regions, d->reference, asking.indicators, d->figures.of),
                                 .part = d->league.group_name, .weight = {NULL, 0}};
    while (d->epsilon[task.epsilons])
        task.epsilons++;
    bool whole = has_span(d, &got) && gather_units(&d->gather, &task, &got);
    set_places(&breakdown, &got, &finding.id);
    if (task.weight)
        finding.weight = figures_code(&d->figures, pattern[ROLE_WEIGHT], BREAKDOWN_WHOLE);
    if (whole)
        d->gather.method->units(&task);
    else {
        tell_refusal(d, d->reference, &got);
        breakdown_none(&breakdown, d->gather.method->item, got.basis.reason);
    }
    show(d, &finding, &got, &breakdown);
    mem_rewind(d->mem, mark);
}

/* A figure that is taken, of any region and part; null where there is none. */
static const struct observation *any_figure(const struct decompose *d)
{
    const struct observation *row = NULL;
    for (uint32_t r = 0; r < d->league.all_count && !row; r++)
        for (uint32_t i = 0; i < d->figures.parts && !row; i++) {
            const struct strand *strand = figures_strand(&d->figures, NULL, d->league.all[r], i);
            row = strand ? strand_at(strand, d->gather.period[d->gather.periods - 1], d->figures.caliber) : NULL;
        }
    return row;
}

/* Growth made of values at current prices holds that of the prices. */
static void tell_prices(const struct decompose *d)
{
    const struct observation *row = d->gather.method->real ? any_figure(d) : NULL;
    if (!row)
        return;
    struct identity id = identity_of(asking.regions, row->region, asking.indicators, d->figures.of);
    struct str unit = row->unit.length ? row->unit : id.unit;
    enum prices prices = prices_of(row, id.indicator, unit);
    if (prices == PRICES_CURRENT)
        diag_report(DIAG_PRICES, NULL, "%s of %.*s: the values are at current prices, so the points hold the rise of "
                    "prices too (--growth with --kind contribution-base or contribution-rebuilt takes growth at "
                    "constant prices)", d->gather.method->name, STR_ARG(d->figures.of));
    else if (prices == PRICES_UNSAID)
        diag_report(DIAG_PRICES_UNSAID, NULL, "%s of %.*s: nothing says at which prices the values in %.*s are; at "
                    "current ones the points hold the rise of prices too (the caliber, a note or the indicator's name "
                    "may say it)", d->gather.method->name, STR_ARG(d->figures.of), STR_ARG(unit));
}

/* The regions whose parts are asked for. */
static void each_region(struct decompose *d)
{
    bool against = gather_wants(&d->gather, ROLE_REFERENCE);
    if (d->figures.by == FIGURES_REGION) {
        take_apart(d, d->reference);
        return;
    }
    if (against)
        gather_reference(&d->gather, d->mem);
    for (uint32_t r = 0; r < d->league.all_count; r++) {
        struct str region = d->league.all[r];
        if ((d->focus.length && !str_eq(region, d->focus)) || (against && str_eq(region, d->reference)))
            continue;
        if ((against && !d->reference.length && !league_has(&d->league, region)) || !figures_any(&d->figures, region))
            continue;
        take_apart(d, region);
    }
}

static void each(struct decompose *d, struct str code)
{
    struct period *all, now = {0, 0, PERIOD_YEAR};
    find_parts(d, code);
    uint32_t count = figures_periods(&d->figures, d->league.all, d->league.all_count, &all);
    if (!last_period(all, count, &now)) {
        diag_report(DIAG_UNDECOMPOSED, NULL, "%.*s: the data have no value of it", STR_ARG(code));
        return;
    }
    for (size_t i = 0; d->method[i]; i++) {
        d->gather.method = d->method[i];
        find_span(d, all, count, now);
        tell_prices(d);
        if (d->method[i]->units)
            place_side_by_side(d);
        else
            each_region(d);
    }
}

/* ---- finish ---- */

static void finish(struct decompose *d)
{
    panel_close(d->panel);
    observation_close(d->observations);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct decompose d = {.job = job, .mem = job->mem};
    begin(&d);
    for (size_t i = 0; i < d.codes; i++)
        each(&d, d.code[i]);
    finish(&d);
}

/* ---- the tool: words that --list names ---- */

static bool list_method(size_t i, struct tool_item *item)
{
    const struct decomposition *row = methods_at(i);
    if (row)
        *item = (struct tool_item){row->name, row->family, row->help};
    return row != NULL;
}

static const struct tool_words words[] = {{"kind", NULL, list_method}, {0}};
static const struct tool_list list = {{"what", "name", "family", "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "decompose --kind contribution-rebuilt --of gdp --by indicator --growth '{code}_growth' --period 2023-S1 "
    "--indicators samples/ningbo/indicators.csv samples/ningbo/observations.csv",
    "decompose --kind inequality,sigma --of income_all --reference 330000 --period 2023 "
    "--indicators samples/zhejiang/indicators.csv --regions samples/zhejiang/regions.csv "
    "samples/zhejiang/observations.csv",
    NULL};

static const struct tool_column columns[] = {
    OBSERVATION_COLUMNS(TOOL_OBSERVED)
    {"in", "unit", NULL, "must be the same for all that is added up or compared"},
    {"in", "status", NULL, "the worst one is inherited; M is a part that does not exist"},
    {"in", "qualifier", NULL, "a bound (ge, gt, le, lt) is not computed with"},
    {"in", "the --by column", "when asked", "holds the parts"},
    DECOMPOSE_COLUMNS(ANSWER_DESCRIBED)
    {0}};

static const struct tool tool = {
    .name = "decompose",
    .purpose = "takes a change or a difference apart",
    .operands = "[FILE]...",
    .in = "observations",
    .out = "one row for each part and item: contributions, effects, inequality, convergence; sums add up",
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
