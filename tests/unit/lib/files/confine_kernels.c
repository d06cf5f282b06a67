/* confine_kernels: what is asked of each edition of Landlock, and what a kernel that refuses makes of it */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "files/confine.h"

enum { CREATE_RULESET = 444, ADD_RULE, RESTRICT_SELF };
enum { READ_FILE = 1 << 2, READ_DIR = 1 << 3, MAKE_DIR = 1 << 7 };

/* The kernel of a test. */
static struct {
    long edition;
    bool refuses_rules, refuses_itself, keeps_rights, refuses_filters;
    uint64_t asked[3];        /* files, TCP, scopes of the rules asked for */
    size_t bytes;
    uint64_t allowed;         /* in the last rule */
    unsigned rules;
} kernel;

struct beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

long syscall(long number, ...)
{
    va_list list;
    va_start(list, number);
    const void *first = number == CREATE_RULESET ? va_arg(list, const void *) : NULL;
    long next = number == CREATE_RULESET ? va_arg(list, long) : va_arg(list, int);
    if (number == ADD_RULE) {
        (void)va_arg(list, int);
        kernel.allowed = va_arg(list, const struct beneath *)->allowed;
    }
    va_end(list);
    if (number == CREATE_RULESET && !first)
        return kernel.edition;
    if (number == CREATE_RULESET) {
        kernel.bytes = (size_t)next;
        memcpy(kernel.asked, first, kernel.bytes);
        return kernel.refuses_rules ? -1 : open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    kernel.rules += number == ADD_RULE;
    return number == RESTRICT_SELF && kernel.refuses_itself ? -1 : 0;
}

int prctl(int what, ...)
{
    bool refused = what == PR_SET_NO_NEW_PRIVS ? kernel.keeps_rights : kernel.refuses_filters;
    return refused ? -1 : 0;
}

/* The build of the sanitizers is not confined, whatever the kernel. */
static void need_confinement(void)
{
    if (!confine_is_wanted())
        cr_skip("the build is not to be confined");
}

TestSuite(confine_kernels, .init = need_confinement);

Test(confine_kernels, each_edition_is_asked_for_what_it_knows)
{
    static const struct {
        long edition;
        size_t bytes;
        uint64_t files, tcp, scopes;
    } row[] = {{1, 8, 0x1fff, 0, 0},  {2, 8, 0x3fff, 0, 0},  {3, 8, 0x7fff, 0, 0}, {4, 16, 0x7fff, 3, 0},
               {5, 16, 0x7fff, 3, 0}, {6, 24, 0x7fff, 3, 3}, {9, 24, 0x7fff, 3, 3}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        memset(&kernel, 0, sizeof kernel);
        kernel.edition = row[i].edition;
        confine_open();
        cr_expect_eq(kernel.bytes, row[i].bytes, "edition %ld", row[i].edition);
        cr_expect_eq(kernel.asked[0], row[i].files, "edition %ld: %lx", row[i].edition, (unsigned long)kernel.asked[0]);
        cr_expect_eq(kernel.asked[1], row[i].tcp, "edition %ld", row[i].edition);
        cr_expect_eq(kernel.asked[2], row[i].scopes, "edition %ld", row[i].edition);
        confine_allow_folders("/tmp");
        cr_expect_eq(kernel.allowed & MAKE_DIR, MAKE_DIR);
        cr_expect_eq(kernel.allowed & ~row[i].files, 0, "edition %ld: a rule has what it does not know",
                     row[i].edition);
        confine_allow_read("/tmp");
        cr_expect_eq(kernel.allowed, READ_FILE | READ_DIR);
        confine_allow_read("/etc/passwd");
        cr_expect_eq(kernel.allowed, READ_FILE);
        unsigned rules = kernel.rules;
        confine_allow_folders("/etc/passwd");
        confine_allow_read("/not/there");
        cr_expect_eq(kernel.rules, rules, "nothing is allowed of a file as of a folder, or of what is not there");
        cr_expect(confine_close());
    }
}

Test(confine_kernels, one_that_cannot_is_told_of)
{
    static const struct {
        const char *name;
        long edition;
        bool rules, itself, rights, filters;
    } row[] = {{"no Landlock", -1, false, false, false, false}, {"no rules", 6, true, false, false, false},
               {"no restriction", 6, false, true, false, false},
               {"no way to give up rights", 6, false, false, true, false},
               {"no filter of calls", 6, false, false, false, true}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        memset(&kernel, 0, sizeof kernel);
        kernel.edition = row[i].edition;
        kernel.refuses_rules = row[i].rules;
        kernel.refuses_itself = row[i].itself;
        kernel.keeps_rights = row[i].rights;
        kernel.refuses_filters = row[i].filters;
        confine_open();
        confine_allow_write("/tmp");
        cr_expect_eq(kernel.rules > 0, row[i].edition > 0 && !row[i].rules, "%s", row[i].name);
        cr_expect_not(confine_close(), "%s", row[i].name);
    }
}
