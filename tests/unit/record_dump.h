/* record_dump - all that a reader says about an input, as one text
 *
 * Shared by the unit test and the fuzz target: readers that should be equal are
 * equal when their texts are.
 */
#ifndef RECORD_DUMP_H
#define RECORD_DUMP_H

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "io/record_inside.h"

/* A growing text. */
struct dump {
    char *at;
    size_t length, room;
    uint64_t asked;           /* records that went to libcsv */
};

/* Adds a text. */
static inline void dump_text(struct dump *dump, struct str text)
{
    if (text.length > dump->room - dump->length) {
        dump->room = (dump->length + text.length) * 2;
        dump->at = realloc(dump->at, dump->room);
    }
    if (text.length)
        memcpy(dump->at + dump->length, text.at, text.length);
    dump->length += text.length;
}

/* The same by a format; less than 1024 bytes. */
__attribute__((format(printf, 2, 3)))
static inline void dump_format(struct dump *dump, const char *format, ...)
{
    char piece[1024];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(piece, sizeof piece, format, list);
    va_end(list);
    dump_text(dump, (struct str){piece, (size_t)length < sizeof piece ? (size_t)length : sizeof piece - 1});
}

/* An input that is handed out chunk bytes a call. */
struct chunked {
    struct str rest;
    size_t chunk;
};

/* For reader_open_source: the state is a struct chunked. */
static inline size_t chunked_read(void *state, char *into, size_t room)
{
    struct chunked *chunked = state;
    size_t length = chunked->chunk < room ? chunked->chunk : room;
    length = length < chunked->rest.length ? length : chunked->rest.length;
    if (length)
        memcpy(into, chunked->rest.at, length);
    chunked->rest = str_part(chunked->rest, length, SIZE_MAX);
    return length;
}

/* How an input is read for a dump. */
struct way {
    size_t chunk;             /* bytes a read; 0: all */
    size_t block;
    const struct indexer *indexer; /* null: the best */
    bool careful;
    bool headless, loose, skip;
    bool brief;               /* just fields and troubles */
    char delimiter;
    struct limits limits;     /* 0: as stated */
    size_t stretch;
};

/* All fields are asked for before the first is looked at, and each twice: they must be
 * good together.  What libcsv delivered must be what the bytes say. */
static inline void dump_record(struct dump *dump, const struct record *record, bool brief)
{
    struct str *field = malloc(record->count * sizeof *field);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < record->count; i++)
            field[i] = record_field(record, i);
    for (uint32_t i = 0; i < record->count; i++) {
        if (record->content && !str_eq(record->content[i], field[i]))
            dump_text(dump, STR("<libcsv differs>"));
        dump_text(dump, brief ? i ? STR("|") : STR("") : STR("["));
        dump_text(dump, field[i]);
        if (!brief)
            dump_text(dump, STR("]"));
    }
    free(field);
    dump_text(dump, brief ? STR(";") : STR(" raw "));
    if (!brief)
        dump_text(dump, record_raw(record));
}

/* All that a place says. */
static inline void dump_place(struct dump *dump, struct place place)
{
    dump_format(dump, "\n%llu:%llu:%u ", (unsigned long long)place.line, (unsigned long long)place.record,
                place.column);
    dump_text(dump, place.name);
    dump_format(dump, " %zu+%zu ", place.at, place.length);
    dump_text(dump, str_part(place.text, place.at, place.length));
    dump_text(dump, STR(" "));
}

/* What is wrong and where; the text that was refused, where it is skipped. */
static inline void dump_trouble(struct dump *dump, const struct trouble *trouble, const struct way *way)
{
    const char *word = diag_row(trouble->code)->word;
    if (way->brief) {
        dump_format(dump, "!%s:%llu:%u;", word, (unsigned long long)trouble->place.line, trouble->place.column);
        return;
    }
    dump_place(dump, trouble->place);
    dump_format(dump, "%s: %s", word, trouble->sentence);
    if (way->skip && !trouble->final) {
        dump_text(dump, STR(" refused "));
        dump_text(dump, trouble->raw);
    }
}

/* Every reader that there is; those that the machine is not able to be are left out. */
static const struct reader_kind {
    const struct indexer *indexer;
    bool careful;
} reader_kinds[] = {{&index_portable, true}, {&index_portable, false}, {&index_avx2, false}, {&index_avx512, false}};

enum { READER_KINDS = sizeof reader_kinds / sizeof *reader_kinds };

/* What a kind of reader is called in a failure. */
static inline const char *kind_name(const struct reader_kind *kind)
{
    return kind->careful ? "careful" : kind->indexer->name;
}

/* Reads to the end, or to the first trouble that nothing comes behind. */
static inline struct dump dump_input(struct str input, const struct way *way)
{
    struct dump dump = {0};
    struct mem *mem = mem_open();
    struct chunked chunked = {input, way->chunk ? way->chunk : SIZE_MAX};
    const struct reading how = {.block = way->block, .careful = way->careful,
                                .headless = way->headless, .loose = way->loose, .delimiter = way->delimiter};
    struct reader *reader = reader_make_source(mem, (struct source){chunked_read, &chunked, "input"}, &how);
    if (way->indexer)
        reader->indexer = way->indexer;
    reader->how.skip_bad = way->skip ? "refused" : NULL;
    if (way->limits.field)
        reader->limits = (struct limits){way->limits.field, way->limits.record, way->limits.columns,
                                         reader->limits.stretch};
    if (way->stretch)
        reader->limits.stretch = way->stretch;
    struct trouble trouble;
    enum step step = reader_begin(reader, &trouble);
    if (reader_header(reader))
        dump_record(&dump, reader_header(reader), way->brief);
    while (step != STEP_END) {
        if (step == STEP_TROUBLE)
            dump_trouble(&dump, &trouble, way);
        if (step == STEP_TROUBLE && trouble.final)
            break;
        step = reader_step(reader, &trouble);
        if (step == STEP_RECORD && !way->brief)
            dump_place(&dump, reader_place(reader, 1));
        if (step == STEP_RECORD)
            dump_record(&dump, &reader->record, way->brief);
    }
    dump.asked = reader->asked;
    reader->refused = 0;      /* no message */
    reader_close(reader);
    mem_close(mem);
    return dump;
}

/* The same as one kind of reader reads it. */
static inline struct dump dump_kind(struct str input, struct way way, const struct reader_kind *kind)
{
    way.indexer = kind->indexer;
    way.careful = kind->careful;
    return dump_input(input, &way);
}

#endif
