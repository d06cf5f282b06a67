/* aggregate from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "aggregate.c"
#undef main

#define WHOLE_LINES \
    "aggregate --by region,indicator --stat sum:value --stat median:value --stat sd:value @0", \
    "aggregate -v --to-period year --indicators @1 @0", \
    "aggregate --to-level province --regions @1 --indicators @2 --units @3 @0", \
    "aggregate --by indicator --crosstab period --stat mean:value @0", \
    "aggregate --by a --where b>1 --stat mode:b --stat first:c --subtotals --total @0", \
    "aggregate --final @0"

#include "whole.h"
