/* filters - the list of filters */

#include "template/filters.h"

#include "base/near.h"
#include "base/voice.h"
#include "view/figure.h"
#include "view/summary.h"

/* ---- helpers ---- */

static struct str argument(const struct braces_filter *call, size_t i)
{
    return i < call->arguments ? call->argument[i] : (struct str){NULL, 0};
}

static int places_of(const struct braces_filter *call)
{
    return figure_places(argument(call, 0));
}

/* A cell of the item's row in a column that is known by name. */
static struct str beside(const struct flowing *item, enum field field)
{
    return item->cells ? table_get(item->table->table, item->cells, field) : (struct str){NULL, 0};
}

/* The places that the row's indicator has, where the call names none. */
static int own_places(const struct flowing *item, const struct braces_filter *call)
{
    return call->arguments && argument(call, 0).length ? places_of(call) : figure_places(beside(item, F_DECIMALS));
}

static void fault(struct flow *flow, struct str sentence)
{
    if (flow->fault.length == 0)
        flow->fault = sentence;
}

static bool number_of(struct flow *flow, const struct flowing *item, struct num *value)
{
    enum num_verdict verdict = num_parse(item->text, value);
    if (verdict != NUM_OK && verdict != NUM_EMPTY)
        fault(flow, say(flow->mem, "\"{1}\" is no number, which this filter needs", item->text));
    return verdict == NUM_OK;
}

/* Beside 0: what differs is never shown as nothing. */
static struct str beside_nothing(struct flow *flow, struct num value, int places)
{
    static const struct str nothing = {"0", 1};
    return figure_beside(flow->mem, num_text(flow->mem, value), places, false, &nothing, 1);
}

/* ---- of each: figures ---- */

static struct str rounded(struct flow *flow, const struct flowing *item, const struct braces_filter *call, bool parted)
{
    struct num value;
    if (!number_of(flow, item, &value))
        return item->text;
    return figure_text(flow->mem, item->text, own_places(item, call), parted);
}

static struct str each_num(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    return rounded(flow, item, call, false);
}

static struct str each_thousands(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    return rounded(flow, item, call, true);
}

static struct str each_pct(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    static const struct str ends[] = {{"0", 1}, {"100", 3}};
    struct num value;
    if (!number_of(flow, item, &value) || !num_shift(value, 2, &value))
        return item->text;
    int places = call->arguments ? places_of(call) : 1;
    return mem_join(flow->mem, figure_beside(flow->mem, num_text(flow->mem, value), places, false, ends, 2), STR("%"));
}

/* Chinese sets a unit close, English apart. */
static struct str with_unit(struct flow *flow, struct str text, struct str unit)
{
    return unit.length ? vocabulary_fill(flow->words, W_GAP_UNIT, "n", text, "unit", unit, NULL) : text;
}

static struct str each_pp(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    struct num value;
    if (!number_of(flow, item, &value))
        return item->text;
    int places = call->arguments ? places_of(call) : FIGURE_OWN;
    return with_unit(flow, beside_nothing(flow, value, places), word(flow->words, W_POINTS));
}

/* Units of money in powers of ten of 亿元. */
static bool money_power(struct str unit, int *power)
{
    static const struct { const char *unit; int power; } money[] = {
        {"元", -8}, {"千元", -5}, {"万元", -4}, {"百万元", -2}, {"千万元", -1}, {"亿元", 0}, {"万亿元", 4}};
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        if (str_eq(unit, str_of(money[i].unit))) {
            *power = money[i].power;
            return true;
        }
    return false;
}

static struct str each_yi(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    struct num value;
    int power;
    struct str unit = argument(call, 1).length ? argument(call, 1) : beside(item, F_UNIT);
    if (!number_of(flow, item, &value))
        return item->text;
    if (!money_power(unit, &power) || !num_shift(value, power, &value)) {
        fault(flow, say(flow->mem, "\"{1}\" is no unit of money (expected 元, 万元, 亿元 ..., in the column unit or as "
                        "yi:2:万元)", unit));
        return item->text;
    }
    int places = argument(call, 0).length ? places_of(call) : 2;
    return with_unit(flow, beside_nothing(flow, value, places), word_for(flow->words, STR("亿元")));
}

