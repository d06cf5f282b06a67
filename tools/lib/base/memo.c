/* memo - see memo.h */
#include "base/memo.h"

struct memo memo_open(struct mem *mem)
{
    struct memo memo;
    memo.brief = mem_array(mem, (size_t)1 << MEMO_SHORT_BITS, sizeof *memo.brief);
    memo.wide = mem_array(mem, (size_t)1 << MEMO_LONG_BITS, sizeof *memo.wide);
    return memo;
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
    struct memo_long *pair = memo_long_place(memo, text, word);
    pair[1] = pair[0];
    pair[0] = (struct memo_long){{word[0], word[1], word[2]}, (uint32_t)text.length + 1, answer};
}
