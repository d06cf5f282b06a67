/* reports - see reports.h */
#include <stddef.h>

#include "base/str.h"
#include "base/voice.h"
#include "report/overview.h"
#include "report/reports.h"
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
    {0}};

struct reports {
    struct job *job;
    const struct reports_ask *ask;
    const struct subset *subset;
    struct overview *overview;
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
    if (explained.length && ask->rollup_file)
        diag_fatal(DIAG_USAGE, NULL, "--rollup is about all targets, --explain about one; ask for one of them");
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

static void begin_overview(struct reports *reports, const struct asking *asking, const struct revisions *revisions,
                           const struct advice_fact *fact, uint32_t facts)
{
    struct job *job = reports->job;
    const struct reports_ask *ask = reports->ask;
    const struct traits *traits = traits_open(job, ask->by, fact, facts, asking, overview_key, OVERVIEW_KEYS);
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

struct reports *reports_open(struct job *job, const struct reports_ask *ask, const struct asking *asking,
                             const struct targets *targets, const struct revisions *revisions,
                             const struct advice_fact *fact, uint32_t facts, struct str explained)
{
    struct reports *reports = mem_take(job->mem, sizeof *reports);
    reports->job = job;
    reports->ask = ask;
    check(ask, explained);
    if (ask->only_file) {
        reports->subset = subset_load(job->mem, job_table(job, ask->only_file), asking->indicators, targets);
        tell_subset(reports, revisions);
        if (explained.length && !subset_has(reports->subset, explained))
            diag_fatal(DIAG_USAGE, NULL, "--explain: \"%.*s\" is none of %s, so it is not judged", STR_ARG(explained),
                       ask->only_file);
    }
    if (ask->rollup_file)
        begin_overview(reports, asking, revisions, fact, facts);
    return reports;
}

bool reports_judge(const struct reports *reports, const struct target *target)
{
    return subset_has(reports->subset, target->indicator);
}

/* ---- each ---- */

void reports_add(struct reports *reports, const struct dossier *dossier)
{
    if (reports->overview)
        overview_add(reports->overview, dossier);
}

/* ---- finish ---- */

void reports_close(struct reports *reports, int places)
{
    struct job *job = reports->job;
    if (!reports->overview)
        return;
    struct out *out = out_open(job->mem, reports->ask->rollup_file);
    overview_write(reports->overview, writer_open(job->mem, out, job->delimiter), places);
    out_commit(out);
}
