/* report - see report.h */
#include <stdlib.h>
#include <time.h>

#include "base/str.h"
#include "findings/jot.h"
#include "report/report.h"

struct report {
    struct mem *mem;
    struct out *out;
    struct str time;
    uint64_t objects;
    const struct rules *rules; /* null: none */
};

struct report *report_open(struct mem *mem, const char *path)
{
    struct report *report = mem_take(mem, sizeof *report);
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t now = epoch ? strtoll(epoch, NULL, 10) : (int64_t)time(NULL);
    int year = 1970, month = 1, day = 1, second = 0;
    if (now >= 0 && now / 86400 < 1000000) {
        period_date((int32_t)(now / 86400), &year, &month, &day);
        second = (int)(now % 86400);
    }
    report->mem = mem;
    report->out = out_open(mem, path);
    report->time = mem_format(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, second / 3600,
                              second / 60 % 60, second % 60);
    out_write(report->out, STR("["));
    return report;
}

static void begin(struct report *report, const char *type)
{
    out_format(report->out, "%s\n  {\"id\": \"%llu\", \"type\": \"%s\",\n   \"event\": ", report->objects ? "," : "",
               (unsigned long long)(report->objects + 1), type);
    report->objects++;
    jot_member(report->out, "{", "time", report->time);
    jot_member(report->out, ", ", "actor", STR("steelyard"));
    jot_member(report->out, ", ", "agent", STR("steelyard-validate"));
    out_write(report->out, STR("},\n"));
}

/* An aggregate is a rule without a severity. */
static void put_rule(struct report *report, const char *name, struct str id, struct str expression,
                     const char *severity, struct str description)
{
    out_format(report->out, "   \"%s\": ", name);
    jot_member(report->out, "{", "id", id);
    jot_member(report->out, ", ", "language", STR("steelyard-rules"));
    jot_member(report->out, ", ", "expression", expression);
    if (severity)
        jot_member(report->out, ", ", "severity", str_of(severity));
    jot_member(report->out, ", ", "description", description);
    out_write(report->out, STR("},\n"));
}

static void put_data(struct report *report, struct str source, struct str target)
{
    out_write(report->out, STR("   \"data\": {\"source\": ["));
    jot_text(report->out, source);
    out_write(report->out, STR("], \"target\": ["));
    jot_text(report->out, target);
    out_write(report->out, STR("]},\n"));
}

static void put_value(struct report *report, struct str value)
{
    jot_member(report->out, "   ", "value", value);
    out_write(report->out, STR("}"));
}

/* A rule as its file has it: kind and expr. */
static struct str in_full(struct report *report, const struct rules_count *count)
{
    return mem_format(report->mem, "%s%s%.*s", count->kind, count->expression.length ? ": " : "",
                      STR_ARG(count->expression));
}

/* The rule of a finding; what no rules file has is called by its name. */
static struct str expression_of(struct report *report, struct str id)
{
    struct rules_count count;
    for (uint32_t i = 0; report->rules && rules_counted(report->rules, i, &count); i++)
        if (str_eq(count.id, id))
            return in_full(report, &count);
    return id;
}

static const char *severity_word(const char *own)
{
    return str_eq(str_of(own), STR("error")) ? "error" : str_eq(str_of(own), STR("query")) ? "warning" : "information";
}

void report_note(void *state, const struct finding *finding)
{
    static const char *const word[] = {[DIAG_HINT] = "information", [DIAG_NOTE] = "information",
                                       [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"};
    struct report *report = state;
    const struct place *place = &finding->place;
    struct mem_mark mark = mem_mark(report->mem);
    struct str target = mem_format(report->mem, "%s:%llu:%.*s:%.*s", place->file ? place->file : "",
                                   (unsigned long long)place->line, STR_ARG(place->name), STR_ARG(finding->key));
    begin(report, "validation");
    put_rule(report, "rule", finding->rule, expression_of(report, finding->rule), word[diag_row(finding->code)->level],
             finding->message);
    put_data(report, str_of(place->file), target);
    put_value(report, STR("0"));
    mem_rewind(report->mem, mark);
}

static void put_share(struct report *report, const struct rules_count *count, struct str file)
{
    uint64_t judged = count->passes + count->fails + count->accepted;
    struct num_sum above = {0}, below = {0};
    num_sum_add(report->mem, &above, num_of((int64_t)count->passes));
    num_sum_add(report->mem, &below, num_of((int64_t)judged));
    begin(report, "aggregation");
    put_rule(report, "aggregate", count->id, STR("passes / (passes + fails)"), NULL, count->message);
    put_data(report, file, count->id);
    put_value(report, judged ? num_ratio_text(report->mem, &above, &below, NUM_SHORTEST, NUM_HALF_UP) : STR("NA"));
}

void report_rules(struct report *report, const struct rules *rules)
{
    report->rules = rules;
}

void report_finish(struct report *report, const char *file)
{
    struct rules_count count;
    for (uint32_t i = 0; report->rules && rules_counted(report->rules, i, &count); i++) {
        struct mem_mark mark = mem_mark(report->mem);
        if (count.fails + count.accepted == 0) {
            begin(report, "validation");
            put_rule(report, "rule", count.id, in_full(report, &count), severity_word(count.severity), count.message);
            put_data(report, str_of(file), STR("all items"));
            put_value(report, count.passes ? STR("1") : STR("NA"));
        }
        put_share(report, &count, str_of(file));
        mem_rewind(report->mem, mark);
    }
    out_write(report->out, STR("\n]\n"));
    out_commit(report->out);
}
