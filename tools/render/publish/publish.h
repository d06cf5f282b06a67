/* publish - a template becomes one file, or one for each group with a list of them
 *
 * All files of a run appear together or none does.
 */
#ifndef PUBLISH_H
#define PUBLISH_H

#include "formats/format.h"
#include "frame/tool.h"
#include "template/template.h"

struct publish_how {
    const char *template;     /* a file, or the name of a shipped one */
    const char *labels;       /* of --labels; or null */
    const char *split, *words;
    struct opt_list data, set;
    enum edition edition;
    bool check, final, begin;
};

/* The template, read, and the language of its words chosen unless the command line has: before the words are
 * opened.  One that is not there ends the run. */
struct publish;
struct publish *publish_open(struct job *job, const struct publish_how *how);

/* Writes the documents; nothing but a check where that was asked. */
void publish_write(struct publish *publish, struct report *report, const struct format *format);

#endif
