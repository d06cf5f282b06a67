/* calibrate - weights fitted to what is known of the population
 *
 * Each weight is multiplied by a factor F(x' lambda) of what the respondent adds to the margins, lambda such
 * that the margins are met (J.-C. Deville and C.-E. Sarndal, "Calibration estimators in survey sampling",
 * JASA 87, 1992).  A method is a row: its F, its slope, and whether it keeps to bounds.  Newton's rule finds
 * lambda; what it reached is counted anew from the finished weights, margin by margin.
 */
#ifndef CALIBRATE_H
#define CALIBRATE_H

#include "weights/margins.h"

struct calibration_bounds {
    double low, high;         /* of new weight over old */
};

struct calibration_method {
    const char *name, *help;
    bool bounded;             /* needs bounds */
    bool alone;               /* one variable alone */
    double (*factor)(double u, const struct calibration_bounds *bounds);
    double (*slope)(double u, const struct calibration_bounds *bounds);
};

/* The rows; null after the last.  The row of a word, or null. */
const struct calibration_method *calibration_row(size_t i);
const struct calibration_method *calibration_find(const char *name);

/* How it ended. */
struct calibration {
    const struct calibration_method *method;
    uint32_t iterations;
    double worst;             /* the largest miss of a margin, in parts of it */
    double least, most;       /* of new weight over old */
    uint32_t negative;        /* new weights below 0 */
    double *before, *after;   /* of each margin */
    bool *met;                /* of each margin: to CALIBRATION_MET */
    uint32_t missed;          /* margins that are not met */
};

#define CALIBRATION_MET 1e-6

/* Fits the weights of the sample, which keeps the auxiliary totals; says how it ended, and has changed
 * nothing that would have to be undone where margins are missed: the caller does not go on. */
struct calibration calibrate(struct design *sample, const struct margins *margins, struct auxiliary *auxiliary,
                             const struct calibration_method *method, struct calibration_bounds bounds);

/* Fits the weights of each replicate likewise, before those of the sample; returns the number of the first whose
 * margins are missed, counted from 1, or 0. */
uint32_t calibrate_replicates(struct design *sample, struct replicates *replicates, const struct margins *margins,
                              struct auxiliary *auxiliary, const struct calibration_method *method,
                              struct calibration_bounds bounds);

/* Cuts weights above `times` their median, and gives what is cut to those below, in equal parts, until
 * none is above (C. Potter's rule, ASA Proceedings 1990).  Returns how many were cut; `limit` is where.
 * Nothing is cut where all would be. */
uint32_t calibrate_trim(struct design *sample, double times, double *limit);

#endif
