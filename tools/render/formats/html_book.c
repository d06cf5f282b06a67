/* html_book - the contents and the accounts; see html_book.h */

#include "formats/html_book.h"

#include "base/str.h"
#include "formats/remarks.h"
#include "view/sink.h"

static struct str cell(const struct book *book, const struct str *cells, enum field field)
{
    return table_get(book->view->table, cells, field);
}

/* ---- files ---- */

static void put_files(struct page *page, const struct book *book, int level)
{
    if (book->files == 0)
        return;
    html_heading(page, level, word(page->words, W_BOOK_FILES));
    out_write(page->out, STR("<ul class=\"files\">\n"));
    for (size_t i = 0; i < book->files; i++) {
        out_write(page->out, STR("<li>"));
        sink_xml(page->out, vocabulary_fill(page->words, W_BOOK_FILE, "text", book->file[i].file, "n",
                                            words_number(page->words, book->file[i].rows), NULL));
        out_write(page->out, STR("</li>\n"));
    }
    out_write(page->out, STR("</ul>\n"));
}

/* ---- pieces ---- */

static void put_element(struct page *page, const char *open, struct str text, const char *close)
{
    out_write(page->out, str_of(open));
    sink_xml(page->out, text);
    out_write(page->out, str_of(close));
}

void html_anchor(struct page *page, const char *attribute, const char *name, size_t account, size_t step)
{
    out_write(page->out, str_of(attribute));
    if (page->books > 1)
        out_format(page->out, "b%d-", page->books);
    if (account == 0)
        out_write(page->out, str_of(name));
    else if (step == 0)
        out_format(page->out, "a%zu", account);
    else
        out_format(page->out, "a%zu-%zu", account, step);
    out_byte(page->out, '"');
}

static void put_mark(struct page *page, const struct mark *mark)
{
    out_format(page->out, "<span class=\"c k%d\"><span aria-hidden=\"true\">", mark->order);
    sink_xml(page->out, mark->mark);
    put_element(page, "</span> ", mark->text, "</span>");
}

/* A result as a person reads it: a class with its mark, a word in words, a figure as the report
 * prints it with the table's own text beside it. */
static void put_result(struct page *page, const struct book *book, const struct book_step *step)
{
    struct str result = cell(book, step->cells, F_RESULT);
    enum form form = step->field < FIELD_COUNT ? field_row[step->field].form : FORM_TEXT;
    const struct mark *mark = form == FORM_CLASS ? vocabulary_mark(page->words, result) : NULL;
    if (mark)
        put_mark(page, mark);
    else if (step->field == F_THRESHOLDS)
        sink_xml(page->out, remarks_in_words(page->words, result));
    else if (form == FORM_WORD && str_eq(step->printed, result))
        sink_xml(page->out, view_word(book->view, step->field, result));
    else
        sink_xml(page->out, step->printed);
    if (!mark && !str_eq(step->printed, result))
        put_element(page, " <small>", result, "</small>");
}

/* ---- contents ---- */

/* Beside them stand the value and its target, as what they are: a sum, an average, a lead over another, a bound. */
static const enum field listed[] = {F_COMPLETION, F_CLASS, F_OUTLOOK, F_OFFICIAL_CLASS, F_ROBUST};
enum { LISTED = sizeof listed / sizeof *listed };

/* Of which columns has any account a step? */
static void find_listed(const struct book *book, bool shown[LISTED])
{
    for (size_t k = 0; k < LISTED; k++) {
        shown[k] = false;
        for (size_t i = 0; i < book->accounts && !shown[k]; i++)
            shown[k] = book_step(&book->account[i], listed[k]);
    }
}

static bool is_figure(enum field field)
{
    enum form form = field_row[field].form;
    return form != FORM_CLASS && form != FORM_WORD;
}

/* Without the kind of a target nobody knows what its figures are. */
static bool knows_target(const struct book *book, size_t number)
{
    return table_get(book->answers->table, book->account[number].answer, F_TARGET_KIND).length > 0;
}

