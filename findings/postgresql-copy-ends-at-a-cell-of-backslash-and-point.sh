#!/bin/bash
# PostgreSQL's COPY of a CSV file ends at a line of \. and leaves the rest of the rows out, without a word.
#
# Packages: postgresql-15 and postgresql-client-15 15.18-0+deb12u1 (Debian 12).  Guess: format csv
# knows no end mark: a backslash is a character, as the manual's rules of CSV have it, and a file ends where
# it ends.
# Seen: of four rows the two before the line are there, and the status is 0, by psql's \copy as by the
# server itself.  Quoted ("\.") the cell is a cell; as the second line of a quoted cell it breaks the row, with
# an error.
# What helps: to count the rows afterwards, or to compare what comes back.
set -euo pipefail
work=$(mktemp -d)
as=()
if ((EUID == 0)); then
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    chmod 755 "$work"
fi
stop() { "${as[@]}" "$bin/pg_ctl" -s -D "$work/home/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
bin=$work/root/usr/lib/postgresql/15/bin
trap stop EXIT
cd "$work"
apt-get download -q postgresql-15=15.18-0+deb12u1 postgresql-client-15=15.18-0+deb12u1 libpq5=15.18-0+deb12u1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
mkdir home && if ((EUID == 0)); then chown nobody:nogroup home; fi
cd home
LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/*-linux-gnu)
export LD_LIBRARY_PATH LC_ALL=C
"${as[@]}" "$bin/initdb" -D data -U me -A trust --no-sync --no-instructions >said 2>&1
"${as[@]}" "$bin/pg_ctl" -D data -w -l log -o "-k '$PWD' -c listen_addresses= -c fsync=off" start >>said 2>&1
ask() { "$bin/psql" -qAtX -h "$PWD" -U me -d postgres "$@" 2>&1; }

ask -c 'show server_version'
printf '%s\n' note first second '\.' last >plain.csv
printf '%s\n' note first second '"\."' last >quoted.csv
chmod 644 ./*.csv
ask -c 'create table plain (note text)' -c 'create table quoted (note text)' -c 'create table server (note text)'
status=0
ask -c "\\copy plain from plain.csv (format csv, header)" || status=$?
ask -c "\\copy quoted from quoted.csv (format csv, header)"
server=$(ask -c "copy server from '$PWD/plain.csv' (format csv, header)" || true)
counts=$(ask -c 'select (select count(*) from plain), (select count(*) from quoted), (select count(*) from server)')
echo "rows of four by \\copy, quoted, by the server: $counts; status of \\copy: $status"
[[ $counts == '2|4|2' && $status == 0 && ! $server ]]
