#!/bin/bash
# The median income of 1, 2, 3 and 4 is 3 in laeken, 2 in survey and 2.5 in R itself.
#
# Packages: r-cran-laeken 0.5.2-1, r-cran-survey 4.1-1-1 (Debian 12).  Guess: laeken takes
# the mean of the two neighbours where the weights are cut exactly, by the definition of
# Eurostat that it says to follow strictly; survey does the same.
# Seen: laeken looks for the first share above 0.5 and then asks whether it equals 0.5,
# which it cannot, so the upper neighbour is taken: median 3, and the poverty threshold is
# 1.8 where 1.5 would be right.  survey takes the lower one (its default qrule), 2.
# The quintile ratio S80/S20 of 1 to 5 is 0 in laeken: nobody is above the 80 % quantile.
# What helps: in survey qrule="school"; in laeken a threshold computed by other means.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir partial # --download-only brings also what this machine has not, R among it
apt-get install -qq -y --download-only --reinstall --no-install-recommends -o Dir::Cache::archives="$work" \
    -o DPkg::Lock::Timeout=300 r-cran-laeken=0.5.2-1 r-cran-survey=4.1-1-1 >/dev/null
for deb in *.deb; do dpkg-deb -x "$deb" root; done
run() {
    export R_LIBS=$work/root/usr/lib/R/site-library:$work/root/usr/lib/R/library
    if command -v Rscript >/dev/null; then Rscript "$1"; else
        cp --remove-destination root/usr/lib/R/etc/Renviron.ucf root/usr/lib/R/etc/Renviron # installing makes it
        R_HOME=$work/root/usr/lib/R LD_LIBRARY_PATH=$(printf '%s:' "$work"/root/usr/lib/R/lib "$work"/root/{usr/,}lib/*-linux-gnu{,/blas,/lapack}) \
            "$work/root/usr/lib/R/bin/exec/R" --no-echo --no-restore --file="$1"
    fi
}
cat >medians.R <<'R'
suppressMessages({library(laeken); library(survey)})
stopifnot(packageVersion("laeken") == "0.5.2", packageVersion("survey") == "4.1.1")
income <- data.frame(y = 1:4, w = 1)
design <- svydesign(ids = ~1, weights = ~w, data = income)
lower <- svyquantile(~y, design, 0.5, ci = FALSE)$y[1]
middle <- svyquantile(~y, design, 0.5, ci = FALSE, qrule = "school")$y[1]
cat("median", weightedMedian(income$y, income$w), lower, middle, median(income$y), "\n")
cat("threshold", arpt(income$y, weights = income$w), 0.6 * median(income$y), "\n")
cat("S80/S20", qsr(1:5)$value, "\n")
R
said=$(run medians.R)
echo "$said"
[[ $(paste -sd ' ' <<<"$said") == "median 3 2 2.5 2.5  threshold 1.8 1.5  S80/S20 0 " ]]
