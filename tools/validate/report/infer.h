/* infer - a first draft of schema and rules, from a file that is good
 *
 * Looks at every value of every column, and tries rules that observations usually
 * keep; what the file itself does not keep is left out.  Needs memory for the distinct
 * values of the columns, and room for a copy of the input in the folder for temporary
 * files.
 */
#ifndef INFER_H
#define INFER_H

#include "rules/rules.h"

struct infer;

/* Begins; the columns must live as long. */
struct infer *infer_open(struct mem *mem, const struct columns *columns, const struct record *header, char delimiter);

/* A record. */
void infer_add(struct infer *infer, const struct record *record, const struct reader *reader);

/* Writes NAME.schema.json and NAME.rules.csv. */
void infer_write(struct infer *infer, const char *name);

/* Writes a data package of one resource: its files, and as its schema the one at that
 * path, or the draft when it is null. */
void infer_package(struct infer *infer, struct out *out, const char *const *file, size_t files, const char *schema,
                   char delimiter);

/* Gives back what it remembered. */
void infer_close(struct infer *infer);

#endif
