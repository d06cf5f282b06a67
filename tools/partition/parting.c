/* parting - see parting.h */
#include <string.h>

#include "base/str.h"
#include "parting.h"

enum {
    COLUMNS_MOST = 16,
    LENGTH_MOST = 10000,
    NAME_MOST = 200,          /* bytes of a name without its ending; file systems have 255 */
    KNOWN_BYTES = STR_ROOM,   /* of a text that is kept as words */
    KNOWN_BITS = 11
};

/* A text whose state was found before.  Most cuts have few keys that come again and again, and a key as two words,
 * what stands before it blotted out by zeros, which no text has, is found sooner than by the table of all. */
struct known {
    uint64_t word[2];
    void *state;              /* null: free */
};

struct parting {
    struct mem *mem;
    uint32_t count;
    uint32_t at[COLUMNS_MOST];
    uint32_t length[COLUMNS_MOST]; /* in characters; 0: all */
    struct group *taken;      /* names, in small letters; the state is how many keys came to it */
    struct known *known;      /* of texts of one column: each has one place, and the last that came there has it */
    struct str *unknown;      /* the keys of a batch that are not among them, one behind the other */
};

/* ---- what is asked for ---- */

/* ":LENGTH" at the front of *rest, up to the comma. */
static uint32_t read_length(struct str *rest)
{
    struct str digits;
    uint32_t length = 0;
    bool good = str_cut(rest, ',', &digits) && digits.length > 1;
    for (size_t i = 1; good && i < digits.length; i++) {
        good = str_is_digit(digits.at[i]) && length <= LENGTH_MOST;
        length = length * 10 + (uint32_t)(digits.at[i] - '0');
    }
    if (!good || !length || length > LENGTH_MOST)
        diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" is no LENGTH; expected a number of characters from 1 to %d, as in "
                   "region:2 (a name with a colon stands in double quotes)", STR_ARG(str_part(digits, 1, SIZE_MAX)),
                   LENGTH_MOST);
    return length;
}

static void add_columns(struct parting *keys, const struct columns *columns, struct str list)
{
    while (list.length) {
        struct str name = column_name(keys->mem, &list, ":,");
        if (keys->count == COLUMNS_MOST)
            diag_fatal(DIAG_USAGE, NULL, "--by names more than %d columns", COLUMNS_MOST);
        uint32_t at = column_need(columns, name, "--by");
        for (uint32_t i = 0; i < keys->count; i++)
            if (keys->at[i] == at)
                diag_fatal(DIAG_USAGE, NULL, "--by names column \"%.*s\" twice", STR_ARG(name));
        keys->at[keys->count] = at;
        keys->length[keys->count++] = list.length && list.at[0] == ':' ? read_length(&list) : 0;
        if (list.length && list.at[0] == ',')
            list = str_part(list, 1, SIZE_MAX);
    }
}

struct parting *parting_open(struct mem *mem, const struct columns *columns, const struct opt_list *by)
{
    struct parting *keys = mem_take(mem, sizeof *keys);
    *keys = (struct parting){.mem = mem, .taken = group_open(1, sizeof(uint32_t))};
    for (size_t i = 0; i < by->count; i++)
        add_columns(keys, columns, str_of(by->value[i]));
    if (!keys->count)
        diag_fatal(DIAG_USAGE, NULL, "--by names no column");
    *(uint32_t *)group_at(keys->taken, &STR("manifest")) = 1;
    keys->known = mem_array(mem, (size_t)1 << KNOWN_BITS, sizeof *keys->known);
    memset(keys->known, 0, sizeof *keys->known << KNOWN_BITS);
    keys->unknown = mem_array(mem, (size_t)PARTING_MOST * keys->count, sizeof *keys->unknown);
    return keys;
}

uint32_t parting_columns(const struct parting *keys)
{
    return keys->count;
}

void parting_close(struct parting *keys)
{
    group_close(keys->taken);
}

/* ---- of a record ---- */

static struct str prefix(struct str text, uint32_t length)
{
    uint32_t i = 0;
    if (text.length <= length)
        return text;
    while (i < length && (unsigned char)text.at[i] < 0x80)
        i++;
    if (i == length)
        return (struct str){text.at, length};
    struct str rest = str_part(text, i, SIZE_MAX);
    for (; i < length && rest.length; i++)
        str_rune(&rest);
    return str_part(text, 0, text.length - rest.length);
}

static inline struct str text_of(const struct parting *keys, const struct record *record, uint32_t i)
{
    struct str text = record_field(record, keys->at[i]);
    return keys->length[i] ? prefix(text, keys->length[i]) : text;
}

/* Where a text of up to KNOWN_BYTES has its place, and its words: fields are roomy, so what stands before it is read
 * too, and blotted out. */
