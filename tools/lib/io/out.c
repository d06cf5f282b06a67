/* out - see out.h */
#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/out.h"

enum { BUFFER = 128 * 1024, UNFINISHED = 16 };

struct out {
    const char *name;         /* for messages */
    const char *target;       /* where a finished file goes; null when written in place */
    char *temporary;
    int file;
    struct mem *gathers;      /* null: it is written to the file */
    bool committed;
    uint64_t written;
    size_t used, room;
    char *buffer;
};

/* ---- temporary files that must not stay behind ---- */

static struct {
    const char *temporary, *target;
} unfinished[UNFINISHED];

static void remove_unfinished(void)
{
    for (size_t i = 0; i < UNFINISHED; i++)
        if (unfinished[i].temporary)
            unlink(unfinished[i].temporary);
}

static void on_signal(int number)
{
    remove_unfinished();
    signal(number, SIG_DFL);
    raise(number);
}

static void remember(const struct out *out)
{
    static bool prepared;
    if (!prepared) {
        prepared = true;
        diag_at_exit(remove_unfinished);
        static const int deadly[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM};
        for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
            if (signal(deadly[i], on_signal) == SIG_IGN)
                signal(deadly[i], SIG_IGN);
    }
    for (size_t i = 0; i < UNFINISHED; i++)
        if (!unfinished[i].temporary) {
            unfinished[i].target = out->target;
            unfinished[i].temporary = out->temporary;
            return;
        }
}

static void forget(const struct out *out)
{
    for (size_t i = 0; i < UNFINISHED; i++)
        if (unfinished[i].temporary == out->temporary)
            unfinished[i].temporary = NULL;
}

/* Of two results for one place the last would win and the first be lost unseen. */
static void refuse_second(const char *target, const char *path)
{
    for (size_t i = 0; i < UNFINISHED; i++)
        if (unfinished[i].temporary && strcmp(unfinished[i].target, target) == 0)
            diag_fatal(DIAG_USAGE, NULL, "two outputs go to %s; expected a file for each", path);
}

static void take_standard_output(void)
{
    static bool taken;
    if (taken)
        diag_fatal(DIAG_USAGE, NULL, "two outputs go to standard output; expected a file for one of them");
    taken = true;
}

/* ---- opening ---- */

/* The file that a path really names, so that a link stays a link, and one file
 * has one name; a file that is not there yet is found by its folder. */
static const char *resolved(struct mem *mem, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct str kept = mem_copy(mem, str_of(path));
    char *real = realpath(path, NULL), *folder = NULL;
    if (real)
        kept = mem_copy(mem, str_of(real));
    else if ((folder = realpath(slash ? mem_format(mem, "%.*s/", (int)(slash - path), path).at : ".", NULL)))
        kept = mem_format(mem, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
    free(real);
    free(folder);
    return kept.at;
}

static void open_beside(struct mem *mem, struct out *out, const char *path, const struct stat *existing)
{
    out->target = resolved(mem, path);
    refuse_second(out->target, path);
    out->temporary = (char *)mem_format(mem, "%s.XXXXXX", out->target).at;
    out->file = mkstemp(out->temporary);
    if (out->file < 0)
        diag_fatal(DIAG_OPEN, NULL, "cannot write %s: %s", path, voice_error(errno));
    remember(out);
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(out->file, existing ? existing->st_mode & 07777 : 0666 & ~mask) != 0)
        diag_fatal(DIAG_OPEN, NULL, "cannot set the mode of %s: %s", path, voice_error(errno));
}

struct out *out_open(struct mem *mem, const char *path)
{
    struct out *out = mem_take(mem, sizeof *out);
    out->room = BUFFER;
    out->buffer = mem_take(mem, BUFFER);
    out->name = path;
    struct stat existing;
    if (!path || strcmp(path, "-") == 0) {
        take_standard_output();
        out->name = voice_text("standard output");
        out->file = STDOUT_FILENO;
    } else if (!*path) {
        diag_fatal(DIAG_USAGE, NULL, "an empty name for an output file");
    } else if (stat(path, &existing) == 0 && !S_ISREG(existing.st_mode)) {
        out->file = open(path, O_WRONLY | O_CLOEXEC);      /* a device or a pipe has no half */
        if (out->file < 0)
            diag_fatal(DIAG_OPEN, NULL, "cannot write %s: %s", path, voice_error(errno));
    } else {
        open_beside(mem, out, path, access(path, F_OK) == 0 ? &existing : NULL);
    }
    return out;
}

