/* template - opened, checked, and made into documents */

#include "template/template.h"

#include <limits.h>
#include <stdlib.h>

#include "files/digest.h"

struct template {
    const struct template_how *how;
    const struct scroll *scroll;
    const struct front_matter *front;
    struct stock stock;
    struct filling filling;
    struct braces *first, *title;
    struct filling_group *group;
    size_t groups;
    struct str digest;
};

/* ---- tables ---- */

/* The template's folder, links followed. */
static struct str folder_of(struct mem *mem, const char *file)
{
    char path[PATH_MAX];
    struct str text = str_of(realpath(file, path) ? path : file);
    while (text.length && text.at[text.length - 1] != '/')
        text.length--;
    return mem_copy(mem, text);
}

/* A file of the front matter: below the template's folder, wherever links lead. */
static const char *own_file(const struct scroll *scroll, const struct front_pair *pair)
{
    char path[PATH_MAX];
    struct str folder = folder_of(scroll->mem, scroll->file), rest = pair->text, piece;
    bool out = str_starts(pair->text, STR("/"));
    while (str_cut(&rest, '/', &piece))
        out |= str_eq(piece, STR(".."));
    struct str beside = str_of(scroll->file);
    while (beside.length && beside.at[beside.length - 1] != '/')
        beside.length--;
    const char *file = mem_join(scroll->mem, beside, pair->text).at;
    out |= realpath(file, path) && !str_starts(str_of(path), folder);
    if (out)
        scroll_wrong(scroll, pair->at, "\"%.*s\" is not below the template's folder, and a template reaches no other "
                     "file (--data %.*s=FILE names any)", STR_ARG(pair->text), STR_ARG(pair->name));
    return file;
}

static void cut_pair(const char *option, const char *given, struct str *name, struct str *text)
{
    *text = str_of(given);
    if (str_find(*text, STR("=")) < 1)
        diag_fatal(DIAG_USAGE, NULL, "--%s \"%s\": expected NAME=%s", option, given,
                   strcmp(option, "data") == 0 ? "FILE" : "TEXT");
    str_cut(text, '=', name);
}

static void add_tables(struct template *template)
{
    const struct template_how *how = template->how;
    struct str name, file;
    for (size_t i = 0; i < template->front->data.pairs; i++) {
        const struct front_pair *pair = &template->front->data.pair[i];
        bool none = pair->text.length == 0, input = str_eq(pair->text, STR("-"));
        stock_add(&template->stock, pair->name, none ? NULL : input ? "-" : own_file(template->scroll, pair),
                  template->scroll, pair->at);
    }
    for (size_t i = 0; i < how->datas; i++) {
        cut_pair("data", how->data[i], &name, &file);
        stock_add(&template->stock, name, file.at, NULL, NULL);
    }
}

static void add_spares(struct template *template)
{
    for (size_t i = 0; i < template->front->optional.pairs; i++) {
        const struct front_pair *pair = &template->front->optional.pair[i];
        if (stock_find(&template->stock, pair->name))
            stock_spare(&template->stock, pair->name, pair->text);
        else
            scroll_wrong(template->scroll, pair->at, "no table \"%.*s\" (the front matter names them under data:)",
                         STR_ARG(pair->name));
    }
}

/* The operand is the table that asks for "-", else the first that the command line does not name. */
static void place_input(struct template *template)
{
    struct stock_table *first = NULL;
    struct str name, file;
    for (size_t i = 0; i < template->stock.tables; i++) {
        struct stock_table *table = &template->stock.table[i];
        bool given = false;
        if (table->file && strcmp(table->file, "-") == 0)
            return;
        for (size_t k = 0; k < template->how->datas; k++) {
            cut_pair("data", template->how->data[k], &name, &file);
            given |= str_eq(name, table->name);
        }
        first = first || given ? first : table;
    }
    if (!first)
        diag_fatal(DIAG_USAGE, NULL, "the template takes no further table than those of --data, and %s is given too",
                   diag_file(template->how->input_name));
    first->file = "-";
}

