/* sobol - how much of a result's variance each of several inputs makes
 *
 * I. M. Sobol', "Sensitivity estimates for nonlinear mathematical models" (1993).  Two samples A and B
 * of all inputs, and for each input a third, which is A with that input taken from B.  The first index
 * is the input's own share, by A. Saltelli and others, "Variance based sensitivity analysis of model
 * output", Computer Physics Communications 181 (2010); the total one counts what it does together with
 * others, by M. J. W. Jansen (1999).  Results are centred first, which changes no expectation and
 * halves the noise.
 */
#ifndef SOBOL_H
#define SOBOL_H

#include <stdbool.h>
#include <stddef.h>

struct sobol {
    bool known;               /* the result varies at all, or this input never changed it */
    bool idle;                /* the input never changed it: both indices are 0 exactly */
    double first, total;      /* estimates; they may lie a little below 0 or above 1 */
    double first_error, total_error; /* their standard errors */
};

/* The indices of one input: results of A, of B, and of A with that input of B. */
struct sobol sobol_of(const double *a, const double *b, const double *mixed, size_t count);

#endif
