/* out - bytes on their way out: whole files or none, and no lost error
 *
 * An out gathers bytes in one buffer and writes them in large pieces.  When it
 * has a path, it writes a temporary file beside the target and renames it at
 * out_commit, so a reader sees the old file or the new one and never half of
 * it; whatever ends the run before that removes the temporary file.  The first
 * failing write ends the run (status 2) with the file's name: the inner loops
 * need not look.
 */
#ifndef OUT_H
#define OUT_H

#include "base/mem.h"

struct out;

/* Opens for writing; null or "-" is standard output.  Cannot open, or another out
 * that is not committed yet goes to the same file: ends the run. */
struct out *out_open(struct mem *mem, const char *path);

/* Opens to append a line or two at the end of a file, in one write at out_commit, so
 * that lines of programs running side by side do not mix. */
struct out *out_append(struct mem *mem, const char *path);

/* Goes nowhere: gathers in the arena what another out is to get.  Gives what was written
 * since it was opened or asked last, good until the next write. */
struct out *out_gather(struct mem *mem);
struct str out_gathered(struct out *out);

/* Appends. */
void out_write(struct out *out, struct str text);
void out_byte(struct out *out, char byte);

/* For writers in a hurry: at least `bytes` bytes of room in the buffer, and the
 * number of them that were really used. */
char *out_room(struct out *out, size_t bytes);
void out_used(struct out *out, size_t bytes);

/* Appends as printf does; numbers that a user reads go through num. */
void out_format(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Flushes, looks for errors, and renames a file into place.  A second commit
 * does nothing. */
void out_commit(struct out *out);

/* SHA-256 of a text in steps, for provenance. */
struct digest;
struct digest *digest_open(struct mem *mem);
void digest_add(struct digest *digest, struct str text);
/* 64 hexadecimal digits; the digest may not be added to afterwards. */
struct str digest_text(struct mem *mem, struct digest *digest);

/* ---- for tests ---- */

/* Bytes written so far, buffered ones included. */
uint64_t out_bytes(const struct out *out);

#endif
