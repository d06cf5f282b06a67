/* scenario - what would be, if things went as somebody says
 *
 * A table of scenarios has a row for each assumption: scenario and indicator; region and period,
 * empty for all; and a number under `rate` (percent a period) or `value` (the level of that
 * period).  `mode` says otherwise what the number is: growth, step (an amount a period) or level.
 * The more special row counts: one for the region before one for all, then one for the period.
 * Nothing is filled in: a scenario that says nothing for a period on the way has no value.
 *
 * Values go on from the last one that is known, and are exact as long as measure.h is.
 */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "base/mem.h"
#include "history.h"
#include "io/record.h"
#include "prediction.h"

struct scenarios;

/* Reads a table and closes the reader; a null reader is none. */
struct scenarios *scenarios_load(struct mem *mem, struct reader *reader);

/* Adds "INDICATOR=RATE", an assumption that stands for the models themselves.  Ends the run where it
 * is none. */
void scenario_assume(struct scenarios *scenarios, const char *text);

/* How many scenarios there are; they are numbered in order of first appearance. */
uint32_t scenario_count(const struct scenarios *scenarios);

/* Does a scenario say anything of this series?  Its number, or SCENARIO_ASSUMED for what was
 * assumed for all. */
#define SCENARIO_ASSUMED UINT32_MAX
bool scenario_speaks(struct scenarios *scenarios, uint32_t i, struct str region, struct str indicator);

/* What it makes of a period behind the last one.  False, with a reason, where it can't. */
bool scenario_find(const struct scenarios *scenarios, uint32_t i, struct mem *mem, const struct history *history,
                   const struct model_limits *limits, struct period to, struct prediction *prediction);

/* Tells which indicators were assumed something and never came. */
void scenario_tell_unused(const struct scenarios *scenarios);

#endif
