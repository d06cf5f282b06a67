/* opt - see opt.h */
#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/opt.h"
#include "io/out.h"

enum { TABLES = 2, GIVEN = 64 };

static const char *given[GIVEN];
static size_t givens;

static bool takes_value(const struct opt *opt)
{
    return opt->kind != OPT_FLAG;
}

/* ---- finding the row ---- */

struct tables {
    const struct opt *table[TABLES];
};

/* The options that a row of a table stands for: itself, those of its group, or none. */
static const struct opt *option_of(const struct opt *opt, size_t *index)
{
    if (opt->kind == OPT_TITLE)
        return NULL;
    if (opt->kind != OPT_GROUP)
        return (*index)-- == 0 ? opt : NULL;
    const struct opt_group *group = opt->to;
    for (size_t i = 0; group->row[i].name; i++)
        if (group->wanted >> i & 1 && (*index)-- == 0)
            return &group->row[i];
    return NULL;
}

/* Has the tool an option of that name in its own table?  It takes the place of the suite's. */
static bool is_replaced(const struct opt *own, const struct opt *option)
{
    for (; own && own->name; own++)
        if (own != option && own->kind != OPT_TITLE && strcmp(own->name, option->name) == 0)
            return true;
    return false;
}

/* The options of both tables in order: row(tables, 0), row(tables, 1)... then null. */
static const struct opt *row(const struct tables *tables, size_t index)
{
    const struct opt *found = NULL;
    for (size_t t = 0; t < TABLES; t++)
        for (const struct opt *opt = tables->table[t]; opt && opt->name && !found; opt++)
            if (t == 0 || !is_replaced(tables->table[0], opt))
                found = option_of(opt, &index);
    return found;
}

/* Where the value of an option goes: of a shared one, into the struct of the group. */
static void *destination(const struct tables *tables, const struct opt *option)
{
    for (size_t t = 0; t < TABLES; t++)
        for (const struct opt *opt = tables->table[t]; opt && opt->name; opt++) {
            const struct opt_group *group = opt->kind == OPT_GROUP ? opt->to : NULL;
            for (size_t i = 0; group && group->row[i].name; i++)
                if (&group->row[i] == option)
                    return (char *)group->into + (uintptr_t)option->to;
        }
    return option->to;
}

const struct opt *opt_row(const struct opt *own, const struct opt *suite, size_t index)
{
    return row(&(struct tables){{own, suite}}, index);
}

static _Noreturn void unknown(const struct tables *tables, struct str word)
{
    struct str name[256];
    size_t count = 0;
    for (const struct opt *opt; count < 256 && (opt = row(tables, count)); count++)
        name[count] = str_of(opt->name);
    ptrdiff_t near = near_find(word, name, count);
    if (near >= 0)
        diag_fatal(DIAG_USAGE, NULL, "no option --%.*s; did you mean --%.*s?", STR_ARG(word), STR_ARG(name[near]));
    diag_fatal(DIAG_USAGE, NULL, "no option --%.*s (--help lists them)", STR_ARG(word));
}

/* The row of a long name or of its only continuation. */
static const struct opt *by_name(const struct tables *tables, struct str word)
{
    const struct opt *found = NULL;
    for (size_t i = 0;; i++) {
        const struct opt *opt = row(tables, i);
        if (!opt)
            break;
        if (str_eq(str_of(opt->name), word))
            return opt;
        if (!str_starts(str_of(opt->name), word))
            continue;
        if (found)
            diag_fatal(DIAG_USAGE, NULL, "--%.*s is short for both --%s and --%s", STR_ARG(word), found->name,
                       opt->name);
        found = opt;
    }
    if (!found)
        unknown(tables, word);
    return found;
}

static const struct opt *by_letter(const struct tables *tables, char letter)
{
    for (size_t i = 0;; i++) {
        const struct opt *opt = row(tables, i);
        if (!opt)
            diag_fatal(DIAG_USAGE, NULL, "no option -%c (--help lists them)", letter);
        if (opt->letter == letter)
            return opt;
    }
}

/* ---- storing the value ---- */

static bool read_whole(struct str digits, uint64_t *value)
{
    bool fits = digits.length > 0;
    *value = 0;
    for (size_t i = 0; fits && i < digits.length; i++) {
        unsigned digit = (unsigned)(digits.at[i] - '0');
        fits = digit < 10 && !__builtin_mul_overflow(*value, (uint64_t)10, value) &&
               !__builtin_add_overflow(*value, (uint64_t)digit, value);
    }
    return fits;
}

