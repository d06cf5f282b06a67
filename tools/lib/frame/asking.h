/* asking - what all tools of observations ask alike: which tables, which figures, how written
 *
 * A tool has one struct asking, and in its option table says which of the shared options
 * it has:
 *
 *     static struct asking asking = {.quantile_type = QUANTILE_DEFAULT};
 *     static const struct opt options[] = {
 *         {'f', "focus", "REGION", "the unit that is placed", OPT_TEXT, &focus, NULL},
 *         ASKING(asking, ASK_INDICATORS | ASK_REGIONS | ASK_VINTAGE | ASK_KNOWN),
 *         {0}};
 *
 * asking_begin then loads the tables that were named, and asking_observations the input,
 * by --vintage, --known and --where.  What they mean to a user is told once, in
 * steelyard-observations(7).
 *
 * Beside it stand the answers to a word of the command line that means something of these
 * tables (a region, an indicator, a level): one wording, and the near word, in all tools.
 */
#ifndef ASKING_H
#define ASKING_H

#include "frame/tool.h"
#include "meaning/catalog.h"
#include "meaning/observation.h"
#include "meaning/unit.h"
#include "values/num.h"

/* The shared options, in the order of asking_options. */
#define ASKING_OPTIONS(X) \
    X(INDICATORS) X(REGIONS) X(UNITS) X(WHERE) X(VINTAGE) X(KNOWN) X(AS_OF) \
    X(PLACES) X(ROUND) X(QUANTILE_TYPE) X(THREADS)

/* The place of each among them, and the bit by which a tool says that it has it. */
#define X(name) ASKED_##name,
enum asked { ASKING_OPTIONS(X) ASKED_COUNT };
#undef X
#define X(name) ASK_##name = 1 << ASKED_##name,
enum ask { ASKING_OPTIONS(X) };
#undef X

/* Members that an option of the tool may have set before they are read, and those that the
 * functions below fill. */
struct asking {
    const char *indicators_file, *regions_file, *units_file;
    const char *where;        /* an expression, or null */
    struct opt_list vintage;  /* preferences, best first */
    struct span known;        /* leave out what was published after its end */
    const char *as_of;        /* a period or two: leave out what ends later; or null */
    uint64_t places;          /* asked for by asking_places */
    const char *rounding;     /* "up", "even" or null */
    uint64_t quantile_type;   /* 1 to 9; the tool sets the default */
    uint64_t threads;         /* asked for by asking_threads */
    size_t readers;           /* so many threads may read the observations; 0: one */

    struct indicators *indicators; /* null without --indicators */
    struct regions *regions;  /* null without --regions */
    struct until until;       /* those of --as-of */
    struct observing how;     /* of the figures that were asked for; the tool adds what else it wants */
};

/* A row of a tool's option table: those of the shared options. */
#define ASKING(asking, options) \
    {0, "asking", NULL, NULL, OPT_GROUP, &(struct opt_group){asking_options, options, &(asking)}, NULL}
extern const struct opt asking_options[];

/* Loads the tables of --indicators and --regions, and fills `how`. */
void asking_begin(struct job *job, struct asking *asking);

/* Until when figures count by the text of --as-of (2022, or 2022,2023-06); what it cannot mean ends the run. */
struct until asking_until(struct mem *mem, const char *as_of);

/* The table of units, with those of --units. */
struct units *asking_units(struct job *job, const struct asking *asking);

/* Reads the input, or the rest of it where the job has a reader: the records for which
 * --where is true, each shown to `seen` before whether it is or not (null: to nobody). */
struct observations *asking_observations(struct job *job, struct asking *asking,
                                         void (*seen)(void *state, const struct record *record), void *state);

/* The same of a table in which the rows of a series (region, indicator, dimensions) stand together:
 * `each` gets the observations of one series after the other, and only that one is in memory, with
 * the keys of those that were.  A series that comes again ends the run. */
void asking_each(struct job *job, struct asking *asking, void (*seen)(void *state, const struct record *record),
                 void (*each)(void *state, const struct observations *observations), void *state);

/* Decimals of results: those of --places, or NUM_SHORTEST; how halves are rounded. */
int asking_places(const struct asking *asking);
enum num_rounding asking_rounding(const struct asking *asking);

/* How many threads may read: those of --threads, else one for each core. */
size_t asking_threads(const struct asking *asking);

/* Names that a word of the command line is held against: codes of the data, or of targets. */
struct asking_known {
    const struct str *code;
    size_t count;
    const char *where;        /* "the data" */
};

/* The code that `word`, given as the value of `option` ("--focus"), means: one of the codes
 * that are known, or the only one that a table (null: there is none) has under this name.
 * Ends the run where there is none or there are several, with the near word. */
struct str asking_region(struct mem *mem, const char *option, const char *word, const struct regions *regions,
                         const struct asking_known *known);
struct str asking_indicator(struct mem *mem, const char *option, const char *word, const struct indicators *indicators,
                            const struct asking_known *known);

/* The code of a region that a word means, or the empty text: then *why says so, and *abroad whether the table of
 * regions has it, and the data not. */
struct str asking_meant(struct mem *mem, struct str word, const struct regions *regions,
                        const struct asking_known *known, struct str *why, bool *abroad);

/* Likewise of a field of a table: "" and a mistake of the sheet's row where it means none.  With `more` the table
 * may name regions that the data do not have: they are passed over. */
struct str asking_listed(struct sheet *sheet, const char *column, struct str word, const struct regions *regions,
                         const struct asking_known *known, bool more);

/* Ends the run where a change would begin (--since) when it ends (--period) or later; either may be
 * left unsaid. */
void asking_change(const struct span *since, const struct span *period);

/* Ends the run where no region of the table is of this level. */
void asking_level(struct mem *mem, const char *option, struct str level, const struct regions *regions);

#endif
