/* emf - a scene as an enhanced metafile: the vector picture that office programs draw themselves
 *
 * After [MS-EMF].  A unit of the picture is a tenth of a pixel of 1/96 inch.  Dashes are drawn as lines
 * of their own and texts have the place of each character, so that a picture does not depend on what a
 * program makes of pens, anchors or another font: wide characters take a whole em and the others what
 * Arial, or a face made to its widths, takes.
 */
#ifndef EMF_H
#define EMF_H

#include "charts/scene.h"
#include "io/out.h"

/* Writes the scene; lettering is a size larger than 0 in each text or the scene's own. */
void emf_write(struct out *out, struct mem *mem, const struct scene *scene);

/* How wide a text is drawn, in tenths of a pixel, at a size in hundredths. */
long emf_width(struct str text, long size, bool bold);

#endif
