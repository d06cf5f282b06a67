/* Sentences with places, and the languages that they are said in. */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/voice.h"

Test(voice, places)
{
    static const struct {
        const char *pattern, *want;
    } row[] = {
        {"", ""}, {"none", "none"}, {"{1}", "one"}, {"{2} after {1}", "zwei after one"}, {"{1}{1}", "oneone"},
        {"<{3}>", "<>"}, {"{4} {0} {x} {", "{4} {0} {x} {"}, {"{1", "{1"}, {"目标{2}。", "目标zwei。"},
        {"{1}{2}{1}{2}{1}{2}{1}{2}{1}{2}{1}{2}{1}{2}!", "onezweionezweionezweionezweionezweionezweionezwei!"},
    };
    struct mem *mem = mem_open();
    voice_open("en");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str got = say(mem, row[i].pattern, STR("one"), STR("zwei"), (struct str){NULL, 0});
        cr_expect(str_eq(got, str_of(row[i].want)), "\"%s\" gives \"%s\"", row[i].pattern, got.at);
    }
    struct str inner = say(mem, "<{1}>", say(mem, "[{1}]", STR("x")));
    cr_expect(str_eq(inner, STR("<[x]>")), "a sentence in a sentence gives \"%s\"", inner.at);
    mem_close(mem);
}

Test(voice, joins)
{
    struct mem *mem = mem_open();
    voice_open("en");
    cr_expect(str_eq(voice_join(mem, STR("a"), STR("b")), STR("a; b")));
    cr_expect(str_eq(voice_join(mem, STR(""), STR("b")), STR("b")));
    cr_expect(str_eq(voice_join(mem, STR("a"), STR("")), STR("a")));
    static const struct str all[] = {STR("a"), STR(""), STR("b"), STR("c")};
    cr_expect(str_eq(voice_join_all(mem, all, 4), STR("a; b; c")));
    cr_expect(str_eq(voice_join_all(mem, all, 2), STR("a")));
    cr_expect(str_eq(voice_join_all(mem, all + 1, 1), STR("")));
    cr_assert(voice_open("zh"));
    cr_expect(str_eq(voice_join(mem, STR("a"), STR("b")), STR("a；b")));
    mem_close(mem);
}

/* What the environment says, and which language that is. */
Test(voice, environment)
{
    static const struct {
        const char *all, *messages, *lang, *list, *want;
    } row[] = {
        {NULL, NULL, NULL, NULL, "en"},
        {NULL, NULL, "zh_CN.UTF-8", NULL, "zh"},
        {NULL, NULL, "zh_CN.GB18030", NULL, "zh"},
        {NULL, NULL, "zh", NULL, "zh"},
        {NULL, "zh_TW.UTF-8", "de_DE.UTF-8", NULL, "zh"},
        {"en_US.UTF-8", "zh_CN.UTF-8", "zh_CN.UTF-8", NULL, "en"},
        {"", NULL, "zh_CN.UTF-8", NULL, "zh"},
        {"C", NULL, "zh_CN.UTF-8", "zh", "en"},
        {"POSIX", NULL, NULL, "zh", "en"},
        {NULL, NULL, "C.UTF-8", "zh", "zh"},
        {NULL, NULL, "de_DE.UTF-8", "fr:zh_CN:en", "zh"},
        {NULL, NULL, "zh_CN.UTF-8", "en:zh", "en"},
        {NULL, NULL, "tr_TR.UTF-8", NULL, "en"},
        {NULL, NULL, "../../zh", NULL, "en"},
        {NULL, NULL, "eng", NULL, "en"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *const pair[][2] = {
            {"LC_ALL", row[i].all}, {"LC_MESSAGES", row[i].messages}, {"LANG", row[i].lang}, {"LANGUAGE", row[i].list}};
        for (size_t p = 0; p < sizeof pair / sizeof *pair; p++)
            if (pair[p][1])
                setenv(pair[p][0], pair[p][1], 1);
            else
                unsetenv(pair[p][0]);
        cr_expect(voice_open(NULL));
        cr_expect_str_eq(voice_language(), row[i].want, "row %zu: %s", i, voice_language());
    }
}

Test(voice, languages)
{
    struct mem *mem = mem_open();
    cr_expect(!voice_open("xx"));
    cr_expect_str_eq(voice_language(), "en");
    cr_expect(voice_open("en") && voice_open("zh_CN") && voice_is("zh") && !voice_is("z"));
    cr_expect_str_eq(voice_text("no observation"), "没有数据");
    cr_expect_str_eq(voice_text_in("achieved", "achieved early"), "提前实现");
    cr_expect_str_eq(voice_text("never said"), "never said");
    cr_expect_str_eq(voice_text(""), "");
    cr_expect(voice_str("").length == 0 && voice_str(NULL).length == 0);
    cr_expect(str_find(voice_languages(mem), STR("en, zh")) == 0);
    mem_close(mem);
}

/* Texts of no catalogue, numbers in both, errors that the system has and has not. */
Test(voice, what_no_catalogue_has)
{
    static char context[600];
    memset(context, 'c', sizeof context - 1);
    cr_expect(str_ends(str_of(voice_share()), STR("/share")), "%s, before any language is chosen", voice_share());
    cr_expect_str_eq(voice_text_in("achieved", "achieved early"), "achieved early", "English needs none");
    cr_expect_str_eq(voice_plural("%d row", "%d rows", 1), "%d row");
    cr_expect_str_eq(voice_plural("%d row", "%d rows", 0), "%d rows");
    cr_expect_str_eq(voice_error(ENOENT), "No such file or directory");
    cr_expect_str_eq(voice_error(123456), "unknown error");
    cr_assert(voice_open("zh"));
    cr_expect_str_eq(voice_text_in("achieved", "never said"), "never said");
    cr_expect_str_eq(voice_text_in(context, "too long to be looked up"), "too long to be looked up");
    cr_expect_str_eq(voice_plural("%d never said", "%d never said at all", 2), "%d never said at all");
    cr_expect(!voice_open("a_language_whose_name_is_longer_than_any_name_of_a_language_can_be"));
}

/* A machine without C.UTF-8 has the locale of its environment, or English. */
static bool no_c_utf8, no_locale;

char *setlocale(int category, const char *locale)
{
    if (locale && *locale && strcmp(locale, "C") != 0 && no_c_utf8)
        return NULL;
    if (locale && !*locale && no_locale)
        return NULL;
    return ((char *(*)(int, const char *))dlsym(RTLD_NEXT, "setlocale"))(category, locale);
}

Test(voice, machines_with_fewer_locales)
{
    no_c_utf8 = true;
    cr_expect(voice_open("zh"));
    cr_expect_str_eq(voice_language(), "zh");
    voice_open("en");
    no_locale = true;
    cr_expect_not(voice_open("zh"));
    cr_expect_str_eq(voice_language(), "en");
    cr_expect_str_eq(voice_text("no observation"), "no observation");
}

/* Where a program does not know where it stands, what belongs to it is where it was meant to be installed. */
static bool no_place;

ssize_t readlink(const char *path, char *into, size_t room)
{
    if (no_place)
        return errno = ENOENT, -1;
    return ((ssize_t(*)(const char *, char *, size_t))dlsym(RTLD_NEXT, "readlink"))(path, into, room);
}

Test(voice, a_program_without_a_place)
{
    no_place = true;
    char share[] = STEELYARD_LOCALE;
    *strrchr(share, '/') = '\0';
    cr_expect_str_eq(voice_share(), share);
}
