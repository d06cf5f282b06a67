/* folder: a folder of files that appears whole, or not at all, and never takes somebody's own away */
#include <criterion/criterion.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "ends.h"
#include "files/folder.h"

static struct mem *mem;
static char place[] = "/tmp/steelyard-folder.XXXXXX";

static pid_t maker;

static void clear(void)
{
    if (getpid() != maker)
        return;
    if (chdir("/") != 0 || system(mem_format(mem, "rm -rf %s", place).at) != 0)
        _exit(1);
    mem_close(mem);
}

static void enter(void)
{
    mem = mem_open();
    cr_assert(mkdtemp(place) && chdir(place) == 0);
    maker = getpid();
    atexit(clear);
}

TestSuite(folder, .init = enter);

static const char *text_of(const char *path)
{
    static char text[512];
    FILE *file = fopen(path, "r");
    if (!file)
        return "-";
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void make(const char *path, const char *index)
{
    struct folder *folder = folder_open(mem, path);
    folder_file(folder, STR("index.html"), str_of(index));
    folder_file(folder, STR("region/330203.html"), STR("a region"));
    folder_commit(folder);
    folder_appear(folder);
}

Test(folder, its_files_and_a_list_of_them_appear)
{
    make("site", "first");
    cr_expect_str_eq(text_of("site/index.html"), "first");
    cr_expect_str_eq(text_of("site/region/330203.html"), "a region");
    cr_expect_str_eq(text_of("site/manifest.csv"),
                     "file,bytes,sha256\n"
                     "index.html,5,a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e\n"
                     "region/330203.html,8,eef4c4dcf5404108e94636d13069c2fc1eab01f5ed048c3173f933e335c5ac69\n");
}

Test(folder, the_next_takes_the_place_of_the_last)
{
    make("site", "first");
    struct folder *folder = folder_open(mem, "site/");
    folder_file(folder, STR("index.html"), STR("second"));
    cr_expect_str_eq(text_of("site/index.html"), "first", "nothing is seen before it is whole");
    folder_commit(folder);
    folder_appear(folder);
    cr_expect_str_eq(text_of("site/index.html"), "second");
    cr_expect_str_eq(text_of("site/region/330203.html"), "-");
    cr_expect(access(".steelyard-site", F_OK) != 0);
}

Test(folder, what_somebody_else_made_is_never_replaced, .exit_code = 2)
{
    make("site", "first");
    FILE *file = fopen("site/region/notes.txt", "w");
    fputs("mine", file);
    fclose(file);
    make("site", "second");
}

Test(folder, a_file_is_not_replaced_by_a_folder, .exit_code = 2)
{
    FILE *file = fopen("site", "w");
    fclose(file);
    make("site", "first");
}

Test(folder, an_empty_folder_is_taken)
{
    cr_assert(mkdir("site", 0700) == 0);
    make("site", "first");
    cr_expect_str_eq(text_of("site/index.html"), "first");
}

Test(folder, what_a_death_has_left_is_taken_away)
{
    cr_assert(mkdir(".steelyard-site", 0700) == 0 && mkdir(".steelyard-site/region", 0700) == 0);
    fclose(fopen(".steelyard-site/region/half", "w"));
    make("site", "first");
    cr_expect_str_eq(text_of("site/region/half"), "-");
}

Test(folder, a_name_that_leads_out_of_it_is_refused, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "site");
    folder_file(folder, STR("../index.html"), STR("x"));
}

Test(folder, two_files_of_one_name_are_refused, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "site");
    folder_file(folder, STR("a.html"), STR("x"));
    folder_file(folder, STR("a.html"), STR("y"));
}

/* ---- files that grow ---- */

static const char *numbered(size_t number)
{
    return mem_format(mem, "part-%zu.csv", number).at;
}

/* So many files in two pieces each, a piece of one behind a piece of another, and a list of ours. */
static void grow(const char *path, size_t files)
{
    struct folder *folder = folder_open(mem, path);
    const char **name = mem_array(mem, files, sizeof *name);
    const char *one = mem_format(mem, "%s/part-0.csv", path).at, *before = mem_format(mem, "%s", text_of(one)).at;
    for (size_t i = 0; i < files; i++)
        folder_add(folder, name[i] = numbered(i), STR("first,"), true);
    cr_expect_str_eq(text_of(one), before, "nothing is seen before it is whole");
    for (size_t i = files; i-- > 0;)
        folder_add(folder, name[i], mem_format(mem, "%zu\n", i), false);
    struct str list = STR("file,part\n");
    for (size_t i = 0; i < files; i++)
        list = mem_join(mem, list, mem_format(mem, "part-%zu.csv,%zu\n", i, i));
    folder_list(folder, list);
    folder_commit(folder);
    folder_appear(folder);
}

