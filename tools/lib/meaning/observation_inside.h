/* observation_inside - what the files of observation share; nobody else includes it
 *
 *   observation.c        rows in, one for each figure, series
 *   observation_point.c  days that are the ends of periods
 */
#ifndef OBSERVATION_INSIDE_H
#define OBSERVATION_INSIDE_H

#include "meaning/observation.h"

/* The rows of one series, by period.  A day at the end of a month becomes the period that it ends where
 * the figures are known to be of points in time: by the indicator's kind (`indicator`, which may be
 * null), or, where nobody knows that, since other figures of the series have such periods; then it is
 * told.  True when periods changed, so that the rows may have to be ordered anew. */
bool observation_points(const struct observing *how, struct observation *row, size_t count);

#endif
