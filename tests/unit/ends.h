/* ends - what is told by something that ends the run: it is done in a process of its own */
#ifndef ENDS_H
#define ENDS_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Does the process end?  Calls that a unit lets fail go through again then, when a build with --coverage writes what it
 * has counted. */
static bool ends_over;
static int ends_aside = -1;   /* standard error as it was */

/* Says so.  What is told from now on is not of the unit: a sanitizer that looks for lost memory in a child warns that
 * the thread of the parent goes on. */
static inline void ends_let_through(void)
{
    ends_over = true;
    dup2(ends_aside, STDERR_FILENO);
}

/* In a child: what it tells until it ends goes to the file. */
static inline void ends_tell(int file)
{
    ends_aside = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 100);
    dup2(file, STDERR_FILENO);
    atexit(ends_let_through);
}

/* Runs it, expects the process to end by exit(2), and gives what it told; "" where it told nothing or
 * went on. */
static inline const char *ends(void (*run)(const void *), const void *with)
{
    static char told[4096];
    int status, ends[2];
    cr_assert(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        ends_tell(ends[1]);
        run(with);
        exit(0);
    }
    close(ends[1]);
    size_t length = 0;
    for (ssize_t got; length < sizeof told - 1 && (got = read(ends[0], told + length, sizeof told - 1 - length)) > 0;)
        length += (size_t)got;
    close(ends[0]);
    told[length] = '\0';
    cr_assert(waitpid(child, &status, 0) == child);
    cr_expect(!WIFSIGNALED(status), "signal %d", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 2 ? told : "";
}

#endif
