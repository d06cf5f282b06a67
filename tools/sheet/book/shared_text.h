/* shared_text - the texts of a workbook, which its cells name by number
 *
 * All of them are kept until they are closed: their bytes, and 8 for each.
 */
#ifndef SHARED_TEXT_H
#define SHARED_TEXT_H

#include "book/workbook.h"

struct shared_text;

/* Reads them; a workbook may have none. */
struct shared_text *shared_text_open(const struct workbook *workbook);

/* The text of a number, from 0; false where there is none. */
bool shared_text_find(const struct shared_text *texts, uint32_t number, struct str *text);

/* Frees them. */
void shared_text_close(struct shared_text *texts);

#endif
