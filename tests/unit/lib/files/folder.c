/* folder: a folder of files that appears whole, or not at all, and never takes somebody's own away */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "files/folder.h"

static struct mem *mem;
static char place[] = "/tmp/steelyard-folder.XXXXXX";

static void clear(void)
{
    if (chdir("/") != 0 || system(mem_format(mem, "rm -rf %s", place).at) != 0)
        _exit(1);
    mem_close(mem);
}

static void enter(void)
{
    mem = mem_open();
    cr_assert(mkdtemp(place) && chdir(place) == 0);
    atexit(clear);
}

TestSuite(folder, .init = enter);

static const char *text_of(const char *path)
{
    static char text[512];
    FILE *file = fopen(path, "r");
    if (!file)
        return "-";
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void make(const char *path, const char *index)
{
    struct folder *folder = folder_open(mem, path);
    folder_file(folder, STR("index.html"), str_of(index));
    folder_file(folder, STR("region/330203.html"), STR("a region"));
    folder_appear(folder);
}

Test(folder, its_files_and_a_list_of_them_appear)
{
    make("site", "first");
    cr_expect_str_eq(text_of("site/index.html"), "first");
    cr_expect_str_eq(text_of("site/region/330203.html"), "a region");
    cr_expect_str_eq(text_of("site/manifest.csv"),
                     "file,bytes,sha256\n"
                     "index.html,5,a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e\n"
                     "region/330203.html,8,eef4c4dcf5404108e94636d13069c2fc1eab01f5ed048c3173f933e335c5ac69\n");
}

Test(folder, the_next_takes_the_place_of_the_last)
{
    make("site", "first");
    struct folder *folder = folder_open(mem, "site/");
    folder_file(folder, STR("index.html"), STR("second"));
    cr_expect_str_eq(text_of("site/index.html"), "first", "nothing is seen before it is whole");
    folder_appear(folder);
    cr_expect_str_eq(text_of("site/index.html"), "second");
    cr_expect_str_eq(text_of("site/region/330203.html"), "-");
    cr_expect(access(".steelyard-site", F_OK) != 0);
}

Test(folder, what_somebody_else_made_is_never_replaced, .exit_code = 2)
{
    make("site", "first");
    FILE *file = fopen("site/region/notes.txt", "w");
    fputs("mine", file);
    fclose(file);
    make("site", "second");
}

Test(folder, a_file_is_not_replaced_by_a_folder, .exit_code = 2)
{
    FILE *file = fopen("site", "w");
    fclose(file);
    make("site", "first");
}

Test(folder, an_empty_folder_is_taken)
{
    cr_assert(mkdir("site", 0700) == 0);
    make("site", "first");
    cr_expect_str_eq(text_of("site/index.html"), "first");
}

Test(folder, what_a_death_has_left_is_taken_away)
{
    cr_assert(mkdir(".steelyard-site", 0700) == 0 && mkdir(".steelyard-site/region", 0700) == 0);
    fclose(fopen(".steelyard-site/region/half", "w"));
    make("site", "first");
    cr_expect_str_eq(text_of("site/region/half"), "-");
}

Test(folder, a_name_that_leads_out_of_it_is_refused, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "site");
    folder_file(folder, STR("../index.html"), STR("x"));
}

Test(folder, two_files_of_one_name_are_refused, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "site");
    folder_file(folder, STR("a.html"), STR("x"));
    folder_file(folder, STR("a.html"), STR("y"));
}
