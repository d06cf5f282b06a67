/* words - see words.h */
#include "base/str.h"
#include "meaning/sheet.h"
#include "object/words.h"

static const struct word_row kinds[] = {
    {"", "", ""},
#define X(name, code, zh, meaning) {code, zh, meaning},
    OBJECT_KINDS(X)
#undef X
    {0}};
static const struct word_row stages[] = {
    {"", "", ""},
#define X(name, code, zh, meaning) {code, zh, meaning},
    OBJECT_STAGES(X)
#undef X
    {0}};
static const struct word_row statuses[] = {
    {"", "", ""},
#define X(name, code, zh, line, meaning) {code, zh, meaning},
    OBJECT_STATUSES(X)
#undef X
    {0}};
static const struct word_row grants[] = {
    {"", "", ""},
#define X(name, code, zh, meaning) {code, zh, meaning},
    OBJECT_GRANTS(X)
#undef X
    {0}};
static const struct word_row *const lists[] = {kinds, stages, statuses, grants};

const struct word_row *word_row(enum word_list list, int i)
{
    return lists[list][i].code ? &lists[list][i] : NULL;
}

int word_find(enum word_list list, struct str text)
{
    if (!text.length)
        return 0;
    for (int i = 1; lists[list][i].code; i++) {
        struct str rest = str_of(lists[list][i].zh), word;
        if (str_eq(text, str_of(lists[list][i].code)))
            return i;
        while (str_cut(&rest, '|', &word))
            if (str_eq(text, word))
                return i;
    }
    return -1;
}

struct str word_code(enum word_list list, int i)
{
    return str_of(lists[list][i].code);
}

const struct sheet_words *word_codes(enum word_list list)
{
#define X(name, code, ...) STR(code),
    static const struct str kind[] = {OBJECT_KINDS(X)}, stage[] = {OBJECT_STAGES(X)}, status[] = {OBJECT_STATUSES(X)},
                            grant[] = {OBJECT_GRANTS(X)};
#undef X
#define CODES(list) {list, sizeof(list) / sizeof *(list)}
    static const struct sheet_words codes[] = {CODES(kind), CODES(stage), CODES(status), CODES(grant)};
    return &codes[list];
}

const struct str *word_known(struct mem *mem, enum word_list list, size_t *count)
{
    struct str *known = NULL;
    size_t room = 0;
    *count = 0;
    for (int i = 1; lists[list][i].code; i++) {
        struct str rest = str_of(lists[list][i].zh), word = str_of(lists[list][i].code);
        do {
            known = mem_grow(mem, known, *count, &room, sizeof *known);
            known[(*count)++] = word;
        } while (str_cut(&rest, '|', &word));
    }
    return known;
}

bool status_in_line(enum object_status status)
{
    static const bool in_line[] = {
        false,
#define X(name, code, zh, line, meaning) line,
        OBJECT_STATUSES(X)
#undef X
    };
    return in_line[status];
}
