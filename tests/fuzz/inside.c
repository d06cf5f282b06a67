/* inside - see inside.h
 *
 * The linker hands each call of the functions below that a tool makes to its __wrap_ here. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"

enum { FIRST_PART = 100, CONVERTERS = 64, SECONDS = 10, BAD = 99 };

static struct {
    char folder[INSIDE_NAME_BYTES / 2], part[INSIDE_PARTS][INSIDE_NAME_BYTES], made[INSIDE_NAME_BYTES];
    const uint8_t *bytes[INSIDE_PARTS];
    size_t length[INSIDE_PARTS];
    pid_t owner;
    bool touched;             /* something was made */
    int nothing;
} stage;

static struct {
    bool on, child;
    jmp_buf back;
    int status;
    struct converter {
        iconv_t made;
        char to[32], from[32];
        bool lent;
    } converter[CONVERTERS];
    int converters;
} run;

/* ---- what a process can be asked for ---- */

#define REAL(type, name, ...) \
    type __real_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__)

_Noreturn void __real_exit(int status);
_Noreturn void __wrap_exit(int status);
_Noreturn void __wrap_exit(int status)
{
    if (!run.on || run.child)
        __real_exit(status);
    run.status = status;
    longjmp(run.back, 1);
}

typedef void handler(int);
handler *__real_signal(int number, handler *then);
handler *__wrap_signal(int number, handler *then);
handler *__wrap_signal(int number, handler *then)
{
    return run.on ? SIG_DFL : __real_signal(number, then);
}

REAL(int, sigaction, int number, const struct sigaction *then, struct sigaction *now)
{
    if (!run.on)
        return __real_sigaction(number, then, now);
    if (now)
        *now = (struct sigaction){.sa_handler = SIG_DFL};
    return 0;
}

REAL(int, sigprocmask, int how, const sigset_t *then, sigset_t *now)
{
    return run.on ? 0 : __real_sigprocmask(how, then, now);
}

/* No tool needs a second thread. */
REAL(int, pthread_create, pthread_t *thread, const pthread_attr_t *how, void *(*start)(void *), void *state)
{
    return run.on ? EAGAIN : __real_pthread_create(thread, how, start, state);
}

/* Machine code for patterns is not given back by a run that ends early. */
int __real_pcre2_jit_compile_8(void *code, uint32_t how);
int __wrap_pcre2_jit_compile_8(void *code, uint32_t how);
int __wrap_pcre2_jit_compile_8(void *code, uint32_t how)
{
    return run.on ? -1 : __real_pcre2_jit_compile_8(code, how);
}

REAL(int, execv, const char *path, char *const *argument)
{
    if (!run.on)
        return __real_execv(path, argument);
    errno = ENOENT;
    return -1;
}

/* A converter is kept until the next is asked for: to load one takes longer than most runs.  The next is a new one:
 * of one that stopped amid a text glibc does not take all back. */
REAL(iconv_t, iconv_open, const char *to, const char *from)
{
    for (int i = 0; run.on && i < run.converters; i++) {
        struct converter *had = &run.converter[i];
        if (!had->lent && strcmp(had->to, to) == 0 && strcmp(had->from, from) == 0) {
            had->lent = true;
            iconv_t old = had->made;
            had->made = __real_iconv_open(to, from);
            __real_iconv_close(old);
            return had->made;
        }
    }
    iconv_t made = __real_iconv_open(to, from);
    if (run.on && made != (iconv_t)-1 && run.converters < CONVERTERS) {
        struct converter *kept = &run.converter[run.converters++];
        *kept = (struct converter){.made = made, .lent = true};
        snprintf(kept->to, sizeof kept->to, "%s", to);
        snprintf(kept->from, sizeof kept->from, "%s", from);
    }
    return made;
}

REAL(int, iconv_close, iconv_t converter)
{
    for (int i = 0; i < run.converters; i++)
        if (run.converter[i].made == converter) {
            run.converter[i].lent = false;
            return 0;
        }
    return __real_iconv_close(converter);
}

/* ---- files ---- */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* A name beside a folder that was opened is on the stage, for no other can be opened. */
static bool may(int folder, const char *path, bool makes)
{
    if (!run.on)
        return true;
    bool known = path[0] != '/' ? folder != AT_FDCWD : begins(path, stage.folder) || strcmp(path, "/dev/null") == 0;
    if (!known && !makes)
        known = strstr(path, "/share/") != NULL;
    if (!known || strstr(path, "..")) {
        errno = makes ? EACCES : ENOENT;
        return false;
    }
    stage.touched |= makes && strcmp(path, "/dev/null") != 0;
    return true;
}

