/* wanted - see wanted.h */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "wanted.h"

/* A word of the list. */
struct word {
    enum { WORD_COLUMN, WORD_NOT, WORD_REST } kind;
    uint32_t at;
    struct str name;
};

struct list {
    struct word *word;
    size_t words, room;
    bool rest, some;          /* has a *; names a column */
};

bool wanted_name(struct mem *mem, struct str *rest, const char *ends, char mark, struct str *name)
{
    bool marked = rest->length && *rest->at == mark;
    if (marked)
        *rest = str_part(*rest, 1, SIZE_MAX);
    *name = column_name(mem, rest, ends);
    return !marked;
}

static struct word read_word(struct mem *mem, const struct columns *columns, struct str *rest, const char *why)
{
    struct word word = {.kind = WORD_COLUMN};
    struct str name;
    if (rest->length && *rest->at == '*' && (rest->length == 1 || rest->at[1] == ',')) {
        *rest = str_part(*rest, 1, SIZE_MAX);
        return (struct word){.kind = WORD_REST};
    }
    if (!wanted_name(mem, rest, ",=", '-', &name))
        word.kind = WORD_NOT;
    word.at = column_need(columns, name, why);
    word.name = columns->name[word.at];
    if (rest->length && *rest->at == '=') {
        *rest = str_part(*rest, 1, SIZE_MAX);
        word.name = column_name(mem, rest, ",");
        if (word.kind == WORD_NOT)
            diag_fatal(DIAG_USAGE, NULL, "%s: \"-%.*s\" leaves a column out, which then has no new name",
                       voice_text(why), STR_ARG(name));
        if (!word.name.length)
            diag_fatal(DIAG_USAGE, NULL, "%s: column \"%.*s\" would have no name", voice_text(why), STR_ARG(name));
    }
    return word;
}

static struct list read_list(struct mem *mem, const struct columns *columns, struct str rest, const char *why)
{
    struct list list = {0};
    while (rest.length) {
        struct word word = read_word(mem, columns, &rest, why);
        if (word.kind == WORD_REST && list.rest)
            diag_fatal(DIAG_USAGE, NULL, "%s: * stands there twice", voice_text(why));
        list.rest |= word.kind == WORD_REST;
        list.some |= word.kind == WORD_COLUMN;
        list.word = mem_grow(mem, list.word, list.words, &list.room, sizeof *list.word);
        list.word[list.words++] = word;
        if (rest.length && str_eq(rest, STR(",")))
            diag_fatal(DIAG_USAGE, NULL, "%s: nothing stands behind the last comma", voice_text(why));
        rest = str_part(rest, 1, SIZE_MAX);
    }
    if (!list.words)
        diag_fatal(DIAG_USAGE, NULL, "%s names no column", voice_text(why));
    return list;
}

static void append(struct wanted_list *wanted, uint32_t at, struct str name)
{
    wanted->column[wanted->count].at = at;
    wanted->column[wanted->count++].name = name;
}

/* What * means: columns that no other word of the list names. */
static void append_rest(struct wanted_list *wanted, const struct columns *columns, const bool *named)
{
    for (uint32_t i = 0; i < columns->count; i++)
        if (!named[i])
            append(wanted, i, columns->name[i]);
}

void wanted_refuse_double(const struct str *name, uint32_t count, const char *remedy)
{
    struct group *seen = group_open(1, 1);
    uint32_t doubles = 0;
    for (uint32_t i = 0; i < count; i++) {
        group_at(seen, &name[i]);
        if (group_count(seen) + doubles == i + 1)
            continue;
        diag_report(DIAG_USAGE, NULL, "two columns would be called \"%.*s\": %s", STR_ARG(name[i]),
                    voice_text(remedy));
        doubles++;
    }
    group_close(seen);
    if (doubles)
        diag_stop();
}

struct wanted_list wanted_read(struct mem *mem, const struct columns *columns, struct str text, const char *why,
                          const struct choice *but)
{
    struct list list = read_list(mem, columns, text, why);
    bool *named = mem_array(mem, columns->count + 1, sizeof *named);
    for (uint32_t i = 0; but && i < but->count; i++)
        named[but->at[i]] = true;
    for (size_t i = 0; i < list.words; i++)
        if (list.word[i].kind != WORD_REST)
            named[list.word[i].at] = true;
    struct wanted_list wanted = {mem_array(mem, list.words + columns->count, sizeof *wanted.column), 0};
    if (!list.rest && !list.some)
        append_rest(&wanted, columns, named);
    for (size_t i = 0; i < list.words; i++) {
        if (list.word[i].kind == WORD_REST)
            append_rest(&wanted, columns, named);
        if (list.word[i].kind == WORD_COLUMN)
            append(&wanted, list.word[i].at, list.word[i].name);
    }
    return wanted;
}
