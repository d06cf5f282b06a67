/* partition from end to end: the folder is made and replaced in memory */
#define main tool_entry
int main(int argc, char **argv);
#include "partition.c"
#undef main

#define WHOLE_INTO "-o /dev/shm/steelyard-fuzz-partition "
#define WHOLE_LINES \
    "partition --parts 3 " WHOLE_INTO "@0", \
    "partition --bytes 7 " WHOLE_INTO "@0", \
    "partition --by a " WHOLE_INTO "@0", \
    "partition --by a:1,b " WHOLE_INTO "@0", \
    "partition --by b:2 -d ; --skip-bad /dev/null " WHOLE_INTO "@0", \
    "partition --bytes 40 --allow-empty --skip-bad /dev/null " WHOLE_INTO "@0"

#include "whole.h"
