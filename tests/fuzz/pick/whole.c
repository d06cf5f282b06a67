/* pick from end to end */
#include "whole.h"

#define main tool_entry
#include "pick.c"
