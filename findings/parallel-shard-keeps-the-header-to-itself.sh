#!/bin/bash
# GNU parallel gives the header of a table to every job of --pipe, and to none of --shard.
#
# Package: parallel 20221122+ds-2 (Debian 12).  Guess: --header : with --pipe repeats the header in
# each block; --shard region, which needs the header to find the column, does the same.
# Seen: the header is read and kept; each job begins with a row of data, which a program that
# reads CSV takes for the names of its columns.  One row a job is missing from every count.
# What helps: to keep the header in a file, and to begin each job with it: (cat header; cat) | ...
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q parallel=20221122+ds-2 >/dev/null
dpkg-deb -x parallel_*.deb root
parallel() { HOME=$work "$work/root/usr/bin/parallel" --will-cite "$@"; }

parallel --version | head -n 1
table() { printf 'region\tvalue\n'; for row in 1 2 3 4 5 6; do printf '%s\t1\n' "$row"; done; }
blocks=$(table | parallel -k --pipe -N 3 --header : 'head -n 1')
shards=$(table | parallel --pipe --shard region --header : -j 2 'head -n 1 | cut -f 1' | grep -c region || true)
rows=$(table | parallel --pipe --shard region --header : -j 2 'cat' | wc -l)
counted=$(table | parallel --pipe --shard region --header : -j 2 'tail -n +2' | wc -l)
echo "blocks that begin with the header: $(grep -c region <<<"$blocks") of $(wc -l <<<"$blocks")"
echo "shards that do: $shards; rows in all: $rows, and behind the first of each: $counted"
[[ $(grep -c region <<<"$blocks") == 2 && $shards == 0 && $rows == 6 && $counted == 4 ]]
