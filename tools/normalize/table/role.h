/* role - what a column of a raw table is, going by its header
 *
 * A header is a column of observations by the user's mapping, by its own name, by what
 * others call it (roles.def), or because it is made of words for regions (区（县、市）) or for
 * statuses (Flag Codes); or it is a period, with or without a word behind (2022年预计,
 * 2021年（实际）, 2022年±%).
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

/* How surely a header says what its column is, the least sure first. */
enum role_surety {
    ROLE_BY_CODE,             /* 地区代码: the code beside a name */
    ROLE_BY_RULE,             /* made of words for regions or for statuses; the cells have to fit */
    ROLE_BY_NAME,             /* by its own name or a row of roles.def */
    ROLE_BY_MAPPING
};

/* How far down in the tree the regions of a column stand: 省份, 城市, 区县, 乡镇, 村; any: 地区. */
enum role_level { LEVEL_ANY, LEVEL_PROVINCE, LEVEL_CITY, LEVEL_COUNTY, LEVEL_TOWN, LEVEL_VILLAGE };

struct role_guess {
    enum role role;
    enum role_surety surety;
    enum role_level level;    /* of a region */
    const struct mapping_row *mapped; /* ROLE_BY_MAPPING */
};

/* The role of the `number`-th header (from 1) as it came, and bared of unit and marks. */
struct role_guess role_of(struct mem *mem, const struct mapping *mapping, struct str header, struct str name,
                          uint32_t number);

/* One of the columns of SDMX-CSV that frame every row and say nothing of it? */
bool role_is_sdmx_frame(struct str header);

/* From where a figure is counted: from the beginning of its year, of its month, of its quarter, or of whatever
 * its period is. */
enum reach { REACH_ANY, REACH_YEAR, REACH_MONTH, REACH_QUARTER };

/* What words beside a period or a name say of a column's values. */
struct gloss {
    struct str status;        /* E: 预计; empty: nothing */
    struct str caliber;       /* yoy: 同比±%; empty: they are of the indicator itself */
    struct str unit;          /* of a measure that has its own whatever the indicator's is; or empty */
    bool unit_said;           /* does the word end with that unit?  Else brackets must hold it */
    bool to_date;             /* 累计: counted from January to the period's end */
    bool current;             /* 本月, 当季, 当期: the period alone, */
    enum reach of;            /* which has to be a month or a quarter */
};

/* Is a header a period?  `year` stands in for one that is named elsewhere; 0: there is
 * none.  *period is its text without the word behind it, *measure what that word says;
 * both live as long as `mem` and the name.  When false, *why is the reason where the text
 * can be meant as nothing else than a period (X2021, 2022.1); it continues "the header ...". */
bool role_period(struct mem *mem, const struct periods *how, struct str name, int year, struct str *period,
                 struct gloss *measure, struct str *why);

/* Is a header nothing but a word that may stand behind a period? */
bool role_measure(struct str name, struct gloss *measure);

/* The measure that the name of an indicator ends with: behind a sign or in brackets any
 * (产值_增速, 产值（累计）), else only those that are never part of a name (产值累计值, 产值同比增长).
 * False where there is none; *before is the name without it. */
bool role_measure_behind(struct str name, struct str *before, struct gloss *measure);

/* Does a name begin or end with 累计 and say no more (累计产值, 产值累计)?  It may be counted from January, or from
 * when something began. */
bool role_reach_unsaid(struct str name);

/* Does a name end as those do that no unit of amounts is the unit of: 城镇化率, 位次, 完成进度?  What is
 * measured in units of its own (功率, 汇率) is none of these. */
bool role_is_relative(struct str name);

/* Has a caliber its own unit, so that the indicator's does not bind it? */
bool role_has_own_unit(struct str caliber);

#endif
