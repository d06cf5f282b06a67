/* tab - what may stand where the cursor is, for the shells' TAB
 *
 * The script that --completion prints for a shell knows nothing: at each TAB it runs the tool with
 * --complete and the words up to the cursor, and offers what comes.  So bash, zsh and fish offer the
 * same, from the tables that the tool is made of: options and their words, the words of --list, and,
 * of the files that the line names, the columns, indicators and regions.  Which of these an option
 * takes follows from what its value is called in help; the table is in tab.c.
 *
 * A line is a whole word, a TAB and what it means (empty where nothing says it).  One that ends in
 * : or = goes on.  No line: the shell offers files.
 */
#ifndef TAB_H
#define TAB_H

#include "frame/opt.h"

struct out;

struct tab {
    struct mem *mem;
    const struct opt *own, *suite;
    /* The i-th word of a kind of --list, and its meaning; null behind the last. */
    const char *(*listed)(void *state, const char *kind, size_t i, const char **meaning);
    void *state;
};

/* Writes what may be the last of the words, or go on from it. */
void tab_complete(const struct tab *tab, struct out *out, const char *const *word, size_t words);

/* Prints the script of a shell (bash, zsh, fish) for the program of that name. */
void tab_script(struct out *out, const char *shell, const char *name);

#endif
