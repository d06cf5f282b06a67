/* chart_stacked - how rows are split over classes: one bar, or one for each owner, strategy, region
 *
 * Rows are counted, or a column of numbers is added up, exactly.  A row without a class is counted as such, and
 * one that names several owners (parted by |) with each of them.
 */

#include "charts/chart.h"

#include "base/diag.h"
#include "base/str.h"
#include "view/figure.h"

#include <stdlib.h>

const enum field needs_stacked[] = {FIELD_COUNT};

#define MOST_BARS 40
#define MOST_CLASSES 12       /* what comes after them is "others" */
#define TEXT PX(14)
#define SMALL PX(12)

struct stack {
    struct str key;
    struct num total;
    struct num *amount;       /* of each class of the pile, in the order in which they were met */
    size_t order;
};

struct pile {
    const struct view *view;
    struct mark *class;
    size_t classes, class_room, stacks, stack_room;
    size_t *shown;            /* classes by their order */
    enum field by;            /* what the bars are, where it is known */
    struct stack all, *stack;
};

/* ---- counting ---- */

static uint32_t class_column(const struct view *view, const struct chart_wish *wish)
{
    static const enum field fields[] = {F_CLASS, F_STATUS, F_OUTLOOK, F_KIND, F_ATTRIBUTE, FIELD_COUNT};
    uint32_t at = chart_column(view, wish->y, fields);
    if (at == COLUMN_NONE)
        diag_fatal(DIAG_COLUMN, &(struct place){.file = view->table->columns.file, .line = 1},
                   "no column that the chart stacked can split rows by (class, status, kind); name one with "
                   "--chart-with y=COLUMN");
    return at;
}

static size_t class_of(struct pile *pile, struct str key)
{
    for (size_t i = 0; i < pile->classes; i++)
        if (str_eq(pile->class[i].key, key))
            return i;
    if (pile->classes == MOST_CLASSES)
        return MOST_CLASSES - 1;
    pile->class = mem_grow(pile->view->mem, pile->class, pile->classes, &pile->class_room, sizeof *pile->class);
    struct mark mark = chart_class(pile->view, key, pile->classes);
    if (pile->classes == MOST_CLASSES - 1)
        mark = (struct mark){.key = key, .text = word(pile->view->words, W_STACKED_OTHER), .color = DIM,
                             .order = INT32_MAX - 1};
    pile->class[pile->classes] = mark;
    return pile->classes++;
}

static struct stack *stack_of(struct pile *pile, struct str key)
{
    for (size_t i = 0; i < pile->stacks; i++)
        if (str_eq(pile->stack[i].key, key))
            return &pile->stack[i];
    pile->stack = mem_grow(pile->view->mem, pile->stack, pile->stacks, &pile->stack_room, sizeof *pile->stack);
    pile->stack[pile->stacks] = (struct stack){
        .key = key, .total = num_of(0), .order = pile->stacks,
        .amount = mem_array(pile->view->mem, MOST_CLASSES, sizeof(struct num))};
    return &pile->stack[pile->stacks++];
}

static void put(struct stack *stack, size_t class, struct num amount)
{
    struct num sum;
    if (num_add(stack->amount[class], amount, &sum))
        stack->amount[class] = sum;
    if (num_add(stack->total, amount, &sum))
        stack->total = sum;
}

static int by_total(const void *a, const void *b)
{
    const struct stack *left = a, *right = b;
    int order = num_compare(right->total, left->total);
    return order ? order : (left->order > right->order) - (left->order < right->order);
}

/* The best class first; classes of no order as they were met. */
static void order_classes(struct pile *pile)
{
    pile->shown = mem_array(pile->view->mem, pile->classes, sizeof *pile->shown);
    for (size_t i = 0; i < pile->classes; i++) {
        size_t k = i;
        while (k && pile->class[pile->shown[k - 1]].order > pile->class[i].order) {
            pile->shown[k] = pile->shown[k - 1];
            k--;
        }
        pile->shown[k] = i;
    }
}

