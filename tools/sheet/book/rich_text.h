/* rich_text - the text of a cell that comes in runs
 *
 * Runs of different fonts are one text.  Phonetic guides above it (rPh) are not part of it.
 * White space with line ends in it, at the ends of a run, counts only under
 * xml:space="preserve"; plain spaces count always.  Characters that
 * XML cannot hold are written _x000D_; a carriage return, and one before a line feed, becomes a
 * line feed, and NUL is dropped.  Whoever reads XML hands its events on while inside <si> or
 * <is>.
 */
#ifndef RICH_TEXT_H
#define RICH_TEXT_H

#include "base/mem.h"

/* The most bytes of one cell's text; a spreadsheet has 32,767 characters. */
#define RICH_TEXT_MAX ((size_t)16 << 20)

struct rich_text {
    char *at;                 /* outside any arena, kept from one text to the next */
    size_t length, room;
    size_t run;               /* where the run begins that is open */
    int phonetic;             /* levels of guides that are open */
    bool inside, preserved;   /* in a run; is its white space kept? */
};

/* Begins a text. */
void rich_text_begin(struct rich_text *text);

/* The events.  rich_text_add is false once the text is longer than RICH_TEXT_MAX. */
void rich_text_start(struct rich_text *text, const char *name, const char *const *attribute);
bool rich_text_add(struct rich_text *text, const char *at, size_t length);
void rich_text_end(struct rich_text *text, const char *name);

/* Frees the room. */
void rich_text_close(struct rich_text *text);

/* Decodes _xHHHH_ and line ends in place; returns the length that is left. */
size_t rich_text_decode(char *at, size_t length);

#endif
