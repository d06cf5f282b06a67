/* summary - counts classes and places, and puts them into a sentence */

#include "view/summary.h"

#include "base/group.h"
#include "base/str.h"
#include "view/figure.h"

static bool judged(const struct class_tally *tally)
{
    return !str_eq(tally->mark->key, STR("not_computable"));
}

/* ---- assessment ---- */

static size_t put_text(char *into, struct str text)
{
    if (text.length)
        memcpy(into, text.at, text.length);
    return text.length;
}

/* Is the row of the one method that is counted, and of this horizon (any, when it is empty)? */
static bool counts(const struct view *view, const struct str *cells, struct str horizon)
{
    return view_of_method(view, cells) &&
           (!horizon.length || str_eq(table_get(view->table, cells, F_TARGET_PERIOD), horizon));
}

/* Counts the rows whose attribute is the given one (all when it is empty), of a horizon. */
static struct class_tally *count_classes(struct view *view, struct str attribute, struct str horizon, size_t *tallies)
{
    struct vocabulary *words = view->words;
    const struct table *table = view->table;
    for (size_t i = 0; i < table->rows; i++) { /* unknown classes become known first */
        vocabulary_mark(words, table_get(table, table_row(table, i), F_CLASS));
        vocabulary_mark(words, table_get(table, table_row(table, i), F_OFFICIAL_CLASS));
    }
    struct class_tally *tally = mem_array(view->mem, words->marks + 1, sizeof *tally);
    for (size_t i = 0; i < words->marks; i++)
        tally[i].mark = &words->mark[i];
    for (size_t i = 0; i < table->rows; i++) {
        const struct mark *mark = vocabulary_mark(words, table_get(table, table_row(table, i), F_CLASS));
        if (mark == NULL || !counts(view, table_row(table, i), horizon) ||
            (attribute.length && !str_eq(attribute, table_get(table, table_row(table, i), F_ATTRIBUTE))))
            continue;
        tally[mark->order].count++;
    }
    /* What occurs, and what cannot be judged at the end. */
    size_t kept = 0;
    struct class_tally last = {0};
    for (size_t i = 0; i < words->marks; i++) {
        if (tally[i].count && !judged(&tally[i]))
            last = tally[i];
        else if (tally[i].count)
            tally[kept++] = tally[i];
    }
    if (last.count)
        tally[kept++] = last;
    *tallies = kept;
    return tally;
}

#define NAMED 100             /* of a class; a page of thousands counts the others */

/* The names of a class and their rows; how many there are, of which NAMED at most are named. */
static long find_rows(const struct view *view, struct str horizon, struct class_tally *tally)
{
    const struct table *table = view->table;
    long found = 0;
    for (size_t i = 0; i < table->rows; i++) {
        const struct str *cells = table_row(table, i);
        const struct mark *own = vocabulary_mark(view->words, table_get(table, cells, F_CLASS));
        if (own == NULL || own->order != tally->mark->order || !counts(view, cells, horizon) || ++found > NAMED)
            continue;
        tally->row[tally->rows++] = (struct class_row){view_name(view, cells), table_place(table, cells)};
    }
    return found;
}

/* Put together in one go. */
static struct str joined(const struct view *view, const struct class_tally *tally)
{
    struct str joint = word(view->words, W_JOIN);
    size_t bytes = 0, at = 0;
    for (size_t i = 0; i < tally->rows; i++)
        bytes += joint.length + tally->row[i].name.length;
    char *into = mem_take(view->mem, bytes + 1);
    for (size_t i = 0; i < tally->rows; i++) {
        at += put_text(into + at, i ? joint : (struct str){NULL, 0});
        at += put_text(into + at, tally->row[i].name);
    }
    return (struct str){into, at};
}

static void name_classes(struct view *view, struct str horizon, struct class_tally *tally, size_t tallies)
{
    for (size_t t = 0; t < tallies; t++) {
        tally[t].row = mem_array(view->mem, tally[t].count < NAMED ? (size_t)tally[t].count : NAMED,
                                 sizeof *tally[t].row);
        long found = find_rows(view, horizon, &tally[t]);
        tally[t].names = joined(view, &tally[t]);
        if (found > NAMED)
            tally[t].names = vocabulary_fill(view->words, W_NOTE_MORE, "names", tally[t].names, "n",
                                             words_number(view->words, found), NULL);
    }
}

struct str summary_counted(const struct view *view, const struct class_tally *tally)
{
    return vocabulary_fill(view->words, W_COUNT_CLASS, "n", words_number(view->words, tally->count), "class",
                      tally->mark->text, NULL);
}

