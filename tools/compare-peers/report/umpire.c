/* umpire - see umpire.h */
#include "base/blocks.h"
#include "base/str.h"
#include "report/umpire.h"

/* Fewer placings than these are no work for a second thread. */
enum { LEAST = 256 };

/* More bytes than these of peers listed one by one at one indicator are not kept until their turn. */
enum { LISTED_BYTES = 8 << 20, LISTED_EACH = 16 };

struct umpire {
    const struct rulebook *book;
    struct asked_placing asked;
    struct race race;
    struct noise noise;
    struct mem *mem, *course_mem; /* for the placing, and for the indicator, at hand */
    bool gives_up;            /* there is something to be told that this one is not to tell */
};

/* ---- opening ---- */

struct umpire *umpire_open(struct mem *mem, const struct rulebook *book)
{
    struct umpire *umpire = mem_take(mem, sizeof *umpire);
    *umpire = (struct umpire){.book = book, .asked = *book->asked, .race = *book->asked->race,
                              .noise = *book->asked->noise, .mem = mem_open(), .course_mem = mem_open()};
    umpire->noise.key = mem_array(mem, NOISE_KEYS + umpire->noise.dimensions, sizeof *umpire->noise.key);
    umpire->asked.race = &umpire->race;
    umpire->asked.noise = &umpire->noise;
    return umpire;
}

void umpire_close(struct umpire *umpire)
{
    mem_close(umpire->mem);
    mem_close(umpire->course_mem);
}

/* ---- one indicator ---- */

/* A unit in one of its pools. */
static void place_berth(struct umpire *umpire, struct course *course, const struct berth *berth,
                        const struct placing *like, const struct corridor *corridor, const struct listener *listener,
                        struct writer *writer)
{
    struct mem_mark mark = mem_mark(umpire->mem);
    struct placing placing = *like;
    placing.unit = &placing.peers->unit[berth->unit];
    placing.id.region = placing.unit->code;
    placing.id.place = identity_region(placing.regions, placing.unit->code);
    if (placing.id.direction == DIRECTION_NONE) {
        placing.id.direction = DIRECTION_UP;
        remark_flag(&placing.remark, flag_word(FLAG_DIRECTION_ASSUMED));
    }
    placing.placed_by = direction_row(placing.id.direction)->sign ? "value" : corridor ? "distance" : NULL;
    if (placing_find(&placing, &umpire->asked, course, berth, !umpire->book->focus) && !umpire->gives_up) {
        show_row(writer, &placing, umpire->book->shown);
        if (listener)
            listener->hear(listener->state, &placing, course, berth, corridor);
    }
    mem_rewind(umpire->mem, mark);
}

static void place_cut(struct umpire *umpire, const struct section_cut *cut, const struct listener *listener,
                      struct writer *writer)
{
    const struct rulebook *book = umpire->book;
    const struct asked_placing *asked = &umpire->asked;
    const struct pools *pools = umpire->race.pools;
    struct corridor corridor;
    struct placing like = {.mem = umpire->mem, .peers = umpire->race.peers, .regions = asked->regions,
                           .known = asked->known, .type = umpire->race.type, .shows = asked->shows, .cut = cut,
                           .id = identity_of(asked->regions, (struct str){NULL, 0}, book->indicators, cut->indicator),
                           .remark = {.mem = asked->remarks ? umpire->mem : NULL}};
    int sign = direction_row(like.id.direction == DIRECTION_NONE ? DIRECTION_UP : like.id.direction)->sign;
    struct str own = book->focus ? book->focus->code : (struct str){NULL, 0};
    bool ranged = !sign && corridor_find(book->targets, cut->indicator, own, &corridor, umpire->race.mute);
    struct course *course = course_open(umpire->course_mem, &umpire->race, cut, sign, ranged ? &corridor : NULL);
    for (uint32_t b = 0; b < pools->berths && !umpire->gives_up; b++)
        place_berth(umpire, course, &pools->berth[b], &like, ranged ? &corridor : NULL, listener, writer);
    course_close(course);
}

