/* form - see form.h */
#include "sheets/form.h"

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/digest.h"
#include "view/figure.h"
#include "workbook/folio.h"

enum {
    HEAD = 3, EXAMPLE = 4, FIRST = 5,            /* rows, from 0 */
    SIDE_CELLS = 8, LEAST_CELLS = 10, MOST_CELLS = 32, HEAD_CELLS = 18,
    COLUMNS_MOST = 250,                          /* that the program keeps rules for */
    HIDDEN_HEAD = 6, LISTS = 4                   /* of the hidden sheet: the row of its heads; the first list */
};

/* A column of the form. */
struct asked {
    const struct schema_field *field;
    struct schema_question question;
    struct str head;
    uint32_t at;              /* in the table; COLUMN_NONE: not there */
    size_t width;
    const struct style *given, *open, *example;
};

struct drawing {
    struct mem *mem;
    const struct vocabulary *words;
    const struct form_wish *form;
    struct table *table;      /* or null */
    struct folio *folio;
    struct pane *pane, *hidden;
    struct asked *asked;
    uint32_t count;
    uint32_t rows;            /* that the table gives */
    const struct style *plain;
};

/* ---- what is asked ---- */

static struct str head_of(const struct drawing *d, const struct schema_field *field)
{
    struct str head = field->title.length ? field->title : field->name, none = {NULL, 0};
    struct str unit = word_for(d->words, field->unit);
    if (unit.length)
        head = words_join(d->words, head, none, vocabulary_fill(d->words, W_PAREN, "text", unit, NULL));
    return field->required ? words_join(d->words, head, none, STR(" *")) : head;
}

static bool is_figure(const struct asked *asked)
{
    return asked->question.ask == SCHEMA_ASKS_NUMBER || asked->question.ask == SCHEMA_ASKS_WHOLE;
}

/* Codes and periods are texts, whatever they look like; what is a figure or a day is one to the program. */
static struct str code_of(const struct asked *asked)
{
    if (asked->question.ask == SCHEMA_ASKS_DATE)
        return STR("yyyy-mm-dd");
    return is_figure(asked) ? (struct str){NULL, 0} : STR("@");
}

static void open_column(struct drawing *d, struct asked *asked, const struct schema_field *field)
{
    *asked = (struct asked){.field = field, .question = schema_ask(d->mem, field), .at = COLUMN_NONE};
    asked->head = head_of(d, field);
    if (d->table)
        asked->at = column_find(&d->table->columns, field->name);
    struct style_wish wish = {.look = LOOK_GIVEN, .code = code_of(asked), .right = is_figure(asked), .wrap = true};
    asked->given = folio_style(d->folio, &wish);
    wish.look = LOOK_OPEN;
    asked->open = folio_style(d->folio, &wish);
    wish.look = LOOK_EXAMPLE;
    asked->example = folio_style(d->folio, &wish);
    size_t head = str_width(asked->head, 2);
    asked->width = head > HEAD_CELLS ? HEAD_CELLS : head < LEAST_CELLS ? LEAST_CELLS : head;
}

static void open_columns(struct drawing *d)
{
    const struct schema *schema = d->form->schema;
    const struct place place = {.file = d->form->file};
    d->count = schema->described;
    if (d->count == 0 || d->count > COLUMNS_MOST)
        diag_fatal(DIAG_USAGE, &place, "a form has 1 to %d columns, and the schema has %u fields", COLUMNS_MOST,
                   (unsigned)d->count);
    d->asked = mem_array(d->mem, d->count, sizeof *d->asked);
    for (uint32_t i = 0; i < d->count; i++)
        open_column(d, &d->asked[i], &schema->field[i]);
}

static void tell_unasked(const struct drawing *d)
{
    const struct columns *columns = d->table ? &d->table->columns : NULL;
    struct str left = {NULL, 0};
    for (uint32_t i = 0; columns && i < columns->count; i++) {
        bool asked = false;
        for (uint32_t k = 0; k < d->count; k++)
            asked |= d->asked[k].at == i;
        if (!asked)
            left = mem_append(d->mem, left, STR(", "), columns->name[i]);
    }
    const struct place place = {.file = columns ? columns->file : NULL};
    if (left.length)
        diag_report(DIAG_PASSED_OVER, &place, "columns that the schema does not have are not in the form: %.*s",
                    STR_ARG(left));
}

/* ---- cells ---- */

static void widen(struct asked *asked, struct str text)
{
    size_t width = str_width(text, 2);
    width = width > MOST_CELLS ? MOST_CELLS : width;
    asked->width = width > asked->width ? width : asked->width;
}

