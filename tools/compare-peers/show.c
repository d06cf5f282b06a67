/* show - see show.h */
#include "base/str.h"
#include "show.h"

const char *flag_word(enum flag flag)
{
#define X(name, word, meaning) word,
    static const char *const word[] = {FLAGS(X)};
#undef X
    return word[flag];
}

static struct str show_peers(const struct placing *placing)
{
    const struct members *members = placing->members;
    struct mem *mem = placing->remark.mem;
    size_t length = 0, bytes = 0;
    for (uint32_t i = 0; placing->placed && i < members->count; i++)
        bytes += members->peer[i]->region.length + members->peer[i]->value_text.length + 2;
    char *text = mem_take(mem, bytes + 1);
    for (uint32_t i = 0; placing->placed && i < members->count; i++) {
        const struct observation *row = members->peer[i];
        if (i)
            text[length++] = ' ';
        memcpy(text + length, row->region.at, row->region.length);
        length += row->region.length;
        text[length++] = '=';
        memcpy(text + length, row->value_text.at, row->value_text.length);
        length += row->value_text.length;
    }
    return (struct str){text, length};
}

void show_header(struct writer *writer)
{
    PLACING_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

void show_row(struct writer *writer, const struct placing *p)
{
    static const struct observation no_observation;
    struct mem *mem = p->remark.mem;
    const struct observation *own = p->own ? p->own : &no_observation;
    const struct observation *best = &no_observation, *worst = &no_observation;
    if (p->placed && p->members->count) {
        best = p->members->peer[0];
        worst = p->members->peer[p->members->count - 1];
    }
    struct identity identity = p->id, *id = &identity;
    if (!id->unit.length)
        id->unit = own->unit;
    PLACING_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}
