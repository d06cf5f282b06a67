/* secrecy - see secrecy.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "heat/secrecy.h"

/* The parts of a whole. */
struct whole {
    uint32_t suppressed, shown;
    uint32_t hidden;          /* the last that is suppressed, or the whole itself, plus one */
    uint32_t least;           /* the region whose shown value is the smallest, plus one */
    struct num value;         /* its absolute value */
};

static void add_shown(struct whole *whole, const struct section *section, uint32_t region)
{
    struct num value = num_abs(section->entrant[section->place[section->start[region]]].row->value);
    if (!whole->shown++ || num_compare(value, whole->value) < 0) {
        whole->least = region + 1;
        whole->value = value;
    }
}

static void tell(const struct peers *peers, const struct section *section, const struct whole *whole,
                 struct group *told)
{
    struct mem *mem = section->mem;
    uint32_t region = whole->least - 1;
    struct place where = observation_place(section->entrant[section->place[section->start[region]]].row);
    struct str code = peers->unit[region].code, when = period_text(mem, section->period);
    const struct str key[] = {code, section->indicator, when};
    bool *once = told ? group_at(told, key) : NULL;
    if (once && !*once)
        diag_report(DIAG_WITHHELD, &where, "%.*s %.*s %.*s is withheld: with it and their total the suppressed "
                    "value of %.*s would follow (--withhold none shows it)", STR_ARG(code), STR_ARG(section->indicator),
                    STR_ARG(when), STR_ARG(peers->unit[whole->hidden - 1].code));
    if (once)
        *once = true;
}

bool *secrecy_draw(struct mem *mem, const struct peers *peers, const struct section *section, struct group *told)
{
    if (!section->suppressed)
        return NULL;
    struct group *wholes = group_open(1, sizeof(struct whole));
    for (uint32_t r = 0; r < section->regions; r++) {
        struct str parent = peers_parent(mem, peers, &peers->unit[r]);
        bool shown = section->start[r + 1] > section->start[r];
        if (parent.length == 0 || !(section->suppressed[r] || shown))
            continue;
        struct whole *whole = group_at(wholes, &parent);
        const struct peer *above = whole->suppressed + whole->shown ? NULL : peers_find(peers, parent);
        if (above && section->suppressed[above - peers->unit]) {
            whole->suppressed = 1;
            whole->hidden = (uint32_t)(above - peers->unit) + 1;
        }
        if (section->suppressed[r]) {
            whole->suppressed++;
            whole->hidden = r + 1;
        } else
            add_shown(whole, section, r);
    }
    bool *withheld = mem_array(mem, section->regions, sizeof *withheld);
    struct group_walk walk = {0};
    while (group_next(wholes, &walk)) {
        const struct whole *whole = walk.state;
        if (whole->suppressed != 1 || whole->shown == 0)
            continue;
        withheld[whole->least - 1] = true;
        tell(peers, section, whole, told);
    }
    group_close(wholes);
    return withheld;
}
