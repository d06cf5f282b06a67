/* explanations - see explanations.h */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "findings/explanations.h"
#include "io/column.h"

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

static const char *const column_name[] = {"rule", "key", "reason", "by", "date"};
enum { RULE, KEY, REASON, BY, DATE, COLUMNS };

struct explanations *explanations_load(struct mem *mem, const char *path, struct reader *reader)
{
    struct explanations *explain = mem_take(mem, sizeof *explain);
    struct columns columns = column_header(mem, reader);
    uint32_t at[COLUMNS];
    *explain = (struct explanations){.mem = mem, .file = path, .row = group_open(2, sizeof(struct explanation))};
    for (int i = 0; i < COLUMNS; i++)
        at[i] = column_need(&columns, str_of(column_name[i]), "--explanations");
    const struct record *record;
    while ((record = reader_next(reader))) {
        struct str text[COLUMNS];
        for (int i = 0; i < COLUMNS; i++)
            text[i] = mem_copy(mem, str_trim(record_field(record, at[i])));
        struct place place = reader_place(reader, at[REASON]);
        if (!text[REASON].length)
            diag_fatal(DIAG_RULES, &place, "an explanation without a reason explains nothing");
        struct explanation *row = group_at(explain->row, text);
        if (row->line)
            diag_fatal(DIAG_RULES, &place, "rule \"%.*s\" and key \"%.*s\" were explained on line %llu already",
                       STR_ARG(text[RULE]), STR_ARG(text[KEY]), (unsigned long long)row->line);
        *row = (struct explanation){text[REASON], text[BY], text[DATE], place.line, false, false};
    }
    reader_close(reader);
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
