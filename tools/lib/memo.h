/* memo - what was found out about a text, kept for its next coming
 *
 * Columns of codes, periods and units hold few values many times.  A memo is a
 * fixed table in which each text has one place: what was found out about it is
 * there until another text takes the place.  Texts are told apart by their
 * bytes, never by a hash, so an answer is always the answer of that text; those
 * longer than MEMO_TEXT_MAX are not kept.
 *
 * May include: mem.
 */
#ifndef MEMO_H
#define MEMO_H

#include "mem.h"

#include <string.h>

#define MEMO_TEXT_MAX 24
#define MEMO_PLACES 2048u

struct memo_entry {
    uint64_t word[3];         /* the bytes, then zeros */
    uint32_t length;          /* 1 more than the text's; 0 means free */
    uint32_t answer;
};

/* A table of MEMO_PLACES entries, 64 KiB, all free. */
struct memo {
    struct memo_entry *entry;
};

/* An empty table, taken from the arena. */
struct memo memo_open(struct mem *mem);

/* A text as the memo compares it: made once, for looking and for keeping. */
struct memo_key {
    uint64_t word[3];
    uint32_t length;          /* as in the entry; 0 when the text is too long to keep */
    uint32_t place;
};

/* Up to 8 bytes as one word, nothing beyond the text being touched. */
static inline uint64_t memo_word(const char *at, size_t length)
{
    uint64_t low = 0, high = 0;
    if (length >= 8) {
        memcpy(&low, at, 8);
    } else if (length >= 4) {
        memcpy(&low, at, 4);
        memcpy(&high, at + length - 4, 4);
        low |= high << 32;
    } else if (length) {
        low = (unsigned char)at[0] | (uint64_t)(unsigned char)at[length / 2] << 8 |
              (uint64_t)(unsigned char)at[length - 1] << 16;
    }
    return low;
}

/* The key of a text; too long a text (over MEMO_TEXT_MAX bytes) gives one that finds nothing. */
static inline struct memo_key memo_key(struct str text)
{
    struct memo_key key = {.length = 0};
    if (text.length > MEMO_TEXT_MAX)
        return key;
    size_t first = text.length < 8 ? text.length : 8;
    key.word[0] = memo_word(text.at, first);
    if (text.length > 8) {
        size_t second = text.length < 16 ? text.length - 8 : 8;
        key.word[1] = memo_word(text.at + 8, second);
        if (text.length > 16)
            key.word[2] = memo_word(text.at + 16, text.length - 16);
    }
    key.length = (uint32_t)text.length + 1;
    uint64_t mixed = (key.word[0] ^ key.word[1] * 3 ^ key.word[2] * 5 ^ key.length) * 0x9e3779b97f4a7c15u;
    key.place = (uint32_t)(mixed >> 53);
    return key;
}

/* Was this text kept?  Then *answer is what was found out. */
static inline bool memo_find(const struct memo *memo, const struct memo_key *key, uint32_t *answer)
{
    const struct memo_entry *entry = &memo->entry[key->place];
    *answer = entry->answer;
    return key->length && entry->length == key->length && entry->word[0] == key->word[0] &&
           entry->word[1] == key->word[1] && entry->word[2] == key->word[2];
}

/* Keeps an answer, in place of what another text left there. */
void memo_keep(struct memo *memo, const struct memo_key *key, uint32_t answer);

#endif
