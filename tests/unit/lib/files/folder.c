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
    folder_commit(folder);
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
    folder_commit(folder);
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

/* ---- files that grow ---- */

static const char *numbered(size_t number)
{
    return mem_format(mem, "part-%zu.csv", number).at;
}

/* So many files in two pieces each, a piece of one behind a piece of another, and a list of ours. */
static void grow(const char *path, size_t files)
{
    struct folder *folder = folder_open(mem, path);
    const char **name = mem_array(mem, files, sizeof *name);
    const char *one = mem_format(mem, "%s/part-0.csv", path).at, *before = mem_format(mem, "%s", text_of(one)).at;
    for (size_t i = 0; i < files; i++)
        folder_add(folder, name[i] = numbered(i), STR("first,"), true);
    cr_expect_str_eq(text_of(one), before, "nothing is seen before it is whole");
    for (size_t i = files; i-- > 0;)
        folder_add(folder, name[i], mem_format(mem, "%zu\n", i), false);
    struct str list = STR("file,part\n");
    for (size_t i = 0; i < files; i++)
        list = mem_join(mem, list, mem_format(mem, "part-%zu.csv,%zu\n", i, i));
    folder_list(folder, list);
    folder_commit(folder);
    folder_appear(folder);
}

/* Few are made lasting one by one, many with their file system. */
Test(folder, files_that_grow_appear_with_the_list)
{
    static const size_t many[] = {1, 3, 64, 65, 200};
    for (size_t m = 0; m < sizeof many / sizeof *many; m++) {
        grow("parts", many[m]);
        for (size_t i = 0; i < many[m]; i++)
            cr_assert_str_eq(text_of(mem_format(mem, "parts/part-%zu.csv", i).at),
                             mem_format(mem, "first,%zu\n", i).at);
        cr_expect_str_eq(text_of(mem_format(mem, "parts/part-%zu.csv", many[m]).at), "-");
    }
    grow("parts", 2);
    cr_expect_str_eq(text_of("parts/manifest.csv"), "file,part\npart-0.csv,0\npart-1.csv,1\n");
    cr_expect_str_eq(text_of("parts/part-2.csv"), "-", "the 200 of before are gone");
    cr_expect(access(".steelyard-parts", F_OK) != 0);
}

Test(folder, a_file_that_grows_may_stay_empty)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR(""), true);
    folder_list(folder, STR("file\na.csv\n"));
    folder_commit(folder);
    folder_appear(folder);
    cr_expect_str_eq(text_of("parts/a.csv"), "");
}

Test(folder, a_file_that_grows_begins_once, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR("x"), true);
    folder_add(folder, "a.csv", STR("y"), true);
}

Test(folder, a_file_that_grows_has_begun, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR("x"), false);
}

/* What is not listed is a stranger to the next run, which leaves it. */
Test(folder, a_list_that_lacks_a_file_is_not_replaced, .exit_code = 2)
{
    struct folder *folder = folder_open(mem, "parts");
    folder_add(folder, "a.csv", STR("x"), true);
    folder_list(folder, STR("file\nb.csv\n"));
    folder_commit(folder);
    folder_appear(folder);
    grow("parts", 1);
}
