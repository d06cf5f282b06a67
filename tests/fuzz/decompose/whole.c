/* decompose from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "decompose.c"
#undef main

#define WHOLE_LINES \
    "decompose --kind inequality,convergence --weight w --regions @1 --groups group @0", \
    "decompose --kind shift-share,structure,contribution --by industry @0", \
    "decompose --kind contribution-rebuilt,price-volume --of v --by indicator --growth {code}_g --indicators @2 @0", \
    "decompose --kind lmdi --of v --factors w,x --regions @1 --indicators @2 @0"

#include "whole.h"
