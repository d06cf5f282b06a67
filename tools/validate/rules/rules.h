/* rules - the rules file, held against records and against all of them together
 *
 * A rules file is CSV with the columns id, severity, kind, scope, when, expr,
 * tolerance, by, message; steelyard-rules(5) describes it.  Each kind of rule is a
 * row of a table (kinds/kind.h).  Kinds that judge a record by itself need no
 * memory; for the others the rows in question are kept until the end, when they
 * are judged together (rules_finish).
 *
 * A rule that cannot be read, or that names a column, table or code that is not
 * there, is told, and when all were read the run ends with status 2; a rule that could be evaluated on nothing is
 * told at the end.
 */
#ifndef RULES_H
#define RULES_H

#include "rules/setting.h"

struct rules;

/* Reads the rules and closes the reader.  The setting is copied.  Null when a rule
 * cannot be used: all of them have then been told. */
struct rules *rules_load(const struct rules_setting *setting, struct reader *reader);

/* Is there a rule of severity error that looks across rows? */
bool rules_across(const struct rules *rules);

/* Judges a record by itself, keeps it for the end; false when an error was found. */
bool rules_each(struct rules *rules, const struct record *record, const struct reader *reader, uint64_t ordinal);

/* Judges what needs all the records, and tells of rules that were evaluated on
 * nothing.  False when rules name codes that are not there: they have been told,
 * and nothing was judged. */
bool rules_finish(struct rules *rules);

/* What became of one rule, by number from 0; false behind the last. */
struct rules_count {
    struct str id;
    const char *severity, *kind;
    struct str expression, message;
    uint64_t passes, fails, unknown, not_evaluated, accepted;
};
bool rules_counted(const struct rules *rules, uint32_t number, struct rules_count *count);

/* Gives back what the rules remember, and the tables beside. */
void rules_done(struct rules *rules);

#endif
