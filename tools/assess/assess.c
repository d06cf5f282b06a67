/* assess: the progress of each target of a plan, from observations. */
#include <stdlib.h>

#include "absent.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "cutoff.h"
#include "desk/hand.h"
#include "desk/waiting.h"
#include "explain/explanation.h"
#include "frame/asking.h"
#include "report/reports.h"

/* ---- options ---- */

static const char *targets_file, *methods = "linear", *thresholds_file, *explain, *fail_on, *summary_file, *base,
    *forecasts_file, *interval, *rules_file, *grounds_file, *goalposts_file, *explain_form,
    *as_of_text, *left_out_file, *taken_file, *ratings_file, *columns_wanted;
static struct until as_of;
static struct span next, propose_by;
static bool ytd, robust, grouped;
static uint64_t places = 4;
static struct asking asking;
static struct reports_ask reports_ask;

static const struct opt options[] = {
    {'t', "targets", "FILE", "the plan's targets (needed)", OPT_TEXT, &targets_file, NULL},
    {'a', "as-of", "PERIOD", "use no observation that ends after this period; two: of a year and more, of shorter ones",
     OPT_TEXT, &as_of_text, NULL},
    {0, "left-out", "FILE", "write what ends after --as-of and was not used", OPT_TEXT, &left_out_file, NULL},
    {0, "taken", "FILE", "write the figures that the targets are judged by, with file and line", OPT_TEXT, &taken_file,
     NULL},
    {'m', "method", "NAME,...", "what decides: linear, cagr, eurostat ... (see --list) or all; a row for each",
     OPT_TEXT, &methods, NULL},
    {0, "thresholds", "FILE", "other limits than ahead 1.05, on_track 0.95, about 0.02, implausible 10", OPT_TEXT,
     &thresholds_file, NULL},
    {0, "base", "WHICH", "base of the headline: revised is what the data say, plan what the targets print", OPT_CHOICE,
     &base, "revised|plan"},
    {'f', "forecasts", "FILE", "forecasts with intervals, as forecast writes them: for the outlook", OPT_TEXT,
     &forecasts_file, NULL},
    {0, "interval", "PERCENT", "which interval the outlook goes by (95)", OPT_CHOICE, &interval, "80|95"},
    {0, "next", "PERIOD", "whose end has a class of its own, instead of the year after the value's", OPT_PERIOD, &next,
     NULL},
    {0, "robustness", NULL, "ask how many other reasonable choices give the same class", OPT_FLAG, &robust, NULL},
    {0, "rules", "FILE", "recommendations other than the built-in ones: rule, when, recommendation", OPT_TEXT,
     &rules_file, NULL},
    {0, "goalposts", "FILE", "what sdsn and oecd need: indicator, worst, best, spread", OPT_TEXT, &goalposts_file,
     NULL},
    {0, "grounds", "FILE", "what speaks for a lower target: indicator, ground", OPT_TEXT, &grounds_file, NULL},
    {0, "ratings", "FILE", "how others grade the indicators: object, rater_kind, grade", OPT_TEXT, &ratings_file, NULL},
    {0, "propose-by", "DATE", "the last day for proposing a change; later ones are flagged", OPT_PERIOD, &propose_by,
     NULL},
    {0, "ytd", NULL, "sums of flows take in the year to date", OPT_FLAG, &ytd, NULL},
    {0, "columns", "LIST", "write these columns only, in this order", OPT_TEXT, &columns_wanted, NULL},
    {0, "grouped", NULL, "the rows of a series stand together: keep one series in memory", OPT_FLAG, &grouped, NULL},
    {'p', "places", "N", "decimals of ratios", OPT_COUNT, &places, "0 to 12"},
    {'x', "explain", "INDICATOR", "tell the whole computation of one indicator instead, or of all", OPT_TEXT, &explain,
     NULL},
    {0, "explain-form", "FORM", "form of what --explain tells", OPT_CHOICE, &explain_form, "text|csv"},
    {0, "fail-on", "CLASS,...", "end with status 1 when a target has one of these classes, or a cell is unread",
     OPT_TEXT, &fail_on, NULL},
    {0, "summary", "FILE", "write counts by attribute and class", OPT_TEXT, &summary_file, NULL},
    {0, "reports", NULL, NULL, OPT_GROUP, &(struct opt_group){reports_options, UINT32_MAX, &reports_ask}, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_UNITS | ASK_VINTAGE | ASK_KNOWN | ASK_THREADS),
    {0}};

