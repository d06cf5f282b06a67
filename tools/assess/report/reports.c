/* reports - see reports.h */
#include <stddef.h>

#include "base/str.h"
#include "base/voice.h"
#include "report/overview.h"
#include "report/reports.h"
#include "report/since.h"
#include "report/subset.h"

#define INTO(member) (void *)offsetof(struct reports_ask, member)

const struct opt reports_options[] = {
    {0, "only", "FILE", "judge the targets of these indicators alone: indicator, or name", OPT_TEXT, INTO(only_file),
     NULL},
    {0, "rollup", "FILE", "write how groups of targets stand: counts, shares, completion, status", OPT_TEXT,
     INTO(rollup_file), NULL},
    {'b', "by", "COLUMNS", "columns that make the groups, beside method and target period", OPT_TEXT, INTO(by), NULL},
    {0, "weights", "FILE", "weights of the completion: indicator, weight", OPT_TEXT, INTO(weights_file), NULL},
    {0, "min-coverage", "SHARE", "no completion of a group where a smaller share of it has one", OPT_SHARE, INTO(least),
     NULL},
    {0, "previous", "FILE", "the answer of an earlier run, for --changes", OPT_TEXT, INTO(previous_file), NULL},
    {0, "changes", "FILE", "write what changed since --previous, and why", OPT_TEXT, INTO(changes_file), NULL},
    {0}};

struct reports {
    struct job *job;
    const struct reports_ask *ask;
    struct subset *subset;
    struct overview *overview; /* null: not asked for */
    struct since *since;      /* likewise */
    struct out *changes;
    const struct advice_fact *pace;
};

/* ---- begin ---- */

static void need(const char *const *option, const char *file, const char *needed)
{
    for (; *option; option++)
        if (opt_given(*option) && !file)
            diag_fatal(DIAG_USAGE, NULL, "--%s needs --%s FILE", *option, needed);
}

static void check(const struct reports_ask *ask, struct str explained)
{
    need((const char *const[]){"by", "weights", "min-coverage", NULL}, ask->rollup_file, "rollup");
    need((const char *const[]){"previous", NULL}, ask->changes_file, "changes");
    need((const char *const[]){"changes", NULL}, ask->previous_file, "previous");
    if (explained.length && (ask->rollup_file || ask->changes_file))
        diag_fatal(DIAG_USAGE, NULL, "--%s is about all targets, --explain about one; ask for one of them",
                   ask->rollup_file ? "rollup" : "changes");
}

/* Says how many targets there were, and how many are judged. */
static void tell_subset(const struct reports *reports, const struct revisions *revisions)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < revisions->count; i++)
        kept += reports_judge(reports, revisions->row[i].now);
    diag_report(DIAG_SUBSET, NULL, "%u of %u targets are judged, those of %s; left out: %u", (unsigned)kept,
                (unsigned)revisions->count, reports->ask->only_file, (unsigned)(revisions->count - kept));
}

static void begin_overview(struct reports *reports, const struct reports_about *about)
{
    struct job *job = reports->job;
    const struct reports_ask *ask = reports->ask;
    const struct revisions *revisions = about->revisions;
    const struct traits *traits =
        traits_open(job, ask->by, about->fact, about->facts, about->asking, overview_key, OVERVIEW_KEYS);
    const struct weights *weights = NULL;
    if (ask->weights_file) {
        struct str *judged = mem_array(job->mem, revisions->count, sizeof *judged);
        size_t count = 0;
        for (uint32_t i = 0; i < revisions->count; i++)
            if (reports_judge(reports, revisions->row[i].now))
                judged[count++] = revisions->row[i].now->indicator;
        weights = weights_load(job->mem, job_table(job, ask->weights_file), judged, count);
    }
    reports->overview = overview_open(job->mem, traits, weights, ask->least);
}

static void begin_since(struct reports *reports, const struct reports_about *about)
{
    struct job *job = reports->job;
    const struct reports_ask *ask = reports->ask;
    const struct earlier *earlier = earlier_load(job->mem, job_table(job, ask->previous_file));
    for (uint32_t i = 0; i < about->facts; i++)
        if (str_eq(about->fact[i].name, STR("pace")))
            reports->pace = &about->fact[i];
    reports->changes = out_open(job->mem, ask->changes_file);
    reports->since = since_open(job->mem, writer_open(job->mem, reports->changes, job->delimiter), earlier,
                                ask->previous_file, about->method, reports->subset, about->wish);
}

struct reports *reports_open(struct job *job, const struct reports_ask *ask, const struct reports_about *about)
{
    struct reports *reports = mem_take(job->mem, sizeof *reports);
    reports->job = job;
    reports->ask = ask;
    check(ask, about->explained);
    if (ask->only_file) {
        reports->subset =
            subset_load(job->mem, job_table(job, ask->only_file), about->asking->indicators, about->targets);
        tell_subset(reports, about->revisions);
        if (about->explained.length && !subset_has(reports->subset, about->explained))
            diag_fatal(DIAG_USAGE, NULL, "--explain: \"%.*s\" is none of %s, so it is not judged",
                       STR_ARG(about->explained), ask->only_file);
    }
    if (ask->rollup_file)
        begin_overview(reports, about);
    if (ask->changes_file)
        begin_since(reports, about);
    return reports;
}

bool reports_judge(const struct reports *reports, const struct target *target)
{
    return subset_has(reports->subset, target->indicator);
}

/* ---- each ---- */

bool reports_hear(const struct reports *reports)
{
    return reports->overview || reports->since;
}

void reports_add(struct reports *reports, const struct dossier *dossier)
{
    if (reports->overview)
        overview_add(reports->overview, dossier);
    if (reports->since)
        since_add(reports->since, dossier, reports->pace->text);
}

/* ---- finish ---- */

static void write_overview(const struct reports *reports, int places)
{
    struct job *job = reports->job;
    struct out *out = out_open(job->mem, reports->ask->rollup_file);
    overview_write(reports->overview, writer_open(job->mem, out, job->delimiter), places);
    out_commit(out);
}

void reports_close(struct reports *reports, int places)
{
    if (reports->overview)
        write_overview(reports, places);
    if (reports->since) {
        since_close(reports->since);
        out_commit(reports->changes);
    }
    subset_close(reports->subset);
}
