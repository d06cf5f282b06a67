/* markdown - cmark-gfm's tree, walked once */

#include "template/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/diag.h"
#include "base/str.h"
#include "values/num.h"

/* ---- memory: the parser's comes from an arena ---- */

enum { HEAD = 16 };           /* the size of a piece stands before it */

static struct mem *arena;     /* while a text is parsed and walked */

static void *take_piece(size_t bytes)
{
    char *piece = mem_take(arena, bytes + HEAD);
    memcpy(piece, &bytes, sizeof bytes);
    return piece + HEAD;
}

static void *arena_calloc(size_t count, size_t bytes)
{
    return take_piece(count * bytes);
}

static void *arena_realloc(void *old, size_t bytes)
{
    size_t had = 0;
    if (old)
        memcpy(&had, (char *)old - HEAD, sizeof had);
    if (bytes <= had)
        return old;
    void *piece = take_piece(bytes);
    if (old)
        memcpy(piece, old, had);
    return piece;
}

static void arena_release(void *piece)
{
    (void)piece;
}

static cmark_mem allocator = {arena_calloc, arena_realloc, arena_release};

/* ---- bold beside Chinese punctuation ---- */

static bool is_space(uint32_t rune)
{
    return rune == 0 || rune == ' ' || rune == '\n' || rune == '\t' || rune == 0x3000 || rune == 0xa0;
}

/* Punctuation as Unicode has it, as far as Chinese and Western texts use it. */
static bool is_punctuation(uint32_t rune)
{
    static const uint32_t run[][2] = {
        {0x21, 0x2f}, {0x3a, 0x40}, {0x5b, 0x60}, {0x7b, 0x7e}, {0xa1, 0xa1}, {0xa7, 0xa7}, {0xab, 0xab}, {0xb6, 0xb7},
        {0xbb, 0xbb}, {0xbf, 0xbf}, {0x2010, 0x2027}, {0x2030, 0x205e}, {0x2208, 0x220d}, {0x3001, 0x3003},
        {0x3008, 0x3011}, {0x3014, 0x301f}, {0x3030, 0x3030}, {0x30fb, 0x30fb}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6b},
        {0xff01, 0xff0f}, {0xff1a, 0xff20}, {0xff3b, 0xff40}, {0xff5b, 0xff65}};
    return str_run_find(run, sizeof run / sizeof *run, sizeof *run, rune) < sizeof run / sizeof *run;
}

/* The parser sees a letter between the stars and the punctuation where a letter stands on their
 * other side. */
static void add_stars(struct heap *heap, struct str stars, uint32_t before, uint32_t after)
{
    bool opens = is_punctuation(after) && !is_space(before) && !is_punctuation(before);
    bool closes = is_punctuation(before) && !is_space(after) && !is_punctuation(after);
    heap_add(heap, closes ? STR(FILLING_DROP) : STR(""));
    heap_add(heap, stars);
    heap_add(heap, opens ? STR(FILLING_DROP) : STR(""));
}

struct str markdown_flanked(struct mem *mem, struct str text)
{
    struct heap heap = {.mem = mem};
    uint32_t before = 0;
    while (text.length) {
        size_t stars = 0, plain = 0;
        struct str rest;
        while (stars < text.length && text.at[stars] == '*')
            stars++;
        rest = str_part(text, stars, SIZE_MAX);
        if (stars) {
            struct str ahead = rest;
            add_stars(&heap, str_part(text, 0, stars), before, ahead.length ? str_rune(&ahead) : 0);
        }
        for (text = rest; rest.length && *rest.at != '*'; plain = text.length - rest.length)
            before = str_rune(&rest);
        heap_add(&heap, str_part(text, 0, plain));
        text = str_part(text, plain, SIZE_MAX);
    }
    return heap_text(&heap);
}

/* ---- marks ---- */

struct walk {
    const struct markdown *to;
    struct mem *mem;
    enum doc_role role;
    cmark_node *root;
    struct doc_run **last;    /* where the next run goes */
    unsigned style;
    struct str link;
};

/* A paragraph may have very many, so none is looked for. */
static struct doc_run *add_run(struct walk *walk, struct str text)
{
    struct doc_run *run = *walk->last = mem_take(walk->mem, sizeof *run);
    *run = (struct doc_run){.text = text, .style = walk->style, .link = walk->link};
    walk->last = &run->next;
    return run;
}

static bool begins_mark(struct str text)
{
    return str_starts(text, STR("\xee\x80")) && text.length > 2 && (unsigned char)text.at[2] <= 0x8f;
}

