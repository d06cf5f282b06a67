/* metadata - what a figure is: its unit, who is responsible, where it comes from
 *
 * Gathered from the catalogue of indicators and from the rows themselves.
 */
#ifndef METADATA_H
#define METADATA_H

#include "formats/format.h"

/* A table of two columns about an indicator, or null when nothing is known of it. */
struct grid *metadata_of(struct document *document, const struct report *report, struct str indicator);

#endif
