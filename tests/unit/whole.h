/* whole - a tool from end to end under the fuzzer, with its side tables as one input
 *
 * A program that includes this has the tool's source with main called tool_entry, and WHOLE_LINES:
 * command lines in which "@0" stands for the first part of the input, "@1" for the second, and so
 * on.  The input's first byte chooses the line; the rest is cut into parts at each byte 0x1e.  Each
 * input is run in a process of its own, for tools end by exit and keep options in static places;
 * what it reached is handed back, so that the fuzzer learns of it.  It must end with 0, 1 or 2.
 */
#ifndef WHOLE_H
#define WHOLE_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WHOLE_PARTS = 6, WHOLE_WORDS = 24, WHOLE_FIRST = 100, WHOLE_SECONDS = 10, WHOLE_BAD = 99 };

extern uint8_t __start___sancov_cntrs[], __stop___sancov_cntrs[];

static uint8_t *whole_reached;

/* Where the fuzzer looks for what a target counts by itself. */
__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t whole_extra[1 << 16];

/* How many bytes say what was reached. */
static size_t whole_counters(void)
{
    return (size_t)(__stop___sancov_cntrs - __start___sancov_cntrs);
}

/* Gives the parent what the child reached, and ends before the fuzzer hears of the exit, which
 * it would take for a finding. */
static void whole_hand_back(int status, void *nothing)
{
    (void)nothing;
    memcpy(whole_reached, __start___sancov_cntrs, whole_counters());
    _exit(status);
}

/* Leaks are looked for by the cases; here it would take most of the time.  And a sanitizer's
 * finding must not look as a tool's status. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}

/* Part `i` becomes /proc/self/fd/100+i. */
static void whole_part(int i, const uint8_t *at, size_t length)
{
    int file = memfd_create("part", 0);
    if (file < 0 || write(file, at, length) != (ssize_t)length || lseek(file, 0, SEEK_SET) != 0 ||
        dup2(file, WHOLE_FIRST + i) < 0)
        _exit(WHOLE_BAD);
    close(file);
}

/* One run; `aloud`, its standard error is seen. */
static _Noreturn void whole_child(const uint8_t *fed, size_t size, const char *line, bool aloud)
{
    static char words[1024], name[WHOLE_WORDS][32];
    char *argument[WHOLE_WORDS + 1] = {NULL};
    int count = 0, part = 0;
    size_t begun = 0;
    for (size_t i = 0; i <= size && part < WHOLE_PARTS; i++)
        if (i == size || fed[i] == 0x1e) {
            whole_part(part++, fed + begun, i - begun);
            begun = i + 1;
        }
    for (; part < WHOLE_PARTS; part++)
        whole_part(part, NULL, 0);
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok(words, " "); word && count < WHOLE_WORDS; word = strtok(NULL, " ")) {
        snprintf(name[count], sizeof *name, "/proc/self/fd/%d", WHOLE_FIRST + (word[0] == '@' ? word[1] - '0' : 0));
        argument[count] = word[0] == '@' ? name[count] : word;
        count++;
    }
    int nowhere = open("/dev/null", O_RDWR);
    for (int stream = STDIN_FILENO; stream <= (aloud ? STDOUT_FILENO : STDERR_FILENO); stream++)
        dup2(nowhere, stream);
    alarm(WHOLE_SECONDS);
    on_exit(whole_hand_back, NULL);
    exit(tool_entry(count, argument));
}

/* One run in a process of its own, and what waitpid says of it. */
static int whole_status(const uint8_t *fed, size_t size, const char *line, bool aloud)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        whole_child(fed, size, line, aloud);
    pid_t ended = child < 0 ? -1 : 0;
    while (ended == 0 || (ended < 0 && child > 0 && errno == EINTR))       /* the fuzzer has an alarm of its own */
        ended = waitpid(child, &status, 0);
    if (ended != child)
        abort();
    return status;
}

/* What the fuzzer calls; any other end than 0, 1 or 2 is a finding. */
int LLVMFuzzerTestOneInput(const uint8_t *fed, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *fed, size_t size)
{
    static const char *const lines[] = {WHOLE_LINES};
    if (size == 0)
        return 0;
    if (!whole_reached)
        whole_reached = mmap(NULL, whole_counters(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const char *line = lines[fed[0] % (sizeof lines / sizeof *lines)];
    int status = whole_status(fed + 1, size - 1, line, false);
    for (size_t i = 0; i < whole_counters(); i++)
        whole_extra[i % sizeof whole_extra] |= whole_reached[i];
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 2) {
        fprintf(stderr, "status %d of %s\n", status, line);
        whole_status(fed + 1, size - 1, line, true);
        abort();
    }
    return 0;
}

#endif