/* The value whose mark the text begins with, which is taken off; null for the mark of a letter. */
static const struct filled *take_mark(struct walk *walk, struct str *text)
{
    bool value = str_starts(*text, STR(FILLING_VALUE));
    *text = str_part(*text, 3, SIZE_MAX);
    ptrdiff_t end = value ? str_find(*text, STR(FILLING_END)) : -1;
    if (end < 0)
        return NULL;
    struct num number;
    bool good = num_parse(str_part(*text, 0, (size_t)end), &number) == NUM_OK;
    *text = str_part(*text, (size_t)end + 3, SIZE_MAX);
    return good && (size_t)number.mantissa < walk->to->values ? &walk->to->value[number.mantissa] : NULL;
}

/* A text of the parser's, its values put in, as one. */
static struct str whole(struct walk *walk, const char *literal)
{
    struct heap heap = {.mem = walk->mem};
    struct str rest = str_of(literal);
    while (rest.length) {
        size_t plain = 0;
        while (plain < rest.length && !begins_mark(str_part(rest, plain, SIZE_MAX)))
            plain++;
        heap_add(&heap, str_part(rest, 0, plain));
        rest = str_part(rest, plain, SIZE_MAX);
        const struct filled *value = rest.length ? take_mark(walk, &rest) : NULL;
        if (value)
            heap_add(&heap, value->text);
    }
    return heap_text(&heap);
}

static size_t number_length(struct str text)
{
    size_t length = 0;
    while (length < text.length && (str_is_digit(text.at[length]) || (length && text.at[length] == '.' &&
           length + 1 < text.length && str_is_digit(text.at[length + 1]))))
        length++;
    return length;
}

/* A value; of a sentence that a tool has said the numbers are the figures. */
static void add_value(struct walk *walk, const struct filled *value)
{
    struct str rest = value->text;
    while (value->told && rest.length) {
        size_t plain = 0, digits = 0;
        while (plain < rest.length && !(digits = number_length(str_part(rest, plain, SIZE_MAX))))
            plain++;
        if (plain)
            add_run(walk, str_part(rest, 0, plain))->citation = value->citation;
        if (!digits)
            return;
        struct doc_run *run = add_run(walk, str_part(rest, plain, digits));
        run->citation = value->citation;
        run->figure = run->text;
        rest = str_part(rest, plain + digits, SIZE_MAX);
    }
    if (rest.length == 0)
        return;
    struct doc_run *run = add_run(walk, rest);
    run->citation = value->citation;
    run->figure = value->figure;
}

static void add_runs(struct walk *walk, const char *literal)
{
    struct str rest = mem_copy(walk->mem, str_of(literal));
    while (rest.length) {
        size_t plain = 0;
        while (plain < rest.length && !begins_mark(str_part(rest, plain, SIZE_MAX)))
            plain++;
        if (plain)
            add_run(walk, str_part(rest, 0, plain));
        rest = str_part(rest, plain, SIZE_MAX);
        const struct filled *value = rest.length ? take_mark(walk, &rest) : NULL;
        if (value)
            add_value(walk, value);
    }
}

/* ---- inside paragraphs ---- */

static void walk_inlines(struct walk *walk, cmark_node *node);

static void walk_styled(struct walk *walk, cmark_node *node, unsigned style)
{
    unsigned before = walk->style;
    walk->style |= style;
    walk_inlines(walk, cmark_node_first_child(node));
    walk->style = before;
}

static void walk_link(struct walk *walk, cmark_node *node)
{
    struct str before = walk->link;
    walk->link = whole(walk, cmark_node_get_url(node));
    if (!str_starts(walk->link, STR("http://")) && !str_starts(walk->link, STR("https://")) &&
        !str_starts(walk->link, STR("mailto:")) && !str_starts(walk->link, STR("#")))
        walk->link = (struct str){NULL, 0};   /* no page runs what an address says */
    walk_inlines(walk, cmark_node_first_child(node));
    walk->link = before;
}

static void walk_blocks(struct walk *walk, cmark_node *node, int depth);

/* The n-th definition of the document, as a block of its own. */
static void walk_footnote(struct walk *walk, const char *literal)
{
    struct num number;
    if (num_parse(str_of(literal), &number) != NUM_OK)
        return;
    long left = (long)number.mantissa;
    for (cmark_node *node = cmark_node_first_child(walk->root); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_DEFINITION || --left > 0)
            continue;
        struct doc_block *note = mem_take(walk->mem, sizeof *note);
        struct walk inside = *walk;
        note->kind = BLOCK_PARAGRAPH;
        inside.last = &note->run;
        inside.style = 0;
        for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
            if (cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH)
                for (cmark_node *i = cmark_node_first_child(child); i; i = cmark_node_next(i))
                    if (cmark_node_get_type(i) == CMARK_NODE_TEXT || cmark_node_get_type(i) == CMARK_NODE_CODE)
                        add_runs(&inside, cmark_node_get_literal(i));
        add_run(walk, STR(""))->footnote = note;
        return;
    }
}

