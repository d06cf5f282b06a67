/* A document's headings, annexes, tables and charts are numbered as official documents have it. */

#include <criterion/criterion.h>

#include "base/str.h"
#include "document/document.h"

#include "arena.h"

TestSuite(document, .init = open_mem, .fini = close_mem);

static struct document *begin(bool chinese)
{
    struct vocabulary *words = vocabulary_open(mem, mem, NULL);
    words->chinese = chinese;
    struct document *document = document_new(mem, words);
    document->numbered = true;
    return document;
}

static const struct doc_block *heading(struct document *document, int level)
{
    struct doc_block *block = document_add(document, BLOCK_HEADING);
    block->level = level;
    return block;
}

static void is_labelled(const struct doc_block *block, const char *expected)
{
    cr_expect(str_eq(block->label, str_of(expected)), "\"%.*s\", not \"%s\"", STR_ARG(block->label), expected);
}

Test(document, headings_have_the_four_levels_of_official_documents)
{
    struct document *document = begin(true);
    const int level[] = {1, 2, 2, 3, 4, 4, 1, 2};
    const char *const label[] = {"一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）"};
    const struct doc_block *block[8];
    for (size_t i = 0; i < 8; i++)
        block[i] = heading(document, level[i]);
    document_finish(document);
    for (size_t i = 0; i < 8; i++)
        is_labelled(block[i], label[i]);
}

Test(document, the_tenth_the_eleventh_and_the_twentieth)
{
    struct document *document = begin(true);
    const struct doc_block *block[21];
    for (size_t i = 0; i < 21; i++)
        block[i] = heading(document, 1);
    document_finish(document);
    is_labelled(block[9], "十、");
    is_labelled(block[10], "十一、");
    is_labelled(block[19], "二十、");
    is_labelled(block[20], "二十一、");
}

Test(document, an_annex_is_counted_by_itself_and_begins_the_headings_anew)
{
    struct document *document = begin(false);
    const struct doc_block *first = heading(document, 1);
    struct doc_block *annex = document_add(document, BLOCK_HEADING);
    annex->role = ROLE_ANNEX;
    const struct doc_block *again = heading(document, 1), *below = heading(document, 2);
    document_finish(document);
    is_labelled(first, "1 ");
    is_labelled(annex, "Annex 1 ");
    is_labelled(again, "1 ");
    is_labelled(below, "1.1 ");
}

Test(document, runs_are_joined_in_their_order)
{
    struct document *document = begin(false);
    struct doc_block *block = document_add(document, BLOCK_PARAGRAPH);
    document_text(document, block, STR("12"), 0);
    document_text(document, block, STR(" of "), RUN_EMPHASIS);
    document_text(document, block, STR("30"), RUN_STRONG);
    cr_expect(str_eq(document_plain(document, block), STR("12 of 30")));
}

Test(document, a_table_without_a_caption_takes_no_number)
{
    struct document *document = begin(false);
    const struct doc_block *table[3];
    for (size_t i = 0; i < 3; i++) {
        struct doc_block *block = document_add(document, BLOCK_TABLE);
        block->grid = mem_take(document->mem, sizeof *block->grid);
        block->grid->caption = i == 1 ? STR("") : STR("caption");
        table[i] = block;
    }
    document_finish(document);
    cr_expect_eq(table[0]->number, 1);
    cr_expect_eq(table[1]->number, 0);
    cr_expect_eq(table[2]->number, 2);
}
