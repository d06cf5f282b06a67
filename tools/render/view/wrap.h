/* wrap - where a line of text may end
 *
 * Behind a space or a hyphen, before an opening bracket, and beside any Chinese
 * character, but never behind an opening bracket or before closing punctuation.
 */
#ifndef WRAP_H
#define WRAP_H

#include "base/mem.h"

/* May a line end before the byte `at`, which begins a character inside the text? */
bool wrap_may_break(struct str text, size_t at);

#endif
