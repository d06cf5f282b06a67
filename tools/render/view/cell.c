/* cell - what a view shows in one cell: figures, names, targets, marks in words */

#include "view/view.h"

#include "base/str.h"
#include "base/voice.h"
#include "meaning/observation.h"
#include "series/doubt.h"
#include "values/period.h"
#include "view/figure.h"

static struct str get(const struct view *view, const struct str *cells, enum field field)
{
    return table_get(view->table, cells, field);
}

static struct str none(void)
{
    return (struct str){NULL, 0};
}

/* ---- names ---- */

static struct str first_of(const struct view *view, const struct str *cells, const enum field *field)
{
    while (*field != FIELD_COUNT && get(view, cells, *field).length == 0)
        field++;
    return *field == FIELD_COUNT ? none() : get(view, cells, *field);
}

struct str view_region(const struct view *view, const struct str *cells)
{
    static const enum field zh[] = {F_REGION_ZH, F_REGION_EN, F_REGION, FIELD_COUNT};
    static const enum field en[] = {F_REGION_EN, F_REGION_ZH, F_REGION, FIELD_COUNT};
    struct str name = first_of(view, cells, view->words->chinese ? zh : en);
    return str_eq(name, get(view, cells, F_REGION)) ? view_called(view, F_REGION, name) : name;
}

bool view_of_method(const struct view *view, const struct str *cells)
{
    return view->usual.method.length == 0 || str_eq(get(view, cells, F_METHOD), view->usual.method);
}

struct str view_name(const struct view *view, const struct str *cells)
{
    static const enum field zh[] = {F_NAME_ZH, F_NAME_EN, F_SHORT_NAME, FIELD_COUNT};
    static const enum field en[] = {F_NAME_EN, F_NAME_ZH, F_SHORT_NAME, FIELD_COUNT};
    static const enum field code[] = {F_INDICATOR, F_TASK, F_GOAL, F_ITEM, F_OBJECT, F_QUESTION, FIELD_COUNT};
    struct str name = first_of(view, cells, view->words->chinese ? zh : en);
    for (size_t i = 0; name.length == 0 && code[i] != FIELD_COUNT; i++)
        name = view_called(view, code[i], get(view, cells, code[i]));
    if (view->usual.many_regions)
        name = mem_format(view->mem, "%.*s %.*s", STR_ARG(view_region(view, cells)), STR_ARG(name));
    if (!view_of_method(view, cells))
        name = mem_format(view->mem, "%.*s [%.*s]", STR_ARG(name), STR_ARG(get(view, cells, F_METHOD)));
    if (view->usual.many_plans)
        name = mem_format(view->mem, "%.*s %.*s", STR_ARG(get(view, cells, F_PLAN)), STR_ARG(name));
    return name;
}

struct str view_unit(const struct view *view, const struct str *cells)
{
    return word_for(view->words, get(view, cells, F_UNIT));
}

static struct str label(const struct view *view, const struct str *cells)
{
    struct str name = view_name(view, cells), unit = view_unit(view, cells);
    if (unit.length == 0)
        return name;
    unit = vocabulary_fill(view->words, W_PAREN, "text", unit, NULL);
    return words_join(view->words, name, none(), unit);
}

bool view_binding(const struct view *view, const struct str *cells)
{
    return str_eq(get(view, cells, F_ATTRIBUTE), STR("binding"));
}

/* ---- figures ---- */

/* Those that the row has, else the catalogue; as they came where neither says any. */
static int places(const struct view *view, const struct str *cells)
{
    struct str decimals = get(view, cells, F_DECIMALS);
    return figure_places(decimals.length ? decimals : directory_decimals(view->names, get(view, cells, F_INDICATOR)));
}

/* ahead>=1.05;on_track>=0.95: the number behind each sign, and 0. */
static struct str pace_text(const struct view *view, struct str text, struct str thresholds)
{
    struct str limit[8] = {STR("0")}, piece;
    size_t limits = 1;
    while (limits < sizeof limit / sizeof *limit && str_cut(&thresholds, ';', &piece)) {
        ptrdiff_t equals = str_find(piece, STR("="));
        limit[limits++] = str_part(piece, (size_t)(equals + 1), piece.length);
    }
    struct num pace;
    int places = num_parse(text, &pace) == NUM_OK ? figure_untied(pace, 2) : 2;
    return figure_beside(view->mem, text, places, false, limit, limits);
}

