/* fresh - see fresh.h */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"

enum { NAME_ROOM = 32, LINKS_MOST = 40, TRIES = 100, STALE_SECONDS = 10, COPIED = 64 * 1024 };

struct fresh {
    struct fresh *next;
    const char *path;         /* as it was said, for messages */
    const char *target;       /* the file that the path really names, from the root */
    const char *name;         /* the target's, in its folder */
    const char *option;       /* reserved for this option: never written here */
    int folder;               /* -1 when reserved */
    int file;                 /* what is written; -1 when it is sealed */
    int held;                 /* the same, without a name, until it has one; or -1 */
    bool exists;
    bool sealed;
    mode_t mode;
    struct stat before;       /* what the path named at the beginning, if it exists */
    char second[NAME_ROOM];   /* a name for the time until it has its own */
    volatile sig_atomic_t named; /* the second name stands in the folder */
};

static struct fresh *all;

/* What the run reads and nothing may be written over. */
struct source {
    struct stat is;
    struct source *next;
};

static struct source *sources;

/* ---- second names that must not stay behind ---- */

static void remove_second(struct fresh *fresh)
{
    if (fresh->named)
        unlinkat(fresh->folder, fresh->second, 0);
    fresh->named = 0;
}

static void remove_all(void)
{
    for (struct fresh *fresh = all; fresh; fresh = fresh->next)
        remove_second(fresh);
}

static void on_signal(int number)
{
    remove_all();
    signal(number, SIG_DFL);
    raise(number);
}

/* Whatever ends a process and can be caught, where nobody else has said what it does. */
static void prepare_for_death(void)
{
    static const int kept[] = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGSTOP, SIGKILL};
    static bool prepared;
    if (prepared)
        return;
    prepared = true;
    for (int number = 1; number <= SIGRTMAX; number++) {
        bool keep = number >= 32 && number < SIGRTMIN;      /* the C library's own */
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            keep |= number == kept[i];
        struct sigaction now, then = {.sa_handler = on_signal};
        sigfillset(&then.sa_mask);
        if (!keep && sigaction(number, NULL, &now) == 0 && !(now.sa_flags & SA_SIGINFO) && now.sa_handler == SIG_DFL)
            sigaction(number, &then, NULL);
    }
}

/* ---- names ---- */

static _Noreturn void refuse(enum diag_code code, const char *path, int error)
{
    diag_fatal(code, NULL, "cannot write %s: %s", path, voice_error(error));
}

static const char *folder_of(struct mem *mem, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? mem_format(mem, "%.*s/", (int)(slash - path), path).at : ".";
}

/* Where a path leads that names nothing: a link that dangles is followed, as a shell does. */
static const char *followed(struct mem *mem, const char *path)
{
    char text[4096];
    ssize_t length;
    for (int i = 0; i < LINKS_MOST && (length = readlink(path, text, sizeof text - 1)) > 0; i++) {
        text[length] = '\0';
        path = *text == '/' ? mem_copy(mem, str_of(text)).at : mem_format(mem, "%s/%s", folder_of(mem, path), text).at;
    }
    return path;
}

const char *fresh_target(struct mem *mem, const char *path)
{
    char *real = realpath(path, NULL);
    const char *target = real ? mem_copy(mem, str_of(real)).at : followed(mem, path);
    free(real);
    return target;
}