/* 增长6.8%, 下降0.3%, 持平: sign:PLACES:UNIT:UP,DOWN,SAME.  Nothing is what rounds to nothing. */
static struct str each_sign(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    struct num value;
    if (!number_of(flow, item, &value))
        return item->text;
    int places = own_places(item, call);
    struct str rest = argument(call, 2), own[3] = {{NULL, 0}};
    for (size_t i = 0; i < 3; i++)
        str_cut(&rest, ',', &own[i]);
    value = places == FIGURE_OWN ? value : num_round(value, places, NUM_HALF_UP);
    int sign = num_sign(value);
    static const enum word built_in[] = {W_SIGN_UP, W_SIGN_DOWN, W_SIGN_SAME};
    size_t which = sign > 0 ? 0 : sign < 0 ? 1 : 2;
    struct str said = own[which].length ? own[which] : word(flow->words, built_in[which]);
    if (sign == 0)
        return said;
    struct str text = num_text(flow->mem, num_abs(value)), unit = argument(call, 1);
    text = str_eq(unit, STR("%")) ? mem_join(flow->mem, text, unit) : with_unit(flow, text, unit);
    return mem_join(flow->mem, said, flow->words->chinese ? STR("") : STR(" "), text);
}

static struct str each_unit(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    (void)call;
    struct str unit = beside(item, F_UNIT);
    if (str_eq(unit, STR("%")) || str_eq(unit, STR("‰")))
        return mem_join(flow->mem, item->text, unit);
    return with_unit(flow, item->text, word_for(flow->words, unit));
}

static struct str each_rank(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    (void)call;
    struct num value, ties;
    if (!number_of(flow, item, &value))
        return item->text;
    bool tied = num_parse(beside(item, F_TIES), &ties) == NUM_OK && num_compare(ties, num_of(1)) > 0;
    return vocabulary_fill(flow->words, tied ? W_PLACE_TIED : W_PLACE_OWN, "n", num_text(flow->mem, value), NULL);
}

/* ---- of each: words ---- */

static struct str each_date(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    (void)call;
    struct period period;
    if (!period_parse(item->text, &period))
        fault(flow, say(flow->mem, "\"{1}\" is no date or period", item->text));
    return figure_period(flow->words, item->text);
}

static struct str each_label(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    (void)call;
    return word_for(flow->words, item->text);
}

static struct str each_raw(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    (void)flow;
    (void)call;
    return item->text;
}

/* The number behind the last colon, which is taken off; 0: there is none. */
static uint32_t last_number(struct str *text)
{
    size_t digits = 0;
    uint32_t number = 0;
    while (digits < text->length && digits < 7 && str_is_digit(text->at[text->length - 1 - digits]))
        digits++;
    size_t colon = text->length - digits;
    if (digits == 0 || colon == 0 || text->at[colon - 1] != ':')
        return 0;
    for (size_t i = colon; i < text->length; i++)
        number = number * 10 + (uint32_t)(text->at[i] - '0');
    text->length = colon - 1;
    return number;
}

/* Where a place lies in the sheet that its owner has before him: FILE:8:15 is O8, BOOK!SHEET!C4 is SHEET!C4. */
static struct str each_cell(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    struct str text = item->text, book;
    (void)call;
    if (str_find(text, STR("!")) > 0 && str_cut(&text, '!', &book))
        return text;
    uint32_t field = last_number(&text), line = field ? last_number(&text) : 0;
    struct str letters = {NULL, 0};
    for (; line && field; field = (field - 1) / 26) {
        char letter = (char)('A' + (field - 1) % 26);
        letters = mem_join(flow->mem, (struct str){&letter, 1}, letters);
    }
    return line ? mem_join(flow->mem, letters, mem_whole(flow->mem, line)) : (struct str){NULL, 0};
}

/* Of each table's first column: owner|from:o.name_zh is what the row of o says whose first cell is
 * the owner.  A text that o does not have stays. */
static struct str each_from(struct flow *flow, const struct flowing *item, const struct braces_filter *call)
{
    struct str column = argument(call, 0), name;
    str_cut(&column, '.', &name);
    const struct stock_table *table = stock_find(flow->stock, name);
    struct view_column wanted = stock_column(table, column);
    for (size_t i = 0; i < table->rows; i++)
        if (str_eq(table->row[i][0], item->text)) {
            struct str found = stock_shown(table, table->row[i], &wanted);
            return found.length ? found : item->text;
        }
    return item->text;
}

/* ---- of many: one of them ---- */

static void keep(struct flow *flow, size_t i)
{
    flow->item[0] = flow->item[i];
    flow->items = 1;
}

static void pick_first(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    if (flow->items)
        keep(flow, 0);
}

