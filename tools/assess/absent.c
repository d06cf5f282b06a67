/* absent - see absent.h */
#include "absent.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/near.h"
#include "base/str.h"

/* A series that is needed, or that came without being so. */
struct needed {
    uint64_t line;            /* of the first target that needs it */
    bool came;
};

struct absent {
    struct mem *mem;
    const char *file;         /* of the targets */
    struct group *needed;     /* struct needed by region and indicator */
    struct group *other;      /* nothing, by region and indicator: what no target needs */
    bool any;                 /* a record came */
    const struct job *job;    /* whose reader has the records */
    struct aside *strange;    /* what no target needs, and the catalogue has not */
};

struct absent *absent_open(const struct job *job, const struct indicators *indicators)
{
    struct absent *absent = mem_take(job->mem, sizeof *absent);
    *absent = (struct absent){.mem = job->mem, .needed = group_open(2, sizeof(struct needed)),
                              .other = group_open(2, 1), .job = job,
                              .strange = aside_open(job->mem, indicators, NULL)};
    return absent;
}

void absent_close(struct absent *absent)
{
    group_close(absent->needed);
    group_close(absent->other);
}

/* The series of one target: its own, and the one that it is related to; returns how many. */
static uint32_t series_of(const struct target *target, struct str key[4])
{
    const struct target_more *more = target->more;
    key[0] = target->region;
    key[1] = target->indicator;
    if (!more->related.length)
        return 1;
    key[2] = more->related_region;
    key[3] = more->related;
    return 2;
}

/* Many are asked for together, which is faster. */
void absent_need(struct absent *absent, const struct targets *targets)
{
    enum { AT_ONCE = 64, TEXTS = 2 };
    struct str key[(AT_ONCE + 1) * TEXTS];
    uint64_t line[AT_ONCE + 1];
    void *state[AT_ONCE + 1];
    absent->file = targets->file;
    for (uint32_t from = 0; from < targets->count;) {
        uint32_t count = 0;
        while (from < targets->count && count < AT_ONCE) {
            const struct target *target = &targets->row[from++];
            uint32_t more = series_of(target, key + (size_t)count * TEXTS);
            while (more--)
                line[count++] = target->line;
        }
        group_at_each(absent->needed, key, count, state);
        for (uint32_t i = 0; i < count; i++) {
            struct needed *needed = state[i];
            if (!needed->line)
                needed->line = line[i];
        }
    }
}

bool absent_came(void *state, struct str region, struct str indicator)
{
    struct absent *absent = state;
    const struct str key[] = {region, indicator};
    struct needed *needed = group_find(absent->needed, key);
    absent->any = true;
    if (needed) {
        needed->came = true;
        return true;
    }
    group_at(absent->other, key);
    struct place place = reader_place(absent->job->reader, RECORD_WHOLE);
    aside_code(absent->strange, OBSERVED_INDICATOR, indicator, &place, 1);
    return false;
}

/* ---- telling ---- */

/* A slip of the hand and no more: a code that merely begins as the other is one of its own. */
static struct str nearest(const struct near_index *index, struct str word, const struct str *known)
{
    enum { EDITS = 2 };
    ptrdiff_t near = near_index_find(index, word);
    return near < 0 || near_distance(word, known[near], EDITS) > EDITS ? (struct str){NULL, 0} : known[near];
}

/* By region: how many series are needed there, how many of them came, and how many others. */
struct tally {
    uint32_t needed, came, other;
    uint64_t line;            /* of the first target there */
};

static struct group *tally_regions(const struct absent *absent)
{
    struct group *regions = group_open(1, sizeof(struct tally));
    struct group_walk walk = {0};
    while (group_next(absent->needed, &walk)) {
        const struct needed *needed = walk.state;
        struct str region = group_key(absent->needed, needed, 0);
        struct tally *tally = group_at(regions, &region);
        if (!tally->needed++)
            tally->line = needed->line;
        tally->came += needed->came;
    }
    walk = (struct group_walk){0};
    while (group_next(absent->other, &walk)) {
        struct str region = group_key(absent->other, walk.state, 0);
        struct tally *tally = group_find(regions, &region);
        if (tally)
            tally->other++;
    }
    return regions;
}

/* Regions that no target is about, laid out once. */
struct foreign {
    struct str *region;
    struct near_index *index;
};