int __real_open(const char *path, int how, ...);
int __wrap_open(const char *path, int how, ...);
int __wrap_open(const char *path, int how, ...)
{
    va_list list;
    va_start(list, how);
    mode_t mode = how & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return may(AT_FDCWD, path, (how & O_ACCMODE) != O_RDONLY) ? __real_open(path, how, mode) : -1;
}

int __real_openat(int folder, const char *path, int how, ...);
int __wrap_openat(int folder, const char *path, int how, ...);
int __wrap_openat(int folder, const char *path, int how, ...)
{
    va_list list;
    va_start(list, how);
    mode_t mode = how & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return may(folder, path, (how & O_ACCMODE) != O_RDONLY) ? __real_openat(folder, path, how, mode) : -1;
}

REAL(int, mkdirat, int folder, const char *path, mode_t mode)
{
    return may(folder, path, true) ? __real_mkdirat(folder, path, mode) : -1;
}

REAL(int, renameat, int from, const char *path, int to, const char *then)
{
    return may(from, path, true) && may(to, then, true) ? __real_renameat(from, path, to, then) : -1;
}

REAL(int, renameat2, int from, const char *path, int to, const char *then, unsigned how)
{
    return may(from, path, true) && may(to, then, true) ? __real_renameat2(from, path, to, then, how) : -1;
}

/* What is linked is a descriptor's name under /proc. */
REAL(int, linkat, int from, const char *path, int to, const char *then, int how)
{
    return may(to, then, true) ? __real_linkat(from, path, to, then, how) : -1;
}

REAL(int, unlink, const char *path)
{
    return may(AT_FDCWD, path, true) ? __real_unlink(path) : -1;
}

REAL(int, unlinkat, int folder, const char *path, int how)
{
    return may(folder, path, true) ? __real_unlinkat(folder, path, how) : -1;
}

/* The streams are the next run's too. */
REAL(int, close, int file)
{
    return run.on && !run.child && file <= STDERR_FILENO ? 0 : __real_close(file);
}

/* Nothing here is to outlive a fall of the power. */
REAL(int, fsync, int file)
{
    return run.on ? 0 : __real_fsync(file);
}

REAL(int, syncfs, int file)
{
    return run.on ? 0 : __real_syncfs(file);
}

/* ---- the stage ---- */

