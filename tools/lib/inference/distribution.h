/* distribution - the normal and Student's t: how far out a share of them lies
 *
 * IEEE doubles, right to about 14 digits, tails too: a tail is computed as a tail, not
 * as one less the rest.  Nothing here gives NaN or an infinity for arguments in their
 * ranges.
 */
#ifndef DISTRIBUTION_H
#define DISTRIBUTION_H

/* The share of a standard normal distribution that lies above `value`. */
double normal_above(double value);

/* The value below which a share lies: 0.975 gives 1.959964.  0 < share < 1. */
double normal_value(double share);

/* The same two of Student's t with `freedom` degrees of freedom, above 0, not
 * necessarily whole. */
double student_above(double value, double freedom);
double student_value(double share, double freedom);

#endif
