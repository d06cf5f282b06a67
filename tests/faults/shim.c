/* Fails one call of a program, for tests/faults/drive: LD_PRELOAD=shim.so and
 *
 *   STEELYARD_FAULT_IN     the program that is meant; others run as ever
 *   STEELYARD_FAULT        CALL:N:HOW: the N-th call of a kind (open, read, write, ...; any) fails as
 *                          HOW says: an errno by number, "short" (one byte is done), or "kill" and
 *                          the number of a signal, which comes before the call
 *   STEELYARD_FAULT_COUNT  a file: how many calls there were of each kind, "KIND COUNT" a line
 *
 * What is written to standard error is a kind of its own (tell).  Calls count from main until the
 * program ends: before and behind that they are the libraries' own.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind {
    ACCESS, CHMOD, CLOSE, DUP, FOLDER, FSYNC, LINK, LOCK, MEMORY, OPEN, PATH,
    READ, RENAME, SEEK, STAT, TELL, THREAD, TRUNCATE, UNLINK, WRITE, ANY, KINDS
};

static const char *const word[KINDS] = {
    "access", "chmod", "close", "dup", "folder", "fsync", "link", "lock", "memory", "open", "path",
    "read", "rename", "seek", "stat", "tell", "thread", "truncate", "unlink", "write", "any"};

enum { NONE = 0, SHORT = -1 };

static atomic_long count[KINDS];
static bool meant, active;    /* it is the program; it is between main and its end */
static int wanted = KINDS, how, deadly;
static long number;
static FILE *counts;          /* opened at once: later the program may be kept from files */

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))next(name))

__attribute__((constructor)) static void begin(void)
{
    const char *in = getenv("STEELYARD_FAULT_IN"), *fault = getenv("STEELYARD_FAULT");
    meant = in && strcmp(in, program_invocation_short_name) == 0;
    if (meant && getenv("STEELYARD_FAULT_COUNT"))
        counts = fopen(getenv("STEELYARD_FAULT_COUNT"), "w");
    if (!meant || !fault)
        return;
    char kind[16] = "", manner[16] = "";
    if (sscanf(fault, "%15[a-z]:%ld:%15s", kind, &number, manner) != 3)
        return;
    for (wanted = 0; wanted < KINDS && strcmp(word[wanted], kind) != 0; wanted++)
        ;
    if (strncmp(manner, "kill", 4) == 0)
        deadly = atoi(manner + 4);
    else
        how = strcmp(manner, "short") == 0 ? SHORT : atoi(manner);
}

static void end(void)
{
    active = false;
    for (int kind = 0; counts && kind < KINDS; kind++)
        fprintf(counts, "%s %ld\n", word[kind], atomic_load(&count[kind]));
    if (counts)
        fclose(counts);
}

static int (*real_main)(int, char **, char **);

static int begin_main(int count_of, char **argument, char **environment)
{
    active = meant && atexit(end) == 0;
    return real_main(count_of, argument, environment);
}

typedef int start_main(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void),
                       void *);
start_main __libc_start_main;
int __libc_start_main(int (*main)(int, char **, char **), int count_of, char **argument, void (*init)(void),
                      void (*fini)(void), void (*loader_fini)(void), void *stack)
{
    real_main = main;
    return ((start_main *)next("__libc_start_main"))(begin_main, count_of, argument, init, fini, loader_fini, stack);
}

/* A build with --coverage writes what it has counted when it ends; where it ends at once it is told to. */
static void write_coverage(void)
{
    if (!active)
        return;
    active = false;
    void (*dump)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "__gcov_dump");
    if (dump)
        dump();
}

int raise(int signal_number)
{
    write_coverage();
    return pthread_kill(pthread_self(), signal_number);
}

void _exit(int status)
{
    write_coverage();
    REAL(void, "_exit", int)(status);
    __builtin_unreachable();
}

/* Counts a call, and says whether it is the one: the errno it fails with, SHORT, or NONE. */
static int falls(enum kind kind)
{
    if (!active)
        return NONE;
    long of_kind = atomic_fetch_add(&count[kind], 1) + 1, of_all = atomic_fetch_add(&count[ANY], 1) + 1;
    if ((int)kind != wanted && wanted != ANY)
        return NONE;
    if ((wanted == ANY ? of_all : of_kind) != number)
        return NONE;
    if (deadly)
        pthread_kill(pthread_self(), deadly);
    return deadly ? NONE : how;
}

