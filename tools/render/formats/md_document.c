/* md_document - a document as Markdown, and as lines for a terminal
 *
 * Markdown has no papers and pages: what decides them is left out, and a contents list, which every
 * reader of Markdown makes by itself.  On a terminal the same lines come without the signs.
 */

#include "formats/format.h"

#include "base/str.h"
#include "view/sink.h"

struct script {
    struct report *report;
    const struct document *document;
    bool terminal;
    long notes;
    const struct doc_block **note;
    size_t room;
};

static void put_text(struct script *script, struct str text)
{
    if (script->terminal)
        out_plain(script->report->out, plain_of(script->report->mem, text));
    else
        sink_markdown(script->report->out, text);
}

static void put_sign(struct script *script, const char *sign)
{
    if (!script->terminal)
        out_write(script->report->out, str_of(sign));
}

/* ---- runs ---- */

static const struct {
    unsigned style;
    const char *sign;
} styles[] = {{RUN_STRONG | RUN_CHANGED, "**"}, {RUN_EMPHASIS, "*"}};

/* Nothing is escaped in code: its marks are longer than any that it holds, and a line end is a blank. */
static void put_code_run(struct script *script, struct str text)
{
    struct out *out = script->report->out;
    size_t longest = 0, here = 0;
    for (size_t i = 0; i < text.length; i++) {
        here = text.at[i] == '`' ? here + 1 : 0;
        longest = here > longest ? here : longest;
    }
    for (size_t i = 0; i <= longest; i++)
        out_byte(out, '`');
    if (longest)
        out_byte(out, ' ');
    for (size_t i = 0; i < text.length; i++)
        out_byte(out, text.at[i] == '\n' ? ' ' : text.at[i]);
    if (longest)
        out_byte(out, ' ');
    for (size_t i = 0; i <= longest; i++)
        out_byte(out, '`');
}

static void put_run(struct script *script, const struct doc_run *run)
{
    size_t count = sizeof styles / sizeof *styles;
    if (run->footnote) {
        script->note = mem_grow(script->report->mem, script->note, (size_t)script->notes, &script->room,
                                sizeof *script->note);
        script->note[script->notes++] = run->footnote;
        out_format(script->report->out, "[^%ld]", script->notes);
    }
    if (run->text.length) {
        put_sign(script, run->link.length ? "[" : "");
        for (size_t i = 0; i < count; i++)
            put_sign(script, run->style & styles[i].style ? styles[i].sign : "");
        if (run->style & RUN_CODE && !script->terminal)
            put_code_run(script, run->text);
        else
            put_text(script, run->text);
        for (size_t i = count; i-- > 0;)
            put_sign(script, run->style & styles[i].style ? styles[i].sign : "");
        if (run->link.length && !script->terminal) {
            out_write(script->report->out, STR("](<"));
            sink_markdown(script->report->out, run->link);
            out_write(script->report->out, STR(">)"));
        }
    }
    if (run->style & RUN_BREAK)
        out_write(script->report->out, script->terminal ? STR("\n") : STR("\\\n"));
}

static void put_runs(struct script *script, const struct doc_run *run)
{
    for (; run; run = run->next)
        put_run(script, run);
}

static void put_line(struct script *script, struct str text)
{
    put_text(script, text);
    out_byte(script->report->out, '\n');
}

/* ---- tables ---- */

static void put_cell(struct script *script, const struct shown *shown)
{
    bool strong = shown->strong && shown->text.length && !shown->mark;
    out_byte(script->report->out, ' ');
    put_text(script, shown->before);
    if (shown->mark) {
        put_text(script, shown->mark->mark);
        out_byte(script->report->out, ' ');
    }
    put_sign(script, strong ? "**" : "");
    put_text(script, shown->text);
    put_sign(script, strong ? "**" : "");
    out_write(script->report->out, STR(" |"));
}

static void put_caption(struct script *script, const struct doc_block *block, enum word form, struct str text)
{
    const struct vocabulary *words = script->report->words;
    if (text.length == 0)
        return;
    put_line(script, vocabulary_fill(words, form, "n", words_number(words, block->number), "text", text, NULL));
    out_byte(script->report->out, '\n');
}

