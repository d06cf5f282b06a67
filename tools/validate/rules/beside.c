/* beside - see beside.h */
#include "base/str.h"
#include "meaning/catalog.h"
#include "meaning/schema.h"
#include "rules/beside.h"

static struct cells *read_with(struct job *job, const char *argument)
{
    struct str rest = str_of(argument), name;
    str_cut(&rest, '=', &name);
    if (!name.length || !rest.length)
        diag_fatal(DIAG_USAGE, NULL, "--with %s: NAME=FILE was expected", argument);
    struct cells *cells = cells_read(job->mem, name, job_table(job, rest.at));
    static const enum observed need[] = {OBSERVED_INDICATOR, OBSERVED_VALUE};
    for (size_t i = 0; i < sizeof need / sizeof *need; i++)
        column_need(cells->columns, observed_row(need[i])->name, "--with");
    return cells;
}

struct cells *beside_previous(struct job *job, const struct beside_files *files)
{
    if (!files->previous)
        return NULL;
    return cells_read(job->mem, STR("previous"), job_table(job, files->previous));
}

void beside_load(struct job *job, const struct beside_files *files, const struct asking *asking,
                 struct rules_setting *setting)
{
    if (asking->indicators_file)
        setting->indicators = indicators_load(job->mem, job_table(job, asking->indicators_file));
    if (asking->regions_file)
        setting->regions = regions_load(job->mem, job_table(job, asking->regions_file));
    if (files->explanations)
        setting->explain = explanations_load(job->mem, files->explanations, job_table(job, files->explanations));
    struct cells **with = mem_array(job->mem, files->with.count, sizeof(struct cells *));
    for (size_t i = 0; i < files->with.count; i++)
        with[i] = read_with(job, files->with.value[i]);
    setting->with = with;
    setting->withs = files->with.count;
}
