/* svg - a scene as SVG, the only place that writes any
 *
 * The picture has role="img" and is labelled by its own <title> and <desc>, whose
 * ids begin with the given prefix so that several pictures fit on one page.
 * Numbers are written as integers with at most two decimals, attributes always in
 * one order: the same scene gives the same bytes.  Text is escaped here.
 */
#ifndef SVG_H
#define SVG_H

#include "charts/scene.h"
#include "io/out.h"

struct svg_frame {
    struct str prefix;        /* of the ids: letters, digits and hyphens */
    struct str classes;       /* class attribute when inside a page; empty for none */
    struct str language;      /* zh-CN or en */
    bool hidden;              /* says nothing that another picture has not said: kept from those who listen */
    bool alone;               /* a file of its own: XML declaration, paper behind */
};

/* Writes the scene whole. */
void svg_write(struct out *out, const struct scene *scene, const struct svg_frame *frame);

#endif
