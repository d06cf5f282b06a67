/* names - names of regions and indicators turned into codes, where one code is meant
 *
 * A name is looked for as a code, a full or short name, an English name or an alias
 * (widths, spaces and case folded); a region in all the ways of gazetteer.h; an indicator
 * also without what counts rows (其中：, 一、).  A name that several rows carry is never
 * settled by order: the candidates are listed, and --within, which admits only what lies
 * in one region, or --level can leave one, as can the time that a figure is of.
 */
#ifndef NAMES_H
#define NAMES_H

#include "names/gazetteer.h"

struct names;

enum name_verdict {
    NAME_CODE,                /* it is a code of the list already, or there is no list */
    NAME_FOUND,               /* it means one code */
    NAME_SEVERAL,             /* it means several */
    NAME_UNKNOWN
};

struct name {
    enum name_verdict verdict;
    struct str code;          /* NAME_CODE, NAME_FOUND */
    const struct region *region; /* of a region that was found in the list */
    const struct indicator *indicator; /* of an indicator that was found in the list */
    const char *rule;         /* NAME_FOUND: how: name, path, suffix, pinyin, stub */
    struct places_meant meant; /* of a region: all that it may mean */
    struct str why;           /* otherwise: the candidates, or the near name; a sentence */
};

/* Either list may be null: then its names stay as they are.  `within` is a region's
 * code or null, `level` a word of the column level or null; one that the list does not have
 * ends the run. */
struct names *names_open(struct mem *mem, const struct indicators *indicators, const struct regions *regions,
                         const char *within, const char *level);

/* What a name means.  The answer is kept for the next time; where there is no list, it
 * holds the text itself and is good until the next question. */
const struct name *names_region(struct names *names, struct str text);
const struct name *names_indicator(struct names *names, struct str text);

/* Does it depend on the time what the name of a region means, or whether it is right? */
bool names_is_timed(const struct name *name);

/* The region that a name means for a figure of this period, or null with the reason: the
 * one it means if that was there; of several the one that was there when all the others
 * had ended.  A later one that bears the name may be what a recast table means, so then
 * nothing is settled. */
const struct region *names_then(struct mem *mem, const struct names *names, const struct name *name,
                                struct period period, struct str *why);

/* Is there a list of indicators? */
bool names_has_indicators(const struct names *names);

/* Frees the kept answers. */
void names_close(struct names *names);

#endif
