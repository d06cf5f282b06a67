/* revision - see revision.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "meaning/revision.h"

/* The last day of a vintage; long ago for none, and for what is no date. */
static int32_t day_of(const struct target *target)
{
    struct period when;
    return period_parse(target->more->vintage, &when) ? when.last : INT32_MIN;
}

static struct place place_of(const struct targets *targets, const struct target *target)
{
    return (struct place){.file = targets->file, .line = target->line};
}

/* Takes one version into the target that it is of. */
static void take(struct revision *revision, const struct target *target)
{
    if (!revision->now || day_of(target) >= day_of(revision->now))
        revision->now = target;
    if (!revision->original || day_of(target) < day_of(revision->original))
        revision->original = target;
}

static bool was_known(const struct targets *targets, const struct target *target, const struct period *known)
{
    if (!known || day_of(target) <= known->last)
        return true;
    struct place place = place_of(targets, target);
    diag_report(DIAG_VINTAGE, &place, "%.*s %.*s: left the target of %.*s, which was not known yet",
                STR_ARG(target->plan), STR_ARG(target->indicator), STR_ARG(target->more->vintage));
    return false;
}

static bool has_versions(const struct targets *targets)
{
    for (uint32_t i = 0; i < targets->count; i++)
        if (targets->row[i].more->vintage.length)
            return true;
    return false;
}

/* Without versions each target is its own, since none stands twice. */
static struct revisions all_as_they_are(struct mem *mem, const struct targets *targets)
{
    struct revisions found = {.row = mem_array(mem, targets->count, sizeof *found.row), .count = targets->count};
    for (uint32_t i = 0; i < targets->count; i++)
        found.row[i] = (struct revision){&targets->row[i], &targets->row[i]};
    return found;
}

struct revisions revisions_find(struct mem *mem, const struct targets *targets, const struct period *known)
{
    if (!has_versions(targets))
        return all_as_they_are(mem, targets);
    struct group *group = group_open(5, sizeof(struct revision));
    for (uint32_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->row[i];
        const struct str key[] = {target->plan, target->indicator, target->region, target->target_period.text,
                                  str_of(target_kind_row(target->kind)->word)};
        struct revision *revision = group_at(group, key);
        if (was_known(targets, target, known))
            take(revision, target);
    }
    struct revisions found = {.row = mem_array(mem, group_count(group), sizeof *found.row)};
    struct group_walk walk = {0};
    while (group_next(group, &walk)) {
        const struct revision *revision = walk.state;
        if (revision->now)
            found.row[found.count++] = *revision;
        else
            diag_report(DIAG_UNDATED, &(struct place){.file = targets->file},
                        "%.*s %.*s: no version of the target was known yet, so it is not judged",
                        STR_ARG(group_key(group, revision, 0)), STR_ARG(group_key(group, revision, 1)));
    }
    group_close(group);
    return found;
}
