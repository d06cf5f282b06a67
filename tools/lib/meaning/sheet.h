/* sheet - small tables beside the data, read by a list of their columns
 *
 * A table that somebody keeps in a spreadsheet (indicators, units, thresholds,
 * peers) is described once: a row for each column says what it is called, whether
 * it must be there, how its fields are read and into which member of a row's
 * struct.  Here is all that it takes to read one:
 *
 *     struct threshold {
 *         int which;
 *         struct num value;
 *     };
 *     static const struct sheet_column column[] = {
 *         {"threshold", SHEET_COLUMN, sheet_word, offsetof(struct threshold, which), &names},
 *         {"value", SHEET_COLUMN, sheet_number, offsetof(struct threshold, value), NULL},
 *     };
 *     static const struct sheet_form form = SHEET_FORM(struct threshold, column, DIAG_CATALOG, "--thresholds");
 *     ...
 *     struct sheet *sheet = sheet_open(mem, reader, &form);
 *     struct threshold row;
 *     while (sheet_next(sheet, &row))
 *         ...
 *     sheet_close(sheet);
 *
 * Every mistake of a table is told, with file, line and column, what is wrong and
 * what was expected; then the run ends with status 2, since every later answer
 * would rest on it.  Only a header that lacks a column ends it at once, all such
 * columns told: without them the rows cannot be judged.  Columns may stand in any
 * order, and those that the list does not name are passed over unless the form
 * says that they are strangers; one with nearly the name of one that is missing is told.
 *  What the module cannot know (rows that contradict
 * each other, words of another table) the caller finds between sheet_next and
 * sheet_close and tells in the same way.
 */
#ifndef SHEET_H
#define SHEET_H

#include "base/diag.h"
#include "io/column.h"
#include "values/num.h"
#include "values/period.h"

struct sheet;
struct sheet_column;

/* ---- what a table is ---- */

/* Must a column be there?  No; yes; yes, with no field of it empty. */
enum sheet_need { SHEET_MAY, SHEET_COLUMN, SHEET_FULL };

/* How a field is read into its member: one of those below, or the caller's own.  The text
 * is good until the next row; it is empty where the column is missing.  Mistakes are told
 * with sheet_wrong, and the member is left as it is: zero bytes. */
typedef void sheet_kind(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member);

struct sheet_column {
    const char *name;         /* in the header; null: the first column, whatever it is called */
    enum sheet_need need;
    sheet_kind *kind;
    size_t offset;            /* of the member in the row's struct */
    const void *about;        /* what the kind wants to know, see there */
};

struct sheet_form {
    const struct sheet_column *column;
    uint32_t columns;
    size_t bytes;             /* of a row's struct */
    enum diag_code code;      /* of its mistakes */
    const char *why;          /* who needs the columns: "--units" */
    const char *stranger;     /* what is said of a column that the list does not name, a sentence with
                                 one %.*s; null: it is passed over */
};

#define SHEET_LIST(type, list) .column = (list), .columns = sizeof(list) / sizeof *(list), .bytes = sizeof(type)
#define SHEET_FORM(type, list, mistakes, whose) {SHEET_LIST(type, list), .code = (mistakes), .why = (whose)}

/* ---- kinds of fields ---- */

/* struct str: the text as it is; without spaces and tabs at its ends; without any of
 * Unicode's spaces at its ends.  In the arena, where a row shares it with the one before that has the same. */
sheet_kind sheet_text, sheet_trimmed, sheet_bare;

/* struct num: a number; an empty field is a mistake. */
sheet_kind sheet_number;

/* A number that may be missing, and the text that it came as. */
struct figure {
    struct str text;
    struct num value;
    bool known;               /* the field was not empty */
};
sheet_kind sheet_figure;

/* struct span: a period that may be missing. */
sheet_kind sheet_span;

/* int: a whole number; `about` is a struct sheet_range. */
struct sheet_range {
    int least, most;
    int empty;                /* what an empty field means; above `most`: it is a mistake */
    const char *wrong;        /* a sentence with one %.*s: N_("\"%.*s\" is no number from 0 to 9") */
};
sheet_kind sheet_whole;

/* int: which word of a list it is, from 0; `about` is a struct sheet_words.  An empty word
 * among them stands for the empty field. */
struct sheet_words {
    const struct str *word;
    int count;
};
sheet_kind sheet_word;

/* Which word of the list a text is, -1 for none; and telling that it is none of them, with
 * the near one. */
int sheet_word_find(const struct sheet_words *words, struct str text);
void sheet_wrong_word(struct sheet *sheet, const char *name, struct str text, const struct sheet_words *words);

/* ---- reading ---- */

/* Opens a table beside the input: in UTF-8 or what a spreadsheet saves instead (io/text.h), parted
 * by what its first line shows.  `block` as in struct reading.  `again`: it was opened before, and
 * nothing is told twice. */
struct reader *sheet_reader(struct mem *mem, const char *file, size_t block, bool again);

/* The same, with the SHA-256 of what is read. */
struct reader *sheet_reader_digest(struct mem *mem, const char *file, size_t block);

/* Begins with the header of a reader (job_table makes one).  A column that is needed and
 * not there ends the run. */
struct sheet *sheet_open(struct mem *mem, struct reader *reader, const struct sheet_form *form);

/* Reads the next row into a struct of the form's size, all members of which are set anew;
 * false at the end.  A row with mistakes is handed out too. */
bool sheet_next(struct sheet *sheet, void *row);

/* Ends the run when anything was wrong, and counts what is more than one mistake; otherwise
 * closes the reader.  What was read stays good. */
void sheet_close(struct sheet *sheet);

/* ---- the current row, and those before it ---- */

/* The arena, and the file's name for messages. */
struct mem *sheet_mem(const struct sheet *sheet);
const char *sheet_file(const struct sheet *sheet);

/* Does the table have this column? */
bool sheet_has(const struct sheet *sheet, const char *name);

/* The current row's text in a column that the form does not know, good until the next row; empty where the
 * table does not have it. */
struct str sheet_other(const struct sheet *sheet, const char *name);

/* The line that the current row begins on. */
uint64_t sheet_line(const struct sheet *sheet);

/* Where the field of a column stands in the current row; null, or a column that is not
 * there: where the row does. */
struct place sheet_place(const struct sheet *sheet, const char *name);

/* Is nothing wrong with the current row so far?  For rules between columns, which would
 * only repeat what a bad field made. */
bool sheet_sound(const struct sheet *sheet);

/* Tells what is wrong with a field of the current row, or with the row (null).  printf's
 * format: a sentence in lower case without a full stop. */
void sheet_wrong(struct sheet *sheet, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same of a row that was read before, by its number from 0 and its line, and of the
 * table. */
void sheet_wrong_row(struct sheet *sheet, uint32_t row, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void sheet_wrong_table(struct sheet *sheet, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Counts a mistake that the caller told otherwise; how many there were so far. */
void sheet_spoil(struct sheet *sheet);
uint32_t sheet_mistakes(const struct sheet *sheet);

/* The line of the last row that was asked about with the same key, 0 for none; `line` is that
 * of the row which has it now.  Keys have the same number of texts in all calls for a sheet. */
uint64_t sheet_before(struct sheet *sheet, uint64_t line, const struct str *key, uint32_t texts);

#endif
