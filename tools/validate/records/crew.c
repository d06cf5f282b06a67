/* crew - see crew.h */
#include <pthread.h>

#include "records/crew.h"

enum { THREADS = 64, AHEAD = 2, PIECE_BYTES = 1 << 20, LEAST_PIECES = 4, BATCH = 32 };

/* A piece that was looked at, or is. */
struct looked {
    struct piece piece;
    bool done, clean;
    uint64_t records;
    uint64_t *missing;        /* by check */
    char *bytes;              /* the records, a LF behind each */
    size_t used, room;
};

struct crew {
    pthread_mutex_t lock;
    pthread_cond_t turn;      /* a piece is done, or was passed on */
    const struct reader *whole;
    const struct schema *schema;
    const struct checks *checks;
    struct keys *keys;        /* null: none */
    struct place begin;       /* where the next piece to be passed on begins, for them */
    struct piece rest;        /* what nobody has taken yet */
    struct looked looked[THREADS + AHEAD];   /* piece n is looked[n % slots] */
    size_t slots;
    uint64_t taken, passed;   /* pieces */
    size_t ready;             /* threads that have what they need of the schema, which keys are read by too */
    bool stop;
};

/* ---- a thread of the crew ---- */

static void keep(struct looked *looked, struct str text)
{
    if (looked->used + text.length + 1 > looked->room) {
        looked->room = 2 * (looked->used + text.length) + PIECE_BYTES;
        looked->bytes = mem_resize(looked->bytes, looked->room);
    }
    memcpy(looked->bytes + looked->used, text.at, text.length);
    looked->used += text.length;
    looked->bytes[looked->used++] = '\n';
}

static void look(struct mem *mem, const struct crew *crew, const struct checks *checks, struct looked *looked)
{
    struct mem_mark mark = mem_mark(mem);
    struct reader *reader = reader_open_piece(mem, crew->whole, looked->piece);
    struct record record[BATCH];
    looked->records = looked->used = 0;
    looked->clean = true;
    memset(looked->missing, 0, checks->count * sizeof *looked->missing);
    for (size_t count; looked->clean && (count = reader_batch(reader, record, BATCH));) {
        looked->clean = checks_clean(checks, record, count);
        looked->records += count;
        for (uint32_t i = 0; i < checks->count; i++)
            looked->missing[i] += checks->missing[i];
        for (size_t i = 0; i < count;)
            keep(looked, record_run(record, count, &i));
    }
    looked->clean = looked->clean && !reader_stuck(reader);
    reader_close(reader);
    mem_rewind(mem, mark);
}

/* The next piece, when there is room to keep it; null when there is nothing more to do. */
static struct looked *take(struct crew *crew)
{
    struct looked *looked = NULL;
    pthread_mutex_lock(&crew->lock);
    while (!crew->stop && crew->rest.from < crew->rest.to && crew->taken - crew->passed == crew->slots)
        pthread_cond_wait(&crew->turn, &crew->lock);
    if (!crew->stop && crew->rest.from < crew->rest.to) {
        looked = &crew->looked[crew->taken++ % crew->slots];
        looked->piece = reader_slice(crew->whole, &crew->rest, PIECE_BYTES);
    }
    pthread_mutex_unlock(&crew->lock);
    return looked;
}

static void *work(void *argument)
{
    struct crew *crew = argument;
    struct mem *mem = mem_open();
    struct schema_field *twin = schema_twin(mem, crew->schema);
    struct checks checks = *crew->checks;
    checks.check = mem_array(mem, checks.count, sizeof *checks.check);
    checks.missing = mem_array(mem, checks.count, sizeof *checks.missing);
    for (uint32_t i = 0; i < checks.count; i++) {
        checks.check[i] = crew->checks->check[i];
        checks.check[i].field = &twin[checks.check[i].field - crew->schema->field];
    }
    pthread_mutex_lock(&crew->lock);
    crew->ready++;
    pthread_cond_broadcast(&crew->turn);
    pthread_mutex_unlock(&crew->lock);
    for (struct looked *looked; (looked = take(crew));) {
        look(mem, crew, &checks, looked);
        pthread_mutex_lock(&crew->lock);
        looked->done = true;
        pthread_cond_broadcast(&crew->turn);
        pthread_mutex_unlock(&crew->lock);
    }
    schema_twin_close(twin, crew->schema);
    mem_close(mem);
    return NULL;
}

