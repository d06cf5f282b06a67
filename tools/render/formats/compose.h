/* compose - the document of tables that have no template
 *
 * What the page of a table shows, as blocks: the lead sentence, classes with their indicators, the chart with
 * the table, and what a reader must know to trust the figures.
 */
#ifndef COMPOSE_H
#define COMPOSE_H

#include "formats/format.h"

/* Of all the report's tables; every one must be kept.  It is finished. */
struct document *compose_document(const struct report *report);

/* One table's blocks, below a heading of `level` (0: none) that says `title`.  Each grid can be linked to by
 * the name of its table. */
void compose_part(struct document *document, const struct part *part, int level, struct str title);

/* What a part is called: the project's word for its name, or what its kind says. */
struct str compose_title(const struct vocabulary *words, const struct part *part);

/* What --about says, as properties of the document. */
void compose_about(const struct report *report, struct document *document);

/* What the document says of itself: who publishes it, up to when its data go, and the digests of its inputs. */
void compose_properties(const struct report *report, struct document *document);

/* The sentence with its full stop. */
struct str compose_stopped(const struct vocabulary *words, struct str sentence);

#endif
