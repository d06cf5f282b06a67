#!/bin/bash
# Hmisc's weighted median of 10, 20 and 30 is 20 by counts of 2, 5 and 3, and 30 by shares of 0.2, 0.5 and 0.3.
#
# Package: r-cran-hmisc 4.8-0-1 (Debian 12).  Guess: weights say how much each counts beside the others, so that a
# common factor changes nothing, as it changes nothing in wtd.mean.
# Seen: wtd.quantile counts places up to the sum of the weights, and where that is 1 there is one place for all: every
# quartile is the largest figure, 30.  Nothing is said.  With normwt=TRUE the weights add up to the number of rows:
# the median is 20 then, but the upper quartile is 25, where the counts have 27.5 and counts a million times larger
# have 30.
# What helps: weights in persons, not in shares.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not, R among it
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 r-cran-hmisc=4.8-0-1 >/dev/null
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
cat >medians.R <<'R'
suppressMessages(library(Hmisc))
stopifnot(packageVersion("Hmisc") == "4.8.0")
x <- c(10, 20, 30); shares <- c(0.2, 0.5, 0.3)
show <- function(name, weights, ...)
    cat(name, wtd.quantile(x, weights, probs = c(0.25, 0.5, 0.75), ...), "mean", wtd.mean(x, weights), "\n")
show("counts:", 10 * shares)
show("shares:", shares)
show("normwt:", shares, normwt = TRUE)
show("million:", 1e6 * shares)
R
run medians.R | tee seen
diff seen - <<'SEEN'
counts: 20 20 27.5 mean 21 
shares: 30 30 30 mean 21 
normwt: 20 20 25 mean 21 
million: 20 20 30 mean 21 
SEEN
