/* known - the words that normalize knows, for --list: headers, signs for missing figures, units */
#ifndef KNOWN_H
#define KNOWN_H

#include "frame/tool.h"

extern const struct tool_list known_list;

#endif
