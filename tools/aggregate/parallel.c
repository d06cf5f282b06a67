/* parallel - see parallel.h */
#include <pthread.h>

#include "parallel.h"

enum { THREADS = 64 };

struct worker {
    pthread_t thread;
    const struct reader *whole;
    struct piece piece;
    uint32_t part;
    struct mem *mem;
    struct table *table;
    bool started, good;
};

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct reader *reader = reader_open_piece(worker->mem, worker->whole, worker->piece);
    size_t faults = table_fill(worker->table, reader, worker->part, NULL, NULL);
    worker->good = !faults && !reader_stuck(reader);
    reader_close(reader);
    return NULL;
}

/* The first piece fills the caller's table, so that only the others are merged. */
static void prepare(struct worker *worker, size_t pieces, const struct piece *piece, struct table *table,
                    const struct reader *reader, uint32_t part)
{
    worker[0] = (struct worker){.whole = reader, .piece = piece[0], .part = part, .mem = table->mem, .table = table};
    for (size_t i = 1; i < pieces; i++) {
        worker[i] = (struct worker){.whole = reader, .piece = piece[i], .part = part, .mem = mem_open()};
        worker[i].table = mem_take(worker[i].mem, sizeof *table);
        table_init(worker[i].table, worker[i].mem, table->request, &table->columns);
        worker[i].table->share = pieces;
    }
    table->share = pieces;
}

/* False when one of the pieces could not be read. */
static bool run(struct worker *worker, size_t pieces)
{
    bool good = true;
    for (size_t i = 1; i < pieces; i++)
        worker[i].started = pthread_create(&worker[i].thread, NULL, work, &worker[i]) == 0;
    for (size_t i = 0; i < pieces; i++) {
        if (worker[i].started)
            pthread_join(worker[i].thread, NULL);
        else
            work(&worker[i]);
        good = good && worker[i].good;
    }
    return good;
}

bool parallel_fill(struct table *table, struct reader *reader, uint32_t part, size_t threads)
{
    struct piece piece[THREADS];
    size_t pieces = threads > 1 ? reader_cut(reader, threads < THREADS ? threads : THREADS, piece) : 0;
    if (!pieces)
        return false;
    struct worker *worker = mem_array(table->mem, pieces, sizeof *worker);
    prepare(worker, pieces, piece, table, reader, part);
    bool good = run(worker, pieces);
    for (size_t i = 1; i < pieces; i++) {
        if (good)
            table_merge(table, worker[i].table);
        table_release(worker[i].table);
        mem_close(worker[i].mem);
    }
    table->share = 1;
    if (!good)
        table_empty(table);
    return good;
}
