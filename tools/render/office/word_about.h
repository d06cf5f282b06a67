/* word_about - the parts of an office document around its body: settings, head and foot, properties
 *
 * The properties of a document carry its version, cut-offs and digest (docProps/custom.xml), so that a
 * figure in it can be traced when nothing but the file is left.
 */
#ifndef WORD_ABOUT_H
#define WORD_ABOUT_H

#include "office/pen.h"

/* word/settings.xml, word/headerN.xml, word/footerN.xml; before the body. */
void word_settings(struct pen *pen);
void word_sides(struct pen *pen);

/* docProps/core.xml, app.xml, custom.xml. */
void word_properties(struct pen *pen);

/* Begins and ends word/footnotes.xml, into which the body writes. */
void word_open_footnotes(struct pen *pen);
void word_close_footnotes(struct pen *pen);

#endif