struct str summary_list(const struct view *view, const struct class_tally *tally, size_t tallies)
{
    struct str list = {NULL, 0};
    for (size_t i = 0; i < tallies; i++) {
        if (judged(&tally[i]))
            list = words_join(view->words, list, word(view->words, W_JOIN), summary_counted(view, &tally[i]));
        else if (list.length)
            list = vocabulary_fill(view->words, W_COUNT_ALSO, "list", list, "n",
                                   words_number(view->words, tally[i].count),
                              "class", tally[i].mark->text, NULL);
        else
            list = summary_counted(view, &tally[i]);
    }
    return list;
}

static long total(const struct class_tally *tally, size_t tallies, bool only_judged)
{
    long sum = 0;
    for (size_t i = 0; i < tallies; i++)
        if (!only_judged || judged(&tally[i]))
            sum += tally[i].count;
    return sum;
}

/* Are there rows of other methods, which are not counted? */
static bool has_others(const struct view *view)
{
    bool found = false;
    for (size_t i = 0; i < view->table->rows && !found; i++)
        found = !view_of_method(view, table_row(view->table, i));
    return found;
}

static struct str lead_of(const struct view *view, const struct class_tally *tally, size_t tallies)
{
    const struct vocabulary *words = view->words;
    long all = total(tally, tallies, false), some = total(tally, tallies, true);
    struct str n = words_number(words, all), m = words_number(words, some);
    enum word id = all == 0 ? W_LEAD_EMPTY : some == 0 ? W_LEAD_NONE : some < all ? W_LEAD_SOME
                   : all == 1 ? W_LEAD_ONE : W_LEAD;
    struct str text = vocabulary_fill(words, id, "n", n, "m", m, "list", summary_list(view, tally, tallies), NULL);
    if (!has_others(view))
        return text;
    struct str method = word_of_code(words, NULL, field_row[F_METHOD].name, view->usual.method, NULL);
    return vocabulary_fill(words, W_LEAD_METHOD, "text", text, "method", method, NULL);
}

static void add_group(struct summary *summary, struct view *view, struct str attribute, struct str horizon)
{
    size_t tallies;
    struct class_tally *tally = count_classes(view, attribute, horizon, &tallies);
    long all = total(tally, tallies, false);
    if (all == 0)
        return;
    summary->group[summary->groups++] =
        vocabulary_fill(view->words, W_GROUP_LEAD, "group", word_for(view->words, attribute), "n",
                   words_number(view->words, all), "list", summary_list(view, tally, tallies), NULL);
}

/* The target periods of the rows, the nearest first. */
struct horizons {
    struct str *text;
    int32_t *last;
    size_t count;
};

static void add_horizon(struct horizons *horizons, struct str text)
{
    struct period when;
    if (!period_parse(text, &when))
        return;
    size_t at = 0;
    while (at < horizons->count && horizons->last[at] < when.last)
        at++;
    if (at < horizons->count && horizons->last[at] == when.last)
        return;
    memmove(&horizons->text[at + 1], &horizons->text[at], (horizons->count - at) * sizeof *horizons->text);
    memmove(&horizons->last[at + 1], &horizons->last[at], (horizons->count - at) * sizeof *horizons->last);
    horizons->text[at] = text;
    horizons->last[at] = when.last;
    horizons->count++;
}

/* Targets of several horizons are never added up: the nearest leads, the others have a
 * sentence each. */
static struct horizons find_horizons(struct view *view)
{
    const struct table *table = view->table;
    struct horizons horizons = {.text = mem_array(view->mem, table->rows + 1, sizeof *horizons.text),
                                .last = mem_array(view->mem, table->rows + 1, sizeof *horizons.last)};
    for (size_t i = 0; i < table->rows; i++)
        add_horizon(&horizons, table_get(table, table_row(table, i), F_TARGET_PERIOD));
    return horizons;
}

static void add_horizon_group(struct summary *summary, struct view *view, struct str horizon)
{
    size_t tallies;
    struct class_tally *tally = count_classes(view, (struct str){NULL, 0}, horizon, &tallies);
    summary->group[summary->groups++] =
        vocabulary_fill(view->words, W_HORIZON_LEAD, "period", horizon, "n",
                        words_number(view->words, total(tally, tallies, false)), "list",
                        summary_list(view, tally, tallies), NULL);
}

/* How many are on schedule or better, and how many behind. */
static struct str heading_of(const struct view *view, const struct class_tally *tally, size_t tallies)
{
    const struct vocabulary *words = view->words;
    long good = 0, behind = 0;
    for (size_t i = 0; i < tallies; i++) {
        struct str key = tally[i].mark->key;
        bool well = str_eq(key, STR("achieved")) || str_eq(key, STR("ahead")) || str_eq(key, STR("on_track"));
        good += well ? tally[i].count : 0;
        behind += str_eq(key, STR("lagging")) || str_eq(key, STR("reversed")) ? tally[i].count : 0;
    }
    if (good + behind == 0)
        return (struct str){NULL, 0};
    return vocabulary_fill(words, W_PROGRESS_FOUND, "text", word(words, W_PROGRESS_HEAD), "m",
                           words_number(words, good), "k", words_number(words, behind), NULL);
}

