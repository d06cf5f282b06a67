#!/bin/bash
# libxlsxwriter defines the name GDP2023, which is the address of a cell.
#
# Package: libxlsxwriter-dev 1.1.4-2+b1 (Debian 12).  Guess: workbook_define_name() refuses
# a name that no formula can use.
# Seen: it accepts GDP2023 and CPI2023, and even "GDP 2023", with status 0 and writes them
# into the workbook.  Columns go to XFD, so each is the cell in row 2023 of column GDP or
# CPI; a spreadsheet's formula =GDP2023*2 has the empty cell there, not the name.
# What helps: an underscore, GDP_2023; names of four letters and a year are no cells.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -q libxlsxwriter-dev=1.1.4-2+b1 libxlsxwriter4=1.1.4-2+b1 libminizip1=1.1-8+deb12u1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
libraries=$(echo "$work"/root/usr/lib/*-linux-gnu)
cat >names.c <<'C'
#include <stdio.h>
#include <xlsxwriter.h>
int main(void) {
    lxw_workbook *book = workbook_new("names.xlsx");
    workbook_add_worksheet(book, "S");
    const char *names[] = {"GDP2023", "CPI2023", "GDP_2023", "GDP 2023"};
    for (int i = 0; i < 4; i++)
        printf("%s:%s ", names[i], workbook_define_name(book, names[i], "=S!$A$1") ? "refused" : "accepted");
    return workbook_close(book);
}
C
export LD_LIBRARY_PATH=$libraries
gcc -Iroot/usr/include names.c -L"$libraries" -lxlsxwriter -o names
said=$(./names)
echo "$said"
python3 -c 'import zipfile; print(zipfile.ZipFile("names.xlsx").read("xl/workbook.xml").decode())' | grep -o '<definedName [^/]*' | tee written
[[ $said == "GDP2023:accepted CPI2023:accepted GDP_2023:accepted GDP 2023:accepted " ]]
grep -q 'name="GDP2023"' written && grep -q 'name="CPI2023"' written