/* Fails a call that can only fail or not. */
#define FAIL_OR(kind, failure) \
    do { \
        int fault = falls(kind); \
        if (fault > 0) { \
            errno = fault; \
            return failure; \
        } \
    } while (0)

/* ---- reading and writing ---- */

ssize_t read(int file, void *into, size_t room)
{
    int fault = falls(READ);
    if (fault > 0)
        return errno = fault, -1;
    return REAL(ssize_t, "read", int, void *, size_t)(file, into, fault == SHORT && room > 1 ? 1 : room);
}

ssize_t __read_chk(int file, void *into, size_t room, size_t known);
ssize_t __read_chk(int file, void *into, size_t room, size_t known)
{
    (void)known;
    return read(file, into, room);
}

ssize_t pread(int file, void *into, size_t room, off_t at)
{
    int fault = falls(READ);
    if (fault > 0)
        return errno = fault, -1;
    return REAL(ssize_t, "pread", int, void *, size_t, off_t)(file, into, fault == SHORT && room > 1 ? 1 : room, at);
}

ssize_t __pread_chk(int file, void *into, size_t room, off_t at, size_t known);
ssize_t __pread_chk(int file, void *into, size_t room, off_t at, size_t known)
{
    (void)known;
    return pread(file, into, room, at);
}

ssize_t write(int file, const void *from, size_t length)
{
    int fault = falls(file == STDERR_FILENO ? TELL : WRITE);
    if (fault > 0)
        return errno = fault, -1;
    return REAL(ssize_t, "write", int, const void *, size_t)(file, from, fault == SHORT && length > 1 ? 1 : length);
}

ssize_t pwrite(int file, const void *from, size_t length, off_t at)
{
    int fault = falls(WRITE);
    if (fault > 0)
        return errno = fault, -1;
    return REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)
        (file, from, fault == SHORT && length > 1 ? 1 : length, at);
}

/* A stream remembers that it failed, for ferror; this is glibc's mark. */
static size_t failed(FILE *file)
{
    file->_flags |= 0x20;
    return 0;
}

size_t fwrite(const void *from, size_t size, size_t pieces, FILE *file)
{
    FAIL_OR(WRITE, failed(file));
    return REAL(size_t, "fwrite", const void *, size_t, size_t, FILE *)(from, size, pieces, file);
}

int fflush(FILE *file)
{
    FAIL_OR(WRITE, EOF);
    return REAL(int, "fflush", FILE *)(file);
}

/* ---- files ---- */

