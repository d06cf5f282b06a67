# survey.R: what R's survey estimates of many questions by group, for tests/bench/run.
#
#   Rscript survey.R FILE
#
# FILE has a respondent a row: stratum, cluster, n_clusters, weight, place, and questions q1, q2 and
# so on, with blanks.  Of each question svyby gives the means by place and their standard errors,
# and confint their intervals.  Without FILE it only starts.
suppressPackageStartupMessages(library(survey))
file <- commandArgs(trailingOnly = TRUE)
if (length(file) == 0) quit()
rows <- read.csv(file, na.strings = "")
design <- svydesign(ids = ~cluster, strata = ~stratum, fpc = ~n_clusters, weights = ~weight, data = rows, nest = TRUE)
for (question in grep("^q[0-9]+$", names(rows), value = TRUE)) {
  found <- svyby(as.formula(paste0("~", question)), ~place, design, svymean, na.rm = TRUE)
  ends <- confint(found, df = degf(design))
  for (i in seq_len(nrow(found)))
    cat(question, as.character(found$place[i]), found[i, 2], SE(found)[i], ends[i, ], "\n")
}
