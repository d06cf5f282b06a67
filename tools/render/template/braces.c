/* braces - the scanner of templates, line by line */

#include "template/braces.h"

#include "base/near.h"
#include "base/voice.h"
#include "document/document.h"

enum { DEEPEST = 48, HEADINGS = 6 };

/* ---- directives ---- */

static const struct directive_row rows[DIRECTIVE_COUNT] = {
#define DIRECTIVE(id, word, shape, body, role, what) {word, shape, body, role, what},
#include "template/braces.def"
#undef DIRECTIVE
};

const struct directive_row *directive_row(size_t i)
{
    return i < DIRECTIVE_COUNT ? &rows[i] : NULL;
}

static size_t directive_find(struct str word, struct str known[DIRECTIVE_COUNT])
{
    size_t found = DIRECTIVE_COUNT;
    for (size_t i = 0; i < DIRECTIVE_COUNT; i++) {
        known[i] = str_of(rows[i].word);
        found = str_eq(word, known[i]) ? i : found;
    }
    return found;
}

/* ---- options and filters ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static void skip_blanks(struct str *rest)
{
    while (rest->length && is_blank(*rest->at))
        *rest = str_part(*rest, 1, SIZE_MAX);
}

/* The bytes of *rest up to one that ends a word; a {{value}} in it is part of it. */
static struct str take_word(struct str *rest, const char *ends)
{
    size_t i = 0;
    while (i < rest->length && !is_blank(rest->at[i]) && !(rest->at[i] && strchr(ends, rest->at[i]))) {
        struct str ahead = str_part(*rest, i, SIZE_MAX);
        ptrdiff_t close = str_starts(ahead, STR("{{")) ? str_find(ahead, STR("}}")) : -1;
        i += close < 0 ? 1 : (size_t)close + 2;
    }
    struct str word = str_part(*rest, 0, i);
    *rest = str_part(*rest, i, SIZE_MAX);
    return word;
}

/* A text in quotes, the quote in it doubled; *rest begins with the quote. */
static struct str take_quoted(const struct scroll *scroll, struct str *rest)
{
    char quote = *rest->at;
    bool doubled = false;
    size_t i = 1;
    while (i < rest->length && (rest->at[i] != quote || (i + 1 < rest->length && rest->at[i + 1] == quote))) {
        doubled |= rest->at[i] == quote;
        i += rest->at[i] == quote ? 2 : 1;
    }
    if (i >= rest->length)
        scroll_wrong(scroll, rest->at, "the quote is never closed (expected another %c)", quote);
    struct str text = str_part(*rest, 1, i - 1);
    *rest = str_part(*rest, i + 1, SIZE_MAX);
    if (!doubled)
        return text;
    char *into = mem_take(scroll->mem, text.length + 1);
    size_t length = 0;
    for (size_t k = 0; k < text.length; k++) {
        into[length++] = text.at[k];
        k += text.at[k] == quote;
    }
    return (struct str){into, length};
}

/* One option: NAME=TEXT, NAME="TEXT", TEXT or "TEXT". */
static struct braces_option *take_option(const struct scroll *scroll, struct str *rest)
{
    struct braces_option *option = mem_take(scroll->mem, sizeof *option);
    option->at = rest->at;
    bool quoted = *rest->at == '"' || *rest->at == '\'';
    option->text = quoted ? take_quoted(scroll, rest) : take_word(rest, "=|");
    if (quoted || rest->length == 0 || *rest->at != '=')
        return option;
    option->name = option->text;
    *rest = str_part(*rest, 1, SIZE_MAX);
    quoted = rest->length && (*rest->at == '"' || *rest->at == '\'');
    option->text = quoted ? take_quoted(scroll, rest) : take_word(rest, "|");
    return option;
}

static struct braces_option *take_options(const struct scroll *scroll, struct str *rest)
{
    struct braces_option *first = NULL, **last = &first;
    for (skip_blanks(rest); rest->length && *rest->at != '|'; skip_blanks(rest)) {
        *last = take_option(scroll, rest);
        last = &(*last)->next;
    }
    return first;
}

struct braces_option *braces_options(const struct scroll *scroll, struct str text)
{
    return take_options(scroll, &text);
}

static struct str take_argument(const struct scroll *scroll, struct str *rest)
{
    if (rest->length && *rest->at == '"')
        return take_quoted(scroll, rest);
    size_t i = 0;
    while (i < rest->length && rest->at[i] != ':' && rest->at[i] != '|')
        i++;
    struct str text = str_trim(str_part(*rest, 0, i));
    *rest = str_part(*rest, i, SIZE_MAX);
    return text;
}

