/* scroll - a file of text that somebody wrote, and where in it something is wrong
 *
 * Templates, their front matter and words/KEY.md are scrolls.  A mistake in one is told with the
 * line and the character where it stands, and the run goes on to look for others; who has looked
 * at all of them ends it with scroll_stop.
 */
#ifndef SCROLL_H
#define SCROLL_H

#include "base/diag.h"
#include "base/str.h"

/* So many bytes a scroll may have. */
enum { SCROLL_BYTES = 4 << 20 };

struct scroll {
    struct mem *mem;
    const char *file;
    struct str text;          /* UTF-8, without a byte order mark and carriage returns */
};

/* Reads a file; one that cannot be read, is too large, or has characters that templates keep for
 * themselves (U+E000 to U+E00F, and NUL) ends the run. */
struct scroll *scroll_read(struct mem *mem, const char *file);

/* The place of a byte of the text. */
struct place scroll_place(const struct scroll *scroll, const char *at);

/* Tells a mistake at that byte (code `template`) and counts it. */
void scroll_wrong(const struct scroll *scroll, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Ends the run when any was told. */
void scroll_stop(void);

/* A text as a part of a file's name: what parts folders and controls become _, a _ stands before a point
 * at its start, and it ends after 120 characters. */
struct str scroll_safe(struct mem *mem, struct str text);

/* ---- text that grows ---- */

/* In an arena; begins as zero bytes but for `mem`. */
struct heap {
    struct mem *mem;
    char *at;
    size_t length, room;
};

/* Adds at the end; the whole, good until the next is added. */
void heap_add(struct heap *heap, struct str text);
struct str heap_text(const struct heap *heap);

/* ---- for tests ---- */

/* A text that is there already. */
struct scroll *scroll_of(struct mem *mem, const char *file, struct str text);

#endif
