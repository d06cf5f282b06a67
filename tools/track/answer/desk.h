/* desk - all that the answers of track stand on: the tables, and what is found of each object
 *
 * What an answer asks for is loaded when it asks, each table once.
 */
#ifndef DESK_H
#define DESK_H

#include "frame/tool.h"
#include "links/support.h"
#include "owners/slips.h"
#include "ledger/workdays.h"
#include "report/lines.h"

/* The options, as they were given. */
struct desk_ask {
    struct span at, reply_by, propose_by;
    const char *progress, *plan, *thresholds, *links, *pillars, *assessed, *owners, *submissions, *holidays, *ratings,
        *ledger, *figures, *rules, *previous, *outline; /* files, or null */
    const char *by, *weight, *sender, *money_unit;
    struct opt_list what_if;
    bool parts;
    uint64_t places;
};

struct desk {
    struct job *job;
    const struct desk_ask *ask;
    struct mem *scratch;      /* for the object at hand */
    struct objects *objects;
    struct filings *filings;  /* null without --progress */
    struct footing_basis basis;
    struct lines *lines;
    const struct sheaf *assessed, *owners; /* null until asked for */
    struct graph *graph;
    struct graph_walk walk;
    struct support_basis support;
    struct workdays *workdays;
    struct group *pillars;
    struct mandate_facts facts[MANDATE_SUBJECT_COUNT];
    struct mandates *rules;
    void *state;              /* of the answer */
};

/* Loads the objects, the reports and the plan. */
void desk_open(struct desk *desk);
void desk_close(struct desk *desk);

/* The writer of the answer; a row of texts; a header that an empty name ends, and the number of its
 * names. */
struct writer *desk_writer(struct desk *desk);
void desk_row(struct desk *desk, const struct str *text, size_t count);
size_t desk_header(struct desk *desk, const struct str *name);

/* Ends the run where an option that the answer needs was not given. */
void desk_need(const char *answer, const char *option, const char *what, const char *given);

/* Loads what they name, once. */
const struct sheaf *desk_assessed(struct desk *desk);
const struct sheaf *desk_owners(struct desk *desk);
void desk_graph(struct desk *desk);
const struct group *desk_pillars(struct desk *desk); /* name by code: of --pillars, and that objects name */
const struct workdays *desk_workdays(struct desk *desk);

/* How all objects stand, as far as goals ask; anew with each call. */
const struct stance *desk_stances(struct desk *desk);

/* Finds how an object stands, made in the scratch, and sets the lines. */
struct footing desk_turn(struct desk *desk, uint32_t object);

/* A column of that object. */
struct str desk_line(const struct desk *desk, const char *name);

#endif
