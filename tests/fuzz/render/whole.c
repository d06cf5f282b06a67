/* render from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "render.c"
#undef main

#define WHOLE_LINES \
    "render --to term --lang zh @0", \
    "render --to html --lang en @0", \
    "render --to svg @0", \
    "render --to json @0", \
    "render --to md --labels @1 @0", \
    "render --to html --lang en --template @1 @0", \
    "render --to md --lang zh --edition public --template @1 @0"

#include "whole.h"
