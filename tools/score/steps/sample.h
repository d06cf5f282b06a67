/* sample - what is known of some values at once: mean, spread, shape, order, how two go together
 *
 * IEEE doubles; NAN stands for a value that is not there and is passed over, in pairs where
 * either is not.  Spread is that of a sample (n - 1) unless it says otherwise.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "base/mem.h"

struct sample {
    uint32_t count;           /* of values that are there */
    double least, most, mean;
    double square, cube, fourth; /* mean powers of what lies between a value and the mean */
};

/* Of `count` values; with none there all members are 0. */
struct sample sample_of(const double *value, size_t count);

/* The standard deviation of a sample (n - 1; 0 with fewer than two), and of a population (n). */
double sample_deviation(const struct sample *sample);
double sample_population(const struct sample *sample);

/* Skewness and excess kurtosis of the types 1, 2 and 3 of Joanes and Gill, "Comparing measures of sample
 * skewness and kurtosis", The Statistician 47 (1998): 2 is G1 and G2, as in Excel, SAS and SPSS.  NAN
 * where they have no value: all values equal, or too few (3 for the skewness of type 2, 4 for its
 * kurtosis). */
double sample_skewness(const struct sample *sample, int type);
double sample_kurtosis(const struct sample *sample, int type);

/* The value below which a share lies, by the rule of type 7; NAN with none.  `room` holds as many
 * as the values. */
double sample_quantile(const double *value, size_t count, double share, double *room);

/* The median of the distances from the median, times 1.4826; `room` likewise. */
double sample_mad(const double *value, size_t count, double *room);

/* The rank of each value, from 1: the smallest has 1 where `sign` is 1, the greatest where it is -1.
 * Equal values share the smallest rank, or with `average` the mean of their ranks.  NAN for NAN.  `into` may be
 * the values themselves. */
void sample_ranks(struct mem *mem, const double *value, size_t count, int sign, bool average, double *into);

/* How two go together, from -1 to 1: Pearson's r, Spearman's rho (equal values have the mean of their
 * ranks), Kendall's tau-b.  NAN where one of the two does not vary, or with fewer than two pairs. */
double sample_pearson(const double *x, const double *y, size_t count);
double sample_spearman(struct mem *mem, const double *x, const double *y, size_t count);
double sample_kendall(const double *x, const double *y, size_t count);

#endif