/* ---- state ---- */

struct assess {
    struct job *job;
    struct mem *scratch;      /* for what is asked of a target before and after all are judged */
    struct targets *targets;
    struct observations *observations; /* null with --grouped */
    uint64_t unread;          /* of them */
    struct premises premises;
    struct hand *hand;
    bool fail[CLASS_COUNT], fail_unread;
    struct str explain;       /* code of the indicator to explain; empty: of all */
    uint32_t accounts;        /* explained so far */
    struct absent *absent;    /* what is needed, and whether it came */
    struct revisions revisions;
    struct showing *showing;  /* the columns that are written */
    const struct advice_fact *fact; /* the columns, with the texts of the target at hand */
    struct reports *reports;  /* what is written beside the answer */
    struct waiting *waiting;  /* targets whose series has not come, with --grouped */
};

/* ---- begin ---- */

/* "latst": one of the words or the end, with the near one. */
static _Noreturn void no_such_word(const struct assess *a, const char *option, struct str word, const struct str *known,
                                   size_t count)
{
    diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" is not known%.*s", option, STR_ARG(word),
               STR_ARG(nearest_hint(a->job->mem, word, known, count)));
}

/* The methods of --method, each once, in the order of the table. */
static void read_methods(struct assess *a)
{
    struct str known[METHODS_MOST], rest = str_of(methods), word;
    size_t count = 0;
    for (const struct method *row = method_row; row->name; row++)
        known[count++] = str_of(row->name);
    known[count] = STR("all");
    while (str_cut(&rest, ',', &word)) {
        const struct method *named = method_find(word);
        if (!named && !str_eq(word, known[count]))
            no_such_word(a, "--method", word, known, count + 1);
        for (size_t m = 0; m < count; m++)
            a->premises.method[m] |= !named || named == &method_row[m];
    }
}

static void read_fail_on(struct assess *a)
{
    struct str known[CLASS_COUNT] = {[CLASS_NONE] = STR("unread")};
    for (int c = CLASS_NONE + 1; c < CLASS_COUNT; c++)
        known[c] = str_of(progress_class_row((enum progress_class)c)->word);
    struct str rest = str_of(fail_on), word;
    while (str_cut(&rest, ',', &word)) {
        enum progress_class class = progress_class_find(word);
        if (class == CLASS_NONE && !str_eq(word, known[CLASS_NONE]))
            no_such_word(a, "--fail-on", word, known, CLASS_COUNT);
        if (class == CLASS_NONE)
            a->fail_unread = true;
        else
            a->fail[class] = true;
    }
}

/* Every indicator that the targets name must be one of the catalogue. */
static void check_indicator(const struct assess *a, const struct target *target, struct str code)
{
    struct place place = {.file = a->targets->file, .line = target->line};
    if (!asking.indicators || code.length == 0 || indicators_find(asking.indicators, code))
        return;
    diag_fatal(DIAG_CATALOG, &place, "no indicator \"%.*s\" in %s%.*s", STR_ARG(code), asking.indicators->file,
               STR_ARG(near_hint(a->job->mem, indicators_near(asking.indicators, code))));
}

/* The code that --explain means; the empty text for all of them, unless an indicator is called so. */
static struct str find_explained(const struct assess *a)
{
    bool all = strcmp(explain, "all") == 0;
    for (uint32_t i = 0; all && i < a->targets->count; i++)
        all = !str_eq(a->targets->row[i].indicator, STR("all"));
    if (all)
        return (struct str){NULL, 0};
    struct str *code = mem_array(a->job->mem, a->targets->count, sizeof *code);
    for (uint32_t i = 0; i < a->targets->count; i++)
        code[i] = a->targets->row[i].indicator;
    const struct asking_known known = {code, a->targets->count, N_("the targets")};
    return asking_indicator(a->job->mem, "--explain", explain, asking.indicators, &known);
}

/* Is the last day for proposals before the day that counts: that of --known, else of --as-of? */
static bool is_late(void)
{
    const struct period *known = asking.how.known;
    if (!propose_by.known)
        return false;
    return known ? known->last > propose_by.value.last : as_of_text && as_of.year.last > propose_by.value.last;
}

