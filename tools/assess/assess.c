/* assess: the progress of each target of a plan, from observations. */
#include <stddef.h>
#include <stdlib.h>

#include "absent.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "cutoff.h"
#include "explain/explanation.h"
#include "frame/asking.h"
#include "judge/judge.h"
#include "meaning/sheet.h"
#include "report/reports.h"
#include "show.h"

/* ---- options ---- */

static const char *targets_file, *methods = "linear", *thresholds_file, *explain, *fail_on, *summary_file, *base,
    *forecasts_file, *interval, *rules_file, *grounds_file, *goalposts_file, *explain_form,
    *as_of_text, *left_out_file, *ratings_file;
static struct span as_of, as_of_part, next, propose_by;
static bool ytd, robust;
static uint64_t places = 4;
static struct asking asking;
static struct reports_ask reports_ask;

static const struct opt options[] = {
    {'t', "targets", "FILE", "the plan's targets (needed)", OPT_TEXT, &targets_file, NULL},
    {'a', "as-of", "PERIOD", "use no observation that ends after this period; two: of a year and more, of shorter ones",
     OPT_TEXT, &as_of_text, NULL},
    {0, "left-out", "FILE", "write what ends after --as-of and was not used", OPT_TEXT, &left_out_file, NULL},
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
    {'p', "places", "N", "decimals of ratios", OPT_COUNT, &places, "0 to 12"},
    {'x', "explain", "INDICATOR", "tell the whole computation of one indicator instead, or of all", OPT_TEXT, &explain,
     NULL},
    {0, "explain-form", "FORM", "form of what --explain tells", OPT_CHOICE, &explain_form, "text|csv"},
    {0, "fail-on", "CLASS,...", "end with status 1 when a target has one of these classes, or a cell is unread",
     OPT_TEXT, &fail_on, NULL},
    {0, "summary", "FILE", "write counts by attribute and class", OPT_TEXT, &summary_file, NULL},
    {0, "reports", NULL, NULL, OPT_GROUP, &(struct opt_group){reports_options, UINT32_MAX, &reports_ask}, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_UNITS | ASK_VINTAGE | ASK_KNOWN),
    {0}};

/* ---- state ---- */

