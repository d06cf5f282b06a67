/* explanations - see explanations.h */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "findings/explanations.h"
#include "meaning/sheet.h"

struct explanation {
    struct str reason, by, date;
    uint64_t line;
    bool used, told;
};

struct explanations {
    struct mem *mem;
    const char *file;
    struct group *row;        /* by rule and key */
};

/* A row of the file. */
struct line {
    struct str key[2];        /* rule and key */
    struct explanation row;
};

static const struct sheet_column line_column[] = {
    {"rule", SHEET_COLUMN, sheet_trimmed, offsetof(struct line, key[0]), NULL},
    {"key", SHEET_COLUMN, sheet_trimmed, offsetof(struct line, key[1]), NULL},
    {"reason", SHEET_COLUMN, sheet_trimmed, offsetof(struct line, row.reason), NULL},
    {"by", SHEET_COLUMN, sheet_trimmed, offsetof(struct line, row.by), NULL},
    {"date", SHEET_COLUMN, sheet_trimmed, offsetof(struct line, row.date), NULL},
};

struct explanations *explanations_load(struct mem *mem, const char *path, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct line, line_column, DIAG_RULES, "--explanations");
    struct explanations *explain = mem_take(mem, sizeof *explain);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct line line;
    *explain = (struct explanations){.mem = mem, .file = path, .row = group_open(2, sizeof(struct explanation))};
    while (sheet_next(sheet, &line)) {
        struct explanation *row = group_at(explain->row, line.key);
        if (!line.row.reason.length)
            sheet_wrong(sheet, "reason", "an explanation without a reason explains nothing");
        else if (row->line)
            sheet_wrong(sheet, "reason", "rule \"%.*s\" and key \"%.*s\" were explained on line %llu already",
                        STR_ARG(line.key[0]), STR_ARG(line.key[1]), (unsigned long long)row->line);
        *row = line.row;
        row->line = sheet_line(sheet);
    }
    sheet_close(sheet);
    return explain;
}

bool explanations_find(struct explanations *explain, struct mem *mem, struct str rule, struct str key, bool error,
                  struct str *sentence)
{
    const struct str both[] = {rule, key};
    struct explanation *row = group_find(explain->row, both);
    if (!row)
        return false;
    row->used = true;
    if (error && !row->told) {
        row->told = true;
        struct place place = {.file = explain->file, .line = row->line};
        diag_report(DIAG_EXPLANATION, &place, "rule \"%.*s\" is an error, which no explanation removes; it must be "
                    "corrected", STR_ARG(rule));
    }
    struct str who = !row->by.length ? row->date : row->by;
    if (row->by.length && row->date.length)
        who = say_format(mem, "%.*s, %.*s", STR_ARG(row->by), STR_ARG(row->date));
    *sentence = who.length ? say_format(mem, "%.*s (%.*s)", STR_ARG(row->reason), STR_ARG(who)) : row->reason;
    return !error;
}

void explanations_finish(struct explanations *explain, struct findings *findings)
{
    struct group_walk walk = {0};
    while (group_next(explain->row, &walk)) {
        const struct explanation *row = walk.state;
        if (row->used)
            continue;
        struct str rule = group_key(explain->row, row, 0), key = group_key(explain->row, row, 1);
        struct finding finding = {.code = DIAG_EXPLANATION, .rule = STR("explanation"),
                                  .place = {.file = explain->file, .line = row->line}, .key = key, .value = rule,
                                  .expected = voice_str("a finding of that rule and key")};
        finding.message = say_format(explain->mem, "stale: rule \"%.*s\" found nothing at \"%.*s\"", STR_ARG(rule),
                                     STR_ARG(key));
        findings_tell(findings, &finding);
    }
    group_close(explain->row);
}
