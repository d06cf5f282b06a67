/* out - see out.h */
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "files/trail.h"
#include "io/out.h"

enum { BUFFER = 128 * 1024 };

struct out {
    const char *name;         /* for messages */
    struct fresh *fresh;      /* a file that is still to appear; null when written in place */
    struct digest *digest;    /* of what is written, for the trail; or null */
    int file;
    struct mem *gathers;      /* null: it is written to the file */
    bool committed;
    uint64_t written;
    size_t used, room;
    char *buffer;
};

/* ---- opening ---- */

static void take_standard_output(void)
{
    static bool taken;
    if (taken)
        diag_fatal(DIAG_USAGE, NULL, "two outputs go to standard output; expected a file for one of them");
    taken = true;
}

struct out *out_open(struct mem *mem, const char *path)
{
    bool standard = !path || strcmp(path, "-") == 0;
    struct out *out = mem_take(mem, sizeof *out);
    *out = (struct out){.room = BUFFER, .buffer = mem_take(mem, BUFFER), .file = STDOUT_FILENO};
    out->name = standard ? voice_text("standard output") : path;
    if (standard)
        take_standard_output();
    else if (!*path)
        diag_fatal(DIAG_USAGE, NULL, "an empty name for an output file");
    else
        out->file = fresh_open(mem, path, &out->fresh);
    out->digest = trail_written(standard ? "-" : path, out->file);
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
    if (out->digest)
        digest_add(out->digest, (struct str){at, length});
    while (length) {
        ssize_t n = write(out->file, at, length);
        struct pollfd ready = {.fd = out->file, .events = POLLOUT};
        if (n < 0 && errno == EAGAIN)
            poll(&ready, 1, -1);
        else if (n < 0 && errno != EINTR)
            diag_fatal(DIAG_WRITE, NULL, "cannot write %s: %s", out->name, voice_error(errno));
        at += n > 0 ? n : 0;
        length -= n > 0 ? (size_t)n : 0;
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

void out_plain(struct out *out, struct plain text)
{
    out_write(out, text.text);
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

void out_file(struct out *out, int file, const char *name)
{
    off_t at = 0;
    ssize_t n;
    do {
        if (out->used == out->room)
            make_room(out, 1);
        n = pread(file, out->buffer + out->used, out->room - out->used, at);
        if (n < 0 && errno != EINTR)
            diag_fatal(DIAG_READ, NULL, "cannot read %s: %s", name, voice_error(errno));
        out->used += n > 0 ? (size_t)n : 0;
        at += n > 0 ? n : 0;
    } while (n != 0);
    close(file);
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

const char *out_name(const struct out *out)
{
    return out->name;
}

void out_commit(struct out *out)
{
    if (out->committed)
        return;
    out->committed = true;
    flush(out);
    if (out->fresh)
        fresh_seal(out->fresh);
    else if (close(out->file) != 0 && errno != EINTR)        /* it is closed then too */
        diag_fatal(DIAG_WRITE, NULL, "cannot finish %s: %s", out->name, voice_error(errno));
}

void out_appear(const struct out *last)
{
    fresh_appear(last ? last->fresh : NULL);
}

uint64_t out_bytes(const struct out *out)
{
    return out->written + out->used;
}
