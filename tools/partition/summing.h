/* summing - the SHA-256 of many files at once, found beside the work that makes them
 *
 * Finding the sum of bytes takes longer than anything else that is done with them, so another thread does it,
 * in the order in which the pieces came.  A piece is lent: its bytes stay as they are until it is given back.
 * Where no thread can be had, or there is one processor only, the sums are found at once, while the bytes are at hand.
 * One thread asks.
 */
#ifndef SUMMING_H
#define SUMMING_H

#include "base/mem.h"
#include "files/digest.h"

struct summing;

/* The caller ends it with summing_close. */
struct summing *summing_open(struct mem *mem);

/* Lends a piece of what `digest` is of.  `back`: summing_take is to give it back. */
void summing_lend(struct summing *summing, struct digest *digest, struct str piece, bool back);

/* A piece that was lent and is free again, or null: none is just now. */
char *summing_take(struct summing *summing);

/* Waits until all that was lent is free again: digests hold all of it. */
void summing_wait(struct summing *summing);

/* Ends the thread, which finds the sums of all that was lent first. */
void summing_close(struct summing *summing);

#endif