static void take_away(int around, const char *name)
{
    if (unlinkat(around, name, 0) == 0 || (errno != EISDIR && errno != EPERM))
        return;
    int file = openat(around, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    DIR *list = file >= 0 ? fdopendir(file) : NULL;
    for (const struct dirent *entry; list && (entry = readdir(list));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            take_away(file, entry->d_name);
    if (list)
        closedir(list);
    unlinkat(around, name, AT_REMOVEDIR);
}

static void close_stage(void)
{
    if (stage.owner == getpid())
        take_away(AT_FDCWD, stage.folder);
}

static void make_parts(void)
{
    for (int i = 0; i < INSIDE_PARTS; i++) {
        int file = open(stage.part[i], O_RDWR | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || dup2(file, FIRST_PART + i) < 0)
            abort();
        close(file);
        stage.length[i] = 0;
    }
}

/* An output may have taken the place of a part. */
void inside_sweep(void)
{
    if (!stage.touched)
        return;
    DIR *list = opendir(stage.folder);
    for (const struct dirent *entry; list && (entry = readdir(list));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            take_away(dirfd(list), entry->d_name);
    if (list)
        closedir(list);
    make_parts();
    stage.touched = false;
}

void inside_open(void)
{
    if (stage.owner)
        return;
    stage.owner = getpid();
    snprintf(stage.folder, sizeof stage.folder, "/dev/shm/fuzz-%d", getenv("FUZZ_ANSWERS") ? 0 : stage.owner);
    take_away(AT_FDCWD, stage.folder);
    mkdir(stage.folder, 0700);
    setenv("TMPDIR", stage.folder, 1);
    setenv("LC_ALL", "C", 1);
    snprintf(stage.made, sizeof stage.made, "%s/made", stage.folder);
    for (int i = 0; i < INSIDE_PARTS; i++)
        snprintf(stage.part[i], sizeof *stage.part, "%s/part%d", stage.folder, i);
    make_parts();
    stage.nothing = open("/dev/null", O_RDWR);
    dup2(stage.nothing, STDIN_FILENO);
    dup2(stage.nothing, STDOUT_FILENO);
    atexit(close_stage);
}

const char *inside_part_name(int i)
{
    return stage.part[i];
}

const char *inside_folder_name(void)
{
    return stage.made;
}

void inside_part(int i, const uint8_t *at, size_t length)
{
    if (!length && !stage.length[i])
        return;
    if ((length < stage.length[i] && ftruncate(FIRST_PART + i, 0) != 0) ||
        pwrite(FIRST_PART + i, at, length, 0) != (ssize_t)length)
        abort();
    stage.bytes[i] = at;
    stage.length[i] = length;
}

const uint8_t *inside_part_bytes(int i, size_t *length)
{
    *length = stage.length[i];
    return stage.bytes[i];
}

void inside_input(int part)
{
    dup2(part < 0 ? stage.nothing : FIRST_PART + part, STDIN_FILENO);
    if (part >= 0)
        lseek(STDIN_FILENO, 0, SEEK_SET);
}

/* ---- a child ---- */

static void (*at_end)(int status);

static void end_child(int status, void *nothing)
{
    (void)nothing;
    at_end(status);
    _exit(status);
}

int inside_child(int (*entry)(int count, char **argument), int count, char **argument, void (*end)(int status))
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        at_end = end;
        run.on = run.child = true;
        alarm(SECONDS);
        on_exit(end_child, NULL);
        exit(entry(count, argument));
    }
    pid_t ended = child < 0 ? -1 : 0;
    while (ended == 0 || (ended < 0 && child > 0 && errno == EINTR))       /* the fuzzer has an alarm of its own */
        ended = waitpid(child, &status, 0);
    if (ended != child)
        abort();
    stage.touched = true;
    return status;
}

#ifdef FUZZ_INSIDE

/* ---- memory of a run: a region that begins anew with each ---- */

#include <dlfcn.h>
#include <link.h>

enum { HEAD = 16, ALIGN = 16, KEPT_BYTES = 8 << 20, KEEPERS = 8 };
static const size_t region_bytes = (size_t)1 << 30;

static struct {
    char *at;
    size_t used, most;
    uintptr_t from[KEEPERS], to[KEEPERS]; /* code of those who keep what they take */
    int keepers;
} region;

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *at, size_t bytes);
void *__libc_memalign(size_t align, size_t bytes);
void __libc_free(void *at);

/* What the C library (catalogues, converters) and cmark (extensions) take they keep. */
static bool of_run(const void *caller)
{
    uintptr_t at = (uintptr_t)caller;
    bool theirs = !run.on || !region.at;
    for (int i = 0; i < region.keepers; i++)
        theirs |= at >= region.from[i] && at < region.to[i];
    return !theirs;
}

static bool is_there(const void *at)
{
    return region.at && (const char *)at >= region.at && (const char *)at < region.at + region_bytes;
}

static size_t *head_of(void *at)
{
    return (size_t *)((char *)at - HEAD);
}

static void *take(size_t bytes)
{
    if (bytes > region_bytes - region.used || region_bytes - region.used - bytes < 4 * HEAD) {
        errno = ENOMEM;
        return NULL;
    }
    char *at = region.at + region.used + HEAD;
    *head_of(at) = bytes;
    region.used += HEAD + ((bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1));
    return at;
}

/* The last that was taken can be given back or grow. */
static bool is_last(void *at)
{
    return (char *)at + ((*head_of(at) + ALIGN - 1) & ~(size_t)(ALIGN - 1)) == region.at + region.used;
}

static void note_most(void)
{
    if (region.used > region.most)
        region.most = region.used;
}

void *malloc(size_t bytes)
{
    return of_run(__builtin_return_address(0)) ? take(bytes) : __libc_malloc(bytes);
}

void free(void *at)
{
    if (!is_there(at)) {
        __libc_free(at);
        return;
    }
    note_most();
    if (is_last(at))
        region.used = (size_t)((char *)at - HEAD - region.at);
}

void *calloc(size_t count, size_t each)
{
    size_t bytes;
    if (!of_run(__builtin_return_address(0)))
        return __libc_calloc(count, each);
    void *at = __builtin_mul_overflow(count, each, &bytes) ? NULL : take(bytes);
    return at ? memset(at, 0, bytes) : NULL;
}

