/* record_field - the fields of a record that are not just bytes of the block: those in quotes,
 * and those that a short record lacks
 */
#include "io/record_inside.h"

/* The content goes to scratch space, as far from its start as the field is from the
 * start of what was indexed: so all fields of all records in the index are good
 * together, and asking twice does no harm. */
struct str record_unquote(const struct record *record, uint32_t i)
{
    if (record->content)
        return record->content[i];
    struct reader *reader = record->reader;
    uint32_t from = i ? record->end[i - 1] + 1 : record->start;
    struct str rest = {record->base + from + 1, record->end[i] - from - 2};
    const char *quote = memchr(rest.at, '"', rest.length);
    if (!quote)
        return rest;
    if (reader->scratch_room < reader->index_room) {
        reader->scratch_room = reader->index_room;
        reader->scratch = mem_resize(reader->scratch, STR_ROOM + reader->scratch_room + RECORD_BEYOND);
    }
    char *into = reader->scratch + STR_ROOM + (from - reader->indexed_from), *to = into;
    while (quote) {
        size_t before = (size_t)(quote + 1 - rest.at);
        memcpy(to, rest.at, before);
        to += before;
        rest = (struct str){quote + 2, rest.length - before - 1};
        quote = rest.length ? memchr(rest.at, '"', rest.length) : NULL;
    }
    memcpy(to, rest.at, rest.length);
    return (struct str){into, (size_t)(to - into) + rest.length};
}

/* Behind its own bytes, of which a copy is made, a short record gets quotes: for what
 * stands in quotes its content is asked. */
struct record record_fitted(struct mem *mem, const struct record *record, uint32_t count)
{
    struct record fitted = *record;
    fitted.count = count < record->count ? count : record->count;
    if (count == fitted.count)
        return fitted;
    struct str raw = record_raw(record);
    uint32_t more = count - record->count, length = (uint32_t)raw.length;
    char *base = mem_take(mem, STR_ROOM + length + 3 * (size_t)more + RECORD_BEYOND);
    uint32_t *end = mem_array(mem, count, sizeof *end);
    struct str *content = mem_array(mem, count, sizeof *content);
    base += STR_ROOM;
    memcpy(base, raw.at, length);
    memset(base + length, '"', 3 * (size_t)more);
    for (uint32_t i = 0; i < record->count; i++) {
        content[i] = record_field(record, i);
        end[i] = record->end[i] - record->start;
    }
    for (uint32_t i = record->count; i < count; i++)
        end[i] = end[i - 1] + 3;
    return (struct record){.base = base, .end = end, .count = count, .content = content, .reader = record->reader};
}
