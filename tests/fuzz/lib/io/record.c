/* fuzz_record - every way of reading says the same about every byte string
 *
 * The first four bytes choose how it is read: flags, limits, bytes of a read, bytes of
 * a block.  libcsv alone (the careful reader, all bytes at once) is what the others are
 * held against.
 */
#include "record_dump.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(struct str input, struct way way, const struct reader_kind *kind, struct dump want)
{
    struct dump found = dump_kind(input, way, kind);
    if (!str_eq((struct str){want.at, want.length}, (struct str){found.at, found.length})) {
        fprintf(stderr, "%s, chunk %zu, block %zu\n--- libcsv alone says\n%.*s\n--- found\n%.*s\n", kind_name(kind),
                way.chunk, way.block, (int)want.length, want.at, (int)found.length, found.at);
        abort();
    }
    free(found.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4 || size > 600)        /* longer finds no more, and later */
        return 0;
    diag_set_quiet(true);
    static const char delimiter[] = {',', ',', '\t', ' '};
    struct way way = {.skip = data[0] & 1, .loose = data[0] & 2, .headless = data[0] & 4,
                      .delimiter = delimiter[data[0] >> 3 & 3]};
    if (data[1] & 1)
        way.limits = (struct limits){.field = 1 + (data[1] >> 1), .record = 64 + data[1], .columns = 1 + data[1] % 7};
    struct str input = {(const char *)data + 4, size - 4};
    way.block = 4096;         /* the default costs time here and finds no more */
    struct dump want = dump_kind(input, way, &reader_kinds[0]);
    for (size_t i = 0; i < READER_KINDS; i++) {
        if (!reader_kinds[i].indexer->able())
            continue;
        way.chunk = data[2];
        way.block = data[3];
        way.stretch = 8 + data[2] / 4;
        compare(input, way, &reader_kinds[i], want);
        way.chunk = way.stretch = 0;
        way.block = 4096;
        compare(input, way, &reader_kinds[i], want);
    }
    free(want.at);
    return 0;
}
