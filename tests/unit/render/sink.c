/* sink, wrap, words: foreign text made harmless, broken into lines, filled into sentences */

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "view/sink.h"
#include "view/vocabulary.h"
#include "view/wrap.h"

/* What a sink writes, through a file, since an out has no other end. */
static struct str written(struct mem *mem, void sink(struct out *, struct str), struct str text)
{
    struct str path = mem_format(mem, "/tmp/test_render_sink.%ld", (long)getpid());
    struct out *out = out_open(mem, path.at);
    sink(out, text);
    out_commit(out);
    out_appear(out);
    char *into = mem_take(mem, 4096);
    FILE *file = fopen(path.at, "r");
    cr_assert(file, "cannot read back %s", path.at);
    size_t length = fread(into, 1, 4096, file);
    fclose(file);
    unlink(path.at);
    return (struct str){into, length};
}

static struct str terminal(struct mem *mem, struct str text)
{
    return plain_of(mem, text).text;
}

Test(sink, each_place_has_its_escapes)
{
    static const struct {
        const char *name, *text, *xml, *markdown, *json, *terminal;
    } row[] = {
        {"plain", "GDP 汉字", "GDP 汉字", "GDP 汉字", "\"GDP 汉字\"", "GDP 汉字"},
        {"a tag", "<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;", "&lt;b>&\"'", "\"<b>&\\\"'\"", "<b>&\"'"},
        {"an entity", "&amp;", "&amp;amp;", "&amp;amp;", "\"&amp;\"", "&amp;"},
        {"R&D", "R&D", "R&amp;D", "R&D", "\"R&D\"", "R&D"},
        {"a bound", "<5.5", "&lt;5.5", "<5.5", "\"<5.5\"", "<5.5"},
        {"a target", "[13.5]", "[13.5]", "[13.5]", "\"[13.5]\"", "[13.5]"},
        {"a link", "[a](b)", "[a](b)", "\\[a](b)", "\"[a](b)\"", "[a](b)"},
        {"a code", "on_track", "on_track", "on_track", "\"on_track\"", "on_track"},
        {"emphasis", "_a_ *b*", "_a_ *b*", "\\_a\\_ \\*b\\*", "\"_a_ *b*\"", "_a_ *b*"},
        {"a cell's end", "a|b\\", "a|b\\", "a\\|b\\\\", "\"a|b\\\\\"", "a|b\\"},
        {"a negative", "-5", "-5", "-5", "\"-5\"", "-5"},
        {"a list", "- x", "- x", "\\- x", "\"- x\"", "- x"},
        {"line ends", "a\r\nb\nc", "a b c", "a<br>b<br>c", "\"a\\r\\nb\\nc\"", "a b c"},
        {"an escape", "\033[31mx\a", "[31mx", "[31mx", "\"\\u001b[31mx\\u0007\"", "[31mx"},
        {"C1", "a\xC2\x9B" "2J", "a2J", "a2J", "\"a\xC2\x9B" "2J\"", "a2J"},
        {"turned", "a\u202Eb\u2066c", "abc", "abc", "\"a\u202Eb\u2066c\"", "abc"},
        {"a noncharacter", "a\uFFFEb", "ab", "a\uFFFEb", "\"a\uFFFEb\"", "a\uFFFEb"},
        {"a line separator", "a\u2028b", "a b", "a b", "\"a\\u2028b\"", "a b"},
        {"not UTF-8", "a\xFFz", "a\uFFFDz", "a\uFFFDz", "\"a\uFFFDz\"", "a\uFFFDz"},
        {"nothing", "", "", "", "\"\"", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct mem *mem = mem_open();
        const struct {
            const char *sink, *want;
            struct str got;
        } each[] = {
            {"xml", row[i].xml, written(mem, sink_xml, str_of(row[i].text))},
            {"markdown", row[i].markdown, written(mem, sink_markdown, str_of(row[i].text))},
            {"json", row[i].json, written(mem, sink_json, str_of(row[i].text))},
            {"terminal", row[i].terminal, terminal(mem, str_of(row[i].text))},
        };
        for (size_t k = 0; k < sizeof each / sizeof *each; k++)
            cr_assert(str_eq(each[k].got, str_of(each[k].want)), "%s in %s: got \"%.*s\", want \"%s\"", row[i].name,
                      each[k].sink, STR_ARG(each[k].got), each[k].want);
        mem_close(mem);
    }
}

Test(wrap, lines_end_where_they_may)
{
    static const struct {
        const char *text, *may; /* | where a line may end */
    } row[] = {
        {"two words", "two| |words"},
        {"age-old", "age-|old"},
        {"中文", "中|文"},
        {"中文，不断。", "中|文，|不|断。"},
        {"（甲）乙", "（甲）|乙"},
        {"率(%)", "率|(%)"},
        {"GDP比重", "GDP|比|重"},
        {"100%", "100%"},
        {"《规划》", "《规|划》"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct mem *mem = mem_open();
        struct str text = str_of(row[i].text), got = {NULL, 0};
        for (size_t at = 0; at < text.length; at++) {
            bool begins = ((unsigned char)text.at[at] & 0xC0) != 0x80;
            bool bar = at && begins && wrap_may_break(text, at);
            got = mem_format(mem, "%.*s%s%c", STR_ARG(got), bar ? "|" : "", text.at[at]);
        }
        cr_assert(str_eq(got, str_of(row[i].may)), "got %.*s, want %s", STR_ARG(got), row[i].may);
        mem_close(mem);
    }
}

Test(words, sentences_are_filled_and_classes_become_known)
{
    struct mem *mem = mem_open();
    voice_open("zh");
    struct vocabulary *words = vocabulary_open(mem, mem, NULL);
    struct str text = vocabulary_fill(words, W_COUNT_CLASS, "class", STR("滞后{n}"), "n", STR("4"), NULL);
    cr_assert(str_eq(text, STR("4项滞后{n}")), "what is filled in is not filled again: %.*s", STR_ARG(text));
    text = vocabulary_fill(words, W_COUNT_CLASS, "n", STR("4"), NULL);
    cr_assert(str_eq(text, STR("4项{class}")), "a name without a value stays: %.*s", STR_ARG(text));
    cr_assert_null(vocabulary_mark(words, STR("")), "no class");
    const struct mark *known = vocabulary_mark(words, STR("lagging")), *fresh = vocabulary_mark(words, STR("late"));
    cr_assert(str_eq(known->text, STR("滞后")) && str_eq(known->ascii, STR("v")), "a built-in class");
    cr_assert(str_eq(fresh->text, STR("late")) && str_eq(fresh->mark, STR("?")), "a class that nobody named");
    cr_assert_eq(vocabulary_mark(words, STR("late"))->order, fresh->order, "met twice it is one");
    cr_assert(str_eq(word_for(words, STR("亿元")), STR("亿元")) && str_eq(word_for(words, STR("zzz")), STR("zzz")),
              "a key without a word is its own");
    mem_close(mem);
}
