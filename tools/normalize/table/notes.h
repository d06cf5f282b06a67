/* notes - what stands around a table, kept beside it
 *
 * Titles and the line of the unit above a table, the notes below it, and the lines that
 * name a part of it: each is a row of a CSV file with the columns file, line, kind (title,
 * unit, section, note) and text, so that nothing of a source is lost with its shape.
 */
#ifndef NOTES_H
#define NOTES_H

#include "io/record.h"

struct notes;

/* Opens the file; a null name keeps no notes, and every function below does nothing. */
struct notes *notes_open(struct mem *mem, const char *file);

/* A line of an input file; nothing is written for an empty text. */
void notes_line(struct notes *notes, const char *file, uint64_t line, const char *kind, struct str text);

/* Are notes kept?  For callers that would have to build texts for them. */
bool notes_kept(const struct notes *notes);

/* Writes what is buffered and puts the file in place. */
void notes_close(struct notes *notes);

#endif
