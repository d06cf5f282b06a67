/* memo - see memo.h */
#include "memo.h"

struct memo memo_open(struct mem *mem)
{
    struct memo memo;
    memo.brief = mem_array(mem, (size_t)1 << MEMO_SHORT_BITS, sizeof *memo.brief);
    memo.wide = mem_array(mem, (size_t)1 << MEMO_LONG_BITS, sizeof *memo.wide);
    return memo;
}

/* The pair of places of a text of 8 to 24 bytes, and its words. */
static struct memo_long *long_pair(const struct memo *memo, struct str text, uint64_t word[3])
{
    word[0] = memo_word(text.at, 8);
    word[1] = memo_word(text.at + 8, text.length < 16 ? text.length - 8 : 8);
    word[2] = text.length > 16 ? memo_word(text.at + 16, text.length - 16) : 0;
    uint64_t mixed = (word[0] ^ word[1] * 3 ^ word[2] * 5) * 0x9e3779b97f4a7c15u;
    return memo->wide[mixed >> (64 - MEMO_LONG_BITS)];
}

bool memo_find_long(const struct memo *memo, struct str text, uint32_t *answer)
{
    uint64_t word[3];
    if (text.length > MEMO_TEXT_MAX)
        return false;
    const struct memo_long *pair = long_pair(memo, text, word);
    for (size_t i = 0; i < 2; i++)
        if (pair[i].length == text.length + 1 && memcmp(pair[i].word, word, sizeof word) == 0) {
            *answer = pair[i].answer;
            return true;
        }
    return false;
}

void memo_keep(struct memo *memo, struct str text, uint32_t answer)
{
    if (text.length > MEMO_TEXT_MAX)
        return;
    if (text.length <= MEMO_SHORT_MAX) {
        uint64_t key = memo_short(text), *pair = memo->brief[memo_place(key)];
        pair[1] = pair[0];
        pair[0] = key | (uint64_t)answer << 60;
        return;
    }
    uint64_t word[3];
    struct memo_long *pair = long_pair(memo, text, word);
    pair[1] = pair[0];
    pair[0] = (struct memo_long){{word[0], word[1], word[2]}, (uint32_t)text.length + 1, answer};
}
