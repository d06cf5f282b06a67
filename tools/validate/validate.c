/* validate: records in, the same records out; what is wrong with them goes beside. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/voice.h"
#include "findings/findings.h"
#include "findings/spool.h"
#include "frame/aside.h"
#include "frame/asking.h"
#include "kinds/kind.h"
#include "kinds/localize.h"
#include "meaning/observation.h"
#include "records/crew.h"
#include "records/keys.h"
#include "records/revise.h"
#include "report/counts.h"
#include "report/infer.h"
#include "report/report.h"
#include "report/standard.h"
#include "rules/beside.h"
#include "rules/rules.h"

/* ---- options ---- */

static const char *schema_file, *findings_file, *rejects_file, *summary_file, *begins_at, *fail_on, *report_file,
    *revisions_file, *localize_file, *infer_name, *emit;
static struct beside_files beside;
static struct opt_list codes;
static bool fold, list_kinds;
static struct asking asking;

static const struct opt options[] = {
    {0, "schema", "FILE", "what the columns must be: a Table Schema (steelyard-schema(5)), or the word observations",
     OPT_TEXT, &schema_file, NULL},
    {0, "codes", "[COLUMN=]FILE", "allow in COLUMN only the codes in the first column of FILE",
     OPT_EACH, &codes, NULL},
    {0, "rules", "FILE", "hold the records against these edit rules; see steelyard-rules(5)", OPT_TEXT, &beside.rules,
     NULL},
    {0, "with", "NAME=FILE", "another table, which rules call NAME", OPT_EACH, &beside.with, NULL},
    {0, "explanations", "FILE", "queries that have been looked into: rule, key, reason, by, date", OPT_TEXT,
     &beside.explanations, NULL},
    {0, "previous", "FILE", "the last delivery, for rules of kind revision and for --revisions", OPT_TEXT,
     &beside.previous, NULL},
    {0, "revisions", "FILE", "write to FILE what has changed since --previous", OPT_TEXT, &revisions_file, NULL},
    {0, "findings", "FILE", "write every finding to FILE, as a table", OPT_TEXT, &findings_file, NULL},
    {0, "rejects", "FILE", "put records with errors into FILE, with the reasons, and not into the output", OPT_TEXT,
     &rejects_file, NULL},
    {0, "at", "PLACE", "where this part begins in the whole, as the manifest of partition says: FILE:LINE:RECORD",
     OPT_TEXT, &begins_at, NULL},
    {0, "summary", "FILE", "write to FILE how often each rule was kept and broken", OPT_TEXT, &summary_file, NULL},
    {0, "localize", "FILE",
     "write to FILE which few cells, changed, would make all rules of kind balance and ratio hold", OPT_TEXT,
     &localize_file, NULL},
    {0, "report", "FILE", "write the findings to FILE as an ESS validation report in JSON", OPT_TEXT, &report_file,
     NULL},
    {0, "infer", "STEM", "draft STEM.schema.json and STEM.rules.csv from a good file", OPT_TEXT, &infer_name, NULL},
    {0, "emit", "WHAT", "print this in place of the records: datapackage", OPT_CHOICE, &emit, "datapackage"},
    {0, "fail-on", "SEVERITY", "end with status 1 from this severity on (default error)", OPT_CHOICE, &fail_on,
     "error|query|hint"},
    {0, "list-kinds", NULL, "print the kinds of rules alone, as CSV", OPT_FLAG, &list_kinds, NULL},
    {0, "fold-header", NULL, "let column names differ in the case of ASCII letters", OPT_FLAG, &fold, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_THREADS),
    {0}};

/* ---- state ---- */

