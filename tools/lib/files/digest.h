/* digest - the SHA-256 of bytes that come in pieces
 *
 * The only module that includes nettle/sha2.h: nettle has the instructions that processors have for it, which makes it
 * five times as fast as plain C (1.4 GB a second here).
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "base/mem.h"

struct digest;

/* An empty one, in the arena. */
struct digest *digest_open(struct mem *mem);

/* Goes on with these bytes. */
void digest_add(struct digest *digest, struct str text);

/* 64 hexadecimal digits, of what was added so far. */
struct str digest_text(struct mem *mem, struct digest *digest);

#endif