static bool knows_targets(const struct book *book)
{
    size_t i = 0;
    while (i < book->accounts && !knows_target(book, i))
        i++;
    return i < book->accounts;
}

static void put_target(struct page *page, const struct book *book, size_t number)
{
    const struct str *answer = book->account[number].answer;
    bool known = knows_target(book, number);
    put_element(page, "<td class=\"r\">", known ? view_judged(book->answers, answer) : STR(""), "</td>");
    put_element(page, "<td class=\"r\">", known ? view_target(book->answers, answer) : STR(""), "</td>");
}

static void put_contents_row(struct page *page, const struct book *book, size_t number, const bool shown[LISTED])
{
    const struct book_account *account = &book->account[number];
    out_format(page->out, "<tr><td class=\"r\">%zu</td><th scope=\"row\">", number + 1);
    html_anchor(page, "<a href=\"#", NULL, number + 1, 0);
    put_element(page, ">", account->name, "</a></th>");
    if (knows_targets(book))
        put_target(page, book, number);
    for (size_t k = 0; k < LISTED; k++) {
        const struct book_step *step = book_step(account, listed[k]);
        if (!shown[k])
            continue;
        out_format(page->out, "<td class=\"%s\">", is_figure(listed[k]) ? "r" : "n");
        if (step && is_figure(listed[k]))
            sink_xml(page->out, step->printed);
        else if (step)
            put_result(page, book, step);
        out_write(page->out, STR("</td>"));
    }
    out_write(page->out, STR("</tr>\n"));
}

