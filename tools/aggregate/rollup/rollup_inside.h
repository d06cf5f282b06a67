/* rollup_inside - what the files of the roll-up share; not for others
 *
 * A cell is one whole: a region (of the level, or itself), an indicator, dimensions and a
 * period.  rollup_gather finds the figures that make it up, rollup_value puts them
 * together, rollup_hide keeps suppressed ones from being found out.
 */
#ifndef ROLLUP_INSIDE_H
#define ROLLUP_INSIDE_H

#include "rollup/rollup.h"
#include "rollup/rollup_region.h"
#include "rollup/rollup_rule.h"
#include "meaning/observation.h"

enum whole_state { WHOLE_EMPTY, WHOLE_MADE, WHOLE_AS_IT_CAME, WHOLE_HIDDEN };

struct whole {
    struct str region, indicator;
    const struct str *dimension;
    struct period period;
    const char *file;         /* where a row stands that it was made for, and that one's unit */
    uint64_t line, record;
    struct str like_unit;
    const struct indicator *about; /* null: not in the catalogue */
    enum whole_state state;
    struct str text, unit, qualifier, vintage, verified, reason;
    enum observation_status status;
    uint32_t there, of;       /* parts that were there, and that were needed; of 0: not asked */
    bool complete;            /* every part was there */
    bool known;               /* `value` is the number */
    struct num value;
    bool dominated;           /* few make it up; how far from it its bounds must stay */
    struct num around;
};

/* The wholes of one region, indicator and dimensions, by period. */
struct line {
    struct str region, indicator;
    const struct str *dimension;
    struct whole **cell;
    uint32_t cells;
    size_t room;
};

/* The rows of a series that was asked for last among those that stand here. */
struct lately {
    const char *region, *indicator;
    const struct str *dimension;
    struct observed_rows rows;
    uint32_t near;            /* the one that a period was found at last */
};

/* The periods of one length that make up another: the same for all regions of a whole. */
struct tiles {
    struct period of;
    bool last;                /* the last one alone */
    struct period *period;
    struct tile_name {
        char text[PERIOD_TEXT_MAX];
        size_t length;
    } *name;
    size_t count, room, names;
};

/* A rule of --dominance or --p-percent: the `largest` make up more than `percent`; largest 0: p%. */
struct few {
    int largest;
    struct num percent;
};

/* A run of the roll-up. */
struct roll {
    struct mem *mem;
    struct mem *scratch;      /* for one cell */
    const struct rollup_ask *ask;
    bool over_periods, over_regions;
    enum period_grain grain;
    struct str level;
    struct num coverage, suppress;
    bool hides;               /* --suppress-below */
    struct few *few;          /* --dominance, --p-percent */
    size_t rules;
    struct indicators *indicators;
    struct territory *territory;
    struct str place;         /* the column whose codes are put together: region */
    bool regions;             /* it is region */
    bool of_indicators;       /* it is indicator: a whole is one itself */
    const char *places;     /* what the codes are called */
    struct units *units;
    struct columns columns;
    uint32_t *dimension;      /* columns that part series; the caliber first, if there is one */
    uint32_t dimensions;
    bool has_caliber;
    struct observations *observations;
    struct group *lines;      /* key: region, indicator, dimensions; state: struct line */
    struct lately *lately;    /* series that were asked for, for the next period's question */
    struct tiles *tiles;      /* by grain, those that were asked for last */
    struct group *told;       /* what was told already */
    struct str *key;          /* room for a key */
    struct whole **cell;       /* all, by region, indicator, dimensions, period */
    size_t count;
};

/* Whatever has a column for regions below has one for the codes of another tree where
 * --codes names that; the region is then a dimension like others. */

/* A reason: a sentence with its texts, in the run's arena. */
#define roll_say(roll, ...) say((roll)->mem, __VA_ARGS__)

/* The same for the cell at hand; most are never said. */
#define roll_think(roll, ...) say((roll)->scratch, __VA_ARGS__)

/* The indicator in the key of what stands at a place. */
static inline struct str roll_indicator(const struct roll *roll, struct str place, struct str indicator)
{
    return roll->of_indicators ? place : indicator;
}

/* The cell of a key, or null. */
struct whole *roll_cell(const struct roll *roll, struct str region, struct str indicator, const struct str *dimension,
                       struct period period);

/* ---- rollup_gather ---- */

/* A series that is asked for, region by region. */
struct gather_want {
    struct str indicator;
    const struct str *dimension;
    bool last;                /* over periods only the last one counts */
    bool adds;                /* over periods it adds up, so that their lengths may differ */
    bool fleeting;            /* its dimensions stand in the scratch arena */
};

/* The figures that make up a whole.  Begins as zero bytes. */
struct gathering {
    uint32_t *row;            /* numbers of those with a value; suppressed ones too if theirs is known */
    size_t count, room;
    uint32_t there, of;       /* steps of the way: months, regions */
    bool partial;             /* something was missing, here or further down */
    bool some;                /* there is a figure, here or further down, used or not */
    const char *noun;       /* months */
    struct str missing;       /* the first that is: "2022-08 is missing" */
    struct str trouble;       /* why the figures cannot be used although they are there */
    uint32_t absent, below;   /* rows with status M and N */
    uint32_t hidden, hidden_known; /* suppressed rows, and those whose value is known all the same */
    struct str hidden_name;   /* of the first */
};

/* Makes room for what is asked for again and again. */
void gather_begin(struct roll *roll);

/* Finds what makes up a whole: all its parts, or the way that comes nearest. */
struct gathering gather_whole(const struct roll *roll, const struct gather_want *want, uint32_t region,
                              struct period period);

/* The same for a part, which may be there itself. */
struct gathering gather_part(const struct roll *roll, const struct gather_want *want, uint32_t region,
                             struct period period);

/* One of its rows, whole, in the scratch arena; its value. */
const struct observation *gather_row(const struct roll *roll, const struct gathering *found, size_t i);
struct num gather_value(const struct roll *roll, const struct gathering *found, size_t i);

/* The row of a region and period itself, or null. */
const struct observation *gather_itself(const struct roll *roll, const struct gather_want *want, struct str region,
                                        struct period period);

/* ---- rollup_value ---- */

/* Fills a cell, but for quotients, which wait until it is known what is hidden. */
void value_find(const struct roll *roll, struct whole *cell);
void value_find_quotient(const struct roll *roll, struct whole *cell);

/* ---- rollup_few ---- */

/* Reads the rules. */
void few_begin(struct roll *roll);

/* Is a sum of these figures dominated by few of their regions? */
void few_judge(const struct roll *roll, struct whole *cell, const struct gathering *found);

/* ---- rollup_hide ---- */

/* Suppresses small counts, what few make up, and what would give them away. */
void hide_small(struct roll *roll);

#endif
