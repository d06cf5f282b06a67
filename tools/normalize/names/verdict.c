/* verdict - see verdict.h
 *
 * Open addressing with linear probing.  No text lies PROBES places or more behind its
 * own place, and behind the last place stand PROBES more slots, the last of them always
 * free: so a search ends without looking at where it is.
 */
#include "base/str.h"
#include "names/verdict.h"

enum { PROBES = 64, PLACES_FIRST = 256, ROWS_FIRST = 64 };

static size_t places(const struct verdicts *all)
{
    return (size_t)1 << (64 - all->shift);
}

static void begin(struct verdicts *all, size_t count)
{
    all->shift = 64 - __builtin_ctzll(count);
    all->slot = mem_resize(all->slot, (count + PROBES) * sizeof *all->slot);
    memset(all->slot, 0, (count + PROBES) * sizeof *all->slot);
}

void verdicts_open(struct verdicts *all)
{
    *all = (struct verdicts){.texts = mem_open(), .room = ROWS_FIRST};
    all->row = mem_resize(NULL, ROWS_FIRST * sizeof *all->row);
    all->row[0] = (struct verdict){.rule = NULL}; /* what a free slot points to */
    begin(all, PLACES_FIRST);
}

void verdicts_close(struct verdicts *all)
{
    mem_close(all->texts);
    mem_release(all->slot);
    mem_release(all->row);
    *all = (struct verdicts){.slot = NULL};
}

/* A long text's words differ where its ends or its middle do; that they are the same is
 * no proof. */
static void words_of(struct str text, uint64_t word[VERDICT_WORDS])
{
    memset(word, 0, VERDICT_WORDS * sizeof *word);
    if (text.length <= VERDICT_KEY) {
        if (text.length)
            memcpy(word, text.at, text.length);
        return;
    }
    memcpy(&word[0], text.at, sizeof *word);
    memcpy(&word[1], text.at + text.length - sizeof *word, sizeof *word);
    for (size_t i = 0; i < text.length; i++)
        word[2] = (word[2] ^ (unsigned char)text.at[i]) * 0x100000001b3u;
}

/* The slot of a text, or the free one where it would be. */
static struct verdict_slot *slot_of(const struct verdicts *all, struct str text, const uint64_t word[VERDICT_WORDS])
{
    struct verdict_slot *slot = verdict_behind(verdict_place(all, word), word, text.length);
    while (slot->length && text.length > VERDICT_KEY && !str_eq(all->row[slot->row].found, text))
        slot = verdict_behind(slot + 1, word, text.length);
    return slot;
}

const struct verdict *verdicts_find(const struct verdicts *all, struct str text)
{
    uint64_t word[VERDICT_WORDS];
    if (text.length > VERDICT_TEXT_MAX)
        return NULL;
    words_of(text, word);
    const struct verdict_slot *slot = slot_of(all, text, word);
    return slot->length ? &all->row[slot->row] : NULL;
}

static bool put(struct verdicts *all, struct verdict_slot *slot, const struct verdict_slot *what)
{
    if (slot - verdict_place(all, what->word) >= PROBES)
        return false;
    *slot = *what;
    return true;
}

/* Twice as many places. */
static void widen(struct verdicts *all)
{
    struct verdicts old = *all;
    all->slot = NULL;
    begin(all, 2 * places(&old));
    for (size_t i = 0; i < places(&old) + PROBES; i++)
        if (old.slot[i].length)
            put(all, slot_of(all, all->row[old.slot[i].row].found, old.slot[i].word), &old.slot[i]);
    mem_release(old.slot);
}

bool verdicts_renew(struct verdicts *all)
{
    if (all->count < VERDICTS_MOST)
        return false;
    mem_close(all->texts);
    all->texts = mem_open();
    all->count = 0;
    begin(all, places(all));
    return true;
}

static void make_room(struct verdicts *all)
{
    if (all->count == places(all) / 2)
        widen(all);
    if (all->count == all->room) {
        all->room *= 2;
        all->row = mem_resize(all->row, all->room * sizeof *all->row);
    }
}

/* May it be written as a part of a row? */
static bool is_writable(struct str text)
{
    return text.length <= WRITER_TEXT_MAX && !str_needs_quotes(text, ',');
}

static unsigned traits_of(const struct verdict *verdict)
{
    bool same = str_eq(verdict->text, verdict->found), empty = !verdict->found.length && same;
    bool settled = !verdict->careful && !verdict->why.length && !verdict->note.length && !verdict->place;
    bool swift = settled && (same || (verdict->text.length && is_writable(verdict->text))) &&
                 is_writable(verdict->unit.text) && is_writable(verdict->wanted.text);
    return (swift ? VERDICT_SWIFT : 0u) | (same ? VERDICT_SAME : 0u) | (empty ? VERDICT_EMPTY : 0u);
}

const struct verdict *verdicts_keep(struct verdicts *all, const struct verdict *verdict)
{
    struct verdict_slot what = {.length = (uint16_t)(verdict->found.length + 1)};
    if (verdict->found.length > VERDICT_TEXT_MAX || all->count == VERDICTS_MOST)
        return verdict;
    make_room(all);
    words_of(verdict->found, what.word);
    what.row = all->count;
    what.traits = (uint16_t)traits_of(verdict);
    if (!put(all, slot_of(all, verdict->found, what.word), &what))
        return verdict;
    struct verdict *kept = &all->row[all->count++];
    *kept = *verdict;
    kept->plain = !str_needs_quotes(kept->found, ',') && !str_needs_quotes(kept->text, ',');
    struct str *const text[] = {&kept->found, &kept->text, &kept->note, &kept->why, &kept->shown, &kept->unread,
                                &kept->unit.text, &kept->unit.above, &kept->unit.below,
                                &kept->wanted.text, &kept->wanted.above, &kept->wanted.below};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (text[i]->length) {
            char *copy = mem_take(all->texts, text[i]->length + RECORD_BEYOND);
            *text[i] = (struct str){memcpy(copy, text[i]->at, text[i]->length), text[i]->length};
        }
    return kept;
}