/* One file has one name: from the root, without links. */
static void resolve(struct mem *mem, struct fresh *fresh)
{
    const char *path = fresh->exists ? fresh->path : followed(mem, fresh->path);
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    char *real = realpath(fresh->exists ? path : folder_of(mem, path), NULL);
    if (!real || (!fresh->exists && (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)))
        refuse(DIAG_OPEN, fresh->path, real ? EISDIR : errno);
    fresh->target = fresh->exists ? mem_copy(mem, str_of(real)).at
                                  : mem_format(mem, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name).at;
    fresh->name = strrchr(fresh->target, '/') + 1;
    free(real);
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static void refuse_source(const struct fresh *fresh)
{
    for (const struct source *source = sources; source && fresh->exists && !fresh->option; source = source->next)
        if (same_file(&source->is, &fresh->before))
            diag_fatal(DIAG_USAGE, NULL, "the run reads %s, and an output would take its place; expected another file",
                       fresh->path);
}

void fresh_spare(struct mem *mem, const char *path)
{
    struct stat is;
    if (stat(path, &is) != 0 || !S_ISREG(is.st_mode))
        return;
    for (const struct source *known = sources; known; known = known->next)
        if (same_file(&known->is, &is))
            return;
    struct source *source = mem_take(mem, sizeof *source);
    source->is = is;
    source->next = sources;
    sources = source;
    for (const struct fresh *fresh = all; fresh; fresh = fresh->next)
        refuse_source(fresh);
}

/* Of two results for one place the last would win and the first be lost unseen. */
static void refuse_taken(const struct fresh *fresh)
{
    for (const struct fresh *other = all; other; other = other->next) {
        bool same = other->option && other->exists && fresh->exists ? same_file(&other->before, &fresh->before)
                                                                    : strcmp(other->target, fresh->target) == 0;
        if (same && other->option)
            diag_fatal(DIAG_USAGE, NULL, "%s and an output of the run go to %s; expected a file for each",
                       other->option, fresh->path);
        if (same)
            diag_fatal(DIAG_USAGE, NULL, "two outputs go to %s; expected a file for each", fresh->path);
    }
}

static struct fresh *make(struct mem *mem, const char *path, const struct stat *before)
{
    struct fresh *fresh = mem_take(mem, sizeof *fresh);
    *fresh = (struct fresh){.path = path, .folder = -1, .file = -1, .held = -1, .exists = before != NULL};
    if (before)
        fresh->before = *before;
    resolve(mem, fresh);
    refuse_taken(fresh);
    refuse_source(fresh);
    return fresh;
}

/* Behind the others, which appear before it. */
static void list(struct fresh *fresh)
{
    static bool hooked;
    struct fresh **end = &all;
    if (!hooked)
        diag_at_exit(remove_all);
    hooked = true;
    while (*end)
        end = &(*end)->next;
    *end = fresh;
}

/* ---- opening ---- */

static void name_by_chance(char name[NAME_ROOM])
{
    uint64_t chance = 0;
    if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
        chance = (uint64_t)getpid();
    snprintf(name, NAME_ROOM, ".steelyard+%016llx", (unsigned long long)chance);
}

static void name_by_target(const struct fresh *fresh, char name[NAME_ROOM])
{
    uint64_t hash = 14695981039346656037u;     /* FNV-1a */
    for (const char *at = fresh->name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    snprintf(name, NAME_ROOM, ".steelyard-%016llx", (unsigned long long)hash);
}

/* A new file with a second name that nobody else has.  Below 0: errno says why not. */
static int open_named(struct fresh *fresh)
{
    int file = -1;
    prepare_for_death();
    for (int i = 0; i < TRIES && file < 0; i++) {
        name_by_chance(fresh->second);
        file = openat(fresh->folder, fresh->second, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0 && errno != EEXIST)
            return -1;
    }
    fresh->named = file >= 0;
    return file;
}

/* It gets its name through /proc, so where that is not there a file without a name is no use. */
static int open_nameless(const struct fresh *fresh)
{
    char path[NAME_ROOM];
    int file = openat(fresh->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return -1;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (access(path, F_OK) == 0)
        return file;
    close(file);
    return -1;
}

static mode_t mask(void)
{
    mode_t now = umask(0);
    umask(now);
    return now;
}

int fresh_open(struct mem *mem, const char *path, struct fresh **opened)
{
    struct stat before;
    *opened = NULL;
    int missing = stat(path, &before) == 0 ? 0 : errno;
    if (missing && missing != ENOENT)
        refuse(DIAG_OPEN, path, missing);
    if (!missing && !S_ISREG(before.st_mode)) {
        int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);    /* it has no half */
        if (file < 0)
            refuse(DIAG_OPEN, path, errno);
        return file;
    }
    struct fresh *fresh = make(mem, path, missing ? NULL : &before);
    const char *folder = folder_of(mem, fresh->target);
    fresh->mode = missing ? 0666 & ~mask() : before.st_mode & 0777;
    fresh->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fresh->folder < 0 && errno == EACCES)          /* may be written to though not be listed */
        fresh->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fresh->folder < 0)
        refuse(DIAG_OPEN, path, errno);
    list(fresh);
    fresh->file = open_nameless(fresh);
    if (fresh->file < 0)
        fresh->file = open_named(fresh);
    if (fresh->file < 0)
        refuse(DIAG_OPEN, path, errno);
    *opened = fresh;
    return fresh->file;
}

