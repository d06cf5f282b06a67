/* out - bytes on their way out: whole files or none, and no lost error
 *
 * An out gathers bytes in one buffer and writes them in large pieces.  When it has a
 * path, the file appears under its name at out_appear, when all outputs of the run are
 * written and synced (files/fresh.h); whatever ends the run before that leaves the old
 * file as it was.  The first failing write ends the run (status 2) with the file's name:
 * the inner loops need not look.  A pipe or terminal that does not wait for its reader
 * (O_NONBLOCK) is waited for.
 */
#ifndef OUT_H
#define OUT_H

#include "base/mem.h"
#include "base/plain.h"

struct out;

/* Opens for writing; null or "-" is standard output.  Cannot open, or another out
 * that is not committed yet goes to the same file: ends the run. */
struct out *out_open(struct mem *mem, const char *path);

/* Goes nowhere: gathers in the arena what another out is to get.  Nobody may rewind that arena while it does, for the
 * buffer grows there: where the writers rewind theirs, it wants one of its own.  Gives what was written
 * since it was opened or asked last, good until the next write. */
struct out *out_gather(struct mem *mem);
struct str out_gathered(struct out *out);

/* Appends. */
void out_write(struct out *out, struct str text);
void out_byte(struct out *out, char byte);

/* The same of text for a terminal: who writes lines for people takes no other. */
void out_plain(struct out *out, struct plain text);

/* For writers in a hurry: at least `bytes` bytes of room in the buffer, and the
 * number of them that were really used. */
char *out_room(struct out *out, size_t bytes);
void out_used(struct out *out, size_t bytes);

/* Appends all that stands in an open file, which `name` calls in messages; the file is closed. */
void out_file(struct out *out, int file, const char *name);

/* Appends as printf does; numbers that a user reads go through num. */
void out_format(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What messages call it. */
const char *out_name(const struct out *out);

/* All is written: flushes, syncs and closes, and looks for errors.  A second commit does
 * nothing. */
void out_commit(struct out *out);

/* All outputs of the run are committed: puts the files in place, that of `last` (null: none)
 * behind the others. */
void out_appear(const struct out *last);

/* ---- for tests ---- */

/* Bytes written so far, buffered ones included. */
uint64_t out_bytes(const struct out *out);

#endif