static void put_grid(struct script *script, const struct grid *grid)
{
    struct out *out = script->report->out;
    out_byte(out, '|');
    for (size_t i = 0; i < grid->columns; i++)
        put_cell(script, &(struct shown){.text = grid->column[i].head});
    out_write(out, STR("\n|"));
    for (size_t i = 0; i < grid->columns; i++)
        out_write(out, grid->column[i].right ? STR(" ---: |") : STR(" --- |"));
    out_byte(out, '\n');
    for (size_t row = 0; row < grid->rows; row++) {
        out_byte(out, '|');
        for (size_t i = 0; i < grid->columns; i++)
            put_cell(script, &grid->cell[row * grid->columns + i].shown);
        out_byte(out, '\n');
    }
    out_byte(out, '\n');
    for (size_t i = 0; i < grid->notes; i++) {
        put_line(script, grid->note[i]);
        out_byte(out, '\n');
    }
}

static void put_chart(struct script *script, const struct doc_block *block)
{
    const struct drawn *drawn = &block->drawn;
    struct str title = drawn->title.length ? drawn->title
                                           : chart_title(drawn->chart, drawn->view, drawn->summary, &drawn->wish);
    put_caption(script, block, W_FIGURE, title);
    if (drawn->twin)
        put_grid(script, drawn->twin);
}

/* ---- blocks ---- */

static void put_heading(struct script *script, const struct doc_block *block)
{
    int level = block->role == ROLE_TITLE || block->role == ROLE_ANNEX ? 1 : block->level + 1;
    for (int i = 0; i < level; i++)
        put_sign(script, "#");
    put_sign(script, " ");
    put_text(script, block->label);
    put_runs(script, block->run);
    out_write(script->report->out, STR("\n\n"));
}

static void put_item(struct script *script, const struct doc_block *block)
{
    for (int i = 1; i < block->level; i++)
        out_write(script->report->out, STR("   "));
    if (block->number)
        out_format(script->report->out, "%ld. ", block->number);
    else
        out_write(script->report->out, STR("-  "));
    put_runs(script, block->run);
    out_byte(script->report->out, '\n');
    if (!block->next || block->next->kind != BLOCK_ITEM)
        out_byte(script->report->out, '\n');
}

static void put_paragraph(struct script *script, const struct doc_block *block)
{
    if (block->role == ROLE_QUOTE || block->role == ROLE_ALERT)
        put_sign(script, "> ");
    put_runs(script, block->run);
    out_write(script->report->out, STR("\n\n"));
}

static void put_code(struct script *script, const struct doc_block *block)
{
    struct str text = document_plain(script->document, block), line;
    while (str_cut(&text, '\n', &line)) {
        out_write(script->report->out, STR("    "));
        out_plain(script->report->out, plain_of(script->report->mem, line));
        out_byte(script->report->out, '\n');
    }
    out_byte(script->report->out, '\n');
}

static void put_block(struct script *script, const struct doc_block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING: put_heading(script, block); break;
    case BLOCK_PARAGRAPH:
        if (block->role == ROLE_CODE)
            put_code(script, block);
        else
            put_paragraph(script, block);
        break;
    case BLOCK_ITEM: put_item(script, block); break;
    case BLOCK_TABLE:
        put_caption(script, block, W_TABLE, block->grid->caption);
        put_grid(script, block->grid);
        break;
    case BLOCK_CHART: put_chart(script, block); break;
    default: break;
    }
}

void md_document(struct report *report, bool terminal)
{
    struct script script = {.report = report, .document = report->document, .terminal = terminal};
    if (report->document->draft)
        put_line(&script, word(report->words, W_DRAFT));
    if (report->document->draft)
        out_byte(report->out, '\n');
    for (const struct doc_block *block = report->document->first; block; block = block->next)
        put_block(&script, block);
    for (long i = 0; i < script.notes; i++) {
        out_format(report->out, "[^%ld]: ", i + 1);
        put_runs(&script, script.note[i]->run);
        out_byte(report->out, '\n');
    }
}