/* A figure that a program can hold is one; all else is the text that it is. */
static void put(struct drawing *d, uint32_t row, uint32_t i, struct str text, const struct style *style)
{
    struct num value;
    widen(&d->asked[i], text);
    if (is_figure(&d->asked[i]) && num_parse(text, &value) == NUM_OK && folio_holds(value))
        pane_number(d->pane, row, i + 1, value, style);
    else if (text.length)
        pane_text(d->pane, row, i + 1, text, style);
    else
        pane_blank(d->pane, row, i + 1, style);
}

/* What the schema gives as an example, or anything that would be taken. */
static struct str example_of(const struct drawing *d, const struct asked *asked)
{
    const struct schema_question *question = &asked->question;
    if (asked->field->example.length)
        return asked->field->example;
    switch (question->ask) {
    case SCHEMA_ASKS_CHOICE: return question->choice[0];
    case SCHEMA_ASKS_DATE: return STR("2023-06-30");
    case SCHEMA_ASKS_WHOLE: case SCHEMA_ASKS_NUMBER:
        return question->has_low ? num_text(d->mem, question->low) : question->has_high
               ? num_text(d->mem, question->high) : STR("12");
    case SCHEMA_ASKS_TEXT: break;
    }
    return strcmp(asked->field->type, "period") == 0 ? STR("2023-06") : word(d->words, W_FORM_TEXT);
}

static void put_head(struct drawing *d)
{
    const struct schema *schema = d->form->schema;
    const struct style_wish title = {.look = LOOK_TITLE}, note = {.look = LOOK_NOTE}, head = {.look = LOOK_HEAD},
                            side = {.look = LOOK_EXAMPLE};
    struct str name = d->form->title.length ? d->form->title : schema->title;
    size_t lines = 1;
    pane_text(d->pane, 0, 0, name.length ? name : pane_name(d->pane), folio_style(d->folio, &title));
    pane_text(d->pane, 1, 0, schema->description, folio_style(d->folio, &note));
    pane_text(d->pane, 2, 0, word(d->words, W_FORM_HOW), folio_style(d->folio, &note));
    pane_text(d->pane, HEAD, 0, word(d->words, W_FORM_NO), folio_style(d->folio, &head));
    pane_text(d->pane, EXAMPLE, 0, word(d->words, W_FORM_EXAMPLE), folio_style(d->folio, &side));
    for (uint32_t i = 0; i < d->count; i++) {
        size_t own = str_width(d->asked[i].head, 2) / HEAD_CELLS + 1;
        lines = own > lines ? own : lines;
        pane_text(d->pane, HEAD, i + 1, d->asked[i].head, folio_style(d->folio, &head));
        put(d, EXAMPLE, i, example_of(d, &d->asked[i]), d->asked[i].example);
    }
    pane_height(d->pane, HEAD, lines + 1);
}

static void put_rows(struct drawing *d)
{
    const struct style_wish side = {.look = LOOK_GIVEN};
    const struct style *number = folio_style(d->folio, &side);
    const struct str none = {NULL, 0};
    uint64_t all = d->rows + d->form->blank;
    for (uint32_t row = 0; row < all; row++) {
        struct mem_mark mark = mem_mark(d->mem);
        const struct str *cells = row < d->rows ? table_row(d->table, row) : NULL;
        pane_number(d->pane, FIRST + row, 0, num_of(row + 1), number);
        for (uint32_t i = 0; i < d->count; i++) {
            struct str cell = cells && d->asked[i].at != COLUMN_NONE ? cells[d->asked[i].at] : none;
            put(d, FIRST + row, i, cell, cell.length ? d->asked[i].given : d->asked[i].open);
        }
        mem_rewind(d->mem, mark);
    }
}

/* ---- what may be typed ---- */

static enum typed_kind kind_of(const struct schema_question *question)
{
    switch (question->ask) {
    case SCHEMA_ASKS_CHOICE: return TYPED_LIST;
    case SCHEMA_ASKS_DATE: return TYPED_DATE;
    case SCHEMA_ASKS_WHOLE: return TYPED_WHOLE;
    case SCHEMA_ASKS_NUMBER: return TYPED_DECIMAL;
    case SCHEMA_ASKS_TEXT: break;
    }
    return question->has_low || question->has_high ? TYPED_LENGTH : TYPED_ANY;
}

static void allow(struct drawing *d, uint32_t i, uint32_t last)
{
    const struct asked *asked = &d->asked[i];
    const struct schema_question *question = &asked->question;
    struct str expected = question->expected;
    if (asked->field->required)
        expected = voice_join(d->mem, expected, word(d->words, W_FORM_REQUIRED));
    struct str message = asked->field->description;
    message = message.length ? words_join(d->words, message, STR("\n"), expected) : expected;
    const struct typed typed = {
        .kind = kind_of(question), .has_low = question->has_low, .has_high = question->has_high,
        .low = question->low, .high = question->high, .choice = question->choice, .choices = question->choices,
        .list_pane = d->hidden, .list_column = LISTS + i, .list_first = HIDDEN_HEAD + 1,
        .title = asked->head, .message = message,
        .complaint = vocabulary_fill(d->words, W_FORM_WRONG, "text", question->expected, NULL)};
    pane_allow(d->pane, FIRST, last, i + 1, &typed);
}