static struct foreign foreign_regions(const struct absent *absent, const struct group *regions)
{
    struct group *seen = group_open(1, 1);
    struct group_walk walk = {0};
    while (group_next(absent->other, &walk)) {
        struct str there = group_key(absent->other, walk.state, 0);
        if (!group_find(regions, &there))
            group_at(seen, &there);
    }
    uint32_t count = 0;
    struct foreign foreign = {.region = mem_array(absent->mem, group_count(seen), sizeof *foreign.region)};
    walk = (struct group_walk){0};
    while (group_next(seen, &walk))
        foreign.region[count++] = mem_copy(absent->mem, group_key(seen, walk.state, 0));
    foreign.index = near_index_make(absent->mem, foreign.region, count);
    group_close(seen);
    return foreign;
}

static void tell_regions(const struct absent *absent, const struct group *regions)
{
    struct foreign foreign = foreign_regions(absent, regions);
    struct group_walk walk = {0};
    while (group_next(regions, &walk)) {
        const struct tally *tally = walk.state;
        struct str region = group_key(regions, tally, 0);
        struct place place = {.file = absent->file, .line = tally->line};
        if (!tally->came && !tally->other)
            diag_report(DIAG_ABSENT, &place, "no observation is of region \"%.*s\" (series needed: %u)%.*s",
                        STR_ARG(region), (unsigned)tally->needed,
                        STR_ARG(near_hint(absent->mem, nearest(foreign.index, region, foreign.region))));
        else if (!tally->came)
            diag_report(DIAG_ABSENT, &place,
                        "no observation of region \"%.*s\" is of an indicator that targets are about (series needed: "
                        "%u, other ones there: %u)",
                        STR_ARG(region), (unsigned)tally->needed, (unsigned)tally->other);
    }
}

/* A region's indicators that no target is about.  What a catalogue has is no misspelling. */
struct others {
    struct str *code;
    uint32_t count, room;
    struct near_index *index; /* made when somebody asks */
};

static struct group *others_by_region(const struct absent *absent, const struct indicators *indicators)
{
    struct group *regions = group_open(1, sizeof(struct others));
    for (int pass = 0; pass < 2; pass++) {
        struct group_walk walk = {0};
        while (group_next(absent->other, &walk)) {
            struct str region = group_key(absent->other, walk.state, 0), code = group_key(absent->other, walk.state, 1);
            struct others *others = group_at(regions, &region);
            if (pass == 0) {
                others->room++;
                continue;
            }
            if (!others->code)
                others->code = mem_array(absent->mem, others->room, sizeof *others->code);
            if (!(indicators && indicators_find(indicators, code)))
                others->code[others->count++] = code;
        }
    }
    return regions;
}

static struct str nearest_other(const struct absent *absent, struct group *regions, struct str region, struct str code)
{
    struct others *others = group_find(regions, &region);
    if (!others || !others->count)
        return (struct str){NULL, 0};
    if (!others->index)
        others->index = near_index_make(absent->mem, others->code, others->count);
    return nearest(others->index, code, others->code);
}

/* An indicator that came under nearly its code. */
static void tell_indicators(const struct absent *absent, const struct indicators *indicators)
{
    struct group *regions = others_by_region(absent, indicators);
    struct group_walk walk = {0};
    while (group_next(absent->needed, &walk)) {
        const struct needed *needed = walk.state;
        struct str region = group_key(absent->needed, needed, 0), code = group_key(absent->needed, needed, 1);
        struct place place = {.file = absent->file, .line = needed->line};
        struct str near = needed->came ? (struct str){NULL, 0} : nearest_other(absent, regions, region, code);
        if (near.length)
            diag_report(DIAG_ABSENT, &place,
                        "no observation is of \"%.*s\" in region \"%.*s\", which has \"%.*s\" that no target is about",
                        STR_ARG(code), STR_ARG(region), STR_ARG(near));
    }
    group_close(regions);
}

void absent_tell(const struct absent *absent, const struct indicators *indicators)
{
    aside_close(absent->strange);
    if (!group_count(absent->needed))
        return;
    if (!absent->any) {
        diag_report(DIAG_ABSENT, NULL, "no observation came in, so no target can be judged");
        return;
    }
    struct group *regions = tally_regions(absent);
    tell_regions(absent, regions);
    if (group_count(absent->other))
        tell_indicators(absent, indicators);
    group_close(regions);
}
