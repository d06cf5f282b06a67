/* compare-peers from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "compare-peers.c"
#undef main

#define WHOLE_LINES \
    "compare-peers --all -v @0", \
    "compare-peers --all --regions @1 --indicators @2 --peers @3 @0", \
    "compare-peers --focus a --regions @1 @0"

#include "whole.h"
