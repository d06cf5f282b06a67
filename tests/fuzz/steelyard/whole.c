/* steelyard from end to end: which tool it would call, for it finds none that may be called */
#include "whole.h"

#define main tool_entry
#include "steelyard.c"
