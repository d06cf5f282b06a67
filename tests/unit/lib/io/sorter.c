/* sorter: any number of entries, in memory and over many runs, come out in order. */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "ends.h"
#include "io/sorter.h"

static uint64_t state = 88172645463325252u;

static uint32_t chance(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % below;
}

/* The value of an entry says when it went in. */
static void run_through(size_t entries, size_t memory, uint32_t keys, bool spills)
{
    struct mem *mem = mem_open();
    struct sorter *sorter = sorter_open(mem, memory, NULL);
    for (size_t i = 0; i < entries; i++) {
        char key[64], value[400];
        int key_length = snprintf(key, sizeof key, "%u", chance(keys));
        int length = snprintf(value, sizeof value, "%zu", i);
        memset(value + length, '.', sizeof value - (size_t)length);
        sorter_add(sorter, (struct str){key, (size_t)key_length},
                   (struct str){value, (size_t)length + 1 + chance(300)});
    }
    struct str key, value, last = {NULL, 0};
    size_t count = 0, last_number = 0;
    while (sorter_next(sorter, &key, &value)) {
        size_t number = strtoul(value.at, NULL, 10);
        int order = count ? str_cmp(last, key) : -1;
        cr_assert(order <= 0, "entry %zu of %zu is in order", count, entries);
        cr_assert(order < 0 || number > last_number, "equal keys keep their order at %zu", count);
        last = mem_copy(mem, key);
        last_number = number;
        count++;
    }
    cr_expect_eq(count, entries);
    cr_expect_eq(sorter_spilled(sorter), spills, "%zu entries", entries);
    cr_expect_not(sorter_next(sorter, &key, &value), "the end stays the end");
    sorter_close(sorter);
    sorter_close(sorter);
    mem_close(mem);
}

Test(sorter, entries_come_out_in_order)
{
    static const struct {
        size_t entries, memory;
        uint32_t keys;
        bool spills;
    } cases[] = {
        {0, 0, 1, false},       {1, 0, 1, false},        {100, 1 << 20, 10, false}, {1000, 1 << 20, 1, false},
        {3000, 0, 50, true},    {3000, 0, 100000, true}, {60000, 0, 1000, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        run_through(cases[i].entries, cases[i].memory, cases[i].keys, cases[i].spills);
}

Test(sorter, any_bytes_are_keys)
{
    struct mem *mem = mem_open();
    struct sorter *sorter = sorter_open(mem, 0, NULL);
    struct str key, value;
    sorter_add(sorter, STR("a\0b"), STR(""));
    sorter_add(sorter, STR(""), STR("\0\n"));
    sorter_add(sorter, STR("a"), STR("x"));
    cr_expect(sorter_next(sorter, &key, &value) && key.length == 0 && str_eq(value, STR("\0\n")));
    cr_expect(sorter_next(sorter, &key, &value) && str_eq(key, STR("a")));
    cr_expect(sorter_next(sorter, &key, &value) && str_eq(key, STR("a\0b")));
    sorter_close(sorter);
    mem_close(mem);
}

Test(sorter, a_folder_that_is_not_there_is_told, .exit_code = 2)
{
    struct sorter *sorter = sorter_open(mem_open(), 0, "/nonexistent/folder");
    for (size_t i = 0; i < 10000; i++)
        sorter_add(sorter, STR("key"), STR("0123456789012345678901234567890123456789"));
}

/* ---- temporary files that fail ---- */

static const char *failing;   /* the call that does */

static bool fails(const char *call)
{
    errno = EIO;
    return !ends_over && failing && strcmp(failing, call) == 0;
}

#define THROUGH(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

FILE *fdopen(int file, const char *mode)
{
    return fails("fdopen") ? NULL : THROUGH(FILE *, "fdopen", int, const char *)(file, mode);
}

int setvbuf(FILE *restrict file, char *restrict buffer, int how, size_t bytes)
{
    return fails("setvbuf") ? -1 : THROUGH(int, "setvbuf", FILE *, char *, int, size_t)(file, buffer, how, bytes);
}

int fseek(FILE *file, long at, int from)
{
    return fails("fseek") ? -1 : THROUGH(int, "fseek", FILE *, long, int)(file, at, from);
}

int fflush(FILE *file)
{
    return file && fails("fflush") ? EOF : THROUGH(int, "fflush", FILE *)(file);
}

size_t fwrite(const void *restrict from, size_t size, size_t pieces, FILE *restrict file)
{
    if (file != stderr && (size > 8 ? fails("fwrite") : fails("fwrite of a head")))
        return 0;
    return THROUGH(size_t, "fwrite", const void *, size_t, size_t, FILE *)(from, size, pieces, file);
}

/* An error of reading is remembered by the stream; this is glibc's mark. */
size_t fread(void *restrict into, size_t size, size_t pieces, FILE *restrict file)
{
    if (size > 8 ? fails("fread") : fails("fread of a head")) {
        file->_flags |= 0x20;
        return 0;
    }
    return THROUGH(size_t, "fread", void *, size_t, size_t, FILE *)(into, size, pieces, file);
}

static void spill(const void *call)
{
    static struct mem *mem;
    static struct sorter *sorter;
    struct str key, value;
    failing = call;
    diag_open("unit");
    mem = mem_open();
    sorter = sorter_open(mem, 0, NULL);
    for (size_t i = 0; i < 10000; i++)
        sorter_add(sorter, STR("key"), STR("0123456789012345678901234567890123456789"));
    while (sorter_next(sorter, &key, &value))
        ;
}

Test(sorter, what_fails_ends_the_run)
{
    static const char *const row[][2] = {
        {"fdopen", "cannot open"}, {"setvbuf", "cannot open"}, {"fwrite", "cannot write"},
        {"fwrite of a head", "cannot write"}, {"fflush", "cannot write"}, {"fseek", "cannot read"},
        {"fread", "cannot read"}, {"fread of a head", "cannot read"}};
    cr_expect_eq(setenv("TMPDIR", "/tmp", 1), 0);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *told = ends(spill, row[i][0]);
        char want[120];
        snprintf(want, sizeof want, "unit: error: %s a temporary file in /tmp: Input/output error [write]\n",
                 row[i][1]);
        cr_expect_str_eq(told, want, "%s: %s", row[i][0], told);
    }
}

Test(sorter, nothing_but_what_went_out_is_a_run)
{
    struct mem *mem = mem_open();
    struct sorter *sorter = sorter_open(mem, 0, NULL);
    struct str key, value;
    static char large[200000];
    sorter_add(sorter, STR("b"), (struct str){large, sizeof large});
    sorter_add(sorter, STR("a"), (struct str){large, sizeof large});
    sorter_add(sorter, STR(""), STR(""));
    cr_expect(sorter_next(sorter, &key, &value) && key.length == 0 && value.length == 0);
    cr_expect(sorter_next(sorter, &key, &value) && str_eq(key, STR("a")) && value.length == sizeof large);
    cr_expect(sorter_next(sorter, &key, &value) && str_eq(key, STR("b")));
    cr_expect_not(sorter_next(sorter, &key, &value));
    sorter_close(sorter);
    mem_close(mem);
}