static int open_any(const char *name, int folder, const char *path, int flags, mode_t mode)
{
    FAIL_OR(OPEN, -1);
    return REAL(int, name, int, const char *, int, mode_t)(folder, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return open_any("openat", AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return open_any("openat", folder, path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_any("openat", AT_FDCWD, path, flags, 0);
}

int __openat_2(int folder, const char *path, int flags);
int __openat_2(int folder, const char *path, int flags)
{
    return open_any("openat", folder, path, flags, 0);
}

int close(int file)
{
    int fault = falls(CLOSE);
    int status = REAL(int, "close", int)(file);
    return fault > 0 ? errno = fault, -1 : status;
}

int fsync(int file)
{
    FAIL_OR(FSYNC, -1);
    return REAL(int, "fsync", int)(file);
}

/* A whole file system, for those who wrote many files. */
int syncfs(int file)
{
    FAIL_OR(FSYNC, -1);
    return REAL(int, "syncfs", int)(file);
}

int renameat(int folder, const char *from, int other, const char *to)
{
    FAIL_OR(RENAME, -1);
    return REAL(int, "renameat", int, const char *, int, const char *)(folder, from, other, to);
}

int renameat2(int folder, const char *from, int other, const char *to, unsigned flags)
{
    FAIL_OR(RENAME, -1);
    return REAL(int, "renameat2", int, const char *, int, const char *, unsigned)(folder, from, other, to, flags);
}

int linkat(int folder, const char *from, int other, const char *to, int flags)
{
    FAIL_OR(LINK, -1);
    return REAL(int, "linkat", int, const char *, int, const char *, int)(folder, from, other, to, flags);
}

int unlink(const char *path)
{
    FAIL_OR(UNLINK, -1);
    return REAL(int, "unlink", const char *)(path);
}

int unlinkat(int folder, const char *path, int flags)
{
    FAIL_OR(UNLINK, -1);
    return REAL(int, "unlinkat", int, const char *, int)(folder, path, flags);
}

int stat(const char *restrict path, struct stat *restrict into)
{
    FAIL_OR(STAT, -1);
    return REAL(int, "stat", const char *, struct stat *)(path, into);
}

int fstat(int file, struct stat *into)
{
    FAIL_OR(STAT, -1);
    return REAL(int, "fstat", int, struct stat *)(file, into);
}

int fstatat(int folder, const char *restrict path, struct stat *restrict into, int flags)
{
    FAIL_OR(STAT, -1);
    return REAL(int, "fstatat", int, const char *, struct stat *, int)(folder, path, into, flags);
}

int fchmod(int file, mode_t mode)
{
    FAIL_OR(CHMOD, -1);
    return REAL(int, "fchmod", int, mode_t)(file, mode);
}

int access(const char *path, int mode)
{
    FAIL_OR(ACCESS, -1);
    return REAL(int, "access", const char *, int)(path, mode);
}

char *realpath(const char *restrict path, char *restrict into)
{
    FAIL_OR(PATH, NULL);
    return REAL(char *, "realpath", const char *, char *)(path, into);
}

ssize_t readlink(const char *restrict path, char *restrict into, size_t room)
{
    FAIL_OR(PATH, -1);
    return REAL(ssize_t, "readlink", const char *, char *, size_t)(path, into, room);
}

int fchown(int file, uid_t owner, gid_t group)
{
    FAIL_OR(CHMOD, -1);
    return REAL(int, "fchown", int, uid_t, gid_t)(file, owner, group);
}

off_t lseek(int file, off_t at, int from)
{
    FAIL_OR(SEEK, -1);
    return REAL(off_t, "lseek", int, off_t, int)(file, at, from);
}

int ftruncate(int file, off_t length)
{
    FAIL_OR(TRUNCATE, -1);
    return REAL(int, "ftruncate", int, off_t)(file, length);
}

int fcntl(int file, int command, ...)
{
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    if (command == F_DUPFD_CLOEXEC)
        FAIL_OR(DUP, -1);
    return REAL(int, "fcntl", int, int, void *)(file, command, argument);
}

/* ---- folders and locks ---- */

DIR *opendir(const char *name)
{
    FAIL_OR(FOLDER, NULL);
    return REAL(DIR *, "opendir", const char *)(name);
}

DIR *fdopendir(int file)
{
    FAIL_OR(FOLDER, NULL);
    return REAL(DIR *, "fdopendir", int)(file);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    FAIL_OR(FOLDER, -1);
    return REAL(int, "mkdirat", int, const char *, mode_t)(folder, path, mode);
}

int flock(int file, int operation)
{
    FAIL_OR(LOCK, -1);
    return REAL(int, "flock", int, int)(file, operation);
}

/* ---- memory and threads ---- */

/* Memory that the C library takes for itself is not meant: what it makes of having none is its
 * own affair (gettext of glibc 2.36 dies of it). */
static bool by_library(const void *caller)
{
    Dl_info about;
    return active && dladdr(caller, &about) && strstr(about.dli_fname, "/libc.so");
}

/* The C library's own, which need not be looked up: looking up takes memory too. */
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *at, size_t bytes);

void *malloc(size_t bytes)
{
    if (!by_library(__builtin_return_address(0)))
        FAIL_OR(MEMORY, NULL);
    return __libc_malloc(bytes);
}

void *calloc(size_t count_wanted, size_t bytes)
{
    if (!by_library(__builtin_return_address(0)))
        FAIL_OR(MEMORY, NULL);
    return __libc_calloc(count_wanted, bytes);
}

void *realloc(void *at, size_t bytes)
{
    if (!by_library(__builtin_return_address(0)))
        FAIL_OR(MEMORY, NULL);
    return __libc_realloc(at, bytes);
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict how_made, void *(*run)(void *),
                   void *restrict argument)
{
    int fault = falls(THREAD);
    if (fault > 0)
        return fault;
    return REAL(int, "pthread_create", pthread_t *, const pthread_attr_t *, void *(*)(void *), void *)
        (thread, how_made, run, argument);
}
