#!/bin/bash
# A figure typed in yuan shifts zoo's rolling means of all later rows that do not hold it.
#
# Package: r-cran-zoo 1.8-11-1 (Debian 12).  Guess: rollmean(x, 2) is the mean of two
# neighbours; a slip in one row (1.2e14 among shares) is in two means and in no other.
# Seen: the sum is carried along by adding the new figure and taking off the old one, so
# what the large figure swallowed is missing ever after: the mean of 0.3 and 0.4 is
# 0.3515625, 0.4 % too much, and so on to the end of the series.  rollapply(x, 2, mean)
# does the same, since it recognises mean; in a function of one's own it is exact.
# Behind a 1e16 all later means of ones are 0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not, R among it
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 r-cran-zoo=1.8-11-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
run() {
    export R_LIBS=$work/root/usr/lib/R/site-library:$work/root/usr/lib/R/library
    if command -v Rscript >/dev/null; then Rscript "$1"; else
        cp --remove-destination root/usr/lib/R/etc/Renviron.ucf root/usr/lib/R/etc/Renviron # installing makes it
        R_HOME=$work/root/usr/lib/R LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/R/lib "$work"/root/{usr/,}lib/*-linux-gnu{,/blas,/lapack}) \
            "$work/root/usr/lib/R/bin/exec/R" --no-echo --no-restore --file="$1"
    fi
}
cat >rolling.R <<'R'
suppressMessages(library(zoo))
stopifnot(packageVersion("zoo") == "1.8.11")
x <- c(1.2e14, 0.3, 0.4, 0.5, 0.6)
show <- function(name, means) cat(name, format(means[-1], digits = 7), "\n")
show("rollmean", rollmean(x, 2))
show("rollapply-mean", rollapply(x, 2, mean))
show("rollapply-own", rollapply(x, 2, function(v) mean(v)))
show("at-1e16", rollmean(c(1e16, 1, 1, 1, 1), 2))
R
said=$(run rolling.R)
echo "$said"
wrong="0.3515625 0.4515625 0.5515625"
grep -qx "rollmean $wrong " <<<"$said"
grep -qx "rollapply-mean $wrong " <<<"$said"
grep -qx "rollapply-own 0.35 0.45 0.55 " <<<"$said"
grep -qx "at-1e16 0 0 0 " <<<"$said"