/* Were these given, and not measured? */
static bool is_given(enum field field)
{
    return field == F_BASE_VALUE || field == F_BASE_PLAN || field == F_TARGET_VALUE || field == F_TARGET_HIGH ||
           field == F_TARGET_ORIGINAL || field == F_UPPER_VALUE;
}

struct str view_printed(const struct view *view, const struct str *cells, enum field field, struct str text,
                        const struct deciding *by)
{
    const struct str target[] = {by->target, by->target_high};
    switch (field_row[field].form) {
    case FORM_PERCENT: return figure_percent(view->mem, text);
    case FORM_PACE: return pace_text(view, text, by->thresholds);
    case FORM_FIGURE: case FORM_VALUE:
        if (is_given(field))
            return figure_given(view->mem, text, places(view, cells), view->thousands);
        return figure_beside(view->mem, text, places(view, cells), view->thousands, target, 2);
    default: return text;
    }
}

struct str view_figure(const struct view *view, const struct str *cells, enum field field)
{
    const struct deciding by = {get(view, cells, F_THRESHOLDS), get(view, cells, F_TARGET_VALUE),
                                get(view, cells, F_TARGET_HIGH)};
    return view_printed(view, cells, field, get(view, cells, field), &by);
}

struct str view_gap(const struct view *view, const struct str *cells, enum field field, int *sign)
{
    struct str unit = view_unit(view, cells);
    struct str gap = figure_gap(view->words, get(view, cells, field), unit, places(view, cells), view->thousands, sign);
    if (gap.length == 0)
        return gap;
    if (*sign == 0)
        return word(view->words, W_GAP_EQUAL);
    return vocabulary_fill(view->words, *sign > 0 ? W_GAP_AHEAD : W_GAP_BEHIND, "gap", gap, NULL);
}

/* How a bound or a test is written before a figure. */
struct str view_sign(const struct view *view, struct str op)
{
    static const struct { const char *sign, *ascii; } plain[] = {{"≥", ">="}, {"≤", "<="}, {"≈", "~"}};
    for (enum observation_bound bound = BOUND_NONE + 1; bound < BOUND_COUNT; bound++) {
        struct str sign = str_of(observation_bound_row(bound)->sign);
        if (!str_eq(op, str_of(observation_bound_row(bound)->word)))
            continue;
        for (size_t i = 0; view->words->ascii && i < sizeof plain / sizeof *plain; i++)
            if (str_eq(sign, str_of(plain[i].sign)))
                return str_of(plain[i].ascii);
        return sign;
    }
    return none();
}

/* A figure with the sign of the row's bound. */
static struct str signed_of(const struct view *view, const struct str *cells, struct str value)
{
    struct str sign = view_sign(view, get(view, cells, F_QUALIFIER));
    return value.length ? words_join(view->words, sign, none(), value) : value;
}

struct str view_value(const struct view *view, const struct str *cells)
{
    struct str value = view_figure(view, cells, F_VALUE);
    bool of_years = table_has(view->table, F_YEARS_BEHIND); /* beside a pacesetter it is the years that are more */
    return of_years ? value : signed_of(view, cells, value);
}

struct str view_judged(const struct view *view, const struct str *cells)
{
    enum aim aim = view_aim(view, cells);
    if (aim == AIM_TOTAL && table_has(view->table, F_CUMULATIVE)) {
        struct str sum = view_figure(view, cells, F_CUMULATIVE);
        return sum.length ? mem_format(view->mem, "[%.*s]", STR_ARG(sum)) : sum;
    }
    if ((aim == AIM_GROWTH || aim == AIM_RELATION) && table_has(view->table, F_AVERAGE_GROWTH)) {
        struct str growth = view_figure(view, cells, F_AVERAGE_GROWTH);
        if (growth.length || aim == AIM_GROWTH)
            return growth.length ? vocabulary_fill(view->words, W_JUDGED_GROWTH, "n", growth, NULL) : growth;
    }
    return view_value(view, cells);
}

