/* tool: the life of a tool, from its arguments to its status, on streams of all kinds */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "frame/tool.h"
#include "ends.h"

/* ---- a small tool: its input, record by record ---- */

static void copy(struct job *job)
{
    struct reader *reader = job_reader(job);
    writer_record(job_writer(job), reader_header(reader));
    for (const struct record *record; (record = reader_next(reader));)
        writer_record(job_writer(job), record);
}

static const char *table;
static const struct opt rows[] = {{'t', "table", "FILE", "another table", OPT_TEXT, &table, NULL}, {0}};
static const struct tool_column columns[] = {
    {"in", "the --by columns", "needed", "what is copied"}, {"out", "a, b", "always", "the same"}, {0}};
static const struct tool_item words[] = {{"one", NULL, "the first"}, {0}};
static const struct tool_words kinds[] = {{.kind = "word", .row = words}, {0}};
static const struct tool_list listed = {.header = {"kind", "name", NULL, "meaning"}, .words = kinds};
static const char *const examples[] = {"copy table.csv", "copies it", NULL};
static const struct tool tool = {.name = "copy", .purpose = "copy a table", .operands = "[FILE]", .in = "a table",
                                 .out = "the same", .option = rows, .column = columns, .list = &listed,
                                 .example = examples, .run = copy};

/* ---- what the system refuses ---- */

static bool no_devices, unconfined;

int open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    mode_t mode = va_arg(list, mode_t);
    va_end(list);
    if (no_devices && strcmp(path, "/dev/null") == 0)
        return errno = ENOENT, -1;
    return ((int(*)(const char *, int, mode_t))dlsym(RTLD_NEXT, "open"))(path, flags, mode);
}

/* What a build that is fortified calls. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open(path, flags, 0);
}

int prctl(int what, ...)
{
    return unconfined && what == PR_SET_SECCOMP ? -1 : 0;
}

/* An end at once would lose the counts of coverage. */
void _exit(int status)
{
    exit(status);
}

/* ---- a run of it ---- */

static struct {
    char out[8192], err[8192];
    int status;
} ran;

static void read_all(int file, char *into, size_t room)
{
    ssize_t length = pread(file, into, room - 1, 0);
    into[length > 0 ? length : 0] = '\0';
}

/* Runs it with words parted by spaces, on an input; `before` is done in its process first. */
static void run(const char *line, const char *input, void (*before)(void))
{
    int in = open("/tmp", O_TMPFILE | O_RDWR, 0600), out = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    int err = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    cr_assert(in >= 0 && out >= 0 && err >= 0 && pwrite(in, input, strlen(input), 0) == (ssize_t)strlen(input));
    pid_t child = fork();
    if (child == 0) {
        char text[256], *argument[16] = {text};
        int arguments = 0;
        snprintf(text, sizeof text, "copy %s", line);
        for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
            argument[arguments++] = word;
        dup2(in, STDIN_FILENO), dup2(out, STDOUT_FILENO);
        ends_tell(err);
        if (before)
            before();
        exit(tool_main(&tool, arguments, argument));
    }
    cr_assert(waitpid(child, &ran.status, 0) == child);
    ran.status = WIFEXITED(ran.status) ? WEXITSTATUS(ran.status) : -1;
    read_all(out, ran.out, sizeof ran.out);
    read_all(err, ran.err, sizeof ran.err);
    close(in), close(out), close(err);
}