static struct pile pile_of(const struct view *view, const struct chart_wish *wish)
{
    const struct table *table = view->table;
    struct pile pile = {.view = view, .all = {.total = num_of(0), .amount = mem_array(view->mem, MOST_CLASSES,
                                                                                     sizeof(struct num))}};
    uint32_t class = class_column(view, wish), by = COLUMN_NONE, x = COLUMN_NONE;
    pile.by = field_find(wish->by);
    if (wish->by.length)
        by = column_find(&table->columns, wish->by);
    if (wish->x.length)
        x = column_find(&table->columns, wish->x);
    for (size_t row = 0; row < table->rows; row++) {
        const struct str *cells = table_row(table, row);
        struct num amount = num_of(1);
        if (x != COLUMN_NONE && (num_parse(cells[x], &amount) != NUM_OK || num_sign(amount) < 0))
            continue;
        size_t in = class_of(&pile, cells[class]);
        put(&pile.all, in, amount);
        struct str rest = by == COLUMN_NONE ? (struct str){NULL, 0} : cells[by], piece;
        while (rest.length && str_cut(&rest, '|', &piece))
            put(stack_of(&pile, str_trim(piece)), in, amount);
        if (by != COLUMN_NONE && cells[by].length == 0)
            put(stack_of(&pile, cells[by]), in, amount);
    }
    if (pile.stacks)
        qsort(pile.stack, pile.stacks, sizeof *pile.stack, by_total);
    order_classes(&pile);
    return pile;
}

/* ---- what it says ---- */

static struct str amount_text(const struct pile *pile, struct num amount)
{
    return figure_text(pile->view->mem, num_text(pile->view->mem, amount), FIGURE_OWN, pile->view->thousands);
}

/* What the table of names calls it, else the project's word for it, else the code itself. */
static struct str bar_name(const struct pile *pile, struct str key)
{
    const struct vocabulary *words = pile->view->words;
    struct str name = pile->by < FIELD_COUNT ? directory_name(pile->view->names, pile->by, key, words->chinese)
                                             : (struct str){NULL, 0};
    name = name.length ? name : word_for(words, key);
    return key.length ? name : word(words, W_STACKED_WITHOUT);
}

static struct str found(const struct pile *pile)
{
    const struct vocabulary *words = pile->view->words;
    struct str list = {NULL, 0};
    for (size_t i = 0; i < pile->classes; i++) {
        size_t class = pile->shown[i];
        list = words_join(words, list, word(words, W_JOIN),
                          vocabulary_fill(words, W_COUNT_CLASS, "n", amount_text(pile, pile->all.amount[class]),
                                          "class", pile->class[class].text, NULL));
    }
    if (pile->classes == 0)
        return list;
    struct str text = vocabulary_fill(words, W_STACKED_FOUND, "n", amount_text(pile, pile->all.total), "list", list,
                                      NULL);
    return pile->stacks == 0 ? text
                             : vocabulary_fill(words, W_STACKED_FOUND_BY, "text", text, "name",
                                               bar_name(pile, pile->stack[0].key), "n",
                                               amount_text(pile, pile->stack[0].total), NULL);
}

struct str find_stacked(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)summary;
    struct pile pile = pile_of(view, wish);
    return found(&pile);
}

/* ---- drawing ---- */

/* The classes with their shapes and totals, in as many lines as they take; returns the y behind them. */
static long draw_key(struct scene *scene, const struct pile *pile, long left, long y, long right)
{
    long x = left;
    for (size_t i = 0; i < pile->classes; i++) {
        size_t class = pile->shown[i];
        const struct mark *mark = &pile->class[class];
        struct str text = vocabulary_fill(pile->view->words, W_STACKED_ITEM, "text", mark->text, "n",
                                          amount_text(pile, pile->all.amount[class]), NULL);
        text = scene_fit(scene->mem, text, right - left - PX(20), PX(13), true);
        long width = scene_measure(text, PX(13), true) + PX(34);
        if (x > left && x + width - PX(18) > right) {
            x = left;
            y += PX(22);
        }
        if (mark->mark.length)
            chart_mark(scene, x + PX(6), y + PX(9), mark);
        else
            scene_rect(scene, x, y + PX(3), PX(12), PX(12), (struct paint){.fill = mark->color});
        scene_text(scene, x + PX(17), y + PX(14), text,
                   (struct lettering){.size = PX(13), .bold = true, .color = mark->color});
        x += width;
    }
    return y + PX(26);
}

