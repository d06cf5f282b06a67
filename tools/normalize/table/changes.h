/* changes - the change log: one row for each thing that normalize did
 *
 * Columns: line (of the input file; empty for what concerns the whole file), column
 * (as the output calls it, or the header for whole columns), key (region, indicator
 * and period of the observation, parted by |), old, new, rule.
 */
#ifndef CHANGES_H
#define CHANGES_H

#include "io/record.h"

struct changes;

/* Opens the log; a null file keeps none, and every function below does nothing. */
struct changes *changes_open(struct mem *mem, const char *file);

/* The input is a part of a whole, and begins with the header in this text: the lines that stand behind that are those
 * of the whole, and what is about the whole or its header is not said of a part behind the first. */
void changes_begin_part(struct changes *changes, const struct cut_at *at, struct str head);

/* The line in the whole of a line that was counted in the part; the same where there is no part. */
uint64_t changes_line(const struct changes *changes, uint64_t line);

/* Something about a whole file or a line. */
void changes_note(struct changes *changes, uint64_t line, struct str column, struct str old, struct str new,
                  const char *rule);

/* Something about a cell; nothing is written where old and new are the same. */
void changes_cell(struct changes *changes, uint64_t line, struct str column, struct str key, struct str old,
                  struct str new, struct str rule);

/* The same, where they are not, of a key in parts of at most CHANGES_PART bytes each: a row at once. */
enum { CHANGES_KEY = 3, CHANGES_PART = WRITER_TEXT_MAX };
void changes_at(struct changes *changes, uint64_t line, struct str column, const struct str key[CHANGES_KEY],
                struct str old, struct str new, struct str rule);

/* For rows that are made elsewhere: what stands behind a key, up to the line end, in `mem`; is anything of that line
 * told here; the rows. */
enum { CHANGES_BEHIND = 3 };
struct str changes_end(const struct changes *changes, struct mem *mem, const struct str text[CHANGES_BEHIND]);
bool changes_tells(const struct changes *changes, uint64_t line);
void changes_rows(struct changes *changes, struct str made, uint64_t rows);

/* Is a log kept?  For callers that would have to build texts for it. */
bool changes_kept(const struct changes *changes);

/* Writes what is buffered and puts the file in place. */
void changes_close(struct changes *changes);

#endif
