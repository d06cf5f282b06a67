/* pen - the pieces that the body of an office document is made of: paragraphs, runs, links, footnotes
 *
 * One struct pen is the writing of one document.  What is written goes to pen->out, which is the
 * body, or for a while a footnote.  A piece that is asked for in words of the document model is written in
 * the order that the schema has.
 */
#ifndef PEN_H
#define PEN_H

#include "base/group.h"
#include "office/layout.h"
#include "office/lists.h"
#include "office/archive.h"

struct pen {
    struct mem *mem;          /* scratch: ends with the writing; parts grow in the archive's */
    const struct document *document;
    const struct layout *layout;
    struct archive *archive;
    struct out *out;          /* what is being written */
    struct out *footnotes;
    struct lists *lists;
    struct group *places;     /* anchors, each with its place_state */
    const char *part;         /* whose relations it has */
    long bookmarks, footnote, pictures;
    bool across;              /* the paper that is being written on */
    bool new_page;            /* the next paragraph begins one */
    bool chinese;
};

/* What is known of an anchor: some link leads to it, the document has it, it was written. */
struct place_state {
    bool wanted, there, written;
};

#define PEN_NAMESPACES \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"" \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define PEN_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PEN_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* What a paragraph has beyond its style. */
struct paragraph_extra {
    int list, level;          /* numbered: of a list, level from 0 */
    bool uncounted;           /* not numbered, whatever the style says */
    bool keeps_next, joined;  /* stays with the next; or does not, though the style does */
    const char *section;      /* properties of the section that ends with it; or null */
};

/* <w:p> with its properties, and its end.  The first paragraph of a page says so. */
void pen_begin(struct pen *pen, enum paragraph paragraph, const struct paragraph_extra *extra);
void pen_end(struct pen *pen);

/* A text in one run, styles of enum doc_style; `color` is "#rrggbb" or empty. */
void pen_text(struct pen *pen, struct str text, unsigned style, struct str color);

/* A field of Word that shows `shown` until it is computed: PAGE, SEQ. */
void pen_field(struct pen *pen, const char *code, struct str shown);

/* All runs of a block, with their links, footnotes and line ends. */
void pen_runs(struct pen *pen, const struct doc_run *run);

/* A text that links to an address or "#anchor" where that is known. */
void pen_linked(struct pen *pen, struct str text, unsigned style, struct str link);

/* Looks through the document for its anchors, before all else: a link to another is plain text. */
void pen_find_places(struct pen *pen);

/* A place that links lead to, once: around nothing, so that text before and behind it can be changed.  Of a
 * row of a table: only where a link leads to it. */
void pen_place(struct pen *pen, struct str anchor);
void pen_place_row(struct pen *pen, const struct citation *citation);

/* The name that Word allows for an anchor: letters, digits and _, at most 40 of them. */
struct str pen_place_name(struct mem *mem, struct str anchor);

/* A paragraph of nothing but a text. */
void pen_line(struct pen *pen, enum paragraph paragraph, struct str text);

/* An attribute that a text stands in, at most so many characters of it. */
void pen_attribute(struct pen *pen, const char *name, struct str text, size_t most);

/* The properties of a section on upright paper or across. */
void pen_section(struct pen *pen, struct out *out, bool across);

#endif
