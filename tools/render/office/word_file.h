/* word_file - a document as a Word file (DOCX): the smallest that Word, WPS and LibreOffice open without a question
 *
 * ECMA-376, transitional.  Real styles, headings counted by their style, a contents field with its entries,
 * footnotes, fields for the numbers of pages, tables and pictures; nothing that a person cannot change there.
 */
#ifndef WORD_FILE_H
#define WORD_FILE_H

#include "document/document.h"
#include "office/archive.h"

/* All parts of the document, which is finished, in an archive that is still to be written. */
struct archive *word_document(struct mem *mem, const struct document *document);

#endif
