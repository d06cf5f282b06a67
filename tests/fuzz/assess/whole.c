/* assess from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "assess.c"
#undef main

#define WHOLE_LINES \
    "assess --targets @1 --indicators @2 --as-of 2022 @0", \
    "assess --targets @1 --explain all --as-of 2022 @0", \
    "assess --targets @1 --indicators @2 --thresholds @3 --summary /dev/null --left-out /dev/null @0", \
    "assess --targets @1 --previous @2 --changes /dev/null --rollup /dev/null --weights @3 @0"

#include "whole.h"
