/* braces: templates taken apart, and where what is wrong stands */

#include <criterion/criterion.h>

#include "template/braces.h"

/* The nodes as text: kinds in brackets, what is inside in braces. */
static void tell(struct heap *heap, const struct braces *node)
{
    static const char *const kind[] = {"", "value ", "section ", "if ", "edition ", "chapter ", "directive "};
    for (; node; node = node->next) {
        if (node->kind == BRACES_TEXT) {
            heap_add(heap, node->text);
            continue;
        }
        heap_add(heap, mem_format(heap->mem, "[%s%s%.*s", node->inverted ? "no " : "", kind[node->kind],
                                  STR_ARG(node->text)));
        for (const struct braces_option *option = node->option; option; option = option->next)
            heap_add(heap, mem_format(heap->mem, " %.*s=%.*s", STR_ARG(option->name), STR_ARG(option->text)));
        for (const struct braces_filter *filter = node->filter; filter; filter = filter->next) {
            heap_add(heap, mem_format(heap->mem, "|%.*s", STR_ARG(filter->name)));
            for (size_t i = 0; i < filter->arguments; i++)
                heap_add(heap, mem_format(heap->mem, ":%.*s", STR_ARG(filter->argument[i])));
        }
        heap_add(heap, node->first ? STR("]{") : STR("]"));
        tell(heap, node->first);
        heap_add(heap, node->first ? STR("}") : STR(""));
    }
}

Test(braces, taken_apart)
{
    static const struct {
        const char *text, *want;
    } row[] = {
        {"a {{b}} c", "a [value b] c\n"},
        {"{{a|num:1}}", "[value a|num:1]\n"},
        {"{{ a.b where=\"c = 'd'\" | join:、 }}", "[value a.b where=c = 'd'|join:、]\n"},
        {"{{a|join:\", \"}}", "[value a|join:, ]\n"},
        {"{{`GDP, real`|first}}", "[value GDP, real|first]\n"},
        {"{{#a}}x{{/a}}y", "[section a]{x}y\n"},
        {"{{#a}}\nx\n{{/a}}\ny", "[section a]{x\n}y\n"},
        {"{{^a}}x{{/a}}", "[no section a]{x}\n"},
        {"{{#if \"b = 1\"}}x{{/if}}", "[if if =b = 1]{x}\n"},
        {"{{! no }}x", "x\n"},
        {"\\{{a}}", "{{a}}\n"},
        {"# H {edition=review}\nx\n# I\ny", "[chapter  edition=review]{# H \nx\n}# I\ny\n"},
        {"# H {chapter=a}\n## S\nx\n# I", "[chapter  chapter=a]{# H \n## S\nx\n}# I\n"},
        {"``` table a where=\"b = 1\" caption={{c}}\n```\nx", "[directive table =a where=b = 1 caption={{c}}]x\n"},
        {"``` lead\n{{a}}。\n```", "[directive lead]{[value a]。\n}"},
        {"```sh\n# x {a=b}\n```", "```sh\n# x {a=b}\n```\n"},
        {"{{a where=\"b = \"\"c\"\"\"}}", "[value a where=b = \"c\"]\n"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct heap heap = {.mem = mem};
        tell(&heap, braces_scan(scroll_of(mem, "t.md", str_of(row[i].text)), 0));
        struct str got = heap_text(&heap);
        cr_expect(str_eq(got, str_of(row[i].want)), "%s: got \"%.*s\", want \"%s\"", row[i].text, STR_ARG(got),
                  row[i].want);
    }
    mem_close(mem);
}

Test(braces, a_place_is_a_line_and_a_character)
{
    struct mem *mem = mem_open();
    const struct scroll *scroll = scroll_of(mem, "t.md", STR("一行\n二行{{x}}"));
    struct place place = scroll_place(scroll, braces_scan(scroll, 0)->next->next->at);
    cr_expect_eq(place.line, 2);
    cr_expect_eq(place.column, 3);
    mem_close(mem);
}

Test(braces, names_of_files_are_safe)
{
    static const struct {
        const char *text, *want;
    } row[] = {{"住建局", "住建局"}, {"a/b", "a_b"}, {"../x", "_.._x"}, {".hidden", "_.hidden"}, {"", "_"}, {"a\nb", "a_b"},
               {"x:y*", "x_y_"}};
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = scroll_safe(mem, str_of(row[i].text));
        cr_expect(str_eq(got, str_of(row[i].want)), "%s: got \"%.*s\", want \"%s\"", row[i].text, STR_ARG(got),
                  row[i].want);
    }
    mem_close(mem);
}
