# forecast.R: what R's forecast says of many series, for tests/bench/run.
#
#   Rscript forecast.R FILE
#
# FILE has a row of values for each series.  Of each the two years behind are forecast, with
# intervals at 80 and 95 %, by the models that we have too.  Without FILE it only starts.
suppressPackageStartupMessages(library(forecast))
file <- commandArgs(trailingOnly = TRUE)
if (length(file) == 0) quit()
rows <- as.matrix(read.csv(file, header = FALSE))
models <- list(
  naive = function(y) naive(y, h = 2),
  mean = function(y) meanf(y, h = 2),
  drift = function(y) rwf(y, drift = TRUE, h = 2),
  line = function(y) forecast(tslm(y ~ trend), h = 2),
  ses = function(y) ses(y, h = 2),
  holt = function(y) holt(y, h = 2),
  damped = function(y) holt(y, damped = TRUE, h = 2),
  theta = function(y) thetaf(y, h = 2))
for (i in seq_len(nrow(rows))) {
  y <- ts(rows[i, ], start = 2014)
  for (name in names(models)) {
    found <- tryCatch(models[[name]](y), error = function(e) NULL)
    if (!is.null(found))
      cat(i, name, found$mean, found$lower, found$upper, "\n")
  }
}