/* Segments end where the sum so far ends, so that rounding gathers nowhere. */
static void draw_stack(struct scene *scene, const struct pile *pile, const struct stack *stack, struct num most,
                       long x, long y, long length, long height)
{
    struct num sum = num_of(0), next;
    long from = x;
    if (num_sign(most) <= 0)
        return;
    for (size_t i = 0; i < pile->classes; i++) {
        size_t class = pile->shown[i];
        struct num amount = stack->amount[class];
        if (num_sign(amount) <= 0 || !num_add(sum, amount, &next))
            continue;
        sum = next;
        long to = x + figure_between(sum, num_of(0), most, length);
        long gap = to - from > PX(3) ? PX(1) : 0;
        scene_rect(scene, from, y, to - from - gap, height, (struct paint){.fill = pile->class[class].color});
        struct str text = amount_text(pile, amount);
        long width = scene_measure(text, PX(13), true) + PX(8);
        struct mark mark = pile->class[class];
        mark.color = PAPER;
        if (mark.mark.length && width + PX(18) <= to - from)
            chart_mark(scene, to - PX(11), y + height / 2, &mark);
        if (width <= to - from)
            scene_text(scene, from + PX(6), y + height / 2 + PX(5), text,
                       (struct lettering){.size = PX(13), .bold = true, .color = PAPER});
        from = to;
    }
}

static long widest_name(const struct pile *pile, size_t bars)
{
    long widest = 0;
    for (size_t i = 0; i < bars; i++) {
        long width = scene_measure(bar_name(pile, pile->stack[i].key), TEXT, false);
        widest = width > widest ? width : widest;
    }
    return widest < PX(260) ? widest : PX(260);
}

static long draw_bars(struct scene *scene, const struct pile *pile, const struct chart_how *how, long left, long y)
{
    size_t bars = pile->stacks < MOST_BARS ? pile->stacks : MOST_BARS;
    const struct num most = pile->stack[0].total;
    long name = widest_name(pile, bars), total = scene_measure(amount_text(pile, most), PX(13), true) + PX(10);
    long from = how->compact ? left : left + name + PX(16), row = how->compact ? PX(48) : PX(32);
    long length = scene->width - left - from - total;
    for (size_t i = 0; i < bars; i++, y += row) {
        const struct stack *stack = &pile->stack[i];
        long top = how->compact ? y + PX(20) : y;
        bool own = how->wish.own.length && str_eq(stack->key, how->wish.own);
        scene_text(scene, left, how->compact ? y + PX(14) : y + PX(16),
                   scene_fit(scene->mem, bar_name(pile, stack->key), how->compact ? scene->width : name, TEXT, own),
                   (struct lettering){.bold = own});
        draw_stack(scene, pile, stack, most, from, top, length, PX(22));
        scene_text(scene, from + figure_between(stack->total, num_of(0), most, length) + PX(6), top + PX(16),
                   amount_text(pile, stack->total), (struct lettering){.size = PX(13), .bold = true});
    }
    if (bars < pile->stacks)
        y = scene_lines(scene, left, y + PX(18), scene->width - 2 * left, PX(18),
                        vocabulary_fill(pile->view->words, W_STACKED_CUT, "n",
                                        words_number(pile->view->words, (long long)(pile->stacks - bars)), NULL),
                        (struct lettering){.size = SMALL, .color = DIM});
    return y;
}

void draw_stacked(struct scene *scene, const struct view *view, const struct summary *summary,
                  const struct chart_how *how)
{
    (void)summary;
    struct pile pile = pile_of(view, &how->wish);
    long left = how->compact ? 0 : how->alone ? PX(24) : PX(4);
    scene->title = how->title;
    scene->width = how->compact ? PX(360) : PX(840);
    if (num_sign(pile.all.total) <= 0) {
        chart_instead(scene, view, how, word(view->words, W_CHART_EMPTY));
        return;
    }
    long y = chart_top(scene, how, scene->width) + PX(6);
    y = draw_key(scene, &pile, left, y, scene->width - left);
    if (pile.stacks)
        y = draw_bars(scene, &pile, how, left, y);
    else {
        draw_stack(scene, &pile, &pile.all, pile.all.total, left, y, scene->width - 2 * left, PX(38));
        y += PX(46);
    }
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_STACKED, "n",
                                          words_number(view->words, pile.stacks ? (long long)pile.stacks : 1), "text",
                                          found(&pile), NULL));
    scene->height = chart_foot(scene, chart_find(STR("stacked")), view, how, y, scene->width) + PX(4);
}
