/* emit_libcsv FILE - reads with libcsv and writes the same table to standard output,
 * quoting only fields that need it.  What emit_record is measured against. */
#include <csv.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static char buffer[64 * 1024], written[64 * 1024];
static size_t used;
static bool begun;

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

static inline void put(char byte)
{
    if (used == sizeof written)
        flush();
    written[used++] = byte;
}

static void on_field(void *at, size_t length, void *state)
{
    const char *text = at;
    (void)state;
    bool quoted = false;
    for (size_t i = 0; i < length && !quoted; i++)
        quoted = text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
    if (begun)
        put(',');
    begun = true;
    if (!quoted && length < sizeof written) {
        if (length > sizeof written - used)
            flush();
        memcpy(written + used, text, length);
        used += length;
        return;
    }
    if (quoted)
        put('"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            put('"');
        put(text[i]);
    }
    if (quoted)
        put('"');
}

static void on_row(int line_end, void *state)
{
    (void)line_end, (void)state;
    put('\n');
    begun = false;
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
    flush();
    csv_free(&parser);
    return 0;
}
