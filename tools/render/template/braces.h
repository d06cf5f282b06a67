/* braces - a template taken apart: text, {{values}}, sections, directives
 *
 *   {{name}}  {{name where=... |filter:argument|filter}}      a value
 *   {{#a where=... by=... sort=... top=... join=...}}...{{/a}} once for each row or group
 *   {{^a where=...}}...{{/a}}                                 once, where there is no such row
 *   {{#if "condition"}}  {{#if a where=...}}  {{^if ...}}     once, or not at all
 *   {{#edition review}}...{{/edition}}                        from that edition on
 *   {{! what nobody reads }}
 *   # Heading {edition=review chapter=tasks needs=t}          up to the next heading of its level
 *   ``` table a where=...                                     a directive of braces.def
 *
 * A tag of a section that stands alone on its line takes the line with it.  \{{ is {{ itself.  What a
 * name means is not asked here: filling.h does.
 */
#ifndef BRACES_H
#define BRACES_H

#include "template/scroll.h"

enum directive {
#define DIRECTIVE(id, ...) DIRECTIVE_##id,
#include "template/braces.def"
#undef DIRECTIVE
    DIRECTIVE_COUNT
};

/* The word behind the fence, what may stand behind it, what it is; null behind the last. */
struct directive_row {
    const char *word, *shape;
    bool body;
    int role;                 /* enum doc_role */
    const char *what;
};
const struct directive_row *directive_row(size_t i);

enum braces_kind {
    BRACES_TEXT, BRACES_VALUE, BRACES_SECTION, BRACES_IF, BRACES_EDITION,
    BRACES_CHAPTER,           /* a heading with options, and what belongs to it */
    BRACES_DIRECTIVE
};

struct braces;

/* where="..." of a tag or a directive; without a name what stands by itself, in its order. */
struct braces_option {
    struct str name, text;
    const char *at;
    struct braces *value;     /* the text with its {{values}}: in directives */
    struct braces_option *next;
};

enum { BRACES_ARGUMENTS = 4 };

struct braces_filter {
    struct str name, argument[BRACES_ARGUMENTS];
    size_t arguments;
    const char *at;
    struct braces_filter *next;
};

struct braces {
    enum braces_kind kind;
    bool inverted;            /* {{^...}} */
    enum directive directive;
    const char *at;           /* where it begins in the scroll */
    struct str text;          /* text as it is; the name of a value or section */
    struct braces_option *option;
    struct braces_filter *filter;
    struct braces *first;     /* what is inside */
    struct braces *next;
    void *plan;               /* what filling found the names to be */
};

/* All of it from byte `from` on; what is wrong is told by scroll_wrong. */
struct braces *braces_scan(const struct scroll *scroll, size_t from);

/* A text on one line with nothing but values in it: titles, captions, names of files. */
struct braces *braces_line(const struct scroll *scroll, struct str text);

/* The option of that name, or null; the i-th of those without a name. */
const struct braces_option *braces_find(const struct braces *braces, const char *name);
const struct braces_option *braces_bare(const struct braces *braces, size_t i);

/* Options as they stand behind a name: `s.owner where="..."` in front matter. */
struct braces_option *braces_options(const struct scroll *scroll, struct str text);

#endif
