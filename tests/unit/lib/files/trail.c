/* trail: what a run read and wrote, and the line about it, which is there whole or not at all */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "ends.h"
#include "files/trail.h"

#include "arena.h"

static char folder[] = "/tmp/steelyard-trail.XXXXXX";

static void enter(void)
{
    open_mem();
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    int status = chdir("/") == 0 ? system(mem_format(mem, "rm -rf %s", folder).at) : 1;
    cr_expect_eq(status, 0);
    close_mem();
}

TestSuite(trail, .init = enter, .fini = leave);

static void put(const char *text)
{
    FILE *file = fopen("line", "w");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* What stands in the file; "-" where there is none. */
static const char *text_of_line(void)
{
    static char text[4096];
    FILE *file = fopen("line", "r");
    if (!file)
        return "-";
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

/* ---- calls that fail ---- */

static const char *failing;
static int error, interruptions;

static bool fails(const char *call)
{
    errno = error;
    return !ends_over && failing && strcmp(failing, call) == 0;
}

#define THROUGH(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

/* Some bytes are written before the rest cannot be. */
ssize_t write(int file, const void *from, size_t length)
{
    static int calls;
    bool here = file > STDERR_FILENO && fails("write");
    if (here && error == EINTR && interruptions++ == 0)
        return -1;
    if (here && error != EINTR && calls++ > 0)
        return -1;
    return THROUGH(ssize_t, "write", int, const void *, size_t)(file, from, here && error != EINTR ? 3 : length);
}

int fsync(int file)
{
    return fails("fsync") ? -1 : THROUGH(int, "fsync", int)(file);
}

int ftruncate(int file, off_t length)
{
    bool stays = failing && strcmp(failing, "write") == 0 && error == ENOSPC;
    return stays ? -1 : THROUGH(int, "ftruncate", int, off_t)(file, length);
}

int close(int file)
{
    int status = THROUGH(int, "close", int)(file);
    return file > STDERR_FILENO && fails("close") ? -1 : status;
}

int flock(int file, int how)
{
    if (fails("flock") && interruptions++ == 0)
        return -1;
    return THROUGH(int, "flock", int, int)(file, how);
}

static void append(const void *line)
{
    trail_open(mem, "line", "--provenance");
    trail_append(str_of(line));
}

Test(trail, lines_follow_each_other)
{
    cr_expect_str_eq(ends(append, "one\n"), "");
    cr_expect_str_eq(ends(append, "two\n"), "");
    cr_expect_str_eq(text_of_line(), "one\ntwo\n");
    static const struct {
        const char *call;
        int error;
    } harmless[] = {{"write", EINTR}, {"flock", EINTR}, {"flock", ENOLCK}, {"fsync", EINVAL}, {"fsync", ENOTSUP},
                    {"fsync", EROFS}};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        put("one\n");
        failing = harmless[i].call, error = harmless[i].error, interruptions = 0;
        cr_expect_str_eq(ends(append, "two\n"), "", "%s, %d", harmless[i].call, harmless[i].error);
        failing = NULL;
        cr_expect_str_eq(text_of_line(), "one\ntwo\n", "%s, %d", harmless[i].call, harmless[i].error);
    }
}

Test(trail, what_fails_is_taken_back)
{
    static const struct {
        const char *before, *call;
        int error;
        const char *told, *after;
    } row[] = {
        {"one\n", "write", EIO, "Input/output error [write]\n", "one\n"},
        {NULL, "write", EIO, "Input/output error [write]\n", "-"},
        {"", "write", EIO, "Input/output error [write]\n", ""},
        {"one\n", "write", ENOSPC, "line ends in a piece of a line [write]\n", "one\ntwo"},
        {"one\n", "fsync", EIO, "Input/output error [write]\n", "one\n"},
        {NULL, "fsync", EIO, "Input/output error [write]\n", "-"},
        {"one\n", "close", EIO, "Input/output error [write]\n", "one\ntwo\n"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        unlink("line");
        if (row[i].before)
            put(row[i].before);
        failing = row[i].call, error = row[i].error;
        const char *told = ends(append, "two\n");
        failing = NULL;
        cr_expect(strstr(told, row[i].told) && strstr(told, "cannot append to line: "), "row %zu: %s", i, told);
        cr_expect_str_eq(text_of_line(), row[i].after, "row %zu: %s", i, text_of_line());
    }
}

static void append_to_folder(const void *path)
{
    trail_open(mem, path, "--provenance");
    trail_append(STR("x\n"));
}

static void folder_comes(const void *path)
{
    trail_open(mem, path, "--provenance");
    mkdir(path, 0700);
    trail_append(STR("x\n"));
}

Test(trail, what_cannot_be_appended_to)
{
    cr_expect(strstr(ends(append_to_folder, "."), "cannot append to .: Is a directory [open]"));
    cr_expect(strstr(ends(folder_comes, "sub"), "cannot append to sub: Is a directory [open]"));
}

Test(trail, files_are_noted_in_their_order)
{
    struct trail_file file;
    cr_expect_null(trail_read("nothing is noted without a trail", 0));
    trail_open(mem, "line", "--provenance");
    put("");
    int read_one = open("/dev/null", O_RDONLY);
    digest_add(trail_read("a", read_one), STR("{}"));
    trail_read("b", read_one);
    trail_written("c", read_one);
    cr_expect(trail_next_read(0, &file) && strcmp(file.name, "a") == 0);
    cr_expect(str_eq(file.sha256, STR("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")));
    cr_expect(trail_next_read(0, &file) && file.sha256.length == 64, "asked again");
    cr_expect(trail_next_read(1, &file) && strcmp(file.name, "b") == 0);
    cr_expect(str_eq(file.sha256, STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")), "nothing");
    cr_expect_not(trail_next_read(2, &file));
    cr_expect(trail_next_written(0, &file) && strcmp(file.name, "c") == 0);
    cr_expect_not(trail_next_written(1, &file));
}
