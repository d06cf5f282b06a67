/* observation_inside - what the files of observation share
 *
 * observation.c knows the columns and the words, and reads; observation_packed.c keeps what was read,
 * packed; observation_vintage.c puts the rows in order and chooses one for each figure;
 * observation_point.c knows days that are the ends of periods; observation_ask.c hands rows out.
 *
 * Rows go by number, in the order in which they came.
 */
#ifndef OBSERVATION_INSIDE_H
#define OBSERVATION_INSIDE_H

#include "base/group.h"
#include "meaning/observation.h"

/* ---- what is kept ---- */

/* Texts, each once; number 0 is the empty one. */
struct lexicon {
    struct group *group;
    struct str *text;
    uint32_t count, room;
};

/* What the text of a period says, and the number of the one that came after it last. */
struct dated {
    struct period period;
    uint32_t next;
};

/* Columns that need not be there, in the order of their members. */
enum observed_rare {
    RARE_UNIT, RARE_STATUS, RARE_QUALIFIER, RARE_VINTAGE, RARE_CALIBER, RARE_SOURCE, RARE_NOTE, RARE_VERIFIED,
    RARE_COUNT
};
#define RARE_ABSENT UINT8_MAX

/* A row: `text` has the numbers of those of the rare columns that are there.  All of it stands together, since rows
 * are looked at far from one another, and each that is has to be had from memory. */
struct packed_row {
    uint32_t low, high;       /* of the value: the mantissa, or the number of its text */
    uint32_t line;            /* behind that of the run */
    uint32_t lot, period;
    uint32_t about;           /* scale, state, whether the value is kept as text */
    uint32_t text[];
};

/* So many of them stand behind one another. */
enum { BLOCK_ROWS = 4096 };

/* Rows of one file whose lines and records go in step. */
struct run {
    const char *file;
    uint64_t line, record;    /* of the first */
    uint32_t row;
};

/* A series: its rows are those from `from` on in the order of the table; settled, it has a number among those that
 * have rows.  While rows come it is known of what period the last one was, and whether each ended after the one
 * before it, as they nearly always do: then they are in order, and each is a figure. */
struct lot {
    uint32_t rows;
    union {
        uint32_t from, latest;
    };
    union {
        uint32_t number, uneven;
    };
};

struct joined;

struct observations {
    struct mem *mem;
    struct reader *reader;
    const struct observing *how;
    uint32_t at[OBSERVED_COUNT];
    bool again;               /* is the table taken in stretches? */
    bool part, stuck;         /* is it a part, which tells nothing; was there something to be told? */
    uint64_t unread, too_late; /* rows that cannot be used; that end after the day that counts, */
    struct place late;        /* the first of them */
    struct group *heard;      /* the vintages that there are; null when nobody asks for one by name */

    struct lexicon texts, periods;
    struct dated *when;       /* of each text of `periods` */
    uint32_t when_room;

    uint8_t rare[RARE_COUNT]; /* which of a row's texts it is, or RARE_ABSENT */
    uint32_t text_at[RARE_COUNT]; /* the columns of a row's texts, so many */
    uint32_t row_texts;
    size_t row_bytes;
    char **block;
    uint32_t count, block_room, blocks;
    struct run *run;
    uint32_t runs, run_room;

    struct group *lots;       /* key: the numbers of region, indicator and dimensions, as bytes */
    struct lot **lot;         /* by number */
    uint32_t lot_room;
    uint32_t *met, mets, met_room; /* those that have rows; settled, by their keys */
    uint32_t *order, order_room; /* settled: rows by series, period and caliber, one for each figure */

    struct joined *joined;    /* of a part: what its numbers are in the whole; */
    uint32_t *lot_key, lot_key_room; /* and the keys of its series, one behind the other, which it does not look up: one
                                        that comes again has another number */
    uint32_t parts;           /* of a key: 2 and the dimensions */
    uint32_t *key;            /* that of the last row, and its series' number */
    uint32_t last;
};

