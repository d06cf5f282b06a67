/* derive from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "derive.c"
#undef main

#define WHOLE_LINES \
    "derive --series yoy,diff,cumulative --indicators @1 @0", \
    "derive --formulas @1 --indicators @2 --units @3 @0", \
    "derive -v --series discrete,ma:3 --only @0", \
    "derive --in-columns --formulas @1 @0"

#include "whole.h"