static struct braces_filter *take_filters(const struct scroll *scroll, struct str rest)
{
    struct braces_filter *first = NULL, **last = &first;
    while (rest.length && *rest.at == '|') {
        rest = str_part(rest, 1, SIZE_MAX);
        skip_blanks(&rest);
        struct braces_filter *filter = *last = mem_take(scroll->mem, sizeof *filter);
        last = &filter->next;
        filter->at = rest.at;
        filter->name = str_trim(take_word(&rest, ":|"));
        while (skip_blanks(&rest), rest.length && *rest.at == ':') {
            rest = str_part(rest, 1, SIZE_MAX);
            struct str argument = take_argument(scroll, &rest);
            if (filter->arguments < BRACES_ARGUMENTS)
                filter->argument[filter->arguments] = argument;
            filter->arguments++;
        }
    }
    if (rest.length)
        scroll_wrong(scroll, rest.at, "\"%.*s\" stands behind a filter (expected | and the next one, or }})",
                   STR_ARG(rest));
    return first;
}

const struct braces_option *braces_find(const struct braces *braces, const char *name)
{
    const struct braces_option *option = braces->option;
    while (option && !str_eq(option->name, str_of(name)))
        option = option->next;
    return option;
}

const struct braces_option *braces_bare(const struct braces *braces, size_t i)
{
    const struct braces_option *option = braces->option;
    while (option && (option->name.length || i-- > 0))
        option = option->next;
    return option;
}

/* ---- the open sections ---- */

struct level {
    struct braces *node, **tail;
    int heading;              /* of a chapter */
};

struct scan {
    const struct scroll *scroll;
    struct level level[DEEPEST];
    int depth;
    struct str rest;          /* the lines that are to come */
    bool told;                /* of too many levels */
};

static struct braces *add(struct scan *scan, enum braces_kind kind, const char *at)
{
    struct braces *node = mem_take(scan->scroll->mem, sizeof *node);
    node->kind = kind;
    node->at = at;
    struct level *level = &scan->level[scan->depth];
    *level->tail = node;
    level->tail = &node->next;
    return node;
}

static void add_text(struct scan *scan, struct str text)
{
    if (text.length)
        add(scan, BRACES_TEXT, text.at)->text = text;
}

static void enter(struct scan *scan, struct braces *node, int heading)
{
    if (scan->depth + 1 == DEEPEST) {
        if (!scan->told)
            scroll_wrong(scan->scroll, node->at, "sections stand in each other more than %d deep", DEEPEST - 1);
        scan->told = true;
        return;
    }
    scan->level[++scan->depth] = (struct level){node, &node->first, heading};
}

/* What a section is closed by. */
static struct str called(const struct braces *node)
{
    return node->kind == BRACES_IF ? STR("if") : node->kind == BRACES_EDITION ? STR("edition") : node->text;
}

static void leave_chapters(struct scan *scan, int heading)
{
    while (scan->level[scan->depth].heading >= heading && scan->level[scan->depth].heading > 0)
        scan->depth--;
}

static void leave(struct scan *scan, struct str name, const char *at)
{
    leave_chapters(scan, 1);
    const struct braces *node = scan->level[scan->depth].node;
    if (node == NULL)
        scroll_wrong(scan->scroll, at, "{{/%.*s}} closes nothing that is open", STR_ARG(name));
    else if (!str_eq(called(node), name))
        scroll_wrong(scan->scroll, at, "{{/%.*s}} stands where {{/%.*s}} was expected, which line %llu opens",
                   STR_ARG(name), STR_ARG(called(node)), (unsigned long long)scroll_place(scan->scroll, node->at).line);
    if (scan->depth)
        scan->depth--;
}

static void close_all(struct scan *scan)
{
    for (; scan->depth; scan->depth--) {
        const struct level *level = &scan->level[scan->depth];
        if (!level->heading)
            scroll_wrong(scan->scroll, level->node->at, "{{%c%.*s}} is never closed (expected {{/%.*s}})",
                       level->node->inverted ? '^' : '#', STR_ARG(called(level->node)), STR_ARG(called(level->node)));
    }
}

/* ---- tags ---- */

/* The name of a value, which may stand in backquotes. */
static struct str take_name(const struct scroll *scroll, struct str *rest)
{
    skip_blanks(rest);
    return rest->length && *rest->at == '`' ? take_quoted(scroll, rest) : take_word(rest, "|");
}