/* Few are made lasting one by one, many with their file system. */
Test(folder, files_that_grow_appear_with_the_list)
{
    static const size_t many[] = {1, 3, 64, 65, 200};
    for (size_t m = 0; m < sizeof many / sizeof *many; m++) {
        grow("parts", many[m]);
        for (size_t i = 0; i < many[m]; i++)
            cr_assert_str_eq(text_of(mem_format(mem, "parts/part-%zu.csv", i).at),
                             mem_format(mem, "first,%zu\n", i).at);
        cr_expect_str_eq(text_of(mem_format(mem, "parts/part-%zu.csv", many[m]).at), "-");
    }
    grow("parts", 2);
    cr_expect_str_eq(text_of("parts/manifest.csv"), "file,part\npart-0.csv,0\npart-1.csv,1\n");
    cr_expect_str_eq(text_of("parts/part-2.csv"), "-", "the 200 of before are gone");
    cr_expect(access(".steelyard-parts", F_OK) != 0);
}

Test(folder, a_file_that_grows_may_stay_empty)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR(""), true);
    folder_list(folder, STR("file\na.csv\n"));
    folder_commit(folder);
    folder_appear(folder);
    cr_expect_str_eq(text_of("parts/a.csv"), "");
}

Test(folder, a_file_that_grows_begins_once, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR("x"), true);
    folder_add(folder, "a.csv", STR("y"), true);
}

Test(folder, a_file_that_grows_has_begun, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR("x"), false);
}

/* What is not listed is a stranger to the next run, which leaves it. */
Test(folder, a_list_that_lacks_a_file_is_not_replaced, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR("x"), true);
    folder_list(folder, STR("file\nb.csv\n"));
    folder_commit(folder);
    folder_appear(folder);
    grow("parts", 1);
}

/* ---- what the system refuses ---- */

static struct {
    const char *call;
    int error;
    unsigned after;           /* so many go through first */
} refused;

static bool is_refused(const char *call)
{
    if (ends_over || !refused.call || strcmp(refused.call, call) != 0)
        return false;
    if (refused.after && refused.after--)
        return false;
    errno = refused.error;
    return true;
}

#define THROUGH(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int mkdirat(int around, const char *path, mode_t mode)
{
    return is_refused("mkdirat") ? -1 : THROUGH(int, "mkdirat", int, const char *, mode_t)(around, path, mode);
}

int flock(int file, int how)
{
    return is_refused("flock") ? -1 : THROUGH(int, "flock", int, int)(file, how);
}

int fsync(int file)
{
    return is_refused("fsync") ? -1 : THROUGH(int, "fsync", int)(file);
}

int syncfs(int file)
{
    return is_refused("syncfs") ? -1 : THROUGH(int, "syncfs", int)(file);
}

DIR *fdopendir(int file)
{
    return is_refused("fdopendir") ? NULL : THROUGH(DIR *, "fdopendir", int)(file);
}

int unlinkat(int around, const char *path, int flags)
{
    return is_refused("unlinkat") ? -1 : THROUGH(int, "unlinkat", int, const char *, int)(around, path, flags);
}

int renameat2(int from, const char *path, int to, const char *name, unsigned flags)
{
    return is_refused("renameat2") ? -1
                                   : THROUGH(int, "renameat2", int, const char *, int, const char *, unsigned)
                                         (from, path, to, name, flags);
}

ssize_t write(int file, const void *from, size_t length)
{
    if (file > STDERR_FILENO && is_refused("write")) {
        refused.call = refused.error == EINTR ? NULL : refused.call;
        return -1;
    }
    return THROUGH(ssize_t, "write", int, const void *, size_t)(file, from, length);
}

ssize_t read(int file, void *into, size_t room)
{
    /* Not what the test reads of its other process. */
    bool ours = getpid() != maker;
    return ours && is_refused("read") ? -1 : THROUGH(ssize_t, "read", int, void *, size_t)(file, into, room);
}

static void name_so(const void *name)
{
    folder_file(folder_open(mem, "names"), str_of(name), STR("x"));
}

static void make_second(const void *path)
{
    make(path, "second");
}

static void grow_some(const void *path)
{
    grow(path, 3);
}

static void grow_many(const void *path)
{
    grow(path, 70);
}

