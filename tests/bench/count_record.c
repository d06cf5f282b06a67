/* count_record FILE - counts rows and cells through the module record */
#include <stdio.h>

#include "io/record.h"

int main(int argc, char **argv)
{
    diag_open("count_record");
    struct mem *mem = mem_open();
    const struct reading how = {.headless = true};
    struct reader *reader = reader_open(mem, (const char *const *)argv + 1, (size_t)argc - 1, &how);
    uint64_t rows = 0, cells = 0;
    for (const struct record *record; (record = reader_next(reader)); rows++)
        cells += record->count;
    printf("%llu rows, %llu cells\n", (unsigned long long)rows, (unsigned long long)cells);
    reader_close(reader);
    mem_close(mem);
    return diag_finish();
}
