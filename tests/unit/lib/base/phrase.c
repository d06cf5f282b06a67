/* Sentences with places. */
#include <criterion/criterion.h>

#include "base/phrase.h"
#include "base/str.h"

Test(phrase, places)
{
    static const struct str text[] = {STR("one"), STR("zwei"), {NULL, 0}};
    static const struct {
        const char *pattern, *want;
    } row[] = {
        {"", ""}, {"none", "none"}, {"{1}", "one"}, {"{2} after {1}", "zwei after one"}, {"{1}{1}", "oneone"},
        {"<{3}>", "<>"}, {"{4} {0} {x} {", "{4} {0} {x} {"}, {"{1", "{1"}, {"目标{2}。", "目标zwei。"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = phrase_fill(mem, str_of(row[i].pattern), text, 3);
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" gives \"%s\"", row[i].pattern, got.at);
    }
    cr_expect(phrase_language(STR("zh")) == CHINESE && phrase_language(STR("en")) == ENGLISH);
    mem_close(mem);
}