static void pick_last(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    if (flow->items)
        keep(flow, flow->items - 1);
}

static void pick_extreme(struct flow *flow, int sign)
{
    size_t best = SIZE_MAX;
    struct num value, extreme = {0};
    for (size_t i = 0; i < flow->items; i++) {
        if (!number_of(flow, &flow->item[i], &value))
            continue;
        if (best == SIZE_MAX || num_compare(value, extreme) * sign > 0) {
            best = i;
            extreme = value;
        }
    }
    if (best < SIZE_MAX)
        keep(flow, best);
    else
        flow->items = 0;
}

static void pick_min(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    pick_extreme(flow, -1);
}

static void pick_max(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    pick_extreme(flow, 1);
}

static void pick_distinct(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    size_t kept = 0;
    for (size_t i = 0; i < flow->items; i++) {
        size_t k = 0;
        while (k < kept && !str_eq(flow->item[k].text, flow->item[i].text))
            k++;
        if (k == kept)
            flow->item[kept++] = flow->item[i];
    }
    flow->items = kept;
}

/* ---- of many: what they make together ---- */

static void become(struct flow *flow, struct str text, bool worded)
{
    flow->item[0] = (struct flowing){.text = text, .worded = worded};
    flow->items = 1;
}

static void all_count(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    become(flow, mem_whole(flow->mem, (int64_t)flow->items), false);
}

static void all_join(struct flow *flow, const struct braces_filter *call)
{
    struct str between = call->arguments ? argument(call, 0) : word(flow->words, W_JOIN);
    struct heap heap = {.mem = flow->mem};
    for (size_t i = 0, said = 0; i < flow->items; i++) {
        struct str text = flowing_text(&flow->item[i]);
        if (text.length == 0)
            continue;
        heap_add(&heap, said++ ? between : STR(""));
        heap_add(&heap, text);
    }
    become(flow, heap_text(&heap), true);
}

static size_t sum_of(struct flow *flow, struct num_sum *sum)
{
    size_t count = 0;
    struct num value;
    for (size_t i = 0; i < flow->items; i++)
        if (number_of(flow, &flow->item[i], &value)) {
            num_sum_add(flow->mem, sum, value);
            count++;
        }
    return count;
}

static void all_sum(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    struct num_sum sum = {0, 0, NULL};
    size_t count = sum_of(flow, &sum);
    become(flow, count ? num_sum_text(flow->mem, &sum) : (struct str){NULL, 0}, false);
}

static void all_mean(struct flow *flow, const struct braces_filter *call)
{
    struct num_sum sum = {0, 0, NULL};
    size_t count = sum_of(flow, &sum);
    int places = argument(call, 0).length ? places_of(call) : NUM_SHORTEST;
    become(flow, count ? num_mean_text(flow->mem, &sum, count, places, NUM_HALF_UP) : (struct str){NULL, 0}, false);
}

/* The lead sentence of mid-term reports, of the rows that are left. */
static void all_lead(struct flow *flow, const struct braces_filter *call)
{
    (void)call;
    struct str **row = mem_array(flow->mem, flow->items, sizeof *row);
    const struct stock_table *table = flow->items ? flow->item[0].table : NULL;
    if (table == NULL) {
        become(flow, word(flow->words, W_LEAD_EMPTY), true);
        return;
    }
    memcpy(row, flow->row, flow->items * sizeof *row);
    const struct wish wish = {.names = flow->stock->names};
    struct view *view = view_open(flow->mem, flow->stock->words, stock_some(flow->mem, table, row, flow->items),
                                  SHOWN_ON_PAGE, &wish);
    view_keep(view);
    struct summary summary = summary_of(view);
    if (summary.lead.length == 0)
        fault(flow, say(flow->mem, "the table is none of assess or compare-peers, which have a lead sentence"));
    become(flow, summary.lead, true);
}

/* ---- the list ---- */

#define EACH(name) .kind = FILTER_EACH, .each = each_##name
#define PICK(name) .kind = FILTER_PICK, .all = pick_##name
#define ALL(name) .kind = FILTER_ALL, .all = all_##name
#define FIGURE(arguments) .most = (arguments), .places = true, .figure = true

