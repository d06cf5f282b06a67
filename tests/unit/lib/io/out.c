/* out: what is gathered, copied and written, and what fails */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "ends.h"
#include "io/out.h"

#include "arena.h"

TestSuite(out, .init = open_mem, .fini = close_mem);

static const char *failing;
static int error;

static bool fails(const char *call)
{
    errno = error;
    return !ends_over && failing && strcmp(failing, call) == 0;
}

#define THROUGH(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t pread(int file, void *into, size_t room, off_t at)
{
    if (fails("pread")) {
        failing = error == EINTR ? NULL : failing;
        return -1;
    }
    return THROUGH(ssize_t, "pread", int, void *, size_t, off_t)(file, into, room, at);
}

int close(int file)
{
    int status = THROUGH(int, "close", int)(file);
    return file != STDERR_FILENO && fails("close") ? -1 : status;
}

static int file_with(const char *text, size_t times)
{
    int file = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    cr_assert(file >= 0);
    for (size_t i = 0; i < times; i++)
        cr_assert(write(file, text, strlen(text)) == (ssize_t)strlen(text));
    return file;
}

/* A file goes in whole, at whatever place of the buffer it begins. */
Test(out, files_are_copied)
{
    enum { TIMES = 30000 };
    struct out *out = out_gather(mem);
    failing = "pread", error = EINTR;
    out_file(out, file_with("0123456789", TIMES), "scratch");
    out_byte(out, '.');
    cr_expect_eq(out_bytes(out), 10 * TIMES + 1);
    struct str text = out_gathered(out);
    cr_expect_eq(text.length, 10 * TIMES + 1);
    for (size_t i = 0; i < TIMES; i++)
        cr_assert(memcmp(text.at + 10 * i, "0123456789", 10) == 0);
    out_commit(out);
    out_commit(out);
    out_appear(NULL);
}

Test(out, a_format_is_cut_where_it_is_too_long)
{
    struct out *out = out_gather(mem);
    out_format(out, "%s-%d", "a", 7);
    out_format(out, "%05000d", 0);
    struct str text = out_gathered(out);
    cr_expect(str_starts(text, STR("a-70000")));
    cr_expect_eq(text.length, 3 + 4095);
}

/* ---- what ends the run ---- */

static void copy_broken(const void *unused)
{
    (void)unused;
    failing = "pread", error = EIO;
    out_file(out_open(mem, NULL), file_with("x", 1), "the scratch file");
}

static void commit_broken(const void *unused)
{
    (void)unused;
    struct out *out = out_open(mem, "-");
    failing = "close", error = EIO;
    out_commit(out);
}

static void take_room(const void *unused)
{
    (void)unused;
    out_room(out_open(mem, "-"), 1 << 20);
}

static void open_twice(const void *path)
{
    out_open(mem, path);
    out_open(mem, path);
}

static void write_full(const void *path)
{
    struct out *out = out_open(mem, path);
    out_write(out, STR("x"));
    out_commit(out);
}

Test(out, mistakes_and_failures)
{
    cr_expect(strstr(ends(copy_broken, NULL), "cannot read the scratch file: Input/output error [read]"));
    cr_expect(strstr(ends(commit_broken, NULL), "cannot finish standard output: Input/output error [write]"));
    cr_expect(strstr(ends(take_room, NULL), "a piece of 1048576 bytes is more than a buffer holds [csv-limit]"));
    cr_expect(strstr(ends(open_twice, NULL), "two outputs go to standard output"));
    cr_expect(strstr(ends(open_twice, ""), "an empty name for an output file"));
    cr_expect(strstr(ends(write_full, "/dev/full"), "cannot write /dev/full: No space left on device [write]"));
}