void umpire_place(struct umpire *umpire, const struct section_cut *cut, uint32_t cuts, const struct listener *listener,
                  struct writer *writer)
{
    for (uint32_t i = 0; i < cuts; i++)
        place_cut(umpire, &cut[i], listener, writer);
}

/* ---- several at a time ---- */

struct tour {
    struct umpire *first;
    const struct section_cut *cut;
    struct writer *writer;
};

/* A thread's own. */
struct companion {
    const struct tour *tour;
    struct mem *mem;
    struct umpire *umpire;
};

/* Where the rows of an indicator wait. */
struct waiting {
    struct mem *mem;
    struct out *out;
    struct writer *writer;
    uint64_t rows;
    bool given_up;
};

static void make_cut(void *state, size_t number, void *place)
{
    const struct companion *companion = state;
    struct waiting *waiting = place;
    struct umpire *umpire = companion->umpire;
    uint64_t before = writer_rows(waiting->writer);
    umpire->gives_up = false;
    place_cut(umpire, &companion->tour->cut[number], NULL, waiting->writer);
    waiting->rows = writer_rows(waiting->writer) - before;
    waiting->given_up = umpire->gives_up;
}

static void take_cut(void *state, size_t number, void *place)
{
    const struct tour *tour = state;
    const struct waiting *waiting = place;
    struct str lines = out_gathered(waiting->out);
    if (waiting->given_up)
        place_cut(tour->first, &tour->cut[number], NULL, tour->writer);
    else
        writer_lines(tour->writer, lines, waiting->rows);
}

static struct companion *open_companion(const struct tour *tour)
{
    struct mem *mem = mem_open();
    struct companion *companion = mem_take(mem, sizeof *companion);
    *companion = (struct companion){tour, mem, umpire_open(mem, tour->first->book)};
    companion->umpire->race.mute = &companion->umpire->gives_up;
    return companion;
}

static struct waiting *open_waiting(const struct writer *like)
{
    struct mem *mem = mem_open();
    struct waiting *waiting = mem_take(mem, sizeof *waiting);
    waiting->mem = mem;
    waiting->out = out_gather(mem);
    waiting->writer = writer_open(mem, waiting->out, writer_delimiter(like));
    return waiting;
}

/* Is it worth while, and can the rows of an indicator be kept until their turn? */
static bool is_shared(const struct umpire *first, uint32_t cuts)
{
    const struct pools *pools = first->race.pools;
    uint64_t listed = 0;
    if (cuts < 2 || (uint64_t)cuts * pools->berths < LEAST)
        return false;
    for (uint32_t b = 0; b < pools->berths; b++)
        listed += pools->row[pools->berth[b].pool].count;
    return first->asked.shows != PEERS_COLUMN_LIST || !answer_has(&first->book->shown->columns, SHOWN_peers) ||
           listed < LISTED_BYTES / LISTED_EACH;
}

void umpires_place(struct umpire *first, const struct section_cut *cut, uint32_t cuts, struct writer *writer,
                   size_t threads)
{
    struct tour tour = {first, cut, writer};
    struct companion *companion[BLOCKS_THREADS];
    struct waiting *waiting[BLOCKS_PLACES(BLOCKS_THREADS)];
    threads = threads < BLOCKS_THREADS ? threads : BLOCKS_THREADS;
    if (threads < 2 || !is_shared(first, cuts)) {
        umpire_place(first, cut, cuts, NULL, writer);
        return;
    }
    for (size_t i = 0; i < threads; i++)
        companion[i] = open_companion(&tour);
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++)
        waiting[i] = open_waiting(writer);
    blocks_run(&(struct blocks){.count = cuts, .threads = threads, .maker = (void **)companion,
                                .place = (void **)waiting, .make = make_cut, .take = take_cut, .state = &tour});
    for (size_t i = 0; i < threads; i++) {
        umpire_close(companion[i]->umpire);
        mem_close(companion[i]->mem);
    }
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++)
        mem_close(waiting[i]->mem);
}
