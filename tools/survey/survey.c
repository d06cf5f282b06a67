/* survey: what a population thinks and has, estimated from the answers of some of it. */
#include <math.h>
#include <string.h>

#include "answers/reception.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "design/design.h"
#include "frame/aside.h"
#include "frame/tool.h"
#include "report/reporting.h"
#include "weights/calibrate.h"

/* ---- options ---- */

static const char *stat, *wide, *questions_file, *scale = "1-5", *where;
static const char *weight, *probability, *strata, *cluster, *fpc, *lonely = "stop";
static const char *margins_file, *calibrate_name, *bounds, *trim;
static const char *replicates, *replication, *replicate_scales, *replicate_center = "mean";
static const char *interval, *freedom = "domain", *difference, *quantile_rule, *test, *effect = "with";
static const char *dominance = "2,0.85", *report, *wave, *overall, *split = "mean";
static struct opt_list by, kind;
static struct num confidence;
static bool subtotals, replicate_factors;
static uint64_t min_base = 30, caution_base = 50, places = 4;

static const struct opt options[] = {
    {0, "what is asked", NULL, N_("What is estimated, and of whom"), OPT_TITLE, NULL, NULL},
    {'b', "by", "COLUMNS", "columns that make the groups; may be repeated", OPT_EACH, &by, NULL},
    {'s', "stat", "LIST", "statistics, as in top2,mean,quantile:0.9 (--list has them)", OPT_TEXT, &stat, NULL},
    {0, "subtotals", NULL, "also estimate what groups sum to, up to all respondents", OPT_FLAG, &subtotals, NULL},
    {'w', "where", "EXPR", "estimate for respondents for whom this is true; the others stay in the design", OPT_TEXT,
     &where, NULL},
    {0, "wide", "COLUMNS", "a record is a respondent, and these columns are questions", OPT_TEXT, &wide, NULL},
    {0, "questions", "FILE", "what is asked: kind, scale, names, object, importance", OPT_TEXT, &questions_file, NULL},
    {0, "kind", "KIND=LIST", "questions of a kind: scale, choice, multiple, number", OPT_EACH, &kind, NULL},
    {0, "scale", "LOW-HIGH", "the ends of scales that say nothing else", OPT_TEXT, &scale, NULL},
    {0, "report", "NAME", "what is answered: estimates, change, association, ... (--list)", OPT_TEXT, &report, NULL},
    {0, "wave", "COLUMN", "the wave that a respondent is in: margins are met in each, --report change compares them",
     OPT_TEXT, &wave, NULL},
    {0, "overall", "QUESTION", "overall satisfaction, for --report quadrants", OPT_TEXT, &overall, NULL},
    {0, "split", "WHERE", "quadrants meet at the", OPT_CHOICE, &split, "mean|median"},
    {0, "the design", NULL, N_("How respondents were drawn"), OPT_TITLE, NULL, NULL},
    {0, "weight", "COLUMN", "how many of the population a respondent stands for; none: 1 each",
     OPT_TEXT, &weight, NULL},
    {0, "probability", "COLUMN", "the probability of being drawn, instead of a weight", OPT_TEXT, &probability, NULL},
    {0, "strata", "COLUMNS", "columns that together are the stratum; none: there are none", OPT_TEXT, &strata, NULL},
    {0, "cluster", "COLUMNS", "clusters, a column for each stage; none: respondents were drawn",
     OPT_TEXT, &cluster, NULL},
    {0, "fpc", "COLUMNS", "how many there were to draw from, a column for each stage", OPT_TEXT, &fpc, NULL},
    {0, "lonely", "NAME", "what is done with a stratum of one cluster (--list)", OPT_TEXT, &lonely, NULL},
    {0, "replicates", "COLUMNS", "replicate weights, instead of all that: A,B or FIRST..LAST", OPT_TEXT, &replicates,
     NULL},
    {0, "replication", "NAME", "how they were made: brr, fay:0.3, jk1, jkn, bootstrap ... (--list)", OPT_TEXT,
     &replication, NULL},
    {0, "replicate-scales", "FILE", "by how much each of them counts: replicate, scale", OPT_TEXT, &replicate_scales,
     NULL},
    {0, "replicate-center", "WHERE", "they are held against the", OPT_CHOICE, &replicate_center, "mean|estimate"},
    {0, "replicate-factors", NULL, "they are what the weight is multiplied by", OPT_FLAG, &replicate_factors, NULL},
    {0, "the weights", NULL, N_("What the weights are fitted to"), OPT_TITLE, NULL, NULL},
    {0, "margins", "FILE", "totals of the population: variable, category, total", OPT_TEXT, &margins_file, NULL},
    {0, "calibrate", "NAME", "how weights are fitted (--list); poststratify or raking where nothing is said", OPT_TEXT,
     &calibrate_name, NULL},
    {0, "bounds", "LOW,HIGH", "of new weight over old, for bounded and logit", OPT_TEXT, &bounds, NULL},
    {0, "trim", "TIMES", "cut weights above so many times their median before", OPT_TEXT, &trim, NULL},
    {0, "the answer", NULL, N_("How it is told"), OPT_TITLE, NULL, NULL},
    {0, "interval", "NAME", "of shares (--list)", OPT_TEXT, &interval, NULL},
    {0, "confidence", "SHARE", "of intervals; 0.95", OPT_SHARE, &confidence, NULL},
    {0, "df", "WORD", "degrees of freedom: domain, design, normal or a number", OPT_TEXT, &freedom, NULL},
    {0, "difference", "NAME", "interval of the change of a share instead of t (--list)", OPT_TEXT, &difference, NULL},
    {0, "quantile-rule", "NAME", "of median and quantile (--list)", OPT_TEXT, &quantile_rule, NULL},
    {0, "test", "NAME", "of --report association (--list)", OPT_TEXT, &test, NULL},
    {0, "deff", "HOW", "design effect against drawing plainly, with or without putting back",
     OPT_CHOICE, &effect, "with|without"},
    {0, "min-base", "N", "hide what rests on fewer respondents", OPT_COUNT, &min_base, NULL},
    {0, "caution-base", "N", "mark what rests on fewer", OPT_COUNT, &caution_base, NULL},
    {0, "dominance", "N,SHARE", "hide numbers of which the N largest hold more than that; none: show them",
     OPT_TEXT, &dominance, NULL},
    {'p', "places", "N", "decimals", OPT_COUNT, &places, "0 to 15"},
    {0}};