/* ---- the hidden sheet: what it is, its columns, the lists ---- */

static void put_pair(struct drawing *d, uint32_t row, const char *name, struct str text)
{
    pane_text(d->hidden, row, 0, str_of(name), d->plain);
    pane_text(d->hidden, row, 1, text, d->plain);
}

static void put_hidden(struct drawing *d)
{
    const char *slash = strrchr(d->form->file, '/');
    struct digest *digest = digest_open(d->mem);
    digest_add(digest, d->form->schema->source);
    put_pair(d, 0, "steelyard form", STR("1"));
    put_pair(d, 1, "schema", str_of(slash ? slash + 1 : d->form->file));
    put_pair(d, 2, "sha256", digest_text(d->mem, digest));
    put_pair(d, 3, "sheet", pane_name(d->pane));
    put_pair(d, 4, "head row", num_text(d->mem, num_of(HEAD + 1)));
    put_pair(d, 5, "example", word(d->words, W_FORM_EXAMPLE));
    put_pair(d, HIDDEN_HEAD, "name", STR("head"));
    for (uint32_t i = 0; i < d->count; i++)
        if (d->asked[i].question.choices)
            pane_text(d->hidden, HIDDEN_HEAD, LISTS + i, d->asked[i].field->name, d->plain);
    bool more = true;
    for (uint32_t row = 0; more; row++) {            /* row by row, for a workbook that keeps none */
        more = row < d->count;
        if (more) {
            pane_text(d->hidden, HIDDEN_HEAD + 1 + row, 0, d->asked[row].field->name, d->plain);
            pane_text(d->hidden, HIDDEN_HEAD + 1 + row, 1, d->asked[row].head, d->plain);
        }
        for (uint32_t i = 0; i < d->count; i++)
            if (row < d->asked[i].question.choices) {
                pane_text(d->hidden, HIDDEN_HEAD + 1 + row, LISTS + i, d->asked[i].question.choice[row], d->plain);
                more = true;
            }
    }
    pane_hide(d->hidden);
}

/* ---- the form ---- */

static void refuse_rows(const struct drawing *d)
{
    const struct place place = {.file = d->table ? d->table->columns.file : d->form->file};
    if (d->rows + d->form->blank > FOLIO_ROWS - FIRST)
        diag_fatal(DIAG_LIMIT, &place, "a form has at most %d rows", FOLIO_ROWS - FIRST);
    if (d->rows + d->form->blank == 0)
        diag_fatal(DIAG_USAGE, &place, "the form would have no row to fill: give rows, or --rows N for blank ones");
}

/* The day of the epoch that is set, or the first that the archive's format knows. */
static int64_t made_at(void)
{
    const int64_t earliest = 315532800;
    int64_t seconds = figure_epoch();
    return seconds < 0 ? earliest : seconds;
}

void form_write(struct mem *mem, const struct vocabulary *words, const struct form_wish *form, struct table *table,
                struct out *out)
{
    struct drawing d = {.mem = mem, .words = words, .form = form, .table = table,
                        .folio = folio_open(out_name(out), words->chinese ? "宋体" : "Calibri", false)};
    const struct style_wish text = {.look = LOOK_CELL, .code = STR("@")};
    struct str name = form->title.length ? form->title : form->schema->title;
    d.plain = folio_style(d.folio, &text);
    d.pane = folio_pane(d.folio, name, word(words, W_FORM_SHEET));
    d.hidden = folio_pane(d.folio, STR("_form"), STR("_form"));
    d.rows = table ? (uint32_t)table->rows : 0;
    refuse_rows(&d);
    open_columns(&d);
    tell_unasked(&d);
    put_head(&d);
    put_rows(&d);
    put_hidden(&d);
    for (uint32_t i = 0; i < d.count; i++) {
        allow(&d, i, (uint32_t)(FIRST + d.rows + form->blank - 1));
        pane_width(d.pane, i + 1, d.asked[i].width);
    }
    pane_width(d.pane, 0, SIDE_CELLS);
    pane_freeze(d.pane, FIRST, 0);
    pane_repeat(d.pane, HEAD);
    pane_paper(d.pane, true);
    pane_protect(d.pane);
    pane_first(d.pane);
    folio_about(d.folio, name, form->schema->description, made_at());
    folio_property(d.folio, "steelyard", STR(STEELYARD_VERSION));
    folio_close(d.folio, out);
}