static void put_contents(struct page *page, const struct book *book, int level)
{
    bool shown[LISTED];
    find_listed(book, shown);
    html_anchor(page, "<nav id=\"", "contents", 0, 0);
    out_write(page->out, STR(">\n"));
    html_heading(page, level, word(page->words, W_BOOK_CONTENTS));
    out_write(page->out, STR("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""));
    sink_xml(page->out, word(page->words, W_BOOK_CONTENTS));
    put_element(page, "\">\n<table>\n<thead>\n<tr><th scope=\"col\" class=\"r\">", field_head(F_NUMBER), "</th>");
    put_element(page, "<th scope=\"col\">", field_head(F_NAME), "</th>");
    for (size_t k = 0; k < 2 && knows_targets(book); k++)
        put_element(page, "<th scope=\"col\" class=\"r\">", field_head(k ? F_TARGET : F_ACTUAL), "</th>");
    for (size_t k = 0; k < LISTED; k++)
        if (shown[k])
            put_element(page, is_figure(listed[k]) ? "<th scope=\"col\" class=\"r\">" : "<th scope=\"col\">",
                        field_head(listed[k]), "</th>");
    out_write(page->out, STR("</tr>\n</thead>\n<tbody>\n"));
    for (size_t i = 0; i < book->accounts; i++)
        put_contents_row(page, book, i, shown);
    html_anchor(page, "</tbody>\n</table>\n</div>\n<p><a href=\"#", "index", 0, 0);
    put_element(page, ">", word(page->words, W_BOOK_INDEX), "</a></p>\n</nav>\n");
}

/* ---- the steps of an account ---- */

/* The formula and its numbers, or what is said in words; what the result says already is left out. */
static void put_found(struct page *page, const struct book *book, const struct book_step *step)
{
    struct str formula = cell(book, step->cells, F_FORMULA), numbers = cell(book, step->cells, F_NUMBERS);
    struct str text = cell(book, step->cells, F_TEXT), result = cell(book, step->cells, F_RESULT);
    if (formula.length) {
        put_element(page, "<span class=\"f\">", book_formula(book->view, formula), "</span> ");
        put_element(page, "<span class=\"x\">", numbers, " = ");
        sink_xml(page->out, result);
        out_write(page->out, STR("</span>"));
    } else if (!str_eq(text, result) && !str_eq(text, word_for(page->words, result))) {
        sink_xml(page->out, text);
    }
}

static void put_step(struct page *page, const struct book *book, size_t account, size_t number)
{
    const struct book_step *step = &book->account[account].step[number];
    html_anchor(page, "<tr id=\"", NULL, account + 1, number + 1);
    put_element(page, "><th scope=\"row\">", book_called(book, step), "</th><td class=\"h\">");
    put_found(page, book, step);
    out_write(page->out, STR("</td><td class=\"v\">"));
    put_result(page, book, step);
    put_element(page, "</td><td class=\"p\">", step->place, "</td></tr>\n");
}

static void put_heads(struct page *page, const enum word *head, size_t heads)
{
    out_write(page->out, STR("<thead>\n<tr>"));
    for (size_t i = 0; i < heads; i++)
        put_element(page, "<th scope=\"col\">", word(page->words, head[i]), "</th>");
    out_write(page->out, STR("</tr>\n</thead>\n<tbody>\n"));
}

static void put_steps(struct page *page, const struct book *book, size_t number)
{
    static const enum word head[] = {W_BOOK_STEP, W_BOOK_FOUND, W_BOOK_RESULT, W_BOOK_ROW};
    const struct book_account *account = &book->account[number];
    out_write(page->out, STR("<table class=\"steps\">\n"));
    put_heads(page, head, sizeof head / sizeof *head);
    for (size_t i = 0; i < account->steps; i++)
        if (account->step[i].kind == STEP_PLAIN)
            put_step(page, book, number, i);
    out_write(page->out, STR("</tbody>\n</table>\n"));
}

/* ---- other choices ---- */

/* What was chosen: path; thresholds; base; figure; pace. */
enum chosen { CHOICE_PATH, CHOICE_THRESHOLDS, CHOICE_BASE, CHOICE_FIGURE, CHOICE_PACE, CHOICES };

static void split(struct str numbers, struct str *into, size_t most)
{
    for (size_t i = 0; i < most; i++) {
        ptrdiff_t end = i + 1 < most ? str_find(numbers, STR(";")) : -1;
        into[i] = str_trim(str_part(numbers, 0, end < 0 ? numbers.length : (size_t)end));
        numbers = end < 0 ? (struct str){NULL, 0} : str_part(numbers, (size_t)end + 1, numbers.length);
    }
}

/* Do two alternatives differ in their thresholds alone? */
static bool one_row(const struct str *a, const struct str *b)
{
    return str_eq(a[CHOICE_PATH], b[CHOICE_PATH]) && str_eq(a[CHOICE_BASE], b[CHOICE_BASE]) &&
           str_eq(a[CHOICE_FIGURE], b[CHOICE_FIGURE]);
}

/* "revised 10.75" in words. */
static struct str base_in_words(const struct page *page, struct str base)
{
    struct str rest = base, kind;
    if (!str_cut(&rest, ' ', &kind))
        return base;
    return words_join(page->words, rest, STR(" "), word_for(page->words, kind));
}

static void put_choice_row(struct page *page, const struct str *choice)
{
    out_write(page->out, STR("<tr>"));
    put_element(page, "<th scope=\"row\">", word_for(page->words, choice[CHOICE_PATH]), "</th>");
    put_element(page, "<td>", base_in_words(page, choice[CHOICE_BASE]), "</td>");
    put_element(page, "<td class=\"n\">", choice[CHOICE_FIGURE], "</td>");
    put_element(page, "<td class=\"r\">", choice[CHOICE_PACE], "</td>");
}

static void put_choice_class(struct page *page, const struct book *book, const struct book_account *account,
                             const struct book_step *step)
{
    const struct mark *mark = vocabulary_mark(page->words, cell(book, step->cells, F_RESULT));
    bool other = !mark || !account->class || !str_eq(mark->key, account->class->key);
    out_write(page->out, other ? STR("<td class=\"other\">") : STR("<td class=\"n\">"));
    if (mark && other)
        put_mark(page, mark);
    else if (mark)
        sink_xml(page->out, mark->text);
    out_write(page->out, STR("</td>"));
}

/* How many alternatives there are, and how many have the account's class. */
static size_t count_choices(const struct book *book, const struct book_account *account, long *same)
{
    size_t all = 0;
    *same = 0;
    for (size_t i = 0; i < account->steps; i++) {
        if (account->step[i].kind != STEP_ALTERNATIVE)
            continue;
        all++;
        *same += account->class && str_eq(cell(book, account->step[i].cells, F_RESULT), account->class->key);
    }
    return all;
}

static void put_choice_heads(struct page *page, const struct book *book, const struct book_account *account)
{
    static const enum word head[] = {W_BOOK_PATH, W_BOOK_BASE, W_BOOK_FIGURE, W_BOOK_PACE};
    struct str first[CHOICES], choice[CHOICES];
    bool begun = false;
    out_write(page->out, STR("<thead>\n<tr>"));
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        put_element(page, head[i] == W_BOOK_PACE ? "<th scope=\"col\" class=\"r\">" : "<th scope=\"col\">",
                    word(page->words, head[i]), "</th>");
    for (size_t i = 0; i < account->steps; i++) {
        if (account->step[i].kind != STEP_ALTERNATIVE)
            continue;
        split(cell(book, account->step[i].cells, F_NUMBERS), choice, CHOICES);
        if (begun && !one_row(first, choice))
            break;
        if (!begun)
            memcpy(first, choice, sizeof first);
        begun = true;
        put_element(page, "<th scope=\"col\">",
                    vocabulary_fill(page->words, W_BOOK_THRESHOLDS, "text", choice[CHOICE_THRESHOLDS], NULL), "</th>");
    }
    out_write(page->out, STR("</tr>\n</thead>\n<tbody>\n"));
}

static void put_choices(struct page *page, const struct book *book, const struct book_account *account, int level)
{
    struct str row[CHOICES] = {{NULL, 0}}, choice[CHOICES];
    long same;
    size_t all = count_choices(book, account, &same), seen = 0;
    if (all == 0)
        return;
    html_heading(page, level, word(page->words, W_BOOK_CHOICES));
    html_paragraph(page, "reading", vocabulary_fill(page->words, W_BOOK_SAME, "n", words_number(page->words, same), "m",
                                                    words_number(page->words, (long long)all), NULL));
    out_write(page->out, STR("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""));
    sink_xml(page->out, word(page->words, W_BOOK_CHOICES));
    out_write(page->out, STR("\">\n<table class=\"choices\">\n"));
    put_choice_heads(page, book, account);
    for (size_t i = 0; i < account->steps; i++) {
        if (account->step[i].kind != STEP_ALTERNATIVE)
            continue;
        split(cell(book, account->step[i].cells, F_NUMBERS), choice, CHOICES);
        if (seen && !one_row(row, choice))
            out_write(page->out, STR("</tr>\n"));
        if (!seen++ || !one_row(row, choice))
            put_choice_row(page, choice);
        memcpy(row, choice, sizeof row);
        put_choice_class(page, book, account, &account->step[i]);
    }
    out_write(page->out, STR("</tr>\n</tbody>\n</table>\n</div>\n"));
}

/* ---- other methods ---- */

enum verdict_part { VERDICT_METHOD, VERDICT_NUMBER, VERDICT_WORD, VERDICT_EDITION, VERDICT_PARTS };

static void put_method(struct page *page, const struct book *book, const struct book_account *account,
                       const struct book_step *step, const struct str *part)
{
    put_element(page, "<tr><th scope=\"row\">", part[VERDICT_METHOD], "</th>");
    put_element(page, "<td class=\"r\">", part[VERDICT_NUMBER], "</td>");
    put_element(page, "<td>", part[VERDICT_WORD], "</td>");
    put_choice_class(page, book, account, step);
    put_element(page, "<td>", part[VERDICT_EDITION], "</td></tr>\n");
}

/* Methods that give no class are named in a sentence for each reason. */
static void put_no_methods(struct page *page, const struct book *book, const struct book_account *account)
{
    struct str why = {NULL, 0}, list = {NULL, 0}, part[VERDICT_PARTS];
    for (size_t i = 0; i <= account->steps; i++) {
        bool end = i == account->steps;
        const struct book_step *step = end ? NULL : &account->step[i];
        if (!end && (step->kind != STEP_METHOD || !str_eq(cell(book, step->cells, F_RESULT), STR("not_computable"))))
            continue;
        if (!end)
            split(cell(book, step->cells, F_NUMBERS), part, VERDICT_PARTS);
        if (list.length && (end || !str_eq(why, part[VERDICT_WORD]))) {
            html_paragraph(page, "reading",
                           vocabulary_fill(page->words, W_BOOK_NO_METHOD, "list", list, "text", why, NULL));
            list = (struct str){NULL, 0};
        }
        if (end)
            break;
        why = part[VERDICT_WORD];
        list = words_join(page->words, list, word(page->words, W_JOIN), part[VERDICT_METHOD]);
    }
}

static void put_methods(struct page *page, const struct book *book, const struct book_account *account, int level)
{
    static const enum word head[] = {W_BOOK_METHODS, W_BOOK_NUMBER, W_BOOK_WORD, W_BOOK_RESULT, W_BOOK_EDITION};
    struct str part[VERDICT_PARTS];
    bool begun = false;
    for (size_t i = 0; i < account->steps; i++) {
        const struct book_step *step = &account->step[i];
        if (step->kind != STEP_METHOD || str_eq(cell(book, step->cells, F_RESULT), STR("not_computable")))
            continue;
        if (!begun) {
            html_heading(page, level, word(page->words, W_BOOK_METHODS));
            out_write(page->out, STR("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""));
            sink_xml(page->out, word(page->words, W_BOOK_METHODS));
            out_write(page->out, STR("\">\n<table class=\"choices\">\n"));
            put_heads(page, head, sizeof head / sizeof *head);
        }
        begun = true;
        split(cell(book, step->cells, F_NUMBERS), part, VERDICT_PARTS);
        put_method(page, book, account, step, part);
    }
    if (begun)
        out_write(page->out, STR("</tbody>\n</table>\n</div>\n"));
    put_no_methods(page, book, account);
}

/* ---- the whole ---- */

static void put_account(struct page *page, const struct book *book, size_t number, int level)
{
    const struct book_account *account = &book->account[number];
    struct str unit = view_unit(book->view, account->cells);
    html_anchor(page, "<section class=\"account\" id=\"", NULL, number + 1, 0);
    out_format(page->out, ">\n<h%d>%zu. ", level, number + 1);
    sink_xml(page->out, account->name);
    if (unit.length)
        sink_xml(page->out, vocabulary_fill(page->words, W_PAREN, "text", unit, NULL));
    if (account->class) {
        out_write(page->out, STR(" "));
        put_mark(page, account->class);
    }
    out_format(page->out, "</h%d>\n", level);
    put_element(page, "<p class=\"meta\">", cell(book, account->cells, F_SUBJECT), " · ");
    html_anchor(page, "<a href=\"#", "contents", 0, 0);
    put_element(page, ">", word(page->words, W_BOOK_BACK), "</a></p>\n");
    put_steps(page, book, number);
    put_choices(page, book, account, level + 1);
    put_methods(page, book, account, level + 1);
    out_write(page->out, STR("</section>\n"));
}

static struct str lead_of(const struct page *page, const struct book *book)
{
    long steps = 0, placed = 0;
    for (size_t i = 0; i < book->accounts; i++)
        for (size_t k = 0; k < book->account[i].steps; k++) {
            steps++;
            placed += book->account[i].step[k].place.length > 0;
        }
    const struct vocabulary *words = page->words;
    return vocabulary_fill(words, W_BOOK_LEAD, "n", words_number(words, (long long)book->accounts), "m",
                           words_number(words, steps), "k", words_number(words, placed), NULL);
}

void html_book(struct page *page, const struct part *part, int level)
{
    const struct book *book = book_open(part->view);
    page->books++;
    html_paragraph(page, "lead", words_join(page->words, lead_of(page, book), (struct str){NULL, 0},
                                            word(page->words, W_STOP)));
    html_paragraph(page, "reading", word(page->words, W_BOOK_HOW));
    put_contents(page, book, level);
    for (size_t i = 0; i < book->accounts; i++)
        put_account(page, book, i, level);
    html_index(page, book, level);
    put_files(page, book, level);
}