void *realloc(void *at, size_t bytes)
{
    if (at ? !is_there(at) : !of_run(__builtin_return_address(0)))
        return __libc_realloc(at, bytes);
    if (at && is_last(at)) {
        size_t used = region.used;
        note_most();
        region.used = (size_t)((char *)at - HEAD - region.at);
        void *same = take(bytes);
        if (!same)
            region.used = used;
        return same;
    }
    void *moved = take(bytes);
    if (moved && at)
        memcpy(moved, at, *head_of(at) < bytes ? *head_of(at) : bytes);
    return moved;
}

void *memalign(size_t align, size_t bytes);
void *memalign(size_t align, size_t bytes)
{
    if (align <= ALIGN || !of_run(__builtin_return_address(0)))
        return align <= ALIGN ? malloc(bytes) : __libc_memalign(align, bytes);
    return NULL;
}

void *aligned_alloc(size_t align, size_t bytes)
{
    return memalign(align, bytes);
}

int posix_memalign(void **at, size_t align, size_t bytes)
{
    *at = memalign(align, bytes);
    return *at ? 0 : ENOMEM;
}

static int find_code(struct dl_phdr_info *about, size_t size, void *state)
{
    (void)size, (void)state;
    bool keeps = strstr(about->dlpi_name, "/libc.so") || strstr(about->dlpi_name, "/ld-linux") ||
                 strstr(about->dlpi_name, "/libcmark");
    for (int i = 0; keeps && i < about->dlpi_phnum && region.keepers < KEEPERS; i++)
        if (about->dlpi_phdr[i].p_type == PT_LOAD && about->dlpi_phdr[i].p_flags & PF_X) {
            region.from[region.keepers] = about->dlpi_addr + about->dlpi_phdr[i].p_vaddr;
            region.to[region.keepers] = region.from[region.keepers] + about->dlpi_phdr[i].p_memsz;
            region.keepers++;
        }
    return 0;
}

/* ---- streams: a run that ends early has closed none, nor have the libraries that it used ---- */

enum { STREAMS = 16 };
static FILE *stream[STREAMS];

static int close_really(FILE *file)
{
    static int (*next)(FILE *);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "fclose");
    return next(file);
}

FILE *fdopen(int file, const char *how)
{
    static FILE *(*next)(int, const char *);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "fdopen");
    FILE *made = next(file, how);
    for (int i = 0; run.on && made && i < STREAMS; i++)
        if (!stream[i]) {
            stream[i] = made;
            break;
        }
    return made;
}

int fclose(FILE *file)
{
    for (int i = 0; i < STREAMS; i++)
        if (stream[i] == file)
            stream[i] = NULL;
    return close_really(file);
}

static void close_streams(void)
{
    for (int i = 0; i < STREAMS; i++)
        if (stream[i])
            close_really(stream[i]);
    memset(stream, 0, sizeof stream);
}

/* ---- static places: all of the tool and the library, in one section ---- */

extern char __start_steelyard_state[], __stop_steelyard_state[];
static char *at_first;

static size_t state_bytes(void)
{
    return (size_t)(__stop_steelyard_state - __start_steelyard_state);
}

static void take_back(int first_free)
{
    inside_input(-1);
    unsetenv("LANGUAGE");                         /* --lang sets it */
    close_streams();
    close_range((unsigned)first_free, FIRST_PART - 1, 0);
    for (int i = 0; i < run.converters; i++)
        run.converter[i].lent = false;
    note_most();
    if (region.most > KEPT_BYTES)
        madvise(region.at + KEPT_BYTES, region.most - KEPT_BYTES, MADV_DONTNEED);
    region.used = region.most = 0;
    memcpy(__start_steelyard_state, at_first, state_bytes());
}

int inside_run(int (*entry)(int count, char **argument), int count, char **argument)
{
    static int first_free;
    if (!at_first) {
        dl_iterate_phdr(find_code, NULL);
        at_first = malloc(state_bytes());
        memcpy(at_first, __start_steelyard_state, state_bytes());
        region.at = mmap(NULL, region_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
                         0);
        if (region.at == MAP_FAILED || region.keepers < 2)
            abort();
    }
    first_free = dup(stage.nothing);
    close(first_free);
    run.on = true;
    if (setjmp(run.back) == 0)
        run.status = entry(count, argument);
    run.on = false;
    take_back(first_free);
    return run.status;
}

#endif
