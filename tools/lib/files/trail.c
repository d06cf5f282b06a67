/* trail - see trail.h */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "files/trail.h"

struct noted {
    struct noted *next;
    const char *name;
    struct digest *digest;
    struct str sha256;
};

static struct {
    struct mem *mem;
    const char *path;         /* null: no trail */
    int file;                 /* -1: is made when the line is written */
    bool made;
    struct noted *read, *written;
} state = {.file = -1};

static _Noreturn void fail(void)
{
    diag_fatal(DIAG_WRITE, NULL, "cannot append to %s: %s", state.path, voice_error(errno));
}

/* One that is not there yet is made when there is a line for it: a run that fails leaves
 * nothing behind. */
static int open_to_append(int also)
{
    int file = open(state.path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | also, 0666);
    if (file < 0)
        diag_fatal(DIAG_OPEN, NULL, "cannot append to %s: %s", state.path, voice_error(errno));
    return file;
}

void trail_open(struct mem *mem, const char *path, const char *option)
{
    state.mem = mem;
    state.path = path;
    if (fresh_reserve(mem, path, option))
        state.file = open_to_append(0);
}

static struct digest *note(struct noted **end, const char *name, int file)
{
    if (!state.path)
        return NULL;
    fresh_refuse_reserved(file);
    while (*end)
        end = &(*end)->next;
    *end = mem_take(state.mem, sizeof **end);
    **end = (struct noted){.name = mem_copy(state.mem, str_of(name)).at, .digest = digest_open(state.mem)};
    return (*end)->digest;
}

struct digest *trail_read(const char *name, int file)
{
    return note(&state.read, name, file);
}

struct digest *trail_written(const char *name, int file)
{
    return note(&state.written, name, file);
}

static bool find(struct noted *noted, size_t i, struct trail_file *file)
{
    while (noted && i--)
        noted = noted->next;
    if (!noted)
        return false;
    if (!noted->sha256.length)
        noted->sha256 = digest_text(state.mem, noted->digest);
    *file = (struct trail_file){noted->name, noted->sha256};
    return true;
}

bool trail_next_read(size_t i, struct trail_file *file)
{
    return find(state.read, i, file);
}

bool trail_next_written(size_t i, struct trail_file *file)
{
    return find(state.written, i, file);
}

/* A line that was begun and could not be ended is taken away again, unless somebody who
 * knows of no lock has written behind it. */
static _Noreturn void take_back(off_t before, size_t wrote)
{
    int error = errno;
    bool ours = before >= 0 && lseek(state.file, 0, SEEK_END) == before + (off_t)wrote;
    if (ours && before == 0 && state.made)
        unlink(state.path);
    else if (wrote && (!ours || ftruncate(state.file, before) != 0))
        diag_report(DIAG_WRITE, NULL, "%s ends in a piece of a line", state.path);
    errno = error;
    fail();
}

void trail_append(struct str line)
{
    state.made = state.file < 0;
    if (state.made)
        state.file = open_to_append(O_CREAT);
    while (flock(state.file, LOCK_EX) != 0 && errno == EINTR)
        ;
    off_t before = lseek(state.file, 0, SEEK_END);
    size_t wrote = 0;
    while (wrote < line.length) {
        ssize_t count = write(state.file, line.at + wrote, line.length - wrote);
        if (count < 0 && errno != EINTR)
            take_back(before, wrote);
        wrote += count > 0 ? (size_t)count : 0;
    }
    if (fsync(state.file) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS)
        take_back(before, wrote);
    int file = state.file;
    state.file = -1;
    if (close(file) != 0)
        fail();
}