static inline struct known *place_of(const struct parting *keys, struct str text, uint64_t word[2])
{
    static const unsigned char blot[2 * KNOWN_BYTES] = {[KNOWN_BYTES] = 255, 255, 255, 255, 255, 255, 255, 255,
                                                        255, 255, 255, 255, 255, 255, 255, 255};
    uint64_t own[2];
    memcpy(own, blot + text.length, sizeof own);
    memcpy(word, text.at + text.length - KNOWN_BYTES, KNOWN_BYTES);
    word[0] &= own[0];
    word[1] &= own[1];
    uint64_t mixed = (word[0] ^ word[1] * 3) * 0x9e3779b97f4a7c15u;
    return &keys->known[mixed >> (64 - KNOWN_BITS)];
}

/* Of one column: only what is not known is looked up, together, and then it is. */
static void find_texts(struct parting *keys, struct group *group, const struct record *record, size_t count,
                       void **state)
{
    uint64_t word[2];
    size_t unknown = 0;
    uint32_t at[PARTING_MOST];
    void *found[PARTING_MOST];
    for (size_t i = 0; i < count; i++) {
        struct str text = text_of(keys, &record[i], 0);
        if (text.length <= KNOWN_BYTES) {
            const struct known *known = place_of(keys, text, word);
            state[i] = known->state;
            if (((known->word[0] ^ word[0]) | (known->word[1] ^ word[1])) == 0 && state[i])
                continue;
        }
        keys->unknown[unknown] = text;
        at[unknown++] = (uint32_t)i;
    }
    group_at_each(group, keys->unknown, unknown, found);
    for (size_t i = 0; i < unknown; i++) {
        struct str text = keys->unknown[i];
        state[at[i]] = found[i];
        if (text.length > KNOWN_BYTES)
            continue;
        struct known *known = place_of(keys, text, word);
        *known = (struct known){{word[0], word[1]}, found[i]};
    }
}

void parting_each(struct parting *keys, struct group *group, const struct record *record, size_t count, void **state)
{
    if (keys->count == 1) {
        find_texts(keys, group, record, count, state);
        return;
    }
    for (size_t i = 0; i < count; i++)
        for (uint32_t column = 0; column < keys->count; column++)
            keys->unknown[i * keys->count + column] = text_of(keys, &record[i], column);
    group_at_each(group, keys->unknown, count, state);
}

/* ---- names of files ---- */

static bool stands(char byte)
{
    return (unsigned char)byte >= 0x80 || str_is_digit(byte) || ((byte | 32) >= 'a' && (byte | 32) <= 'z') ||
           byte == '-' || byte == '_' || byte == '.';
}

/* One text of a key behind what stands in `into` already; what is longer than NAME_MOST is cut between characters. */
static size_t put_text(char *into, size_t at, struct str text)
{
    static const char hexadecimal[] = "0123456789ABCDEF";
    while (text.length) {
        struct str before = text;
        str_rune(&text);
        struct str character = str_part(before, 0, before.length - text.length);
        char byte = character.at[0];
        bool edge = (byte == '.' && (at == 0 || !text.length)) || (byte == '-' && at == 0);
        bool plain = stands(byte) && !edge;
        if (at + (plain ? character.length : 3) > NAME_MOST)
            break;
        if (plain) {
            memcpy(into + at, character.at, character.length);
            at += character.length;
        } else {
            into[at++] = '%';
            into[at++] = hexadecimal[(unsigned char)byte >> 4];
            into[at++] = hexadecimal[(unsigned char)byte & 15];
        }
    }
    return at;
}

/* Names that differ in the case of letters only are one name to some file systems. */
static uint32_t *times_taken(struct parting *keys, struct str name)
{
    char small[NAME_MOST + 32];
    for (size_t i = 0; i < name.length; i++)
        small[i] = name.at[i] >= 'A' && name.at[i] <= 'Z' ? (char)(name.at[i] | 32) : name.at[i];
    return group_at(keys->taken, &(struct str){small, name.length});
}

const char *parting_file(struct parting *keys, const struct group *of, const void *state)
{
    char text[NAME_MOST + 8];
    size_t length = 0;
    for (uint32_t i = 0; i < keys->count; i++) {
        if (i && length < NAME_MOST)
            text[length++] = '+';
        length = put_text(text, length, group_key(of, state, i));
    }
    struct str name = {text, length};
    uint32_t *times = times_taken(keys, length ? name : STR("empty~"));
    ++*times;
    if (!length)
        return mem_format(keys->mem, "empty~%u.csv", *times).at;
    return *times == 1 ? mem_join(keys->mem, name, STR(".csv")).at
                       : mem_format(keys->mem, "%.*s~%u.csv", STR_ARG(name), *times).at;
}
