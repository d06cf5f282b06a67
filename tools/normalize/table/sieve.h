/* sieve - what is done to a file's text before it is parted into cells
 *
 * Two things that are asked for or found: a full-width comma (，) as the delimiter, which
 * some exports of GBK have, and Unicode's normal form C.  Both work line by line.
 */
#ifndef SIEVE_H
#define SIEVE_H

#include "io/text.h"
#include "table/changes.h"

struct sieve;

/* Stands between a decoding and a reader; has nothing to do unless asked.  Each line that
 * NFC changes is a row of the log. */
struct sieve *sieve_open(struct mem *mem, struct decoding *decoding, struct changes *changes, bool wide_comma,
                         bool nfc);

/* The face of a struct source's read. */
size_t sieve_read(void *sieve, char *into, size_t room);

/* Frees the buffers. */
void sieve_close(struct sieve *sieve);

#endif