struct assess {
    struct job *job;
    struct mem *scratch;      /* for the target at hand */
    struct targets *targets;
    struct observations *observations;
    struct units *units;
    bool method[METHODS_MOST], fail[CLASS_COUNT], fail_unread;
    struct str explain;       /* code of the indicator to explain; empty: of all */
    uint32_t accounts;        /* explained so far */
    struct absent *absent;    /* what is needed, and whether it came */
    struct revisions revisions;
    struct group *counted;    /* struct class_counts by method and target period */
    struct class_counts *counts[METHODS_MOST]; /* the last one of each method */
    struct dossier_wish wish;
    struct advices *advices;
    struct advice_fact *fact; /* the columns, as rules ask them */
    struct group *grounds, *parts; /* null without --grounds; by what rules ask */
    bool too_late;            /* the last day for a proposal is over */
    struct reports *reports;  /* what is written beside the answer */
    uint32_t facts;
    uint32_t apart;           /* answers on which raters disagree */
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
            a->method[m] |= !named || named == &method_row[m];
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

static void read_grounds(struct assess *a);

static void read_period(struct mem *mem, const char *option, struct str text, struct span *into)
{
    into->text = text;
    into->known = period_parse(text, &into->value);
    if (!into->known)
        diag_fatal(DIAG_USAGE, NULL, "%s: \"%.*s\" %s", option, STR_ARG(text), period_why(mem, text));
}

/* --as-of 2022,2023-06: of figures of a year and more, and of shorter ones. */
static void read_as_of(struct mem *mem)
{
    struct str rest = str_of(as_of_text), word;
    if (!as_of_text)
        return;
    str_cut(&rest, ',', &word);
    read_period(mem, "--as-of", word, &as_of);
    as_of_part = as_of;
    if (str_cut(&rest, ',', &word))
        read_period(mem, "--as-of", word, &as_of_part);
    if (rest.length)
        diag_fatal(DIAG_USAGE, NULL, "--as-of takes one period, or two: of a year and more, and of shorter ones");
}

/* Is the last day for proposals before the day that counts: that of --known, else of --as-of? */
static bool is_late(void)
{
    const struct period *known = asking.how.known;
    if (!propose_by.known)
        return false;
    return known ? known->last > propose_by.value.last : as_of.known && as_of.value.last > propose_by.value.last;
}

static void begin_advice(struct assess *a)
{
    a->fact = show_facts(a->job->mem, &a->facts);
    a->advices = advices_open(a->job->mem, a->fact, a->facts, rules_file ? job_table(a->job, rules_file) : NULL);
    a->too_late = is_late();
    a->wish.level = interval && strcmp(interval, "80") == 0 ? 80 : 95;
    a->wish.robustness = robust;
    if (goalposts_file)
        a->wish.goalposts = goalposts_load(a->job->mem, job_table(a->job, goalposts_file));
    if (ratings_file)
        a->wish.ratings = grades_read(a->job->mem, job_table(a->job, ratings_file), NULL, NULL);
    if (forecasts_file)
        a->wish.forecasts = forecasts_load(a->job->mem, job_table(a->job, forecasts_file));
    a->wish.has_next = next.known;
    a->wish.next = next.value;
    if (grounds_file)
        read_grounds(a);
}

/* Does --explain tell in rows of CSV? */
static bool in_rows(void)
{
    return explain_form && strcmp(explain_form, "csv") == 0;
}

static void begin(struct assess *a)
{
    if (!targets_file)
        diag_fatal(DIAG_USAGE, NULL, "--targets FILE is needed: the plan's targets");
    if (explain_form && !explain)
        diag_fatal(DIAG_USAGE, NULL, "--explain-form needs --explain INDICATOR");
    read_as_of(a->job->mem);
    read_methods(a);
    read_fail_on(a);
    a->wish.limits = limits_open(a->job->mem, thresholds_file ? job_table(a->job, thresholds_file) : NULL);
    a->targets = targets_load(a->job->mem, job_table(a->job, targets_file));
    asking_begin(a->job, &asking);
    a->units = asking_units(a->job, &asking);
    a->revisions = revisions_find(a->job->mem, a->targets, asking.how.known);
    a->counted = group_open(2, sizeof(struct class_counts));
    begin_advice(a);
    a->absent = absent_open(a->job, asking.indicators);
    for (uint32_t i = 0; i < a->targets->count; i++) {
        const struct target *target = &a->targets->row[i];
        check_indicator(a, target, target->indicator);
        check_indicator(a, target, target->related);
        absent_need(a->absent, target, target->region, target->indicator, a->targets->file);
        if (target->related.length)
            absent_need(a->absent, target, target->related_region, target->related, a->targets->file);
    }
    if (explain)
        a->explain = find_explained(a);
    const struct reports_about about = {&asking, a->targets, &a->revisions, a->fact, a->facts, a->method, &a->wish,
                                        a->explain};
    a->reports = reports_open(a->job, &reports_ask, &about);
}

/* ---- each ---- */

static struct question ask(const struct assess *a, const struct target *target, enum path path)
{
    struct question question = {
        .mem = a->scratch,
        .target = target,
        .indicator = asking.indicators ? indicators_find(asking.indicators, target->indicator) : NULL,
        .own = observation_find(a->scratch, a->observations, target->region, target->indicator, NULL),
        .related = target->related.length
                       ? observation_find(a->scratch, a->observations, target->related_region, target->related, NULL)
                       : (struct series){NULL, 0},
        .related_name = target->related,
        .limited = as_of.known,
        .as_of = as_of.value,
        .as_of_part = as_of_part.value,
        .known = asking.known.text,
        .thresholds = limits_of(a->wish.limits, target->indicator),
        .path = path,
        .units = a->units,
        .ytd = ytd,
        .base = base && strcmp(base, "plan") == 0 ? BASE_PLAN : BASE_REVISED,
    };
    const struct indicator *related = asking.indicators ? indicators_find(asking.indicators, target->related) : NULL;
    if (related && related->short_name.length && voice_is("zh"))
        question.related_name = related->short_name;
    if (!str_eq(target->related_region, target->region))
        question.related_name = say(a->scratch, "{1} ({2})", question.related_name, target->related_region);
    return question;
}

/* ---- each: what rules ask beside the answer ---- */

static uint32_t grounds_of(const struct assess *a, const struct target *target)
{
    const uint32_t *count = a->grounds ? group_find(a->grounds, &target->indicator) : NULL;
    return count ? *count : 0;
}

/* A row of --grounds: what speaks for a lower target, one ground a row. */
struct ground {
    struct str indicator, ground;
};

static void read_grounds(struct assess *a)
{
    static const struct sheet_column column[] = {
        {"indicator", SHEET_FULL, sheet_text, offsetof(struct ground, indicator), NULL},
        {"ground", SHEET_FULL, sheet_text, offsetof(struct ground, ground), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct ground, column, DIAG_CATALOG, "--grounds");
    struct sheet *sheet = sheet_open(a->job->mem, job_table(a->job, grounds_file), &form);
    struct ground row;
    a->grounds = group_open(1, sizeof(uint32_t));
    while (sheet_next(sheet, &row))
        ++*(uint32_t *)group_at(a->grounds, &row.indicator);
    sheet_close(sheet);
}

/* How the parts of an indicator stand, by plan, region and the indicator that they are parts of. */
struct parts {
    uint32_t achieved, reversed;
};

static void gather_parts(struct assess *a)
{
    a->parts = group_open(3, sizeof(struct parts));
    for (uint32_t i = 0; asking.indicators && i < a->revisions.count; i++) {
        const struct target *target = a->revisions.row[i].now;
        const struct indicator *indicator = indicators_find(asking.indicators, target->indicator);
        if (!indicator || !indicator->parent.length)
            continue;
        struct mem_mark mark = mem_mark(a->scratch);
        struct question question = ask(a, target, PATH_LINEAR);
        question.silent = true;
        struct answer answer = judge_target(&question);
        struct parts *parts = group_at(a->parts, (const struct str[]){target->plan, target->region, indicator->parent});
        parts->achieved += answer.class == CLASS_ACHIEVED;
        parts->reversed += answer.class == CLASS_REVERSED;
        mem_rewind(a->scratch, mark);
    }
}

static void find_parts(const struct assess *a, struct survey *found)
{
    const struct target *target = found->revision->now;
    const struct parts *parts =
        group_find(a->parts, (const struct str[]){target->plan, target->region, target->indicator});
    if (!parts)
        return;
    found->parts_achieved = parts->achieved;
    found->parts_reversed = parts->reversed;
}

/* Where an answer is counted: the horizons of a plan are never added up. */
static struct class_counts *counts_of(struct assess *a, const struct target *target, const struct method *method)
{
    const struct str key[] = {str_of(method->name), target->target_period.text};
    struct class_counts *counts = a->counts[method - method_row];
    if (counts && str_eq(counts->target_period, key[1]))
        return counts;
    a->counts[method - method_row] = counts = group_at(a->counted, key);
    counts->method = key[0];
    counts->target_period = key[1];
    return counts;
}

/* What to do about it; a change that comes after the last day for one is flagged. */
static void advise(struct assess *a, struct dossier *dossier)
{
    const struct indicator *indicator = dossier->survey->question->indicator;
    show_verdict(a->fact, dossier, (int)places);
    dossier->advised = advices_ask(a->advices, a->scratch, indicator && indicator->attribute == ATTRIBUTE_BINDING);
    if (!a->too_late || !advice_changes(dossier->advised.advice))
        return;
    remark_flag(&dossier->remark, "proposed_late");
    show_verdict(a->fact, dossier, (int)places);
}

static void tell_account(struct assess *a, const struct dossier *dossier)
{
    const struct explanation_basis basis = {a->fact, a->facts, &a->wish, a->targets->file,
                                            asking.indicators ? asking.indicators->file : NULL, (int)places};
    struct account account = explanation_of(dossier, &basis);
    if (in_rows())
        account_rows(job_writer(a->job), &account, ++a->accounts);
    else
        account_tell(job_out(a->job), &account);
}

/* A target as it is judged: what is found of it on each path that a method goes by. */
struct judged {
    struct question question[PATH_COUNT];
    struct survey found[PATH_COUNT];
    bool is_found[PATH_COUNT];
    const struct str *same[PATH_COUNT]; /* what is the same in its rows */
    const struct survey *shown; /* that of which the facts have the texts */
};

static const struct survey *find(struct assess *a, struct judged *judged, const struct revision *revision,
                                  enum path path)
{
    struct survey *found = &judged->found[path];
    if (judged->is_found[path])
        return found;
    enum path other = PATH_COUNT - 1 - path;
    judged->is_found[path] = true;
    if (judged->is_found[other]) {
        judged->question[path] = judged->question[other];
        judged->question[path].path = path;
        *found = survey_again(&judged->question[path], &judged->found[other], &a->wish);
        return found;
    }
    judged->question[path] = ask(a, revision->now, path);
    *found = survey_make(&judged->question[path], revision, &a->wish);
    found->grounds = grounds_of(a, revision->now);
    find_parts(a, found);
    show_target(a->fact, found, (int)places);
    return found;
}

/* Sees to it that the facts have the texts of a path. */
static const struct str *show(struct assess *a, struct judged *judged, const struct survey *found, enum path path)
{
    if (judged->shown != found)
        show_path(a->fact, found);
    judged->shown = found;
    if (!judged->same[path])
        judged->same[path] = show_same(a->scratch, job_writer(a->job), a->fact);
    return judged->same[path];
}

/* Judges one target by one method. */
static void judge(struct assess *a, struct judged *judged, const struct revision *revision,
                  const struct method *method)
{
    const struct target *target = revision->now;
    enum path path = dossier_path(method);
    struct dossier dossier = dossier_make(find(a, judged, revision, path), method, &a->wish);
    const struct str *same = show(a, judged, dossier.survey, path);
    show_count_in(counts_of(a, target, method), &dossier);
    a->apart += dossier.rated.apart.length > 0;
    if (explain && a->explain.length && !str_eq(target->indicator, a->explain))
        return;
    advise(a, &dossier);
    reports_add(a->reports, &dossier);
    if (explain)
        tell_account(a, &dossier);
    else
        show_row(job_writer(a->job), same, a->fact, &dossier);
}

/* Judges one target by all methods; what was said of it is forgotten when it is written. */
static void each(struct assess *a, const struct revision *revision)
{
    struct mem_mark mark = mem_mark(a->scratch);
    struct judged judged = {0};
    for (size_t m = 0; method_row[m].name; m++)
        if (a->method[m])
            judge(a, &judged, revision, &method_row[m]);
    advices_forget(a->advices);
    mem_rewind(a->scratch, mark);
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

/* What is later than the cut-off is listed, and how much that is said. */
static void write_left_out(const struct assess *a)
{
    struct out *out = out_open(a->job->mem, left_out_file);
    struct writer *writer = writer_open(a->job->mem, out, a->job->delimiter);
    struct cutoff *cutoff = cutoff_open(a->job->mem, writer);
    uint32_t rows = 0;
    for (uint32_t i = 0; i < a->revisions.count; i++) {
        struct mem_mark mark = mem_mark(a->scratch);
        struct question question = ask(a, a->revisions.row[i].now, PATH_LINEAR);
        rows += cutoff_add(cutoff, &question);
        mem_rewind(a->scratch, mark);
    }
    cutoff_close(cutoff);
    out_commit(out);
    if (rows)
        diag_report(DIAG_CUT_OFF, NULL, "%u figures end after --as-of and are not used; they stand in %s",
                    (unsigned)rows,
                    left_out_file);
}

static void write_summary(const struct assess *a)
{
    struct out *out = out_open(a->job->mem, summary_file);
    struct writer *writer = writer_open(a->job->mem, out, a->job->delimiter);
    show_tally_header(writer);
    for (size_t m = 0; method_row[m].name; m++) {
        const struct class_counts **list = mem_array(a->job->mem, group_count(a->counted) + 1, sizeof *list);
        struct class_counts nothing = {.method = str_of(method_row[m].name)};
        size_t count = 0;
        struct group_walk walk = {0};
        while (group_next(a->counted, &walk))
            if (str_eq(group_key(a->counted, walk.state, 0), nothing.method))
                list[count++] = walk.state;
        if (!count && a->method[m])
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
    uint32_t left = a->wish.ratings ? grades_left(a->wish.ratings) : 0;
    if (a->apart && a->wish.ratings)
        diag_report(DIAG_RATERS, NULL,
                    voice_plural("raters are two or more steps apart on %u answer: see columns disagree and reason",
                                 "raters are two or more steps apart on %u answers: see columns disagree and reason",
                                 a->apart), (unsigned)a->apart);
    if (left)
        diag_report(DIAG_RATERS, NULL,
                    voice_plural("%u rating is of an object that no target is about",
                                 "%u ratings are of objects that no target is about", left), (unsigned)left);
}

/* The verdict that --fail-on asks for. */
static void verdict(const struct assess *a)
{
    for (int c = 0; c < CLASS_COUNT; c++) {
        unsigned count = 0;
        struct group_walk walk = {0};
        while (group_next(a->counted, &walk))
            for (int attribute = 0; attribute < ATTRIBUTE_COUNT; attribute++)
                count += ((const struct class_counts *)walk.state)->class[attribute][c];
        if (a->fail[c] && count)
            diag_report(DIAG_FAIL_ON, NULL,
                        voice_plural("%u target is %s (--fail-on)", "%u targets are %s (--fail-on)", count), count,
                        progress_class_row((enum progress_class)c)->word);
    }
    if (a->fail_unread && observation_unread(a->observations))
        diag_report(DIAG_UNREAD, NULL, "%llu observations could not be used (--fail-on)",
                    (unsigned long long)observation_unread(a->observations));
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct assess a = {.job = job, .scratch = mem_open()};
    begin(&a);
    asking.how.wanted = absent_came;
    asking.how.state = a.absent;
    a.observations = asking_observations(job, &asking, NULL, NULL);
    absent_tell(a.absent, asking.indicators);
    gather_parts(&a);
    if (!explain)
        show_header(job_writer(job));
    else if (in_rows())
        account_header(job_writer(job));
    for (uint32_t i = 0; i < a.revisions.count; i++)
        if (reports_judge(a.reports, a.revisions.row[i].now))
            each(&a, &a.revisions.row[i]);
    if (summary_file)
        write_summary(&a);
    if (left_out_file)
        write_left_out(&a);
    reports_close(a.reports, (int)places);
    tell_ratings(&a);
    verdict(&a);
    limits_close(a.wish.limits);
    goalposts_close(a.wish.goalposts);
    mem_close(a.scratch);
    absent_close(a.absent);
    observation_close(a.observations);
    group_close(a.counted);
    group_close(a.grounds);
    group_close(a.parts);
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
