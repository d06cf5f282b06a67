/* markdown: what its traps become.  What bold, emphasis and the rest are is CommonMark's; where this house
 * differs (Chinese punctuation, line ends, strikethrough, addresses, HTML) the wanted runs stand here. */

#include <criterion/criterion.h>

#include "template/markdown.h"

static void no_inset(void *state, size_t i, enum doc_role role)
{
    (void)state;
    (void)i;
    (void)role;
}

/* All blocks as text: a run in its signs, blocks parted by |. */
static struct str shown(struct mem *mem, const char *text, const struct filled *value, size_t values)
{
    struct vocabulary *words = vocabulary_open(mem, mem, NULL);
    struct document *document = document_new(mem, words);
    const struct markdown markdown = {document, value, values, no_inset, NULL};
    struct heap heap = {.mem = mem};
    markdown_put(&markdown, str_of(text), ROLE_PLAIN);
    for (const struct doc_block *block = document->first; block; block = block->next) {
        heap_add(&heap, heap.length ? STR("|") : STR(""));
        for (const struct doc_run *run = block->run; run; run = run->next) {
            const char *sign = run->style & RUN_STRONG     ? "*"
                               : run->style & RUN_EMPHASIS ? "_"
                               : run->style & RUN_CODE     ? "`"
                                                           : "";
            heap_add(&heap, mem_format(mem, "%s%.*s%s", sign, STR_ARG(run->text), sign));
            if (run->link.length)
                heap_add(&heap, mem_format(mem, "<%.*s>", STR_ARG(run->link)));
            if (run->footnote)
                heap_add(&heap, mem_format(mem, "[%.*s]", STR_ARG(document_plain(document, run->footnote))));
        }
    }
    return heap_text(&heap);
}

Test(markdown, traps)
{
    static const struct {
        const char *text, *want;
    } row[] = {
        {"**“十四五”**以来", "*“十四五”*以来"},
        {"中**（甲）**乙", "中*（甲）*乙"},
        {"**5%**以上的**“十四五”**", "*5%*以上的*“十四五”*"},
        {"3~5%，其中6~8%", "3~5%，其中6~8%"},
        {"~~3~~", "~~3~~"},
        {"见http://a.cn，后面", "见http://a.cn，后面"},
        {"上一行\n下一行", "上一行下一行"},
        {"one\ntwo", "one two"},
        {"中文\nword", "中文 word"},
        {"<b>甲</b>", "<b>甲</b>"},
        {"2**3", "2**3"},
        {"[甲](https://a.cn/x)", "甲<https://a.cn/x>"},
        {"[甲](javascript:x)", "甲"},
        {"注[^1]\n\n[^1]: 说明", "注[说明]"},
        {"- 甲\n- 乙", "甲|乙"},
        {"`a*b*`", "`a*b*`"},
        {"", ""},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = shown(mem, row[i].text, NULL, 0);
        cr_expect(str_eq(got, str_of(row[i].want)), "%s: got \"%.*s\", want \"%s\"", row[i].text, STR_ARG(got),
                  row[i].want);
    }
    mem_close(mem);
}

Test(markdown, a_value_is_never_markup)
{
    static const struct filled value[] = {{.text = {"**a** | <b> `c`\n# d", 19}}, {.text = {"1.", 2}}};
    struct mem *mem = mem_open();
    struct str got = shown(mem, "x " FILLING_VALUE "0" FILLING_END " y", value, 2);
    cr_expect(str_eq(got, STR("x **a** | <b> `c`\n# d y")), "got \"%.*s\"", STR_ARG(got));
    got = shown(mem, FILLING_VALUE "1" FILLING_END " y", value, 2);
    cr_expect(str_eq(got, STR("1. y")), "a number is no list: got \"%.*s\"", STR_ARG(got));
    got = shown(mem, "a" FILLING_VALUE "7" FILLING_END "b", value, 2);
    cr_expect(str_eq(got, STR("ab")), "no such value: got \"%.*s\"", STR_ARG(got));
    mem_close(mem);
}

Test(markdown, letters_are_put_in_where_stars_need_them)
{
    struct mem *mem = mem_open();
    struct str got = markdown_flanked(mem, STR("a **b** c"));
    cr_expect(str_eq(got, STR("a **b** c")), "nothing where CommonMark sees it: \"%.*s\"", STR_ARG(got));
    got = markdown_flanked(mem, STR("中**“甲”**乙"));
    cr_expect(str_eq(got, STR("中**" FILLING_DROP "“甲”" FILLING_DROP "**乙")), "got \"%.*s\"", STR_ARG(got));
    mem_close(mem);
}
