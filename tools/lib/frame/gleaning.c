/* gleaning - see gleaning.h */
#include <stdatomic.h>

#include "base/blocks.h"
#include "base/diag.h"
#include "frame/gleaning.h"
#include "io/column.h"
#include "series/doubt.h"

enum { PIECE_BYTES = 1 << 20, LEAST_PIECES = 4, BATCH = 128 };

struct gleaning {
    struct observations *whole;
    struct reader *reader;
    uint32_t verified;
    struct piece *piece;
    size_t pieces, room;
    struct place next;        /* where the first record of the next piece to join stands */
    uint64_t records, to;     /* that have joined; where they end */
    atomic_bool over;         /* no piece joins any more */
};

/* A thread's own. */
struct gleaner {
    struct gleaning *gleaning;
    struct mem *mem;
};

/* What was taken of a piece. */
struct sheaf {
    struct mem *mem;
    struct observations *part;
    uint64_t records, lines;
    bool good;
};

/* ---- a piece ---- */

static bool take_batch(const struct gleaning *gleaning, struct sheaf *sheaf, const struct record *record, size_t count,
                       const uint64_t *line)
{
    struct place place = {.file = gleaning->next.file};
    for (size_t i = 0; i < count; i++) {
        if (gleaning->verified != COLUMN_NONE && doubt_strange(record_field(&record[i], gleaning->verified)))
            return false;
        place.line = line[i];
        place.record = ++sheaf->records;
        observation_take_at(sheaf->part, &record[i], &place);
    }
    return !observation_stuck(sheaf->part);
}

static void take_piece(void *state, size_t number, void *into)
{
    struct gleaner *gleaner = state;
    struct gleaning *gleaning = gleaner->gleaning;
    struct sheaf *sheaf = into;
    struct record record[BATCH];
    uint64_t line[BATCH];
    sheaf->records = 0;
    sheaf->good = !atomic_load(&gleaning->over);
    if (!sheaf->good)
        return;
    struct mem_mark mark = mem_mark(gleaner->mem);
    struct reader *reader = reader_open_piece(gleaner->mem, gleaning->reader, gleaning->piece[number]);
    for (size_t count; sheaf->good && (count = reader_batch(reader, record, BATCH));) {
        reader_point(reader, record, 0, count);
        reader_lines(reader, record, count, line);
        reader_point(reader, record, count - 1, count);
        sheaf->good = take_batch(gleaning, sheaf, record, count, line);
    }
    sheaf->good = sheaf->good && !reader_stuck(reader);
    sheaf->lines = reader_behind(reader).line - 1;
    reader_close(reader);
    mem_rewind(gleaner->mem, mark);
}

static void join_piece(void *state, size_t number, void *from)
{
    struct gleaning *gleaning = state;
    struct sheaf *sheaf = from;
    if (!sheaf->good || atomic_load(&gleaning->over)) {
        atomic_store(&gleaning->over, true);
        observation_drop(sheaf->part);
        return;
    }
    observation_join(gleaning->whole, sheaf->part, &gleaning->next);
    gleaning->next.line += sheaf->lines;
    gleaning->next.record += sheaf->records;
    gleaning->records += sheaf->records;
    gleaning->to = gleaning->piece[number].to;
    diag_progress(gleaning->to, 0);
}

/* ---- all of it ---- */

/* The pieces; false where they are not worth it. */
static bool cut(struct gleaning *gleaning, struct mem *mem)
{
    struct piece rest;
    if (!reader_rest(gleaning->reader, &rest) || rest.to - rest.from < LEAST_PIECES * PIECE_BYTES)
        return false;
    gleaning->to = rest.from;
    while (rest.from < rest.to) {
        gleaning->piece = mem_grow(mem, gleaning->piece, gleaning->pieces, &gleaning->room, sizeof *gleaning->piece);
        gleaning->piece[gleaning->pieces++] = reader_slice(gleaning->reader, &rest, PIECE_BYTES);
    }
    return true;
}

static void run(struct gleaning *gleaning, struct mem *mem, size_t threads)
{
    struct gleaner *gleaner[BLOCKS_THREADS];
    struct sheaf *sheaf[BLOCKS_PLACES(BLOCKS_THREADS)];
    for (size_t i = 0; i < threads; i++) {
        gleaner[i] = mem_take(mem, sizeof *gleaner[i]);
        *gleaner[i] = (struct gleaner){gleaning, mem_open()};
    }
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++) {
        sheaf[i] = mem_take(mem, sizeof *sheaf[i]);
        sheaf[i]->mem = mem_open();
        sheaf[i]->part = observation_open_part(sheaf[i]->mem, gleaning->whole);
    }
    blocks_run(&(struct blocks){.count = gleaning->pieces, .threads = threads, .maker = (void **)gleaner,
                                .place = (void **)sheaf, .make = take_piece, .take = join_piece, .state = gleaning});
    for (size_t i = 0; i < threads; i++)
        mem_close(gleaner[i]->mem);
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++) {
        observation_close(sheaf[i]->part);
        mem_close(sheaf[i]->mem);
    }
}

void gleaning_take(struct observations *observations, struct reader *reader, uint32_t verified, size_t threads)
{
    struct gleaning gleaning = {.whole = observations, .reader = reader, .verified = verified};
    threads = threads < BLOCKS_THREADS ? threads : BLOCKS_THREADS;
    if (threads < 2 || !observation_can_part(observations))
        return;
    struct mem *mem = mem_open();
    if (cut(&gleaning, mem)) {
        gleaning.next = reader_behind(reader);
        run(&gleaning, mem, threads);
        if (gleaning.records)
            reader_skip(reader, gleaning.to, gleaning.records);
    }
    mem_close(mem);
}
