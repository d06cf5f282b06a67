/* casefolder: conformance cases of a folder; see tests/casefolder.  Each case is run in
 * a process of its own, since a malformed input ends the run; what it says is kept, since
 * a refusal must be told. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "io/column.h"
#include "io/json.h"
#include "meaning/schema.h"
#include "values/num.h"

struct one {
    struct mem *mem;
    const char *input, *schema, *expected, *options;
};

static struct str path_in(struct mem *mem, const char *folder, struct str name)
{
    return name.length ? mem_format(mem, "%s/%.*s", folder, STR_ARG(name)) : (struct str){NULL, 0};
}

/* The options of a case: what is not there is the default. */
static const struct json *options_of(const struct one *one)
{
    return one->options && access(one->options, R_OK) == 0 ? json_read(one->mem, one->options) : NULL;
}

static char letter(const struct json *options, const char *name, char fallback)
{
    const struct json *node = options ? json_find(options, name) : NULL;
    return node && node->text.length == 1 ? *node->text.at : fallback;
}

/* ---- parse, parse-error ---- */

/* A cell as a JSON value: suites write true and 10.0 where the file has those characters. */
static bool same_cell(const struct json *want, struct str cell)
{
    struct num a, b;
    if (want->kind == JSON_KIND_FLAG)
        return str_eq(cell, want->flag ? STR("true") : STR("false"));
    if (want->kind == JSON_KIND_NULL)
        return cell.length == 0;
    if (want->kind == JSON_KIND_NUMBER && num_parse(want->text, &a) == NUM_OK && num_parse(cell, &b) == NUM_OK)
        return num_compare(a, b) == 0;
    return str_eq(want->text, cell);
}

/* Records by the names of the header, which is read as such. */
static bool same_records(struct mem *mem, struct reader *reader, const struct json *records)
{
    struct columns columns = column_header(mem, reader);
    const struct json *row = json_items(records);
    const struct record *record;
    while ((record = reader_next(reader))) {
        if (!row || row->count != columns.count)
            return false;
        for (const struct json *cell = row->first; cell; cell = cell->next) {
            uint32_t at = column_find(&columns, cell->key);
            if (at == COLUMN_NONE || !same_cell(cell, record_field(record, at)))
                return false;
        }
        row = row->next;
    }
    return !row;
}

static bool same_rows(struct reader *reader, const struct json *rows)
{
    const struct record *record;
    const struct json *row = rows ? json_items(rows) : NULL;
    while ((record = reader_next(reader))) {
        if (!row)
            return false;
        const struct json *cell = row->first;
        for (uint32_t i = 0; i < record->count; i++, cell = cell->next)
            if (!cell || !same_cell(cell, record_field(record, i)))
                return false;
        if (cell)
            return false;
        row = row->next;
    }
    return !row;
}

static bool run_parse(const struct one *one)
{
    const struct json *expected = json_read(one->mem, one->expected), *records = json_find(expected, "records");
    struct reading how = {.delimiter = letter(options_of(one), "delimiter", ','), .headless = !records,
                          .allow_empty = true, .blanks = !records};
    if (records)
        return same_records(one->mem, reader_open(one->mem, &one->input, 1, &how), records);
    const struct json *rows = json_find(expected, "rows"), *row = rows ? json_items(rows) : NULL;
    /* A case whose rows differ in length is about splitting alone: the raw way. */
    for (uint32_t columns = row ? row->count : 0; row; row = row->next)
        how.loose |= row->count != columns;
    return same_rows(reader_open(one->mem, &one->input, 1, &how), rows);
}

/* The header that the file is supposed to have, as a schema: one that it does not fit ends the run. */
static void need_header(const struct one *one, const struct columns *columns, const struct json *names)
{
    struct str fields = STR("");
    struct json_fault fault;
    for (const struct json *name = names ? json_items(names) : NULL; name; name = name->next)
        fields = mem_format(one->mem, "%.*s%s{\"name\": \"%.*s\"}", STR_ARG(fields), fields.length ? ", " : "",
                            STR_ARG(name->text));
    if (!fields.length)
        return;
    struct str text = mem_format(one->mem, "{\"fields\": [%.*s]}", STR_ARG(fields));
    struct schema *schema = schema_parse(one->mem, text, &fault);
    struct schema_binding binding = schema_bind(one->mem, schema, columns, false);
    if (binding.faults)
        diag_fatal(DIAG_COLUMN, NULL, "%.*s", STR_ARG(binding.fault[0].message));
}

/* Must end the run with status 2; whoever comes back has read it. */
static bool run_parse_error(const struct one *one)
{
    const struct json *options = options_of(one);
    struct reading how = {.delimiter = letter(options, "delimiter", ',')};
    struct reader *reader = reader_open(one->mem, &one->input, 1, &how);
    struct columns columns = column_header(one->mem, reader);
    need_header(one, &columns, options ? json_find(options, "expect_header") : NULL);
    while (reader_next(reader)) {
    }
    return false;
}

/* ---- cell-cast ---- */

