/* filling_expand - the names are known; the texts are put in */

#include "template/filling_plan.h"

#include "base/voice.h"
#include "view/figure.h"

/* ---- limits ---- */

static _Noreturn void refuse_more(const struct filling *filling, const struct braces *node, const char *what)
{
    struct place place = scroll_place(filling->scroll, node->at);
    diag_fatal(DIAG_TEMPLATE, &place, "this makes the report too large: %s (sections over large tables stand in each "
               "other; choose rows by where= or top=)", what);
}

static void count_turn(struct filling *filling, const struct braces *node)
{
    if (++filling->turns > FILLING_TURNS)
        refuse_more(filling, node, voice_text("sections are gone through more than 2,000,000 times"));
}

/* ---- choosing rows ---- */

struct chosen {
    struct str **row;
    size_t rows;
};

static struct chosen choose(struct filling *filling, const struct braces *node, const struct selection *selection,
                            const struct frame *frame)
{
    const struct stock_table *table = selection->table;
    struct chosen chosen = {mem_array(filling->mem, selection->where ? 8 : table->rows, sizeof *chosen.row), 0};
    size_t room = selection->where ? 8 : table->rows;
    struct moment_of now = {filling, NULL, frame};
    filling->rows += table->rows;
    if (filling->rows > FILLING_ROWS)
        refuse_more(filling, node, voice_text("more than 200,000,000 rows are looked at"));
    for (size_t i = 0; i < table->rows; i++) {
        now.cells = table->row[i];
        if (selection->where && expr_test(selection->where, &now) != EXPR_TRUE)
            continue;
        chosen.row = mem_grow(filling->mem, chosen.row, chosen.rows, &room, sizeof *chosen.row);
        chosen.row[chosen.rows++] = table->row[i];
    }
    if (selection->sort.length && chosen.rows > 1)
        stock_sort(filling->stock, selection->table, chosen.row, chosen.rows, selection->sort);
    if (selection->top && !selection->bys && chosen.rows > selection->top)
        chosen.rows = selection->top;
    return chosen;
}

/* ---- groups ---- */

static bool same_group(const struct selection *selection, const struct str *a, const struct str *b)
{
    for (size_t i = 0; i < selection->bys; i++)
        if (!str_eq(stock_raw(selection->table, a, &selection->by[i]),
                    stock_raw(selection->table, b, &selection->by[i])))
            return false;
    return true;
}

static void sort_by_count(struct filling_group *group, size_t groups, bool down)
{
    for (size_t i = 1; i < groups; i++)
        for (size_t k = i; k > 0 && group[k].rows != group[k - 1].rows &&
                           (group[k].rows > group[k - 1].rows) == down; k--) {
            struct filling_group other = group[k];
            group[k] = group[k - 1];
            group[k - 1] = other;
        }
}

/* In the order in which they first come.  Rows of a turn are groups of one. */
static struct filling_group *group_rows(struct filling *filling, const struct braces *node,
                                        const struct selection *selection, const struct chosen *chosen, size_t *groups)
{
    struct filling_group *group = mem_array(filling->mem, chosen->rows, sizeof *group);
    size_t *rooms = mem_array(filling->mem, chosen->rows, sizeof *rooms);
    *groups = 0;
    for (size_t i = 0; i < chosen->rows; i++) {
        size_t k = selection->bys ? 0 : *groups;
        while (k < *groups && !same_group(selection, group[k].row[0], chosen->row[i]))
            k++;
        filling->rows += k;
        if (filling->rows > FILLING_ROWS)
            refuse_more(filling, node, voice_text("more than 200,000,000 rows are looked at"));
        if (k == *groups)
            ++*groups;
        group[k].row = mem_grow(filling->mem, group[k].row, group[k].rows, &rooms[k], sizeof *group[k].row);
        group[k].row[group[k].rows++] = chosen->row[i];
    }
    if (selection->by_count)
        sort_by_count(group, *groups, selection->count_down);
    if (selection->bys && selection->top && *groups > selection->top)
        *groups = selection->top;
    return group;
}

struct filling_group *filling_groups(struct filling *filling, size_t *groups)
{
    if (!filling->split) {
        *groups = 1;
        return mem_take(filling->mem, sizeof(struct filling_group));
    }
    const struct plan *plan = filling->split->plan;
    struct chosen chosen = choose(filling, filling->split, plan->selection, NULL);
    return group_rows(filling, filling->split, plan->selection, &chosen, groups);
}

/* ---- values ---- */