Test(tool, answers_questions)
{
    static const struct {
        const char *line, *out;
    } row[] = {
        {"", "a,b\n1,2\n"},
        {"-q -", "a,b\n1,2\n"},
        {"--version", "copy (steelyard) "},
        {"-h", "copy a table"},
        {"--describe", "direction,column,need,meaning\nin,the --by columns,needed,what is copied\n"
                       "out,\"a, b\",always,the same\n"},
        {"--list", "kind,name,meaning\nword,one,the first\n"},
        {"--option-table", "-t --table FILE\n-d --delimiter CHAR\n--tsv\n"},
        {"--completion=bash", "# bash completion for copy\n"},
        {"--complete --mess", "--messages\t"},
        {"--complete --nothing=", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        run(row[i].line, "a,b\n1,2\n", NULL);
        cr_expect_eq(ran.status, 0, "%s: %d, %s", row[i].line, ran.status, ran.err);
        cr_expect(strstr(ran.out, row[i].out), "%s: %s", row[i].line, ran.out);
    }
}

static void at_a_time(void)
{
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
}

Test(tool, a_line_of_provenance_has_the_time_that_is_given)
{
    char path[] = "/tmp/steelyard-tool.XXXXXX", line[64], text[4096];
    int file = mkstemp(path);
    cr_assert(file >= 0);
    snprintf(line, sizeof line, "--provenance %s", path);
    run(line, "a,b\n1,2\n", at_a_time);
    cr_expect_eq(ran.status, 0);
    read_all(file, text, sizeof text);
    cr_expect(strstr(text, ",\"records_in\":1,\"rows_out\":1,"), "%s", text);
    cr_expect(strstr(text, ",\"source_date_epoch\":\"1700000000\"}\n"), "%s", text);
    unlink(path);
}

static void on_a_terminal(void)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    dup2(open(ptsname(terminal), O_RDWR | O_NOCTTY), STDIN_FILENO);
}

static void on_nothing(void)
{
    close(STDIN_FILENO), close(STDOUT_FILENO);
}

static void without_devices(void)
{
    close(STDIN_FILENO);
    no_devices = true;
}

static void on_another_kernel(void)
{
    unconfined = true;
}

Test(tool, streams_and_kernels)
{
    run("", "", on_a_terminal);
    cr_expect(ran.status == 2 && strstr(ran.err, "no FILE, and standard input is a terminal"), "%s", ran.err);
    run("", "a\n1\n", on_nothing);
    cr_expect(ran.status == 2 && strstr(ran.err, "[read]"), "%d, %s", ran.status, ran.err);
    run("", "a\n1\n", without_devices);
    cr_expect(ran.status == 2 && !ran.err[0], "nothing holds its place, so nothing is told: %d, %s", ran.status,
              ran.err);
    run("-v", "a\n1\n", on_another_kernel);
    cr_expect_eq(ran.status, 0);
    cr_expect_str_eq(ran.out, "a\n1\n");
    cr_expect(!ran.err[0] || strstr(ran.err, "hint: this kernel does not confine the run to its files [unconfined]"),
              "%s", ran.err);
    run("", "a,b\n", NULL);
    cr_expect(ran.status == 0 && strstr(ran.err, "the header stands alone: there is no record"), "%s", ran.err);
}

Test(tool, mistakes)
{
    static const struct {
        const char *line, *err;
    } row[] = {
        {"--lang=zu", "--lang: there are no words in \"zu\""},
        {"--lang", "--lang needs a value"},
        {"--messages=cvs", "did you mean \"csv\"?"},
        {"--exit-status=skipped", "--exit-status: \"skipped\" is no CODE=STATUS"},
        {"--exit-status=skipped=2", "a status is 0, 1 or one from 3 to 125"},
        {"--exit-status=skipped=126", "a status is 0, 1 or one from 3 to 125"},
        {"--exit-status=skipped=x", "a status is 0, 1 or one from 3 to 125"},
        {"--exit-status=skipped=1234", "a status is 0, 1 or one from 3 to 125"},
        {"--exit-status=skiped=3", "did you mean \"skipped\"?"},
        {"--exit-status=usage=3", "\"usage\" is no code of a message that comes with an answer"},
        {"--exit-status=", "\"\" is no CODE=STATUS"},
        {"-o /dev/null/x", "cannot write /dev/null/x: Not a directory [open]"},
        {"a.csv b.csv", "cannot open a.csv: No such file or directory"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        run(row[i].line, "a\n1\n", NULL);
        cr_expect_eq(ran.status, 2, "%s: %d", row[i].line, ran.status);
        cr_expect(strstr(ran.err, row[i].err), "%s: %s", row[i].line, ran.err);
    }
    run("--exit-status=skipped=0,no-record=3", "a\n1\n", NULL);
    cr_expect_eq(ran.status, 0);
    run("--exit-status=no-record=3", "a\n", NULL);
    cr_expect_eq(ran.status, 3);
}