struct out *out_append(struct mem *mem, const char *path)
{
    struct out *out = mem_take(mem, sizeof *out);
    out->room = BUFFER;
    out->buffer = mem_take(mem, BUFFER);
    out->name = path;
    out->file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (out->file < 0)
        diag_fatal(DIAG_OPEN, NULL, "cannot append to %s: %s", path, voice_error(errno));
    return out;
}

struct out *out_gather(struct mem *mem)
{
    struct out *out = mem_take(mem, sizeof *out);
    *out = (struct out){.gathers = mem, .room = BUFFER, .buffer = mem_take(mem, BUFFER), .file = -1};
    return out;
}

/* ---- writing ---- */

static void send(struct out *out, const char *at, size_t length)
{
    while (length) {
        ssize_t n = write(out->file, at, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            diag_fatal(DIAG_WRITE, NULL, "cannot write %s: %s", out->name, voice_error(errno));
        at += n;
        length -= (size_t)n;
    }
}

/* Hands what is buffered to the system. */
static void flush(struct out *out)
{
    size_t used = out->used;
    if (out->gathers)
        return;
    out->used = 0;
    out->written += used;
    send(out, out->buffer, used);
}

struct str out_gathered(struct out *out)
{
    struct str text = {out->buffer, out->used};
    out->used = 0;
    return text;
}

/* Room for `bytes` more, if the buffer can ever hold them. */
static void make_room(struct out *out, size_t bytes)
{
    if (!out->gathers) {
        flush(out);
        return;
    }
    size_t room = 2 * (out->used + bytes);
    char *larger = mem_take(out->gathers, room);
    memcpy(larger, out->buffer, out->used);
    out->buffer = larger;
    out->room = room;
}

/* The buffer goes out when it is full to the last byte, so that what has gone out at any
 * moment does not depend on the sizes of the texts. */
void out_write(struct out *out, struct str text)
{
    if (out->gathers && text.length > out->room - out->used)
        make_room(out, text.length);
    while (text.length > out->room - out->used) {
        size_t part = out->used ? out->room - out->used : text.length / out->room * out->room;
        if (out->used) {
            memcpy(out->buffer + out->used, text.at, part);
            out->used += part;
            flush(out);
        } else {
            out->written += part;
            send(out, text.at, part);
        }
        text = (struct str){text.at + part, text.length - part};
    }
    if (text.length)
        memcpy(out->buffer + out->used, text.at, text.length);
    out->used += text.length;
}

void out_byte(struct out *out, char byte)
{
    if (out->used == out->room)
        make_room(out, 1);
    out->buffer[out->used++] = byte;
}

char *out_room(struct out *out, size_t bytes)
{
    if (bytes > out->room - out->used)
        make_room(out, bytes);
    if (bytes > out->room)
        diag_fatal(DIAG_LIMIT, NULL, "a piece of %zu bytes is more than a buffer holds", bytes);
    return out->buffer + out->used;
}

void out_used(struct out *out, size_t bytes)
{
    out->used += bytes;
}

void out_format(struct out *out, const char *format, ...)
{
    char text[4096];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (length > 0)
        out_write(out, (struct str){text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1});
}

void out_commit(struct out *out)
{
    if (out->committed)
        return;
    out->committed = true;
    flush(out);
    if (out->target && (fsync(out->file) != 0 || rename(out->temporary, out->target) != 0))
        diag_fatal(DIAG_WRITE, NULL, "cannot finish %s: %s", out->name, voice_error(errno));
    if (out->target)
        forget(out);
    if (close(out->file) != 0)
        diag_fatal(DIAG_WRITE, NULL, "cannot finish %s: %s", out->name, voice_error(errno));
}

uint64_t out_bytes(const struct out *out)
{
    return out->written + out->used;
}

/* ---- digests ---- */

struct digest {
    SHA2_CTX state;
};

struct digest *digest_open(struct mem *mem)
{
    struct digest *digest = mem_take(mem, sizeof *digest);
    SHA256Init(&digest->state);
    return digest;
}

void digest_add(struct digest *digest, struct str text)
{
    SHA256Update(&digest->state, (const uint8_t *)text.at, text.length);
}

struct str digest_text(struct mem *mem, struct digest *digest)
{
    char digits[SHA256_DIGEST_STRING_LENGTH];
    SHA256End(&digest->state, digits);
    return mem_copy(mem, (struct str){digits, sizeof digits - 1});
}
