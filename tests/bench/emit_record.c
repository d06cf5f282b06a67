/* emit_record FILE - reads and writes a table unchanged through the module record */
#include "io/record.h"

int main(int argc, char **argv)
{
    diag_open("emit_record");
    struct mem *mem = mem_open();
    const struct reading how = {.headless = true};
    struct reader *reader = reader_open(mem, (const char *const *)argv + 1, (size_t)argc - 1, &how);
    struct out *out = out_open(mem, NULL);
    struct writer *writer = writer_open(mem, out, ',');
    for (const struct record *record; (record = reader_next(reader));)
        writer_record(writer, record);
    out_commit(out);
    reader_close(reader);
    mem_close(mem);
    return diag_finish();
}