static void walk_inline(struct walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE)
        add_runs(walk, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_SOFTBREAK)
        add_run(walk, STR("\n"));
    else if (type == CMARK_NODE_LINEBREAK)
        add_run(walk, STR(""))->style |= RUN_BREAK;
    else if (type == CMARK_NODE_STRONG)
        walk_styled(walk, node, RUN_STRONG);
    else if (type == CMARK_NODE_EMPH)
        walk_styled(walk, node, RUN_EMPHASIS);
    else if (type == CMARK_NODE_LINK)
        walk_link(walk, node);
    else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
        walk_footnote(walk, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_CODE) {
        walk->style |= RUN_CODE;
        add_run(walk, whole(walk, cmark_node_get_literal(node)));
        walk->style &= ~(unsigned)RUN_CODE;
    } else
        walk_inlines(walk, cmark_node_first_child(node));
}

static void walk_inlines(struct walk *walk, cmark_node *node)
{
    for (; node; node = cmark_node_next(node))
        walk_inline(walk, node);
}

static bool ends_wide(struct str text)
{
    size_t from = text.length;
    while (from > 0 && ((unsigned char)text.at[--from] & 0xc0) == 0x80)
        ;
    return text.length && str_width(str_part(text, from, SIZE_MAX), 2) == 2;
}

static bool begins_wide(struct str text)
{
    struct str rest = text;
    if (text.length)
        str_rune(&rest);
    return text.length && str_width(str_part(text, 0, text.length - rest.length), 2) == 2;
}

/* A line end is a space, but none between Chinese characters. */
static void settle_line_ends(struct doc_block *block)
{
    struct str before = {NULL, 0};
    for (struct doc_run *run = block->run; run; run = run->next) {
        if (str_eq(run->text, STR("\n"))) {
            const struct doc_run *next = run->next;
            while (next && next->text.length == 0)
                next = next->next;
            run->text = ends_wide(before) && next && begins_wide(next->text) ? STR("") : STR(" ");
        }
        before = run->text.length ? run->text : before;
    }
}

static struct doc_block *add_block(struct walk *walk, enum block_kind kind, enum doc_role role)
{
    struct doc_block *block = document_add(walk->to->document, kind);
    block->role = role;
    return block;
}

static void fill(struct walk *walk, struct doc_block *block, cmark_node *node)
{
    walk->last = &block->run;
    walk_inlines(walk, cmark_node_first_child(node));
    settle_line_ends(block);
}

/* ---- tables ---- */

static size_t children(cmark_node *node)
{
    size_t count = 0;
    for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
        count++;
    return count;
}

/* A cell's runs as one text; bold when all of it is. */
static void fill_cell(struct walk *walk, cmark_node *node, struct doc_cell *cell, const struct citation **citation)
{
    struct doc_block block = {.kind = BLOCK_PARAGRAPH};
    struct str text = {NULL, 0};
    struct num number;
    bool strong = true;
    fill(walk, &block, node);
    for (const struct doc_run *run = block.run; run; run = run->next) {
        text = mem_join(walk->mem, text, run->text);
        strong &= (run->style & RUN_STRONG) != 0;
        cell->link = run->link.length ? run->link : cell->link;
        if (run->citation && !*citation)
            *citation = run->citation;
    }
    cell->shown = (struct shown){.text = text, .strong = strong && text.length};
    if (num_parse(text, &number) == NUM_OK)
        cell->figure = text;
}

static void walk_table(struct walk *walk, cmark_node *node)
{
    struct grid *grid = mem_take(walk->mem, sizeof *grid);
    const uint8_t *align = cmark_gfm_extensions_get_table_alignments(node);
    size_t row = 0, lines = children(node);
    grid->columns = cmark_gfm_extensions_get_table_columns(node);
    grid->rows = lines ? lines - 1 : 0;
    grid->column = mem_array(walk->mem, grid->columns, sizeof *grid->column);
    grid->cell = mem_array(walk->mem, grid->columns * grid->rows, sizeof *grid->cell);
    grid->citation = mem_array(walk->mem, grid->rows, sizeof *grid->citation);
    for (cmark_node *line = cmark_node_first_child(node); line; line = cmark_node_next(line), row++) {
        size_t i = 0;
        for (cmark_node *at = cmark_node_first_child(line); at && i < grid->columns; at = cmark_node_next(at), i++) {
            struct doc_cell head = {0}, *cell = row ? &grid->cell[(row - 1) * grid->columns + i] : &head;
            const struct citation *none = NULL;
            fill_cell(walk, at, cell, row ? &grid->citation[row - 1] : &none);
            if (row == 0)
                grid->column[i] = (struct grid_column){.head = head.shown.text, .right = align && align[i] == 'r'};
        }
    }
    for (size_t i = grid->rows; i-- > 0;)
        grid->name = grid->citation[i] ? grid->citation[i]->table : grid->name;
    document_share(grid);
    add_block(walk, BLOCK_TABLE, ROLE_PLAIN)->grid = grid;
}

