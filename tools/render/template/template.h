/* template - a report that a statistician writes: Markdown, {{values}} and directives
 *
 * steelyard-templates(5) is what its user is told.  Opening one reads its front matter and the tables
 * that it names, and holds every name in it against them; whatever is wrong is told with file, line,
 * character and the near name, and ends the run before anything is written.  Making its document fills
 * it in (filling.h), parses the Markdown (markdown.h) and puts the directives in (directives.h).
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "template/directives.h"
#include "template/front_matter.h"

/* What the run brings. */
struct template_how {
    struct mem *mem;
    struct vocabulary *words;
    struct directory *names;
    struct edition_rules *rules;
    enum edition edition;
    struct reader *input;     /* for the first table that no --data gives, and for "-"; or null */
    const char *input_name;
    size_t block;
    const char *const *data, *const *set; /* NAME=FILE, NAME=TEXT, as they were given */
    size_t datas, sets;
    const char *split;        /* of --split-by; or null */
    struct penned penned;
    bool final;
    void (*notes)(void *state, struct document *document);
    void *notes_state;
};

struct template;

/* The scroll and its head are read by who knows in which language the words are to be. */
struct template *template_open(const struct template_how *how, const struct scroll *scroll,
                               const struct front_matter *front);

/* How many documents it makes, one for each group; 1 without a split.  Is it split? */
size_t template_documents(struct template *template);
bool template_is_split(const struct template *template);

/* When all is made: tells which tables of the command line nothing was asked of. */
void template_tell_unused(const struct template *template);

/* The i-th document; and a text with {{values}} filled in for it: the name of its file, the group. */
struct document *template_make(struct template *template, size_t i);
struct str template_text(struct template *template, size_t i, struct str text);
struct str template_group(struct template *template, size_t i);
size_t template_rows(const struct template *template, size_t i);

/* The tables that it has opened. */
const struct stock *template_stock(const struct template *template);

#endif
