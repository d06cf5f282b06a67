/* picture - a chart as vector pictures in an office document
 *
 * Drawn wide where it stays readable at the width of the paper, else compact; in pieces where it is higher
 * than a page.  The description of each is the text that a screen reader says.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include "office/pen.h"

/* The pictures, each with its caption, and how to read them. */
void picture_write(struct pen *pen, const struct doc_block *block);

#endif