/* ---- keeping: observation_packed.c ---- */

/* The columns of `at` are known by then; clearing forgets the rows, and at times the texts. */
void packed_open(struct observations *all);
void packed_clear(struct observations *all);
void packed_close(struct observations *all);

/* Is the record's series that of the row before? */
bool packed_goes_on(const struct observations *all, struct str region, struct str indicator);

/* The number of a period's text; false when it is no period. */
bool packed_period(struct observations *all, struct str text, uint32_t *number);

/* What was read of a record; its other texts are taken as they are. */
struct taken {
    struct str value_text;
    struct num value;
    uint32_t period;
    enum observation_state state;
};
void packed_add(struct observations *all, const struct record *record, const struct place *place,
                const struct taken *row);

/* The rows of a part behind those of the whole. */
void packed_join(struct observations *whole, struct observations *part, const struct place *first);

/* ---- looking at what is kept ---- */

/* Where it stands. */
static inline struct packed_row *packed_row(const struct observations *all, uint32_t row)
{
    return (struct packed_row *)(void *)(all->block[row / BLOCK_ROWS] + row % BLOCK_ROWS * all->row_bytes);
}

/* Its period. */
static inline struct period packed_when(const struct observations *all, uint32_t row)
{
    return all->when[packed_row(all, row)->period].period;
}

/* The number of its text in a rare column; 0 where it has none. */
static inline uint32_t packed_said(const struct observations *all, uint32_t row, enum observed_rare column)
{
    uint8_t at = all->rare[column];
    return at == RARE_ABSENT ? 0 : packed_row(all, row)->text[at];
}

/* What it was read as; its value, where it has one that is a number. */
enum observation_state packed_state(const struct observations *all, uint32_t row);
struct num packed_value(const struct observations *all, uint32_t row);

/* The number of a text that is kept; false when it is not. */
bool packed_find_text(const struct observations *all, struct str text, uint32_t *number);

/* A part of a series' key, by number. */
uint32_t packed_key(const struct observations *all, uint32_t lot, uint32_t part);

/* Rows of one series, unpacked, in this order. */
struct series packed_unpack(struct mem *mem, const struct observations *all, const uint32_t *row, uint32_t count);

/* Rows of any series, each with its key. */
struct observation *packed_unpack_each(struct mem *mem, const struct observations *all, const uint32_t *row,
                                       uint32_t count);

/* Asks the processor for a row that will soon be looked at. */
static inline void packed_prefetch(const struct observations *all, uint32_t row)
{
    __builtin_prefetch(packed_row(all, row));
}

/* Changes its state; the period that its text says. */
void packed_set_state(struct observations *all, uint32_t row, enum observation_state state);
void packed_set_period(struct observations *all, uint32_t row, struct period period);

/* ---- choosing: observation_vintage.c ---- */

/* Is a preference the name of a vintage? */
bool vintage_is_name(const char *preference);

/* Keeps which vintages there are, where one was asked for by name; tells the names that no row has. */
void vintage_hear(struct observations *all, const struct record *record);
void vintage_check_names(struct observations *all);

/* Puts rows and series in order and keeps one row for each figure. */
void vintage_settle(struct observations *all);

/* ---- points in time: observation_point.c ---- */

/* The rows of one series, by period.  A day at the end of a month becomes the period that it ends where
 * the figures are known to be of points in time: by the indicator's kind (`indicator`, which may be
 * null), or, where nobody knows that, since other figures of the series have such periods; then it is
 * told.  True when periods changed, so that the rows may have to be ordered anew. */
bool observation_points(const struct observing *how, struct observation *row, size_t count);

/* ---- words: observation.c ---- */

/* False where the text is not among them; the empty one is. */
bool observation_read_status(struct str text, enum observation_status *status);
bool observation_read_bound(struct str text, enum observation_bound *bound);

#endif