const struct stat *fresh_reserve(struct mem *mem, const char *path, const char *option)
{
    struct stat before;
    int missing = stat(path, &before) == 0 ? 0 : errno;
    if (missing && missing != ENOENT)
        refuse(DIAG_OPEN, path, missing);
    struct fresh *fresh = make(mem, path, missing ? NULL : &before);
    fresh->option = option;
    if (missing && access(folder_of(mem, fresh->target), W_OK | X_OK) != 0)
        refuse(DIAG_OPEN, path, errno);
    list(fresh);
    return fresh->exists ? &fresh->before : NULL;
}

void fresh_refuse_reserved(int file)
{
    struct stat now;
    for (const struct fresh *fresh = all; fresh; fresh = fresh->next)
        if (fresh->option && fresh->exists && S_ISREG(fresh->before.st_mode) && fstat(file, &now) == 0 &&
            same_file(&now, &fresh->before))
            diag_fatal(DIAG_USAGE, NULL, "%s names %s, a file that the run reads or writes; expected one of its own",
                       fresh->option, fresh->path);
}

/* ---- sealing ---- */

/* The owner first: a change of owner may take bits of the mode away. */
static bool hand_down(const struct fresh *fresh, int file)
{
    struct stat now;
    mode_t mode = fresh->mode;
    if (fstat(file, &now) != 0)
        return false;
    bool group = !fresh->exists || now.st_gid == fresh->before.st_gid ||
                 fchown(file, (uid_t)-1, fresh->before.st_gid) == 0;
    if (fresh->exists && now.st_uid != fresh->before.st_uid && fchown(file, fresh->before.st_uid, (gid_t)-1) != 0)
        errno = 0;                        /* only root may; the file is ours then */
    if (!group)
        mode = (mode & 0707) | (mode & 0070 & (mode & 0007) << 3);
    return fchmod(file, mode) == 0;
}

static bool synced(int file)
{
    int status;
    do
        status = fsync(file);
    while (status != 0 && errno == EINTR);
    return status == 0;
}

static _Noreturn void fail(const struct fresh *fresh)
{
    diag_fatal(DIAG_WRITE, NULL, "cannot finish %s: %s", fresh->path, voice_error(errno));
}

/* A second descriptor holds a file without a name while the one that was written to is
 * closed, for closing may be what fails. */
void fresh_seal(struct fresh *fresh)
{
    if (!hand_down(fresh, fresh->file) || !synced(fresh->file))
        fail(fresh);
    if (!fresh->named && (fresh->held = fcntl(fresh->file, F_DUPFD_CLOEXEC, 0)) < 0)
        fail(fresh);
    int file = fresh->file;
    fresh->file = -1;
    if (close(file) != 0 && errno != EINTR)        /* it is closed then too */
        fail(fresh);
    fresh->sealed = true;
}

/* ---- appearing ---- */

static bool copy(int from, int to)
{
    char bytes[COPIED];
    for (off_t at = 0;;) {
        ssize_t got = pread(from, bytes, sizeof bytes, at);
        ssize_t wrote = got > 0 ? pwrite(to, bytes, (size_t)got, at) : got;
        if (got == 0)
            return true;
        if (wrote < 0 && errno != EINTR)
            return false;
        at += wrote > 0 ? wrote : 0;
    }
}

/* Where a file without a name can be had and not be linked. */
static bool name_by_copy(struct fresh *fresh)
{
    int file = open_named(fresh);
    bool good = file >= 0 && copy(fresh->held, file) && hand_down(fresh, file) && synced(file);
    return file >= 0 && close(file) == 0 && good;
}

