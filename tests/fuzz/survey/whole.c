/* survey from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "survey.c"
#undef main

#define WHOLE_LINES \
    "survey --by group --subtotals --min-base 1 --lonely adjust @0", \
    "survey --wide q,r --kind multiple=r --strata s --cluster c --fpc n --lonely average --min-base 1 @0", \
    "survey --wide q,r --questions @1 --margins @2 --report margins --lonely certainty @0", \
    "survey --wide q,r --margins @1 --calibrate logit --bounds 0.1,9 --trim 3 --report weights --lonely certainty @0", \
    "survey --wide q,r --wave w --report change --lonely adjust --min-base 1 @0", \
    "survey --wide q,r --by g --report association --lonely adjust @0", \
    "survey --wide q,r --kind number=q --stat median,quantile:0.9,ratio:q,variance --min-base 1 --lonely adjust @0", \
    "survey --wide q,r --questions @1 --report quadrants --overall q --min-base 1 --lonely adjust @0"

#include "whole.h"