struct str view_odd_period(const struct view *view, const struct str *cells, enum field field, struct str usual)
{
    struct str period = get(view, cells, field);
    if (period.length == 0 || str_eq(period, usual))
        return none();
    return mem_format(view->mem, "%.*s: ", STR_ARG(figure_period(view->words, period)));
}

struct str view_head(const struct view *view, enum word id, struct str period)
{
    struct str text = vocabulary_fill(view->words, id, "period", figure_period(view->words, period), NULL);
    return str_trim(text);
}

/* ---- targets ---- */

enum aim view_aim(const struct view *view, const struct str *cells)
{
    return target_kind_row(target_kind_find(get(view, cells, F_TARGET_KIND)))->aim;
}

#define LOOKED_AT 500         /* rows: the search is quadratic; beyond them the directory knows */

/* The name of the indicator that a target refers to, when it is among the rows. */
static struct str related(const struct view *view, const struct str *cells)
{
    struct str code = get(view, cells, F_RELATED);
    const struct table *table = view->table;
    size_t rows = !table->kept ? 0 : table->rows < LOOKED_AT ? table->rows : LOOKED_AT;
    for (size_t i = 0; i < rows; i++)
        if (table_has(table, F_INDICATOR) && str_eq(table_cell(table, i, table->at[F_INDICATOR]), code)) {
            const struct str *other = table_row_in(view->mem, table, i);
            struct str brief = get(view, other, F_SHORT_NAME);
            return brief.length && view->words->chinese ? brief : view_name(view, other);
        }
    struct str name = directory_name(view->names, F_INDICATOR, code, view->words->chinese);
    return name.length ? name : code;
}

static struct str relative(const struct view *view, const struct str *cells)
{
    struct str op = get(view, cells, F_OP);
    enum word id = str_eq(op, STR("gt")) ? W_TARGET_ABOVE
                   : str_eq(op, STR("lt")) ? W_TARGET_BELOW
                   : str_eq(op, STR("le")) ? W_TARGET_NOT_ABOVE : W_TARGET_NOT_BELOW;
    return vocabulary_fill(view->words, id, "name", related(view, cells), NULL);
}

/* As plans print it, with their own digits unless it is a level beside others of
 * the column: [13.5] for what is summed over the plan, a sign where the
 * test is strict or downward, words for the rest. */
struct str view_target(const struct view *view, const struct str *cells)
{
    const struct vocabulary *words = view->words;
    enum aim aim = view_aim(view, cells);
    struct str op = get(view, cells, F_OP);
    struct str value = get(view, cells, F_TARGET_VALUE);
    struct str figure = aim == AIM_LEVEL ? view_figure(view, cells, F_TARGET_VALUE)
                                         : figure_text(view->mem, value, FIGURE_OWN, view->thousands);
    struct str signed_figure = words_join(words, str_eq(op, STR("ge")) ? none() : view_sign(view, op), none(), figure);
    if (aim == AIM_WORDS && figure.length == 0)
        return word(words, W_TARGET_WORDS);
    if (aim == AIM_RELATION)
        return relative(view, cells);
    if (aim == AIM_DIRECTION)
        return word(words, str_eq(op, STR("le")) || str_eq(op, STR("lt")) ? W_TARGET_FALL : W_TARGET_RISE);
    if (figure.length == 0)
        return figure;
    switch (aim) {
    case AIM_RANGE:
        return vocabulary_fill(words, W_TARGET_RANGE, "low", figure, "high", view_figure(view, cells, F_TARGET_HIGH),
                               NULL);
    case AIM_ABOUT: return vocabulary_fill(words, W_TARGET_ABOUT, "n", figure, NULL);
    case AIM_GROWTH: return vocabulary_fill(words, W_TARGET_GROWTH, "n", signed_figure, NULL);
    case AIM_TOTAL: return mem_format(view->mem, "[%.*s]", STR_ARG(figure));
    case AIM_KEEP: return words_join(words, view_sign(view, op), none(), figure);
    case AIM_NONE: case AIM_LEVEL: case AIM_DIRECTION: case AIM_RELATION: case AIM_WORDS: break;
    }
    return signed_figure;
}