/* The ends of a range such as "1 to 9"; false where there is none. */
static bool range_of(const struct opt *opt, struct str *least, struct str *most)
{
    struct str range = str_of(opt->choices);
    ptrdiff_t to = str_find(range, STR(" to "));
    *least = str_part(range, 0, to < 0 ? 0 : (size_t)to);
    *most = str_part(range, to < 0 ? range.length : (size_t)to + 4, SIZE_MAX);
    return to >= 0;
}

static bool in_range(uint64_t value, struct str from, struct str to)
{
    uint64_t least, most;
    return read_whole(from, &least) && read_whole(to, &most) && value >= least && value <= most;
}

static uint64_t whole(const struct opt *opt, struct str digits)
{
    uint64_t value;
    struct str least, most;
    bool ranged = range_of(opt, &least, &most), good = read_whole(digits, &value);
    if (!good && !ranged)
        diag_fatal(DIAG_USAGE, NULL, "--%s needs a whole number, not \"%.*s\"", opt->name, STR_ARG(digits));
    if (!good || (ranged && !in_range(value, least, most)))
        diag_fatal(DIAG_USAGE, NULL, "--%s needs a whole number from %.*s to %.*s, not \"%.*s\"", opt->name,
                   STR_ARG(least), STR_ARG(most), STR_ARG(digits));
    return value;
}

static uint64_t size(const struct opt *opt, struct str text)
{
    static const char unit[] = "KMG";
    const char *at = text.length ? memchr(unit, text.at[text.length - 1], 3) : NULL;
    unsigned shift = at ? 10 * (unsigned)(at - unit + 1) : 0;
    uint64_t value = whole(opt, str_part(text, 0, text.length - (at ? 1 : 0)));
    if (shift && value >> (64 - shift))
        diag_fatal(DIAG_USAGE, NULL, "--%s: %.*s is too much", opt->name, STR_ARG(text));
    return value << shift;
}

static char character(const struct opt *opt, struct str text)
{
    if (str_eq(text, STR("\\t")))
        return '\t';
    static const struct { struct str word; char byte; } spoken[] = {
        {STR("semicolon"), ';'}, {STR("comma"), ','}, {STR("tab"), '\t'}, {STR("pipe"), '|'}, {STR("分号"), ';'},
        {STR("；"), ';'}, {STR("，"), ','}, {STR("逗号"), ','}};
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        if (str_eq(text, spoken[i].word))
            diag_fatal(DIAG_USAGE, NULL, "--%s needs one ASCII character or \\t, not \"%.*s\"; did you mean '%s'?",
                       opt->name, STR_ARG(text), spoken[i].byte == '\t' ? "\\t" : (char[]){spoken[i].byte, '\0'});
    if (text.length != 1 || (unsigned char)text.at[0] >= 0x80 || text.at[0] == '"' || text.at[0] == '\n' ||
        text.at[0] == '\r' || text.at[0] == '\0')
        diag_fatal(DIAG_USAGE, NULL, "--%s needs one ASCII character or \\t, not \"%.*s\"", opt->name, STR_ARG(text));
    return text.at[0];
}

static const char *one_of(struct mem *mem, const struct opt *opt, const char *value)
{
    struct str name[64], rest = str_of(opt->choices);
    size_t count = 0;
    while (count < 64 && str_cut(&rest, '|', &name[count])) {
        if (str_eq(name[count], str_of(value)))
            return value;
        count++;
    }
    diag_fatal(DIAG_USAGE, NULL, "--%s is one of %s, not \"%s\"%.*s", opt->name, opt->choices, value,
               STR_ARG(nearest_hint(mem, str_of(value), name, count)));
}

static struct span span(struct mem *mem, const struct opt *opt, const char *value)
{
    struct span span = {.text = str_of(value)};
    span.known = period_parse(span.text, &span.value);
    if (!span.known)
        diag_fatal(DIAG_USAGE, NULL, "--%s: \"%s\" %s", opt->name, value, period_why(mem, span.text));
    return span;
}

static struct num share(const struct opt *opt, const char *value)
{
    struct num share;
    if (num_parse(str_of(value), &share) != NUM_OK || num_sign(share) < 0 || num_compare(share, num_of(1)) > 0)
        diag_fatal(DIAG_USAGE, NULL, "--%s needs a share from 0 to 1, such as 0.8, not \"%s\"", opt->name, value);
    return share;
}