static void begin_premises(struct assess *a)
{
    struct job *job = a->job;
    struct premises *premises = &a->premises;
    premises->indicators = asking.indicators;
    premises->limited = as_of_text != NULL;
    premises->as_of = as_of.year;
    premises->as_of_part = as_of.part;
    premises->known = asking.known.text;
    premises->ytd = ytd;
    premises->too_late = is_late();
    premises->base = base && strcmp(base, "plan") == 0 ? BASE_PLAN : BASE_REVISED;
    premises->places = (int)places;
    a->showing = show_choose(job->mem, columns_wanted ? str_of(columns_wanted) : (struct str){NULL, 0});
    a->hand = hand_open(job->mem, premises, a->showing, rules_file ? job_table(job, rules_file) : NULL);
    a->fact = hand_facts(a->hand);
    premises->wish.level = interval && strcmp(interval, "80") == 0 ? 80 : 95;
    if (goalposts_file)
        premises->wish.goalposts = goalposts_load(job->mem, job_table(job, goalposts_file));
    if (ratings_file)
        premises->wish.ratings = grades_read(job->mem, job_table(job, ratings_file), NULL, NULL);
    if (forecasts_file)
        premises->wish.forecasts = forecasts_load(job->mem, job_table(job, forecasts_file), as_of_text ? &as_of : NULL);
    premises->wish.has_next = next.known;
    premises->wish.next = next.value;
    if (grounds_file)
        premises_read_grounds(premises, job->mem, job_table(job, grounds_file));
}

/* Does --explain tell in rows of CSV? */
static bool in_rows(void)
{
    return explain_form && strcmp(explain_form, "csv") == 0;
}

/* Whoever else hears of the answers may ask for any column.  What nobody asks for is not found. */
static void begin_showing(struct assess *a)
{
    struct dossier_wish *wish = &a->premises.wish;
    if (explain || reports_hear(a->reports))
        show_ask_all(a->showing);
    wish->told = show_tells(a->showing);
    wish->measured = wish->told || a->showing->asked[COLUMN_measure];
    wish->compared = show_compares(a->showing);
    wish->robustness = robust && (wish->told || a->showing->asked[COLUMN_robust]);
}

static void begin(struct assess *a)
{
    if (!targets_file)
        diag_fatal(DIAG_USAGE, NULL, "--targets FILE is needed: the plan's targets");
    if (columns_wanted && explain)
        diag_fatal(DIAG_USAGE, NULL, "--columns goes with the answer, not with --explain");
    if (explain_form && !explain)
        diag_fatal(DIAG_USAGE, NULL, "--explain-form needs --explain INDICATOR");
    if (as_of_text)
        as_of = asking_until(a->job->mem, as_of_text);
    read_methods(a);
    read_fail_on(a);
    a->premises.wish.limits = limits_open(a->job->mem, thresholds_file ? job_table(a->job, thresholds_file) : NULL);
    a->targets = targets_load(a->job->mem, job_table(a->job, targets_file));
    asking_begin(a->job, &asking);
    a->premises.units = asking_units(a->job, &asking);
    a->revisions = revisions_find(a->job->mem, a->targets, asking.how.known);
    begin_premises(a);
    a->absent = absent_open(a->job, asking.indicators);
    for (uint32_t i = 0; i < a->targets->count; i++) {
        const struct target *target = &a->targets->row[i];
        check_indicator(a, target, target->indicator);
        check_indicator(a, target, target->more->related);
    }
    absent_need(a->absent, a->targets);
    if (explain)
        a->explain = find_explained(a);
    const struct reports_about about = {&asking, a->targets, &a->revisions, a->fact, COLUMNS_ASKED, a->premises.method,
                                        &a->premises.wish, a->explain};
    a->reports = reports_open(a->job, &reports_ask, &about);
    begin_showing(a);
}

/* ---- each ---- */

static void tell_account(struct assess *a, const struct dossier *dossier)
{
    const struct explanation_basis basis = {a->fact, COLUMNS_ASKED, &a->premises.wish, a->targets->file,
                                            asking.indicators ? asking.indicators->file : NULL, (int)places};
    struct account account = explanation_of(dossier, &basis);
    if (in_rows())
        account_rows(job_writer(a->job), &account, ++a->accounts);
    else
        account_tell(job_out(a->job), &account);
}

