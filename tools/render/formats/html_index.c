/* html_index - the index of figures of a book; see html_book.h */

#include "formats/html_book.h"

#include <stdlib.h>

#include "base/str.h"
#include "view/figure.h"
#include "view/sink.h"

/* A figure, and where it stands. */
struct entry {
    struct str text;          /* as it is printed */
    struct num value;         /* by which it is sorted */
    size_t account, step;     /* account SIZE_MAX: a count of the contents */
    struct str what;          /* of a count */
};

struct entries {
    struct entry *list;
    size_t count, room;
};

/* ---- gathering ---- */

/* A number with or without "%": "1,234.5" too. */
static bool read_figure(struct mem *mem, struct str text, struct num *value)
{
    char *plain = mem_take(mem, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != ',')
            plain[length++] = text.at[i];
    if (length && plain[length - 1] == '%')
        length--;
    return num_parse((struct str){plain, length}, value) == NUM_OK;
}

/* Of one step the same text is one entry. */
static bool is_there(const struct entries *all, size_t account, size_t step, struct str text)
{
    for (size_t i = all->count; i-- > 0 && all->list[i].account == account && all->list[i].step == step;)
        if (str_eq(all->list[i].text, text))
            return true;
    return false;
}

static void add(struct entries *all, struct mem *mem, struct entry entry)
{
    if (!read_figure(mem, entry.text, &entry.value) || is_there(all, entry.account, entry.step, entry.text))
        return;
    all->list = mem_grow(mem, all->list, all->count, &all->room, sizeof *all->list);
    all->list[all->count++] = entry;
}

/* The figures in a sentence: "completion 32.7 % at 40.0 %" has 32.7% and 40.0%. */
static void add_sentence(struct entries *all, struct mem *mem, struct str text, size_t account, size_t step)
{
    for (size_t i = 0; i < text.length;) {
        size_t from = i, end = i;
        while (end < text.length && (str_is_digit(text.at[end]) || text.at[end] == '.'))
            end++;
        while (end > from && text.at[end - 1] == '.')
            end--;
        /* Not a part of a word, of a period or of a code. */
        bool alone = from == 0 || !(text.at[from - 1] == '-' || text.at[from - 1] == '_' ||
                                    (text.at[from - 1] >= 'A' && text.at[from - 1] <= 'z'));
        i = end > from ? end : from + 1;
        if (end == from || !alone || (end < text.length && text.at[end] == '-'))
            continue;
        struct str number = str_part(text, from, end - from), rest = str_part(text, end, text.length);
        if (str_starts(rest, STR("%")) || str_starts(rest, STR(" %")))
                add(all, mem, (struct entry){.text = mem_format(mem, "%.*s%%", STR_ARG(number)), .account = account,
                                         .step = step});
        add(all, mem, (struct entry){.text = number, .account = account, .step = step});
    }
}

static void add_step(struct entries *all, const struct book *book, size_t account, size_t number)
{
    const struct book_step *step = &book->account[account].step[number];
    struct mem *mem = book->view->mem;
    struct str result = table_get(book->view->table, step->cells, F_RESULT);
    if (step->kind != STEP_PLAIN)
        return;
    add(all, mem, (struct entry){.text = step->printed, .account = account, .step = number});
    add(all, mem, (struct entry){.text = result, .account = account, .step = number});
    if (step->field == FIELD_COUNT && result.length == 0)
        add_sentence(all, mem, table_get(book->view->table, step->cells, F_TEXT), account, number);
}

/* ---- gathering: the counts that a report tells ---- */

/* Has the account this word as the result of that column?  Empty: any. */
static bool has(const struct book *book, size_t account, enum field field, struct str word)
{
    const struct book_step *step = book_step(&book->account[account], field);
    if (!step || !word.length)
        return step || !word.length;
    return str_eq(table_get(book->view->table, step->cells, F_RESULT), word);
}

struct counting {
    const struct book *book;
    struct entries *all;
    size_t counts;            /* added so far */
};

static void add_count(struct counting *counting, long count, struct str what)
{
    if (count)
        add(counting->all, counting->book->view->mem,
            (struct entry){.text = words_number(counting->book->view->words, count), .account = SIZE_MAX,
                           .step = counting->counts++, .what = what});
}

