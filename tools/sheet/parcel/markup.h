/* markup - the XML of a part, an element at a time
 *
 * Names come without the prefix of their namespace, so that x:row is row and the strict kind
 * of workbook is read as the usual one.  What is not well-formed ends the run with the part,
 * the line and the column (code `workbook`).  So does a document type: no workbook has one,
 * and whoever puts one in wants entities that unfold without end, or files of this machine.
 * Nothing outside the part is ever read.  A tag, a comment or a name of more than 16 MiB, and
 * more than 256 levels, end the run too.
 *
 * The only module that includes expat.h.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "base/mem.h"
#include "parcel/package.h"

struct markup;

/* What hears of it; any may be null.  `attribute` is name, value, name, value ... and ends with
 * a null; the names of attributes keep their prefix.  All texts are good until the function
 * returns.  Text comes in pieces as it happens to be cut, in UTF-8. */
struct markup_ear {
    void (*start)(void *state, const char *name, const char *const *attribute);
    void (*end)(void *state, const char *name);
    void (*text)(void *state, const char *at, size_t length);
    void *state;
};

/* Reads a whole part, and closes it. */
void markup_read(struct mem *mem, struct part *part, const struct markup_ear *ear);

/* The value of an attribute, or null.  A name that is asked for without a prefix is found
 * with any. */
const char *markup_attribute(const char *const *attribute, const char *name);

/* Is an attribute set: "1" or "true"? */
bool markup_flag(const char *const *attribute, const char *name);

/* A whole number of an attribute, up to nine digits; `otherwise` where there is none. */
uint32_t markup_number(const char *const *attribute, const char *name, uint32_t otherwise);

#endif
