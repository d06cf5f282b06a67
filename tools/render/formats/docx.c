/* docx - a Word file of a template's document, or of tables as their page shows them */

#include "formats/format.h"

#include "formats/compose.h"
#include "office/word_file.h"

void write_docx(struct report *report)
{
    const struct document *document = report->document ? report->document : compose_document(report);
    archive_write(word_document(report->mem, document), report->out);
}
