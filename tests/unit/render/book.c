/* book: formulas in words, and steps as the report prints them */

#include <criterion/criterion.h>

#include "base/str.h"
#include "base/voice.h"
#include "io/out.h"
#include "view/book.h"

#define WANT(got, want, name) \
    cr_assert(str_eq(got, str_of(want)), "%s: got \"%.*s\", want \"%s\"", name, STR_ARG(got), want)

Test(book, formulas_in_chinese)
{
    static const struct {
        const char *formula, *want;
    } row[] = {
        {"(value - base) / (target - base)", "(实际值 - 基期) / (目标 - 基期)"},
        {"months so far / months", "已过月数 / 月"},
        {"ln chained / (years ln (1 + target / 100))", "ln 连乘 / (总年数 ln (1 + 目标 / 100))"},
        {"(1 + change) of every year", "(1 + 变化) 各年"},
        {"values + rebase", "values + rebase"},
        {"", ""},
    };
    struct mem *mem = mem_open();
    voice_open("zh");
    const struct view view = {.mem = mem};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        WANT(book_formula(&view, str_of(row[i].formula)), row[i].want, row[i].formula);
    voice_open("en");
    WANT(book_formula(&view, STR("completion / time")), "completion / time", "English");
    mem_close(mem);
}
