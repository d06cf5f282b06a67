/* domains - see domains.h */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "io/column.h"
#include "estimate/domains.h"

enum { KEYS_MAX = 64 };

struct making {
    struct mem *mem;
    const struct design *sample;
    struct domains domains;
    uint64_t done[KEYS_MAX * KEYS_MAX]; /* the groupings that there are, a bit for each key */
    size_t key_room, domain_room;
};

static uint32_t key_at(struct making *m, struct str name)
{
    const struct facet *facet = responses_facet(m->sample->answers, name);
    for (uint32_t i = 0; i < m->domains.keys; i++)
        if (m->domains.key[i] == facet)
            return i;
    if (m->domains.keys == KEYS_MAX)
        diag_fatal(DIAG_USAGE, NULL, "--by: more than %d columns", KEYS_MAX);
    m->domains.key = mem_grow(m->mem, m->domains.key, m->domains.keys, &m->key_room, sizeof *m->domains.key);
    m->domains.key[m->domains.keys] = facet;
    return m->domains.keys++;
}

static struct domain *add_domain(struct making *m, const uint32_t *key, uint32_t keys, uint32_t respondent)
{
    m->domains.domain = mem_grow(m->mem, m->domains.domain, m->domains.count, &m->domain_room,
                                 sizeof *m->domains.domain);
    struct domain *domain = &m->domains.domain[m->domains.count++];
    uint32_t *level = mem_array(m->mem, KEYS_MAX, sizeof *level);
    for (uint32_t k = 0; k < KEYS_MAX; k++)
        level[k] = LEVEL_NONE;
    for (uint32_t k = 0; k < keys; k++)
        level[key[k]] = m->domains.key[key[k]]->of[respondent];
    *domain = (struct domain){.grouping = m->domains.groupings, .level = level, .keys = keys};
    return domain;
}

/* Gives each domain of a grouping its positions, in their order. */
static void fill(struct making *m, uint32_t first, const uint32_t *number)
{
    const struct design *sample = m->sample;
    uint32_t many = m->domains.count - first;
    uint32_t *from = mem_array(m->mem, (size_t)many + 1, sizeof *from);
    uint32_t *at = mem_array(m->mem, sample->count, sizeof *at);
    for (uint32_t p = 0; p < sample->count; p++)
        if (number[p] != LEVEL_NONE)
            from[number[p] + 1]++;
    for (uint32_t d = 0; d < many; d++) {
        m->domains.domain[first + d].count = from[d + 1];
        from[d + 1] += from[d];
        m->domains.domain[first + d].at = at + from[d];
    }
    for (uint32_t p = 0; p < sample->count; p++)
        if (number[p] != LEVEL_NONE)
            at[from[number[p]]++] = p;
    for (uint32_t d = 0; d < many; d++) {
        struct domain *domain = &m->domains.domain[first + d];
        domain->touched = design_touched(sample, domain->at, domain->count);
    }
}

static bool is_done(struct making *m, const uint32_t *key, uint32_t keys)
{
    uint64_t bits = 0;
    for (uint32_t k = 0; k < keys; k++)
        bits |= UINT64_C(1) << key[k];
    for (uint32_t i = 0; i < m->domains.groupings; i++)
        if (m->done[i] == bits)
            return true;
    m->done[m->domains.groupings] = bits;
    return false;
}

/* Numbers go by respondents as they came, so that domains come in order of first appearance. */
static void add_grouping(struct making *m, const uint32_t *key, uint32_t keys)
{
    const struct design *sample = m->sample;
    uint32_t first = m->domains.count, text[KEYS_MAX];
    if (is_done(m, key, keys))
        return;
    struct group *seen = group_open(1, sizeof(uint32_t));
    uint32_t *of = mem_array(m->mem, sample->count, sizeof *of);
    uint32_t *number = mem_array(m->mem, sample->count, sizeof *number);
    if (!keys)
        add_domain(m, key, 0, 0);
    for (uint32_t r = 0; r < sample->count; r++) {
        of[r] = LEVEL_NONE;
        if (!sample->answers->inside[r])
            continue;
        for (uint32_t k = 0; k < keys; k++)
            text[k] = m->domains.key[key[k]]->of[r];
        struct str name = {(const char *)text, keys * sizeof *text};
        uint32_t *found = group_at(seen, &name);
        if (!*found) {
            *found = group_count(seen);
            if (keys)
                add_domain(m, key, keys, r);
        }
        of[r] = *found - 1;
    }
    for (uint32_t p = 0; p < sample->count; p++)
        number[p] = of[sample->respondent[p]];
    fill(m, first, number);
    group_close(seen);
    m->domains.groupings++;
}

struct domains domains_open(struct mem *mem, const struct design *sample, const char *const *grouping, size_t groupings,
                            bool subtotals)
{
    struct making *m = mem_take(mem, sizeof *m);
    *m = (struct making){.mem = mem, .sample = sample};
    if (groupings > KEYS_MAX)
        diag_fatal(DIAG_USAGE, NULL, "--by: more than %d groupings", KEYS_MAX);
    for (size_t i = 0; i < groupings; i++) {
        uint32_t key[KEYS_MAX], keys = 0;
        struct str rest = str_of(grouping[i]), name;
        while (column_cut(mem, &rest, &name) && keys < KEYS_MAX)
            key[keys++] = key_at(m, name);
        for (uint32_t left = keys; left > 0; left--)
            if (left == keys || subtotals)
                add_grouping(m, key, left);
    }
    if (subtotals || !groupings)
        add_grouping(m, NULL, 0);
    return m->domains;
}