static bool is_stale(const struct fresh *fresh)
{
    struct stat left;
    return fstatat(fresh->folder, fresh->second, &left, AT_SYMLINK_NOFOLLOW) == 0 &&
           time(NULL) - left.st_ctime > STALE_SECONDS;
}

/* Gives it a name: the second one, or its own where nothing is replaced and nobody waits. */
static bool give_name(struct fresh *fresh, const char *name)
{
    char path[NAME_ROOM];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fresh->held);
    return linkat(AT_FDCWD, path, fresh->folder, name, AT_SYMLINK_FOLLOW) == 0;
}

/* A second name that is there already is another run's, or was left by one that was killed. */
static bool give_second_name(struct fresh *fresh)
{
    if (fresh->named)
        return true;
    name_by_target(fresh, fresh->second);
    bool given = give_name(fresh, fresh->second);
    if (!given && errno == EEXIST) {
        if (is_stale(fresh))
            unlinkat(fresh->folder, fresh->second, 0);
        else
            name_by_chance(fresh->second);
        given = give_name(fresh, fresh->second);
    }
    fresh->named = given;
    return given || name_by_copy(fresh);
}

static bool take_place(struct fresh *fresh)
{
    if (renameat(fresh->folder, fresh->second, fresh->folder, fresh->name) != 0)
        return false;
    fresh->named = 0;
    return true;
}

/* Folders that are of no use to sync say so in several ways. */
static void sync_folder(const struct fresh *fresh)
{
    if (!synced(fresh->folder) && errno != EINVAL && errno != ENOTSUP && errno != EBADF && errno != EROFS)
        diag_fatal(DIAG_WRITE, NULL, "%s is in its place, but may be lost if the machine stops now: %s", fresh->path,
                   voice_error(errno));
}

/* One that is alone and replaces nothing goes to its name in one step. */
static bool appears_at_once(struct fresh *fresh)
{
    return !fresh->exists && !fresh->named && give_name(fresh, fresh->name);
}

static void show_all(size_t count)
{
    struct fresh *fresh;
    if (count == 1 && appears_at_once(all))
        return;
    for (fresh = all; fresh; fresh = fresh->next)
        if (!give_second_name(fresh))
            fail(fresh);
    for (fresh = all; fresh; fresh = fresh->next)
        if (!take_place(fresh))
            fail(fresh);
}

/* Takes from the list what is not to appear, and puts `last` at its end; gives how many are left. */
static size_t line_up(const struct fresh *last)
{
    size_t count = 0;
    struct fresh *end = NULL;
    for (struct fresh **at = &all; *at;) {
        struct fresh *fresh = *at;
        if (fresh->sealed && fresh != last) {
            at = &fresh->next;
            count++;
            continue;
        }
        *at = fresh->next;
        fresh->next = NULL;
        if (fresh->sealed)
            end = fresh;
        else
            remove_second(fresh);
    }
    if (end)
        list(end);
    return count + (end != NULL);
}

void fresh_appear(const struct fresh *last)
{
    sigset_t every, before;
    sigfillset(&every);
    sigprocmask(SIG_BLOCK, &every, &before);
    show_all(line_up(last));
    for (struct fresh *fresh = all; fresh; fresh = fresh->next) {
        sync_folder(fresh);
        if (fresh->held >= 0)
            close(fresh->held);
        close(fresh->folder);
    }
    all = NULL;
    sigprocmask(SIG_SETMASK, &before, NULL);
}

/* ---- files that never get a name ---- */

const char *scratch_folder(const char *folder)
{
    const char *set = getenv("TMPDIR");
    return folder && *folder ? folder : set && *set ? set : "/tmp";
}

int scratch_open(struct mem *mem, const char *folder)
{
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        return file;
    char name[NAME_ROOM];
    name_by_chance(name);
    const char *path = mem_format(mem, "%s/%s", folder, name).at;
    file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return file >= 0 && unlink(path) != 0 ? -1 : file;
}
