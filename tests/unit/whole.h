/* whole - a tool from end to end under the fuzzer, with its side tables as one input
 *
 * A program that includes this has the tool's source behind it, with main called tool_entry.  An input is cut
 * into parts at each byte 0x1e.  The first is the command line, a word a line: in it "@1" at the end
 * of a word stands for the name of the part behind it, "@2" for the next, and so on, "@f" for a
 * folder that can be made, and "<@1" has that part on standard input.  tests/fuzz/seeds makes such
 * inputs of the cases.  The tool must end with 0, 1 or 2,
 * or with what --exit-status asks for.
 *
 * In a build with the address sanitizer each run has a process of its own, and what it reached is
 * handed back; in one for long campaigns (FUZZ_INSIDE) it is run in this one.  FUZZ_ANSWERS=FILE
 * adds a digest of each answer to FILE.
 */
#ifndef WHOLE_H
#define WHOLE_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inside.h"

/* The tool's main. */
int tool_entry(int count, char **argument);

enum { WHOLE_WORDS = 64, WHOLE_LINE_BYTES = 2048, WHOLE_CUT = 0x1e };

/* A command line, and what is to stand on standard input: a part, or -1. */
struct whole_line {
    char *argument[WHOLE_WORDS + 1];
    int count, input;
    char text[WHOLE_LINE_BYTES + WHOLE_WORDS * INSIDE_NAME_BYTES];
    size_t length;
};

/* Adds a word with its "@1" replaced. */
static void whole_word(struct whole_line *line, const char *word)
{
    const char *mark = strrchr(word, '@');
    const char *name = !mark || !mark[1] || mark[2] ? NULL : mark[1] == 'f' ? inside_folder_name() :
                       mark[1] >= '1' && mark[1] <= '9' ? inside_part_name(mark[1] - '0') : NULL;
    if (name && word[0] == '<' && mark[1] != 'f') {
        line->input = mark[1] - '0';
        return;
    }
    char *to = line->text + line->length;
    int length = name ? snprintf(to, sizeof line->text - line->length, "%.*s%s", (int)(mark - word), word, name)
                      : snprintf(to, sizeof line->text - line->length, "%s", word);
    line->length += (size_t)length + 1;
    line->argument[line->count++] = to;
}

/* Puts the parts where they are read, and the first into `line`. */
static void whole_read(struct whole_line *line, const uint8_t *data, size_t size)
{
    char text[WHOLE_LINE_BYTES], *left;
    const uint8_t *end = memchr(data, WHOLE_CUT, size);
    size_t length = end ? (size_t)(end - data) : size, from = length + 1;
    snprintf(text, sizeof text, "%.*s", (int)length, (const char *)data);
    memset(line->argument, 0, sizeof line->argument);
    line->count = 0;
    line->length = 0;
    line->input = -1;
    for (char *word = strtok_r(text, "\n", &left); word && line->count < WHOLE_WORDS;
         word = strtok_r(NULL, "\n", &left))
        whole_word(line, word);
    for (int part = 1; part < INSIDE_PARTS; part++) {
        const uint8_t *rest = from < size ? memchr(data + from, WHOLE_CUT, size - from) : NULL;
        size_t to = rest && part < INSIDE_PARTS - 1 ? (size_t)(rest - data) : size;
        inside_part(part, data + (from < size ? from : size), from < to ? to - from : 0);
        from = to + 1;
    }
}

/* ---- the answer, for those who compare two runs ---- */

/* Adds its digest to `file`. */
static void whole_answer(const char *file, int stream, int status)
{
    unsigned char bytes[4096];
    uint64_t digest = 14695981039346656037u;
    lseek(stream, 0, SEEK_SET);
    for (ssize_t length; (length = read(stream, bytes, sizeof bytes)) > 0;)
        for (ssize_t i = 0; i < length; i++)
            digest = (digest ^ bytes[i]) * 1099511628211u;
    FILE *out = fopen(file, "a");
    if (!out)
        abort();
    fprintf(out, "%d %016llx\n", status, (unsigned long long)digest);
    fclose(out);
    if (ftruncate(stream, 0) != 0)
        abort();
    lseek(stream, 0, SEEK_SET);
}

/* ---- one run ---- */

#ifdef FUZZ_INSIDE

/* What the tool ends with. */
static int whole_run(struct whole_line *line)
{
    return inside_run(tool_entry, line->count, line->argument);
}

/* It has told already. */
static void whole_show(struct whole_line *line)
{
    (void)line;
}

#else

extern uint8_t __start___sancov_cntrs[], __stop___sancov_cntrs[];
static uint8_t *whole_reached;

/* Where the fuzzer looks for what a target counts by itself. */
__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t whole_extra[1 << 16];

/* Leaks are looked for by the cases; here it would take most of the time. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}

/* How many bytes say what was reached. */
static size_t whole_counters(void)
{
    return (size_t)(__stop___sancov_cntrs - __start___sancov_cntrs);
}

/* In the child, when it ends: before the fuzzer hears of it, which would take an exit for a finding. */
static void whole_hand_back(int status)
{
    (void)status;
    memcpy(whole_reached, __start___sancov_cntrs, whole_counters());
}

/* What the tool ends with, or 128 and the signal. */
static int whole_run(struct whole_line *line)
{
    if (!whole_reached)
        whole_reached = mmap(NULL, whole_counters(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int told = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);
    if (!getenv("FUZZ_ANSWERS"))
        dup2(nowhere, STDERR_FILENO);
    int status = inside_child(tool_entry, line->count, line->argument, whole_hand_back);
    dup2(told, STDERR_FILENO);
    close(told);
    close(nowhere);
    for (size_t i = 0; i < whole_counters(); i++)
        whole_extra[i % sizeof whole_extra] |= whole_reached[i];
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Once more with what it says, which is what the sanitizer found. */
static void whole_show(struct whole_line *line)
{
    inside_child(tool_entry, line->count, line->argument, whole_hand_back);
}

#endif

/* Does it ask for another status than 0, 1 or 2? */
static bool whole_may_end_otherwise(const struct whole_line *line)
{
    for (int i = 0; i < line->count; i++)
        if (strncmp(line->argument[i], "--exit", 6) == 0)
            return true;
    return false;
}

/* What the fuzzer calls; any other end than 0, 1 or 2 is a finding. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct whole_line line;
    int told = -1;
    const char *answers = getenv("FUZZ_ANSWERS");
    inside_open();
    whole_read(&line, data, size);
    if (!line.count)
        return -1;
    inside_input(line.input);
    if (answers) {
        told = memfd_create("told", 0);
        dup2(told, STDOUT_FILENO);
        dup2(told, STDERR_FILENO);
    }
    int status = whole_run(&line);
    inside_sweep();
    if (answers) {
        whole_answer(answers, told, status);
        close(told);
    }
    if (status < 0 || status > 125 || (status > 2 && !whole_may_end_otherwise(&line))) {
        fprintf(stderr, "status %d of", status);
        for (int i = 0; i < line.count; i++)
            fprintf(stderr, " %s", line.argument[i]);
        fprintf(stderr, "\n");
        whole_show(&line);
        abort();
    }
    return 0;
}

#endif