/* A value in JSON as a text that a field of the same type without options reads. */
static struct str plain_text(struct mem *mem, const struct json *node, struct str type)
{
    struct str text = STR(""), item;
    if (node->kind == JSON_KIND_FLAG)
        return node->flag ? STR("true") : STR("false");
    if (node->kind != JSON_KIND_LIST && node->kind != JSON_KIND_OBJECT)
        return node->text;
    if (str_eq(type, STR("yearmonth")))
        return mem_format(mem, "%.*s-%s%.*s", STR_ARG(node->first->text), node->first->next->text.length < 2 ? "0" : "",
                          STR_ARG(node->first->next->text));
    bool list = node->kind == JSON_KIND_LIST, point = str_eq(type, STR("geopoint"));
    for (const struct json *child = node->first; child; child = child->next) {
        item = plain_text(mem, child, STR(""));
        text = mem_format(mem, "%.*s%s%s%.*s%s%s%.*s%s", STR_ARG(text), child == node->first ? "" : ", ",
                          list ? "" : "\"", STR_ARG(child->key), list ? "" : "\": ",
                          child->kind == JSON_KIND_TEXT ? "\"" : "", STR_ARG(item),
                          child->kind == JSON_KIND_TEXT ? "\"" : "");
    }
    return point ? text : mem_format(mem, "%s%.*s%s", list ? "[" : "{", STR_ARG(text), list ? "]" : "}");
}

/* Is the field's value the one that the case has?  Equal values have equal canonical
 * texts, so the case's is read by a field of the same type that has no options. */
static bool same_canonical(struct mem *mem, const struct schema_field *field, const struct json *row, struct str text)
{
    const struct json *canonical = json_find(row, "canonical");
    struct json_fault fault;
    char one[SCHEMA_CANONICAL_MAX], other[SCHEMA_CANONICAL_MAX];
    struct str found, want, type = str_of(field->type);
    if (!canonical || canonical->kind == JSON_KIND_NULL || !schema_canonical(field, text, one, &found))
        return true;
    struct str plain = mem_format(mem, "{\"fields\": [{\"name\": \"v\", \"type\": \"%.*s\"}]}",
                                  str_eq(type, STR("geojson")) ? 6 : (int)type.length,
                                  str_eq(type, STR("geojson")) ? "object" : type.at);
    struct schema *schema = schema_parse(mem, plain, &fault);
    struct str value = plain_text(mem, canonical, type);
    bool same = schema && schema_canonical(&schema->field[0], value, other, &want) && str_eq(found, want);
    if (!same)
        printf("  value \"%.*s\" is not %.*s\n", STR_ARG(text), STR_ARG(value));
    return same;
}

/* Does the field read as the row says: a value, a missing one, none? */
static bool same_value(const struct schema_field *field, const struct json *row, struct str text)
{
    enum schema_verdict verdict = schema_check(field, text);
    bool missing = json_flag(json_find(row, "missing")), ok = json_flag(json_find(row, "ok"));
    return (verdict != SCHEMA_BAD) == ok && (verdict == SCHEMA_MISSING) == missing;
}

static bool run_cast(const struct one *one)
{
    const struct json *expected = json_read(one->mem, one->expected);
    struct schema *schema = schema_load(one->mem, one->schema);
    const char *const *file = &one->input;
    struct reading how = {.blanks = true};
    struct reader *reader = reader_open(one->mem, file, 1, &how);
    const struct json *row = json_items(json_find(expected, "rows"));
    const struct record *record;
    bool same = true;
    while ((record = reader_next(reader)) && row) {
        bool good = same_value(&schema->field[0], row, record_field(record, 0));
        if (!good)
            printf("  value \"%.*s\"\n", STR_ARG(record_field(record, 0)));
        same &= good && same_canonical(one->mem, &schema->field[0], row, record_field(record, 0));
        row = row->next;
    }
    return same && !record && !row;
}

/* ---- header, schema-validity ---- */

