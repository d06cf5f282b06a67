/* Relations as forms print them, and the one change that makes a sum hold. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "kinds/balance.h"
#include "kinds/remedy.h"

/* A relation as "L +a -b R +T:c RELATION", or the place and the fault. */
static struct str shown(struct mem *mem, const char *text)
{
    size_t at;
    const char *fault;
    struct balance *balance = balance_parse(mem, str_of(text), &at, &fault);
    if (!balance)
        return mem_format(mem, "%zu %s", at, fault);
    struct str said = mem_format(mem, "%d", (int)balance->relation);
    for (size_t i = 0; i < balance->terms; i++) {
        const struct balance_term *term = &balance->term[i];
        said = mem_format(mem, "%.*s %s%s%.*s%s%.*s@%zu", (int)said.length, said.at, term->right ? "r" : "l",
                          term->sign > 0 ? "+" : "-", (int)term->table.length, term->table.length ? term->table.at : "",
                          term->table.length ? ":" : "", (int)term->code.length, term->code.at, term->at);
    }
    return said;
}

Test(validate_balance, notation)
{
    static const struct {
        const char *text, *want;
    } row[] = {
        {"01=02+03", "0 l+01@1 r+02@4 r+03@7"},
        {" 01 = 02 - 03 ", "0 l+01@2 r+02@7 r-03@12"},
        {"05>=06", "1 l+05@1 r+06@5"},
        {"05≥06", "1 l+05@1 r+06@4"},
        {"05 <= 06", "2 l+05@1 r+06@7"},
        {"01 其中 02+03", "1 l+01@1 r+02@7 r+03@10"},
        {"01 其中：02＋03", "1 l+01@1 r+02@7 r+03@10"},
        {"01＝02＋03－04", "0 l+01@1 r+02@4 r+03@7 r-04@10"},
        {"(1)-(2)=（3）", "0 l+1@1 l-2@5 r+3@9"},
        {"F1:01 = F2:12", "0 l+F1:01@1 r+F2:12@9"},
        {"-01=02", "0 l-01@2 r+02@5"},
        {"`a-b`=gdp.x", "0 l+a-b@1 r+gdp.x@7"},
        {"总计>分项", "3 l+总计@1 r+分项@4"},
        {"01", "3 a relation such as = or >= was expected"},
        {"01=", "4 a code was expected"},
        {"01=02=03", "6 a second relation"},
        {"01==+02", "5 a code was expected"},
        {"(01=02", "4 a closing bracket was expected"},
        {"01=02 03", "7 something that does not belong here"},
        {"`01=02", "2 a backquote that is not closed"},
        {"", "1 a code was expected"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str said = shown(mem, row[i].text);
        cr_expect(str_eq(said, str_of(row[i].want)), "%s: %.*s instead of %s", row[i].text, (int)said.length, said.at,
                  row[i].want);
    }
    mem_close(mem);
}

/* total = a + b: what is wrong with it? */
Test(validate_balance, remedies)
{
    static const struct {
        const char *name, *number[3], *want;
        ptrdiff_t at;
    } row[] = {
        {"swapped digits", {"9141", "5372", "4039"}, "9411", 0},
        {"a sign", {"250", "-450", "-200"}, "450", 1},
        {"one digit", {"7777", "3333", "4844"}, "4444", 2},
        {"a digit too many", {"8123", "41000", "4023"}, "4100", 1},
        {"a power of ten", {"8500.01", "3300.01", "520000"}, "5200.00", 2},
        {"two ways", {"6", "2", "3"}, "", -1},
        {"no way", {"1000", "123", "321"}, "", -1},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct remedy_term term[3];
        struct num imbalance = num_of(0);
        struct str right = {NULL, 0};
        const char *what;
        for (size_t k = 0; k < 3; k++) {
            term[k] = (struct remedy_term){str_of(row[i].number[k]), num_of(0), k ? -1 : 1};
            cr_assert_eq(num_parse(term[k].text, &term[k].value), NUM_OK);
            num_add(imbalance, k ? num_negate(term[k].value) : term[k].value, &imbalance);
        }
        ptrdiff_t at = remedy_find(mem, term, 3, imbalance, num_of(0), NULL, &right, &what);
        cr_expect_eq(at, row[i].at, "%s: term %td instead of %td", row[i].name, at, row[i].at);
        cr_expect(str_eq(right, str_of(row[i].want)), "%s: %.*s", row[i].name, (int)right.length, right.at);
    }
    mem_close(mem);
}
