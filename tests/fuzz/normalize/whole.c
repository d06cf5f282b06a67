/* normalize from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "normalize.c"
#undef main

#define WHOLE_LINES \
    "normalize -v --set region=a --set period=2020 @0", \
    "normalize --mapping @1 --indicators @2 --regions @3 --notes /dev/null --log /dev/null @0", \
    "normalize --per-line --symbols @1 --units @2 @0", \
    "normalize --set unit=t --skip-bad /dev/null --cn-numerals all @0"

#include "whole.h"