static const char *header_type(struct str rule)
{
    static const char *const pair[][2] = {{"header-missing", "missing-label"}, {"header-extra", "extra-label"},
                                          {"header-order", "incorrect-label"},
                                          {"header-unmatched", "unmatched-header"},
                                          {"header-double", "duplicate-label"},
                                          {"header-empty", "blank-label"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        if (str_eq(rule, str_of(pair[i][0])))
            return pair[i][1];
    return "";
}

static bool run_header(const struct one *one)
{
    const struct json *expected = json_read(one->mem, one->expected);
    struct schema *schema = schema_load(one->mem, one->schema);
    struct reading how = {0};
    struct columns columns = column_labels(one->mem, reader_open(one->mem, &one->input, 1, &how));
    struct schema_binding binding = schema_bind(one->mem, schema, &columns, false);
    const struct json *type = json_items(json_find(expected, "headerErrors"));
    for (uint32_t i = 0; i < binding.faults; i++, type = type->next)
        if (!type || !str_eq(type->text, str_of(header_type(str_of(binding.fault[i].rule)))))
            return false;
    return !type;
}

static struct str read_all(struct mem *mem, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = mem_take(mem, 1 << 20);
    size_t length = file ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file)
        fclose(file);
    return (struct str){bytes, length};
}

static bool run_validity(const struct one *one)
{
    const struct json *expected = json_read(one->mem, one->expected);
    struct json_fault fault = {0};
    const char *path = one->input ? one->input : one->schema;
    bool valid = schema_parse(one->mem, read_all(one->mem, path), &fault) != NULL;
    return valid == json_flag(json_find(expected, "valid"));
}

/* ---- the kinds ---- */

static const struct kind {
    const char *name;
    bool (*run)(const struct one *one);
    int good;                 /* the status with which a case that passes ends */
} kinds[] = {{"parse", run_parse, 0},       {"parse-error", run_parse_error, 2},
             {"cell-cast", run_cast, 0},    {"header", run_header, 0},
             {"schema-validity", run_validity, 0}};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Why a case is not held against the reader, with the decision that says so, or null. */
static const char *foreign(const struct kind *kind, const struct one *one)
{
    if (kind->run != run_parse && kind->run != run_parse_error)
        return NULL;
    const struct json *expected = json_read(one->mem, one->expected), *options = options_of(one);
    const struct json *quote = options ? json_find(options, "quoteChar") : NULL;
    if (quote && !str_eq(quote->text, STR("\"")))
        return "another quote sign than RFC 4180 has (decision 2)";
    if (kind->run == run_parse && !json_find(expected, "rows") && !json_find(expected, "records"))
        return "bytes that are not UTF-8 are no cells (decision 2)";
    return NULL;
}

/* Was it told, as every tool tells it: with severity and code? */
static bool is_told(int messages)
{
    char text[4096];
    ssize_t length = pread(messages, text, sizeof text, 0);
    struct str all = {text, length > 0 ? (size_t)length : 0};
    ptrdiff_t error = str_find(all, STR(" error: "));
    return error >= 0 && str_find(str_part(all, (size_t)error, all.length), STR("]\n")) > 0;
}

/* In a process of its own: 0 as expected, 1 not, 2 the run was ended. */
static bool passes(const struct kind *kind, const struct one *one)
{
    int messages = memfd_create("messages", 0), status = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (dup2(messages, STDERR_FILENO) < 0)
            _exit(3);
        diag_open("casefolder");
        bool same = kind->run(one);
        fflush(stdout);
        _exit(same ? 0 : 1);
    }
    waitpid(child, &status, 0);
    bool good = WIFEXITED(status) && WEXITSTATUS(status) == kind->good;
    if (good && kind->good == 2 && !is_told(messages)) {
        printf("  refused and not told\n");
        good = false;
    }
    close(messages);
    return good;
}

int main(int argc, char **argv)
{
    struct mem *mem = mem_open();
    unsigned run[KINDS] = {0}, good[KINDS] = {0}, argued[KINDS] = {0}, other = 0, wrong = 0;
    diag_open("casefolder");
    if (argc != 2)
        diag_fatal(DIAG_USAGE, NULL, "one folder was expected");
    const char *manifest = mem_format(mem, "%s/manifest.csv", argv[1]).at;
    struct reading how = {0};
    struct reader *reader = reader_open(mem, &manifest, 1, &how);
    struct columns columns = column_header(mem, reader);
    static const char *const name[] = {"case", "kind", "input", "schema", "expected"};
    uint32_t at[5];
    for (int i = 0; i < 5; i++)
        at[i] = column_need(&columns, str_of(name[i]), "manifest.csv");
    const struct record *record;
    while ((record = reader_next(reader))) {
        struct str text[5];
        size_t k = 0;
        for (int i = 0; i < 5; i++)
            text[i] = mem_copy(mem, record_field(record, at[i]));
        while (k < KINDS && !str_eq(text[1], str_of(kinds[k].name)))
            k++;
        if (k == KINDS) {
            other++;
            continue;
        }
        struct one one = {mem, path_in(mem, argv[1], text[2]).at, path_in(mem, argv[1], text[3]).at,
                          path_in(mem, argv[1], text[4]).at,
                          mem_format(mem, "%s/%.*s/options.json", argv[1], STR_ARG(text[0])).at};
        const char *why = foreign(&kinds[k], &one);
        if (why) {
            printf("  %s: argued: %s\n", text[0].at, why);
            argued[k]++;
            continue;
        }
        run[k]++;
        if (passes(&kinds[k], &one))
            good[k]++;
        else
            printf("DIFFERS %s %s\n", kinds[k].name, text[0].at);
    }
    for (size_t k = 0; k < KINDS; k++) {
        printf("%s: %u right, %u argued, %u wrong\n", kinds[k].name, good[k], argued[k], run[k] - good[k]);
        wrong += run[k] - good[k];
    }
    printf("left out here: %u of other kinds\n", other);
    reader_close(reader);
    mem_close(mem);
    return wrong > 0;
}
