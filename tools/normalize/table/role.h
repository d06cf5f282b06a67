/* role - what a column of a raw table is, going by its header
 *
 * A header is a column of observations by the user's mapping, by its own name, or by
 * what others call it (roles.def); or it is a period, with or without a word behind
 * (2022年预计, 2021年（实际）, 2022年±%).
 */
#ifndef ROLE_H
#define ROLE_H

#include "cell/period_zh.h"
#include "meaning/observation.h"
#include "names/mapping.h"

/* The columns that a table states of observations, numbered as in enum observed; then what
 * else a column can be. */
enum role {
#define X(NAME, ...) ROLE_##NAME,
    OBSERVATION_STATED(X)
#undef X
    ROLE_COUNT,
    ROLE_OTHER = ROLE_COUNT,  /* comes along */
    ROLE_WIDE,                /* is made rows */
    ROLE_NONE,                /* is left out */
    ROLE_SCALE                /* moves the point of the values: UNIT_MULT, 倍率 (multiplier.h) */
};

/* Columns that options add. */
enum added {
#define A(NAME, column, meaning) ADDED_##NAME,
#include "table/roles.def"
#undef A
    ADDED_COUNT
};
struct str added_name(enum added added);

/* The name of an observations column. */
struct str role_name(enum role role);

/* The role of an observations column by its own name, or ROLE_OTHER. */
enum role role_find(struct str name);

/* The role of the `number`-th header (from 1) as it came, and bared of unit and marks;
 * *mapped is the row of the mapping that decided, or null. */
enum role role_of(struct mem *mem, const struct mapping *mapping, struct str header, struct str name, uint32_t number,
                  const struct mapping_row **mapped);

/* One of the columns of SDMX-CSV that frame every row and say nothing of it? */
bool role_is_sdmx_frame(struct str header);

/* What the word behind a period says of a column's values. */
struct gloss {
    struct str status;        /* E: 预计; empty: nothing */
    struct str caliber;       /* yoy: 同比±%; empty: they are of the indicator itself */
    struct str unit;          /* of a measure that has its own whatever the indicator's is; or empty */
    bool unit_said;           /* does the word end with that unit?  Else brackets must hold it */
};

/* Is a header a period?  `year` stands in for one that is named elsewhere; 0: there is
 * none.  *period is its text without the word behind it, *measure what that word says;
 * both live as long as `mem` and the name. */
bool role_period(struct mem *mem, const struct periods *how, struct str name, int year, struct str *period,
                 struct gloss *measure);

/* Is a header nothing but a word that may stand behind a period? */
bool role_measure(struct mem *mem, struct str name, struct gloss *measure);

/* Has a caliber its own unit, so that the indicator's does not bind it? */
bool role_has_own_unit(struct str caliber);

#endif
