/* notes - see notes.h */
#include "base/str.h"
#include "io/logbook.h"
#include "table/notes.h"
#include "values/num.h"

struct notes {
    struct logbook book;
};

struct notes *notes_open(struct mem *mem, const char *file)
{
    struct notes *notes = mem_take(mem, sizeof *notes);
    notes->book = logbook_open(mem, file, ',', "file,line,kind,text");
    return notes;
}

bool notes_kept(const struct notes *notes)
{
    return notes->book.writer != NULL;
}

void notes_line(struct notes *notes, const char *file, uint64_t line, const char *kind, struct str text)
{
    struct writer *writer = notes->book.writer;
    char number[NUM_TEXT_MAX];
    if (!writer || !text.length)
        return;
    writer_field(writer, str_of(file));
    writer_plain(writer, (struct str){number, num_write(number, num_of((int64_t)line))});
    writer_field(writer, str_of(kind));
    writer_field(writer, text);
    writer_end(writer);
}

void notes_close(struct notes *notes)
{
    logbook_close(&notes->book);
}
