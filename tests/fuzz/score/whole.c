/* score from end to end, with its side tables */
#define main tool_entry
int main(int argc, char **argv);
#include "score.c"
#undef main

#define WHOLE_LINES \
    "score @0", \
    "score --indicators @1 --treat winsorize-log --impute mean --combine geometric @0", \
    "score --indicators @1 --normalize goalposts --goalposts @2 --base all --stage normalized @0", \
    "score --indicators @1 --weights ahp --pairwise @2 --stage weights @0", \
    "score --weights pca-varimax --stage diagnostics @0", \
    "score --robustness 20 --vary noise=1 --vary normalize=minmax,rank,zscore --vary combine=median,copeland @0", \
    "score --stage importance --coverage 0 --combine topsis-vector @0"

#include "whole.h"
