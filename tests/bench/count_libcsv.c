/* count_libcsv FILE - counts rows and cells with libcsv as its manual shows it: the
 * callbacks do nothing but count.  What count_record is measured against. */
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static unsigned long long rows, cells;
static char buffer[64 * 1024];

static void on_field(void *at, size_t length, void *state)
{
    (void)at, (void)length, (void)state;
    cells++;
}

static void on_row(int line_end, void *state)
{
    (void)line_end, (void)state;
    rows++;
}

int main(int argc, char **argv)
{
    int file = argc > 1 ? open(argv[1], O_RDONLY) : STDIN_FILENO;
    struct csv_parser parser;
    ssize_t got;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    while ((got = read(file, buffer, sizeof buffer)) > 0)
        if (csv_parse(&parser, buffer, (size_t)got, on_field, on_row, NULL) != (size_t)got)
            return 2;
    if (got < 0 || csv_fini(&parser, on_field, on_row, NULL) != 0)
        return 2;
    csv_free(&parser);
    printf("%llu rows, %llu cells\n", rows, cells);
    return 0;
}