/* All of an attribute (empty: all), those that can be judged, those of each class. */
static void add_classes(struct counting *counting, struct str attribute)
{
    const struct book *book = counting->book;
    const struct vocabulary *words = book->view->words;
    struct str who = attribute;
    if (who.length)
        who = vocabulary_fill(words, W_PAREN, "text", word_for(words, attribute), NULL);
    long count = 0, judged = 0;
    long *of = mem_array(book->view->mem, words->marks, sizeof *of);
    for (size_t i = 0; i < book->accounts; i++) {
        const struct mark *class = book->account[i].class;
        if (!class || !has(book, i, F_ATTRIBUTE, attribute))
            continue;
        of[class->order]++;
        count++;
        judged += !str_eq(class->key, STR("not_computable"));
    }
    add_count(counting, count, words_join(words, word(words, W_BOOK_COUNT), (struct str){NULL, 0}, who));
    if (judged != count)
        add_count(counting, judged, words_join(words, word(words, W_BOOK_ASSESSABLE), (struct str){NULL, 0}, who));
    for (size_t i = 0; i < words->marks; i++) {
        struct str what = vocabulary_fill(words, W_BOOK_COUNT_CLASS, "class", words->mark[i].text, NULL);
        add_count(counting, of[i], words_join(words, what, (struct str){NULL, 0}, who));
    }
}

/* How many have an official class, how many of those agree and differ, how many nobody can tell. */
static void add_truth(struct counting *counting)
{
    const struct book *book = counting->book;
    const struct vocabulary *words = book->view->words;
    long official = 0, agree = 0, differ = 0;
    for (size_t i = 0; i < book->accounts; i++) {
        bool known = book_step(&book->account[i], F_OFFICIAL_CLASS) != NULL;
        official += known;
        agree += known && book_step(&book->account[i], F_AGREES) && has(book, i, F_AGREES, STR("yes"));
        differ += known && book_step(&book->account[i], F_AGREES) && has(book, i, F_AGREES, STR("no"));
    }
    add_count(counting, official, word(words, W_BOOK_OFFICIAL));
    add_count(counting, agree + differ, word(words, W_BOOK_COMPARED));
    add_count(counting, agree, word(words, W_BOOK_AGREE));
    add_count(counting, differ, word(words, W_BOOK_DIFFER));
    add_count(counting, official - agree - differ, word(words, W_BOOK_OPEN));
}

/* ---- order ---- */

static int by_size(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = num_compare(a->value, b->value);
    if (!order)
        order = str_cmp(a->text, b->text);
    if (!order)
        order = (a->account > b->account) - (a->account < b->account);
    return order ? order : (a->step > b->step) - (a->step < b->step);
}

/* ---- written ---- */

static void put_entry(struct page *page, const struct book *book, const struct entry *entry)
{
    if (entry->account == SIZE_MAX) {
        html_anchor(page, "<li><a href=\"#", "contents", 0, 0);
        out_byte(page->out, '>');
        sink_xml(page->out, entry->what);
        out_write(page->out, STR("</a></li>"));
        return;
    }
    const struct book_account *account = &book->account[entry->account];
    const struct book_step *step = &account->step[entry->step];
    html_anchor(page, "<li><a href=\"#", NULL, entry->account + 1, entry->step + 1);
    out_byte(page->out, '>');
    sink_xml(page->out, account->name);
    out_write(page->out, STR("</a> "));
    sink_xml(page->out, book_called(book, step));
    if (step->place.length) {
        out_write(page->out, STR(" <small>"));
        sink_xml(page->out, step->place);
        out_write(page->out, STR("</small>"));
    }
    out_write(page->out, STR("</li>"));
}

void html_index(struct page *page, const struct book *book, int level)
{
    struct entries all = {0};
    for (size_t i = 0; i < book->accounts; i++)
        for (size_t k = 0; k < book->account[i].steps; k++)
            add_step(&all, book, i, k);
    struct counting counting = {.book = book, .all = &all};
    add_classes(&counting, (struct str){NULL, 0});
    add_classes(&counting, STR("binding"));
    add_classes(&counting, STR("anticipatory"));
    add_truth(&counting);
    if (all.count)
        qsort(all.list, all.count, sizeof *all.list, by_size);
    html_anchor(page, "<section id=\"", "index", 0, 0);
    out_write(page->out, STR(">\n"));
    html_heading(page, level, word(page->words, W_BOOK_INDEX));
    html_paragraph(page, "reading", word(page->words, W_BOOK_INDEX_HOW));
    out_write(page->out, STR("<dl class=\"index\">\n"));
    for (size_t i = 0; i < all.count; i++) {
        bool first = i == 0 || !str_eq(all.list[i].text, all.list[i - 1].text);
        if (first) {
            out_write(page->out, i ? STR("</ul></dd></div>\n<div><dt>") : STR("<div><dt>"));
            sink_xml(page->out, all.list[i].text);
            out_write(page->out, STR("</dt><dd><ul>"));
        }
        put_entry(page, book, &all.list[i]);
    }
    out_write(page->out, all.count ? STR("</ul></dd></div>\n</dl>\n</section>\n") : STR("</dl>\n</section>\n"));
}
