/* findings - see findings.h */
#include <stdio.h>

#include "base/str.h"
#include "findings/findings.h"
#include "io/out.h"

/* As many as diag shows of a code, and as many reasons as a rejected record has. */
enum { SHOWN = 20, REASONS = 20 };

static const char *severity(enum diag_code code)
{
    static const char *const word[] = {[DIAG_HINT] = "hint", [DIAG_NOTE] = "hint", [DIAG_WARNING] = "query",
                                       [DIAG_ERROR] = "error"};
    if (code == DIAG_ACCEPTED)
        return "accepted";
    return word[diag_row(code)->level];
}

void findings_open(struct findings *findings, struct mem *mem, const char *path, char delimiter, bool gather)
{
    *findings = (struct findings){.mem = mem, .gather = gather, .scratch = gather ? mem_open() : NULL};
    findings->book = logbook_open(mem, path, delimiter, "severity,rule,file,line,record,column,key,value,"
                                                        "expected,imbalance,tolerance,message,fix");
}

bool findings_wanted(const struct findings *findings, enum diag_code code)
{
    return findings->book.writer || findings->gather || findings->also || diag_count(code) < SHOWN;
}

static void add(struct findings *findings, enum diag_code code, uint64_t count)
{
    findings->errors += diag_row(code)->level == DIAG_ERROR ? count : 0;
    findings->queries += diag_row(code)->level == DIAG_WARNING ? count : 0;
    findings->hints += diag_row(code)->level == DIAG_HINT ? count : 0;
}

void findings_count(struct findings *findings, enum diag_code code, uint64_t count)
{
    diag_more(code, count);
    add(findings, code, count);
}

static void put_number(struct writer *writer, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    writer_plain(writer, (struct str){digits, number ? (size_t)length : 0});
}

static void put_column(const struct findings *findings, const struct place *place)
{
    bool alone = place->name.length;
    if (alone && findings->columns && place->column && place->column <= findings->columns->count)
        column_first(findings->columns, place->name, &alone);
    if (alone)
        writer_field(findings->book.writer, place->name);
    else
        put_number(findings->book.writer, place->column);
}

void findings_note(struct findings *findings, const struct finding *finding)
{
    struct writer *writer = findings->book.writer;
    if (findings->also)
        findings->also(findings->state, finding);
    if (!writer)
        return;
    struct diag_spot spot = diag_spot(&finding->place);
    writer_plain(writer, str_of(severity(finding->code)));
    writer_field(writer, finding->rule.length ? finding->rule : str_of(diag_row(finding->code)->word));
    writer_field(writer, spot.named);
    put_number(writer, spot.line);
    put_number(writer, finding->place.record);
    put_column(findings, &finding->place);
    const struct str rest[] = {finding->key,       finding->value,     finding->expected, finding->imbalance,
                               finding->tolerance, finding->message, finding->fix};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        writer_field(writer, rest[i]);
    writer_end(writer);
}

/* Adds to the reasons why the current record is rejected. */
static void gather(struct findings *findings, const struct finding *finding)
{
    if (!findings->gather || diag_row(finding->code)->level != DIAG_ERROR || findings->gathered++ >= REASONS)
        return;
    const char *mark = findings->gathered > 1 ? "; " : "";
    findings->rules = mem_format(findings->scratch, "%.*s%s%.*s", STR_ARG(findings->rules), mark,
                                 STR_ARG(finding->rule));
    findings->reasons = mem_format(findings->scratch, "%.*s%s%.*s", STR_ARG(findings->reasons), mark,
                                   STR_ARG(finding->message));
}

void findings_forget(struct findings *findings)
{
    if (!findings->gathered)
        return;
    findings->gathered = 0;
    findings->rules = findings->reasons = (struct str){NULL, 0};
    mem_close(findings->scratch);
    findings->scratch = mem_open();
}

void findings_tell(struct findings *findings, const struct finding *finding)
{
    gather(findings, finding);
    diag_tell(finding);
    add(findings, finding->code, 1);
    findings_note(findings, finding);
}

void findings_close(struct findings *findings)
{
    logbook_close(&findings->book);
    mem_close(findings->scratch);
}
