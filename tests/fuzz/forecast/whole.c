/* forecast from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "forecast.c"
#undef main

#define WHOLE_LINES \
    "forecast --to 2030 --only @0", \
    "forecast --to 2030 --indicators @1 --targets @2 --model auto @0", \
    "forecast --to 2026 --backtest @0"

#include "whole.h"
