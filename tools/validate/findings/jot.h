/* jot - JSON being written
 */
#ifndef JOT_H
#define JOT_H

#include "base/mem.h"
#include "io/out.h"

/* A text in quotes, escaped as RFC 8259 asks. */
void jot_text(struct out *out, struct str text);

/* `"name": "text"`, with `before` (a comma, a line end) in front. */
void jot_member(struct out *out, const char *before, const char *name, struct str text);

#endif
