/* book - see book.h */

#include "view/book.h"

#include "base/str.h"
#include "base/voice.h"

static struct str get(const struct book *book, const struct str *cells, enum field field)
{
    return table_get(book->view->table, cells, field);
}

/* ---- gathering ---- */

static enum step_kind kind_of(struct str step)
{
    return str_eq(step, STR("alternative")) ? STEP_ALTERNATIVE : str_eq(step, STR("method")) ? STEP_METHOD : STEP_PLAIN;
}

static struct str last_part(struct str file)
{
    for (size_t i = file.length; i-- > 0;)
        if (file.at[i] == '/')
            return str_part(file, i + 1, file.length);
    return file;
}

static struct book_file *file_of(const struct book *book, struct str file)
{
    for (size_t i = 0; i < book->files; i++)
        if (str_eq(book->file[i].file, file))
            return &book->file[i];
    return NULL;
}

/* Every file, before any place is written. */
static void find_files(struct book *book)
{
    const struct table *table = book->view->table;
    size_t room = 0;
    for (size_t i = 0; i < table->rows; i++) {
        struct str file = get(book, table_row(table, i), F_FILE);
        struct book_file *known = file_of(book, file);
        if (file.length && !known) {
            book->file = mem_grow(book->view->mem, book->file, book->files, &room, sizeof *book->file);
            known = &book->file[book->files++];
            *known = (struct book_file){.file = file, .called = last_part(file)};
        }
        if (known)
            known->rows++;
    }
    for (size_t i = 0; i < book->files; i++)
        for (size_t k = 0; k < book->files; k++)
            if (i != k && str_eq(last_part(book->file[i].file), last_part(book->file[k].file)))
                book->file[i].called = book->file[i].file;
}

static struct str place_of(const struct book *book, const struct str *cells)
{
    const struct book_file *file = file_of(book, get(book, cells, F_FILE));
    if (!file)
        return (struct str){NULL, 0};
    return mem_format(book->view->mem, "%.*s:%.*s", STR_ARG(file->called), STR_ARG(get(book, cells, F_LINE)));
}

static void add_step(const struct book *book, struct book_account *account, const struct str *cells)
{
    struct str column = get(book, cells, F_COLUMN);
    account->step[account->steps++] = (struct book_step){
        .cells = cells, .kind = kind_of(get(book, cells, F_STEP)),
        .field = column.length ? field_find(column) : FIELD_COUNT, .place = place_of(book, cells)};
}

/* A code in words; the text itself where it is none, or there are none. */
static struct str in_words(const struct book *book, enum field field, struct str code)
{
    const struct view *view = book->view;
    struct str words = {NULL, 0};
    if (field == F_TARGET_KIND)
        words = str_of(voice_text(target_kind_row(target_kind_find(code))->meaning));
    else if (field == F_OP || field == F_QUALIFIER)
        words = view_sign(view, code);
    else if (field == F_RELATED)
        words = directory_name(view->names, F_INDICATOR, code, view->words->chinese);
    return words.length ? words : code;
}

/* The results of an account are printed when all of it is known, since some decide how. */
static void print_results(const struct book *book, struct book_account *account)
{
    struct deciding by = {0};
    for (size_t i = 0; i < account->steps; i++) {
        struct str result = get(book, account->step[i].cells, F_RESULT);
        switch (account->step[i].field) {
        case F_THRESHOLDS: by.thresholds = result; break;
        case F_TARGET_VALUE: by.target = result; break;
        case F_TARGET_HIGH: by.target_high = result; break;
        default: break;
        }
    }
    for (size_t i = 0; i < account->steps; i++) {
        struct book_step *step = &account->step[i];
        enum field field = step->field == F_SERIES ? F_VALUE : step->field;
        step->printed = get(book, step->cells, F_RESULT);
        if (field < FIELD_COUNT)
            step->printed = in_words(book, field, view_printed(book->view, step->cells, field, step->printed, &by));
    }
}

const struct book_step *book_step(const struct book_account *account, enum field field)
{
    for (size_t i = 0; i < account->steps; i++)
        if (account->step[i].field == field)
            return &account->step[i];
    return NULL;
}

static struct str printed_of(const struct book_account *account, enum field field)
{
    const struct book_step *step = book_step(account, field);
    return step ? step->printed : (struct str){NULL, 0};
}

/* Where several methods were asked the name says which. */
static void tell_apart(const struct book *book)
{
    bool differ = false;
    for (size_t i = 1; i < book->accounts; i++)
        differ |= !str_eq(printed_of(&book->account[i], F_METHOD), printed_of(&book->account[0], F_METHOD));
    for (size_t i = 0; differ && i < book->accounts; i++)
        book->account[i].name = mem_format(book->view->mem, "%.*s [%.*s]", STR_ARG(book->account[i].name),
                                           STR_ARG(printed_of(&book->account[i], F_METHOD)));
}

