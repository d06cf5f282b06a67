/* margins - see margins.h */
#include <math.h>

#include "base/diag.h"
#include "base/str.h"
#include "meaning/sheet.h"
#include "weights/margins.h"

/* How far the totals of two variables may be apart, in parts of them: what rounding does. */
#define AGREES 1e-6

static const struct sheet_column table_columns[] = {
    {"variable", SHEET_FULL, sheet_text, offsetof(struct margin, variable), NULL},
    {"category", SHEET_COLUMN, sheet_text, offsetof(struct margin, category), NULL},
    {"total", SHEET_FULL, sheet_number, offsetof(struct margin, total), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct margin, table_columns, DIAG_MARGINS, "--margins");

/* ---- reading ---- */

static uint32_t variable_at(struct mem *mem, struct margins *margins, struct sheet *sheet, struct str name)
{
    for (uint32_t i = 0; i < margins->variables; i++)
        if (str_eq(margins->variable[i].name, name))
            return i;
    margins->variable = mem_grow(mem, margins->variable, margins->variables, &margins->variable_room,
                                 sizeof *margins->variable);
    struct margin_variable *variable = &margins->variable[margins->variables];
    struct str rest = name, facet;
    *variable = (struct margin_variable){.name = name, .first = margins->rows};
    while (str_cut(&rest, '*', &facet)) {
        if (variable->facets == MARGIN_FACETS) {
            sheet_wrong(sheet, "variable", "more than %d columns in one variable", MARGIN_FACETS);
            break;
        }
        variable->facet[variable->facets++] = facet;
    }
    return margins->variables++;
}

static void add_row(struct mem *mem, struct margins *margins, struct sheet *sheet, struct margin row)
{
    row.line = sheet_line(sheet);
    row.of = variable_at(mem, margins, sheet, row.variable);
    struct margin_variable *variable = &margins->variable[row.of];
    bool first = variable->first == margins->rows;
    const struct str key[] = {row.variable, row.category};
    uint64_t before = sheet_before(sheet, row.line, key, 2);
    if (first)
        variable->number = !row.category.length;
    if (before)
        sheet_wrong(sheet, "category", "\"%.*s\" of \"%.*s\" has a total already, on line %llu", STR_ARG(row.category),
                    STR_ARG(row.variable), (unsigned long long)before);
    else if (variable->number != !row.category.length)
        sheet_wrong(sheet, "category", "\"%.*s\" has categories in some rows and none in others",
                    STR_ARG(row.variable));
    if (sheet_sound(sheet) && !variable->number && num_sign(row.total) < 0)
        sheet_wrong(sheet, "total", "a population below 0");
    margins->row = mem_grow(mem, margins->row, margins->rows, &margins->room, sizeof *margins->row);
    margins->row[margins->rows++] = row;
}

/* All variables have one population. */
static void check_sums(struct mem *mem, struct margins *margins, struct sheet *sheet)
{
    const struct margin_variable *first = NULL;
    struct num_sum first_sum = {0, 0, NULL};
    for (uint32_t v = 0; v < margins->variables; v++) {
        struct num_sum sum = {0, 0, NULL};
        struct num a, b;
        double x, y;
        if (margins->variable[v].number)
            continue;
        for (uint32_t i = 0; i < margins->rows; i++)
            if (margins->row[i].of == v)
                num_sum_add(mem, &sum, margins->row[i].total);
        if (!first) {
            first = &margins->variable[v];
            first_sum = sum;
        } else if (num_sum_value(&sum, &a) && num_sum_value(&first_sum, &b) && num_to_double(a, &x) &&
                   num_to_double(b, &y) && fabs(x - y) > AGREES * fabs(y))
            sheet_wrong_table(sheet, "the totals of \"%.*s\" sum to %.*s, and those of \"%.*s\" to %.*s: no weights "
                              "can meet both", STR_ARG(first->name), STR_ARG(num_sum_text(mem, &first_sum)),
                              STR_ARG(margins->variable[v].name), STR_ARG(num_sum_text(mem, &sum)));
    }
}

struct margins *margins_load(struct mem *mem, struct reader *reader)
{
    struct margins *margins = mem_take(mem, sizeof *margins);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct margin row;
    margins->file = sheet_file(sheet);
    while (sheet_next(sheet, &row))
        add_row(mem, margins, sheet, row);
    if (!margins->rows)
        sheet_wrong_table(sheet, "there is no margin in it");
    if (!sheet_mistakes(sheet))
        check_sums(mem, margins, sheet);
    sheet_close(sheet);
    return margins;
}

/* ---- binding ---- */

/* A run of it: the rows by variable and category, and the facets of the variable at hand. */
struct binding {
    const struct margins *margins;
    const struct design *sample;
    struct auxiliary *auxiliary;
    struct group *rows;       /* counted from 1 */
    const struct facet *facet[MARGIN_FACETS], *wave;
    uint64_t *members;        /* of each row in each wave */
    uint32_t wrong;
};

static struct str category_of(struct binding *b, const struct margin_variable *variable, uint32_t respondent)
{
    struct str category = b->facet[0]->level[b->facet[0]->of[respondent]];
    for (uint32_t f = 1; f < variable->facets; f++)
        category = mem_append(b->sample->mem, category, STR("*"), b->facet[f]->level[b->facet[f]->of[respondent]]);
    return category;
}

static void tell_stranger(struct binding *b, const struct margin_variable *variable, struct str category,
                          uint32_t respondent)
{
    const struct responses *answers = b->sample->answers;
    struct place where = {.file = answers->file, .line = answers->line[respondent]};
    b->wrong++;
    if (variable->number)
        diag_report(DIAG_MARGINS, &where, "\"%.*s\" in column \"%.*s\" is no number, and the margins have its total",
                    STR_ARG(category), STR_ARG(variable->name));
    else
        diag_report(DIAG_MARGINS, &where, "\"%.*s\" of \"%.*s\" has no total in %s", STR_ARG(category),
                    STR_ARG(variable->name), b->margins->file);
}

/* One variable at one position: the row, from 1, and what is added to it; 0 where there is none. */
static uint32_t find_row(struct binding *b, uint32_t v, uint32_t respondent, double *amount)
{
    const struct margin_variable *variable = &b->margins->variable[v];
    struct mem_mark mark = mem_mark(b->sample->mem);
    struct str category = category_of(b, variable, respondent);
    const uint32_t *found = NULL;
    struct num number;
    *amount = 1;
    if (!variable->number) {
        const struct str key[] = {variable->name, category};
        found = group_find(b->rows, key);
    } else if (num_parse(category, &number) == NUM_OK && num_to_double(number, amount)) {
        const struct str key[] = {variable->name, {NULL, 0}};
        found = group_find(b->rows, key);
    }
    if (!found)
        tell_stranger(b, variable, category, respondent);
    mem_rewind(b->sample->mem, mark);
    return found ? *found : 0;
}

static void bind_variable(struct binding *b, uint32_t v)
{
    const struct margin_variable *variable = &b->margins->variable[v];
    struct auxiliary *auxiliary = b->auxiliary;
    for (uint32_t f = 0; f < variable->facets; f++)
        b->facet[f] = responses_facet(b->sample->answers, variable->facet[f]);
    for (uint32_t p = 0; p < b->sample->count; p++) {
        size_t term = (size_t)p * auxiliary->terms + v;
        uint32_t respondent = b->sample->respondent[p], first = b->wave ? b->wave->of[respondent] * b->margins->rows :
            0;
        uint32_t row = find_row(b, v, respondent, &auxiliary->amount[term]);
        auxiliary->which[term] = row ? first + row - 1 : 0;
        if (row)
            b->members[first + row - 1]++;
    }
}

/* Rows that nobody is in cannot be met, unless they ask for nobody. */
static void check_members(struct binding *b)
{
    for (uint32_t i = 0; i < b->auxiliary->size; i++) {
        const struct margin *row = &b->margins->row[i % b->margins->rows];
        struct place where = {.file = b->margins->file, .line = row->line};
        bool wants = num_sign(row->total) != 0;
        if (b->margins->variable[row->of].number || wants == (b->members[i] > 0))
            continue;
        b->wrong++;
        if (wants)
            diag_report(DIAG_MARGINS, &where, "no respondent is in \"%.*s\" of \"%.*s\", so its total cannot be met: "
                        "put it together with a category like it", STR_ARG(row->category), STR_ARG(row->variable));
        else
            diag_report(DIAG_MARGINS, &where, "\"%.*s\" of \"%.*s\" has respondents, and a total of 0",
                        STR_ARG(row->category), STR_ARG(row->variable));
    }
}

struct auxiliary *margins_bind(const struct margins *margins, const struct design *sample, const struct facet *wave)
{
    struct mem *mem = sample->mem;
    struct auxiliary *auxiliary = mem_take(mem, sizeof *auxiliary);
    struct binding b = {.margins = margins, .sample = sample, .auxiliary = auxiliary, .wave = wave,
                        .rows = group_open(2, sizeof(uint32_t))};
    uint32_t waves = wave && wave->levels ? wave->levels : 1;
    *auxiliary = (struct auxiliary){.size = margins->rows * waves, .terms = margins->variables, .waves = waves};
    auxiliary->which = mem_array(mem, (size_t)sample->count * auxiliary->terms, sizeof *auxiliary->which);
    auxiliary->amount = mem_array(mem, (size_t)sample->count * auxiliary->terms, sizeof *auxiliary->amount);
    b.members = mem_array(mem, auxiliary->size, sizeof *b.members);
    for (uint32_t i = 0; i < margins->rows; i++) {
        const struct str key[] = {margins->row[i].variable, margins->row[i].category};
        *(uint32_t *)group_at(b.rows, key) = i + 1;
    }
    for (uint32_t v = 0; v < margins->variables; v++)
        bind_variable(&b, v);
    check_members(&b);
    group_close(b.rows);
    if (b.wrong)
        diag_stop();
    return auxiliary;
}