struct writing {
    struct filling *filling;
    struct heap heap;
    bool plain;               /* values as they are */
};

static void put_nodes(struct writing *writing, const struct braces *first, const struct frame *frame);

static void add_items(struct flow *flow, const struct plan *plan, const struct stock_table *table, struct str **row,
                      size_t rows)
{
    flow->item = mem_array(flow->mem, rows + 1, sizeof *flow->item);
    flow->items = rows;
    flow->row = row;
    for (size_t i = 0; i < rows; i++) {
        bool named = plan->column.name.length > 0;
        flow->item[i] = (struct flowing){.cells = row[i], .table = table, .column = plan->column,
                                      .text = named ? stock_raw(table, row[i], &plan->column) : (struct str){NULL, 0}};
    }
}

static void add_text(struct flow *flow, struct str text)
{
    flow->item = mem_take(flow->mem, sizeof *flow->item);
    *flow->item = (struct flowing){.text = text};
    flow->items = 1;
}

static void add_reference(struct filling *filling, struct flow *flow, const struct braces *node,
                          const struct frame *frame)
{
    const struct plan *plan = node->plan;
    for (int depth = plan->depth; depth > 0; depth--)
        frame = frame->up;
    switch (plan->reference) {
    case REFERENCE_COLUMN: {
        bool one = !frame->scope->grouped;
        for (size_t i = 0; i < frame->scope->bys; i++)
            one |= frame->scope->by[i].at == plan->column.at && frame->scope->by[i].field == plan->column.field;
        add_items(flow, plan, frame->scope->table, frame->row, one ? 1 : frame->rows);
        break;
    }
    case REFERENCE_TABLE: {
        struct chosen chosen = choose(filling, node, plan->selection, frame);
        add_items(flow, plan, plan->selection->table, chosen.row, chosen.rows);
        break;
    }
    case REFERENCE_SETTING: add_text(flow, plan->setting->text); break;
    case REFERENCE_NUMBER: add_text(flow, mem_whole(flow->mem, (int64_t)frame->turn)); break;
    case REFERENCE_COUNT:
        add_text(flow, mem_whole(flow->mem, (int64_t)frame->rows));
        flow->row = frame->row;
        break;
    default: add_text(flow, edition_word(filling->stock->edition)); break;
    }
}

/* A figure that is not there is a dash, and told once for each place. */
static struct str dash(struct filling *filling, const struct braces *node, const struct flowing *item)
{
    struct plan *plan = node->plan;
    struct place place = scroll_place(filling->scroll, node->at);
    struct str row = item->cells ? say(filling->mem, " in row {1} of {2}", mem_whole(filling->mem,
                                       (int64_t)stock_number(item->table, item->cells)), item->table->name) : STR("");
    if (!plan->told)
        diag_report(DIAG_NO_FIGURE, &place, "there is no figure for \"%.*s\"%.*s, and a dash stands for it (|or:TEXT, "
                    "or {{#%.*s}} around the sentence, says what to write then)", STR_ARG(node->text), STR_ARG(row),
                    STR_ARG(node->text));
    plan->told = true;
    return STR("—");
}

/* Of how many rows a value is that is no row's own; the table is that of the section or the one that is asked. */
static size_t counted(const struct plan *plan, const struct frame *frame, const struct stock_table **table, size_t rows)
{
    for (int depth = plan->depth; depth > 0; depth--)
        frame = frame->up;
    bool asked = plan->reference == REFERENCE_TABLE, group = plan->reference == REFERENCE_COUNT;
    *table = asked ? plan->selection->table : group || plan->reference == REFERENCE_COLUMN ? frame->scope->table : NULL;
    return !*table ? 0 : asked ? rows : frame->rows;
}

/* Where the value comes from: its row, or the first of the rows that it is a count or a sum of. */
static const struct citation *cite(struct filling *filling, const struct braces *node, const struct frame *frame,
                                   const struct flow *flow, size_t rows)
{
    const struct flowing *item = &flow->item[0];
    const struct stock_table *table;
    if (item->cells)
        return stock_citation(filling->mem, item->table, item->cells, item->column.name);
    rows = counted(node->plan, frame, &table, rows);
    if (!table || rows == 0 || !flow->row)
        return NULL;
    const struct plan *plan = node->plan;
    struct citation *citation = (struct citation *)(uintptr_t)stock_citation(filling->mem, table, flow->row[0],
                                                                            plan->column.name);
    const struct braces_option *where = braces_find(node, "where");
    *citation = (struct citation){.table = citation->table, .row = citation->row, .rows = rows,
                                  .column = citation->column, .rule = where ? where->text : (struct str){NULL, 0}};
    return citation;
}

