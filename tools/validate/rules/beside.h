/* beside - the tables that rules may ask about, read before the records
 */
#ifndef BESIDE_H
#define BESIDE_H

#include "frame/asking.h"
#include "rules/setting.h"

/* What the command line names. */
struct beside_files {
    const char *rules, *explanations, *previous;
    struct opt_list with;     /* NAME=FILE */
};

/* The last delivery, read whole; null when none is named. */
struct cells *beside_previous(struct job *job, const struct beside_files *files);

/* Reads these tables, and the indicators and regions, into the setting. */
void beside_load(struct job *job, const struct beside_files *files, const struct asking *asking,
                 struct rules_setting *setting);

#endif
