/* fresh: files that appear together or not at all, with the right mode and at the right place */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "ends.h"
#include "files/fresh.h"

static struct mem *mem;
static char folder[] = "/tmp/steelyard-fresh.XXXXXX";

static pid_t maker;

static void clear(void)
{
    if (getpid() != maker)
        return;
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
    maker = getpid();
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

/* ---- what the system refuses ---- */

/* A call of the system that fails, with what it says; the others go through. */
static struct {
    const char *call;
    int error;
    int flags;                /* of openat: only with one of these */
    unsigned after;           /* so many go through first */
} refused;

static bool refuse_copies;    /* no other name for a copy, either */
static bool no_chance;

static bool is_refused(const char *call)
{
    if (ends_over || !refused.call || strcmp(refused.call, call) != 0)
        return false;
    if (refused.after)
        return refused.after-- == 0;
    errno = refused.error;
    return true;
}

#define THROUGH(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

int openat(int around, const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = va_arg(list, mode_t);
    va_end(list);
    if (!ends_over && refuse_copies && flags & O_EXCL)
        return errno = EMFILE, -1;
    if (refused.call && (flags & refused.flags) == refused.flags && is_refused("openat"))
        return -1;
    return THROUGH(int, "openat", int, const char *, int, mode_t)(around, path, flags, mode);
}

int access(const char *path, int mode)
{
    return is_refused("access") ? -1 : THROUGH(int, "access", const char *, int)(path, mode);
}

int fchown(int file, uid_t owner, gid_t group)
{
    return is_refused("fchown") ? -1 : THROUGH(int, "fchown", int, uid_t, gid_t)(file, owner, group);
}

int fsync(int file)
{
    return is_refused("fsync") ? -1 : THROUGH(int, "fsync", int)(file);
}

int close(int file)
{
    int status = THROUGH(int, "close", int)(file);
    return is_refused("close") ? -1 : status;
}

int linkat(int from, const char *path, int to, const char *name, int flags)
{
    if (is_refused("linkat"))
        return -1;
    return THROUGH(int, "linkat", int, const char *, int, const char *, int)(from, path, to, name, flags);
}

int renameat(int from, const char *path, int to, const char *name)
{
    if (is_refused("renameat"))
        return -1;
    return THROUGH(int, "renameat", int, const char *, int, const char *)(from, path, to, name);
}

int unlink(const char *path)
{
    return is_refused("unlink") ? -1 : THROUGH(int, "unlink", const char *)(path);
}

ssize_t getrandom(void *into, size_t bytes, unsigned flags)
{
    return no_chance ? (errno = ENOSYS, -1) : syscall(SYS_getrandom, into, bytes, flags);
}

static time_t later;          /* seconds that the clock is ahead */

time_t time(time_t *into)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    now.tv_sec += later;
    if (into)
        *into = now.tv_sec;
    return now.tv_sec;
}

/* Where no file can be had without a name it has a second one, and where none can be linked it is copied. */
Test(fresh, file_systems_that_can_less)
{
    static const struct {
        const char *call;
        int error, flags;
    } row[] = {{"openat", EOPNOTSUPP, O_TMPFILE}, {"access", ENOENT, 0}, {"linkat", EPERM, 0}, {"fsync", EINVAL, 0},
               {"fsync", EROFS, 0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        refused.call = row[i].call, refused.error = row[i].error, refused.flags = row[i].flags;
        refused.after = strcmp(row[i].call, "fsync") == 0 ? 2 : 0;   /* those of the files must go through */
        struct fresh *one = begin("one", row[i].call), *two = begin("two", "2");
        fresh_seal(one);
        fresh_seal(two);
        fresh_appear(two);
        refused.call = NULL;
        cr_expect_str_eq(text_of("one"), row[i].call);
        cr_expect_str_eq(text_of("two"), "2");
        cr_expect_eq(names(), 2, "%s", row[i].call);
    }
}

/* The second name of a file that has one from the start is by chance, or else by the process. */
Test(fresh, a_second_name_without_chance)
{
    refused.call = "openat", refused.error = EOPNOTSUPP, refused.flags = O_TMPFILE;
    no_chance = true;
    struct fresh *fresh = begin("f", "new");
    const char *second = mem_format(mem, ".steelyard+%016x", (unsigned)getpid()).at;
    cr_expect_str_eq(text_of(second), "new");
    fresh_seal(fresh);
    fresh_appear(fresh);
    cr_expect_str_eq(text_of("f"), "new");
    cr_expect_eq(names(), 1);
}

/* The name for the time between is the same in each run, so what a killed one left is known by its age. */
Test(fresh, a_second_name_that_was_left_is_taken_away)
{
    struct fresh *fresh = begin("f", "new");
    put("f", "old", 0644);
    put(".steelyard-af63db4c8601ead9", "left", 0600);
    later = 60;
    fresh_seal(fresh);
    fresh_appear(fresh);
    cr_expect_str_eq(text_of("f"), "new");
    cr_expect_eq(names(), 1);
}

/* Nobody gains by a change of hands: what the group may not be told apart from is no more than the others may. */
Test(fresh, a_file_of_somebody_else)
{
    static const struct {
        mode_t before, after;
        bool refused;
    } row[] = {{0664, 0664, false}, {0664, 0644, true}, {0640, 0600, true}, {0666, 0666, true}};
    if (geteuid() != 0)
        cr_skip("only root can give a file away");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        put("f", "old", row[i].before);
        cr_assert_eq(chown("f", 12345, 54321), 0);
        struct fresh *fresh = begin("f", "new");
        refused.call = row[i].refused ? "fchown" : NULL, refused.error = EPERM;
        fresh_seal(fresh);
        refused.call = NULL;
        fresh_appear(fresh);
        struct stat now;
        cr_assert_eq(stat("f", &now), 0);
        cr_expect_eq(now.st_uid == 12345 && now.st_gid == 54321, !row[i].refused);
        cr_expect_eq(now.st_mode & 07777, row[i].after, "%04o became %04o", row[i].before, now.st_mode & 07777);
        cr_expect_str_eq(text_of("f"), "new");
        cr_expect_eq(unlink("f"), 0);
    }
}

