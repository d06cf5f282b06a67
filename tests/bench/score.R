# score.R: ranks of a composite index over many runs, for tests/bench/run.
#
#   Rscript score.R FILE RUNS
#
# FILE has a row for each unit: its name, then the values of the indicators, which are called by their
# group and number (g1.1, g1.2, ...); groups 1 to 5 are parts of one half, the others of the other.
# Each run draws noise on all weights, how many outliers are moved, the scale and the mean, as a
# loop does that is written down plainly.  Without FILE it only starts.
args <- commandArgs(trailingOnly = TRUE)
if (length(args) == 0) quit()
table <- read.csv(args[1], row.names = 1)
group <- sub("\\..*", "", colnames(table))
half <- ifelse(unique(group) %in% paste0("g", 1:5), 1, 2)
skewness <- function(x) {
  n <- length(x)
  d <- x - mean(x)
  sqrt(n * (n - 1)) / (n - 2) * mean(d^3) / mean(d^2)^1.5
}
kurtosis <- function(x) {
  n <- length(x)
  d <- x - mean(x)
  (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (mean(d^4) / mean(d^2)^2 - 3) + 6)
}
winsorize <- function(x, most) {
  y <- x
  while (abs(skewness(y)) >= 2 && kurtosis(y) >= 3.5 && sum(y != x) < most) {
    values <- sort(unique(y))
    if (skewness(y) > 0) y[y == max(y)] <- values[length(values) - 1]
    else y[y == min(y)] <- values[2]
  }
  y
}
scales <- list(
  minmax = function(x) 1 + 99 * (x - min(x)) / (max(x) - min(x)),
  zscore = function(x) 50 + 5 * (x - mean(x)) / sd(x))
means <- list(
  arithmetic = function(x, w) as.vector(x %*% w) / sum(w),
  geometric = function(x, w) exp(as.vector(log(x) %*% w) / sum(w)))
noisy <- function(n) 1 + 0.25 * runif(n, -1, 1)
runs <- as.integer(args[2])
ranks <- matrix(0, nrow(table), runs)
for (run in seq_len(runs)) {
  most <- sample(c(0, 3, 5), 1)
  scale <- scales[[sample(2, 1)]]
  combine <- means[[sample(2, 1)]]
  values <- apply(table, 2, function(x) scale(winsorize(x, most)))
  groups <- sapply(unique(group), function(g) combine(values[, group == g, drop = FALSE], noisy(sum(group == g))))
  halves <- sapply(1:2, function(h) combine(groups[, half == h, drop = FALSE], noisy(sum(half == h))))
  ranks[, run] <- rank(-combine(halves, noisy(2)), ties.method = "min")
}
cat(rownames(table), apply(ranks, 1, quantile, c(0.05, 0.5, 0.95), type = 1), "\n")
