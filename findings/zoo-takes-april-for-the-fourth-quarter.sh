#!/bin/bash
# zoo's as.yearqtr("2023-04") is the fourth quarter of 2023, and so is the day 2023-04-15.
#
# Package: r-cran-zoo 1.8-11-1 (Debian 12).  Guess: as.yearmon("2023-04") is April, so as.yearqtr of the same text is
# the quarter that April is in, or NA.
# Seen: what stands behind the year is the number of a quarter: January to April are the quarters 1 to 4, and all
# later months are NA.  The text of a day is read likewise.  Monthly figures added up by as.yearqtr make a year of
# four quarters that looks whole and has four months in it.
# What helps: as.yearqtr(as.yearmon(x)) for months, as.yearqtr(as.Date(x)) for days.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not, R among it
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 r-cran-zoo=1.8-11-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
run() {
    export R_LIBS=$work/root/usr/lib/R/site-library:$work/root/usr/lib/R/library TZ=UTC
    if command -v Rscript >/dev/null; then Rscript "$1"; else
        cp --remove-destination root/usr/lib/R/etc/Renviron.ucf root/usr/lib/R/etc/Renviron # installing makes it
        R_HOME=$work/root/usr/lib/R \
            LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/R/lib "$work"/root/{usr/,}lib/*-linux-gnu{,/blas,/lapack}) \
            "$work/root/usr/lib/R/bin/exec/R" --no-echo --no-restore --file="$1"
    fi
}
cat >quarters.R <<'R'
suppressMessages(library(zoo))
stopifnot(packageVersion("zoo") == "1.8.11")
months <- sprintf("2023-%02d", 1:12)
cat("text: ", format(as.yearqtr(months)), "\n")
cat("month:", format(as.yearqtr(as.yearmon(months))), "\n")
cat("day:  ", format(as.yearqtr("2023-04-15")), "\n")
cat("sums: ", tapply(rep(1, 12), as.yearqtr(months), sum), "of", 12, "\n")
R
run quarters.R | tee seen
diff seen - <<'SEEN'
text:  2023 Q1 2023 Q2 2023 Q3 2023 Q4 NA NA NA NA NA NA NA NA 
month: 2023 Q1 2023 Q1 2023 Q1 2023 Q2 2023 Q2 2023 Q2 2023 Q3 2023 Q3 2023 Q3 2023 Q4 2023 Q4 2023 Q4 
day:   2023 Q4 
sums:  1 1 1 1 of 12 
SEEN