/* Targets that are kept, not reached, say for how many years. */
struct str view_held(const struct view *view, const struct str *cells)
{
    struct str held = get(view, cells, F_YEARS_HELD), seen = get(view, cells, F_YEARS_SEEN);
    if (held.length == 0)
        return none();
    return vocabulary_fill(view->words, seen.length ? W_HELD : W_HELD_ONLY, "n", held, "m", seen, NULL);
}

/* ---- marks at figures ---- */

/* From the strongest doubt on.  Words of verified that are none deserve a mark of their own. */
static const struct {
    enum field field;
    enum doubt doubt;         /* of verified */
    const char *status, *mark;
    enum word meaning;
} mark_row[] = {
    {F_VERIFIED, DOUBT_MADE_UP, NULL, "[!]", W_MARK_MADE_UP}, {F_VERIFIED, DOUBT_UNTOLD, NULL, "[?]", W_MARK_STRANGE},
    {F_VERIFIED, DOUBT_MEMORY, NULL, "[m]", W_MARK_MEMORY}, {F_VERIFIED, DOUBT_PARTLY, NULL, "[n]", W_MARK_PARTLY},
    {F_STATUS, 0, "F", "[f]", W_MARK_F}, {F_STATUS, 0, "U", "[u]", W_MARK_U}, {F_STATUS, 0, "I", "[i]", W_MARK_I},
    {F_STATUS, 0, "E", "[e]", W_MARK_E}, {F_STATUS, 0, "P", "[p]", W_MARK_P}, {F_STATUS, 0, "B", "[b]", W_MARK_B},
    {F_STATUS, 0, "O", "[x]", W_MARK_O}, {F_STATUS, 0, "L", "[l]", W_MARK_L}, {F_STATUS, 0, "M", "[z]", W_MARK_M},
    {F_STATUS, 0, "N", "[0]", W_MARK_N}, {F_STATUS, 0, "Q", "[c]", W_MARK_Q},
};
const size_t view_mark_count = sizeof mark_row / sizeof *mark_row;

bool view_mark_fits(size_t i, struct str text)
{
    if (mark_row[i].field == F_STATUS)
        return str_eq(text, str_of(mark_row[i].status));
    return mark_row[i].doubt == DOUBT_UNTOLD ? doubt_strange(text) : doubt_of(text) == mark_row[i].doubt;
}

enum field view_mark_field(size_t i)
{
    return mark_row[i].field;
}

enum word view_mark_meaning(size_t i)
{
    return mark_row[i].meaning;
}

struct str view_marks(const struct view *view, const struct str *cells)
{
    struct str all = none();
    for (size_t i = 0; i < view_mark_count; i++)
        if (view_mark_fits(i, get(view, cells, mark_row[i].field)))
            all = words_join(view->words, all, none(), str_of(mark_row[i].mark));
    return all;
}

/* ---- ranks ---- */

/* Several units may share a rank: `ties` is how many do, this one included. */
static struct str rank(const struct view *view, const struct str *cells, enum field field)
{
    struct str text = get(view, cells, field), ties = get(view, cells, F_TIES);
    struct num count;
    bool tied = field == F_RANK && num_parse(ties, &count) == NUM_OK && num_compare(count, num_of(1)) > 0;
    return text.length ? vocabulary_fill(view->words, tied ? W_RANK_TIED : W_RANK, "n", text, NULL) : text;
}

static struct str rank_of(const struct view *view, const struct str *cells)
{
    struct str text = rank(view, cells, F_RANK);
    return text.length ? vocabulary_fill(view->words, W_RANK_OF, "rank", text, "of", get(view, cells, F_OF), NULL)
                       : text;
}

/* Places gained are positive: compare-peers counts them among those that have both
 * periods, which the two ranks alone do not show. */
static struct str change(const struct view *view, const struct str *cells)
{
    struct num steps;
    if (num_parse(get(view, cells, F_RANK_CHANGE), &steps) != NUM_OK)
        return none();
    int sign = num_sign(steps);
    enum word id = sign > 0 ? W_MOVED_UP : sign < 0 ? W_MOVED_DOWN : W_MOVED_NOT;
    return vocabulary_fill(view->words, id, "n", num_text(view->mem, num_abs(steps)), NULL);
}

#define PEERS_NAMED 3         /* of those that share a place; the others are counted */

