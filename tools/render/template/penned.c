/* penned - words/KEY.md */

#include "template/penned.h"

#include <errno.h>
#include <unistd.h>

#include "base/voice.h"
#include "files/fresh.h"

/* ---- head lines ---- */

/* The next line NAME: FIGURE; false when there is none. */
static bool next_figure(struct str *rest, struct str *name, struct str *figure)
{
    struct str line;
    while (str_cut(rest, '\n', &line)) {
        *figure = line;
        if (str_find(line, STR(":")) < 1 || !str_cut(figure, ':', name))
            continue;
        *name = str_trim(*name);
        *figure = str_trim(*figure);
        return true;
    }
    return false;
}

static bool figure_named(struct str list, struct str name, struct str *figure)
{
    struct str each;
    while (next_figure(&list, &each, figure))
        if (str_eq(each, name))
            return true;
    return false;
}

/* The head lines and the words below them. */
static struct str split(struct str text, struct str *head)
{
    *head = (struct str){NULL, 0};
    ptrdiff_t end = str_starts(text, STR("---\n")) ? str_find(str_part(text, 4, SIZE_MAX), STR("---\n")) : -1;
    if (end < 0)
        return text;
    *head = str_part(text, 4, (size_t)end);
    return str_part(text, 4 + (size_t)end + 4, SIZE_MAX);
}

/* 滞后指标数 原为5，现为4; ... */
static struct str changes(const struct vocabulary *words, struct str head, struct str figures)
{
    struct str list = {NULL, 0}, name, is, was, rest = figures;
    if (head.length == 0)
        return list;              /* who wrote without a head says of no figure what it was */
    while (next_figure(&rest, &name, &is)) {
        if (!figure_named(head, name, &was))
            was = word(words, W_WORDS_NONE);
        else if (str_eq(was, is))
            continue;
        list = words_join(words, list, word(words, W_SENTENCE_JOIN),
                          vocabulary_fill(words, W_WORDS_PAIR, "name", name, "was", was, "is", is, NULL));
    }
    rest = head;
    while (next_figure(&rest, &name, &was))
        if (!figure_named(figures, name, &is))
            list = words_join(words, list, word(words, W_SENTENCE_JOIN),
                              vocabulary_fill(words, W_WORDS_PAIR, "name", name, "was", was, "is",
                                              word(words, W_WORDS_NONE), NULL));
    return list;
}

/* ---- places for words ---- */

static void put_alert(const struct markdown *markdown, struct str text)
{
    struct doc_block *block = document_add(markdown->document, BLOCK_PARAGRAPH);
    block->role = ROLE_ALERT;
    document_text(markdown->document, block, text, RUN_CHANGED);
}

static void write_skeleton(const struct penned *penned, struct mem *mem, const char *file, struct str figures,
                           const struct vocabulary *words)
{
    struct str name, figure;
    if (access(penned->folder, F_OK) != 0)
        diag_fatal(DIAG_USAGE, NULL, "--words: there is no folder \"%s\"; make it first", penned->folder);
    struct out *out = out_open(mem, file);
    out_write(out, STR("---\n"));
    while (next_figure(&figures, &name, &figure))
        out_format(out, "%.*s: %.*s\n", STR_ARG(name), STR_ARG(figure));
    out_format(out, "---\n%.*s\n", STR_ARG(word(words, W_WORDS_HERE)));
    out_commit(out);
}

static void put_missing(const struct penned *penned, const struct markdown *markdown, const struct scroll *scroll,
                        const char *at, struct str key, const char *file, struct str figures)
{
    struct place place = scroll_place(scroll, at);
    const struct vocabulary *words = markdown->document->words;
    put_alert(markdown, vocabulary_fill(words, W_WORDS_MISSING, "key", key, NULL));
    if (penned->final)
        scroll_wrong(scroll, at, "nobody has written the words \"%.*s\", and the report is to be final", STR_ARG(key));
    else if (penned->begin && file)
        write_skeleton(penned, markdown->document->mem, file, figures, words);
    else
        diag_report(DIAG_REWORD, &place, "nobody has written the words \"%.*s\" yet (--words DIR says where they are, "
                    "and --words-begin puts files there to be filled in)", STR_ARG(key));
}

/* Words that say no more than what stood in the empty file. */
static bool is_skeleton(const struct vocabulary *words, struct str text)
{
    text = str_trim(text);
    while (str_ends(text, STR("\n")))
        text = str_part(text, 0, text.length - 1);
    return text.length == 0 || str_eq(text, word(words, W_WORDS_HERE));
}

void penned_put(const struct penned *penned, const struct markdown *markdown, const struct scroll *scroll,
                const char *at, struct str key, struct str figures)
{
    struct mem *mem = markdown->document->mem;
    const struct vocabulary *words = markdown->document->words;
    const char *file = penned->folder ? mem_format(mem, "%s/%.*s.md", penned->folder,
                                                   STR_ARG(scroll_safe(mem, key))).at : NULL;
    if (!file || (access(file, R_OK) != 0 && errno == ENOENT)) {  /* what is there and cannot be read ends the run */
        put_missing(penned, markdown, scroll, at, key, file, figures);
        return;
    }
    const struct scroll *written = scroll_read(mem, file);
    fresh_spare(scroll->mem, file);
    struct str head, text = split(written->text, &head), list = changes(words, head, figures);
    if (is_skeleton(words, text)) {
        put_missing(penned, markdown, scroll, at, key, NULL, figures);
        return;
    }
    if (list.length) {
        struct place place = {.file = file, .line = 1};
        put_alert(markdown, vocabulary_fill(words, W_WORDS_CHANGED, "list", list, NULL));
        if (penned->final)
            scroll_wrong(written, written->text.at, "the figures of these words have changed, and the report is to be "
                         "final: %.*s", STR_ARG(list));
        else
            diag_report(DIAG_REWORD, &place, "the figures of these words have changed: %.*s (read them again, then set "
                        "the lines above them right)", STR_ARG(list));
    }
    const struct markdown plain = {.document = markdown->document, .inset = markdown->inset, .state = markdown->state};
    markdown_put(&plain, text, ROLE_PLAIN);
}
