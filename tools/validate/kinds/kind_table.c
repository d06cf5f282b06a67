/* kind_table - kinds about a table of any sort: what must be in it, how big it is, rows
 * that are counted, values that some program cut */
#include "base/str.h"
#include "base/voice.h"
#include "kinds/kind.h"

/* ---- exists ---- */

struct exists {
    struct expr *expr;
    struct str *text;         /* of the `by` columns */
};

struct some {
    bool found, unknown;
};

static void exists_open(struct rules *rules, struct rule *rule)
{
    struct exists *own = mem_take(rules->mem, sizeof *own);
    uint32_t count = rule->by.count ? rule->by.count : 1;
    own->text = mem_array(rules->mem, count, sizeof *own->text);
    own->expr = rule_condition(rules, rule, rule->text, &rules->names);
    rule->own = own;
    rule->group = group_open(count, sizeof(struct some));
    /* Without groups even an empty table is one. */
    if (!rule->by.count)
        group_at(rule->group, own->text);
}

static bool exists_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct exists *own = rule->own;
    for (uint32_t i = 0; i < rule->by.count; i++)
        own->text[i] = record_field(record, rule->by.at[i]);
    struct some *some = group_at(rule->group, own->text);
    enum expr_truth truth = expr_test(own->expr, (void *)(uintptr_t)record);
    some->found |= truth == EXPR_TRUE;
    some->unknown |= truth == EXPR_UNKNOWN;
    if (truth == EXPR_UNKNOWN && expr_stopped(own->expr, (void *)(uintptr_t)record))
        return rule_undecided(rules, rule, record, own->expr);
    return true;
}

static void exists_settle(struct rules *rules, struct rule *rule)
{
    struct group_walk walk = {0};
    while (group_next(rule->group, &walk)) {
        const struct some *some = walk.state;
        struct mem_mark mark = mem_mark(rules->scratch);
        struct str *key = mem_array(rules->scratch, rule->by.count, sizeof *key);
        for (uint32_t i = 0; i < rule->by.count; i++)
            key[i] = group_key(rule->group, walk.state, i);
        struct failure verdict = {.place = {.file = rules->setting.columns->file}, .expected = rule->text,
                                  .key = grouping_joined(rules, key, rule->by.count, STR(""))};
        verdict.message = rule->by.count ? say_format(rules->scratch, "no record of %.*s fulfils %.*s",
                                                      STR_ARG(verdict.key), STR_ARG(rule->text))
                                         : say_format(rules->scratch, "no record fulfils %.*s", STR_ARG(rule->text));
        if (some->found)
            rule_pass(rule);
        else if (some->unknown)
            rule_unknown(rule);
        else
            rule_fail(rules, rule, &verdict);
        mem_rewind(rules->scratch, mark);
    }
}

/* ---- dimensions ---- */

static const struct dimension {
    const char *name;
    bool columns;             /* of the table, not its records */
    int sides;                /* 1 at least, -1 at most, 0 just as many */
    const char *sentence;
} dimensions[] = {{"rows", false, 0, N_("%.*s records, %.*s are wanted")},
                  {"min_rows", false, 1, N_("%.*s records, at least %.*s are wanted")},
                  {"max_rows", false, -1, N_("%.*s records, at most %.*s are wanted")},
                  {"columns", true, 0, N_("%.*s columns, %.*s are wanted")},
                  {"min_columns", true, 1, N_("%.*s columns, at least %.*s are wanted")},
                  {"max_columns", true, -1, N_("%.*s columns, at most %.*s are wanted")}};

static void dimensions_open(struct rules *rules, struct rule *rule)
{
    if (!rule->options)
        rule_wrong(rule, 0, "dimensions needs one of %s", rule->kind->options);
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++)
        rule_whole(rule, dimensions[i].name, 0, 0, INT32_MAX);
    rule->own = mem_take(rules->mem, sizeof(uint64_t));
}

static bool dimensions_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    (void)rules;
    (void)record;
    ++*(uint64_t *)rule->own;
    return true;
}

static void dimensions_settle(struct rules *rules, struct rule *rule)
{
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++) {
        const struct dimension *row = &dimensions[i];
        struct num want, got = num_of((int64_t)*(uint64_t *)rule->own);
        if (!rule_number(rule, row->name, &want))
            continue;
        if (row->columns)
            got = num_of(rules->setting.columns->count);
        int order = num_compare(got, want);
        if (row->sides ? order * row->sides >= 0 : order == 0) {
            rule_pass(rule);
            continue;
        }
        struct mem_mark mark = mem_mark(rules->scratch);
        struct failure verdict = {.place = {.file = rules->setting.columns->file}, .key = str_of(row->name),
                                  .value = rule_text(rules, got), .expected = rule_text(rules, want)};
        verdict.message = say_format(rules->scratch, row->sentence, STR_ARG(verdict.value), STR_ARG(verdict.expected));
        rule_fail(rules, rule, &verdict);
        mem_rewind(rules->scratch, mark);
    }
}

/* ---- numbered ---- */

struct numbered {
    uint32_t column;
    struct str *text;
};

