/* validate_libcsv FILE [LOW HIGH] - checks rows with libcsv and PCRE2's machine code,
 * written plainly: two patterns, a number, a range (default -1000000 to 1000000, as in
 * schema.json).  Prints counts.  What validate is measured against. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <csv.h>
#include <fcntl.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct check {
    pcre2_code *region, *period;
    pcre2_match_data *match;
    double low, high;
    unsigned long long rows, column, bad_region, bad_period, bad_number, bad_range;
};

static char buffer[64 * 1024];

static pcre2_code *compile(const char *pattern)
{
    int error;
    size_t at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &error, &at, NULL);
    if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
        exit(2);
    return code;
}

static int matches(struct check *check, pcre2_code *code, const char *at, size_t length)
{
    return pcre2_jit_match(code, (PCRE2_SPTR)at, length, 0, PCRE2_NO_UTF_CHECK, check->match, NULL) >= 0;
}

static void check_value(struct check *check, const char *at, size_t length)
{
    if (length == 0)
        return;
    char *end;
    double value = strtod(at, &end);
    if (end != at + length)
        check->bad_number++;
    else if (value < check->low || value > check->high)
        check->bad_range++;
}

static void on_field(void *field, size_t length, void *state)
{
    struct check *check = state;
    if (check->rows == 0)
        return;
    switch (check->column++) {
    case 0:
        check->bad_region += !matches(check, check->region, field, length);
        break;
    case 2:
        check->bad_period += !matches(check, check->period, field, length);
        break;
    case 3:
        check_value(check, field, length);
        break;
    }
}

static void on_row(int line_end, void *state)
{
    struct check *check = state;
    (void)line_end;
    check->rows++;
    check->column = 0;
}

int main(int argc, char **argv)
{
    struct check check = {.low = -1000000, .high = 1000000};
    int file = argc > 1 ? open(argv[1], O_RDONLY) : STDIN_FILENO;
    struct csv_parser parser;
    ssize_t got;
    if (argc > 3) {
        check.low = strtod(argv[2], NULL);
        check.high = strtod(argv[3], NULL);
    }
    check.region = compile("^[1-6][0-9]{5}$");
    check.period = compile("^20[0-9]{2}(-(0[1-9]|1[0-2]))?$");
    check.match = pcre2_match_data_create(1, NULL);
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    while ((got = read(file, buffer, sizeof buffer)) > 0)
        if (csv_parse(&parser, buffer, (size_t)got, on_field, on_row, &check) != (size_t)got)
            return 2;
    if (got < 0 || csv_fini(&parser, on_field, on_row, &check) != 0)
        return 2;
    csv_free(&parser);
    printf("%llu rows, region %llu, period %llu, number %llu, range %llu\n", check.rows - 1, check.bad_region,
           check.bad_period, check.bad_number, check.bad_range);
    return 0;
}
