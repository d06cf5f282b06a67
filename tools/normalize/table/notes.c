/* notes - see notes.h */
#include "base/str.h"
#include "table/notes.h"
#include "values/num.h"

struct notes {
    struct out *out;          /* null: none are kept */
    struct writer *writer;
};

struct notes *notes_open(struct mem *mem, const char *file)
{
    static const char *const header[] = {"file", "line", "kind", "text"};
    struct notes *notes = mem_take(mem, sizeof *notes);
    if (!file)
        return notes;
    notes->out = out_open(mem, file);
    notes->writer = writer_open(mem, notes->out, ',');
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        writer_field(notes->writer, str_of(header[i]));
    writer_end(notes->writer);
    return notes;
}

bool notes_kept(const struct notes *notes)
{
    return notes->out != NULL;
}

void notes_line(struct notes *notes, const char *file, uint64_t line, const char *kind, struct str text)
{
    char number[NUM_TEXT_MAX];
    if (!notes->out || !text.length)
        return;
    writer_field(notes->writer, str_of(file));
    writer_plain(notes->writer, (struct str){number, num_write(number, num_of((int64_t)line))});
    writer_field(notes->writer, str_of(kind));
    writer_field(notes->writer, text);
    writer_end(notes->writer);
}

void notes_close(struct notes *notes)
{
    if (notes->out)
        out_commit(notes->out);
}
