/* changes - see changes.h */
#include "base/str.h"
#include "table/changes.h"
#include "values/num.h"

struct changes {
    struct out *out;          /* null: no log is kept */
    struct writer *writer;
};

struct changes *changes_open(struct mem *mem, const char *file)
{
    static const char *const header[] = {"line", "column", "key", "old", "new", "rule"};
    struct changes *changes = mem_take(mem, sizeof *changes);
    if (!file)
        return changes;
    changes->out = out_open(mem, file);
    changes->writer = writer_open(mem, changes->out, ',');
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        writer_field(changes->writer, str_of(header[i]));
    writer_end(changes->writer);
    return changes;
}

bool changes_kept(const struct changes *changes)
{
    return changes->out != NULL;
}

static void put(struct changes *changes, uint64_t line, struct str column, struct str key, struct str old,
                struct str new, struct str rule)
{
    char number[NUM_TEXT_MAX];
    if (!changes->out)
        return;
    writer_plain(changes->writer, (struct str){number, line ? num_write(number, num_of((int64_t)line)) : 0});
    writer_field(changes->writer, column);
    writer_field(changes->writer, key);
    writer_field(changes->writer, old);
    writer_field(changes->writer, new);
    writer_field(changes->writer, rule);
    writer_end(changes->writer);
}

void changes_cell(struct changes *changes, uint64_t line, struct str column, struct str key, struct str old,
                  struct str new, struct str rule)
{
    if (!str_eq(old, new))
        put(changes, line, column, key, old, new, rule);
}

void changes_note(struct changes *changes, uint64_t line, struct str column, struct str old, struct str new,
                  const char *rule)
{
    put(changes, line, column, STR(""), old, new, str_of(rule));
}

void changes_close(struct changes *changes)
{
    if (changes->out)
        out_commit(changes->out);
}