static const struct filter filters[] = {
    {"num", "[N]", N_("a figure with N places, else with those of its indicator"), EACH(num), FIGURE(1)},
    {"thousands", "[N]", N_("the same with commas between thousands"), EACH(thousands), FIGURE(1)},
    {"pct", "[N]", N_("a ratio in percent with N places (1)"), EACH(pct), FIGURE(1)},
    {"pp", "[N]", N_("a difference of percentages in points"), EACH(pp), FIGURE(1)},
    {"yi", "[N]:[UNIT]", N_("money in hundred million yuan with N places (2)"), EACH(yi), FIGURE(2)},
    {"sign", "[N]:[UNIT]:[UP,DOWN,SAME]", N_("a change in words: up, down or unchanged, without a sign"), EACH(sign),
     FIGURE(3)},
    {"unit", "", N_("with the unit of its row behind it"), EACH(unit), .figure = true},
    {"rank", "", N_("a rank in words, tied ones as such"), EACH(rank), .figure = true},
    {"date", "", N_("a date in words"), EACH(date), .figure = true},
    {"period", "", N_("a period in words"), EACH(date), .figure = true},
    {"label", "", N_("what the labels call it"), EACH(label)},
    {"from", "TABLE.COLUMN", N_("what the row of a table says whose first cell it is"), EACH(from), .least = 1,
     .most = 1},
    {"raw", "", N_("as the data have it"), EACH(raw)},
    {"cell", "", N_("of a place as messages and --origin have it, the cell of the sheet: O8"), EACH(cell)},
    {"or", "TEXT", N_("that text where there is nothing"), .kind = FILTER_EACH, .least = 1, .most = 1},
    {"first", "", N_("of the first row"), PICK(first)},
    {"last", "", N_("of the last row"), PICK(last)},
    {"min", "", N_("the smallest number"), PICK(min), .figure = true},
    {"max", "", N_("the largest number"), PICK(max), .figure = true},
    {"distinct", "", N_("each text once"), PICK(distinct)},
    {"join", "[TEXT]", N_("all of them, with a comma or that text between"), ALL(join), .most = 1},
    {"count", "", N_("how many there are"), ALL(count), .figure = true, .table = true},
    {"sum", "", N_("the exact sum"), ALL(sum), .figure = true},
    {"mean", "[N]", N_("the mean with N places, rounded once"), ALL(mean), FIGURE(1)},
    {"lead", "", N_("the lead sentence of a table of assess or compare-peers"), ALL(lead), .table = true},
};

enum { FILTERS = sizeof filters / sizeof *filters };

const struct filter *filter_row(size_t i)
{
    return i < FILTERS ? &filters[i] : NULL;
}

const struct filter *filter_find(struct str name)
{
    for (size_t i = 0; i < FILTERS; i++)
        if (str_eq(name, str_of(filters[i].name)))
            return &filters[i];
    return NULL;
}

struct str filter_hint(struct mem *mem, struct str name)
{
    struct str known[FILTERS];
    for (size_t i = 0; i < FILTERS; i++)
        known[i] = str_of(filters[i].name);
    return nearest_hint(mem, name, known, FILTERS);
}

void filter_check(const struct scroll *scroll, const struct filter *filter, const struct braces_filter *call)
{
    if (call->arguments < filter->least || call->arguments > filter->most || call->arguments > BRACES_ARGUMENTS)
        scroll_wrong(scroll, call->at, "the filter \"%s\" takes %s behind it (arguments are parted by colons)",
                   filter->name, filter->most ? filter->shape : voice_text("nothing"));
    else if (filter->places && argument(call, 0).length && places_of(call) == FIGURE_OWN)
        scroll_wrong(scroll, call->at, "\"%.*s\" is no number of places (expected 0 to 20)",
                     STR_ARG(argument(call, 0)));
}

struct str flowing_text(struct flowing *item)
{
    if (!item->worded && item->cells && item->column.name.length)
        item->text = stock_shown(item->table, item->cells, &item->column);
    item->worded = true;
    return item->text;
}

void filter_apply(struct flow *flow, const struct filter *filter, const struct braces_filter *call)
{
    if (filter->kind != FILTER_EACH) {
        filter->all(flow, call);
        return;
    }
    if (!filter->each) {
        if (flow->items == 0)
            become(flow, (struct str){NULL, 0}, true);
        for (size_t i = 0; i < flow->items; i++)
            if (flow->item[i].text.length == 0) {
                flow->item[i].text = argument(call, 0);
                flow->item[i].worded = true;
            }
        return;
    }
    for (size_t i = 0; i < flow->items; i++) {
        struct flowing *item = &flow->item[i];
        item->text = item->text.length ? filter->each(flow, item, call) : item->text;
        item->worded = true;
    }
}