#define NAME_MOST 60          /* cells of a name that a title has room for */

/* A sum that must not be passed is used up: nobody has come far by that. */
static bool is_used_up(const struct view *view, const struct str *cells)
{
    enum target_kind kind = target_kind_find(table_get(view->table, cells, F_TARGET_KIND));
    return target_kind_row(kind)->aim == AIM_TOTAL && target_kind_row(kind)->op == OP_LE;
}

/* The rows at the two ends of a column of figures; false when they are not two, or no title would hold
 * their names. */
static bool ends_of(const struct view *view, enum field field, const struct str **low, const struct str **high)
{
    const struct table *table = view->table;
    struct num least = {0}, most = {0}, value;
    size_t lowest = table->rows, highest = table->rows;
    for (size_t i = 0; i < table->rows; i++) {
        const struct str *cells = table_row(table, i);
        if (num_parse(table_get(table, cells, field), &value) != NUM_OK || !view_of_method(view, cells) ||
            is_used_up(view, cells))
            continue;
        if (lowest == table->rows || num_compare(value, least) < 0) {
            least = value;
            lowest = i;
        }
        if (highest == table->rows || num_compare(value, most) > 0) {
            most = value;
            highest = i;
        }
    }
    if (lowest == table->rows)
        return false;
    *low = table_row_in(view->mem, table, lowest);
    *high = table_row_in(view->mem, table, highest);
    return num_compare(least, most) != 0 && str_width(view_name(view, *low), 2) <= NAME_MOST &&
           str_width(view_name(view, *high), 2) <= NAME_MOST;
}

/* Who has come least far and who furthest. */
static struct str finding_of(const struct view *view)
{
    const struct str *low, *high;
    if (!ends_of(view, F_COMPLETION, &low, &high))
        return (struct str){NULL, 0};
    return vocabulary_fill(view->words, W_INDICATORS_FOUND, "low", view_name(view, low), "lowest",
                           figure_percent(view->mem, table_get(view->table, low, F_COMPLETION)), "high",
                           view_name(view, high), "highest",
                           figure_percent(view->mem, table_get(view->table, high, F_COMPLETION)), NULL);
}

static struct summary summarize_assessment(struct view *view)
{
    struct horizons horizons = find_horizons(view);
    struct str near = horizons.count > 1 ? horizons.text[0] : (struct str){NULL, 0};
    struct summary summary = {.group = mem_array(view->mem, 2 + horizons.count, sizeof *summary.group)};
    summary.tally = count_classes(view, (struct str){NULL, 0}, near, &summary.tallies);
    name_classes(view, near, summary.tally, summary.tallies);
    summary.lead = lead_of(view, summary.tally, summary.tallies);
    summary.heading = heading_of(view, summary.tally, summary.tallies);
    summary.finding = finding_of(view);
    add_group(&summary, view, STR("binding"), near);
    add_group(&summary, view, STR("anticipatory"), near);
    for (size_t i = 1; i < horizons.count; i++)
        add_horizon_group(&summary, view, horizons.text[i]);
    return summary;
}

/* ---- peers ---- */

static struct str peers_count(const struct view *view, struct str list, enum word id, long count)
{
    if (count == 0)
        return list;
    struct str part = vocabulary_fill(view->words, id, "n", words_number(view->words, count), NULL);
    return words_join(view->words, list, word(view->words, W_JOIN), part);
}

/* How many different values a column has. */
static long distinct(const struct table *table, enum field field)
{
    struct group *values = group_open(1, 1);
    for (size_t i = 0; i < table->rows; i++) {
        const struct str value = table_get(table, table_row(table, i), field);
        group_at(values, &value);
    }
    long count = (long)group_count(values);
    group_close(values);
    return count;
}

/* Where the best and the worst place is. */
static struct str place_found(const struct view *view)
{
    const struct view_column column = {.at = COLUMN_NONE, .form = FORM_PLACE};
    const struct str *low, *high;
    if (!ends_of(view, F_RANK, &high, &low))
        return (struct str){NULL, 0};
    return vocabulary_fill(view->words, W_STRIP_FOUND, "high", view_name(view, high), "highest",
                           view_show(view, high, &column).text, "low", view_name(view, low), "lowest",
                           view_show(view, low, &column).text, NULL);
}