/* ---- state ---- */

enum { FACETS_MAX = 256 };

struct survey {
    struct job *job;
    struct terms terms;
    const struct survey_report *report;
    struct reader *reader;
    struct columns columns;
    struct str facet[FACETS_MAX];
    uint32_t facets;
    struct str strata, cluster, fpc; /* lists of columns */
    struct replicates *replicates; /* or null */
    const struct lonely *lonely;
    const struct calibration_method *method;
    struct calibration_bounds bounds;
    double trim;              /* 0: nothing is cut */
};

/* ---- begin: words ---- */

/* The row of a word of a list whose rows begin with their names: FIND(text) or the end of the run. */
#define CHOOSE(option, text, rows, find, into) \
    do { \
        (into) = find(text); \
        if (!(into)) { \
            struct str name[64]; \
            size_t count = 0; \
            for (; count < 64 && rows(count); count++) \
                name[count] = str_of(rows(count)->name); \
            refuse_word(s, option, text, name, count); \
        } \
    } while (0)

static _Noreturn void refuse_word(const struct survey *s, const char *option, const char *text, const struct str *name,
                                  size_t count)
{
    struct str hint = nearest_hint(s->job->mem, str_of(text), name, count);
    diag_fatal(DIAG_USAGE, NULL, "%s: \"%s\" is none of its words (--list has them)%.*s", option, text, STR_ARG(hint));
}

static void read_words(struct survey *s)
{
    struct terms *terms = &s->terms;
    terms->interval = interval_row(0);
    terms->rule = percentile_row(0);
    terms->test = association_row(0);
    s->report = report_row(0);
    CHOOSE("--lonely", lonely, lonely_row, lonely_find, s->lonely);
    if (interval)
        CHOOSE("--interval", interval, interval_row, interval_find, terms->interval);
    if (difference)
        CHOOSE("--difference", difference, interval_difference_row, interval_difference_find, terms->difference);
    if (quantile_rule)
        CHOOSE("--quantile-rule", quantile_rule, percentile_row, percentile_find, terms->rule);
    if (test)
        CHOOSE("--test", test, association_row, association_find, terms->test);
    if (report)
        CHOOSE("--report", report, report_row, report_find, s->report);
    if (calibrate_name)
        CHOOSE("--calibrate", calibrate_name, calibration_row, calibration_find, s->method);
}

