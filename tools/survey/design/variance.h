/* variance - how far an estimate would vary if others had been drawn
 *
 * By linearization: an estimate is, near enough, the weighted sum of a score of each respondent of a
 * domain, all others having 0, and the variance of such a sum is that of the totals of clusters inside
 * strata (W. G. Cochran, "Sampling Techniques", 1977, chapters 5, 9 and 11; D. A. Binder, International
 * Statistical Review 51, 1983).  In a stratum h with n clusters drawn out of N it is
 *
 *     (1 - n/N) n/(n - 1) sum over clusters of (total - mean of totals)^2
 *
 * and where populations are known the stages below add theirs, times the share of their groups that was
 * drawn.  Where the weights were fitted to totals of the population, the scores are what a weighted
 * regression on these leaves of them (J.-C. Deville and C.-E. Sarndal, JASA 87, 1992).
 */
#ifndef VARIANCE_H
#define VARIANCE_H

#include "design/design.h"

/* Scores without weights of a domain, `width` for each of `count` positions; their covariances go into
 * `covariance`, width by width.  False, with NaN in it, where no variance can be told: no stratum shows a
 * spread. */
bool variance_of(const struct design *sample, const uint32_t *at, uint32_t count, const double *score, uint32_t width,
                 double *covariance);

/* The same with one score. */
double variance_of_one(const struct design *sample, const uint32_t *at, uint32_t count, const double *score);

#endif
