/* changes - see changes.h */
#include "base/str.h"
#include "io/logbook.h"
#include "table/changes.h"
#include "values/num.h"

struct changes {
    struct logbook book;
    uint64_t header, shift;   /* lines of a part's header, and how far those behind it stand on */
    uint64_t least;           /* lines before it are of another part's affair */
};

struct changes *changes_open(struct mem *mem, const char *file)
{
    struct changes *changes = mem_take(mem, sizeof *changes);
    changes->book = logbook_open(mem, file, ',', "line,column,key,old,new,rule");
    return changes;
}

/* The header ends with the first line end outside quotes. */
void changes_begin_part(struct changes *changes, const struct cut_at *at, struct str head)
{
    bool inside = false, ended = false;
    for (size_t i = 0; i < head.length && !ended; i++) {
        inside ^= head.at[i] == '"';
        changes->header += head.at[i] == '\n';
        ended = head.at[i] == '\n' && !inside;
    }
    changes->shift = at->line - changes->header - 1;
    changes->least = at->record + at->blanks > 1 ? at->line : 0;
}

uint64_t changes_line(const struct changes *changes, uint64_t line)
{
    return line > changes->header ? line + changes->shift : line;
}

bool changes_kept(const struct changes *changes)
{
    return changes->book.writer != NULL;
}

bool changes_tells(const struct changes *changes, uint64_t line)
{
    return line >= changes->least;
}

static void put(struct changes *changes, uint64_t line, struct str column, struct str key, struct str old,
                struct str new, struct str rule)
{
    struct writer *writer = changes->book.writer;
    char number[NUM_TEXT_MAX];
    if (!writer || !changes_tells(changes, line))
        return;
    writer_plain(writer, (struct str){number, line ? num_write(number, num_of((int64_t)line)) : 0});
    writer_field(writer, column);
    writer_field(writer, key);
    writer_field(writer, old);
    writer_field(writer, new);
    writer_field(writer, rule);
    writer_end(writer);
}

void changes_cell(struct changes *changes, uint64_t line, struct str column, struct str key, struct str old,
                  struct str new, struct str rule)
{
    if (!str_eq(old, new))
        put(changes, line, column, key, old, new, rule);
}

struct str changes_end(const struct changes *changes, struct mem *mem, const struct str text[CHANGES_BEHIND])
{
    return mem_join(mem, writer_fields(mem, changes->book.writer, text, CHANGES_BEHIND), STR("\n"));
}

void changes_rows(struct changes *changes, struct str made, uint64_t rows)
{
    writer_lines(changes->book.writer, made, rows);
}

void changes_at(struct changes *changes, uint64_t line, struct str column, const struct str key[CHANGES_KEY],
                struct str old, struct str new, struct str rule)
{
    char number[NUM_TEXT_MAX], joined[CHANGES_KEY * (CHANGES_PART + 1)], *to = joined;
    if (!changes_tells(changes, line))
        return;
    for (int i = 0; i < CHANGES_KEY; i++) {
        if (i)
            *to++ = '|';
        if (key[i].length)
            memcpy(to, key[i].at, key[i].length);
        to += key[i].length;
    }
    struct writer_piece piece[] = {
        {{number, line ? num_write(number, num_of((int64_t)line)) : 0}, true}, {column, false},
        {{joined, (size_t)(to - joined)}, false}, {old, false}, {new, false}, {rule, false}};
    writer_row(changes->book.writer, piece, sizeof piece / sizeof *piece);
}

void changes_note(struct changes *changes, uint64_t line, struct str column, struct str old, struct str new,
                  const char *rule)
{
    put(changes, line, column, STR(""), old, new, str_of(rule));
}

void changes_close(struct changes *changes)
{
    logbook_close(&changes->book);
}