/* The lead sentence is put together here, of many rows. */
static bool is_told(const struct braces *node)
{
    for (const struct braces_filter *call = node->filter; call; call = call->next)
        if (str_eq(call->name, STR("lead")))
            return true;
    return false;
}

static struct filled value_of(struct filling *filling, const struct braces *node, const struct frame *frame)
{
    const struct plan *plan = node->plan;
    struct flow flow = {.mem = filling->mem, .words = filling->words, .stock = filling->stock};
    size_t i = 0;
    add_reference(filling, &flow, node, frame);
    size_t rows = flow.items;
    for (const struct braces_filter *call = node->filter; call; call = call->next)
        filter_apply(&flow, plan->filter[i++], call);
    if (flow.fault.length)
        scroll_wrong(filling->scroll, node->at, "%.*s", STR_ARG(flow.fault));
    if (flow.items == 0) {
        static const struct flowing none = {0};
        return (struct filled){.text = plan->figure ? dash(filling, node, &none) : (struct str){NULL, 0}};
    }
    struct flowing *item = &flow.item[0];
    struct filled filled = {.text = flowing_text(item)};
    struct str raw = item->cells && item->column.at != COLUMN_NONE ? item->cells[item->column.at] : item->text;
    struct num number;
    if (num_parse(raw, &number) == NUM_OK)
        filled.figure = raw;
    filled.told = filled.figure.length == 0 && (is_told(node) || item->column.form == FORM_SENTENCE);
    if (filled.text.length)
        filled.citation = cite(filling, node, frame, &flow, rows);
    if (filled.text.length == 0 && plan->figure)
        filled.text = dash(filling, node, item);
    return filled;
}

static void put_value(struct writing *writing, const struct braces *node, const struct frame *frame)
{
    struct filling *filling = writing->filling;
    struct filled filled = value_of(filling, node, frame);
    if (writing->plain) {
        heap_add(&writing->heap, filled.text);
        return;
    }
    filling->value = mem_grow(filling->mem, filling->value, filling->values, &filling->value_room,
                              sizeof *filling->value);
    filling->value[filling->values] = filled;
    heap_add(&writing->heap, STR(FILLING_VALUE));
    heap_add(&writing->heap, mem_whole(filling->mem, (int64_t)filling->values++));
    heap_add(&writing->heap, STR(FILLING_END));
}

/* ---- sections ---- */

static void put_turns(struct writing *writing, const struct braces *node, const struct frame *around)
{
    struct filling *filling = writing->filling;
    const struct plan *plan = node->plan;
    const struct braces_option *join = braces_find(node, "join");
    struct chosen chosen = choose(filling, node, plan->selection, around);
    size_t groups, said = writing->heap.length;
    if (node->inverted) {
        if (chosen.rows == 0)
            put_nodes(writing, node->first, around);
        return;
    }
    struct filling_group *group = group_rows(filling, node, plan->selection, &chosen, &groups);
    for (size_t i = 0; i < groups; i++) {
        struct frame frame = {plan->scope, group[i].row, group[i].rows, i + 1, around};
        size_t before = writing->heap.length;
        count_turn(filling, node);
        if (join && before > said)
            heap_add(&writing->heap, join->text);
        size_t begins = writing->heap.length;
        put_nodes(writing, node->first, &frame);
        if (writing->heap.length == begins)
            writing->heap.length = before;
    }
}

static void put_section(struct writing *writing, const struct braces *node, const struct frame *frame)
{
    const struct plan *plan = node->plan;
    if (plan->selection && plan->scope) {
        put_turns(writing, node, frame);
        return;
    }
    struct flow flow = {.mem = writing->filling->mem, .words = writing->filling->words,
                        .stock = writing->filling->stock};
    add_reference(writing->filling, &flow, node, frame);
    bool there = flow.items && flow.item[0].text.length && !str_eq(flow.item[0].text, STR("no"));
    count_turn(writing->filling, node);
    if (there != node->inverted)
        put_nodes(writing, node->first, frame);
}

static void put_if(struct writing *writing, const struct braces *node, const struct frame *frame)
{
    const struct plan *plan = node->plan;
    struct moment_of now = {writing->filling, NULL, frame};
    count_turn(writing->filling, node);
    bool holds = plan->selection ? choose(writing->filling, node, plan->selection, frame).rows > 0
                                 : expr_test(plan->condition, &now) == EXPR_TRUE;
    if (holds != node->inverted)
        put_nodes(writing, node->first, frame);
}

