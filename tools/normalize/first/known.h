/* known - the words that normalize knows, for --list */
#ifndef KNOWN_H
#define KNOWN_H

#include "frame/tool.h"

/* The i-th header, sign for a missing figure, unit, and encoding, and what it becomes; false
 * after the last. */
bool known_header(size_t i, struct tool_item *item);
bool known_sign(size_t i, struct tool_item *item);
bool known_unit(size_t i, struct tool_item *item);
bool known_encoding(size_t i, struct tool_item *item);

#endif
