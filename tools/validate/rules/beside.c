/* beside - see beside.h */
#include "base/str.h"
#include "meaning/catalog.h"
#include "meaning/schema.h"
#include "rules/beside.h"

/* A table beside may be parted by tabs although the input is not. */
static struct reader *table(struct job *job, const char *path)
{
    char delimiter = job->reading.delimiter;
    job->reading.delimiter = schema_delimiter(path);
    struct reader *reader = job_table(job, path);
    job->reading.delimiter = delimiter;
    return reader;
}

static struct cells *read_with(struct job *job, const char *argument)
{
    struct str rest = str_of(argument), name;
    str_cut(&rest, '=', &name);
    if (!name.length || !rest.length)
        diag_fatal(DIAG_USAGE, NULL, "--with %s: NAME=FILE was expected", argument);
    struct cells *cells = cells_read(job->mem, name, table(job, rest.at));
    static const enum observed need[] = {OBSERVED_INDICATOR, OBSERVED_VALUE};
    for (size_t i = 0; i < sizeof need / sizeof *need; i++)
        column_need(cells->columns, observed_row(need[i])->name, "--with");
    return cells;
}

struct cells *beside_previous(struct job *job, const struct beside_files *files)
{
    if (!files->previous)
        return NULL;
    return cells_read(job->mem, STR("previous"), table(job, files->previous));
}

void beside_load(struct job *job, const struct beside_files *files, const struct asking *asking,
                 struct rules_setting *setting)
{
    if (asking->indicators_file)
        setting->indicators = indicators_load(job->mem, table(job, asking->indicators_file));
    if (asking->regions_file)
        setting->regions = regions_load(job->mem, table(job, asking->regions_file));
    if (files->explanations)
        setting->explain = explanations_load(job->mem, files->explanations, table(job, files->explanations));
    struct cells **with = mem_array(job->mem, files->with.count, sizeof(struct cells *));
    for (size_t i = 0; i < files->with.count; i++)
        with[i] = read_with(job, files->with.value[i]);
    setting->with = with;
    setting->withs = files->with.count;
}