/* Those that share the best or the worst value: A, B; A, B, C and others, 7 in all. */
static struct str names_of(const struct view *view, struct str list)
{
    struct str names = none(), piece;
    long count = 0;
    while (str_cut(&list, ';', &piece))
        if (++count <= PEERS_NAMED)
            names = words_join(view->words, names, word(view->words, W_JOIN), word_for(view->words, str_trim(piece)));
    if (count <= PEERS_NAMED)
        return names;
    return vocabulary_fill(view->words, W_NOTE_MORE, "names", names, "n", words_number(view->words, count), NULL);
}

static struct str peer(const struct view *view, const struct str *cells, enum field value, enum field zh,
                       enum field en, enum field code)
{
    const enum field order[] = {view->words->chinese ? zh : en, zh, code, FIELD_COUNT};
    struct str name = names_of(view, first_of(view, cells, order)), figure = view_figure(view, cells, value);
    return name.length && figure.length ? words_join(view->words, name, STR(" "), figure) : figure;
}

/* ---- sentences ---- */

static bool of_code(char byte)
{
    return str_is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           byte == '-' || byte == '/';
}

/* How a word of a sentence is said: a period, and between Chinese characters what a code or a key is called. */
static struct str said(const struct view *view, struct str token)
{
    static const enum word worded[] = {W_ACHIEVED, W_AHEAD, W_ON_TRACK, W_LAGGING, W_REVERSED, W_NOT_COMPUTABLE,
                                       W_LINEAR, W_CAGR, W_BINDING, W_ANTICIPATORY};
    struct period period;
    if (str_is_digit(token.at[0]))
        return period_parse(token, &period) && period.grain != PERIOD_YEAR ? figure_period(view->words, token) : token;
    if (!view->words->chinese)
        return token;
    struct str name = directory_name(view->names, F_INDICATOR, token, true);
    for (size_t i = 0; name.length == 0 && i < sizeof worded / sizeof *worded; i++)
        if (str_eq(token, view->words->key[worded[i]]))
            name = word(view->words, worded[i]);
    return name.length ? name : token;
}

struct str view_sentence(const struct view *view, struct str text)
{
    struct str all = none();
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && of_code(text.at[end]) == of_code(text.at[at]))
            end++;
        struct str piece = str_part(text, at, end - at);
        all = words_join(view->words, all, none(), of_code(text.at[at]) ? said(view, piece) : piece);
        at = end;
    }
    return all;
}

/* ---- cells ---- */

static struct shown text_of(struct str text)
{
    return (struct shown){.text = text};
}

/* 32.7 of 32.7%: the head says it. */
static struct str without_sign(struct str percent)
{
    return str_ends(percent, STR("%")) ? str_part(percent, 0, percent.length - 1) : percent;
}

bool view_is_share(struct str statistic)
{
    static const char *const shares[] = {"share", "top2", "bottom2", "unknown", "blank", "balance", "balance-half"};
    bool found = false;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        found |= str_eq(statistic, str_of(shares[i]));
    return found;
}

static struct str estimate(const struct view *view, const struct str *cells, struct str text)
{
    if (!view_is_share(get(view, cells, F_STATISTIC)))
        return figure_statistic(view->mem, text, view->thousands);
    return view->usual.shares ? without_sign(figure_percent(view->mem, text)) : figure_percent(view->mem, text);
}

static struct shown figure_of(const struct view *view, const struct str *cells, enum form form, enum field field)
{
    struct str text = get(view, cells, field);
    int sign;
    switch (form) {
    case FORM_FIGURE: case FORM_PACE: return text_of(view_figure(view, cells, field));
    case FORM_PERCENT: return text_of(without_sign(view_figure(view, cells, field)));
    case FORM_COUNT: return text_of(figure_text(view->mem, text, FIGURE_OWN, view->thousands));
    case FORM_SHARE: return text_of(figure_share(view->mem, text));
    case FORM_POINTS: return text_of(figure_points(view->mem, text));
    case FORM_STATISTIC: {
        struct str shown = figure_statistic(view->mem, text, view->thousands);
        return text_of(field == F_YEARS_BEHIND ? signed_of(view, cells, shown) : shown);
    }
    case FORM_ESTIMATE: {
        struct str said = estimate(view, cells, text);
        return text_of(field == F_CHANGE_VALUE && view->usual.shares ? figure_points(view->mem, said) : said);
    }
    case FORM_VALUE: return text_of(view_value(view, cells));
    case FORM_INDEX: {
        const struct str hundred = STR("100");
        return text_of(figure_beside(view->mem, text, 1, false, &hundred, 1));
    }
    case FORM_GAP: return text_of(view_gap(view, cells, field, &sign));
    case FORM_RANK: return text_of(rank(view, cells, field));
    case FORM_CHANGE: return text_of(change(view, cells));
    default: return text_of(text);
    }
}

