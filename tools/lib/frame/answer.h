/* answer - the table that a tool answers with: its columns as one list, whom a row is
 * about, and what should be known of it
 *
 * A tool writes its columns as one list of rows X(name, meaning, text): the name, a few
 * words for --describe, and an expression that gives the cell as a struct str, from names
 * that the tool has in scope.  Of the list the macros below make the rest:
 *
 *     #define FIGURE_COLUMNS(X) \
 *         IDENTITY_COLUMNS(X) \
 *         X(value, "as it came", row->value_text) \
 *         X(flags, "words parted by ;", remark->flags) \
 *         X(reason, "what should be known, in words", remark_reason(remark))
 *
 *     FIGURE_COLUMNS(ANSWER_HEAD) writer_end(writer);          the header
 *     FIGURE_COLUMNS(ANSWER_CELL) writer_end(writer);          a row
 *     static const struct tool_column columns[] = {FIGURE_COLUMNS(ANSWER_DESCRIBED) {0}};
 *
 * `writer` must be in scope.  Names and meanings are the tool's interface.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "io/column.h"
#include "io/record.h"
#include "meaning/catalog.h"

/* A row of the list as a cell of the header, as a cell of a row, as a struct tool_column;
 * and its name and its text as members of an array of struct str. */
#define ANSWER_HEAD(name, meaning, text) writer_plain(writer, STR(#name));
#define ANSWER_CELL(name, meaning, text) writer_field(writer, text);
#define ANSWER_DESCRIBED(name, meaning, text) {"out", #name, "always", meaning},
#define ANSWER_NAME(name, meaning, text) STR(#name),
#define ANSWER_TEXT(name, meaning, text) text,

/* The columns that --columns wants: numbers of the names of a list, parted by commas, in the list's order, each
 * as often as it is named; all of `name` in their order where the option is not there (a null text).  A name that is
 * none of them ends the run, with the near one, and so does a list without a name. */
struct choice answer_choose(struct mem *mem, struct str list, const struct str *name, uint32_t count);

/* Is a column among those chosen? */
bool answer_has(const struct choice *columns, uint32_t column);

/* A count as a cell, empty where nobody asked for it. */
struct str answer_count(struct mem *mem, int64_t count, bool asked);

/* ---- whom a row is about ---- */

/* A region and an indicator with what the tables beside the data say of them. */
struct identity {
    struct str region, code;  /* as in the data */
    const struct region *place; /* never null: empty texts where there is no table or no such row */
    const struct indicator *indicator; /* likewise, with decimals -1 */
    struct str unit;          /* the catalogue's; the caller may set it where that is empty */
    enum direction direction; /* likewise where it is NONE */
};

/* Finds both; `regions` and `indicators` may be null. */
struct identity identity_of(const struct regions *regions, struct str region, const struct indicators *indicators,
                            struct str code);

/* The rows alone; never null. */
const struct region *identity_region(const struct regions *regions, struct str code);
const struct indicator *identity_indicator(const struct indicators *indicators, struct str code);

/* The decimals of the indicator's values, empty when they are not told. */
struct str identity_decimals(struct mem *mem, const struct identity *identity);

/* The columns for it.  In scope: mem, id (a struct identity *). */
#define IDENTITY_COLUMNS(X) \
    X(region, "the unit", id->region) \
    X(region_zh, "from the regions", id->place->name_zh) \
    X(region_en, "from the regions", id->place->name_en) \
    X(indicator, "code of the indicator", id->code) \
    INDICATOR_COLUMNS(X) \
    X(direction, "up or down: what counts as better", str_of(direction_row(id->direction)->word)) \
    X(decimals, "places that the indicator's values have", identity_decimals(mem, id))

/* Those of them that name the indicator, for a tool that has the others in its own way. */
#define INDICATOR_COLUMNS(X) \
    X(name_zh, "from the indicators", id->indicator->name_zh) \
    X(name_en, "from the indicators", id->indicator->name_en) \
    X(short_name, "from the indicators", id->indicator->short_name) \
    X(unit, "from the indicators, else of the value", id->unit)

/* ---- what should be known of it ---- */

/* Flags are words that a program looks for, reasons are sentences for people.  Begins as
 * zero bytes but for `mem`; without that nobody asks what is to be said, and nothing is kept.
 * A copy shares what was there when it was made; of two copies only one may be added to. */
struct remark {
    struct mem *mem;          /* null: nothing is kept */
    struct str flags;         /* parted by ';' */
    struct str *reason;       /* in the order in which they were given */
    uint32_t reasons;
    size_t room;
};

/* Adds a flag; adds a sentence. */
void remark_flag(struct remark *remark, const char *flag);
void remark_because(struct remark *remark, struct str sentence);

/* The same with a sentence and its texts, which are made only where they are kept. */
#define remark_say(remark, ...) \
    ((remark)->mem ? remark_because(remark, say((remark)->mem, __VA_ARGS__)) : (void)0)

/* All reasons in one text, parted as the language does it; the first, or the empty text. */
struct str remark_reason(const struct remark *remark);
struct str remark_first(const struct remark *remark);

#endif
