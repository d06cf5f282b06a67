/* sorter - see sorter.h */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "io/sorter.h"

enum { LEAST = 64 * 1024, RUNS = 64, BUFFER = 64 * 1024 };

/* An entry in memory, and in a file: the two lengths, then the bytes. */
struct lengths {
    uint32_t key, value;
};

struct run {
    FILE *file;
    char *bytes;              /* the entry at hand: key, then value */
    size_t room;
    struct lengths length;
    bool ended;
};

struct sorter {
    struct mem *mem;
    const char *folder;
    size_t memory;
    char *heap;               /* entries, one behind the other */
    size_t used, room;
    size_t *entry;            /* where each begins in the heap */
    size_t entries, entry_room;
    size_t next;              /* of the entries, when none was written away */
    struct run run[RUNS];
    size_t runs;
    size_t current;           /* the run whose entry was handed out; RUNS: none */
    bool sorted;
};

struct sorter *sorter_open(struct mem *mem, size_t memory, const char *folder)
{
    struct sorter *sorter = mem_take(mem, sizeof *sorter);
    sorter->mem = mem;
    sorter->folder = scratch_folder(folder);
    sorter->memory = memory > LEAST ? memory : LEAST;
    sorter->current = RUNS;
    return sorter;
}

/* ---- temporary files ---- */

static _Noreturn void fail(const struct sorter *sorter, const char *format)
{
    diag_fatal(DIAG_WRITE, NULL, voice_text(format), sorter->folder, voice_error(errno));
}

static FILE *temporary(const struct sorter *sorter)
{
    int file = scratch_open(sorter->mem, sorter->folder);
    if (file < 0)
        fail(sorter, N_("cannot make a temporary file in %s: %s"));
    FILE *stream = fdopen(file, "w+");
    if (!stream || setvbuf(stream, NULL, _IOFBF, BUFFER) != 0)
        fail(sorter, N_("cannot open a temporary file in %s: %s"));
    return stream;
}

static void write_entry(const struct sorter *sorter, FILE *file, const struct lengths *length, const char *bytes)
{
    size_t size = (size_t)length->key + length->value;
    if (fwrite(length, sizeof *length, 1, file) != 1 || (size && fwrite(bytes, size, 1, file) != 1))
        fail(sorter, N_("cannot write a temporary file in %s: %s"));
}

/* Fetches a run's next entry. */
static void read_entry(const struct sorter *sorter, struct run *run)
{
    if (fread(&run->length, sizeof run->length, 1, run->file) != 1) {
        if (ferror(run->file))
            fail(sorter, N_("cannot read a temporary file in %s: %s"));
        run->ended = true;
        return;
    }
    size_t size = (size_t)run->length.key + run->length.value;
    if (size > run->room) {
        run->room = size + size / 2;
        run->bytes = mem_resize(run->bytes, run->room);
    }
    if (size && fread(run->bytes, size, 1, run->file) != 1)
        fail(sorter, N_("cannot read a temporary file in %s: %s"));
}

static void begin_reading(const struct sorter *sorter, struct run *run)
{
    if (fflush(run->file) != 0)
        fail(sorter, N_("cannot write a temporary file in %s: %s"));
    if (fseek(run->file, 0, SEEK_SET) != 0)
        fail(sorter, N_("cannot read a temporary file in %s: %s"));
    run->ended = false;
    read_entry(sorter, run);
}

static void close_run(struct run *run)
{
    fclose(run->file);
    mem_release(run->bytes);
    *run = (struct run){0};
}

/* ---- in memory ---- */

static struct str key_at(const struct sorter *sorter, size_t at, struct str *value)
{
    struct lengths length;
    memcpy(&length, sorter->heap + at, sizeof length);
    const char *bytes = sorter->heap + at + sizeof length;
    *value = (struct str){bytes + length.key, length.value};
    return (struct str){bytes, length.key};
}

static int by_key(const void *a, const void *b, void *state)
{
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    struct str unused;
    int order = str_cmp(key_at(state, left, &unused), key_at(state, right, &unused));
    return order ? order : (left > right) - (left < right);
}

static void sort_entries(struct sorter *sorter)
{
    if (sorter->entries)
        qsort_r(sorter->entry, sorter->entries, sizeof *sorter->entry, by_key, sorter);
}

/* ---- runs ---- */