/* How far a group has come. */
struct last {
    struct num place, value;  /* what its last record should have had, and what it had */
    struct num blanks;        /* records without a number since */
    bool begun;
};

static void numbered_open(struct rules *rules, struct rule *rule)
{
    struct numbered *own = mem_take(rules->mem, sizeof *own);
    struct str name = rule_option(rule, "column", NULL);
    uint32_t count = rule->by.count ? rule->by.count : 1;
    if (!name.length)
        rule_wrong(rule, 0, "numbered needs column=NAME");
    own->column = rule_column(rules, rule, name, 0);
    own->text = mem_array(rules->mem, count, sizeof *own->text);
    rule->own = own;
    rule->group = group_open(count, sizeof(struct last));
}

/* Does the value go on from where the group stands?  After a number that did not fit the count
 * goes on from its place (9 in place of 3, then 4) or from the number (a leap to 9, then 10), so
 * that one slip is one finding; records without a number may have taken a place or none. */
static bool goes_on(const struct last *last, struct num value)
{
    const struct num *const from[] = {&last->place, &last->value};
    struct num step;
    for (size_t i = 0; i < 2; i++)
        if (num_subtract(value, *from[i], &step) && num_compare(step, num_of(1)) >= 0 &&
            num_subtract(step, last->blanks, &step) && num_compare(step, num_of(1)) <= 0)
            return true;
    return false;
}

static bool tell_number(struct rules *rules, struct rule *rule, const struct record *record, enum num_verdict verdict,
                        const struct last *last, struct num next)
{
    const struct numbered *own = rule->own;
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure failure = rule_on(rules, rule, record, own->column);
    struct str text = failure.value = record_field(record, own->column);
    if (last->begun)
        failure.expected = rule_text(rules, next);
    if (verdict != NUM_OK)
        failure.message = say_format(rules->scratch, "\"%.*s\" %s", STR_ARG(text),
                                         num_why(rules->scratch, verdict, text));
    else
        failure.message = say_format(rules->scratch, "%.*s comes after %.*s", STR_ARG(text),
                                     STR_ARG(rule_text(rules, last->value)));
    bool error = rule_fail(rules, rule, &failure);
    mem_rewind(rules->scratch, mark);
    return !error;
}

static bool numbered_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct numbered *own = rule->own;
    struct num value, next = num_of(0);
    enum num_verdict verdict = num_parse(record_field(record, own->column), &value);
    for (uint32_t i = 0; i < rule->by.count; i++)
        own->text[i] = record_field(record, rule->by.at[i]);
    struct last *last = group_at(rule->group, own->text);
    bool good = true;
    if (verdict == NUM_EMPTY) {
        rule_unknown(rule);
        num_add(last->blanks, num_of(1), &last->blanks);
        return true;
    }
    num_add(last->place, num_of(1), &next);
    num_add(next, last->blanks, &next);
    if (verdict == NUM_OK && (!last->begun || goes_on(last, value)))
        rule_pass(rule);
    else
        good = tell_number(rules, rule, record, verdict, last, next);
    bool kept = verdict != NUM_OK || (last->begun && !goes_on(last, value));
    if (verdict == NUM_OK || last->begun)
        *last = (struct last){.place = kept ? next : value, .value = verdict == NUM_OK ? value : next, .begun = true};
    return good;
}

/* ---- determines ---- */

struct pairing {
    struct choice from, to;
    struct str *text;
};

/* What the first record with these values had in the column. */
struct partner {
    struct str text;
    uint64_t line;
    const char *file;
};

/* Columns of one side; a blank or nothing but a comma parts their names. */
static struct choice side_of(struct rules *rules, struct rule *rule, struct str text)
{
    struct choice choice = {.at = mem_array(rules->mem, RULE_BY_MAX, sizeof *choice.at)};
    struct str rest = text, name;
    size_t place;
    while (rule_name(rules, rule, &rest, &name, &place)) {
        if (choice.count == RULE_BY_MAX)
            rule_wrong(rule, 0, "more than %d columns", RULE_BY_MAX);
        choice.at[choice.count++] = rule_column(rules, rule, name, place);
    }
    return choice;
}

static void determines_open(struct rules *rules, struct rule *rule)
{
    struct pairing *own = mem_take(rules->mem, sizeof *own);
    ptrdiff_t arrow = str_find(rule->text, STR("->"));
    if (arrow <= 0 || (size_t)arrow + 2 >= rule->text.length)
        rule_wrong(rule, 0, "COLUMN -> COLUMN was expected: to one code belongs one name");
    own->from = side_of(rules, rule, str_trim(str_part(rule->text, 0, (size_t)arrow)));
    own->to = side_of(rules, rule, str_trim(str_part(rule->text, (size_t)arrow + 2, rule->text.length)));
    own->text = mem_array(rules->mem, own->from.count + 1, sizeof *own->text);
    rule->own = own;
    rule->by = own->from;
    rule->grouped = true;
    rule->group = group_open(own->from.count + 1, sizeof(struct partner));
}

