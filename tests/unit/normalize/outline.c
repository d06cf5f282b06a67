/* normalize's outline: how deep rows of a stub stand, below which, and of what type. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "table/outline.h"

#include "arena.h"

static struct table_column column = {.role = ROLE_INDICATOR, .header = {"指标", 6}, .name = {"indicator", 9}};
static const struct raw_table table = {.file = "table.csv", .line = 1, .column = &column, .count = 1};

TestSuite(normalize_outline, .init = open_mem, .fini = close_mem);

/* A row of the stub in order, and what it is. */
struct line {
    const char *cell, *name;
    uint32_t level;
    const char *parent, *type;
};

static void follow(const struct line *line, size_t count)
{
    struct outline *outline = outline_open(mem, &table, STR("指标"));
    cr_assert_eq(outline_column(outline), 0);
    for (size_t i = 0; i < count; i++) {
        struct outline_row row = outline_next(outline, str_of(line[i].cell));
        cr_expect(str_eq(row.name, str_of(line[i].name)), "\"%s\": name \"%.*s\"", line[i].cell, STR_ARG(row.name));
        cr_expect_eq(row.level, line[i].level, "\"%s\": level %u", line[i].cell, row.level);
        cr_expect(str_eq(row.parent, str_of(line[i].parent)), "\"%s\": parent \"%.*s\"", line[i].cell,
                  STR_ARG(row.parent));
        cr_expect(str_eq(row.type, str_of(line[i].type)), "\"%s\": type \"%.*s\"", line[i].cell, STR_ARG(row.type));
        outline_push(outline, row.name);
    }
    outline_close(outline);
}

#define FOLLOW(lines) follow(lines, sizeof lines / sizeof lines[0])

Test(normalize_outline, by_indent)
{
    static const struct line lines[] = {
        {"地区生产总值", "地区生产总值", 1, "", ""},
        {"　第一产业", "第一产业", 2, "地区生产总值", ""},
        {"　第二产业", "第二产业", 2, "地区生产总值", ""},
        {"　　工业", "工业", 3, "第二产业", ""},
        {"    建筑业", "建筑业", 3, "第二产业", ""}, /* four narrow spaces are as wide as two wide ones */
        {"　第三产业", "第三产业", 2, "地区生产总值", ""},
        {"常住人口", "常住人口", 1, "", ""}};
    FOLLOW(lines);
}

Test(normalize_outline, by_words)
{
    static const struct line lines[] = {
        {"财政收入", "财政收入", 1, "", ""},
        {"其中：税收收入", "税收收入", 2, "财政收入", "part"},
        {"#增值税", "增值税", 2, "财政收入", "part"},
        {"＃企业所得税", "企业所得税", 2, "财政收入", "part"},
        {"财政支出", "财政支出", 1, "", ""},
        {"其中:教育", "教育", 2, "财政支出", "part"}};
    FOLLOW(lines);
}

Test(normalize_outline, by_number)
{
    static const struct line lines[] = {
        {"一、经济发展", "经济发展", 1, "", ""},
        {"（一）总量", "总量", 2, "经济发展", ""},
        {"1.地区生产总值", "地区生产总值", 3, "总量", ""},
        {"(1)第一产业", "第一产业", 4, "地区生产总值", ""},
        {"2.财政收入", "财政收入", 3, "总量", ""},
        {"（二）结构", "结构", 2, "经济发展", ""},
        {"二、民生福祉", "民生福祉", 1, "", ""},
        {"1.5度电", "1.5度电", 2, "民生福祉", ""}}; /* a number with a point counts nothing */
    FOLLOW(lines);
}

Test(normalize_outline, totals)
{
    static const struct line lines[] = {
        {"合计", "合计", 1, "", "total"}, {"总 计", "总 计", 1, "", "total"}, {"合　计", "合　计", 1, "", "total"},
        {"全市", "全市", 1, "", "total"}, {"全市合计", "全市合计", 1, "", "total"},
        {"全市人口", "全市人口", 1, "", ""}, {"", "", 1, "", ""}};
    FOLLOW(lines);
}

/* Deeper than what is kept: rows stand below the deepest one that is. */
Test(normalize_outline, deep)
{
    char cell[256];
    struct outline *outline = outline_open(mem, &table, STR("指标"));
    for (size_t depth = 0; depth < 100; depth++) {
        memset(cell, ' ', depth);
        memcpy(cell + depth, "x", 2);
        struct outline_row row = outline_next(outline, str_of(cell));
        cr_expect_eq(row.level, (depth < 32 ? depth : 32) + 1, "depth %zu: level %u", depth, row.level);
        outline_push(outline, row.name);
    }
    cr_expect_eq(outline_next(outline, STR("y")).level, 1);
    outline_close(outline);
}

Test(normalize_outline, a_column_that_is_missing_ends_the_run, .exit_code = 2)
{
    outline_open(mem, &table, STR("名称"));
    exit(0);
}

Test(normalize_outline, nothing_to_close)
{
    outline_close(NULL);
}
