/* metadata - see metadata.h */

#include "site/metadata.h"

#include "base/str.h"

struct listing {
    const struct report *report;
    struct document *document;
    struct grid *grid;
    size_t room;
};

static void add(struct listing *list, struct str what, struct str content)
{
    struct grid *grid = list->grid;
    if (content.length == 0)
        return;
    for (int i = 0; i < 2; i++) {
        size_t cells = grid->rows * 2 + (size_t)i;
        grid->cell = mem_grow(list->document->mem, grid->cell, cells, &list->room, sizeof *grid->cell);
        grid->cell[cells] = (struct doc_cell){.shown = {.text = i ? content : what}};
    }
    grid->rows++;
}

static void add_field(struct listing *list, enum field field, struct str content)
{
    if (!list->report->has_column || list->report->has_column(field_row[field].name))
        add(list, field_head(field), word_of_code(list->document->words, NULL, field_row[field].name, content, NULL));
}

/* All different texts that the indicator's rows have in a column. */
static struct str texts_of(const struct report *report, struct str indicator, enum field field)
{
    struct str all = {NULL, 0};
    for (size_t i = 0; i < report->parts; i++) {
        const struct table *table = report->part[i].view->table;
        for (size_t row = 0; table_has(table, F_INDICATOR) && table_has(table, field) && row < table->rows; row++) {
            struct str text = table_cell(table, row, table->at[field]);
            if (text.length && str_eq(table_cell(table, row, table->at[F_INDICATOR]), indicator) &&
                str_find(all, text) < 0)
                all = words_join(report->words, all, STR("; "), text);
        }
    }
    return all;
}

static void add_catalogued(struct listing *list, const struct indicator *row)
{
    if (!row)
        return;
    add_field(list, F_UNIT, row->unit);
    add_field(list, F_DOMAIN, row->domain);
    add_field(list, F_ATTRIBUTE, str_of(row->attribute == ATTRIBUTE_BINDING        ? "binding"
                                        : row->attribute == ATTRIBUTE_ANTICIPATORY ? "anticipatory"
                                                                                   : ""));
    add_field(list, F_DIRECTION, str_of(direction_row(row->direction)->word));
    add_field(list, F_OWNER, row->owner);
    add_field(list, F_PLAN, row->plan);
}

struct grid *metadata_of(struct document *document, const struct report *report, struct str indicator)
{
    static const enum field from_rows[] = {F_CALIBER, F_METHOD, F_SOURCE, F_VINTAGE, F_NOTE};
    const struct vocabulary *words = document->words;
    struct listing list = {.report = report, .document = document,
                           .grid = mem_take(document->mem, sizeof(struct grid))};
    struct grid *grid = list.grid;
    grid->caption = word(words, W_SITE_METADATA);
    grid->columns = 2;
    grid->column = mem_array(document->mem, 2, sizeof *grid->column);
    grid->column[0] = (struct grid_column){.head = word(words, W_SITE_ITEM), .share = 250};
    grid->column[1] = (struct grid_column){.head = word(words, W_SITE_CONTENT), .share = 750};
    add_field(&list, F_INDICATOR, indicator);
    add_catalogued(&list, report->indicators ? indicators_find(report->indicators, indicator) : NULL);
    for (size_t i = 0; i < sizeof from_rows / sizeof *from_rows; i++)
        add(&list, field_head(from_rows[i]), texts_of(report, indicator, from_rows[i]));
    return grid->rows > 1 ? grid : NULL;
}
