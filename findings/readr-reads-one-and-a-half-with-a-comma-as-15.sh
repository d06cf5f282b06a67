#!/bin/bash
# readr reads a column of "1,5" and "2,25" as 15 and 225, and "1.234,5" as 1.2345.
#
# Package: r-cran-readr 2.1.4-1 (Debian 12).  Guess: a comma is a mark of thousands where three digits
# follow it, as in "1,234"; another one leaves the column text, or is told.
# Seen: the guess of the type asks for digits and commas in any order, so decimal commas make figures ten or a
# hundred times as large, which of them by the digits behind the comma.  parse_number("1.234,5") drops the
# comma too.  A minus sign of typeset tables (U+2212) is dropped like a letter: -5 is 5.
# What helps: locale(decimal_mark = ","), or col_types for every column.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not, R among it
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 r-cran-readr=2.1.4-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
run() {
    export R_LIBS=$work/root/usr/lib/R/site-library:$work/root/usr/lib/R/library TZ=UTC LC_ALL=C.UTF-8
    if command -v Rscript >/dev/null; then Rscript "$1"; else
        cp --remove-destination root/usr/lib/R/etc/Renviron.ucf root/usr/lib/R/etc/Renviron # installing makes it
        R_HOME=$work/root/usr/lib/R LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/R/lib "$work"/root/{usr/,}lib/*-linux-gnu{,/blas,/lapack}) \
            "$work/root/usr/lib/R/bin/exec/R" --no-echo --no-restore --file="$1"
    fi
}
cat >read.R <<'R'
library(readr)
stopifnot(packageVersion("readr") == "2.1.4")
read <- function(...) suppressMessages(read_csv(I(paste0(c("v", ...), "\n", collapse = "")), show_col_types = FALSE))$v
cat("columns", read('"1,5"', '"2,25"'), read('"1,234"', '"2,500"'), "\n")
cat("numbers", parse_number(c("1.234,5", "\u22125", "-5")), "\n")
cat("with a decimal mark", parse_number(c("1.234,5", "1,5"), locale = locale(decimal_mark = ",")), "\n")
R
run read.R | tee seen
diff seen - <<'SEEN'
columns 15 225 1234 2500 
numbers 1.2345 5 -5 
with a decimal mark 1234.5 1.5 
SEEN
