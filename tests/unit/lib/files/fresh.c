/* fresh: files that appear together or not at all, with the right mode and at the right place */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "files/fresh.h"

static struct mem *mem;
static char folder[] = "/tmp/steelyard-fresh.XXXXXX";

static void clear(void)
{
    int status = chdir("/") == 0 ? system(mem_format(mem, "rm -rf %s", folder).at) : 1;
    mem_close(mem);
    if (status != 0)
        _exit(1);
}

/* Each test has an empty folder to itself, and is in it; some end by exit. */
static void enter(void)
{
    mem = mem_open();
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
    umask(022);
    atexit(clear);
}

TestSuite(fresh, .init = enter);

static void put(const char *path, const char *text, mode_t mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    cr_assert(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    cr_assert(fchmod(file, mode) == 0 && close(file) == 0);
}

static struct fresh *begin(const char *path, const char *text)
{
    struct fresh *fresh;
    int file = fresh_open(mem, path, &fresh);
    cr_assert(write(file, text, strlen(text)) == (ssize_t)strlen(text));
    cr_assert(fresh);
    return fresh;
}

/* What stands in a file; "-" where there is none. */
static const char *text_of(const char *path)
{
    char bytes[64] = "-";
    int file = open(path, O_RDONLY);
    if (file >= 0)
        memset(bytes, 0, sizeof bytes);
    cr_assert(file < 0 || read(file, bytes, sizeof bytes - 1) >= 0);
    close(file);
    return mem_copy(mem, str_of(bytes)).at;
}

static mode_t mode_of(const char *path)
{
    struct stat now;
    cr_assert_eq(lstat(path, &now), 0, "%s", path);
    return now.st_mode & 07777;
}

/* How many names the folder has, "." and ".." left out. */
static int names(void)
{
    int count = -1;
    FILE *list = popen("ls -A | wc -l", "r");
    cr_assert(list && fscanf(list, "%d", &count) == 1);
    pclose(list);
    return count;
}

Test(fresh, nothing_stands_there_until_all_is_well)
{
    struct fresh *log = begin("log", "l"), *result = begin("result", "new");
    put("result", "old", 0644);
    fresh_seal(log);
    cr_expect_eq(names(), 1, "neither has a name yet, of any kind");
    fresh_seal(result);
    cr_expect_str_eq(text_of("result"), "old");
    fresh_appear(result);
    cr_expect_str_eq(text_of("result"), "new");
    cr_expect_str_eq(text_of("log"), "l");
    cr_expect_eq(names(), 2);
}

Test(fresh, what_was_not_sealed_does_not_appear)
{
    fresh_seal(begin("done", "d"));
    begin("half", "h");
    fresh_appear(NULL);
    cr_expect_str_eq(text_of("done"), "d");
    cr_expect_eq(names(), 1);
}

Test(fresh, modes)
{
    static const struct {
        mode_t before, after;     /* before 0: there is no file */
    } rows[] = {{0, 0644}, {0600, 0600}, {0640, 0640}, {04755, 0755}, {02666, 0666}, {01777, 0777}, {0444, 0444}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[16];
        snprintf(name, sizeof name, "f%zu", i);
        if (rows[i].before)
            put(name, "old", rows[i].before);
        struct fresh *fresh = begin(name, "new");
        fresh_seal(fresh);
        fresh_appear(fresh);
        mode_t got = mode_of(name);
        cr_expect_eq(got, rows[i].after, "%04o became %04o", (unsigned)rows[i].before, (unsigned)got);
        cr_expect_str_eq(text_of(name), "new");
    }
}

/* The stat comes first: a file that appears afterwards gives away nothing and takes nothing. */
Test(fresh, a_file_that_appears_meanwhile)
{
    struct fresh *fresh = begin("f", "new");
    put("f", "somebody's", 0666);
    fresh_seal(fresh);
    fresh_appear(fresh);
    cr_expect_str_eq(text_of("f"), "new");
    cr_expect_eq(mode_of("f"), 0644);
}

Test(fresh, links_stay_links)
{
    cr_assert_eq(system("mkdir d; echo old >d/there; ln -s d/there a; ln -s d/not-there b; ln -s b c"), 0);
    static const char *const rows[][2] = {{"a", "d/there"}, {"c", "d/not-there"}};
    for (size_t i = 0; i < 2; i++) {
        struct fresh *fresh = begin(rows[i][0], "new");
        fresh_seal(fresh);
        fresh_appear(fresh);
        cr_expect_str_eq(text_of(rows[i][1]), "new");
        struct stat now;
        cr_expect(lstat(rows[i][0], &now) == 0 && S_ISLNK(now.st_mode), "%s", rows[i][0]);
    }
}

Test(fresh, a_second_name_of_another_run_is_left_alone)
{
    struct fresh *fresh = begin("f", "new");
    put("f", "old", 0644);
    /* FNV-1a of "f", on paper: (0xcbf29ce484222325 ^ 0x66) * 0x100000001b3. */
    put(".steelyard-af63db4c8601ead9", "another's", 0600);
    fresh_seal(fresh);
    fresh_appear(fresh);
    cr_expect_str_eq(text_of("f"), "new");
    cr_expect_str_eq(text_of(".steelyard-af63db4c8601ead9"), "another's");
    cr_expect_eq(names(), 2);
}

Test(fresh, two_for_one_place, .exit_code = 2)
{
    cr_assert_eq(system("ln -s f g"), 0);
    begin("f", "1");
    begin("g", "2");
}

Test(fresh, a_path_that_is_reserved, .exit_code = 2)
{
    fresh_reserve(mem, "f", "--provenance");
    begin("./f", "1");
}

Test(fresh, a_file_that_is_reserved, .exit_code = 2)
{
    put("f", "x", 0644);
    cr_assert_eq(link("f", "g"), 0);
    fresh_reserve(mem, "f", "--provenance");
    begin("g", "1");
}

Test(fresh, a_folder_that_is_not_there, .exit_code = 2)
{
    struct fresh *fresh;
    fresh_open(mem, "none/f", &fresh);
}

Test(fresh, a_loop_of_links_is_not_new, .exit_code = 2)
{
    cr_assert_eq(symlink("loop", "loop"), 0);
    struct fresh *fresh;
    fresh_open(mem, "loop", &fresh);
}

Test(fresh, scratch_files_have_no_name)
{
    int file = scratch_open(mem, ".");
    cr_assert(file >= 0 && write(file, "x", 1) == 1);
    cr_expect_eq(names(), 0);
    cr_expect_eq(setenv("TMPDIR", "", 1), 0);
    cr_expect_str_eq(scratch_folder(NULL), "/tmp", "an empty TMPDIR is none");
    cr_expect_eq(setenv("TMPDIR", "/var/tmp", 1), 0);
    cr_expect_str_eq(scratch_folder(NULL), "/var/tmp");
    cr_expect_str_eq(scratch_folder("."), ".");
}