/* The run with the smallest key, the earliest of equals; RUNS when all have ended. */
static size_t smallest(const struct sorter *sorter)
{
    size_t best = RUNS;
    for (size_t i = 0; i < sorter->runs; i++) {
        const struct run *run = &sorter->run[i];
        if (run->ended)
            continue;
        if (best < RUNS && str_cmp((struct str){run->bytes, run->length.key},
                                   (struct str){sorter->run[best].bytes, sorter->run[best].length.key}) >= 0)
            continue;
        best = i;
    }
    return best;
}

/* All runs into one, so that there is room for more. */
static void join_runs(struct sorter *sorter)
{
    struct run joined = {.file = temporary(sorter)};
    for (size_t i = 0; i < sorter->runs; i++)
        begin_reading(sorter, &sorter->run[i]);
    for (size_t i; (i = smallest(sorter)) < RUNS;) {
        struct run *run = &sorter->run[i];
        write_entry(sorter, joined.file, &run->length, run->bytes);
        read_entry(sorter, run);
    }
    while (sorter->runs)
        close_run(&sorter->run[--sorter->runs]);
    sorter->run[sorter->runs++] = joined;
}

static void write_run(struct sorter *sorter)
{
    if (!sorter->entries)
        return;
    if (sorter->runs == RUNS)
        join_runs(sorter);
    sort_entries(sorter);
    struct run *run = &sorter->run[sorter->runs++];
    run->file = temporary(sorter);
    for (size_t i = 0; i < sorter->entries; i++) {
        struct lengths length;
        memcpy(&length, sorter->heap + sorter->entry[i], sizeof length);
        write_entry(sorter, run->file, &length, sorter->heap + sorter->entry[i] + sizeof length);
    }
    sorter->entries = sorter->used = 0;
}

/* ---- in and out ---- */

void sorter_add(struct sorter *sorter, struct str key, struct str value)
{
    const struct lengths length = {(uint32_t)key.length, (uint32_t)value.length};
    size_t size = sizeof length + key.length + value.length;
    if (sorter->used && sorter->used + size + sorter->entries * sizeof *sorter->entry > sorter->memory)
        write_run(sorter);
    if (sorter->used + size > sorter->room) {
        sorter->room = sorter->used + size > sorter->room * 2 ? sorter->used + size : sorter->room * 2;
        sorter->heap = mem_resize(sorter->heap, sorter->room);
    }
    if (sorter->entries == sorter->entry_room) {
        sorter->entry_room = sorter->entry_room ? sorter->entry_room * 2 : 256;
        sorter->entry = mem_resize(sorter->entry, sorter->entry_room * sizeof *sorter->entry);
    }
    sorter->entry[sorter->entries++] = sorter->used;
    char *at = sorter->heap + sorter->used;
    memcpy(at, &length, sizeof length);
    if (key.length)
        memcpy(at + sizeof length, key.at, key.length);
    if (value.length)
        memcpy(at + sizeof length + key.length, value.at, value.length);
    sorter->used += size;
}

/* What fitted into memory is sorted there; otherwise the rest becomes the last run. */
static void begin_output(struct sorter *sorter)
{
    sorter->sorted = true;
    if (!sorter->runs) {
        sort_entries(sorter);
        return;
    }
    write_run(sorter);
    mem_release(sorter->heap);
    mem_release(sorter->entry);
    sorter->heap = NULL;
    sorter->entry = NULL;
    for (size_t i = 0; i < sorter->runs; i++)
        begin_reading(sorter, &sorter->run[i]);
}

bool sorter_next(struct sorter *sorter, struct str *key, struct str *value)
{
    if (!sorter->sorted)
        begin_output(sorter);
    if (!sorter->runs) {
        if (sorter->next == sorter->entries)
            return false;
        *key = key_at(sorter, sorter->entry[sorter->next++], value);
        return true;
    }
    if (sorter->current < RUNS)
        read_entry(sorter, &sorter->run[sorter->current]);
    sorter->current = smallest(sorter);
    if (sorter->current == RUNS)
        return false;
    const struct run *run = &sorter->run[sorter->current];
    *key = (struct str){run->bytes, run->length.key};
    *value = (struct str){run->bytes + run->length.key, run->length.value};
    return true;
}

bool sorter_spilled(const struct sorter *sorter)
{
    return sorter->runs > 0;
}

void sorter_close(struct sorter *sorter)
{
    while (sorter->runs)
        close_run(&sorter->run[--sorter->runs]);
    mem_release(sorter->heap);
    mem_release(sorter->entry);
    sorter->heap = NULL;
    sorter->entry = NULL;
    sorter->entries = sorter->next = 0;
}
