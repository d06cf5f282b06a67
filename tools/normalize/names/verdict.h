/* verdict - what a cell's text was found to mean, kept for its next coming
 *
 * A column of regions, indicators, periods or units holds few texts many times.  What
 * one of them becomes, or why it is refused, is found out once; then the text is looked
 * up by its bytes.  A column keeps VERDICTS_MOST texts, then forgets them and begins
 * anew, so memory stays constant however long the input.
 *
 * A memo (base/memo.h) answers with a number of four bits and may forget at any time.
 * A verdict is texts and units; rows point to it until the line is written, and swift.h
 * goes by its slot for a whole batch of lines, so nothing is forgotten but in between.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include "meaning/unit.h"
#include "names/names.h"

#include <string.h>

#define VERDICTS_MOST 8192u

/* Longer texts are not kept. */
#define VERDICT_TEXT_MAX 240u

struct verdict {
    struct str found;         /* the cell */
    struct str text;          /* what it becomes */
    const char *rule;         /* the word for the log */
    struct str logged;        /* these three as a row of the log ends, or not asked for yet */
    bool plain;               /* neither found nor text needs quotes: so far what each line of a log needs */
    struct str note;          /* marks that were taken off */
    struct str why, shown;    /* refused: the sentence behind the text, and the text it is about; else empty */
    const struct name *place; /* of a region that was not always there, or of one of several that were not */
    const struct indicator *indicator; /* its row of the catalogue */
    struct unit unit;         /* of a unit cell; of a heading with its unit; of what stands behind a number */
    struct unit wanted;       /* the catalogue's for the indicator, as the catalogue writes it */
    unsigned rules;           /* of what stands behind a number, and of a sign for none: as in struct number_zh, */
    int scale;                /* both */
    struct str unread;        /* of an indicator: a unit in its heading that nobody knows; or empty */
    struct str caliber;       /* of an indicator whose name says a measure: 产值同比增长 is yoy; static */
    bool relative;            /* of an indicator: a rate, a rank, which no unit of amounts is that of */
    bool own_unit;            /* such a measure has its own, */
    bool to_date;             /* or is counted from January: 产值累计值, */
    bool unsaid;              /* or from nobody knows when: 累计产值 */
    int of;                   /* enum reach: 产值当季值 is of a quarter */
    bool careful;             /* a line with it needs more than its cell replaced */
};

/* What the slot alone tells. */
enum verdict_trait {
    VERDICT_SWIFT = 1,        /* the cell is replaced by the text, which needs no quotes: that is all */
    VERDICT_SAME = 2,         /* the text is the cell */
    VERDICT_EMPTY = 4         /* both are empty */
};

/* A text's place: up to VERDICT_KEY bytes of it in words, zeros behind; of a longer one
 * the first and the last bytes and a hash.  length 0: free. */
enum { VERDICT_WORDS = 3, VERDICT_KEY = 8 * VERDICT_WORDS };
struct verdict_slot {
    uint64_t word[VERDICT_WORDS];
    uint32_t row;             /* of the verdicts */
    uint16_t length;          /* of the text, and 1 */
    uint16_t traits;
};

struct verdicts {
    struct verdict_slot *slot;
    struct verdict *row;
    uint32_t count, room;
    int shift;                /* 64 less the binary logarithm of the number of slots */
    struct mem *texts;        /* of the verdicts */
};

/* An empty table, and its end. */
void verdicts_open(struct verdicts *all);
void verdicts_close(struct verdicts *all);

/* Between lines: forgets all, and returns true, where no more can be kept. */
bool verdicts_renew(struct verdicts *all);

/* The verdict on a text, or null when none is kept: good until the next verdicts_keep,
 * and its texts until verdicts_renew. */
const struct verdict *verdicts_find(const struct verdicts *all, struct str text);

/* Keeps a verdict and returns where it is kept, or, where it is not, the verdict itself.
 * Its texts are copied, with RECORD_BEYOND bytes behind that may be read.  The text must
 * not be there already. */
const struct verdict *verdicts_keep(struct verdicts *all, const struct verdict *verdict);

/* ---- for those in a hurry ---- */

/* The slot of a text, of which VERDICT_KEY bytes can be read though they are not all its
 * own; one without traits when there is none, and for a text that is longer. */
static inline const struct verdict_slot *verdicts_slot(const struct verdicts *all, struct str text);

/* ---- inside ---- */

/* A number of bytes from 0 to 8, all set. */
static inline uint64_t verdict_mask(size_t bytes)
{
    static const unsigned char set[16] = {255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t mask;
    memcpy(&mask, set + 8 - bytes, 8);
    return mask;
}

/* Eight bytes as a number. */
static inline uint64_t verdict_word(const char *at)
{
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

/* Where slots for these words are looked for first. */
static inline struct verdict_slot *verdict_place(const struct verdicts *all, const uint64_t word[VERDICT_WORDS])
{
    return all->slot + (((word[0] ^ word[1] * 3 ^ word[2] * 5) * 0x9e3779b97f4a7c15u) >> all->shift);
}

/* The first slot from one on that has these words or is free.  Texts of one length have
 * the same words beyond it. */
static inline struct verdict_slot *verdict_behind(struct verdict_slot *slot, const uint64_t word[VERDICT_WORDS],
                                                  size_t length)
{
    while (slot->length && ((slot->word[0] ^ word[0]) | (slot->length ^ (length + 1)) |
                            (length > 8 ? (slot->word[1] ^ word[1]) | (slot->word[2] ^ word[2]) : 0)))
        slot++;
    return slot;
}

static inline const struct verdict_slot *verdicts_slot(const struct verdicts *all, struct str text)
{
    uint64_t word[VERDICT_WORDS] = {verdict_word(text.at), 0, 0};
    if (text.length <= 8) {
        word[0] &= verdict_mask(text.length);
    } else if (text.length <= 16) {
        word[1] = verdict_word(text.at + 8) & verdict_mask(text.length - 8);
    } else if (text.length <= VERDICT_KEY) {
        word[1] = verdict_word(text.at + 8);
        word[2] = verdict_word(text.at + 16) & verdict_mask(text.length - 16);
    } else {
        static const struct verdict_slot none;
        return &none;
    }
    return verdict_behind(verdict_place(all, word), word, text.length);
}

#endif
