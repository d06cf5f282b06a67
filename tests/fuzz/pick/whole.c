/* pick from end to end, with another table */
#define main tool_entry
int main(int argc, char **argv);
#include "pick.c"
#undef main

#define WHOLE_LINES \
    "pick -c -a,*,b=z --set c={a}x --set a=none --sort -b,a --top 3 @0", \
    "pick -t @1 --on a --take *,-b --several each --where b>1 --sort a @0", \
    "pick -t @1 --on a,b --take c=z --unmatched refuse @0", \
    "pick -t @1 --on a --take c=z --several last --unmatched drop --distinct z @0", \
    "pick -t @1 --on a=b --spread a:b=y{a} --spread a:c=z{a} --table-where a>0 @0", \
    "pick -t @1 --on a --spread b:c={b}_y --spread-over 1,2 --several first --set q={1_y} @0", \
    "pick --skip-bad /dev/null --distinct * --sort -a --top 2 @0"

#include "whole.h"