/* ---- begin: numbers ---- */

static double number_of(struct str text)
{
    struct num number;
    double value;
    return num_parse(text, &number) == NUM_OK && num_to_double(number, &value) ? value : NAN;
}

/* Two numbers with a comma between them. */
static bool two_numbers(const char *text, double number[2])
{
    struct str rest = str_of(text), first;
    str_cut(&rest, ',', &first);
    number[0] = number_of(first);
    number[1] = number_of(rest);
    return !isnan(number[0]) && !isnan(number[1]);
}

static void read_dominance(struct terms *terms)
{
    double number[2];
    if (strcmp(dominance, "none") == 0)
        return;
    if (!two_numbers(dominance, number) || number[0] < 1 || number[0] > 9 || number[0] != floor(number[0]) ||
        number[1] <= 0 || number[1] > 1)
        diag_fatal(DIAG_USAGE, NULL, "--dominance: \"%s\" is not N,SHARE with N from 1 to 9 and a share up to 1, as in "
                   "2,0.85", dominance);
    terms->dominants = (unsigned)number[0];
    terms->dominance = number[1];
}

static void read_freedom(struct terms *terms)
{
    terms->freedom = NAN;
    terms->design_freedom = strcmp(freedom, "design") == 0;
    if (terms->design_freedom || strcmp(freedom, "domain") == 0)
        return;
    terms->freedom = strcmp(freedom, "normal") == 0 ? INFINITY : number_of(str_of(freedom));
    if (!(terms->freedom >= 1))
        diag_fatal(DIAG_USAGE, NULL, "--df: \"%s\" is none of domain, design and normal, and no number from 1 on",
                   freedom);
}

static void read_bounds(struct survey *s)
{
    double number[2];
    if (s->method && s->method->bounded && !bounds)
        diag_fatal(DIAG_USAGE, NULL, "--calibrate %s needs --bounds, as in --bounds 0.3,3", s->method->name);
    if (bounds && (!two_numbers(bounds, number) || number[0] < 0 || number[0] >= 1 || number[1] <= 1))
        diag_fatal(DIAG_USAGE, NULL, "--bounds: \"%s\" is not LOW,HIGH with LOW below 1 and HIGH above", bounds);
    if (bounds && (!s->method || !s->method->bounded))
        diag_fatal(DIAG_USAGE, NULL, "--bounds are for --calibrate bounded and logit");
    if (bounds)
        s->bounds = (struct calibration_bounds){number[0], number[1]};
    if (trim && !((s->trim = number_of(str_of(trim))) > 1))
        diag_fatal(DIAG_USAGE, NULL, "--trim: \"%s\" is no number above 1", trim);
    if (!margins_file && (s->method || bounds))
        diag_fatal(DIAG_USAGE, NULL, "--calibrate needs --margins");
}

static void read_numbers(struct survey *s)
{
    struct terms *terms = &s->terms;
    terms->confidence = 0.95;
    if (opt_given("confidence"))
        num_to_double(confidence, &terms->confidence);
    if (terms->confidence <= 0 || terms->confidence >= 1)
        diag_fatal(DIAG_USAGE, NULL, "--confidence: a confidence lies between 0 and 1");
    read_dominance(terms);
    read_freedom(terms);
    read_bounds(s);
    terms->places = (int)places;
    terms->least_base = min_base;
    terms->caution_base = caution_base;
    terms->without = strcmp(effect, "without") == 0;
    terms->split_median = strcmp(split, "median") == 0;
}

/* ---- begin: columns ---- */

static void need_facet(struct survey *s, struct str name)
{
    for (uint32_t i = 0; i < s->facets; i++)
        if (str_eq(s->facet[i], name))
            return;
    if (s->facets == FACETS_MAX)
        diag_fatal(DIAG_USAGE, NULL, "more than %d columns of groups and design", FACETS_MAX);
    s->facet[s->facets++] = name;
}