struct validate {
    bool goes_on;             /* the input is a part, and not the first */
    struct mem *mem;
    struct mem *scratch;      /* texts of the current record's findings */
    struct schema *schema;
    struct columns columns;
    struct checks checks;
    struct tally *tally;      /* one for each field of the schema */
    struct keys *keys;
    bool keyed;               /* there are keys to be held against */
    uint32_t aside;           /* columns of origins before the others */
    uint32_t lacking, beyond; /* fields without a column, columns without a field, where the order
                                 of the schema binds and somebody reads of each record */
    struct findings findings;
    struct reader *reader;
    struct writer *writer;
    struct writer *rejects;
    struct out *rejects_out;
    struct totals totals;
    struct rules *rules;      /* null: none */
    struct explanations *explain;
    struct spool *spool;      /* null: what is rejected is known at once */
    struct report *report;    /* null: none was asked for */
    struct cells *previous;   /* the last delivery, or null */
    struct revise *revise;
    struct infer *infer;      /* null: nothing is drafted */
    uint64_t ordinal;         /* of the current record, from 1 */
};

/* ---- begin ---- */

/* The one that nobody has to write waits for the columns. */
static bool is_standard(void)
{
    return schema_file && strcmp(schema_file, STANDARD_NAME) == 0;
}

/* Names that only case tells apart would be one. */
static void refuse_folded(const struct schema *schema)
{
    for (uint32_t i = 0; fold && i < schema->fields; i++)
        for (uint32_t j = 0; j < i; j++) {
            struct str one = schema->field[j].name, other = schema->field[i].name;
            if (one.length == other.length && strncasecmp(one.at, other.at, one.length) == 0)
                diag_fatal(DIAG_USAGE, NULL, "--fold-header: the schema has \"%.*s\" and \"%.*s\", which only case "
                           "tells apart", STR_ARG(one), STR_ARG(other));
        }
}

static struct schema *load_schema(struct mem *mem, const struct columns *columns)
{
    struct json_fault fault;
    struct schema *schema = is_standard() && columns ? schema_parse(mem, standard_schema(mem, columns), &fault)
                            : schema_file && !is_standard() ? schema_load(mem, schema_file)
                                                            : schema_none(mem);
    for (size_t i = 0; i < codes.count; i++)
        schema_codes(schema, codes.value[i]);
    refuse_folded(schema);
    return schema;
}

