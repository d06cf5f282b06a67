/* bins - the files that records are sorted into, any number of them, in bounded memory
 *
 * What goes to a file is gathered until there is a good piece of it, or until the files together have gathered all
 * that they may: then everything is written.  So few files are written in large pieces and many in small ones, and
 * none stays open.  Each file begins with the header.  Memory grows with the number of files, by a few hundred bytes
 * each, and not with what goes into them.
 */
#ifndef BINS_H
#define BINS_H

#include "files/folder.h"

/* So many bytes are gathered for one file; and for all of them, unless a test says less. */
#define BIN_BYTES ((size_t)128 << 10)
#define BINS_BYTES ((size_t)64 << 20)

/* One file.  Begins as zero bytes but for its name, and stays where it is. */
struct bin {
    const char *name;         /* in the folder */
    uint64_t bytes;           /* of the file so far, header included */
    uint64_t records;         /* for the caller to count */
    /* the rest is bins' own */
    struct digest *digest;
    struct bin *next;
    char *at;                 /* what is gathered */
    size_t used, room, usual;
    bool begun;
};

struct bins;

/* `head`, the header's bytes, lives as long as the bins; `bytes`: BINS_BYTES, or BIN_BYTES and more. */
struct bins *bins_open(struct mem *mem, struct folder *folder, struct str head, size_t bytes);

/* Makes a file with the header alone; then adds to it. */
void bins_begin(struct bins *bins, struct bin *bin);
void bins_add(struct bins *bins, struct bin *bin, struct str bytes);

/* Nothing more goes to this file for now: what is gathered is written. */
void bins_flush(struct bins *bins, struct bin *bin);

/* Writes all of it; then bin_sha256 has the sum of a file, as 64 digits. */
void bins_close(struct bins *bins);
struct str bin_sha256(struct mem *mem, struct bin *bin);

#endif