/* One column of the right side.  A field that is empty says nothing. */
static bool judge_partner(struct rules *rules, struct rule *rule, const struct record *record, uint32_t column)
{
    const struct pairing *own = rule->own;
    struct str text = record_field(record, column);
    struct place place = reader_place(rules->reader, column);
    size_t bytes = 0;
    for (uint32_t i = 0; i < own->from.count; i++) {
        own->text[i] = record_field(record, own->from.at[i]);
        bytes += own->text[i].length;
    }
    if (!bytes || !text.length) {
        rule_unknown(rule);
        return true;
    }
    own->text[own->from.count] = rules->setting.columns->name[column];
    struct partner *partner = group_at(rule->group, own->text);
    if (!partner->line)
        *partner = (struct partner){mem_copy(rules->mem, text), place.line, place.file};
    if (str_eq(partner->text, text)) {
        rule_pass(rule);
        return true;
    }
    struct mem_mark mark = mem_mark(rules->scratch);
    struct failure verdict = rule_on(rules, rule, record, column);
    verdict.value = text;
    verdict.expected = partner->text;
    verdict.message = say_format(rules->scratch, "%.*s has \"%.*s\" here and \"%.*s\" on line %llu",
                                 STR_ARG(verdict.key), STR_ARG(text), STR_ARG(partner->text),
                                 (unsigned long long)partner->line);
    if (partner->file != place.file)
        verdict.message = say_format(rules->scratch, "%.*s of %s", STR_ARG(verdict.message), partner->file);
    bool error = rule_fail(rules, rule, &verdict);
    mem_rewind(rules->scratch, mark);
    return !error;
}

static bool determines_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct pairing *own = rule->own;
    bool good = true;
    for (uint32_t i = 0; i < own->to.count; i++)
        good &= judge_partner(rules, rule, record, own->to.at[i]);
    return good;
}

/* ---- truncated ---- */

/* The largest numbers of storage: beyond them a program keeps the limit itself. */
static const char *const ceiling[] = {"32767", "65535", "2147483647", "4294967295", "9223372036854775807",
                                      "18446744073709551615", "18446744073709551616", "-32768", "-2147483648",
                                      "-9223372036854775808", "2097152"};
/* The longest texts of databases and spreadsheets, in characters. */
static const size_t longest[] = {255, 32767, 65535};

static void truncated_open(struct rules *rules, struct rule *rule)
{
    const struct columns *columns = rules->setting.columns;
    struct str rest = rule_option(rule, "columns", NULL), name;
    struct choice *own = mem_take(rules->mem, sizeof *own);
    own->at = mem_array(rules->mem, columns->count + rest.length, sizeof *own->at);
    for (uint32_t i = 0; !rest.length && i < columns->count; i++)
        own->at[own->count++] = i;
    while (column_cut(rules->mem, &rest, &name))
        own->at[own->count++] = rule_column(rules, rule, name, 0);
    rule->own = own;
}

/* What limit a field is at, in a sentence; empty when at none. */
static struct str limit_of(struct mem *mem, struct str text)
{
    struct num value;
    for (size_t i = 0; i < sizeof ceiling / sizeof *ceiling; i++)
        if (str_eq(text, str_of(ceiling[i])))
            return voice_str("this is the largest number that some program can hold");
    for (size_t i = 0; i < sizeof longest / sizeof *longest; i++)
        if (text.length >= longest[i] && num_parse(text, &value) != NUM_OK && str_runes(text) == longest[i])
            return say_format(mem, "this is %zu characters long, where some programs cut", longest[i]);
    return STR("");
}

static bool truncated_each(struct rules *rules, struct rule *rule, const struct record *record)
{
    const struct choice *own = rule->own;
    bool good = true;
    for (uint32_t i = 0; i < own->count; i++) {
        struct mem_mark mark = mem_mark(rules->scratch);
        struct str text = record_field(record, own->at[i]);
        struct str limit = limit_of(rules->scratch, text);
        if (!limit.length) {
            if (text.length)
                rule_pass(rule);
            else
                rule_unknown(rule);
            continue;
        }
        struct failure verdict = rule_on(rules, rule, record, own->at[i]);
        verdict.value = text.length > 40 ? STR("") : text;
        verdict.message = limit;
        good &= !rule_fail(rules, rule, &verdict);
        mem_rewind(rules->scratch, mark);
    }
    return good;
}

/* ---- the rows ---- */

const struct rule_kind kinds_table[] = {
    {"exists", N_("some record of each group fulfils a condition"), NULL, "", "", true, exists_open, exists_each,
     exists_settle, REACH_WIDE},
    {"dimensions", "the table has so many rows and columns",
     "rows,min_rows,max_rows,columns,min_columns,max_columns", "", "", true, dimensions_open, dimensions_each,
     dimensions_settle, REACH_WIDE},
    {"numbered", N_("a column counts up by one from record to record"), "column", "", "", true, numbered_open,
     numbered_each, NULL, REACH_WIDE},
    {"determines", N_("to one code belongs one name: code -> name"), NULL, "", "", true, determines_open,
     determines_each, NULL, REACH_WIDE},
    {"truncated", N_("no value is at a limit where programs cut: 255 characters, 2147483647"), "columns", "", "", true,
     truncated_open, truncated_each, NULL, REACH_WIDE},
    {0}};