/* The columns of a list, which must be there. */
static void need_facets(struct survey *s, struct str list, const char *option)
{
    struct choice chosen = column_choose(s->job->mem, &s->columns, list, option);
    for (uint32_t i = 0; i < chosen.count; i++)
        need_facet(s, s->columns.name[chosen.at[i]]);
}

/* What an option says of the design, or the column that such tables have. */
static struct str design_columns(struct survey *s, const char *said, const char *usual, const char *option)
{
    struct str list = str_of(said);
    if (said && strcmp(said, "none") == 0)
        return (struct str){NULL, 0};
    if (!said && usual && column_find(&s->columns, str_of(usual)) != COLUMN_NONE)
        list = str_of(usual);
    if (list.length)
        need_facets(s, list, option);
    return list;
}

/* Replicate weights say how respondents were drawn; nothing else may say it too. */
static void find_replicates(struct survey *s)
{
    static const char *const other[] = {"strata", "cluster", "fpc", "lonely"};
    static const char *const own[] = {"replication", "replicate-scales", "replicate-center", "replicate-factors"};
    const struct replicates_ask ask = {.columns = replicates, .replication = replication,
                                       .scales = replicates && replicate_scales ? job_table(s->job, replicate_scales)
                                                                                : NULL,
                                       .around_estimate = strcmp(replicate_center, "estimate") == 0,
                                       .factors = replicate_factors};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        opt_serves(own[i], replicates != NULL, "--replicates");
    for (size_t i = 0; replicates && i < sizeof other / sizeof *other; i++)
        if (opt_given(other[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s says how respondents were drawn, which --replicates says: give one of "
                       "them", other[i]);
    if (replicates && trim)
        diag_fatal(DIAG_USAGE, NULL, "--trim cuts the weights, and not those of --replicates: give one of them");
    s->replicates = replicates_open(s->job->mem, &s->columns, &ask);
}

static void find_columns(struct survey *s)
{
    find_replicates(s);
    if (!s->columns.count)
        return;
    for (size_t i = 0; i < by.count; i++)
        need_facets(s, str_of(by.value[i]), "--by");
    s->strata = design_columns(s, strata, s->replicates ? NULL : "stratum", "--strata");
    s->cluster = design_columns(s, cluster, s->replicates ? NULL : "cluster", "--cluster");
    s->fpc = design_columns(s, fpc, NULL, "--fpc");
    if (wave)
        need_facets(s, str_of(wave), "--wave");
    for (uint32_t v = 0; s->terms.margins && v < s->terms.margins->variables; v++)
        for (uint32_t f = 0; f < s->terms.margins->variable[v].facets; f++)
            need_facets(s, s->terms.margins->variable[v].facet[f], "--margins");
}

/* Tells of options that this run does not use. */
static void tell_unused(const struct survey *s)
{
    const char *name = s->report->name;
    bool fitted = margins_file != NULL, change = strcmp(name, "change") == 0;
    bool quadrants = strcmp(name, "quadrants") == 0, estimates = strcmp(name, "estimates") == 0;
    bool ratings = strcmp(name, "ratings") == 0;
    opt_serves("test", strcmp(name, "association") == 0, "--report association");
    opt_serves("difference", change, "--report change");
    opt_serves("wave", change || fitted, "--report change, --margins");
    opt_serves("overall", quadrants, "--report quadrants");
    opt_serves("split", quadrants, "--report quadrants");
    opt_serves("deff", estimates, "--report estimates");
    opt_serves("interval", estimates || ratings, "--report estimates, --report ratings");
    opt_serves("stat", estimates || change, "--report estimates, --report change");
    opt_serves("quantile-rule", stat && (strstr(stat, "median") || strstr(stat, "quantile")),
               "--stat median, --stat quantile:SHARE");
    opt_serves("subtotals", by.count > 0, "--by");
    opt_serves("confidence", estimates || change || ratings, "--report estimates, --report change, --report ratings");
}

static void begin(struct survey *s)
{
    struct job *job = s->job;
    struct terms *terms = &s->terms;
    terms->mem = job->mem;
    terms->stat = stat;
    terms->chosen = wide || where;
    terms->overall = str_of(overall);
    read_words(s);
    read_numbers(s);
    tell_unused(s);
    if (stat)
        statistic_read(job->mem, str_of(stat), &(size_t){0});
    terms->questions = questions_open(job->mem, questions_file ? job_table(job, questions_file) : NULL, kind.value,
                                      kind.count, scale);
    if (margins_file)
        terms->margins = margins_load(job->mem, job_table(job, margins_file));
    s->reader = job_reader(job);
    s->columns = column_header(job->mem, s->reader);
    find_columns(s);
}

/* ---- each: a respondent ---- */

static struct responses *each(struct survey *s)
{
    const struct reception intake = {.mem = s->job->mem, .reader = s->reader, .columns = s->columns,
                                  .questions = s->terms.questions, .wide = wide, .weight = weight,
                                  .probability = probability, .where = where, .facet = s->facet, .facets = s->facets,
                                  .replicate = s->replicates ? s->replicates->name : NULL,
                                  .replicates = s->replicates ? s->replicates->count : 0,
                                  .factors = replicate_factors,
                                  .names = strcmp(s->report->name, "weights") == 0};
    struct responses *answers = reception_read(&intake);
    bool any = false;
    for (uint32_t i = 0; i < answers->respondents; i++)
        any = any || answers->inside[i];
    if (where && answers->respondents && !any)
        aside_where(&s->columns, where);
    if (answers->respondents && !answers->weighted && !margins_file)
        diag_report(DIAG_UNWEIGHTED, NULL, "there are no weights (--weight), so each respondent counts as one");
    return answers;
}

/* ---- finish: what is asked for ---- */

/* An option names a question that there is; in an empty table nobody can tell a wrong one. */
static void check_question(const struct survey *s, const char *option, struct str named)
{
    const struct responses *answers = s->terms.answers;
    if (!answers->questions || responses_find(answers, named))
        return;
    struct str *name = mem_array(s->job->mem, answers->questions, sizeof *name);
    for (uint32_t q = 0; q < answers->questions; q++)
        name[q] = answers->replies[q].question->name;
    struct str hint = nearest_hint(s->job->mem, named, name, answers->questions);
    diag_fatal(DIAG_USAGE, NULL, "--%s: there is no question \"%.*s\"%.*s", option, STR_ARG(named), STR_ARG(hint));
}

/* Questions that --kind and --overall name. */
static void check_named(const struct survey *s)
{
    struct str name;
    for (size_t i = 0; i < kind.count; i++)
        for (struct str rest = str_of(strchr(kind.value[i], '=') + 1); column_cut(s->job->mem, &rest, &name);)
            check_question(s, "kind", name);
    if (overall)
        check_question(s, "overall", str_of(overall));
}

/* Each statistic that was asked for has a question that it suits. */
static void check_wanted(const struct survey *s)
{
    const struct responses *answers = s->terms.answers;
    size_t count = 0;
    struct wanted *wanted = stat ? statistic_read(s->job->mem, str_of(stat), &count) : NULL;
    for (size_t i = 0; i < count && answers->questions; i++) {
        bool suits = false;
        for (uint32_t q = 0; q < answers->questions; q++)
            suits = suits || statistic_suits(wanted[i].statistic, answers->replies[q].question);
        if (!suits)
            diag_fatal(DIAG_USAGE, NULL, "--stat: no question is of a kind that has %s (--kind and --questions say of "
                       "what kind a question is)", wanted[i].statistic->name);
        if (wanted[i].statistic->sort == FIGURE_RATIO)
            check_question(s, "stat", wanted[i].argument);
    }
}

/* ---- finish: weights ---- */

static double sum_of_weights(const struct design *sample)
{
    double sum = 0;
    for (uint32_t p = 0; p < sample->count; p++)
        sum += sample->weight[p];
    return sum;
}

static void trim_weights(struct survey *s)
{
    double limit, before = sum_of_weights(s->terms.sample);
    uint32_t cut = calibrate_trim(s->terms.sample, s->trim, &limit);
    double after = sum_of_weights(s->terms.sample);
    if (after < before * (1 - 1e-9))
        diag_fatal(DIAG_USAGE, NULL, "--trim %s: with no weight above %.*s all respondents stand for %.*s, and not for "
                   "%.*s (expected a larger number)", trim, STR_ARG(terms_text(&s->terms, limit)),
                   STR_ARG(terms_text(&s->terms, after)), STR_ARG(terms_text(&s->terms, before)));
    diag_report(DIAG_FITTED, NULL, "weights above %.*s, which were cut to it: %u; what was cut was given to the "
                "others", STR_ARG(terms_text(&s->terms, limit)), (unsigned)cut);
}

/* Tells which margins are missed; then there is nothing to go on with. */
static void tell_missed(const struct terms *terms)
{
    for (uint32_t i = 0; i < terms->sample->auxiliary->size; i++) {
        const struct margin *margin = &terms->margins->row[i % terms->margins->rows];
        struct place place = {.file = terms->margins->file, .line = margin->line};
        if (!terms->calibration.met[i])
            diag_report(DIAG_MARGINS, &place, "\"%.*s\" of \"%.*s\" is %.*s with the weights found, after steps of "
                        "%s: %u (expected %.*s): no such weights keep to what is asked", STR_ARG(margin->category),
                        STR_ARG(margin->variable), STR_ARG(terms_text(terms, terms->calibration.after[i])),
                        terms->calibration.method->name, (unsigned)terms->calibration.iterations,
                        STR_ARG(num_text(terms->mem, margin->total)));
    }
    diag_stop();
}

static void fit_weights(struct survey *s)
{
    struct terms *terms = &s->terms;
    const struct calibration_method *method = s->method;
    if (!method)
        method = calibration_find(terms->margins->variables > 1 ? "raking" : "poststratify");
    if (method->alone && terms->margins->variables > 1)
        diag_fatal(DIAG_USAGE, NULL, "--calibrate %s is for one variable; the margins have %u", method->name,
                   (unsigned)terms->margins->variables);
    struct auxiliary *auxiliary = margins_bind(terms->margins, terms->sample, terms->wave);
    uint32_t apart = s->replicates ? calibrate_replicates(terms->sample, s->replicates, terms->margins, auxiliary,
                                                          method, s->bounds) : 0;
    if (apart)
        diag_report(DIAG_MARGINS, NULL, "the margins are missed with the weights of replicate \"%.*s\"",
                    STR_ARG(s->replicates->name[apart - 1]));
    if (apart)
        diag_stop();
    terms->calibration = calibrate(terms->sample, terms->margins, auxiliary, method, s->bounds);
    if (terms->calibration.missed)
        tell_missed(terms);
    const struct calibration *how = &terms->calibration;
    diag_report(DIAG_FITTED, NULL, "%s: all %u margins are met (steps: %u); weights were multiplied by %.*s to "
                "%.*s", method->name, (unsigned)auxiliary->size, (unsigned)how->iterations,
                STR_ARG(terms_text(terms, how->least)), STR_ARG(terms_text(terms, how->most)));
    if (how->negative)
        diag_report(DIAG_NEGATIVE, NULL, "weights that are negative now: %u (--calibrate raking, bounded or logit "
                    "keeps them above 0)", (unsigned)how->negative);
}

/* The column of the waves: one. */
static const struct facet *find_wave(const struct survey *s)
{
    struct str list = str_of(wave), name;
    if (!wave || !s->columns.count || !column_cut(s->job->mem, &list, &name))
        return NULL;
    if (list.length)
        diag_fatal(DIAG_USAGE, NULL, "--wave: more than one column");
    return responses_facet(s->terms.answers, name);
}

static void finish(struct survey *s)
{
    struct terms *terms = &s->terms;
    struct mem *mem = s->job->mem;
    check_named(s);
    check_wanted(s);
    terms->sample = s->replicates ? design_replicated(mem, terms->answers, s->replicates)
                                  : design_open(mem, terms->answers, s->strata, s->cluster, s->fpc, s->lonely);
    double *old = mem_array(mem, terms->sample->count, sizeof *old);
    memcpy(old, terms->sample->weight, terms->sample->count * sizeof *old);
    terms->old_weight = old;
    terms->wave = find_wave(s);
    if (s->trim > 0)
        trim_weights(s);
    if (terms->margins)
        fit_weights(s);
    terms->domains = domains_open(mem, terms->sample, by.value, s->columns.count ? by.count : 0, subtotals);
    s->report->write(terms, job_writer(s->job));
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct survey survey = {.job = job};
    begin(&survey);
    struct responses *answers = each(&survey);
    survey.terms.answers = answers;
    finish(&survey);
    questions_close(survey.terms.questions);
    replicates_close(survey.replicates);
    responses_close(answers);
}

/* ---- the tool: words that --list names ---- */

#define LISTED(called, row, what) \
    static bool called(size_t i, struct tool_item *item) \
    { \
        if (row(i)) \
            *item = (struct tool_item){row(i)->name, what, row(i)->help}; \
        return row(i) != NULL; \
    }

LISTED(list_statistic, statistic_row, statistic_row(i)->shape)
LISTED(list_interval, interval_row, NULL)
LISTED(list_difference, interval_difference_row, NULL)
LISTED(list_rule, percentile_row, NULL)
LISTED(list_test, association_row, NULL)
LISTED(list_lonely, lonely_row, NULL)
LISTED(list_replication, replication_row, replication_row(i)->shape)
LISTED(list_calibration, calibration_row, NULL)
LISTED(list_report, report_row, NULL)

static bool list_unknown(size_t i, struct tool_item *item)
{
    *item = (struct tool_item){question_unknown_word(i), NULL, N_("an answer that says: don't know")};
    return item->name != NULL;
}

#define X(name, word, meaning) {word, NULL, meaning},
static const struct tool_item kind_items[] = {QUESTION_KINDS(X) {0}};
static const struct tool_item reliability_items[] = {SOUNDNESSES(X) {0}};
static const struct tool_item flag_items[] = {MEASURED_FLAGS(X) {0}};
#undef X

static const struct tool_words words[] = {
    {"statistic", NULL, list_statistic}, {"report", NULL, list_report}, {"kind", kind_items, NULL},
    {"interval", NULL, list_interval}, {"difference", NULL, list_difference}, {"quantile-rule", NULL, list_rule},
    {"test", NULL, list_test}, {"lonely", NULL, list_lonely},
    {"replication", NULL, list_replication}, {"calibrate", NULL, list_calibration},
    {"reliability", reliability_items + 1, NULL}, {"flag", flag_items, NULL}, {"dont_know", NULL, list_unknown}, {0}};
static const struct tool_list list = {{"kind", "name", "shape", "meaning"}, words};

/* ---- the tool: columns of the reports ---- */

#define DESCRIBED_CHANGE(name, meaning, text) {"out", #name, "with --report change", meaning},
#define DESCRIBED_CROSSED(name, meaning, text) {"out", #name, "with --report association", meaning},
#define DESCRIBED_QUADRANT(name, meaning, text) {"out", #name, "with --report quadrants", meaning},
#define DESCRIBED_RATING(name, meaning, text) {"out", #name, "with --report ratings", meaning},
#define DESCRIBED_MARGIN(name, meaning, text) {"out", #name, "with --report margins", meaning},
#define DESCRIBED_WEIGHT(name, meaning, text) {"out", #name, "with --report weights", meaning},

/* ---- the tool ---- */

static const char *const examples[] = {
    "survey --questions samples/survey/questions-firms.csv --by sector --fpc n_firms samples/survey/firms.csv",
    "survey --wide transport,nursery --by street --subtotals --strata wave,street --cluster community "
    "--fpc n_communities --where \"wave = '2023'\" samples/survey/residents.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "respondent", "required", "who answers; optional with --wide"},
    {"in", "question", "required", "what is asked; not with --wide"},
    {"in", "answer", "required", "what is answered; blank: nothing; not with --wide"},
    {"in", "weight", "optional", "how many of the population the respondent stands for"},
    {"in", "stratum", "optional", "where the respondent was drawn"},
    {"in", "cluster", "optional", "with whom the respondent was drawn"},
    ESTIMATE_COLUMNS(ANSWER_DESCRIBED)
    CHANGE_COLUMNS(DESCRIBED_CHANGE)
    CROSSED_COLUMNS(DESCRIBED_CROSSED)
    QUADRANT_COLUMNS(DESCRIBED_QUADRANT)
    RATING_COLUMNS(DESCRIBED_RATING)
    MARGIN_COLUMNS(DESCRIBED_MARGIN)
    WEIGHT_COLUMNS(DESCRIBED_WEIGHT)
    {0}};

static const struct tool tool = {
    .name = "survey",
    .purpose = "estimates with intervals from respondents' answers and weights",
    .operands = "[FILE]...",
    .in = "answers, long or wide",
    .out = "one row for each question, group, statistic and answer, with standard error, interval and base",
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
