/* validate from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "validate.c"
#undef main

#define WHOLE_LINES \
    "validate -v @0", \
    "validate --schema @1 --findings /dev/null @0", \
    "validate --rules @1 --indicators @2 --regions @3 @0", \
    "validate --rules @1 --localize /dev/null --report /dev/null --rejects /dev/null @0", \
    "validate --schema @1 --rules @2 --explanations @3 @0"

#include "whole.h"
