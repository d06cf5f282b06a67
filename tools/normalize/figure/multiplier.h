/* multiplier - the power of ten that a column beside the values states
 *
 * SDMX's UNIT_MULT, Statistics Canada's SCALAR_FACTOR and SCALAR_ID, the OECD's PowerCode
 * and 倍率 say by what the value is to be multiplied: 6, Millions, 百万, 1000000.  A blank
 * is 0.  A whole number below 20 is the exponent, as SDMX's CL_UNIT_MULT has it, save 10,
 * which may be the factor as well; from 100 on it is the factor itself.
 */
#ifndef MULTIPLIER_H
#define MULTIPLIER_H

#include "base/mem.h"

/* Reads a cell into a power of ten, -15 to 18; false when it is none. */
bool multiplier_read(struct str cell, int *power);

#endif
