/* memo - what was found out about a text, kept for its next coming
 *
 * Columns of codes, periods and units hold few values many times.  A memo is a
 * fixed table in which each text has two places it may take: what was found out
 * about it is there until two later texts have pushed it out.  Texts are told
 * apart by their bytes, never by a hash, so an answer is always the answer of that
 * text; those longer than MEMO_TEXT_MAX are not kept.
 *
 * The answer is a small number and the table never grows, so that it stays in the
 * processor's cache: for questions that are asked of every cell.  Where the answer is more
 * (a unit, a reason, a text that takes the cell's place) and must stand until the line is
 * written, normalize keeps verdicts (names/verdict.h).
 */
#ifndef MEMO_H
#define MEMO_H

#include "base/mem.h"

#include <string.h>

#define MEMO_TEXT_MAX 24
#define MEMO_SHORT_MAX 7
#define MEMO_ANSWER_MAX 15u

/* A longer text has an entry of its own; a short one fits into one word: from below
 * the bytes, 4 bits with 1 more than their number, 4 bits of answer; 0 is free. */
struct memo_long {
    uint64_t word[3];
    uint32_t length, answer;
};

/* 4096 pairs of short texts and 512 of longer ones: 96 KiB. */
#define MEMO_SHORT_BITS 12
#define MEMO_LONG_BITS 9

struct memo {
    uint64_t (*brief)[2];
    struct memo_long (*wide)[2];
};

/* An empty table. */
struct memo memo_open(struct mem *mem);

/* Up to 8 bytes as one word, nothing beyond the text being touched.  With the
 * length it tells all texts apart. */
static inline uint64_t memo_word(const char *at, size_t length)
{
    uint64_t word = 0;
    if (length >= 8) {
        memcpy(&word, at, 8);
    } else if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, at, 4);
        memcpy(&last, at + length - 4, 4);
        word = first | (uint64_t)last << (length * 8 - 32);
    } else if (length) {
        word = (unsigned char)at[0] | (uint64_t)(unsigned char)at[length / 2] << 8 |
               (uint64_t)(unsigned char)at[length - 1] << 16;
    }
    return word;
}

/* A short text with its length. */
static inline uint64_t memo_short(struct str text)
{
    return memo_word(text.at, text.length) | (uint64_t)(text.length + 1) << 56;
}

/* The pair of places that such a one may take. */
static inline size_t memo_place(uint64_t key)
{
    return (key * 0x9e3779b97f4a7c15u) >> (64 - MEMO_SHORT_BITS);
}

/* The answer kept for a text of up to MEMO_SHORT_MAX bytes; false when there is none.
 * Without a branch on which of the two places it has: nobody could foretell it. */
static inline bool memo_find_short(const struct memo *memo, struct str text, uint32_t *answer)
{
    uint64_t key = memo_short(text);
    const uint64_t *pair = memo->brief[memo_place(key)];
    uint64_t first = (pair[0] ^ key) << 4, second = (pair[1] ^ key) << 4;
    uint64_t mask = -(uint64_t)(first == 0);
    *answer = (uint32_t)(((pair[0] & mask) | (pair[1] & ~mask)) >> 60);
    return (first == 0) | (second == 0);
}

/* The pair of places of a longer text, of up to MEMO_TEXT_MAX bytes, and its words. */
static inline struct memo_long *memo_long_place(const struct memo *memo, struct str text, uint64_t word[3])
{
    word[0] = memo_word(text.at, 8);
    word[1] = memo_word(text.at + 8, text.length < 16 ? text.length - 8 : 8);
    word[2] = text.length > 16 ? memo_word(text.at + 16, text.length - 16) : 0;
    uint64_t mixed = (word[0] ^ word[1] * 3 ^ word[2] * 5) * 0x9e3779b97f4a7c15u;
    return memo->wide[mixed >> (64 - MEMO_LONG_BITS)];
}

/* memo_find_short for a text of more than MEMO_SHORT_MAX bytes. */
static inline bool memo_find_long(const struct memo *memo, struct str text, uint32_t *answer)
{
    uint64_t word[3];
    if (text.length > MEMO_TEXT_MAX)
        return false;
    const struct memo_long *pair = memo_long_place(memo, text, word);
    for (size_t i = 0; i < 2; i++)
        if (pair[i].length == text.length + 1 &&
            !((pair[i].word[0] ^ word[0]) | (pair[i].word[1] ^ word[1]) | (pair[i].word[2] ^ word[2]))) {
            *answer = pair[i].answer;
            return true;
        }
    return false;
}

/* The answer kept for a text of any length. */
static inline bool memo_find(const struct memo *memo, struct str text, uint32_t *answer)
{
    return text.length <= MEMO_SHORT_MAX ? memo_find_short(memo, text, answer) : memo_find_long(memo, text, answer);
}

/* Keeps an answer of up to MEMO_ANSWER_MAX; the text must not be there already. */
void memo_keep(struct memo *memo, struct str text, uint32_t answer);

#endif
