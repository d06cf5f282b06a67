/* track from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "track.c"
#undef main

#define WHOLE_LINES \
    "track --at 2023-06-30 --progress @1 --plan @2 --thresholds @3 @0", \
    "track --at 2023-06-30 --show rollup --by kind,party,role @0", \
    "track --at 2023-06-30 --show support --links @1 --pillars @2 --assessed @3 @0", \
    "track --at 2023-06-30 --show what-if --what-if a:progress=50 --links @1 @0", \
    "track --at 2023-06-30 --show slips --rules @1 --submissions @2 --holidays @3 @0", \
    "track --at 2023-06-30 --show ledger --ledger @1 --assessed @2 @0", \
    "track --at 2023-06-30 --show ratings --ratings @1 @0", \
    "track --at 2023-06-30 --show changes --previous @1 @0"

#include "whole.h"