static void store(struct mem *mem, const struct opt *opt, const char *value, void *to)
{
    if (givens < GIVEN && !opt_given(opt->name))     /* each name once: a hundred --stat take one place */
        given[givens++] = opt->name;
    switch (opt->kind) {
    case OPT_FLAG: *(bool *)to = true; break;
    case OPT_TEXT: *(const char **)to = value; break;
    case OPT_COUNT: *(uint64_t *)to = whole(opt, str_of(value)); break;
    case OPT_SIZE: *(uint64_t *)to = size(opt, str_of(value)); break;
    case OPT_CHAR: *(char *)to = character(opt, str_of(value)); break;
    case OPT_CHOICE: *(const char **)to = one_of(mem, opt, value); break;
    case OPT_EACH: {
        struct opt_list *list = to;
        const char **longer = mem_array(mem, list->count + 1, sizeof *longer);
        if (list->count)
            memcpy(longer, list->value, list->count * sizeof *longer);
        longer[list->count++] = value;
        list->value = longer;
        break;
    }
    case OPT_PERIOD: *(struct span *)to = span(mem, opt, value); break;
    case OPT_SHARE: *(struct num *)to = share(opt, value); break;
    case OPT_GROUP: case OPT_TITLE: break;
    }
}

/* ---- walking the command line ---- */

struct walk {
    struct mem *mem;
    struct tables tables;
    int left;
    char **next;
};

static const char *next_value(struct walk *walk, const struct opt *opt)
{
    if (walk->left == 0)
        diag_fatal(DIAG_USAGE, NULL, "--%s needs a value (%s)", opt->name, opt->argument);
    walk->left--;
    return *walk->next++;
}

static void long_option(struct walk *walk, struct str word)
{
    ptrdiff_t equals = str_find(word, STR("="));
    struct str name = equals < 0 ? word : str_part(word, 0, (size_t)equals);
    const struct opt *opt = by_name(&walk->tables, name);
    if (!takes_value(opt) && equals >= 0)
        diag_fatal(DIAG_USAGE, NULL, "--%s takes no value", opt->name);
    const char *value = !takes_value(opt) ? NULL : equals >= 0 ? word.at + equals + 1 : next_value(walk, opt);
    store(walk->mem, opt, value, destination(&walk->tables, opt));
}

/* -by would be -b with the value "y": whoever writes that has hardly meant it. */
static void refuse_one_hyphen(const struct walk *walk, const char *letters)
{
    const struct opt *opt;
    for (size_t i = 0; strlen(letters) > 1 && (opt = row(&walk->tables, i)); i++)
        if (strcmp(opt->name, letters) == 0)
            diag_fatal(DIAG_USAGE, NULL, "-%s: a long option has two hyphens; did you mean --%s?", letters, letters);
}

static void short_options(struct walk *walk, const char *letter)
{
    refuse_one_hyphen(walk, letter);
    for (; *letter; letter++) {
        const struct opt *opt = by_letter(&walk->tables, *letter);
        if (!takes_value(opt)) {
            store(walk->mem, opt, NULL, destination(&walk->tables, opt));
            continue;
        }
        store(walk->mem, opt, letter[1] ? letter + 1 : next_value(walk, opt), destination(&walk->tables, opt));
        return;
    }
}

