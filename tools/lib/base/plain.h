/* plain - text that a terminal may be given
 *
 * A cell, a code, a file's name is whatever somebody typed: it must not drive the terminal that it is
 * shown on.  A struct plain has passed: escape sequences have lost their ESC, C0 and C1 controls and
 * marks that turn the writing direction are gone.  It comes from the functions below alone, and who
 * writes lines for people (account, normalize --look, render --to term) takes no other text, so that
 * none can be forgotten.  Messages show such characters escaped instead (diag).
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "base/mem.h"

struct plain {
    struct str text;
};

/* One line of it: a line end or tab becomes a space.  The same text where nothing had to go, else in
 * the arena; a byte that is no UTF-8 becomes U+FFFD. */
struct plain plain_of(struct mem *mem, struct str text);

/* The same of several lines, whose ends stay. */
struct plain plain_lines(struct mem *mem, struct str text);

/* A part, clipped as str_part does; without spaces at both ends. */
struct plain plain_part(struct plain plain, size_t from, size_t length);
struct plain plain_trim(struct plain plain);

/* Does the character turn the writing direction? */
bool plain_turns(uint32_t rune);

#endif
