/* assess from end to end */
#include "whole.h"

#define main tool_entry
#include "assess.c"