/* How many rows from this one on are of one account. */
static size_t run_of(const struct book *book, size_t row)
{
    const struct table *table = book->view->table;
    size_t end = row + 1;
    struct str account = get(book, table_row(table, row), F_ACCOUNT);
    while (end < table->rows && str_eq(get(book, table_row(table, end), F_ACCOUNT), account))
        end++;
    return end - row;
}

/* ---- the answers behind the steps ---- */

/* What all steps of an account have, and what each of them found. */
static const struct str *answer_of(const struct book *book, const struct book_account *account)
{
    static const enum field shared[] = {F_PLAN, F_REGION, F_INDICATOR, F_NAME_ZH, F_NAME_EN, F_UNIT, F_DECIMALS};
    struct str *cells = mem_array(book->view->mem, FIELD_COUNT, sizeof *cells);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        cells[shared[i]] = get(book, account->cells, shared[i]);
    for (size_t i = account->steps; i-- > 0;)
        if (account->step[i].field < FIELD_COUNT && account->step[i].kind == STEP_PLAIN)
            cells[account->step[i].field] = get(book, account->step[i].cells, F_RESULT);
    return cells;
}

/* A view of them, for whatever shows an answer. */
static const struct view *view_answers(struct book *book)
{
    struct mem *mem = book->view->mem;
    struct table *table = mem_take(mem, sizeof *table);
    struct view *view = mem_take(mem, sizeof *view);
    *table = (struct table){.mem = mem, .rows = book->accounts, .kept = true,
                            .made = mem_array(mem, book->accounts, sizeof *table->made)};
    for (int field = 0; field < FIELD_COUNT; field++)
        table->at[field] = (uint32_t)field;
    for (size_t i = 0; i < book->accounts; i++) {
        book->account[i].answer = answer_of(book, &book->account[i]);
        table->made[i] = (struct str *)book->account[i].answer;
    }
    *view = *book->view;
    view->table = table;
    return view;
}

struct book *book_open(const struct view *view)
{
    const struct table *table = view->table;
    struct book *book = mem_take(view->mem, sizeof *book);
    *book = (struct book){.view = view, .account = mem_array(view->mem, table->rows + 1, sizeof *book->account)};
    find_files(book);
    for (size_t i = 0, run; i < table->rows; i += run) {
        struct book_account *account = &book->account[book->accounts++];
        run = run_of(book, i);
        const struct str *cells = table_row_in(view->mem, table, i);
        *account = (struct book_account){.cells = cells, .name = view_name(view, cells),
                                         .step = mem_array(view->mem, run, sizeof *account->step)};
        for (size_t k = 0; k < run; k++)
            add_step(book, account, table_row_in(view->mem, table, i + k));
    }
    for (size_t i = 0; i < book->accounts; i++) {
        struct book_account *account = &book->account[i];
        print_results(book, account);
        const struct book_step *class = book_step(account, F_CLASS);
        if (class)
            account->class = vocabulary_mark(view->words, get(book, class->cells, F_RESULT));
        if (account->name.length == 0)
            account->name = get(book, account->cells, F_SUBJECT);
    }
    tell_apart(book);
    book->answers = view_answers(book);
    return book;
}

/* ---- steps and formulas in words ---- */

struct str book_called(const struct book *book, const struct book_step *step)
{
    struct str name = get(book, step->cells, F_STEP);
    return name.length ? str_of(voice_text(mem_format(book->view->mem, "%.*s", STR_ARG(name)).at)) : name;
}

/* What the formulas of assess call the numbers that no step gives. */
static const char *const given[] = {
    N_("value"), N_("base"), N_("target"), N_("years"), N_("years so far"), N_("years left"), N_("months"),
    N_("months so far"), N_("completion"), N_("time"), N_("chained"), N_("fall"), N_("average"), N_("equal rates"),
    N_("added up"), N_("the same class"), N_("asked"), N_("change"), N_("of every year"), N_("sum of every year"),
    N_("path"), N_("thresholds"), N_("figure"), N_("pace"), N_("method"), N_("number"), N_("word"), N_("edition"),
};

/* The longest of the names that the text begins with, as a whole word; 0 bytes without one. */
static size_t name_at(struct str text, const char **name)
{
    size_t best = 0;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        size_t length = strlen(given[i]);
        bool ends = text.length <= length || text.at[length] < 'a' || text.at[length] > 'z';
        if (length > best && ends && str_starts(text, str_of(given[i]))) {
            best = length;
            *name = given[i];
        }
    }
    return best;
}

struct str book_formula(const struct view *view, struct str formula)
{
    struct str text = {NULL, 0};
    bool inside = false;      /* a word */
    while (formula.length) {
        const char *name = NULL;
        size_t length = inside ? 0 : name_at(formula, &name);
        struct str piece = length ? str_of(voice_text(name)) : str_part(formula, 0, 1);
        text = mem_format(view->mem, "%.*s%.*s", STR_ARG(text), STR_ARG(piece));
        inside = !length && formula.at[0] >= 'a' && formula.at[0] <= 'z';
        formula = str_part(formula, length ? length : 1, formula.length);
    }
    return text;
}
