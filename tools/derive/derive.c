/* derive: observations in; out they go again with new values, derived from their series by
 * rules and from other indicators by formulas. */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "emit.h"
#include "formula.h"
#include "frame/asking.h"
#include "language/expr.h"
#include "series/panel.h"
#include "transform.h"
#include "wide.h"

/* ---- options ---- */

static const char *formulas_file, *by, *pattern = "{code}.{name}";
static struct opt_list series;
static bool in_columns, only, reasons;
static struct asking asking;

static const struct opt options[] = {
    {'s', "series", "NAME[:N],...", "rules to apply to every series; --list names them", OPT_EACH, &series, NULL},
    {'f', "formulas", "FILE", "formulas over other indicators: columns indicator, formula", OPT_TEXT, &formulas_file,
     NULL},
    {0, "wide", NULL, "names in formulas are columns, results are new columns", OPT_FLAG, &in_columns, NULL},
    {'b', "by", "COLUMNS", "columns that part series, instead of all that are not an observation's own", OPT_TEXT, &by,
     NULL},
    {0, "name", "PATTERN", "codes of the rules' results; {code} and {name} are filled in", OPT_TEXT, &pattern, NULL},
    {0, "only", NULL, "write the new values without the input's rows", OPT_FLAG, &only, NULL},
    {0, "reasons", NULL, "write a row, with a reason, where there is no value", OPT_FLAG, &reasons, NULL},
    ASKING(asking,
           ASK_INDICATORS | ASK_REGIONS | ASK_UNITS | ASK_WHERE | ASK_VINTAGE | ASK_KNOWN | ASK_PLACES | ASK_ROUND),
    {0}};

/* ---- state ---- */

struct derive {
    struct job *job;
    struct mem *mem;
    struct units *units;
    struct memo shares;       /* see transform.h */
    struct formulas *formulas; /* null without --formulas */
    struct transform_ask *ask;
    size_t asks;
    struct columns columns;
    struct choice dimension;
    struct observations *observations;
    struct panel *panel;
    struct emit *show;
    struct group *refused;    /* key: indicator, rule; told of already */
};

/* ---- begin: the options and the small tables ---- */

static void read_rules(struct derive *d)
{
    size_t room = 0;
    for (size_t i = 0; i < series.count; i++) {
        struct str rest = str_of(series.value[i]), piece;
        while (str_cut(&rest, ',', &piece)) {
            d->ask = mem_grow(d->mem, d->ask, d->asks, &room, sizeof *d->ask);
            d->ask[d->asks++] = transform_ask(d->mem, piece);
        }
    }
}

/* A share is one of the parent that a catalogue names; which one may not be guessed. */
static void settle_scopes(struct derive *d)
{
    for (size_t i = 0; i < d->asks; i++) {
        struct transform_ask *ask = &d->ask[i];
        if (ask->rule->argument != TRANSFORM_SCOPE)
            continue;
        if (ask->scope == TRANSFORM_ANY && (asking.indicators != NULL) != (asking.regions != NULL))
            ask->scope = asking.indicators ? TRANSFORM_INDICATOR : TRANSFORM_REGION;
        if (ask->scope == TRANSFORM_ANY)
            diag_fatal(DIAG_USAGE, NULL, "--series share: say share:indicator (--indicators) or share:region "
                       "(--regions)");
        if (ask->scope == TRANSFORM_INDICATOR && !asking.indicators)
            diag_fatal(DIAG_USAGE, NULL, "--series share:indicator needs --indicators, which names the parents");
        if (ask->scope == TRANSFORM_REGION && !asking.regions)
            diag_fatal(DIAG_USAGE, NULL, "--series share:region needs --regions, which names the parents");
    }
}

