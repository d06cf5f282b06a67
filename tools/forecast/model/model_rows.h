/* model_rows - where the rows of the models stand; for model.c
 *
 * Each table ends with a row without a name.
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "base/voice.h"
#include "model/model.h"

/* The fit of this model among those made before; null where it is not. */
const struct model_fit *model_made(const struct model_manner *manner, const struct model *model);

extern const struct model model_plain_rows[], model_line_rows[], model_smooth_rows[], model_combine_rows[],
    model_season_rows[];

#endif