static void hear(void *state, const struct dossier *dossier)
{
    struct assess *a = state;
    reports_add(a->reports, dossier);
    if (explain)
        tell_account(a, dossier);
}

/* Where others hear of each answer, targets are judged one after the other. */
static void each(struct assess *a, const struct revision *revision)
{
    const struct hearer hearer = {hear, a};
    if (explain && a->explain.length && !str_eq(revision->now->indicator, a->explain))
        hand_count(a->hand, revision);
    else
        hand_judge(a->hand, revision, &hearer, explain ? NULL : job_writer(a->job));
}

/* Reductions that were reported without a sign are rises to the computation. */
static void tell_unsigned(const struct assess *a, const struct revision *revision)
{
    const struct target *target = revision->now;
    struct place place = {.file = a->targets->file, .line = target->line};
    if (target->kind != TARGET_CUMULATIVE_REDUCTION_MIN)
        return;
    struct mem_mark mark = mem_mark(a->scratch);
    struct question question = premises_ask(&a->premises, a->scratch, target, PATH_LINEAR);
    if (judge_is_unsigned(&question, question.own)) {
        struct str name = question.indicator->name_zh.length ? question.indicator->name_zh : question.indicator->code;
        diag_report(DIAG_SERIES, &place,
                    "no yearly change of \"%.*s\" in region \"%.*s\" is below 0, though the name says a "
                    "reduction: see whether reductions were reported without a sign (normalize turns them by a row of "
                    "its mapping: sign,%.*s,-)", STR_ARG(name), STR_ARG(target->region), STR_ARG(name));
    }
    mem_rewind(a->scratch, mark);
}

/* Those that are asked for, in their order. */
static const struct revision **asked_for(const struct assess *a, uint32_t *count)
{
    const struct revision **revision = mem_array(a->job->mem, a->revisions.count, sizeof *revision);
    *count = 0;
    for (uint32_t i = 0; i < a->revisions.count; i++)
        if (reports_judge(a->reports, a->revisions.row[i].now))
            revision[(*count)++] = &a->revisions.row[i];
    return revision;
}

