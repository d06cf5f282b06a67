/* bins - see bins.h */
#include <string.h>

#include "base/str.h"
#include "bins.h"
#include "summing.h"

enum { SMALLEST = 512 };

struct bins {
    struct mem *mem;
    struct folder *folder;
    struct str head;
    struct summing *summing;
    struct bin *first;        /* the one that was begun last */
    char *pool;
    size_t used, room;        /* of the pool */
};

struct bins *bins_open(struct mem *mem, struct folder *folder, struct str head, size_t bytes)
{
    struct bins *bins = mem_take(mem, sizeof *bins);
    *bins = (struct bins){.mem = mem, .folder = folder, .head = head, .room = bytes};
    bins->pool = mem_resize(NULL, bytes);
    mem_keep(mem, bins->pool);
    bins->summing = summing_open(mem);
    return bins;
}

void bins_begin(struct bins *bins, struct bin *bin)
{
    bin->digest = digest_open(bins->mem);
    bin->next = bins->first;
    bins->first = bin;
    bins_add(bins, bin, bins->head);
    if (!bins->head.length)                /* not even a header: an empty file all the same */
        bins_flush(bins, bin);
}

/* ---- out of the pool ---- */

void bins_flush(struct bins *bins, struct bin *bin)
{
    struct str piece = {bin->at, bin->used};
    if (!piece.length && bin->begun)
        return;
    folder_add(bins->folder, bin->name, piece, !bin->begun);
    bin->begun = true;
    bin->usual = bin->room;
    if (piece.length)
        summing_lend(bins->summing, bin->digest, piece, bin->room == BIN_BYTES);
    bin->at = NULL;
    bin->used = bin->room = 0;
}

/* The pool is given out: all that is gathered is written, and it is empty again. */
static void flush_all(struct bins *bins)
{
    for (struct bin *bin = bins->first; bin; bin = bin->next)
        if (bin->used)
            bins_flush(bins, bin);
    summing_wait(bins->summing);
    while (summing_take(bins->summing))
        ;
    for (struct bin *bin = bins->first; bin; bin = bin->next) {
        bin->at = NULL;
        bin->room = bin->usual = 0;
    }
    bins->used = 0;
}

/* Memory for a bin of `room` bytes; null when the pool is given out. */
static char *take(struct bins *bins, size_t room)
{
    char *piece = room == BIN_BYTES ? summing_take(bins->summing) : NULL;
    if (piece || bins->room - bins->used < room)
        return piece;
    piece = bins->pool + bins->used;
    bins->used += room;
    return piece;
}

/* Room for so many bytes more, of which there are less than BIN_BYTES; what was gathered goes along. */
static void widen(struct bins *bins, struct bin *bin, size_t more)
{
    size_t room = bin->room ? bin->room : bin->usual ? bin->usual : SMALLEST;
    while (room - bin->used < more)
        room *= 4;
    room = room < BIN_BYTES ? room : BIN_BYTES;
    char *wider = bin->used + more <= BIN_BYTES ? take(bins, room) : NULL;
    if (!wider && bin->used + more <= BIN_BYTES) {
        flush_all(bins);
        wider = take(bins, room);
    } else if (!wider) {
        bins_flush(bins, bin);
        widen(bins, bin, more);
        return;
    }
    if (bin->used)
        memcpy(wider, bin->at, bin->used);
    bin->at = wider;
    bin->room = room;
}

void bins_add(struct bins *bins, struct bin *bin, struct str bytes)
{
    bin->bytes += bytes.length;
    while (bytes.length) {
        size_t length = bytes.length < BIN_BYTES ? bytes.length : BIN_BYTES;
        if (bin->room - bin->used < length)
            widen(bins, bin, length);
        memcpy(bin->at + bin->used, bytes.at, length);
        bin->used += length;
        bytes = str_part(bytes, length, SIZE_MAX);
    }
}

void bins_close(struct bins *bins)
{
    for (struct bin *bin = bins->first; bin; bin = bin->next)
        bins_flush(bins, bin);
    summing_close(bins->summing);
}

struct str bin_sha256(struct mem *mem, struct bin *bin)
{
    return digest_text(mem, bin->digest);
}
