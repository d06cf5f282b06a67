/* logbook - see logbook.h */
#include "base/str.h"
#include "io/logbook.h"
#include "io/out.h"

struct logbook logbook_open(struct mem *mem, const char *path, char delimiter, const char *columns)
{
    struct logbook book = {NULL, NULL};
    struct str rest = str_of(columns), name;
    if (!path)
        return book;
    book.out = out_open(mem, path);
    book.writer = writer_open(mem, book.out, delimiter);
    while (str_cut(&rest, ',', &name))
        writer_plain(book.writer, name);
    writer_end(book.writer);
    return book;
}

void logbook_close(struct logbook *book)
{
    if (book->out)
        out_commit(book->out);
}