static void judge_whole(struct assess *a)
{
    uint32_t count;
    a->observations = asking_observations(a->job, &asking, NULL, NULL);
    a->premises.observations = a->observations;
    a->unread = observation_unread(a->observations);
    absent_tell(a->absent, asking.indicators);
    premises_gather_parts(&a->premises, a->scratch, &a->revisions);
    const struct revision **revision = asked_for(a, &count);
    for (uint32_t i = 0; i < count; i++)
        tell_unsigned(a, revision[i]);
    if (!explain && !reports_hear(a->reports)) {
        hands_judge(a->hand, revision, count, job_writer(a->job), asking_threads(&asking));
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        each(a, revision[i]);
}

/* What needs more than one series at once ends the run. */
static void refuse_wider(const struct assess *a)
{
    if (left_out_file || taken_file || reports_hear(a->reports))
        diag_fatal(DIAG_USAGE, NULL, "--grouped keeps one series in memory: it gives the answer and --summary, and no "
                                     "--rollup, --changes, --left-out or --taken");
    for (uint32_t i = 0; i < a->revisions.count; i++) {
        const struct target *target = a->revisions.row[i].now;
        const struct indicator *indicator = identity_indicator(asking.indicators, target->indicator);
        struct place place = {.file = a->targets->file, .line = target->line};
        struct str other = target->more->related.length ? target->more->related_text : indicator->parent;
        if (target->more->related.length || waiting_has(a->waiting, target->region, indicator->parent))
            diag_fatal(DIAG_USAGE, &place, "\"%.*s\" is judged together with \"%.*s\", and --grouped keeps one series "
                                           "in memory (leave it out)", STR_ARG(target->indicator), STR_ARG(other));
    }
}

/* All that wait for the series at hand. */
static void judge_series(void *state, const struct observations *observations)
{
    struct assess *a = state;
    const struct revision *revision;
    a->premises.observations = observations;
    a->unread = observation_unread(observations);
    if (!observation_series_count(observations))
        return;
    struct mem_mark mark = mem_mark(a->scratch);
    const struct observation *row = observation_series(a->scratch, observations, 0).row;
    while ((revision = waiting_next(a->waiting, row->region, row->indicator))) {
        tell_unsigned(a, revision);
        each(a, revision);
    }
    mem_rewind(a->scratch, mark);
}

/* One series after the other, and at the end what none has come for. */
static void judge_grouped(struct assess *a)
{
    uint32_t count;
    const struct revision **revision = asked_for(a, &count);
    a->waiting = waiting_open(a->job->mem, revision, count);
    refuse_wider(a);
    asking_each(a->job, &asking, NULL, judge_series, a);
    absent_tell(a->absent, asking.indicators);
    a->premises.observations = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (waiting_still(a->waiting, i))
            each(a, revision[i]);
    waiting_close(a->waiting);
}

/* ---- finish ---- */

/* The nearest horizon first. */
static int by_horizon(const void *left, const void *right)
{
    const struct class_counts *const *a = left, *const *b = right;
    struct period first, second;
    if (!period_parse((*a)->target_period, &first) || !period_parse((*b)->target_period, &second))
        return 0;
    return (first.last > second.last) - (first.last < second.last);
}

/* The figures that end in time, or the others; returns how many they are. */
static uint32_t write_figures(const struct assess *a, const char *file, bool in_time)
{
    struct out *out = out_open(a->job->mem, file);
    struct writer *writer = writer_open(a->job->mem, out, a->job->delimiter);
    struct cutoff *cutoff = cutoff_open(a->job->mem, writer, in_time);
    uint32_t rows = 0;
    for (uint32_t i = 0; i < a->revisions.count; i++) {
        if (!reports_judge(a->reports, a->revisions.row[i].now))
            continue;
        struct mem_mark mark = mem_mark(a->scratch);
        struct question question = premises_ask(&a->premises, a->scratch, a->revisions.row[i].now, PATH_LINEAR);
        rows += cutoff_add(cutoff, &question);
        mem_rewind(a->scratch, mark);
    }
    cutoff_close(cutoff);
    out_commit(out);
    return rows;
}

/* What is later than the cut-off is listed, and how much that is said. */
static void write_left_out(const struct assess *a)
{
    uint32_t rows = write_figures(a, left_out_file, false);
    if (rows)
        diag_report(DIAG_CUT_OFF, NULL, "%u figures end after --as-of and are not used; they stand in %s",
                    (unsigned)rows,
                    left_out_file);
}

static void write_summary(const struct assess *a)
{
    struct out *out = out_open(a->job->mem, summary_file);
    struct writer *writer = writer_open(a->job->mem, out, a->job->delimiter);
    struct group *counted = hand_counted(a->hand);
    show_tally_header(writer);
    for (size_t m = 0; method_row[m].name; m++) {
        const struct class_counts **list = mem_array(a->job->mem, group_count(counted) + 1, sizeof *list);
        struct class_counts nothing = {.method = str_of(method_row[m].name)};
        size_t count = 0;
        struct group_walk walk = {0};
        while (group_next(counted, &walk))
            if (str_eq(group_key(counted, walk.state, 0), nothing.method))
                list[count++] = walk.state;
        if (!count && a->premises.method[m])
            list[count++] = &nothing;
        qsort(list, count, sizeof *list, by_horizon);
        for (size_t i = 0; i < count; i++)
            show_tally(a->job->mem, writer, list[i]);
    }
    out_commit(out);
}

/* Raters that disagree are counted, and ratings that nobody asked for. */
static void tell_ratings(const struct assess *a)
{
    struct grades *ratings = a->premises.wish.ratings;
    uint32_t left = ratings ? grades_left(ratings) : 0, apart = hand_apart(a->hand);
    if (apart && ratings)
        diag_report(DIAG_RATERS, NULL,
                    voice_plural("raters are two or more steps apart on %u answer: see columns disagree and reason",
                                 "raters are two or more steps apart on %u answers: see columns disagree and reason",
                                 apart), (unsigned)apart);
    if (left)
        diag_report(DIAG_RATERS, NULL,
                    voice_plural("%u rating is of an object that no target is about",
                                 "%u ratings are of objects that no target is about", left), (unsigned)left);
}

/* The verdict that --fail-on asks for. */
static void verdict(const struct assess *a)
{
    struct group *counted = hand_counted(a->hand);
    for (int c = 0; c < CLASS_COUNT; c++) {
        unsigned count = 0;
        struct group_walk walk = {0};
        while (group_next(counted, &walk))
            for (int attribute = 0; attribute < ATTRIBUTE_COUNT; attribute++)
                count += ((const struct class_counts *)walk.state)->class[attribute][c];
        if (a->fail[c] && count)
            diag_report(DIAG_FAIL_ON, NULL,
                        voice_plural("%u target is %s (--fail-on)", "%u targets are %s (--fail-on)", count), count,
                        progress_class_row((enum progress_class)c)->word);
    }
    if (a->fail_unread && a->unread)
        diag_report(DIAG_UNREAD, NULL, "%llu observations could not be used (--fail-on)",
                    (unsigned long long)a->unread);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct assess a = {.job = job, .scratch = mem_open()};
    begin(&a);
    asking.how.wanted = absent_came;
    asking.how.state = a.absent;
    if (!explain)
        show_header(job_writer(job), a.showing);
    else if (in_rows())
        account_header(job_writer(job));
    else
        job_out(job); /* opened before there is memory that comes back with a series */
    if (grouped)
        judge_grouped(&a);
    else
        judge_whole(&a);
    if (summary_file)
        write_summary(&a);
    if (left_out_file)
        write_left_out(&a);
    if (taken_file)
        write_figures(&a, taken_file, true);
    reports_close(a.reports, (int)places);
    tell_ratings(&a);
    verdict(&a);
    limits_close(a.premises.wish.limits);
    goalposts_close(a.premises.wish.goalposts);
    hand_close(a.hand);
    mem_close(a.scratch);
    absent_close(a.absent);
    if (a.observations)
        observation_close(a.observations);
    premises_close(&a.premises);
}

/* ---- the tool: words that --list names ---- */

#define X(name, word, meaning, ...) {word, NULL, meaning},
static const struct tool_item outlook_items[] = {OUTLOOKS(X) {0}};
static const struct tool_item advice_items[] = {ADVICES(X) {0}};
#undef X

static bool list_method(size_t i, struct tool_item *item)
{
    *item = (struct tool_item){method_row[i].name, NULL, method_row[i].edition};
    return item->name != NULL;
}

static bool list_class(size_t i, struct tool_item *item)
{
    if (i + 1 >= CLASS_COUNT)
        return false;
    const struct progress_class_row *row = progress_class_row((enum progress_class)(i + 1));
    *item = (struct tool_item){row->word, NULL, row->meaning};
    return true;
}

static bool list_target_kind(size_t i, struct tool_item *item)
{
    if (i + 1 >= TARGET_COUNT)
        return false;
    const struct target_kind_row *row = target_kind_row((enum target_kind)(i + 1));
    *item = (struct tool_item){row->word, NULL, row->meaning};
    return true;
}

static bool list_rule(size_t i, struct tool_item *item)
{
    const struct advice_rule *row = advice_rule(i);
    if (row)
        *item = (struct tool_item){row->name, NULL, row->when};
    return row != NULL;
}

static const struct tool_words words[] = {
    {"method", NULL, list_method}, {"class", NULL, list_class}, {"outlook", outlook_items, NULL},
    {"advice", advice_items, NULL}, {"target_kind", NULL, list_target_kind}, {"rule", NULL, list_rule}, {0}};
static const struct tool_list list = {{"kind", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "assess --targets samples/national/targets.csv --indicators samples/national/indicators.csv --as-of 2022 "
    "samples/national/observations.csv",
    "assess --targets samples/national/targets.csv --explain schooling samples/national/observations.csv", NULL};

static const struct tool_column columns[] = {
    OBSERVATION_COLUMNS(TOOL_OBSERVED)
    {"in", "unit", NULL, "must be the catalog's"},
    {"in", "verified", NULL, "passed on"},
    {"in", "source", NULL, "passed on"},
    {"in", "note", NULL, "passed on"},
    ANSWER_COLUMNS(ANSWER_DESCRIBED)
    ADVISED_COLUMNS(ANSWER_DESCRIBED)
    ACCOUNT_COLUMNS(ACCOUNT_DESCRIBED)
    {0}};

static const struct tool tool = {
    .name = "assess",
    .purpose = "finds the progress of each target of a plan",
    .operands = "[FILE]...",
    .in = "observations",
    .out = "one row for each target, in the order of the targets, with class, pace and the reason in words",
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
