/* beside - the tables that rules may ask about, read before the records
 */
#ifndef BESIDE_H
#define BESIDE_H

#include "opt.h"
#include "rules.h"
#include "tool.h"

/* What the command line names. */
struct beside_files {
    const char *rules, *indicators, *regions, *explanations;
    struct opt_list with;     /* NAME=FILE */
};

/* Reads the tables into the setting. */
void beside_load(struct job *job, const struct beside_files *files, struct rules_setting *setting);

#endif
