/* beside - the tables that rules may ask about, read before the records
 */
#ifndef BESIDE_H
#define BESIDE_H

#include "frame/opt.h"
#include "frame/tool.h"
#include "rules/setting.h"

/* What the command line names. */
struct beside_files {
    const char *rules, *indicators, *regions, *explanations, *previous;
    struct opt_list with;     /* NAME=FILE */
};

/* The last delivery, read whole; null when none is named. */
struct cells *beside_previous(struct job *job, const struct beside_files *files);

/* Reads the tables into the setting. */
void beside_load(struct job *job, const struct beside_files *files, struct rules_setting *setting);

#endif