/* ---- what ends the run ---- */

static void write_one(const void *path)
{
    struct fresh *fresh = begin(path, "new");
    fresh_seal(fresh);
    fresh_appear(fresh);
}

static void write_two(const void *path)
{
    fresh_seal(begin(path, "1"));
    write_one("two");
}

static void reserve(const void *path)
{
    fresh_reserve(mem, path, "--provenance");
}

static void reserve_and_read(const void *path)
{
    int file = open(path, O_RDONLY);
    fresh_reserve(mem, path, "--provenance");
    fresh_refuse_reserved(file);
}

static void spare_and_write(const void *path)
{
    fresh_spare(mem, path);
    fresh_spare(mem, path);
    fresh_spare(mem, ".");
    fresh_spare(mem, "not-there");
    begin("other", "x");
    begin(path, "x");
}

static void write_and_spare(const void *path)
{
    begin(path, "x");
    fresh_spare(mem, path);
}

Test(fresh, refusals_leave_the_old_file)
{
    static const struct {
        void (*run)(const void *);
        const char *path, *told;
        const char *call;
        int error, flags;
        unsigned after;
    } row[] = {
        {write_one, "there/f", "Not a directory", NULL, 0, 0, 0},
        {write_one, "none/f", "No such file", NULL, 0, 0, 0},
        {write_one, "", "Is a directory", NULL, 0, 0, 0},
        {write_one, "folder/", "Is a directory", NULL, 0, 0, 0},
        {write_one, "no/.", "No such file", NULL, 0, 0, 0},
        {write_one, "there", "cannot write there: Too many", "openat", EMFILE, 0, 0},
        {write_one, "there", "cannot finish there: Input/output", "fsync", EIO, 0, 0},
        {write_one, "there", "cannot finish there: Input/output", "close", EIO, 0, 0},
        {write_two, "there", "cannot finish there: ", "linkat", EPERM, 0, 0},
        {write_one, "there", "cannot finish there: Input/output", "renameat", EIO, 0, 0},
        {reserve, "there/f", "Not a directory", NULL, 0, 0, 0},
        {reserve, "new", "cannot write new: Read-only", "access", EROFS, 0, 0},
        {reserve_and_read, "there", "a file that the run reads or writes", NULL, 0, 0, 0},
        {spare_and_write, "there", "the run reads there", NULL, 0, 0, 0},
        {write_and_spare, "there", "the run reads there", NULL, 0, 0, 0},
    };
    cr_assert_eq(mkdir("folder", 0700), 0);
    put("there", "old", 0644);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        refused.call = row[i].call, refused.error = row[i].error, refused.flags = row[i].flags;
        refused.after = row[i].after;
        bool copies = row[i].run == write_two;
        if (copies)
            refuse_copies = true;
        const char *told = ends(row[i].run, row[i].path);
        refuse_copies = false;
        refused.call = NULL;
        cr_expect(strstr(told, row[i].told), "row %zu: <%s>", i, told);
        cr_expect_str_eq(text_of("there"), "old", "row %zu", i);
        cr_expect_eq(names(), 2, "row %zu: nothing else stands there", i);
    }
}

/* ---- deaths ---- */

static bool dies;
static int raised;

/* Within its handler a signal waits, so this comes back; here it never comes, for what a signal ends writes no
 * counts of coverage. */
int raise(int number)
{
    struct sigaction now;
    if (!dies)
        return kill(getpid(), number);
    sigaction(number, NULL, &now);
    raised = now.sa_handler == SIG_DFL ? number : 0;
    return 0;
}

static void die(const void *path)
{
    refused.call = "openat", refused.error = EOPNOTSUPP, refused.flags = O_TMPFILE;
    begin(path, "x");
    begin("other", "y");
    cr_expect_eq(names(), 2, "two second names");
    fprintf(stderr, "dies\n");
    dies = true;
    kill(getpid(), SIGTERM);
    refused.call = NULL;
    exit(raised == SIGTERM && names() == 0 ? 2 : 3);
}

Test(fresh, a_signal_takes_second_names_along)
{
    cr_expect_str_eq(ends(die, "f"), "dies\n");
    cr_expect_eq(names(), 0);
}
