/* model_rows - where the rows of the models stand; for model.c
 *
 * Each table ends with a row without a name.
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "model/model.h"

extern const struct model model_plain_rows[], model_line_rows[], model_smooth_rows[], model_combine_rows[],
    model_season_rows[];

#endif
