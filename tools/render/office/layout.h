/* layout - paper, typefaces and paragraphs of an office document, by its manner
 *
 * An official document is set after GB/T 9704-2012: A4, 37 mm above and 28 mm to the left, a type area
 * of 156 x 225 mm for 22 lines of 28 characters of size 3 (16 points); the title in size 2 小标宋, the
 * four levels of headings in 黑体, 楷体, 仿宋, 仿宋; the number of the page outside, below, in size 4.
 * Other documents are set plainly.  Lengths are twips (1/1440 inch), sizes of type half points.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "document/document.h"

enum { TWIPS_OF_INCH = 1440, EMU_OF_TWIP = 635 };

/* Each is a style of the document, by which a person changes it everywhere. */
enum paragraph {
    P_NORMAL, P_BODY, P_TITLE, P_SUBTITLE, P_DOCUMENT_NUMBER, P_HEADING_1, P_HEADING_2, P_HEADING_3, P_HEADING_4,
    P_ANNEX, P_LEAD, P_FINDING, P_NOTE, P_NOTE_ITEM, P_QUOTE, P_CODE, P_ADDRESSEE, P_COPY, P_SIGNATURE, P_DATE,
    P_ALERT, P_ITEM, P_CAPTION, P_PICTURE, P_TABLE_TEXT, P_TABLE_FIGURE, P_TABLE_HEAD, P_SMALL_TEXT,
    P_SMALL_FIGURE, P_SMALL_HEAD, P_TABLE_END, P_CONTENTS_HEAD, P_CONTENTS_1, P_CONTENTS_2, P_CONTENTS_3, P_FOOTNOTE,
    P_HEADER, P_FOOTER, P_FOOTER_EVEN, P_SECTION_END,
    PARAGRAPHS
};

enum face { FACE_OF_BASE, FACE_BODY, FACE_HEAVY, FACE_WRITTEN, FACE_TITLE, FACE_SONG, FACE_CODE, FACES };

struct typeface {
    const char *latin, *chinese;
};

/* How a paragraph looks; 0 is as in the style that it is based on. */
struct paragraph_look {
    enum face face;
    int size;
    bool bold, light;         /* the manner's weight; a grey */
    char align;               /* l, c, r, b (both ends); 0 as the base */
    int line, exact;          /* of 240 for a line of the type; or a height */
    int before, after;
    int first, left, right;   /* indents in hundredths of a character */
    int hang;                 /* the same */
    bool keeps_next, new_page, framed, tight; /* tight: off the grid of the page and its character space */
};

struct paragraph_style {
    const char *id;           /* in the document */
    const char *name;         /* Word's own name, or ours, in English */
    bool own;                 /* ours */
    enum paragraph base, next;
    int outline;              /* level in the outline, from 1; 0 none */
};

struct paper {
    int width, height, top, bottom, left, right, footer;
};

struct layout {
    enum manner manner;
    struct paper upright, across;
    int line_pitch;           /* of the page's grid; 0: none */
    int character_space;      /* between characters of text, twips */
    bool sides;               /* left and right pages differ */
    const char *accent;       /* color of titles, rrggbb; or null */
    const struct typeface *face; /* FACES of them */
    const struct paragraph_look *look;  /* PARAGRAPHS of them */
};

extern const struct paragraph_style paragraph_style[PARAGRAPHS];

/* How a manner is laid out. */
const struct layout *layout_of(enum manner manner);

/* The size of a paragraph's type, whatever style has said it; half points. */
int layout_size(const struct layout *layout, enum paragraph paragraph);

/* The paper of a direction, and the width and height that there is for text. */
const struct paper *layout_paper(const struct layout *layout, bool across);
int paper_width(const struct paper *paper);
int paper_height(const struct paper *paper);

#endif
