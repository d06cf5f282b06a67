/* observed - tables of observations for the units of what reads them, closed after each test
 *
 * TestSuite(NAME, .init = open_mem, .fini = close_observed);
 */
#ifndef OBSERVED_H
#define OBSERVED_H

#include "meaning/observation.h"

#include "arena.h"
#include "text_source.h"

static struct observations *observed[16];
static size_t observed_tables;

/* Closes a table after the test; of 17 the first is closed at once. */
static inline struct observations *observed_keep(struct observations *table)
{
    size_t at = observed_tables++ % (sizeof observed / sizeof *observed);
    if (observed[at])
        observation_close(observed[at]);
    return observed[at] = table;
}

/* Reads a table. */
static inline struct observations *observed_load(const char *table, const struct observing *how)
{
    struct reader *reader = text_reader(mem, table);
    struct observations *all = observed_keep(observation_load(mem, reader, how));
    reader_close(reader);
    return all;
}

/* After a test. */
static inline void close_observed(void)
{
    for (size_t i = 0; i < sizeof observed / sizeof *observed; i++)
        if (observed[i])
            observation_close(observed[i]);
    close_mem();
}

#endif
