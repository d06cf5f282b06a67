/* section - a table of observations cut across: its regions, its indicators, and all
 * regions of one indicator at one period
 *
 * A section holds the usable values of an indicator at a period, made once and in
 * order of merit, whatever their caliber and unit of measure: who compares them takes only
 * what is alike.
 *
 * Regions go by number: their place among those of the data, in byte order of their
 * codes.  A section costs 20 bytes a value and 4 a region, and a walk
 * over all regions.
 */
#ifndef SECTION_H
#define SECTION_H

#include "meaning/catalog.h"
#include "meaning/observation.h"

/* ---- what the data have ---- */

/* The codes of all regions of the data in byte order, in `mem`; returns how many. */
uint32_t section_regions(struct mem *mem, const struct observations *observations, struct str **region);

/* The indicators of the data, each once. */
struct section_codes {
    struct str *code;         /* in the order of the catalogue, without one in byte order */
    uint32_t count;
    struct str *stranger;     /* those that the catalogue does not have, as they first appear */
    uint32_t strangers;
};

/* Finds them; `catalog` may be null. */
struct section_codes section_codes(struct mem *mem, const struct observations *observations,
                                   const struct indicators *catalog);

/* An indicator with the values of its dimensions, and whose series it has, by region: found once, so that the
 * section of a period looks for nothing. */
struct section_cut {
    struct str indicator;
    const struct str *dimension; /* as many as the observations have; null: none */
    const uint32_t *series, *region; /* of each seat the number among the observations' series, and the region's */
    uint32_t seats;
};

/* The cuts of the data through these indicators, in their order, and for each in the byte order of its dimensions;
 * returns how many. */
uint32_t section_cuts(struct mem *mem, const struct observations *observations, const struct section_codes *codes,
                      uint32_t dimensions, struct section_cut **cut);

/* ---- one indicator at one period ---- */

/* A usable value: state good, not a bound. */
struct entrant {
    const struct observation *row;
    uint32_t region;
};

/* To be read; `indicator` must stay as long as the section. */
struct section {
    struct mem *mem;          /* what it stands in; null: none was opened */
    bool owned;               /* is that its own? */
    struct str indicator;
    struct period period;
    struct entrant *entrant;  /* in order of merit; ties by region, then caliber */
    uint32_t count;
    uint32_t regions;         /* of the data */
    uint32_t *start, *place;  /* the entrants of region r are entrant[place[i]] for start[r] <= i < start[r + 1] */
    bool *suppressed;         /* of each region whether it has a row of status Q; null: none has */
    const struct observation **conflict; /* of each region its row with two values, or null; null: none has one */
};

/* Gathers it from the regions of the data, of an indicator without dimensions, which is looked for in each, or of a
 * cut that section_cuts found; `sign` is 1 when more is better, -1 when less is, 0 when neither (then all are ties).
 * The first stands in an arena of its own, and the caller ends it with section_close, which zero bytes may be given
 * to as well; that of a cut stands in the caller's, who may rewind it.  Where all values fit into 63 bits at one
 * scale, as they nearly always do, whole numbers are sorted. */
struct section section_open(const struct observations *observations, const struct str *region, uint32_t regions,
                            struct str indicator, struct period period, int sign);
struct section section_open_cut(struct mem *mem, const struct observations *observations, uint32_t regions,
                                const struct section_cut *cut, struct period period, int sign);
void section_close(struct section *section);

#endif
