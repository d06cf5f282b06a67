/* stage_libcsv STAGE [FILE] - one stage of a pipe with libcsv, written plainly: what
 * normalize, validate and aggregate are measured against when they stand in a row.
 *
 *   normalize   2023年5月 becomes 2023-05, commas between thousands go, all else as it came
 *   validate    passes on the rows whose region and period match their patterns
 *   aggregate   the mean of value by indicator and period
 *
 * Columns stand as generate writes them. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <csv.h>
#include <fcntl.h>
#include <pcre2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REGION, INDICATOR, PERIOD, VALUE, COLUMNS_MAX = 16, ROW_MAX = 64 * 1024, SLOTS = 1 << 17 };

struct group {
    char key[64];
    size_t length, indicator; /* of the key, and of its first part */
    double sum;
    unsigned long long count;
};

static char buffer[64 * 1024], written[2 * ROW_MAX], row[ROW_MAX];
static size_t used, row_used, end[COLUMNS_MAX];
static unsigned columns;
static unsigned long long rows;
static pcre2_code *region, *period;
static pcre2_match_data *match;
static struct group *group;

/* ---- out ---- */

static void flush(void)
{
    for (size_t sent = 0; sent < used;) {
        ssize_t n = write(STDOUT_FILENO, written + sent, used - sent);
        if (n <= 0)
            _exit(2);
        sent += (size_t)n;
    }
    used = 0;
}

static void put_field(const char *text, size_t length, bool last)
{
    bool quoted = false;
    if (sizeof written - used < 2 * length + 4)
        flush();
    for (size_t i = 0; i < length && !quoted; i++)
        quoted = text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
    if (quoted) {
        written[used++] = '"';
        for (size_t i = 0; i < length; i++) {
            if (text[i] == '"')
                written[used++] = '"';
            written[used++] = text[i];
        }
        written[used++] = '"';
    } else {
        memcpy(written + used, text, length);
        used += length;
    }
    written[used++] = last ? '\n' : ',';
}

/* ---- the row ---- */

static const char *field(unsigned i, size_t *length)
{
    size_t from = i ? end[i - 1] : 0;
    *length = end[i] - from;
    return row + from;
}

static void put_row(void)
{
    for (unsigned i = 0; i < columns; i++) {
        size_t length;
        const char *text = field(i, &length);
        put_field(text, length, i + 1 == columns);
    }
}

/* ---- the stages ---- */

static size_t plain_period(const char *text, size_t length, char *into)
{
    static const char year[] = "年", month[] = "月";
    size_t digits = 4, at = 4;
    if (length < 7 || memcmp(text + 4, year, 3) != 0) {
        memcpy(into, text, length);
        return length;
    }
    memcpy(into, text, 4);
    if (length > 10 && memcmp(text + length - 3, month, 3) == 0) {
        into[at++] = '-';
        if (length == 11)
            into[at++] = '0';
        for (digits = 7; digits < length - 3; digits++)
            into[at++] = text[digits];
    }
    return at;
}

static void normalize_row(void)
{
    for (unsigned i = 0; i < columns; i++) {
        char plain[256];
        size_t length, kept = 0;
        const char *text = field(i, &length);
        if ((i == PERIOD || i == VALUE) && rows > 0 && length < sizeof plain) {
            if (i == PERIOD)
                kept = plain_period(text, length, plain);
            else
                for (size_t k = 0; k < length; k++)
                    if (text[k] != ',')
                        plain[kept++] = text[k];
            text = plain;
            length = kept;
        }
        put_field(text, length, i + 1 == columns);
    }
}

static bool matches(const pcre2_code *code, unsigned i)
{
    size_t length;
    const char *text = field(i, &length);
    return pcre2_jit_match(code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK, match, NULL) >= 0;
}

static void validate_row(void)
{
    if (rows == 0 || (matches(region, REGION) && matches(period, PERIOD)))
        put_row();
}

static void aggregate_row(void)
{
    size_t length, value_length;
    const char *value = field(VALUE, &value_length), *key = field(INDICATOR, &length);
    char number[64];
    length = end[PERIOD] - end[REGION];
    if (rows == 0 || value_length == 0 || value_length >= sizeof number || length > sizeof group->key)
        return;
    unsigned long long hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 1099511628211u;
    struct group *at = &group[hash % SLOTS];
    while (at->length && (at->length != length || memcmp(at->key, key, length) != 0))
        at = at + 1 == group + SLOTS ? group : at + 1;
    if (!at->length) {
        memcpy(at->key, key, length);
        at->length = length;
        at->indicator = end[INDICATOR] - end[REGION];
    }
    memcpy(number, value, value_length);
    number[value_length] = '\0';
    at->sum += strtod(number, NULL);
    at->count++;
}

static void put_groups(void)
{
    for (struct group *at = group; at < group + SLOTS; at++)
        if (at->length) {
            char mean[64];
            put_field(at->key, at->indicator, false);
            put_field(at->key + at->indicator, at->length - at->indicator, false);
            put_field(mean, (size_t)snprintf(mean, sizeof mean, "%.15g", at->sum / (double)at->count), true);
        }
}

/* ---- libcsv ---- */

static void on_field(void *text, size_t length, void *state)
{
    (void)state;
    if (columns == COLUMNS_MAX || length > sizeof row - row_used)
        _exit(2);
    memcpy(row + row_used, text, length);
    end[columns++] = row_used += length;
}

static void on_row(int line_end, void *state)
{
    void (*const *stage)(void) = state;
    (void)line_end;
    (*stage)();
    rows++;
    columns = 0;
    row_used = 0;
}

static pcre2_code *compile(const char *pattern)
{
    int error;
    size_t at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &error, &at, NULL);
    if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
        _exit(2);
    return code;
}

int main(int argc, char **argv)
{
    static const struct { const char *name; void (*row)(void); } stages[] = {
        {"normalize", normalize_row}, {"validate", validate_row}, {"aggregate", aggregate_row}};
    void (*stage)(void) = NULL;
    int file = argc > 2 ? open(argv[2], O_RDONLY) : STDIN_FILENO;
    struct csv_parser parser;
    ssize_t got;
    for (size_t i = 0; argc > 1 && i < sizeof stages / sizeof *stages; i++)
        if (strcmp(argv[1], stages[i].name) == 0)
            stage = stages[i].row;
    group = calloc(SLOTS, sizeof *group);
    if (!stage || !group)
        return 2;
    region = compile("^[1-6][0-9]{5}$");
    period = compile("^20[0-9]{2}(-(0[1-9]|1[0-2]))?$");
    match = pcre2_match_data_create(1, NULL);
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    while ((got = read(file, buffer, sizeof buffer)) > 0)
        if (csv_parse(&parser, buffer, (size_t)got, on_field, on_row, &stage) != (size_t)got)
            return 2;
    if (got < 0 || csv_fini(&parser, on_field, on_row, &stage) != 0)
        return 2;
    if (stage == aggregate_row)
        put_groups();
    flush();
    csv_free(&parser);
    return 0;
}
