/* front_matter - lines of NAME: TEXT */

#include "template/front_matter.h"

#include "base/near.h"

/* What a line of the first level may be: a text, one of some words, or the head of a list. */
struct key {
    const char *name;
    size_t offset;            /* of a struct str, or of a struct front_list; 0: read_word knows it */
    bool list;
};

static const struct key keys[] = {
    {"title", offsetof(struct front_matter, title), false},
    {"lang", offsetof(struct front_matter, lang), false},
    {"publisher", offsetof(struct front_matter, publisher), false},
    {"subject", offsetof(struct front_matter, subject), false},
    {"annex", offsetof(struct front_matter, annex), false},
    {"chapters", offsetof(struct front_matter, chapters), false},
    {"split", offsetof(struct front_matter, split), false},
    {"data", offsetof(struct front_matter, data), true},
    {"set", offsetof(struct front_matter, set), true},
    {"editions", offsetof(struct front_matter, editions), true},
    {"optional", offsetof(struct front_matter, optional), true},
    {"style", 0, false}, {"numbered", 0, false}, {"edition", 0, false},
};

enum { KEYS = sizeof keys / sizeof *keys };

static const struct key *key_of(const struct scroll *scroll, struct str name)
{
    struct str known[KEYS];
    for (size_t i = 0; i < KEYS; i++) {
        known[i] = str_of(keys[i].name);
        if (str_eq(name, known[i]))
            return &keys[i];
    }
    scroll_wrong(scroll, name.at, "the front matter has no line \"%.*s\"%.*s", STR_ARG(name),
               STR_ARG(nearest_hint(scroll->mem, name, known, KEYS)));
    return NULL;
}

/* A text without its quotes, or without the remark behind it. */
static struct str bare(const struct scroll *scroll, struct str text)
{
    text = str_trim(text);
    if (text.length && (*text.at == '"' || *text.at == '\'')) {
        struct str inside = str_part(text, 1, SIZE_MAX);
        ptrdiff_t end = str_find(inside, (struct str){text.at, 1});
        struct str behind = str_trim(str_part(inside, end < 0 ? inside.length : (size_t)end + 1, SIZE_MAX));
        if (end < 0 || (behind.length && *behind.at != '#'))
            scroll_wrong(scroll, text.at, "the quote is never closed, or something stands behind it");
        return str_part(inside, 0, end < 0 ? 0 : (size_t)end);
    }
    if (text.length && *text.at == '#')
        return str_part(text, 0, 0);
    ptrdiff_t remark = str_find(text, STR(" #"));
    return remark < 0 ? text : str_trim(str_part(text, 0, (size_t)remark));
}

static void read_word(const struct scroll *scroll, struct front_matter *front, struct str name, struct str text)
{
    static const struct str style[] = {{"gongwen", 7}, {"web", 3}, {"plain", 5}};
    if (str_eq(name, STR("numbered"))) {
        front->numbered = str_eq(text, STR("yes"));
        if (!front->numbered && !str_eq(text, STR("no")))
            scroll_wrong(scroll, text.at, "\"%.*s\" is neither yes nor no", STR_ARG(text));
    } else if (str_eq(name, STR("edition"))) {
        if (!edition_read(text, &front->edition))
            scroll_wrong(scroll, text.at, "there is no edition \"%.*s\" (expected %.*s)", STR_ARG(text),
                       STR_ARG(edition_expected(scroll->mem, text)));
    } else {
        size_t i = 0;
        while (i < 3 && !str_eq(text, style[i]))
            i++;
        if (i == 3)
            scroll_wrong(scroll, text.at, "there is no style \"%.*s\" (expected gongwen, web or plain)", STR_ARG(text));
        front->manner = i == 0 ? MANNER_GONGWEN : i == 1 ? MANNER_WEB : MANNER_PLAIN;
    }
}

static void add_pair(const struct scroll *scroll, struct front_list *list, struct str name, struct str text)
{
    for (size_t i = 0; i < list->pairs; i++)
        if (str_eq(list->pair[i].name, name))
            scroll_wrong(scroll, name.at, "\"%.*s\" stands here a second time", STR_ARG(name));
    list->pair = mem_grow(scroll->mem, list->pair, list->pairs, &list->room, sizeof *list->pair);
    list->pair[list->pairs++] = (struct front_pair){name, text, name.at};
}

/* One line; *list is the list that lines further in belong to. */
static void read_line(const struct scroll *scroll, struct front_matter *front, struct str line,
                      struct front_list **list)
{
    bool inner = str_starts(line, STR(" "));
    struct str trimmed = str_trim(line), name = {NULL, 0}, rest = trimmed;
    if (trimmed.length == 0 || *trimmed.at == '#')
        return;
    ptrdiff_t colon = str_find(trimmed, STR(":"));
    if (colon < 1 || (inner && !*list)) {
        scroll_wrong(scroll, trimmed.at, "the front matter has lines NAME: TEXT, and behind data:, set:, editions: and "
                     "optional: such lines further in; this is neither");
        return;
    }
    name = str_trim(str_part(trimmed, 0, (size_t)colon));
    rest = bare(scroll, str_part(trimmed, (size_t)colon + 1, SIZE_MAX));
    if (inner) {
        add_pair(scroll, *list, name, rest);
        return;
    }
    const struct key *key = key_of(scroll, name);
    *list = NULL;
    if (key && key->list) {
        *list = (struct front_list *)((char *)front + key->offset);
        if (rest.length)
            scroll_wrong(scroll, rest.at, "behind %s: nothing stands; its lines follow, two blanks further in",
                         key->name);
    } else if (key && key->offset == 0) {
        read_word(scroll, front, name, rest);
    } else if (key) {
        *(struct str *)((char *)front + key->offset) = rest;
    }
}

struct front_matter front_read(const struct scroll *scroll)
{
    struct front_matter front = {.edition = EDITION_PUBLIC, .manner = MANNER_GONGWEN};
    struct str rest = scroll->text, line;
    struct front_list *list = NULL;
    if (!str_starts(rest, STR("---\n")))
        return front;
    rest = str_part(rest, 4, SIZE_MAX);
    while (str_cut(&rest, '\n', &line)) {
        if (str_eq(line, STR("---"))) {
            front.bytes = scroll->text.length - rest.length;
            return front;
        }
        read_line(scroll, &front, line, &list);
    }
    scroll_wrong(scroll, scroll->text.at, "the front matter is never closed (expected a line --- behind it)");
    front.bytes = scroll->text.length;
    return front;
}
