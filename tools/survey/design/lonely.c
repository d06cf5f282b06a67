/* lonely - see lonely.h */
#include <math.h>
#include <string.h>

#include "base/voice.h"
#include "design/lonely.h"

static double nothing(double rest)
{
    return 0 * rest;
}

static double square(double rest)
{
    return rest;
}

static double unknown(double rest)
{
    return NAN * rest;
}

static const struct lonely rows[] = {
    {"stop", N_("nothing is estimated"), .stops = true, .part = nothing},
    {"adjust", N_("its cluster is held against the mean of all strata: cautious"), .part = square},
    {"adjust-domains", N_("adjust, and likewise where a group has one cluster left in a stratum"), .domains = true,
     .part = square},
    {"average", N_("the mean of the other strata's variances stands for its own"), .part = unknown},
    {"certainty", N_("its cluster was drawn for certain and adds no variance"), .part = nothing},
};

const struct lonely *lonely_row(size_t i)
{
    return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

const struct lonely *lonely_find(const char *name)
{
    for (size_t i = 0; lonely_row(i); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}