static void refuse_options(const struct derive *d)
{
    static const char *const not_wide[] = {"series", "by", "where", "vintage", "known", "regions", "only", "name"};
    if (!formulas_file && !d->asks)
        diag_fatal(DIAG_USAGE, NULL, "nothing to derive: --series or --formulas says what (--help)");
    if (in_columns && !formulas_file)
        diag_fatal(DIAG_USAGE, NULL, "--wide needs --formulas");
    for (size_t i = 0; in_columns && i < sizeof not_wide / sizeof *not_wide; i++)
        if (opt_given(not_wide[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is for observations; --wide takes one record at a time", not_wide[i]);
}

static void begin(struct derive *d)
{
    struct job *job = d->job;
    read_rules(d);
    refuse_options(d);
    asking_begin(job, &asking);
    d->units = asking_units(job, &asking);
    d->shares = memo_open(job->mem);
    if (formulas_file)
        d->formulas = formulas_load(job->mem, job_table(job, formulas_file));
    settle_scopes(d);
}

/* Decimals of a formula's results: its own, --places, the catalogue's. */
static int places_of(struct str code, int own)
{
    const struct indicator *indicator = asking.indicators ? indicators_find(asking.indicators, code) : NULL;
    if (own >= 0)
        return own;
    if (opt_given("places"))
        return asking_places(&asking);
    return indicator && indicator->decimals >= 0 ? indicator->decimals : NUM_SHORTEST;
}

static int formula_places(const struct formula *formula, void *state)
{
    (void)state;
    return places_of(formula->code, formula->decimals);
}

/* ---- each: the observations ---- */

/* The columns that part series: those of --by, or all that no observation has as its own. */
static void choose_dimensions(struct derive *d)
{
    if (by && *by)
        d->dimension = column_choose(d->mem, &d->columns, str_of(by), "--by");
    for (uint32_t i = 0; i < d->dimension.count; i++)
        if (observed_find(d->columns.name[d->dimension.at[i]]) < OBSERVED_COUNT)
            diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" is a column of every observation",
                       STR_ARG(d->columns.name[d->dimension.at[i]]));
    if (by)
        return;
    d->dimension.at = mem_array(d->mem, d->columns.count, sizeof *d->dimension.at);
    for (uint32_t i = 0; i < d->columns.count; i++)
        if (observed_parts(d->columns.name[i]))
            d->dimension.at[d->dimension.count++] = i;
}

static void pass_on(void *state, const struct record *record)
{
    emit_pass(state, record);
}

static void read_observations(struct derive *d)
{
    d->columns = column_header(d->mem, job_reader(d->job));
    choose_dimensions(d);
    asking.how.dimension = d->dimension.at;
    asking.how.dimensions = d->dimension.count;
    asking.how.strict = true;
    struct emitting showing = {.dimension = d->dimension.at, .dimensions = d->dimension.count, .only = only,
                               .reasons = reasons, .rounding = asking_rounding(&asking)};
    d->show = emit_open(d->job, &d->columns, &showing);
    d->observations = asking_observations(d->job, &asking, pass_on, d->show);
    d->panel = panel_open(d->mem, d->observations, d->dimension.count);
}

/* ---- finish: names of results ---- */

static struct str result_code(const struct derive *d, struct str code, const struct transform_ask *ask)
{
    struct str rest = str_of(pattern), result = {0};
    while (rest.length) {
        struct str piece = str_part(rest, 0, 1);
        size_t taken = 1;
        if (str_starts(rest, STR("{code}")))
            piece = code, taken = 6;
        else if (str_starts(rest, STR("{name}")))
            piece = ask->name, taken = 6;
        result = mem_join(d->mem, result, piece);
        rest = str_part(rest, taken, SIZE_MAX);
    }
    return result;
}

/* A code may be made once, and not be one that the output has already. */
static void claim(struct group *made, const struct derive *d, struct str code, const struct formula *formula)
{
    uint32_t before = group_count(made);
    group_at(made, &code);
    if (group_count(made) == before)
        diag_fatal(DIAG_USAGE, NULL, "two results would be called \"%.*s\" (--name says how rules name theirs)",
                   STR_ARG(code));
    if (formula && panel_knows(d->panel, code))
        diag_fatal(DIAG_FORMULA, &formula->place, "the input has \"%.*s\" already; a formula needs a code of its own",
                   STR_ARG(code));
    if (!formula && !only && panel_knows(d->panel, code))
        diag_fatal(DIAG_USAGE, NULL, "the input has \"%.*s\" already; --name gives results other codes",
                   STR_ARG(code));
}

static void check_names(const struct derive *d)
{
    struct group *made = group_open(1, 1);
    const struct str *code;
    uint32_t codes = panel_codes(d->panel, &code);
    for (uint32_t i = 0; d->formulas && i < d->formulas->count; i++)
        claim(made, d, d->formulas->row[i].code, &d->formulas->row[i]);
    for (uint32_t i = 0; i < codes; i++)
        for (size_t k = 0; k < d->asks; k++)
            claim(made, d, result_code(d, code[i], &d->ask[k]), NULL);
    group_close(made);
}

/* ---- finish: formulas, then rules ---- */

static void compute_formulas(struct derive *d)
{
    const struct str *code;
    uint32_t codes = panel_codes(d->panel, &code);
    for (uint32_t i = 0; i < codes; i++)
        formulas_know(d->formulas, code[i]);
    for (uint32_t i = 0; asking.indicators && i < asking.indicators->count; i++)
        formulas_know(d->formulas, asking.indicators->row[i].code);
    /* Without a single observation nobody can tell a wrong name from one without data. */
    d->formulas->lenient = codes == 0;
    formulas_compile(d->formulas, &formula_series_names);
    struct formula_setting setting = {.mem = d->mem, .panel = d->panel,
                                      .units = d->units, .indicators = asking.indicators,
                                      .dimensions = d->dimension.count};
    formulas_compute(d->formulas, &setting);
}

static void show_formulas(const struct derive *d)
{
    for (uint32_t p = 0; p < panel_subjects(d->panel); p++)
        for (uint32_t i = 0; i < d->formulas->count; i++) {
            const struct formula *formula = &d->formulas->row[i];
            const struct str *place = panel_subject(d->panel, p);
            const struct strand *strand = panel_find(d->panel, place[0], place + 1, formula->code);
            int decimals = places_of(formula->code, formula->decimals);
            for (uint32_t k = 0; strand && k < strand->series.count; k++)
                emit_derived(d->show, &strand->series.row[k], formula->code, &strand->derived[k], decimals);
        }
}

/* A rule that does not fit the indicator is told once. */
static void tell_refusal(struct derive *d, const struct transform_work *work, const struct observation *row)
{
    struct str key[2] = {row->indicator, work->ask->name};
    uint32_t before = group_count(d->refused);
    if (!transform_refuses(work, row->unit))
        return;
    group_at(d->refused, key);
    if (group_count(d->refused) == before)
        return;
    struct place place = observation_place(row);
    diag_report(DIAG_KIND, &place, "%.*s", STR_ARG(transform_refusal(work, row->indicator, row->unit)));
}

/* Does the rule refuse the whole series, and no row would say so? */
static bool passes_over(const struct transform_work *work)
{
    const struct series *rows = &work->strand->series;
    uint32_t i = 0;
    while (!reasons && i < rows->count && transform_refuses(work, rows->row[i].unit))
        i++;
    return i > 0 && i == rows->count;
}

/* Whose series it is, for a message. */
static struct str named(const struct derive *d, const struct observation *like)
{
    return mem_format(d->mem, "%.*s %.*s%s%.*s", STR_ARG(like->region), STR_ARG(like->indicator),
                      like->caliber.length ? " " : "", STR_ARG(like->caliber));
}

/* The step that was seen, where a rule goes by it. */
static void tell_stride(const struct derive *d, const struct transform_work *work, const struct observation *like)
{
    static const char *const apart[] = {
        [0] = N_("a week"), [1] = N_("a month"), [3] = N_("a quarter"), [6] = N_("a half-year"), [12] = N_("a year")};
    bool steps = false;
    for (size_t i = 0; i < d->asks; i++)
        steps = steps || d->ask[i].rule->steps;
    if (!steps || (!work->stride.months && !work->stride.days))
        return;
    struct mem_mark mark = mem_mark(d->mem);
    struct place place = observation_place(like);
    diag_report(DIAG_STEP, &place, "%.*s: its figures stand %s apart, and that is taken as one period",
                STR_ARG(named(d, like)), voice_text(apart[work->stride.months]));
    mem_rewind(d->mem, mark);
}

/* No value at all: that is said where no row says it. */
static void tell_nothing(const struct derive *d, const struct transform_work *work, const struct observation *like,
                         const struct derived *derived, uint32_t count)
{
    uint32_t i = 0;
    while (i < count && !derived[i].value.known)
        i++;
    if (i < count || (count && reasons) || transform_refuses(work, like->unit))
        return;
    struct place place = observation_place(like);
    const struct derived *last = count ? &derived[count - 1] : NULL;
    if (!last)
        diag_report(DIAG_NOTHING, &place, "%.*s: %.*s gives no value: it has none of the periods that the rule takes",
                    STR_ARG(named(d, like)), STR_ARG(work->ask->name));
    else
        diag_report(DIAG_NOTHING, &place, "%.*s: %.*s gives no value; of %.*s: %.*s", STR_ARG(named(d, like)),
                    STR_ARG(work->ask->name), STR_ARG(period_text(d->mem, last->period)),
                    STR_ARG(last->basis.reason));
}

static void apply_rules(struct derive *d, const struct strand *strand, struct str caliber)
{
    const struct observation *like = strand->series.row;
    while (!str_eq(like->caliber, caliber))
        like++;
    struct transform_work work = {
        .mem = d->mem, .panel = d->panel, .strand = strand,
        .caliber = caliber, .indicators = asking.indicators, .regions = asking.regions,
        .units = d->units, .shares = &d->shares, .reasons = reasons};
    work.kind = transform_kind_of(&work, like->indicator, like->unit, &work.guessed);
    work.stride = stride_of(&strand->series, caliber);
    tell_stride(d, &work, like);
    for (size_t i = 0; i < d->asks; i++) {
        struct mem_mark mark = mem_mark(d->mem);
        struct derived *derived;
        work.ask = &d->ask[i];
        tell_refusal(d, &work, like);
        if (passes_over(&work))
            continue;
        struct str code = result_code(d, like->indicator, work.ask);
        uint32_t count = transform_apply(&work, &derived);
        for (uint32_t k = 0; k < count; k++)
            emit_derived(d->show, like, code, &derived[k], places_of(code, -1));
        tell_nothing(d, &work, like, derived, count);
        mem_rewind(d->mem, mark);
    }
}

static void show_series(struct derive *d)
{
    for (uint32_t i = 0; i < observation_series_count(d->observations); i++) {
        struct mem_mark mark = mem_mark(d->mem);
        const struct strand *strand = panel_strand(d->panel, i);
        struct str *caliber = mem_array(d->mem, strand->series.count, sizeof *caliber);
        uint32_t calibers = strand_calibers(strand, caliber, strand->series.count);
        for (uint32_t k = 0; k < calibers; k++)
            apply_rules(d, strand, caliber[k]);
        mem_rewind(d->mem, mark);
        if (!d->formulas)
            panel_rest(d->panel);
    }
}

/* ---- run ---- */

static void run_wide(struct derive *d)
{
    struct wide_setting setting = {.indicators = asking.indicators, .units = d->units, .reasons = reasons,
                                   .rounding = asking_rounding(&asking), .places = formula_places, .state = d};
    wide_run(d->job, d->formulas, &setting);
}

static void run_series(struct derive *d)
{
    read_observations(d);
    check_names(d);
    if (d->formulas)
        compute_formulas(d);
    d->refused = group_open(2, 1);
    emit_begin(d->show);
    if (d->formulas)
        show_formulas(d);
    show_series(d);
    group_close(d->refused);
    panel_close(d->panel);
    observation_close(d->observations);
}

static void run(struct job *job)
{
    struct derive d = {.job = job, .mem = job->mem};
    begin(&d);
    if (in_columns)
        run_wide(&d);
    else
        run_series(&d);
    if (d.formulas)
        formulas_close(d.formulas);
}

/* ---- the tool: words that --list names ---- */

static bool list_rule(size_t i, struct tool_item *item)
{
    const struct transform *row = transform_row(i);
    if (row)
        *item = (struct tool_item){row->name, row->shape, row->help};
    return row != NULL;
}

static bool list_function(size_t i, struct tool_item *item)
{
    const struct expr_function_row *row = expr_function(i);
    if (row)
        *item = (struct tool_item){row->name, row->arguments, row->help};
    return row != NULL;
}

static const struct tool_words words[] = {{"rule", NULL, list_rule}, {"function", NULL, list_function}, {0}};
static const struct tool_list list = {{"what", "name", "arguments", "help"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "derive --series discrete,yoy --only --where \"indicator = 'retail'\" --indicators samples/retail/indicators.csv "
    "samples/retail/observations.csv",
    "derive --formulas samples/lists/formulas.csv --only samples/ningbo/observations.csv",
    NULL};

static const struct tool_column columns[] = {
    OBSERVATION_COLUMNS(TOOL_OBSERVED)
    {"in", "unit", NULL, "values in other units of the same dimension are moved exactly"},
    {"in", "status", NULL, "the worst one is inherited; O, L, M, N, Q have no value"},
    {"in", "qualifier", NULL, "a bound (ge, gt, le, lt) is not computed with; approx is inherited"},
    {"in", "vintage", NULL, "the latest is taken unless --vintage says otherwise"},
    {"in", "caliber", NULL, "parts series"},
    {"in", "any other column", "optional", "parts series unless --by says otherwise"},
    {"out", "the columns of the input", "always", "its rows as they came, then the new ones"},
    {"out", "unit", "always", "added where the input has none"},
    {"out", "reason", "with --reasons", "why there is no value"},
    {"out", "a column for each formula", "with --wide", "its value"},
    {0}};

static const struct tool tool = {
    .name = "derive",
    .purpose = "new values from series and from other indicators",
    .operands = "[FILE]...",
    .in = "observations; with --wide, any table",
    .out = "the same rows, then a row for each new value; with --wide, new columns",
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