static void open_section(struct scan *scan, struct str inside, const char *at)
{
    struct str rest = str_part(inside, 1, SIZE_MAX);
    struct str name = take_name(scan->scroll, &rest);
    enum braces_kind kind = str_eq(name, STR("if")) ? BRACES_IF
                            : str_eq(name, STR("edition")) ? BRACES_EDITION : BRACES_SECTION;
    struct braces *node = add(scan, kind, at);
    node->inverted = *inside.at == '^';
    node->text = name;
    node->option = take_options(scan->scroll, &rest);
    if (rest.length)
        scroll_wrong(scan->scroll, rest.at, "a section takes no filters (expected }})");
    if (name.length == 0)
        scroll_wrong(scan->scroll, at, "the section has no name (expected the name of a table or a column)");
    enter(scan, node, 0);
}

/* A tag without its braces. */
static void take_tag(struct scan *scan, struct str inside, const char *at)
{
    inside = str_trim(inside);
    char sign = inside.length ? *inside.at : '\0';
    if (sign == '!')
        return;
    if (sign == '#' || sign == '^') {
        open_section(scan, inside, at);
    } else if (sign == '/') {
        leave(scan, str_trim(str_part(inside, 1, SIZE_MAX)), at);
    } else {
        struct braces *node = add(scan, BRACES_VALUE, at);
        node->text = take_name(scan->scroll, &inside);
        node->option = take_options(scan->scroll, &inside);
        node->filter = take_filters(scan->scroll, inside);
        if (node->text.length == 0)
            scroll_wrong(scan->scroll, at, "no name stands between the braces (\\{{ is written for braces themselves)");
    }
}

/* Text with tags in it. */
static void take_line(struct scan *scan, struct str line)
{
    ptrdiff_t open;
    while ((open = str_find(line, STR("{{"))) >= 0) {
        bool escaped = open > 0 && line.at[open - 1] == '\\';
        add_text(scan, str_part(line, 0, (size_t)open - escaped));
        const char *at = line.at + open;
        struct str inside = str_part(line, (size_t)open + 2, SIZE_MAX);
        ptrdiff_t close = escaped ? -1 : str_find(inside, STR("}}"));
        if (escaped) {
            add_text(scan, STR("{{"));
        } else if (close < 0) {
            scroll_wrong(scan->scroll, at, "{{ is never closed (expected }} on the same line; \\{{ is written for "
                       "braces themselves)");
        } else {
            take_tag(scan, str_part(inside, 0, (size_t)close), at);
        }
        line = str_part(inside, close < 0 ? 0 : (size_t)close + 2, SIZE_MAX);
    }
    add_text(scan, line);
}

/* Is the line one tag that shows nothing? */
static bool stands_alone(struct str line)
{
    line = str_trim(line);
    return line.length > 4 && str_starts(line, STR("{{")) && strchr("#^/!", line.at[2]) &&
           str_find(line, STR("}}")) == (ptrdiff_t)line.length - 2;
}

/* ---- lines ---- */

/* The next line, without its end. */
static bool next_line(struct str *rest, struct str *line)
{
    if (rest->length == 0)
        return false;
    ptrdiff_t end = str_find(*rest, STR("\n"));
    *line = str_part(*rest, 0, end < 0 ? rest->length : (size_t)end);
    *rest = str_part(*rest, line->length + 1, SIZE_MAX);
    return true;
}

/* A line that opens or closes a fence: how many marks of which kind, and what stands behind them. */
struct fence {
    char mark;
    size_t marks;
    struct str info;
};

static bool is_fence(struct str line, struct fence *fence)
{
    size_t indent = 0, count = 0;
    while (indent < line.length && line.at[indent] == ' ')
        indent++;
    line = str_part(line, indent, SIZE_MAX);
    fence->mark = line.length ? *line.at : ' ';
    while (count < line.length && line.at[count] == fence->mark)
        count++;
    fence->marks = count;
    fence->info = str_trim(str_part(line, count, SIZE_MAX));
    bool ticks = fence->mark == '`' && str_find(fence->info, STR("`")) < 0;
    return indent < 4 && count >= 3 && (ticks || fence->mark == '~');
}

/* The lines up to the one that closes the fence. */
static struct str take_fenced(struct scan *scan, const struct fence *open, struct str line)
{
    struct str from = scan->rest, inside;
    struct fence fence;
    while (next_line(&scan->rest, &inside))
        if (is_fence(inside, &fence) && fence.mark == open->mark && fence.marks >= open->marks && !fence.info.length)
            return (struct str){from.at, (size_t)(inside.at - from.at)};
    scroll_wrong(scan->scroll, line.at, "the fence is never closed (expected a line of %zu %c)", open->marks,
                 open->mark);
    return from;
}

static struct braces *scan_text(const struct scroll *scroll, struct str text);