/* FILE:LINE of the row that it was made from. */
static struct str where_of(const struct view *view, const struct str *cells)
{
    struct str file = get(view, cells, F_FILE), line = get(view, cells, F_LINE);
    if (line.length == 0)
        return line;
    return file.length ? mem_join(view->mem, file, STR(":"), line) : line;
}

static struct shown made_of(const struct view *view, const struct str *cells, enum form form)
{
    struct shown shown = {.strong = view_binding(view, cells)};
    switch (form) {
    case FORM_NUMBER: return text_of(words_number(view->words, (long long)view->table->number));
    case FORM_NAME: shown.text = view_name(view, cells); return shown;
    case FORM_LABEL: shown.text = label(view, cells); return shown;
    case FORM_BASE:
        shown.strong = false;
        shown.before = view_odd_period(view, cells, F_BASE_PERIOD, view->usual.base_period);
        shown.text = view_figure(view, cells, F_BASE_VALUE);
        return shown;
    case FORM_ACTUAL:
        shown.strong = true;
        shown.before = view_odd_period(view, cells, F_PERIOD, view->usual.period);
        shown.text = view_judged(view, cells);
        return shown;
    case FORM_TARGET:
        shown.strong = false;
        shown.before = view_odd_period(view, cells, F_TARGET_PERIOD, view->usual.target_period);
        shown.text = view_target(view, cells);
        return shown;
    case FORM_MARKS: return text_of(view_marks(view, cells));
    case FORM_PLACE: return text_of(rank_of(view, cells));
    case FORM_REGION: return text_of(view_region(view, cells));
    case FORM_WHERE: return text_of(where_of(view, cells));
    case FORM_BEST_PEER: return text_of(peer(view, cells, F_BEST, F_BEST_REGION_ZH, F_BEST_REGION_EN, F_BEST_REGION));
    case FORM_WORST_PEER:
        return text_of(peer(view, cells, F_WORST, F_WORST_REGION_ZH, F_WORST_REGION_EN, F_WORST_REGION));
    default: return text_of(none());
    }
}

/* What was planned and what is proposed is a day of a task, and the value of a target: 1000 is no year then. */
static bool is_amount(const struct view_column *column, struct str text)
{
    struct num value;
    return (column->field == F_WAS || column->field == F_PROPOSED) && num_parse(text, &value) == NUM_OK;
}

struct shown view_cell(const struct view *view, const struct str *cells, const struct view_column *column)
{
    struct str text = column->at == COLUMN_NONE ? none() : cells[column->at];
    if (column->form >= FORM_NUMBER)
        return made_of(view, cells, column->form);
    if (view_says(column->form) && column->form != FORM_WORD)
        return view_said(view, column, text);
    switch (column->form) {
    case FORM_TEXT:
        return text_of(view->thousands && column->figure ? figure_text(view->mem, text, FIGURE_OWN, true) : text);
    case FORM_SENTENCE: return text_of(view_sentence(view, text));
    case FORM_WORD: {
        struct shown shown = view_said(view, column, text);
        shown.strong = column->field == F_ATTRIBUTE && view_binding(view, cells);
        return shown;
    }
    case FORM_PERIOD: return text_of(is_amount(column, text) ? figure_text(view->mem, text, FIGURE_OWN, view->thousands)
                                                             : figure_period(view->words, text));
    case FORM_VERIFIED: return text_of(word_under(view->words, "verified.", text));
    case FORM_CLASS: {
        struct shown shown = {.mark = vocabulary_mark(view->words, text), .strong = true};
        if (shown.mark)
            shown.text = shown.mark->text;
        return shown;
    }
    default: return figure_of(view, cells, column->form, column->field);
    }
}