/* ---- blocks ---- */

static void walk_item(struct walk *walk, cmark_node *item, int depth, long number)
{
    bool first = true;
    for (cmark_node *node = cmark_node_first_child(item); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH || !first) {
            walk_blocks(walk, node, depth + 1);
            if (cmark_node_get_type(node) != CMARK_NODE_LIST)
                first = false;
            continue;
        }
        struct doc_block *block = add_block(walk, BLOCK_ITEM, ROLE_PLAIN);
        block->level = depth + 1;
        block->number = number;
        fill(walk, block, node);
        first = false;
    }
}

static void walk_list(struct walk *walk, cmark_node *list, int depth)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    long number = ordered ? cmark_node_get_list_start(list) : 0;
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item))
        walk_item(walk, item, depth, ordered ? number++ : 0);
}

static void walk_code(struct walk *walk, cmark_node *node)
{
    struct str info = str_of(cmark_node_get_fence_info(node));
    struct num number;
    if (str_starts(info, STR(FILLING_INSET))) {
        if (num_parse(str_part(info, 3, SIZE_MAX), &number) == NUM_OK)
            walk->to->inset(walk->to->state, (size_t)number.mantissa, walk->role);
        return;
    }
    struct doc_block *block = add_block(walk, BLOCK_PARAGRAPH, ROLE_CODE);
    document_text(walk->to->document, block, whole(walk, cmark_node_get_literal(node)), RUN_CODE);
}

/* One block, not those behind it. */
static void walk_blocks(struct walk *walk, cmark_node *node, int depth)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) {
        struct doc_block *block = add_block(walk, BLOCK_HEADING, ROLE_PLAIN);
        block->level = cmark_node_get_heading_level(node);
        fill(walk, block, node);
    } else if (type == CMARK_NODE_PARAGRAPH) {
        struct doc_block *block = add_block(walk, BLOCK_PARAGRAPH, walk->role);
        fill(walk, block, node);
    } else if (type == CMARK_NODE_LIST) {
        walk_list(walk, node, depth);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        walk_code(walk, node);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        walk->last = &add_block(walk, BLOCK_PARAGRAPH, walk->role)->run;
        add_run(walk, str_trim(whole(walk, cmark_node_get_literal(node))));
    } else if (strcmp(cmark_node_get_type_string(node), "table") == 0) {
        walk_table(walk, node);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
        enum doc_role before = walk->role;
        walk->role = ROLE_QUOTE;
        for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
            walk_blocks(walk, child, depth);
        walk->role = before;
    }
}

/* ---- parsing ---- */

/* So many brackets in a paragraph, and bars in a line, take the parser a time that grows with their
 * square; no text has them. */
enum { BRACKETS_MOST = 2000, BARS_MOST = 1000 };

static void refuse_dense(struct str text)
{
    size_t brackets = 0, bars = 0;
    bool blank = true;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];
        brackets += byte == '[';
        bars += byte == '|';
        if (brackets > BRACKETS_MOST || bars > BARS_MOST)
            diag_fatal(DIAG_TEMPLATE, NULL, "the text of the template has a paragraph with more than %d [, or a line "
                       "with more than %d |, which is no text", BRACKETS_MOST, BARS_MOST);
        if (byte == '\n') {
            bars = 0;
            brackets = blank ? 0 : brackets;
        }
        blank = byte == '\n' || (blank && (byte == ' ' || byte == '\t'));
    }
}

static cmark_node *parse(struct mem *mem, struct str text)
{
    arena = mem;
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &allocator);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    refuse_dense(text);
    text = markdown_flanked(mem, text);
    cmark_parser_feed(parser, text.length ? text.at : "", text.length);
    return cmark_parser_finish(parser);
}

static struct walk begin(const struct markdown *markdown, struct str text, enum doc_role role)
{
    struct mem *mem = markdown->document->mem;
    return (struct walk){.to = markdown, .mem = mem, .role = role, .root = parse(mem, text)};
}

void markdown_put(const struct markdown *markdown, struct str text, enum doc_role role)
{
    struct walk walk = begin(markdown, text, role);
    for (cmark_node *node = cmark_node_first_child(walk.root); node; node = cmark_node_next(node))
        walk_blocks(&walk, node, 0);
}

void markdown_runs(const struct markdown *markdown, struct doc_block *block, struct str text)
{
    struct walk walk = begin(markdown, text, ROLE_PLAIN);
    cmark_node *first = cmark_node_first_child(walk.root);
    if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH)
        fill(&walk, block, first);
}