static void take_directive(struct scan *scan, enum directive which, const struct fence *fence, struct str line)
{
    struct braces *node = add(scan, BRACES_DIRECTIVE, fence->info.at);
    struct str rest = fence->info;
    node->directive = which;
    node->text = take_word(&rest, "");
    skip_blanks(&rest);
    if (which == DIRECTIVE_ANNEX || which == DIRECTIVE_WORDS) { /* a text, not options */
        node->option = mem_take(scan->scroll->mem, sizeof *node->option);
        *node->option = (struct braces_option){.text = rest, .at = rest.at};
    } else {
        node->option = take_options(scan->scroll, &rest);
        if (rest.length)
            scroll_wrong(scan->scroll, rest.at, "\"%.*s\" is no option (expected NAME=TEXT)", STR_ARG(rest));
    }
    for (struct braces_option *option = node->option; option; option = option->next)
        option->value = braces_line(scan->scroll, option->text);
    struct str body = take_fenced(scan, fence, line);
    if (rows[which].body)
        node->first = scan_text(scan->scroll, body);
    else if (str_trim(body).length > 1)
        scroll_wrong(scan->scroll, body.at, "nothing stands between the fences of \"%s\"; its options stand behind the "
                   "word", rows[which].word);
}

static void take_fence(struct scan *scan, const struct fence *fence, struct str line)
{
    struct str rest = fence->info, word = take_word(&rest, ""), known[DIRECTIVE_COUNT];
    size_t which = directive_find(word, known);
    if (which < DIRECTIVE_COUNT) {
        take_directive(scan, (enum directive)which, fence, line);
        return;
    }
    struct str hint = word.length > 2 ? nearest_hint(scan->scroll->mem, word, known, DIRECTIVE_COUNT) : word;
    if (word.length > 2 && hint.length)
        scroll_wrong(scan->scroll, word.at, "there is no directive \"%.*s\"%.*s", STR_ARG(word), STR_ARG(hint));
    take_line(scan, (struct str){line.at, line.length + 1});
    struct str body = take_fenced(scan, fence, line);
    take_line(scan, body);
    add_text(scan, (struct str){line.at, fence->marks}); /* a fence begins a line, perhaps indented */
    add_text(scan, STR("\n"));
}

/* The level of a heading, 0 for what is none; its options, without the braces, into *options. */
static int heading_of(struct str line, struct str *text, struct str *options)
{
    size_t level = 0;
    while (level < line.length && line.at[level] == '#')
        level++;
    *text = line;
    *options = (struct str){NULL, 0};
    if (level == 0 || level > HEADINGS || (level < line.length && !is_blank(line.at[level])))
        return 0;
    struct str trimmed = str_trim(line);
    size_t open = trimmed.length;
    if (str_ends(trimmed, STR("}")) && !str_ends(trimmed, STR("}}")))
        while (open > 0 && trimmed.at[open - 1] != '{')
            open--;
    if (open > level && open < trimmed.length && trimmed.at[open - 2] != '{') {
        *options = str_part(trimmed, open, trimmed.length - open - 1);
        *text = str_part(trimmed, 0, open - 1);
    }
    return (int)level;
}

static void take_heading(struct scan *scan, int level, struct str text, struct str options)
{
    leave_chapters(scan, level);
    if (options.length) {
        struct braces *node = add(scan, BRACES_CHAPTER, options.at);
        node->option = take_options(scan->scroll, &options);
        enter(scan, node, level);
    }
    take_line(scan, text);
    add_text(scan, STR("\n"));
}

static struct braces *scan_text(const struct scroll *scroll, struct str text)
{
    struct braces *first = NULL;
    struct scan *scan = mem_take(scroll->mem, sizeof *scan);
    struct str line, heading, options;
    struct fence fence;
    *scan = (struct scan){.scroll = scroll, .level = {{.tail = &first}}, .rest = text};
    while (next_line(&scan->rest, &line)) {
        int level = heading_of(line, &heading, &options);
        if (is_fence(line, &fence))
            take_fence(scan, &fence, line);
        else if (level)
            take_heading(scan, level, heading, options);
        else if (stands_alone(line))
            take_line(scan, str_trim(line));
        else
            take_line(scan, (struct str){line.at, line.length + 1});
    }
    close_all(scan);
    return first;
}

struct braces *braces_scan(const struct scroll *scroll, size_t from)
{
    return scan_text(scroll, str_part(scroll->text, from, SIZE_MAX));
}

struct braces *braces_line(const struct scroll *scroll, struct str text)
{
    struct braces *first = NULL;
    struct scan *scan = mem_take(scroll->mem, sizeof *scan);
    *scan = (struct scan){.scroll = scroll, .level = {{.tail = &first}}};
    take_line(scan, text);
    close_all(scan);
    return first;
}
