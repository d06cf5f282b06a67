/* makeup - what a whole is made of: the parts that are meant, and what they are called */
#ifndef MAKEUP_H
#define MAKEUP_H

#include "figures.h"
#include "league.h"

struct makeup {
    const struct str *part;   /* codes, in the order of the option, of the catalogue, or in byte order */
    const struct str *zh, *en; /* names, from the indicators or the regions; empty where there are none */
    uint32_t count;
};

struct makeup_ask {
    struct mem *mem;
    struct panel *panel;
    const struct league *league;
    const struct indicators *indicators; /* may be null where the parts are named */
    const struct regions *regions; /* may be null */
    enum figures_by by;
    struct str total;         /* what is no part in the column */
    const struct str *named;  /* the parts that were asked for */
    size_t named_count;
};

/* The parts of an indicator.  Ends the run where one that was named is not in the data, or the
 * catalogue has no parts of it. */
struct makeup makeup_find(const struct makeup_ask *ask, struct str of);

#endif
