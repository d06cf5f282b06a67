/* explanations - findings that somebody has looked into
 *
 * An explanations file is CSV with the columns rule, key, reason, by, date.  A query
 * or a hint whose rule and key are listed is accepted: it is still told, with the
 * reason, and no longer counts.  An error cannot be explained away.  A row that
 * met no finding is stale and is told as such.
 */
#ifndef EXPLANATIONS_H
#define EXPLANATIONS_H

#include "findings/findings.h"

struct explanations;

/* Reads the file and closes the reader. */
struct explanations *explanations_load(struct mem *mem, const char *path, struct reader *reader);

/* The explanation of a finding as a sentence in `mem`; false when there is none.
 * `error` says that the finding is an error: it stays one, and this is told. */
bool explanations_find(struct explanations *explain, struct mem *mem, struct str rule, struct str key, bool error,
                  struct str *sentence);

/* Tells of the rows that met nothing. */
void explanations_finish(struct explanations *explain, struct findings *findings);

#endif