/* ---- what is set ---- */

static void add_setting(struct template *template, size_t *room, struct str name, struct str text)
{
    struct filling *filling = &template->filling;
    for (size_t i = 0; i < filling->settings; i++)
        if (str_eq(filling->setting[i].name, name)) {
            filling->setting[i].text = text;
            return;
        }
    filling->setting = mem_grow(filling->mem, filling->setting, filling->settings, room, sizeof *filling->setting);
    filling->setting[filling->settings++] = (struct setting){name, text};
}

/* Names of the command line must be set in the front matter, so that a slip of the keys is seen. */
static void add_settings(struct template *template)
{
    const struct front_list *list = &template->front->set;
    struct str *known = mem_array(template->how->mem, list->pairs + 1, sizeof *known), name, text;
    size_t room = 0;
    for (size_t i = 0; i < list->pairs; i++) {
        known[i] = list->pair[i].name;
        add_setting(template, &room, list->pair[i].name, list->pair[i].text);
    }
    known[list->pairs] = STR("chapters");
    for (size_t i = 0; i < template->how->sets; i++) {
        cut_pair("set", template->how->set[i], &name, &text);
        size_t k = 0;
        while (k <= list->pairs && !str_eq(known[k], name))
            k++;
        if (k > list->pairs)
            diag_fatal(DIAG_USAGE, NULL, "--set: the template sets no \"%.*s\"%.*s", STR_ARG(name),
                       STR_ARG(nearest_hint(template->how->mem, name, known, list->pairs + 1)));
        if (k == list->pairs)
            template->filling.chapters = text;
        else
            add_setting(template, &room, name, text);
    }
}

/* ---- chapters ---- */

struct keys {
    struct mem *mem;
    struct str *key;
    size_t count, room;
};

static void gather_chapters(struct keys *keys, const struct braces *node)
{
    for (; node; node = node->next) {
        const struct braces_option *chapter = node->kind == BRACES_CHAPTER ? braces_find(node, "chapter") : NULL;
        if (chapter) {
            keys->key = mem_grow(keys->mem, keys->key, keys->count, &keys->room, sizeof *keys->key);
            keys->key[keys->count++] = chapter->text;
        }
        gather_chapters(keys, node->first);
    }
}

/* A chapter that is wanted and not there would be left out unseen. */
static void check_chapters(const struct template *template)
{
    struct keys keys = {.mem = template->how->mem};
    struct str list = template->filling.chapters, piece;
    gather_chapters(&keys, template->first);
    while (list.length && str_cut(&list, ',', &piece)) {
        struct str wanted = str_trim(piece);
        size_t k = 0;
        while (k < keys.count && !str_eq(keys.key[k], wanted))
            k++;
        if (k == keys.count && wanted.length)
            diag_fatal(DIAG_TEMPLATE, &(struct place){.file = template->scroll->file},
                       "the template has no chapter \"%.*s\"%.*s", STR_ARG(wanted),
                       STR_ARG(nearest_hint(keys.mem, wanted, keys.key, keys.count)));
    }
}

/* ---- editions ---- */

static void set_editions(struct template *template)
{
    const struct front_list *list = &template->front->editions;
    enum edition last;
    for (size_t i = 0; i < list->pairs; i++) {
        const struct front_pair *pair = &list->pair[i];
        if (edition_read(pair->text, &last))
            edition_rule(template->how->rules, pair->name, last);
        else
            scroll_wrong(template->scroll, pair->at, "there is no edition \"%.*s\" (expected %.*s)",
                         STR_ARG(pair->text), STR_ARG(edition_expected(template->how->mem, pair->text)));
    }
    if (template->how->edition > template->front->edition)
        scroll_wrong(template->scroll, template->scroll->text.at, "this template is not for edition %.*s: its front "
                     "matter says edition: %.*s", STR_ARG(edition_word(template->how->edition)),
                     STR_ARG(edition_word(template->front->edition)));
}

