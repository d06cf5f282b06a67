/* text_source - a reader over a text in memory, for the units of what reads tables */
#ifndef TEXT_SOURCE_H
#define TEXT_SOURCE_H

#include "base/str.h"
#include "io/record.h"

struct text_source {
    struct str rest;
};

/* For reader_open_source: the state is a struct text_source. */
static size_t text_source_read(void *state, char *into, size_t room)
{
    struct text_source *source = state;
    size_t length = source->rest.length < room ? source->rest.length : room;
    if (length)
        memcpy(into, source->rest.at, length);
    source->rest = str_part(source->rest, length, SIZE_MAX);
    return length;
}

/* The reader lives as long as the arena; `text` must too. */
static inline struct reader *text_reader(struct mem *arena, const char *text)
{
    struct text_source *state = mem_take(arena, sizeof *state);
    state->rest = str_of(text);
    const struct source source = {text_source_read, state, "table.csv"};
    const struct reading how = {0};
    return reader_open_source(arena, source, &how);
}

#endif