static struct summary summarize_peers(struct view *view)
{
    const struct vocabulary *words = view->words;
    const struct table *table = view->table;
    long ahead = 0, equal = 0, behind = 0, unknown = 0;
    struct num of = {0}, most = {0};
    for (size_t i = 0; i < table->rows; i++) {
        int sign;
        bool known = view_gap(view, table_row(table, i), F_GAP_MEDIAN, &sign).length > 0;
        *(!known ? &unknown : sign > 0 ? &ahead : sign < 0 ? &behind : &equal) += 1;
        if (num_parse(table_get(table, table_row(table, i), F_OF), &of) == NUM_OK && num_compare(of, most) > 0)
            most = of;
    }
    struct str list = peers_count(view, (struct str){NULL, 0}, W_PEERS_AHEAD, ahead);
    list = peers_count(view, list, W_PEERS_EQUAL, equal);
    list = peers_count(view, list, W_PEERS_BEHIND, behind);
    list = peers_count(view, list, W_PEERS_UNKNOWN, unknown);
    if (table->rows == 0)
        return (struct summary){.lead = word(words, W_NO_ROWS)};
    if (view->usual.many_regions)
        return (struct summary){
            .lead = vocabulary_fill(words, distinct(table, F_INDICATOR) == 1 ? W_PEERS_LEAD_ALL_ONE : W_PEERS_LEAD_ALL,
                               "n", words_number(words, distinct(table, F_REGION)),
                               "m", words_number(words, distinct(table, F_INDICATOR)), NULL)};
    if (num_compare(most, num_of(2)) < 0)
        return (struct summary){.lead = vocabulary_fill(words, W_PEERS_LEAD_NONE, "region",
                                                        view_region(view, table_row(table, 0)), "list", list, NULL)};
    struct num peers = {0};
    num_subtract(most, num_of(1), &peers);
    return (struct summary){
        .heading = vocabulary_fill(words, W_PEERS_FOUND, "text", word(words, W_PEERS_HEAD), "m",
                                   words_number(words, ahead), "n", words_number(words, ahead + equal + behind), NULL),
        .finding = place_found(view),
        .lead = vocabulary_fill(words, table->rows == 1 ? W_PEERS_LEAD_ONE : W_PEERS_LEAD, "region",
                           view_region(view, table_row(table, 0)), "n", num_text(view->mem, peers), "m",
                           words_number(words, (long long)table->rows), "list", list, NULL)};
}

/* ---- any table whose rows have a code ---- */

/* How many rows have each code, the worst first: 11 in all: 1 overdue, 2 stalled. */
static struct summary summarize_codes(const struct view *view)
{
    struct vocabulary *words = view->words;
    enum field field = view_field(view, str_of(view->kind->counts));
    struct group *codes = group_open(1, sizeof(long));
    long rows = 0;
    for (size_t i = 0; i < view->table->rows; i++) {
        const struct str code = table_get(view->table, table_row(view->table, i), field);
        if (code.length == 0)
            continue;
        ++*(long *)group_at(codes, &code);
        rows++;
    }
    struct str list = {NULL, 0};
    uint32_t count = group_count(codes);
    void **each = group_sorted(view->mem, codes);
    bool *told = mem_array(view->mem, count, sizeof *told);
    for (uint32_t n = 0; n < count; n++) {
        uint32_t worst = count;
        for (uint32_t i = 0; i < count; i++)
            if (!told[i] && (worst == count || view_order(view, field, group_key(codes, each[i], 0)) <
                                                   view_order(view, field, group_key(codes, each[worst], 0))))
                worst = i;
        told[worst] = true;
        struct str said = vocabulary_fill(words, W_ROWS_OF_CODE, "n", words_number(words, *(long *)each[worst]), "code",
                                          view_word(view, field, group_key(codes, each[worst], 0)), NULL);
        list = words_join(words, list, word(words, W_JOIN), said);
    }
    group_close(codes);
    if (rows == 0)
        return (struct summary){0};
    return (struct summary){
        .lead = vocabulary_fill(words, W_ROWS_COUNTED, "n", words_number(words, rows), "list", list, NULL)};
}

struct summary summary_of(struct view *view)
{
    if (view->kind->counts && table_has(view->table, view_field(view, str_of(view->kind->counts))))
        return summarize_codes(view);
    if (view->kind->chart == NULL)
        return (struct summary){0};
    return view->kind->has_truth ? summarize_assessment(view) : summarize_peers(view);
}

struct str summary_meta(const struct view *view)
{
    const struct vocabulary *words = view->words;
    struct str text = {NULL, 0};
    if (view->usual.until.length)
        text = vocabulary_fill(words, W_AS_OF, "period", view->usual.until, NULL);
    if (view->usual.time_progress.length) {
        struct str progress = vocabulary_fill(words, W_TIME_PROGRESS, "percent",
                                              figure_percent_brief(words->mem, view->usual.time_progress), NULL);
        text = words_join(words, text, STR(" · "), progress);
    }
    if (view->usual.known.length)
        text = words_join(words, text, STR(" · "),
                          vocabulary_fill(words, W_KNOWN, "date", figure_period(words, view->usual.known), NULL));
    return text;
}