/* ---- opening ---- */

/* A section over the rows of one document: s.owner where="...". */
static struct braces *split_of(struct template *template)
{
    const struct scroll *scroll = template->scroll;
    struct str text = template->how->split ? str_of(template->how->split) : template->front->split, column, name;
    if (text.length == 0)
        return NULL;
    struct braces_option *option = braces_options(scroll, text);
    column = option->text;
    if (option->name.length || !str_cut(&column, '.', &name) || column.length == 0) {
        scroll_wrong(scroll, text.at, "\"%.*s\" splits nothing (expected TABLE.COLUMN)", STR_ARG(text));
        return NULL;
    }
    struct braces *split = mem_take(scroll->mem, sizeof *split);
    struct braces_option *by = mem_take(scroll->mem, sizeof *by);
    *by = (struct braces_option){.name = STR("by"), .text = column, .at = option->at, .next = option->next};
    *split = (struct braces){.kind = BRACES_SECTION, .at = option->at, .text = name, .option = by};
    if (!stock_find(&template->stock, name))
        scroll_wrong(scroll, text.at, "no table \"%.*s\" (the front matter names them under data:)", STR_ARG(name));
    return stock_find(&template->stock, name) ? split : NULL;
}

/* SHA-256 of the template and of all cells that it could see, for the properties. */
static struct str digest_of(const struct template *template)
{
    struct digest *digest = digest_open(template->how->mem);
    digest_add(digest, template->scroll->text);
    for (size_t i = 0; i < template->stock.tables; i++) {
        const struct stock_table *table = &template->stock.table[i];
        for (size_t row = 0; table->table && row < table->rows; row++)
            for (uint32_t k = 0; k < table->table->columns.count; k++) {
                digest_add(digest, table->row[row][k]);
                digest_add(digest, (struct str){"", 1});
            }
    }
    return digest_text(template->how->mem, digest);
}

struct template *template_open(const struct template_how *how, const struct scroll *scroll,
                               const struct front_matter *front)
{
    struct template *template = mem_take(how->mem, sizeof *template);
    *template = (struct template){.how = how, .scroll = scroll, .front = front};
    template->stock = (struct stock){.mem = how->mem, .words = how->words, .names = how->names, .rules = how->rules,
                                     .edition = how->edition, .input = how->input, .block = how->block};
    template->filling = (struct filling){.mem = how->mem, .scroll = scroll, .stock = &template->stock,
                                         .words = how->words, .chapters = front->chapters};
    set_editions(template);
    add_tables(template);
    add_spares(template);
    if (how->input)
        place_input(template);
    add_settings(template);
    template->first = braces_scan(scroll, front->bytes);
    check_chapters(template);
    template->title = braces_line(scroll, front->title);
    template->filling.split = split_of(template);
    scroll_stop();
    filling_check(&template->filling, template->title);
    filling_check(&template->filling, template->first);
    scroll_stop();
    template->group = filling_groups(&template->filling, &template->groups);
    template->digest = digest_of(template);
    return template;
}

/* ---- making ---- */

size_t template_documents(struct template *template)
{
    return template->groups;
}