struct opt_list opt_parse(struct mem *mem, const struct opt *own, const struct opt *suite, int argc, char **argv)
{
    struct walk walk = {mem, {{own, suite}}, argc - 1, argv + 1};
    struct opt_list operands = {mem_array(mem, (size_t)argc + 1, sizeof(char *)), 0};
    bool ended = false;
    while (walk.left) {
        walk.left--;
        const char *word = *walk.next++;
        if (ended || word[0] != '-' || word[1] == '\0')
            operands.value[operands.count++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            long_option(&walk, str_of(word + 2));
        else
            short_options(&walk, word + 1);
    }
    return operands;
}

/* ---- names of files ---- */

static bool may_name_file(const struct opt *opt)
{
    static const char *const word[] = {"FILE", "DIR", "STEM", "SITE", "FOLDER"};
    for (size_t i = 0; opt->argument && i < sizeof word / sizeof *word; i++)
        if (str_find(str_of(opt->argument), str_of(word[i])) >= 0)
            return true;
    return false;
}

/* The whole value, and what stands behind "=". */
static void use_value(const char *value, opt_file *use, void *state, bool whole)
{
    for (const char *name = value; name; name = (name = strchr(name, '=')) ? name + 1 : NULL)
        use(state, name, whole);
}

void opt_files(const struct opt *own, const struct opt *suite, opt_file *use, void *state)
{
    const struct tables tables = {{own, suite}};
    const struct opt *opt;
    for (size_t i = 0; (opt = row(&tables, i)); i++) {
        if (!may_name_file(opt) || (opt->kind != OPT_TEXT && opt->kind != OPT_EACH))
            continue;
        const struct opt_list *list = destination(&tables, opt);
        bool whole = strcmp(opt->argument, "SITE") == 0 || strcmp(opt->argument, "FOLDER") == 0;
        for (size_t k = 0; opt->kind == OPT_EACH && k < list->count; k++)
            use_value(list->value[k], use, state, whole);
        if (opt->kind == OPT_TEXT)
            use_value(*(const char *const *)destination(&tables, opt), use, state, whole);
    }
}

bool opt_given(const char *name)
{
    for (size_t i = 0; i < givens; i++)
        if (strcmp(given[i], name) == 0)
            return true;
    return false;
}

void opt_serves(const char *name, bool used, const char *serves)
{
    if (!used && opt_given(name))
        diag_report(DIAG_NO_EFFECT, NULL, "--%s has no effect in this run (it serves %s)", name, serves);
}

/* ---- what is printed from the table ---- */

static void print_row(struct out *out, const struct opt *opt)
{
    char left[80];
    size_t width = 0;
    struct str part[] = {opt->letter ? STR("  -") : STR("      "), {&opt->letter, opt->letter != 0},
                         opt->letter ? STR(", --") : STR("--"),    str_of(opt->name),
                         opt->argument ? STR("=") : STR(""),       str_of(opt->argument)};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        for (size_t k = 0; k < part[i].length && width < sizeof left; k++)
            left[width++] = part[i].at[k];
    out_write(out, (struct str){left, width});
    if (width > 28) {
        out_byte(out, '\n');
        width = 0;
    }
    while (width++ < 30)
        out_byte(out, ' ');
    struct str least, most;
    out_write(out, voice_str(opt->help));
    if (range_of(opt, &least, &most))
        out_format(out, voice_text(" (%.*s to %.*s)"), STR_ARG(least), STR_ARG(most));
    else if (opt->choices)
        out_format(out, voice_text(" (%s)"), opt->choices);
    if (opt->kind == OPT_EACH)
        out_write(out, voice_str(" (may be repeated)"));
    out_byte(out, '\n');
}

static void print_rows(struct out *out, const char *title, const struct opt *table, const struct opt *own)
{
    if (!table || !table->name)
        return;
    out_format(out, "\n%s\n", title);
    for (; table->name; table++) {
        if (is_replaced(own, table))
            continue;
        const struct opt *option;
        if (table->kind == OPT_TITLE)
            out_format(out, voice_text("\n%s:\n"), voice_text(table->help));
        for (size_t i = 0, left = 0; (option = option_of(table, &left)); left = ++i)
            print_row(out, option);
    }
}

void opt_help(struct out *out, const struct opt_page *page, const struct opt *own, const struct opt *suite)
{
    out_format(out, voice_text("usage: %s [OPTION]... %s\n"), page->name, page->operands);
    out_format(out, voice_text("%s: %s.\n\nin:  %s\nout: %s\n"), page->name, voice_text(page->purpose),
               voice_text(page->in), voice_text(page->out));
    print_rows(out, voice_text("options:"), own, NULL);
    print_rows(out, voice_text("options of every tool:"), suite, own);
    out_format(out, "\n%s\n", voice_text("examples:"));
    for (const char *const *example = page->example; *example; example++)
        out_format(out, "  %s\n", *example);
    out_format(out, "\n%s\n", voice_text("exit status: 0 done; 1 done, and the answer is no; 2 could not answer."));
}

void opt_table(struct out *out, const struct opt *own, const struct opt *suite)
{
    const struct tables tables = {{own, suite}};
    for (size_t i = 0;; i++) {
        const struct opt *opt = row(&tables, i);
        if (!opt)
            break;
        if (opt->letter)
            out_format(out, "-%c ", opt->letter);
        out_format(out, "--%s%s%s\n", opt->name, opt->argument ? " " : "", opt->argument ? opt->argument : "");
    }
}