/* Until it is in its place the folder of before stands there, whole, and nothing beside it. */
Test(folder, a_failure_leaves_the_old_one)
{
    static const struct {
        void (*run)(const void *);
        const char *path, *call;
        int error;
        unsigned after;
        const char *told;
    } row[] = {
        {make_second, "site", "mkdirat", EACCES, 0, "cannot write site: Permission denied [open]"},
        {make_second, "site", "mkdirat", ENOSPC, 1, "cannot write site: No space left on device [write]"},
        {make_second, "site", "flock", ENOLCK, 0, "cannot write site: No locks available [open]"},
        {make_second, "site", "fdopendir", EMFILE, 0, "cannot write site: Too many open files [open]"},
        {make_second, "site", "fdopendir", EMFILE, 1, "cannot write site: Too many open files [open]"},
        {make_second, "site", "read", EIO, 0, "site holds "},
        {make_second, "site", "write", ENOSPC, 0, "cannot write site: No space left on device [write]"},
        {make_second, "site", "fsync", EIO, 0, "cannot write site: Input/output error [write]"},
        {make_second, "site", "renameat2", EPERM, 0, "cannot write site: Operation not permitted [write]"},
        {grow_some, "grown", "fsync", EIO, 1, "cannot write grown: Input/output error [write]"},
        {grow_many, "grown", "syncfs", EIO, 0, "cannot write grown: Input/output error [write]"},
        {grow_some, "grown", "write", EIO, 4, "cannot write grown: Input/output error [write]"},
        {make_second, "none/site", NULL, 0, 0, "cannot write none/site: No such file or directory [open]"},
        {make_second, "site/..", NULL, 0, 0, "cannot write site/..: Device or resource busy [open]"},
        {make_second, ".", NULL, 0, 0, "cannot write .: Device or resource busy [open]"},
        {make_second, "/", NULL, 0, 0, "cannot write /: Device or resource busy [open]"},
    };
    make("site", "first");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        refused.call = row[i].call, refused.error = row[i].error, refused.after = row[i].after;
        const char *told = ends(row[i].run, row[i].path);
        refused.call = NULL;
        cr_expect(strstr(told, row[i].told), "row %zu: %s", i, told);
        cr_expect_str_eq(text_of("site/index.html"), "first", "row %zu", i);
        cr_expect(access(".steelyard-site", F_OK) != 0 && access("grown", F_OK) != 0, "row %zu", i);
    }
    refused.call = "write", refused.error = EINTR;
    make("site", "second");
    cr_expect_str_eq(text_of("site/index.html"), "second", "an interruption is none");
}

/* Whatever cannot be made lasting, a folder is whole: the old one, or the new one that may be lost with the machine. */
Test(folder, what_may_be_lost_is_told)
{
    bool renewed = false;
    for (unsigned after = 0; after < 20; after++) {
        make("site", "first");
        refused.call = "fsync", refused.error = EIO, refused.after = after;
        const char *told = ends(make_second, "site");
        refused.call = NULL;
        bool second = strcmp(text_of("site/index.html"), "second") == 0;
        cr_expect_str_eq(text_of("site/region/330203.html"), "a region");
        cr_expect(second || strcmp(text_of("site/index.html"), "first") == 0);
        if (!told[0]) {
            cr_expect(second && renewed, "the last that can fail comes when the new one is in its place");
            return;
        }
        cr_expect(strstr(told, "cannot write site: Input/output error [write]"), "after %u: %s", after, told);
        renewed = second;
    }
    cr_assert_fail("more than 20 calls");
}

/* What a death has left and nobody can take away stays, and the run does not begin. */
Test(folder, what_a_death_has_left_may_stay)
{
    make("site", "first");
    cr_assert(mkdir(".steelyard-site", 0700) == 0);
    refused.call = "fdopendir", refused.error = EMFILE;
    refused.after = 2;        /* what looks at the old one goes through */
    const char *told = ends(make_second, "site");
    refused.call = NULL;
    cr_expect(strstr(told, "cannot write site: Too many open files [open]"), "%s", told);
    cr_expect_str_eq(text_of("site/index.html"), "first");
    cr_expect(access(".steelyard-site", F_OK) == 0);
}

/* What cannot be taken away is told, and the next run does it. */
Test(folder, the_old_one_may_stay_for_a_while)
{
    make("site", "first");
    refused.call = "unlinkat", refused.error = EBUSY;
    make("site", "second");
    refused.call = NULL;
    cr_expect_eq(diag_count(DIAG_STAYS), 1);
    cr_expect_str_eq(text_of("site/index.html"), "second");
    cr_expect(access(".steelyard-site", F_OK) == 0);
    make("site", "third");
    cr_expect(access(".steelyard-site", F_OK) != 0);
    cr_expect_str_eq(text_of("site/index.html"), "third");
}

Test(folder, two_runs_at_a_time_are_refused)
{
    cr_assert_eq(mkdir(".steelyard-site", 0700), 0);
    int other = open(".steelyard-site", O_RDONLY | O_DIRECTORY);
    cr_assert(other >= 0 && flock(other, LOCK_EX) == 0);
    cr_expect(strstr(ends(make_second, "site"), "another run is writing site; expected one at a time"));
    cr_expect(access(".steelyard-site", F_OK) == 0 && access("site", F_OK) != 0, "that one is left alone");
    close(other);
    make("site", "ours");
    cr_expect_str_eq(text_of("site/index.html"), "ours");
}

Test(folder, names_of_files)
{
    static const char *const wrong[] = {"", ".hidden", "a/.b", "/a", "a//b", "a/", "a b", "a:b", "A<"};
    static const char *const good[] = {"a.html", "A-1_b.c", "宁波.html", "0/1/2.csv"};
    struct folder *folder = folder_open(mem, "names");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        folder_file(folder, str_of(good[i]), STR("x"));
    folder_commit(folder);
    folder_appear(folder);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect_str_eq(text_of(mem_format(mem, "names/%s", good[i]).at), "x");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect(strstr(ends(name_so, wrong[i]), "names cannot have a file called"), "%s", wrong[i]);
}
