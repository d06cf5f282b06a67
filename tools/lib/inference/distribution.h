/* distribution - the normal, Student's t, chi-square, F and beta: how far out a share of them lies
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

/* The value below which a share of a beta distribution with these shapes lies, both above 0.  A shape of 0
 * is the limit: all of it lies at 0 (a), or at 1 (b). */
double beta_value(double share, double a, double b);

/* The share of chi-square that lies above `value`, and of F with `freedom` above and `below` the line;
 * degrees of freedom are above 0 and need not be whole. */
double chi_square_above(double value, double freedom);
double fisher_above(double value, double freedom, double below);

/* ---- for tests ---- */

/* The share of a beta distribution that lies below `value`. */
double beta_below(double value, double a, double b);

#endif
