/* partition from end to end: the folder is made and replaced in memory */
#include "whole.h"

#define main tool_entry
#include "partition.c"
