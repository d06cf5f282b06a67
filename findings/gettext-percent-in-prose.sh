#!/bin/bash
# A percent sign in a sentence makes GNU gettext refuse its right translation.
#
# Library: gettext 0.21-12 (Debian 12).  Guess: the flag c-format is for printf formats;
# "{1} % of the time", said by a function that knows no printf, is prose.
# Seen: xgettext reads "% o" as the flag space and the conversion o, marks the text
# c-format, and msgfmt -c then ends with status 1 on a translation without "% o".  Behind
# a comma ("{1} %, of") the same sign is prose.  What helps is said to xgettext, not to
# msgfmt: --flag=FUNCTION:ARGUMENT:no-c-format.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q gettext=0.21-12 >/dev/null
dpkg-deb -x gettext_*.deb root
tool() {
    LD_LIBRARY_PATH=$(echo "$work"/root/usr/lib/*-linux-gnu) "$work/root/usr/bin/$1" "${@:2}"
}

printf '%s\n' 'say("{1} % of the time");' 'say("{1} %, of the time");' >said.c
tool xgettext --version | head -n 1
tool xgettext --keyword=say --output=plain.pot said.c
tool xgettext --keyword=say --flag=say:1:no-c-format --output=told.pot said.c

flagged() { grep -B 1 "^msgid \"$2\"" "$1" | grep -cx '#, c-format' || true; }
translate() { sed 's/CHARSET/UTF-8/; /^msgid "{1} % of/{n;s/""/"占时间的{1}%"/}' "$1"; }
plain=$(flagged plain.pot '{1} % of the time') comma=$(flagged plain.pot '{1} %, of the time')
told=$(flagged told.pot '{1} % of the time')
status=0
translate plain.pot >zh.po
said=$(tool msgfmt -c -o /dev/null zh.po 2>&1) || status=$?
translate told.pot >told.po
tool msgfmt -c -o /dev/null told.po 2>/dev/null || { echo "with no-c-format the translation is refused too" >&2; exit 1; }
echo "marked c-format: plain $plain, behind a comma $comma, with --flag $told; msgfmt -c ends with status $status"
grep -o "'msgstr' is not a valid C format string" <<<"$said"
[[ "$plain $comma $told $status" == "1 0 0 1" ]]
