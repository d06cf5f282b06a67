/* penned - words that people wrote, merged into a report at every run
 *
 * They live in FOLDER/KEY.md, one file an object, as Markdown below head lines that keep the figures
 * which they were written about:
 *
 *     ---
 *     滞后指标数: 5
 *     ---
 *     五项指标滞后,主要原因是……
 *
 * A figure that is another by now does not change the words: they get a line above them with the old and
 * the new one, and a message, until somebody has read them again and set the head lines right.  What
 * nobody has written has a marked place.  No run ever writes over a file that is there.
 */
#ifndef PENNED_H
#define PENNED_H

#include "template/markdown.h"

struct penned {
    const char *folder;       /* or null: nothing was written */
    bool begin;               /* write the files that are missing, to be filled in */
    bool final;               /* what is missing or changed is a mistake */
};

/* Puts the words of a key into the document.  `figures` are lines NAME: FIGURE as they are now; `at` is
 * where the template asks for them. */
void penned_put(const struct penned *penned, const struct markdown *markdown, const struct scroll *scroll,
                const char *at, struct str key, struct str figures);

#endif
