/* spool - see spool.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "findings/spool.h"

enum { REASONS = 20, BUFFER = 1 << 18 };

struct doomed {
    uint64_t line;
    struct str rules, reasons;
    uint32_t count;
};

struct spool {
    struct mem *mem;
    char delimiter;
    int file;
    const char *folder;
    char *buffer;
    size_t used;
    uint64_t records;
    struct group *doomed;     /* by ordinal, as its bytes */
    uint64_t *line;
    size_t room;
};

static _Noreturn void trouble(const struct spool *spool, const char *format)
{
    diag_fatal(DIAG_WRITE, NULL, voice_text(format), spool->folder, voice_error(errno));
}

static void drain(struct spool *spool)
{
    for (size_t done = 0; done < spool->used;) {
        ssize_t count = write(spool->file, spool->buffer + done, spool->used - done);
        if (count < 0 && errno != EINTR)
            trouble(spool, N_("cannot write a temporary file in %s: %s"));
        done += count > 0 ? (size_t)count : 0;
    }
    spool->used = 0;
}

static void put(struct spool *spool, struct str text)
{
    while (text.length) {
        size_t part = BUFFER - spool->used < text.length ? BUFFER - spool->used : text.length;
        memcpy(spool->buffer + spool->used, text.at, part);
        spool->used += part;
        text = str_part(text, part, text.length);
        if (spool->used == BUFFER)
            drain(spool);
    }
}

struct spool *spool_open(struct mem *mem, const struct record *header, char delimiter)
{
    struct spool *spool = mem_take(mem, sizeof *spool);
    *spool = (struct spool){.mem = mem, .delimiter = delimiter, .folder = scratch_folder(NULL)};
    spool->file = scratch_open(mem, spool->folder);
    if (spool->file < 0)
        trouble(spool, N_("cannot make a temporary file in %s: %s"));
    spool->buffer = mem_take(mem, BUFFER);
    spool->doomed = group_open(1, sizeof(struct doomed));
    put(spool, record_raw(header));
    put(spool, STR("\n"));
    return spool;
}

void spool_add(struct spool *spool, const struct record *record, uint64_t line)
{
    put(spool, record_raw(record));
    put(spool, STR("\n"));
    spool->line = mem_grow(spool->mem, spool->line, spool->records, &spool->room, sizeof *spool->line);
    spool->line[spool->records++] = line;
}

void spool_doom(struct spool *spool, uint64_t ordinal, struct str rule, struct str reason)
{
    struct str key = {(const char *)&ordinal, sizeof ordinal};
    struct doomed *doomed = group_at(spool->doomed, &key);
    if (doomed->count++ >= REASONS)
        return;
    const char *mark = doomed->count > 1 ? "; " : "";
    doomed->rules = mem_format(spool->mem, "%.*s%s%.*s", STR_ARG(doomed->rules), mark, STR_ARG(rule));
    doomed->reasons = mem_format(spool->mem, "%.*s%s%.*s", STR_ARG(doomed->reasons), mark, STR_ARG(reason));
}

static size_t read_back(void *state, char *into, size_t room)
{
    struct spool *spool = state;
    ssize_t count;
    do
        count = read(spool->file, into, room);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        trouble(spool, N_("cannot read a temporary file in %s: %s"));
    return (size_t)count;
}

void spool_finish(struct spool *spool, const struct spool_sink *sink)
{
    struct reading how = {.delimiter = spool->delimiter, .blanks = true};
    struct source source = {read_back, spool, voice_text("the temporary file")};
    drain(spool);
    if (lseek(spool->file, 0, SEEK_SET) < 0)
        trouble(spool, N_("cannot read a temporary file in %s: %s"));
    struct reader *reader = reader_open_source(spool->mem, source, &how);
    const struct record *record;
    for (uint64_t ordinal = 1; (record = reader_next(reader)); ordinal++) {
        struct str key = {(const char *)&ordinal, sizeof ordinal};
        const struct doomed *doomed = group_find(spool->doomed, &key);
        if (doomed)
            sink->bad(sink->state, record, spool->line[ordinal - 1], doomed->rules, doomed->reasons);
        else
            sink->good(sink->state, record);
    }
    reader_close(reader);
}

void spool_close(struct spool *spool)
{
    group_close(spool->doomed);
    close(spool->file);
}
