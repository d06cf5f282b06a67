/* body - the blocks of a document in the body of an office document
 *
 * Each block becomes paragraphs of the style that its role has.  Sections change where paper turns: where the
 * document says so, and around a table that is too wide for upright paper, which takes the headings just
 * before it along.
 */
#ifndef BODY_H
#define BODY_H

#include "office/pen.h"

/* word/document.xml, and with it pictures and footnotes. */
void body_write(struct pen *pen);

#endif
