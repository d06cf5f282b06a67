/* sink - text on its way into a format, made harmless for it
 *
 * A cell is whatever somebody typed: it must not end a tag, start a table cell,
 * or drive a terminal.  One function for each place where text lands; nobody
 * else writes foreign text.  Well-formed UTF-8 is expected (the reader checked
 * it); a byte that is not becomes U+FFFD.  Lines on a terminal have a type of
 * their own (base/plain.h).
 */
#ifndef SINK_H
#define SINK_H

#include "io/out.h"

/* Content or a quoted attribute of HTML and SVG alike: & < > " and ' become
 * entities; control characters and the code points that XML forbids are
 * dropped (line end and tab become a space); characters that turn the writing
 * direction are dropped. */
void sink_xml(struct out *out, struct str text);

/* A cell of a Markdown table (GitHub's dialect): the characters that mean
 * something are escaped, a line end becomes <br>, others controls are dropped. */
void sink_markdown(struct out *out, struct str text);

/* A JSON string with its quotes, after RFC 8259. */
void sink_json(struct out *out, struct str text);

#endif