static int by_place(const void *a, const void *b)
{
    const struct check *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Columns in which anything goes are never looked at. */
static void choose_checks(struct validate *v, const struct schema_binding *binding)
{
    struct checks *checks = &v->checks;
    checks_open(v->mem, checks, binding, v->columns.count);
    checks->check = mem_array(v->mem, binding->count, sizeof *checks->check);
    checks->missing = mem_array(v->mem, binding->count, sizeof *checks->missing);
    v->tally = mem_array(v->mem, v->schema->fields, sizeof *v->tally);
    for (uint32_t i = 0; i < v->schema->fields; i++)
        v->tally[i].field = &v->schema->field[i];
    for (uint32_t i = 0; i < binding->count; i++) {
        const struct schema_bound *bound = &binding->bound[i];
        struct tally *tally = &v->tally[bound->field - v->schema->field];
        tally->bound = true;
        if (!bound->field->open || summary_file)
            checks->check[checks->count++] = (struct check){bound->at, bound->field, tally};
    }
    qsort(checks->check, checks->count, sizeof *checks->check, by_place);
}

/* Once for a whole: of what it was cut into, the first part tells. */
static void tell_header(struct validate *v, const struct schema_binding *binding)
{
    uint32_t faults = v->goes_on ? 0 : binding->faults;
    for (uint32_t i = 0; i < faults; i++) {
        const struct schema_header_fault *fault = &binding->fault[i];
        struct finding finding = {.code = DIAG_HEADER, .rule = str_of(fault->rule), .value = fault->name,
                                  .expected = fault->expected, .message = fault->message, .fix = fault->fix};
        finding.place = (struct place){.file = v->columns.file, .line = 1};
        if (fault->at != COLUMN_NONE) {
            finding.place.column = fault->at + 1;
            finding.place.name = fault->name;
        }
        findings_tell(&v->findings, &finding);
    }
    v->totals.header_faults = binding->faults;
    findings_forget(&v->findings);
}

/* Standard output is one stream: the records', or that of one table beside them. */
static void share_output(void)
{
    const char *const file[] = {findings_file, rejects_file, summary_file, report_file, revisions_file, localize_file};
    int users = !opt_given("output");
    for (size_t i = 0; i < sizeof file / sizeof *file; i++)
        users += file[i] && strcmp(file[i], "-") == 0;
    if ((revisions_file && !beside.previous) || (beside.previous && !revisions_file && !beside.rules))
        diag_fatal(DIAG_USAGE, NULL, "--revisions FILE needs --previous FILE, which needs that or --rules FILE");
    static const char *const needing[] = {"indicators", "regions", "with", "explanations", "localize"};
    for (size_t i = 0; !beside.rules && i < sizeof needing / sizeof *needing; i++)
        if (opt_given(needing[i]))
            diag_fatal(DIAG_USAGE, NULL,
                       i < 2 ? N_("--%s needs --rules FILE, whose rules ask the table; codes alone are held against "
                                  "it by --codes COLUMN=FILE")
                             : N_("--%s needs --rules FILE"), needing[i]);
    if (users > 1)
        diag_fatal(DIAG_USAGE, NULL, "two tables cannot share standard output; the records go there without -o");
}

static void open_rejects(struct validate *v, const struct record *header, char delimiter)
{
    static const char *const added[] = {"reject_line", "reject_rules", "reject_reasons"};
    v->rejects_out = out_open(v->mem, rejects_file);
    v->rejects = writer_open(v->mem, v->rejects_out, delimiter);
    for (uint32_t i = 0; i < header->count; i++)
        writer_same(v->rejects, header, i);
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        writer_plain(v->rejects, str_of(added[i]));
    writer_end(v->rejects);
}

/* A rule across rows names records that are long past. */
static void hear_doom(void *state, uint64_t ordinal, struct str rule, struct str reason)
{
    spool_doom(((struct validate *)state)->spool, ordinal, rule, reason);
}

/* Would the schema let this stand in the column value? */
static bool fits(void *state, struct str text)
{
    const struct validate *v = state;
    uint32_t at = column_find(&v->columns, observed_row(OBSERVED_VALUE)->name);
    for (uint32_t i = 0; i < v->checks.count; i++)
        if (v->checks.check[i].at == at && schema_check(v->checks.check[i].field, text) > SCHEMA_ODD)
            return false;
    return true;
}

/* The values that the schema's list has for a column; a truth is written in several ways, and what is missing may be
 * written too. */
static const struct sheet_words *listed(void *state, struct str name)
{
    const struct validate *v = state;
    uint32_t at = column_find(&v->columns, name), i = 0;
    while (i < v->checks.count && v->checks.check[i].at != at)
        i++;
    const struct schema_field *field = i < v->checks.count ? v->checks.check[i].field : NULL;
    if (!field || strcmp(field->type, "boolean") == 0 || schema_missing_bytes(field))
        return NULL;
    struct schema_question question = schema_ask(v->mem, field);
    struct sheet_words *words = mem_take(v->mem, sizeof *words);
    *words = (struct sheet_words){question.choice, (int)question.choices};
    return question.ask == SCHEMA_ASKS_CHOICE ? words : NULL;
}

static void open_rules(struct validate *v, struct job *job)
{
    struct rules_setting setting = {.mem = v->mem, .kinds = kind_lists, .columns = &v->columns,
                                    .findings = &v->findings, .keys = v->keys, .previous = v->previous,
                                    .fits = fits, .closed = listed,
                                    .doom = rejects_file ? hear_doom : NULL, .state = v};
    beside_load(job, &beside, &asking, &setting);
    v->explain = setting.explain;
    v->rules = rules_load(&setting, job_table(job, beside.rules));
    if (!v->rules)
        diag_stop();
    if (v->report)
        report_rules(v->report, v->rules);
    if (localize_file)
        localize_begin(v->rules);
}

static void begin(struct validate *v, struct job *job)
{
    const struct record *header = reader_header(v->reader);
    /* What is drafted or compared goes by names. */
    bool named = infer_name || emit || revisions_file;
    v->columns = named ? column_header(v->mem, v->reader) : column_labels(v->mem, v->reader);
    v->findings.columns = &v->columns;
    aside_parted(&v->columns);
    if (is_standard()) {
        aside_columns(&v->columns, 1);
        v->schema = load_schema(job->mem, &v->columns);
    }
    v->totals.schema = schema_file || codes.count;
    struct schema_binding binding = schema_bind(v->mem, v->schema, &v->columns, fold);
    tell_header(v, &binding);
    if (v->findings.book.writer || v->findings.also) {
        v->lacking = binding.lacking;
        v->beyond = binding.beyond;
        v->aside = binding.aside;
    }
    choose_checks(v, &binding);
    v->keys = keys_open(v->mem, v->schema, &binding, &v->findings);
    v->keyed = keys_any(v->keys);
    v->previous = beside_previous(job, &beside);
    if (beside.rules)
        open_rules(v, job);
    if (revisions_file)
        v->revise = revise_open(v->mem, v->previous, &v->columns);
    if (infer_name || emit)
        v->infer = infer_open(v->mem, &v->columns, header, job->delimiter);
    if (!emit) {
        v->writer = job_writer(job);
        writer_record(v->writer, header);
    }
    if (rejects_file)
        open_rejects(v, header, job->delimiter);
    /* Which records fail may be known only at the end. */
    if (rejects_file && (keys_self(v->keys) || (v->rules && rules_across(v->rules))))
        v->spool = spool_open(v->mem, header, job->delimiter);
}

/* ---- each ---- */

static void tell_blank(struct validate *v, const struct record *record)
{
    struct finding finding = {.code = DIAG_RECORD, .rule = STR("blank-record"),
                              .place = reader_place(v->reader, RECORD_WHOLE), .expected = voice_str("a value"),
                              .message = record->count == 1 ? voice_str("a blank line")
                                                           : voice_str("a record without any value")};
    findings_tell(&v->findings, &finding);
}

/* Tells and counts what is wrong with a field; false when an error is among it. */
static bool tell_field(struct validate *v, const struct check *check, const struct record *record, struct str text)
{
    bool query;
    struct mem_mark mark = mem_mark(v->scratch);
    uint32_t broken = schema_broken(check->field, text, &query);
    bool shown = (broken && findings_wanted(&v->findings, DIAG_FIELD)) ||
                 (query && findings_wanted(&v->findings, DIAG_FIELD_QUERY));
    struct schema_fault fault[SCHEMA_RULES_MAX];
    uint32_t faults = shown ? schema_explain(v->scratch, check->field, text, fault) : 0;
    struct str key = shown ? keys_text(v->scratch, v->keys, record) : (struct str){NULL, 0};
    for (uint32_t i = 0; i < faults; i++) {
        struct finding finding = {.code = fault[i].query ? DIAG_FIELD_QUERY : DIAG_FIELD,
                                  .rule = str_of(schema_rule_name(fault[i].rule)),
                                  .place = reader_place(v->reader, check->at), .key = key, .value = text,
                                  .expected = fault[i].expected, .message = fault[i].message, .fix = fault[i].fix};
        findings_tell(&v->findings, &finding);
    }
    mem_rewind(v->scratch, mark);
    for (uint32_t rule = 0; broken >> rule; rule++) {
        if (!(broken & 1u << rule))
            continue;
        check->tally->fails[rule]++;
        if (!shown)
            findings_count(&v->findings, DIAG_FIELD, 1);
    }
    if (query && !shown)
        findings_count(&v->findings, DIAG_FIELD_QUERY, 1);
    check->tally->odd += query;
    check->tally->unreadable += broken & 1u << SCHEMA_RULE_TYPE ? 1 : 0;
    check->tally->missing += broken & 1u << SCHEMA_RULE_REQUIRED ? 1 : 0;
    return broken == 0;
}

static void reject(struct validate *v, const struct record *record, uint64_t where, struct str rules,
                   struct str reasons)
{
    for (uint32_t i = 0; i < v->columns.count; i++)
        if (i < record->count)
            writer_same(v->rejects, record, i);
        else
            writer_plain(v->rejects, STR(""));
    char line[24];
    int length = snprintf(line, sizeof line, "%llu", (unsigned long long)where);
    writer_plain(v->rejects, (struct str){line, (size_t)length});
    writer_field(v->rejects, rules);
    writer_field(v->rejects, reasons);
    writer_end(v->rejects);
}

/* The records that are looked at together. */
struct batch {
    struct record record[KEYS_AHEAD];
    size_t count;
    bool clean;               /* nothing is wrong with any field, and the missing ones are counted */
};

static bool judge_fields(struct validate *v, const struct record *record)
{
    bool good = true;
    for (const struct check *check = v->checks.check, *end = check + v->checks.count; check < end; check++) {
        struct str text = record_field(record, check->at);
        enum schema_verdict verdict = !text.at && !check->field->required ? SCHEMA_MISSING
                                      : !text.at                         ? SCHEMA_BAD
                                                                         : schema_check(check->field, text);
        if (verdict <= SCHEMA_MISSING)
            check->tally->missing += verdict;
        else
            good &= tell_field(v, check, record, text);
    }
    return good;
}

/* Where the header has not the schema's fields, no record has.  The header was told, once;
 * the table has it for each record too. */
static void note_misfit(struct validate *v, const struct record *record)
{
    uint32_t columns = v->columns.count - v->aside, fields = v->schema->described;
    struct finding finding = {.code = DIAG_HEADER, .place = reader_place(v->reader, RECORD_WHOLE)};
    for (uint32_t i = columns; i < fields; i++) {
        finding.place.column = i + 1;
        finding.place.name = v->schema->field[i].name;
        finding.expected = voice_str("a value");
        finding.rule = STR("required");
        finding.message = voice_str("a column that the table does not have is required");
        if (v->schema->field[i].required)
            findings_note(&v->findings, &finding);
    }
    for (uint32_t i = columns; i < fields; i++) {
        finding.place.column = i + 1;
        finding.place.name = v->schema->field[i].name;
        finding.rule = STR("header-missing");
        finding.message = voice_str("a field of the schema has no column");
        findings_note(&v->findings, &finding);
    }
    for (uint32_t i = fields + v->aside; i < v->columns.count; i++) {
        finding.place = reader_place(v->reader, i);
        finding.expected = STR("");
        finding.value = record_field(record, i);
        finding.rule = STR("header-extra");
        finding.message = voice_str("a value in a column that is not in the schema");
        findings_note(&v->findings, &finding);
    }
}

static bool judge(struct validate *v, const struct batch *batch, size_t i)
{
    const struct record *record = &batch->record[i];
    if (checks_blank(&v->checks, record)) {
        tell_blank(v, record);
        v->totals.blank++;
        return false;
    }
    v->totals.records++;
    bool good = batch->clean || judge_fields(v, record);
    if (v->lacking || v->beyond)
        note_misfit(v, record);
    if (v->keyed)
        good &= keys_check(v->keys, record, i, v->reader, v->ordinal);
    return v->rules ? rules_each(v->rules, record, v->reader, v->ordinal) && good : good;
}

/* A record that --skip-bad sets aside is a finding too; diag says how many at the end.  Where
 * only its length is wrong, the fields that are there are held against the schema. */
static void hear_refused(void *state, const struct finding *finding, const struct record *record)
{
    struct validate *v = state;
    struct mem_mark mark = mem_mark(v->scratch);
    struct record fitted = record ? record_fitted(v->scratch, record, v->columns.count) : (struct record){0};
    bool blank = record && checks_blank(&v->checks, &fitted);
    v->totals.refused++;
    if (blank)
        tell_blank(v, &fitted);
    else if (record) {
        v->totals.unfit++;
        judge_fields(v, &fitted);
    }
    if (!blank)
        findings_note(&v->findings, finding);
    findings_forget(&v->findings);
    mem_rewind(v->scratch, mark);
}

/* What to do with the record is known only at the end. */
static void set_aside(struct validate *v, const struct record *record, bool good)
{
    spool_add(v->spool, record, reader_place(v->reader, RECORD_WHOLE).line);
    if (!good)
        spool_doom(v->spool, v->ordinal, v->findings.rules, v->findings.reasons);
}

static void pass_on(void *state, const struct record *record)
{
    const struct validate *v = state;
    if (v->writer)
        writer_batch(v->writer, record, 1);
}

static void each(struct validate *v, const struct batch *batch, size_t i)
{
    const struct record *record = &batch->record[i];
    reader_point(v->reader, batch->record, i, batch->count);
    v->ordinal++;
    if (v->revise)
        revise_add(v->revise, record, v->reader);
    bool good = judge(v, batch, i);
    if (v->infer && !checks_blank(&v->checks, record))
        infer_add(v->infer, record, v->reader);
    if (v->spool)
        set_aside(v, record, good);
    else if (good || !v->rejects)
        pass_on(v, record);
    else
        reject(v, record, reader_place(v->reader, RECORD_WHOLE).line, v->findings.rules, v->findings.reasons);
    if (!good)
        findings_forget(&v->findings);
}

/* Nobody looks at a record once its fields and its keys are right. */
static bool is_plain(const struct validate *v)
{
    return !v->lacking && !v->beyond && !v->rules && !v->revise && !v->infer && !v->spool;
}

static void take_in(struct validate *v, struct batch *batch)
{
    batch->clean = checks_clean(&v->checks, batch->record, batch->count);
    for (uint32_t i = 0; batch->clean && i < v->checks.count; i++)
        v->checks.check[i].tally->missing += v->checks.missing[i];
    if (batch->clean && is_plain(v) && !v->keyed) {
        v->totals.records += batch->count;
        v->ordinal += batch->count;
        if (v->writer)
            writer_batch(v->writer, batch->record, batch->count);
        return;
    }
    if (v->keyed)
        keys_ahead(v->keys, batch->record, batch->count, v->reader);
    for (size_t i = 0; i < batch->count; i++)
        each(v, batch, i);
}

/* ---- finish ---- */

static void turn_away(void *state, const struct record *record, uint64_t line, struct str rules, struct str reasons)
{
    reject(state, record, line, rules, reasons);
}

static void finish_rules(struct validate *v, char delimiter)
{
    if (v->rules && !rules_finish(v->rules))
        diag_stop();
    if (v->rules && localize_file)
        localize_write(v->rules, localize_file, delimiter);
    if (v->explain)
        explanations_finish(v->explain, &v->findings);
    if (v->spool) {
        spool_finish(v->spool, &(struct spool_sink){pass_on, turn_away, v});
        spool_close(v->spool);
    }
}

static void draft(struct validate *v, struct job *job)
{
    if (infer_name)
        infer_write(v->infer, infer_name);
    if (emit)
        infer_package(v->infer, job_out(job), job->file, job->files, is_standard() ? NULL : schema_file,
                      job->delimiter);
    infer_close(v->infer);
}

static void finish(struct validate *v, char delimiter)
{
    if (v->keys)
        keys_finish(v->keys, v->spool ? hear_doom : NULL, v);
    finish_rules(v, delimiter);
    if (summary_file)
        counts_write(v->mem, summary_file, delimiter, v->tally, v->tally ? v->schema->fields : 0, v->keys,
                      v->rules, &v->totals);
    if (v->report)
        report_finish(v->report, v->columns.file);
    if (v->revise)
        revise_finish(v->revise, revisions_file, delimiter);
    if (v->previous)
        cells_close(v->previous);
    if (v->rules)
        rules_done(v->rules);
    findings_close(&v->findings);
    if (v->rejects_out)
        out_commit(v->rejects_out);
    if (v->keys)
        keys_close(v->keys);
    schema_close(v->schema);
    mem_close(v->scratch);
    bool rules = schema_file || codes.count || beside.rules || beside.previous || infer_name || emit;
    if (!rules && v->columns.count)
        diag_report(DIAG_FORM_ONLY, NULL, "only the form was checked: a header, records of one length, UTF-8; "
                    "--schema %s or --rules FILE says what must be true of the values",
                    column_find(&v->columns, observed_row(OBSERVED_INDICATOR)->name) == COLUMN_NONE
                        ? "FILE" : STANDARD_NAME);
    if (fail_on && strcmp(fail_on, "error") != 0 && v->findings.queries)
        diag_status(1);
    if (fail_on && strcmp(fail_on, "hint") == 0 && v->findings.hints)
        diag_status(1);
}

/* ---- run ---- */

static void write_kinds(struct writer *writer)
{
    const char *name, *meaning;
    writer_plain(writer, STR("kind"));
    writer_plain(writer, STR("meaning"));
    writer_end(writer);
    for (uint32_t i = 0; (name = kind_name(i, &meaning)); i++) {
        writer_field(writer, str_of(name));
        writer_field(writer, voice_str(meaning));
        writer_end(writer);
    }
}

static void run(struct job *job)
{
    if (list_kinds) {
        write_kinds(job_writer(job));
        return;
    }
    struct validate v = {.mem = job->mem, .scratch = mem_open()};
    struct batch batch;
    share_output();
    v.schema = is_standard() ? schema_none(job->mem) : load_schema(job->mem, NULL);
    findings_open(&v.findings, job->mem, findings_file, job->delimiter, rejects_file != NULL);
    if (report_file) {
        v.report = report_open(job->mem, report_file);
        v.findings.also = report_note;
        v.findings.state = v.report;
    }
    job_at(job, begins_at);
    v.goes_on = reading_goes_on(&job->reading);
    job->reading.blanks = true;
    job->reading.refused = hear_refused;
    job->reading.state = &v;
    v.reader = job_reader(job);
    if (reader_header(v.reader))
        begin(&v, job);
    if (is_plain(&v) && (!v.keyed || keys_alone(v.keys)))
        v.ordinal = v.totals.records = crew_run(v.reader, v.schema, &v.checks, v.keyed ? v.keys : NULL, v.writer,
                                                asking_threads(&asking));
    while ((batch.count = reader_batch(v.reader, batch.record, KEYS_AHEAD)))
        take_in(&v, &batch);
    if (v.infer)
        draft(&v, job);
    finish(&v, job->delimiter);
}

/* ---- the tool: words that --list names ---- */

static bool list_kind(size_t i, struct tool_item *item)
{
    item->name = kind_name((uint32_t)i, &item->meaning);
    return item->name != NULL;
}

static bool list_type(size_t i, struct tool_item *item)
{
    item->name = schema_type_name((uint32_t)i, &item->meaning);
    return item->name != NULL;
}

static const struct tool_words words[] = {{"rule", NULL, list_kind}, {"type", NULL, list_type}, {0}};
static const struct tool_list list = {{"kind", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "validate --schema samples/schema/observations.json samples/national/observations.csv >/dev/null",
    "validate --codes samples/national/indicators.csv samples/national/observations.csv >/dev/null", NULL};

static const struct tool_column columns[] = {
    {"in", "the schema's columns", "required", "as fieldsMatch says; without --schema any table will do"},
    {"out", "all columns of the input", "always", "the records, byte for byte"},
    {0}};

static const struct tool tool = {
    .name = "validate",
    .purpose = "check records against a schema, and pass them on unchanged",
    .operands = "[FILE]...",
    .in = "CSV with a header",
    .out = "the same records; findings go to standard error and to --findings, rejected records to --rejects",
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