/* ---- the caller's thread ---- */

static void await_all(struct crew *crew, size_t threads)
{
    pthread_mutex_lock(&crew->lock);
    while (crew->ready < threads)
        pthread_cond_wait(&crew->turn, &crew->lock);
    pthread_mutex_unlock(&crew->lock);
}

/* The next piece in the order of the file; null behind the last, and at one that is not
 * clean. */
static struct looked *await(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    struct looked *looked = &crew->looked[crew->passed % crew->slots];
    bool more = crew->passed < crew->taken || crew->rest.from < crew->rest.to;
    while (more && !(crew->passed < crew->taken && looked->done))
        pthread_cond_wait(&crew->turn, &crew->lock);
    if (!more || !looked->clean) {
        crew->stop = true;
        pthread_cond_broadcast(&crew->turn);
        looked = NULL;
    }
    pthread_mutex_unlock(&crew->lock);
    return looked;
}

static void release(struct crew *crew, struct looked *looked)
{
    pthread_mutex_lock(&crew->lock);
    looked->done = false;
    crew->passed++;
    pthread_cond_broadcast(&crew->turn);
    pthread_mutex_unlock(&crew->lock);
}

static void stop(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    crew->stop = true;
    pthread_cond_broadcast(&crew->turn);
    pthread_mutex_unlock(&crew->lock);
}

/* The keys of a piece, whose lines are counted on the way.  False, with everything as it was, where one is wrong. */
static bool keyed(struct crew *crew, struct mem *mem, const struct looked *looked)
{
    struct mem_mark mark = mem_mark(mem);
    struct reader *reader = reader_open_piece(mem, crew->whole, looked->piece);
    struct record record[KEYS_AHEAD];
    bool good = true;
    keys_keep(crew->keys);
    for (size_t count; good && (count = reader_batch(reader, record, KEYS_AHEAD));)
        good = keys_try(crew->keys, record, count, reader, &crew->begin);
    if (good)
        crew->begin.line += reader_behind(reader).line - 1;
    else
        keys_back(crew->keys);
    reader_close(reader);
    mem_rewind(mem, mark);
    return good;
}

/* Returns the records that were passed on; *to is where the first piece that was not begins. */
static uint64_t pass_on(struct crew *crew, struct mem *mem, struct writer *writer, uint64_t *to)
{
    uint64_t records = 0;
    for (struct looked *looked; (looked = await(crew)); release(crew, looked)) {
        if (crew->keys && !keyed(crew, mem, looked)) {
            stop(crew);
            break;
        }
        records += looked->records;
        *to = looked->piece.to;
        for (uint32_t i = 0; i < crew->checks->count; i++)
            crew->checks->check[i].tally->missing += looked->missing[i];
        if (writer)
            writer_lines(writer, (struct str){looked->bytes, looked->used}, looked->records);
    }
    return records;
}

uint64_t crew_run(struct reader *reader, const struct schema *schema, const struct checks *checks, struct keys *keys,
                  struct writer *writer, size_t threads)
{
    struct crew crew = {.lock = PTHREAD_MUTEX_INITIALIZER, .turn = PTHREAD_COND_INITIALIZER, .whole = reader,
                        .schema = schema, .checks = checks, .keys = keys, .begin = reader_behind(reader)};
    pthread_t thread[THREADS];
    size_t started = 0;
    threads = threads < THREADS ? threads : THREADS;
    if (threads < 2 || !reader_rest(reader, &crew.rest) || crew.rest.to - crew.rest.from < LEAST_PIECES * PIECE_BYTES)
        return 0;
    struct mem *mem = mem_open();
    uint64_t to = crew.rest.from, records = 0;
    threads -= keys != NULL;              /* the caller's own has enough to do then */
    crew.slots = threads + AHEAD;
    for (size_t i = 0; i < crew.slots; i++)
        crew.looked[i].missing = mem_resize(NULL, checks->count * sizeof *crew.looked[i].missing);
    while (started < threads && pthread_create(&thread[started], NULL, work, &crew) == 0)
        started++;
    await_all(&crew, started);
    if (started)
        records = pass_on(&crew, mem, writer, &to);
    mem_close(mem);
    for (size_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    for (size_t i = 0; i < crew.slots; i++) {
        mem_release(crew.looked[i].missing);
        mem_release(crew.looked[i].bytes);
    }
    if (records)
        reader_skip(reader, to, records);
    return records;
}