/* ---- directives ---- */

static struct str plain_text(struct filling *filling, const struct braces *first, const struct frame *frame)
{
    struct writing writing = {.filling = filling, .heap = {.mem = filling->mem}, .plain = true};
    put_nodes(&writing, first, frame);
    return heap_text(&writing.heap);
}

static struct str marked_text(struct filling *filling, const struct braces *first, const struct frame *frame)
{
    struct writing writing = {.filling = filling, .heap = {.mem = filling->mem}};
    put_nodes(&writing, first, frame);
    return heap_text(&writing.heap);
}

static struct str option_text(struct filling *filling, const struct braces *node, const char *name,
                              const struct frame *frame)
{
    const struct braces_option *option = braces_find(node, name);
    return option ? plain_text(filling, option->value, frame) : (struct str){NULL, 0};
}

static struct inset inset_of(struct filling *filling, const struct braces *node, const struct frame *frame)
{
    const struct plan *plan = node->plan;
    const struct braces_option *bare = braces_bare(node, 0);
    struct inset inset = {.node = node, .columns = plan->columns};
    if (plan->selection) {
        struct chosen chosen = choose(filling, node, plan->selection, frame);
        inset.table = plan->selection->table;
        inset.rows = stock_some(filling->mem, inset.table, chosen.row, chosen.rows);
        inset.chart = bare->text;
        inset.caption = option_text(filling, node, "caption", frame);
        inset.empty = option_text(filling, node, "empty", frame);
        inset.own = option_text(filling, node, "own", frame);
        inset.x = option_text(filling, node, "x", frame);
        inset.y = option_text(filling, node, "y", frame);
        inset.by = option_text(filling, node, "by", frame);
    } else if (node->directive == DIRECTIVE_ANNEX) {
        inset.text = marked_text(filling, bare->value, frame);
    } else if (node->directive == DIRECTIVE_WORDS) {
        inset.text = plain_text(filling, bare->value, frame);
    }
    inset.body = node->directive == DIRECTIVE_WORDS ? plain_text(filling, node->first, frame)
                                                    : marked_text(filling, node->first, frame);
    return inset;
}

static void put_directive(struct writing *writing, const struct braces *node, const struct frame *frame)
{
    struct filling *filling = writing->filling;
    struct inset inset = inset_of(filling, node, frame);
    count_turn(filling, node);
    filling->inset = mem_grow(filling->mem, filling->inset, filling->insets, &filling->inset_room,
                              sizeof *filling->inset);
    filling->inset[filling->insets] = inset;
    heap_add(&writing->heap, STR("\n```" FILLING_INSET));
    heap_add(&writing->heap, mem_whole(filling->mem, (int64_t)filling->insets++));
    heap_add(&writing->heap, STR("\n```\n\n"));
}

/* ---- all of it ---- */

static void put_nodes(struct writing *writing, const struct braces *first, const struct frame *frame)
{
    for (const struct braces *node = first; node; node = node->next) {
        switch (node->kind) {
        case BRACES_TEXT: heap_add(&writing->heap, node->text); break;
        case BRACES_VALUE: put_value(writing, node, frame); break;
        case BRACES_SECTION: put_section(writing, node, frame); break;
        case BRACES_IF: put_if(writing, node, frame); break;
        case BRACES_DIRECTIVE: put_directive(writing, node, frame); break;
        case BRACES_EDITION: case BRACES_CHAPTER:
            if (filling_is_in(writing->filling, node))
                put_nodes(writing, node->first, frame);
            break;
        }
        if (writing->heap.length > FILLING_BYTES)
            refuse_more(writing->filling, node, voice_text("its text has more than 32 MiB"));
    }
}

static struct frame frame_of(const struct filling *filling, const struct filling_group *group)
{
    const struct plan *plan = filling->split ? filling->split->plan : NULL;
    return (struct frame){plan ? plan->scope : NULL, group ? group->row : NULL, group ? group->rows : 0, 1, NULL};
}

struct str filling_text(struct filling *filling, const struct braces *first, const struct filling_group *group)
{
    struct frame frame = frame_of(filling, group);
    return marked_text(filling, first, frame.scope ? &frame : NULL);
}

struct str filling_plain(struct filling *filling, const struct braces *first, const struct filling_group *group)
{
    struct frame frame = frame_of(filling, group);
    return plain_text(filling, first, frame.scope ? &frame : NULL);
}
