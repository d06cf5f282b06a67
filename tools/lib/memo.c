/* memo - see memo.h */
#include "memo.h"

/* memo_key takes the place from the top bits of a product. */
_Static_assert(MEMO_PLACES == 1u << (64 - 53), "places and the shift in memo_key belong together");

struct memo memo_open(struct mem *mem)
{
    return (struct memo){mem_array(mem, MEMO_PLACES, sizeof(struct memo_entry))};
}

void memo_keep(struct memo *memo, const struct memo_key *key, uint32_t answer)
{
    if (!key->length)
        return;
    struct memo_entry *entry = &memo->entry[key->place];
    memcpy(entry->word, key->word, sizeof entry->word);
    entry->length = key->length;
    entry->answer = answer;
}