static bool is_word(char byte)
{
    return (unsigned char)byte >= 0x80 || byte == '_' || str_is_digit(byte) ||
           ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

/* Is the name a word of the template, perhaps of a chapter that is left out? */
static bool is_said(const struct template *template, struct str name)
{
    struct str rest = template->scroll->text;
    for (long at; (at = (long)str_find(rest, name)) >= 0;) {
        size_t end = (size_t)at + name.length;
        bool begins = at == 0 || !is_word(rest.at[at - 1]), ends = end == rest.length || !is_word(rest.at[end]);
        if (begins && ends)
            return true;
        rest = str_part(rest, end, SIZE_MAX);
    }
    return false;
}

void template_tell_unused(const struct template *template)
{
    for (size_t i = 0; i < template->stock.tables; i++) {
        const struct stock_table *table = &template->stock.table[i];
        if (!table->at && table->file && !table->table && !is_said(template, table->name))
            diag_report(DIAG_PASSED_OVER, &(struct place){.file = table->file},
                        "the template asks for nothing of the table \"%.*s\" that --data gives", STR_ARG(table->name));
    }
}

bool template_is_split(const struct template *template)
{
    return template->filling.split != NULL;
}

size_t template_rows(const struct template *template, size_t i)
{
    return template->group[i].rows;
}

const struct stock *template_stock(const struct template *template)
{
    return &template->stock;
}

/* While a document is made, the table of the split has the rows of its group alone. */
struct narrowed {
    struct stock_table *table;
    struct str **row;
    size_t rows;
};

static struct narrowed narrow(struct template *template, size_t i)
{
    struct narrowed all = {NULL, NULL, 0};
    if (!template->filling.split)
        return all;
    all.table = stock_find(&template->stock, template->filling.split->text);
    all.row = all.table->row;
    all.rows = all.table->rows;
    all.table->row = template->group[i].row;
    all.table->rows = template->group[i].rows;
    return all;
}

static void widen(const struct narrowed *all)
{
    if (all->table) {
        all->table->row = all->row;
        all->table->rows = all->rows;
    }
}

struct str template_text(struct template *template, size_t i, struct str text)
{
    struct braces *line = braces_line(template->scroll, text);
    struct narrowed all = narrow(template, i);
    filling_check(&template->filling, line);
    scroll_stop();
    struct str made = filling_plain(&template->filling, line, &template->group[i]);
    widen(&all);
    return made;
}

struct str template_group(struct template *template, size_t i)
{
    const struct braces *split = template->filling.split;
    return split ? template_text(template, i, mem_join(template->how->mem, STR("{{"), split->option->text, STR("}}")))
                 : (struct str){NULL, 0};
}

/* Has it a title of its own? */
static bool has_title(const struct braces *first)
{
    for (; first; first = first->next)
        if ((first->kind == BRACES_DIRECTIVE && first->directive == DIRECTIVE_TITLE) || has_title(first->first))
            return true;
    return false;
}

static void begin_document(struct template *template, struct document *document, const struct filling_group *group)
{
    document->manner = template->front->manner;
    document->numbered = template->front->numbered;
    document->draft = !template->how->final;
    document->publisher = template->front->publisher;
    document->subject = template->front->subject;
    document->annex = template->front->annex;
    document->title = filling_plain(&template->filling, template->title, group);
    document_property(document, "edition", edition_word(template->how->edition));
    document_property(document, "version", STR(STEELYARD_VERSION));
    document_property(document, "digest", template->digest);
    if (document->title.length && !has_title(template->first)) {
        struct doc_block *block = document_add(document, BLOCK_HEADING);
        block->role = ROLE_TITLE;
        document_text(document, block, document->title, 0);
    }
}

struct document *template_make(struct template *template, size_t i)
{
    struct document *document = document_new(template->how->mem, template->how->words);
    struct directives *directives = mem_take(template->how->mem, sizeof *directives);
    struct narrowed all = narrow(template, i);
    begin_document(template, document, &template->group[i]);
    struct str text = filling_text(&template->filling, template->first, &template->group[i]);
    *directives = (struct directives){
        .filling = &template->filling,
        .penned = template->how->penned,
        .notes = template->how->notes,
        .notes_state = template->how->notes_state,
        .markdown = {.document = document, .value = template->filling.value, .values = template->filling.values,
                     .inset = directives_put, .state = directives},
    };
    markdown_put(&directives->markdown, text, ROLE_PLAIN);
    widen(&all);
    scroll_stop();
    document_finish(document);
    return document;
}
